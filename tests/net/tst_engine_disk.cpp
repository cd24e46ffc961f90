#include "core/engine/CopyThreads.h"
#include "core/io/PartRecord.h"
#include "tests/support/HalfServer.h"
#include "tests/support/RequestLog.h"
#include "tests/support/SyncHook.h"
#include "tests/support/TestEngine.h"

#include <QSemaphore>
#include <QThreadPool>

using namespace ferry;

/// A disk that says only afterwards that it has not taken what was written, and says so once; and one that is busy.
class TestEngineDisk : public QObject
{
    Q_OBJECT

private slots:
    void lostBytesAreFetchedAgain();
    void goesOnFromWhatWasOnTheDisk();
    void lastWordIsWaitedFor();
    void recordWaitsForNoCopy();
    void digestWaitsForNoCopy();

private:
    static DownloadRequest once(const QUrl &url)
    {
        DownloadRequest request = downloadOf(url);
        request.options.retries = 0;
        return request;
    }
    static QStringList records(const TestEngine &engine)
    {
        return engine.temporaryFiles().filter(QStringLiteral(".ferry-part.json"));
    }
};

void TestEngineDisk::lostBytesAreFetchedAgain()
{
    std::atomic<int> answer = EIO;
    const SyncHook hook([&] { return answer.exchange(0); });
    HalfServer server;
    TestEngine engine;
    const TransferId id = engine->add(once(server.url()));
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Target);
    QTRY_COMPARE(engine.temporaryFiles(), QStringList());
    server.open();
    engine->retry({id});
    QVERIFY(engine.probe().waitForState(id, TransferState::Ready));
    QCOMPARE(server.starts(), (QList<qint64>{0, 0}));
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == server.content());
}

void TestEngineDisk::goesOnFromWhatWasOnTheDisk()
{
    std::atomic<int> answer = 0;
    const SyncHook hook([&] { return answer.exchange(0); });
    constexpr qint64 first = 300'000;
    const QByteArray content = QByteArray(400'000, 'a') + QByteArray(400'000, 'b');
    const QByteArray size = QByteArray::number(content.size());
    Gate more;
    Gate never;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (log.count() == 1) {
            peer.send("HTTP/1.1 200 X\r\nETag: \"1\"\r\nAccept-Ranges: bytes\r\nContent-Length: " + size + "\r\n\r\n");
            peer.send(content.first(first));
            peer.await(more);
            peer.send(content.sliced(first, first));
            peer.await(never);
            return;
        }
        const qint64 from = request.header("Range").mid(6).chopped(1).toLongLong();
        peer.send("HTTP/1.1 206 X\r\nETag: \"1\"\r\nContent-Length: " + QByteArray::number(content.size() - from) +
                  "\r\nContent-Range: bytes " + QByteArray::number(from) + "-799999/" + size + "\r\n\r\n" +
                  content.sliced(from));
    }));
    TestEngine engine;
    const TransferId id = engine->add(once(server.url()));
    QTRY_COMPARE(records(engine).size(), 1);
    answer = EIO;
    more.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Target);
    engine->retry({id});
    QVERIFY(engine.probe().waitForState(id, TransferState::Ready));
    QCOMPARE(log.at(1).header("Range"), QByteArray("bytes=300000-"));
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == content);
    never.open();
}

// All is here, but what was written a second ago is still on its way to the disk.
void TestEngineDisk::lastWordIsWaitedFor()
{
    QSemaphore asked;
    QSemaphore mayAnswer;
    std::atomic<bool> isFirst = true;
    const SyncHook hook([&] {
        if (!isFirst.exchange(false))
            return 0;
        asked.release();
        mayAnswer.acquire();
        return EIO;
    });
    HalfServer server;
    TestEngine engine;
    DownloadRequest request = once(server.url());
    request.saveTo = SaveTarget{engine.target(), QStringLiteral("a"), NameTaken::KeepBoth};
    const TransferId id = engine->add(request);
    QTRY_VERIFY(asked.available() > 0);
    server.open();
    QTRY_VERIFY(engine.probe().last(id).bytesDone == 2 * HalfServer::half);
    QTRY_VERIFY(engine.probe().state(id) >= TransferState::Verifying);
    mayAnswer.release();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Target);
    QTRY_COMPARE(engine.saved(), QStringList());
}

void TestEngineDisk::recordWaitsForNoCopy()
{
    QSemaphore mayEnd;
    QThreadPool &pool = *QThreadPool::globalInstance();
    for (int i = 0; i < pool.maxThreadCount(); ++i)
        pool.start([&] { mayEnd.acquire(); });
    HalfServer server;
    TestEngine engine;
    engine->add(once(server.url()));
    const bool isWritten = QTest::qWaitFor([&] { return records(engine).size() == 1; }, EngineProbe::patience);
    mayEnd.release(pool.maxThreadCount());
    QVERIFY(isWritten);
}

// Two copies of hours on two processors would else hold up whatever is to be verified.
void TestEngineDisk::digestWaitsForNoCopy()
{
    QSemaphore mayEnd;
    const int copies = QThreadPool::globalInstance()->maxThreadCount();
    QVERIFY(copies < copyThreads().maxThreadCount());
    for (int i = 0; i < copies; ++i)
        copyThreads().start([&] { mayEnd.acquire(); });
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    UploadRequest request = uploadOf(server.url(), engine.file(QStringLiteral("a"), "bytes"));
    request.contentDigest = true;
    const TransferId id = engine->add(request);
    const bool isDone = engine.probe().waitForState(id, TransferState::Done);
    mayEnd.release(copies);
    copyThreads().waitForDone();
    QVERIFY(isDone);
}

QTEST_GUILESS_MAIN(TestEngineDisk)
#include "tst_engine_disk.moc"
