#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

using namespace ferry;

/// How many run at once, who is next, and crowds.
class TestEngineParallel : public QObject
{
    Q_OBJECT

private slots:
    void atMostTenAtOnce_trulyTenToOneHost();
    void parallel_numberHolds_data();
    void parallel_numberHolds();
    void setParallel_changesItLive();
    void queue_keepsItsOrder();
    void crowd_tenThousandWithoutFiles();
    void crowd_tenThousandWithoutATemporaryPlace();
    void crowd_twoThousandTinyDownloads();
};

namespace {

/// Answers the request for /N when its gate opens, and counts how many wait at once.
class Counter
{
public:
    explicit Counter(int gates)
        : m_gates(size_t(gates))
    {
    }

    ScriptedServer::Script script()
    {
        return m_log.script([this](ScriptPeer &peer, const SeenRequest &request) {
            const int now = ++m_running;
            for (int peak = m_peak; now > peak && !m_peak.compare_exchange_weak(peak, now);) {
            }
            peer.await(m_gates.at(request.path().sliced(1).toULongLong()));
            --m_running;
            peer.reply(200, "x");
        });
    }
    void open(int gate) { m_gates.at(size_t(gate)).open(); }
    int running() const { return m_running; }
    int peak() const { return m_peak; }
    const RequestLog &log() const { return m_log; }

private:
    std::vector<Gate> m_gates;
    std::atomic<int> m_running = 0;
    std::atomic<int> m_peak = 0;
    RequestLog m_log;
};

QList<TransferRequest> numbered(const ScriptedServer &server, int count)
{
    QList<TransferRequest> requests;
    for (int i = 0; i < count; ++i)
        requests.append(downloadOf(server.url(u'/' + QString::number(i))));
    return requests;
}

} // namespace

void TestEngineParallel::atMostTenAtOnce_trulyTenToOneHost()
{
    Counter counter(12);
    ScriptedServer server(counter.script());
    TestEngine engine;
    QCOMPARE(engine->parallel(), 10);
    const QList<TransferId> ids = engine->add(numbered(server, 12));
    QTRY_COMPARE(counter.running(), 10);
    QTRY_COMPARE(engine.probe().state(ids[9]), TransferState::Awaiting);
    QCOMPARE(engine.probe().state(ids[10]), TransferState::Queued);
    QCOMPARE(engine.probe().last(ids[10]).queuePosition, 1);
    QCOMPARE(engine.probe().last(ids[11]).queuePosition, 2);
    counter.open(3);
    QTRY_COMPARE(counter.log().count(), 11);
    QTRY_COMPARE(counter.running(), 10);
    for (int i = 0; i < 12; ++i)
        counter.open(i);
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QCOMPARE(counter.peak(), 10);
    QCOMPARE(counter.log().count(), 12);
}

void TestEngineParallel::parallel_numberHolds_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("holds");
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("seven") << 7 << 7;
    QTest::newRow("too many") << 11 << 10;
    QTest::newRow("too few") << 0 << 1;
}

void TestEngineParallel::parallel_numberHolds()
{
    QFETCH(int, asked);
    QFETCH(int, holds);
    Counter counter(12);
    ScriptedServer server(counter.script());
    EngineOptions options;
    options.parallel = asked;
    TestEngine engine(options);
    QCOMPARE(engine->parallel(), holds);
    const QList<TransferId> ids = engine->add(numbered(server, 12));
    QTRY_COMPARE(counter.running(), holds);
    for (int i = 0; i < 12; ++i)
        counter.open(i);
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QCOMPARE(counter.peak(), holds);
}

void TestEngineParallel::setParallel_changesItLive()
{
    Counter counter(6);
    ScriptedServer server(counter.script());
    EngineOptions options;
    options.parallel = 2;
    TestEngine engine(options);
    const QList<TransferId> ids = engine->add(numbered(server, 6));
    QTRY_COMPARE(counter.running(), 2);
    engine->setParallel(4); // more start at once
    QTRY_COMPARE(counter.running(), 4);
    engine->setParallel(1); // fewer let the running ones end
    for (int i = 0; i < 3; ++i) {
        counter.open(i);
        QVERIFY(engine.probe().waitForOutcome(ids[i]));
        QCOMPARE(engine.probe().state(ids[i]), TransferState::Ready);
    }
    QCOMPARE(counter.running(), 1);
    QCOMPARE(engine.probe().state(ids[4]), TransferState::Queued);
    counter.open(3);
    QTRY_COMPARE(counter.log().count(), 5);
    QTRY_COMPARE(counter.running(), 1);
    counter.open(4);
    counter.open(5);
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QCOMPARE(counter.peak(), 4);
}

void TestEngineParallel::queue_keepsItsOrder()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    EngineOptions options;
    options.parallel = 1;
    TestEngine engine(options);
    const QList<TransferId> ids = engine->add(numbered(server, 30));
    QVERIFY(engine.probe().waitForOutcomes(ids));
    for (int i = 0; i < 30; ++i)
        QCOMPARE(log.at(i).path(), '/' + QByteArray::number(i));
    QVERIFY(std::is_sorted(ids.begin(), ids.end()));
}

void TestEngineParallel::crowd_tenThousandWithoutFiles()
{
    TestEngine engine;
    QList<TransferRequest> requests;
    for (int i = 0; i < 10000; ++i)
        requests.append(uploadOf(QUrl(QStringLiteral("http://127.0.0.1:9/")), QStringLiteral("/nowhere/%1").arg(i)));
    const QList<TransferId> ids = engine->add(requests);
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QTRY_COMPARE(engine.probe().idles, 1);
    for (const TransferId id : ids) {
        QCOMPARE(engine.probe().outcomeCount(id), 1);
        QCOMPARE(engine.probe().error(id).kind, ErrorKind::Source);
        QCOMPARE(engine.probe().state(id), TransferState::Failed);
    }
    QVERIFY(engine.probe().faults.isEmpty());
}

void TestEngineParallel::crowd_tenThousandWithoutATemporaryPlace()
{
    QTemporaryDir tree;
    QFile inTheWay(tree.filePath(QStringLiteral("file")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    EngineOptions options;
    options.temporaryRoot = inTheWay.fileName() + QStringLiteral("/below");
    TestEngine engine(options);
    QList<TransferRequest> requests;
    for (int i = 0; i < 10000; ++i)
        requests.append(downloadOf(QUrl(QStringLiteral("http://127.0.0.1:9/"))));
    const QList<TransferId> ids = engine->add(requests);
    QVERIFY(engine.probe().waitForOutcomes(ids));
    for (const TransferId id : ids) {
        QCOMPARE(engine.probe().outcomeCount(id), 1);
        QCOMPARE(engine.probe().error(id).kind, ErrorKind::Target);
    }
}

void TestEngineParallel::crowd_twoThousandTinyDownloads()
{
    RequestLog log;
    ScriptedServer server(
        log.script([](ScriptPeer &peer, const SeenRequest &request) { peer.reply(200, request.path()); }));
    TestEngine engine;
    const QList<TransferId> ids = engine->add(numbered(server, 2000));
    QVERIFY(engine.probe().waitForOutcomes(ids));
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const TransferSnapshot &s = engine.probe().last(ids[i]);
        QCOMPARE(s.state, TransferState::Ready);
        QCOMPARE(TestEngine::contentOf(s.tempPath), '/' + QByteArray::number(i));
        QCOMPARE(engine.probe().outcomeCount(ids[i]), 1);
    }
    QVERIFY(server.connections() <= 20); // connections are used again
    QCOMPARE(log.count(), 2000);
    QTRY_COMPARE(engine.probe().idles, 1);
    QVERIFY(engine.probe().faults.isEmpty());
}

QTEST_GUILESS_MAIN(TestEngineParallel)
#include "tst_engine_parallel.moc"
