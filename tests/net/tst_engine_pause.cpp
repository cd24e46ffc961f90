#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

using namespace ferry;

/// Pause and resume, order and priorities, and how many run to one host: as the server sees it.
class TestEnginePause : public QObject
{
    Q_OBJECT

private slots:
    void download_closesTheSocketAndTellsNoEnd();
    void resumed_goesOnAsTheNextAttempt();
    void queued_leavesTheLineAndComesBackToItsPlace();
    void pausedAll_startsNothing();
    void formUpload_startsOver();
    void postThatIsSent_goesOn();
    void putThatIsSent_pauses();
    void paused_canBeCancelledAndRemoved();
    void ended_isLeftAlone();
    void startNow_bringsBackAndForward();
    void priorities_decideWhoIsNext();
    void priorities_changeLive();
    void move_changesTheOrder();
    void perHost_holdsAndChangesLive();
    void perHost_saysWhyItWaits();
    void fullDisk_pauses();
};

namespace {

/// Answers when its gate opens; the order in which requests came is in the log.
class Held
{
public:
    ScriptedServer::Script script()
    {
        return m_log.script([this](ScriptPeer &peer, const SeenRequest &) {
            ++m_running;
            peer.await(m_gate);
            --m_running;
            peer.reply(200, "x");
        });
    }
    void open() { m_gate.open(); }
    int running() const { return m_running; }
    int count() const { return m_log.count(); }
    QByteArray order() const
    {
        QByteArray paths;
        const QList<SeenRequest> all = m_log.all();
        for (const SeenRequest &request : all)
            paths += request.path();
        return paths;
    }

private:
    Gate m_gate;
    RequestLog m_log;
    std::atomic<int> m_running = 0;
};

QList<TransferRequest> numbered(const ScriptedServer &server, int count)
{
    QList<TransferRequest> requests;
    for (int i = 1; i <= count; ++i)
        requests.append(downloadOf(server.url(u'/' + QString::number(i))));
    return requests;
}

EngineOptions parallel(int count)
{
    EngineOptions options;
    options.parallel = count;
    return options;
}

} // namespace

void TestEnginePause::download_closesTheSocketAndTellsNoEnd()
{
    std::atomic<bool> closed = false;
    ScriptedServer server([&](ScriptPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + QByteArray(5000, 'x'));
        peer.drain(); // until the client closes
        closed = true;
    });
    TestEngine engine;
    const TransferId id = engine->add(downloadOf(server.url(QStringLiteral("/a.bin"))));
    QTRY_VERIFY(engine.probe().last(id).bytesDone > 0);
    engine->pause({id});
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    QTRY_VERIFY(closed);
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.intent, Intent::Hold);
    QCOMPARE(s.name, QStringLiteral("a.bin"));
    QCOMPARE(s.bytesPerSecond, -1.0);
    QCOMPARE(engine.probe().outcomeCount(id), 0);
    QTRY_COMPARE(engine.probe().idles, 1); // nothing runs and nothing waits
}

void TestEnginePause::resumed_goesOnAsTheNextAttempt()
{
    Held held;
    ScriptedServer server(held.script());
    TestEngine engine;
    const TransferId id = engine->add(downloadOf(server.url(QStringLiteral("/a"))));
    for (int round = 1; round <= 3; ++round) {
        QTRY_COMPARE(held.count(), round);
        QTRY_COMPARE(engine.probe().last(id).attempt, round); // told after it is asked
        engine->pause({id});
        QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
        QCOMPARE(engine.probe().last(id).attempt, round);
        engine->resume({id});
    }
    held.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.state, TransferState::Ready);
    QCOMPARE(s.intent, Intent::Run);
    QCOMPARE(s.attempt, 4);
    QCOMPARE(s.attempts.size(), 3);
    QVERIFY(!s.attempts.first().error && s.attempts.first().statusCode == 0);
    QCOMPARE(engine.probe().outcomeCount(id), 1);
    QCOMPARE(engine.probe().faults, QStringList());
}

void TestEnginePause::queued_leavesTheLineAndComesBackToItsPlace()
{
    Held held;
    ScriptedServer server(held.script());
    TestEngine engine(parallel(1));
    const QList<TransferId> ids = engine->add(numbered(server, 4));
    QTRY_COMPARE(held.count(), 1);
    engine->pause({ids[1], ids[2]});
    QVERIFY(engine.probe().waitForState(ids[2], TransferState::Paused));
    QTRY_COMPARE(engine.probe().last(ids[3]).queuePosition, 1);
    QCOMPARE(engine.probe().last(ids[1]).queuePosition, 0);
    engine->resume({ids[2], ids[1]}); // in whatever order it is asked
    QTRY_COMPARE(engine.probe().last(ids[3]).queuePosition, 3);
    QCOMPARE(engine.probe().last(ids[1]).attempt, 1); // it had not begun
    held.open();
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QCOMPARE(held.order(), QByteArray("/1/2/3/4"));
}

void TestEnginePause::pausedAll_startsNothing()
{
    Held held;
    ScriptedServer server(held.script());
    TestEngine engine(parallel(2));
    const QList<TransferId> ids = engine->add(numbered(server, 200));
    QTRY_COMPARE(held.running(), 2);
    engine->pause(ids);
    QVERIFY(engine.probe().waitForState(ids.last(), TransferState::Paused));
    for (const TransferId id : ids)
        QCOMPARE(engine.probe().state(id), TransferState::Paused);
    QCOMPARE(held.count(), 2);
    held.open();
    engine->resume(ids);
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QTRY_COMPARE(engine.probe().idles, 2);
}

void TestEnginePause::formUpload_startsOver()
{
    RequestLog log;
    std::atomic<int> connections = 0;
    const ScriptedServer::Script whole = log.script(200, "ok");
    ScriptedServer server([&](ScriptPeer &peer) {
        if (++connections > 1)
            return whole(peer);
        peer.setReceiveBuffer(4096);
        peer.readHead();
        peer.read(100000);
        peer.stall();
    });
    TestEngine engine;
    const QString path = engine.largeFile(QStringLiteral("big"), 16 * 1024 * 1024);
    const TransferId id = engine->add(uploadOf(server.url(), path));
    QVERIFY(engine.probe().waitForState(id, TransferState::Sending));
    QTRY_VERIFY(engine.probe().last(id).bytesDone > 0);
    QCOMPARE(engine.probe().last(id).resumable, Resumable::Form);
    engine->pause({id});
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    QCOMPARE(engine.probe().last(id).bytesDone, 0);
    engine->resume({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(log.count(), 1);
    QVERIFY(log.at(0).body.size() > 16 * 1024 * 1024);
}

void TestEnginePause::postThatIsSent_goesOn()
{
    Held held;
    ScriptedServer server(held.script());
    TestEngine engine;
    const TransferId id =
        engine->add(uploadOf(server.url(QStringLiteral("/a")), engine.file(QStringLiteral("f"), "x")));
    QTRY_COMPARE(held.count(), 1); // the server has all of it, whatever the engine knows
    QVERIFY(engine.probe().waitForState(id, TransferState::Awaiting));
    engine->pause({id});
    held.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(engine.probe().last(id).intent, Intent::Run);
    QCOMPARE(held.count(), 1);
    for (const TransferSnapshot &s : engine.probe().history[id])
        QVERIFY(s.state != TransferState::Paused);
}

void TestEnginePause::putThatIsSent_pauses()
{
    Held held;
    ScriptedServer server(held.script());
    TestEngine engine;
    const TransferId id = engine->add(putOf(server.url(QStringLiteral("/a")), engine.file(QStringLiteral("f"), "x")));
    QVERIFY(engine.probe().waitForState(id, TransferState::Awaiting));
    engine->pause({id});
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    held.open();
    engine->resume({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
}

void TestEnginePause::paused_canBeCancelledAndRemoved()
{
    Held held;
    ScriptedServer server(held.script());
    TestEngine engine(parallel(1));
    const QList<TransferId> ids = engine->add(numbered(server, 3));
    QTRY_COMPARE(held.count(), 1);
    engine->pause(ids);
    QVERIFY(engine.probe().waitForState(ids[2], TransferState::Paused));
    engine->cancel({ids[0]});
    QVERIFY(engine.probe().waitForOutcome(ids[0]));
    QVERIFY(engine.probe().cancelled(ids[0]));
    engine->remove({ids[1]});
    QTRY_COMPARE(engine.probe().gone, QList<TransferId>{ids[1]});
    held.open();
    engine->resume(ids); // whatever of them is there
    QVERIFY(engine.probe().waitForOutcome(ids[2]));
    QCOMPARE(engine.probe().state(ids[0]), TransferState::Cancelled);
    QCOMPARE(engine.probe().outcomeCount(ids[0]), 1);
    QCOMPARE(engine.temporaryFiles().size(), 2); // the one file and its description
}

void TestEnginePause::ended_isLeftAlone()
{
    RequestLog log;
    ScriptedServer server(log.script(404, "x"));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/a"))));
    engine->pause({id, 99});
    engine->resume({id, 99});
    engine->startNow({id, 99});
    engine->move({id, 99}, QueueMove::Top);
    engine->setPriority({id, 99}, Priority::High);
    QTRY_COMPARE(engine.probe().last(id).priority, Priority::High); // for another attempt
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QCOMPARE(log.count(), 1);
}

void TestEnginePause::startNow_bringsBackAndForward()
{
    Held held;
    ScriptedServer server(held.script());
    TestEngine engine(parallel(1));
    const QList<TransferId> ids = engine->add(numbered(server, 5));
    engine->setPriority({ids[1]}, Priority::High);
    engine->pause({ids[3]});
    QVERIFY(engine.probe().waitForState(ids[3], TransferState::Paused));
    QTRY_COMPARE(held.count(), 1);
    engine->startNow({ids[4], ids[3]}); // before every priority, in the order in which they stood
    QTRY_COMPARE(engine.probe().last(ids[3]).queuePosition, 1);
    QCOMPARE(engine.probe().last(ids[4]).queuePosition, 2);
    held.open();
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QCOMPARE(held.order(), QByteArray("/1/4/5/2/3"));
}

void TestEnginePause::priorities_decideWhoIsNext()
{
    Held held;
    ScriptedServer server(held.script());
    TestEngine engine(parallel(1));
    QList<TransferRequest> requests = numbered(server, 4);
    std::get<DownloadRequest>(requests[1]).options.priority = Priority::Low;
    std::get<DownloadRequest>(requests[3]).options.priority = Priority::High;
    engine->setParallel(1);
    const TransferId first = engine->add(downloadOf(server.url(QStringLiteral("/0"))));
    QTRY_COMPARE(held.count(), 1);
    const QList<TransferId> ids = engine->add(requests);
    QTRY_COMPARE(engine.probe().last(ids[3]).queuePosition, 1);
    QCOMPARE(engine.probe().last(ids[3]).priority, Priority::High);
    QCOMPARE(engine.probe().last(ids[1]).queuePosition, 4);
    held.open();
    QVERIFY(engine.probe().waitForOutcomes(QList<TransferId>{first} + ids));
    QCOMPARE(held.order(), QByteArray("/0/4/1/3/2"));
}

void TestEnginePause::priorities_changeLive()
{
    Held held;
    ScriptedServer server(held.script());
    TestEngine engine(parallel(1));
    const QList<TransferId> ids = engine->add(numbered(server, 4));
    QTRY_COMPARE(held.count(), 1);
    engine->setPriority({ids[3]}, Priority::High);
    engine->setPriority({ids[1]}, Priority::Low);
    QTRY_COMPARE(engine.probe().last(ids[1]).queuePosition, 3);
    QCOMPARE(engine.probe().last(ids[1]).priority, Priority::Low);
    held.open();
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QCOMPARE(held.order(), QByteArray("/1/4/3/2"));
}

void TestEnginePause::move_changesTheOrder()
{
    Held held;
    ScriptedServer server(held.script());
    TestEngine engine(parallel(1));
    const QList<TransferId> ids = engine->add(numbered(server, 7));
    QTRY_COMPARE(held.count(), 1);
    engine->move({ids[3]}, QueueMove::Up);           // 2 4 3 5 6 7
    engine->move({ids[6], ids[5]}, QueueMove::Top);  // 6 7 2 4 3 5
    engine->move({ids[5], ids[1]}, QueueMove::Down); // 7 6 4 2 3 5
    engine->move({ids[3]}, QueueMove::Bottom);       // 7 6 2 3 5 4
    QTRY_COMPARE(engine.probe().last(ids[3]).queuePosition, 6);
    QCOMPARE(engine.probe().last(ids[6]).queuePosition, 1);
    held.open();
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QCOMPARE(held.order(), QByteArray("/1/7/6/2/3/5/4"));
}

void TestEnginePause::perHost_holdsAndChangesLive()
{
    Held held;
    ScriptedServer server(held.script());
    Held otherHeld;
    ScriptedServer other(otherHeld.script());
    EngineOptions options = parallel(6);
    options.perHost = 2;
    TestEngine engine(options);
    const QList<TransferId> ids = engine->add(numbered(server, 6));
    const QList<TransferId> others = engine->add(numbered(other, 3));
    QTRY_COMPARE(held.running(), 2);
    QTRY_COMPARE(otherHeld.running(), 2); // they pass those that may not
    engine->setPerHost(3);
    QTRY_COMPARE(held.running(), 3);
    QTRY_COMPARE(otherHeld.running(), 3);
    engine->setPerHost(0);
    QCOMPARE(held.count() + otherHeld.count(), 6); // all places are taken
    otherHeld.open();
    QTRY_COMPARE(held.running(), 6);
    held.open();
    QVERIFY(engine.probe().waitForOutcomes(ids + others));
}

void TestEnginePause::perHost_saysWhyItWaits()
{
    Held held;
    ScriptedServer server(held.script());
    EngineOptions options = parallel(2);
    options.perHost = 1;
    TestEngine engine(options);
    const QList<TransferId> ids = engine->add(numbered(server, 3));
    QTRY_COMPARE(engine.probe().last(ids[1]).waitReason, WaitReason::Host);
    QCOMPARE(engine.probe().last(ids[1]).waitHost, QStringLiteral("127.0.0.1:%1").arg(server.port()));
    QCOMPARE(engine.probe().last(ids[1]).queuePosition, 0); // who is next has nothing to do with it
    QCOMPARE(engine.probe().state(ids[1]), TransferState::Queued);
    engine->setPerHost(0);
    QTRY_COMPARE(held.running(), 2);
    QTRY_COMPARE(engine.probe().last(ids[2]).waitReason, WaitReason::Place);
    QVERIFY(engine.probe().last(ids[2]).waitHost.isEmpty());
    QTRY_COMPARE(engine.probe().last(ids[2]).queuePosition, 1);
    QCOMPARE(engine.probe().last(ids[1]).waitReason, WaitReason::None);
    held.open();
    QVERIFY(engine.probe().waitForOutcomes(ids));
}

void TestEnginePause::fullDisk_pauses()
{
    // More than any disk has: it is seen before the first byte is written.
    ScriptedServer server([](ScriptPeer &peer) {
        while (!peer.readHead().isEmpty()) {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4611686018427387904\r\n\r\nxx");
            peer.stall();
        }
    });
    TestEngine engine;
    const TransferId id = engine->add(downloadOf(server.url(QStringLiteral("/a"))));
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    const TransferSnapshot &s = engine.probe().last(id);
    QVERIFY(s.error && s.error->kind == ErrorKind::DiskFull);
    QCOMPARE(s.intent, Intent::Hold);
    QCOMPARE(s.attempts.last().error->kind, ErrorKind::DiskFull);
    QCOMPARE(engine.probe().outcomeCount(id), 0);
    engine->resume({id}); // there is still no room
    QTRY_COMPARE(engine.probe().last(id).attempts.size(), 2);
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QVERIFY(engine.probe().cancelled(id));
    QVERIFY(engine.temporaryFiles().isEmpty());
}

QTEST_GUILESS_MAIN(TestEnginePause)
#include "tst_engine_pause.moc"
