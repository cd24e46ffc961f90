#include "core/http/ContentType.h"

#include <QTest>

using namespace ferry;

class TestContentType : public QObject
{
    Q_OBJECT

private slots:
    void types_data();
    void types();
    void pages_data();
    void pages();
    void guesses_data();
    void guesses();
};

void TestContentType::types_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("type"); // empty: not valid
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<bool>("html");
    const auto row = [](const char *field, const char *type, const char *charset = "", bool html = false) {
        QTest::newRow(field) << QByteArray(field) << QByteArray(type) << QByteArray(charset) << html;
    };
    row("text/html", "text/html", "", true);
    row("TEXT/HTML", "text/html", "", true);
    row(" text/html ; charset=UTF-8", "text/html", "utf-8", true);
    row("text/html;charset=\"utf-8\"", "text/html", "utf-8", true);
    row("application/xhtml+xml", "application/xhtml+xml", "", true);
    row("text/plain; format=flowed; Charset = gbk", "text/plain", "gbk");
    row("application/octet-stream", "application/octet-stream");
    row("application/vnd.api+json", "application/vnd.api+json");
    row("text/htmlx", "text/htmlx");
    row("", "");
    row("text", "");
    row("text/", "");
    row("/html", "");
    row("text/html/x", "");
    row("text html/x", "");
}

void TestContentType::types()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, type);
    const std::optional<MediaType> media = parseMediaType(field);
    QCOMPARE(media.has_value(), !type.isEmpty());
    if (media) {
        QCOMPARE(media->type, type);
        QTEST(media->charset, "charset");
    }
    QTEST(isHtml(field), "html");
    QCOMPARE(isJson(field), type.endsWith("json"));
}

void TestContentType::pages_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("page");
    QTest::newRow("root") << QStringLiteral("http://a.example") << true;
    QTest::newRow("slash") << QStringLiteral("http://a.example/x/?y") << true;
    QTest::newRow("html") << QStringLiteral("http://a.example/x.HTML?y#z") << true;
    QTest::newRow("htm") << QStringLiteral("http://a.example/x.htm") << true;
    QTest::newRow("zip") << QStringLiteral("http://a.example/x.zip") << false;
    QTest::newRow("no suffix") << QStringLiteral("http://a.example/download") << false;
    QTest::newRow("html in the query") << QStringLiteral("http://a.example/x.zip?y=z.html") << false;
    QTest::newRow("html in the folder") << QStringLiteral("http://a.example/x.html/y.zip") << false;
}

void TestContentType::pages()
{
    QFETCH(QString, url);
    QTEST(asksForPage(QUrl(url)), "page");
}

void TestContentType::guesses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("type");
    const auto row = [](const char *name, const char *type) {
        QTest::newRow(name) << QString::fromUtf8(name) << QByteArray(type);
    };
    row("a.png", "image/png");
    row("a.JPG", "image/jpeg");
    row("a.tar.gz", "application/gzip");
    row("a.txt", "text/plain");
    row("a.json", "application/json");
    row("a.woff2", "font/woff2");
    row("a", "application/octet-stream");
    row("png", "application/octet-stream");
    row("a.", "application/octet-stream");
    row("a.unheardof", "application/octet-stream");
    row("", "application/octet-stream");
}

void TestContentType::guesses()
{
    QFETCH(QString, name);
    QTEST(guessContentType(name), "type");
}

QTEST_GUILESS_MAIN(TestContentType)
#include "tst_contenttype.moc"
