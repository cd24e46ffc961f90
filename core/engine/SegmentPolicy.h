#pragma once

#include <QtGlobal>

namespace ferry {

/// How many connections one file is fetched with: as many as the person asked for, or as many as help. By itself it
/// stays with one for what is small, nearly done, or fast; otherwise it adds one at a time while each raises the speed
/// of all together clearly, as it does where the server caps each connection, and takes the last one back when it does
/// not. A value without a clock (milliseconds of a monotonic one).
class SegmentPolicy
{
public:
    static constexpr int most = 8;
    static constexpr qint64 smallFile = 16 * 1024 * 1024;    ///< bytes to fetch, below which one is enough
    static constexpr double fastStream = 64.0 * 1024 * 1024; ///< bytes a second, from which one is enough
    static constexpr double secondsWorthIt = 4;              ///< that are left, for another one

    /// What there is at a tick.
    struct Look
    {
        qint64 nowMs = 0;
        qint64 bytes = 0;     ///< that came since the start, over all connections
        qint64 bytesLeft = 0; ///< of the whole file
        int receiving = 0;    ///< connections whose bytes are coming
    };

    /// asked: 1 to 8, or 0 for as many as help.
    SegmentPolicy(int asked, qint64 bytesLeft);

    /// How many there should be, 1 to 8. To be asked at each tick.
    int wanted(const Look &look);
    /// The server does not serve more than so many: no further ones are tried.
    void limit(int connections);

private:
    void measure(const Look &look);
    void decide(double rate, const Look &look);
    void begin(int wanted, qint64 nowMs);

    int m_wanted;
    bool m_settled;          ///< nothing is tried any more
    qint64 m_begunMs = -1;   ///< when this number was wanted first
    qint64 m_allMs = -1;     ///< when all of them received
    qint64 m_measureMs = -1; ///< when the measurement began, once the new one had found its speed
    qint64 m_measureBytes = 0;
    double m_rateBefore = 0; ///< bytes a second with one fewer
};

} // namespace ferry
