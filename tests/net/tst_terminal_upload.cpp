#include "tests/net/peers/FerryProgram.h"
#include "tests/net/peers/Peer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <sys/stat.h>

using namespace ferry::test;

namespace {

QString member(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

} // namespace

/// `ferry upload` against a receiver in Node that takes every body apart by strict rules.
class TestTerminalUpload : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void uploadFile_formKeyAndFields();
    void eachFileIsOneRequest();
    void togetherIsOneRequest();
    void formFileNeedsNoArgument();
    void formFieldsAlone();
    void formFieldFromFile();
    void namesAsBrowsersSendThem();
    void contentTypes();
    void emptyFile();
    void rawBodyIsPut();
    void rawBodyKeepsItsNameBelowADirectory();
    void anotherMethod();
    void headersInOrder();
    void basicAndBearer();
    void userInfoOfTheAddress();
    void identitySendsExactReferer_data();
    void identitySendsExactReferer();
    void refererIsRefused_data();
    void refererIsRefused();
    void onlyRegularFiles_data();
    void onlyRegularFiles();
    void oddAddresses_data();
    void oddAddresses();
    void answerOnStandardOutput();
    void refusalShowsTheServersWords();
    void severalBodiesBeginOnTheirOwnLine();
    void passwordCannotBeAskedWithoutTerminal();

private:
    /// What the receiver saw of one upload that went well.
    QJsonObject sent(const QStringList &arguments);
    QList<QJsonObject> parts(const QJsonObject &request) const;
    QStringList header(const QJsonObject &request, const char *name) const;
    int requests() const { return m_node.seen().value(QStringLiteral("requests")).toInt(); }

    FerryProgram m_ferry;
    NodeReceiver m_node;
    QString m_url;
};

void TestTerminalUpload::initTestCase()
{
    if (!m_node.start())
        QSKIP(qPrintable(m_node.error()));
    m_url = m_node.url(QStringLiteral("/upload?a=1&b=%2F"));
    m_ferry.addFile(QStringLiteral("a.txt"), "first");
    m_ferry.addFile(QStringLiteral("b.png"), "second\r\n--x\r\n");
}

QJsonObject TestTerminalUpload::sent(const QStringList &arguments)
{
    const FerryResult result = m_ferry.run(arguments);
    if (result.exitCode != 0)
        qWarning() << result.exitCode << result.out << result.err;
    return QJsonDocument::fromJson(result.out).object();
}

QList<QJsonObject> TestTerminalUpload::parts(const QJsonObject &request) const
{
    QList<QJsonObject> result;
    const QJsonArray array = request.value(QStringLiteral("parts")).toArray();
    for (const QJsonValue &part : array)
        result.append(part.toObject());
    return result;
}

QStringList TestTerminalUpload::header(const QJsonObject &request, const char *name) const
{
    QStringList values;
    const QJsonArray array = request.value(QStringLiteral("headers")).toArray();
    for (const QJsonValue &pair : array) {
        if (pair.toArray().at(0).toString().compare(QLatin1String(name), Qt::CaseInsensitive) == 0)
            values.append(pair.toArray().at(1).toString());
    }
    return values;
}

// Product: uploadFile has url, filePath, name (the form key of the file), header and formData, by POST as form-data;
// fields go before files, order and duplicates are kept.
void TestTerminalUpload::uploadFile_formKeyAndFields()
{
    const QJsonObject request = sent(args("upload", "--name", "photo", "-F", "k=1", m_url, "a.txt", "-F", "other=ü 名",
                                          "-F", "k=2", "-H", "X-Test: yes"));
    QCOMPARE(member(request, "method"), QStringLiteral("POST"));
    QCOMPARE(member(request, "url"), QStringLiteral("/upload?a=1&b=%2F"));
    QCOMPARE(header(request, "X-Test"), QStringList(QStringLiteral("yes")));
    const auto all = parts(request);
    QCOMPARE(all.size(), 4);
    const std::array<std::pair<const char *, const char *>, 3> fields = {{{"k", "1"}, {"other", "ü 名"}, {"k", "2"}}};
    for (size_t i = 0; i < fields.size(); ++i) {
        const QJsonObject part = all.at(qsizetype(i));
        QCOMPARE(member(part, "name"), QString::fromUtf8(fields[i].first));
        QCOMPARE(member(part, "text"), QString::fromUtf8(fields[i].second));
        QVERIFY(!part.contains(QStringLiteral("filename")) && !part.contains(QStringLiteral("type")));
    }
    QCOMPARE(member(all.at(3), "name"), QStringLiteral("photo"));
    QCOMPARE(member(all.at(3), "filename"), QStringLiteral("a.txt"));
    QCOMPARE(member(all.at(3), "type"), QStringLiteral("text/plain"));
    QCOMPARE(member(all.at(3), "text"), QStringLiteral("first"));
}

void TestTerminalUpload::eachFileIsOneRequest()
{
    const int before = requests();
    const FerryResult result = m_ferry.run(args("upload", "--json", "-F", "k=v", m_url, "a.txt", "b.png"));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(requests(), before + 2);
    for (int task = 1; task <= 2; ++task) {
        const QJsonObject request =
            QJsonDocument::fromJson(member(result.event("success", task), "data").toUtf8()).object();
        const auto all = parts(request);
        QCOMPARE(all.size(), 2);
        QCOMPARE(member(all.at(0), "name"), QStringLiteral("k"));
        QCOMPARE(member(all.at(1), "name"), QStringLiteral("file"));
        QCOMPARE(member(all.at(1), "filename"), task == 1 ? QStringLiteral("a.txt") : QStringLiteral("b.png"));
    }
}

void TestTerminalUpload::togetherIsOneRequest()
{
    const int before = requests();
    const auto all = parts(sent(args("upload", "--together", m_url, "a.txt", "b.png", "a.txt")));
    QCOMPARE(requests(), before + 1);
    QCOMPARE(all.size(), 3);
    QCOMPARE(member(all.at(1), "filename"), QStringLiteral("b.png"));
    QCOMPARE(member(all.at(1), "text"), QStringLiteral("second\r\n--x\r\n"));
    QCOMPARE(member(all.at(2), "name"), QStringLiteral("file"));
}

void TestTerminalUpload::formFileNeedsNoArgument()
{
    const auto all =
        parts(sent(args("upload", m_url, "-F", "img=@b.png;type=image/webp;filename=\"c;d.webp\"", "-F", "k=v")));
    QCOMPARE(all.size(), 2);
    QCOMPARE(member(all.at(0), "name"), QStringLiteral("k"));
    QCOMPARE(member(all.at(1), "name"), QStringLiteral("img"));
    QCOMPARE(member(all.at(1), "filename"), QStringLiteral("c;d.webp"));
    QCOMPARE(member(all.at(1), "type"), QStringLiteral("image/webp"));
}

void TestTerminalUpload::formFieldsAlone()
{
    const auto all = parts(sent(args("upload", m_url, "-F", "k=v;type=application/json")));
    QCOMPARE(all.size(), 1);
    QCOMPARE(member(all.at(0), "text"), QStringLiteral("v"));
    QCOMPARE(member(all.at(0), "type"), QStringLiteral("application/json"));
}

void TestTerminalUpload::formFieldFromFile()
{
    const auto all = parts(sent(args("upload", m_url, "-F", "k=<b.png", "--form-string", "s=@b.png;x")));
    QCOMPARE(all.size(), 2);
    QCOMPARE(member(all.at(0), "text"), QStringLiteral("second\r\n--x\r\n"));
    QVERIFY(!all.at(0).contains(QStringLiteral("filename")));
    QCOMPARE(member(all.at(1), "text"), QStringLiteral("@b.png;x"));
}

// WHATWG form encoding: `"` is %22, CR LF is %0D%0A, UTF-8 raw; values are untouched.
void TestTerminalUpload::namesAsBrowsersSendThem()
{
    m_ferry.addFile(QStringLiteral("名 \"x\"\\.txt"), "n");
    const auto all = parts(sent(args("upload", m_url, "名 \"x\"\\.txt", "-F", "a\"b\r\nc=v\"\r\nw")));
    QCOMPARE(all.size(), 2);
    QCOMPARE(member(all.at(0), "name"), QStringLiteral("a%22b%0D%0Ac"));
    QCOMPARE(member(all.at(0), "text"), QStringLiteral("v\"\r\nw"));
    QCOMPARE(member(all.at(1), "filename"), QStringLiteral("名 %22x%22\\.txt"));
}

void TestTerminalUpload::contentTypes()
{
    m_ferry.addFile(QStringLiteral("nothing known.qqq"), "n");
    const auto all = parts(sent(args("upload", "--together", m_url, "b.png", "nothing known.qqq")));
    QCOMPARE(member(all.at(0), "type"), QStringLiteral("image/png"));
    QCOMPARE(member(all.at(1), "type"), QStringLiteral("application/octet-stream"));
}

void TestTerminalUpload::emptyFile()
{
    m_ferry.addFile(QStringLiteral("empty"), "");
    const auto all = parts(sent(args("upload", m_url, "empty")));
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.at(0).value(QStringLiteral("size")).toInt(-1), 0);
    const QJsonObject raw = sent(args("upload", "-T", "empty", m_url));
    QCOMPARE(raw.value(QStringLiteral("size")).toInt(-1), 0);
    QCOMPARE(member(raw, "method"), QStringLiteral("PUT"));
}

void TestTerminalUpload::rawBodyIsPut()
{
    const QByteArray content = pattern(3 * 1024 * 1024 + 7);
    m_ferry.addFile(QStringLiteral("raw.bin"), content);
    const QJsonObject request = sent(args("upload", "-T", "raw.bin", m_node.url(QStringLiteral("/x/y.bin"))));
    QCOMPARE(member(request, "method"), QStringLiteral("PUT"));
    QCOMPARE(member(request, "url"), QStringLiteral("/x/y.bin"));
    QCOMPARE(member(request, "sha256"), QString::fromLatin1(sha256Hex(content)));
    QCOMPARE(header(request, "Content-Length"), QStringList(QString::number(content.size())));
    QVERIFY(header(request, "Expect").isEmpty());
}

void TestTerminalUpload::rawBodyKeepsItsNameBelowADirectory()
{
    m_ferry.addFile(QStringLiteral("ü b.txt"), "n");
    const QJsonObject request = sent(args("upload", "-T", "ü b.txt", m_node.url(QStringLiteral("/d%2Fe/"))));
    QCOMPARE(member(request, "url"), QStringLiteral("/d%2Fe/%C3%BC%20b.txt"));
}

void TestTerminalUpload::anotherMethod()
{
    QCOMPARE(member(sent(args("upload", "-X", "PATCH", "-T", "a.txt", m_url)), "method"), QStringLiteral("PATCH"));
    const QJsonObject form = sent(args("upload", "-X", "PUT", m_url, "a.txt"));
    QCOMPARE(member(form, "method"), QStringLiteral("PUT"));
    QCOMPARE(parts(form).size(), 1);
}

void TestTerminalUpload::headersInOrder()
{
    const QJsonObject request =
        sent(args("upload", m_url, "a.txt", "-H", "X-B: 1", "-H", "X-A: 2", "-HX-B: 3", "-H", "X-Empty;"));
    // RFC 9110 5.3: one line with a list says the same as two lines.
    QCOMPARE(header(request, "X-B").join(QStringLiteral(", ")), QStringLiteral("1, 3"));
    QCOMPARE(header(request, "X-A"), QStringList(QStringLiteral("2")));
    QCOMPARE(header(request, "X-Empty"), QStringList(QString()));
}

void TestTerminalUpload::basicAndBearer()
{
    QCOMPARE(header(sent(args("upload", m_url, "a.txt", "-u", "me:pä:ss")), "Authorization"),
             QStringList(QStringLiteral("Basic ") + QString::fromLatin1(QByteArray("me:pä:ss").toBase64())));
    QCOMPARE(header(sent(args("upload", m_url, "a.txt", "--oauth2-bearer", "t.o-k")), "Authorization"),
             QStringList(QStringLiteral("Bearer t.o-k")));
    QVERIFY(header(sent(args("upload", m_url, "a.txt")), "Authorization").isEmpty());
}

void TestTerminalUpload::userInfoOfTheAddress()
{
    QString url = m_url;
    url.replace(QStringLiteral("http://"), QStringLiteral("http://me:secret%21@"));
    const FerryResult result = m_ferry.run(args("upload", "--json", url, "a.txt"));
    QCOMPARE(result.exitCode, 0);
    const QJsonObject request = QJsonDocument::fromJson(member(result.event("success"), "data").toUtf8()).object();
    QCOMPARE(header(request, "Authorization"),
             QStringList(QStringLiteral("Basic ") + QString::fromLatin1(QByteArray("me:secret!").toBase64())));
    QVERIFY(!member(result.event("queued"), "url").contains(QStringLiteral("secret")));
    QVERIFY(!member(result.event("headers"), "url").contains(QStringLiteral("secret")));
}

// Product: with a mini-program identity exactly its Referer is sent, otherwise none.
void TestTerminalUpload::identitySendsExactReferer_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QStringList>("referer");
    QTest::newRow("none") << QStringList() << QStringList();
    QTest::newRow("version") << args("--appid", "wx123", "--appversion", "45")
                             << args("https://servicewechat.com/wx123/45/page-frame.html");
    QTest::newRow("development build") << args("--appid", "wx123")
                                       << args("https://servicewechat.com/wx123/0/page-frame.html");
}

void TestTerminalUpload::identitySendsExactReferer()
{
    QFETCH(QStringList, options);
    QFETCH(QStringList, referer);
    QCOMPARE(header(sent(args("upload", m_url, "a.txt") + options), "Referer"), referer);
}

void TestTerminalUpload::refererIsRefused_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line :
         {"Referer: http://x/", "referer: http://x/", "Referer:", "Referer;", "Host: x", "Content-Length: 5",
          "Transfer-Encoding: chunked", "X Y: 1", "X\u00e9: 1", ": 1", "X-A: b\r\nX-B: c", "X-A: b\nc", "X-A: b\r"})
        QTest::newRow(line) << QString::fromUtf8(line);
}

void TestTerminalUpload::refererIsRefused()
{
    QFETCH(QString, line);
    const int before = requests();
    for (const QStringList &command : {args("upload", m_url, "a.txt"), args("download", m_url)}) {
        const FerryResult result = m_ferry.run(command + args("--json", "-H", line));
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.out.isEmpty(), result.out.constData());
        QVERIFY(!result.err.isEmpty());
    }
    QCOMPARE(requests(), before);
}

void TestTerminalUpload::onlyRegularFiles_data()
{
    QTest::addColumn<QStringList>("options");
    ::mkfifo(qPrintable(m_ferry.path(QStringLiteral("pipe"))), 0600);
    ::mkdir(qPrintable(m_ferry.path(QStringLiteral("folder"))), 0700);
    for (const char *path : {"folder", "pipe", "/dev/null", "missing", "folder/missing", "a.txt/x"}) {
        QTest::addRow("file %s", path) << args("a.txt", path);
        QTest::addRow("form %s", path) << args("-F", QStringLiteral("f=@") + QLatin1String(path));
        QTest::addRow("field %s", path) << args("-F", QStringLiteral("f=<") + QLatin1String(path));
        QTest::addRow("raw %s", path) << args("-T", path);
    }
}

void TestTerminalUpload::onlyRegularFiles()
{
    QFETCH(QStringList, options);
    const int before = requests();
    const FerryResult result = m_ferry.run(args("upload", "--json", m_url) + options, 10000);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.out.isEmpty(), result.out.constData());
    QVERIFY(result.err.contains("folder") || result.err.contains("pipe") || result.err.contains("/dev/null") ||
            result.err.contains("missing") || result.err.contains("a.txt"));
    QCOMPARE(requests(), before);
}

void TestTerminalUpload::oddAddresses_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address : {"", "http://", "ftp://127.0.0.1/", "file:///etc/passwd", "data:,x",
                                "http://127.0.0.1:99999/", "http://[::1/", "http://a b/"})
        QTest::newRow(address) << QString::fromLatin1(address);
}

void TestTerminalUpload::oddAddresses()
{
    QFETCH(QString, address);
    const FerryResult result = m_ferry.run(args("upload", "--json", address, "a.txt"));
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.out.isEmpty(), result.out.constData());
    QVERIFY(result.err.trimmed().size() > 20);
}

void TestTerminalUpload::answerOnStandardOutput()
{
    const FerryResult result =
        m_ferry.run(args("upload", m_node.url(QStringLiteral("/status?code=201&text=a%0Ab%20c")), "a.txt"));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.out, QByteArray("a\nb c"));
    QVERIFY2(result.err.contains("a.txt") && result.err.contains("201"), result.err.constData());
    QCOMPARE(result.err.count('\n'), 1);
    const FerryResult quiet =
        m_ferry.run(args("upload", "-q", m_node.url(QStringLiteral("/status?code=201&text=x")), "a.txt"));
    QCOMPARE(quiet.out, QByteArray("x"));
    QCOMPARE(quiet.err, QByteArray());
}

void TestTerminalUpload::refusalShowsTheServersWords()
{
    const FerryResult result =
        m_ferry.run(args("upload", m_node.url(QStringLiteral("/status?code=413&text=too%20large")), "a.txt"));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.out, QByteArray("too large"));
    QVERIFY2(result.err.contains("413"), result.err.constData());
}

void TestTerminalUpload::severalBodiesBeginOnTheirOwnLine()
{
    const FerryResult result =
        m_ferry.run(args("upload", m_node.url(QStringLiteral("/status?code=200&text=x")), "a.txt", "a.txt", "a.txt"));
    QCOMPARE(result.out, QByteArray("x\nx\nx"));
}

void TestTerminalUpload::passwordCannotBeAskedWithoutTerminal()
{
    const int before = requests();
    const FerryResult result = m_ferry.run(args("upload", m_url, "a.txt", "-u", "me"), 10000);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(requests(), before);
}

QTEST_GUILESS_MAIN(TestTerminalUpload)
#include "tst_terminal_upload.moc"
