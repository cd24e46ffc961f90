#include "core/http/LinkInAnswer.h"

#include <QTest>

using namespace ferry;

class TestLinkInAnswer : public QObject
{
    Q_OBJECT

private slots:
    void links_data();
    void links();
};

void TestLinkInAnswer::links_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("link");
    const auto row = [](const char *tag, const QByteArray &body, const char *link, const char *location = "") {
        QTest::newRow(tag) << body << QByteArray(location) << QByteArray(link);
    };
    row("url", R"({"url":"https://cdn.example/a.png"})", "https://cdn.example/a.png");
    row("link", R"({"link":"https://cdn.example/a.png"})", "https://cdn.example/a.png");
    row("the surer key", R"({"path":"/b.png","url":"https://cdn.example/a.png"})", "https://cdn.example/a.png");
    row("data.url", R"({"code":0,"data":{"url":"https://cdn.example/a.png"}})", "https://cdn.example/a.png");
    row("data is the link", R"({"code":0,"data":"https://cdn.example/a.png"})", "https://cdn.example/a.png");
    row("data.links.url", R"({"data":{"links":{"url":"http://a.example/i/1"}}})", "http://a.example/i/1");
    row("image.url", R"({"image":{"url":"http://a.example/i/1"}})", "http://a.example/i/1");
    row("files[0].url", R"({"fields":[],"files":[{"name":"f","url":"/files/a.bin"},{"url":"/files/b.bin"}]})",
        "http://up.example/files/a.bin");
    row("array of objects", R"([{"src":"/file/abc.jpg"}])", "http://up.example/file/abc.jpg");
    row("array of links", R"(["https://cdn.example/a.png"])", "https://cdn.example/a.png");
    row("the top before the deep", R"({"data":{"url":"http://b.example/x"},"href":"http://a.example/x"})",
        "http://a.example/x");
    row("bare string", R"("https://cdn.example/a.png")", "https://cdn.example/a.png");
    row("absolute path", R"({"url":"/f/1"})", "http://up.example/f/1");
    row("relative path", R"({"url":"f/1"})", "http://up.example/api/f/1");
    row("no scheme", R"({"url":"//cdn.example/a"})", "http://cdn.example/a");
    row("escaped slashes", R"({"url":"https:\/\/cdn.example\/a"})", "https://cdn.example/a");
    row("user info is dropped", R"({"url":"https://u:p@cdn.example/a"})", "https://cdn.example/a");
    row("plain text", "https://cdn.example/a.png\n", "https://cdn.example/a.png");
    row("XML", "<?xml?><PostResponse><Location>https://b.example/k?a=1&amp;b=2</Location></PostResponse>",
        "https://b.example/k?a=1&b=2");
    row("header", "", "http://up.example/files/7", "/files/7");
    row("the body before the header", R"({"url":"http://a.example/x"})", "http://a.example/x", "/files/7");
    row("a body without one", R"({"id":7})", "http://up.example/files/7", "/files/7");
    row("non-ASCII", "{\"url\":\"/\xe6\x96\x87.txt\"}", "http://up.example/%E6%96%87.txt");

    row("nothing", "", "");
    row("a word is an id", R"({"url":"abc"})", "");
    row("a number", R"({"url":7})", "");
    row("empty", R"({"url":""})", "");
    row("empty array", R"({"files":[]})", "");
    row("other scheme", R"({"url":"ftp://a.example/x"})", "");
    row("script", R"({"url":"javascript:alert(1)/x"})", "");
    row("file", R"({"url":"file:///etc/passwd"})", "");
    row("a server's own disk", R"({"path":"/tmp/upload_1"})", "");
    row("two links are prose", "https://a.example/1\nhttps://a.example/2", "");
    row("prose", "Uploaded to https://a.example/1", "");
    row("broken JSON", R"({"url":"https://a.example/1")", "");
    row("two values", R"({"url":"https://a.example/1"},{"url":"x"})", "");
    row("page", "<html><a href=\"https://a.example/\">x</a></html>", "");
    row("too deep", QByteArray(R"({"data":)").repeated(40) + R"({"url":"http://a.example/"})" + QByteArray(40, '}'),
        "");
    row("header of another scheme", "", "", "javascript:alert(1)");
    row("very deep", QByteArray(100'000, '['), "");
    row("very long", "\"" + QByteArray(2'000'000, 'a') + "\"", "");
}

void TestLinkInAnswer::links()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, link);
    const QUrl found = linkInAnswer(body, location, QUrl(QStringLiteral("http://up.example/api/upload?x=1")));
    QCOMPARE(found.toEncoded(), link);
}

QTEST_GUILESS_MAIN(TestLinkInAnswer)
#include "tst_linkinanswer.moc"
