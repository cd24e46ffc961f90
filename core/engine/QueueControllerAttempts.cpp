// One attempt of an item, from its start to what comes after it: the end, a wait and another try, or a pause.
#include "core/engine/QueueController.h"

#include "core/engine/DownloadTask.h"
#include "core/engine/RequestCheck.h"
#include "core/engine/RestoredItem.h"
#include "core/engine/RetryPolicy.h"

namespace ferry {

namespace {

/// Its signal is still on the stack: it goes at the next turn of the loop.
void dropTask(TransferItem &item)
{
    item.task.release()->deleteLater();
}

/// By the person, or since the disk is full: then it goes on when they have made room.
bool isHeldBy(const TransferItem &item, const TransferOutcome &outcome)
{
    const auto *error = std::get_if<TransferError>(&outcome);
    const bool diskFull = error && error->kind == ErrorKind::DiskFull;
    const bool paused = std::holds_alternative<Cancelled>(outcome) && item.snapshot.intent == Intent::Hold;
    return paused || (diskFull && item.snapshot.kind() == TransferKind::Download);
}

} // namespace

void QueueController::start(TransferItem &item)
{
    const TransferId id = item.snapshot.id;
    item.snapshot.intent = Intent::Run;
    setState(item, TransferState::Connecting);

    // Only now, not when it was added: a folder may have come or gone while the item waited.
    const QList<RequestProblem> problems = checkRequest(*item.snapshot.request, SourceFiles::AreOpenedNext);
    if (!problems.isEmpty()) {
        item.snapshot.error = problems.first().error;
        setState(item, TransferState::Failed);
        m_scheduler.remove(id);
        m_feed.report(id, problems.first().error);
        return;
    }
    if (item.snapshot.kind() == TransferKind::Download && item.partPath().isEmpty())
        item.kept = m_files.takeOrphan(item.snapshot.url());
    item.makeTask(*m_context, m_clock.elapsed());
    connect(item.task.get(), &TransferTask::changed, this, [this, id] { taskChanged(id); });
    connect(item.task.get(), &TransferTask::ended, this,
            [this, id](const TransferOutcome &outcome) { taskEnded(id, outcome); });
    if (const auto *download = qobject_cast<DownloadTask *>(item.task.get())) {
        connect(download, &DownloadTask::partIsElsewhere, this, [this, id] {
            m_feed.mark(id);
            m_feed.flush();
        });
    }
    m_active.insert(id);
    m_toSend.append(id);
}

/// Before the first byte of an upload that must not be sent twice leaves, the store knows that it may have.
void QueueController::sendStarted()
{
    const auto isSentOnce = [this](TransferId id) {
        const TransferItem *item = find(id);
        return item && item->snapshot.kind() == TransferKind::Upload && !mayBeRepeated(*item->snapshot.request);
    };
    const QList<TransferId> starting = std::exchange(m_toSend, {});
    const bool mustBeKept = m_kept.isKept() && std::any_of(starting.begin(), starting.end(), isSentOnce);
    if (mustBeKept)
        m_feed.flush();
    const bool isKept = !mustBeKept || !m_kept.isBehind();
    for (const TransferId id : starting) {
        TransferItem *item = find(id);
        if (!item || !item->task)
            continue;
        if (isKept || !isSentOnce(id))
            item->task->start(m_clock.elapsed());
        else
            holdUnsent(*item);
    }
}

/// After a crash nobody would know that it may have been sent, and it would be sent again.
void QueueController::holdUnsent(TransferItem &item)
{
    const TransferId id = item.snapshot.id;
    item.snapshot.intent = Intent::Hold;
    item.task->suspend();
    TransferItem *held = find(id);
    if (!held)
        return;
    held->snapshot.error = notNotedError(m_options.storeFile);
    m_feed.mark(id);
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
    m_active.remove(id);
    m_feed.mark(id);
    TransferOutcome end = outcome;
    if (isHeldBy(*item, outcome)) {
        const auto *error = std::get_if<TransferError>(&outcome);
        item->recordAttempt(error ? std::optional(*error) : std::nullopt);
        letGo(*item);
        hold(*item);
        item->snapshot.error = item->snapshot.attempts.last().error;
    } else if (const auto notice = m_retries.tryAgain(*item, end)) {
        letGo(*item);
        m_feed.report(id, *notice);
    } else {
        endAttempt(*item, end);
    }
    m_starts.start();
}

/// The attempt is over and another one may follow: what that one cannot go on from goes.
void QueueController::letGo(TransferItem &item)
{
    item.takeKept();
    dropTask(item);
    item.snapshot.bytesDone = item.kept ? item.kept->record.held.size() : 0;
}

void QueueController::endAttempt(TransferItem &item, const TransferOutcome &outcome)
{
    const TransferId id = item.snapshot.id;
    m_scheduler.remove(id);
    item.takeKept();
    const auto *error = std::get_if<TransferError>(&outcome);
    if (error)
        item.snapshot.error = *error;
    // An answer that asks for too much patience is a failure, and not the answer.
    item.takeEnd(error && error->kind == ErrorKind::Rate ? TransferState::Failed : item.task->state());

    std::optional<SaveTarget> saveTo;
    if (item.snapshot.state == TransferState::Ready) {
        m_kept.keepFinished(item);
        if (!item.snapshot.heldHtml)
            saveTo = std::get<DownloadRequest>(*item.snapshot.request).saveTo;
        m_files.take(item.snapshot, *static_cast<DownloadTask *>(item.task.get()), saveTo.has_value());
    }
    dropTask(item);
    if (saveTo)
        m_saves.start(item, *saveTo, std::get<Completed>(outcome));
    else
        m_feed.report(id, outcome);
    if (isAnsweredMeanwhile(item.snapshot.signIn)) {
        m_feed.flush(); // the outcome goes with the snapshot that shows it
        retry({id});
    }
}

/// The person may give the password for a realm while one more refusal of it is still arriving.
bool QueueController::isAnsweredMeanwhile(const std::optional<SignIn> &signIn) const
{
    return signIn && !signIn->tried && m_context->signedIn.credentialsFor(*signIn);
}

} // namespace ferry
