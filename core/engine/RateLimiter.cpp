#include "core/engine/RateLimiter.h"

#include "core/engine/RateFlow.h"

#include <chrono>
#include <limits>

namespace ferry {

namespace {

constexpr int refillMs = 20;
/// Five ticks.
constexpr qint64 heldForNs = 100'000'000;
constexpr qint64 unlimited = std::numeric_limits<qint64>::max();
/// A segment of Ethernet. Smaller slices cost more than they are worth, unless the rate is low.
constexpr qint64 usualSlice = 1400;

constexpr std::array<Throttle::Direction, 2> bothDirections{Throttle::Down, Throttle::Up};

qint64 steadyNow()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// At least a byte, at most a tenth of a second's worth: nobody waits long for a turn.
qint64 sliceFor(qint64 rate)
{
    return qBound<qint64>(1, rate / 10, usualSlice);
}

} // namespace

RateLimiter::RateLimiter(Clock clock)
    : m_clock(clock ? std::move(clock) : steadyNow)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(refillMs);
    m_timer.callOnTimeout([this] { tick(); });
}

RateLimiter::~RateLimiter() = default;

std::unique_ptr<Throttle> RateLimiter::join(TransferId item, Throttle::Direction counted)
{
    auto flow = std::make_unique<RateFlow>(*this, item, counted);
    m_flows.push_back(flow.get());
    m_items[item].flows.push_back(flow.get());
    updateRates(*flow);
    flow->wakes = false; // nobody waits yet
    return flow;
}

void RateLimiter::leave(RateFlow &flow)
{
    takeBack(flow);
    std::erase(m_flows, &flow);
    const auto item = m_items.find(flow.item);
    std::erase(item->second.flows, &flow);
    if (item->second.flows.empty())
        m_items.erase(item);
}

void RateLimiter::setLimits(const RateLimits &limits)
{
    takeBackAll();
    const qint64 now = m_clock();
    m_common[Throttle::Down].setRate(limits.down, now);
    m_common[Throttle::Up].setRate(limits.up, now);
    for (RateFlow *flow : m_flows)
        updateRates(*flow);
    wake();
}

void RateLimiter::setItemLimit(TransferId item, qint64 bytesPerSecond)
{
    const auto found = m_items.find(item);
    if (found == m_items.end())
        return;
    takeBackAll();
    found->second.bucket.setRate(bytesPerSecond, m_clock());
    for (RateFlow *flow : found->second.flows)
        updateRates(*flow);
    wake();
}

/// The lower one of the common rate and the item's.
qint64 RateLimiter::rateOf(const RateFlow &flow, Throttle::Direction direction) const
{
    const qint64 common = m_common[direction].rate();
    const qint64 own = flow.counted == direction ? m_items.at(flow.item).bucket.rate() : 0;
    return common > 0 && own > 0 ? qMin(common, own) : qMax(common, own);
}

void RateLimiter::updateRates(RateFlow &flow) const
{
    for (const auto direction : bothDirections)
        flow.changeRate(direction, rateOf(flow, direction));
}

/// There is something to divide at the next tick.
void RateLimiter::asked()
{
    if (!m_timer.isActive())
        m_timer.start();
}

/// Whatever was given and not used goes back before anything else is given, so that nobody saves it up.
void RateLimiter::takeBackAll()
{
    for (RateFlow *flow : m_flows)
        takeBack(*flow);
}

void RateLimiter::takeBack(RateFlow &flow)
{
    for (const auto direction : bothDirections) {
        const qint64 credit = std::exchange(flow.shares[direction].credit, 0);
        m_common[direction].giveBack(credit);
        if (flow.counted == direction)
            m_items.at(flow.item).bucket.giveBack(credit);
    }
}

void RateLimiter::refill()
{
    const qint64 now = m_clock();
    for (TokenBucket &bucket : m_common)
        bucket.refill(now);
    for (auto &[id, item] : m_items)
        item.bucket.refill(now);
}

bool RateLimiter::isHeld(TransferId item, Throttle::Direction direction) const
{
    const auto found = m_items.find(item);
    if (found == m_items.end())
        return false;
    const std::optional<qint64> at = found->second.heldAt[direction];
    const auto waits = [direction](const RateFlow *flow) { return flow->isHeld(direction); };
    return (at && m_clock() - *at <= heldForNs) ||
           std::any_of(found->second.flows.begin(), found->second.flows.end(), waits);
}

/// Before they are served, after which they have to ask again.
void RateLimiter::noteHeld()
{
    const qint64 now = m_clock();
    for (const RateFlow *flow : m_flows) {
        for (const auto direction : bothDirections) {
            if (flow->isHeld(direction))
                m_items.at(flow->item).heldAt[direction] = now;
        }
    }
}

void RateLimiter::tick()
{
    noteHeld();
    takeBackAll();
    refill();
    if (!anybodyAsks()) {
        m_timer.stop();
        return;
    }
    for (const auto direction : bothDirections)
        distribute(direction);
    wake();
}

bool RateLimiter::anybodyAsks() const
{
    return std::any_of(m_flows.begin(), m_flows.end(), [](const RateFlow *flow) {
        return flow->asksFor(Throttle::Down) || flow->asksFor(Throttle::Up);
    });
}

/// First between the items that ask, then between the connections of each.
void RateLimiter::distribute(Throttle::Direction direction)
{
    QList<Claim *> claims;
    std::vector<Item *> items;
    for (auto &[id, item] : m_items) {
        const auto asks = [direction](const RateFlow *flow) { return flow->asksFor(direction); };
        const auto flow = std::find_if(item.flows.begin(), item.flows.end(), asks);
        if (flow == item.flows.end())
            continue;
        const bool ownRate = item.bucket.isLimited() && (*flow)->counted == direction;
        Claim &claim = item.claims[direction];
        claim.ceiling = ownRate ? item.bucket.level() : unlimited;
        claim.least = sliceFor((*flow)->rate(direction));
        claims.append(&claim);
        items.push_back(&item);
    }
    const TokenBucket &common = m_common[direction];
    shareOut(common.isLimited() ? common.level() : unlimited, claims);
    for (std::size_t i = 0; i < items.size(); ++i) {
        Claim &claim = items[i]->claims[direction];
        if (claim.share == 0)
            continue;
        claim.turn = ++m_turn;
        divideWithin(*items[i], direction, claim.share);
    }
}

void RateLimiter::divideWithin(Item &item, Throttle::Direction direction, qint64 share)
{
    QList<Claim *> claims;
    for (RateFlow *flow : item.flows) {
        Claim &claim = flow->shares[direction].claim;
        claim.ceiling = flow->asksFor(direction) ? share : 0;
        claim.least = qMin(share, item.claims[direction].least);
        claims.append(&claim);
    }
    shareOut(share, claims);
    for (RateFlow *flow : item.flows) {
        Claim &claim = flow->shares[direction].claim;
        if (claim.share == 0)
            continue;
        claim.turn = ++m_turn;
        m_common[direction].take(claim.share);
        if (flow->counted == direction)
            item.bucket.take(claim.share);
        flow->serve(direction, claim.share);
    }
}

/// Those that may go on, and those whose rate is another one.
void RateLimiter::wake()
{
    for (RateFlow *flow : m_flows) {
        if (std::exchange(flow->wakes, false) && flow->waiter())
            flow->waiter()->throttleChanged();
    }
}

} // namespace ferry
