#include "app/terminal/TransferRun.h"

#include "app/terminal/TerminalCommand.h"
#include "app/terminal/TerminalText.h"

namespace ferry {

namespace {

constexpr qint64 progressIntervalMs = 100;

} // namespace

TransferRun::TransferRun(EngineOptions options, Reporter &reporter, const Output &results, KeptPlace &kept)
    : m_engine(std::move(options))
    , m_reporter(reporter)
    , m_results(results)
    , m_kept(kept)
{
    // Followed for all tasks together: a TransferHandle for each of ten thousand would look at every change.
    connect(&m_engine, &TransferEngine::changed, this, &TransferRun::takeChanges);
    connect(&m_engine, &TransferEngine::finished, this, &TransferRun::takeOutcome);
    connect(&m_engine, &TransferEngine::retryScheduled, this, &TransferRun::takeNotice);
    connect(&m_engine, &TransferEngine::saveFailed, this, [this](TransferId id, const TransferError &error) {
        if (Task *task = find(id); task && task->held) // only a held page is saved by hand
            keepHeld(int(id - m_firstId) + 1, *task, error);
    });
}

void TransferRun::start(const QList<TransferRequest> &requests)
{
    m_clock.start();
    m_tasks.resize(size_t(requests.size()));
    m_open = requests.size();
    int number = 0;
    for (const TransferRequest &request : requests)
        m_reporter.queued(++number, request);
    m_firstId = m_engine.add(requests).first();
}

void TransferRun::interrupt(int exitCode)
{
    if (m_interrupted)
        return;
    m_interrupted = true;
    m_exitCode = exitCode;
    QList<TransferId> ids;
    for (size_t i = 0; i < m_tasks.size(); ++i) {
        if (!m_tasks[i].over && !m_tasks[i].held)
            ids.append(m_firstId + i);
    }
    m_engine.cancel(ids);
}

TransferRun::Task *TransferRun::find(TransferId id)
{
    if (id < m_firstId || id - m_firstId >= m_tasks.size())
        return nullptr;
    Task &task = m_tasks[size_t(id - m_firstId)];
    return task.over ? nullptr : &task;
}

void TransferRun::takeChanges(const QList<TransferSnapshot> &snapshots)
{
    for (const TransferSnapshot &snapshot : snapshots) {
        Task *task = find(snapshot.id);
        if (!task)
            continue;
        task->last = snapshot;
        step(int(snapshot.id - m_firstId) + 1, *task);
    }
}

void TransferRun::step(int number, Task &task)
{
    const TransferSnapshot &snapshot = task.last;
    if (task.held) {
        if (snapshot.state == TransferState::Done)
            succeed(number, task, *task.held);
        return;
    }
    if (snapshot.state == TransferState::Paused && snapshot.error && !task.stopped) {
        // It would wait for room on the disk, and nobody is here to say when there is some.
        task.stopped = snapshot.error;
        m_engine.cancel({snapshot.id});
    }
    m_reporter.changed(number, snapshot);
    if (!task.headersTold && snapshot.statusCode() >= 200 && snapshot.exchange != task.failedTry) {
        task.headersTold = true;
        m_reporter.headers(number, snapshot);
    }
    const bool moves = snapshot.state == TransferState::Sending || snapshot.state == TransferState::Receiving;
    const qint64 now = m_clock.elapsed();
    // The last one is told with the end, so that it is the true one.
    if (moves && snapshot.bytesDone != task.progressBytes && now - task.progressAt >= progressIntervalMs) {
        task.progressAt = now;
        task.progressBytes = snapshot.bytesDone;
        m_reporter.progress(number, snapshot);
    }
    if (m_results.failed())
        interrupt(ExitFailed);
}

void TransferRun::takeNotice(TransferId id, const RetryNotice &notice)
{
    Task *task = find(id);
    if (!task)
        return;
    task->headersTold = false;
    task->failedTry = task->last.exchange;
    task->progressBytes = -1;
    m_reporter.retrying(int(id - m_firstId) + 1, task->last, notice);
}

void TransferRun::takeOutcome(TransferId id, const TransferOutcome &outcome)
{
    Task *task = find(id);
    if (!task)
        return;
    const int number = int(id - m_firstId) + 1;
    if (const auto *result = std::get_if<Completed>(&outcome)) {
        if (task->last.heldHtml && task->last.state == TransferState::Ready) {
            task->held = *result;
            keepHeld(number, *task, m_kept.failure());
        } else {
            succeed(number, *task, *result);
        }
    } else if (const auto *error = std::get_if<TransferError>(&outcome)) {
        fail(number, *task, *error);
    } else if (task->stopped) {
        fail(number, *task, *task->stopped);
    } else {
        TransferError abort;
        abort.kind = ErrorKind::Abort;
        abort.statusCode = task->last.statusCode();
        abort.bytesMoved = task->last.bytesDone;
        fail(number, *task, abort);
    }
}

// The engine's temporary files go with the engine, but the person shall be able to look at the page. Where it can be
// kept nowhere, nothing is said of a place. why: what was wrong with the last one.
void TransferRun::keepHeld(int number, Task &task, TransferError why)
{
    while (task.placesTried < m_kept.count()) {
        const QString place = m_kept.path(task.placesTried++);
        if (place.isEmpty())
            continue;
        m_engine.save(task.last.id, SaveTarget{place, {}, NameTaken::KeepBoth});
        return;
    }
    why.detail =
        TerminalText::tr("An HTML page came in place of the file, and was to be kept there. %1").arg(why.detail);
    fail(number, task, why);
}

void TransferRun::succeed(int number, Task &task, const Completed &result)
{
    lastProgress(number, task);
    m_reporter.succeeded(number, task.last, result);
    if (!result.ok)
        m_exitCode = qMax(m_exitCode, int(ExitFailed));
    complete(number, task);
}

void TransferRun::fail(int number, Task &task, const TransferError &error)
{
    lastProgress(number, task);
    m_reporter.failed(number, task.last, error);
    m_exitCode = qMax(m_exitCode, int(ExitFailed));
    complete(number, task);
}

void TransferRun::lastProgress(int number, Task &task)
{
    if (task.last.bytesDone >= task.progressBytes) // else what has come is thrown away by now
        m_reporter.progress(number, task.last);
}

void TransferRun::complete(int number, Task &task)
{
    task.over = true;
    m_reporter.completed(number);
    task.last = {};
    task.failedTry.reset();
    if (m_results.failed())
        interrupt(ExitFailed);
    if (--m_open == 0) {
        m_reporter.finished();
        emit ended(m_exitCode);
    }
}

} // namespace ferry
