// What a person asks of items: cancel, retry, remove, save, rename. Running them is in QueueControllerAttempts.cpp.
#include "core/engine/QueueController.h"

#include "core/engine/QueuedItem.h"
#include "core/engine/RestoredItem.h"
#include "core/engine/SaveJob.h"
#include "core/engine/TransferTask.h"
#include "core/io/FileIdentity.h"
#include "core/io/SafeName.h"
#include "core/store/SentFiles.h"

#include <QScopedValueRollback>

namespace ferry {

void QueueController::cancel(const QList<TransferId> &ids)
{
    {
        // Else each end would start one that is about to be cancelled too.
        const QScopedValueRollback hold(m_holdStarts, true);
        for (const TransferId id : ids) {
            TransferItem *item = find(id);
            if (!item)
                continue;
            if (item->task) {
                item->snapshot.intent = Intent::Drop;
                item->task->abort();
            } else if (isInLine(item->snapshot.state)) {
                m_retries.release(id);
                m_scheduler.remove(id);
                item->dropKept();
                setState(*item, TransferState::Cancelled);
                m_feed.report(id, Cancelled{});
            } else if (item->saving) {
                item->saving->cancel();
            }
        }
    }
    startWaiting();
}

void QueueController::retry(const QList<TransferId> &ids)
{
    for (const TransferId id : ids) {
        TransferItem *item = m_kept.recall(id);
        if (!item || !(isFinal(item->snapshot.state) || item->snapshot.state == TransferState::Ready))
            continue;
        m_files.drop(item->snapshot);
        item->givenName.clear();
        item->recordAttempt(item->snapshot.error);
        const TransferSnapshot before = item->snapshot;
        item->snapshot = queuedItem(id, before.request);
        item->snapshot.added = before.added;
        item->snapshot.attempt = before.attempt + 1;
        item->snapshot.attempts = before.attempts;
        item->snapshot.attempts.last().ended = before.stateSince;
        item->snapshot.priority = before.priority;
        item->snapshot.rateLimit = before.rateLimit;
        queue(*item);
        if (const QStringList missing = std::exchange(item->missingSecrets, {}); !missing.isEmpty()) {
            hold(*item);
            item->snapshot.error = missingSecretsError(missing);
        }
    }
    startWaiting();
}

void QueueController::remove(const QList<TransferId> &ids)
{
    cancel(ids);
    QList<TransferId> ended;
    QList<TransferId> copied;
    for (const TransferId id : ids) {
        TransferItem *item = find(id);
        if (item && item->saving) {
            item->removeAfterSave = true;
            m_files.undescribe(item->snapshot);
            copied.append(id);
        } else {
            ended.append(id);
        }
    }
    // Its copy may take long to stop, and a kill meanwhile shall not bring it back.
    if (!copied.isEmpty())
        m_kept.forget(copied);
    forget(ended);
}

void QueueController::forget(const QList<TransferId> &ids)
{
    // The outcomes first, with the snapshots that belong to them.
    m_feed.flush();
    QList<TransferId> gone;
    QSet<TransferId> seen;
    for (const TransferId id : ids) {
        const bool isKnown = find(id) || m_kept.mayHave(id);
        if (isKnown && !seen.contains(id)) {
            seen.insert(id);
            gone.append(id);
        }
    }
    const bool maySend = std::any_of(gone.begin(), gone.end(), [this](TransferId id) {
        const TransferItem *item = find(id);
        return !item || !sentFrom(m_files.directory(), *item->snapshot.request).isEmpty();
    });
    const std::optional<QStringList> sent = maySend ? m_kept.sentFiles() : std::nullopt;
    // Their rows before their files: an item without its file would come back as failed.
    m_kept.forget(gone);
    for (const TransferId id : std::as_const(gone)) {
        TransferItem *item = find(id);
        if (!item)
            continue;
        item->dropKept();
        m_files.drop(item->snapshot);
        m_items.remove(id);
    }
    if (sent && !sent->isEmpty()) {
        if (const std::optional<QStringList> left = m_kept.sentFiles())
            TemporaryFiles::dropSent(*sent, *left);
    }
    if (!gone.isEmpty())
        emit removed(gone);
}

void QueueController::save(TransferId id, const SaveTarget &target)
{
    TransferItem *item = m_kept.recall(id);
    if (item && item->snapshot.state == TransferState::Ready)
        m_saves.start(*item, target);
    else if (item)
        saveElsewhere(*item, target);
}

void QueueController::markDone(TransferId id)
{
    if (TransferItem *item = m_kept.recall(id); item && item->markDone())
        m_feed.mark(id);
}

void QueueController::rename(TransferId id, const QString &name)
{
    TransferItem *item = find(id);
    if (!item || !item->rename(safeFileName(name)))
        return;
    m_files.describe(item->snapshot);
    m_feed.mark(id);
}

void QueueController::setParallel(int count)
{
    m_scheduler.setPlaces(count);
    startWaiting();
}

void QueueController::signIn(const SignIn &where, const Credentials &credentials)
{
    m_context->signedIn.add(where, credentials);
    QList<TransferId> turnedAway;
    for (const auto &[id, item] : m_items) {
        if (!item.snapshot.signIn || !item.snapshot.signIn->isSameRealm(where))
            continue;
        turnedAway.append(id);
        if (item.snapshot.exchange)
            m_context->signedIn.expectAt(item.snapshot.exchange->url, where);
    }
    std::sort(turnedAway.begin(), turnedAway.end());
    retry(turnedAway);
}

void QueueController::findLeftovers()
{
    emit leftoversFound(m_files.leftovers());
}

void QueueController::adopt(TransferId id, const Leftover &leftover)
{
    if (const auto item = m_files.adopt(id, leftover)) {
        TransferItem &adopted = m_items.make(id);
        adopted.snapshot = *item;
        adopted.fileIdentity = fileIdentity(item->tempPath);
        m_files.describe(*item);
        m_feed.mark(id);
    }
}

} // namespace ferry
