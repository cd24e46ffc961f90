#include "core/wire/ProxyEnvironment.h"

#include <QHash>
#include <QTest>

using namespace ferry;

/// The proxy that the environment names, and the hosts that it excepts, as curl documents both.
class TestProxyEnvironment : public QObject
{
    Q_OBJECT

private slots:
    void variables_data();
    void variables();
    void noProxy_data();
    void noProxy();
};

using Variables = QHash<QByteArray, QByteArray>;
Q_DECLARE_METATYPE(Variables)

void TestProxyEnvironment::variables_data()
{
    QTest::addColumn<Variables>("variables");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("found"); // "-" unsaid, "direct", or the address
    const QString http = QStringLiteral("http://a.example/x");
    const QString https = QStringLiteral("https://a.example/x");
    const auto row = [](const char *tag, const Variables &variables, const QString &url, const char *found) {
        QTest::newRow(tag) << variables << url << QByteArray(found);
    };
    row("nothing", {}, http, "-");
    row("only exceptions", {{"no_proxy", "*"}}, http, "-");
    row("small", {{"http_proxy", "http://p:1"}}, http, "http://p:1");
    row("capitals are not for http", {{"HTTP_PROXY", "http://p:1"}}, http, "direct");
    row("capitals are not for http, with another", {{"HTTP_PROXY", "http://p:1"}, {"https_proxy", "q"}}, http,
        "direct");
    row("https", {{"https_proxy", "http://p:1"}}, https, "http://p:1");
    row("https in capitals", {{"HTTPS_PROXY", "http://p:1"}}, https, "http://p:1");
    row("small before capitals", {{"https_proxy", "http://p:1"}, {"HTTPS_PROXY", "http://q:1"}}, https, "http://p:1");
    row("of the other scheme", {{"https_proxy", "http://p:1"}}, http, "direct");
    row("all", {{"all_proxy", "socks5h://p"}}, https, "socks5h://p");
    row("ALL", {{"ALL_PROXY", "socks5h://p"}}, http, "socks5h://p");
    row("own before all", {{"http_proxy", "http://p:1"}, {"all_proxy", "http://q:1"}}, http, "http://p:1");
    row("empty own before all", {{"http_proxy", ""}, {"all_proxy", "http://q:1"}}, http, "direct");
    row("without a scheme", {{"http_proxy", "p.example:3128"}}, http, "http://p.example:3128");
    row("user info", {{"http_proxy", "http://u:p@q:1"}}, http, "http://u:p@q:1");
    row("nonsense stays", {{"http_proxy", "%%%"}}, http, "http://%%%");
    row("excepted", {{"http_proxy", "http://p:1"}, {"no_proxy", "example"}}, http, "direct");
    row("excepted at its port", {{"http_proxy", "http://p:1"}, {"no_proxy", "example:81"}},
        QStringLiteral("http://a.example:81/"), "direct");
    row("excepted at another port", {{"http_proxy", "http://p:1"}, {"no_proxy", "a.example:81"}},
        QStringLiteral("http://a.example:82/"), "http://p:1");
    row("excepted at the usual port", {{"http_proxy", "http://p:1"}, {"no_proxy", "a.example:80"}}, http, "direct");
    row("excepted at the usual port of https", {{"https_proxy", "http://p:1"}, {"no_proxy", "a.example:443"}}, https,
        "direct");
    row("excepted at the port of the other scheme", {{"https_proxy", "http://p:1"}, {"no_proxy", "a.example:80"}},
        https, "http://p:1");
    row("address excepted at its port", {{"http_proxy", "http://p:1"}, {"no_proxy", "192.0.2.1:81"}},
        QStringLiteral("http://192.0.2.1:81/"), "direct");
    row("address excepted at another port", {{"http_proxy", "http://p:1"}, {"no_proxy", "192.0.2.1:81"}},
        QStringLiteral("http://192.0.2.1/"), "http://p:1");
    row("IPv6 excepted at its port", {{"http_proxy", "http://p:1"}, {"no_proxy", "[::1]:81"}},
        QStringLiteral("http://[::1]:81/"), "direct");
    row("IPv6 excepted at another port", {{"http_proxy", "http://p:1"}, {"no_proxy", "[::1]:81"}},
        QStringLiteral("http://[::1]:82/"), "http://p:1");
    row("excepted at no port", {{"http_proxy", "http://p:1"}, {"no_proxy", "a.example:, a.example:0, a.example:x"}},
        http, "http://p:1");
    row("excepted in capitals", {{"http_proxy", "http://p:1"}, {"NO_PROXY", "a.example"}}, http, "direct");
    row("small exceptions before capitals", {{"http_proxy", "http://p:1"}, {"no_proxy", "b"}, {"NO_PROXY", "*"}}, http,
        "http://p:1");
}

void TestProxyEnvironment::variables()
{
    QFETCH(Variables, variables);
    QFETCH(QString, url);
    const auto found = ProxyEnvironment::forUrl(QUrl(url), [&](const char *name) { return variables.value(name); });
    const QByteArray said = found.way == ProxyEnvironment::Way::Unsaid ? "-" : "direct";
    QTEST(found.way == ProxyEnvironment::Way::Proxy ? found.address : said, "found");
    // The one that a person is told of is one that is set.
    QCOMPARE(variables.contains(found.variable), found.way == ProxyEnvironment::Way::Proxy);
}

void TestProxyEnvironment::noProxy_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("excepted");
    const auto row = [](const char *list, const char *host, bool excepted) {
        QTest::addRow("%s %s %s", list, excepted ? "excepts" : "does not except", host)
            << QByteArray(list) << QString::fromUtf8(host) << excepted;
    };
    row("", "a.example", false);
    row("*", "a.example", true);
    row(" * ", "192.0.2.1", true);
    row("*,b", "a.example", false); // only by itself
    row("*.example", "a.example", false);
    row("a.example", "a.example", true);
    row("A.Example", "a.EXAMPLE", true);
    row("example", "a.example", true);
    row(".example", "a.example", true);
    row(".a.example", "a.example", true);
    row("a.example", "b.a.example", true);
    row("a.example", "ba.example", false);
    row("a.example", "example", false);
    row("a.example.", "a.example", true);
    row("a.example", "a.example.", true);
    row("x, y ,a.example", "a.example", true);
    row("x y\ta.example", "a.example", true);
    row(",,", "a.example", false);
    row("localhost", "localhost", true);
    row("b\xc3\xbc"
        "cher.example",
        "a.xn--bcher-kva.example", true);
    row("my_host", "my_host", true); // no name of the DNS, and yet one
    row("192.0.2.1", "192.0.2.1", true);
    row("192.0.2.1", "192.0.2.10", false);
    row("2.1", "192.0.2.1", false); // addresses have no endings
    row("192.0.2.0/24", "192.0.2.77", true);
    row("192.0.2.0/24", "192.0.3.77", false);
    row("192.0.2.0/31", "192.0.2.1", true);
    row("192.0.2.0/31", "192.0.2.2", false);
    row("0.0.0.0/0", "192.0.2.1", true);
    row("0.0.0.0/0", "a.example", false);
    row("192.0.2.0/33", "192.0.2.1", false);
    row("192.0.2.0/x", "192.0.2.0", false);
    row("::1", "::1", true);
    row("[::1]", "::1", true);
    row("0:0:0:0:0:0:0:1", "::1", true);
    row("2001:db8::/32", "2001:db8:1::5", true);
    row("2001:db8::/32", "2001:db9::5", false);
    row("::/0", "192.0.2.1", false);
}

void TestProxyEnvironment::noProxy()
{
    QFETCH(QByteArray, list);
    QFETCH(QString, host);
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(host);
    QTEST(ProxyEnvironment::excepts(list, url), "excepted");
}

QTEST_APPLESS_MAIN(TestProxyEnvironment)
#include "tst_proxyenvironment.moc"
