#pragma once

#include "core/types/TransferSnapshot.h"

#include <functional>
#include <map>
#include <QObject>
#include <QTimer>
#include <tuple>

namespace ferry {

/// Who waits until when: items, and hosts that asked everybody to wait. One timer for all of them, for the earliest
/// time, and none while nobody waits. Goes by a clock that nobody sets and that runs on while the computer sleeps; what
/// came due in a sleep is noticed within `longestSleepMs` of waking. Lives on the engine's thread.
class WaitTimer : public QObject
{
    Q_OBJECT

public:
    /// An item or a host.
    struct Who
    {
        TransferId item = 0;
        QString host = {};

        Who(TransferId id)
            : item(id)
        {
        }
        Who(const QString &name)
            : host(name)
        {
        }
        bool isHost() const { return item == 0; }
        friend bool operator==(const Who &, const Who &) = default;
        friend bool operator<(const Who &a, const Who &b)
        {
            return std::tie(a.item, a.host) < std::tie(b.item, b.host);
        }
    };
    using Clock = std::function<qint64()>; ///< in ms, never backwards

    static constexpr int longestSleepMs = 10'000;

    explicit WaitTimer(QObject *parent = nullptr, Clock clock = {}, int sleepMs = longestSleepMs);

    /// From now on; in place of what it waited for before.
    void wait(const Who &who, qint64 afterMs);
    void forget(const Who &who);
    /// How long still; -1 if it does not wait.
    qint64 remaining(const Who &who) const;
    int count() const { return int(m_due.size()); }
    /// The timer that runs, for tests; milliseconds, -1 if none does.
    int nextLookMs() const { return m_timer.isActive() ? m_timer.interval() : -1; }

signals:
    /// In the order of their times. They wait no longer.
    void timeIsUp(const QList<ferry::WaitTimer::Who> &all);

private:
    void look();
    void arm();

    Clock m_clock;
    int m_sleepMs;
    QTimer m_timer{this};
    std::map<Who, qint64> m_due;
    std::multimap<qint64, Who> m_byTime;
};

} // namespace ferry
