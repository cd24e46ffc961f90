#pragma once

#include "core/engine/RetryPolicy.h"
#include "core/engine/TransferEngine.h"
#include "core/engine/WaitTimer.h"

#include <QRandomGenerator>
#include <QSet>

namespace ferry {

class Scheduler;
class TransferItem;

/// What becomes of a try that failed: the end, or a wait and another try. It keeps the items that wait for their time,
/// for a host that asked all to wait, or for the network, and says when they may go back into the line. The rules are
/// RetryPolicy's, the order is the Scheduler's, which holds their ranks meanwhile. Lives on the engine's thread.
class Retries : public QObject
{
    Q_OBJECT

public:
    using Lookup = std::function<TransferItem *(TransferId)>;

    /// speed: how many seconds of waiting pass in one.
    Retries(Scheduler &scheduler, Lookup lookup, int speed, QObject *parent = nullptr);

    /// The task of an item ended so. Set: the item has let go of its place, and waits for another try. Unset: this was
    /// the attempt's end, and `outcome` how, which may be another than the task's.
    std::optional<RetryNotice> tryAgain(TransferItem &item, TransferOutcome &outcome);
    /// An item of an earlier launch that waits for its time, by its waitUntil; parked in the Scheduler.
    void takeUp(TransferItem &item);
    /// It waits no longer, by itself at least.
    void release(TransferId id);
    /// A queued item waits with all others of its host, if that asked to wait.
    void joinHost(TransferItem &item);
    /// Items that wait outside the line.
    int waiting() const { return m_waiting; }

    /// Whether there is a network. Before the first call there is one.
    void setOnline(bool online);

signals:
    /// The item waits for something else than before.
    void changed(ferry::TransferId id);
    /// They may go back into the line.
    void ready(const QList<ferry::TransferId> &ids);
    /// Somebody should look whether there is a network, from now on; once.
    void networkWanted();

private:
    void waitForTime(TransferItem &item, qint64 afterMs);
    void waitForNetwork(TransferItem &item);
    void holdHost(const QUrl &url, qint64 ms);
    void timeIsUp(const QList<WaitTimer::Who> &all);

    Scheduler &m_scheduler;
    Lookup m_lookup;
    int m_speed;
    WaitTimer m_timer{this};
    QSet<TransferId> m_suspects;   ///< wait for their time, and may have failed for want of a network
    QSet<TransferId> m_forNetwork; ///< wait for it
    int m_waiting = 0;
    bool m_online = true;
    bool m_networkAsked = false;
};

} // namespace ferry
