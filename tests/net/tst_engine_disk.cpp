#include "core/engine/CopyThreads.h"
#include "core/io/PartRecord.h"
#include "tests/support/BusyPool.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/HalfServer.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/RequestLog.h"
#include "tests/support/StorePlace.h"
#include "tests/support/SyncHook.h"

#include <fcntl.h>
#include <QDirIterator>
#include <QSemaphore>
#include <QThread>
#include <QThreadPool>
#include <sys/file.h>
#include <unistd.h>

using namespace ferry;

/// A disk that says only afterwards that it has not taken what was written, and says so once; and one that is busy.
class TestEngineDisk : public QObject
{
    Q_OBJECT

private slots:
    void lostBytesAreFetchedAgain();
    void goesOnFromWhatWasOnTheDisk();
    void lastWordIsWaitedFor();
    void queueIsKeptUntilItsRecordsAreWritten();
    void recordWaitsForNoCopy();
    void digestWaitsForNoCopy();
    void removedWhileItsCopyWaits_isGoneAfterAKill();

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

namespace {

bool isEngineThread()
{
    return QThread::currentThread()->objectName() == QLatin1String("ferry-engine");
}

/// Whether the engine's thread waits for something, in this moment.
bool engineWaits()
{
    QDirIterator threads(QStringLiteral("/proc/self/task"), QDir::Dirs | QDir::NoDotAndDotDot);
    while (threads.hasNext()) {
        const QByteArray stat = TestEngine::contentOf(threads.next() + QStringLiteral("/stat")); // "7 (name) S ..."
        if (stat.contains("(ferry-engine) "))
            return stat.contains("(ferry-engine) S ");
    }
    return false;
}

/// Whether another launch could have the queue.
bool isQueueFree(const StorePlace &place)
{
    const int lock = ::open(QFile::encodeName(place.storeFile() + QStringLiteral(".lock")).constData(), O_RDWR);
    const bool isFree = lock >= 0 && ::flock(lock, LOCK_EX | LOCK_NB) == 0;
    ::close(lock);
    return isFree;
}

} // namespace

// Whoever has it next reads them. The disk here is slow until the engine waits for it, or waits no more.
void TestEngineDisk::queueIsKeptUntilItsRecordsAreWritten()
{
    const StorePlace place;
    std::atomic<bool> isEnding = false;
    std::atomic<int> written = 0;
    std::atomic<bool> isEarly = false;
    const SyncHook hook([&] {
        if (!isEnding || isEngineThread())
            return 0;
        for (bool waits = false; !waits && !isEarly; QThread::yieldCurrentThread()) {
            waits = engineWaits();
            isEarly = isQueueFree(place);
        }
        ++written;
        return 0;
    });
    HalfServer server;
    TestEngine engine(place.options());
    const TransferId id = engine->add(once(server.url()));
    QTRY_COMPARE(engine.probe().last(id).bytesDone, HalfServer::half);
    isEnding = true;
    engine.end();
    QVERIFY(written > 0);
    QVERIFY(!isEarly);
    isEnding = false;
    engine.restart();
    QTRY_COMPARE(server.starts(), (QList<qint64>{0, HalfServer::half}));
    server.open();
    QVERIFY(engine.probe().waitForState(1, TransferState::Ready));
}

void TestEngineDisk::recordWaitsForNoCopy()
{
    HalfServer server;
    TestEngine engine;
    const BusyPool copies(copyThreads());
    engine->add(once(server.url()));
    QTRY_COMPARE(records(engine).size(), 1);
}

// Two copies of hours on two processors would else hold up whatever is to be verified.
void TestEngineDisk::digestWaitsForNoCopy()
{
    const int many = QThreadPool::globalInstance()->maxThreadCount();
    QVERIFY(many < copyThreads().maxThreadCount());
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    const BusyPool copies(copyThreads(), many);
    UploadRequest request = uploadOf(server.url(), engine.file(QStringLiteral("a"), "bytes"));
    request.contentDigest = true;
    QVERIFY(engine.probe().waitForState(engine->add(request), TransferState::Done));
}

// A disk may take its time, and the copy cannot stop before it is heard from again.
void TestEngineDisk::removedWhileItsCopyWaits_isGoneAfterAKill()
{
    const StorePlace place;
    QSemaphore isWaiting;
    QSemaphore mayEnd;
    const SyncHook hook([&] {
        if (copyThreads().contains(QThread::currentThread())) {
            isWaiting.release();
            mayEnd.acquire();
        }
        return 0;
    });
    RequestLog log;
    ScriptedServer server(log.script(200, QByteArray(2 * 1024 * 1024, 's')));
    TestEngine engine(place.options());
    const MountedPlace elsewhere(engine.target() + QStringLiteral("/elsewhere"), "size=16m");
    if (!elsewhere.isMounted())
        QSKIP(MountedPlace::whyNot);
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/f.bin"))));
    engine->save(id, {elsewhere.path(), QStringLiteral("f.bin"), NameTaken::KeepBoth});
    QVERIFY(isWaiting.tryAcquire(1, 10'000));
    engine->remove({id});
    engine->setItemRateLimit({id}, 1000); // changes it once more
    engine->findLeftovers();              // answered when both are done
    QTRY_COMPARE(engine.probe().leftoverAnswers, 1);
    const QStringList files = engine.temporaryFiles();
    const EngineOptions killed = place.killed();
    mayEnd.release(10);
    QCOMPARE(files.filter(QStringLiteral(".ferry.json")), QStringList()); // nothing to offer it by
    QTRY_VERIFY(engine.probe().gone.contains(id));
    QCOMPARE(TestEngine::namesIn(elsewhere.path()), QStringList());
    TestEngine next(killed);
    next->findLeftovers();
    QTRY_COMPARE(next.probe().leftoverAnswers, 1);
    QVERIFY(next.probe().history.isEmpty());
}

QTEST_GUILESS_MAIN(TestEngineDisk)
#include "tst_engine_disk.moc"
