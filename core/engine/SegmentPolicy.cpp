#include "core/engine/SegmentPolicy.h"

#include <algorithm>

namespace ferry {

namespace {

/// A connection finds its speed within a few round trips; the time to its first byte says how long one is.
qint64 settleMs(qint64 firstByteMs)
{
    return std::clamp<qint64>(2 * firstByteMs, 200, 2000);
}

qint64 windowMs(qint64 firstByteMs)
{
    return std::clamp<qint64>(2 * firstByteMs, 300, 2000);
}

} // namespace

SegmentPolicy::SegmentPolicy(int asked, qint64 bytesLeft)
    : m_wanted(std::clamp(asked, 1, most))
    , m_settled(asked != 0 || bytesLeft < smallFile)
{
}

int SegmentPolicy::wanted(const Look &look)
{
    if (!m_settled)
        measure(look);
    return m_wanted;
}

void SegmentPolicy::limit(int connections)
{
    m_wanted = std::clamp(connections, 1, m_wanted);
    m_settled = true;
}

void SegmentPolicy::begin(int wanted, qint64 nowMs)
{
    m_wanted = wanted;
    m_begunMs = nowMs;
    m_allMs = -1;
    m_measureMs = -1;
}

void SegmentPolicy::measure(const Look &look)
{
    if (m_begunMs < 0)
        begin(1, look.nowMs);
    if (m_allMs < 0 && look.receiving >= m_wanted)
        m_allMs = look.nowMs;
    if (m_allMs < 0)
        return;
    const qint64 firstByteMs = m_allMs - m_begunMs;
    if (m_measureMs < 0 && look.nowMs - m_allMs >= settleMs(firstByteMs)) {
        m_measureMs = look.nowMs;
        m_measureBytes = look.bytes;
    }
    const qint64 passedMs = look.nowMs - m_measureMs;
    if (m_measureMs >= 0 && passedMs >= windowMs(firstByteMs))
        decide(double(look.bytes - m_measureBytes) * 1000.0 / double(passedMs), look);
}

void SegmentPolicy::decide(double rate, const Look &look)
{
    // With n connections of equal speed one more gives 1/n; half of that is clear.
    const bool helped = m_wanted == 1 || rate >= m_rateBefore * (1 + 0.5 / (m_wanted - 1));
    const bool fast = m_wanted == 1 && rate >= fastStream;
    if (!helped) {
        limit(m_wanted - 1);
    } else if (fast || m_wanted == most || double(look.bytesLeft) < rate * secondsWorthIt) {
        m_settled = true;
    } else {
        m_rateBefore = rate;
        begin(m_wanted + 1, look.nowMs);
    }
}

} // namespace ferry
