#include "core/devserver/DevServer.h"
#include "tests/net/RawClient.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

using namespace ferry::devserver;
using ferry::test::RawAnswer;
using ferry::test::RawClient;

namespace {

/// What the pattern of the server should be, worked out in another way.
QByteArray pattern(qsizetype size)
{
    QByteArray out;
    for (qsizetype at = 0; at < size; at += 16)
        out += QByteArray::number(at, 16).rightJustified(15, '0') + '\n';
    return out.first(size);
}

QJsonObject json(const RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

} // namespace

/// Each route below /try/ does the harm that it promises, and no other.
class TestDevServerTry : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void statuses();
    void numbersAreChecked_data();
    void numbersAreChecked();
    void everyMethodWorks();
    void redirects();
    void interimAnswers();
    void earlyAnswerReadsOn();
    void earlyAnswerCloses();
    void earlyAnswerAfterSomeBytes();
    void basicAuth();
    void headerFloods();
    void echoes();
    void delays();
    void slowly();
    void stalls();
    void cuts();
    void resets();
    void claimedLengths_data();
    void claimedLengths();
    void chunks_data();
    void chunks();
    void noLength();
    void closesWithoutAnswer();
    void staysSilent();
    void garbage();
    void readsSlowly();
    void stopsReading();
    void sizes();
    void changingEtag();
    void weakEtag();
    void brokenRanges_data();
    void brokenRanges();
    void breaksOffForResuming();
    void namesAndTypes();
    void unaskedGzip();
    void everyListedRouteExists();

private:
    quint16 port() const { return quint16(m_server.url().port()); }

    DevServer m_server{Options{}};
};

void TestDevServerTry::initTestCase()
{
    QVERIFY(m_server.start());
}

void TestDevServerTry::statuses()
{
    RawClient client(port());
    for (const int status : {200, 204, 304, 404, 429, 599}) {
        const RawAnswer answer = client.ask("GET /try/status/" + QByteArray::number(status));
        QCOMPARE(answer.status, status);
    }
    const RawAnswer later = client.ask("GET /try/retry-after/Wed,%2021%20Oct%202015%2007:28:00%20GMT?code=429");
    QCOMPARE(later.status, 429);
    QCOMPARE(later.header("retry-after"), "Wed, 21 Oct 2015 07:28:00 GMT");
    QCOMPARE(client.ask("GET /try/retry-after/soon%0d%0aX:y").header("retry-after"), "soonX:y");
    QCOMPARE(client.ask("GET /try/retry-after/5").status, 503);
}

void TestDevServerTry::numbersAreChecked_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"status/abc",
                             "status/100",
                             "status/600",
                             "status/",
                             "status",
                             "status/2e2",
                             "redirect/200",
                             "redirect/302?n=x",
                             "interim/200",
                             "interim/103?n=1000000",
                             "early/1",
                             "early/413?after=-1",
                             "delay/x",
                             "delay/-1",
                             "delay/1e9",
                             "delay/nan",
                             "slow?rate=0",
                             "slow?size=-5",
                             "size/-1",
                             "size/99999999999999999999",
                             "cut/x",
                             "cut/10?of=10",
                             "reset/",
                             "stall?after=11&size=10",
                             "headers?n=-1",
                             "headers?n=1000000&size=1000000",
                             "length/5?size=x",
                             "chunked?end=odd",
                             "nolength?size=",
                             "retry-after/5?code=1",
                             "range/odd",
                             "range/bare?size=0",
                             "gzip?size=x",
                             "slow-read?rate=x",
                             "stop-reading?after=x"})
        QTest::newRow(path) << QByteArray(path);
}

void TestDevServerTry::numbersAreChecked()
{
    QFETCH(QByteArray, path);
    RawClient client(port());
    const RawAnswer answer = client.ask("GET /try/" + path);
    QCOMPARE(answer.status, 400);
    QVERIFY2(json(answer).value(QStringLiteral("error")).toString().endsWith(QLatin1Char('.')),
             answer.body.constData());
}

void TestDevServerTry::everyMethodWorks()
{
    RawClient client(port());
    for (const QByteArray method : {"GET", "POST", "PUT", "DELETE", "PATCH", "BREW"})
        QCOMPARE(client.ask(method + " /try/status/202", {}, "body").status, 202);
    QCOMPARE(client.ask("HEAD /try/size/100").header("content-length"), "100");
    QCOMPARE(client.ask("POST /try/size/100", {}, "body").body, pattern(100));
}

void TestDevServerTry::redirects()
{
    RawClient client(port());
    QByteArray at = "/try/redirect/307?n=3&to=http%3A%2F%2Felsewhere.example%2F%3Fa%3Db";
    for (int hop = 0; hop < 3; ++hop) {
        QVERIFY2(at.startsWith("/try/redirect/"), at.constData());
        const RawAnswer answer = client.ask("POST " + at, {}, "body");
        QCOMPARE(answer.status, 307);
        at = answer.header("location");
    }
    QCOMPARE(at, "http://elsewhere.example/?a=b");
    QCOMPARE(client.ask("GET /try/redirect/302").header("location"), "/try/echo");
    QCOMPARE(client.ask("GET /try/redirect/302?to=").header("location"), "");
    QVERIFY(!client.ask("GET /try/redirect/302?to=").header("location").isNull());
    QCOMPARE(client.ask("GET /try/redirect/302?to=file:///etc/passwd").header("location"), "file:///etc/passwd");
    const QByteArray loop = client.ask("GET /try/redirect/301?loop=1").header("location");
    QCOMPARE(client.ask("GET " + loop).header("location"), loop);
}

void TestDevServerTry::interimAnswers()
{
    RawClient client(port());
    client.request("GET /try/interim/103?n=100");
    for (int i = 1; i <= 100; ++i) {
        const RawAnswer answer = client.answer();
        QCOMPARE(answer.status, 103);
        QCOMPARE(answer.header("x-try-interim"), QByteArray::number(i));
    }
    QCOMPARE(client.answer().status, 200);
}

void TestDevServerTry::earlyAnswerReadsOn()
{
    RawClient client(port());
    client.request("POST /try/early/413", "Content-Length: 3000000\r\n");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 413);
    QCOMPARE(json(answer).value(QStringLiteral("bytesRead")).toInt(), 0);
    QCOMPARE(answer.header("connection"), "keep-alive");
    client.send(QByteArray(3'000'000, 'x'));
    QCOMPARE(client.ask("GET /try/status/200").status, 200);
}

void TestDevServerTry::earlyAnswerCloses()
{
    RawClient client(port());
    client.request("POST /try/early-close/401", "Content-Length: 3000000\r\n");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.header("connection"), "close");
    RawClient abrupt(port());
    abrupt.request("POST /try/early-close/401?abrupt=1&after=1000", "Content-Length: 3000000\r\n");
    abrupt.send(QByteArray(500'000, 'x'));
    QVERIFY(abrupt.isClosed());
}

void TestDevServerTry::earlyAnswerAfterSomeBytes()
{
    RawClient client(port());
    client.request("POST /try/early/507?after=1000", "Content-Length: 2000\r\n");
    client.send(QByteArray(999, 'x'));
    QVERIFY(client.isSilent(100));
    client.send("x");
    QCOMPARE(client.answer().status, 507);
    client.send(QByteArray(1000, 'x'));
    QCOMPARE(client.ask("POST /try/early/507?after=1000", {}, "short").status, 507);
}

void TestDevServerTry::basicAuth()
{
    RawClient client(port());
    const RawAnswer asked = client.ask("GET /try/auth/basic");
    QCOMPARE(asked.status, 401);
    QVERIFY(asked.header("www-authenticate").startsWith("Basic realm="));
    QCOMPARE(client.ask("GET /try/auth/basic", "Authorization: Basic eDp5\r\n").status, 401);
    QCOMPARE(client.ask("GET /try/auth/basic", "Authorization: Basic " + QByteArray("ferry:ferry").toBase64() + "\r\n")
                 .status,
             200);
    QCOMPARE(client.ask("GET /try/auth/other").status, 404);
}

void TestDevServerTry::headerFloods()
{
    RawClient client(port());
    const RawAnswer answer = client.ask("GET /try/headers?n=500&size=1000");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("x-try-500"), QByteArray(1000, 'x'));
    QVERIFY(answer.header("x-try-501").isNull());
    RawClient long_(port());
    QCOMPARE(long_.ask("GET /try/headers?n=1&size=8000000").header("x-try-1").size(), 8'000'000);
    RawClient endless(port());
    endless.request("GET /try/headers?n=2&size=5&end=no");
    QTRY_VERIFY(endless.socket().waitForReadyRead(10) || endless.socket().bytesAvailable() > 80);
    QVERIFY(endless.isSilent(200));
    QVERIFY(!endless.socket().readAll().contains("\r\n\r\n"));
}

void TestDevServerTry::echoes()
{
    RawClient client(port());
    const QByteArray body(100'000, 'b');
    const RawAnswer answer = client.ask("PATCH /try/echo?a=%20b", "X-b: 1\r\nx-A: 2\r\nX-B: \"3\"\r\n", body);
    const QJsonObject object = json(answer);
    QCOMPARE(object.value(QStringLiteral("method")).toString(), QStringLiteral("PATCH"));
    QCOMPARE(object.value(QStringLiteral("target")).toString(), QStringLiteral("/try/echo?a=%20b"));
    QCOMPARE(QJsonDocument(object.value(QStringLiteral("headers")).toArray()).toJson(QJsonDocument::Compact),
             "[[\"Host\",\"" + client.host() +
                 "\"],[\"X-b\",\"1\"],[\"x-A\",\"2\"],[\"X-B\",\"\\\"3\\\"\"],"
                 "[\"Content-Length\",\"100000\"]]");
    const QJsonObject received = object.value(QStringLiteral("body")).toObject();
    QCOMPARE(received.value(QStringLiteral("size")).toInt(), 100'000);
    QCOMPARE(received.value(QStringLiteral("sha256")).toString().toLatin1(),
             QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex());
}

void TestDevServerTry::delays()
{
    RawClient client(port());
    client.request("POST /try/delay/0.5", {}, "body");
    QVERIFY(client.isSilent(200));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 200);
    QCOMPARE(json(answer).value(QStringLiteral("delayMs")).toInt(), 500);
}

void TestDevServerTry::slowly()
{
    RawClient client(port());
    QElapsedTimer clock;
    clock.start();
    const RawAnswer answer = client.ask("GET /try/slow?rate=10000&size=5000");
    QVERIFY(clock.elapsed() >= 450);
    QCOMPARE(answer.body, pattern(5000));
    RawClient crawling(port());
    crawling.request("GET /try/slow?rate=4&size=3");
    QCOMPARE(crawling.answer().body, pattern(3));
}

void TestDevServerTry::stalls()
{
    RawClient client(port());
    client.request("GET /try/stall?after=100&size=200");
    QTRY_VERIFY(client.socket().waitForReadyRead(10) || client.socket().bytesAvailable() > 200);
    QVERIFY(client.isSilent(300));
    const QByteArray bytes = client.socket().readAll();
    QVERIFY(bytes.contains("Content-Length: 200\r\n"));
    QVERIFY(bytes.endsWith("\r\n\r\n" + pattern(100)));
}

void TestDevServerTry::cuts()
{
    RawClient client(port());
    const RawAnswer answer = client.ask("POST /try/cut/1000?of=2000", {}, "body");
    QCOMPARE(answer.header("content-length"), "2000");
    QCOMPARE(answer.body, pattern(1000));
    QVERIFY(!answer.whole);
    QVERIFY(client.isClosed());
    QCOMPARE(client.socket().error(), QAbstractSocket::RemoteHostClosedError);
}

/// All that was promised to come before it does.
void TestDevServerTry::resets()
{
    for (const qsizetype size : {0, 1000, 3'000'000}) {
        RawClient client(port());
        const RawAnswer answer = client.ask("GET /try/reset/" + QByteArray::number(size));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body.size(), size);
        QVERIFY(!answer.whole);
        QVERIFY(client.isClosed());
    }
    RawClient client(port());
    client.request("GET /try/reset/0?head=no");
    QCOMPARE(client.readToEnd(), "");
    QVERIFY(client.isClosed());
}

void TestDevServerTry::claimedLengths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("size");
    const auto row = [](const QByteArray &path, const QByteArray &head, int size) {
        QTest::newRow(path.constData()) << path << head << size;
    };
    row("length/5?size=10", "Content-Length: 5\r\n", 10);
    row("length/500?size=10", "Content-Length: 500\r\n", 10);
    row("length/-5?size=10", "Content-Length: -5\r\n", 10);
    row("length/%2b5?size=10", "Content-Length: +5\r\n", 10);
    row("length/0x5?size=10", "Content-Length: 0x5\r\n", 10);
    row("length/?size=10", "Content-Length: \r\n", 10);
    row("length/9223372036854775808?size=10", "Content-Length: 9223372036854775808\r\n", 10);
    row("length/5?second=6&size=10", "Content-Length: 5\r\nContent-Length: 6\r\n", 10);
    row("length/10?second=10&size=10", "Content-Length: 10\r\nContent-Length: 10\r\n", 10);
}

void TestDevServerTry::claimedLengths()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, head);
    QFETCH(int, size);
    RawClient client(port());
    client.request("GET /try/" + path);
    const QByteArray all = client.readToEnd();
    QVERIFY2(all.contains(head), all.constData());
    QCOMPARE(all.count("Content-Length"), head.count("Content-Length"));
    QVERIFY(all.endsWith("\r\n\r\n" + pattern(size)));
}

void TestDevServerTry::chunks_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("kept");
    const QByteArray chunk = "14\r\n" + pattern(20) + "\r\n";
    QTest::newRow("proper") << QByteArray() << QByteArray(chunk + "0\r\n\r\n") << true;
    QTest::newRow("trailer") << QByteArray("&end=trailer") << QByteArray(chunk + "0\r\nX-Try-Trailer: yes\r\n\r\n")
                             << true;
    QTest::newRow("no end") << QByteArray("&end=no") << chunk << false;
    QTest::newRow("bad size") << QByteArray("&end=bad") << QByteArray(chunk + "xyz\r\n") << false;
    QTest::newRow("inside") << QByteArray("&end=inside") << QByteArray("14\r\n" + pattern(10)) << false;
}

void TestDevServerTry::chunks()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, expected);
    QFETCH(bool, kept);
    RawClient client(port());
    client.request("GET /try/chunked?size=20" + query + "&length=7", kept ? "Connection: close\r\n" : "");
    const QByteArray all = client.readToEnd();
    QVERIFY(all.contains("Transfer-Encoding: chunked\r\n"));
    QVERIFY(all.contains("Content-Length: 7\r\n"));
    QVERIFY(all.endsWith("\r\n\r\n" + expected));
    if (kept) {
        RawClient again(port());
        again.send("GET /try/chunked?size=0 HTTP/1.1\r\nHost: " + again.host() +
                   "\r\n\r\nGET /try/status/418 HTTP/1.1\r\nHost: " + again.host() + "\r\nConnection: close\r\n\r\n");
        QVERIFY(again.readToEnd().contains("0\r\n\r\nHTTP/1.1 418 "));
    }
}

void TestDevServerTry::noLength()
{
    RawClient client(port());
    const RawAnswer answer = client.ask("GET /try/nolength?size=50000");
    QVERIFY(answer.header("content-length").isNull());
    QVERIFY(answer.header("transfer-encoding").isNull());
    QCOMPARE(answer.body, pattern(50'000));
    RawClient reset(port());
    QCOMPARE(reset.ask("GET /try/nolength?size=50000&end=reset").body, pattern(50'000));
    QVERIFY(reset.isClosed());
}

/// Every byte of the request was read, which the record of it proves.
void TestDevServerTry::closesWithoutAnswer()
{
    QSignalSpy spy(&m_server, &DevServer::requestFinished);
    RawClient client(port());
    client.request("POST /try/close", {}, QByteArray(1'000'000, 'x'));
    QCOMPARE(client.readToEnd(), "");
    QVERIFY(client.isClosed());
    QVERIFY(!spy.isEmpty() || spy.wait());
    const auto record = spy.last()[0].value<RequestRecord>();
    QCOMPARE(record.status, 0);
    QCOMPARE(record.bytesIn, 1'000'000);
}

void TestDevServerTry::staysSilent()
{
    RawClient client(port());
    client.request("POST /try/silent", {}, QByteArray(1'000'000, 'x'));
    QVERIFY(client.isSilent(500));
}

void TestDevServerTry::garbage()
{
    for (const QByteArray query : {"", "?kind=status", "?kind=old"}) {
        RawClient client(port());
        client.request("GET /try/garbage" + query);
        const QByteArray all = client.readToEnd();
        QVERIFY(!all.isEmpty());
        QVERIFY(!all.startsWith("HTTP/1.1 2"));
    }
}

void TestDevServerTry::readsSlowly()
{
    RawClient client(port());
    QElapsedTimer clock;
    clock.start();
    const RawAnswer answer = client.ask("POST /try/slow-read?rate=40000", "X: y\r\n", QByteArray(20'000, 'x'));
    QCOMPARE(answer.status, 200);
    QCOMPARE(json(answer).value(QStringLiteral("bytesRead")).toInt(), 20'000);
    client.request("POST /try/slow-read?rate=40000", "Content-Length: 20000\r\n");
    clock.start();
    client.send(QByteArray(20'000, 'x'));
    QCOMPARE(client.answer().status, 200);
    QVERIFY(clock.elapsed() >= 400);
}

void TestDevServerTry::stopsReading()
{
    RawClient client(port());
    client.request("POST /try/stop-reading?after=1000", "Content-Length: 100000000\r\n");
    const QByteArray piece(64 * 1024, 'x');
    qint64 sent = 0;
    while (client.socket().bytesToWrite() < 1'000'000 && sent < 90'000'000) {
        client.socket().write(piece);
        client.socket().waitForBytesWritten(10);
        sent += piece.size();
    }
    QVERIFY(sent < 90'000'000); // the kernel's buffers are full, and stay so
    QVERIFY(client.isSilent(200));
}

void TestDevServerTry::sizes()
{
    RawClient client(port());
    QCOMPARE(client.ask("GET /try/size/0").body, "");
    QCOMPARE(client.ask("GET /try/size/1000003").body, pattern(1'000'003));
    const RawAnswer part = client.ask("GET /try/size/1000003", "Range: bytes=500000-500099\r\n");
    QCOMPARE(part.status, 206);
    QCOMPARE(part.header("content-range"), "bytes 500000-500099/1000003");
    QCOMPARE(part.body, pattern(1'000'003).mid(500'000, 100));
    QCOMPARE(client.ask("GET /try/size/10", "Range: bytes=10-\r\n").status, 416);
    QCOMPARE(client.ask("HEAD /try/size/1099511627776").header("content-length"), "1099511627776");
}

void TestDevServerTry::changingEtag()
{
    RawClient client(port());
    const QByteArray first = client.ask("GET /try/etag?size=100").header("etag");
    QVERIFY(first.startsWith('"'));
    const RawAnswer resumed = client.ask("GET /try/etag?size=100", "Range: bytes=50-\r\nIf-Range: " + first + "\r\n");
    QCOMPARE(resumed.status, 200);
    QVERIFY(resumed.header("etag") != first);
    const RawAnswer part = client.ask("GET /try/etag?size=100", "Range: bytes=50-\r\n");
    QCOMPARE(part.status, 206);
    QVERIFY(part.header("etag") != first);
}

void TestDevServerTry::weakEtag()
{
    RawClient client(port());
    const QByteArray etag = client.ask("GET /try/weak-etag?size=100").header("etag");
    QVERIFY(etag.startsWith("W/\""));
    QCOMPARE(client.ask("GET /try/weak-etag?size=100", "Range: bytes=50-\r\nIf-Range: " + etag + "\r\n").status, 200);
}

void TestDevServerTry::brokenRanges_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contentRange");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const QByteArray &kind, int status, const QByteArray &contentRange, const QByteArray &body) {
        QTest::newRow(kind.constData()) << kind << status << contentRange << body;
    };
    row("start", 206, "bytes 51-99/100", pattern(100).mid(51));
    row("total", 206, "bytes 50-99/101", pattern(100).mid(50));
    row("bare", 206, "", pattern(100).mid(50));
    row("ignored", 200, "", pattern(100));
    row("refused", 416, "bytes */100", "");
    row("no-etag", 206, "bytes 50-99/100", pattern(100).mid(50));
}

void TestDevServerTry::brokenRanges()
{
    QFETCH(QByteArray, kind);
    QFETCH(int, status);
    QFETCH(QByteArray, contentRange);
    QFETCH(QByteArray, body);
    RawClient client(port());
    const RawAnswer whole = client.ask("GET /try/range/" + kind + "?size=100");
    QCOMPARE(whole.status, 200);
    QCOMPARE(whole.header("etag").isNull(), kind == "no-etag");
    const RawAnswer part = client.ask("GET /try/range/" + kind + "?size=100", "Range: bytes=50-\r\n");
    QCOMPARE(part.status, status);
    QCOMPARE(part.header("content-range"), contentRange.isEmpty() ? QByteArray() : contentRange);
    if (status != 416)
        QCOMPARE(part.body, body);
}

void TestDevServerTry::breaksOffForResuming()
{
    for (const QByteArray path :
         {"/try/size/1000?cut=300", "/try/etag?size=1000&cut=300", "/try/range/total?size=1000&cut=300"}) {
        RawClient client(port());
        const RawAnswer cut = client.ask("GET " + path);
        QCOMPARE(cut.header("content-length"), "1000");
        QCOMPARE(cut.body, pattern(300));
        QVERIFY(!cut.whole);
        RawClient again(port());
        const RawAnswer rest = again.ask("GET " + path, "Range: bytes=300-\r\n");
        QCOMPARE(rest.status, 206);
        QCOMPARE(cut.body + rest.body, pattern(1000));
    }
}

void TestDevServerTry::namesAndTypes()
{
    RawClient client(port());
    const RawAnswer page = client.ask("GET /try/html");
    QCOMPARE(page.header("content-type"), "text/html; charset=utf-8");
    QCOMPARE(page.header("content-disposition"), "attachment; filename=\"data.zip\"");
    QCOMPARE(client.ask("GET /try/name?value=..%2F%5C%C3%A9%00.txt").header("content-disposition"),
             "attachment; filename=\"../\\é.txt\"");
    QCOMPARE(client.ask("GET /try/name?raw=filename%3Dx%0d%0aX%3A%20y").header("content-disposition"),
             "filename=xX: y");
    QCOMPARE(client.ask("GET /try/type?value=image/png").header("content-type"), "image/png");
}

void TestDevServerTry::unaskedGzip()
{
    RawClient client(port());
    const RawAnswer answer = client.ask("GET /try/gzip?size=100000", "Accept-Encoding: identity\r\n");
    QCOMPARE(answer.header("content-encoding"), "gzip");
    QVERIFY(answer.body.startsWith("\x1f\x8b\x08"));
    QVERIFY(answer.body.size() < 50'000);
    // The end of a gzip stream: the checksum of the pattern, worked out elsewhere, and its size.
    const QByteArray tail = answer.body.last(8);
    QCOMPARE(quint8(tail[4]) + quint8(tail[5]) * 256 + quint8(tail[6]) * 65536, 100'000);
    QCOMPARE(tail.first(4).toHex(), "d6be197f");
}

void TestDevServerTry::everyListedRouteExists()
{
    RawClient client(port());
    const QByteArray page = client.ask("GET /").body;
    qsizetype at = 0;
    int found = 0;
    while ((at = page.indexOf("href=\"/try/", at)) >= 0) {
        at += 6;
        const QByteArray path = page.mid(at, page.indexOf('"', at) - at).replace("&amp;", "&");
        RawClient visitor(port());
        visitor.request("HEAD " + path);
        visitor.socket().waitForReadyRead(500); // some never answer
        QVERIFY2(!visitor.socket().readAll().startsWith("HTTP/1.1 404"), path.constData());
        ++found;
    }
    QVERIFY(found >= 30);
    QCOMPARE(client.ask("GET /try/").status, 404);
    QCOMPARE(client.ask("GET /try/stat").status, 404);
}

QTEST_GUILESS_MAIN(TestDevServerTry)
#include "tst_devservertry.moc"
