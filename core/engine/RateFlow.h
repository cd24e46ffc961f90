#pragma once

#include "core/engine/FairShares.h"
#include "core/engine/RateLimiter.h"

namespace ferry {

/// The RateLimiter's side of one throttle: what it was given and has not used, and whether it asks for more.
class RateFlow : public Throttle
{
public:
    struct Share
    {
        qint64 credit = 0;
        bool asks = false;  ///< since it was served last
        bool waits = false; ///< got less than it wanted
        Claim claim;
    };

    RateFlow(RateLimiter &limiter, TransferId itemId, Direction countedDirection)
        : item(itemId)
        , counted(countedDirection)
        , m_limiter(limiter)
    {
    }
    ~RateFlow() override { m_limiter.leave(*this); }

    qint64 take(Direction direction, qint64 wanted) override
    {
        if (rate(direction) == 0)
            return wanted;
        Share &share = shares[direction];
        const qint64 given = qMin(wanted, share.credit);
        share.credit -= given;
        share.asks = true;
        share.waits = given < wanted;
        m_limiter.asked();
        return given;
    }
    bool asksFor(Direction direction) const { return rate(direction) > 0 && shares[direction].asks; }
    bool isHeld(Direction direction) const { return rate(direction) > 0 && shares[direction].waits; }
    void serve(Direction direction, qint64 bytes)
    {
        Share &share = shares[direction];
        share.credit = bytes;
        wakes = wakes || share.waits;
        share.asks = share.waits = false;
    }
    void changeRate(Direction direction, qint64 bytesPerSecond)
    {
        if (bytesPerSecond == rate(direction))
            return;
        setRate(direction, bytesPerSecond);
        wakes = true;
    }

    const TransferId item;
    const Direction counted;
    std::array<Share, 2> shares;
    bool wakes = false; ///< its waiter is to be told

private:
    RateLimiter &m_limiter;
};

} // namespace ferry
