#include "core/engine/TransferHandle.h"
#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSignalSpy>

using namespace ferry;

/// downloadFile of the origin API, with the whole engine and its wire on real sockets.
class TestEngineDownload : public QObject
{
    Q_OBJECT

private slots:
    void downloadFile_landsInAPrivateTemporaryFile();
    void sha256_isTakenOnlyWhereItIsWanted();
    void downloadFile_emptyAndWithoutLength();
    void downloadSuccess_forAnyStatusButNeverTakenForTheFile_data();
    void downloadSuccess_forAnyStatusButNeverTakenForTheFile();
    void downloadFail_leavesNoTemporaryFile();
    void headersReceived_comesBeforeTheBody();
    void downloadProgress_isTrueAndMonotonic();
    void downloadProgress_hasNoTotalWithoutALength();
    void profileTimings_standInOrder_data();
    void profileTimings_standInOrder();
    void part_isNoFileUnlessAskedFor();
    void cookies_goFromNoTransferToTheNext();
};

namespace {

QFile::Permissions privateFile()
{
    return QFile::ReadOwner | QFile::WriteOwner;
}

/// Without the bits that only repeat what the present user may do.
QFile::Permissions modeOf(const QString &path)
{
    return QFileInfo(path).permissions() & ~(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser);
}

QByteArray sha256(const QByteArray &content)
{
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
}

} // namespace

void TestEngineDownload::downloadFile_landsInAPrivateTemporaryFile()
{
    Gate gate;
    const QByteArray content(300 * 1024, 'z');
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n\r\n");
        peer.send(content.first(100 * 1024));
        peer.await(gate);
        peer.send(content.sliced(100 * 1024));
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/d/photo%20one.png?size=2")));
    request.headers.append("X-Want", "it");
    const TransferId id = engine->add(request);

    QVERIFY(engine.probe().waitForState(id, TransferState::Receiving));
    QTRY_COMPARE(engine.probe().last(id).bytesDone, 100 * 1024);
    QCOMPARE(engine.temporaryFiles().size(), 1);
    const QString whileComing = engine->temporaryDirectory() + u'/' + engine.temporaryFiles().first();
    QCOMPARE(modeOf(whileComing), privateFile());
    QCOMPARE(modeOf(engine->temporaryDirectory()), privateFile() | QFile::ExeOwner);
    QVERIFY(engine.probe().last(id).tempPath.isEmpty());
    gate.open();

    QVERIFY(engine.probe().waitForOutcome(id));
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.state, TransferState::Ready);
    QCOMPARE(s.name, QStringLiteral("photo one.png"));
    QCOMPARE(QFileInfo(s.tempPath).absolutePath(), engine->temporaryDirectory());
    QVERIFY(s.tempPath.endsWith(QStringLiteral(".png"))); // a viewer goes by the suffix
    QCOMPARE(modeOf(s.tempPath), privateFile());
    QCOMPARE(TestEngine::contentOf(s.tempPath), content);
    QCOMPARE(s.sha256, sha256(content));
    QCOMPARE(s.bytesDone, content.size());
    QVERIFY(!s.lengthUnknown);
    QVERIFY(engine.probe().completed(id)->ok);
    QCOMPARE(log.at(0).method(), "GET");
    QCOMPARE(log.at(0).header("X-Want"), "it");
    QCOMPARE(log.at(0).header("Accept-Encoding"), "identity");
    QVERIFY(engine.probe().faults.isEmpty());
}

void TestEngineDownload::sha256_isTakenOnlyWhereItIsWanted()
{
    const QByteArray content("the bytes");
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n\r\n" + content);
    }));
    TestEngine engine;
    DownloadRequest unwanted = downloadOf(server.url(QStringLiteral("/a")));
    unwanted.sha256 = false;
    DownloadRequest promised = unwanted;
    promised.checksum = ExpectedChecksum{"sha256", sha256(content)};
    DownloadRequest broken = unwanted;
    broken.checksum = ExpectedChecksum{"sha256", QByteArray(64, '0')};
    const QList<TransferId> ids = engine->add({unwanted, promised, broken});
    for (const TransferId id : ids)
        QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().last(ids.at(0)).sha256, QByteArray());
    QCOMPARE(engine.probe().last(ids.at(1)).sha256, sha256(content));
    QCOMPARE(engine.probe().last(ids.at(2)).state, TransferState::Failed);
}

void TestEngineDownload::downloadFile_emptyAndWithoutLength()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/empty")
            peer.reply(200);
        else
            peer.send("HTTP/1.1 200 OK\r\n\r\nall there is");
        peer.close();
    }));
    TestEngine engine;
    const TransferId empty = engine.run(downloadOf(server.url(QStringLiteral("/empty"))));
    QCOMPARE(engine.probe().state(empty), TransferState::Ready);
    QVERIFY(QFile::exists(engine.probe().last(empty).tempPath));
    QVERIFY(!engine.probe().last(empty).lengthUnknown);
    const TransferId open = engine.run(downloadOf(server.url(QStringLiteral("/open"))));
    QCOMPARE(engine.probe().state(open), TransferState::Ready);
    QVERIFY(engine.probe().last(open).lengthUnknown);
    QCOMPARE(TestEngine::contentOf(engine.probe().last(open).tempPath), "all there is");
}

void TestEngineDownload::downloadSuccess_forAnyStatusButNeverTakenForTheFile_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("304") << 304;
    QTest::newRow("401") << 401;
    QTest::newRow("404") << 404;
    QTest::newRow("500") << 500;
}

void TestEngineDownload::downloadSuccess_forAnyStatusButNeverTakenForTheFile()
{
    QFETCH(int, status);
    const QByteArray body = status == 304 ? QByteArray() : QByteArray("It is not here.");
    RequestLog log;
    ScriptedServer server(log.script(status, body, {"Content-Type: text/plain"}));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a.zip")));
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    const TransferId id = engine.run(request);
    QVERIFY(engine.probe().completed(id));
    QCOMPARE(engine.probe().completed(id)->statusCode, status);
    QVERIFY(!engine.probe().completed(id)->ok);
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.state, TransferState::Refused);
    QCOMPARE(s.exchange->body, body);
    QCOMPARE(s.serverReason, body.isEmpty() ? QStringLiteral("Scripted") : QString::fromUtf8(body));
    QVERIFY(s.tempPath.isEmpty() && s.savedPath.isEmpty() && s.sha256.isEmpty());
    QVERIFY(engine.temporaryFiles().isEmpty());
    QVERIFY(engine.saved().isEmpty());
}

void TestEngineDownload::downloadFail_leavesNoTemporaryFile()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
        peer.close();
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Network);
    QCOMPARE(engine.probe().error(id).bytesMoved, 9);
    QCOMPARE(engine.probe().error(id).statusCode, 200);
    QTRY_VERIFY(engine.temporaryFiles().isEmpty());
}

void TestEngineDownload::headersReceived_comesBeforeTheBody()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Type: image/png\r\n"
                  "Content-Disposition: attachment; filename=\"cat.png\"\r\n\r\n");
        peer.await(gate);
        peer.send("body");
    }));
    TestEngine engine;
    TransferHandle *handle = engine->start(downloadOf(server.url()), &engine.engine());
    QSignalSpy headers(handle, &TransferHandle::headersReceived);
    QSignalSpy completed(handle, &TransferHandle::completed);
    QTRY_COMPARE(headers.count(), 1);
    const auto s = headers.at(0).at(0).value<TransferSnapshot>();
    QCOMPARE(s.name, QStringLiteral("cat.png"));
    QCOMPARE(s.bytesTotal, 4);
    QCOMPARE(s.bytesDone, 0);
    QCOMPARE(s.exchange->headers.value("content-type"), "image/png");
    QCOMPARE(completed.count(), 0);
    gate.open();
    QTRY_COMPARE(completed.count(), 1);
    QCOMPARE(headers.count(), 1);
}

void TestEngineDownload::downloadProgress_isTrueAndMonotonic()
{
    constexpr int pieces = 60;
    const QByteArray piece(20 * 1024, 'p');
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(piece.size() * pieces) + "\r\n\r\n");
        for (int i = 0; i < pieces; ++i) {
            peer.send(piece);
            peer.pause(10);
        }
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    qint64 before = 0;
    QSet<qint64> steps;
    for (const TransferSnapshot &s : engine.probe().history.value(id)) {
        QVERIFY(s.bytesDone >= before);
        QVERIFY(s.bytesTotal == -1 || s.bytesTotal == piece.size() * pieces);
        if (s.bytesDone > 0 && s.state == TransferState::Receiving)
            QCOMPARE(s.percent(),
                     int(s.bytesDone * 100 / s.bytesTotal) == 100 ? 99 : int(s.bytesDone * 100 / s.bytesTotal));
        before = s.bytesDone;
        steps.insert(before);
    }
    QVERIFY(steps.size() > 3);
    QCOMPARE(engine.probe().last(id).percent(), 100);
}

void TestEngineDownload::downloadProgress_hasNoTotalWithoutALength()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        peer.await(gate);
        peer.send("0\r\n\r\n");
    }));
    TestEngine engine;
    TransferHandle *handle = engine->start(downloadOf(server.url()), &engine.engine());
    QSignalSpy progress(handle, &TransferHandle::progressed);
    QTRY_COMPARE(handle->snapshot().bytesDone, 5);
    const auto p = progress.last().at(0).value<TransferProgress>();
    QCOMPARE(p.bytes, 5);
    QCOMPARE(p.bytesTotal, -1);
    QCOMPARE(p.percent, -1);
    gate.open();
    QTRY_COMPARE(handle->snapshot().state, TransferState::Ready);
    QCOMPARE(handle->snapshot().bytesTotal, 5);
    QCOMPARE(handle->snapshot().percent(), 100);
}

void TestEngineDownload::profileTimings_standInOrder_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void TestEngineDownload::profileTimings_standInOrder()
{
    QFETCH(bool, tls);
    RequestLog log;
    const TestCertificate certificate = tls ? TestCertificate::selfSigned() : TestCertificate();
    ScriptedServer server(log.script(200, "bytes"), certificate);
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/"), QStringLiteral("localhost")));
    request.options.insecure = tls;
    const TransferId first = engine.run(request);
    QCOMPARE(engine.probe().state(first), TransferState::Ready);
    const Timings t = engine.probe().last(first).exchange->timings;
    QVERIFY(t.nameLookup >= 0);
    QVERIFY(t.nameLookup <= t.connected);
    QCOMPARE(t.tlsDone >= 0, tls);
    QVERIFY(qMax(t.connected, t.tlsDone) <= t.sent);
    QVERIFY(t.sent <= t.firstByte);
    QVERIFY(t.firstByte <= t.done);
    QVERIFY(!engine.probe().last(first).exchange->connectionReused);

    // A connection that stands already was not looked up or connected this time.
    const TransferId second = engine.run(request);
    QVERIFY(engine.probe().last(second).exchange->connectionReused);
    QCOMPARE(engine.probe().last(second).exchange->timings.connected, -1);
    QCOMPARE(server.connections(), 1);
}

void TestEngineDownload::part_isNoFileUnlessAskedFor()
{
    RequestLog log;
    ScriptedServer server(log.script(206, "abc", {"Content-Range: bytes 0-2/10"}));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Protocol);
    QVERIFY(!errorText(engine.probe().error(id)).isEmpty());
    QTRY_VERIFY(engine.temporaryFiles().isEmpty());

    DownloadRequest part = downloadOf(server.url());
    part.headers.append("Range", "bytes=0-2");
    const TransferId asked = engine.run(part);
    QCOMPARE(engine.probe().state(asked), TransferState::Ready);
    QCOMPARE(TestEngine::contentOf(engine.probe().last(asked).tempPath), "abc");
}

void TestEngineDownload::cookies_goFromNoTransferToTheNext()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x", {"Set-Cookie: session=of-the-first; Path=/"}));
    TestEngine engine;
    engine.run(downloadOf(server.url()));
    engine.run(downloadOf(server.url()));
    QVERIFY(log.at(1).header("Cookie").isNull());
    DownloadRequest own = downloadOf(server.url());
    own.headers.append("Cookie", "mine=1");
    engine.run(own);
    QCOMPARE(log.at(2).header("Cookie"), "mine=1");
}

QTEST_GUILESS_MAIN(TestEngineDownload)
#include "tst_engine_download.moc"
