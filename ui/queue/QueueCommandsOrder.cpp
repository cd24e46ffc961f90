#include "ui/queue/QueueCommands.h"
#include "ui/queue/WaitText.h"
#include "ui/sheets/PauseDialog.h"

namespace ferry::ui {

// Holding, ordering and slowing down.

bool QueueCommands::canPause(const TransferSnapshot &s)
{
    switch (s.state) {
    case TransferState::Queued:
    case TransferState::Waiting:
    case TransferState::Connecting:
    case TransferState::Sending:
        return true;
    case TransferState::Awaiting:
    case TransferState::Receiving:
        // What an upload has sent is the server's by now; only its answer could still be lost.
        return s.kind() == TransferKind::Download;
    default:
        return false;
    }
}

bool QueueCommands::canResume(const TransferSnapshot &s)
{
    return s.state == TransferState::Paused;
}

bool QueueCommands::isInLine(const TransferSnapshot &s)
{
    return s.state == TransferState::Queued || s.state == TransferState::Waiting || s.state == TransferState::Paused;
}

bool QueueCommands::canReplaceAddress(const TransferSnapshot &s)
{
    const bool whole = s.state == TransferState::Verifying || s.state == TransferState::Ready ||
                       s.state == TransferState::Saving || s.state == TransferState::Done;
    return s.kind() == TransferKind::Download && !whole;
}

bool QueueCommands::canSaveAs(const TransferSnapshot &s)
{
    const bool stopped = s.state == TransferState::Paused || s.state == TransferState::Failed;
    const bool byPlace = s.error && (s.error->kind == ErrorKind::DiskFull || s.error->kind == ErrorKind::Target);
    return s.state == TransferState::Ready || (s.kind() == TransferKind::Download && stopped && byPlace);
}

bool QueueCommands::canCompare(const TransferSnapshot &s)
{
    return s.kind() == TransferKind::Download && (s.state == TransferState::Ready || s.state == TransferState::Done);
}

void QueueCommands::fitOrder(Fitting &f, const TransferSnapshot &s)
{
    if (canPause(s)) {
        f.pause = true;
        (goesOnAfterPause(s) ? f.pauseKeeps : f.pauseLoses) = true;
    }
    f.resume |= canResume(s);
    f.startNow |= isInLine(s) && !canRetry(s); // of what waits for a try, Retry is the word for it
    f.order |= isInLine(s);
    f.limit |= canLimit(s);
}

void QueueCommands::pause(const QList<TransferId> &ids)
{
    const QList<TransferId> safe =
        those(ids, [](const TransferSnapshot &s) { return canPause(s) && goesOnAfterPause(s); });
    QList<TransferSnapshot> losing;
    QSet<TransferId> asked;
    for (const TransferId id :
         those(ids, [](const TransferSnapshot &s) { return canPause(s) && !goesOnAfterPause(s); })) {
        losing.append(*find(id));
        asked.insert(id);
    }
    if (losing.isEmpty())
        return m_engine.pause(safe);
    auto *question = new PauseDialog(losing, safe, m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &PauseDialog::confirmed, this, [this, asked](const QList<TransferId> &confirmed) {
        QList<TransferId> meant, others;
        for (const TransferId id : confirmed)
            (asked.contains(id) ? meant : others).append(id);
        m_engine.pause(those(meant, &QueueCommands::canPause));
        pause(others); // which may have moved something by now
    });
    question->open();
}

void QueueCommands::resume(const QList<TransferId> &ids)
{
    m_engine.resume(those(ids, &QueueCommands::canResume));
}

void QueueCommands::pauseOrResume(const QList<TransferId> &ids)
{
    if (those(ids, &QueueCommands::canPause).isEmpty())
        resume(ids);
    else
        pause(ids);
}

QList<TransferId> QueueCommands::everything() const
{
    const TransferModel &all = m_queue.transfers();
    QList<TransferId> ids;
    for (int row = 0; row < all.rowCount(); ++row) {
        const TransferId id = all.snapshotAt(row).id;
        if (!m_queue.isHidden(id))
            ids.append(id);
    }
    return ids;
}

void QueueCommands::pauseAll()
{
    pause(everything());
}

bool QueueCommands::pauseAllLoses() const
{
    const TransferModel &all = m_queue.transfers();
    for (int row = 0; row < all.rowCount(); ++row) {
        const TransferSnapshot &s = all.snapshotAt(row);
        if (canPause(s) && !goesOnAfterPause(s) && !m_queue.isHidden(s.id))
            return true;
    }
    return false;
}

void QueueCommands::resumeAll()
{
    resume(everything());
}

/// One that was never tried waits for its turn, or for its host.
bool QueueCommands::waitsForATry(const TransferSnapshot &s)
{
    return s.state == TransferState::Waiting && (s.waitReason == WaitReason::Retry || !s.attempts.isEmpty());
}

void QueueCommands::startNow(const QList<TransferId> &ids)
{
    m_engine.startNow(those(ids, [](const TransferSnapshot &s) { return isInLine(s) && !waitsForATry(s); }));
}

void QueueCommands::setPriority(const QList<TransferId> &ids, Priority priority)
{
    m_engine.setPriority(those(ids, &QueueCommands::isInLine), priority);
}

void QueueCommands::move(const QList<TransferId> &ids, QueueMove where)
{
    m_engine.move(those(ids, &QueueCommands::isInLine), where);
}

void QueueCommands::setRateLimit(const QList<TransferId> &ids, qint64 bytesPerSecond)
{
    m_engine.setItemRateLimit(those(ids, &QueueCommands::canLimit), bytesPerSecond);
}

qint64 QueueCommands::commonRate(const QList<TransferId> &ids) const
{
    std::optional<qint64> rate;
    for (const TransferId id : those(ids, &QueueCommands::canLimit)) {
        const qint64 its = find(id)->rateLimit;
        if (rate && *rate != its)
            return -1;
        rate = its;
    }
    return rate.value_or(0);
}

std::optional<Priority> QueueCommands::commonPriority(const QList<TransferId> &ids) const
{
    std::optional<Priority> priority;
    for (const TransferId id : those(ids, &QueueCommands::isInLine)) {
        const Priority its = find(id)->priority;
        if (priority && *priority != its)
            return std::nullopt;
        priority = its;
    }
    return priority;
}

void QueueCommands::replaceAddress(TransferId id, const QUrl &url)
{
    if (const TransferSnapshot *s = find(id); s && canReplaceAddress(*s))
        m_engine.replaceUrl(id, url);
}

} // namespace ferry::ui
