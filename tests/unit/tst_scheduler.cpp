#include "core/engine/Scheduler.h"

#include <QTest>

using namespace ferry;

class TestScheduler : public QObject
{
    Q_OBJECT

private slots:
    void startsInOrderUpToItsPlaces();
    void aFreedPlaceGoesToTheNext();
    void morePlacesStartMoreAtOnce();
    void fewerPlacesLetRunningOnesFinish();
    void removedFromTheLineIsNeverStarted();
    void enqueuingTwiceKeepsThePlaceInLine();
    void headTellsTheLine();
};

static Scheduler lineOf(int count, int places)
{
    Scheduler scheduler(places);
    for (TransferId id = 1; id <= TransferId(count); ++id)
        scheduler.enqueue(id);
    return scheduler;
}

void TestScheduler::startsInOrderUpToItsPlaces()
{
    Scheduler s = lineOf(12, 10);
    for (TransferId id = 1; id <= 10; ++id)
        QCOMPARE(s.startNext(), id);
    QCOMPARE(s.startNext(), TransferId(0));
    QCOMPARE(s.running(), 10);
    QCOMPARE(s.waiting(), 2);
}

void TestScheduler::aFreedPlaceGoesToTheNext()
{
    Scheduler s = lineOf(3, 1);
    QCOMPARE(s.startNext(), TransferId(1));
    QCOMPARE(s.startNext(), TransferId(0));
    s.remove(1);
    QCOMPARE(s.startNext(), TransferId(2));
}

void TestScheduler::morePlacesStartMoreAtOnce()
{
    Scheduler s = lineOf(4, 1);
    QCOMPARE(s.startNext(), TransferId(1));
    s.setPlaces(3);
    QCOMPARE(s.startNext(), TransferId(2));
    QCOMPARE(s.startNext(), TransferId(3));
    QCOMPARE(s.startNext(), TransferId(0));
}

void TestScheduler::fewerPlacesLetRunningOnesFinish()
{
    Scheduler s = lineOf(4, 3);
    while (s.startNext()) {
    }
    s.setPlaces(1);
    QCOMPARE(s.running(), 3);
    s.remove(1);
    s.remove(2);
    QCOMPARE(s.startNext(), TransferId(0));
    s.remove(3);
    QCOMPARE(s.startNext(), TransferId(4));
}

void TestScheduler::removedFromTheLineIsNeverStarted()
{
    Scheduler s = lineOf(3, 1);
    s.remove(2);
    QCOMPARE(s.startNext(), TransferId(1));
    s.remove(1);
    QCOMPARE(s.startNext(), TransferId(3));
    QCOMPARE(s.waiting(), 0);
}

void TestScheduler::enqueuingTwiceKeepsThePlaceInLine()
{
    Scheduler s = lineOf(2, 1);
    s.enqueue(1);
    QCOMPARE(s.startNext(), TransferId(1));
    s.enqueue(1); // it runs: it must not wait as well
    QCOMPARE(s.waiting(), 1);
    s.remove(1);
    s.enqueue(1);
    QCOMPARE(s.startNext(), TransferId(2));
}

void TestScheduler::headTellsTheLine()
{
    Scheduler s = lineOf(5, 2);
    QCOMPARE(s.startNext(), TransferId(1));
    QCOMPARE(s.head(2), (QList<TransferId>{2, 3}));
    QCOMPARE(s.head(99).size(), 4);
}

QTEST_GUILESS_MAIN(TestScheduler)
#include "tst_scheduler.moc"
