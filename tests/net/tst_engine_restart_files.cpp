#include "core/engine/CopyThreads.h"
#include "tests/support/BusyPool.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/HalfServer.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/RequestLog.h"
#include "tests/support/StorePlace.h"

#include <atomic>

using namespace ferry;

/// What becomes of bytes when a launch ends: half a download, a finished one, one on its way to its place, an upload.
class TestEngineRestartFiles : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_place = std::make_unique<StorePlace>(); }
    void download_goesOnAfterAQuit();
    void download_goesOnAfterAKill();
    void failed_keepsItsBytes();
    void ready_isStillThere();
    void ready_whoseFileIsGoneFailsAndCanBeFetchedAgain();
    void saving_goesOn();
    void saving_ofWhatIsRemovedBeforeTheQueueBegins();
    void saving_toAnotherPlaceIsNotTakenForTheFirst();
    void saving_ofWhatWasRemovedEndsWithTheQuit();
    void saving_byCopyIsNotDoneTwice();
    void removedHistoryTakesItsFiles();
    void longAnswerThatMayTellASecretGoesWithTheLaunch();
    void unclaimedFilesGo();
    void upload_notSentWholeIsSentAfterAQuit();
    void upload_thatMayHaveArrivedIsUnknownAfterAQuit();
    void upload_underWayIsUnknownAfterAKill();
    void upload_thatMayBeRepeatedIsQueuedAfterAKill();

private:
    std::unique_ptr<StorePlace> m_place;
};

void TestEngineRestartFiles::download_goesOnAfterAQuit()
{
    HalfServer server;
    TestEngine engine(m_place->options());
    const TransferId before = engine->add(downloadOf(server.url()));
    QTRY_COMPARE(engine.probe().last(before).bytesDone, HalfServer::half);
    engine.restart();
    QTRY_COMPARE(server.starts(), (QList<qint64>{0, HalfServer::half}));
    server.open();
    QVERIFY(engine.probe().waitForState(1, TransferState::Ready));
    QCOMPARE(TestEngine::contentOf(engine.probe().last(1).tempPath), server.content());
}

// As much as was written down by then; the rest of it is fetched again.
void TestEngineRestartFiles::download_goesOnAfterAKill()
{
    HalfServer server;
    TestEngine engine(m_place->options());
    const TransferId before = engine->add(downloadOf(server.url()));
    QTRY_COMPARE(engine.probe().last(before).bytesDone, HalfServer::half);
    const QDir place(engine->temporaryDirectory());
    QTRY_COMPARE(place.entryList({QStringLiteral("*.ferry-part.json")}, QDir::Files | QDir::Hidden).size(), 1);
    const EngineOptions killed = m_place->killed();
    engine.end(); // only the copy knows of it; the bytes are where they were
    TestEngine next(killed);
    QTRY_COMPARE(server.starts(), (QList<qint64>{0, HalfServer::half}));
    server.open();
    QVERIFY(next.probe().waitForState(1, TransferState::Ready));
    QCOMPARE(TestEngine::contentOf(next.probe().last(1).tempPath), server.content());
    Q_UNUSED(before)
}

void TestEngineRestartFiles::failed_keepsItsBytes()
{
    HalfServer server;
    server.breakOff();
    TestEngine engine(m_place->options());
    DownloadRequest request = downloadOf(server.url());
    request.options.retries = 0;
    const TransferId before = engine.run(request);
    QCOMPARE(engine.probe().state(before), TransferState::Failed);
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Failed));
    server.open();
    engine->retry({1});
    QVERIFY(engine.probe().waitForState(1, TransferState::Ready));
    QCOMPARE(server.starts(), (QList<qint64>{0, HalfServer::half}));
    QCOMPARE(TestEngine::contentOf(engine.probe().last(1).tempPath), server.content());
}

void TestEngineRestartFiles::ready_isStillThere()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "kept bytes"));
    TestEngine engine(m_place->options());
    const TransferId before = engine.run(downloadOf(server.url(QStringLiteral("/file.bin"))));
    engine->rename(before, QStringLiteral("mine.bin"));
    QTRY_COMPARE(engine.probe().last(before).name, QStringLiteral("mine.bin"));
    const QString path = engine.probe().last(before).tempPath;
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Ready));
    QCOMPARE(engine.probe().last(1).tempPath, path);
    QCOMPARE(engine.probe().last(1).name, QStringLiteral("mine.bin"));
    engine->findLeftovers(); // an item has it: it is not offered too
    QTRY_COMPARE(engine.probe().leftoverAnswers, 1);
    QVERIFY(engine.probe().leftovers.isEmpty());
    engine->save(1, {engine.target(), {}, NameTaken::KeepBoth});
    QVERIFY(engine.probe().waitForState(1, TransferState::Done));
    QCOMPARE(TestEngine::contentOf(engine.target() + QStringLiteral("/mine.bin")), "kept bytes");
    QCOMPARE(log.count(), 1);
}

void TestEngineRestartFiles::ready_whoseFileIsGoneFailsAndCanBeFetchedAgain()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(m_place->options());
    const TransferId before = engine.run(downloadOf(server.url()));
    const QString path = engine.probe().last(before).tempPath;
    engine.end();
    QVERIFY(QFile::remove(path));
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Failed));
    QCOMPARE(engine.probe().last(1).error->kind, ErrorKind::Target);
    engine->retry({1});
    QVERIFY(engine.probe().waitForState(1, TransferState::Ready));
}

void TestEngineRestartFiles::saving_goesOn()
{
    const QByteArray content(8 * 1024 * 1024, 's');
    RequestLog log;
    ScriptedServer server(log.script(200, content));
    for (int round = 0; round < 5; ++round) {
        init();
        TestEngine engine(m_place->options());
        DownloadRequest request = downloadOf(server.url(QStringLiteral("/f.bin")));
        request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
        const TransferId before = engine->add(request);
        QTRY_VERIFY(engine.probe().state(before) == TransferState::Saving ||
                    engine.probe().state(before) == TransferState::Done);
        engine.restart();
        QVERIFY(engine.probe().waitForState(1, TransferState::Done));
        QCOMPARE(engine.saved(), QStringList{QStringLiteral("f.bin")});
        QCOMPARE(TestEngine::contentOf(engine.probe().last(1).savedPath), content);
    }
}

namespace {

DownloadRequest savedDownload(const ScriptedServer &server, const QString &directory)
{
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/f.bin")));
    request.saveTo = SaveTarget{directory, {}, NameTaken::KeepBoth};
    return request;
}

} // namespace

void TestEngineRestartFiles::saving_toAnotherPlaceIsNotTakenForTheFirst()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(m_place->options());
    const QString other = engine.target() + QStringLiteral("/other");
    QVERIFY(QDir().mkdir(other));
    const BusyPool busy(copyThreads());
    const TransferId before = engine->add(savedDownload(server, engine.target()));
    QVERIFY(engine.probe().waitForState(before, TransferState::Saving));
    engine->cancel({before});
    QVERIFY(engine.probe().waitForState(before, TransferState::Ready));
    engine->save(before, {other, QStringLiteral("mine.bin"), NameTaken::KeepBoth});
    QVERIFY(engine.probe().waitForState(before, TransferState::Saving));
    TestEngine next(m_place->killed());
    QVERIFY(next.probe().waitForState(1, TransferState::Ready));
    next->findLeftovers(); // answered after the queue has begun
    QTRY_COMPARE(next.probe().leftoverAnswers, 1);
    QCOMPARE(next.probe().state(1), TransferState::Ready);
}

void TestEngineRestartFiles::saving_ofWhatWasRemovedEndsWithTheQuit()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(m_place->options());
    const BusyPool busy(copyThreads());
    const TransferId before = engine->add(savedDownload(server, engine.target()));
    QVERIFY(engine.probe().waitForState(before, TransferState::Saving));
    const QString file = engine.probe().last(before).tempPath;
    QVERIFY(QFile::exists(file));
    engine->remove({before}); // heard together with the quit
    engine.end();
    QVERIFY(!QFile::exists(file));
    engine.restart();
    engine->findLeftovers();
    QTRY_COMPARE(engine.probe().leftoverAnswers, 1);
    QVERIFY(engine.probe().history.isEmpty());
}

void TestEngineRestartFiles::saving_ofWhatIsRemovedBeforeTheQueueBegins()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(m_place->options());
    const BusyPool busy(copyThreads());
    const TransferId before = engine->add(savedDownload(server, engine.target()));
    QVERIFY(engine.probe().waitForState(before, TransferState::Saving));
    TestEngine next(m_place->killed());
    next->remove({1}); // heard before the queue begins
    QTRY_VERIFY(next.probe().gone.contains(1));
    next->findLeftovers(); // something that is answered after the beginning
    QTRY_COMPARE(next.probe().leftoverAnswers, 1);
    QCOMPARE(next.probe().state(1), TransferState::Ready);
}

// The copy has its name, and nobody may have written that down.
void TestEngineRestartFiles::saving_byCopyIsNotDoneTwice()
{
    RequestLog log;
    ScriptedServer server(log.script(200, QByteArray(4 * 1024 * 1024, 's')));
    for (int round = 0; round < 8; ++round) {
        init();
        TestEngine engine(m_place->options());
        const MountedPlace elsewhere(engine.target() + QStringLiteral("/elsewhere"), "size=64m");
        if (!elsewhere.isMounted())
            QSKIP(MountedPlace::whyNot);
        const TransferId before = engine.run(downloadOf(server.url(QStringLiteral("/f.bin"))));
        engine->save(before, {elsewhere.path(), QStringLiteral("f.bin"), NameTaken::KeepBoth});
        while (!QFile::exists(elsewhere.filePath(QStringLiteral("f.bin"))))
            QCoreApplication::processEvents();
        const EngineOptions killed = m_place->killed();
        engine.end();
        TestEngine next(killed);
        QVERIFY(next.probe().waitForState(1, TransferState::Done));
        QCOMPARE(next.probe().last(1).savedPath, elsewhere.filePath(QStringLiteral("f.bin")));
        QCOMPARE(TestEngine::namesIn(elsewhere.path()), QStringList{QStringLiteral("f.bin")});
    }
}

void TestEngineRestartFiles::removedHistoryTakesItsFiles()
{
    const QByteArray longAnswer(2 * 1024 * 1024, 'a'); // too long for the store
    ScriptedServer server([&](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(200, longAnswer);
    });
    TestEngine engine(m_place->options());
    const UploadRequest upload = uploadOf(server.url(), engine.file(QStringLiteral("a"), "abc"));
    engine.run(upload);
    engine.run(upload);
    const auto answers = [&] {
        const QDir place(engine->temporaryDirectory());
        QList<qint64> sizes;
        for (const QFileInfo &file : place.entryInfoList(QDir::Files | QDir::Hidden)) {
            if (file.size() == longAnswer.size())
                sizes.append(file.size());
        }
        return sizes.size();
    };
    engine.restart();
    QTRY_COMPARE(engine.probe().history.size(), 2);
    QCOMPARE(answers(), 2);
    engine->remove({1});
    QTRY_VERIFY(engine.probe().gone.contains(1));
    QCOMPARE(answers(), 1);
    engine->loadExchange(2);
    QTRY_COMPARE(engine.probe().last(2).exchange->bodySize, longAnswer.size());
}

// What does not fit into memory lies in a file as it came, and the store has the rest with asterisks.
void TestEngineRestartFiles::longAnswerThatMayTellASecretGoesWithTheLaunch()
{
    const QByteArray secret = "s3cret-of-the-lab";
    ScriptedServer server([](ScriptPeer &peer) {
        const QByteArray head = peer.readRequest();
        peer.reply(200, head.repeated(int(2 * Exchange::bodyLimit / head.size())));
    });
    TestEngine engine(m_place->options());
    UploadRequest upload = uploadOf(server.url(), engine.file(QStringLiteral("a"), "abc"));
    upload.options.bearerToken = QString::fromLatin1(secret);
    const TransferId id = engine.run(upload);
    const QString file = engine.probe().last(id).exchange->bodyFile;
    QVERIFY(TestEngine::contentOf(file).contains(secret)); // as the server said it, for whoever looks at it now
    engine.end();
    QVERIFY(!QFile::exists(file));
    engine.restart();
    QTRY_COMPARE(engine.probe().history.size(), 1);
    engine->loadExchange(1);
    QTRY_VERIFY(!engine.probe().last(1).exchange->partial);
    const Exchange &kept = *engine.probe().last(1).exchange;
    QVERIFY(kept.bodySize > Exchange::bodyLimit);
    QCOMPARE(kept.bodyFile, QString());
    QVERIFY(!kept.body.isEmpty() && !kept.body.contains(secret));
}

void TestEngineRestartFiles::unclaimedFilesGo()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(m_place->options());
    const TransferId before = engine.run(downloadOf(server.url(QStringLiteral("/kept"))));
    const QString directory = engine->temporaryDirectory();
    const QString claimed = engine.probe().last(before).tempPath;
    engine.end();
    const QString stray = directory + QStringLiteral("/.ferry-stray.part");
    QVERIFY(QFile(stray).open(QIODevice::WriteOnly));
    {
        EngineOptions none;
        none.temporaryRoot = QFileInfo(directory).path();
        TestEngine other(none); // nobody else clears up there
        other.end();
    }
    QVERIFY(QFile::exists(stray) && QFile::exists(claimed));
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Ready));
    QCOMPARE(engine->temporaryDirectory(), directory);
    QTRY_VERIFY(!QFile::exists(stray));
    QVERIFY(QFile::exists(claimed));
    engine->remove({1});
    QTRY_VERIFY(!QFile::exists(claimed));
}

void TestEngineRestartFiles::upload_notSentWholeIsSentAfterAQuit()
{
    std::atomic<int> whole = 0;
    ScriptedServer server([&](ScriptPeer &peer) {
        if (peer.index() == 0) {
            peer.setReceiveBuffer(4096);
            peer.stall(); // reads nothing: the upload cannot leave whole
            return;
        }
        if (!peer.readRequest().isEmpty())
            ++whole;
        peer.reply(200);
    });
    TestEngine engine(m_place->options());
    const TransferId before =
        engine->add(uploadOf(server.url(), engine.largeFile(QStringLiteral("big"), 32 * 1024 * 1024)));
    QVERIFY(engine.probe().waitForState(before, TransferState::Sending));
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Done));
    QCOMPARE(whole, 1);
}

void TestEngineRestartFiles::upload_thatMayHaveArrivedIsUnknownAfterAQuit()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) { peer.stall(); }));
    TestEngine engine(m_place->options());
    const TransferId before = engine->add(uploadOf(server.url(), engine.file(QStringLiteral("a"), "abc")));
    QVERIFY(engine.probe().waitForState(before, TransferState::Awaiting));
    QTRY_COMPARE(log.count(), 1);
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Unknown));
    QCOMPARE(engine.probe().last(1).error->kind, ErrorKind::UnknownOutcome);
    QCOMPARE(server.connections(), 1);
}

void TestEngineRestartFiles::upload_underWayIsUnknownAfterAKill()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.setReceiveBuffer(4096);
        peer.stall();
    });
    TestEngine engine(m_place->options());
    const TransferId before =
        engine->add(uploadOf(server.url(), engine.largeFile(QStringLiteral("big"), 32 * 1024 * 1024)));
    QTRY_COMPARE(server.connections(), 1); // from the first byte on, whatever anybody has seen of it
    const EngineOptions killed = m_place->killed();
    TestEngine next(killed);
    QVERIFY(next.probe().waitForState(1, TransferState::Unknown));
    QVERIFY(engine.probe().state(before) != TransferState::Unknown);
    next->retry({1}); // the person may
    QTRY_COMPARE(server.connections(), 2);
}

void TestEngineRestartFiles::upload_thatMayBeRepeatedIsQueuedAfterAKill()
{
    ScriptedServer server([](ScriptPeer &peer) { peer.stall(); });
    TestEngine engine(m_place->options());
    UploadRequest request = uploadOf(server.url(), engine.largeFile(QStringLiteral("big"), 32 * 1024 * 1024));
    request.idempotencyKey = QByteArrayLiteral("once");
    engine->add({putOf(server.url(), request.files.first().path), request});
    QTRY_COMPARE(server.connections(), 2);
    const EngineOptions killed = m_place->killed();
    const TestEngine next(killed);
    QTRY_COMPARE(server.connections(), 4);
    QTRY_VERIFY(isOnWire(next.probe().state(1)) && isOnWire(next.probe().state(2)));
}

QTEST_GUILESS_MAIN(TestEngineRestartFiles)
#include "tst_engine_restart_files.moc"
