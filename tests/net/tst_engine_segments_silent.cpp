#include "tests/support/engine/TestEngine.h"
#include "tests/support/PieceServer.h"

using namespace ferry;

using Asked = PieceServer::Asked;
using Answer = PieceServer::Answer;

/// One file over several connections, of which some bring nothing: where others are free, nobody waits for the timeout,
/// and where the server is silent to all, nobody is given up.
class TestEngineSegmentsSilent : public QObject
{
    Q_OBJECT

private slots:
    void theServerServesTwo();
    void oneStallsAndTheOthersAreDone_data();
    void oneStallsAndTheOthersAreDone();
    void whereNobodyBringsNobodyIsGivenUp_data();
    void whereNobodyBringsNobodyIsGivenUp();
};

namespace {

constexpr qint64 fileSize = 10 * 1024 * 1024;

/// With the longest timeout, which makes an attempt fail.
DownloadRequest requestFor(const PieceServer &server, int segments)
{
    DownloadRequest request = downloadOf(server.url());
    request.segments = segments;
    request.options.timeout = std::chrono::seconds(60);
    return request;
}

/// What is not as it has to be after the first attempt, or nothing.
QString whatIsWrong(const TestEngine &engine, TransferId id, const PieceServer &server)
{
    const EngineProbe &probe = engine.probe();
    const TransferSnapshot &s = probe.last(id);
    QStringList wrong;
    const auto expect = [&wrong](bool isRight, const QString &what) {
        if (!isRight)
            wrong += what;
    };
    expect(s.state == TransferState::Ready,
           QStringLiteral("state %1, %2").arg(static_cast<int>(s.state)).arg(s.error ? s.error->detail : QString()));
    expect(TestEngine::contentOf(s.tempPath) == server.bytes, QStringLiteral("content"));
    expect(s.sha256 == server.sha256(), QStringLiteral("checksum"));
    expect(s.bytesDone == fileSize, QStringLiteral("%1 bytes").arg(s.bytesDone));
    expect(s.connections == 0, QStringLiteral("%1 connections").arg(s.connections));
    for (const PastAttempt &attempt : s.attempts)
        wrong += QStringLiteral("an attempt failed: ") + (attempt.error ? attempt.error->detail : QString());
    expect(probe.outcomeCount(id) == 1, QStringLiteral("%1 outcomes").arg(probe.outcomeCount(id)));
    expect(probe.noticeCount(id) == 0, QStringLiteral("%1 notices").arg(probe.noticeCount(id)));
    return (wrong + probe.faults).join(QStringLiteral("; "));
}

/// Gives a block to this request, and nothing more.
Answer stalling(int number, const Gate &never)
{
    return [number, &never](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
        if (asked.number != number)
            return false;
        peer.send(self.headFor(asked));
        self.send(peer, asked, self.blockSize);
        peer.await(never);
        return true;
    };
}

/// Where what is left of a piece ends, since others have taken theirs of it.
qint64 endOf(const PieceServer &server, const Asked &asked)
{
    qint64 end = asked.range.end;
    const QList<Asked> log = server.log(); // const: a list that is shared with other threads is not detached
    for (const Asked &other : log) {
        if (other.isPiece && other.range.first > asked.range.first)
            end = qMin(end, other.range.first);
    }
    return end;
}

} // namespace

// It takes all others too, and says nothing to them.
void TestEngineSegmentsSilent::theServerServesTwo()
{
    std::atomic<int> served = 0;
    std::atomic<int> silent = 0;
    std::atomic<int> silentAgain = 0; ///< after the first of them was closed
    std::atomic<bool> isOneClosed = false;
    PieceServer server(fileSize, [&](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
        if (++served > 2) {
            --served;
            ++silent;
            silentAgain += isOneClosed;
            peer.stall();
            isOneClosed = true;
            return true;
        }
        peer.send(self.headFor(asked));
        const bool isAllSent = self.send(peer, asked, asked.range.size() - 1);
        --served; // before anybody can know that it is whole, and ask again
        if (isAllSent)
            peer.send(self.bytes.mid(asked.range.end - 1, 1));
        return true;
    });
    server.firstHeldFor = 8;
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, 8));
    QCOMPARE(engine.probe().outcomeCount(id), 1);
    QCOMPARE(whatIsWrong(engine, id, server), QString());
    QVERIFY(silent > 0);
    QCOMPARE(silentAgain.load(), 0); // it is known by then how many are served
}

void TestEngineSegmentsSilent::oneStallsAndTheOthersAreDone_data()
{
    QTest::addColumn<int>("segments");
    QTest::addColumn<int>("number");
    QTest::newRow("one of two") << 2 << 1;
    QTest::newRow("one of four") << 4 << 2;
    QTest::newRow("the stream") << 2 << 0;
}

void TestEngineSegmentsSilent::oneStallsAndTheOthersAreDone()
{
    QFETCH(int, segments);
    QFETCH(int, number);
    Gate never;
    PieceServer server(fileSize, stalling(number, never));
    server.firstHeldFor = segments;
    server.pauseMs = 1;
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, segments));
    QCOMPARE(engine.probe().outcomeCount(id), 1);
    QCOMPARE(whatIsWrong(engine, id, server), QString());
    // What it did not bring, and nothing else, is asked for again.
    const QList<Asked> log = server.log();
    const qint64 rest = log.at(number).range.first + server.blockSize;
    const auto isOfRest = [rest](const Asked &asked) { return asked.isPiece && asked.range.first == rest; };
    QCOMPARE(std::count_if(log.begin(), log.end(), isOfRest), 1);
}

void TestEngineSegmentsSilent::whereNobodyBringsNobodyIsGivenUp_data()
{
    QTest::addColumn<bool>("isLimited");
    QTest::newRow("the server pauses") << false;
    QTest::newRow("a limit of the person's") << true;
}

// Four of five wait with less than is worth halving, and one is free. Time goes by until another download has given one
// up.
void TestEngineSegmentsSilent::whereNobodyBringsNobodyIsGivenUp()
{
    QFETCH(bool, isLimited);
    constexpr qint64 left = 100 * 1024; // bytes
    Gate goesOn;
    Gate oneByte; ///< from each at the same time, which is the last one's last
    PieceServer server(fileSize, [&](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
        if (asked.number > 4)
            return false;
        peer.send(self.headFor(asked));
        self.awaitRequests(peer, 5);
        const qint64 kept = asked.number == 4 ? 0 : left;
        const qint64 end = endOf(self, asked);
        self.send(peer, asked, end - asked.range.first - kept - 1);
        if (peer.await(oneByte) && peer.send(self.bytes.mid(end - kept - 1, 1)) && peer.await(goesOn))
            peer.send(self.bytes.mid(end - kept, kept));
        return true;
    });
    server.pauseMs = 0;
    TestEngine engine;
    const TransferId id = engine->add(requestFor(server, 5));
    QTRY_COMPARE(engine.probe().last(id).bytesDone, fileSize - 4 * (left + 1) - 1);
    oneByte.open();
    QTRY_COMPARE(engine.probe().last(id).connections, 4);
    QTRY_COMPARE(engine.probe().last(id).bytesDone, fileSize - 4 * left);
    if (isLimited) {
        engine->setItemRateLimit({id}, 1);
        QTRY_COMPARE(engine.probe().last(id).rateLimit, 1);
        goesOn.open();
    }

    Gate never;
    PieceServer another(fileSize, stalling(1, never));
    another.firstHeldFor = 2;
    another.pauseMs = 1;
    QCOMPARE(whatIsWrong(engine, engine.run(requestFor(another, 2)), another), QString());
    QCOMPARE(engine.probe().last(id).connections, 4);
    engine->setItemRateLimit({id}, 0);
    goesOn.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(whatIsWrong(engine, id, server), QString());
    QCOMPARE(server.log().size(), 5);
}

QTEST_GUILESS_MAIN(TestEngineSegmentsSilent)
#include "tst_engine_segments_silent.moc"
