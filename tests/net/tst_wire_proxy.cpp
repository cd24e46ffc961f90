#include "tests/support/engine/WireProbe.h"
#include "tests/support/FakeLookup.h"
#include "tests/support/ScriptedServer.h"

#include <QNetworkProxy>
#include <QTemporaryFile>

using namespace ferry;

namespace {

void answerAll(ScriptPeer &peer)
{
    while (!peer.readRequest().isEmpty())
        peer.reply(200, "from the server");
}

/// A proxy that tunnels CONNECT to loopback, and answers other requests itself.
ScriptedServer::Script httpProxy()
{
    return [](ScriptPeer &peer) {
        const QByteArray head = peer.readHead();
        if (!head.startsWith("CONNECT ")) {
            peer.reply(200, "from the proxy");
            return;
        }
        const QByteArray target = head.mid(8, head.indexOf(' ', 8) - 8);
        peer.send("HTTP/1.1 200 Connection established\r\nX-Proxy: 1\r\n\r\n");
        peer.tunnelTo("127.0.0.1", quint16(target.mid(target.lastIndexOf(':') + 1).toUShort()));
    };
}

/// RFC 1928 and 1929; keeps what was asked for in *asked, with "user:password@" before it.
ScriptedServer::Script socksProxy(QByteArray *asked, bool refuse = false)
{
    return [asked, refuse](ScriptPeer &peer) {
        const QByteArray hello = peer.read(2);
        const QByteArray methods = peer.read(hello.at(1));
        QByteArray who;
        if (methods.contains('\2')) {
            peer.send(QByteArray::fromHex("0502"));
            const QByteArray user = peer.read(peer.read(2).at(1));
            who = user + ':' + peer.read(peer.read(1).at(0)) + '@';
            peer.send(QByteArray::fromHex("0100"));
        } else {
            peer.send(QByteArray::fromHex("0500"));
        }
        const QByteArray request = peer.read(4);
        const bool byName = request.at(3) == 3;
        const QByteArray host = byName ? peer.read(peer.read(1).at(0)) : peer.read(request.at(3) == 4 ? 16 : 4).toHex();
        const QByteArray port = peer.read(2);
        *asked = who + (byName ? "name " : "address ") + host;
        peer.send(QByteArray::fromHex(refuse ? "05050001000000000000" : "05000001000000000000"));
        if (!refuse)
            peer.tunnelTo("127.0.0.1", quint16(quint8(port.at(0)) << 8 | quint8(port.at(1))));
    };
}

QUrl proxyUrl(const ScriptedServer &proxy, const QString &scheme, const QString &userInfo = {})
{
    QUrl url = proxy.url(QString());
    url.setScheme(scheme);
    url.setUserInfo(userInfo);
    return url;
}

QNetworkRequest throughProxy(const QUrl &url, const QUrl &proxy)
{
    QNetworkRequest request(url);
    request.setAttribute(wireAttribute(NetworkAccessManager::ProxyAttribute), proxy);
    request.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), true);
    request.setRawHeader("Authorization", "Bearer server-only");
    request.setRawHeader("User-Agent", "server-only/1");
    return request;
}

} // namespace

/// Ways through proxies, their failures, and that nothing goes to them or past them by mistake.
class tst_wire_proxy : public QObject
{
    Q_OBJECT

private slots:
    void plainRequestGoesToTheProxy();
    void tlsRequestGoesThroughATunnel();
    void userGoesToTheProxyOnly();
    void socks_data();
    void socks();
    void tlsProxy();
    void untrustedTlsProxyIsAProxyFault();
    void refusalsAreProxyFaults_data();
    void refusalsAreProxyFaults();
    void tlsFaultBehindATunnelIsTheServers();
    void brokenAnswerBehindATunnelIsTheServers();
    void managersProxyIsTaken();
    void managersFactoryIsTaken();
    void applicationsProxyIsTaken();
    void environmentIsNotReadByTheLibrary();
    void emptyUrlForbidsAnyProxy();
    void badProxyAddress();
};

void tst_wire_proxy::plainRequestGoesToTheProxy()
{
    ScriptedServer proxy(httpProxy());
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(
        throughProxy(QUrl(QStringLiteral("http://server.test/x?y")), proxyUrl(proxy, QStringLiteral("http")))));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->readAll(), QByteArray("from the proxy"));
    QVERIFY(proxy.head(0).startsWith("GET http://server.test/x?y HTTP/1.1\r\n"));
    QCOMPARE(ScriptedServer::headerValue(proxy.head(0), "Host"), QByteArray("server.test"));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::None);
}

void tst_wire_proxy::tlsRequestGoesThroughATunnel()
{
    ScriptedServer server(answerAll, TestCertificate::selfSigned());
    ScriptedServer proxy(httpProxy());
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(
        manager.post(throughProxy(server.url(), proxyUrl(proxy, QStringLiteral("http"))), QByteArray("body")));
    QVERIFY(ended(reply.get()));
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    QCOMPARE(reply->readAll(), QByteArray("from the server"));
    QVERIFY(proxy.head(0).startsWith("CONNECT 127.0.0.1:"));
    QVERIFY(!proxy.head(0).contains("server-only"));
    QVERIFY(!wireFacts(reply.get()).headers.contains("X-Proxy"));
    QVERIFY(!wireFacts(reply.get()).sentHeaders.isEmpty());
    for (const HeaderField &field : wireFacts(reply.get()).sentHeaders)
        QVERIFY(!sameHeaderName(field.first, "Proxy-Connection"));
    QVERIFY(server.head(0).contains("Bearer server-only"));
}

void tst_wire_proxy::userGoesToTheProxyOnly()
{
    ScriptedServer server(answerAll, TestCertificate::selfSigned());
    ScriptedServer proxy(httpProxy());
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(
        throughProxy(server.url(), proxyUrl(proxy, QStringLiteral("http"), QStringLiteral("me%40home:p%3Aw")))));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(ScriptedServer::headerValue(proxy.head(0), "Proxy-Authorization"),
             "Basic " + QByteArray("me@home:p:w").toBase64());
    QVERIFY(!server.head(0).contains("Proxy-"));
}

void tst_wire_proxy::socks_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("userInfo");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("asked");
    QTest::newRow("socks5") << QStringLiteral("socks5") << QString() << false << QByteArray("address 7f000001");
    QTest::newRow("socks5h") << QStringLiteral("socks5h") << QString() << false << QByteArray("name localhost");
    QTest::newRow("socks5h and TLS") << QStringLiteral("socks5h") << QString() << true << QByteArray("name localhost");
    QTest::newRow("socks5 with a user") << QStringLiteral("socks5") << QStringLiteral("u:p") << false
                                        << QByteArray("u:p@address 7f000001");
}

void tst_wire_proxy::socks()
{
    QFETCH(QString, scheme);
    QFETCH(QString, userInfo);
    QFETCH(bool, tls);
    QFETCH(QByteArray, asked);
    ScriptedServer server(answerAll, tls ? TestCertificate::selfSigned() : TestCertificate());
    QByteArray seen;
    ScriptedServer proxy(socksProxy(&seen));
    NetworkAccessManager manager;
    const QString host = QStringLiteral("localhost"); // a name: who looks it up is the difference
    std::unique_ptr<QNetworkReply> reply(
        manager.get(throughProxy(server.url(QStringLiteral("/"), host), proxyUrl(proxy, scheme, userInfo))));
    QVERIFY(ended(reply.get()));
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    QCOMPARE(reply->readAll(), QByteArray("from the server"));
    if (seen.endsWith("address 00000000000000000000000000000001")) // where the system prefers it
        seen.replace("00000000000000000000000000000001", "7f000001");
    QCOMPARE(seen, asked);
}

void tst_wire_proxy::tlsProxy()
{
    const TestCertificate authority = TestCertificate::authority();
    QTemporaryFile roots;
    QVERIFY(roots.open());
    roots.write(authority.pem());
    roots.close();
    ScriptedServer server(answerAll, TestCertificate::signedBy(authority));
    ScriptedServer proxy(httpProxy(), TestCertificate::signedBy(authority));
    NetworkAccessManager manager;
    QNetworkRequest request = throughProxy(server.url(), proxyUrl(proxy, QStringLiteral("https")));
    request.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), false);
    request.setAttribute(wireAttribute(NetworkAccessManager::CaCertFileAttribute), roots.fileName());
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QVERIFY(ended(reply.get()));
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    QCOMPARE(reply->readAll(), QByteArray("from the server"));
    QCOMPARE(proxy.handshakes(), 1);
}

void tst_wire_proxy::untrustedTlsProxyIsAProxyFault()
{
    ScriptedServer server(answerAll, TestCertificate::selfSigned());
    ScriptedServer proxy(httpProxy(), TestCertificate::selfSigned());
    NetworkAccessManager manager;
    QNetworkRequest request = throughProxy(server.url(), proxyUrl(proxy, QStringLiteral("https")));
    request.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), false);
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Proxy);
    QVERIFY(proxy.heads().isEmpty());
    QCOMPARE(server.connections(), 0);
}

void tst_wire_proxy::refusalsAreProxyFaults_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("tls");
    const QString http = QStringLiteral("http");
    QTest::newRow("407 to CONNECT") << http
                                    << QByteArray("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\n"
                                                  "Content-Length: 0\r\n\r\n")
                                    << true;
    QTest::newRow("407 to a plain request")
        << http << QByteArray("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n") << false;
    QTest::newRow("403 to CONNECT") << http << QByteArray("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n") << true;
    QTest::newRow("502 to CONNECT") << http << QByteArray("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n") << true;
    QTest::newRow("nonsense to CONNECT") << http << QByteArray("what do you want\r\n\r\n") << true;
    QTest::newRow("closed") << http << QByteArray() << true;
    QTest::newRow("socks refuses") << QStringLiteral("socks5h") << QByteArray("socks") << false;
    QTest::newRow("nobody there") << http << QByteArray("down") << true;
    QTest::newRow("nobody there, plain") << http << QByteArray("down") << false;
    QTest::newRow("unknown name") << http << QByteArray("name") << false;
}

void tst_wire_proxy::refusalsAreProxyFaults()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, answer);
    QFETCH(bool, tls);
    ScriptedServer server(answerAll, tls ? TestCertificate::selfSigned() : TestCertificate());
    QByteArray asked;
    ScriptedServer proxy(answer == "socks" ? socksProxy(&asked, true) : [answer](ScriptPeer &peer) {
        peer.readHead();
        peer.send(answer);
    });
    QUrl where = proxyUrl(proxy, scheme);
    if (answer == "down")
        where.setPort(ScriptedServer::closedPort());
    else if (answer == "name")
        where.setHost(QStringLiteral("unknown.test"));
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.post(throughProxy(server.url(), where), QByteArray("body")));
    QVERIFY(ended(reply.get()));
    const WireFacts facts = wireFacts(reply.get());
    QVERIFY2(facts.fault == WireFault::Proxy, qPrintable(facts.detail));
    QVERIFY(reply->error() >= QNetworkReply::ProxyConnectionRefusedError);
    QVERIFY(reply->error() <= QNetworkReply::UnknownProxyError);
    QCOMPARE(server.connections(), 0); // never directly instead
    if (answer.contains("407"))
        QCOMPARE(reply->error(), QNetworkReply::ProxyAuthenticationRequiredError);
}

void tst_wire_proxy::tlsFaultBehindATunnelIsTheServers()
{
    ScriptedServer server(answerAll, TestCertificate::selfSigned());
    ScriptedServer proxy(httpProxy());
    NetworkAccessManager manager;
    QNetworkRequest request = throughProxy(server.url(), proxyUrl(proxy, QStringLiteral("http")));
    request.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), false);
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Tls);
    QCOMPARE(wireFacts(reply.get()).tls.fault, TlsFault::SelfSigned);
}

void tst_wire_proxy::brokenAnswerBehindATunnelIsTheServers()
{
    ScriptedServer server([](ScriptPeer &peer) { peer.readRequest(); }, TestCertificate::selfSigned());
    ScriptedServer proxy(httpProxy());
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(
        manager.get(throughProxy(server.url(), proxyUrl(proxy, QStringLiteral("http")))));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Broken);
}

void tst_wire_proxy::managersProxyIsTaken()
{
    ScriptedServer proxy(httpProxy());
    NetworkAccessManager manager;
    manager.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.port()));
    std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(QUrl(QStringLiteral("http://a.test/")))));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->readAll(), QByteArray("from the proxy"));
}

void tst_wire_proxy::managersFactoryIsTaken()
{
    class Factory : public QNetworkProxyFactory
    {
    public:
        explicit Factory(quint16 p)
            : port(p)
        {
        }
        QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override
        {
            return {QNetworkProxy(QNetworkProxy::Socks5Proxy, QStringLiteral("127.0.0.1"), port)};
        }
        quint16 port;
    };
    QByteArray asked;
    ScriptedServer server(answerAll);
    ScriptedServer proxy(socksProxy(&asked));
    NetworkAccessManager manager;
    manager.setProxyFactory(new Factory(proxy.port()));
    std::unique_ptr<QNetworkReply> reply(
        manager.get(QNetworkRequest(server.url(QStringLiteral("/"), QStringLiteral("localhost")))));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->readAll(), QByteArray("from the server"));
    QCOMPARE(asked, QByteArray("name localhost"));
}

void tst_wire_proxy::applicationsProxyIsTaken()
{
    ScriptedServer proxy(httpProxy());
    const QNetworkProxy before = QNetworkProxy::applicationProxy();
    QNetworkProxy::setApplicationProxy(
        QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.port()));
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(QUrl(QStringLiteral("http://a.test/")))));
    const bool done = ended(reply.get());
    QNetworkProxy::setApplicationProxy(before);
    QVERIFY(done);
    QCOMPARE(reply->readAll(), QByteArray("from the proxy"));
}

void tst_wire_proxy::environmentIsNotReadByTheLibrary()
{
    ScriptedServer server(answerAll);
    const QByteArray nowhere = "http://127.0.0.1:" + QByteArray::number(ScriptedServer::closedPort());
    qputenv("http_proxy", nowhere);
    qputenv("all_proxy", nowhere);
    NetworkAccessManager manager;
    manager.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(server.url())));
    const bool done = ended(reply.get());
    qunsetenv("http_proxy");
    qunsetenv("all_proxy");
    QVERIFY(done);
    QCOMPARE(reply->readAll(), QByteArray("from the server"));
}

void tst_wire_proxy::emptyUrlForbidsAnyProxy()
{
    ScriptedServer server(answerAll);
    qputenv("no_proxy", "127.0.0.1");
    NetworkAccessManager manager;
    manager.setProxy(
        QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), ScriptedServer::closedPort()));
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    const bool done = ended(reply.get());
    qunsetenv("no_proxy");
    QVERIFY(done);
    QCOMPARE(reply->readAll(), QByteArray("from the server"));

    // no_proxy does not take a request away from the proxy that was chosen for it, either.
    qputenv("no_proxy", "*");
    std::unique_ptr<QNetworkReply> chosen(manager.get(QNetworkRequest(server.url())));
    const bool chosenDone = ended(chosen.get());
    qunsetenv("no_proxy");
    QVERIFY(chosenDone);
    QCOMPARE(wireFacts(chosen.get()).fault, WireFault::Proxy);
}

void tst_wire_proxy::badProxyAddress()
{
    NetworkAccessManager manager;
    for (const char *address : {"ftp://127.0.0.1:1", "http://", "nonsense"}) {
        std::unique_ptr<QNetworkReply> reply(
            manager.get(throughProxy(QUrl(QStringLiteral("http://127.0.0.1:1/")), QUrl(QString::fromLatin1(address)))));
        QVERIFY(ended(reply.get()));
        QCOMPARE(wireFacts(reply.get()).fault, WireFault::Proxy);
    }
}

QTEST_GUILESS_MAIN(tst_wire_proxy)
#include "tst_wire_proxy.moc"
