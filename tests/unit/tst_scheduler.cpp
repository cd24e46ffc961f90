#include "core/engine/Scheduler.h"

#include <QRandomGenerator>
#include <QSet>
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
    void higherPrioritiesGoFirst();
    void priorityChangesMoveToTheEndOfTheirLine();
    void severalMoveTogether_data();
    void severalMoveTogether();
    void movesStayWithinThePriority();
    void nowIsBeforeEveryPriority();
    void aFullHostIsPassed();
    void perHostChangesLive();
    void aHeldHostIsPassed_butNotByNow();
    void parkedComesBackToItsPlace();
    void headLeavesOutWhoMayNotStart();
    void anotherHostKeepsTheRank();
    void tenThousandAreNothingSpecial();
    void doesAsThePlainOne_data();
    void doesAsThePlainOne();
};

using Ids = QList<TransferId>;

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

void TestScheduler::higherPrioritiesGoFirst()
{
    Scheduler s(4);
    s.enqueue(1, {}, Priority::Low);
    s.enqueue(2, {}, Priority::Normal);
    s.enqueue(3, {}, Priority::High);
    s.enqueue(4, {}, Priority::High);
    QCOMPARE(s.line(), (Ids{3, 4, 2, 1}));
    QCOMPARE(s.startNext(), TransferId(3));
}

void TestScheduler::priorityChangesMoveToTheEndOfTheirLine()
{
    Scheduler s = lineOf(5, 1);
    QCOMPARE(s.setPriority({4, 2}, Priority::High), (Ids{2, 4})); // in the order in which they stood
    QCOMPARE(s.line(), (Ids{2, 4, 1, 3, 5}));
    QCOMPARE(s.setPriority({2, 1}, Priority::High), Ids{1}); // 2 has it
    QCOMPARE(s.line(), (Ids{2, 4, 1, 3, 5}));
    s.setPriority({1, 4}, Priority::Low);
    QCOMPARE(s.line(), (Ids{2, 3, 5, 4, 1}));
}

void TestScheduler::severalMoveTogether_data()
{
    QTest::addColumn<int>("where"); // 0 up, 1 down, 2 top, 3 bottom
    QTest::addColumn<Ids>("moved");
    QTest::addColumn<Ids>("line");
    QTest::newRow("up") << 0 << Ids{5, 3} << Ids{1, 3, 2, 5, 4};
    QTest::newRow("up, a block") << 0 << Ids{4, 3} << Ids{1, 3, 4, 2, 5};
    QTest::newRow("up, the first of them cannot") << 0 << Ids{1, 2, 4} << Ids{1, 2, 4, 3, 5};
    QTest::newRow("down") << 1 << Ids{1, 3} << Ids{2, 1, 4, 3, 5};
    QTest::newRow("down, a block") << 1 << Ids{3, 2} << Ids{1, 4, 2, 3, 5};
    QTest::newRow("down, the last of them cannot") << 1 << Ids{5, 4, 2} << Ids{1, 3, 2, 4, 5};
    QTest::newRow("top") << 2 << Ids{5, 3} << Ids{3, 5, 1, 2, 4};
    QTest::newRow("bottom") << 3 << Ids{4, 1} << Ids{2, 3, 5, 1, 4};
    QTest::newRow("who is not there") << 2 << Ids{77, 2} << Ids{2, 1, 3, 4, 5};
    QTest::newRow("all") << 0 << Ids{1, 2, 3, 4, 5} << Ids{1, 2, 3, 4, 5};
}

void TestScheduler::severalMoveTogether()
{
    QFETCH(int, where);
    QFETCH(Ids, moved);
    Scheduler s = lineOf(5, 1);
    const Ids before = s.line();
    const Ids told = where == 0   ? s.moveUp(moved)
                     : where == 1 ? s.moveDown(moved)
                     : where == 2 ? s.moveToTop(moved)
                                  : s.moveToBottom(moved);
    QTEST(s.line(), "line");
    for (qsizetype i = 0; i < before.size(); ++i) // whoever stands elsewhere was told
        QVERIFY(s.line().at(i) == before.at(i) || told.contains(s.line().at(i)) || where >= 2);
}

void TestScheduler::movesStayWithinThePriority()
{
    Scheduler s = lineOf(4, 1);
    s.setPriority({3, 4}, Priority::Low);
    s.moveUp({3});
    QCOMPARE(s.line(), (Ids{1, 2, 3, 4}));
    s.moveDown({2});
    QCOMPARE(s.line(), (Ids{1, 2, 3, 4}));
    s.moveToTop({2, 4});
    QCOMPARE(s.line(), (Ids{2, 1, 4, 3}));
}

void TestScheduler::nowIsBeforeEveryPriority()
{
    Scheduler s = lineOf(4, 1);
    s.setPriority({4}, Priority::High);
    s.moveToFront({3, 2});
    QCOMPARE(s.line(), (Ids{2, 3, 4, 1}));
    s.moveToFront({1});
    QCOMPARE(s.line(), (Ids{1, 2, 3, 4}));
    s.setPriority({2}, Priority::Normal); // an order like the others again
    QCOMPARE(s.line(), (Ids{1, 3, 4, 2}));
}

void TestScheduler::aFullHostIsPassed()
{
    Scheduler s(4);
    s.setPerHost(2);
    const QString a = QStringLiteral("http://a");
    const QString b = QStringLiteral("http://b");
    for (TransferId id = 1; id <= 4; ++id)
        s.enqueue(id, a);
    s.enqueue(5, b);
    QCOMPARE(s.startNext(), TransferId(1));
    QCOMPARE(s.startNext(), TransferId(2));
    QVERIFY(!s.waitsForHosts()); // one may start
    QCOMPARE(s.startNext(), TransferId(5));
    QCOMPARE(s.startNext(), TransferId(0)); // one place is free, and not for host a
    QVERIFY(s.waitsForHosts());
    s.remove(1);
    QCOMPARE(s.startNext(), TransferId(3));
    QCOMPARE(s.running(), 3);
    s.park(3); // its place is free as well
    QCOMPARE(s.startNext(), TransferId(4));
}

void TestScheduler::perHostChangesLive()
{
    Scheduler s = lineOf(6, 5);
    s.setPerHost(1);
    QCOMPARE(s.startNext(), TransferId(1));
    QCOMPARE(s.startNext(), TransferId(0));
    s.setPerHost(3);
    QCOMPARE(s.startNext(), TransferId(2));
    QCOMPARE(s.startNext(), TransferId(3));
    QCOMPARE(s.startNext(), TransferId(0));
    s.setPerHost(1);
    s.remove(1);
    QCOMPARE(s.startNext(), TransferId(0)); // two run still
    s.setPerHost(0);
    QCOMPARE(s.startNext(), TransferId(4));
}

void TestScheduler::aHeldHostIsPassed_butNotByNow()
{
    Scheduler s(4);
    const QString a = QStringLiteral("http://a");
    s.enqueue(1, a);
    s.enqueue(2, a);
    s.enqueue(3, QStringLiteral("http://b"));
    s.setHeld(a, true);
    QCOMPARE(s.head(9), Ids{3});
    QCOMPARE(s.startNext(), TransferId(3));
    QCOMPARE(s.startNext(), TransferId(0));
    s.moveToFront({2});
    QCOMPARE(s.head(9), Ids{2});
    QCOMPARE(s.startNext(), TransferId(2));
    QCOMPARE(s.startNext(), TransferId(0));
    s.setHeld(a, false);
    QCOMPARE(s.startNext(), TransferId(1));
}

void TestScheduler::parkedComesBackToItsPlace()
{
    Scheduler s = lineOf(3, 1);
    QCOMPARE(s.startNext(), TransferId(1));
    s.park(1);
    s.park(3);
    QVERIFY(s.isParked(1) && !s.isRunning(1) && !s.isWaiting(3));
    QCOMPARE(s.running(), 0);
    QCOMPARE(s.startNext(), TransferId(2));
    QCOMPARE(s.startNext(), TransferId(0));
    s.enqueue(3); // parked is not gone
    QCOMPARE(s.waiting(), 0);
    s.unpark(3);
    s.unpark(1);
    s.unpark(2); // which runs
    QCOMPARE(s.line(), (Ids{1, 3}));
    s.park(3);
    s.moveToTop({3});
    s.unpark(3);
    QCOMPARE(s.line(), (Ids{3, 1}));
    s.park(1);
    s.remove(1);
    s.unpark(1);
    QCOMPARE(s.line(), Ids{3});
}

void TestScheduler::headLeavesOutWhoMayNotStart()
{
    Scheduler s(3);
    s.setPerHost(1);
    for (TransferId id = 1; id <= 9; ++id)
        s.enqueue(id, id % 3 == 0 ? QStringLiteral("c") : id % 2 ? QStringLiteral("a") : QStringLiteral("b"));
    QCOMPARE(s.head(5), (Ids{1, 2, 3, 4, 5}));
    QCOMPARE(s.startNext(), TransferId(1)); // host a is full
    QCOMPARE(s.head(99), (Ids{2, 3, 4, 6, 8, 9}));
    QCOMPARE(s.head(2), (Ids{2, 3}));
}

void TestScheduler::anotherHostKeepsTheRank()
{
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    Scheduler s(10);
    s.setPerHost(1);
    for (TransferId id = 1; id <= 4; ++id)
        s.enqueue(id, a);
    s.enqueue(5, b);
    QCOMPARE(s.startNext(), TransferId(1));
    s.setHeld(b, true);
    s.setHost(3, b); // waits
    s.park(2);
    s.setHost(2, b); // parked
    QCOMPARE(s.line(a), Ids{4});
    QCOMPARE(s.line(b), (Ids{3, 5}));
    QCOMPARE(s.startNext(), TransferId(0));
    s.setHeld(b, false);
    s.unpark(2);
    QCOMPARE(s.line(b), (Ids{2, 3, 5}));
    QCOMPARE(s.line(), (Ids{2, 3, 4, 5}));
    s.setHost(1, b); // runs, and keeps its place
    QCOMPARE(s.running(), 1);
    QCOMPARE(s.startNext(), TransferId(4)); // a has room now
    QCOMPARE(s.startNext(), TransferId(0)); // b has none
    s.remove(1);
    QCOMPARE(s.startNext(), TransferId(2));
    s.setHost(99, b); // nobody
    QVERIFY(!s.isWaiting(99));
}

void TestScheduler::tenThousandAreNothingSpecial()
{
    Scheduler s(10);
    s.setPerHost(2);
    for (TransferId id = 1; id <= 10000; ++id)
        s.enqueue(id, QString::number(id % 1000));
    QBENCHMARK_ONCE {
        for (int i = 0; i < 10000; ++i) {
            const TransferId id = s.startNext();
            s.moveToTop({id + 2000});
            s.head(20);
            s.remove(id);
        }
    }
    QCOMPARE(s.waiting(), 0);
}

namespace {

/// The same rules with a list that is sorted and searched from its start each time.
class PlainScheduler
{
public:
    struct Entry
    {
        TransferId id;
        QString host;
        int band;
        char state; ///< w, r, p
    };

    int places = 3;
    int perHost = 0;
    QSet<QString> held;
    QList<Entry> entries; ///< in order, within and across bands

    Entry *find(TransferId id)
    {
        const auto it = std::find_if(entries.begin(), entries.end(), [&](const Entry &e) { return e.id == id; });
        return it == entries.end() ? nullptr : &*it;
    }
    void insertAtEnd(Entry entry)
    {
        const auto it =
            std::find_if(entries.begin(), entries.end(), [&](const Entry &e) { return e.band > entry.band; });
        entries.insert(it, entry);
    }
    void insertAtStart(Entry entry)
    {
        const auto it =
            std::find_if(entries.begin(), entries.end(), [&](const Entry &e) { return e.band >= entry.band; });
        entries.insert(it, entry);
    }
    QList<Entry> take(const Ids &ids)
    {
        QList<Entry> taken;
        entries.removeIf([&](const Entry &e) {
            if (ids.contains(e.id))
                taken.append(e);
            return ids.contains(e.id);
        });
        return taken;
    }
    bool mayStart(const Entry &e) const
    {
        const auto running = std::count_if(entries.begin(), entries.end(),
                                           [&](const Entry &o) { return o.state == 'r' && o.host == e.host; });
        return e.state == 'w' && (perHost == 0 || running < perHost) &&
               (!held.contains(e.host) || e.band == Scheduler::front);
    }
    TransferId startNext()
    {
        if (std::count_if(entries.begin(), entries.end(), [](const Entry &e) { return e.state == 'r'; }) >= places)
            return 0;
        for (Entry &e : entries) {
            if (mayStart(e)) {
                e.state = 'r';
                return e.id;
            }
        }
        return 0;
    }
    Ids line() const
    {
        Ids ids;
        for (const Entry &e : entries) {
            if (e.state == 'w')
                ids.append(e.id);
        }
        return ids;
    }
    Ids head(int count) const
    {
        Ids ids;
        for (const Entry &e : entries) {
            if (mayStart(e) && ids.size() < count)
                ids.append(e.id);
        }
        return ids;
    }
    void moveUp(const Ids &ids)
    {
        // Places of those in line; what is parked or runs between them stays where it is.
        QList<qsizetype> at;
        for (qsizetype i = 0; i < entries.size(); ++i) {
            if (entries[i].state == 'w')
                at.append(i);
        }
        bool stuck = true;
        for (qsizetype i = 0; i < at.size(); ++i) {
            const bool first = i == 0 || entries[at[i - 1]].band != entries[at[i]].band;
            stuck = first || stuck;
            if (!ids.contains(entries[at[i]].id))
                stuck = false;
            else if (!stuck)
                std::swap(entries[at[i - 1]], entries[at[i]]);
        }
    }
};

} // namespace

void TestScheduler::doesAsThePlainOne_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestScheduler::doesAsThePlainOne()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Scheduler s(3);
    PlainScheduler plain;
    TransferId last = 0;
    const auto someIds = [&] {
        Ids ids;
        for (int i = random.bounded(4); i >= 0; --i) {
            const TransferId id = TransferId(random.bounded(int(last) + 2));
            if (!ids.contains(id))
                ids.append(id);
        }
        return ids;
    };
    for (int round = 0; round < 1000; ++round) {
        const Ids ids = someIds();
        const TransferId id = ids.first();
        const auto priority = Priority(random.bounded(3) - 1);
        const QString host = QString::number(random.bounded(4));
        PlainScheduler::Entry *entry = plain.find(id);
        switch (random.bounded(15)) {
        case 0:
        case 1:
            s.enqueue(++last, host, priority);
            plain.insertAtEnd({last, host, -int(priority), 'w'});
            break;
        case 2:
            s.remove(id);
            plain.take({id});
            break;
        case 3:
            s.park(id);
            if (entry)
                entry->state = 'p';
            break;
        case 4:
            s.unpark(id);
            if (entry && entry->state == 'p')
                entry->state = 'w';
            break;
        case 5:
            s.setPerHost(random.bounded(3));
            break;
        case 6: {
            const bool held = random.bounded(3) == 0;
            s.setHeld(host, held);
            held ? void(plain.held.insert(host)) : void(plain.held.remove(host));
            break;
        }
        case 7:
            plain.places = random.bounded(5);
            s.setPlaces(plain.places);
            break;
        case 8: {
            s.setPriority(ids, priority);
            Ids others = ids;
            others.removeIf([&](TransferId o) { return plain.find(o) && plain.find(o)->band == -int(priority); });
            for (PlainScheduler::Entry moved : plain.take(others)) {
                moved.band = -int(priority);
                plain.insertAtEnd(moved);
            }
            break;
        }
        case 9: {
            s.moveToFront(ids);
            QList<PlainScheduler::Entry> taken = plain.take(ids);
            for (auto it = taken.rbegin(); it != taken.rend(); ++it) {
                it->band = Scheduler::front;
                plain.insertAtStart(*it);
            }
            break;
        }
        case 10: {
            s.moveToTop(ids);
            QList<PlainScheduler::Entry> taken = plain.take(ids);
            for (auto it = taken.rbegin(); it != taken.rend(); ++it)
                plain.insertAtStart(*it);
            break;
        }
        case 11:
            s.moveToBottom(ids);
            for (const PlainScheduler::Entry &moved : plain.take(ids))
                plain.insertAtEnd(moved);
            break;
        case 12:
            s.moveUp(ids);
            plain.moveUp(ids);
            break;
        case 13:
            s.setHost(id, host);
            if (entry)
                entry->host = host;
            break;
        default:
            QCOMPARE(s.startNext(), plain.startNext());
        }
        if (round % 100 == 99) { // the limit may have changed in between
            plain.perHost = random.bounded(3);
            s.setPerHost(plain.perHost);
        } else {
            s.setPerHost(plain.perHost);
        }
        QCOMPARE(s.line(), plain.line());
        QCOMPARE(s.head(5), plain.head(5));
        QCOMPARE(s.waiting(), int(plain.line().size()));
    }
}

QTEST_GUILESS_MAIN(TestScheduler)
#include "tst_scheduler.moc"
