#include "core/engine/TransferHandle.h"
#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <QPointer>

using namespace ferry;

/// success, fail and complete of the origin API, as the one who started a transfer hears of them.
class TestEngineOutcome : public QObject
{
    Q_OBJECT

private slots:
    void successFailComplete_eachExactlyOnce_data();
    void successFailComplete_eachExactlyOnce();
    void errMsg_keepsTheOriginsForm();
    void retry_bringsAllOfThemAnew();
    void retry_ofEveryEnd_data();
    void retry_ofEveryEnd();
    void remove_tellsTheOutcomeFirst();
    void handle_mayBeDeletedInEachOfItsSignals_data();
    void handle_mayBeDeletedInEachOfItsSignals();
    void handle_outlivesItsEngine();
    void markDone_isForUnknownOnly();
    void idle_comesAfterEveryBatch();
};

namespace {

/// The signals of a handle by name, in order.
QStringList *follow(TransferHandle *handle, QObject *owner)
{
    auto names = std::make_shared<QStringList>();
    const auto note = [names](const char *name) { return [names, name] { names->append(QLatin1String(name)); }; };
    QObject::connect(handle, &TransferHandle::headersReceived, owner, note("headers"));
    QObject::connect(handle, &TransferHandle::succeeded, owner, note("success"));
    QObject::connect(handle, &TransferHandle::failed, owner, note("fail"));
    QObject::connect(handle, &TransferHandle::completed, owner, note("complete"));
    return names.get();
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

} // namespace

void TestEngineOutcome::successFailComplete_eachExactlyOnce_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("upload");
    QTest::addColumn<QString>("heard");
    const QString success = QStringLiteral("headers success complete");
    QTest::newRow("upload, 200") << QStringLiteral("/200") << true << success;
    QTest::newRow("upload, 404") << QStringLiteral("/404") << true << success;
    QTest::newRow("upload, 500") << QStringLiteral("/500") << true << success;
    QTest::newRow("upload, closed") << QStringLiteral("/close") << true << QStringLiteral("fail complete");
    QTest::newRow("download, 200") << QStringLiteral("/200") << false << success;
    QTest::newRow("download, 404") << QStringLiteral("/404") << false << success;
    QTest::newRow("download, closed") << QStringLiteral("/close") << false << QStringLiteral("fail complete");
    QTest::newRow("download, cut") << QStringLiteral("/cut") << false << QStringLiteral("headers fail complete");
    QTest::newRow("aborted") << QStringLiteral("/stall") << false << QStringLiteral("fail complete");
    QTest::newRow("no address") << QString() << false << QStringLiteral("fail complete");
    QTest::newRow("no file") << QStringLiteral("no file") << true << QStringLiteral("fail complete");
}

void TestEngineOutcome::successFailComplete_eachExactlyOnce()
{
    QFETCH(QString, path);
    QFETCH(bool, upload);
    QFETCH(QString, heard);
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/stall")
            peer.stall();
        else if (request.path() == "/cut")
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut");
        else if (request.path() != "/close")
            peer.reply(request.path().sliced(1).toInt(), "body");
        peer.close();
    }));
    TestEngine engine;
    const bool noFile = path == QLatin1String("no file");
    const QUrl url = path.isEmpty() ? QUrl() : server.url(noFile ? QStringLiteral("/200") : path);
    const QString file = noFile ? QStringLiteral("/nowhere/at/all") : engine.file(QStringLiteral("a"), "x");
    const TransferRequest request = upload ? TransferRequest(uploadOf(url, file)) : TransferRequest(downloadOf(url));
    TransferHandle *handle = engine->start(request, &engine.engine());
    const QStringList *names = follow(handle, &engine.engine());
    if (path == QLatin1String("/stall")) {
        QTRY_COMPARE(log.count(), 1);
        handle->abort();
    }
    QTRY_VERIFY(names->contains(QStringLiteral("complete")));
    handle->abort(); // after the end it changes nothing
    QTRY_COMPARE(engine.probe().idles, 1);
    const TransferId after = engine.run(downloadOf(server.url(QStringLiteral("/200"))));
    QVERIFY(engine.probe().completed(after));
    QCOMPARE(*names, heard.split(u' '));
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

void TestEngineOutcome::errMsg_keepsTheOriginsForm()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) { peer.stall(); }));
    TestEngine engine;
    TransferHandle *up = engine->start(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")), &engine.engine());
    TransferHandle *down = engine->start(downloadOf(server.url()), &engine.engine());
    TransferHandle *refused = engine->start(downloadOf(QUrl(QStringLiteral("ftp://x/"))), &engine.engine());
    QHash<TransferHandle *, TransferError> errors;
    for (TransferHandle *handle : {up, down, refused})
        connect(handle, &TransferHandle::failed, this, [&, handle](const TransferError &e) { errors[handle] = e; });
    QTRY_COMPARE(log.count(), 2);
    up->abort();
    down->abort();
    QTRY_COMPARE(errors.size(), 3);
    QCOMPARE(errMsg(TransferKind::Upload, errors[up]), QStringLiteral("uploadFile:fail abort"));
    QCOMPARE(errMsg(TransferKind::Download, errors[down]), QStringLiteral("downloadFile:fail abort"));
    QCOMPARE(errMsg(TransferKind::Download, errors[refused]), QStringLiteral("downloadFile:fail header"));
    QCOMPARE(errMsgOk(TransferKind::Upload), QStringLiteral("uploadFile:ok"));
}

void TestEngineOutcome::retry_bringsAllOfThemAnew()
{
    RequestLog log;
    ScriptedServer server(log.script(503, "busy"));
    TestEngine engine;
    TransferHandle *handle = engine->start(downloadOf(server.url()), &engine.engine());
    const QStringList *names = follow(handle, &engine.engine());
    for (int attempt = 1; attempt <= 3; ++attempt) {
        QTRY_COMPARE(names->count(QStringLiteral("complete")), attempt);
        QCOMPARE(handle->snapshot().attempt, attempt);
        engine->retry({handle->id()});
    }
    QTRY_COMPARE(names->size(), 12);
    QCOMPARE(names->mid(9), words("headers success complete"));
    QCOMPARE(names->mid(0, 3), words("headers success complete"));
    QCOMPARE(log.count(), 4);
}

void TestEngineOutcome::retry_ofEveryEnd_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<TransferState>("state");
    QTest::newRow("done") << QByteArray("200") << TransferState::Done;
    QTest::newRow("refused") << QByteArray("500") << TransferState::Refused;
    QTest::newRow("failed") << QByteArray("garbage") << TransferState::Failed;
    QTest::newRow("unknown") << QByteArray("close") << TransferState::Unknown;
    QTest::newRow("cancelled") << QByteArray("stall") << TransferState::Cancelled;
}

void TestEngineOutcome::retry_ofEveryEnd()
{
    QFETCH(QByteArray, first);
    QFETCH(TransferState, state);
    std::atomic<bool> well = false;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        if (well || first == "200" || first == "500")
            peer.reply(well ? 200 : first.toInt(), "body");
        else if (first == "garbage")
            peer.send("not HTTP at all\r\n\r\n");
        else if (first == "stall")
            peer.stall();
        if (!well)
            peer.close();
    }));
    TestEngine engine;
    const TransferId id = engine->add(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")));
    if (state == TransferState::Cancelled) {
        QTRY_COMPARE(log.count(), 1);
        engine->cancel({id});
    }
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), state);
    well = true;
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QVERIFY(!engine.probe().last(id).error);
    QCOMPARE(log.count(), 2);
    QCOMPARE(engine.probe().outcomeCount(id), 2);
    QVERIFY(engine.probe().faults.isEmpty());
}

void TestEngineOutcome::remove_tellsTheOutcomeFirst()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) { peer.stall(); }));
    TestEngine engine;
    const TransferId id = engine->add(downloadOf(server.url()));
    QTRY_COMPARE(log.count(), 1);
    engine->remove({id, id, 4711});
    QTRY_COMPARE(engine.probe().gone, QList<TransferId>{id});
    QVERIFY(engine.probe().cancelled(id));
    QCOMPARE(engine.probe().state(id), TransferState::Cancelled);
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
    engine->retry({id}); // gone is gone
    engine->cancel({id});
    engine->findLeftovers(); // its answer shows that these have been dealt with
    QTRY_COMPARE(engine.probe().leftoverAnswers, 1);
    QCOMPARE(log.count(), 1);
    QVERIFY(engine.probe().faults.isEmpty());
}

void TestEngineOutcome::handle_mayBeDeletedInEachOfItsSignals_data()
{
    QTest::addColumn<int>("where");
    for (int i = 0; i < 4; ++i)
        QTest::addRow("signal %d", i) << i;
}

void TestEngineOutcome::handle_mayBeDeletedInEachOfItsSignals()
{
    QFETCH(int, where);
    RequestLog log;
    ScriptedServer server(log.script(200, QByteArray(1000, 'x')));
    TestEngine engine;
    QPointer<TransferHandle> handle = engine->start(downloadOf(server.url()), &engine.engine());
    const TransferId id = handle->id();
    const auto drop = [&handle] { delete handle.data(); };
    if (where == 0)
        connect(handle, &TransferHandle::headersReceived, this, drop);
    else if (where == 1)
        connect(handle, &TransferHandle::progressed, this, drop);
    else if (where == 2)
        connect(handle, &TransferHandle::succeeded, this, drop);
    else
        connect(handle, &TransferHandle::completed, this, drop);
    QVERIFY(engine.probe().waitForOutcome(id));
    QTRY_VERIFY(!handle);
    QCOMPARE(engine.probe().state(id), TransferState::Ready); // the item goes on without its follower
}

void TestEngineOutcome::handle_outlivesItsEngine()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) { peer.stall(); }));
    QObject owner;
    TestEngine engine;
    TransferHandle *handle = engine->start(downloadOf(server.url()), &owner);
    QTRY_COMPARE(log.count(), 1);
    engine.end();
    handle->abort();
}

void TestEngineOutcome::markDone_isForUnknownOnly()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/500")
            peer.reply(500);
        peer.close();
    }));
    TestEngine engine;
    const QString file = engine.file(QStringLiteral("a"), "x");
    const TransferId unknown = engine.run(uploadOf(server.url(QStringLiteral("/close")), file));
    const TransferId refused = engine.run(uploadOf(server.url(QStringLiteral("/500")), file));
    engine->markDone(refused);
    engine->markDone(unknown);
    QVERIFY(engine.probe().waitForState(unknown, TransferState::Done));
    QVERIFY(!engine.probe().last(unknown).error);
    QCOMPARE(engine.probe().state(refused), TransferState::Refused);
    QCOMPARE(engine.probe().outcomeCount(unknown), 1);
}

void TestEngineOutcome::idle_comesAfterEveryBatch()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    engine->add({downloadOf(server.url()), downloadOf(server.url())});
    QTRY_COMPARE(engine.probe().idles, 1);
    QCOMPARE(engine.probe().outcomes.size(), 2);
    engine->add(uploadOf(server.url(), QStringLiteral("/nowhere"))); // ends before anything runs
    QTRY_COMPARE(engine.probe().idles, 2);
    QCOMPARE(engine.probe().outcomes.size(), 3);
}

QTEST_GUILESS_MAIN(TestEngineOutcome)
#include "tst_engine_outcome.moc"
