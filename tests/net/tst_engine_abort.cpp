#include "core/engine/TransferHandle.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/FakeLookup.h"
#include "tests/support/FullBacklog.h"
#include "tests/support/PieceServer.h"
#include "tests/support/RequestLog.h"

#include <QElapsedTimer>

using namespace ferry;

/// task.abort() of the origin API: in every state, once, and the socket is closed within 200 ms.
class TestEngineAbort : public QObject
{
    Q_OBJECT

private slots:
    void abort_closesTheSocketInEveryState_data();
    void abort_closesTheSocketInEveryState();
    void abort_whereNoConnectionCameYet_data();
    void abort_whereNoConnectionCameYet();
    void abort_closesAllConnectionsOfAFile();
    void abort_whileQueued();
    void abort_whileReadyChangesNothing();
    void abort_whileSavingEitherSavedOrNot();
    void abort_whileSavingByItselfHasOneOutcome();
    void abort_ofAllStartsNone();
    void abort_thousandTimes();
};

void TestEngineAbort::abort_closesTheSocketInEveryState_data()
{
    QTest::addColumn<TransferState>("state");
    QTest::addColumn<bool>("upload");
    QTest::newRow("connecting") << TransferState::Connecting << true;
    QTest::newRow("sending") << TransferState::Sending << true;
    QTest::newRow("awaiting, upload") << TransferState::Awaiting << true;
    QTest::newRow("awaiting, download") << TransferState::Awaiting << false;
    QTest::newRow("receiving, upload") << TransferState::Receiving << true;
    QTest::newRow("receiving, download") << TransferState::Receiving << false;
}

void TestEngineAbort::abort_closesTheSocketInEveryState()
{
    QFETCH(TransferState, state);
    QFETCH(bool, upload);
    Gate arrived;
    Gate aborted;
    Gate closed;
    ScriptedServer server([&](ScriptPeer &peer) {
        if (state == TransferState::Connecting) // a TLS handshake that is never answered
            peer.read(5);
        else if (state == TransferState::Sending)
            peer.readHead();
        else
            peer.readRequest();
        if (state == TransferState::Receiving)
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegin");
        arrived.open();
        peer.await(aborted);
        peer.drain(); // ends when the client has closed
        closed.open();
    });
    TestEngine engine;
    QUrl url = server.url();
    if (state == TransferState::Connecting)
        url.setScheme(QStringLiteral("https"));
    const bool large = state == TransferState::Sending;
    const QString file = engine.largeFile(QStringLiteral("a"), large ? 64 * 1024 * 1024 : 100);
    TransferRequest request = downloadOf(url);
    if (upload) {
        UploadRequest sent = uploadOf(url, file);
        // One root in place of the system's hundreds, whose reading would be measured too.
        sent.options.caCertFile = engine.file(QStringLiteral("root.pem"), TestCertificate::selfSigned().pem());
        request = sent;
    }
    TransferHandle *handle = engine->start(request, &engine.engine());
    QList<TransferError> fails;
    int completes = 0;
    connect(handle, &TransferHandle::failed, this, [&](const TransferError &e) { fails.append(e); });
    connect(handle, &TransferHandle::completed, this, [&] { ++completes; });
    QTRY_VERIFY(arrived.isOpen());
    QVERIFY(engine.probe().waitForState(handle->id(), state));

    QElapsedTimer clock;
    clock.start();
    handle->abort();
    handle->abort();
    aborted.open();
    while (!closed.isOpen() && clock.elapsed() < 5000)
        std::this_thread::yield(); // the engine needs nothing of this thread
    QVERIFY2(clock.elapsed() < 200, qPrintable(QString::number(clock.elapsed())));

    QTRY_COMPARE(completes, 1);
    handle->abort();
    QTRY_COMPARE(engine.probe().idles, 1);
    QCOMPARE(fails.size(), 1);
    QCOMPARE(errMsg(upload ? TransferKind::Upload : TransferKind::Download, fails.first()),
             upload ? QStringLiteral("uploadFile:fail abort") : QStringLiteral("downloadFile:fail abort"));
    QCOMPARE(engine.probe().state(handle->id()), TransferState::Cancelled);
    QCOMPARE(engine.probe().outcomeCount(handle->id()), 1);
    QCOMPARE(completes, 1);
    QTRY_VERIFY(engine.temporaryFiles().isEmpty());
}

void TestEngineAbort::abort_whereNoConnectionCameYet_data()
{
    QTest::addColumn<bool>("isLookup");
    QTest::newRow("a name that is looked up") << true;
    QTest::newRow("a connection that nobody takes") << false;
}

void TestEngineAbort::abort_whereNoConnectionCameYet()
{
    QFETCH(bool, isLookup);
    const FullBacklog full;
    TestEngine engine;
    const int before = FakeLookup::waiting();
    const TransferId id = engine->add(downloadOf(isLookup ? QUrl(QStringLiteral("http://slow.test/")) : full.url()));
    QVERIFY(engine.probe().waitForState(id, TransferState::Connecting));
    if (isLookup)
        QTRY_VERIFY(FakeLookup::waiting() > before);
    QElapsedTimer clock;
    clock.start();
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QVERIFY2(clock.elapsed() < 200, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(engine.probe().state(id), TransferState::Cancelled);
    FakeLookup::release();
}

void TestEngineAbort::abort_closesAllConnectionsOfAFile()
{
    PieceServer server(10 * 1024 * 1024);
    server.firstHeldFor = 4;
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.segments = 4;
    const TransferId id = engine->add(request);
    QTRY_COMPARE(engine.probe().last(id).connections, 4);
    QElapsedTimer clock;
    clock.start();
    engine->cancel({id});
    while (server.server().openConnections() > 0 && clock.elapsed() < 5000)
        std::this_thread::yield(); // the engine needs nothing of this thread
    QVERIFY2(clock.elapsed() < 200, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Cancelled);
    QTRY_VERIFY(engine.temporaryFiles().isEmpty());
}

void TestEngineAbort::abort_whileQueued()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.await(gate);
        peer.reply(200, "x");
    }));
    EngineOptions options;
    options.parallel = 1;
    TestEngine engine(options);
    const QList<TransferId> ids =
        engine->add({downloadOf(server.url()), downloadOf(server.url()), downloadOf(server.url())});
    QTRY_COMPARE(log.count(), 1);
    QTRY_COMPARE(engine.probe().last(ids[2]).queuePosition, 2);
    engine->cancel({ids[1], ids[1]});
    QVERIFY(engine.probe().waitForOutcome(ids[1]));
    QCOMPARE(engine.probe().state(ids[1]), TransferState::Cancelled);
    QTRY_COMPARE(engine.probe().last(ids[2]).queuePosition, 1);
    gate.open();
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QCOMPARE(log.count(), 2);
    QCOMPARE(engine.probe().outcomeCount(ids[1]), 1);
}

void TestEngineAbort::abort_whileReadyChangesNothing()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    engine->cancel({id});
    engine->rename(id, QStringLiteral("still here")); // its answer shows that the cancel has been dealt with
    QTRY_COMPARE(engine.probe().last(id).name, QStringLiteral("still here"));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(engine.probe().outcomeCount(id), 1);
    QCOMPARE(TestEngine::contentOf(engine.probe().last(id).tempPath), "x");
}

void TestEngineAbort::abort_whileSavingEitherSavedOrNot()
{
    const QByteArray content(8 * 1024 * 1024, 's');
    RequestLog log;
    ScriptedServer server(log.script(200, content));
    QTemporaryDir elsewhere(QStringLiteral("/dev/shm/ferry-test-XXXXXX")); // on Linux another file system: a copy
    EngineOptions options;
    if (elsewhere.isValid())
        options.temporaryRoot = elsewhere.filePath(QStringLiteral("t"));
    TestEngine engine(options);
    for (int round = 0; round < 4; ++round) {
        const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/s.bin"))));
        QCOMPARE(engine.probe().state(id), TransferState::Ready);
        const QString temporary = engine.probe().last(id).tempPath;
        engine->save(id, {engine.target(), {}, NameTaken::KeepBoth});
        if (round % 2 == 1)
            QTRY_VERIFY(engine.probe().state(id) != TransferState::Ready);
        engine->cancel({id});
        QTRY_COMPARE(engine.probe().idles, 2 * round + 2);
        const TransferSnapshot &s = engine.probe().last(id);
        if (s.state == TransferState::Done) {
            QCOMPARE(TestEngine::contentOf(s.savedPath), content);
            QVERIFY(!QFile::exists(temporary));
            QVERIFY(QFile::remove(s.savedPath));
        } else {
            QCOMPARE(s.state, TransferState::Ready);
            QCOMPARE(TestEngine::contentOf(temporary), content);
        }
        QVERIFY(engine.saved().isEmpty());
        QVERIFY(engine.probe().saveFailures.isEmpty());
        QCOMPARE(engine.probe().outcomeCount(id), 1);
    }
}

void TestEngineAbort::abort_whileSavingByItselfHasOneOutcome()
{
    const QByteArray content(50 * 1024, 's');
    RequestLog log;
    ScriptedServer server(log.script(200, content));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/s.bin")));
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    int saved = 0;
    for (int round = 0; round < 8; ++round) {
        const QList<TransferId> ids = engine->add(QList<TransferRequest>(20, request));
        const qsizetype before = engine.probe().outcomes.size();
        QTRY_VERIFY(engine.probe().outcomes.size() >= before + round);
        engine->cancel(ids);
        QTRY_COMPARE(engine.probe().idles, round + 1);
        for (const TransferId id : ids) {
            QCOMPARE(engine.probe().outcomeCount(id), 1);
            const TransferSnapshot &s = engine.probe().last(id);
            const bool done = s.state == TransferState::Done;
            QCOMPARE(engine.probe().cancelled(id), !done);
            QVERIFY(done || s.state == TransferState::Cancelled || s.state == TransferState::Ready);
            if (done)
                QCOMPARE(TestEngine::contentOf(s.savedPath), content);
            if (s.state == TransferState::Ready)
                QCOMPARE(TestEngine::contentOf(s.tempPath), content);
            saved += done ? 1 : 0;
        }
        QCOMPARE(engine.saved().size(), saved);
    }
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

void TestEngineAbort::abort_ofAllStartsNone()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) { peer.stall(); }));
    TestEngine engine;
    QList<TransferRequest> requests;
    for (int i = 0; i < 500; ++i)
        requests.append(downloadOf(server.url()));
    const QList<TransferId> ids = engine->add(requests);
    QTRY_COMPARE(log.count(), 10);
    engine->cancel(ids);
    QVERIFY(engine.probe().waitForOutcomes(ids));
    for (const TransferId id : ids) {
        QCOMPARE(engine.probe().state(id), TransferState::Cancelled);
        if (id > ids[9])
            QVERIFY(!engine.probe().last(id).exchange); // it was never begun
    }
    QCOMPARE(log.count(), 10);
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestEngineAbort::abort_thousandTimes()
{
    const QDir descriptors(QStringLiteral("/proc/self/fd"));
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegin");
        peer.stall();
    }));
    TestEngine engine;
    const QString file = engine.largeFile(QStringLiteral("a"), 1024 * 1024);
    const auto round = [&](int count) {
        QList<TransferRequest> requests;
        for (int i = 0; i < count; ++i)
            requests.append(i % 2 ? TransferRequest(downloadOf(server.url()))
                                  : TransferRequest(uploadOf(server.url(), file)));
        const QList<TransferId> ids = engine->add(requests);
        // One after the other at whatever it is doing.
        for (const TransferId id : ids) {
            engine->cancel({id});
            QCoreApplication::processEvents();
        }
        QVERIFY(engine.probe().waitForOutcomes(ids));
        engine->remove(ids);
        QTRY_COMPARE(server.openConnections(), 0);
    };
    round(20);
    const int before = int(descriptors.entryList(QDir::System | QDir::AllEntries).size());
    round(1000);
    QTRY_VERIFY(int(descriptors.entryList(QDir::System | QDir::AllEntries).size()) <= before + 2);
    QVERIFY(engine.temporaryFiles().isEmpty());
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestEngineAbort)
#include "tst_engine_abort.moc"
