#include "core/engine/ChangeFeed.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/ScriptedServer.h"

#include <map>
#include <QElapsedTimer>

using namespace ferry;

/// What is told of many items, and how often: by the feed alone, and by an engine with sockets.
class TestChangeFeed : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tellsAtTheNextTurn_data();
    void tellsAtTheNextTurn();
    void tellsAFewTimesBetweenTwoTicks();
    void withoutTicksNothingIsHeldBack();
    void outcomeComesAfterItsSnapshot();
    void theLastMomentJoinsTheBatch();
    void whoIsGoneIsLeftOut();
    void takenOrClosedItTellsNothing();
    void progressOfManyComesTenTimesASecond();

private:
    /// One turn of the loop for each item, as when each of them changes by itself.
    void markOneByOne(TransferId first, TransferId last);
    QList<TransferId> told() const;

    std::map<TransferId, TransferSnapshot> m_items;
    std::unique_ptr<ChangeFeed> m_feed;
    QList<QList<TransferSnapshot>> m_batches;
    QStringList m_order;
};

void TestChangeFeed::init()
{
    m_items.clear();
    m_batches.clear();
    m_order.clear();
    for (TransferId id = 1; id <= 1000; ++id)
        m_items[id].id = id;
    m_feed = std::make_unique<ChangeFeed>([this](TransferId id) {
        const auto found = m_items.find(id);
        return found == m_items.end() ? nullptr : &found->second;
    });
    connect(m_feed.get(), &ChangeFeed::changed, this, [this](const QList<TransferSnapshot> &batch) {
        m_batches.append(batch);
        m_order.append(QStringLiteral("changed"));
    });
    connect(m_feed.get(), &ChangeFeed::retryScheduled, this, [this] { m_order.append(QStringLiteral("retry")); });
    connect(m_feed.get(), &ChangeFeed::finished, this, [this] { m_order.append(QStringLiteral("finished")); });
    connect(m_feed.get(), &ChangeFeed::flushed, this, [this] { m_order.append(QStringLiteral("flushed")); });
}

void TestChangeFeed::markOneByOne(TransferId first, TransferId last)
{
    for (TransferId id = first; id <= last; ++id) {
        m_feed->mark(id);
        QCoreApplication::processEvents();
    }
}

QList<TransferId> TestChangeFeed::told() const
{
    QList<TransferId> ids;
    for (const QList<TransferSnapshot> &batch : m_batches) {
        for (const TransferSnapshot &snapshot : batch)
            ids.append(snapshot.id);
    }
    return ids;
}

void TestChangeFeed::tellsAtTheNextTurn_data()
{
    QTest::addColumn<bool>("ticking");
    QTest::newRow("nothing runs") << false;
    QTest::newRow("between two ticks") << true;
}

void TestChangeFeed::tellsAtTheNextTurn()
{
    QFETCH(const bool, ticking);
    m_feed->setTicking(ticking);
    m_feed->mark(2);
    m_feed->mark(1);
    m_items[2].state = TransferState::Connecting;
    m_feed->mark(2);
    QVERIFY(m_batches.isEmpty());
    QTRY_COMPARE(m_batches.size(), 1); // no tick has come
    QCOMPARE(told(), (QList<TransferId>{2, 1}));
    QCOMPARE(m_batches.first().first().state, TransferState::Connecting); // as it is by then
    markOneByOne(3, 3);
    QTRY_COMPARE(told(), (QList<TransferId>{2, 1, 3}));
}

void TestChangeFeed::tellsAFewTimesBetweenTwoTicks()
{
    constexpr qsizetype few = 10;
    m_feed->setTicking(true);
    QList<TransferId> all;
    for (TransferId id = 1; id <= 1000; ++id)
        all.append(id);
    markOneByOne(1, 500);
    const qsizetype before = m_batches.size();
    QVERIFY2(before >= 1 && before <= few, qPrintable(QString::number(before)));
    QVERIFY(told().size() < 500);
    m_feed->beginTick();
    m_feed->flush();
    QCOMPARE(m_batches.size(), before + 1); // all that was held back, at once
    QCOMPARE(told(), all.first(500));
    markOneByOne(501, 1000);
    QVERIFY(m_batches.size() > before + 1); // a tick makes room for more
    QVERIFY(m_batches.size() <= before + 1 + few);
    m_feed->flush();
    QCOMPARE(told(), all);
}

void TestChangeFeed::withoutTicksNothingIsHeldBack()
{
    m_feed->setTicking(true);
    markOneByOne(1, 100);
    QVERIFY(told().size() < 100);
    m_feed->setTicking(false); // no tick would bring the rest
    QTRY_COMPARE(told().size(), 100);
    const qsizetype before = m_batches.size();
    for (TransferId id = 101; id <= 120; ++id) {
        m_feed->mark(id);
        QTRY_COMPARE(told().last(), id);
    }
    QCOMPARE(m_batches.size(), before + 20);
}

void TestChangeFeed::outcomeComesAfterItsSnapshot()
{
    QList<TransferId> finished;
    connect(m_feed.get(), &ChangeFeed::finished, this, [&](TransferId id) {
        QVERIFY(told().contains(id));
        finished.append(id);
    });
    m_feed->report(1, TransferOutcome(Completed{200, true}));
    m_feed->report(2, RetryNotice{});
    m_feed->report(3, TransferOutcome(Cancelled{}));
    QVERIFY(m_order.isEmpty());
    QTRY_COMPARE(finished, (QList<TransferId>{1, 3}));
    QCOMPARE(m_order.join(u' '), QStringLiteral("changed retry finished finished flushed"));
    m_feed->flush(); // each of them once
    QCOMPARE(m_order.join(u' '), QStringLiteral("changed retry finished finished flushed flushed"));
}

void TestChangeFeed::theLastMomentJoinsTheBatch()
{
    connect(m_feed.get(), &ChangeFeed::aboutToFlush, this, [this] { m_feed->mark(7); });
    m_feed->mark(1);
    QTRY_COMPARE(m_batches.size(), 1);
    QCOMPARE(told(), (QList<TransferId>{1, 7}));
    QCoreApplication::processEvents();
    QCOMPARE(m_batches.size(), 1); // and is no reason for another one
}

void TestChangeFeed::whoIsGoneIsLeftOut()
{
    m_feed->mark(1);
    m_feed->mark(2);
    m_items.erase(1);
    QTRY_COMPARE(told(), (QList<TransferId>{2}));
    m_items.erase(2);
    m_feed->report(2, TransferOutcome(Cancelled{}));
    QTRY_COMPARE(m_order.join(u' '), QStringLiteral("changed flushed finished flushed"));
}

void TestChangeFeed::takenOrClosedItTellsNothing()
{
    m_feed->mark(1);
    const QList<TransferSnapshot> taken = m_feed->takeBatch();
    QCOMPARE(taken.size(), 1);
    QCOMPARE(taken.first().id, TransferId(1));
    QTRY_COMPARE(m_order, QStringList(QStringLiteral("flushed")));
    m_feed->mark(2);
    m_feed->close();
    m_feed->flush();
    QCoreApplication::processEvents();
    QCOMPARE(m_order.size(), 1);
}

void TestChangeFeed::progressOfManyComesTenTimesASecond()
{
    constexpr int count = 4;
    constexpr qint64 size = 100'000;
    Gate gate;
    ScriptedServer server([&gate](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\nx");
        if (peer.await(gate))
            peer.send(QByteArray(size - 1, 'x'));
        peer.stall();
    });
    EngineOptions options;
    options.rates.down = size * count; // a second for all of them
    TestEngine engine(options);
    const EngineProbe &probe = engine.probe();
    const QList<TransferId> ids = engine->add(QList<TransferRequest>(count, downloadOf(server.url())));
    for (const TransferId id : ids)
        QVERIFY(probe.waitForState(id, TransferState::Receiving));

    QHash<TransferId, TransferSnapshot> last;
    int batches = 0; // with nothing new in them but bytes of some items
    qsizetype most = 0;
    connect(&engine.engine(), &TransferEngine::changed, this, [&](const QList<TransferSnapshot> &batch) {
        qsizetype moved = 0;
        for (const TransferSnapshot &s : batch) {
            const auto before = last.constFind(s.id);
            moved += before != last.cend() && before->state == s.state && before->bytesDone < s.bytesDone ? 1 : 0;
            last.insert(s.id, s);
        }
        batches += moved > 0 ? 1 : 0;
        most = qMax(most, moved);
    });
    for (const TransferId id : ids)
        last.insert(id, probe.last(id));
    QElapsedTimer clock;
    clock.start();
    gate.open();
    QVERIFY(probe.waitForOutcomes(ids));
    // One was under way at the beginning and one at the end; a timer may be a little early.
    const qint64 allowed = clock.elapsed() / 95 + 2;
    QVERIFY2(batches <= allowed, qPrintable(QStringLiteral("%1, allowed %2").arg(batches).arg(allowed)));
    QVERIFY(batches >= 1);
    QVERIFY(most >= 2); // those that moved come together
    QVERIFY(probe.faults.isEmpty());
}

QTEST_GUILESS_MAIN(TestChangeFeed)
#include "tst_changefeed.moc"
