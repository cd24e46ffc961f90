#include "core/http/ServerReason.h"

#include <QTest>

using namespace ferry;

class TestServerReason : public QObject
{
    Q_OBJECT

private slots:
    void reasons_data();
    void reasons();
    void longOnesAreCut();
};

void TestServerReason::reasons_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *tag, const QByteArray &body, const char *type, const char16_t *reason) {
        QTest::newRow(tag) << body << QByteArray(type) << QString::fromUtf16(reason);
    };
    const char *const json = "application/json";
    row("message", R"({"message":"too large"})", json, u"too large");
    row("error", R"({"error":"too large"})", json, u"too large");
    row("error.message", R"({"error":{"code":413,"message":"too large"}})", json, u"too large");
    row("description before its code", R"({"error":"invalid_grant","error_description":"The token expired"})", json,
        u"The token expired");
    row("errmsg", R"({"errcode":40001,"errmsg":"invalid credential"})", json, u"invalid credential");
    row("msg", R"({"code":1,"msg":"\u6587\u4ef6\u592a\u5927"})", json, u"\u6587\u4ef6\u592a\u5927");
    row("detail of a list", R"({"detail":[{"loc":["body"],"msg":"field required"}]})", json, u"field required");
    row("errors of strings", R"({"errors":["first","second"]})", json, u"first");
    row("problem", R"({"type":"about:blank","title":"Forbidden"})", "application/problem+json", u"Forbidden");
    row("data.message", R"({"data":{"message":"no"}})", json, u"no");
    row("JSON without its type", R"({"message":"no"})", "", u"no");
    row("JSON string", R"("no")", json, u"no");
    row("numbers say nothing", R"({"error":7})", json, u"");
    row("empty object", "{}", json, u"");
    row("broken JSON", R"({"message":)", json, u"");
    row("text", "Request Entity Too Large\nmore", "text/plain", u"Request Entity Too Large");
    row("empty lines first", "\r\n \r\nno\r\n", "text/plain", u"no");
    row("no type", "no", "", u"no");
    row("Latin-1", "refus\xe9", "text/plain; charset=iso-8859-1", u"refus\u00e9");
    row("Latin-1 unsaid", "refus\xe9", "text/plain", u"refus\u00e9");
    row("page", "<!DOCTYPE html><html><head><TITLE lang=en>413 Request\n Entity</TITLE></head>", "text/html",
        u"413 Request Entity");
    row("entities", "<title>a &amp; b &lt;c&gt; &amp;lt;</title>", "text/html", u"a & b <c> &lt;");
    row("heading", "<html><body><h1>No</h1></body></html>", "text/html", u"No");
    row("page without either", "<html><body><p>No</p></body></html>", "text/html", u"");
    row("XML", "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>", "application/xml",
        u"Access Denied");
    row("bytes", QByteArray("\x89PNG\0\0", 6), "image/png", u"");
    row("bytes called text", QByteArray("ab\0c", 4), "text/plain", u"");
    row("empty", "", "text/plain", u"");
    row("control characters", "a\x1b[31mb\tc\x07", "text/plain", u"a [31mb c");
    row("direction characters",
        "a\xe2\x80\xae"
        "b",
        "text/plain", u"a b");
    row("line in JSON", R"({"message":"a\nb\u2028c"})", json, u"a b c");
}

void TestServerReason::reasons()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(QString, reason);
    QCOMPARE(serverReason(body, type), reason);
}

void TestServerReason::longOnesAreCut()
{
    const QString reason = serverReason(QByteArray(1000, 'a'), "text/plain");
    QCOMPARE(reason.size(), 200);
    QVERIFY(reason.endsWith(QChar(0x2026)));
    QCOMPARE(serverReason(QByteArray(200, 'a'), "text/plain").size(), 200);
    // A cut never leaves half a character.
    const QString emoji = serverReason(QByteArray("\xf0\x9f\x98\x80").repeated(300), "text/plain");
    QVERIFY(emoji.size() <= 200);
    QVERIFY(emoji.isValidUtf16());
    QVERIFY(serverReason("{\"message\":\"" + QByteArray(2'000'000, 'a') + "\"}", "application/json").size() <= 200);
}

QTEST_GUILESS_MAIN(TestServerReason)
#include "tst_serverreason.moc"
