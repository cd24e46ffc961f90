#include "core/store/Database.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/HalfServer.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/RequestLog.h"
#include "tests/support/StorePlace.h"
#include "tests/support/SyncHook.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtEndian>
#include <QVariant>

using namespace ferry;

/// A store that is shared, damaged, of a later version, or full: transfers work all the same, and nothing is lost.
class TestEngineStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_place = std::make_unique<StorePlace>(); }
    void secondEngine_keepsNothing();
    void terminalsHistory_isShownAtTheNextStart();
    void terminalsHistory_checksCertificatesAgain();
    void damagedStore_isToldAndANewOneBegun();
    void storeThatCannotBeOpened_isTold();
    void readOnlyStore_isShownAndHeld();
    void newerStore_isShownAndHeld();
    void newerStore_keepsItsFiles();
    void fullDisk_isToldAndTriedAgain();
    void progress_isWrittenOnceASecond();
    void changesOfATurn_areOneTransaction();
    void nothingIsToldBeforeItIsOnTheDisk();

private:
    std::unique_ptr<StorePlace> m_place;
};

namespace {

constexpr quint32 laterVersion = 99;

/// Of the schema: user_version, a number of four bytes at offset 60 (sqlite.org/fileformat.html). Gives the one before.
quint32 setVersion(const QString &store, quint32 wanted)
{
    QFile file(store);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(60))
        return 0;
    const QByteArray before = file.read(4);
    QByteArray after(4, '\0');
    qToBigEndian(wanted, after.data());
    if (before.size() != 4 || !file.seek(60) || file.write(after) != 4)
        return 0;
    return qFromBigEndian<quint32>(before.constData());
}

} // namespace

void TestEngineStore::secondEngine_keepsNothing()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine owner(m_place->options());
    const TransferId kept = owner.run(downloadOf(server.url()));
    {
        EngineOptions same = m_place->options();
        same.temporaryRoot = owner.temporaryRoot();
        TestEngine second(same);
        QTRY_COMPARE(second.probe().storeProblems.size(), 1);
        QCOMPARE(second.probe().storeProblems.first().kind, StoreProblem::InUse);
        const TransferId id = second.run(downloadOf(server.url()));
        QCOMPARE(second.probe().state(id), TransferState::Ready);
        QVERIFY(second->temporaryDirectory() != owner->temporaryDirectory());
    }
    QVERIFY(QFile::exists(owner.probe().last(kept).tempPath));
    owner.restart();
    QVERIFY(owner.probe().waitForState(1, TransferState::Ready));
    QVERIFY(owner.probe().storeProblems.isEmpty());
    QCOMPARE(owner.probe().history.size(), 1);
}

void TestEngineStore::terminalsHistory_isShownAtTheNextStart()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine window(m_place->options());
    window.run(downloadOf(server.url(QStringLiteral("/window"))));
    {
        EngineOptions history = m_place->options();
        history.historyOnly = true;
        TestEngine terminal(history);
        DownloadRequest request = downloadOf(server.url(QStringLiteral("/terminal")));
        request.saveTo = SaveTarget{terminal.target(), {}, NameTaken::KeepBoth};
        const TransferId id = terminal.run(request);
        QCOMPARE(id, TransferId(1));
        QCOMPARE(terminal.probe().state(id), TransferState::Done);
        terminal.run(downloadOf(server.url(QStringLiteral("/unsaved")))); // ends with the engine: no history
    }
    window.run(downloadOf(server.url(QStringLiteral("/later"))));
    window.restart();
    QTRY_COMPARE(window.probe().history.size(), 3);
    QCOMPARE(window.probe().last(2).url().path(), QStringLiteral("/terminal"));
    QCOMPARE(window.probe().state(2), TransferState::Done);
    QCOMPARE(window.probe().last(3).url().path(), QStringLiteral("/later"));
}

// The terminal's -k is for its own run: what the window tries again checks the certificate.
void TestEngineStore::terminalsHistory_checksCertificatesAgain()
{
    RequestLog log;
    ScriptedServer server(log.script(404, "no"), TestCertificate::selfSigned());
    TestEngine window(m_place->options());
    {
        EngineOptions history = m_place->options();
        history.historyOnly = true;
        TestEngine terminal(history);
        DownloadRequest request = downloadOf(server.url());
        request.options.insecure = true;
        QCOMPARE(terminal.probe().state(terminal.run(request)), TransferState::Refused);
    }
    window.restart();
    QTRY_COMPARE(window.probe().history.size(), 1);
    window->retry({1});
    QVERIFY(window.probe().waitForState(1, TransferState::Failed));
    QCOMPARE(window.probe().error(1).tls.fault, TlsFault::SelfSigned);
    QCOMPARE(log.count(), 1);
}

void TestEngineStore::damagedStore_isToldAndANewOneBegun()
{
    QFile file(m_place->storeFile());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(9000, 'x')) == 9000);
    file.close();
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(m_place->options());
    QTRY_COMPARE(engine.probe().storeProblems.size(), 1);
    QCOMPARE(engine.probe().storeProblems.first().kind, StoreProblem::MovedAside);
    QCOMPARE(TestEngine::contentOf(engine.probe().storeProblems.first().path), QByteArray(9000, 'x'));
    engine.run(downloadOf(server.url()));
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Ready));
    QVERIFY(engine.probe().storeProblems.isEmpty());
}

void TestEngineStore::storeThatCannotBeOpened_isTold()
{
    const QString connection = QStringLiteral("in the way");
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        other.setDatabaseName(m_place->storeFile());
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(QStringLiteral("BEGIN EXCLUSIVE")));
        RequestLog log;
        ScriptedServer server(log.script(200, "x"));
        TestEngine engine(m_place->options());
        QTRY_COMPARE(engine.probe().storeProblems.size(), 1);
        QCOMPARE(engine.probe().storeProblems.first().kind, StoreProblem::NotOpened);
        const TransferId id = engine.run(downloadOf(server.url()));
        QCOMPARE(engine.probe().state(id), TransferState::Ready);
    }
    QSqlDatabase::removeDatabase(connection);
}

void TestEngineStore::readOnlyStore_isShownAndHeld()
{
    const MountedPlace disk(m_place->path() + QStringLiteral("/disk"), "size=10m");
    if (!disk.isMounted())
        QSKIP(MountedPlace::whyNot);
    Gate gate;
    ScriptedServer server(behind(gate));
    EngineOptions options;
    options.storeFile = disk.filePath(QStringLiteral("ferry.sqlite"));
    TestEngine engine(options);
    const TransferId before = engine->add(downloadOf(server.url()));
    QVERIFY(engine.probe().waitForState(before, TransferState::Awaiting));
    engine.end();
    const QByteArray store = TestEngine::contentOf(options.storeFile);
    QVERIFY(disk.makeReadOnly());
    engine.restart();
    QTRY_COMPARE(engine.probe().storeProblems.size(), 1);
    QCOMPARE(engine.probe().storeProblems.first().kind, StoreProblem::ReadOnly);
    QVERIFY(engine.probe().waitForState(1, TransferState::Paused));
    engine.end();
    QVERIFY(TestEngine::contentOf(options.storeFile) == store);
}

void TestEngineStore::newerStore_isShownAndHeld()
{
    Gate gate;
    ScriptedServer server(behind(gate));
    TestEngine engine(m_place->options());
    const TransferId before = engine->add(downloadOf(server.url()));
    QVERIFY(engine.probe().waitForState(before, TransferState::Awaiting));
    engine.end();
    QVERIFY(setVersion(m_place->storeFile(), laterVersion) > 0);
    engine.restart();
    QTRY_COMPARE(engine.probe().storeProblems.size(), 1);
    QCOMPARE(engine.probe().storeProblems.first().kind, StoreProblem::Newer);
    QVERIFY(engine.probe().waitForState(1, TransferState::Paused));
    gate.open();
    const TransferId other = engine.run(downloadOf(server.url()));
    QCOMPARE(engine.probe().state(other), TransferState::Ready);
}

// The later version shall find what it left.
void TestEngineStore::newerStore_keepsItsFiles()
{
    HalfServer server;
    RequestLog log;
    ScriptedServer other(log.script(200, "ready"));
    TestEngine engine(m_place->options());
    const TransferId half = engine->add(downloadOf(server.url()));
    engine.run(downloadOf(other.url()));
    QTRY_COMPARE(engine.probe().last(half).bytesDone, HalfServer::half);
    engine.end();
    const quint32 own = setVersion(m_place->storeFile(), laterVersion);
    QVERIFY(own > 0);
    engine.restart();
    QVERIFY(engine.probe().waitForState(1, TransferState::Paused));
    QVERIFY(engine.probe().waitForState(2, TransferState::Ready));
    engine.end();
    QCOMPARE(setVersion(m_place->storeFile(), own), laterVersion);
    engine.restart();
    QVERIFY(engine.probe().waitForState(2, TransferState::Ready));
    QCOMPARE(TestEngine::contentOf(engine.probe().last(2).tempPath), "ready");
    QTRY_COMPARE(server.starts(), (QList<qint64>{0, HalfServer::half}));
}

void TestEngineStore::fullDisk_isToldAndTriedAgain()
{
    const MountedPlace place(m_place->path(), "size=512k");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(m_place->options());
    engine.run(downloadOf(server.url()));
    QFile filler(place.filePath(QStringLiteral("filler")));
    QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (filler.write(QByteArray(4096, 'f')) == 4096) {
    }
    while (filler.write("f", 1) == 1) {
    }
    QList<TransferRequest> many(200, downloadOf(server.url(QStringLiteral("/many"))));
    const QList<TransferId> ids = engine->add(many);
    QVERIFY(engine.probe().waitForOutcomes(ids)); // they run all the same
    QTRY_VERIFY(!engine.probe().storeProblems.isEmpty());
    QCOMPARE(engine.probe().storeProblems.first().kind, StoreProblem::Failed);
    filler.close();
    QVERIFY(filler.remove());
    engine.restart(); // the last write is at the end
    QTRY_COMPARE(engine.probe().history.size(), 201);
}

// Of all that moves together. data_version is another one for each commit of somebody else.
void TestEngineStore::progress_isWrittenOnceASecond()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        while (peer.send(QByteArray(100, 'x')))
            peer.pause(20);
    }));
    TestEngine engine(m_place->options());
    const QList<TransferId> ids =
        engine->add(QList<TransferRequest>(5, downloadOf(server.url(QStringLiteral("/slow")))));
    for (const TransferId id : ids)
        QVERIFY(engine.probe().waitForState(id, TransferState::Receiving));
    const QString connection = QStringLiteral("looks on");
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        other.setDatabaseName(m_place->storeFile());
        QVERIFY(other.open());
        const auto ask = [&other](const char *text) {
            QSqlQuery query(other);
            return query.exec(QLatin1String(text)) && query.next() ? query.value(0).toLongLong() : -1;
        };
        const auto kept = [&ask] { return ask("SELECT sum(bytes_done) FROM item"); };
        const qint64 atFirst = kept();
        QTRY_VERIFY(kept() > atFirst); // what changed besides is written by now
        QElapsedTimer clock;
        clock.start();
        qint64 version = ask("PRAGMA data_version");
        const qint64 before = kept();
        int writes = 0;
        const auto threeWrites = [&] {
            writes += std::exchange(version, ask("PRAGMA data_version")) != version;
            return writes == 3;
        };
        QVERIFY(QTest::qWaitFor(threeWrites, EngineProbe::patience));
        QVERIFY2(clock.elapsed() >= 2000, QByteArray::number(clock.elapsed()).constData());
        QVERIFY(kept() > before);
    }
    QSqlDatabase::removeDatabase(connection);
}

namespace {

/// In the log of a store, where the last frame of each says how large the database is then
/// (sqlite.org/fileformat.html, 4.1).
int transactionsIn(const QString &store)
{
    const QByteArray log = TestEngine::contentOf(store + QStringLiteral("-wal"));
    constexpr qsizetype head = 32;
    if (log.size() < head)
        return 0;
    const auto number = [&log](qsizetype at) { return qFromBigEndian<quint32>(log.constData() + at); };
    const qsizetype frame = 24 + number(8);
    int count = 0;
    // One with another salt is of an earlier round of the log.
    for (qsizetype at = head; at + frame <= log.size() && log.mid(at + 8, 8) == log.mid(16, 8); at += frame)
        count += number(at + 4) > 0;
    return count;
}

EngineOptions oneAtATime(EngineOptions options)
{
    options.parallel = 1;
    return options;
}

} // namespace

void TestEngineStore::changesOfATurn_areOneTransaction()
{
    Gate gate;
    ScriptedServer server(behind(gate));
    TestEngine engine(oneAtATime(m_place->options()));
    const QList<TransferId> ids = engine->add(QList<TransferRequest>(100, downloadOf(server.url())));
    QVERIFY(engine.probe().waitForState(ids.first(), TransferState::Awaiting));
    const int before = transactionsIn(m_place->storeFile());
    QVERIFY(before > 0);
    engine->pause(ids.mid(1));
    QVERIFY(engine.probe().waitForState(ids.last(), TransferState::Paused));
    for (const TransferId id : ids.mid(1))
        QCOMPARE(engine.probe().state(id), TransferState::Paused);
    QCOMPARE(transactionsIn(m_place->storeFile()) - before, 1);
    gate.open();
}

// Whoever is told too early hears of it while the disk is waited for.
void TestEngineStore::nothingIsToldBeforeItIsOnTheDisk()
{
    Gate gate;
    ScriptedServer server(behind(gate));
    TestEngine engine(oneAtATime(m_place->options()));
    const TransferId running = engine->add(downloadOf(server.url()));
    QVERIFY(engine.probe().waitForState(running, TransferState::Awaiting));
    Database store;
    QVERIFY(store.open(m_place->storeFile(), Database::ReadOnly, std::chrono::seconds(1)));
    QTRY_COMPARE(store.value(QStringLiteral("SELECT state FROM item")).toInt(), int(TransferState::Awaiting));
    store.close(); // nothing is left to be written
    QSemaphore told;
    std::atomic<bool> waited = false;
    std::atomic<bool> tooEarly = false;
    const SyncHook hook([&] {
        if (!waited.exchange(true))
            tooEarly = told.tryAcquire(1, 300);
        return 0;
    });
    connect(&engine.engine(), &TransferEngine::changed, this, [&] { told.release(); });
    const TransferId id = engine->add(downloadOf(server.url()));
    QVERIFY(engine.probe().waitForState(id, TransferState::Queued));
    QVERIFY(waited);
    gate.open();
    QVERIFY(engine.probe().waitForOutcomes({running, id}));
    QVERIFY(!tooEarly);
    engine.end(); // before what it is connected to
}

QTEST_GUILESS_MAIN(TestEngineStore)
#include "tst_engine_store.moc"
