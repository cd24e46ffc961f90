#include "core/engine/AnswerBody.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <QFileInfo>

using namespace ferry;

/// Answers that are longer than anybody reads: of uploads, and in place of a file.
class TestEngineLongAnswer : public QObject
{
    Q_OBJECT

private slots:
    void endlessAnswer_isCutAndCountsByItsStatus_data();
    void endlessAnswer_isCutAndCountsByItsStatus();
    void longestAnswer_isKeptWhole();
    void longAnswer_doesNotStopTheUpload();
    void longAnswer_doesNotEndWhatIsOnItsWay();
};

namespace {

constexpr qint64 block = 1024 * 1024;

/// Sends much more than is kept, and then breaks off: to go on for ever would fill the disk of whoever keeps it all.
void sendWithoutEnd(ScriptPeer &peer, int status, qint64 limit)
{
    const QByteArray size = QByteArray::number(block, 16);
    peer.send("HTTP/1.1 " + QByteArray::number(status) + " Status\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (qint64 sent = 0; sent < 2 * limit; sent += block) {
        if (!peer.send(size + "\r\n" + QByteArray(block, 'a') + "\r\n"))
            return;
    }
    peer.cut();
}

} // namespace

void TestEngineLongAnswer::endlessAnswer_isCutAndCountsByItsStatus_data()
{
    QTest::addColumn<bool>("upload");
    QTest::addColumn<int>("status");
    QTest::addColumn<TransferState>("state");
    QTest::addColumn<qint64>("limit");
    QTest::newRow("upload, 200") << true << 200 << TransferState::Done << AnswerBody::uploadLimit;
    QTest::newRow("upload, 500") << true << 500 << TransferState::Refused << AnswerBody::uploadLimit;
    QTest::newRow("download, 404") << false << 404 << TransferState::Refused << AnswerBody::refusalLimit;
}

void TestEngineLongAnswer::endlessAnswer_isCutAndCountsByItsStatus()
{
    QFETCH(bool, upload);
    QFETCH(int, status);
    QFETCH(TransferState, state);
    QFETCH(qint64, limit);
    RequestLog log;
    ScriptedServer server(
        log.script([status, limit](ScriptPeer &peer, const SeenRequest &) { sendWithoutEnd(peer, status, limit); }));
    TestEngine engine;
    const TransferId id = upload ? engine.run(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")))
                                 : engine.run(downloadOf(server.url()));
    QCOMPARE(engine.probe().state(id), state);
    const Exchange &exchange = *engine.probe().last(id).exchange;
    QCOMPARE(exchange.statusCode, status);
    QCOMPARE(exchange.body.size(), Exchange::bodyLimit);
    QCOMPARE(QFileInfo(exchange.bodyFile).size(), limit);
    QVERIFY(exchange.bodySize > limit && exchange.bodySize < limit + 2 * block);
    QTRY_COMPARE(server.openConnections(), 0); // nothing more is read
    QCOMPARE(log.count(), 1);
    QCOMPARE(engine.probe().outcomeCount(id), 1);
    QCOMPARE(engine.probe().noticeCount(id), 0);
}

void TestEngineLongAnswer::longestAnswer_isKeptWhole()
{
    RequestLog log;
    ScriptedServer server(log.script(404, QByteArray(AnswerBody::refusalLimit, 'a')));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    const Exchange &exchange = *engine.probe().last(id).exchange;
    QCOMPARE(exchange.bodySize, AnswerBody::refusalLimit);
    QCOMPARE(QFileInfo(exchange.bodyFile).size(), AnswerBody::refusalLimit);
}

/// A server that sends back what it gets while it gets it has answered, and yet not all has been sent.
void TestEngineLongAnswer::longAnswer_doesNotStopTheUpload()
{
    std::atomic<qint64> promised = 0;
    std::atomic<qint64> got = 0;
    ScriptedServer server([&](ScriptPeer &peer) {
        promised = ScriptedServer::headerValue(peer.readHead(), "Content-Length").toLongLong();
        const qint64 size = AnswerBody::uploadLimit + 2 * block;
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(size + 1) + "\r\n\r\n");
        for (qint64 sent = 0; sent < size; sent += block)
            peer.send(QByteArray(block, 'a'));
        while (got < promised) {
            const qint64 more = peer.read(qMin<qint64>(promised - got, block)).size();
            if (more == 0)
                return;
            got += more;
        }
        peer.send("z");
        peer.drain();
    });
    TestEngine engine;
    const TransferId id = engine.run(uploadOf(server.url(), engine.largeFile(QStringLiteral("big"), 32 * block)));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(got, promised);
    QCOMPARE(QFileInfo(engine.probe().last(id).exchange->bodyFile).size(), AnswerBody::uploadLimit);
}

/// What has left for the kernel has not arrived: to end then would throw it away.
void TestEngineLongAnswer::longAnswer_doesNotEndWhatIsOnItsWay()
{
    qint64 promised = -1;
    qint64 got = 0;
    {
        ScriptedServer server([&](ScriptPeer &peer) {
            peer.setReceiveBuffer(64 * 1024);
            promised = ScriptedServer::headerValue(peer.readHead(), "Content-Length").toLongLong();
            peer.send("HTTP/1.1 200 OK\r\n\r\n");
            for (qint64 sent = 0; sent < AnswerBody::uploadLimit + 8 * block; sent += block)
                peer.send(QByteArray(block, 'a'));
            got = peer.read(promised).size();
            while (peer.send(QByteArray(block, 'z'))) {
            }
        });
        TestEngine engine;
        const TransferId id = engine.run(uploadOf(server.url(), engine.largeFile(QStringLiteral("some"), block)));
        QCOMPARE(engine.probe().state(id), TransferState::Done);
    } // the script has come to its end
    QCOMPARE(got, promised);
}

QTEST_GUILESS_MAIN(TestEngineLongAnswer)
#include "tst_engine_longanswer.moc"
