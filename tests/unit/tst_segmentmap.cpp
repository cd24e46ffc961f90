#include "core/engine/SegmentMap.h"

#include <QRandomGenerator>
#include <QTest>

using namespace ferry;

namespace {

constexpr qint64 mib = 1024 * 1024;

} // namespace

class TestSegmentMap : public QObject
{
    Q_OBJECT

private slots:
    void theFirstTakesAll();
    void othersTakeTheBackHalves();
    void aGapComesBeforeAHalf();
    void whatWasReleasedIsTakenAgain();
    void theSlowestGivesHalf();
    void aStandstillIsTheSlowest();
    void aNewcomerCountsAsOneLikeTheOthers();
    void tooLittleIsNotHalved_data();
    void tooLittleIsNotHalved();
    void ofNearServersLessIsHalved();
    void aStreamEndsBeforeWhatIsHeld();
    void aStreamGoesOnWhereNobodyElseIs();
    void whatIsHeldIsTheRecord();
    void anEmptyFileIsWhole();
    void everyByteComesOnce();

private:
    static void playOnce(QRandomGenerator &random);
};

void TestSegmentMap::theFirstTakesAll()
{
    SegmentMap map(10 * mib, {});
    QCOMPARE(map.take(0), std::optional(ByteRange{0, 10 * mib}));
    map.arrived(0, 4 * mib);
    QCOMPARE(map.position(0), 4 * mib);
    QCOMPARE(map.held(), (ByteRanges{{0, 4 * mib}}));
    QVERIFY(!map.isWhole());
    map.arrived(0, 6 * mib);
    QVERIFY(map.isWhole());
    QVERIFY(!map.take(1));
}

void TestSegmentMap::othersTakeTheBackHalves()
{
    SegmentMap map(16 * mib, {});
    map.take(0);
    QCOMPARE(map.take(1), std::optional(ByteRange{8 * mib, 16 * mib}));
    QCOMPARE(map.end(0), 8 * mib);
    QCOMPARE(map.take(2), std::optional(ByteRange{4 * mib, 8 * mib}));
    QCOMPARE(map.take(3), std::optional(ByteRange{12 * mib, 16 * mib}));
    for (int i = 0; i < 4; ++i)
        QCOMPARE(map.end(i) - map.position(i), 4 * mib);
}

void TestSegmentMap::aGapComesBeforeAHalf()
{
    SegmentMap map(16 * mib, {{0, 2 * mib}, {3 * mib, 10 * mib}});
    QCOMPARE(map.take(0), std::optional(ByteRange{2 * mib, 3 * mib}));
    QCOMPARE(map.take(1), std::optional(ByteRange{10 * mib, 16 * mib}));
    QCOMPARE(map.take(2), std::optional(ByteRange{13 * mib, 16 * mib}));
}

void TestSegmentMap::whatWasReleasedIsTakenAgain()
{
    SegmentMap map(16 * mib, {});
    map.take(0);
    map.take(1);
    map.arrived(1, mib);
    map.release(1);
    QVERIFY(!map.has(1));
    QCOMPARE(map.take(2), std::optional(ByteRange{9 * mib, 16 * mib}));
    QCOMPARE(map.held(), (ByteRanges{{8 * mib, 9 * mib}}));
}

void TestSegmentMap::theSlowestGivesHalf()
{
    SegmentMap map(16 * mib, {});
    map.take(0);
    map.take(1);
    map.arrived(1, 4 * mib);
    map.setRate(0, 8.0 * mib); // 8 MiB to go, 1 s
    map.setRate(1, 1.0 * mib); // 4 MiB to go, 4 s
    QCOMPARE(map.take(2), std::optional(ByteRange{14 * mib, 16 * mib}));
    QCOMPARE(map.end(1), 14 * mib);
    QCOMPARE(map.end(0), 8 * mib);
}

void TestSegmentMap::aStandstillIsTheSlowest()
{
    SegmentMap map(16 * mib, {});
    map.take(0);
    map.take(1);
    map.arrived(1, 7 * mib);
    map.setRate(0, 1000);
    map.setRate(1, 0);
    QCOMPARE(map.take(2), std::optional(ByteRange{15 * mib + mib / 2, 16 * mib}));
}

void TestSegmentMap::aNewcomerCountsAsOneLikeTheOthers()
{
    SegmentMap map(16 * mib, {});
    map.take(0);
    map.take(1);
    map.setRate(0, 1.0 * mib);
    map.arrived(0, 2 * mib); // 6 MiB to go; the other one has 8 at a speed that nobody knows
    QCOMPARE(map.take(2), std::optional(ByteRange{12 * mib, 16 * mib}));
}

void TestSegmentMap::tooLittleIsNotHalved_data()
{
    QTest::addColumn<qint64>("rest");
    QTest::addColumn<double>("rate");
    QTest::addColumn<bool>("halved");
    QTest::newRow("unknown speed, two pieces") << 2 * mib << -1.0 << true;
    QTest::newRow("unknown speed, less") << 2 * mib - 1 << -1.0 << false;
    QTest::newRow("slow, much to wait for") << qint64(128 * 1024) << 1000.0 << true;
    QTest::newRow("slow, too small all the same") << qint64(128 * 1024 - 1) << 1000.0 << false;
    QTest::newRow("fast, a second") << 10 * mib << 10.0 * mib << true;
    QTest::newRow("fast, less than a second") << 10 * mib - 1 << 10.0 * mib << false;
}

void TestSegmentMap::tooLittleIsNotHalved()
{
    QFETCH(qint64, rest);
    QFETCH(double, rate);
    SegmentMap map(rest, {});
    map.take(0);
    map.setRate(0, rate);
    QTEST(map.take(1).has_value(), "halved");
}

void TestSegmentMap::ofNearServersLessIsHalved()
{
    const auto isHalved = [](qint64 firstByteMs, double seconds) {
        SegmentMap map(10 * mib, {}, SegmentMap::Worth::ofServer(firstByteMs));
        map.take(0);
        map.setRate(0, 10.0 * mib / seconds);
        return map.take(1).has_value();
    };
    QVERIFY(isHalved(1, 0.5) && !isHalved(1, 0.05));
    QVERIFY(isHalved(30, 0.5) && !isHalved(30, 0.2));
    QVERIFY(isHalved(5000, 1.5) && !isHalved(5000, 0.9)); // no more than a second is asked for
}

void TestSegmentMap::aStreamEndsBeforeWhatIsHeld()
{
    SegmentMap map(16 * mib, {{0, mib}, {4 * mib, 5 * mib}});
    QVERIFY(!map.takeFrom(0, 0));
    QVERIFY(!map.has(0));
    QVERIFY(map.takeFrom(0, mib));
    QCOMPARE(map.end(0), 4 * mib);
    QCOMPARE(map.take(1), std::optional(ByteRange{5 * mib, 16 * mib}));
}

void TestSegmentMap::aStreamGoesOnWhereNobodyElseIs()
{
    SegmentMap map(16 * mib, {});
    map.take(0);
    map.take(1);
    map.arrived(0, 8 * mib);
    QVERIFY(!map.extend(0));
    map.release(1);
    QVERIFY(map.extend(0));
    QCOMPARE(map.end(0), 16 * mib);
}

void TestSegmentMap::whatIsHeldIsTheRecord()
{
    SegmentMap map(16 * mib, {});
    map.take(0);
    map.take(1);
    map.arrived(0, 100);
    map.arrived(1, 200);
    const auto record = ByteRanges::fromText(map.held().toText());
    QVERIFY(record);
    SegmentMap later(16 * mib, *record);
    QCOMPARE(later.take(0), std::optional(ByteRange{100, 8 * mib}));
    QCOMPARE(later.take(1), std::optional(ByteRange{8 * mib + 200, 16 * mib}));
}

void TestSegmentMap::anEmptyFileIsWhole()
{
    SegmentMap map(0, {});
    QVERIFY(map.isWhole());
    QVERIFY(!map.take(0));
}

/// Connections come and go, break, bring much or little, all by chance, and a server sends behind the end of a piece
/// that was halved meanwhile. A count for each byte says how often it was written.
void TestSegmentMap::playOnce(QRandomGenerator &random)
{
    const int total = 1 + int(random.bounded(3000));
    ByteRanges held;
    QList<int> written(total, 0);
    for (int i = int(random.bounded(4)); i > 0; --i) {
        const int first = int(random.bounded(total));
        held.add({first, first + int(random.bounded(total - first + 1))});
    }
    for (int i = 0; i < total; ++i)
        written[i] = held.holds(i);
    SegmentMap map(total, held, {1 + qint64(random.bounded(50)), 1 + qint64(random.bounded(10)), 0.5});
    int next = 0;
    for (int step = 0; !map.isWhole(); ++step) {
        QVERIFY2(step < 100'000, "it does not come to an end");
        const QList<int> running = map.connectionList();
        if (running.isEmpty() || (running.size() < 8 && random.bounded(4) == 0)) {
            QVERIFY(map.take(next++) || !running.isEmpty());
            continue;
        }
        const int one = running.at(random.bounded(running.size()));
        if (random.bounded(20) == 0) {
            map.release(one); // it broke
            continue;
        }
        map.setRate(one, random.bounded(3) == 0 ? -1.0 : double(random.bounded(100)));
        const qint64 sent = random.bounded(60);
        const qint64 taken = std::min(sent, map.end(one) - map.position(one));
        for (qint64 i = map.position(one); i < map.position(one) + taken; ++i)
            ++written[i];
        map.arrived(one, taken);
        if (map.position(one) == map.end(one))
            map.release(one);
    }
    QCOMPARE(written, QList<int>(total, 1));
    QCOMPARE(map.held(), (ByteRanges{{0, total}}));
}

void TestSegmentMap::everyByteComesOnce()
{
    QRandomGenerator random(20'260);
    for (int round = 0; round < 500 && !QTest::currentTestFailed(); ++round)
        playOnce(random);
}

QTEST_GUILESS_MAIN(TestSegmentMap)
#include "tst_segmentmap.moc"
