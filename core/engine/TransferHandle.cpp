#include "core/engine/TransferHandle.h"

namespace ferry {

TransferHandle::TransferHandle(TransferEngine &engine, TransferId id, QObject *parent)
    : QObject(parent)
    , m_engine(&engine)
    , m_id(id)
{
    m_last.id = id;
    connect(&engine, &TransferEngine::changed, this, &TransferHandle::takeChanges);
    connect(&engine, &TransferEngine::finished, this, [this](TransferId ended, const TransferOutcome &outcome) {
        if (ended == m_id)
            finish(outcome);
    });
}

void TransferHandle::abort()
{
    if (m_engine)
        m_engine->cancel({m_id});
}

void TransferHandle::takeChanges(const QList<TransferSnapshot> &snapshots)
{
    const auto it =
        std::find_if(snapshots.begin(), snapshots.end(), [this](const TransferSnapshot &s) { return s.id == m_id; });
    if (it == snapshots.end())
        return;
    // The last step of an upload comes with the answer, when no byte moves any more.
    // What an upload reads for its digest is no progress of what is sent.
    const bool reads = it->state == TransferState::Verifying && it->kind() == TransferKind::Upload;
    const bool moved = !reads && (it->bytesDone != m_last.bytesDone || it->bytesTotal != m_last.bytesTotal ||
                                  it->percent() != m_last.percent());
    m_headersSeen = m_headersSeen && it->attempt == m_last.attempt;
    m_last = *it;
    if (reads)
        m_last.bytesDone = 0;

    const QPointer<TransferHandle> self(this);
    if (!m_headersSeen && m_last.statusCode() >= 200) {
        m_headersSeen = true;
        emit headersReceived(m_last);
    }
    if (self && moved)
        emit progressed({m_last.percent(), m_last.bytesDone, m_last.bytesTotal});
}

void TransferHandle::finish(const TransferOutcome &outcome)
{
    const QPointer<TransferHandle> self(this);
    if (const auto *result = std::get_if<Completed>(&outcome)) {
        emit succeeded(m_last, *result);
    } else if (const auto *error = std::get_if<TransferError>(&outcome)) {
        emit failed(*error);
    } else {
        TransferError abort;
        abort.kind = ErrorKind::Abort;
        abort.bytesMoved = m_last.bytesDone;
        emit failed(abort);
    }
    if (self)
        emit completed();
}

} // namespace ferry
