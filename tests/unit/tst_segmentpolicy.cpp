#include "core/engine/SegmentPolicy.h"

#include <algorithm>
#include <cmath>
#include <limits>
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
    qint64 burstMs = 100; ///< between two of a connection, the first of which comes at once
    qint64 lookMs = 100;  ///< between two looks of the policy
    bool owes = false;    ///< of what it may have since it asked, a connection gets later what the line had no room for
    double firstBurst = 0; ///< bytes that each new connection gets at first, on top
    int burstLooks = 1;    ///< over so many looks
    int burstsOf = 99;     ///< connections, the first of them
    double fastFor = 0;    ///< bytes that the first connection gets at 100 MiB/s before
    qint64 heldFrom = -1;  ///< from this tick's ms on, by an own limit
    qint64 heldUpTo = std::numeric_limits<qint64>::max();
};

/// Since when a connection is there, and how much it got.
struct Stream
{
    qint64 sinceMs = 0;
    double bytes = 0;
};

/// What a line of this width has for each in one look, where a server goes by the mean since the request began.
double shareOwed(QList<Stream> &streams, const Line &line, qint64 nowMs)
{
    double room = line.all * double(line.lookMs) / 1000;
    double sum = 0;
    QList<Stream *> asking;
    for (Stream &stream : streams)
        asking.append(&stream);
    const auto owed = [&](const Stream *s) { return line.each * double(nowMs - s->sinceMs) / 1000 - s->bytes; };
    std::sort(asking.begin(), asking.end(), [&](const Stream *a, const Stream *b) { return owed(a) < owed(b); });
    for (qsizetype i = 0; i < asking.size(); ++i) { // who asks for least leaves more for the others
        const double given = std::min(owed(asking[i]), room / double(asking.size() - i));
        asking[i]->bytes += given;
        room -= given;
        sum += given;
    }
    return sum;
}

/// A download that the policy looks at; how many connections it had after each look.
QList<int> play(SegmentPolicy policy, const Line &line, double size)
{
    QList<int> counts;
    QList<Stream> streams;
    double bytes = 0;
    for (qint64 nowMs = 0; bytes < size && counts.size() < 10'000; nowMs += line.lookMs) {
        int receiving = 0;
        int sending = 0;
        for (qsizetype i = 0; i < streams.size(); ++i) {
            const qint64 since = streams.at(i).sinceMs;
            const qint64 receivingMs = nowMs - since - line.firstByteMs;
            receiving += receivingMs >= 0;
            sending += receivingMs >= 0 && receivingMs % line.burstMs == 0;
            if (i < line.burstsOf && since > 0 && receivingMs > 0 && receivingMs <= line.lookMs * line.burstLooks)
                bytes += line.firstBurst / line.burstLooks;
        }
        if (bytes < line.fastFor) {
            bytes += 100 * mib * double(line.lookMs) / 1000;
            for (Stream &stream : streams)
                stream.bytes = line.each * double(nowMs - stream.sinceMs) / 1000;
        } else if (line.owes) {
            bytes += shareOwed(streams, line, nowMs);
        } else {
            bytes += std::min(line.all * double(line.lookMs) / 1000, sending * line.each * double(line.burstMs) / 1000);
        }
        const bool held = line.heldFrom >= 0 && nowMs >= line.heldFrom && nowMs <= line.heldUpTo;
        const int wanted =
            policy.wanted({nowMs, qint64(bytes), qint64(size - bytes), receiving, line.firstByteMs, held});
        while (streams.size() < wanted)
            streams.append({nowMs, 0});
        streams.resize(wanted);
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
    void oneThenFourThenEight();
    void whoTriesIsLookedAtOften();
    void burstsAreNotTakenForSpeed();
    void aBurstAtTheStartIsNotForEver();
    void aBurstOfTheFirstDoesNotHideThatMoreHelp();
    void aBurstDoesNotMakeTheEndLookNear();
    void whatWasOwedIsNoSpeed();
    void whoeverDoesNotComeIsNotWaitedForBusily();
    void theNewOnesGoWhereTheyDoNotHelp_data();
    void theNewOnesGoWhereTheyDoNotHelp();
    void slowConnectsAreWaitedFor();
    void aLimitOfTheServerIsKept();
    void ownLimitIsNoCap();
    void ownLimitThatIsLiftedIsForgotten();
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
    // 20 MiB at 10 MiB/s: over in 2 s, and further connections could save one at most.
    QCOMPARE(most(play(SegmentPolicy(0, qint64(20 * mib)), {10 * mib, 1e12, 0}, 20 * mib)), 1);
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

void TestSegmentPolicy::oneThenFourThenEight()
{
    Line line{20 * mib, 1e12, 0};
    line.lookMs = line.burstMs = SegmentPolicy::lookMs;
    const QList<int> counts = play(SegmentPolicy(0, qint64(1000 * mib)), line, 1000 * mib);
    QCOMPARE(counts.first(), 1);
    for (qsizetype i = 1; i < counts.size(); ++i)
        QVERIFY(counts.at(i) >= counts.at(i - 1) && (counts.at(i) == 1 || counts.at(i) % 4 == 0));
    QCOMPARE(counts.last(), 8);
    // Known within an eighth of a second for each step, on a near server.
    QVERIFY2(counts.indexOf(8) * SegmentPolicy::lookMs <= 250, qPrintable(QString::number(counts.indexOf(8))));
}

// Looks more often than the ticks cost something, and change nothing once the number is found, or one is fast enough.
void TestSegmentPolicy::whoTriesIsLookedAtOften()
{
    QVERIFY(!SegmentPolicy(0, SegmentPolicy::smallFile - 1).isTrying());
    QVERIFY(!SegmentPolicy(4, qint64(100 * mib)).isTrying());
    SegmentPolicy fast(0, qint64(4096 * mib));
    QVERIFY(fast.isTrying());
    for (int look = 0; look < 5; ++look)
        fast.wanted({look * 50, qint64(look * 5 * mib), qint64(1000 * mib), 1});
    QVERIFY(!fast.isTrying());
    SegmentPolicy limited(0, qint64(100 * mib));
    limited.limit(1);
    QVERIFY(!limited.isTrying());
}

void TestSegmentPolicy::burstsAreNotTakenForSpeed()
{
    // 2 MiB/s as nginx gives them: 2 MiB at once, and the next a second later.
    Line line{2 * mib, 1e12, 0, 1000};
    QCOMPARE(play(SegmentPolicy(0, qint64(64 * mib)), line, 64 * mib).last(), 8);
    // All together get no more than one, but a new one gets 4 MiB at once.
    line = {5 * mib, 5 * mib, 0};
    line.firstBurst = 4 * mib;
    const QList<int> counts = play(SegmentPolicy(0, qint64(400 * mib)), line, 400 * mib);
    QCOMPARE(most(counts), 4);
    QCOMPARE(counts.last(), 1);
}

void TestSegmentPolicy::aBurstAtTheStartIsNotForEver()
{
    Line line{5 * mib, 1e12, 0};
    line.fastFor = 60 * mib;
    QCOMPARE(play(SegmentPolicy(0, qint64(1000 * mib)), line, 50 * mib).last(), 1);
    QCOMPARE(play(SegmentPolicy(0, qint64(1000 * mib)), line, 1000 * mib).last(), 8);
}

// The four seemed to bring more than twice what they bring, so that eight seemed to bring nothing.
void TestSegmentPolicy::aBurstOfTheFirstDoesNotHideThatMoreHelp()
{
    Line line{20 * mib, 1e12, 0};
    line.lookMs = line.burstMs = SegmentPolicy::lookMs;
    line.firstBurst = 4 * mib;
    line.burstsOf = 4;
    const QList<int> counts = play(SegmentPolicy(0, qint64(1000 * mib)), line, 1000 * mib);
    QCOMPARE(counts.last(), 8);
    // It took one look back.
    QVERIFY(counts.indexOf(8) < counts.lastIndexOf(4));
    QVERIFY2(counts.lastIndexOf(4) * SegmentPolicy::lookMs < 2000, qPrintable(QString::number(counts.lastIndexOf(4))));
}

void TestSegmentPolicy::aBurstDoesNotMakeTheEndLookNear()
{
    Line line{2 * mib, 1e12, 0};
    line.lookMs = line.burstMs = SegmentPolicy::lookMs;
    line.firstBurst = 4 * mib;
    line.burstLooks = 4;
    QCOMPARE(play(SegmentPolicy(0, qint64(130 * mib)), line, 130 * mib).last(), 8);
}

// The first one looked faster than it is, so that four seemed to be worth two; and these first get what they had to do
// without while the line was full.
void TestSegmentPolicy::whatWasOwedIsNoSpeed()
{
    Line line{40 * mib, 110 * mib, 0};
    line.lookMs = SegmentPolicy::lookMs;
    line.fastFor = 6 * mib;
    line.owes = true;
    const QList<int> counts = play(SegmentPolicy(0, qint64(1024 * mib)), line, 1024 * mib);
    QVERIFY(counts.contains(2));
    QCOMPARE(counts.last(), 3);
}

void TestSegmentPolicy::whoeverDoesNotComeIsNotWaitedForBusily()
{
    SegmentPolicy policy(0, qint64(1000 * mib));
    qint64 nowMs = 0;
    const auto look = [&] {
        nowMs += SegmentPolicy::lookMs;
        return policy.wanted({nowMs, nowMs * 10'000, qint64(900 * mib), 1});
    };
    while (look() == 1)
        QVERIFY(nowMs < 1000);
    QVERIFY(policy.isTrying());
    while (policy.isTrying()) {
        look();
        QVERIFY(nowMs < 6000);
    }
    QCOMPARE(look(), 4); // they may come yet
}

void TestSegmentPolicy::theNewOnesGoWhereTheyDoNotHelp_data()
{
    QTest::addColumn<double>("each");
    QTest::addColumn<double>("all");
    QTest::addColumn<int>("stays");
    QTest::addColumn<int>("tried");
    QTest::addColumn<qint64>("lookMs");
    for (const qint64 lookMs : {100, int(SegmentPolicy::lookMs)}) {
        const auto row = [lookMs](const char *name) -> QTestData & {
            return QTest::addRow("%s, looked at each %d ms", name, int(lookMs));
        };
        row("one fills the line") << 5 * mib << 5 * mib << 1 << 4 << lookMs;
        row("two fill the line") << 5 * mib << 10 * mib << 2 << 4 << lookMs;
        row("four fill the line") << 5 * mib << 20 * mib << 4 << 8 << lookMs;
        row("the fourth hardly helps") << 5 * mib << 13.5 * mib << 3 << 4 << lookMs;
        row("five fill the line") << 5 * mib << 25 * mib << 5 << 8 << lookMs;
    }
}

void TestSegmentPolicy::theNewOnesGoWhereTheyDoNotHelp()
{
    QFETCH(double, each);
    QFETCH(double, all);
    QFETCH(int, stays);
    QFETCH(int, tried);
    QFETCH(qint64, lookMs);
    Line line{each, all, 200};
    line.lookMs = line.burstMs = lookMs;
    const QList<int> counts = play(SegmentPolicy(0, qint64(500 * mib)), line, 500 * mib);
    QCOMPARE(counts.last(), stays);
    QCOMPARE(most(counts), tried);
    // They go soon, and once it is known, nothing more is tried.
    QVERIFY2(counts.count(tried) * lookMs <= 1200, qPrintable(QString::number(counts.count(tried))));
    const qsizetype back = counts.lastIndexOf(tried);
    QVERIFY(back < counts.size() / 2);
}

void TestSegmentPolicy::slowConnectsAreWaitedFor()
{
    // The next connections take 5 s to their first byte: until then nothing is concluded from the speed.
    const QList<int> counts = play(SegmentPolicy(0, qint64(100 * mib)), {mib, 1e12, 5000}, 100 * mib);
    const qsizetype second = counts.indexOf(4);
    QVERIFY(counts.indexOf(8) - second >= 50);
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

// What is held back here comes no faster over several: the server is not asked for what nobody takes.
void TestSegmentPolicy::ownLimitIsNoCap()
{
    Line line{3 * mib, 3 * mib, 0};
    line.heldFrom = 0;
    QCOMPARE(most(play(SegmentPolicy(0, qint64(100 * mib)), line, 100 * mib)), 1);
    SegmentPolicy asked(4, qint64(100 * mib)); // the person's word counts
    QCOMPARE(asked.wanted({100, 100, 100, 1, 1, true}), 4);
}

void TestSegmentPolicy::ownLimitThatIsLiftedIsForgotten()
{
    Line line{5 * mib, 1e12, 0};
    line.heldFrom = 0;
    line.heldUpTo = 10'000;
    const QList<int> counts = play(SegmentPolicy(0, qint64(500 * mib)), line, 500 * mib);
    QCOMPARE(counts.indexOf(4), counts.lastIndexOf(1) + 1);
    QVERIFY(counts.indexOf(4) > 100 && counts.indexOf(4) < 105);
    QCOMPARE(counts.last(), 8);
    // One that comes later keeps what there is, and starts no others.
    line.heldFrom = -1;
    line.heldFrom = 100 * (play(SegmentPolicy(0, qint64(500 * mib)), line, 500 * mib).indexOf(4) + 1);
    line.heldUpTo = std::numeric_limits<qint64>::max();
    QCOMPARE(play(SegmentPolicy(0, qint64(500 * mib)), line, 500 * mib).last(), 4);
}

QTEST_GUILESS_MAIN(TestSegmentPolicy)
#include "tst_segmentpolicy.moc"
