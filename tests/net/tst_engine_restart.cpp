#include "core/store/TransferStore.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"
#include "tests/support/StorePlace.h"

#include <QDirIterator>

using namespace ferry;

/// What lasts from one launch to the next: the queue, its order and its history, with real servers and a real store.
class TestEngineRestart : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_place = std::make_unique<StorePlace>(); }
    void queue_comesBackInItsOrderAndGoesOn();
    void order_thatWasChangedComesBack();
    void startedNow_comesBackInItsOrder();
    void paused_staysPaused();
    void waiting_goesOnWaiting();
    void waiting_isNeverLongerThanTheLongest();
    void waiting_holdsTheHostThatAskedForIt();
    void cancelledAndRemovedStaySo();
    void history_comesBackAndItsAnswersWhenAsked();
    void history_isRetriedAndRemoved();
    void markedDone_keepsItsAnswer();
    void secrets_areNotKeptAndTheItemIsHeld();
    void newItems_takeNoIdOfTheStore();
    void nothingRunsBeforeTheCallerIsBack();

private:
    std::unique_ptr<StorePlace> m_place;
};

namespace {

QList<TransferId> idsOf(const EngineProbe &probe)
{
    QList<TransferId> ids = probe.history.keys();
    std::sort(ids.begin(), ids.end());
    return ids;
}

bool anyFileContains(const QString &directory, const QByteArray &bytes)
{
    QDirIterator files(directory, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (TestEngine::contentOf(files.next()).contains(bytes))
            return true;
    }
    return false;
}

} // namespace

void TestEngineRestart::queue_comesBackInItsOrderAndGoesOn()
{
    Gate gate;
    ScriptedServer server(behind(gate));
    EngineOptions two = m_place->options();
    two.parallel = 2;
    TestEngine engine(two);
    QList<TransferRequest> requests;
    for (int i = 0; i < 5; ++i)
        requests << downloadOf(server.url(QStringLiteral("/%1").arg(i)));
    const QList<TransferId> before = engine->add(requests);
    QVERIFY(engine.probe().waitForState(before.at(1), TransferState::Awaiting));
    engine.restart();
    QTRY_COMPARE(engine.probe().history.size(), 5);
    const QList<TransferId> ids = idsOf(engine.probe());
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(engine.probe().last(ids.at(i)).url(), urlOf(requests.at(i)));
        QVERIFY(ids.at(i) < before.first());
    }
    for (int i = 2; i < 5; ++i)
        QTRY_COMPARE(engine.probe().last(ids.at(i)).queuePosition, i - 1);
    gate.open();
    QVERIFY(engine.probe().waitForOutcomes(ids));
    for (const TransferId id : ids)
        QCOMPARE(engine.probe().state(id), TransferState::Ready);
}

void TestEngineRestart::order_thatWasChangedComesBack()
{
    Gate gate;
    ScriptedServer server(behind(gate));
    EngineOptions one = m_place->options();
    one.parallel = 1;
    TestEngine engine(one);
    QList<TransferRequest> requests;
    for (const char *name : {"/running", "/a", "/b", "/c", "/front", "/high"})
        requests << downloadOf(server.url(QString::fromLatin1(name)));
    const QList<TransferId> ids = engine->add(requests);
    QVERIFY(engine.probe().waitForState(ids.first(), TransferState::Awaiting));
    engine->move({ids.at(3)}, QueueMove::Top);
    engine->setPriority({ids.at(5)}, Priority::High);
    engine->startNow({ids.at(4)});
    for (int start = 0; start < 2; ++start) {
        engine.restart();
        QTRY_COMPARE(engine.probe().history.size(), 6);
        const QList<TransferId> back = idsOf(engine.probe());
        QVERIFY(engine.probe().waitForState(back.at(4), TransferState::Awaiting));
        const QList<int> inLine = {5, 3, 0, 1, 2};
        for (int place = 0; place < inLine.size(); ++place)
            QTRY_COMPARE(engine.probe().last(back.at(inLine.at(place))).queuePosition, place + 1);
        QCOMPARE(engine.probe().last(back.at(5)).priority, Priority::High);
    }
}

void TestEngineRestart::startedNow_comesBackInItsOrder()
{
    Gate gate;
    ScriptedServer server(behind(gate));
    EngineOptions one = m_place->options();
    one.parallel = 1;
    TestEngine engine(one);
    QList<TransferRequest> requests;
    for (const char *name : {"/running", "/a", "/high", "/b"})
        requests << downloadOf(server.url(QString::fromLatin1(name)));
    const QList<TransferId> ids = engine->add(requests);
    QVERIFY(engine.probe().waitForState(ids.first(), TransferState::Awaiting));
    engine->setPriority({ids.at(2)}, Priority::High);
    for (const int item : {3, 2, 1})
        engine->startNow({ids.at(item)}); // before all that shall start now already
    QTRY_COMPARE(engine.probe().last(ids.at(3)).queuePosition, 3);
    engine.restart();
    QTRY_COMPARE(engine.probe().history.size(), 4);
    const QList<TransferId> back = idsOf(engine.probe());
    QVERIFY(engine.probe().waitForState(back.at(1), TransferState::Awaiting));
    QTRY_COMPARE(engine.probe().last(back.at(2)).queuePosition, 1);
    QTRY_COMPARE(engine.probe().last(back.at(3)).queuePosition, 2);
    QTRY_COMPARE(engine.probe().last(back.at(0)).queuePosition, 3);
}

void TestEngineRestart::paused_staysPaused()
{
    Gate gate;
    ScriptedServer server(behind(gate));
    TestEngine engine(m_place->options());
    const TransferId before = engine->add(downloadOf(server.url()));
    QVERIFY(engine.probe().waitForState(before, TransferState::Awaiting));
    engine->pause({before});
    QVERIFY(engine.probe().waitForState(before, TransferState::Paused));
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Paused));
    QCOMPARE(engine.probe().last(1).intent, Intent::Hold);
    QVERIFY(!engine.probe().last(1).error);
    gate.open();
    engine->resume({1});
    QVERIFY(engine.probe().waitForOutcome(1));
    QCOMPARE(engine.probe().state(1), TransferState::Ready);
}

void TestEngineRestart::waiting_goesOnWaiting()
{
    RequestLog log;
    ScriptedServer server(
        log.script([](ScriptPeer &peer, const SeenRequest &) { peer.reply(503, {}, {"Retry-After: 300"}); }));
    TestEngine engine(m_place->options());
    DownloadRequest request = downloadOf(server.url());
    request.options.retries = 3;
    const TransferId before = engine->add(request);
    QVERIFY(engine.probe().waitForState(before, TransferState::Waiting));
    const TransferSnapshot was = engine.probe().last(before);
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Waiting));
    QCOMPARE(engine.probe().last(1).waitReason, WaitReason::Retry);
    QCOMPARE(engine.probe().last(1).waitUntil, was.waitUntil);
    QCOMPARE(engine.probe().last(1).tries, 1);
    QCOMPARE(engine.probe().last(1).attempts, was.attempts);
    engine->startNow({1});
    QTRY_COMPARE(log.count(), 2);
}

// The clock of the computer may have been years ahead when the wait was written down.
void TestEngineRestart::waiting_isNeverLongerThanTheLongest()
{
    RequestLog log;
    ScriptedServer server(log.script([&log](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1)
            peer.reply(503, {}, {"Retry-After: 300"});
        else
            peer.reply(200, "here");
    }));
    {
        TestEngine engine(m_place->options());
        DownloadRequest request = downloadOf(server.url());
        request.options.retries = 3;
        QVERIFY(engine.probe().waitForState(engine->add(request), TransferState::Waiting));
    }
    {
        TransferStore store;
        QVERIFY(store.open(m_place->storeFile()).kind == StoreOpening::Fine);
        QList<StoredItem> items = store.unfinished();
        QCOMPARE(items.size(), 1);
        items[0].snapshot.waitUntil = QDateTime::currentDateTimeUtc().addYears(10);
        QVERIFY(store.begin(TransferStore::OnDisk) && store.update(items[0]) && store.commit());
    }
    TestEngine patient(m_place->options());
    QVERIFY(patient.probe().waitForState(1, TransferState::Waiting));
    const QDateTime inAnHour = QDateTime::currentDateTimeUtc().addSecs(3600);
    QVERIFY(patient.probe().last(1).waitUntil <= inAnHour); // and so it is told
    patient.end();
    EngineOptions hurried = m_place->options();
    hurried.waitSpeed = 36'000; // the hour takes 100 ms
    TestEngine engine(hurried);
    QVERIFY(engine.probe().waitForState(1, TransferState::Ready));
    QCOMPARE(log.count(), 2);
}

// And nobody else of that host goes before the time because the program was started anew.
void TestEngineRestart::waiting_holdsTheHostThatAskedForIt()
{
    RequestLog log;
    ScriptedServer server(log.script(503, {}, {"Retry-After: 300"}));
    RequestLog otherLog;
    ScriptedServer other(otherLog.script(200, "x"));
    EngineOptions one = m_place->options();
    one.parallel = 1;
    TestEngine engine(one);
    DownloadRequest request = downloadOf(server.url());
    request.options.retries = 3;
    const TransferId before = engine->add(request);
    QVERIFY(engine.probe().waitForState(before, TransferState::Waiting));
    const TransferId joined = engine->add(request);
    QVERIFY(engine.probe().waitForState(joined, TransferState::Waiting));
    QCOMPARE(engine.probe().last(joined).waitReason, WaitReason::Host);
    engine.restart();
    QVERIFY(engine.probe().waitForState(2, TransferState::Waiting));
    QCOMPARE(engine.probe().last(2).waitReason, WaitReason::Host);
    QCOMPARE(engine.probe().last(2).waitHost, QStringLiteral("127.0.0.1:%1").arg(server.port()));
    const qint64 apart = engine.probe().last(1).waitUntil.msecsTo(engine.probe().last(2).waitUntil);
    QVERIFY2(qAbs(apart) < 1000, QByteArray::number(apart).constData());
    engine.run(downloadOf(other.url())); // whoever may go has gone by now
    QCOMPARE(log.count(), 1);
}

void TestEngineRestart::cancelledAndRemovedStaySo()
{
    Gate gate;
    ScriptedServer server(behind(gate));
    TestEngine engine(m_place->options());
    const QList<TransferId> before =
        engine->add({downloadOf(server.url()), downloadOf(server.url()), downloadOf(server.url())});
    QVERIFY(engine.probe().waitForState(before.last(), TransferState::Awaiting));
    engine->cancel({before.at(0)});
    engine->remove({before.at(1)});
    QTRY_COMPARE(engine.probe().gone.size(), 1);
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Cancelled));
    QVERIFY(engine.probe().waitForState(3, TransferState::Awaiting));
    QVERIFY(!engine.probe().history.contains(2));
    engine->remove({1});
    QTRY_COMPARE(engine.probe().gone, QList<TransferId>{1});
    engine.restart();
    QVERIFY(engine.probe().waitForState(3, TransferState::Awaiting));
    QCOMPARE(engine.probe().history.size(), 1);
}

void TestEngineRestart::history_comesBackAndItsAnswersWhenAsked()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        peer.reply(request.path() == "/no" ? 413 : 201, QByteArrayLiteral("{\"words\":1}"), {"X-Own: yes"});
    }));
    TestEngine engine(m_place->options());
    const QString file = engine.file(QStringLiteral("a.txt"), "abc");
    const TransferId good = engine.run(uploadOf(server.url(), file));
    const TransferId refused = engine.run(uploadOf(server.url(QStringLiteral("/no")), file));
    const QDateTime ended = engine.probe().last(good).stateSince;
    QVERIFY(engine.probe().last(refused).exchange);
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Done));
    QVERIFY(engine.probe().waitForState(2, TransferState::Refused));
    const TransferSnapshot s = engine.probe().last(1);
    QCOMPARE(s.name, QStringLiteral("a.txt"));
    QCOMPARE(s.statusCode(), 201);
    QCOMPARE(s.stateSince, ended);
    QCOMPARE(s.bytesDone, s.bytesTotal);
    QVERIFY(s.exchange->partial && s.exchange->body.isEmpty());
    QCOMPARE(engine.probe().last(2).statusCode(), 413);
    QCOMPARE(engine.probe().outcomeCount(1), 0); // it ended in another launch
    engine->loadExchange(1);
    QTRY_VERIFY(!engine.probe().last(1).exchange->partial);
    QCOMPARE(engine.probe().last(1).exchange->body, QByteArrayLiteral("{\"words\":1}"));
    QCOMPARE(engine.probe().last(1).exchange->headers.value("X-Own"), QByteArrayLiteral("yes"));
    QCOMPARE(log.count(), 2);
}

void TestEngineRestart::history_isRetriedAndRemoved()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) { peer.reply(404, {}); }));
    TestEngine engine(m_place->options());
    const QString file = engine.file(QStringLiteral("a.txt"), "abc");
    for (const char *name : {"/1", "/2", "/3"})
        engine.run(uploadOf(server.url(QString::fromLatin1(name)), file));
    engine.restart();
    QTRY_COMPARE(engine.probe().history.size(), 3);
    engine->retry({1});
    QVERIFY(engine.probe().waitForOutcome(1));
    QCOMPARE(engine.probe().last(1).attempt, 2);
    QCOMPARE(log.count(), 4);
    engine->remove({2, 77});
    QTRY_VERIFY(engine.probe().gone.contains(2));
    engine.restart();
    QVERIFY(engine.probe().waitForState(3, TransferState::Refused));
    QTRY_COMPARE(engine.probe().last(1).attempt, 2);
    QCOMPARE(engine.probe().history.size(), 2);
}

void TestEngineRestart::markedDone_keepsItsAnswer()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) { peer.close(); }));
    TestEngine engine(m_place->options());
    const TransferId before = engine.run(uploadOf(server.url(), engine.file(QStringLiteral("a"), "abc")));
    QCOMPARE(engine.probe().state(before), TransferState::Unknown);
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Unknown));
    engine->markDone(1);
    QVERIFY(engine.probe().waitForState(1, TransferState::Done));
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Done));
    engine->loadExchange(1);
    QTRY_COMPARE(engine.probe().last(1).exchange->method, QByteArrayLiteral("POST"));
}

void TestEngineRestart::secrets_areNotKeptAndTheItemIsHeld()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path().startsWith("/hold"))
            peer.stall();
        peer.reply(200, "x");
    }));
    TestEngine engine(m_place->options());
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/hold?sig=canary1")));
    request.options.user = QStringLiteral("me");
    request.options.password = QStringLiteral("canary2");
    request.headers.append(QByteArrayLiteral("X-Api-Key"), QByteArrayLiteral("canary3"));
    const TransferId before = engine->add(request);
    QVERIFY(engine.probe().waitForState(before, TransferState::Awaiting));
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Paused));
    const auto error = engine.probe().last(1).error;
    QCOMPARE(error->kind, ErrorKind::Header);
    for (const char *name : {"sig", "password", "X-Api-Key"})
        QVERIFY2(error->detail.contains(QLatin1String(name)), name);
    QVERIFY(!anyFileContains(m_place->path(), "canary"));
    QVERIFY(!anyFileContains(engine.temporaryRoot(), "canary"));
    QCOMPARE(log.count(), 1);
    engine->resume({1}); // without them
    QTRY_COMPARE(log.count(), 2);
    QTRY_VERIFY(!engine.probe().last(1).error);
}

void TestEngineRestart::newItems_takeNoIdOfTheStore()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(m_place->options());
    for (int start = 0; start < 3; ++start) {
        engine.run(downloadOf(server.url(QStringLiteral("/%1").arg(start))));
        engine.restart();
        QTRY_COMPARE(engine.probe().history.size(), start + 1);
    }
    for (TransferId id = 1; id <= 3; ++id)
        QCOMPARE(engine.probe().last(id).url().path(), QStringLiteral("/%1").arg(id - 1));
}

void TestEngineRestart::nothingRunsBeforeTheCallerIsBack()
{
    ScriptedServer server([](ScriptPeer &peer) { peer.stall(); });
    TestEngine engine(m_place->options());
    const TransferId before = engine->add(downloadOf(server.url()));
    QVERIFY(engine.probe().waitForState(before, TransferState::Awaiting));
    engine.restart();
    engine->pause({1}); // known by its key; what is said before the loop runs comes first
    QVERIFY(engine.probe().waitForState(1, TransferState::Paused));
    QCOMPARE(server.connections(), 1);
}

QTEST_GUILESS_MAIN(TestEngineRestart)
#include "tst_engine_restart.moc"
