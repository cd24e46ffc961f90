#include "core/engine/TransferHandle.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/PartHead.h"
#include "tests/support/RequestLog.h"

#include <QFileInfo>

using namespace ferry;

/// uploadFile of the origin API, with the whole engine and its wire on real sockets.
class TestEngineUpload : public QObject
{
    Q_OBJECT

private slots:
    void uploadFile_sendsFormKeyHeaderAndFormData();
    void uploadFile_sendsSeveralFilesAndRepeatedFieldsInOrder();
    void uploadFile_namesAndTypesAreTheCallers();
    void uploadFile_rawBodyIsTheFileItself();
    void uploadSuccess_carriesDataStatusHeadersAndUrl_data();
    void uploadSuccess_carriesDataStatusHeadersAndUrl();
    void uploadSuccess_findsTheLink();
    void uploadProgress_isTrueAndMonotonic();
    void uploadProgress_isNever100BeforeTheAnswer();
    void uploadProgress_100ComesWithTheAnswer();
    void earlyAnswer_stopsSendingAndIsKept();
    void earlySuccess_isNotDoneBeforeAllIsSent();
    void longAnswer_isCutInMemoryAndWholeInAFile();
    void longAnswer_withoutATemporaryPlaceIsStillAnAnswer();
    void emptyFile_isSentWhole();
    void fileFullOfBoundaries_endsNoPart();
};

namespace {

QByteArray boundaryOf(const SeenRequest &request)
{
    return request.header("Content-Type").split('=').value(1);
}

} // namespace

void TestEngineUpload::uploadFile_sendsFormKeyHeaderAndFormData()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "thanks"));
    TestEngine engine;
    UploadRequest request =
        uploadOf(server.url(QStringLiteral("/up?x=1")), engine.file(QStringLiteral("a.txt"), "hello"));
    request.files[0].name = QStringLiteral("photo");
    request.fields = {{QStringLiteral("user"), "test", {}}};
    request.headers.append("X-Trace", "abc 1");
    const TransferId id = engine.run(request);

    QCOMPARE(engine.probe().state(id), TransferState::Done);
    const SeenRequest seen = log.at(0);
    QCOMPARE(seen.line(), "POST /up?x=1 HTTP/1.1");
    QCOMPARE(seen.header("X-Trace"), "abc 1");
    QVERIFY(seen.header("Content-Type").startsWith("multipart/form-data; boundary="));
    const QByteArray boundary = boundaryOf(seen);
    QVERIFY(boundary.size() >= 32);
    const QByteArray begin = "--" + boundary;
    const QByteArray field = partHead("Content-Disposition: form-data; name=\"user\"");
    const QByteArray file = partHead("Content-Disposition: form-data; name=\"photo\"; filename=\"a.txt\"");
    const QByteArray expected = begin + "\r\n" + field + "\r\n\r\ntest\r\n" + begin + "\r\n" + file + "\r\n" +
                                partHead("Content-Type: text/plain") + "\r\n\r\nhello\r\n" + begin + "--\r\n";
    QCOMPARE(seen.body, expected);
    QVERIFY(!seen.head.contains("Expect"));
}

void TestEngineUpload::uploadFile_sendsSeveralFilesAndRepeatedFieldsInOrder()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    TestEngine engine;
    UploadRequest request = uploadOf(server.url(), engine.file(QStringLiteral("1.bin"), "one"));
    request.files.append({QStringLiteral("file"), engine.file(QStringLiteral("2.bin"), "two"), {}, {}});
    request.files.append({QStringLiteral("other"), engine.file(QStringLiteral("3.bin"), "three"), {}, {}});
    request.fields = {
        {QStringLiteral("tag"), "b", {}}, {QStringLiteral("x"), "1", {}}, {QStringLiteral("tag"), "a", {}}};
    engine.run(request);

    const QByteArray body = log.at(0).body;
    qsizetype at = -1;
    const QList<QByteArray> inOrder = {"name=\"tag\"\r\n\r\nb\r\n",
                                       "name=\"x\"\r\n\r\n1\r\n",
                                       "name=\"tag\"\r\n\r\na\r\n",
                                       "name=\"file\"; filename=\"1.bin\"",
                                       "one\r\n",
                                       "name=\"file\"; filename=\"2.bin\"",
                                       "two\r\n",
                                       "name=\"other\"; filename=\"3.bin\"",
                                       "three\r\n"};
    for (const QByteArray &piece : inOrder) {
        const qsizetype next = body.indexOf(piece, at + 1);
        QVERIFY2(next > at, piece.constData());
        at = next;
    }
    QCOMPARE(body.count(boundaryOf(log.at(0))), 7);
}

void TestEngineUpload::uploadFile_namesAndTypesAreTheCallers()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    TestEngine engine;
    UploadRequest request = uploadOf(server.url(), engine.file(QStringLiteral("a.txt"), "x"));
    request.files[0].fileName = QStringLiteral("b \"quoted\" 图.png");
    request.files[0].contentType = "image/png";
    request.fields = {{QStringLiteral("j"), "{\"a\":1}", "application/json"}};
    engine.run(request);
    const QByteArray body = log.at(0).body;
    const QByteArray png = partHead("Content-Type: image/png");
    const QByteArray json = partHead("Content-Type: application/json");
    QVERIFY(body.contains("filename=\"b %22quoted%22 \xe5\x9b\xbe.png\"\r\n" + png + "\r\n"));
    QVERIFY(body.contains("name=\"j\"\r\n" + json + "\r\n\r\n{\"a\":1}\r\n"));
}

void TestEngineUpload::uploadFile_rawBodyIsTheFileItself()
{
    RequestLog log;
    ScriptedServer server(log.script(201));
    TestEngine engine;
    const TransferId id = engine.run(putOf(server.url(), engine.file(QStringLiteral("a.json"), "{\"raw\":true}")));
    QCOMPARE(log.at(0).method(), "PUT");
    QCOMPARE(log.at(0).body, "{\"raw\":true}");
    QCOMPARE(log.at(0).header("Content-Type"), "application/json");
    QCOMPARE(engine.probe().state(id), TransferState::Done);
}

void TestEngineUpload::uploadSuccess_carriesDataStatusHeadersAndUrl_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<TransferState>("state");
    QTest::newRow("200") << 200 << TransferState::Done;
    QTest::newRow("201") << 201 << TransferState::Done;
    QTest::newRow("304") << 304 << TransferState::Refused;
    QTest::newRow("404") << 404 << TransferState::Refused;
    QTest::newRow("500") << 500 << TransferState::Refused;
}

void TestEngineUpload::uploadSuccess_carriesDataStatusHeadersAndUrl()
{
    QFETCH(int, status);
    QFETCH(TransferState, state);
    const QByteArray data = status == 304 ? QByteArray() : QByteArray("{\"message\":\"the words of the server\"}");
    RequestLog log;
    ScriptedServer server(log.script(status, data, {"X-Twice: 1", "Content-Type: application/json", "X-Twice: 2"}));
    TestEngine engine;
    UploadRequest request = uploadOf(server.url(QStringLiteral("/up")), engine.file(QStringLiteral("a"), "x"));
    request.url.setUserInfo(QStringLiteral("me:secret"));
    const TransferId id = engine.run(request);

    const Completed *outcome = engine.probe().completed(id);
    QVERIFY(outcome);
    QCOMPARE(outcome->statusCode, status);
    QCOMPARE(outcome->ok, state == TransferState::Done);
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.state, state);
    QVERIFY(!s.error);
    const Exchange &x = *s.exchange;
    QCOMPARE(x.statusCode, status);
    QCOMPARE(x.reason, "Scripted");
    QCOMPARE(x.body, data);
    QCOMPARE(x.bodySize, data.size());
    QVERIFY(x.bodyFile.isEmpty());
    QCOMPARE(x.headers.values("x-twice"), (QList<QByteArray>{"1", "2"}));
    QCOMPARE(x.headers.at(0).first, "X-Twice");
    QCOMPARE(x.url, server.url(QStringLiteral("/up")));
    QCOMPARE(x.method, "POST");
    QCOMPARE(x.protocol, "HTTP/1.1");
    QCOMPARE(x.peer, QStringLiteral("127.0.0.1:%1").arg(server.port()));
    QVERIFY(log.at(0).header("Authorization").startsWith("Basic "));
    QVERIFY(!x.requestHeaders.value("Authorization").contains("Basic"));
    QVERIFY(x.requestHeaders.contains("Content-Type"));
    const bool saysWhy = status == 404 || status == 500;
    const QString otherwise = state == TransferState::Refused ? QStringLiteral("Scripted") : QString();
    QCOMPARE(s.serverReason, saysWhy ? QStringLiteral("the words of the server") : otherwise);
    QVERIFY(engine.probe().faults.isEmpty());
}

void TestEngineUpload::uploadSuccess_findsTheLink()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "{\"data\":{\"url\":\"/f/1.png\"}}", {"Content-Type: application/json"}));
    TestEngine engine;
    const TransferId id =
        engine.run(uploadOf(server.url(QStringLiteral("/up")), engine.file(QStringLiteral("a"), "x")));
    QCOMPARE(engine.probe().last(id).link, server.url(QStringLiteral("/f/1.png")));
}

void TestEngineUpload::uploadProgress_isTrueAndMonotonic()
{
    // Slow enough for several ticks: a little every few milliseconds.
    RequestLog log;
    qint64 promised = 0;
    ScriptedServer server([&](ScriptPeer &peer) {
        promised = ScriptedServer::headerValue(peer.readHead(), "Content-Length").toLongLong();
        for (qint64 left = promised; left > 0;) {
            const qint64 got = peer.read(qMin<qint64>(left, 256 * 1024)).size();
            if (got == 0)
                return;
            left -= got;
            peer.pause(5);
        }
        peer.reply(200);
        peer.drain();
    });
    TestEngine engine;
    constexpr qint64 size = 24 * 1024 * 1024;
    const TransferId id = engine.run(uploadOf(server.url(), engine.largeFile(QStringLiteral("big"), size)));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QVERIFY(promised > size);

    qint64 before = 0;
    QSet<qint64> steps;
    for (const TransferSnapshot &s : engine.probe().history.value(id)) {
        QVERIFY(s.bytesDone >= before);
        QVERIFY(s.bytesTotal == size ||
                s.bytesTotal == promised); // before sending, the files' size is all that is known
        QVERIFY(s.state == TransferState::Done || (s.percent() >= 0 && s.percent() < 100));
        before = s.bytesDone;
        steps.insert(before);
    }
    QVERIFY(steps.size() > 3);
    QCOMPARE(engine.probe().last(id).bytesDone, promised);
    QCOMPARE(engine.probe().last(id).bytesTotal, promised);
    QCOMPARE(engine.probe().last(id).percent(), 100);
}

void TestEngineUpload::uploadProgress_isNever100BeforeTheAnswer()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.await(gate);
        peer.reply(200);
    }));
    TestEngine engine;
    const TransferId id = engine->add(uploadOf(server.url(), engine.file(QStringLiteral("a"), "small")));
    QVERIFY(engine.probe().waitForState(id, TransferState::Awaiting));
    QTRY_COMPARE(engine.probe().last(id).bytesDone, qint64(log.at(0).body.size()));
    QCOMPARE(engine.probe().last(id).bytesTotal, engine.probe().last(id).bytesDone);
    QCOMPARE(engine.probe().last(id).percent(), 99);
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().last(id).percent(), 100);
}

void TestEngineUpload::uploadProgress_100ComesWithTheAnswer()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    TestEngine engine;
    TransferHandle *handle =
        engine->start(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")), &engine.engine());
    TransferProgress last;
    connect(handle, &TransferHandle::progressed, this, [&](const TransferProgress &p) { last = p; });
    TransferProgress atSuccess;
    connect(handle, &TransferHandle::succeeded, this, [&] { atSuccess = last; });
    QVERIFY(engine.probe().waitForOutcome(handle->id()));
    QTRY_COMPARE(atSuccess.percent, 100);
    QCOMPARE(atSuccess.bytes, qint64(log.at(0).body.size()));
    QCOMPARE(atSuccess.bytesTotal, atSuccess.bytes);
}

void TestEngineUpload::earlyAnswer_stopsSendingAndIsKept()
{
    std::atomic<qint64> got = 0;
    ScriptedServer server([&](ScriptPeer &peer) {
        peer.readHead();
        got = peer.read(64 * 1024).size();
        peer.reply(413, "too much", {"Connection: close"});
        got += peer.drain();
    });
    TestEngine engine;
    constexpr qint64 size = qint64(512) * 1024 * 1024;
    const TransferId id = engine.run(uploadOf(server.url(), engine.largeFile(QStringLiteral("big"), size)));
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QCOMPARE(engine.probe().last(id).statusCode(), 413);
    QCOMPARE(engine.probe().last(id).exchange->body, "too much");
    QTRY_VERIFY(server.openConnections() == 0);
    QVERIFY(got < size / 2);
}

void TestEngineUpload::earlySuccess_isNotDoneBeforeAllIsSent()
{
    std::atomic<qint64> promised = 0;
    std::atomic<qint64> got = 0;
    ScriptedServer server([&](ScriptPeer &peer) {
        promised = ScriptedServer::headerValue(peer.readHead(), "Content-Length").toLongLong();
        got = peer.read(64 * 1024).size();
        peer.reply(200, "thanks");
        while (got < promised) {
            const qint64 more = peer.read(qMin<qint64>(promised - got, 1024 * 1024)).size();
            if (more == 0)
                return;
            got += more;
        }
        peer.drain();
    });
    TestEngine engine;
    const TransferId id = engine.run(uploadOf(server.url(), engine.largeFile(QStringLiteral("big"), 32 * 1024 * 1024)));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QTRY_COMPARE(got, promised);
}

void TestEngineUpload::longAnswer_isCutInMemoryAndWholeInAFile()
{
    const QByteArray answer(3 * 1024 * 1024, 'a');
    RequestLog log;
    ScriptedServer server(log.script(200, answer));
    TestEngine engine;
    const TransferId id = engine.run(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")));
    const std::shared_ptr<const Exchange> x = engine.probe().last(id).exchange;
    QCOMPARE(x->body.size(), Exchange::bodyLimit);
    QCOMPARE(x->bodySize, answer.size());
    QCOMPARE(TestEngine::contentOf(x->bodyFile), answer);
    QCOMPARE(QFileInfo(x->bodyFile).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    engine->remove({id});
    QTRY_COMPARE(engine.probe().gone, QList<TransferId>{id});
    QVERIFY(!QFile::exists(x->bodyFile));
}

void TestEngineUpload::longAnswer_withoutATemporaryPlaceIsStillAnAnswer()
{
    RequestLog log;
    ScriptedServer server(log.script(200, QByteArray(2 * 1024 * 1024, 'a')));
    QTemporaryDir tree;
    QFile inTheWay(tree.filePath(QStringLiteral("file")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    EngineOptions options;
    options.temporaryRoot = inTheWay.fileName() + QStringLiteral("/below");
    TestEngine engine(options);
    const TransferId id = engine.run(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(engine.probe().last(id).exchange->bodySize, 2 * 1024 * 1024);
    QVERIFY(engine.probe().last(id).exchange->bodyFile.isEmpty());
}

void TestEngineUpload::emptyFile_isSentWhole()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    TestEngine engine;
    const TransferId form = engine.run(uploadOf(server.url(), engine.file(QStringLiteral("empty"), {})));
    const TransferId raw = engine.run(putOf(server.url(), engine.file(QStringLiteral("empty2"), {})));
    QCOMPARE(engine.probe().state(form), TransferState::Done);
    QCOMPARE(engine.probe().state(raw), TransferState::Done);
    QVERIFY(log.at(0).body.contains("filename=\"empty\""));
    QCOMPARE(log.at(1).header("Content-Length"), "0");
}

/// A file that knows how boundaries look, and the one that was used before, ends nothing early.
void TestEngineUpload::fileFullOfBoundaries_endsNoPart()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    TestEngine engine;
    engine.run(uploadOf(server.url(), engine.file(QStringLiteral("before.bin"), "x")));
    const QByteArray before = boundaryOf(log.at(0));
    QByteArray content = "--FerryBoundary\r\n--FerryBoundary--\r\n";
    for (int i = 0; i < 2000; ++i)
        content += "\r\n--FerryBoundary" + QByteArray::number(i, 16).rightJustified(40, '0') + "--\r\n";
    for (const char *end : {"", "--", "--\r\n", "\r\n\r\n"})
        content += "\r\n--" + before + end;
    engine.run(uploadOf(server.url(), engine.file(QStringLiteral("boundaries.bin"), content)));
    const SeenRequest seen = log.at(1);
    const QByteArray delimiter = "--" + boundaryOf(seen);
    QCOMPARE(seen.body.count(delimiter), 2); // one begins the part, one ends the form
    const qsizetype start = seen.body.indexOf("\r\n\r\n") + 4;
    QVERIFY(seen.body.startsWith(delimiter + "\r\n"));
    QVERIFY(seen.body.endsWith("\r\n" + delimiter + "--\r\n"));
    QCOMPARE(seen.body.mid(start, seen.body.lastIndexOf("\r\n" + delimiter) - start), content);
}

QTEST_GUILESS_MAIN(TestEngineUpload)
#include "tst_engine_upload.moc"
