#include "core/engine/SignedIn.h"
#include "tests/support/DigestGuard.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

using namespace ferry;

/// Where a name and a password were taken, they are sent unasked: a refusal costs a whole upload. And nowhere else.
class TestEngineSignInAhead : public QObject
{
    Q_OBJECT

private slots:
    void place_isTheDirectoryAndBelow_data();
    void place_isTheDirectoryAndBelow();
    void place_deepestAndNewestCounts();
    void basic_theUploadIsSentOnceMoreAndNotTwice();
    void basic_laterItemsCostNoRefusal();
    void basic_isForItsDirectoryAndOriginOnly();
    void basic_staysBehindOnARedirectToAnotherOrigin();
    void basic_otherRealmBelowAsksForItself();
    void basic_thatIsNoLongerTakenIsAskedForAgain();
    void digest_countsItsRequests();
    void digest_newNonceIsTaken_data();
    void digest_newNonceIsTaken();
    void digest_ofTheRequestGoesAheadForTheSameNameOnly();
    void bearer_isNotReplaced();

private:
    /// Turned away, then answered by the person; the requests that it took.
    static int signInAt(const TestEngine &engine, const RequestLog &log, const QUrl &url);
};

namespace {

const QByteArray basicOfMe = "Basic " + QByteArray("me:hush").toBase64();
const Credentials me{QStringLiteral("me"), QStringLiteral("hush")};

/// A realm of its own for each of the first parts of the path: "/files/x" belongs to "files".
RequestLog::Answer basicRealms()
{
    return [](ScriptPeer &peer, const SeenRequest &request) {
        if (request.header("Authorization") == basicOfMe)
            peer.reply(200, "the content");
        else
            peer.reply(401, "who are you",
                       {"WWW-Authenticate: Basic realm=\"" + request.path().split('/').value(1) + "\""});
    };
}

/// A server of Digest that changes its nonce when it is told to, and wants each count once.
class DigestServer
{
public:
    RequestLog::Answer answer()
    {
        return [this](ScriptPeer &peer, const SeenRequest &request) {
            const std::scoped_lock lock(m_mutex);
            const QByteArray given = request.header("Authorization");
            const QByteArray count = DigestGuard::read(given).value("nc");
            if (guard.fault(given, request.method(), request.path()).isEmpty() && !counts.contains(count)) {
                counts.append(count);
                peer.reply(200, "the content");
            } else {
                peer.reply(401, "who are you", {"WWW-Authenticate: " + guard.challenge(given.isEmpty() ? "" : more)});
            }
        };
    }
    void changeNonce(const QByteArray &nonce, const QByteArray &moreOfTheChallenge)
    {
        const std::scoped_lock lock(m_mutex);
        guard.nonce = nonce;
        more = moreOfTheChallenge;
        counts.clear();
    }

    DigestGuard guard;
    QByteArray more;
    QList<QByteArray> counts; ///< that were taken

private:
    std::mutex m_mutex;
};

} // namespace

int TestEngineSignInAhead::signInAt(const TestEngine &engine, const RequestLog &log, const QUrl &url)
{
    const int before = log.count();
    const TransferId id = engine.run(uploadOf(url, engine.file(QStringLiteral("first"), "the body")));
    if (!engine.probe().last(id).signIn)
        return -1;
    engine->signIn(*engine.probe().last(id).signIn, me);
    if (!engine.probe().waitForOutcome(id, 2) || engine.probe().state(id) != TransferState::Done)
        return -1;
    return log.count() - before;
}

void TestEngineSignInAhead::place_isTheDirectoryAndBelow_data()
{
    QTest::addColumn<QString>("takenAt");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<bool>("ahead");
    const auto row = [](const char *takenAt, const char *asked, bool ahead) {
        QTest::addRow("%s, then %s", takenAt, asked)
            << QString::fromLatin1(takenAt) << QString::fromLatin1(asked) << ahead;
    };
    // The examples of RFC 7617 section 2.2.
    row("http://example.com/docs/index.html", "http://example.com/docs/", true);
    row("http://example.com/docs/index.html", "http://example.com/docs/test.doc", true);
    row("http://example.com/docs/index.html", "http://example.com/docs/?page=1", true);
    row("http://example.com/docs/index.html", "http://example.com/docs/a/b", true);
    row("http://example.com/docs/index.html", "http://example.com/docs", false);
    row("http://example.com/docs/index.html", "http://example.com/docsx/a", false);
    row("http://example.com/docs/index.html", "http://example.com/other/", false);
    row("http://example.com/docs/index.html", "http://example.com/docs/../other/", false);
    row("http://example.com/docs/index.html", "http://example.com/", false);
    row("http://example.com/docs/index.html", "https://example.com/docs/", false);
    row("http://example.com/docs/index.html", "http://example.com:8080/docs/", false);
    row("http://example.com/docs/index.html", "http://example.com:80/docs/", true);
    row("http://example.com/docs/index.html", "http://Example.COM/docs/", true);
    row("http://example.com/docs/index.html", "http://a.example.com/docs/", false);
    row("http://example.com/docs?a=/b/c", "http://example.com/x", true); // a slash of the query is none of the path
    row("http://example.com", "http://example.com/anything", true);
}

void TestEngineSignInAhead::place_isTheDirectoryAndBelow()
{
    QFETCH(QString, takenAt);
    QFETCH(QString, asked);
    SignedIn signedIn;
    QUrl origin(takenAt);
    origin.setPath({});
    origin.setQuery(QString());
    const SignIn where{origin, QStringLiteral("x"), "Basic", false, false};
    signedIn.add(where, me);
    QVERIFY(!signedIn.placeOf(QUrl(asked), {}));
    signedIn.takenAt(QUrl(takenAt), {where, {}, me, false, nullptr});
    QTEST(signedIn.placeOf(QUrl(asked), {}).has_value(), "ahead");
    signedIn.refused(where);
    QVERIFY(!signedIn.placeOf(QUrl(asked), {}));
}

void TestEngineSignInAhead::place_deepestAndNewestCounts()
{
    const QUrl origin(QStringLiteral("http://a.example"));
    const QUrl below(QStringLiteral("http://a.example/x/y/z"));
    const SignIn outer{origin, QStringLiteral("outer"), "Basic", false, false};
    const SignIn inner{origin, QStringLiteral("inner"), "Basic", false, false};
    SignedIn signedIn;
    signedIn.takenAt(QUrl(QStringLiteral("http://a.example/x/y/")), {inner, {}, me, false, nullptr});
    signedIn.takenAt(QUrl(QStringLiteral("http://a.example/x/")), {outer, {}, me, false, nullptr});
    QCOMPARE(signedIn.placeOf(below, {})->where, inner);
    signedIn.takenAt(QUrl(QStringLiteral("http://a.example/x/y/q/")), {outer, {}, me, false, nullptr});
    QCOMPARE(signedIn.placeOf(QUrl(QStringLiteral("http://a.example/x/y/q/r")), {})->where,
             inner); // as one realm lies in the other
    signedIn.refused(inner);
    QCOMPARE(signedIn.placeOf(below, {})->where, outer);
    // Another password for a realm begins anew.
    signedIn.add(outer, {QStringLiteral("me"), QStringLiteral("other")});
    QVERIFY(!signedIn.placeOf(below, {}));
}

void TestEngineSignInAhead::basic_theUploadIsSentOnceMoreAndNotTwice()
{
    RequestLog log;
    ScriptedServer server(log.script(basicRealms()));
    const TestEngine engine;
    QCOMPARE(signInAt(engine, log, server.url(QStringLiteral("/files/up"))), 2);
    QVERIFY(log.at(0).header("Authorization").isNull());
    QCOMPARE(log.at(1).header("Authorization"), basicOfMe);
    QVERIFY(log.at(1).body.contains("the body"));
}

void TestEngineSignInAhead::basic_laterItemsCostNoRefusal()
{
    RequestLog log;
    ScriptedServer server(log.script(basicRealms()));
    const TestEngine engine;
    QVERIFY(signInAt(engine, log, server.url(QStringLiteral("/files/up"))) > 0);
    const int before = log.count();
    QList<TransferRequest> later;
    for (const char *path : {"/files/up", "/files/other?x=1", "/files/deep/er"}) {
        later.append(uploadOf(server.url(QString::fromLatin1(path)), engine.file(QStringLiteral("a"), "x")));
        later.append(downloadOf(server.url(QString::fromLatin1(path))));
    }
    const QList<TransferId> ids = engine->add(later);
    QVERIFY(engine.probe().waitForOutcomes(ids));
    for (const TransferId id : ids)
        QVERIFY(engine.probe().completed(id) && engine.probe().completed(id)->ok);
    QCOMPARE(log.count(), before + 6);
}

void TestEngineSignInAhead::basic_isForItsDirectoryAndOriginOnly()
{
    RequestLog log;
    RequestLog otherLog;
    ScriptedServer server(log.script(basicRealms()));
    ScriptedServer other(otherLog.script(basicRealms()));
    const TestEngine engine;
    QVERIFY(signInAt(engine, log, server.url(QStringLiteral("/files/up"))) > 0);
    for (const char *path : {"/photos/a", "/filesx/a", "/", "/files"}) {
        engine.run(downloadOf(server.url(QString::fromLatin1(path))));
        const QList<SeenRequest> all = log.all();
        QVERIFY2(all.last().header("Authorization").isNull() || all.at(all.size() - 2).header("Authorization").isNull(),
                 path); // asked first
    }
    engine.run(downloadOf(other.url(QStringLiteral("/files/up"))));
    QCOMPARE(otherLog.count(), 1);
    QVERIFY(otherLog.at(0).header("Authorization").isNull());
}

void TestEngineSignInAhead::basic_staysBehindOnARedirectToAnotherOrigin()
{
    RequestLog log;
    ScriptedServer server(log.script(basicRealms()));
    ScriptedServer away(ScriptedServer::Script([&](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(307, {}, {"Location: " + server.url(QStringLiteral("/files/up")).toEncoded(), "Connection: close"});
    }));
    const TestEngine engine;
    QVERIFY(signInAt(engine, log, server.url(QStringLiteral("/files/up"))) > 0);
    const int before = log.count();
    // Who leads there is somebody else: the server has to ask.
    const TransferId id = engine.run(downloadOf(away.url()));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(log.count(), before + 2);
    QVERIFY(log.at(before).header("Authorization").isNull());
}

void TestEngineSignInAhead::basic_otherRealmBelowAsksForItself()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        const bool inner = request.path().startsWith("/files/inner/");
        const QByteArray right = inner ? "Basic " + QByteArray("me:other").toBase64() : basicOfMe;
        if (request.header("Authorization") == right)
            peer.reply(200);
        else
            peer.reply(401, {},
                       {inner ? "WWW-Authenticate: Basic realm=\"inner\"" : "WWW-Authenticate: Basic realm=\"outer\""});
    }));
    const TestEngine engine;
    QVERIFY(signInAt(engine, log, server.url(QStringLiteral("/files/up"))) > 0);
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/files/inner/a"))));
    QVERIFY(engine.probe().last(id).signIn);
    QCOMPARE(engine.probe().last(id).signIn->realm, QStringLiteral("inner"));
    QVERIFY(!engine.probe().last(id).signIn->tried); // nobody was asked for this one yet
    engine->signIn(*engine.probe().last(id).signIn, {QStringLiteral("me"), QStringLiteral("other")});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    const int before = log.count();
    QCOMPARE(engine.probe().state(engine.run(downloadOf(server.url(QStringLiteral("/files/inner/b"))))),
             TransferState::Ready);
    QCOMPARE(engine.probe().state(engine.run(downloadOf(server.url(QStringLiteral("/files/b"))))),
             TransferState::Ready);
    QCOMPARE(log.count(), before + 2);
}

void TestEngineSignInAhead::basic_thatIsNoLongerTakenIsAskedForAgain()
{
    std::atomic<bool> changed = false;
    RequestLog log;
    ScriptedServer server(log.script([&changed](ScriptPeer &peer, const SeenRequest &request) {
        if (request.header("Authorization") == basicOfMe && !changed)
            peer.reply(200);
        else
            peer.reply(401, {}, {"WWW-Authenticate: Basic realm=\"files\""});
    }));
    const TestEngine engine;
    QVERIFY(signInAt(engine, log, server.url(QStringLiteral("/files/up"))) > 0);
    changed = true;
    const int before = log.count();
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/files/a"))));
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QVERIFY(engine.probe().last(id).signIn && engine.probe().last(id).signIn->tried);
    QCOMPARE(log.count(), before + 1); // no loop
}

void TestEngineSignInAhead::digest_countsItsRequests()
{
    DigestServer digest;
    RequestLog log;
    ScriptedServer server(log.script(digest.answer()));
    const TestEngine engine;
    QCOMPARE(signInAt(engine, log, server.url(QStringLiteral("/files/up"))), 3);
    const int before = log.count();
    for (int i = 0; i < 3; ++i) {
        const QUrl url = server.url(QStringLiteral("/files/%1?q").arg(i));
        const TransferId id = engine.run(uploadOf(url, engine.file(QStringLiteral("a"), "x")));
        QCOMPARE(engine.probe().state(id), TransferState::Done);
    }
    QCOMPARE(log.count(), before + 3);
    QCOMPARE(digest.counts, (QList<QByteArray>{"00000001", "00000002", "00000003", "00000004"}));
}

void TestEngineSignInAhead::digest_newNonceIsTaken_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::newRow("stale") << QByteArray(", stale=true");
    QTest::newRow("forgotten, and not called stale") << QByteArray();
}

void TestEngineSignInAhead::digest_newNonceIsTaken()
{
    QFETCH(QByteArray, more);
    DigestServer digest;
    RequestLog log;
    ScriptedServer server(log.script(digest.answer()));
    const TestEngine engine;
    QCOMPARE(signInAt(engine, log, server.url(QStringLiteral("/files/up"))), 3);
    digest.changeNonce("another", more);
    const int before = log.count();
    for (int i = 0; i < 3; ++i) {
        const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/files/%1").arg(i))));
        QCOMPARE(engine.probe().state(id), TransferState::Ready);
    }
    QCOMPARE(log.count(), before + 1 + 3); // one refusal brought the new nonce
    QCOMPARE(digest.counts, (QList<QByteArray>{"00000001", "00000002", "00000003"}));
}

void TestEngineSignInAhead::digest_ofTheRequestGoesAheadForTheSameNameOnly()
{
    DigestServer digest;
    RequestLog log;
    ScriptedServer server(log.script(digest.answer()));
    const TestEngine engine;
    DownloadRequest mine = downloadOf(server.url(QStringLiteral("/files/a")));
    mine.options.user = me.user;
    mine.options.password = me.password;
    QCOMPARE(engine.probe().state(engine.run(mine)), TransferState::Ready);
    QCOMPARE(log.count(), 2);
    QCOMPARE(engine.probe().state(engine.run(mine)), TransferState::Ready);
    QCOMPARE(log.count(), 3);

    // The name is that request's own: one without a name has none, and one with another has the other.
    const TransferId nameless = engine.run(downloadOf(mine.url));
    QCOMPARE(engine.probe().state(nameless), TransferState::Refused);
    QVERIFY(log.all().last().header("Authorization").isNull());
    DownloadRequest other = mine;
    other.options.user = QStringLiteral("you");
    const int before = log.count();
    engine.run(other);
    QVERIFY(log.at(before).header("Authorization").startsWith("Basic "));
}

void TestEngineSignInAhead::bearer_isNotReplaced()
{
    RequestLog log;
    ScriptedServer server(log.script(basicRealms()));
    const TestEngine engine;
    QVERIFY(signInAt(engine, log, server.url(QStringLiteral("/files/up"))) > 0);
    DownloadRequest bearer = downloadOf(server.url(QStringLiteral("/files/a")));
    bearer.options.bearerToken = QStringLiteral("t0ken");
    DownloadRequest header = downloadOf(bearer.url);
    header.headers = {{"Authorization", "Mine own"}};
    for (const auto &[request, sent] : {std::pair(bearer, "Bearer t0ken"), std::pair(header, "Mine own")}) {
        const int before = log.count();
        engine.run(request);
        QCOMPARE(log.at(before).header("Authorization"), QByteArray(sent));
    }
}

QTEST_GUILESS_MAIN(TestEngineSignInAhead)
#include "tst_engine_signin_ahead.moc"
