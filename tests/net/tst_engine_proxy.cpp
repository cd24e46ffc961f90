#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"
#include "tests/support/TestProxy.h"

#include <QElapsedTimer>

using namespace ferry;

/// Ways through proxies as items take them: every kind, every refusal, and that nothing goes past them. The system's
/// proxies, and names and passwords for proxies, are in tst_engine_proxy_system.
class TestEngineProxy : public QObject
{
    Q_OBJECT

private slots:
    void everyKind_carriesBothDirections_data();
    void everyKind_carriesBothDirections();
    void headers_stayApart_data();
    void headers_stayApart();
    void proxyAuthorization_ofThePersonGoesToTheProxyOnly();
    void refusal_isAProxyErrorAndNothingGoesDirectly_data();
    void refusal_isAProxyErrorAndNothingGoesDirectly();
    void silence_isATimeoutOfTheProxy_data();
    void silence_isATimeoutOfTheProxy();
    void refusal_thatIsLongIsOneToo();
    void refusal_whileTheBodyIsSentStopsIt_data();
    void refusal_whileTheBodyIsSentStopsIt();
    void lastAnswerOfATlsProxy_isWhole();
    void serversOwn407_isAnAnswer();
    void redirect_keepsTheProxy();
};

namespace {

const QByteArray authorization = "Bearer server-only";

template <typename Request>
Request through(Request request, const QUrl &proxy)
{
    request.options.proxy = {ProxyChoice::Explicit, proxy};
    request.options.insecure = true;
    request.options.bearerToken = QStringLiteral("server-only");
    return request;
}

/// Whatever the proxy says to a request or a CONNECT.
ScriptedServer::Script saying(const QByteArray &answer, bool thenSilent = false)
{
    return [answer, thenSilent](ScriptPeer &peer) {
        const QByteArray head = peer.readHead();
        if (!head.startsWith("CONNECT "))
            peer.read(ScriptedServer::headerValue(head, "Content-Length").toLongLong());
        peer.send(answer);
        if (thenSilent)
            peer.stall();
    };
}

} // namespace

void TestEngineProxy::everyKind_carriesBothDirections_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("user");
    for (const char *scheme : {"http", "https", "socks5", "socks5h"})
        for (const bool tls : {false, true})
            for (const bool user : {false, true})
                QTest::addRow("%s to %s%s", scheme, tls ? "https" : "http", user ? ", with a user" : "")
                    << QString::fromLatin1(scheme) << tls << user;
}

void TestEngineProxy::everyKind_carriesBothDirections()
{
    QFETCH(QString, scheme);
    QFETCH(bool, tls);
    QFETCH(bool, user);
    RequestLog log;
    ScriptedServer server(log.script(200, "from the server"), tls ? TestCertificate::selfSigned() : TestCertificate());
    QByteArray asked;
    const QByteArray both = user ? "me@home:p w:d" : "";
    const bool socks = scheme.startsWith(QLatin1String("socks"));
    const bool tlsProxy = scheme == QLatin1String("https");
    ScriptedServer proxy(socks ? testproxy::socks(both, &asked)
                               : testproxy::http(user ? testproxy::basic(both) : testproxy::Guard()),
                         tlsProxy ? TestCertificate::selfSigned() : TestCertificate());
    const QUrl address = testproxy::url(proxy, scheme, user ? QStringLiteral("me%40home:p w%3Ad") : QString());
    // Only a proxy knows this name, unless names are looked up on this side.
    const QString host =
        scheme == QLatin1String("socks5") ? QStringLiteral("localhost") : QStringLiteral("server.test");
    TestEngine engine;
    const TransferId down = engine.run(through(downloadOf(server.url(QStringLiteral("/x.bin?y"), host)), address));
    QVERIFY2(engine.probe().state(down) == TransferState::Ready,
             qPrintable(errorText(engine.probe().error(down)) + engine.probe().error(down).detail));
    QCOMPARE(TestEngine::contentOf(engine.probe().last(down).tempPath), "from the server");
    const QString file = engine.file(QStringLiteral("a"), "the body");
    const TransferId up = engine.run(through(uploadOf(server.url(QStringLiteral("/up"), host), file), address));
    QCOMPARE(engine.probe().state(up), TransferState::Done);
    QCOMPARE(log.count(), 2);
    QVERIFY(log.at(1).body.contains("the body"));
    if (scheme == QLatin1String("socks5")) // its own loopback, of either kind
        QVERIFY2(asked == "address 7f000001" || asked == "address 00000000000000000000000000000001", asked.constData());
    else if (socks)
        QCOMPARE(asked, "name server.test");
    else
        QVERIFY(proxy.head(0).startsWith(tls ? "CONNECT server.test:" : "GET http://server.test:"));
}

void TestEngineProxy::headers_stayApart_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<bool>("tls");
    QTest::newRow("http to http") << QStringLiteral("http") << false;
    QTest::newRow("http to https") << QStringLiteral("http") << true;
    QTest::newRow("https to https") << QStringLiteral("https") << true;
}

void TestEngineProxy::headers_stayApart()
{
    QFETCH(QString, scheme);
    QFETCH(bool, tls);
    RequestLog log;
    ScriptedServer server(log.script(200), tls ? TestCertificate::selfSigned() : TestCertificate());
    const bool tlsProxy = scheme == QLatin1String("https");
    ScriptedServer proxy(testproxy::http(testproxy::basic("me:hush")),
                         tlsProxy ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    DownloadRequest request =
        through(downloadOf(server.url()), testproxy::url(proxy, scheme, QStringLiteral("me:hush")));
    request.headers = {{"X-Api-Key", "server-only"}, {"Cookie", "server-only=1"}, {"X-Plain", "server-only"}};
    request.options.identity = Identity{QStringLiteral("wx0"), QStringLiteral("server-only")};
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(log.at(0).header("Authorization"), authorization);
    QCOMPARE(log.at(0).header("X-Api-Key"), "server-only");
    QVERIFY(log.at(0).header("Proxy-Authorization").isNull());
    QVERIFY(!log.at(0).head.contains(QByteArray("me:hush").toBase64()));
    if (tls) { // what it does not have to read it does not see
        QVERIFY2(!proxy.head(0).contains("server-only"), proxy.head(0).constData());
        QVERIFY(!proxy.head(0).contains("User-Agent: Ferry"));
    }
    for (const HeaderField &shown : engine.probe().last(id).exchange->requestHeaders)
        QVERIFY(!shown.second.contains(QByteArray("me:hush").toBase64()));
}

void TestEngineProxy::proxyAuthorization_ofThePersonGoesToTheProxyOnly()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    ScriptedServer secure(log.script(200), TestCertificate::selfSigned());
    ScriptedServer proxy(testproxy::http());
    TestEngine engine;
    for (const QUrl &url : {server.url(), secure.url()}) {
        DownloadRequest request = through(downloadOf(url), testproxy::url(proxy, QStringLiteral("http")));
        request.headers.append("Proxy-Authorization", "Custom s3cret");
        engine.run(request);
        QCOMPARE(ScriptedServer::headerValue(proxy.heads().last(), "Proxy-Authorization"), "Custom s3cret");
        request.options.proxy = {ProxyChoice::None, {}};
        engine.run(request);
    }
    QCOMPARE(log.count(), 4);
    for (const SeenRequest &request : log.all())
        QVERIFY(request.header("Proxy-Authorization").isNull());
}

void TestEngineProxy::refusal_isAProxyErrorAndNothingGoesDirectly_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<int>("status");
    const QString http = QStringLiteral("http");
    const auto row = [](const char *tag, const QString &scheme, const QByteArray &answer, bool tls, int status = 0) {
        QTest::newRow(tag) << scheme << answer << tls << status;
    };
    const QByteArray who = "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 3\r\n\r\nwho";
    row("407 to CONNECT", http, who, true, 407);
    row("407 to a request", http, who, false, 407);
    row("403 to CONNECT", http, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", true, 403);
    row("502 to CONNECT", http, "HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n", true, 502);
    row("404 to CONNECT, endless body", http, "HTTP/1.1 404 No\r\n\r\nbody", true, 404);
    row("redirect to CONNECT", http, "HTTP/1.1 302 No\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n",
        true, 302);
    row("garbage to CONNECT", http, "what do you want\r\n\r\n", true);
    row("garbage without lines", http, "what do you want", true);
    row("status garbage to CONNECT", http, "HTTP/1.1 abc\r\n\r\n", true);
    row("interim answer to CONNECT", http, "HTTP/1.1 100 Continue\r\n\r\n", true);
    row("too many lines to CONNECT", http, "HTTP/1.1 200 OK\r\n" + QByteArray("X: y\r\n").repeated(300) + "\r\n", true);
    row("header cut", http, "HTTP/1.1 200 OK\r\nX-", true);
    row("closes", http, "", true);
    row("no proxy at all, 200", http, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", true, 200);
    row("socks garbage", QStringLiteral("socks5h"), "hello", false);
    row("socks closes", QStringLiteral("socks5"), "", false);
    row("socks speaks version 4", QStringLiteral("socks5h"), QByteArray("\0\x5a\0\0\0\0\0\0", 8), false);
    row("an http proxy under socks5", QStringLiteral("socks5"), "HTTP/1.1 400 What\r\n\r\n", false);
    row("down", http, "down", true);
    row("down, plain", http, "down", false);
    row("down, socks", QStringLiteral("socks5h"), "down", false);
    row("unknown name", http, "name", false);
    row("untrusted TLS", QStringLiteral("https"), "tls", false);
    row("no TLS under https", QStringLiteral("https"), "HTTP/1.1 200 OK\r\n\r\n", false);
}

void TestEngineProxy::refusal_isAProxyErrorAndNothingGoesDirectly()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, answer);
    QFETCH(bool, tls);
    QFETCH(int, status);
    RequestLog log;
    ScriptedServer server(log.script(200, "direct"), tls ? TestCertificate::selfSigned() : TestCertificate());
    const bool socks = scheme.startsWith(QLatin1String("socks"));
    ScriptedServer proxy(
        [&](ScriptPeer &peer) {
            if (socks || scheme == QLatin1String("https")) {
                peer.read(3);
                peer.send(answer);
            } else {
                saying(answer)(peer);
            }
        },
        answer == "tls" ? TestCertificate::selfSigned() : TestCertificate());
    QUrl address = testproxy::url(proxy, scheme, QStringLiteral("me:hush"));
    if (answer == "down")
        address.setPort(ScriptedServer::closedPort());
    else if (answer == "name")
        address.setHost(QStringLiteral("unknown.test"));
    TestEngine engine;
    UploadRequest request = through(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")), address);
    request.options.insecure = tls;
    const TransferId id = engine.run(request);
    const TransferError error = engine.probe().error(id);
    if (status == 200) { // a web server that takes CONNECT for a page: what follows is no TLS
        QCOMPARE(error.kind, ErrorKind::Tls);
    } else {
        QVERIFY2(error.kind == ErrorKind::Proxy, qPrintable(QLatin1String(errorCode(error.kind)) + error.detail));
        QCOMPARE(error.statusCode, status);
        QCOMPARE(error.subject, answer == "name" ? QStringLiteral("unknown.test:%1").arg(proxy.port())
                                                 : QStringLiteral("127.0.0.1:%1").arg(address.port()));
    }
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    const bool reached = answer != "down" && answer != "name";
    QCOMPARE(errorText(error).startsWith(QStringLiteral("No connection to the proxy ")), !reached);
    QVERIFY(!errorText(error).contains(QStringLiteral("hush")));
    QCOMPARE(server.connections(), 0);
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

void TestEngineProxy::silence_isATimeoutOfTheProxy_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing to CONNECT") << QStringLiteral("http") << QByteArray();
    QTest::newRow("half an answer to CONNECT") << QStringLiteral("http") << QByteArray("HTTP/1.1 200 OK\r\nX-A: b\r\n");
    QTest::newRow("nothing of socks") << QStringLiteral("socks5h") << QByteArray();
}

void TestEngineProxy::silence_isATimeoutOfTheProxy()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, answer);
    RequestLog log;
    ScriptedServer server(log.script(200), TestCertificate::selfSigned());
    ScriptedServer proxy([answer](ScriptPeer &peer) {
        peer.read(3);
        peer.send(answer);
        peer.stall();
    });
    TestEngine engine;
    DownloadRequest request = through(downloadOf(server.url()), testproxy::url(proxy, scheme));
    request.options.timeout = std::chrono::seconds(1);
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Timeout);
    QCOMPARE(engine.probe().error(id).phase, Phase::Connect);
    QCOMPARE(engine.probe().error(id).subject, QStringLiteral("127.0.0.1:%1").arg(proxy.port()));
    const QString said = errorText(engine.probe().error(id)); // and not that it took no connection
    QVERIFY2(said.startsWith(QStringLiteral("The proxy 127.0.0.1:%1 opened no way").arg(proxy.port())),
             qPrintable(said));
    QCOMPARE(server.connections(), 0);
    QTRY_COMPARE(proxy.openConnections(), 0);
}

// A page of the proxy that nobody reads to its end.
void TestEngineProxy::refusal_thatIsLongIsOneToo()
{
    ScriptedServer proxy(saying("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 200000\r\n\r\n" +
                                QByteArray(200'000, 'w')));
    TestEngine engine;
    const TransferId id =
        engine.run(through(downloadOf(QUrl(QStringLiteral("http://far.example/"))), proxy.url(QString())));
    const TransferError error = engine.probe().error(id);
    QCOMPARE(error.kind, ErrorKind::Proxy);
    QCOMPARE(error.statusCode, 407);
    QCOMPARE(error.subject, QStringLiteral("127.0.0.1:%1").arg(proxy.port()));
    QVERIFY2(error.detail.contains(QStringLiteral("asks for a name and a password")), qPrintable(error.detail));
    QVERIFY(engine.probe().last(id).signIn);
}

void TestEngineProxy::refusal_whileTheBodyIsSentStopsIt_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<bool>("raw");
    QTest::addColumn<bool>("ends");
    for (const char *scheme : {"http", "https"})
        for (const bool raw : {false, true})
            for (const bool ends : {false, true})
                QTest::addRow("%s, %s, %s", scheme, raw ? "PUT" : "form", ends ? "whole" : "without an end")
                    << QString::fromLatin1(scheme) << raw << ends;
}

void TestEngineProxy::refusal_whileTheBodyIsSentStopsIt()
{
    QFETCH(QString, scheme);
    QFETCH(bool, raw);
    QFETCH(bool, ends);
    constexpr qint64 twoGiB = qint64(2) * 1024 * 1024 * 1024;
    RequestLog log;
    ScriptedServer server(log.script(200, "direct"));
    std::atomic<qint64> got = 0;
    std::atomic<qint64> stoppedAfterMs = -1;
    ScriptedServer proxy(
        [&](ScriptPeer &peer) {
            peer.readHead();
            got = peer.read(1024 * 1024).size();
            peer.send("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n" +
                      QByteArray(ends ? "Content-Length: 3\r\n" : "") + "\r\nwho");
            QElapsedTimer clock;
            clock.start();
            got += peer.drain();
            stoppedAfterMs = clock.elapsed();
        },
        scheme == QLatin1String("https") ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    const QString file = engine.largeFile(QStringLiteral("big"), twoGiB);
    const TransferId id = engine.run(
        through(raw ? putOf(server.url(), file) : uploadOf(server.url(), file), testproxy::url(proxy, scheme)));
    const TransferError error = engine.probe().error(id);
    QVERIFY2(error.kind == ErrorKind::Proxy, qPrintable(QLatin1String(errorCode(error.kind)) + error.detail));
    QCOMPARE(error.statusCode, 407);
    QCOMPARE(error.subject, QStringLiteral("127.0.0.1:%1").arg(proxy.port()));
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QVERIFY(engine.probe().last(id).signIn);
    QTRY_VERIFY(stoppedAfterMs >= 0);
    // Without an end it is waited for a moment, with nothing more sent, whether more of the answer comes.
    QVERIFY2(stoppedAfterMs < (ends ? 1000 : 2000), qPrintable(QString::number(stoppedAfterMs)));
    QVERIFY2(got < 64 * 1024 * 1024, qPrintable(QString::number(got)));
    QCOMPARE(proxy.heads().size(), 1);
    QCOMPARE(server.connections(), 0);
    QTRY_COMPARE(proxy.openConnections(), 0);
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

// It closes behind its answer, and takes this side's farewell no more.
void TestEngineProxy::lastAnswerOfATlsProxy_isWhole()
{
    const ScriptedServer proxy(
        [](ScriptPeer &peer) {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello");
            peer.close();
        },
        TestCertificate::selfSigned());
    TestEngine engine;
    const QUrl origin(QStringLiteral("http://server.test/"));
    const TransferId id =
        engine.run(through(uploadOf(origin, engine.file(QStringLiteral("a"), "content")), proxy.url()));
    QVERIFY2(engine.probe().state(id) == TransferState::Done, qPrintable(engine.probe().error(id).detail));
    QCOMPARE(engine.probe().last(id).exchange->body, "hello");
}

void TestEngineProxy::serversOwn407_isAnAnswer()
{
    RequestLog log;
    ScriptedServer server(log.script(407, "odd"));
    ScriptedServer secure(log.script(407, "odd"), TestCertificate::selfSigned());
    ScriptedServer proxy(testproxy::http());
    TestEngine engine;
    const TransferId direct = engine.run(downloadOf(server.url()));
    const TransferId behind =
        engine.run(through(downloadOf(secure.url()), testproxy::url(proxy, QStringLiteral("http"))));
    for (const TransferId id : {direct, behind}) {
        QCOMPARE(engine.probe().state(id), TransferState::Refused);
        QCOMPARE(engine.probe().last(id).statusCode(), 407);
        QVERIFY(!engine.probe().last(id).signIn);
    }
}

void TestEngineProxy::redirect_keepsTheProxy()
{
    RequestLog log;
    ScriptedServer other(log.script(200, "arrived"));
    ScriptedServer server(log.script(
        302, {}, {"Location: http://other.test:" + QByteArray::number(other.port()) + "/", "Connection: close"}));
    ScriptedServer proxy(testproxy::http());
    TestEngine engine;
    const TransferId id = engine.run(through(downloadOf(server.url(QStringLiteral("/"), QStringLiteral("server.test"))),
                                             testproxy::url(proxy, QStringLiteral("http"))));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(proxy.heads().size(), 2);
    QVERIFY(proxy.head(1).startsWith("GET http://other.test:"));
    QVERIFY(!proxy.head(1).contains("server-only"));
}

QTEST_GUILESS_MAIN(TestEngineProxy)
#include "tst_engine_proxy.moc"
