#include "core/devserver/DevServer.h"
#include "tests/net/RawClient.h"

#include <QSignalSpy>

using namespace ferry::devserver;
using ferry::test::RawAnswer;
using ferry::test::RawClient;

/// What the server makes of requests before it looks at what they ask for: hosts, origins, limits, broken HTTP, and
/// several requests on one connection.
class TestDevServerHead : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void hosts_data();
    void hosts();
    void origins_data();
    void origins();
    void foreignPagesChangeNothing();
    void fetchSites_data();
    void fetchSites();
    void brokenRequests_data();
    void brokenRequests();
    void headIsLimited();
    void endlessHeadIsRefused();
    void methods_data();
    void methods();
    void keepsConnections_data();
    void keepsConnections();
    void answersInOrder();
    void emptyLinesBeforeARequest();
    void smallRefusedBodiesKeepTheConnection();
    void manyConnections();
    void onlyLoopback();

private:
    quint16 port() const { return quint16(m_server.url().port()); }

    DevServer m_server{Options{}};
};

void TestDevServerHead::initTestCase()
{
    QVERIFY(m_server.start());
}

void TestDevServerHead::hosts_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");
    const auto row = [](const QByteArray &line, int status) { QTest::newRow(line.constData()) << line << status; };
    row("GET /files/ HTTP/1.1\r\nHost: 127.0.0.1:PORT", 200);
    row("GET /files/ HTTP/1.1\r\nHost: localhost:PORT", 200);
    row("GET /files/ HTTP/1.1\r\nHost: LocalHost:PORT", 200);
    row("GET /files/ HTTP/1.1\r\nHost: [::1]:PORT", 200);
    row("GET http://127.0.0.1:PORT/files/ HTTP/1.1\r\nHost: 127.0.0.1:PORT", 200);
    row("GET http://localhost:PORT HTTP/1.1\r\nHost: 127.0.0.1:PORT", 200);
    row("GET /files/ HTTP/1.0", 200);
    row("GET /files/ HTTP/1.0\r\nHost: evil.example", 403);
    row("GET /files/ HTTP/1.1\r\nHost: evil.example:PORT", 403);
    row("GET /files/ HTTP/1.1\r\nHost: 127.0.0.1", 403);
    row("GET /files/ HTTP/1.1\r\nHost: 127.0.0.1:1", 403);
    row("GET /files/ HTTP/1.1\r\nHost: 127.0.0.1.evil.example:PORT", 403);
    row("GET /files/ HTTP/1.1\r\nHost: x127.0.0.1:PORT", 403);
    row("GET /files/ HTTP/1.1\r\nHost: user@127.0.0.1:PORT", 403);
    row("GET /files/ HTTP/1.1\r\nHost:", 403);
    row("GET http://evil.example/files/ HTTP/1.1\r\nHost: 127.0.0.1:PORT", 403);
    row("GET http://127.0.0.1:PORT/files/ HTTP/1.1\r\nHost: evil.example", 403);
    row("GET /files/ HTTP/1.1", 400);
    row("GET /files/ HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT", 400);
}

void TestDevServerHead::hosts()
{
    QFETCH(QByteArray, line);
    QFETCH(int, status);
    RawClient client(port());
    client.send(line.replace("PORT", QByteArray::number(port())) + "\r\n\r\n");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, status);
    if (status == 403)
        QVERIFY2(answer.body.contains("is not this server"), answer.body.constData());
}

void TestDevServerHead::origins_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    const auto row = [](const QByteArray &origin, int status) {
        QTest::newRow(origin.constData()) << origin << status;
    };
    row("http://127.0.0.1:PORT", 201);
    row("http://localhost:PORT", 201);
    row("null", 403);
    row("https://127.0.0.1:PORT", 403);
    row("http://127.0.0.1", 403);
    row("http://evil.example", 403);
    row("http://evil.example:PORT", 403);
    row("http://127.0.0.1:PORT, http://evil.example", 403);
    row("", 403);
}

void TestDevServerHead::origins()
{
    QFETCH(QByteArray, origin);
    QFETCH(int, status);
    RawClient client(port());
    client.ask("DELETE /files/origin");
    const RawAnswer answer =
        client.ask("PUT /files/origin", "Origin: " + origin.replace("PORT", QByteArray::number(port())) + "\r\n", "x");
    QCOMPARE(answer.status, status);
    QVERIFY(answer.header("access-control-allow-origin").isNull());
    QCOMPARE(client.ask("GET /files/origin").status, status == 201 ? 200 : 404);
}

/// Neither a preflight nor a form of another page gets anywhere.
void TestDevServerHead::foreignPagesChangeNothing()
{
    RawClient client(port());
    QCOMPARE(
        client.ask("OPTIONS /upload", "Origin: http://evil.example\r\nAccess-Control-Request-Method: PUT\r\n").status,
        403);
    const RawAnswer form =
        client.ask("POST /upload", "Origin: http://evil.example\r\nContent-Type: multipart/form-data; boundary=B\r\n",
                   "--B\r\nContent-Disposition: form-data; name=f; filename=evil\r\n\r\nx\r\n--B--");
    QCOMPARE(form.status, 403);
    QCOMPARE(client.ask("GET /files/evil").status, 404);
}

void TestDevServerHead::fetchSites_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &line, const QByteArray &headers, int status) {
        QTest::newRow(name) << line << headers << status;
    };
    const QByteArray link = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    const QByteArray frame = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n";
    const QByteArray picture = "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n";
    row("no browser", "GET /files/", "", 200);
    row("own page", "GET /files/", "Sec-Fetch-Site: same-origin\r\n" + picture, 200);
    row("typed address", "GET /files/", "Sec-Fetch-Site: none\r\n" + link, 200);
    row("picture elsewhere", "GET /files/", "Sec-Fetch-Site: cross-site\r\n" + picture, 403);
    row("another port of this machine", "GET /files/", "sec-fetch-site: same-site\r\n" + picture, 403);
    row("no value", "GET /files/", "Sec-Fetch-Site:\r\n" + picture, 403);
    row("two values", "GET /files/", "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site\r\n", 403);
    row("link to the page", "GET /", "Sec-Fetch-Site: cross-site\r\n" + link, 200);
    row("link to a file", "GET /files/", "Sec-Fetch-Site: cross-site\r\n" + link, 403);
    row("page in a frame", "GET /", "Sec-Fetch-Site: cross-site\r\n" + frame, 403);
    row("page as a picture", "GET /", "Sec-Fetch-Site: cross-site\r\n" + picture, 403);
    row("form", "POST /", "Sec-Fetch-Site: cross-site\r\n" + link, 403);
}

void TestDevServerHead::fetchSites()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    RawClient client(port());
    QCOMPARE(client.ask(line, headers).status, status);
}

void TestDevServerHead::brokenRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &request, int status) {
        QTest::newRow(name) << request << status;
    };
    const QByteArray host = "Host: 127.0.0.1:PORT\r\n";
    row("one word", "GET\r\n\r\n", 400);
    row("two words", "GET /\r\n\r\n", 400);
    row("four words", "GET / x HTTP/1.1\r\n" + host + "\r\n", 400);
    row("odd method", "G(T / HTTP/1.1\r\n" + host + "\r\n", 400);
    row("no slash", "GET files HTTP/1.1\r\n" + host + "\r\n", 400);
    row("control character", "GET /\x01 HTTP/1.1\r\n" + host + "\r\n", 400);
    row("other protocol", "GET / FTP/1.1\r\n" + host + "\r\n", 400);
    row("HTTP/2.0", "GET / HTTP/2.0\r\n" + host + "\r\n", 505);
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), 400);
    row("header without colon", "GET / HTTP/1.1\r\n" + host + "Odd\r\n\r\n", 400);
    row("blank before the colon", "GET / HTTP/1.1\r\n" + host + "Odd : x\r\n\r\n", 400);
    row("folded", "GET / HTTP/1.1\r\n" + host + "A: x\r\n y\r\n\r\n", 400);
    row("NUL in a value", "GET / HTTP/1.1\r\n" + host + QByteArray("A: \0x\r\n\r\n", 9), 400);
    row("bare CR in a value", "GET / HTTP/1.1\r\n" + host + "A: x\ry\r\n\r\n", 400);
    row("two lengths", "PUT /files/a HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400);
    row("negative length", "PUT /files/a HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400);
    row("signed length", "PUT /files/a HTTP/1.1\r\n" + host + "Content-Length: +1\r\n\r\nx", 400);
    row("empty length", "PUT /files/a HTTP/1.1\r\n" + host + "Content-Length:\r\n\r\n", 400);
    row("huge length", "PUT /files/a HTTP/1.1\r\n" + host + "Content-Length: 9223372036854775808\r\n\r\n", 400);
    row("length and chunks",
        "PUT /files/a HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("gzip coding", "PUT /files/a HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501);
    row("other expectation", "PUT /files/a HTTP/1.1\r\n" + host + "Expect: wonders\r\nContent-Length: 1\r\n\r\n", 417);
    row("negative chunk", "PUT /files/a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n-1\r\n", 400);
    row("chunk too long", "PUT /files/a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n",
        400);
    row("huge chunk size",
        "PUT /files/a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", 400);
    row("endless chunk line",
        "PUT /files/a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1;" + QByteArray(10'000, 'x'), 400);
    row("endless trailer",
        "PUT /files/a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n" +
            QByteArray("A: 1234567890\r\n").repeated(3'000),
        400);
}

void TestDevServerHead::brokenRequests()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    RawClient client(port());
    client.send(request.replace("PORT", QByteArray::number(port())));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, status);
    QVERIFY(answer.whole);
    QCOMPARE(answer.header("connection"), "close");
    QVERIFY(answer.body.startsWith("{\"error\": \""));
    QVERIFY(client.isClosed());
    QCOMPARE(RawClient(port()).ask("GET /files/a").status, 404);
}

void TestDevServerHead::headIsLimited()
{
    RawClient client(port());
    QCOMPARE(client.ask("GET /try/status/200", "X: " + QByteArray(60'000, 'x') + "\r\n").status, 200);
    QCOMPARE(client.ask("GET /try/status/200", QByteArray("X: y\r\n").repeated(199)).status, 200);
    QCOMPARE(client.ask("GET /try/status/200", QByteArray("X: y\r\n").repeated(200)).status, 431);
}

void TestDevServerHead::endlessHeadIsRefused()
{
    RawClient client(port());
    client.send("GET / HTTP/1.1\r\nX: ");
    const QByteArray piece(16 * 1024, 'x');
    for (int i = 0; i < 100; ++i)
        client.send(piece);
    QCOMPARE(client.answer().status, 431);
}

void TestDevServerHead::methods_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("allow");
    const auto row = [](const QByteArray &line, int status, const QByteArray &allow) {
        QTest::newRow(line.constData()) << line << status << allow;
    };
    row("POST /", 405, "GET, HEAD, OPTIONS");
    row("DELETE /files/", 405, "GET, HEAD, OPTIONS");
    row("GET /upload", 405, "POST, OPTIONS");
    row("PATCH /files/a", 405, "GET, HEAD, PUT, DELETE, OPTIONS");
    row("POST /files/a", 405, "GET, HEAD, PUT, DELETE, OPTIONS");
    row("OPTIONS /upload", 204, "POST, OPTIONS");
    row("BREW /upload", 501, "");
    row("get /", 501, "");
    row("GET /nowhere", 404, "");
    row("OPTIONS *", 404, "");
    row("GET /?query", 200, "");
    row("BREW /try/echo", 200, "");
}

void TestDevServerHead::methods()
{
    QFETCH(QByteArray, line);
    QFETCH(int, status);
    QFETCH(QByteArray, allow);
    RawClient client(port());
    const RawAnswer answer = client.ask(line);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.header("allow"), allow.isEmpty() ? QByteArray() : allow);
}

void TestDevServerHead::keepsConnections_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("kept");
    QTest::newRow("1.1") << QByteArray("HTTP/1.1") << QByteArray() << true;
    QTest::newRow("1.1 close") << QByteArray("HTTP/1.1") << QByteArray("Connection: foo, Close\r\n") << false;
    QTest::newRow("1.0") << QByteArray("HTTP/1.0") << QByteArray() << false;
    QTest::newRow("1.0 keep-alive") << QByteArray("HTTP/1.0") << QByteArray("Connection: keep-alive\r\n") << true;
}

void TestDevServerHead::keepsConnections()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, connection);
    QFETCH(bool, kept);
    RawClient client(port());
    client.send("GET /try/status/200 " + version + "\r\nHost: " + client.host() + "\r\n" + connection + "\r\n");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("connection"), kept ? "keep-alive" : "close");
    if (kept)
        QCOMPARE(client.ask("GET /try/status/201").status, 201);
    else
        QVERIFY(client.isClosed());
}

/// Requests that are sent without waiting are answered one after the other, bodies and all.
void TestDevServerHead::answersInOrder()
{
    RawClient client(port());
    QByteArray all;
    for (int i = 0; i < 50; ++i) {
        const QByteArray body(i * 100, 'x');
        all += "POST /try/status/" + QByteArray::number(200 + i) + " HTTP/1.1\r\nHost: " + client.host() +
               "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    client.send(all);
    for (int i = 0; i < 50; ++i) {
        const RawAnswer answer = client.answer();
        QCOMPARE(answer.status, 200 + i);
        if (answer.status != 204)
            QVERIFY(answer.body.contains("\"bytesRead\": " + QByteArray::number(i * 100) + '}'));
    }
}

void TestDevServerHead::emptyLinesBeforeARequest()
{
    RawClient client(port());
    client.send("\r\n\r\n");
    QCOMPARE(client.ask("GET /try/status/200").status, 200);
    client.send("\r\n");
    QCOMPARE(client.ask("GET /try/status/201").status, 201);
}

void TestDevServerHead::smallRefusedBodiesKeepTheConnection()
{
    RawClient client(port());
    const RawAnswer answer = client.ask("POST /nowhere", {}, QByteArray(60'000, 'x'));
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.header("connection"), "keep-alive");
    QCOMPARE(client.ask("GET /try/status/200").status, 200);
}

void TestDevServerHead::manyConnections()
{
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 300; ++i)
        idle.push_back(std::make_unique<RawClient>(port()));
    // Those beyond the limit wait for others to end, and then have their turn.
    idle.back()->request("GET /try/status/200");
    for (int i = 0; i < 150; ++i)
        idle[size_t(i)]->socket().abort();
    QCOMPARE(idle.back()->answer().status, 200);
}

void TestDevServerHead::onlyLoopback()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QStringLiteral("127.0.0.2")), port());
    QVERIFY(!socket.waitForConnected(5000));
    QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
}

QTEST_GUILESS_MAIN(TestDevServerHead)
#include "tst_devserverhead.moc"
