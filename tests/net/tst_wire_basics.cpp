#include "tests/support/engine/WireProbe.h"
#include "tests/support/FakeLookup.h"
#include "tests/support/Pattern.h"
#include "tests/support/ScriptedServer.h"

#include <QBuffer>
#include <QNetworkCookie>
#include <QNetworkCookieJar>

using namespace ferry;

namespace {

/// Answers every request on a kept connection.
void answerAll(ScriptPeer &peer)
{
    while (!peer.readRequest().isEmpty())
        peer.reply(200, "hello");
}

} // namespace

/// Requests as they go out and answers as Qt's API shows them.
class tst_wire_basics : public QObject
{
    Q_OBJECT

private slots:
    void answerIsShownAsQtShowsIt();
    void signalsComeInQtsOrder();
    void methods_data();
    void methods();
    void headersGoOutAsGiven();
    void nothingIsAdded();
    void badRequestsAreRefusedUnsent_data();
    void badRequestsAreRefusedUnsent();
    void statusBecomesQtsError_data();
    void statusBecomesQtsError();
    void nobodyListens();
    void unknownHost();
    void connectionsAreKept();
    void tenAtOnceToOneHost();
    void profile_timingsGrow();
    void redirectsAreNotFollowed();
    void cookiesGoBothWays();
    void cookiesCanBeLeftAlone();
    void userInfoAndFragmentStayHere();
    void otherSchemesStayWithQt();
    void environmentChoosesTheWire();
    void qtRepliesHaveFactsToo();
    void managerTellsTheEnd();
};

void tst_wire_basics::answerIsShownAsQtShowsIt()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 203 Non-Authoritative\r\nB: 1\r\nSet-Cookie: a=1\r\nX-Empty:\r\nb: 2\r\n"
                  "Set-Cookie: c=2\r\nContent-Length: 5\r\n\r\nhello");
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 203);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString(),
             QStringLiteral("Non-Authoritative"));
    QCOMPARE(reply->rawHeader("B"), QByteArray("1, 2"));
    QCOMPARE(reply->rawHeader("Set-Cookie"), QByteArray("a=1\nc=2"));
    QCOMPARE(reply->header(QNetworkRequest::ContentLengthHeader).toLongLong(), 5);
    QVERIFY(reply->hasRawHeader("x-empty"));
    QCOMPARE(reply->bytesAvailable(), 5);
    QCOMPARE(reply->readAll(), QByteArray("hello"));

    const WireFacts facts = wireFacts(reply.get());
    const HeaderList expected{{"B", "1"}, {"Set-Cookie", "a=1"}, {"X-Empty", ""},
                              {"b", "2"}, {"Set-Cookie", "c=2"}, {"Content-Length", "5"}};
    QCOMPARE(facts.headers, expected);
    QCOMPARE(facts.statusCode, 203);
    QCOMPARE(facts.reason, QByteArray("Non-Authoritative"));
    QCOMPARE(facts.expectedBody, 5);
    QCOMPARE(facts.bodyReceived, 5);
    QCOMPARE(facts.fault, WireFault::None);
    QCOMPARE(facts.protocol, QByteArray("HTTP/1.1"));
    QCOMPARE(facts.peer, QStringLiteral("127.0.0.1:%1").arg(server.port()));
    QCOMPARE(facts.phase, Phase::Receive);
}

void tst_wire_basics::signalsComeInQtsOrder()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(404, "no such thing");
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.post(directRequest(server.url()), QByteArray("body")));
    const SignalLog log(reply.get());
    QVERIFY(!reply->isFinished());
    QVERIFY(ended(reply.get()));
    const QStringList expected{QStringLiteral("metaDataChanged"), QStringLiteral("readyRead"),
                               QStringLiteral("uploadProgress"),  QStringLiteral("downloadProgress"),
                               QStringLiteral("errorOccurred"),   QStringLiteral("readChannelFinished"),
                               QStringLiteral("finished")};
    QStringList seen = log.firsts();
    // The upload may be told before the answer has begun, or in the same turn.
    QCOMPARE(QSet<QString>(seen.begin(), seen.end()), QSet<QString>(expected.begin(), expected.end()));
    seen.removeAll(QStringLiteral("uploadProgress"));
    QStringList without = expected;
    without.removeAll(QStringLiteral("uploadProgress"));
    QCOMPARE(seen, without);
    QCOMPARE(log.count("finished"), 1);
    QCOMPARE(log.count("errorOccurred"), 1);
    QCOMPARE(log.count("metaDataChanged"), 1);
    QCOMPARE(reply->readAll(), QByteArray("no such thing"));
}

void tst_wire_basics::methods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("body");
    QTest::addColumn<QByteArray>("contentLength");
    QTest::newRow("GET") << QByteArray("GET") << false << QByteArray();
    QTest::newRow("HEAD") << QByteArray("HEAD") << false << QByteArray();
    QTest::newRow("DELETE") << QByteArray("DELETE") << false << QByteArray();
    QTest::newRow("POST") << QByteArray("POST") << true << QByteArray("7");
    QTest::newRow("POST empty") << QByteArray("POST") << false << QByteArray("0");
    QTest::newRow("PUT") << QByteArray("PUT") << true << QByteArray("7");
    QTest::newRow("PUT empty") << QByteArray("PUT") << false << QByteArray("0");
    QTest::newRow("PATCH") << QByteArray("PATCH") << true << QByteArray("7");
    QTest::newRow("PROPFIND") << QByteArray("PROPFIND") << false << QByteArray();
    QTest::newRow("DELETE with a body") << QByteArray("DELETE") << true << QByteArray("7");
}

void tst_wire_basics::methods()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, body);
    QFETCH(QByteArray, contentLength);
    QByteArray received;
    ScriptedServer server([&](ScriptPeer &peer) {
        const QByteArray head = peer.readRequest();
        received = peer.lastBody();
        if (head.startsWith("HEAD"))
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n");
        else
            peer.reply(200, "done");
        peer.stall();
    });
    QBuffer device;
    device.setData("payload");
    device.open(QIODevice::ReadOnly);
    {
        NetworkAccessManager manager;
        const QNetworkRequest request = directRequest(server.url(QStringLiteral("/p/a%2Fb?q=%20x")));
        QNetworkReply *reply = nullptr;
        if (method == "GET")
            reply = manager.get(request);
        else if (method == "HEAD")
            reply = manager.head(request);
        else if (method == "POST" && body)
            reply = manager.post(request, &device);
        else if (method == "PUT" && body)
            reply = manager.put(request, &device);
        else
            reply = manager.sendCustomRequest(request, method, body ? &device : nullptr);
        QVERIFY(ended(reply));
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QCOMPARE(reply->readAll(), method == "HEAD" ? QByteArray() : QByteArray("done"));
        QVERIFY(wireFacts(reply).requestSent);
    }
    QTRY_COMPARE(server.openConnections(), 0);
    QVERIFY2(server.head(0).startsWith(method + " /p/a%2Fb?q=%20x HTTP/1.1\r\n"), server.head(0).constData());
    QCOMPARE(ScriptedServer::headerValue(server.head(0), "Content-Length"), contentLength);
    QCOMPARE(received, body ? QByteArray("payload") : QByteArray());
}

void tst_wire_basics::headersGoOutAsGiven()
{
    ScriptedServer server(answerAll);
    NetworkAccessManager manager;
    QNetworkRequest request = directRequest(server.url());
    request.setRawHeader("x-one", "1");
    request.setRawHeader("x-empty", "");
    request.setRawHeader("Accept", "text/x-thing");
    request.setRawHeader("User-Agent", "Me/1");
    request.setRawHeader("X-Utf8", "\xc3\xa4;:,\"");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setAttribute(wireAttribute(NetworkAccessManager::HeaderNamesAttribute),
                         QVariant::fromValue(QByteArrayList{"X-One", "x-empty", "X-Utf8"})); // the others are usual
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QVERIFY(ended(reply.get()));
    const QByteArray expected =
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(server.port()) +
        "\r\nX-One: 1\r\nx-empty:\r\nAccept: text/x-thing\r\nUser-Agent: Me/1\r\nX-Utf8: \xc3\xa4;:,\"\r\n"
        "Accept-Encoding: identity\r\n\r\n";
    QCOMPARE(server.head(0), expected);
    const QList<HeaderField> sent = wireFacts(reply.get()).sentHeaders;
    QCOMPARE(sent.size(), 7);
    QCOMPARE(sent.at(1), HeaderField("X-One", "1"));
    QCOMPARE(sent.at(2), HeaderField("x-empty", ""));
}

void tst_wire_basics::nothingIsAdded()
{
    ScriptedServer server(answerAll);
    NetworkAccessManager manager;
    QBuffer body;
    body.setData(pattern(3 * 1024 * 1024)); // large enough for libcurl to ask for permission first
    body.open(QIODevice::ReadOnly);
    std::unique_ptr<QNetworkReply> reply(manager.put(directRequest(server.url()), &body));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    const QByteArray expected = "PUT / HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(server.port()) +
                                "\r\nAccept: */*\r\nUser-Agent: Ferry/" FERRY_VERSION
                                "\r\nContent-Length: 3145728\r\n\r\n";
    QCOMPARE(server.head(0), expected);
}

void tst_wire_basics::badRequestsAreRefusedUnsent_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("line break in a value") << QByteArray("X-A") << QByteArray("1\r\nX-B: 2") << QByteArray("GET");
    QTest::newRow("lone line feed") << QByteArray("X-A") << QByteArray("1\n2") << QByteArray("GET");
    QTest::newRow("NUL in a value") << QByteArray("X-A") << QByteArray("1\0", 2) << QByteArray("GET");
    QTest::newRow("colon in a name") << QByteArray("X:A") << QByteArray("1") << QByteArray("GET");
    QTest::newRow("blank in a name") << QByteArray("X A") << QByteArray("1") << QByteArray("GET");
    QTest::newRow("own framing") << QByteArray("Transfer-Encoding") << QByteArray("chunked") << QByteArray("GET");
    QTest::newRow("blank in the method") << QByteArray("X-A") << QByteArray("1") << QByteArray("GET /x");
    QTest::newRow("no method") << QByteArray("X-A") << QByteArray("1") << QByteArray("");
}

void tst_wire_basics::badRequestsAreRefusedUnsent()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, method);
    ScriptedServer server(answerAll);
    NetworkAccessManager manager;
    QNetworkRequest request = directRequest(server.url());
    request.setRawHeader(name, value);
    if (request.rawHeader(name) != value)
        QSKIP("From 6.7 on Qt takes no such field.");
    std::unique_ptr<QNetworkReply> reply(manager.sendCustomRequest(request, method));
    const SignalLog log(reply.get()); // nothing was emitted before anybody could listen
    QVERIFY(!reply->isFinished());
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Request);
    QCOMPARE(log.firsts().constLast(), QStringLiteral("finished"));
    QVERIFY(reply->error() != QNetworkReply::NoError);
    QVERIFY(!reply->errorString().isEmpty());
    QCOMPARE(server.connections(), 0);
}

void tst_wire_basics::statusBecomesQtsError_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QNetworkReply::NetworkError>("error");
    QTest::newRow("200") << 200 << QNetworkReply::NoError;
    QTest::newRow("304") << 304 << QNetworkReply::NoError;
    QTest::newRow("400") << 400 << QNetworkReply::ProtocolInvalidOperationError;
    QTest::newRow("401") << 401 << QNetworkReply::AuthenticationRequiredError;
    QTest::newRow("403") << 403 << QNetworkReply::ContentAccessDenied;
    QTest::newRow("404") << 404 << QNetworkReply::ContentNotFoundError;
    QTest::newRow("405") << 405 << QNetworkReply::ContentOperationNotPermittedError;
    QTest::newRow("409") << 409 << QNetworkReply::ContentConflictError;
    QTest::newRow("410") << 410 << QNetworkReply::ContentGoneError;
    QTest::newRow("429") << 429 << QNetworkReply::UnknownContentError;
    QTest::newRow("500") << 500 << QNetworkReply::InternalServerError;
    QTest::newRow("501") << 501 << QNetworkReply::OperationNotImplementedError;
    QTest::newRow("503") << 503 << QNetworkReply::ServiceUnavailableError;
    QTest::newRow("507") << 507 << QNetworkReply::UnknownServerError;
}

void tst_wire_basics::statusBecomesQtsError()
{
    QFETCH(int, status);
    QFETCH(QNetworkReply::NetworkError, error);
    ScriptedServer server([status](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(status, status == 304 ? QByteArray() : QByteArray("words"));
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), error);
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::None);
    if (status != 304)
        QCOMPARE(reply->readAll(), QByteArray("words"));
}

void tst_wire_basics::nobodyListens()
{
    NetworkAccessManager manager;
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort()));
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(url)));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::ConnectionRefusedError);
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Connect);
    QCOMPARE(wireFacts(reply.get()).phase, Phase::Connect);
    QVERIFY(!wireFacts(reply.get()).requestSent);
}

void tst_wire_basics::unknownHost()
{
    QCOMPARE(FakeLookup::waiting(), 0); // links the lookup in
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(QUrl(QStringLiteral("http://unknown.test/")))));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::HostNotFoundError);
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::NameLookup);
    QCOMPARE(wireFacts(reply.get()).phase, Phase::NameLookup);
}

void tst_wire_basics::connectionsAreKept()
{
    ScriptedServer server(answerAll);
    NetworkAccessManager manager;
    for (int i = 0; i < 3; ++i) {
        std::unique_ptr<QNetworkReply> reply(manager.post(directRequest(server.url()), QByteArray("x")));
        QVERIFY(ended(reply.get()));
        QCOMPARE(wireFacts(reply.get()).connectionReused, i > 0);
        QCOMPARE(wireFacts(reply.get()).timings.connected >= 0, i == 0);
    }
    QCOMPARE(server.connections(), 1);
    QCOMPARE(manager.openConnections(), 1);
}

void tst_wire_basics::tenAtOnceToOneHost()
{
    Gate gate;
    ScriptedServer server([&gate](ScriptPeer &peer) {
        peer.readRequest();
        if (peer.await(gate))
            peer.reply(200, "x");
    });
    NetworkAccessManager manager;
    QList<QNetworkReply *> replies;
    for (int i = 0; i < 10; ++i)
        replies.append(manager.get(directRequest(server.url())));
    QTRY_COMPARE(server.heads().size(), 10);
    QCOMPARE(manager.openConnections(), 10);
    gate.open();
    for (QNetworkReply *reply : replies) {
        QVERIFY(ended(reply));
        QCOMPARE(reply->error(), QNetworkReply::NoError);
    }
}

void tst_wire_basics::profile_timingsGrow()
{
    Gate gate;
    ScriptedServer server([&gate](ScriptPeer &peer) {
        peer.readRequest();
        peer.await(gate);
        peer.reply(200, "x");
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.post(directRequest(server.url()), pattern(1000)));
    QTRY_COMPARE(wireFacts(reply.get()).phase, Phase::Await);
    QCOMPARE(wireFacts(reply.get()).timings.firstByte, -1);
    QCOMPARE(wireFacts(reply.get()).timings.done, -1);
    QVERIFY(wireFacts(reply.get()).requestSent);
    QCOMPARE(wireFacts(reply.get()).bodySent, 1000);
    gate.open();
    QVERIFY(ended(reply.get()));
    const Timings t = wireFacts(reply.get()).timings;
    QVERIFY(t.nameLookup >= 0);
    QVERIFY(t.connected >= t.nameLookup);
    QCOMPARE(t.tlsDone, -1);
    QVERIFY(t.sent >= t.connected);
    QVERIFY(t.firstByte > t.sent);
    QVERIFY(t.done >= t.firstByte);
}

void tst_wire_basics::redirectsAreNotFollowed()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(302, "moved", {"Location: /there?x=%41"});
    });
    NetworkAccessManager manager;
    QNetworkRequest request = directRequest(server.url());
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).statusCode, 302);
    QCOMPARE(reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl(),
             QUrl(QStringLiteral("/there?x=%41")));
    QCOMPARE(server.heads().size(), 1);
}

void tst_wire_basics::cookiesGoBothWays()
{
    ScriptedServer server([](ScriptPeer &peer) {
        while (!peer.readRequest().isEmpty())
            peer.reply(200, {}, {"Set-Cookie: a=1; Path=/", "Set-Cookie: b=2; Path=/other"});
    });
    NetworkAccessManager manager;
    for (int i = 0; i < 2; ++i) {
        std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
        QVERIFY(ended(reply.get()));
    }
    QCOMPARE(ScriptedServer::headerValue(server.head(0), "Cookie"), QByteArray());
    QCOMPARE(ScriptedServer::headerValue(server.head(1), "Cookie"), QByteArray("a=1"));
}

void tst_wire_basics::cookiesCanBeLeftAlone()
{
    ScriptedServer server([](ScriptPeer &peer) {
        while (!peer.readRequest().isEmpty())
            peer.reply(200, {}, {"Set-Cookie: a=1; Path=/"});
    });
    NetworkAccessManager manager;
    QNetworkRequest request = directRequest(server.url());
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    std::unique_ptr<QNetworkReply> first(manager.get(request));
    QVERIFY(ended(first.get()));
    QVERIFY(manager.cookieJar()->cookiesForUrl(server.url()).isEmpty());

    manager.cookieJar()->setCookiesFromUrl({QNetworkCookie("k", "v")}, server.url());
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    std::unique_ptr<QNetworkReply> second(manager.get(request));
    QVERIFY(ended(second.get()));
    QCOMPARE(ScriptedServer::headerValue(server.head(1), "Cookie"), QByteArray());
}

void tst_wire_basics::userInfoAndFragmentStayHere()
{
    ScriptedServer server(answerAll);
    NetworkAccessManager manager;
    QUrl url = server.url(QStringLiteral("/a"));
    url.setUserInfo(QStringLiteral("me:secret"));
    url.setFragment(QStringLiteral("part"));
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(url)));
    QVERIFY(ended(reply.get()));
    QVERIFY(server.head(0).startsWith("GET /a HTTP/1.1\r\n"));
    QVERIFY(!server.head(0).contains("secret"));
    QVERIFY(!server.head(0).contains("Authorization"));
}

void tst_wire_basics::otherSchemesStayWithQt()
{
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(QUrl(QStringLiteral("data:,hi")))));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->readAll(), QByteArray("hi"));
}

void tst_wire_basics::environmentChoosesTheWire()
{
    qunsetenv("FERRY_WIRE");
    QVERIFY(qobject_cast<NetworkAccessManager *>(createNetworkAccessManager().get()));
    qputenv("FERRY_WIRE", "qt");
    const auto manager = createNetworkAccessManager();
    qunsetenv("FERRY_WIRE");
    QVERIFY(manager);
    QVERIFY(!qobject_cast<NetworkAccessManager *>(manager.get()));
}

void tst_wire_basics::qtRepliesHaveFactsToo()
{
    ScriptedServer server(answerAll);
    QNetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    const WireFacts facts = wireFacts(reply.get());
    QCOMPARE(facts.statusCode, 200);
    QCOMPARE(facts.expectedBody, 5);
    QCOMPARE(facts.fault, WireFault::None);
    QCOMPARE(facts.phase, Phase::Receive);
    QCOMPARE(wireFacts(nullptr).statusCode, 0);
}

void tst_wire_basics::managerTellsTheEnd()
{
    ScriptedServer server(answerAll);
    NetworkAccessManager manager;
    manager.setAutoDeleteReplies(true);
    QSignalSpy finished(&manager, &QNetworkAccessManager::finished);
    QPointer<QNetworkReply> reply = manager.get(directRequest(server.url()));
    QCOMPARE(reply->manager(), &manager);
    QCOMPARE(reply->operation(), QNetworkAccessManager::GetOperation);
    QTRY_COMPARE(finished.size(), 1);
    QTRY_VERIFY(reply.isNull());
}

QTEST_GUILESS_MAIN(tst_wire_basics)
#include "tst_wire_basics.moc"
