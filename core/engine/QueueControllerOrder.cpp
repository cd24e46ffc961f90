// Holding, ordering and slowing down: who waits, in which order, and how fast the rest may go.
#include "core/engine/QueueController.h"

#include "core/engine/TransferTask.h"
#include "core/http/Origin.h"
#include "core/types/HostAndPort.h"

#include <QScopedValueRollback>

namespace ferry {

/// Into the line, or back to where it stood in it.
void QueueController::queue(TransferItem &item)
{
    const TransferId id = item.snapshot.id;
    m_busy = true;
    m_scheduler.enqueue(id, originKey(item.snapshot.url()), item.snapshot.priority);
    m_scheduler.unpark(id);
    m_feed.mark(id);
    sayWhyItWaits(item);
    m_retries.joinHost(item);
}

/// Their time has come, or their host's, or the network is back.
void QueueController::takeReady(const QList<TransferId> &ids)
{
    for (const TransferId id : ids) {
        if (TransferItem *item = find(id); item && item->snapshot.state == TransferState::Waiting) {
            item->queueAgain();
            queue(*item);
        }
    }
    startWaiting();
}

/// Out of the line or of its place, until the person wants it to run. The place in line is kept.
void QueueController::hold(TransferItem &item)
{
    m_retries.release(item.snapshot.id);
    m_scheduler.park(item.snapshot.id);
    item.snapshot.intent = Intent::Hold;
    setState(item, TransferState::Paused);
}

void QueueController::pause(const QList<TransferId> &ids)
{
    {
        // Else each one that stops would start another that is about to be paused too.
        const QScopedValueRollback holdStarts(m_holdStarts, true);
        for (const TransferId id : ids) {
            if (TransferItem *item = find(id))
                pauseOne(*item);
        }
    }
    startWaiting();
}

void QueueController::pauseOne(TransferItem &item)
{
    const TransferState state = item.snapshot.state;
    if (item.task && !item.task->outcomeHangs()) {
        item.snapshot.intent = Intent::Hold;
        item.task->suspend();
    } else if (state == TransferState::Queued || state == TransferState::Waiting) {
        hold(item);
    }
}

void QueueController::resume(const QList<TransferId> &ids)
{
    runAgain(ids, false);
    startWaiting();
}

void QueueController::startNow(const QList<TransferId> &ids)
{
    QList<TransferId> inLine;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(inLine),
                 [this](TransferId id) { return find(id) && !m_scheduler.isRunning(id); });
    for (const TransferId id : m_scheduler.moveToFront(inLine))
        m_feed.mark(id);
    runAgain(inLine, true);
    startWaiting();
}

/// Paused ones, and those that wait for a time: by the person, so that their tries count anew.
void QueueController::runAgain(const QList<TransferId> &ids, bool alsoWaiting)
{
    for (const TransferId id : ids) {
        TransferItem *item = find(id);
        const TransferState state = item ? item->snapshot.state : TransferState::Done;
        if (state != TransferState::Paused && !(alsoWaiting && state == TransferState::Waiting))
            continue;
        m_retries.release(id);
        item->snapshot.tries = 0;
        item->queueAgain();
        queue(*item);
    }
}

void QueueController::setPriority(const QList<TransferId> &ids, Priority priority)
{
    for (const TransferId id : ids) {
        if (TransferItem *item = find(id)) {
            item->snapshot.priority = priority;
            m_feed.mark(id);
        }
    }
    for (const TransferId id : m_scheduler.setPriority(ids, priority)) {
        if (TransferItem *item = find(id))
            m_retries.joinHost(*item); // what should start now went past its host's wish
    }
    startWaiting();
}

void QueueController::move(const QList<TransferId> &ids, QueueMove where)
{
    const auto moved = [&] {
        switch (where) {
        case QueueMove::Up:
            return m_scheduler.moveUp(ids);
        case QueueMove::Down:
            return m_scheduler.moveDown(ids);
        case QueueMove::Top:
            return m_scheduler.moveToTop(ids);
        case QueueMove::Bottom:
            break;
        }
        return m_scheduler.moveToBottom(ids);
    };
    for (const TransferId id : moved())
        m_feed.mark(id);
    startWaiting();
}

void QueueController::setPerHost(int count)
{
    m_scheduler.setPerHost(qBound(0, count, 10));
    startWaiting();
}

void QueueController::updateWaitReasons()
{
    if (m_scheduler.waitsForHosts() == m_waitsForHosts)
        return;
    m_waitsForHosts = !m_waitsForHosts;
    for (const TransferId id : m_scheduler.line()) {
        if (TransferItem *item = find(id))
            sayWhyItWaits(*item);
    }
}

void QueueController::sayWhyItWaits(TransferItem &item)
{
    if (item.snapshot.state != TransferState::Queued)
        return;
    item.snapshot.waitReason = m_waitsForHosts ? WaitReason::Host : WaitReason::Place;
    item.snapshot.waitHost = m_waitsForHosts ? hostAndPort(item.snapshot.url()) : QString();
    m_feed.mark(item.snapshot.id);
}

/// The next attempt goes to the other address, and proves there what is kept (see ResumeAttempt).
void QueueController::replaceUrl(TransferId id, const QUrl &url)
{
    TransferItem *item = m_kept.recall(id);
    const TransferState state = item ? item->snapshot.state : TransferState::Done;
    const bool possible = item && item->snapshot.kind() == TransferKind::Download && !item->saving &&
                          state != TransferState::Ready && state != TransferState::Done;
    if (!possible)
        return;
    const bool ran = item->task != nullptr;
    if (ran)
        pause({id});
    DownloadRequest request = std::get<DownloadRequest>(*item->snapshot.request);
    request.url = url;
    item->snapshot.request = std::make_shared<const TransferRequest>(request);
    m_scheduler.setHost(id, originOf(url).toString());
    m_feed.mark(id);
    if (isFinal(state))
        retry({id});
    else if (state == TransferState::Queued)
        queue(*item); // in the other host's line
    else if (ran || state == TransferState::Waiting)
        runAgain({id}, true);
    startWaiting();
}

/// The next attempt takes what is kept along (see DownloadTask).
void QueueController::saveElsewhere(TransferItem &item, const SaveTarget &target)
{
    const TransferId id = item.snapshot.id;
    const bool isPaused = item.snapshot.state == TransferState::Paused;
    if (item.snapshot.kind() != TransferKind::Download || !(isPaused || item.snapshot.state == TransferState::Failed))
        return;
    DownloadRequest request = std::get<DownloadRequest>(*item.snapshot.request);
    request.saveTo = target;
    item.snapshot.request = std::make_shared<const TransferRequest>(request);
    if (isPaused)
        resume({id});
    else
        retry({id});
}

void QueueController::setItemRateLimit(const QList<TransferId> &ids, qint64 bytesPerSecond)
{
    for (const TransferId id : ids) {
        TransferItem *item = find(id);
        if (!item)
            continue;
        item->snapshot.rateLimit = qMax<qint64>(0, bytesPerSecond);
        m_context->rates->setItemLimit(id, item->snapshot.rateLimit);
        m_feed.mark(id);
    }
}

void QueueController::setRateLimits(const RateLimits &rates)
{
    m_context->rates->setLimits({qMax<qint64>(0, rates.down), qMax<qint64>(0, rates.up)});
}

} // namespace ferry
