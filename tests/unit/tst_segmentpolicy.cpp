#include "core/engine/SegmentPolicy.h"

#include <cmath>
#include <QList>
#include <QTest>

using namespace ferry;

namespace {

constexpr double mib = 1024 * 1024;

/// A server and the way to it, as numbers: how fast one connection may be, how fast all together, and how long it takes
/// from wanting a connection to its first byte.
struct Line
{
    double each = 0;
    double all = 0;
    qint64 firstByteMs = 0;
};

/// A download ticked through by the policy; how many connections it had at each tick.
QList<int> play(SegmentPolicy policy, const Line &line, double size)
{
    QList<int> counts;
    QList<qint64> sinceMs; // of each connection
    double bytes = 0;
    for (qint64 nowMs = 0; bytes < size && counts.size() < 10'000; nowMs += 100) {
        int receiving = 0;
        for (const qint64 since : sinceMs)
            receiving += nowMs - since >= line.firstByteMs;
        bytes += std::min(line.all, receiving * line.each) / 10;
        const int wanted = policy.wanted({nowMs, qint64(bytes), qint64(size - bytes), receiving});
        while (sinceMs.size() < wanted)
            sinceMs.append(nowMs);
        sinceMs.resize(wanted);
        counts.append(wanted);
    }
    return counts;
}

int most(const QList<int> &counts)
{
    return *std::max_element(counts.begin(), counts.end());
}

} // namespace

class TestSegmentPolicy : public QObject
{
    Q_OBJECT

private slots:
    void aFixedNumberStays();
    void smallFilesTakeOne();
    void aFastStreamStaysAlone();
    void whatIsNearlyDoneStaysAlone();
    void connectionsAreAddedWhereTheServerCapsEach_data();
    void connectionsAreAddedWhereTheServerCapsEach();
    void oneAtATime();
    void theLastOneGoesWhereItDoesNotHelp_data();
    void theLastOneGoesWhereItDoesNotHelp();
    void slowConnectsAreWaitedFor();
    void aLimitOfTheServerIsKept();
};

void TestSegmentPolicy::aFixedNumberStays()
{
    for (int asked = 1; asked <= 8; ++asked) {
        SegmentPolicy policy(asked, 100);
        for (qint64 nowMs = 0; nowMs < 60'000; nowMs += 100)
            QCOMPARE(policy.wanted({nowMs, nowMs, 100, 1}), asked);
    }
    QCOMPARE(SegmentPolicy(99, 100).wanted({}), 8);
}

void TestSegmentPolicy::smallFilesTakeOne()
{
    QCOMPARE(most(play(SegmentPolicy(0, SegmentPolicy::smallFile - 1), {1000, 1e9, 0}, SegmentPolicy::smallFile - 1)),
             1);
}

void TestSegmentPolicy::aFastStreamStaysAlone()
{
    QCOMPARE(most(play(SegmentPolicy(0, qint64(4096 * mib)), {80 * mib, 1e12, 0}, 4096 * mib)), 1);
}

void TestSegmentPolicy::whatIsNearlyDoneStaysAlone()
{
    // 30 MiB at 10 MiB/s: over in 3 s, and a second connection could save one at most.
    QCOMPARE(most(play(SegmentPolicy(0, qint64(30 * mib)), {10 * mib, 1e12, 0}, 30 * mib)), 1);
}

void TestSegmentPolicy::connectionsAreAddedWhereTheServerCapsEach_data()
{
    QTest::addColumn<double>("each");
    QTest::addColumn<qint64>("firstByteMs");
    QTest::newRow("20 MiB/s, near") << 20 * mib << 0LL;
    QTest::newRow("1 MiB/s, near") << mib << 100LL;
    QTest::newRow("1 MiB/s, far") << mib << 700LL;
    QTest::newRow("50 KiB/s, very far") << mib / 20 << 3000LL;
}

void TestSegmentPolicy::connectionsAreAddedWhereTheServerCapsEach()
{
    QFETCH(double, each);
    QFETCH(qint64, firstByteMs);
    const double size = each * 600;
    const QList<int> counts = play(SegmentPolicy(0, qint64(std::max(size, 17 * mib))), {each, 1e12, firstByteMs}, size);
    QCOMPARE(counts.last(), 8);
}

void TestSegmentPolicy::oneAtATime()
{
    const QList<int> counts = play(SegmentPolicy(0, qint64(1000 * mib)), {20 * mib, 1e12, 0}, 1000 * mib);
    QCOMPARE(counts.first(), 1);
    for (qsizetype i = 1; i < counts.size(); ++i)
        QVERIFY(counts.at(i) == counts.at(i - 1) || counts.at(i) == counts.at(i - 1) + 1);
    QCOMPARE(counts.last(), 8);
    // Known within half a second for each, on a near server.
    QVERIFY2(counts.indexOf(8) <= 42, qPrintable(QString::number(counts.indexOf(8))));
}

void TestSegmentPolicy::theLastOneGoesWhereItDoesNotHelp_data()
{
    QTest::addColumn<double>("each");
    QTest::addColumn<double>("all");
    QTest::addColumn<int>("stays");
    QTest::newRow("one fills the line") << 5 * mib << 5 * mib << 1;
    QTest::newRow("two fill the line") << 5 * mib << 10 * mib << 2;
    QTest::newRow("four fill the line") << 5 * mib << 20 * mib << 4;
    QTest::newRow("the fourth hardly helps") << 5 * mib << 15.5 * mib << 3;
}

void TestSegmentPolicy::theLastOneGoesWhereItDoesNotHelp()
{
    QFETCH(double, each);
    QFETCH(double, all);
    QFETCH(int, stays);
    const QList<int> counts = play(SegmentPolicy(0, qint64(500 * mib)), {each, all, 200}, 500 * mib);
    QCOMPARE(counts.last(), stays);
    QCOMPARE(most(counts), stays + 1);
    // Once it is known, nothing more is tried.
    const qsizetype back = counts.lastIndexOf(stays + 1);
    QVERIFY(back < counts.size() / 2);
}

void TestSegmentPolicy::slowConnectsAreWaitedFor()
{
    // The second connection takes 5 s to its first byte: until then nothing is concluded from the speed.
    const QList<int> counts = play(SegmentPolicy(0, qint64(100 * mib)), {mib, 1e12, 5000}, 100 * mib);
    const qsizetype second = counts.indexOf(2);
    QVERIFY(counts.indexOf(3) - second >= 50);
    QCOMPARE(counts.count(1), second);
}

void TestSegmentPolicy::aLimitOfTheServerIsKept()
{
    SegmentPolicy policy(8, qint64(100 * mib));
    policy.limit(3);
    QCOMPARE(policy.wanted({100, 100, 100, 3}), 3);
    policy.limit(5);
    QCOMPARE(policy.wanted({100, 100, 100, 3}), 3);
    policy.limit(0);
    QCOMPARE(policy.wanted({100, 100, 100, 3}), 1);
}

QTEST_GUILESS_MAIN(TestSegmentPolicy)
#include "tst_segmentpolicy.moc"
