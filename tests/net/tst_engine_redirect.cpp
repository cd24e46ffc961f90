#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

using namespace ferry;

/// Redirects over the wire: methods and bodies by the standard's table, secrets by origin, and where it ends.
class TestEngineRedirect : public QObject
{
    Q_OBJECT

private slots:
    void redirect_followsTheMethodTable_data();
    void redirect_followsTheMethodTable();
    void redirect_leavesSecretsAtTheirOrigin();
    void redirect_keepsSecretsWithinTheOrigin();
    void redirect_refused_data();
    void redirect_refused();
    void redirect_atMostTwenty();
    void redirect_maxRedirectsIsTheCallers();
    void redirect_bodyIsNoFile();
    void redirect_bodyThatIsGoneIsNotSentEmpty();
    void redirect_thatLosesTheBodyIsAFailure_data();
    void redirect_thatLosesTheBodyIsAFailure();
    void redirect_behindWhichAPostIsLost_data();
    void redirect_behindWhichAPostIsLost();
};

void TestEngineRedirect::redirect_followsTheMethodTable_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("next");
    for (const int status : {301, 302, 303}) {
        QTest::addRow("%d POST", status) << status << QByteArray("POST") << QByteArray("GET");
        QTest::addRow("%d GET", status) << status << QByteArray("GET") << QByteArray("GET");
    }
    for (const int status : {301, 302})
        QTest::addRow("%d PUT", status) << status << QByteArray("PUT") << QByteArray("PUT");
    QTest::newRow("303 PUT") << 303 << QByteArray("PUT") << QByteArray("GET");
    for (const int status : {307, 308}) {
        for (const char *method : {"GET", "POST", "PUT"})
            QTest::addRow("%d %s", status, method) << status << QByteArray(method) << QByteArray(method);
    }
}

void TestEngineRedirect::redirect_followsTheMethodTable()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, next);
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/from")
            peer.reply(status, "moved", {"Location: to?x=1"});
        else
            peer.reply(200, "arrived");
    }));
    TestEngine engine;
    const QUrl from = server.url(QStringLiteral("/from"));
    UploadRequest upload = uploadOf(from, engine.file(QStringLiteral("a.txt"), "the body"));
    upload.method = method;
    upload.headers.append("X-Kept", "1");
    upload.headers.append("Content-Language", "en");
    const TransferId id = engine.run(method == "GET" ? TransferRequest(downloadOf(from)) : TransferRequest(upload));

    QCOMPARE(log.count(), 2);
    QCOMPARE(log.at(0).method(), method);
    QCOMPARE(log.at(1).method(), next);
    QCOMPARE(log.at(1).path(), "/to?x=1");
    const bool again = method != "GET" && next == method;
    if (again) {
        QVERIFY(log.at(1).body.contains("\r\n\r\nthe body\r\n--")); // whole, from its start
        QCOMPARE(log.at(1).body.size(), log.at(0).body.size());
    } else {
        QVERIFY(log.at(1).body.isEmpty());
        QVERIFY(log.at(1).header("Content-Type").isNull());
        QVERIFY(log.at(1).header("Content-Language").isNull());
    }
    if (method != "GET")
        QCOMPARE(log.at(1).header("X-Kept"), "1");
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.state, method == "GET" ? TransferState::Ready : TransferState::Done);
    QCOMPARE(s.exchange->url, server.url(QStringLiteral("/to?x=1")));
    QCOMPARE(s.exchange->method, next);
    QCOMPARE(s.exchange->redirects.size(), 1);
    QCOMPARE(s.exchange->redirects.first().statusCode, status);
    QCOMPARE(s.exchange->redirects.first().from, from);
    QVERIFY(engine.probe().faults.isEmpty());
}

void TestEngineRedirect::redirect_leavesSecretsAtTheirOrigin()
{
    RequestLog homeLog;
    RequestLog awayLog;
    std::unique_ptr<ScriptedServer> away;
    ScriptedServer home(homeLog.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/out")
            peer.reply(307, {}, {"Location: " + away->url(QStringLiteral("/other")).toEncoded()});
        else
            peer.reply(200, "back");
    }));
    away = std::make_unique<ScriptedServer>(awayLog.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.reply(307, {}, {"Location: " + home.url(QStringLiteral("/back")).toEncoded()});
    }));
    TestEngine engine;
    UploadRequest request = uploadOf(home.url(QStringLiteral("/out")), engine.file(QStringLiteral("a"), "x"));
    request.options.bearerToken = QStringLiteral("t0ken");
    request.headers = {{"X-Api-Key", "k3y"}, {"Cookie", "session=1"}, {"X-Plain", "stays"}, {"Accept", "goes/along"}};
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Done);

    const SeenRequest first = homeLog.at(0);
    QCOMPARE(first.header("Authorization"), "Bearer t0ken");
    QCOMPARE(first.header("X-Api-Key"), "k3y");
    QCOMPARE(first.header("Cookie"), "session=1");
    QCOMPARE(first.header("X-Plain"), "stays");
    // Another port is another origin; and what stayed behind does not come back.
    for (const SeenRequest &later : {awayLog.at(0), homeLog.at(1)}) {
        QVERIFY(!later.head.isEmpty());
        QVERIFY(later.header("Authorization").isNull());
        QVERIFY(later.header("X-Api-Key").isNull());
        QVERIFY(later.header("Cookie").isNull());
        QVERIFY(later.header("X-Plain").isNull());
        QCOMPARE(later.header("Accept"), "goes/along");
        QVERIFY(!later.body.isEmpty());
    }
    QCOMPARE(engine.probe().last(id).exchange->redirects.size(), 2);
}

void TestEngineRedirect::redirect_keepsSecretsWithinTheOrigin()
{
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/a")
            peer.reply(302, {}, {"Location: /b"});
        else
            peer.reply(200, "x");
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a")));
    request.url.setUserInfo(QStringLiteral("me:hush"));
    request.headers.append("X-Api-Key", "k3y");
    engine.run(request);
    QCOMPARE(log.at(1).header("X-Api-Key"), "k3y");
    QCOMPARE(log.at(1).header("Authorization"), "Basic " + QByteArray("me:hush").toBase64());
}

void TestEngineRedirect::redirect_refused_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("empty") << QByteArray("Location:");
    QTest::newRow("file") << QByteArray("Location: file:///etc/passwd");
    QTest::newRow("ftp") << QByteArray("Location: ftp://127.0.0.1/x");
    QTest::newRow("data") << QByteArray("Location: data:text/plain,x");
    QTest::newRow("no host") << QByteArray("Location: http:///x");
    QTest::newRow("loop") << QByteArray("Location: /");
}

void TestEngineRedirect::redirect_refused()
{
    QFETCH(QByteArray, location);
    RequestLog log;
    ScriptedServer server(
        log.script(302, "moved", location.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{location}));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    const TransferError error = engine.probe().error(id);
    QCOMPARE(error.kind, ErrorKind::Redirect);
    QCOMPARE(error.statusCode, 302);
    QVERIFY(!error.detail.isEmpty());
    QCOMPARE(errMsg(TransferKind::Download, error), QStringLiteral("downloadFile:fail redirect"));
    QCOMPARE(engine.probe().last(id).exchange->statusCode, 302);
    QCOMPARE(log.count(), location.endsWith(" /") ? 21 : 1);
    QVERIFY(engine.temporaryFiles().isEmpty());
}

void TestEngineRedirect::redirect_atMostTwenty()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        const int left = request.path().sliced(1).toInt();
        if (left > 0)
            peer.reply(302, {}, {"Location: /" + QByteArray::number(left - 1)});
        else
            peer.reply(200, "x");
    }));
    TestEngine engine;
    const TransferId twenty = engine.run(downloadOf(server.url(QStringLiteral("/20"))));
    QCOMPARE(engine.probe().state(twenty), TransferState::Ready);
    QCOMPARE(engine.probe().last(twenty).exchange->redirects.size(), 20);
    const TransferId more = engine.run(downloadOf(server.url(QStringLiteral("/21"))));
    QCOMPARE(engine.probe().error(more).kind, ErrorKind::Redirect);
    QCOMPARE(log.count(), 21 + 21);
}

void TestEngineRedirect::redirect_maxRedirectsIsTheCallers()
{
    RequestLog log;
    ScriptedServer server(log.script(302, {}, {"Location: /x"}));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.options.maxRedirects = 0;
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Redirect);
    QCOMPARE(log.count(), 1);
}

void TestEngineRedirect::redirect_bodyIsNoFile()
{
    // Longer than anybody reads, and then cut: where it leads is known all the same.
    const QByteArray page(200 * 1024, 'p');
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/long")
            peer.reply(302, page, {"Location: /file"});
        else if (request.path() == "/cut")
            peer.send("HTTP/1.1 302 Found\r\nLocation: /file\r\nContent-Length: 50\r\n\r\ncut");
        else
            peer.reply(200, "the file");
        if (request.path() == "/cut")
            peer.close();
    }));
    TestEngine engine;
    for (const char *path : {"/long", "/cut"}) {
        const TransferId id = engine.run(downloadOf(server.url(QLatin1String(path))));
        QCOMPARE(engine.probe().state(id), TransferState::Ready);
        QCOMPARE(TestEngine::contentOf(engine.probe().last(id).tempPath), "the file");
        QCOMPARE(engine.probe().last(id).name, QStringLiteral("file"));
    }
}

void TestEngineRedirect::redirect_bodyThatIsGoneIsNotSentEmpty()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.await(gate);
        peer.reply(307, {}, {"Location: /again"});
    }));
    TestEngine engine;
    const QString path = engine.file(QStringLiteral("a"), "x");
    const TransferId id = engine->add(uploadOf(server.url(), path));
    QVERIFY(engine.probe().waitForState(id, TransferState::Awaiting));
    QVERIFY(QFile::remove(path));
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Source);
    QCOMPARE(log.count(), 1);
}

void TestEngineRedirect::redirect_thatLosesTheBodyIsAFailure_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303})
        QTest::addRow("POST %d", status) << QByteArray("POST") << status;
    QTest::newRow("PUT 303") << QByteArray("PUT") << 303;
}

// As where a site has moved, or wants a sign-in: the page behind it says 200, and has nothing of what was to be sent.
void TestEngineRedirect::redirect_thatLosesTheBodyIsAFailure()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    const QByteArray canary = "c4nary-of-the-person"; // that was sent, and comes back
    ScriptedServer server([status, canary](ScriptPeer &peer) {
        if (peer.readHead().startsWith("GET")) {
            peer.reply(200, "a page");
            return;
        }
        peer.reply(status, "moved", {"Location: /page?token=s3cret&for=" + canary});
        peer.drain();
    });
    TestEngine engine;
    UploadRequest request = uploadOf(server.url(), engine.largeFile(QStringLiteral("big"), 256 * 1024 * 1024));
    request.method = method;
    request.options.bearerToken = QString::fromLatin1(canary);
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    const TransferError error = engine.probe().error(id);
    QCOMPARE(error.kind, ErrorKind::Redirect);
    QCOMPARE(error.statusCode, status);
    QVERIFY2(!error.detail.contains(QStringLiteral("s3cret")) && !error.detail.contains(QString::fromLatin1(canary)),
             qPrintable(error.detail));
    QVERIFY2(error.detail.contains(server.url(QStringLiteral("/page")).toString()), qPrintable(error.detail));
    QCOMPARE(server.heads().size(), 1);
}

void TestEngineRedirect::redirect_behindWhichAPostIsLost_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("answer"); ///< of the address that the redirect names; empty: nobody is there
    QTest::addColumn<QString>("ended");
    const QByteArray none;
    const QByteArray silence("silence");
    const QByteArray file("HTTP/1.1 302 X\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n");
    const QByteArray broken("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
    const QString unknown = QStringLiteral("unknown unknownOutcome 0");
    QTest::newRow("303, nobody there") << QByteArray("POST 303") << none << unknown;
    QTest::newRow("302, nobody there") << QByteArray("POST 302") << none << unknown;
    QTest::newRow("301, nobody there") << QByteArray("POST 301") << none << unknown;
    QTest::newRow("303, closed") << QByteArray("POST 303") << QByteArray("close") << unknown;
    QTest::newRow("303, silent") << QByteArray("POST 303") << silence << unknown;
    QTest::newRow("303, garbage") << QByteArray("POST 303") << QByteArray("hello\r\n\r\n") << unknown;
    QTest::newRow("303, a redirect that is refused") << QByteArray("POST 303") << file << unknown;
    // The answer is known, as far as it came.
    QTest::newRow("303, broken") << QByteArray("POST 303") << broken << QStringLiteral("failed network 200");
    // The body goes again, so that nothing was taken for good; and a PUT may be repeated.
    QTest::newRow("307, nobody there") << QByteArray("POST 307") << none << QStringLiteral("failed connect 0");
    QTest::newRow("303 of a PUT") << QByteArray("PUT 303") << none << QStringLiteral("failed connect 0");
}

// The server has had all of it: only the answer is missing, and whoever sends it again sends it twice.
void TestEngineRedirect::redirect_behindWhichAPostIsLost()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, answer);
    const QUrl nobody(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort()));
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/from")
            peer.reply(method.right(3).toInt(), {}, {"Location: " + (answer.isEmpty() ? nobody.toEncoded() : "/to")});
        else if (answer == "silence")
            peer.stall();
        else if (answer != "close")
            peer.send(answer);
        if (request.path() != "/from")
            peer.close();
    }));
    TestEngine engine;
    UploadRequest upload = uploadOf(server.url(QStringLiteral("/from")), engine.file(QStringLiteral("a"), "x"));
    upload.method = method.chopped(4);
    upload.options.timeout = std::chrono::seconds(1);
    const TransferId id = engine.run(upload);
    const TransferError error = engine.probe().error(id);
    QTEST(QString(QLatin1String(stateName(engine.probe().state(id))) + u' ' + QLatin1String(errorCode(error.kind)) +
                  u' ' + QString::number(error.statusCode)),
          "ended");
    if (error.kind == ErrorKind::UnknownOutcome) {
        QCOMPARE(error.timedOut, answer == "silence");
        QCOMPARE(error.subject, QStringLiteral("127.0.0.1"));
        QVERIFY(errorText(error).startsWith(QStringLiteral("Everything was sent")));
    }
    QCOMPARE(engine.probe().noticeCount(id), 0);
}

QTEST_GUILESS_MAIN(TestEngineRedirect)
#include "tst_engine_redirect.moc"
