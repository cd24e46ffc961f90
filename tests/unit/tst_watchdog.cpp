#include "core/engine/Watchdog.h"

#include <QTest>

using namespace ferry;
using namespace std::chrono_literals;

class TestWatchdog : public QObject
{
    Q_OBJECT

private slots:
    void silenceExpires();
    void aByteNowAndThenNeverExpires();
    void aNewPhaseStartsTheClockAgain();
    void theAnswerMayTakeLonger();
    void timeThatNobodyLookedDoesNotCount();
};

void TestWatchdog::silenceExpires()
{
    Watchdog w(60s, 60s);
    w.start(0);
    QVERIFY(!w.expired(100, Phase::Connect, 0));
    QVERIFY(!w.expired(60'099, Phase::Connect, 0));
    QVERIFY(w.expired(60'100, Phase::Connect, 0));
}

void TestWatchdog::aByteNowAndThenNeverExpires()
{
    Watchdog w(1s, 1s);
    w.start(0);
    for (qint64 i = 1; i < 100; ++i)
        QVERIFY(!w.expired(i * 999, Phase::Receive, i));
    QVERIFY(w.expired(99 * 999 + 1000, Phase::Receive, 99));
}

void TestWatchdog::aNewPhaseStartsTheClockAgain()
{
    Watchdog w(1s, 1s);
    w.start(0);
    QVERIFY(!w.expired(900, Phase::NameLookup, 0));
    QVERIFY(!w.expired(1800, Phase::Connect, 0));
    QVERIFY(!w.expired(2700, Phase::Tls, 0));
    QVERIFY(w.expired(3700, Phase::Tls, 0));
}

void TestWatchdog::theAnswerMayTakeLonger()
{
    Watchdog w(1s, 3600s);
    w.start(0);
    QVERIFY(!w.expired(0, Phase::Await, 5));
    QVERIFY(!w.expired(3'599'999, Phase::Await, 5));
    QVERIFY(w.expired(3'600'000, Phase::Await, 5));
}

void TestWatchdog::timeThatNobodyLookedDoesNotCount()
{
    Watchdog w(1s, 1s);
    w.start(0);
    QVERIFY(!w.expired(500, Phase::Receive, 5));
    w.forgive(70'000);
    QVERIFY(!w.expired(71'000, Phase::Receive, 5));
    QVERIFY(!w.expired(71'499, Phase::Receive, 5));
    QVERIFY(w.expired(71'500, Phase::Receive, 5));
}

QTEST_GUILESS_MAIN(TestWatchdog)
#include "tst_watchdog.moc"
