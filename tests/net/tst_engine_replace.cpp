#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"
#include "tests/support/StorePlace.h"

using namespace ferry;

/// A download that gets another address belongs to the line of that host. What becomes of its bytes is in
/// tst_engine_resume.
class TestEngineReplace : public QObject
{
    Q_OBJECT

private slots:
    void waitsNoLongerForItsOldHost();
    void waitsForItsNewHost();
    void countsForItsNewHost();
    void keepsItsPlaceInLine();
};

namespace {

DownloadRequest patient(const QUrl &url)
{
    DownloadRequest request = downloadOf(url);
    request.options.retries = 5;
    return request;
}

QString nameOf(const ScriptedServer &server)
{
    return QStringLiteral("127.0.0.1:%1").arg(server.port());
}

} // namespace

void TestEngineReplace::waitsNoLongerForItsOldHost()
{
    RequestLog fullLog;
    ScriptedServer full(fullLog.script(503, "later", {"Retry-After: 3000"}));
    RequestLog log;
    ScriptedServer other(log.script(200, "here"));
    EngineOptions one;
    one.parallel = 1;
    TestEngine engine(one);
    const QList<TransferId> ids = engine->add(QList<TransferRequest>{patient(full.url(QStringLiteral("/1"))),
                                                                     patient(full.url(QStringLiteral("/2"))),
                                                                     patient(full.url(QStringLiteral("/3")))});
    for (const TransferId id : ids)
        QVERIFY(engine.probe().waitForState(id, TransferState::Waiting));
    QCOMPARE(engine.probe().last(ids[0]).waitReason, WaitReason::Retry);
    QCOMPARE(engine.probe().last(ids[1]).waitReason, WaitReason::Host);
    engine->replaceUrl(ids[1], other.url(QStringLiteral("/2")));
    engine->replaceUrl(ids[0], other.url(QStringLiteral("/1")));
    QVERIFY(engine.probe().waitForOutcomes({ids[0], ids[1]}));
    for (const TransferId id : {ids[0], ids[1]}) {
        QCOMPARE(engine.probe().state(id), TransferState::Ready);
        QCOMPARE(engine.probe().last(id).waitReason, WaitReason::None);
        QVERIFY(!engine.probe().last(id).waitUntil.isValid());
    }
    QCOMPARE(log.count(), 2);
    QCOMPARE(fullLog.count(), 1);
    QCOMPARE(engine.probe().state(ids[2]), TransferState::Waiting); // still of that host
    engine->cancel({ids[2]});
    QTRY_COMPARE(engine.probe().idles, 1); // nobody waits any more
    QCOMPARE(engine.probe().faults, QStringList());
}

void TestEngineReplace::waitsForItsNewHost()
{
    RequestLog fullLog;
    ScriptedServer full(fullLog.script(503, "later", {"Retry-After: 3000"}));
    Gate gate;
    ScriptedServer busy(behind(gate));
    EngineOptions one;
    one.perHost = 1;
    TestEngine engine(one);
    const TransferId refused = engine->add(patient(full.url(QStringLiteral("/1"))));
    const TransferId runs = engine->add(patient(busy.url(QStringLiteral("/1"))));
    const TransferId queued = engine->add(patient(busy.url(QStringLiteral("/2"))));
    QVERIFY(engine.probe().waitForState(refused, TransferState::Waiting));
    QTRY_COMPARE(engine.probe().last(queued).waitHost, nameOf(busy));
    engine->replaceUrl(queued, full.url(QStringLiteral("/2")));
    QVERIFY(engine.probe().waitForState(queued, TransferState::Waiting));
    QCOMPARE(engine.probe().last(queued).waitReason, WaitReason::Host);
    QCOMPARE(engine.probe().last(queued).waitHost, nameOf(full));
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(runs));
    QCOMPARE(engine.probe().state(queued), TransferState::Waiting);
    QCOMPARE(fullLog.count(), 1);
}

void TestEngineReplace::countsForItsNewHost()
{
    Gate first;
    ScriptedServer before(behind(first));
    Gate second;
    ScriptedServer after(behind(second));
    EngineOptions one;
    one.perHost = 1;
    TestEngine engine(one);
    const TransferId there = engine->add(downloadOf(before.url(QStringLiteral("/1"))));
    const TransferId moved = engine->add(downloadOf(before.url(QStringLiteral("/2"))));
    const TransferId here = engine->add(downloadOf(after.url(QStringLiteral("/1"))));
    QVERIFY(engine.probe().waitForState(there, TransferState::Awaiting));
    QVERIFY(engine.probe().waitForState(here, TransferState::Awaiting));
    engine->replaceUrl(moved, after.url(QStringLiteral("/2")));
    QTRY_COMPARE(engine.probe().last(moved).waitHost, nameOf(after));
    first.open();
    QVERIFY(engine.probe().waitForOutcome(there));
    QCOMPARE(engine.probe().state(moved), TransferState::Queued); // the place that came free is not of its host
    QCOMPARE(after.connections(), 1);
    second.open();
    QVERIFY(engine.probe().waitForOutcomes({here, moved}));
    QCOMPARE(engine.probe().state(moved), TransferState::Ready);
}

void TestEngineReplace::keepsItsPlaceInLine()
{
    Gate gate;
    ScriptedServer before(behind(gate));
    RequestLog log;
    ScriptedServer after(log.script(200, "x"));
    EngineOptions one;
    one.parallel = 1;
    TestEngine engine(one);
    const QList<TransferId> ids = engine->add(QList<TransferRequest>{downloadOf(before.url()), downloadOf(before.url()),
                                                                     downloadOf(after.url(QStringLiteral("/b")))});
    QTRY_COMPARE(engine.probe().last(ids[2]).queuePosition, 2);
    engine->replaceUrl(ids[1], after.url(QStringLiteral("/a")));
    gate.open();
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QCOMPARE(log.count(), 2);
    QCOMPARE(log.at(0).path(), QByteArray("/a"));
    QCOMPARE(log.at(1).path(), QByteArray("/b"));
}

QTEST_GUILESS_MAIN(TestEngineReplace)
#include "tst_engine_replace.moc"
