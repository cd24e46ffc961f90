#include "core/types/ErrorText.h"
#include "tests/support/DigestGuard.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"
#include "tests/support/TestProxy.h"

#include <QNetworkProxy>
#include <QScopeGuard>

using namespace ferry;

/// Proxies that the environment names, and what is answered to those that ask who is there.
class TestEngineProxySystem : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void signIn_namesTheProxy_data();
    void signIn_namesTheProxy();
    void signIn_wrongPasswordIsNoLoop();
    void signIn_isNotToldToAnotherProxy();
    void environment_decides_data();
    void environment_decides();
    void environment_nonsenseIsAnErrorAndNotDirect();
    void environment_closedPortIsAnErrorAndNotDirect_data();
    void environment_closedPortIsAnErrorAndNotDirect();
    void factory_listIsNotTriedToItsEnd_data();
    void factory_listIsNotTriedToItsEnd();
    void none_isDirectWhateverTheEnvironmentSays();
    void noProxyFor_exceptsHosts_data();
    void noProxyFor_exceptsHosts();
    void noProxyFor_isAskedForEachHop_data();
    void noProxyFor_isAskedForEachHop();
};

using Variables = QList<std::pair<QByteArray, QByteArray>>;
Q_DECLARE_METATYPE(Variables)

namespace {

template <typename Request>
Request through(Request request, const QUrl &proxy)
{
    request.options.proxy = {ProxyChoice::Explicit, proxy};
    request.options.insecure = true;
    request.options.bearerToken = QStringLiteral("server-only");
    return request;
}

void setEnvironment(const Variables &variables)
{
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}) {
        qunsetenv(name);
        qunsetenv(QByteArray(name).toUpper().constData());
    }
    for (const auto &[name, value] : variables)
        qputenv(name.constData(), value);
}

/// Answers each question with the same list.
class SameProxies : public QNetworkProxyFactory
{
public:
    SameProxies(QList<QNetworkProxy> proxies, std::atomic<int> &asked)
        : m_proxies(std::move(proxies))
        , m_asked(asked)
    {
    }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override
    {
        ++m_asked;
        return m_proxies;
    }

private:
    QList<QNetworkProxy> m_proxies;
    std::atomic<int> &m_asked;
};

} // namespace

void TestEngineProxySystem::init()
{
    setEnvironment({});
}

void TestEngineProxySystem::signIn_namesTheProxy_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("digest");
    QTest::addColumn<bool>("system");
    for (const bool tls : {false, true})
        for (const bool digest : {false, true})
            for (const bool system : {false, true})
                QTest::addRow("%s, %s, %s", tls ? "https" : "http", digest ? "Digest" : "Basic",
                              system ? "of the system" : "chosen")
                    << tls << digest << system;
}

void TestEngineProxySystem::signIn_namesTheProxy()
{
    QFETCH(bool, tls);
    QFETCH(bool, digest);
    QFETCH(bool, system);
    RequestLog log;
    ScriptedServer server(log.script(200, "inside", {"Connection: close"}),
                          tls ? TestCertificate::selfSigned() : TestCertificate());
    DigestGuard guard;
    guard.realm = "the proxy";
    guard.algorithm = "SHA-256";
    const auto right = [guard](const QByteArray &head) {
        const QList<QByteArray> words = head.split(' ');
        return guard.fault(ScriptedServer::headerValue(head, "Proxy-Authorization"), words.value(0), words.value(1))
            .isEmpty();
    };
    ScriptedServer proxy(digest ? testproxy::http(right, guard.challenge())
                                : testproxy::http(testproxy::basic("me:hush"), "Basic realm=\"the proxy\""));
    const QUrl address = testproxy::url(proxy, QStringLiteral("http"));
    TestEngine engine;
    const QUrl url = server.url(QStringLiteral("/x?y"), QStringLiteral("server.test"));
    UploadRequest request = through(uploadOf(url, engine.file(QStringLiteral("a"), "the body")), address);
    if (system) {
        setEnvironment({{"all_proxy", address.toEncoded()}});
        request.options.proxy = {ProxyChoice::System, {}};
    }
    const QList<TransferId> ids = engine->add({TransferRequest(request), TransferRequest(request)});
    QVERIFY(engine.probe().waitForOutcomes(ids));
    for (const TransferId id : ids) {
        QCOMPARE(engine.probe().error(id).kind, ErrorKind::Proxy);
        QCOMPARE(engine.probe().error(id).statusCode, 407);
        QVERIFY(engine.probe().last(id).signIn);
        QCOMPARE(*engine.probe().last(id).signIn,
                 (SignIn{address, QStringLiteral("the proxy"), digest ? "Digest" : "Basic", true, false}));
    }
    QCOMPARE(log.count(), 0);
    engine->signIn(*engine.probe().last(ids.first()).signIn, Credentials{QStringLiteral("me"), QStringLiteral("hush")});
    for (const TransferId id : ids) {
        QVERIFY(engine.probe().waitForOutcome(id, 2));
        QVERIFY2(engine.probe().state(id) == TransferState::Done, qPrintable(engine.probe().error(id).detail));
        QVERIFY(!engine.probe().last(id).signIn);
    }
    QCOMPARE(log.count(), 2);
    QVERIFY(log.at(0).body.contains("the body"));
    for (const SeenRequest &seen : log.all())
        QVERIFY(!seen.head.contains("Proxy-Authorization"));
}

void TestEngineProxySystem::signIn_wrongPasswordIsNoLoop()
{
    RequestLog log;
    ScriptedServer server(log.script(200), TestCertificate::selfSigned());
    ScriptedServer proxy(testproxy::http([](const QByteArray &) { return false; }));
    TestEngine engine;
    const QUrl address = testproxy::url(proxy, QStringLiteral("http"), QStringLiteral("me:wrong"));
    const TransferId id = engine.run(through(downloadOf(server.url()), address));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Proxy);
    QVERIFY(engine.probe().last(id).signIn && engine.probe().last(id).signIn->tried);
    QCOMPARE(proxy.heads().size(), 1); // it was sent unasked
    engine->signIn(*engine.probe().last(id).signIn, Credentials{QStringLiteral("me"), QStringLiteral("worse")});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QVERIFY(engine.probe().last(id).signIn->tried);
    QVERIFY(proxy.heads().size() <= 3);
    QCOMPARE(log.count(), 0);
}

void TestEngineProxySystem::signIn_isNotToldToAnotherProxy()
{
    // A redirect from http to https takes another proxy here.
    RequestLog log;
    ScriptedServer secure(log.script(200), TestCertificate::selfSigned());
    ScriptedServer server(log.script(302, {}, {"Location: " + secure.url().toEncoded(), "Connection: close"}));
    ScriptedServer plainProxy(testproxy::http(testproxy::basic("me:hush")));
    ScriptedServer tlsProxy(testproxy::http());
    setEnvironment({{"http_proxy", plainProxy.url().toEncoded()}, {"https_proxy", tlsProxy.url().toEncoded()}});
    TestEngine engine;
    DownloadRequest request = through(downloadOf(server.url()), {});
    request.options.proxy = {ProxyChoice::System, {}};
    const TransferId id = engine.run(request);
    engine->signIn(*engine.probe().last(id).signIn, Credentials{QStringLiteral("me"), QStringLiteral("hush")});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(tlsProxy.heads().size(), 1);
    QVERIFY2(!tlsProxy.head(0).contains("Proxy-Authorization"), tlsProxy.head(0).constData());
}

void TestEngineProxySystem::environment_decides_data()
{
    QTest::addColumn<Variables>("variables");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("proxied");
    const auto row = [](const char *tag, const Variables &variables, bool tls, bool proxied) {
        QTest::newRow(tag) << variables << tls << proxied;
    };
    row("http_proxy", {{"http_proxy", "%"}}, false, true);
    row("http_proxy is not for https", {{"http_proxy", "%"}}, true, false);
    row("HTTP_PROXY is nobody's", {{"HTTP_PROXY", "%"}}, false, false);
    row("https_proxy", {{"https_proxy", "%"}}, true, true);
    row("HTTPS_PROXY", {{"HTTPS_PROXY", "%"}}, true, true);
    row("https_proxy is not for http", {{"https_proxy", "%"}}, false, false);
    row("all_proxy", {{"all_proxy", "%"}}, false, true);
    row("ALL_PROXY, without a scheme", {{"ALL_PROXY", "127.0.0.1:%"}}, true, true);
    row("no_proxy, the address", {{"http_proxy", "%"}, {"no_proxy", "10.0.0.1, 127.0.0.1"}}, false, false);
    row("NO_PROXY, the network", {{"http_proxy", "%"}, {"NO_PROXY", "127.0.0.0/8"}}, false, false);
    row("no_proxy, all", {{"https_proxy", "%"}, {"no_proxy", "*"}}, true, false);
    row("no_proxy, others", {{"http_proxy", "%"}, {"no_proxy", "example.com,10.0.0.0/8"}}, false, true);
    row("set and empty", {{"http_proxy", ""}, {"all_proxy", "%"}}, false, false);
}

void TestEngineProxySystem::environment_decides()
{
    QFETCH(Variables, variables);
    QFETCH(bool, tls);
    QFETCH(bool, proxied);
    RequestLog log;
    ScriptedServer server(log.script(200), tls ? TestCertificate::selfSigned() : TestCertificate());
    ScriptedServer proxy(testproxy::http());
    for (auto &[name, value] : variables) {
        const QByteArray port = QByteArray::number(proxy.port());
        value.replace('%', value.contains(':') ? port : "http://127.0.0.1:" + port);
    }
    setEnvironment(variables);
    const auto clear = qScopeGuard([] { setEnvironment({}); });
    TestEngine engine;
    DownloadRequest request = through(downloadOf(server.url()), {});
    request.options.proxy = {ProxyChoice::System, {}};
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(proxy.connections(), proxied ? 1 : 0);
    QCOMPARE(log.count(), 1);
}

void TestEngineProxySystem::environment_nonsenseIsAnErrorAndNotDirect()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    TestEngine engine;
    DownloadRequest request = through(downloadOf(server.url()), {});
    request.options.proxy = {ProxyChoice::System, {}};
    for (const char *address :
         {"http://[::1/", "ftp://127.0.0.1:1", "socks4://127.0.0.1:1", "http://", "%%%", "::::"}) {
        setEnvironment({{"http_proxy", address}});
        const TransferId id = engine.run(request);
        QVERIFY2(engine.probe().error(id).kind == ErrorKind::Proxy, address);
    }
    setEnvironment({});
    QCOMPARE(server.connections(), 0);
}

void TestEngineProxySystem::environment_closedPortIsAnErrorAndNotDirect_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<bool>("tls");
    QTest::newRow("http_proxy") << QByteArray("http_proxy") << QByteArray("http") << false;
    QTest::newRow("https_proxy") << QByteArray("https_proxy") << QByteArray("http") << true;
    QTest::newRow("all_proxy, socks") << QByteArray("all_proxy") << QByteArray("socks5h") << false;
}

void TestEngineProxySystem::environment_closedPortIsAnErrorAndNotDirect()
{
    QFETCH(QByteArray, variable);
    QFETCH(QByteArray, scheme);
    QFETCH(bool, tls);
    RequestLog log;
    ScriptedServer server(log.script(200, "direct"), tls ? TestCertificate::selfSigned() : TestCertificate());
    const QByteArray proxy = "127.0.0.1:" + QByteArray::number(ScriptedServer::closedPort());
    setEnvironment({{variable, scheme + "://" + proxy}});
    const auto clear = qScopeGuard([] { setEnvironment({}); });
    TestEngine engine;
    DownloadRequest request = through(downloadOf(server.url()), {});
    request.options.proxy = {ProxyChoice::System, {}};
    const TransferId id = engine.run(request);
    const TransferError error = engine.probe().error(id);
    QVERIFY2(error.kind == ErrorKind::Proxy, qPrintable(QLatin1String(errorCode(error.kind)) + error.detail));
    QCOMPARE(error.subject, QString::fromLatin1(proxy));
    QVERIFY2(errorText(error).startsWith(QStringLiteral("No connection to the proxy ") + QString::fromLatin1(proxy)),
             qPrintable(errorText(error)));
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QCOMPARE(server.connections(), 0);
}

void TestEngineProxySystem::factory_listIsNotTriedToItsEnd_data()
{
    QTest::addColumn<bool>("down");
    QTest::newRow("down, then none") << true;
    QTest::newRow("none, then down") << false;
}

// A list of proxies names what to try when the first one fails. Ferry takes the first one alone: that it fails is told,
// and nothing goes to the server past it.
void TestEngineProxySystem::factory_listIsNotTriedToItsEnd()
{
    QFETCH(bool, down);
    RequestLog log;
    ScriptedServer server(log.script(200, "direct"));
    const quint16 port = ScriptedServer::closedPort();
    QList<QNetworkProxy> proxies = {QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), port),
                                    QNetworkProxy(QNetworkProxy::NoProxy)};
    if (!down)
        proxies.swapItemsAt(0, 1);
    std::atomic<int> asked = 0;
    const bool before = QNetworkProxyFactory::usesSystemConfiguration();
    QNetworkProxyFactory::setApplicationProxyFactory(new SameProxies(proxies, asked));
    const auto restore = qScopeGuard([before] { QNetworkProxyFactory::setUseSystemConfiguration(before); });
    TestEngine engine;
    // This machine too, and Qt asks a factory for it: for 127.0.0.1 it does not.
    DownloadRequest request = through(downloadOf(server.url(QStringLiteral("/"), QStringLiteral("0.0.0.0"))), {});
    request.options.proxy = {ProxyChoice::System, {}};
    const TransferId id = engine.run(request);
    QVERIFY(asked > 0);
    if (down) {
        const TransferError error = engine.probe().error(id);
        QVERIFY2(error.kind == ErrorKind::Proxy, qPrintable(QLatin1String(errorCode(error.kind)) + error.detail));
        QCOMPARE(error.subject, QStringLiteral("127.0.0.1:%1").arg(port));
        QVERIFY(errorText(error).startsWith(QStringLiteral("No connection to the proxy ")));
        QCOMPARE(engine.probe().state(id), TransferState::Failed);
    } else { // so the server can be reached without one
        QVERIFY2(engine.probe().state(id) == TransferState::Ready, qPrintable(engine.probe().error(id).detail));
    }
    QCOMPARE(server.connections(), down ? 0 : 1);
}

void TestEngineProxySystem::none_isDirectWhateverTheEnvironmentSays()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    ScriptedServer proxy(testproxy::http());
    setEnvironment({{"http_proxy", proxy.url().toEncoded()}, {"all_proxy", proxy.url().toEncoded()}});
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    setEnvironment({});
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(proxy.connections(), 0);
}

void TestEngineProxySystem::noProxyFor_exceptsHosts_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<bool>("proxied");
    QTest::newRow("nobody") << QString() << true;
    QTest::newRow("others") << QStringLiteral("example.com, 10.0.0.0/8") << true;
    QTest::newRow("the address") << QStringLiteral("example.com, 127.0.0.1") << false;
    QTest::newRow("the network") << QStringLiteral("127.0.0.0/8") << false;
    QTest::newRow("all") << QStringLiteral("*") << false;
}

void TestEngineProxySystem::noProxyFor_exceptsHosts()
{
    QFETCH(QString, list);
    QFETCH(bool, proxied);
    RequestLog log;
    ScriptedServer server(log.script(200, "x", {"Connection: close"}));
    ScriptedServer proxy(testproxy::http());
    // That is the choice of a person, and what the environment says is not asked.
    setEnvironment({{"no_proxy", "*"}});
    const auto clear = qScopeGuard([] { setEnvironment({}); });
    TestEngine engine;
    DownloadRequest request = through(downloadOf(server.url()), testproxy::url(proxy, QStringLiteral("http")));
    request.options.proxy.noProxyFor = list;
    QCOMPARE(engine.probe().state(engine.run(request)), TransferState::Ready);
    QCOMPARE(proxy.connections(), proxied ? 1 : 0);
    QCOMPARE(log.count(), 1);
}

void TestEngineProxySystem::noProxyFor_isAskedForEachHop_data()
{
    QTest::addColumn<bool>("firstExcepted");
    QTest::newRow("first around it, then through it") << true;
    QTest::newRow("first through it, then around it") << false;
}

void TestEngineProxySystem::noProxyFor_isAskedForEachHop()
{
    QFETCH(bool, firstExcepted);
    const QString here = QStringLiteral("127.0.0.1");
    const QString named = QStringLiteral("server.test"); // only the proxy finds it
    RequestLog log;
    ScriptedServer second(log.script(200, "x", {"Connection: close"}));
    const QUrl next = second.url(QStringLiteral("/next"), firstExcepted ? named : here);
    ScriptedServer first(log.script(302, {}, {"Location: " + next.toEncoded(), "Connection: close"}));
    ScriptedServer proxy(testproxy::http());
    TestEngine engine;
    DownloadRequest request = through(downloadOf(first.url(QStringLiteral("/x"), firstExcepted ? here : named)),
                                      testproxy::url(proxy, QStringLiteral("http")));
    request.options.proxy.noProxyFor = here;
    const TransferId id = engine.run(request);
    QVERIFY2(engine.probe().state(id) == TransferState::Ready, qPrintable(engine.probe().error(id).detail));
    QCOMPARE(log.count(), 2);
    QCOMPARE(proxy.connections(), 1);
    QVERIFY2(proxy.head(0).contains("server.test"), proxy.head(0).constData());
}

QTEST_GUILESS_MAIN(TestEngineProxySystem)
#include "tst_engine_proxy_system.moc"
