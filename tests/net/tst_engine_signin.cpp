#include "tests/support/DigestGuard.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

using namespace ferry;

/// Names and passwords: who is told them and who is not, and that nobody is asked twice. Digest by itself is in
/// tst_engine_digest.
class TestEngineSignIn : public QObject
{
    Q_OBJECT

private slots:
    void basic_goesAheadToTheFirstOriginOnly();
    void bearer_isSentAndNothingElse();
    void wrongPassword_isNoLoop_data();
    void wrongPassword_isNoLoop();
    void signIn_namesWhoAsks_data();
    void signIn_namesWhoAsks();
    void signIn_oneAnswerForTenItems();
    void signIn_whileARefusalStillArrives();
    void signIn_wrongThenRight();
    void signIn_refusedInTurnIsNoLoop();
    void signIn_isForItsRealmAndOriginOnly();
    void signIn_doesNotFollowARedirect();
    void signIn_ofACurrentUpload();
    void secrets_areShownNowhere();
};

namespace {

const QByteArray basicOfMe = "Basic " + QByteArray("me:hush").toBase64();

/// A realm of its own for each of the first parts of the path: "/files/x" belongs to "files".
RequestLog::Answer basicRealms(const QByteArray &right)
{
    return [right](ScriptPeer &peer, const SeenRequest &request) {
        const QByteArray realm = request.path().split('/').value(1);
        if (request.header("Authorization") == right)
            peer.reply(200, "the content");
        else
            peer.reply(401, "who are you", {"WWW-Authenticate: Basic realm=\"" + realm + "\""});
    };
}

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
Request asMe(Request request, const QString &password = QStringLiteral("hush"))
{
    request.options.user = QStringLiteral("me");
    request.options.password = password;
    return request;
}

Credentials credentials(const char *password)
{
    return {QStringLiteral("me"), QString::fromLatin1(password)};
}

} // namespace

void TestEngineSignIn::basic_goesAheadToTheFirstOriginOnly()
{
    RequestLog homeLog;
    RequestLog awayLog;
    ScriptedServer away(awayLog.script(401, {}, {"WWW-Authenticate: Basic realm=\"files\""}));
    ScriptedServer home(homeLog.script(302, {}, {"Location: " + away.url(QStringLiteral("/x")).toEncoded()}));
    TestEngine engine;
    const TransferId id = engine.run(asMe(downloadOf(home.url())));
    QCOMPARE(homeLog.at(0).header("Authorization"), basicOfMe); // unasked, as curl does
    QCOMPARE(homeLog.count(), 1);
    QCOMPARE(awayLog.count(), 1); // asked, and not told
    QVERIFY(awayLog.at(0).header("Authorization").isNull());
    QCOMPARE(engine.probe().last(id).statusCode(), 401);
    QVERIFY(engine.probe().last(id).signIn);
    QVERIFY(!engine.probe().last(id).signIn->tried);
    QCOMPARE(engine.probe().last(id).signIn->origin, away.url(QString()));
}

void TestEngineSignIn::bearer_isSentAndNothingElse()
{
    RequestLog log;
    ScriptedServer server(log.script(401, "no", {"WWW-Authenticate: Bearer error=\"invalid_token\""}));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.options.bearerToken = QStringLiteral("t0ken");
    const TransferId id = engine.run(request);
    QCOMPARE(log.count(), 1);
    QCOMPARE(log.at(0).header("Authorization"), "Bearer t0ken");
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QVERIFY(!engine.probe().last(id).signIn); // a password would not help
}

void TestEngineSignIn::wrongPassword_isNoLoop_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::addColumn<int>("most");
    const DigestGuard guard;
    QTest::newRow("Basic") << QByteArray("Basic realm=\"%\"") << 1; // it was sent ahead
    QTest::newRow("Digest") << guard.challenge() << 2;
    QTest::newRow("Digest, always stale") << guard.challenge(", stale=true") << 3;
    QTest::newRow("Digest of another realm each time")
        << QByteArray("Digest realm=\"%\", nonce=\"%\", qop=\"auth\", stale=true") << 3;
    QTest::newRow("both") << QByteArray("Basic realm=x, " + guard.challenge()) << 2;
    QTest::newRow("in turn") << QByteArray("in turn") << 4;
}

void TestEngineSignIn::wrongPassword_isNoLoop()
{
    QFETCH(QByteArray, challenge);
    QFETCH(int, most);
    std::atomic<int> count = 0;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        QByteArray asked = challenge;
        if (asked == "in turn")
            asked = count % 2 ? QByteArray("Basic realm=\"%\"") : QByteArray("Digest realm=\"%\", nonce=\"%\"");
        asked.replace('%', QByteArray::number(++count));
        peer.reply(401, "wrong", {"WWW-Authenticate: " + asked});
    }));
    TestEngine engine;
    const TransferId id = engine.run(asMe(downloadOf(server.url()), QStringLiteral("wrong")));
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    const Completed *result = engine.probe().completed(id);
    QVERIFY(result && !result->ok);
    QCOMPARE(result->statusCode, 401);
    QCOMPARE(engine.probe().last(id).exchange->body, "wrong");
    QVERIFY2(log.count() <= most, qPrintable(QString::number(log.count())));
    QVERIFY(engine.probe().last(id).signIn);
    QVERIFY(engine.probe().last(id).signIn->tried);
}

void TestEngineSignIn::signIn_namesWhoAsks_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::addColumn<QString>("realm");
    QTest::addColumn<QByteArray>("scheme");
    const DigestGuard guard;
    QTest::newRow("Basic") << QByteArray("Basic realm=\"the files\"") << QStringLiteral("the files")
                           << QByteArray("Basic");
    QTest::newRow("Digest") << guard.challenge() << QStringLiteral("files") << QByteArray("Digest");
    QTest::newRow("no realm") << QByteArray("Basic") << QString() << QByteArray("Basic");
    QTest::newRow("UTF-8") << QByteArray("Basic realm=\"B\xc3\xbc"
                                         "cher\"")
                           << QString::fromUtf8("B\xc3\xbc"
                                                "cher")
                           << QByteArray("Basic");
    QTest::newRow("Latin-1") << QByteArray("Basic realm=\"B\xfc"
                                           "cher\"")
                             << QString::fromUtf8("B\xc3\xbc"
                                                  "cher")
                             << QByteArray("Basic");
    QTest::newRow("others") << QByteArray("Negotiate, NTLM, Bearer realm=x") << QString() << QByteArray();
    QTest::newRow("none") << QByteArray() << QString() << QByteArray();
}

void TestEngineSignIn::signIn_namesWhoAsks()
{
    QFETCH(QByteArray, challenge);
    QFETCH(QString, realm);
    QFETCH(QByteArray, scheme);
    RequestLog log;
    ScriptedServer server(
        log.script(401, "no", challenge.isEmpty() ? QList<QByteArray>() : QList{"WWW-Authenticate: " + challenge}));
    TestEngine engine;
    const TransferId down = engine.run(downloadOf(server.url(QStringLiteral("/x?y"))));
    const TransferId up = engine.run(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")));
    for (const TransferId id : {down, up}) {
        const TransferSnapshot &s = engine.probe().last(id);
        QCOMPARE(s.state, TransferState::Refused);
        QCOMPARE(s.exchange->body, "no");
        QCOMPARE(s.signIn.has_value(), !scheme.isEmpty());
        if (s.signIn)
            QCOMPARE(*s.signIn, (SignIn{server.url(QString()), realm, scheme, false, false}));
    }
    QCOMPARE(log.count(), 2);
}

void TestEngineSignIn::signIn_oneAnswerForTenItems()
{
    RequestLog log;
    ScriptedServer server(log.script(basicRealms(basicOfMe)));
    TestEngine engine;
    QList<TransferRequest> requests;
    for (int i = 0; i < 10; ++i) {
        const QUrl url = server.url(QStringLiteral("/files/%1").arg(i));
        requests.append(i % 2 ? TransferRequest(downloadOf(url))
                              : TransferRequest(uploadOf(url, engine.file(QStringLiteral("a"), "x"))));
    }
    const QList<TransferId> ids = engine->add(requests);
    QVERIFY(engine.probe().waitForOutcomes(ids));
    for (const TransferId id : ids)
        QCOMPARE(engine.probe().last(id).signIn, engine.probe().last(ids.first()).signIn);
    QCOMPARE(log.count(), 10);

    engine->signIn(*engine.probe().last(ids.first()).signIn, credentials("hush"));
    for (const TransferId id : ids) {
        QVERIFY(engine.probe().waitForOutcome(id, 2));
        QVERIFY(engine.probe().completed(id) && engine.probe().completed(id)->ok);
        QVERIFY(!engine.probe().last(id).signIn);
        QCOMPARE(engine.probe().last(id).attempt, 2);
    }
    const TransferId later = engine.run(downloadOf(server.url(QStringLiteral("/files/later"))));
    QCOMPARE(engine.probe().state(later), TransferState::Ready);
    QCOMPARE(engine.probe().last(later).attempt, 1);
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

void TestEngineSignIn::signIn_whileARefusalStillArrives()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.header("Authorization") == basicOfMe) {
            peer.reply(200, "the content");
            return;
        }
        peer.send("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"files\"\r\nContent-Length: 4\r\n\r\nwa");
        peer.await(gate);
        peer.send("it");
    }));
    TestEngine engine;
    const TransferId id = engine->add(downloadOf(server.url()));
    QTRY_COMPARE(engine.probe().last(id).statusCode(), 401);
    // Another item of the realm was answered for, say.
    engine->signIn(SignIn{server.url(QString()), QStringLiteral("files"), "Basic", false, false}, credentials("hush"));
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

void TestEngineSignIn::signIn_wrongThenRight()
{
    RequestLog log;
    ScriptedServer server(log.script(basicRealms(basicOfMe)));
    TestEngine engine;
    const TransferId id = engine.run(asMe(downloadOf(server.url(QStringLiteral("/files/a"))), QStringLiteral("old")));
    QVERIFY(engine.probe().last(id).signIn->tried);
    engine->signIn(*engine.probe().last(id).signIn, credentials("wrong"));
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QVERIFY(engine.probe().last(id).signIn->tried);
    engine->signIn(*engine.probe().last(id).signIn, credentials("hush"));
    QVERIFY(engine.probe().waitForOutcome(id, 3));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QVERIFY(log.count() <= 1 + 2 + 2);
}

void TestEngineSignIn::signIn_refusedInTurnIsNoLoop()
{
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        const bool basic = request.header("Authorization").startsWith("Digest");
        peer.reply(401, "wrong",
                   {basic ? "WWW-Authenticate: Basic realm=\"x\""
                          : "WWW-Authenticate: Digest realm=\"x\", nonce=\"n\", qop=\"auth\""});
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    engine->signIn(*engine.probe().last(id).signIn, credentials("wrong"));
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QVERIFY(engine.probe().last(id).signIn->tried);
    QCOMPARE(log.count(), 1 + 3); // unasked, Digest, Basic, and no more
}

void TestEngineSignIn::signIn_isForItsRealmAndOriginOnly()
{
    RequestLog log;
    RequestLog otherLog;
    ScriptedServer server(log.script(basicRealms(basicOfMe)));
    ScriptedServer other(otherLog.script(basicRealms(basicOfMe)));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/files/a"))));
    engine->signIn(*engine.probe().last(id).signIn, credentials("hush"));
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    const int before = log.count();

    const TransferId otherRealm = engine.run(downloadOf(server.url(QStringLiteral("/photos/a"))));
    QCOMPARE(engine.probe().state(otherRealm), TransferState::Refused);
    QCOMPARE(log.count(), before + 1);
    QVERIFY(log.all().last().header("Authorization").isNull());

    const TransferId otherOrigin = engine.run(downloadOf(other.url(QStringLiteral("/files/a"))));
    QCOMPARE(engine.probe().state(otherOrigin), TransferState::Refused);
    QCOMPARE(otherLog.count(), 1);
    QVERIFY(otherLog.at(0).header("Authorization").isNull());
}

void TestEngineSignIn::signIn_doesNotFollowARedirect()
{
    RequestLog awayLog;
    ScriptedServer away(awayLog.script(basicRealms(basicOfMe)));
    RequestLog log;
    ScriptedServer home(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.header("Authorization") == basicOfMe)
            peer.reply(302, {}, {"Location: " + away.url(QStringLiteral("/files/a")).toEncoded()});
        else
            peer.reply(401, {}, {"WWW-Authenticate: Basic realm=\"files\""});
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(home.url(QStringLiteral("/files/a"))));
    engine->signIn(*engine.probe().last(id).signIn, credentials("hush"));
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    // The same realm's name at another place is another realm, and a question of its own.
    QCOMPARE(engine.probe().last(id).statusCode(), 401);
    QCOMPARE(engine.probe().last(id).signIn->origin, away.url(QString()));
    QVERIFY(!engine.probe().last(id).signIn->tried);
    for (const SeenRequest &request : awayLog.all())
        QVERIFY(request.header("Authorization").isNull());
}

void TestEngineSignIn::signIn_ofACurrentUpload()
{
    const DigestGuard guard;
    RequestLog log;
    ScriptedServer server(log.script(digestGuarded(guard)));
    TestEngine engine;
    const TransferId id = engine.run(uploadOf(server.url(), engine.file(QStringLiteral("a"), "the body")));
    QCOMPARE(engine.probe().last(id).signIn->scheme, "Digest");
    engine->signIn(*engine.probe().last(id).signIn, credentials("hush"));
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QVERIFY(log.all().last().body.contains("\r\n\r\nthe body\r\n--"));
    QCOMPARE(log.count(), 3);
}

void TestEngineSignIn::secrets_areShownNowhere()
{
    const DigestGuard guard;
    RequestLog log;
    ScriptedServer server(log.script(digestGuarded(guard)));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.url.setUserInfo(QStringLiteral("me:hush"));
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    const QByteArray sent = log.all().last().header("Authorization");
    QVERIFY(sent.startsWith("Digest "));
    for (const TransferSnapshot &s : engine.probe().history.value(id)) {
        if (!s.exchange)
            continue;
        QVERIFY(s.exchange->url.userInfo().isEmpty());
        for (const HeaderField &field : s.exchange->requestHeaders)
            QVERIFY(!field.second.contains("hush") && !field.second.contains(basicOfMe.mid(6)) && field.second != sent);
    }
}

QTEST_GUILESS_MAIN(TestEngineSignIn)
#include "tst_engine_signin.moc"
