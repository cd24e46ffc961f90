#include "tests/support/DigestGuard.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <QProcess>
#include <QStandardPaths>

using namespace ferry;

/// What is answered to a server that asks for Digest (RFC 7616). That the guard of these tests speaks the Digest that
/// others speak is seen in digest_ofCurlIsTakenToo().
class TestEngineDigest : public QObject
{
    Q_OBJECT

private slots:
    void digest_answersTheChallenge_data();
    void digest_answersTheChallenge();
    void digest_ofCurlIsTakenToo();
    void digest_uploadIsSentAgainFromItsStart_data();
    void digest_uploadIsSentAgainFromItsStart();
    void digest_goesAlongWithinTheOrigin();
    void digest_staysAtItsOrigin();
    void digest_newNonceIsTakenOnce();
    void strongestChallenge_isAnswered();
};

namespace {

RequestLog::Answer digestGuarded(const DigestGuard &guard)
{
    return [guard](ScriptPeer &peer, const SeenRequest &request) {
        if (guard.fault(request.header("Authorization"), request.method(), request.path()).isEmpty())
            peer.reply(200, "the content");
        else
            peer.reply(401, "who are you", {"WWW-Authenticate: " + guard.challenge()});
    };
}

template <typename Request>
Request asMe(Request request)
{
    request.options.user = QStringLiteral("me");
    request.options.password = QStringLiteral("hush");
    return request;
}

} // namespace

void TestEngineDigest::digest_answersTheChallenge_data()
{
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<QByteArray>("qop");
    QTest::addColumn<bool>("userHash");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    const QByteArray me = "me";
    QTest::newRow("MD5, not named") << QByteArray() << QByteArray("auth") << false << me << QByteArray("hush");
    QTest::newRow("MD5") << QByteArray("MD5") << QByteArray("auth") << false << me << QByteArray("hush");
    QTest::newRow("MD5-sess") << QByteArray("MD5-sess") << QByteArray("auth") << false << me << QByteArray("hush");
    QTest::newRow("SHA-256") << QByteArray("SHA-256") << QByteArray("auth,auth-int") << false << me
                             << QByteArray("hush");
    QTest::newRow("SHA-256-sess") << QByteArray("SHA-256-sess") << QByteArray("auth") << false << me
                                  << QByteArray("hush");
    QTest::newRow("hidden user") << QByteArray("SHA-256") << QByteArray("auth") << true << me << QByteArray("hush");
    QTest::newRow("RFC 2069") << QByteArray() << QByteArray() << false << me << QByteArray("hush");
    QTest::newRow("UTF-8") << QByteArray("MD5") << QByteArray("auth") << false << QByteArray("j\xc3\xa4s\xc3\xb8n")
                           << QByteArray("p\xc3\xa4ss:w\xc3\xb6rd");
}

void TestEngineDigest::digest_answersTheChallenge()
{
    QFETCH(QByteArray, algorithm);
    QFETCH(QByteArray, qop);
    QFETCH(bool, userHash);
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, password);
    DigestGuard guard;
    guard.algorithm = algorithm;
    guard.qop = qop;
    guard.userHash = userHash;
    guard.user = user;
    guard.password = password;
    RequestLog log;
    ScriptedServer server(log.script(digestGuarded(guard)));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a b/c?d=%20&e=f#g")));
    request.options.user = QString::fromUtf8(user);
    request.options.password = QString::fromUtf8(password);
    const TransferId id = engine.run(request);
    const QByteArray last = log.all().last().header("Authorization");
    QVERIFY2(guard.fault(last, "GET", "/a%20b/c?d=%20&e=f").isEmpty(), last.constData());
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(TestEngine::contentOf(engine.probe().last(id).tempPath), "the content");
    QVERIFY(!engine.probe().last(id).signIn);
    QCOMPARE(log.count(), 2);
    QCOMPARE(engine.probe().outcomeCount(id), 1);
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

void TestEngineDigest::digest_ofCurlIsTakenToo()
{
    const QString curl = QStandardPaths::findExecutable(QStringLiteral("curl"));
    if (curl.isEmpty())
        QSKIP("no curl to compare with");
    for (const char *algorithm : {"MD5", "SHA-256"}) {
        DigestGuard guard;
        guard.algorithm = algorithm;
        RequestLog log;
        ScriptedServer server(log.script(digestGuarded(guard)));
        QProcess process;
        process.start(curl, {QStringLiteral("-s"), QStringLiteral("--digest"), QStringLiteral("-u"),
                             QStringLiteral("me:hush"), QStringLiteral("--noproxy"), QStringLiteral("*"),
                             server.url(QStringLiteral("/x?y")).toString()});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardOutput(), "the content");
        QCOMPARE(log.count(), 2);
    }
}

void TestEngineDigest::digest_uploadIsSentAgainFromItsStart_data()
{
    QTest::addColumn<bool>("raw");
    QTest::addColumn<bool>("early");
    QTest::newRow("form") << false << false;
    QTest::newRow("raw") << true << false;
    QTest::newRow("form, turned away while it is sent") << false << true;
    QTest::newRow("raw, turned away while it is sent") << true << true;
}

void TestEngineDigest::digest_uploadIsSentAgainFromItsStart()
{
    QFETCH(bool, raw);
    QFETCH(bool, early);
    const DigestGuard guard;
    QByteArray body;
    std::atomic<int> answered = 0;
    ScriptedServer server([&](ScriptPeer &peer) {
        const QByteArray head = peer.readHead();
        const QByteArray method = head.left(head.indexOf(' '));
        const qint64 length = ScriptedServer::headerValue(head, "Content-Length").toLongLong();
        const bool known = guard.fault(ScriptedServer::headerValue(head, "Authorization"), method, "/to").isEmpty();
        if (known || !early)
            body = peer.read(length);
        ++answered;
        if (known)
            peer.reply(201, "kept");
        else
            peer.reply(401, "who", {"WWW-Authenticate: " + guard.challenge(), "Connection: close"});
        peer.drain();
    });
    TestEngine engine;
    const QByteArray content = QByteArray("0123456789abcdef").repeated(early ? 1024 * 1024 : 1024);
    const QString file = engine.file(QStringLiteral("a"), content);
    const QUrl url = server.url(QStringLiteral("/to"));
    const TransferId id = engine.run(asMe(raw ? putOf(url, file) : uploadOf(url, file)));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(engine.probe().last(id).exchange->body, "kept");
    QCOMPARE(answered.load(), 2);
    if (raw)
        QVERIFY(body == content);
    else
        QVERIFY(body.contains("\r\n\r\n" + content + "\r\n--"));
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

void TestEngineDigest::digest_goesAlongWithinTheOrigin()
{
    const DigestGuard guard;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (!guard.fault(request.header("Authorization"), request.method(), request.path()).isEmpty())
            peer.reply(401, {}, {"WWW-Authenticate: " + guard.challenge()});
        else if (request.path() == "/from")
            peer.reply(302, {}, {"Location: /to"});
        else
            peer.reply(200, "arrived");
    }));
    TestEngine engine;
    const TransferId id = engine.run(asMe(downloadOf(server.url(QStringLiteral("/from")))));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(log.count(), 3); // asked once
    QCOMPARE(DigestGuard::read(log.at(1).header("Authorization")).value("nc"), "00000001");
    QCOMPARE(DigestGuard::read(log.at(2).header("Authorization")).value("nc"), "00000002");
}

void TestEngineDigest::digest_staysAtItsOrigin()
{
    const DigestGuard guard;
    RequestLog homeLog;
    RequestLog awayLog;
    ScriptedServer away(awayLog.script(401, {}, {"WWW-Authenticate: " + guard.challenge()}));
    ScriptedServer home(homeLog.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (guard.fault(request.header("Authorization"), request.method(), request.path()).isEmpty())
            peer.reply(307, {}, {"Location: " + away.url().toEncoded()});
        else
            peer.reply(401, {}, {"WWW-Authenticate: " + guard.challenge()});
    }));
    TestEngine engine;
    const TransferId id = engine.run(asMe(downloadOf(home.url())));
    QCOMPARE(engine.probe().last(id).statusCode(), 401);
    QCOMPARE(homeLog.count(), 2);
    QCOMPARE(awayLog.count(), 1);
    QVERIFY(awayLog.at(0).header("Authorization").isNull());
}

void TestEngineDigest::digest_newNonceIsTakenOnce()
{
    DigestGuard old;
    DigestGuard fresh;
    fresh.nonce = "fr3sh";
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        const QByteArray header = request.header("Authorization");
        if (fresh.fault(header, request.method(), request.path()).isEmpty())
            peer.reply(200, "x");
        else if (old.fault(header, request.method(), request.path()).isEmpty())
            peer.reply(401, {}, {"WWW-Authenticate: " + fresh.challenge(", stale=true")});
        else
            peer.reply(401, {}, {"WWW-Authenticate: " + old.challenge()});
    }));
    TestEngine engine;
    const TransferId id = engine.run(asMe(downloadOf(server.url())));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(log.count(), 3);
}

void TestEngineDigest::strongestChallenge_isAnswered()
{
    DigestGuard guard;
    guard.algorithm = "SHA-256";
    const DigestGuard weak;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (guard.fault(request.header("Authorization"), request.method(), request.path()).isEmpty())
            peer.reply(200, "x");
        else
            peer.reply(401, {},
                       {"WWW-Authenticate: Basic realm=\"files\", " + weak.challenge(), "WWW-Authenticate: Negotiate",
                        "WWW-Authenticate: " + guard.challenge()});
    }));
    TestEngine engine;
    const TransferId id = engine.run(asMe(downloadOf(server.url())));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(log.count(), 2);
}

QTEST_GUILESS_MAIN(TestEngineDigest)
#include "tst_engine_digest.moc"
