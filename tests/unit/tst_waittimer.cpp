#include "core/engine/WaitTimer.h"

#include <QTest>

using namespace ferry;

/// Who waits until when, by a clock that the test sets.
class TestWaitTimer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tellsInTheOrderOfTheirTimes();
    void oneTimerForTheEarliest();
    void waitingAnewReplaces();
    void forgottenIsNotTold();
    void aSleepIsNoticed();
    void tenThousandWait();
    void theRealClockRuns();

private:
    using Who = WaitTimer::Who;
    WaitTimer *make(int sleepMs = WaitTimer::longestSleepMs);

    qint64 m_now = 0;
    std::unique_ptr<WaitTimer> m_timer;
    QList<Who> m_told;
    int m_times = 0;
};

static WaitTimer::Who item(TransferId id)
{
    return id;
}

void TestWaitTimer::init()
{
    m_now = 1'000'000;
    m_told.clear();
    m_times = 0;
    make();
}

WaitTimer *TestWaitTimer::make(int sleepMs)
{
    m_timer = std::make_unique<WaitTimer>(
        nullptr, [this] { return m_now; }, sleepMs);
    connect(m_timer.get(), &WaitTimer::timeIsUp, this, [this](const QList<Who> &all) {
        m_told += all;
        ++m_times;
    });
    return m_timer.get();
}

void TestWaitTimer::tellsInTheOrderOfTheirTimes()
{
    m_timer->wait(item(1), 40);
    m_timer->wait(QStringLiteral("http://a"), 20);
    m_timer->wait(item(2), 30);
    m_timer->wait(item(3), 20);
    QCOMPARE(m_timer->remaining(item(1)), 40);
    QCOMPARE(m_timer->remaining(item(9)), -1);
    m_now += 35;
    QTRY_COMPARE(m_times, 1);
    QCOMPARE(m_told, (QList<Who>{Who(QStringLiteral("http://a")), item(3), item(2)}));
    QCOMPARE(m_timer->count(), 1);
    QCOMPARE(m_timer->remaining(item(2)), -1);
    m_now += 5;
    QTRY_COMPARE(m_told.size(), 4);
    QCOMPARE(m_timer->count(), 0);
}

void TestWaitTimer::oneTimerForTheEarliest()
{
    QCOMPARE(m_timer->nextLookMs(), -1); // nothing runs while nobody waits
    m_timer->wait(item(1), 5000);
    QCOMPARE(m_timer->nextLookMs(), 5000);
    m_timer->wait(item(2), 3000);
    QCOMPARE(m_timer->nextLookMs(), 3000);
    m_timer->wait(item(3), 4000);
    QCOMPARE(m_timer->nextLookMs(), 3000);
    m_timer->forget(item(2));
    QCOMPARE(m_timer->nextLookMs(), 4000);
    m_timer->forget(item(1));
    m_timer->forget(item(3));
    QCOMPARE(m_timer->nextLookMs(), -1);
    QCOMPARE(m_timer->findChildren<QTimer *>().size(), 1);
}

void TestWaitTimer::waitingAnewReplaces()
{
    m_timer->wait(item(1), 10);
    m_timer->wait(item(1), 1000);
    QCOMPARE(m_timer->count(), 1);
    QCOMPARE(m_timer->remaining(item(1)), 1000);
    QCOMPARE(m_timer->nextLookMs(), 1000);
}

void TestWaitTimer::forgottenIsNotTold()
{
    m_timer->wait(item(1), 10);
    m_timer->wait(item(2), 10);
    m_timer->forget(item(1));
    m_timer->forget(item(7));
    m_now += 10;
    QTRY_COMPARE(m_told, QList<Who>{item(2)});
}

// The timer of the event loop stands still in a sleep of the computer, and is late by all of it.
void TestWaitTimer::aSleepIsNoticed()
{
    make(20);
    m_timer->wait(item(1), 3'600'000);
    QCOMPARE(m_timer->nextLookMs(), 20);
    m_now += 3'600'001;
    QTRY_COMPARE(m_told, QList<Who>{item(1)});
}

void TestWaitTimer::tenThousandWait()
{
    for (TransferId id = 1; id <= 10000; ++id)
        m_timer->wait(item(id), qint64(id % 100));
    QCOMPARE(m_timer->count(), 10000);
    m_now += 49;
    QTRY_COMPARE(m_told.size(), 5000);
    m_now += 50;
    QTRY_COMPARE(m_told.size(), 10000);
    QVERIFY(m_times <= 3);
}

void TestWaitTimer::theRealClockRuns()
{
    WaitTimer timer;
    int told = 0;
    connect(&timer, &WaitTimer::timeIsUp, this, [&](const QList<Who> &all) { told += int(all.size()); });
    timer.wait(item(1), 15);
    timer.wait(item(2), 0);
    QTRY_COMPARE(told, 2);
    QCOMPARE(timer.nextLookMs(), -1);
}

QTEST_GUILESS_MAIN(TestWaitTimer)
#include "tst_waittimer.moc"
