#pragma once

#include <QtGlobal>

namespace ferry {

/// Bytes that may go by a rate: they come in evenly, and unused ones are kept for a quarter of a second at most. It
/// begins empty. A value without a clock (nanoseconds of a monotonic one).
class TokenBucket
{
public:
    /// Bytes a second, 0 for no limit.
    void setRate(qint64 rate, qint64 nowNs)
    {
        refill(nowNs);
        m_rate = rate;
        m_level = qMin(m_level, capacity());
    }
    qint64 rate() const { return m_rate; }
    bool isLimited() const { return m_rate > 0; }

    void refill(qint64 nowNs)
    {
        const double more = double(m_rate) * double(qMax<qint64>(0, nowNs - m_filledNs)) / 1e9;
        m_filledNs = nowNs;
        // Never less than before: what was given back may have filled it to the brim.
        m_level = qMax(m_level, qMin(m_level + more, capacity()));
    }
    /// Whole bytes; meaningful with a limit only.
    qint64 level() const { return qint64(m_level); }
    void take(qint64 bytes) { m_level -= isLimited() ? double(bytes) : 0; }
    void giveBack(qint64 bytes) { m_level += isLimited() ? double(bytes) : 0; }

private:
    double capacity() const { return double(m_rate) / 4; }

    qint64 m_rate = 0;
    qint64 m_filledNs = 0;
    double m_level = 0;
};

} // namespace ferry
