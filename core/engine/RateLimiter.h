#pragma once

#include "core/engine/FairShares.h"
#include "core/engine/TokenBucket.h"
#include "core/engine/TransferEngine.h"
#include "core/wire/Throttle.h"

#include <functional>
#include <memory>
#include <optional>
#include <QTimer>
#include <unordered_map>
#include <vector>

namespace ferry {

class RateFlow;

/// The rates of all transfers together and of single items, in both directions. Every transfer joins with a throttle of
/// its own; several of one item (its connections) share the rate of the item. Twenty milliseconds at a time, what the
/// rates allow is divided evenly between items, and within an item between its connections; what one does not use,
/// others get. While nothing is limited, or nobody asks, no timer runs.
///
/// Accuracy: in any time t no more than t x rate, and a quarter of a second's worth, goes.
/// Lives on the engine's thread, longer than its throttles.
class RateLimiter
{
public:
    using Clock = std::function<qint64()>; ///< nanoseconds, monotonic

    explicit RateLimiter(Clock clock = {});
    ~RateLimiter();
    Q_DISABLE_COPY_MOVE(RateLimiter)

    /// A throttle for one transfer at a time. The item's rate counts in one direction only, as for an upload's answer
    /// nobody wants a limit; the common rates count in both. It leaves by being deleted.
    std::unique_ptr<Throttle> join(TransferId item, Throttle::Direction counted);

    void setLimits(const RateLimits &limits);
    /// Bytes a second, 0 none. Kept while the item has a throttle.
    void setItemLimit(TransferId item, qint64 bytesPerSecond);

    /// Whether a transfer of the item got less than it asked for, now or within the last tenth of a second.
    bool isHeld(TransferId item, Throttle::Direction direction) const;

    /// Divides what came in since the last time. By the timer; tests call it with a clock of their own.
    void tick();
    bool isTicking() const { return m_timer.isActive(); }

private:
    friend class RateFlow;
    /// One of the queue, while it has throttles.
    struct Item
    {
        TokenBucket bucket;
        std::array<Claim, 2> claims;
        std::vector<RateFlow *> flows;
        std::array<std::optional<qint64>, 2> heldAt; ///< when one of these waited last
    };

    void leave(RateFlow &flow);
    void asked();
    void takeBackAll();
    void takeBack(RateFlow &flow);
    void refill();
    bool anybodyAsks() const;
    void noteHeld();
    void distribute(Throttle::Direction direction);
    void divideWithin(Item &item, Throttle::Direction direction, qint64 share);
    void updateRates(RateFlow &flow) const;
    void wake();
    qint64 rateOf(const RateFlow &flow, Throttle::Direction direction) const;

    Clock m_clock;
    std::array<TokenBucket, 2> m_common;
    std::unordered_map<TransferId, Item> m_items;
    std::vector<RateFlow *> m_flows;
    quint64 m_turn = 0;
    QTimer m_timer;
};

} // namespace ferry
