#include "core/engine/SpeedMeter.h"

#include <cmath>

namespace ferry {

void SpeedMeter::start(qint64 nowMs, qint64 bytes)
{
    m_first = 0;
    m_count = 1;
    m_samples[0] = {nowMs, bytes};
    m_startMs = nowMs;
}

void SpeedMeter::sample(qint64 nowMs, qint64 bytes)
{
    if (m_count == 0) {
        start(nowMs, bytes);
        return;
    }
    Sample &last = m_samples[size_t((m_first + m_count - 1) % capacity)];
    if (m_count > 1 && nowMs - at(m_count - 2).ms < stepMs) {
        last = {nowMs, bytes};
        return;
    }
    // One sample older than the window stays, so that the window is covered to its edge.
    while (m_count > 1 && (nowMs - at(1).ms >= windowMs || m_count == capacity)) {
        m_first = (m_first + 1) % capacity;
        --m_count;
    }
    m_samples[size_t((m_first + m_count) % capacity)] = {nowMs, bytes};
    ++m_count;
}

double SpeedMeter::bytesPerSecond() const
{
    if (m_count < 2)
        return -1;
    const Sample &first = at(0);
    const Sample &last = at(m_count - 1);
    if (last.ms - m_startMs < 1000 || last.ms <= first.ms)
        return -1;
    return double(last.bytes - first.bytes) * 1000.0 / double(last.ms - first.ms);
}

qint64 SpeedMeter::secondsLeft(qint64 bytesToGo) const
{
    const double speed = bytesPerSecond();
    if (bytesToGo < 0 || speed <= 0 || at(m_count - 1).ms - m_startMs < windowMs)
        return -1;
    const double seconds = std::ceil(double(bytesToGo) / speed);
    return seconds < 1e9 ? qint64(seconds) : -1;
}

} // namespace ferry
