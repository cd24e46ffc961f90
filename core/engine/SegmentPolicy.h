#pragma once

#include <QtGlobal>

namespace ferry {

/// How many connections one file is fetched with: as many as the person asked for, or as many as help. By itself it
/// stays with one for what is small, nearly done, or fast; otherwise it tries four, and eight where these bring most of
/// what as many single ones would, as where the server caps each connection. Where they do not, so many stay as the
/// speed that was reached is worth. A value without a clock (milliseconds of a monotonic one).
///
/// That more help is believed as soon as it is seen; that they do not only when new connections had the time to get up
/// to their speed, and when the speed stays without them: what fewer brought may have been a server's first gift.
/// Servers that cap a connection often send in bursts, so nothing is concluded from a single one; and nothing from what
/// comes while a limit of the person's holds it back, during which no others are tried.
class SegmentPolicy
{
public:
    static constexpr int some = 4;                           ///< tried beside one
    static constexpr int most = 8;                           ///< tried where these help
    static constexpr qint64 smallFile = 16 * 1024 * 1024;    ///< bytes to fetch, below which one is enough
    static constexpr double fastStream = 64.0 * 1024 * 1024; ///< bytes a second, from which one is enough
    static constexpr double secondsForSome = 2;              ///< that must be left for more than one
    static constexpr double secondsForMost = 1;              ///< and for the rest, where these have helped

    static constexpr qint64 lookMs = 25; ///< between two looks, while it is trying

    /// What there is at a look.
    struct Look
    {
        qint64 nowMs = 0;
        qint64 bytes = 0;       ///< that came since the start, over all connections
        qint64 bytesLeft = 0;   ///< of the whole file
        int receiving = 0;      ///< connections whose bytes are coming
        qint64 firstByteMs = 0; ///< the longest that one of them took to its first byte
        bool isHeld = false;    ///< by a limit of the person's: the server would give more
    };

    /// asked: 1 to 8, or 0 for as many as help.
    SegmentPolicy(int asked, qint64 bytesLeft);

    /// How many there should be, 1 to 8.
    int wanted(const Look &look);
    /// The next looks may change the number: each of them sooner is a step sooner. Else they need not come often.
    bool isTrying() const;
    /// The server does not serve more than so many: no further ones are tried.
    void limit(int connections);

private:
    struct Point
    {
        qint64 ms = -1;
        qint64 bytes = 0;
    };

    void measure(const Look &look);
    void follow(const Look &look);
    bool takesMoreSoon(const Look &look);
    bool isNearlyDone(double rate, const Look &look) const;
    bool tells(const Look &look, Point since, qint64 atLeastMs) const;
    void decide(double rate, const Look &look);
    void tryFewer(double rate, const Look &look);
    void compareFewer(double rate, const Look &look);
    void goOn(double rate, const Look &look);
    void begin(int wanted, const Look &look);
    bool helps(double rate) const;

    int m_wanted;
    bool m_settled;          ///< nothing is tried any more
    bool m_fast = false;     ///< the first one was, when it was measured last
    Point m_begun;           ///< when this number was wanted first
    Point m_last;            ///< look
    Point m_measured;        ///< since when, once the new ones had time to find their speed
    Point m_all;             ///< when all of them received
    qint64 m_burst = 0;      ///< bytes: the most that came between two looks
    int m_before = 0;        ///< connections, before the last step
    double m_rateBefore = 0; ///< bytes a second with those
    int m_more = 0;          ///< connections, while fewer are compared with them
    double m_rateMore = 0;   ///< bytes a second with those
    bool m_compared = false; ///< once for each step
};

} // namespace ferry
