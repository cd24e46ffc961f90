#include "core/devserver/DevServer.h"
#include "tests/net/RawClient.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

#include <unistd.h>

using namespace ferry::devserver;
using ferry::test::RawAnswer;
using ferry::test::RawClient;

namespace {

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QJsonObject json(const RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QString errorOf(const RawAnswer &answer)
{
    return json(answer).value(QStringLiteral("error")).toString();
}

QByteArray filePart(const QByteArray &name, const QByteArray &fileName, const QByteArray &content)
{
    return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName +
           "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n";
}

QByteArray fieldPart(const QByteArray &name, const QByteArray &value)
{
    return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

const QByteArray formType = "Content-Type: multipart/form-data; boundary=B\r\n";

} // namespace

class TestDevServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void uploadsAForm();
    void uploadsInManyPieces();
    void uploadsInChunks();
    void uploadsUrlEncodedFields();
    void uploadKeepsOrderAndDuplicates();
    void uploadGivesTheNextFreeName();
    void uploadedNamesAreSafe_data();
    void uploadedNamesAreSafe();
    void uploadedFilesHaveTheUsualMode();
    void formsThatAreRefused_data();
    void formsThatAreRefused();
    void aRefusedFormLeavesNothing();
    void anAbortedUploadLeavesNothing();
    void continueIsSaidOnce();
    void refusalsComeBeforeTheBody();
    void browsersGetAPage();

    void putCreatesAndReplaces();
    void aHalfPutIsNeverServed();
    void putRefuses();
    void deletes();
    void servesWithFacts();
    void ranges_data();
    void ranges();
    void conditions_data();
    void conditions();
    void ifRange();
    void serveInline();
    void neverServesWhatIsOutside_data();
    void neverServesWhatIsOutside();
    void aFileThatShrinksIsCut();

    void listsFiles();
    void indexNamesEverything();
    void recordsEachRequest();
    void takenPort();
    void portThatIsNotForOrdinaryUsers();
    void directoryThatCannotBeWritten();
    void temporaryDirectoryGoes();
    void endsWithConnectionsOpen();

private:
    quint16 port() const { return quint16(m_server->url().port()); }
    QString pathOf(const QString &name) const { return m_root->filePath(name); }
    QByteArray read(const QString &name) const;
    void write(const QString &name, const QByteArray &bytes) const;
    QStringList names() const;

    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<DevServer> m_server;
};

void TestDevServer::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<DevServer>(Options{0, m_root->path()});
    QVERIFY2(m_server->start(), qPrintable(m_server->errorString()));
    QCOMPARE(m_server->url().host(), QStringLiteral("127.0.0.1"));
}

void TestDevServer::cleanup()
{
    m_server.reset();
    m_root.reset();
}

QByteArray TestDevServer::read(const QString &name) const
{
    QFile file(pathOf(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no such file)");
}

void TestDevServer::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(pathOf(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

/// Everything in the directory, the hidden too.
QStringList TestDevServer::names() const
{
    return QDir(m_root->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

void TestDevServer::uploadsAForm()
{
    RawClient client(port());
    const QByteArray content("one\r\n--B is not the end\0two", 27);
    const RawAnswer answer =
        client.ask("POST /upload", formType + "Accept: */*\r\n",
                   fieldPart("note", "hé \"there\"") + filePart("file", "a b.txt", content) + "--B--\r\n");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("content-type"), "application/json");
    const QByteArray expected = "{\"fields\": [[\"note\", \"hé \\\"there\\\"\"]], \"files\": [{\"name\": \"file\", "
                                "\"filename\": \"a b.txt\", \"type\": \"text/plain\", \"size\": 27, \"sha256\": \"" +
                                sha256(content) + "\", \"url\": \"http://" + client.host() + "/files/a%20b.txt\"}]}\n";
    QCOMPARE(answer.body, expected);
    QCOMPARE(read(QStringLiteral("a b.txt")), content);
    QCOMPARE(names(), QStringList{QStringLiteral("a b.txt")});
    const RawAnswer back = client.ask("GET /files/a%20b.txt");
    QCOMPARE(back.status, 200);
    QCOMPARE(back.body, content);
}

void TestDevServer::uploadsInManyPieces()
{
    RawClient client(port());
    const QByteArray body = filePart("file", "a.txt", "some content") + "--B--\r\n";
    client.send("POST /upload HTTP/1.1\r\nHo");
    client.send("st: " + client.host() + "\r\n" + formType + "Content-Length: " + QByteArray::number(body.size()) +
                "\r\n\r");
    client.send("\n");
    for (const char c : body)
        client.send(QByteArray(1, c));
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(read(QStringLiteral("a.txt")), "some content");
}

void TestDevServer::uploadsInChunks()
{
    RawClient client(port());
    const QByteArray body = filePart("file", "a.txt", QByteArray(200'000, 'x')) + "--B--\r\n";
    QByteArray chunks;
    for (qsizetype at = 0; at < body.size(); at += 7'777) {
        const QByteArray piece = body.mid(at, 7'777);
        chunks += QByteArray::number(piece.size(), 16) + ";ext=1\r\n" + piece + "\r\n";
    }
    client.request("POST /upload", formType + "Transfer-Encoding: chunked\r\n");
    client.send(chunks + "0\r\nX-Trailer: 1\r\n\r\n");
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(read(QStringLiteral("a.txt")), QByteArray(200'000, 'x'));
    client.request("POST /upload", formType + "Transfer-Encoding: chunked\r\n");
    client.send("zz\r\n");
    const RawAnswer bad = client.answer();
    QCOMPARE(bad.status, 400);
    QCOMPARE(errorOf(bad), QStringLiteral("The chunks of the body cannot be read."));
}

void TestDevServer::uploadsUrlEncodedFields()
{
    RawClient client(port());
    const RawAnswer answer =
        client.ask("POST /upload", "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n",
                   "a=1+2&b=%c3%a9%zz&a=&empty&&c=x=y");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "{\"fields\": [[\"a\", \"1 2\"], [\"b\", \"é%zz\"], [\"a\", \"\"], [\"empty\", \"\"], "
                          "[\"c\", \"x=y\"]], \"files\": []}\n");
}

void TestDevServer::uploadKeepsOrderAndDuplicates()
{
    RawClient client(port());
    const RawAnswer answer =
        client.ask("POST /upload", formType,
                   fieldPart("b", "1") + fieldPart("a", "2") + fieldPart("b", "3") + filePart("x", "2.txt", "zwei") +
                       filePart("x", "1.txt", "eins") + filePart("left-empty", "", "") + "--B--");
    const QJsonArray fields = json(answer).value(QStringLiteral("fields")).toArray();
    QCOMPARE(QJsonDocument(fields).toJson(QJsonDocument::Compact), "[[\"b\",\"1\"],[\"a\",\"2\"],[\"b\",\"3\"]]");
    const QJsonArray files = json(answer).value(QStringLiteral("files")).toArray();
    QCOMPARE(files.size(), 2);
    QCOMPARE(files[0].toObject().value(QStringLiteral("filename")).toString(), QStringLiteral("2.txt"));
    QCOMPARE(files[1].toObject().value(QStringLiteral("filename")).toString(), QStringLiteral("1.txt"));
}

void TestDevServer::uploadGivesTheNextFreeName()
{
    RawClient client(port());
    QVERIFY(QFile::link(QStringLiteral("/nowhere/at/all"), pathOf(QStringLiteral("a (1).tar"))));
    for (const QByteArray content : {"1", "2", "3"})
        QCOMPARE(client.ask("POST /upload", formType, filePart("file", "a.tar", content) + "--B--").status, 200);
    QCOMPARE(read(QStringLiteral("a.tar")), "1");
    QCOMPARE(read(QStringLiteral("a (2).tar")), "2");
    QCOMPARE(read(QStringLiteral("a (3).tar")), "3");
}

void TestDevServer::uploadedNamesAreSafe_data()
{
    QTest::addColumn<QByteArray>("told");
    QTest::addColumn<QString>("stored");
    const auto row = [](const QByteArray &told, const QString &stored) {
        QTest::newRow(told.left(40).constData()) << told << stored;
    };
    row("../../etc/passwd", QStringLiteral("passwd"));
    row("C:\\Users\\a\\b.txt", QStringLiteral("b.txt"));
    row("..", QStringLiteral("file"));
    row("/", QStringLiteral("file"));
    row(".htaccess", QStringLiteral("htaccess"));
    row("a.txt. . ", QStringLiteral("a.txt"));
    row("a\tb:c*?.txt", QStringLiteral("a_b_c__.txt"));
    row("con.txt", QStringLiteral("_con.txt"));
    row("a\xe2\x80\xae"
        "b.txt",
        QStringLiteral("a_b.txt"));
    row("\xff\xfe.bin", QStringLiteral("__.bin"));
    row("文件.txt", QStringLiteral("文件.txt"));
    row(QByteArray(300, 'n') + ".tar", QString(196, QLatin1Char('n')) + QStringLiteral(".tar"));
}

void TestDevServer::uploadedNamesAreSafe()
{
    QFETCH(QByteArray, told);
    QFETCH(QString, stored);
    RawClient client(port());
    QCOMPARE(client.ask("POST /upload", formType, filePart("file", told, "x") + "--B--").status, 200);
    QCOMPARE(names(), QStringList{stored});
    const QByteArray url = json(client.ask("GET /files/"))
                               .value(QStringLiteral("files"))
                               .toArray()[0]
                               .toObject()
                               .value(QStringLiteral("url"))
                               .toString()
                               .toUtf8();
    QCOMPARE(client.ask("GET " + url.mid(url.indexOf("/files/"))).body, "x");
}

void TestDevServer::uploadedFilesHaveTheUsualMode()
{
    write(QStringLiteral("usual"), "x");
    RawClient client(port());
    QCOMPARE(client.ask("POST /upload", formType, filePart("file", "uploaded", "x") + "--B--").status, 200);
    QCOMPARE(QFile::permissions(pathOf(QStringLiteral("uploaded"))),
             QFile::permissions(pathOf(QStringLiteral("usual"))));
}

void TestDevServer::formsThatAreRefused_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray urlEncoded = "Content-Type: application/x-www-form-urlencoded\r\n";
    const QByteArray mebi(1024 * 1024, 'v');
    QTest::newRow("no type") << QByteArray() << QByteArray("x") << 415;
    QTest::newRow("json") << QByteArray("Content-Type: application/json\r\n") << QByteArray("{}") << 415;
    QTest::newRow("no boundary") << QByteArray("Content-Type: multipart/form-data\r\n") << QByteArray("x") << 400;
    QTest::newRow("not a form") << formType << QByteArray("x") << 400;
    QTest::newRow("cut") << formType << filePart("f", "a.txt", "x") << 400;
    QTest::newRow("no name") << formType << QByteArray("--B\r\nX: y\r\n\r\nx\r\n--B--") << 400;
    QTest::newRow("huge part headers") << formType
                                       << QByteArray("--B\r\nX: " + QByteArray(20'000, 'x') + "\r\n\r\nx\r\n--B--")
                                       << 413;
    QTest::newRow("100,000 fields") << formType << QByteArray(fieldPart("a", "1").repeated(100'000) + "--B--") << 413;
    QTest::newRow("100,000 pairs") << urlEncoded << QByteArray("a=1&").repeated(100'000) << 413;
    QTest::newRow("long field") << formType << QByteArray(fieldPart("a", mebi + 'x') + "--B--") << 413;
    QTest::newRow("long pair") << urlEncoded << QByteArray("a=" + mebi + mebi) << 413;
    QTest::newRow("long fields") << formType << QByteArray(fieldPart("a", mebi).repeated(17) + "--B--") << 413;
}

void TestDevServer::formsThatAreRefused()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    RawClient client(port());
    const RawAnswer answer = client.ask("POST /upload", type, body);
    QCOMPARE(answer.status, status);
    QVERIFY(answer.whole);
    QVERIFY2(errorOf(answer).endsWith(QLatin1Char('.')), answer.body.constData());
    QVERIFY(names().isEmpty());
}

/// Nor does a field that is just small enough do any harm.
void TestDevServer::aRefusedFormLeavesNothing()
{
    RawClient client(port());
    const QByteArray body = filePart("f", "a.txt", QByteArray(300'000, 'x')) + filePart("f", "b.txt", "x") +
                            fieldPart("a", QByteArray(1024 * 1024, 'v'));
    QCOMPARE(client.ask("POST /upload", formType, body + "--B\r\nX: y\r\n\r\n\r\n--B--").status, 400);
    QTRY_VERIFY(names().isEmpty());
    RawClient again(port());
    QCOMPARE(again.ask("POST /upload", formType, body + "--B--").status, 200);
    QCOMPARE(names().size(), 2);
}

void TestDevServer::anAbortedUploadLeavesNothing()
{
    RawClient client(port());
    client.request("POST /upload", formType + "Content-Length: 1000000\r\n");
    client.send(filePart("f", "done.txt", "x") + filePart("f", "a.txt", QByteArray(300'000, 'x')).chopped(2));
    QTRY_COMPARE(names().size(), 2); // hidden, with names of their own
    for (const QString &name : names())
        QVERIFY2(name.startsWith(QLatin1Char('.')), qPrintable(name));
    QCOMPARE(json(RawClient(port()).ask("GET /files/")).value(QStringLiteral("files")).toArray().size(), 0);
    client.socket().abort();
    QTRY_VERIFY(names().isEmpty());
}

void TestDevServer::continueIsSaidOnce()
{
    RawClient client(port());
    const QByteArray body = filePart("f", "a.txt", "x") + "--B--";
    client.request("POST /upload",
                   formType + "Expect: 100-continue\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n");
    QCOMPARE(client.answer().status, 100);
    client.send(body);
    QCOMPARE(client.answer().status, 200);
    // A refusal takes its place.
    client.request("POST /nowhere", "Expect: 100-continue\r\nContent-Length: 10\r\n");
    QCOMPARE(client.answer().status, 404);
    QVERIFY(client.isClosed());
}

/// The client sends two gigabytes, and can read the refusal while it does.
void TestDevServer::refusalsComeBeforeTheBody()
{
    RawClient client(port());
    client.request("POST /upload", "Content-Type: image/png\r\nContent-Length: 2147483648\r\n");
    const QByteArray piece(64 * 1024, 'x');
    qint64 sent = 0;
    while (client.socket().bytesAvailable() == 0 && sent < 256 * 1024 * 1024) {
        client.send(piece);
        sent += piece.size();
        client.socket().waitForReadyRead(0);
    }
    for (int i = 0; i < 50; ++i)
        client.send(piece); // it goes on for a while, as clients do
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 415);
    QVERIFY(answer.whole);
    QCOMPARE(answer.header("connection"), "close");
}

void TestDevServer::browsersGetAPage()
{
    RawClient client(port());
    const RawAnswer answer =
        client.ask("POST /upload",
                   formType + "Accept: text/html,application/xhtml+xml\r\nOrigin: http://" + client.host() + "\r\n",
                   fieldPart("<b>", "\"&<script>") + filePart("file", "a<b>.txt", "x") + "--B--");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("content-type"), "text/html; charset=utf-8");
    QVERIFY(answer.header("content-security-policy").startsWith("default-src 'none'; style-src 'sha256-"));
    QVERIFY(!answer.body.contains("<script>"));
    QVERIFY(answer.body.contains("<a href=\"/files/a_b_.txt\">a_b_.txt</a>"));
    QVERIFY(answer.body.contains(sha256("x")));
}

void TestDevServer::putCreatesAndReplaces()
{
    RawClient client(port());
    const RawAnswer created = client.ask("PUT /files/a%20b.bin", "Content-Type: x/y\r\n", "first");
    QCOMPARE(created.status, 201);
    QCOMPARE(created.header("location"), "/files/a%20b.bin");
    QCOMPARE(created.body,
             "{\"name\": \"\", \"filename\": \"a b.bin\", \"type\": \"x/y\", \"size\": 5, \"sha256\": \"" +
                 sha256("first") + "\", \"url\": \"http://" + client.host() + "/files/a%20b.bin\"}\n");
    const QByteArray etag = client.ask("GET /files/a%20b.bin").header("etag");
    QCOMPARE(client.ask("PUT /files/a%20b.bin", {}, "other").status, 200);
    const RawAnswer back = client.ask("GET /files/a%20b.bin");
    QCOMPARE(back.body, "other");
    QVERIFY(back.header("etag") != etag);
    QCOMPARE(names().size(), 1);
    QCOMPARE(client.ask("PUT /files/empty", "Content-Length: 0\r\n").status, 201);
    QCOMPARE(client.ask("GET /files/empty").body, "");
}

void TestDevServer::aHalfPutIsNeverServed()
{
    write(QStringLiteral("a"), "old");
    RawClient writer(port());
    writer.request("PUT /files/a", "Content-Length: 10\r\n");
    writer.send("half ");
    QTRY_COMPARE(names().size(), 2);
    QCOMPARE(RawClient(port()).ask("GET /files/a").body, "old");
    writer.socket().abort();
    QTRY_COMPARE(names().size(), 1);
    QCOMPARE(RawClient(port()).ask("GET /files/a").body, "old");
}

void TestDevServer::putRefuses()
{
    QVERIFY(QDir(m_root->path()).mkdir(QStringLiteral("dir")));
    RawClient client(port());
    QCOMPARE(client.ask("PUT /files/..%2fa", {}, "x").status, 400);
    QCOMPARE(client.ask("PUT /files/.hidden", {}, "x").status, 400);
    QCOMPARE(client.ask("PUT /files/a", "Content-Range: bytes 0-0/2\r\n", "x").status, 400);
    QCOMPARE(client.ask("PUT /files/dir", {}, "x").status, 409);
    QCOMPARE(names(), QStringList{QStringLiteral("dir")});
}

void TestDevServer::deletes()
{
    write(QStringLiteral("a"), "x");
    RawClient client(port());
    QCOMPARE(client.ask("DELETE /files/a").status, 204);
    QVERIFY(names().isEmpty());
    QCOMPARE(client.ask("DELETE /files/a").status, 404);
    QCOMPARE(client.ask("DELETE /files/..").status, 404);
}

void TestDevServer::servesWithFacts()
{
    write(QStringLiteral("é\".png"), "bytes");
    write(QStringLiteral("a.png"), "bytes");
    RawClient client(port());
    for (const QByteArray method : {"GET", "HEAD"}) {
        const RawAnswer answer = client.ask(method + " /files/a.png");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, method == "GET" ? QByteArray("bytes") : QByteArray());
        QCOMPARE(answer.header("content-length"), "5");
        QCOMPARE(answer.header("content-type"), "image/png");
        QCOMPARE(answer.header("accept-ranges"), "bytes");
        QCOMPARE(answer.header("content-disposition"), "attachment; filename*=UTF-8''a.png");
        QCOMPARE(answer.header("x-content-type-options"), "nosniff");
        QVERIFY(answer.header("etag").startsWith('"'));
        QVERIFY(answer.header("last-modified").endsWith(" GMT"));
        QVERIFY(answer.header("access-control-allow-origin").isNull());
    }
    QCOMPARE(client.ask("GET /files/nothing").status, 404);
    QCOMPARE(client.ask("HEAD /files/nothing").status, 404);
    const RawAnswer icon = client.ask("GET /favicon.ico"); // browsers ask for it, and complain
    QCOMPARE(icon.status, 200);
    QCOMPARE(icon.header("content-type"), "image/svg+xml");
}

void TestDevServer::ranges_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contentRange");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const QByteArray &range, int status, const QByteArray &contentRange, const QByteArray &body) {
        QTest::newRow(range.constData()) << range << status << contentRange << body;
    };
    row("bytes=0-", 206, "bytes 0-9/10", "0123456789");
    row("bytes=3-5", 206, "bytes 3-5/10", "345");
    row("bytes=3-3", 206, "bytes 3-3/10", "3");
    row("bytes=7-", 206, "bytes 7-9/10", "789");
    row("bytes=7-100", 206, "bytes 7-9/10", "789");
    row("bytes=-3", 206, "bytes 7-9/10", "789");
    row("bytes=-30", 206, "bytes 0-9/10", "0123456789");
    row("Bytes = 1-1", 206, "bytes 1-1/10", "1");
    row("bytes=9-9223372036854775807", 200, "", "0123456789"); // not understood, so as if it were not there
    row("bytes=10-", 416, "bytes */10", "");
    row("bytes=10-12", 416, "bytes */10", "");
    row("bytes=-0", 416, "bytes */10", "");
    row("bytes=5-3", 200, "", "0123456789");
    row("bytes=a-b", 200, "", "0123456789");
    row("bytes=-", 200, "", "0123456789");
    row("bytes=1", 200, "", "0123456789");
    row("bytes=0-1,3-4", 200, "", "0123456789");
    row("lines=0-1", 200, "", "0123456789");
}

void TestDevServer::ranges()
{
    QFETCH(QByteArray, range);
    QFETCH(int, status);
    QFETCH(QByteArray, contentRange);
    QFETCH(QByteArray, body);
    write(QStringLiteral("ten"), "0123456789");
    RawClient client(port());
    const RawAnswer answer = client.ask("GET /files/ten", "Range: " + range + "\r\n");
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.header("content-range"), contentRange.isEmpty() ? QByteArray() : contentRange);
    if (status != 416)
        QCOMPARE(answer.body, body);
    const RawAnswer head = client.ask("HEAD /files/ten", "Range: " + range + "\r\n");
    QCOMPARE(head.status, 200);
    QCOMPARE(head.header("content-length"), "10");
}

void TestDevServer::conditions_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("status");
    const auto row = [](const QByteArray &header, int status) {
        QTest::newRow(header.constData()) << header << status;
    };
    row("If-None-Match: ETAG", 304);
    row("If-None-Match: W/ETAG", 304);
    row("If-None-Match: \"x\", ETAG", 304);
    row("If-None-Match: *", 304);
    row("If-None-Match: \"x\"", 200);
    row("If-Match: ETAG", 200);
    row("If-Match: *", 200);
    row("If-Match: W/ETAG", 412);
    row("If-Match: \"x\"", 412);
    row("If-Modified-Since: DATE", 304);
    row("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", 200);
    row("If-Modified-Since: nonsense", 200);
    row("If-Unmodified-Since: DATE", 200);
    row("If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT", 412);
    row("If-None-Match: \"x\"\r\nIf-Modified-Since: DATE", 200); // the tag decides, the date does not count
}

void TestDevServer::conditions()
{
    QFETCH(QByteArray, header);
    QFETCH(int, status);
    write(QStringLiteral("ten"), "0123456789");
    RawClient client(port());
    const RawAnswer first = client.ask("GET /files/ten");
    header.replace("ETAG", first.header("etag")).replace("DATE", first.header("last-modified"));
    const RawAnswer answer = client.ask("GET /files/ten", header + "\r\n");
    QCOMPARE(answer.status, status);
    if (status == 304) {
        QCOMPARE(answer.header("etag"), first.header("etag"));
        QVERIFY(answer.header("content-length").isNull());
    }
    QCOMPARE(client.ask("GET /files/ten").body, "0123456789");
}

void TestDevServer::ifRange()
{
    write(QStringLiteral("ten"), "0123456789");
    QFile file(pathOf(QStringLiteral("ten")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime(QDate(2020, 1, 2), QTime(3, 4, 5), Qt::UTC), QFileDevice::FileModificationTime));
    file.close();
    RawClient client(port());
    const RawAnswer first = client.ask("GET /files/ten");
    QCOMPARE(first.header("last-modified"), "Thu, 02 Jan 2020 03:04:05 GMT");
    const auto status = [&](const QByteArray &ifRange) {
        return client.ask("GET /files/ten", "Range: bytes=4-\r\nIf-Range: " + ifRange + "\r\n").status;
    };
    QCOMPARE(status(first.header("etag")), 206);
    QCOMPARE(status(first.header("last-modified")), 206);
    QCOMPARE(status("W/" + first.header("etag")), 200);
    QCOMPARE(status("\"x\""), 200);
    QCOMPARE(status("Thu, 02 Jan 2020 03:04:06 GMT"), 200);
    QCOMPARE(status("nonsense"), 200);
    write(QStringLiteral("ten"), "9876543210");
    QCOMPARE(status(first.header("etag")), 200);
    // A file touched a moment ago could change again within the same second.
    QCOMPARE(status(client.ask("GET /files/ten").header("last-modified")), 200);
}

void TestDevServer::serveInline()
{
    for (const QString &name : {QStringLiteral("a.png"), QStringLiteral("a.html"), QStringLiteral("a.svg")})
        write(name, "x");
    RawClient client(port());
    const RawAnswer picture = client.ask("GET /files/a.png?inline=1");
    QCOMPARE(picture.header("content-disposition"), "inline; filename*=UTF-8''a.png");
    const RawAnswer page = client.ask("GET /files/a.html?inline=1");
    QCOMPARE(page.header("content-type"), "text/plain; charset=utf-8");
    QVERIFY(page.header("content-disposition").startsWith("inline"));
    QCOMPARE(page.header("content-security-policy"), "default-src 'none'; sandbox");
    const RawAnswer drawing = client.ask("GET /files/a.svg?inline=1");
    QVERIFY(drawing.header("content-disposition").startsWith("attachment"));
    QVERIFY(client.ask("GET /files/a.html").header("content-disposition").startsWith("attachment"));
}

void TestDevServer::neverServesWhatIsOutside_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/files/..", "/files/../secret", "/files/..%2fsecret", "/files/%2e%2e%2fsecret",
                             "/files/..%5csecret", "/files//etc/passwd", "/files/%2fetc%2fpasswd", "/files/sub/inner",
                             "/files/sub", "/files/sub%2finner", "/files/link", "/files/.hidden", "/files/a%00",
                             "/files/.", "/files/%ff", "/files/fifo", "/../secret", "/files"})
        QTest::newRow(path) << QByteArray(path);
}

void TestDevServer::neverServesWhatIsOutside()
{
    QFETCH(QByteArray, path);
    QDir root(m_root->path());
    QVERIFY(root.mkdir(QStringLiteral("sub")));
    write(QStringLiteral("sub/inner"), "secret");
    write(QStringLiteral(".hidden"), "secret");
    write(QStringLiteral("a"), "secret");
    QVERIFY(QFile::link(QStringLiteral("/etc/passwd"), pathOf(QStringLiteral("link"))));
    RawClient client(port());
    for (const QByteArray method : {"GET", "DELETE"}) {
        const RawAnswer answer = client.ask(method + ' ' + path);
        QVERIFY2(answer.status == 404, answer.head.constData());
        QVERIFY(!answer.body.contains("secret"));
    }
    QVERIFY(root.exists(QStringLiteral("sub/inner")));
}

/// The bytes that are missing are never made up.
void TestDevServer::aFileThatShrinksIsCut()
{
    constexpr qint64 size = 64 * 1024 * 1024;
    QFile file(pathOf(QStringLiteral("large")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(size));
    RawClient client(port());
    client.socket().setReadBufferSize(1024);
    client.request("GET /files/large");
    QVERIFY(client.socket().waitForReadyRead(RawClient::patience));
    QVERIFY(file.resize(1000));
    client.socket().setReadBufferSize(0);
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.whole);
    QVERIFY(answer.body.size() < size);
}

void TestDevServer::listsFiles()
{
    RawClient client(port());
    QCOMPARE(client.ask("GET /files/").body, "{\"files\": []}\n");
    client.ask("PUT /files/a%20.b", {}, "12345");
    const QJsonArray files = json(client.ask("GET /files/")).value(QStringLiteral("files")).toArray();
    QCOMPARE(files.size(), 1);
    const QJsonObject file = files[0].toObject();
    QCOMPARE(file.value(QStringLiteral("name")).toString(), QStringLiteral("a .b"));
    QCOMPARE(file.value(QStringLiteral("size")).toInt(), 5);
    QCOMPARE(file.value(QStringLiteral("url")).toString().toUtf8(), "http://" + client.host() + "/files/a%20.b");
    QVERIFY(QDateTime::fromString(file.value(QStringLiteral("modified")).toString(), Qt::ISODate).isValid());
}

void TestDevServer::indexNamesEverything()
{
    write(QStringLiteral("stored & kept.txt"), "12345");
    RawClient client(port());
    const RawAnswer page = client.ask("GET /");
    QCOMPARE(page.status, 200);
    QCOMPARE(page.header("content-type"), "text/html; charset=utf-8");
    QVERIFY(page.header("content-security-policy").contains("form-action 'self'"));
    QVERIFY(page.body.contains("<form method=\"post\" action=\"/upload\" enctype=\"multipart/form-data\">"));
    QVERIFY(page.body.contains("<a href=\"/files/stored%20%26%20kept.txt\">stored &amp; kept.txt</a>"));
    QVERIFY(page.body.contains("<a href=\"/try/status/503\">"));
    QVERIFY(!page.body.contains("http://") && !page.body.contains("https://")); // nothing from elsewhere
    QCOMPARE(client.ask("HEAD /").header("content-length"), QByteArray::number(page.body.size()));
}

void TestDevServer::recordsEachRequest()
{
    QSignalSpy spy(m_server.get(), &DevServer::requestFinished);
    const auto take = [&spy] {
        return spy.isEmpty() && !spy.wait() ? RequestRecord() : spy.takeFirst()[0].value<RequestRecord>();
    };
    RawClient client(port());
    client.ask("PUT /files/a%20b", {}, "12345");
    RequestRecord record = take();
    QCOMPARE(record.method, "PUT");
    QCOMPARE(record.path, QStringLiteral("/files/a b"));
    QCOMPARE(record.status, 201);
    QCOMPARE(record.bytesIn, 5);
    client.ask("GET /files/a%20b?inline=1");
    record = take();
    QCOMPARE(record.path, QStringLiteral("/files/a b"));
    QCOMPARE(record.bytesOut, 5);
    QVERIFY(record.milliseconds >= 0);
    client.request("PUT /files/c", "Content-Length: 10\r\n");
    client.send("123");
    QTRY_COMPARE(names().size(), 2);
    client.socket().abort();
    record = take();
    QCOMPARE(record.status, 0);
    QCOMPARE(record.bytesIn, 3);
    QCOMPARE(record.bytesOut, 0); // of this request, not of the one before
    {
        RawClient waiting(port());
        waiting.request("GET /try/delay/1000");
        waiting.request("GET /never/read");
        QVERIFY(waiting.isSilent(100));
    }
    record = take();
    QCOMPARE(record.path, QStringLiteral("/try/delay/1000"));
    QCOMPARE(record.status, 0);
    {
        RawClient leaving(port());
        leaving.socket().setReadBufferSize(10'000);
        leaving.request("GET /try/size/500000000");
        while (leaving.socket().bytesAvailable() < 10'000) // more than the head
            QVERIFY(leaving.socket().waitForReadyRead(RawClient::patience));
    }
    record = take();
    QCOMPARE(record.status, 200);
    QVERIFY(record.bytesOut > 0 && record.bytesOut < 500'000'000);
    RawClient odd(port());
    odd.send("nonsense\r\n\r\n");
    QCOMPARE(odd.answer().status, 400);
    record = take();
    QCOMPARE(record.status, 400);
    RawClient idle(port());
    idle.socket().abort();
    QVERIFY(spy.isEmpty());
}

void TestDevServer::takenPort()
{
    DevServer second(Options{port(), m_root->path()});
    QVERIFY(!second.start());
    QVERIFY(second.errorString().contains(QString::number(port())));
    QVERIFY(second.url().isEmpty());
}

namespace {

/// As Linux has it; 0 where all may have all ports.
int firstFreePort()
{
    QFile file(QStringLiteral("/proc/sys/net/ipv4/ip_unprivileged_port_start"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 1024;
}

} // namespace

void TestDevServer::portThatIsNotForOrdinaryUsers()
{
    const int forbidden = firstFreePort() - 1;
    if (forbidden < 1)
        QSKIP("Here everybody may listen on every port.");
    const bool wasRoot = ::geteuid() == 0;
    if (wasRoot) {
        QCOMPARE(::chown(QFile::encodeName(m_root->path()).constData(), 65534, gid_t(-1)), 0);
        QCOMPARE(::seteuid(65534), 0);
    }
    DevServer server(Options{quint16(forbidden), m_root->path()});
    const bool started = server.start();
    if (wasRoot)
        QCOMPARE(::seteuid(0), 0);
    QVERIFY(!started);
    const QString text = server.errorString();
    QVERIFY2(text.contains(QStringLiteral("Port %1 is not for ordinary users").arg(forbidden)), qPrintable(text));
    QVERIFY(server.url().isEmpty());
}

void TestDevServer::directoryThatCannotBeWritten()
{
    write(QStringLiteral("file"), "x");
    DevServer server(Options{0, pathOf(QStringLiteral("file/below"))});
    QVERIFY(!server.start());
    QVERIFY(server.errorString().contains(QStringLiteral("below")));
    DevServer made(Options{0, pathOf(QStringLiteral("new/below"))});
    QVERIFY(made.start());
    QVERIFY(QDir(made.directory()).exists());
}

void TestDevServer::temporaryDirectoryGoes()
{
    QString directory;
    {
        DevServer server({});
        QVERIFY(server.start());
        directory = server.directory();
        QVERIFY(QDir(directory).exists());
        RawClient client(quint16(server.url().port()));
        QCOMPARE(client.ask("PUT /files/a", {}, "x").status, 201);
        client.request("PUT /files/b", "Content-Length: 10\r\n");
        client.send("123");
    }
    QVERIFY(!QDir(directory).exists());
}

void TestDevServer::endsWithConnectionsOpen()
{
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 40; ++i) {
        clients.push_back(std::make_unique<RawClient>(port()));
        if (i % 4 == 1)
            clients.back()->request("GET /try/silent");
        else if (i % 4 == 2)
            clients.back()->request("GET /try/slow?rate=100&size=100000");
        else if (i % 4 == 3)
            clients.back()->request("PUT /files/a", "Content-Length: 1000000\r\n");
    }
    QElapsedTimer clock;
    clock.start();
    m_server.reset();
    QVERIFY(clock.elapsed() < 1000);
    for (const auto &client : clients)
        QVERIFY(client->isClosed());
    QVERIFY(names().isEmpty());
}

QTEST_GUILESS_MAIN(TestDevServer)
#include "tst_devserver.moc"
