#include "tests/support/engine/TestEngine.h"
#include "tests/support/PieceServer.h"

using namespace ferry;

using Asked = PieceServer::Asked;

/// A download that came over several connections and gets another address: its pieces are kept where they are of the
/// file there, each by a look of its own, and the file is never a mix.
class TestEngineReplacePieces : public QObject
{
    Q_OBJECT

private slots:
    void piecesOfTheSameFileAreKept();
    void piecesOfAnotherFileAreNot_data();
    void piecesOfAnotherFileAreNot();
    void pausedBeforeAllIsCompared_data();
    void pausedBeforeAllIsCompared();

private:
    /// A download of four pieces, each with a MiB, whose address answers no more.
    TransferId brokenOff(const TestEngine &engine);
    static bool isRight(const TestEngine &engine, TransferId id, const QByteArray &bytes);

    std::unique_ptr<PieceServer> m_expired;
    ByteRanges m_held;
};

namespace {

constexpr qint64 mib = 1024 * 1024;
constexpr qint64 fileSize = 8 * mib;
constexpr qint64 compared = 256 * 1024; ///< bytes of each piece that come again

void setUp(PieceServer &fresh)
{
    fresh.fields = "Accept-Ranges: bytes\r\nETag: \"two\"\r\n";
    fresh.pauseMs = 1;
}

void differ(QByteArray &bytes, const ByteRange &range)
{
    for (qint64 i = range.first; i < range.end; ++i)
        bytes[i] = char(bytes.at(i) + 1);
}

} // namespace

TransferId TestEngineReplacePieces::brokenOff(const TestEngine &engine)
{
    m_expired = std::make_unique<PieceServer>(fileSize, [](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
        if (asked.number < 4)
            self.breakOff(peer, asked, mib);
        else
            peer.reset();
        return true;
    });
    m_expired->firstHeldFor = 4;
    m_expired->pauseMs = 1;
    DownloadRequest request = downloadOf(m_expired->url());
    request.segments = 4;
    const TransferId id = engine.run(request);
    m_held = {};
    for (const Asked &asked : m_expired->log().mid(0, 4))
        m_held.add({asked.range.first, asked.range.first + mib});
    return id;
}

bool TestEngineReplacePieces::isRight(const TestEngine &engine, TransferId id, const QByteArray &bytes)
{
    const TransferSnapshot &s = engine.probe().last(id);
    return s.state == TransferState::Ready && TestEngine::contentOf(s.tempPath) == bytes &&
           s.sha256 == QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex() &&
           engine.probe().faults.isEmpty();
}

void TestEngineReplacePieces::piecesOfTheSameFileAreKept()
{
    TestEngine engine;
    const TransferId id = brokenOff(engine);
    QCOMPARE(engine.probe().last(id).bytesDone, 4 * mib);
    QCOMPARE(m_held.list().size(), 4);
    PieceServer fresh(fileSize);
    setUp(fresh);
    engine->replaceUrl(id, fresh.url());
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QVERIFY(isRight(engine, id, m_expired->bytes));
    const QList<Asked> log = fresh.log();
    QCOMPARE(log.first().range.first, mib - compared);
    QVERIFY(!log.first().isPiece);
    int again = 0;
    for (const Asked &asked : log.mid(1)) {
        QVERIFY(asked.isPiece);
        QCOMPARE(asked.request.header("If-Range"), QByteArray("\"two\""));
        for (const ByteRange &held : m_held.list()) {
            const qint64 both = qMin(held.end, asked.range.end) - qMax(held.first, asked.range.first);
            QVERIFY2(both <= compared, asked.request.header("Range").constData());
            again += both > 0;
        }
    }
    QVERIFY(again >= 3); // something of each has come again
}

void TestEngineReplacePieces::piecesOfAnotherFileAreNot_data()
{
    QTest::addColumn<int>("from"); ///< the piece of the held ones from which on the file is another
    QTest::addColumn<bool>("toTheEnd");
    QTest::newRow("all but the start") << 1 << true;
    QTest::newRow("the second") << 1 << false;
    QTest::newRow("the third") << 2 << false;
    QTest::newRow("the last") << 3 << false;
    QTest::newRow("the first too") << 0 << true;
}

void TestEngineReplacePieces::piecesOfAnotherFileAreNot()
{
    QFETCH(int, from);
    QFETCH(bool, toTheEnd);
    TestEngine engine;
    const TransferId id = brokenOff(engine);
    QCOMPARE(m_held.list().size(), 4);
    PieceServer fresh(fileSize);
    setUp(fresh);
    const ByteRange other = m_held.list().at(from);
    differ(fresh.bytes, {other.first, toTheEnd ? fileSize : other.end});
    engine->replaceUrl(id, fresh.url());
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QVERIFY(isRight(engine, id, fresh.bytes));
}

void TestEngineReplacePieces::pausedBeforeAllIsCompared_data()
{
    QTest::addColumn<bool>("same");
    QTest::newRow("the same file") << true;
    QTest::newRow("another one") << false;
}

// What nobody has compared counts for nothing in the next attempt.
void TestEngineReplacePieces::pausedBeforeAllIsCompared()
{
    QFETCH(bool, same);
    TestEngine engine;
    const TransferId id = brokenOff(engine);
    PieceServer fresh(fileSize);
    setUp(fresh);
    fresh.pauseMs = 100;
    if (!same)
        differ(fresh.bytes, {m_held.list().at(1).first, fileSize});
    engine->replaceUrl(id, fresh.url());
    QTRY_VERIFY(engine.probe().state(id) == TransferState::Receiving && engine.probe().last(id).bytesDone > mib);
    engine->pause({id});
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    fresh.pauseMs = 1;
    engine->resume({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QVERIFY(isRight(engine, id, fresh.bytes));
}

QTEST_GUILESS_MAIN(TestEngineReplacePieces)
#include "tst_engine_replace_pieces.moc"
