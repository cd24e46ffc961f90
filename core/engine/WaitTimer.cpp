#include "core/engine/WaitTimer.h"

#include <chrono>
#include <ctime>

namespace ferry {

namespace {

qint64 bootTimeMs()
{
#ifdef CLOCK_BOOTTIME
    // The usual monotonic clock of Linux stands still in a sleep.
    timespec now{};
    if (::clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
#endif
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

WaitTimer::WaitTimer(QObject *parent, Clock clock, int sleepMs)
    : QObject(parent)
    , m_clock(clock ? std::move(clock) : bootTimeMs)
    , m_sleepMs(sleepMs)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WaitTimer::look);
}

void WaitTimer::wait(const Who &who, qint64 afterMs)
{
    forget(who);
    const qint64 due = m_clock() + qMax(qint64(0), afterMs);
    m_due.emplace(who, due);
    m_byTime.emplace(due, who);
    arm();
}

void WaitTimer::forget(const Who &who)
{
    const auto known = m_due.find(who);
    if (known == m_due.end())
        return;
    auto [it, end] = m_byTime.equal_range(known->second);
    while (it != end && it->second != who)
        ++it;
    m_byTime.erase(it);
    m_due.erase(known);
    arm();
}

qint64 WaitTimer::remaining(const Who &who) const
{
    const auto it = m_due.find(who);
    return it == m_due.end() ? -1 : qMax(qint64(0), it->second - m_clock());
}

void WaitTimer::look()
{
    QList<Who> all;
    const qint64 now = m_clock();
    while (!m_byTime.empty() && m_byTime.begin()->first <= now) {
        all.append(m_byTime.begin()->second);
        m_due.erase(m_byTime.begin()->second);
        m_byTime.erase(m_byTime.begin());
    }
    arm();
    if (!all.isEmpty())
        emit timeIsUp(all);
}

void WaitTimer::arm()
{
    if (m_byTime.empty()) {
        m_timer.stop();
        return;
    }
    const qint64 rest = m_byTime.begin()->first - m_clock();
    const int next = int(qBound(qint64(0), rest, qint64(m_sleepMs)));
    // Thousands that begin to wait one after the other shall not set it thousands of times.
    if (!m_timer.isActive() || m_timer.remainingTime() > next || next - m_timer.remainingTime() > 1)
        m_timer.start(next);
}

} // namespace ferry
