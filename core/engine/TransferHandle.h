#pragma once

#include "core/engine/TransferEngine.h"

#include <QPointer>

namespace ferry {

/// How far an item is, under the origin's names.
struct TransferProgress
{
    int percent = -1;       ///< 0 to 100, -1 unknown; an upload reaches 100 only with the answer
    qint64 bytes = 0;       ///< totalBytesSent or totalBytesWritten
    qint64 bytesTotal = -1; ///< totalBytesExpectedToSend or totalBytesExpectedToWrite, -1 unknown
};

/// One item as its starter follows it: what the origin calls an uploadTask or a downloadTask. Lives on the thread of
/// the TransferEngine. Exactly one of succeeded and failed, then completed, each exactly once; with a retry they come
/// anew.
class TransferHandle : public QObject
{
    Q_OBJECT

public:
    TransferHandle(TransferEngine &engine, TransferId id, QObject *parent);

    TransferId id() const { return m_id; }
    /// The last known state of things.
    const TransferSnapshot &snapshot() const { return m_last; }
    /// Ends in failed() with ErrorKind::Abort, unless it ended before.
    void abort();

signals:
    void progressed(const ferry::TransferProgress &progress);
    /// The head of the final answer is here; once per attempt.
    void headersReceived(const ferry::TransferSnapshot &snapshot);
    /// An answer came whole, whatever its status; see Completed::ok.
    void succeeded(const ferry::TransferSnapshot &snapshot, const ferry::Completed &result);
    void failed(const ferry::TransferError &error);
    void completed();

private:
    void takeChanges(const QList<TransferSnapshot> &snapshots);
    void finish(const TransferOutcome &outcome);

    QPointer<TransferEngine> m_engine;
    TransferId m_id;
    TransferSnapshot m_last;
    bool m_headersSeen = false;
};

} // namespace ferry

Q_DECLARE_METATYPE(ferry::TransferProgress)
