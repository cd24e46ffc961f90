#include "core/engine/QueueController.h"

#include "core/engine/DownloadTask.h"
#include "core/engine/QueuedItem.h"
#include "core/engine/RequestCheck.h"
#include "core/engine/RequestHead.h"
#include "core/engine/SaveJob.h"
#include "core/io/LaunchDirectory.h"
#include "core/io/SafeName.h"
#include "core/wire/NetworkAccessManager.h"

#include <QFileInfo>
#include <QScopedValueRollback>

namespace ferry {

namespace {

constexpr int tickMs = 100;

} // namespace

QueueController::QueueController(EngineOptions options, std::unique_ptr<LaunchDirectory> directory)
    : m_options(std::move(options))
    , m_files(m_options.temporaryRoot, std::move(directory))
    , m_scheduler(m_options.parallel)
    , m_feed(
          [this](TransferId id) {
              const TransferItem *item = find(id);
              return item ? &item->snapshot : nullptr;
          },
          this)
{
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &QueueController::tick);
    connect(&m_feed, &ChangeFeed::changed, this, &QueueController::changed);
    connect(&m_feed, &ChangeFeed::finished, this, &QueueController::finished);
    connect(&m_feed, &ChangeFeed::flushed, this, &QueueController::noticeIdle);
}

QueueController::~QueueController() = default;

void QueueController::open()
{
    m_clock.start();
    m_manager = createNetworkAccessManager();
    m_context = std::make_unique<TransferContext>(
        TransferContext{*m_manager, m_files.directory(), m_files.failure(), {}, {}});
}

void QueueController::add(TransferId firstId, const QList<TransferRequest> &requests)
{
    m_busy = m_busy || !requests.isEmpty();
    TransferId id = firstId;
    for (const TransferRequest &request : requests) {
        m_items[id].snapshot = queuedItem(id, std::make_shared<const TransferRequest>(request));
        m_scheduler.enqueue(id);
        m_feed.mark(id);
        ++id;
    }
    startWaiting();
}

TransferItem *QueueController::find(TransferId id)
{
    const auto it = m_items.find(id);
    return it == m_items.end() ? nullptr : &it->second;
}

void QueueController::setState(TransferItem &item, TransferState state)
{
    item.setState(state);
    m_feed.mark(item.snapshot.id);
}

void QueueController::startWaiting()
{
    // A start that fails at once ends here again: the loop below takes the next, not the stack.
    if (m_holdStarts)
        return;
    {
        const QScopedValueRollback hold(m_holdStarts, true);
        while (const TransferId id = m_scheduler.startNext()) {
            if (TransferItem *item = find(id))
                start(*item);
        }
    }
    updateQueuePositions();
    updateTicking();
}

void QueueController::start(TransferItem &item)
{
    const TransferId id = item.snapshot.id;
    item.snapshot.intent = Intent::Run;
    setState(item, TransferState::Connecting);

    // Only now, not when it was added: a file may have come or gone while the item waited.
    const QList<RequestProblem> problems = checkRequest(*item.snapshot.request);
    if (!problems.isEmpty()) {
        item.snapshot.error = problems.first().error;
        setState(item, TransferState::Failed);
        m_scheduler.remove(id);
        m_feed.report(id, problems.first().error);
        return;
    }
    item.makeTask(*m_context, m_clock.elapsed());
    connect(item.task.get(), &TransferTask::changed, this, [this, id] { taskChanged(id); });
    connect(item.task.get(), &TransferTask::ended, this,
            [this, id](const TransferOutcome &outcome) { taskEnded(id, outcome); });
    m_active.insert(id);
    item.task->start(m_clock.elapsed());
}

void QueueController::taskChanged(TransferId id)
{
    TransferItem *item = find(id);
    if (!item || !item->task)
        return;
    item->follow(m_clock.elapsed());
    m_feed.mark(id);
}

void QueueController::taskEnded(TransferId id, const TransferOutcome &outcome)
{
    TransferItem *item = find(id);
    if (!item || !item->task)
        return;
    item->follow(m_clock.elapsed());
    m_scheduler.remove(id);
    if (const auto *error = std::get_if<TransferError>(&outcome))
        item->snapshot.error = *error;

    item->takeAnswer();

    std::optional<SaveTarget> saveTo;
    if (item->snapshot.state == TransferState::Ready) {
        m_files.take(item->snapshot, *static_cast<DownloadTask *>(item->task.get()));
        if (!item->snapshot.heldHtml)
            saveTo = std::get<DownloadRequest>(*item->snapshot.request).saveTo;
    }

    // The task is still on the stack: it goes at the next turn of the loop.
    item->task.release()->deleteLater();
    m_active.remove(id);
    m_feed.mark(id);
    if (saveTo)
        startSave(*item, *saveTo, true);
    else
        m_feed.report(id, outcome);
    if (isAnsweredMeanwhile(item->snapshot.signIn)) {
        m_feed.flush(); // the outcome goes with the snapshot that shows it
        retry({id});
    }
    startWaiting();
}

/// The person may give the password for a realm while one more refusal of it is still arriving.
bool QueueController::isAnsweredMeanwhile(const std::optional<SignIn> &signIn) const
{
    return signIn && !signIn->tried && m_context->signedIn.credentialsFor(*signIn);
}

void QueueController::startSave(TransferItem &item, const SaveTarget &target, bool outcomeAfterSave)
{
    const TransferId id = item.snapshot.id;
    SaveTarget complete = target;
    // By itself it goes to the name that it was shown under: the one it was promised, or the person's.
    if (complete.fileName.isEmpty() || outcomeAfterSave)
        complete.fileName = item.snapshot.name;
    item.outcomeAfterSave = outcomeAfterSave;
    m_active.insert(id);
    item.snapshot.error.reset();
    setState(item, TransferState::Saving);
    const QUrl origin = m_options.noteOrigin ? publicUrl(item.snapshot.url()) : QUrl();
    item.saving = std::make_unique<SaveJob>(*QThreadPool::globalInstance(), item.snapshot.tempPath, complete, origin,
                                            m_files.directory());
    connect(item.saving.get(), &SaveJob::ended, this, [this, id] { saveEnded(id); });
    updateTicking();
}

void QueueController::saveEnded(TransferId id)
{
    TransferItem *item = find(id);
    if (!item || !item->saving)
        return;
    const SaveJob::Result result = item->saving->result();
    item->saving.release()->deleteLater();
    m_active.remove(id);
    TransferSnapshot &s = item->snapshot;
    const bool outcomeWanted = std::exchange(item->outcomeAfterSave, false);
    if (!result.savedPath.isEmpty()) {
        m_files.saved(s);
        s.savedPath = result.savedPath;
        s.name = QFileInfo(result.savedPath).fileName();
        setState(*item, TransferState::Done);
        if (outcomeWanted)
            m_feed.report(id, Completed{s.statusCode(), true});
    } else {
        // The bytes are whole and stay: another place can be chosen without fetching them again.
        s.error = result.error;
        setState(*item, TransferState::Ready);
        if (outcomeWanted && result.error)
            m_feed.report(id, *result.error);
        else if (outcomeWanted)
            m_feed.report(id, Cancelled{});
    }
    updateTicking();
    if (item->removeAfterSave) {
        forget({id});
    } else if (result.error && !outcomeWanted) {
        m_feed.flush();
        emit saveFailed(id, *result.error);
    }
}

void QueueController::shutDown()
{
    m_tick.stop();
    m_feed.close();
    disconnect();
    for (auto &[id, item] : m_items) {
        if (item.task) {
            item.task->disconnect(this);
            item.task->abort();
            item.task.reset();
        }
        item.saving.reset();
        // What nobody would find later shall not stay.
        if (!m_options.keepReady || !m_files.holds(item.snapshot.tempPath))
            m_files.drop(item.snapshot);
    }
    m_manager.reset();
    m_files.close(m_options.keepReady);
}

void QueueController::updateQueuePositions()
{
    const auto changes = m_positions.update(m_scheduler.head(QueuePositions::shown));
    for (const auto &[id, position] : changes) {
        if (TransferItem *item = find(id)) {
            item->snapshot.queuePosition = position;
            m_feed.mark(id);
        }
    }
}

void QueueController::tick()
{
    m_feed.beginTick();
    const qint64 now = m_clock.elapsed();
    // A copy: an item whose time is up leaves the set.
    const QSet<TransferId> active = m_active;
    for (const TransferId id : active) {
        if (TransferItem *item = find(id))
            tickOne(*item, now);
    }
    m_feed.flush();
}

void QueueController::tickOne(TransferItem &item, qint64 nowMs)
{
    if (item.task)
        item.task->tick(nowMs);
    // Without a task it just ended, or is copied to its place.
    if (item.task && item.sample(nowMs))
        m_feed.mark(item.snapshot.id);
}

void QueueController::noticeIdle()
{
    const bool busy = !m_active.isEmpty() || m_scheduler.waiting() > 0;
    if (m_busy && !busy)
        emit idle();
    m_busy = busy;
}

void QueueController::updateTicking()
{
    m_busy = m_busy || !m_active.isEmpty() || m_scheduler.waiting() > 0;
    const bool needed = !m_active.isEmpty();
    if (needed == m_tick.isActive())
        return;
    if (needed)
        m_tick.start();
    else
        m_tick.stop();
    m_feed.setTicking(needed);
}

} // namespace ferry
