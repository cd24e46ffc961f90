#include "core/engine/FairShares.h"
#include "core/engine/RateLimiter.h"

#include <QRandomGenerator>
#include <QTest>

using namespace ferry;

namespace {

constexpr qint64 second = 1000000000; ///< ns
constexpr qint64 step = second / 1000;

/// A transfer that always has more to move, or only so much a second.
class Mover final : public Throttle::Waiter
{
public:
    Mover(RateLimiter &limiter, TransferId item, Throttle::Direction direction = Throttle::Down)
        : throttle(limiter.join(item, direction))
        , m_direction(direction)
    {
        throttle->setWaiter(this);
    }
    void throttleChanged() override
    {
        waits = false;
        ++wakes;
    }

    /// What it moves in one step.
    void run(qint64 chunk)
    {
        available = ownRate < 0 ? 4 * chunk : available + ownRate * step / second;
        while (!waits && available > 0) {
            const qint64 wanted = qMin(chunk, available);
            const qint64 count = throttle->take(m_direction, wanted);
            waits = count < wanted;
            available -= count;
            got += count;
        }
    }

    std::unique_ptr<Throttle> throttle;
    qint64 ownRate = -1; ///< of the other side
    qint64 available = 0;
    qint64 got = 0;
    bool waits = false;
    int wakes = 0;

private:
    Throttle::Direction m_direction;
};

/// A limiter under a clock of the test's, and what moves by it.
class World
{
public:
    World() = default;

    Mover &add(TransferId item, Throttle::Direction direction = Throttle::Down)
    {
        movers.push_back(std::make_unique<Mover>(limiter, item, direction));
        return *movers.back();
    }
    void run(
        double seconds, const std::function<qint64()> &chunk = [] { return qint64(16384); })
    {
        const qint64 end = now + qint64(seconds * double(second));
        while (now < end) {
            now += step;
            for (const auto &mover : movers)
                mover->run(chunk());
            if (now % (20 * step) == 0)
                limiter.tick();
        }
    }
    qint64 sum() const
    {
        qint64 bytes = 0;
        for (const auto &mover : movers)
            bytes += mover->got;
        return bytes;
    }

    qint64 now = 0;
    RateLimiter limiter{[this] { return now; }};
    std::vector<std::unique_ptr<Mover>> movers;
};

bool isWithin(double part, qint64 actual, qint64 expected)
{
    if (qAbs(actual - expected) <= qint64(double(expected) * part))
        return true;
    qWarning() << actual << "is not" << expected;
    return false;
}

} // namespace

class TestRateLimiter : public QObject
{
    Q_OBJECT

private slots:
    void sharesAreEven_data();
    void sharesAreEven();
    void whoWaitsLongestIsServedFirst();
    void keepsTheRate_data();
    void keepsTheRate();
    void itemsShareEvenly();
    void connectionsOfOneItemShareItsPart();
    void whatASlowOneLeavesGoesToTheOthers();
    void theLowerRateCounts();
    void anItemsRateIsForOneDirection();
    void directionsAreApart();
    void everybodyHasATurnAtLowRates();
    void liftingTheLimitWakesAtOnce();
    void aLowerLimitHoldsAtOnce();
    void neverMoreThanTheRateAndAQuarter();
    void nothingRunsWithoutALimit();
    void nothingRunsWhereNobodyAsks();
    void idleTimeIsNotSavedUp();
    void tellsWhoIsHeld();
};

void TestRateLimiter::sharesAreEven_data()
{
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<QList<qint64>>("ceilings");
    QTest::addColumn<QList<qint64>>("shares");
    using List = QList<qint64>;
    QTest::newRow("nobody") << qint64(100) << List{} << List{};
    QTest::newRow("alone") << qint64(100) << List{1000} << List{100};
    QTest::newRow("all alike") << qint64(99) << List{1000, 1000, 1000} << List{33, 33, 33};
    QTest::newRow("one wants less") << qint64(100) << List{1000, 10, 1000} << List{45, 10, 45};
    QTest::newRow("all want less") << qint64(100) << List{5, 10, 1} << List{5, 10, 1};
    QTest::newRow("nothing there") << qint64(0) << List{5, 10} << List{0, 0};
    QTest::newRow("one may have none") << qint64(100) << List{0, 500} << List{0, 100};
}

void TestRateLimiter::sharesAreEven()
{
    QFETCH(const qint64, amount);
    QFETCH(const QList<qint64>, ceilings);
    QFETCH(const QList<qint64>, shares);
    std::vector<Claim> claims;
    for (const qint64 ceiling : ceilings)
        claims.push_back({ceiling});
    QList<Claim *> pointers;
    for (Claim &claim : claims)
        pointers.append(&claim);
    shareOut(amount, pointers);
    QList<qint64> result;
    for (const Claim &claim : claims)
        result.append(claim.share);
    QCOMPARE(result, shares);
}

void TestRateLimiter::whoWaitsLongestIsServedFirst()
{
    Claim a{1000, 40, 3};
    Claim b{1000, 40, 1};
    Claim c{1000, 40, 2};
    shareOut(100, {&a, &b, &c}); // enough for two
    QCOMPARE(a.share, 0);
    QCOMPARE(b.share, 50);
    QCOMPARE(c.share, 50);
}

void TestRateLimiter::keepsTheRate_data()
{
    QTest::addColumn<qint64>("rate");
    for (const qint64 rate : {1000, 10000, 50000, 1000000, 10000000, 100000000})
        QTest::newRow(QByteArray::number(rate).constData()) << rate;
}

void TestRateLimiter::keepsTheRate()
{
    QFETCH(const qint64, rate);
    for (const bool common : {true, false}) {
        World world;
        world.add(1);
        if (common)
            world.limiter.setLimits({rate, 0});
        else
            world.limiter.setItemLimit(1, rate);
        world.run(10, [rate] { return qMin<qint64>(65536, rate); });
        QVERIFY(isWithin(0.02, world.sum(), 10 * rate));
    }
}

void TestRateLimiter::itemsShareEvenly()
{
    World world;
    for (TransferId id = 1; id <= 4; ++id)
        world.add(id);
    world.limiter.setLimits({1000000, 0});
    world.run(10);
    for (const auto &mover : world.movers)
        QVERIFY(isWithin(0.02, mover->got, 2500000));
}

void TestRateLimiter::connectionsOfOneItemShareItsPart()
{
    World world;
    for (const TransferId id : QList<TransferId>{1, 1, 1, 1, 2})
        world.add(id);
    world.limiter.setLimits({1000000, 0});
    world.run(10);
    QVERIFY(isWithin(0.02, world.movers.back()->got, 5000000));
    for (int i = 0; i < 4; ++i)
        QVERIFY(isWithin(0.02, world.movers[size_t(i)]->got, 1250000));

    world.limiter.setLimits({});
    world.limiter.setItemLimit(1, 100000);
    world.movers.pop_back();
    const qint64 before = world.sum();
    world.run(10);
    QVERIFY(isWithin(0.02, world.sum() - before, 1000000));
}

void TestRateLimiter::whatASlowOneLeavesGoesToTheOthers()
{
    World world;
    Mover &slow = world.add(1);
    slow.ownRate = 50000;
    world.add(2);
    world.add(3);
    world.limiter.setLimits({1000000, 0});
    world.run(10);
    QVERIFY(isWithin(0.02, slow.got, 500000));
    QVERIFY(isWithin(0.03, world.movers[1]->got, 4750000));
    QVERIFY(isWithin(0.03, world.movers[2]->got, 4750000));
}

void TestRateLimiter::theLowerRateCounts()
{
    World world;
    Mover &held = world.add(1);
    Mover &free = world.add(2);
    world.limiter.setLimits({1000000, 0});
    world.limiter.setItemLimit(1, 100000);
    QCOMPARE(held.throttle->rate(Throttle::Down), 100000);
    QCOMPARE(free.throttle->rate(Throttle::Down), 1000000);
    world.run(10);
    QVERIFY(isWithin(0.02, held.got, 1000000));
    QVERIFY(isWithin(0.02, free.got, 9000000));
    world.limiter.setItemLimit(1, 5000000);
    QCOMPARE(held.throttle->rate(Throttle::Down), 1000000);
}

void TestRateLimiter::anItemsRateIsForOneDirection()
{
    World world;
    Mover &upload = world.add(1, Throttle::Up);
    world.limiter.setItemLimit(1, 1000);
    QCOMPARE(upload.throttle->rate(Throttle::Up), 1000);
    QCOMPARE(upload.throttle->rate(Throttle::Down), 0);
    QCOMPARE(upload.throttle->take(Throttle::Down, 1 << 20), 1 << 20);
}

void TestRateLimiter::directionsAreApart()
{
    World world;
    Mover &down = world.add(1);
    Mover &up = world.add(2, Throttle::Up);
    world.limiter.setLimits({1000000, 200000});
    world.run(10);
    QVERIFY(isWithin(0.02, down.got, 10000000));
    QVERIFY(isWithin(0.02, up.got, 2000000));
}

void TestRateLimiter::everybodyHasATurnAtLowRates()
{
    World world;
    for (TransferId id = 1; id <= 10; ++id)
        world.add(id);
    world.limiter.setLimits({10000, 0});
    world.run(2);
    for (const auto &mover : world.movers)
        QVERIFY(mover->got > 0);
    world.run(18);
    for (const auto &mover : world.movers)
        QVERIFY(isWithin(0.1, mover->got, 20000));
}

void TestRateLimiter::liftingTheLimitWakesAtOnce()
{
    World world;
    Mover &mover = world.add(1);
    world.limiter.setLimits({100, 0});
    world.run(1.01);
    QVERIFY(mover.waits);
    mover.wakes = 0;
    world.limiter.setLimits({});
    QCOMPARE(mover.wakes, 1);
    QVERIFY(!mover.waits);
    QCOMPARE(mover.throttle->rate(Throttle::Down), 0);
    QCOMPARE(mover.throttle->take(Throttle::Down, 1 << 30), 1 << 30);
}

void TestRateLimiter::aLowerLimitHoldsAtOnce()
{
    World world;
    Mover &mover = world.add(1);
    world.limiter.setLimits({100000000, 0});
    world.run(1);
    mover.got = 0;
    world.limiter.setLimits({10000, 0});
    world.run(10);
    QVERIFY2(mover.got <= 102500, QByteArray::number(mover.got).constData());
    QVERIFY(mover.got >= 97000);
}

/// Movers of any chunk size that come, stop and go, while rates change: whatever the window, no more goes than the rate
/// and what a quarter of a second brings.
void TestRateLimiter::neverMoreThanTheRateAndAQuarter()
{
    const quint32 seed = qEnvironmentVariableIntValue("FERRY_SEED")
                             ? quint32(qEnvironmentVariableIntValue("FERRY_SEED"))
                             : QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    const auto note = qScopeGuard([seed] {
        if (QTest::currentTestFailed())
            qWarning("FERRY_SEED=%u", seed);
    });
    for (int round = 0; round < 30; ++round) {
        World world;
        const qint64 rate = 1000 + random.bounded(5000000);
        world.limiter.setLimits({rate, 0});
        QList<qint64> moved{0}; // after each tenth of a second
        qint64 gone = 0;
        for (int tenth = 0; tenth < 60; ++tenth) {
            if (random.bounded(4) == 0 && world.movers.size() < 8)
                world.add(1 + TransferId(random.bounded(4)));
            if (random.bounded(8) == 0 && !world.movers.empty()) {
                gone += world.movers.back()->got;
                world.movers.pop_back();
            }
            for (const auto &mover : world.movers)
                mover->ownRate = random.bounded(3) == 0 ? qint64(random.bounded(2000000)) : -1;
            if (random.bounded(10) == 0)
                world.limiter.setItemLimit(1 + TransferId(random.bounded(4)), random.bounded(3000000));
            world.run(0.1, [&] { return 1 + qint64(random.bounded(600000)); });
            moved.append(gone + world.sum());
        }
        for (qsizetype from = 0; from < moved.size(); ++from) {
            for (qsizetype to = from + 1; to < moved.size(); ++to) {
                const qint64 most = rate * (to - from) / 10 + rate / 4 + 1;
                QVERIFY2(
                    moved.at(to) - moved.at(from) <= most,
                    qPrintable(QStringLiteral("%1 bytes, %2 allowed").arg(moved.at(to) - moved.at(from)).arg(most)));
            }
        }
    }
}

void TestRateLimiter::nothingRunsWithoutALimit()
{
    World world;
    Mover &mover = world.add(1);
    QCOMPARE(mover.throttle->rate(Throttle::Down), 0);
    QCOMPARE(mover.throttle->take(Throttle::Down, 12345), 12345);
    QVERIFY(!world.limiter.isTicking());
}

void TestRateLimiter::nothingRunsWhereNobodyAsks()
{
    World world;
    Mover &mover = world.add(1);
    world.limiter.setLimits({1000000, 0});
    QVERIFY(!world.limiter.isTicking());
    mover.run(1000);
    QVERIFY(world.limiter.isTicking());
    world.now += 20 * step;
    world.limiter.tick();
    QVERIFY(world.limiter.isTicking());
    world.now += 20 * step;
    world.limiter.tick(); // it has not asked since
    QVERIFY(!world.limiter.isTicking());
}

void TestRateLimiter::idleTimeIsNotSavedUp()
{
    World world;
    Mover &mover = world.add(1);
    world.limiter.setLimits({1000000, 0});
    mover.ownRate = 0;
    world.run(30);
    mover.ownRate = -1;
    world.run(1);
    QVERIFY2(mover.got <= 1250000, QByteArray::number(mover.got).constData());
}

void TestRateLimiter::tellsWhoIsHeld()
{
    World world;
    world.add(1);
    world.add(2).ownRate = 100000; // of the other side: it gets all it can use
    world.add(3);
    world.add(4, Throttle::Up);
    const auto held = [&world](TransferId item) { return world.limiter.isHeld(item, Throttle::Down); };
    world.limiter.setItemLimit(3, 50000);
    world.run(1);
    QVERIFY(!held(1) && !held(2) && held(3)); // only its own
    world.limiter.setLimits({1000000, 0});
    for (int i = 0; i < 50; ++i) {
        world.run(i == 0 ? 1 : 0.007); // whenever one looks
        QVERIFY(held(1) && !held(2) && held(3));
        QVERIFY(!held(4) && !world.limiter.isHeld(4, Throttle::Up) && !held(5));
    }
    world.limiter.setLimits({});
    world.limiter.setItemLimit(3, 0);
    world.run(0.2);
    QVERIFY(!held(1) && !held(2) && !held(3));
}

QTEST_GUILESS_MAIN(TestRateLimiter)
#include "tst_ratelimiter.moc"
