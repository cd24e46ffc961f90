#pragma once

#include "core/engine/TransferEngine.h"

#include <functional>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace ferry {

/// Gathers which items changed and how attempts ended, and tells it in batches: at the next turn of the loop, but only
/// a few times between two ticks, since ten thousand small files would otherwise wake the window ten thousand times.
/// A notice or an outcome always comes after the snapshot that shows it. Lives on the engine's thread.
class ChangeFeed : public QObject
{
    Q_OBJECT

public:
    /// lookup: the present snapshot of an item, or null once it is gone.
    explicit ChangeFeed(std::function<const TransferSnapshot *(TransferId)> lookup, QObject *parent = nullptr);

    void mark(TransferId id);
    void report(TransferId id, const TransferOutcome &outcome);
    void report(TransferId id, const RetryNotice &notice);
    /// Tells everything now.
    void flush();
    /// At the next turn of the loop, or with the next tick.
    void flushSoon();
    /// What flush() would tell of the items; it is told by nobody then.
    QList<TransferSnapshot> takeBatch();
    /// A tick comes every 100 ms from now on, and calls flush(); or none comes.
    void setTicking(bool ticking);
    void beginTick() { m_flushes = 0; }
    /// Tells nothing any more.
    void close();

signals:
    /// The last moment to mark something of this batch: for what is found out once for many changes.
    void aboutToFlush();
    void changed(const QList<ferry::TransferSnapshot> &snapshots);
    void retryScheduled(ferry::TransferId id, const ferry::RetryNotice &notice);
    void finished(ferry::TransferId id, const ferry::TransferOutcome &outcome);
    /// After each batch.
    void flushed();

private:
    std::function<const TransferSnapshot *(TransferId)> m_lookup;
    QTimer m_timer{this};
    int m_flushes = 0;
    bool m_ticking = false;
    QSet<TransferId> m_marked;
    QList<TransferId> m_order;
    QList<std::pair<TransferId, RetryNotice>> m_notices;
    QList<std::pair<TransferId, TransferOutcome>> m_outcomes;
};

} // namespace ferry
