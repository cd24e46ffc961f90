#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <atomic>
#include <numeric>
#include <QElapsedTimer>

using namespace ferry;
using namespace std::chrono_literals;

namespace {

/// What may have gone at a moment, by a clock that was started before the request: more would be too fast, however
/// loaded the machine is. Less is no fault of the limiter's.
bool isNotFaster(qint64 bytes, qint64 rate, const QElapsedTimer &clock)
{
    const qint64 most = rate * clock.nsecsElapsed() / 1000000000 + rate / 4 + 1;
    if (bytes > most)
        qWarning() << bytes << "bytes and no more than" << most << "expected";
    return bytes <= most;
}

ScriptedServer::Script sending(const QByteArray &body, bool chunked = false)
{
    return [body, chunked](ScriptPeer &peer) {
        while (!peer.readRequest().isEmpty()) {
            if (chunked)
                peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
                          QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n");
            else
                peer.reply(200, body);
        }
    };
}

std::unique_ptr<ScriptedServer> serve(ScriptedServer::Script script, bool tls)
{
    return tls ? std::make_unique<ScriptedServer>(std::move(script), TestCertificate::selfSigned())
               : std::make_unique<ScriptedServer>(std::move(script));
}

template <typename Request>
Request trusting(Request request)
{
    request.options.insecure = true;
    return request;
}

} // namespace

/// Rates as the engine keeps them: for all and for one item, both ways, live.
class TestEngineRates : public QObject
{
    Q_OBJECT

private slots:
    void downloadsAreNotFaster_data();
    void downloadsAreNotFaster();
    void uploadsAreNotFaster_data();
    void uploadsAreNotFaster();
    void rateIsReached();
    void itemsShareWhatThereIs();
    void waitingForTheLimitIsNoSilence();
    void silenceOfTheServerIsOneAllTheSame();
    void aLimitIsLiftedLive_data();
    void aLimitIsLiftedLive();
    void oneItemIsLimitedAndAnotherIsNot();
    void theItemsLimitComesWithTheRequestAndStays();
    void cancelWhileHeld();
    void redirectsAreFollowedUnderALimit();
};

void TestEngineRates::downloadsAreNotFaster_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("chunked");
    QTest::newRow("http") << false << false;
    QTest::newRow("http, chunked") << false << true;
    QTest::newRow("https") << true << false;
}

void TestEngineRates::downloadsAreNotFaster()
{
    QFETCH(const bool, tls);
    QFETCH(const bool, chunked);
    constexpr qint64 rate = 200000;
    const QByteArray body(150000, 'd');
    const auto server = serve(sending(body, chunked), tls);
    EngineOptions options;
    options.rates.down = rate;
    QElapsedTimer clock;
    clock.start();
    TestEngine engine(options);
    bool kept = true;
    connect(&engine.engine(), &TransferEngine::changed, this, [&](const QList<TransferSnapshot> &items) {
        for (const TransferSnapshot &s : items)
            kept = kept && isNotFaster(s.bytesDone, rate, clock);
    });
    const TransferId id = engine.run(trusting(downloadOf(server->url())));
    QVERIFY(engine.probe().completed(id));
    QVERIFY(kept);
    QVERIFY(isNotFaster(body.size(), rate, clock));
    QCOMPARE(engine.contentOf(engine.probe().last(id).tempPath), body);
    QVERIFY(engine.probe().faults.isEmpty());
}

void TestEngineRates::uploadsAreNotFaster_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void TestEngineRates::uploadsAreNotFaster()
{
    QFETCH(const bool, tls);
    constexpr qint64 rate = 200000;
    constexpr qint64 size = 150000;
    QElapsedTimer clock;
    std::atomic<bool> kept = true;
    std::atomic<int> pieces = 0;
    const auto server = serve(
        [&](ScriptPeer &peer) {
            const QByteArray head = peer.readHead();
            const qint64 length = ScriptedServer::headerValue(head, "Content-Length").toLongLong();
            qint64 got = 0;
            while (got < length) {
                const QByteArray piece = peer.read(qMin<qint64>(1000, length - got));
                if (piece.isEmpty())
                    return;
                got += piece.size();
                ++pieces;
                if (!isNotFaster(got, rate, clock))
                    kept = false;
            }
            peer.reply(200, "ok");
        },
        tls);
    clock.start();
    TestEngine engine;
    engine->setRateLimits({0, rate});
    const TransferId id = engine.run(trusting(uploadOf(server->url(), engine.largeFile(QStringLiteral("a"), size))));
    QVERIFY(engine.probe().completed(id));
    QVERIFY(kept);
    QVERIFY(pieces >= size / 1000);
}

// At a rate at which the load of the machine is no matter, with all at once; and once is enough.
void TestEngineRates::rateIsReached()
{
    constexpr qint64 rate = 200000;
    const QByteArray body(3 * rate, 'd');
    RequestLog log;
    ScriptedServer server(log.script([&body](ScriptPeer &peer, const SeenRequest &request) {
        peer.reply(200, request.method() == "GET" ? body : QByteArray("ok"));
    }));
    TestEngine ofAll;
    ofAll->setRateLimits({rate, rate});
    TestEngine ofEach;
    DownloadRequest down = downloadOf(server.url());
    UploadRequest up = uploadOf(server.url(), ofAll.file(QStringLiteral("a"), body));
    const QList<TransferRequest> unlimited{down, up};
    down.options.rateLimit = up.options.rateLimit = rate;
    const QList<TransferRequest> limited{down, up};
    double reached = 0;
    for (int tries = 0; tries < 3 && reached < 0.9; ++tries) {
        QElapsedTimer clock;
        clock.start();
        const QList<TransferId> some = ofAll->add(unlimited);
        const QList<TransferId> others = ofEach->add(limited);
        QVERIFY(ofAll.probe().waitForOutcomes(some) && ofEach.probe().waitForOutcomes(others));
        reached = double(body.size()) / double(rate) * 1000 / double(clock.elapsed());
        QVERIFY(isNotFaster(body.size(), rate, clock));
    }
    QVERIFY2(reached >= 0.9, QByteArray::number(reached).constData());
}

void TestEngineRates::itemsShareWhatThereIs()
{
    ScriptedServer server(sending(QByteArray(1000000, 'd')));
    EngineOptions options;
    options.rates.down = 300000;
    TestEngine engine(options);
    QHash<TransferId, qint64> bytes;
    qint64 sum = 0;
    connect(&engine.engine(), &TransferEngine::changed, this, [&](const QList<TransferSnapshot> &items) {
        if (sum >= 400000)
            return;
        for (const TransferSnapshot &s : items)
            bytes[s.id] = s.bytesDone;
        sum = std::accumulate(bytes.begin(), bytes.end(), qint64(0));
    });
    const DownloadRequest request = downloadOf(server.url());
    const QList<TransferId> ids = engine->add({request, request, request, request});
    QTRY_VERIFY_WITH_TIMEOUT(sum >= 400000, EngineProbe::patience);
    for (const TransferId id : ids) {
        QVERIFY2(bytes.value(id) > sum * 3 / 16 && bytes.value(id) < sum * 5 / 16,
                 qPrintable(QStringLiteral("%1 of %2").arg(bytes.value(id)).arg(sum)));
    }
    engine->cancel(ids);
    QVERIFY(engine.probe().waitForOutcomes(ids));
}

void TestEngineRates::waitingForTheLimitIsNoSilence()
{
    // A byte every 200 ms, for ten in turn: the last waits for longer than its patience.
    ScriptedServer server(sending("d"));
    EngineOptions options;
    options.rates.down = 5;
    TestEngine engine(options);
    DownloadRequest request = downloadOf(server.url());
    request.options.timeout = 1s;
    const QList<TransferId> ids = engine->add(QList<TransferRequest>(10, request));
    QVERIFY(engine.probe().waitForOutcomes(ids));
    for (const TransferId id : ids)
        QVERIFY2(engine.probe().completed(id), errorCode(engine.probe().error(id).kind));
}

void TestEngineRates::silenceOfTheServerIsOneAllTheSame()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
        peer.stall();
    });
    EngineOptions options;
    options.rates.down = 100000;
    TestEngine engine(options);
    DownloadRequest request = downloadOf(server.url());
    request.options.timeout = 1s;
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Timeout);
}

void TestEngineRates::aLimitIsLiftedLive_data()
{
    QTest::addColumn<bool>("upload");
    QTest::addColumn<bool>("ofTheItem");
    QTest::newRow("down, of all") << false << false;
    QTest::newRow("down, of the item") << false << true;
    QTest::newRow("up, of all") << true << false;
    QTest::newRow("up, of the item") << true << true;
}

void TestEngineRates::aLimitIsLiftedLive()
{
    QFETCH(const bool, upload);
    QFETCH(const bool, ofTheItem);
    const QByteArray body(4000000, 'd');
    RequestLog log;
    ScriptedServer server(log.script(200, upload ? QByteArray() : body));
    TestEngine engine;
    constexpr qint64 low = 100; // it would take eleven hours
    TransferRequest request = downloadOf(server.url());
    if (upload)
        request = uploadOf(server.url(), engine.file(QStringLiteral("a"), body));
    TransferId id = 0;
    if (ofTheItem) {
        std::visit([](auto &r) { r.options.rateLimit = low; }, request);
        id = engine->add(request);
    } else {
        engine->setRateLimits({low, low});
        id = engine->add(request);
    }
    QTRY_VERIFY_WITH_TIMEOUT(engine.probe().last(id).bytesDone > 0, EngineProbe::patience);
    QVERIFY(engine.probe().last(id).bytesDone < 10000);
    if (ofTheItem)
        engine->setItemRateLimit({id}, 0);
    else
        engine->setRateLimits({});
    QVERIFY(engine.probe().waitForOutcome(id));
    QVERIFY(engine.probe().completed(id));
    QVERIFY(!upload || log.at(0).body.contains(body));
}

void TestEngineRates::oneItemIsLimitedAndAnotherIsNot()
{
    ScriptedServer server(sending(QByteArray(2000000, 'd')));
    TestEngine engine;
    const TransferId held = engine->add(downloadOf(server.url()));
    engine->setItemRateLimit({held}, 100);
    QTRY_COMPARE(engine.probe().last(held).rateLimit, 100);
    const TransferId free = engine.run(downloadOf(server.url()));
    QVERIFY(engine.probe().completed(free));
    QCOMPARE(engine.probe().last(free).rateLimit, 0);
    const TransferSnapshot &last = engine.probe().last(held);
    // It may have been whole before the limit was said; it is not where both started together.
    QVERIFY(last.state == TransferState::Receiving || engine.probe().completed(held));
    engine->setItemRateLimit({held}, 0);
    QVERIFY(engine.probe().waitForOutcome(held));
    QVERIFY(engine.probe().completed(held));
}

void TestEngineRates::theItemsLimitComesWithTheRequestAndStays()
{
    ScriptedServer server(sending(QByteArray(100000, 'd')));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.options.rateLimit = 50;
    const TransferId id = engine->add(request);
    QVERIFY(engine.probe().waitForState(id, TransferState::Receiving));
    QCOMPARE(engine.probe().last(id).rateLimit, 50);
    engine->setItemRateLimit({id}, 60);
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    engine->retry({id});
    QVERIFY(engine.probe().waitForState(id, TransferState::Receiving));
    QCOMPARE(engine.probe().last(id).rateLimit, 60);
    QTRY_VERIFY_WITH_TIMEOUT(engine.probe().last(id).bytesDone > 0, EngineProbe::patience);
    QVERIFY(engine.probe().last(id).bytesDone < 10000);
    engine->setItemRateLimit({id}, -5); // no rate at all
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QVERIFY(engine.probe().completed(id));
    QCOMPARE(engine.probe().last(id).rateLimit, 0);
}

void TestEngineRates::cancelWhileHeld()
{
    ScriptedServer server(sending(QByteArray(3000000, 'd')));
    ScriptedServer sink([](ScriptPeer &peer) {
        peer.readHead();
        peer.drain();
    });
    EngineOptions options;
    options.rates = {100, 100};
    TestEngine engine(options);
    const TransferId small = engine->add(downloadOf(server.url()));
    const TransferId up = engine->add(uploadOf(sink.url(), engine.largeFile(QStringLiteral("a"), 3000000)));
    QVERIFY(engine.probe().waitForState(small, TransferState::Receiving));
    QVERIFY(engine.probe().waitForState(up, TransferState::Sending));
    engine->cancel({small, up});
    QVERIFY(engine.probe().waitForOutcomes({small, up}));
    QVERIFY(engine.probe().cancelled(small) && engine.probe().cancelled(up));
    QTRY_COMPARE(server.openConnections(), 0);
    QTRY_COMPARE(sink.openConnections(), 0);

    const TransferId last = engine->add(downloadOf(server.url()));
    QVERIFY(engine.probe().waitForState(last, TransferState::Receiving));
    engine.end(); // with a held one
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestEngineRates::redirectsAreFollowedUnderALimit()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/")
            peer.reply(307, QByteArray(500, 'r'), {"Location: /there"});
        else
            peer.reply(200, QByteArray(5000, 'd'));
    }));
    EngineOptions options;
    options.rates = {20000, 20000};
    TestEngine engine(options);
    const TransferId down = engine.run(downloadOf(server.url()));
    QVERIFY(engine.probe().completed(down));
    QCOMPARE(engine.probe().last(down).bytesDone, 5000);
    const TransferId up = engine.run(uploadOf(server.url(), engine.largeFile(QStringLiteral("a"), 5000)));
    QVERIFY(engine.probe().completed(up));
    QCOMPARE(log.count(), 4);
}

QTEST_GUILESS_MAIN(TestEngineRates)
#include "tst_engine_rates.moc"
