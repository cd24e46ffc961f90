#include "core/engine/SegmentPolicy.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ferry {

namespace {

constexpr qint64 nearMs = 20;
constexpr qint64 soonMs = 90;
constexpr qint64 longestMs = 2000;

/// What fewer connections bring is looked at for longer: a server that goes by the mean since the request began owes
/// something to those that had to share a full line, and pays it first.
constexpr qint64 debtMs = 400;
constexpr qint64 compareMs = 600;

/// A connection finds its speed within a few round trips; the time to its first byte says how long one is.
qint64 settleMs(qint64 firstByteMs, bool isComparing)
{
    return std::clamp(2 * firstByteMs, isComparing ? debtMs : 0, longestMs);
}

qint64 windowMs(qint64 firstByteMs, bool isComparing)
{
    return std::clamp(2 * firstByteMs, isComparing ? compareMs : 300, longestMs);
}

double rateSince(qint64 bytes, qint64 ms)
{
    return double(bytes) * 1000.0 / double(ms);
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

/// Where the new ones do not come at all, the ticks wait for them.
bool SegmentPolicy::isTrying() const
{
    return !m_settled && !m_fast && m_last.ms - m_begun.ms <= 2 * longestMs;
}

void SegmentPolicy::begin(int wanted, const Look &look)
{
    m_wanted = wanted;
    m_begun = m_last = {look.nowMs, look.bytes};
    m_measured = {};
    m_all = {};
    m_burst = 0;
}

void SegmentPolicy::measure(const Look &look)
{
    if (m_begun.ms < 0)
        begin(1, look);
    if (look.isHeld) { // the speed is the limit's and tells nothing of the server
        begin(m_wanted, look);
        return;
    }
    follow(look);
    if (m_all.ms < 0 || takesMoreSoon(look))
        return;
    const bool isComparing = m_more > 0;
    if (m_measured.ms < 0 && look.nowMs - m_all.ms >= settleMs(look.firstByteMs, isComparing))
        m_measured = {look.nowMs, look.bytes};
    const bool isFirst = m_wanted == 1 && !isComparing;
    const qint64 window = m_fast ? longestMs : isFirst ? soonMs : windowMs(look.firstByteMs, isComparing);
    if (m_measured.ms >= 0 && tells(look, m_measured, window))
        decide(rateSince(look.bytes - m_measured.bytes, look.nowMs - m_measured.ms), look);
}

void SegmentPolicy::follow(const Look &look)
{
    if (m_all.ms < 0 && look.receiving >= m_wanted)
        m_all = {look.nowMs, look.bytes};
    m_burst = std::max(m_burst, look.bytes - m_last.bytes);
    m_last = {look.nowMs, look.bytes};
}

/// Near servers answer at once, so that all that came since counts.
bool SegmentPolicy::takesMoreSoon(const Look &look)
{
    const Point since = look.firstByteMs <= nearMs ? m_begun : m_all;
    if (m_wanted == 1 || m_more > 0 || !tells(look, since, soonMs))
        return false;
    const double rate = rateSince(look.bytes - since.bytes, look.nowMs - since.ms);
    // A first gift makes the end look near; that it is takes a whole window to say.
    if (!helps(rate) || isNearlyDone(rate, look))
        return false;
    goOn(rate, look);
    return true;
}

/// Too little is left for more connections to be worth it.
bool SegmentPolicy::isNearlyDone(double rate, const Look &look) const
{
    const double seconds =
        m_wanted == 1 ? secondsForSome : std::max(secondsForMost, 2.0 * double(look.firstByteMs) / 1000.0);
    return double(look.bytesLeft) < rate * seconds;
}

/// Long enough, and of more than one burst.
bool SegmentPolicy::tells(const Look &look, Point since, qint64 atLeastMs) const
{
    const qint64 bytes = look.bytes - since.bytes;
    const qint64 passedMs = look.nowMs - since.ms;
    const bool isEven = bytes > 0 && 2 * bytes >= 3 * m_burst;
    return passedMs >= atLeastMs && (isEven || passedMs >= longestMs);
}

/// The new ones bring six tenths of what as many brought before.
bool SegmentPolicy::helps(double rate) const
{
    return rate >= m_rateBefore * (1 + 0.6 * (m_wanted - m_before) / m_before);
}

void SegmentPolicy::decide(double rate, const Look &look)
{
    const bool fast = rate >= fastStream;
    if (m_more > 0) {
        compareFewer(rate, look);
    } else if (m_wanted == 1 && (fast || m_fast)) {
        m_fast = fast; // a server may allow that at first only, so it stays under watch
        begin(1, look);
    } else if (m_wanted == 1 || helps(rate)) {
        goOn(rate, look);
    } else {
        tryFewer(rate, look);
    }
}

/// As many as the speed that was reached is worth.
void SegmentPolicy::tryFewer(double rate, const Look &look)
{
    const int fewer = std::max(m_before, int(std::lround(rate * m_before / std::max(1.0, m_rateBefore))));
    if (m_compared) {
        limit(fewer);
        return;
    }
    m_more = m_wanted;
    m_rateMore = rate;
    begin(fewer, look);
}

/// Where the others are missed, they had helped.
void SegmentPolicy::compareFewer(double rate, const Look &look)
{
    const int more = std::exchange(m_more, 0);
    if (rate >= 0.85 * m_rateMore) {
        m_settled = true;
        return;
    }
    m_compared = true;
    m_before = m_wanted;
    m_rateBefore = rate;
    begin(more, look);
}

/// With more, where it is worth it.
void SegmentPolicy::goOn(double rate, const Look &look)
{
    if (m_wanted == most || isNearlyDone(rate, look)) {
        m_settled = true;
        return;
    }
    m_compared = false;
    m_before = m_wanted;
    m_rateBefore = rate;
    begin(m_wanted == 1 ? some : most, look);
}

} // namespace ferry
