#include "core/engine/SegmentSilence.h"

#include <algorithm>
#include <utility>

namespace ferry {

namespace {

/// Of a look that comes later no more is counted: a slow disk can hold up whoever looks, and what came meanwhile has
/// not been read yet.
constexpr qint64 lateMs = 500;

constexpr int mostDoublings = 5;

} // namespace

SegmentSilence::SegmentSilence(qint64 firstByteMs)
    : m_longestMs(firstByteMs)
{
}

void SegmentSilence::look(qint64 nowMs, qint64 bytes, const QList<Connection> &running)
{
    if (m_lookedMs >= 0)
        m_ms += std::min(nowMs - m_lookedMs, lateMs);
    m_lookedMs = nowMs;
    const bool hasMoved = std::exchange(m_bytes, bytes) != bytes;
    if (hasMoved)
        m_movedMs = m_ms;
    std::map<int, Known> known;
    for (const Connection &connection : running) {
        known[connection.number] = heard(connection);
        m_known.erase(connection.number);
    }
    if (hasMoved)
        hearOfDone();
    m_known = std::move(known);
}

/// Of those that are known and run no more: they have brought their last bytes since the last look.
void SegmentSilence::hearOfDone()
{
    for (const auto &[number, one] : m_known)
        m_longestMs = std::max(m_longestMs, m_ms - one.sinceMs);
}

SegmentSilence::Known SegmentSilence::heard(const Connection &connection)
{
    const auto found = m_known.find(connection.number);
    if (found == m_known.end())
        return {connection.bytes, m_ms, m_ms};
    Known one = found->second;
    if (std::exchange(one.bytes, connection.bytes) != connection.bytes) {
        m_longestMs = std::max(m_longestMs, m_ms - one.sinceMs);
        one.sinceMs = m_ms;
    } else if (connection.isHeld) {
        one.sinceMs = m_ms;
    }
    return one;
}

QList<int> SegmentSilence::tooLong() const
{
    QList<int> numbers;
    for (const auto &[number, one] : m_known) {
        if (isTooLong(one))
            numbers.append(number);
    }
    return numbers;
}

/// Servers that send in bursts do not give them to all at once, so that somebody is always the last before a silence of
/// all: only who went on for longer than that was served meanwhile.
bool SegmentSilence::isTooLong(const Known &one) const
{
    if (m_ms - one.sinceMs < plausibleMs())
        return false;
    const bool othersMoved = m_movedMs - one.sinceMs >= burstMs;
    const bool isLast = m_known.size() == 1 && (one.bytes > 0 || m_movedMs >= one.begunMs);
    return othersMoved || isLast;
}

qint64 SegmentSilence::plausibleMs() const
{
    return std::max(leastMs, usualTimes * m_longestMs) << std::min(m_givenUp, mostDoublings);
}

void SegmentSilence::gaveUp()
{
    for (const int number : tooLong())
        m_known.erase(number);
    ++m_givenUp;
}

} // namespace ferry
