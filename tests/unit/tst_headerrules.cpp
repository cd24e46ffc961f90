#include "core/http/HeaderRules.h"

#include <QTest>

using namespace ferry;

Q_DECLARE_METATYPE(ferry::HeaderFault)
Q_DECLARE_METATYPE(ferry::BodyKind)
Q_DECLARE_METATYPE(ferry::MethodFault)

class TestHeaderRules : public QObject
{
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
    void everyControlCharacterIsRefused();
    void methods_data();
    void methods();
    void bodyFields();
    void referer_data();
    void referer();
};

void TestHeaderRules::fields_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<BodyKind>("body");
    QTest::addColumn<HeaderFault>("fault");
    using enum HeaderFault;
    const auto row = [](const char *tag, const QByteArray &name, const QByteArray &value, HeaderFault fault,
                        BodyKind body = BodyKind::Form) { QTest::newRow(tag) << name << value << body << fault; };
    row("plain", "X-Trace", "1", None);
    row("empty value", "X-Trace", "", None);
    row("tab inside", "X-Trace", "a\tb", None);
    row("UTF-8", "X-Name", "caf\xc3\xa9", None);
    row("odd but token", "!#$%&'*+-.^_`|~9aZ", "1", None);
    row("no name", "", "1", EmptyName);
    row("space in name", "X Trace", "1", NameNotToken);
    row("space at the end", "X-Trace ", "1", NameNotToken);
    row("colon in name", "X:Trace", "1", NameNotToken);
    row("pseudo header", ":path", "/", NameNotToken);
    row("line break in name", "X\r\nHost", "1", NameNotToken);
    row("NUL in name", QByteArray("X\0", 2), "1", NameNotToken);
    row("not ASCII", "X-\xc3\xa9", "1", NameNotToken);
    row("parenthesis", "X(1)", "1", NameNotToken);
    row("CR", "X-A", "a\rb", ValueControl);
    row("LF", "X-A", "a\nHost: b", ValueControl);
    row("NUL", "X-A", QByteArray("a\0b", 3), ValueControl);
    row("DEL", "X-A", "\x7f", ValueControl);
    row("referer", "Referer", "https://example.com/", RefererRefused);
    row("referer, any case", "rEFERER", "x", RefererRefused);
    row("host", "host", "x", MadeByFerry);
    row("length", "Content-Length", "0", MadeByFerry);
    row("coding", "transfer-encoding", "chunked", MadeByFerry);
    row("connection", "Connection", "close", HopByHop);
    row("expect", "Expect", "100-continue", HopByHop);
    row("te", "TE", "trailers", HopByHop);
    row("trailer", "Trailer", "x", HopByHop);
    row("upgrade", "Upgrade", "h2c", HopByHop);
    row("keep-alive", "Keep-Alive", "1", HopByHop);
    row("proxy-connection", "Proxy-Connection", "close", HopByHop);
    row("type of a form", "content-type", "text/plain", FormType);
    row("type of a raw body", "Content-Type", "text/plain", None, BodyKind::Raw);
    row("type without a body", "Content-Type", "text/plain", None, BodyKind::None);
    row("authorization", "Authorization", "Bearer x", None);
    row("the name counts before the value", "Host", "a\nb", MadeByFerry);
}

void TestHeaderRules::fields()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(BodyKind, body);
    QFETCH(HeaderFault, fault);
    QCOMPARE(int(checkHeader(name, value, body)), int(fault));
}

void TestHeaderRules::everyControlCharacterIsRefused()
{
    for (int code = 0; code < 256; ++code) {
        const QByteArray value(1, char(code));
        const bool refused = (code < 0x20 && code != '\t') || code == 0x7f;
        QCOMPARE(checkHeader("X-A", value, BodyKind::None) == HeaderFault::ValueControl, refused);
    }
}

void TestHeaderRules::methods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<MethodFault>("fault");
    QTest::newRow("POST") << QByteArray("POST") << MethodFault::None;
    QTest::newRow("own") << QByteArray("PROPFIND") << MethodFault::None;
    QTest::newRow("lower case") << QByteArray("post") << MethodFault::None;
    QTest::newRow("empty") << QByteArray() << MethodFault::Empty;
    QTest::newRow("space") << QByteArray("PO ST") << MethodFault::NotToken;
    QTest::newRow("line break") << QByteArray("POST\r\n") << MethodFault::NotToken;
    QTest::newRow("connect") << QByteArray("CONNECT") << MethodFault::Refused;
    QTest::newRow("trace, any case") << QByteArray("Trace") << MethodFault::Refused;
}

void TestHeaderRules::methods()
{
    QFETCH(QByteArray, method);
    QFETCH(MethodFault, fault);
    QCOMPARE(int(checkMethod(method)), int(fault));
}

void TestHeaderRules::bodyFields()
{
    QVERIFY(describesBody("content-type"));
    QVERIFY(describesBody("Content-Encoding"));
    QVERIFY(!describesBody("Accept"));
    QVERIFY(!describesBody("Authorization"));
}

void TestHeaderRules::referer_data()
{
    QTest::addColumn<QString>("appId");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QByteArray>("referer");
    const auto row = [](const char *tag, const char *appId, const char *version, const char *referer = "") {
        QTest::newRow(tag) << QString::fromUtf8(appId) << QString::fromUtf8(version) << QByteArray(referer);
    };
    row("release", "wx0123456789abcdef", "17", "https://servicewechat.com/wx0123456789abcdef/17/page-frame.html");
    row("development build", "wx1", "0", "https://servicewechat.com/wx1/0/page-frame.html");
    row("devtools", "wx_a-B", "devtools", "https://servicewechat.com/wx_a-B/devtools/page-frame.html");
    row("no id", "", "0");
    row("no version", "wx1", "");
    row("slash in id", "wx/1", "0");
    row("line break", "wx1", "0\r\nHost: a");
    row("dots would climb", "wx1", "..");
    row("space", "wx 1", "0");
    row("not ASCII", "wx\xc3\xa9", "0");
    row("question mark", "wx1", "0?x");
    row("too long", "0123456789012345678901234567890123456789012345678901234567890123456789", "0");
}

void TestHeaderRules::referer()
{
    QFETCH(QString, appId);
    QFETCH(QString, version);
    QFETCH(QByteArray, referer);
    QCOMPARE(refererFor(appId, version), referer);
}

QTEST_GUILESS_MAIN(TestHeaderRules)
#include "tst_headerrules.moc"
