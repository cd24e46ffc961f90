#include "core/io/PartRecord.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/PieceServer.h"

#include <QThreadPool>

using namespace ferry;

using Asked = PieceServer::Asked;
using Answer = PieceServer::Answer;

/// One file over several connections, and what goes wrong: the file is never a mix, and what came is not fetched again.
class TestEngineSegmentsBroken : public QObject
{
    Q_OBJECT

private slots:
    void aPieceIsRefused_data();
    void aPieceIsRefused();
    void aPieceIsCutOnce();
    void piecesAreCutAgainAndAgain();
    void theStreamIsCut_data();
    void theStreamIsCut();
    void allIsCut();
    void theFileChanges();
    void theFileChangesWhileItIsResumed();
    void pauseAndResume();
    void cancelClosesAll();
    void goesOnAfterARestart_data();
    void goesOnAfterARestart();
    void nothingIsLeftOpen();

private:
    static DownloadRequest requestFor(const PieceServer &server, int segments);
    static bool isRight(const TestEngine &engine, TransferId id, const QByteArray &bytes);
};

namespace {

constexpr qint64 mib = 1024 * 1024;
constexpr qint64 fileSize = 8 * mib;

} // namespace

DownloadRequest TestEngineSegmentsBroken::requestFor(const PieceServer &server, int segments)
{
    DownloadRequest request = downloadOf(server.url());
    request.segments = segments;
    return request;
}

bool TestEngineSegmentsBroken::isRight(const TestEngine &engine, TransferId id, const QByteArray &bytes)
{
    const TransferSnapshot &s = engine.probe().last(id);
    const QString path = s.savedPath.isEmpty() ? s.tempPath : s.savedPath;
    return TestEngine::contentOf(path) == bytes &&
           s.sha256 == QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex() &&
           engine.probe().faults.isEmpty();
}

void TestEngineSegmentsBroken::aPieceIsRefused_data()
{
    QTest::addColumn<Answer>("answer");
    const auto fields = [](const QByteArray &other) -> Answer {
        return [other](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
            if (asked.isPiece)
                peer.send(self.head(asked).replace(self.fields, other) + QByteArray(asked.range.size(), 'x'));
            return asked.isPiece;
        };
    };
    const auto status = [](int code) -> Answer {
        return [code](PieceServer &, ScriptPeer &peer, const Asked &asked) {
            if (asked.isPiece)
                peer.reply(code, "no");
            return asked.isPiece;
        };
    };
    QTest::newRow("200") << Answer([](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
        if (asked.isPiece)
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(self.bytes.size()) +
                      "\r\nETag: \"one\"\r\n\r\n" + QByteArray(self.blockSize, 'x'));
        return asked.isPiece;
    });
    QTest::newRow("another tag") << fields("ETag: \"two\"\r\n");
    for (const int code : {403, 503})
        QTest::addRow("%d", code) << status(code);
    QTest::newRow("no connection") << Answer([](PieceServer &, ScriptPeer &peer, const Asked &asked) {
        if (asked.isPiece)
            peer.reset();
        return asked.isPiece;
    });
}

// The stream that runs brings everything.
void TestEngineSegmentsBroken::aPieceIsRefused()
{
    QFETCH(Answer, answer);
    PieceServer server(fileSize, answer);
    server.firstHeldFor = 4;
    server.pauseMs = 6; // the refusals are all heard before the stream comes to the first piece
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, 4));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QVERIFY(isRight(engine, id, server.bytes));
    QVERIFY(server.pieces() > 0);
    QVERIFY(server.pieces() <= 3); // nobody tries again
    const QList<Asked> log = server.log();
    QCOMPARE(log.first().sent, fileSize);
    QCOMPARE(std::count_if(log.begin(), log.end(), [](const Asked &asked) { return !asked.isPiece; }), 1);
}

void TestEngineSegmentsBroken::aPieceIsCutOnce()
{
    PieceServer server(fileSize, [](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
        if (asked.number == 1)
            self.breakOff(peer, asked, mib);
        return asked.number == 1;
    });
    server.firstHeldFor = 3;
    server.pauseMs = 1;
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, 2));
    QVERIFY(isRight(engine, id, server.bytes));
    QCOMPARE(server.log().at(2).range.first, server.log().at(1).range.first + mib);
}

void TestEngineSegmentsBroken::piecesAreCutAgainAndAgain()
{
    PieceServer server(fileSize, [](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
        if (asked.isPiece && asked.number < 5)
            self.breakOff(peer, asked, 100'000);
        return asked.isPiece && asked.number < 5;
    });
    server.firstHeldFor = 3;
    server.pauseMs = 1;
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, 2));
    QVERIFY(isRight(engine, id, server.bytes));
    // After two of them the stream is alone, up to what is held; what is missing then comes one by one, and after two
    // more by a stream again.
    const QList<Asked> log = server.log();
    QCOMPARE(log.size(), 6);
    QVERIFY(log.first().sent >= log.at(1).range.first);
    for (int i = 2; i < 6; ++i)
        QCOMPARE(log.at(i).range.first, log.at(i - 1).range.first + 100'000);
    QVERIFY(!log.at(5).isPiece);
}

void TestEngineSegmentsBroken::theStreamIsCut_data()
{
    QTest::addColumn<qint64>("after"); ///< bytes
    QTest::newRow("in its middle") << mib;
    QTest::newRow("sooner") << qint64(512 * 1024);
}

void TestEngineSegmentsBroken::theStreamIsCut()
{
    QFETCH(qint64, after);
    PieceServer server(fileSize, [after](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
        if (asked.isPiece)
            return false;
        self.breakOff(peer, asked, after);
        return true;
    });
    server.firstHeldFor = 3;
    server.pauseMs = 5;
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, 3));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QVERIFY(isRight(engine, id, server.bytes));
    QCOMPARE(engine.probe().outcomeCount(id), 1);
    const QList<Asked> log = server.log();
    QVERIFY(std::any_of(log.begin(), log.end(), [after](const Asked &asked) { return asked.range.first == after; }));
}

// Nothing is left to go on: the attempt fails, and the next one has all that came.
void TestEngineSegmentsBroken::allIsCut()
{
    QAtomicInt cut = 1;
    PieceServer server(fileSize, [&cut](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
        if (cut == 0)
            return false;
        if (asked.number < 4)
            self.breakOff(peer, asked, 512 * 1024);
        else
            peer.reset();
        return true;
    });
    server.firstHeldFor = 4;
    server.pauseMs = 1;
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, 4));
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Network);
    ByteRanges held;
    for (const Asked &asked : server.log().first(4))
        held.add({asked.range.first, asked.range.first + 512 * 1024});
    QCOMPARE(engine.probe().last(id).bytesDone, held.size());
    const qsizetype before = server.log().size();
    cut = 0;
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QVERIFY(isRight(engine, id, server.bytes));
    for (const Asked &asked : server.log().mid(before))
        QVERIFY2(!held.holds(asked.range.first), asked.request.header("Range").constData());
}

// Half-way there is another file, and the old one comes from nowhere any more.
void TestEngineSegmentsBroken::theFileChanges()
{
    const QByteArray other(fileSize, 'n');
    PieceServer server(fileSize, [&other](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
        if (asked.number == 0) {
            self.breakOff(peer, asked, mib);
        } else if (asked.number == 1) {
            peer.send(self.head(asked) + self.bytes.mid(asked.range.first, mib));
            self.awaitRequests(peer, 3);
            peer.cut();
        } else {
            peer.reply(200, other, {"Accept-Ranges: bytes", "ETag: \"two\""});
        }
        return true;
    });
    server.firstHeldFor = 2;
    server.pauseMs = 2;
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QVERIFY(isRight(engine, id, other));
    QTRY_COMPARE(engine.temporaryFiles().size(), 2); // with its description
}

// What a resumed download held of the old file is of no account for the new one, which comes once.
void TestEngineSegmentsBroken::theFileChangesWhileItIsResumed()
{
    const QByteArray other(fileSize, 'n');
    std::atomic<int> before = 0; ///< requests of the attempt that failed
    PieceServer server(fileSize, [&](PieceServer &self, ScriptPeer &peer, const Asked &asked) {
        const int number = asked.number - before;
        if (before == 0 && asked.isWhole()) {
            self.breakOff(peer, asked, mib);
        } else if (before == 0) {
            peer.reset();
        } else if (number <= 1) { // the rest and a piece of it
            peer.send(self.head(asked) + self.bytes.mid(asked.range.first, mib));
            self.awaitRequests(peer, before + 2 + number);
            peer.cut();
        } else {
            peer.reply(200, other, {"Accept-Ranges: bytes", "ETag: \"two\""});
        }
        return true;
    });
    server.pauseMs = 0;
    TestEngine engine;
    const TransferId id = engine.run(requestFor(server, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QCOMPARE(engine.probe().last(id).bytesDone, mib);
    before = int(server.log().size());
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QVERIFY(isRight(engine, id, other));
    const QList<Asked> log = server.log().mid(before);
    QVERIFY(log.size() >= 4 && log.at(1).isPiece && !log.at(0).isWhole());
    const auto isOfStream = [](const Asked &asked) { return !asked.isPiece; };
    QCOMPARE(std::count_if(log.begin(), log.end(), isOfStream), 2); // of the rest, and once more
}

void TestEngineSegmentsBroken::pauseAndResume()
{
    PieceServer server(fileSize);
    server.pauseMs = 40;
    TestEngine engine;
    const TransferId id = engine->add(requestFor(server, 4));
    for (int i = 1; i <= 3; ++i) {
        QTRY_VERIFY(engine.probe().last(id).bytesDone > i * 2 * mib - mib);
        engine->pause({id});
        QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
        QTRY_COMPARE(server.server().openConnections(), 0);
        const qint64 held = engine.probe().last(id).bytesDone;
        QVERIFY(held > i * 2 * mib - mib);
        engine->resume({id});
        QTRY_VERIFY(engine.probe().state(id) == TransferState::Receiving);
        QVERIFY(engine.probe().last(id).bytesDone >= held);
    }
    QVERIFY(engine.probe().waitForOutcome(id));
    QVERIFY(isRight(engine, id, server.bytes));
}

void TestEngineSegmentsBroken::cancelClosesAll()
{
    PieceServer server(fileSize);
    server.pauseMs = 50;
    TestEngine engine;
    const TransferId id = engine->add(requestFor(server, 8));
    QTRY_VERIFY(engine.probe().last(id).connections >= 4);
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QVERIFY(engine.probe().cancelled(id));
    QTRY_COMPARE(server.server().openConnections(), 0);
    QTRY_COMPARE(engine.temporaryFiles(), QStringList());
}

void TestEngineSegmentsBroken::goesOnAfterARestart_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("ended") << false;
    QTest::newRow("killed") << true;
}

void TestEngineSegmentsBroken::goesOnAfterARestart()
{
    QFETCH(bool, killed);
    PieceServer server(fileSize);
    server.pauseMs = 100;
    TestEngine engine;
    DownloadRequest request = requestFor(server, 4);
    request.saveTo = SaveTarget{engine.target(), QStringLiteral("out.bin"), NameTaken::KeepBoth};
    request.keepPartial = true;
    const TransferId id = engine->add(request);
    // The record tells of several pieces.
    QString part;
    const auto record = [&] {
        part = engine.saved().filter(QStringLiteral(".part")).value(0);
        return PartRecord::read(engine.target() + u'/' + part).value_or(PartRecord{});
    };
    QTRY_VERIFY(record().held.list().size() > 1);
    if (killed) {
        // As a kill leaves it: the record of a moment ago, and a part that has more.
        const QByteArray then = TestEngine::contentOf(PartRecord::pathOf(engine.target() + u'/' + part));
        engine.end();
        QThreadPool::globalInstance()->waitForDone();
        QFile file(PartRecord::pathOf(engine.target() + u'/' + part));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(then) == then.size());
    }
    engine.end();
    QThreadPool::globalInstance()->waitForDone(); // which writes the record
    engine.restart();
    const PartRecord left = record();
    QVERIFY(left.held.list().size() > 1);
    const qsizetype before = server.log().size();
    server.pauseMs = 5;
    const TransferId again = engine.run(request);
    QCOMPARE(engine.probe().state(again), TransferState::Done);
    QVERIFY(isRight(engine, again, server.bytes));
    QTRY_COMPARE(engine.saved(), QStringList{QStringLiteral("out.bin")});
    for (const Asked &asked : server.log().mid(before))
        QVERIFY2(!left.held.holds(asked.range.first), asked.request.header("Range").constData());
    Q_UNUSED(id)
}

void TestEngineSegmentsBroken::nothingIsLeftOpen()
{
    const auto descriptors = [] { return TestEngine::namesIn(QStringLiteral("/proc/self/fd")).size(); };
    PieceServer server(fileSize);
    server.pauseMs = 40;
    TestEngine engine;
    qsizetype before = 0;
    for (int i = 0; i < 4; ++i) {
        const TransferId id = engine->add(requestFor(server, 4));
        QTRY_VERIFY(engine.probe().last(id).connections == 4);
        engine->pause({id});
        QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
        engine->resume({id});
        QTRY_VERIFY(engine.probe().last(id).connections > 1);
        engine->cancel({id});
        QVERIFY(engine.probe().waitForOutcome(id));
        QTRY_COMPARE(server.server().openConnections(), 0);
        if (i == 0)
            before = descriptors();
    }
    QTRY_VERIFY2(descriptors() <= before, QByteArray::number(descriptors() - before).constData());
}

QTEST_GUILESS_MAIN(TestEngineSegmentsBroken)
#include "tst_engine_segments_broken.moc"
