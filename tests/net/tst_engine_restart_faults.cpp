#include "tests/support/engine/TestEngine.h"
#include "tests/support/HalfServer.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/RequestLog.h"
#include "tests/support/StorePlace.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <atomic>

using namespace ferry;

/// What must survive that something is missing or in the way: a drive, the store, a thread, a secret.
class TestEngineRestartFaults : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_place = std::make_unique<StorePlace>(); }
    void killedWhileItAsksForTheRest_keepsWhatItHeld();
    void quitWithCopiesUnderWay_ends();
    void driveThatIsAwayForOneStart_keepsThePart();
    void partThatCannotBeOpenedNow_staysForTheNextAttempt();
    void lostStore_leavesThePartToTheSameAddress();
    void lostStore_leavesAPartInItsFolderToo();
    void storeThatCannotBeWritten_holdsWhatMustNotBeSentTwice();
    void retriedFromHistory_isHeldForItsSecrets();

private:
    std::unique_ptr<StorePlace> m_place;
};

namespace {

/// A download of which half is here, and written down.
TransferId halfOf(TestEngine &engine, const DownloadRequest &request, const QString &folder)
{
    const TransferId id = engine->add(request);
    const auto isNoted = [&] {
        return engine.probe().last(id).bytesDone == HalfServer::half &&
               !QDir(folder).entryList({QStringLiteral("*.ferry-part.json")}, QDir::Files | QDir::Hidden).isEmpty();
    };
    return QTest::qWaitFor(isNoted, FERRY_TEST_PATIENCE) ? id : 0;
}

} // namespace

void TestEngineRestartFaults::killedWhileItAsksForTheRest_keepsWhatItHeld()
{
    const QByteArray content(1024 * 1024, 'c');
    std::atomic<int> asked = 0;
    std::atomic<qint64> from = -1;
    ScriptedServer server([&](ScriptPeer &peer) {
        const QByteArray head = peer.readHead();
        const int number = ++asked;
        if (number == 1) {
            peer.send("HTTP/1.1 200 OK\r\nAccept-Ranges: bytes\r\nETag: \"v1\"\r\nContent-Length: 1048576\r\n\r\n" +
                      content.first(HalfServer::half));
        } else if (number == 3) {
            from = ScriptedServer::headerValue(head, "Range").mid(6).split('-').first().toLongLong();
        }
        peer.stall(); // the second is killed before it is answered
    });
    TestEngine engine(m_place->options());
    const TransferId id = halfOf(engine, downloadOf(server.url()), engine->temporaryDirectory());
    QVERIFY(id);
    engine->pause({id});
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    engine->resume({id});
    QTRY_COMPARE(asked, 2);
    QVERIFY(engine.probe().waitForState(id, TransferState::Awaiting));
    const EngineOptions killed = m_place->killed();
    engine.end();
    const TestEngine next(killed);
    QTRY_COMPARE(asked, 3);
    QCOMPARE(from, HalfServer::half);
}

// The end waits for records to be written, on the threads that copies may have; and a copy waits for the engine.
void TestEngineRestartFaults::quitWithCopiesUnderWay_ends()
{
    HalfServer half;
    RequestLog log;
    ScriptedServer server(log.script(200, QByteArray(16 * 1024 * 1024, 's')));
    TestEngine engine(m_place->options());
    const MountedPlace elsewhere(engine.target() + QStringLiteral("/elsewhere"), "size=200m");
    if (!elsewhere.isMounted())
        QSKIP(MountedPlace::whyNot);
    const QList<TransferId> whole = engine->add(QList<TransferRequest>(4, downloadOf(server.url())));
    QVERIFY(engine.probe().waitForOutcomes(whole));
    QVERIFY(halfOf(engine, downloadOf(half.url()), engine->temporaryDirectory()));
    for (const TransferId id : whole)
        engine->save(id, {elsewhere.path(), {}, NameTaken::KeepBoth});
    QVERIFY(engine.probe().waitForState(whole.last(), TransferState::Saving));
    engine.restart();
    half.open();
    QVERIFY(engine.probe().waitForState(5, TransferState::Ready));
    QCOMPARE(half.starts(), (QList<qint64>{0, HalfServer::half}));
}

void TestEngineRestartFaults::driveThatIsAwayForOneStart_keepsThePart()
{
    HalfServer server;
    TestEngine engine(m_place->options());
    const QString drive = engine.target() + QStringLiteral("/drive");
    const QString away = engine.target() + QStringLiteral("/away");
    DownloadRequest request = downloadOf(server.url());
    request.saveTo = SaveTarget{drive, {}, NameTaken::KeepBoth};
    {
        const MountedPlace mounted(drive, nullptr);
        if (!mounted.isMounted())
            QSKIP(MountedPlace::whyNot);
        const TransferId id = halfOf(engine, request, drive);
        QVERIFY(id);
        engine->pause({id});
        QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
        engine.end();
    }
    QVERIFY(QDir().rename(drive, away));
    for (int start = 0; start < 2; ++start) {
        engine.restart();
        QVERIFY(engine.probe().waitForState(1, TransferState::Paused));
        engine->setPriority({1}, start == 0 ? Priority::High : Priority::Normal); // so that it is written anew
        QTRY_COMPARE(engine.probe().last(1).priority, start == 0 ? Priority::High : Priority::Normal);
        engine.end();
    }
    QVERIFY(QDir().rename(away, drive));
    const MountedPlace mounted(drive, nullptr);
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Paused));
    engine->resume({1});
    server.open();
    QVERIFY(engine.probe().waitForState(1, TransferState::Done));
    QCOMPARE(server.starts(), (QList<qint64>{0, HalfServer::half}));
    QCOMPARE(TestEngine::contentOf(engine.probe().last(1).savedPath), server.content());
}

void TestEngineRestartFaults::partThatCannotBeOpenedNow_staysForTheNextAttempt()
{
    HalfServer server;
    TestEngine engine(m_place->options());
    const MountedPlace drive(engine.target() + QStringLiteral("/drive"), "size=8m");
    if (!drive.isMounted())
        QSKIP(MountedPlace::whyNot);
    DownloadRequest request = downloadOf(server.url());
    request.saveTo = SaveTarget{drive.path(), {}, NameTaken::KeepBoth};
    QVERIFY(halfOf(engine, request, drive.path()));
    engine.restart(); // nobody has it open
    QVERIFY(engine.probe().waitForState(1, TransferState::Receiving));
    engine->pause({1});
    QVERIFY(engine.probe().waitForState(1, TransferState::Paused));
    engine.end();
    QVERIFY(drive.makeReadOnly());
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Paused));
    engine->resume({1});
    QVERIFY(engine.probe().waitForState(1, TransferState::Failed));
    QCOMPARE(engine.probe().last(1).error->kind, ErrorKind::Target);
    QVERIFY(drive.makeWritable());
    server.open();
    engine->retry({1});
    QVERIFY(engine.probe().waitForState(1, TransferState::Done));
    QCOMPARE(server.starts(), (QList<qint64>{0, HalfServer::half, HalfServer::half}));
    QCOMPARE(TestEngine::contentOf(engine.probe().last(1).savedPath), server.content());
}

namespace {

/// As a file of nothing but x.
bool damage(const QString &path)
{
    QFile store(path);
    return store.open(QIODevice::WriteOnly) && store.write(QByteArray(9000, 'x')) == 9000;
}

} // namespace

void TestEngineRestartFaults::lostStore_leavesThePartToTheSameAddress()
{
    HalfServer server;
    TestEngine engine(m_place->options());
    QVERIFY(halfOf(engine, downloadOf(server.url()), engine->temporaryDirectory()));
    engine.end();
    QVERIFY(damage(m_place->storeFile()));
    engine.restart();
    QTRY_COMPARE(engine.probe().storeProblems.size(), 1);
    QCOMPARE(engine.probe().storeProblems.first().kind, StoreProblem::MovedAside);
    QUrl other = server.url();
    other.setQuery(QStringLiteral("other"));
    engine->add(downloadOf(other));
    QTRY_COMPARE(server.starts(), (QList<qint64>{0, 0}));
    const TransferId id = engine->add(downloadOf(server.url()));
    QTRY_COMPARE(server.starts(), (QList<qint64>{0, 0, HalfServer::half}));
    server.open();
    QVERIFY(engine.probe().waitForState(id, TransferState::Ready));
    QCOMPARE(TestEngine::contentOf(engine.probe().last(id).tempPath), server.content());
}

void TestEngineRestartFaults::lostStore_leavesAPartInItsFolderToo()
{
    HalfServer server;
    TestEngine engine(m_place->options());
    const MountedPlace drive(engine.target() + QStringLiteral("/drive"), nullptr);
    if (!drive.isMounted())
        QSKIP(MountedPlace::whyNot);
    DownloadRequest request = downloadOf(server.url());
    request.saveTo = SaveTarget{drive.path(), QStringLiteral("f.bin"), NameTaken::KeepBoth};
    QVERIFY(halfOf(engine, request, drive.path()));
    engine.end();
    QVERIFY(damage(m_place->storeFile()));
    engine.restart();
    QTRY_COMPARE(engine.probe().storeProblems.size(), 1);
    const TransferId id = engine->add(request);
    server.open();
    QVERIFY(engine.probe().waitForState(id, TransferState::Done));
    QCOMPARE(server.starts(), (QList<qint64>{0, HalfServer::half}));
    QCOMPARE(TestEngine::contentOf(drive.filePath(QStringLiteral("f.bin"))), server.content());
    QCOMPARE(TestEngine::namesIn(drive.path()), QStringList{QStringLiteral("f.bin")});
}

void TestEngineRestartFaults::storeThatCannotBeWritten_holdsWhatMustNotBeSentTwice()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(m_place->options());
    engine.run(downloadOf(server.url())); // the store is open by now
    const QString connection = QStringLiteral("in the way");
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        other.setDatabaseName(m_place->storeFile());
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(QStringLiteral("BEGIN IMMEDIATE")));
        const TransferId id = engine->add(uploadOf(server.url(), engine.file(QStringLiteral("a"), "abc")));
        QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
        QTRY_VERIFY(engine.probe().last(id).error);
        QCOMPARE(engine.probe().last(id).error->kind, ErrorKind::Header);
        QVERIFY(engine.probe().last(id).error->detail.contains(m_place->storeFile())); // on which disk to make room
        QCOMPARE(engine.probe().storeProblems.last().kind, StoreProblem::Failed);
        QCOMPARE(log.count(), 1);
        // What may be sent twice goes on.
        engine.run(downloadOf(server.url()));
        QCOMPARE(log.count(), 2);
        QVERIFY(QSqlQuery(other).exec(QStringLiteral("ROLLBACK")));
        // The store is tried again after a while, with the next change.
        QTRY_VERIFY_WITH_TIMEOUT((engine->setPriority({id}, Priority::High),
                                  engine->setPriority({id}, Priority::Normal),
                                  engine.probe().storeProblems.last().kind == StoreProblem::None),
                                 FERRY_TEST_PATIENCE);
        engine->resume({id});
        QVERIFY(engine.probe().waitForState(id, TransferState::Done));
        QCOMPARE(log.count(), 3);
    }
    QSqlDatabase::removeDatabase(connection);
}

void TestEngineRestartFaults::retriedFromHistory_isHeldForItsSecrets()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) { peer.reply(404, {}); }));
    TestEngine engine(m_place->options());
    UploadRequest request = uploadOf(server.url(), engine.file(QStringLiteral("a"), "abc"));
    request.fields.append(FormField{QStringLiteral("token"), QByteArrayLiteral("canary"), {}});
    engine.run(request);
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Refused));
    const auto fieldsOf = [&engine] {
        return std::get<UploadRequest>(*engine.probe().last(1).request).fields;
    };
    QCOMPARE(fieldsOf().last(), (FormField{QStringLiteral("token"), {}, {}})); // by which a sheet asks for it
    engine->retry({1});
    QVERIFY(engine.probe().waitForState(1, TransferState::Paused));
    QVERIFY(fieldsOf().isEmpty() || fieldsOf().last().name != QStringLiteral("token")); // never sent empty
    QVERIFY(engine.probe().last(1).error->detail.contains(QStringLiteral("token")));
    QCOMPARE(log.count(), 1);
    engine->resume({1}); // without it
    QVERIFY(engine.probe().waitForOutcome(1));
    QCOMPARE(log.count(), 2);
    engine->retry({1}); // and now it is known what is sent
    QVERIFY(engine.probe().waitForOutcome(1, 2));
}

QTEST_GUILESS_MAIN(TestEngineRestartFaults)
#include "tst_engine_restart_faults.moc"
