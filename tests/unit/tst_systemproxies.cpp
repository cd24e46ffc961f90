#include "core/wire/SystemProxies.h"

#include <QTest>
#include <QUrl>

using namespace ferry;

namespace {

QNetworkProxyQuery queryFor(const char *url)
{
    return QNetworkProxyQuery(QUrl(QString::fromLatin1(url)));
}

/// Counts how often it is asked, and names the proxy by that.
struct Desktop
{
    int asked = 0;

    SystemProxies::Ask ask()
    {
        return [this](const QNetworkProxyQuery &) {
            return QList{QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("proxy"), quint16(++asked))};
        };
    }
};

} // namespace

class TestSystemProxies : public QObject
{
    Q_OBJECT

private slots:
    void oneAnswerServesAnOrigin();
    void eachOriginHasItsOwn();
    void anOldAnswerIsAskedForAgain();
    void manyOriginsAreNotKeptForEver();
};

void TestSystemProxies::oneAnswerServesAnOrigin()
{
    Desktop desktop;
    SystemProxies proxies(desktop.ask());
    for (const char *url : {"http://host/a", "http://host/b", "http://host/c?d"})
        QCOMPARE(proxies.forQuery(queryFor(url)).first().port(), quint16(1));
    QCOMPARE(desktop.asked, 1);
}

void TestSystemProxies::eachOriginHasItsOwn()
{
    Desktop desktop;
    SystemProxies proxies(desktop.ask());
    quint16 number = 0;
    for (const char *url : {"http://host/", "https://host/", "http://host:8080/", "http://other/"})
        QCOMPARE(proxies.forQuery(queryFor(url)).first().port(), ++number);
    QCOMPARE(proxies.forQuery(queryFor("https://host/")).first().port(), quint16(2));
}

void TestSystemProxies::anOldAnswerIsAskedForAgain()
{
    Desktop desktop;
    SystemProxies proxies(desktop.ask(), 1);
    QCOMPARE(proxies.forQuery(queryFor("http://host/")).first().port(), quint16(1));
    QTRY_COMPARE(proxies.forQuery(queryFor("http://host/")).first().port(), quint16(2));
}

void TestSystemProxies::manyOriginsAreNotKeptForEver()
{
    Desktop desktop;
    SystemProxies proxies(desktop.ask());
    for (int i = 0; i < 256; ++i)
        proxies.forQuery(queryFor(("http://host" + std::to_string(i) + "/").c_str()));
    QCOMPARE(proxies.forQuery(queryFor("http://host0/")).first().port(), quint16(1));
    proxies.forQuery(queryFor("http://more/"));
    QCOMPARE(proxies.forQuery(queryFor("http://host0/")).first().port(), quint16(258));
}

QTEST_GUILESS_MAIN(TestSystemProxies)
#include "tst_systemproxies.moc"
