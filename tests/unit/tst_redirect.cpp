#include "core/http/Origin.h"
#include "core/http/Redirect.h"
#include "core/types/HostAndPort.h"

#include <QTest>

using namespace ferry;

Q_DECLARE_METATYPE(ferry::RedirectRefusal)

class TestRedirect : public QObject
{
    Q_OBJECT

private slots:
    void methodTable_data();
    void methodTable();
    void otherStatusStandsForItself();
    void targets_data();
    void targets();
    void refusals_data();
    void refusals();
    void hops();
    void userInfoGoesNowhere();
    void sameOrigin_data();
    void sameOrigin();
    void hostAndPort_data();
    void hostAndPort();
    void originOf();
};

void TestRedirect::methodTable_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("next");
    QTest::addColumn<bool>("dropBody");
    const auto row = [](int status, const char *method, const char *next, bool dropBody) {
        QTest::addRow("%d %s", status, method) << status << QByteArray(method) << QByteArray(next) << dropBody;
    };
    for (const int status : {301, 302}) {
        row(status, "GET", "GET", false);
        row(status, "HEAD", "HEAD", false);
        row(status, "POST", "GET", true);
        row(status, "PUT", "PUT", false);
        row(status, "PATCH", "PATCH", false);
        row(status, "DELETE", "DELETE", false);
    }
    row(303, "GET", "GET", true);
    row(303, "HEAD", "HEAD", true);
    row(303, "POST", "GET", true);
    row(303, "PUT", "GET", true);
    row(303, "DELETE", "GET", true);
    for (const int status : {307, 308}) {
        for (const char *method : {"GET", "HEAD", "POST", "PUT", "PATCH"})
            row(status, method, method, false);
    }
}

void TestRedirect::methodTable()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    const RedirectDecision d = decideRedirect(status, method, QUrl(QStringLiteral("http://a.example/x")), "/y", 0, 20);
    QCOMPARE(int(d.verdict), int(RedirectVerdict::Follow));
    QTEST(d.method, "next");
    QTEST(d.dropBody, "dropBody");
}

void TestRedirect::otherStatusStandsForItself()
{
    for (const int status : {100, 200, 201, 204, 206, 300, 304, 305, 306, 309, 400, 500}) {
        const auto d = decideRedirect(status, "GET", QUrl(QStringLiteral("http://a.example/")), "/y", 0, 20);
        QCOMPARE(int(d.verdict), int(RedirectVerdict::NotRedirect));
    }
}

void TestRedirect::targets_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<bool>("crossOrigin");
    const auto row = [](const char *tag, const char *from, const char *location, const char *to, bool cross = false) {
        QTest::newRow(tag) << QByteArray(from) << QByteArray(location) << QByteArray(to) << cross;
    };
    row("absolute path", "http://a.example/x/y?q=1", "/z", "http://a.example/z");
    row("relative", "http://a.example/x/y", "z", "http://a.example/x/z");
    row("up", "http://a.example/x/y/", "../z", "http://a.example/x/z");
    row("above the root", "http://a.example/x", "../../../z", "http://a.example/z");
    row("query alone", "http://a.example/x?q=1", "?q=2", "http://a.example/x?q=2");
    row("fragment alone", "http://a.example/x?q=1", "#f", "http://a.example/x?q=1#f");
    row("fragment is inherited", "http://a.example/x#f", "/y", "http://a.example/y#f");
    row("own fragment wins", "http://a.example/x#f", "/y#g", "http://a.example/y#g");
    row("empty fragment wins", "http://a.example/x#f", "/y#", "http://a.example/y#");
    row("other host", "http://a.example/x", "http://b.example/", "http://b.example/", true);
    row("no scheme", "https://a.example/x", "//b.example/y", "https://b.example/y", true);
    row("same host, no scheme", "https://a.example/x", "//a.example/y", "https://a.example/y");
    row("other port", "http://a.example/x", "http://a.example:8080/", "http://a.example:8080/", true);
    row("default port written", "http://a.example/x", "http://a.example:80/", "http://a.example:80/");
    row("upgrade", "http://a.example/x", "https://a.example/x", "https://a.example/x", true);
    row("case of the host", "http://a.example/x", "HTTP://A.EXAMPLE/y", "http://a.example/y");
    row("white space around", "http://a.example/x", " \t/y ", "http://a.example/y");
    row("space inside", "http://a.example/x", "/a b", "http://a.example/a%20b");
    row("raw UTF-8", "http://a.example/x", "/\xe6\x96\x87", "http://a.example/%E6%96%87");
    row("raw Latin-1", "http://a.example/x", "/caf\xe9", "http://a.example/caf%E9");
    row("raw UTF-8 host", "http://a.example/x", "http://b\xc3\xbc.example/", "http://xn--b-eha.example/", true);
    row("encoded stays", "http://a.example/x", "/a%2Fb%20c", "http://a.example/a%2Fb%20c");
    row("lone percent", "http://a.example/x", "/d?x=100%&y=a%20b%2F%", "http://a.example/d?x=100%25&y=a%20b%2F%25");
    row("user info is dropped", "http://a.example/x", "http://u:p@a.example/y", "http://a.example/y");
    row("user info of the old one too", "http://u:p@a.example/x", "/y", "http://a.example/y");
    row("user info hides the host", "http://a.example/x", "http://a.example@b.example/y", "http://b.example/y", true);
    row("IPv6", "http://a.example/x", "http://[::1]:81/y", "http://[::1]:81/y", true);
    row("backslash is no slash", "http://a.example/x/", "\\\\b.example/", "http://a.example/x/%5C%5Cb.example/");
}

void TestRedirect::targets()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, to);
    QFETCH(bool, crossOrigin);
    const RedirectDecision d = decideRedirect(302, "GET", QUrl::fromEncoded(from), location, 0, 20);
    QCOMPARE(int(d.refusal), int(RedirectRefusal::None));
    QCOMPARE(int(d.verdict), int(RedirectVerdict::Follow));
    QCOMPARE(d.url.toEncoded(), to);
    QCOMPARE(d.crossOrigin, crossOrigin);
}

void TestRedirect::refusals_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<RedirectRefusal>("refusal");
    using enum RedirectRefusal;
    const auto row = [](const char *tag, const QByteArray &location, RedirectRefusal refusal,
                        const char *from = "http://a.example/x") {
        QTest::newRow(tag) << QByteArray(from) << location << refusal;
    };
    row("missing", QByteArray(), NoLocation);
    row("empty", "", NoLocation);
    row("blank", " \t", NoLocation);
    row("file", "file:///etc/passwd", Scheme);
    row("data", "data:text/plain,x", Scheme);
    row("javascript", "javascript:alert(1)", Scheme);
    row("ftp", "ftp://a.example/x", Scheme);
    row("about", "about:blank", Scheme);
    row("unknown", "ferry://a.example/", Scheme);
    row("downgrade", "http://a.example/x", Downgrade, "https://a.example/x");
    row("downgrade to another", "http://b.example/x", Downgrade, "https://a.example/x");
    row("no host", "http:///x", BadLocation);
    row("no authority", "http:x", BadLocation);
    row("line break", "/x\r\nSet-Cookie: a", BadLocation);
    row("NUL", QByteArray("/x\0y", 4), BadLocation);
    row("port too large", "http://a.example:99999/", BadLocation);
    row("port is no number", "http://a.example:x/", BadLocation);
    row("open bracket", "http://[::1/", BadLocation);
    row("space in host", "http://a b/", BadLocation);
}

void TestRedirect::refusals()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, location);
    QFETCH(RedirectRefusal, refusal);
    const RedirectDecision d = decideRedirect(307, "POST", QUrl::fromEncoded(from), location, 0, 20);
    QCOMPARE(int(d.verdict), int(RedirectVerdict::Refuse));
    QCOMPARE(int(d.refusal), int(refusal));
}

void TestRedirect::hops()
{
    const QUrl from(QStringLiteral("http://a.example/x"));
    QCOMPARE(int(decideRedirect(302, "GET", from, "/y", 19, 20).verdict), int(RedirectVerdict::Follow));
    QCOMPARE(int(decideRedirect(302, "GET", from, "/y", 20, 20).refusal), int(RedirectRefusal::TooMany));
    QCOMPARE(int(decideRedirect(302, "GET", from, "/y", 0, 0).refusal), int(RedirectRefusal::TooMany));
}

void TestRedirect::userInfoGoesNowhere()
{
    const QUrl from(QStringLiteral("https://u:p@a.example/x"));
    const RedirectDecision refused = decideRedirect(302, "GET", from, "ftp://u:p@b.example/", 0, 20);
    QVERIFY(refused.url.userInfo().isEmpty());
    QCOMPARE(refused.url.host(), QStringLiteral("b.example"));
}

void TestRedirect::sameOrigin_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *tag, const char *a, const char *b, bool same) {
        QTest::newRow(tag) << QString::fromUtf8(a) << QString::fromUtf8(b) << same;
    };
    row("path differs", "http://a.example/x", "http://a.example/y?z", true);
    row("default port", "http://a.example", "http://a.example:80/", true);
    row("default TLS port", "https://a.example:443", "https://a.example/", true);
    row("port of the other scheme", "https://a.example:80", "https://a.example/", false);
    row("scheme", "http://a.example:443", "https://a.example/", false);
    row("case", "HTTP://A.Example", "http://a.example/", true);
    row("host", "http://a.example", "http://b.example/", false);
    row("sub-domain", "http://a.example", "http://www.a.example/", false);
    row("dot at the end", "http://a.example", "http://a.example./", false);
    row("name in Unicode", "http://b\xc3\xbc.example", "http://xn--b-eha.example/", true);
    row("user info", "http://u@a.example", "http://a.example/", true);
    row("IPv6 spellings", "http://[::1]", "http://[0:0:0:0:0:0:0:1]/", true);
    row("no host", "http:///x", "http:///x", false);
    row("files", "file:///x", "file:///x", false);
    row("empty", "", "", false);
}

void TestRedirect::sameOrigin()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(bool, same);
    QCOMPARE(ferry::sameOrigin(QUrl(a), QUrl(b)), same);
    QCOMPARE(ferry::sameOrigin(QUrl(b), QUrl(a)), same);
}

void TestRedirect::hostAndPort_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QStringLiteral("https://u:p@a.example/x") << QStringLiteral("a.example");
    QTest::newRow("default") << QStringLiteral("https://a.example:443/") << QStringLiteral("a.example");
    QTest::newRow("port") << QStringLiteral("http://a.example:443/") << QStringLiteral("a.example:443");
    QTest::newRow("IPv6") << QStringLiteral("http://[::1]:8080/") << QStringLiteral("[::1]:8080");
    QTest::newRow("socks") << QStringLiteral("socks5://a.example:1080") << QStringLiteral("a.example:1080");
}

void TestRedirect::hostAndPort()
{
    QFETCH(QString, url);
    QTEST(ferry::hostAndPort(QUrl(url)), "shown");
}

void TestRedirect::originOf()
{
    const auto keyOf = [](const char *url) { return originKey(QUrl(QString::fromLatin1(url))); };
    QCOMPARE(keyOf("https://u:p@A.example/x?y#z"), keyOf("HTTPS://a.example:443"));
    QVERIFY(keyOf("http://a.example") != keyOf("https://a.example"));
    QVERIFY(keyOf("http://a.example:81") != keyOf("http://a.example"));
    QVERIFY(keyOf("http://b.example") != keyOf("http://a.example"));
    QCOMPARE(ferry::originOf(QUrl(QStringLiteral("https://u:p@a.example:443/x?y#z"))),
             QUrl(QStringLiteral("https://a.example")));
    QCOMPARE(ferry::originOf(QUrl(QStringLiteral("http://[::1]:8080/x"))), QUrl(QStringLiteral("http://[::1]:8080")));
    QCOMPARE(ferry::originOf(QUrl(QStringLiteral("http://a.example:443"))),
             QUrl(QStringLiteral("http://a.example:443")));
}

QTEST_GUILESS_MAIN(TestRedirect)
#include "tst_redirect.moc"
