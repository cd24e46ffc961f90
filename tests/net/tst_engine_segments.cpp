#include "tests/support/engine/TestEngine.h"
#include "tests/support/PieceServer.h"

#include <QElapsedTimer>

using namespace ferry;

namespace {

constexpr qint64 mib = 1024 * 1024;

int mostConnections(const TestEngine &engine, TransferId id)
{
    int most = 0;
    for (const TransferSnapshot &s : engine.probe().history.value(id))
        most = qMax(most, s.connections);
    return most;
}

DownloadRequest requestFor(const PieceServer &server, int segments)
{
    DownloadRequest request = downloadOf(server.url());
    request.segments = segments;
    return request;
}

} // namespace

/// One file over several connections, where all goes well: who fetches what, and when one is enough.
class TestEngineSegments : public QObject
{
    Q_OBJECT

private slots:
    void asManyAsAsked_data();
    void asManyAsAsked();
    void whoIsDoneHelpsTheSlowest();
    void theTimeIsOfTheWholeFile();
    void aServerThatCapsEachGetsMore();
    void smallFilesTakeOne();
    void onlyWherePiecesAreOfOneFile_data();
    void onlyWherePiecesAreOfOneFile();
    void anOldDateServesToo();
    void theLimitIsOfAllTogether();
    void anOwnLimitTakesNoMore_data();
    void anOwnLimitTakesNoMore();
    void promisesAreOfTheWholeFile_data();
    void promisesAreOfTheWholeFile();
};

void TestEngineSegments::asManyAsAsked_data()
{
    QTest::addColumn<int>("segments");
    for (const int segments : {1, 2, 4, 8})
        QTest::addRow("%d", segments) << segments;
}

void TestEngineSegments::asManyAsAsked()
{
    QFETCH(int, segments);
    PieceServer server(10 * mib);
    server.pauseMs = 5;
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, segments));
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.state, TransferState::Ready);
    QCOMPARE(s.sha256, server.sha256());
    QVERIFY(TestEngine::contentOf(s.tempPath) == server.bytes);
    QCOMPARE(s.bytesDone, 10 * mib);
    QCOMPARE(s.connections, 0);
    QCOMPARE(s.exchange->bodySize, 10 * mib);
    QCOMPARE(mostConnections(engine, id), segments);
    QVERIFY(server.pieces() >= segments - 1);
    for (const PieceServer::Asked &asked : server.log()) {
        QCOMPARE(asked.isPiece, asked.number > 0);
        QCOMPARE(asked.request.header("If-Range"), asked.isPiece ? QByteArray("\"one\"") : QByteArray());
    }
    // The stream stops where others have begun.
    QVERIFY(segments == 1 || server.log().first().sent < 8 * mib);
    QCOMPARE(engine.probe().faults, QStringList());
    QTRY_COMPARE(engine.temporaryFiles().size(), 2); // with its description
}

// It stands still after a block until all that others can bring is here, and never gives more than three.
void TestEngineSegments::whoIsDoneHelpsTheSlowest()
{
    constexpr qint64 smallestShared = 128 * 1024; // bytes
    Gate gate;
    PieceServer server(6 * mib, [&gate](PieceServer &self, ScriptPeer &peer, PieceServer::Asked asked) {
        if (asked.number != 1)
            return false;
        peer.send(self.head(asked));
        self.send(peer, asked, self.blockSize);
        asked.range.first += self.blockSize;
        if (peer.await(gate))
            self.send(peer, asked, smallestShared);
        return true;
    });
    server.firstHeldFor = 2;
    TestEngine engine;
    const TransferId id = engine->add(requestFor(server, 2));
    const auto othersHaveBroughtTheirs = [&] { return engine.probe().last(id).bytesDone > 6 * mib - smallestShared; };
    QVERIFY(QTest::qWaitFor(othersHaveBroughtTheirs, EngineProbe::patience));
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().last(id).sha256, server.sha256());
    const QList<PieceServer::Asked> log = server.log();
    QVERIFY(log.size() > 2);
    const ByteRange slow = log.at(1).range;
    QCOMPARE(slow, (ByteRange{slow.first, 6 * mib}));
    const ByteRange help = log.at(2).range;
    const qint64 middle = slow.first + slow.size() / 2;
    QVERIFY(help.first >= middle && help.first <= middle + server.blockSize / 2); // of what it had not brought yet
    QCOMPARE(help.end, 6 * mib);
}

// The stream is over before the last piece has come.
void TestEngineSegments::theTimeIsOfTheWholeFile()
{
    QElapsedTimer clock;
    clock.start();
    std::atomic<qint64> begunNs = 0;
    Gate gate;
    PieceServer server(4 * mib, [&](PieceServer &self, ScriptPeer &peer, const PieceServer::Asked &asked) {
        if (asked.number == 0)
            begunNs = clock.nsecsElapsed();
        if (asked.number != 1)
            return false;
        peer.send(self.head(asked));
        if (peer.await(gate))
            self.send(peer, asked, asked.range.size());
        return true;
    });
    server.firstHeldFor = 2;
    server.pauseMs = 0;
    RequestLog log;
    ScriptedServer another(log.script(200, "x"));
    TestEngine engine;
    const TransferId id = engine->add(requestFor(server, 2));
    const auto onlyTheHeldOneIsLeft = [&] {
        const TransferSnapshot &s = engine.probe().last(id);
        return s.connections == 1 && s.bytesDone > server.blockSize;
    };
    QTRY_VERIFY(onlyTheHeldOneIsLeft());
    engine.run(downloadOf(another.url())); // so that some time goes by
    const qint64 atLeastNs = clock.nsecsElapsed() - begunNs;
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().last(id).sha256, server.sha256());
    const qint64 done = engine.probe().last(id).exchange->timings.done;
    QVERIFY2(done >= atLeastNs / 1000, QByteArray::number(done).constData());
}

void TestEngineSegments::aServerThatCapsEachGetsMore()
{
    PieceServer server(32 * mib);
    server.blockSize = 128 * 1024;
    server.pauseMs = 25;
    TestEngine engine;
    const TransferId id = engine->add(requestFor(server, 0));
    QTRY_VERIFY(server.pieces() > 0 && mostConnections(engine, id) > 1);
    server.pauseMs = 0; // that was all
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().last(id).sha256, server.sha256());
}

void TestEngineSegments::smallFilesTakeOne()
{
    PieceServer server(10 * mib);
    server.pauseMs = 2;
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, 0));
    QCOMPARE(engine.probe().last(id).sha256, server.sha256());
    QCOMPARE(server.log().size(), 1);
    QCOMPARE(mostConnections(engine, id), 1);
}

void TestEngineSegments::onlyWherePiecesAreOfOneFile_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("weak tag") << QByteArray("Accept-Ranges: bytes\r\nETag: W/\"one\"\r\n");
    QTest::newRow("no tag") << QByteArray("Accept-Ranges: bytes\r\n");
    QTest::newRow("young date") << QByteArray("Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                                              "Date: Sun, 06 Nov 1994 08:50:00 GMT\r\n");
    QTest::newRow("no ranges") << QByteArray("Accept-Ranges: none\r\nETag: \"one\"\r\n");
    QTest::newRow("coded") << QByteArray("ETag: \"one\"\r\nContent-Encoding: br\r\n");
}

void TestEngineSegments::onlyWherePiecesAreOfOneFile()
{
    QFETCH(QByteArray, fields);
    PieceServer server(4 * mib);
    server.pauseMs = 4;
    server.fields = fields;
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, 4));
    QCOMPARE(engine.probe().last(id).sha256, server.sha256());
    QCOMPARE(server.log().size(), 1);
}

void TestEngineSegments::anOldDateServesToo()
{
    const QByteArray date = "Sun, 06 Nov 1994 08:49:37 GMT";
    PieceServer server(4 * mib);
    server.firstHeldFor = 2;
    server.pauseMs = 0;
    server.fields = "Last-Modified: " + date + "\r\nDate: Sun, 06 Nov 1994 09:50:00 GMT\r\n";
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, 2));
    QCOMPARE(engine.probe().last(id).sha256, server.sha256());
    QVERIFY(server.pieces() > 0);
    QCOMPARE(server.log().at(1).request.header("If-Range"), date);
}

void TestEngineSegments::theLimitIsOfAllTogether()
{
    constexpr qint64 rate = mib;
    PieceServer server(10 * mib);
    TestEngine engine;
    QElapsedTimer clock;
    clock.start();
    const TransferId id = engine->add(requestFor(server, 4));
    engine->setItemRateLimit({id}, rate);
    QTRY_COMPARE(engine.probe().last(id).connections, 4);
    QTRY_VERIFY(engine.probe().last(id).bytesDone > 2 * mib);
    const qint64 most = rate * (clock.elapsed() + 250) / 1000;
    QVERIFY2(engine.probe().last(id).bytesDone <= most, QByteArray::number(most).constData());
    engine->setItemRateLimit({id}, 0);
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().last(id).sha256, server.sha256());
}

void TestEngineSegments::anOwnLimitTakesNoMore_data()
{
    QTest::addColumn<bool>("ofAll");
    QTest::addColumn<int>("items");
    QTest::newRow("the item's") << false << 1;
    QTest::newRow("all's") << true << 1;
    QTest::newRow("all's, shared by two") << true << 2;
}

// More connections would bring nothing, and leave behind what the server has sent to each.
void TestEngineSegments::anOwnLimitTakesNoMore()
{
    QFETCH(bool, ofAll);
    QFETCH(int, items);
    constexpr qint64 rate = 3 * mib;
    PieceServer server(32 * mib);
    server.pauseMs = 0;
    TestEngine engine;
    engine->setRateLimits({ofAll ? items * rate : 0, 0});
    QList<TransferId> ids;
    for (int i = 0; i < items; ++i) {
        DownloadRequest request = requestFor(server, 0);
        request.options.rateLimit = ofAll ? 0 : rate;
        ids.append(engine->add(request));
    }
    for (const TransferId id : std::as_const(ids))
        QTRY_VERIFY(engine.probe().last(id).bytesDone > 6 * mib);
    QCOMPARE(server.log().size(), items);
    for (const TransferId id : std::as_const(ids))
        QCOMPARE(mostConnections(engine, id), 1);
    engine->cancel(ids);
    QVERIFY(engine.probe().waitForOutcomes(ids));
}

void TestEngineSegments::promisesAreOfTheWholeFile_data()
{
    QTest::addColumn<bool>("right");
    QTest::newRow("right") << true;
    QTest::newRow("wrong") << false;
}

void TestEngineSegments::promisesAreOfTheWholeFile()
{
    QFETCH(bool, right);
    PieceServer server(4 * mib);
    server.firstHeldFor = 2;
    server.pauseMs = 0;
    const QByteArray digest = QByteArray::fromHex(server.sha256()).toBase64();
    server.fields += "Repr-Digest: sha-256=:" + (right ? digest : QByteArray(43, 'A') + '=') + ":\r\n";
    TestEngine engine;
    DownloadRequest request = requestFor(server, 4);
    request.sha256 = false;
    const TransferId id = engine.run(request);
    QVERIFY(server.pieces() > 0);
    QCOMPARE(engine.probe().state(id), right ? TransferState::Ready : TransferState::Failed);
    if (right)
        QCOMPARE(engine.probe().last(id).checkedBy, QStringLiteral("Repr-Digest"));
    else
        QCOMPARE(engine.probe().error(id).kind, ErrorKind::Checksum);
}

QTEST_GUILESS_MAIN(TestEngineSegments)
#include "tst_engine_segments.moc"
