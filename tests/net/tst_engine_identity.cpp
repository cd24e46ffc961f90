#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

using namespace ferry;

/// What may stand in the head of a request: the Referer by the identity alone, the caller's headers, no secret shown.
class TestEngineIdentity : public QObject
{
    Q_OBJECT

private slots:
    void referer_amongTheHeadersIsRefused_data();
    void referer_amongTheHeadersIsRefused();
    void identity_sendsExactlyTheReferer_data();
    void identity_sendsExactlyTheReferer();
    void referer_noneWithoutIdentity();
    void headers_thatBreakTheRequestAreRefused_data();
    void headers_thatBreakTheRequestAreRefused();
    void headers_goOutAsGiven();
    void credentials_areSentAndNeverShown_data();
    void credentials_areSentAndNeverShown();
};

void TestEngineIdentity::referer_amongTheHeadersIsRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("upload");
    QTest::newRow("download") << QByteArray("Referer") << false;
    QTest::newRow("upload, other case") << QByteArray("REFERER") << true;
}

void TestEngineIdentity::referer_amongTheHeadersIsRefused()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, upload);
    RequestLog log;
    ScriptedServer server(log.script(200));
    TestEngine engine;
    DownloadRequest down = downloadOf(server.url());
    UploadRequest up = uploadOf(server.url(), engine.file(QStringLiteral("a"), "x"));
    // Also the one that the identity would send.
    const QByteArray value = "https://servicewechat.com/wx123/0/page-frame.html";
    down.headers.append(name, value);
    up.headers.append(name, value);
    const TransferId id = engine.run(upload ? TransferRequest(up) : TransferRequest(down));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Header);
    QVERIFY(errorText(engine.probe().error(id)).contains(QStringLiteral("Referer")));
    QCOMPARE(server.connections(), 0);
}

void TestEngineIdentity::identity_sendsExactlyTheReferer_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QByteArray>("referer");
    QTest::newRow("release") << QStringLiteral("17")
                             << QByteArray("https://servicewechat.com/wx0_a-B/17/page-frame.html");
    QTest::newRow("development build") << QStringLiteral("0")
                                       << QByteArray("https://servicewechat.com/wx0_a-B/0/page-frame.html");
    QTest::newRow("not valid") << QStringLiteral("1/../2") << QByteArray();
}

void TestEngineIdentity::identity_sendsExactlyTheReferer()
{
    QFETCH(QString, version);
    QFETCH(QByteArray, referer);
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    UploadRequest up = uploadOf(server.url(), engine.file(QStringLiteral("a"), "x"));
    up.options.identity = Identity{QStringLiteral("wx0_a-B"), version};
    DownloadRequest down = downloadOf(server.url());
    down.options.identity = up.options.identity;
    for (const TransferRequest &request : {TransferRequest(up), TransferRequest(down)}) {
        const TransferId id = engine.run(request);
        if (referer.isEmpty()) {
            QCOMPARE(engine.probe().error(id).kind, ErrorKind::Header);
            QCOMPARE(log.count(), 0);
        } else {
            QCOMPARE(log.all().last().header("Referer"), referer);
            QCOMPARE(log.all().last().head.toLower().count("\r\nreferer:"), 1);
        }
    }
    QCOMPARE(Identity().version, QStringLiteral("0"));
}

void TestEngineIdentity::referer_noneWithoutIdentity()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/first")
            peer.reply(302, {}, {"Location: /second"});
        else
            peer.reply(200, "x");
    }));
    TestEngine engine;
    engine.run(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")));
    engine.run(downloadOf(server.url(QStringLiteral("/first"))));
    QCOMPARE(log.count(), 3);
    for (const SeenRequest &request : log.all())
        QVERIFY(!request.head.toLower().contains("referer"));
}

void TestEngineIdentity::headers_thatBreakTheRequestAreRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *title, const char *name, const QByteArray &value) {
        QTest::newRow(title) << QByteArray(name) << value;
    };
    row("Host", "Host", "other.example");
    row("length", "content-length", "1");
    row("framing", "Transfer-Encoding", "chunked");
    row("connection", "Connection", "keep-alive");
    row("empty name", "", "x");
    row("no token", "Bad Name", "x");
    row("line break", "X-A", "a\r\nX-B: b");
    row("NUL", "X-A", QByteArray("a\0b", 3));
    row("type of a form", "Content-Type", "multipart/form-data; boundary=mine");
}

void TestEngineIdentity::headers_thatBreakTheRequestAreRefused()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    RequestLog log;
    ScriptedServer server(log.script(200));
    TestEngine engine;
    UploadRequest request = uploadOf(server.url(), engine.file(QStringLiteral("a"), "x"));
    request.headers.append(name, value);
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Header);
    QVERIFY(!errorText(engine.probe().error(id)).isEmpty());
    QCOMPARE(server.connections(), 0);
}

void TestEngineIdentity::headers_goOutAsGiven()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.headers = {
        {"X-One", "1"}, {"x-list", "a"}, {"X-List", "b"}, {"User-Agent", "mine/2"}, {"Accept-Encoding", "br"}};
    engine.run(request);
    const SeenRequest seen = log.at(0);
    QCOMPARE(seen.header("X-One"), "1");
    QCOMPARE(seen.header("X-List"), "a, b"); // one list, as RFC 9110 5.3 has it
    QCOMPARE(seen.header("User-Agent"), "mine/2");
    QVERIFY(seen.header("Accept-Encoding").contains("br")); // the caller knows why
    QCOMPARE(seen.header("Host"), server.url().authority().toLatin1());
}

void TestEngineIdentity::credentials_areSentAndNeverShown_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("bearer");
    QTest::addColumn<QByteArray>("authorization");
    QTest::newRow("basic") << QStringLiteral("me") << QString()
                           << QByteArray("Basic " + QByteArray("me:hush").toBase64());
    QTest::newRow("bearer") << QString() << QStringLiteral("t0ken") << QByteArray("Bearer t0ken");
}

void TestEngineIdentity::credentials_areSentAndNeverShown()
{
    QFETCH(QString, user);
    QFETCH(QString, bearer);
    QFETCH(QByteArray, authorization);
    RequestLog log;
    ScriptedServer server(log.script(401));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.options.user = user;
    request.options.password = QStringLiteral("hush");
    request.options.bearerToken = bearer;
    request.headers.append("X-Api-Key", "k3y");
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QCOMPARE(log.at(0).header("Authorization"), authorization);
    QCOMPARE(log.at(0).header("X-Api-Key"), "k3y");
    for (const HeaderField &shown : engine.probe().last(id).exchange->requestHeaders) {
        QVERIFY(!shown.second.contains(authorization.mid(6)));
        QVERIFY(!shown.second.contains("k3y"));
    }
    QVERIFY(engine.probe().last(id).exchange->requestHeaders.contains("X-Api-Key"));
}

QTEST_GUILESS_MAIN(TestEngineIdentity)
#include "tst_engine_identity.moc"
