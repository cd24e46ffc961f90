#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <QRegularExpression>

using namespace ferry;

/// Where redirects lead, and what goes along: every form of Location, secrets by origin, bodies from their start.
class TestEngineRedirectOrigin : public QObject
{
    Q_OBJECT

private slots:
    void location_isResolved_data();
    void location_isResolved();
    void userInfo_inALocationIsNeverUsedNorShown_data();
    void userInfo_inALocationIsNeverUsedNorShown();
    void secrets_stayAtTheirOrigin_data();
    void secrets_stayAtTheirOrigin();
    void secrets_doNotComeBack();
    void downgrade_isRefused_data();
    void downgrade_isRefused();
    void chain_isKeptWithItsStatuses();
    void loop_ofTwoEnds();
    void body_isSentAgainFromItsStart_data();
    void body_isSentAgainFromItsStart();
    void body_redirectedWhileItIsSent();
};

namespace {

const QList<HeaderField> secrets = {{"X-Api-Key", "s3cret"},
                                    {"Cookie", "session=s3cret"},
                                    {"Cookie2", "s3cret"},
                                    {"X-Auth-Token", "s3cret"},
                                    {"X-CSRF-Token", "s3cret"},
                                    {"Private-Token", "s3cret"},
                                    {"X-Access-Key", "s3cret"},
                                    {"X-Session-Id", "s3cret"},
                                    {"X-Signature", "s3cret"},
                                    {"X-Amz-Security-Token", "s3cret"},
                                    {"X-Password", "s3cret"},
                                    {"Proxy-Authorization", "Basic s3cret"},
                                    {"Ocp-Apim-Subscription-Key", "s3cret"},
                                    {"x-functions-key", "s3cret"},
                                    {"Fastly-Key", "s3cret"},
                                    {"DD-APPLICATION-KEY", "s3cret"},
                                    {"X-Master-Key", "s3cret"},
                                    {"CB-ACCESS-PASSPHRASE", "s3cret"},
                                    // Nothing in the name says what it is: only its own server may know.
                                    {"X-Tenant", "s3cret"}};

/// What any server may hear.
const QList<HeaderField> harmless = {{"Accept", "text/plain"},    {"Accept-Language", "de"},
                                     {"User-Agent", "tester"},    {"Cache-Control", "no-cache"},
                                     {"If-None-Match", "\"v0\""}, {"Idempotency-Key", "k1"}};

DownloadRequest withSecrets(const QUrl &url)
{
    DownloadRequest request = downloadOf(url);
    for (const auto &[name, value] : secrets)
        request.headers.append(name, value);
    for (const auto &[name, value] : harmless)
        request.headers.append(name, value);
    request.options.user = QStringLiteral("me");
    request.options.password = QStringLiteral("s3cret");
    request.options.insecure = true;
    return request;
}

bool hasSecret(const SeenRequest &request)
{
    return request.head.contains("s3cret") || request.head.contains(QByteArray("me:s3cret").toBase64()) ||
           !request.header("Authorization").isNull();
}

} // namespace

void TestEngineRedirectOrigin::location_isResolved_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("absolute") << QByteArray("http://%/b?c") << QByteArray("/b?c");
    QTest::newRow("scheme in capitals") << QByteArray("HTTP://%/b") << QByteArray("/b");
    QTest::newRow("no scheme") << QByteArray("//%/b") << QByteArray("/b");
    QTest::newRow("path") << QByteArray("/b") << QByteArray("/b");
    QTest::newRow("relative") << QByteArray("b") << QByteArray("/dir/b");
    QTest::newRow("up") << QByteArray("../b") << QByteArray("/b");
    QTest::newRow("above the root") << QByteArray("../../../b") << QByteArray("/b");
    QTest::newRow("query alone") << QByteArray("?b") << QByteArray("/dir/a?b");
    QTest::newRow("fragment is not sent") << QByteArray("/b#c") << QByteArray("/b");
    QTest::newRow("blanks around") << QByteArray("  /b  ") << QByteArray("/b");
    QTest::newRow("space inside") << QByteArray("/b c") << QByteArray("/b%20c");
    QTest::newRow("UTF-8") << QByteArray("/b\xc3\xbc") << QByteArray("/b%C3%BC");
    QTest::newRow("Latin-1") << QByteArray("/b\xfc") << QByteArray("/b%FC");
    QTest::newRow("encoded") << QByteArray("/b%2Fc%20d") << QByteArray("/b%2Fc%20d");
    QTest::newRow("dots that are encoded") << QByteArray("/x/%2e%2e/b") << QByteArray("/b"); // as browsers read it
}

void TestEngineRedirectOrigin::location_isResolved()
{
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, path);
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        const QByteArray here = "127.0.0.1:" + request.header("Host").split(':').value(1);
        if (request.path() == "/dir/a")
            peer.reply(302, {}, {"Location: " + QByteArray(location).replace("%/", here + '/')});
        else
            peer.reply(200, "arrived");
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/dir/a#f"))));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(log.count(), 2);
    QCOMPARE(log.at(1).path(), path);
}

void TestEngineRedirectOrigin::userInfo_inALocationIsNeverUsedNorShown_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<bool>("followed");
    QTest::newRow("followed") << QByteArray("http://eve:s3cret@%/b") << true;
    QTest::newRow("no scheme") << QByteArray("//eve:s3cret@%/b") << true;
    QTest::newRow("two of them") << QByteArray("http://eve:s3cret@x:s3cret@%/b") << false;
    QTest::newRow("refused scheme") << QByteArray("ftp://eve:s3cret@%/b") << false;
    QTest::newRow("no host") << QByteArray("http://eve:s3cret@/b") << false;
}

void TestEngineRedirectOrigin::userInfo_inALocationIsNeverUsedNorShown()
{
    QFETCH(QByteArray, location);
    QFETCH(bool, followed);
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/a")
            peer.reply(302, {}, {"Location: " + QByteArray(location).replace("%", request.header("Host"))});
        else
            peer.reply(401, "who", {"WWW-Authenticate: Basic realm=\"x\"", "Location: http://eve:s3cret@x.test/"});
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a")));
    const TransferId id = engine.run(request);
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(log.count(), followed ? 2 : 1);
    for (const SeenRequest &seen : log.all()) {
        QVERIFY(seen.header("Authorization").isNull());
        QVERIFY(!seen.head.contains("s3cret"));
    }
    QCOMPARE(s.statusCode(), followed ? 401 : 302);
    QVERIFY(!s.exchange->url.toString().contains(QStringLiteral("s3cret")));
    for (const RedirectHop &hop : s.exchange->redirects)
        QVERIFY(!hop.to.toString().contains(QStringLiteral("s3cret")));
    QVERIFY(s.exchange->headers.contains("Location"));
    for (const HeaderField &field : s.exchange->headers)
        QVERIFY2(!field.second.contains("s3cret") && !field.second.contains("eve"), field.second.constData());
    if (s.error)
        QVERIFY(!s.error->detail.contains(QStringLiteral("s3cret")));
}

void TestEngineRedirectOrigin::secrets_stayAtTheirOrigin_data()
{
    QTest::addColumn<QString>("fromHost");
    QTest::addColumn<bool>("fromTls");
    QTest::addColumn<QString>("toHost");
    QTest::addColumn<bool>("toTls");
    QTest::addColumn<bool>("sameServer");
    QTest::addColumn<bool>("along");
    const auto row = [](const char *tag, const char *fromHost, bool fromTls, const char *toHost, bool toTls,
                        bool sameServer, bool along) {
        QTest::newRow(tag) << QString::fromLatin1(fromHost) << fromTls << QString::fromLatin1(toHost) << toTls
                           << sameServer << along;
    };
    row("same origin", "localhost", false, "localhost", false, true, true);
    row("same origin, other case", "localhost", false, "LOCALHOST", false, true, true);
    row("same origin, TLS", "localhost", true, "localhost", true, true, true);
    row("other host", "localhost", false, "127.0.0.1", false, true, false);
    row("sub-domain", "localhost", false, "a.localhost", false, true, false);
    row("parent domain", "a.localhost", false, "localhost", false, true, false);
    row("other port", "localhost", false, "localhost", false, false, false);
    row("other port, TLS", "localhost", true, "localhost", true, false, false);
    row("other scheme", "localhost", false, "localhost", true, false, false);
}

void TestEngineRedirectOrigin::secrets_stayAtTheirOrigin()
{
    QFETCH(QString, fromHost);
    QFETCH(bool, fromTls);
    QFETCH(QString, toHost);
    QFETCH(bool, toTls);
    QFETCH(bool, sameServer);
    QFETCH(bool, along);
    RequestLog log;
    std::unique_ptr<ScriptedServer> other;
    QByteArray target;
    const TestCertificate certificate = TestCertificate::selfSigned();
    ScriptedServer home(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/from")
            peer.reply(302, {}, {"Location: " + target});
        else
            peer.reply(200, "arrived");
    }),
                        fromTls ? certificate : TestCertificate());
    other = std::make_unique<ScriptedServer>(log.script(200, "arrived"), toTls ? certificate : TestCertificate());
    // As the server writes it: case and all.
    target = (toTls ? "https://" : "http://") + toHost.toLatin1() + ':' +
             QByteArray::number(sameServer ? home.port() : other->port()) + "/to";
    TestEngine engine;
    const TransferId id = engine.run(withSecrets(home.url(QStringLiteral("/from"), fromHost)));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(log.count(), 2);
    QVERIFY(hasSecret(log.at(0)));
    for (const auto &[name, value] : harmless)
        QCOMPARE(log.at(1).header(name), value);
    QCOMPARE(hasSecret(log.at(1)), along);
    for (const auto &[name, value] : secrets) {
        if (sameHeaderName(name, "Proxy-Authorization")) // no server's business at all
            QVERIFY(log.at(0).header(name).isNull() && log.at(1).header(name).isNull());
        else
            QCOMPARE(log.at(1).header(name), along ? value : QByteArray());
    }
}

void TestEngineRedirectOrigin::secrets_doNotComeBack()
{
    RequestLog log;
    std::unique_ptr<ScriptedServer> away;
    ScriptedServer home(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/out")
            peer.reply(302, {}, {"Location: " + away->url(QStringLiteral("/first")).toEncoded()});
        else if (request.path() == "/back")
            peer.reply(302, {}, {"Location: /again"});
        else
            peer.reply(401, "who", {"WWW-Authenticate: Basic realm=\"x\""});
    }));
    // Hops within one origin, there and back, change nothing.
    away = std::make_unique<ScriptedServer>(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        const bool first = request.path() == "/first";
        peer.reply(302, {}, {"Location: " + (first ? "/second" : home.url(QStringLiteral("/back")).toEncoded())});
    }));
    TestEngine engine;
    const TransferId id = engine.run(withSecrets(home.url(QStringLiteral("/out"))));
    QCOMPARE(log.count(), 5); // asked for them, it does not get them either
    for (int i = 0; i < log.count(); ++i)
        QCOMPARE(hasSecret(log.at(i)), i == 0);
    QCOMPARE(engine.probe().last(id).statusCode(), 401);
}

void TestEngineRedirectOrigin::downgrade_isRefused_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestEngineRedirectOrigin::downgrade_isRefused()
{
    QFETCH(int, status);
    RequestLog log;
    RequestLog plainLog;
    ScriptedServer plain(plainLog.script(200));
    ScriptedServer secure(log.script(status, {}, {"Location: " + plain.url().toEncoded()}),
                          TestCertificate::selfSigned());
    TestEngine engine;
    UploadRequest request = uploadOf(secure.url(), engine.file(QStringLiteral("a"), "x"));
    request.options.insecure = true;
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Redirect);
    QCOMPARE(engine.probe().error(id).statusCode, status);
    QVERIFY(engine.probe().error(id).detail.contains(QStringLiteral("https to http")));
    QCOMPARE(plain.connections(), 0);
}

void TestEngineRedirectOrigin::chain_isKeptWithItsStatuses()
{
    const QList<int> statuses = {301, 302, 303, 307, 308};
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        const int step = request.path().sliced(1).toInt();
        if (step < statuses.size())
            peer.reply(statuses.at(step), {}, {"Location: /" + QByteArray::number(step + 1)});
        else
            peer.reply(404, "gone");
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/0"))));
    const QList<RedirectHop> hops = engine.probe().last(id).exchange->redirects;
    QCOMPARE(hops.size(), statuses.size());
    for (qsizetype i = 0; i < hops.size(); ++i) {
        QCOMPARE(hops.at(i).statusCode, statuses.at(i));
        QCOMPARE(hops.at(i).from, server.url(QStringLiteral("/%1").arg(i)));
        QCOMPARE(hops.at(i).to, server.url(QStringLiteral("/%1").arg(i + 1)));
    }
    QCOMPARE(engine.probe().last(id).statusCode(), 404);
}

void TestEngineRedirectOrigin::loop_ofTwoEnds()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        peer.reply(302, {}, {request.path() == "/a" ? "Location: /b" : "Location: /a"});
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/a"))));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Redirect);
    QCOMPARE(log.count(), 21);
    QCOMPARE(engine.probe().last(id).exchange->redirects.size(), 20);
}

void TestEngineRedirectOrigin::body_isSentAgainFromItsStart_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("raw");
    QTest::addColumn<bool>("elsewhere");
    for (const int status : {307, 308})
        for (const bool raw : {false, true})
            for (const bool elsewhere : {false, true})
                QTest::addRow("%d, %s, %s", status, raw ? "raw" : "form", elsewhere ? "other origin" : "same origin")
                    << status << raw << elsewhere;
}

void TestEngineRedirectOrigin::body_isSentAgainFromItsStart()
{
    QFETCH(int, status);
    QFETCH(bool, raw);
    QFETCH(bool, elsewhere);
    RequestLog log;
    ScriptedServer other(log.script(201));
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/to")
            peer.reply(201);
        else
            peer.reply(status, {}, {"Location: " + (elsewhere ? other.url().toEncoded() : QByteArray("/to"))});
    }));
    TestEngine engine;
    const QByteArray content = QByteArray("0123456789abcdef").repeated(200 * 1024);
    const QString file = engine.file(QStringLiteral("a"), content);
    const QUrl url = server.url(QStringLiteral("/from"));
    const TransferId id = engine.run(raw ? putOf(url, file) : uploadOf(url, file));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(log.count(), 2);
    for (const SeenRequest &request : log.all()) {
        QCOMPARE(request.method(), raw ? "PUT" : "POST");
        if (raw)
            QVERIFY(request.body == content);
        else
            QVERIFY(request.body.contains("\r\n\r\n" + content + "\r\n--"));
    }
    QCOMPARE(log.at(1).header("Content-Length"), log.at(0).header("Content-Length"));
}

void TestEngineRedirectOrigin::body_redirectedWhileItIsSent()
{
    // The server does not wait for the body: it goes where it is told to, whole.
    QByteArray received;
    ScriptedServer server([&](ScriptPeer &peer) {
        const QByteArray head = peer.readHead();
        if (head.contains(" /to ")) {
            received = peer.read(ScriptedServer::headerValue(head, "Content-Length").toLongLong());
            peer.reply(201, "kept");
        } else {
            peer.reply(307, {}, {"Location: /to", "Connection: close"});
        }
        peer.drain();
    });
    TestEngine engine;
    const QByteArray content = QByteArray("0123456789abcdef").repeated(1024 * 1024);
    const TransferId id =
        engine.run(putOf(server.url(QStringLiteral("/from")), engine.file(QStringLiteral("a"), content)));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QVERIFY(received == content);
}

QTEST_GUILESS_MAIN(TestEngineRedirectOrigin)
#include "tst_engine_redirect_origin.moc"
