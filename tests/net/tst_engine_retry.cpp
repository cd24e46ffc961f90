#include "core/engine/TransferHandle.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/FakeNetwork.h"
#include "tests/support/RequestLog.h"

#include <QElapsedTimer>

using namespace ferry;

/// What is tried again by itself, how often, when, and what the server gets of it.
class TestEngineRetry : public QObject
{
    Q_OBJECT

private slots:
    void passingStatus_isTriedAgain_data();
    void passingStatus_isTriedAgain();
    void triesEnd_andTheLastAnswerCounts();
    void noneAllowed_isTheFirstAnswer();
    void brokenDownload_isTriedAgain();
    void noConnection_isTriedAgain();
    void post_isSentOnce_data();
    void post_isSentOnce();
    void post_isSentAgainWhenTheServerSaysWhenEarly();
    void post_isSentAgainWhereNobodyTookIt();
    void put_isSentAgain();
    void markedPost_isSentAgain_data();
    void markedPost_isSentAgain();
    void retryAfter_isWaitedFor_data();
    void retryAfter_isWaitedFor();
    void retryAfter_beyondAnHourIsAFailure();
    void retryAfter_holdsAllOfTheHost();
    void retryAfter_keepsTheOrderOfALongLine();
    void retryAfter_startNowGoesPast();
    void waiting_canBeCancelled();
    void waiting_startNowCountsAnew();
    void waiting_holdsNoPlace();
    void handle_tellsOneEnd();
    void network_isWaitedForWithoutTries();
    void network_lossIsNoticedWhileWaiting();
    void network_isNoMatterOnThisComputer();
};

namespace {

constexpr int hurry = 100; ///< a second of waiting takes 10 ms

EngineOptions hurried(int parallel = 10)
{
    EngineOptions options;
    options.parallel = parallel;
    options.waitSpeed = hurry;
    return options;
}

DownloadRequest again(DownloadRequest request, int retries = 5)
{
    request.options.retries = retries;
    return request;
}

UploadRequest again(UploadRequest request, int retries = 5)
{
    request.options.retries = retries;
    return request;
}

/// Answers the first requests with one status, and all others with 200.
ScriptedServer::Script firstFails(RequestLog &log, int failures, int status, const QList<QByteArray> &headerLines = {})
{
    return log.script([&log, failures, status, headerLines](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() <= failures)
            peer.reply(status, "not now", headerLines);
        else
            peer.reply(200, "here");
    });
}

/// For an address elsewhere, of which a proxy on this computer knows.
DownloadRequest elsewhere(const ScriptedServer &proxy)
{
    DownloadRequest request = again(downloadOf(QUrl(QStringLiteral("http://far.example/file"))), 2);
    request.options.proxy = {ProxyChoice::Explicit, proxy.url(QString())};
    return request;
}

QList<int> attemptStatus(const TransferSnapshot &item)
{
    QList<int> result;
    for (const PastAttempt &attempt : item.attempts)
        result.append(attempt.statusCode);
    return result;
}

} // namespace

void TestEngineRetry::passingStatus_isTriedAgain_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {408, 425, 429, 500, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}

void TestEngineRetry::passingStatus_isTriedAgain()
{
    QFETCH(int, status);
    RequestLog log;
    ScriptedServer server(firstFails(log, 2, status));
    TestEngine engine(hurried());
    const TransferId id = engine.run(again(downloadOf(server.url(QStringLiteral("/a")))));
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.state, TransferState::Ready);
    QCOMPARE(TestEngine::contentOf(s.tempPath), QByteArray("here"));
    QCOMPARE(log.count(), 3);
    QCOMPARE(s.attempt, 3);
    QCOMPARE(s.tries, 2);
    QCOMPARE(attemptStatus(s), (QList<int>{status, status}));
    QCOMPARE(engine.probe().outcomeCount(id), 1);

    const QList<RetryNotice> notices = engine.probe().notices.value(id);
    QCOMPARE(notices.size(), 2);
    QCOMPARE(notices.at(0).attempt, 1);
    QCOMPARE(notices.at(1).attempt, 2);
    QCOMPARE(notices.at(0).error.statusCode, status);
    QVERIFY(notices.at(0).afterMs >= 200 && notices.at(0).afterMs <= 1000);
    QVERIFY(notices.at(1).afterMs >= 200 && notices.at(1).afterMs <= 2000);
    const auto waits = [](const TransferSnapshot &past) {
        return past.state == TransferState::Waiting && past.waitReason == WaitReason::Retry && past.waitUntil.isValid();
    };
    const auto &history = engine.probe().history[id];
    QVERIFY(std::any_of(history.begin(), history.end(), waits));
    QVERIFY(!s.waitUntil.isValid() && s.waitReason == WaitReason::None);
    QCOMPARE(engine.probe().faults, QStringList());
}

void TestEngineRetry::triesEnd_andTheLastAnswerCounts()
{
    RequestLog log;
    ScriptedServer server(log.script(503, "full"));
    TestEngine engine(hurried());
    const TransferId id = engine.run(again(downloadOf(server.url(QStringLiteral("/a"))), 3));
    QCOMPARE(log.count(), 4);
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QCOMPARE(engine.probe().completed(id)->statusCode, 503);
    QCOMPARE(engine.probe().noticeCount(id), 3);
    QCOMPARE(engine.probe().last(id).exchange->body, QByteArray("full"));
    QTRY_COMPARE(engine.probe().idles, 1);
}

void TestEngineRetry::noneAllowed_isTheFirstAnswer()
{
    RequestLog log;
    ScriptedServer server(log.script(503, "full", {"Retry-After: 99999"}));
    TestEngine engine(hurried());
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/a"))));
    QCOMPARE(log.count(), 1);
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QCOMPARE(engine.probe().noticeCount(id), 0);
}

void TestEngineRetry::brokenDownload_isTriedAgain()
{
    RequestLog log;
    ScriptedServer server(log.script([&log](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1) {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
            peer.reset();
        } else {
            peer.reply(200, "0123456789");
        }
    }));
    TestEngine engine(hurried());
    const TransferId id = engine.run(again(downloadOf(server.url(QStringLiteral("/a")))));
    QCOMPARE(TestEngine::contentOf(engine.probe().last(id).tempPath), QByteArray("0123456789"));
    QCOMPARE(engine.probe().last(id).attempts.first().error->kind, ErrorKind::Network);
    QCOMPARE(engine.temporaryFiles().size(), 2); // the file and its description
}

void TestEngineRetry::noConnection_isTriedAgain()
{
    TestEngine engine(hurried());
    const QUrl closed(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort()));
    const TransferId id = engine.run(again(downloadOf(closed), 2));
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Connect);
    QCOMPARE(engine.probe().noticeCount(id), 2);
    QCOMPARE(engine.probe().last(id).attempt, 3);
    QCOMPARE(engine.probe().outcomeCount(id), 1);
}

void TestEngineRetry::post_isSentOnce_data()
{
    QTest::addColumn<QByteArray>("answer"); // empty: closes
    QTest::addColumn<int>("state");
    QTest::newRow("read, then closed") << QByteArray() << int(TransferState::Unknown);
    QTest::newRow("500") << QByteArray("500 No") << int(TransferState::Refused);
    QTest::newRow("502 that says when") << QByteArray("502 No\r\nRetry-After: 1") << int(TransferState::Refused);
    QTest::newRow("503 that does not say when") << QByteArray("503 No") << int(TransferState::Refused);
    QTest::newRow("429 that says when, but had it all")
        << QByteArray("429 No\r\nRetry-After: 1") << int(TransferState::Refused);
    QTest::newRow("503 that says when, but had it all")
        << QByteArray("503 No\r\nRetry-After: 1") << int(TransferState::Refused);
    QTest::newRow("429 with garbage") << QByteArray("429 No\r\nRetry-After: soon") << int(TransferState::Refused);
    QTest::newRow("led to a page that is full")
        << QByteArray("303 There\r\nLocation: /full") << int(TransferState::Refused);
}

void TestEngineRetry::post_isSentOnce()
{
    QFETCH(QByteArray, answer);
    RequestLog log;
    ScriptedServer server(log.script([answer](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/full")
            peer.reply(503, "full", {"Retry-After: 1"});
        else if (answer.isEmpty())
            peer.close();
        else
            peer.send("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\n\r\n");
    }));
    TestEngine engine(hurried());
    const TransferId id =
        engine.run(again(uploadOf(server.url(QStringLiteral("/a")), engine.file(QStringLiteral("f"), "x"))));
    QTEST(int(engine.probe().state(id)), "state");
    QCOMPARE(engine.probe().noticeCount(id), 0);
    // Whoever wanted to send it again would have by the time that another one is through.
    engine.run(again(downloadOf(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort())))));
    const QList<SeenRequest> all = log.all();
    QCOMPARE(std::count_if(all.begin(), all.end(), [](const SeenRequest &r) { return r.method() == "POST"; }), 1);
    QCOMPARE(engine.probe().outcomeCount(id), 1);
}

// Only before it had the body, or else it may have taken it.
void TestEngineRetry::post_isSentAgainWhenTheServerSaysWhenEarly()
{
    constexpr qint64 fileSize = 64 * 1024 * 1024; // more than lies between two sockets
    for (const int status : {429, 503}) {
        RequestLog log;
        ScriptedServer server({[status](ScriptPeer &peer) {
                                   peer.readHead();
                                   peer.read(1000);
                                   peer.reply(status, "later", {"Retry-After: 1", "Connection: close"});
                                   peer.drain();
                               },
                               log.script(200, "taken")});
        TestEngine engine(hurried());
        const TransferId id =
            engine.run(again(uploadOf(server.url(), engine.largeFile(QStringLiteral("f"), fileSize))));
        QCOMPARE(engine.probe().state(id), TransferState::Done);
        QCOMPARE(log.count(), 1);
        QVERIFY(log.at(0).body.size() > fileSize);
        QCOMPARE(engine.probe().notices.value(id).first().afterMs, 1000);
    }
}

void TestEngineRetry::post_isSentAgainWhereNobodyTookIt()
{
    TestEngine engine(hurried());
    const QUrl closed(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort()));
    const TransferId id = engine.run(again(uploadOf(closed, engine.file(QStringLiteral("f"), "x")), 2));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Connect);
    QCOMPARE(engine.probe().noticeCount(id), 2);
}

void TestEngineRetry::put_isSentAgain()
{
    RequestLog log;
    ScriptedServer server(log.script([&log](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1)
            peer.close(); // all was read
        else if (log.count() == 2)
            peer.reply(500, "no");
        else
            peer.reply(201, "made");
    }));
    TestEngine engine(hurried());
    const TransferId id =
        engine.run(again(putOf(server.url(QStringLiteral("/a")), engine.file(QStringLiteral("f"), "whole"))));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(log.count(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(log.at(i).body, QByteArray("whole"));
}

void TestEngineRetry::markedPost_isSentAgain_data()
{
    QTest::addColumn<bool>("safe");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("safe to repeat") << true << QByteArray();
    QTest::newRow("with a key") << false << QByteArray("\"8e03978e-40d5\"");
}

void TestEngineRetry::markedPost_isSentAgain()
{
    QFETCH(bool, safe);
    QFETCH(QByteArray, key);
    RequestLog log;
    ScriptedServer server(log.script([&log](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1)
            peer.close(); // taken, perhaps
        else
            peer.reply(200, "once");
    }));
    TestEngine engine(hurried());
    UploadRequest request = again(uploadOf(server.url(), engine.file(QStringLiteral("f"), "x")));
    request.safeToRepeat = safe;
    request.idempotencyKey = key;
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(log.count(), 2);
    QCOMPARE(log.at(0).header("Idempotency-Key"), key);
    QCOMPARE(log.at(1).header("Idempotency-Key"), key);
    QCOMPARE(engine.probe().last(id).attempts.first().error->kind, ErrorKind::UnknownOutcome);
}

void TestEngineRetry::retryAfter_isWaitedFor_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<qint64>("least");
    QTest::addColumn<qint64>("most");
    const auto row = [](const char *name, const QByteArray &lines, qint64 least, qint64 most) {
        QTest::newRow(name) << lines << least << most;
    };
    row("seconds", "Retry-After: 7", 7000, 7000);
    row("a date", "Date: Sat, 01 Jan 2000 00:00:00 GMT\r\nRetry-After: Sat, 01 Jan 2000 00:00:09 GMT", 9000, 9000);
    row("a date that is past", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT", 200, 200);
    row("garbage", "Retry-After: 12 parsecs", 200, 1000);
}

void TestEngineRetry::retryAfter_isWaitedFor()
{
    QFETCH(QByteArray, lines);
    QFETCH(qint64, least);
    QFETCH(qint64, most);
    RequestLog log;
    ScriptedServer server(firstFails(log, 1, 503, {lines}));
    TestEngine engine(hurried());
    QElapsedTimer clock;
    clock.start();
    const TransferId id = engine.run(again(downloadOf(server.url(QStringLiteral("/a")))));
    QVERIFY(clock.elapsed() >= least / hurry);
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    const qint64 told = engine.probe().notices.value(id).first().afterMs;
    QVERIFY2(told >= least && told <= most, QByteArray::number(told).constData());
}

void TestEngineRetry::retryAfter_beyondAnHourIsAFailure()
{
    RequestLog log;
    ScriptedServer server(log.script(429, "much later", {"Retry-After: 7200"}));
    TestEngine engine(hurried());
    const TransferId id = engine.run(again(downloadOf(server.url(QStringLiteral("/a")))));
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Rate);
    QCOMPARE(engine.probe().error(id).statusCode, 429);
    QCOMPARE(engine.probe().last(id).error->kind, ErrorKind::Rate);
    QCOMPARE(engine.probe().last(id).exchange->body, QByteArray("much later")); // the server's words
    QCOMPARE(log.count(), 1);
}

void TestEngineRetry::retryAfter_holdsAllOfTheHost()
{
    RequestLog log;
    ScriptedServer server(firstFails(log, 1, 503, {"Retry-After: 30"}));
    RequestLog otherLog;
    ScriptedServer other(otherLog.script(200, "x"));
    EngineOptions options = hurried(1);
    TestEngine engine(options);
    const QList<TransferId> ids = engine->add(QList<TransferRequest>{
        again(downloadOf(server.url(QStringLiteral("/1")))), again(downloadOf(server.url(QStringLiteral("/2")))),
        again(downloadOf(other.url(QStringLiteral("/3"))))});
    QVERIFY(engine.probe().waitForState(ids[1], TransferState::Waiting));
    QCOMPARE(engine.probe().last(ids[1]).waitReason, WaitReason::Host);
    QCOMPARE(engine.probe().last(ids[1]).waitHost, QStringLiteral("127.0.0.1:%1").arg(server.port()));
    QVERIFY(engine.probe().last(ids[1]).waitUntil.isValid());
    const TransferId late = engine->add(again(downloadOf(server.url(QStringLiteral("/4"))))); // joins them
    QVERIFY(engine.probe().waitForOutcome(ids[2])); // its host has nothing to do with it
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QVERIFY(engine.probe().waitForOutcome(late));
    QList<QByteArray> paths;
    for (const SeenRequest &request : log.all())
        paths.append(request.path());
    QCOMPARE(paths, (QList<QByteArray>{"/1", "/1", "/2", "/4"})); // nobody went before the time, and in order
    QCOMPARE(engine.probe().last(ids[1]).attempt, 1);
    QCOMPARE(engine.probe().faults, QStringList());
}

// To hold so many takes some milliseconds, and nobody of them may go before the one whose answer it was.
void TestEngineRetry::retryAfter_keepsTheOrderOfALongLine()
{
    RequestLog log;
    ScriptedServer server(firstFails(log, 1, 503, {"Retry-After: 3"}));
    TestEngine engine(hurried(1));
    QList<TransferRequest> requests;
    for (int i = 0; i < 10000; ++i)
        requests.append(again(downloadOf(server.url(QStringLiteral("/%1").arg(i)))));
    engine->add(requests);
    QTRY_VERIFY_WITH_TIMEOUT(log.count() >= 3, EngineProbe::patience);
    QList<QByteArray> paths;
    for (int i = 0; i < 3; ++i)
        paths.append(log.at(i).path());
    QCOMPARE(paths, (QList<QByteArray>{"/0", "/0", "/1"}));
}

void TestEngineRetry::retryAfter_startNowGoesPast()
{
    RequestLog log;
    ScriptedServer server(firstFails(log, 1, 503, {"Retry-After: 3000"}));
    TestEngine engine(hurried(1));
    const QList<TransferId> ids = engine->add(QList<TransferRequest>{
        again(downloadOf(server.url(QStringLiteral("/1")))), again(downloadOf(server.url(QStringLiteral("/2"))))});
    QVERIFY(engine.probe().waitForState(ids[1], TransferState::Waiting));
    engine->startNow({ids[1]});
    QVERIFY(engine.probe().waitForOutcome(ids[1]));
    QCOMPARE(engine.probe().state(ids[0]), TransferState::Waiting);
    engine->startNow({ids[0]});
    QVERIFY(engine.probe().waitForOutcome(ids[0]));
    QCOMPARE(engine.probe().state(ids[0]), TransferState::Ready);
}

void TestEngineRetry::waiting_canBeCancelled()
{
    RequestLog log;
    ScriptedServer server(log.script(503, "x", {"Retry-After: 3000"}));
    TestEngine engine(hurried());
    const TransferId id = engine->add(again(downloadOf(server.url(QStringLiteral("/a")))));
    QVERIFY(engine.probe().waitForState(id, TransferState::Waiting));
    QCOMPARE(engine.probe().outcomeCount(id), 0);
    QCOMPARE(engine.probe().idles, 0);
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QVERIFY(engine.probe().cancelled(id));
    QCOMPARE(engine.probe().state(id), TransferState::Cancelled);
    QTRY_COMPARE(engine.probe().idles, 1);
    QCOMPARE(log.count(), 1);
}

void TestEngineRetry::waiting_startNowCountsAnew()
{
    RequestLog log;
    ScriptedServer server(firstFails(log, 2, 503, {"Retry-After: 3000"}));
    TestEngine engine(hurried());
    const TransferId id = engine->add(again(downloadOf(server.url(QStringLiteral("/a"))), 1));
    for (int round = 1; round <= 2; ++round) { // by itself it may only once
        QTRY_COMPARE(engine.probe().noticeCount(id), round);
        QCOMPARE(engine.probe().last(id).tries, 1);
        engine->startNow({id});
    }
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(engine.probe().last(id).attempt, 3);
    QCOMPARE(attemptStatus(engine.probe().last(id)), (QList<int>{503, 503}));
}

void TestEngineRetry::waiting_holdsNoPlace()
{
    RequestLog log;
    ScriptedServer server(log.script(500, "x"));
    RequestLog otherLog;
    ScriptedServer other(otherLog.script(200, "x"));
    EngineOptions options = hurried(1);
    options.waitSpeed = 1;
    TestEngine engine(options);
    const TransferId waits = engine->add(again(downloadOf(server.url(QStringLiteral("/a"))), 100));
    QVERIFY(engine.probe().waitForState(waits, TransferState::Waiting));
    const TransferId goes = engine.run(downloadOf(other.url(QStringLiteral("/b"))));
    QCOMPARE(engine.probe().state(goes), TransferState::Ready);
}

void TestEngineRetry::handle_tellsOneEnd()
{
    RequestLog log;
    ScriptedServer server(firstFails(log, 2, 503));
    TestEngine engine(hurried());
    int succeeded = 0;
    int failed = 0;
    int completed = 0;
    TransferHandle *handle = engine->start(again(downloadOf(server.url(QStringLiteral("/a")))), this);
    connect(handle, &TransferHandle::succeeded, this, [&] { ++succeeded; });
    connect(handle, &TransferHandle::failed, this, [&] { ++failed; });
    connect(handle, &TransferHandle::completed, this, [&] { ++completed; });
    QTRY_COMPARE(completed, 1);
    QCOMPARE(succeeded, 1);
    QCOMPARE(failed, 0);
    delete handle;
}

void TestEngineRetry::network_isWaitedForWithoutTries()
{
    RequestLog log;
    ScriptedServer proxy(log.script([&log](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() <= 4)
            peer.reset();
        else
            peer.reply(200, "here again");
    }));
    EngineOptions options = hurried();
    options.waitSpeed = 1; // the network's state is known long before the first wait is over
    const auto network = std::make_shared<FakeNetwork>(false);
    options.network = network;
    TestEngine engine(options);
    QCOMPARE(network->starts, 0); // nobody looks before there is a reason
    const TransferId id = engine->add(elsewhere(proxy));
    for (int round = 1; round <= 4; ++round) { // twice as often as it may be tried
        QTRY_COMPARE(log.count(), round);
        QTRY_COMPARE(engine.probe().last(id).waitReason, WaitReason::Network);
        QCOMPARE(engine.probe().state(id), TransferState::Waiting);
        QCOMPARE(engine.probe().last(id).tries, 0);
        QVERIFY(!engine.probe().last(id).waitUntil.isValid());
        QCOMPARE(engine.probe().noticeCount(id), round);
        network->set(true);
        QTRY_COMPARE(log.count(), round + 1);
        network->set(false);
        if (round < 4)
            QTRY_COMPARE(engine.probe().noticeCount(id), round + 1);
    }
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(network->starts, 1);
    QCOMPARE(engine.probe().faults, QStringList());
}

void TestEngineRetry::network_lossIsNoticedWhileWaiting()
{
    RequestLog log;
    ScriptedServer proxy(log.script([&log](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1)
            peer.reset();
        else
            peer.reply(200, "x");
    }));
    EngineOptions options = hurried();
    options.waitSpeed = 1;
    const auto network = std::make_shared<FakeNetwork>(true);
    options.network = network;
    TestEngine engine(options);
    const TransferId id = engine->add(elsewhere(proxy));
    QTRY_COMPARE(engine.probe().noticeCount(id), 1);
    network->set(false); // the system says so only now
    QTRY_COMPARE(engine.probe().last(id).waitReason, WaitReason::Network);
    QCOMPARE(engine.probe().last(id).tries, 0);
    engine->pause({id}); // whoever waits for the network can be paused like all
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    network->set(true);
    engine->resume({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
}

void TestEngineRetry::network_isNoMatterOnThisComputer()
{
    EngineOptions options = hurried();
    const auto network = std::make_shared<FakeNetwork>(false);
    options.network = network;
    TestEngine engine(options);
    const QUrl closed(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort()));
    const TransferId id = engine.run(again(downloadOf(closed), 2));
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QCOMPARE(network->starts, 0);
}

QTEST_GUILESS_MAIN(TestEngineRetry)
#include "tst_engine_retry.moc"
