#include "core/engine/TransferHandle.h"
#include "core/io/OutsideParts.h"
#include "core/io/RenameReach.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/RequestLog.h"

using namespace ferry;

/// What lies in the temporary place: usable during a launch, gone after it unless saved, offered after a crash. And
/// engines that end while everything is under way.
class TestEngineTemporary : public QObject
{
    Q_OBJECT

private slots:
    void tempFile_isGoneAfterTheEngineEnds();
    void tempFile_isGoneFromAnotherFileSystemToo();
    void tempFile_keptOnAnotherFileSystemIsOfferedAtTheNextStart();
    void tempFile_isGoneWhenItsItemIsRemoved();
    void tempFile_ofARefusalGoesWithTheNextTry();
    void tempFile_keptIsOfferedAtTheNextStart();
    void leftover_canBeDiscarded();
    void leftover_ofALivingLaunchIsNotOffered();
    void leftover_unfinishedIsNotOffered();
    void leftover_unfinishedElsewhereGoesWithTheNextLaunch();
    void leftover_thatIsGoneIsNotTaken();
    void engine_mayEndWhileAllIsUnderWay();
    void engine_mayEndWithSavesUnderWay();
    void engine_mayEndAtOnce();
    void engine_endsWithoutAWord();
};

namespace {

EngineOptions keeping()
{
    EngineOptions options;
    options.keepReady = true;
    return options;
}

/// A download that stays Ready in the folder, because its name is taken there and shall not be another.
DownloadRequest takenName(const QUrl &url, const QString &folder)
{
    const QString name = QStringLiteral("taken");
    if (!QFile(folder + u'/' + name).open(QIODevice::WriteOnly))
        qFatal("no file there");
    DownloadRequest request = downloadOf(url);
    request.saveTo = SaveTarget{folder, name, NameTaken::Fail};
    return request;
}

} // namespace

void TestEngineTemporary::tempFile_isGoneAfterTheEngineEnds()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/half") {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            peer.stall();
        }
        peer.reply(200, QByteArray(2 * 1024 * 1024, 'x'));
    }));
    TestEngine engine;
    const TransferId ready = engine.run(downloadOf(server.url()));
    const TransferId longAnswer = engine.run(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")));
    const TransferId half = engine->add(downloadOf(server.url(QStringLiteral("/half"))));
    QVERIFY(engine.probe().waitForState(half, TransferState::Receiving));
    QVERIFY(QFile::exists(engine.probe().last(ready).tempPath));
    QVERIFY(QFile::exists(engine.probe().last(longAnswer).exchange->bodyFile));
    engine.end();
    QVERIFY(TestEngine::namesIn(engine.temporaryRoot()).isEmpty());
}

void TestEngineTemporary::tempFile_isGoneFromAnotherFileSystemToo()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    const QTemporaryDir elsewhere(QStringLiteral("/dev/shm/ferry-test-XXXXXX"));
    if (!elsewhere.isValid() || renameReaches(elsewhere.path(), engine.temporaryRoot()))
        QSKIP("There is no second file system to write to.");
    const TransferId id = engine.run(takenName(server.url(), elsewhere.path()));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QVERIFY(engine.probe().last(id).tempPath.startsWith(elsewhere.path()));
    engine.end();
    QCOMPARE(TestEngine::namesIn(elsewhere.path()), QStringList{QStringLiteral("taken")});
}

void TestEngineTemporary::tempFile_keptOnAnotherFileSystemIsOfferedAtTheNextStart()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "kept bytes"));
    TestEngine engine(keeping());
    const MountedPlace place(engine.target(), "size=10m");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    engine.run(takenName(server.url(), place.path()));
    QCOMPARE(engine.saved().size(), 2);
    for (int start = 0; start < 2; ++start) {
        engine.restart();
        engine->findLeftovers();
        QTRY_COMPARE(engine.probe().leftovers.size(), 1);
        QCOMPARE(engine.probe().leftovers.first().name, QStringLiteral("taken"));
        engine->adopt(engine.probe().leftovers.first());
        QVERIFY(engine.probe().waitForState(1, TransferState::Ready));
        QCOMPARE(TestEngine::contentOf(engine.probe().last(1).tempPath), "kept bytes");
    }
    engine->save(1, {engine.target(), {}, NameTaken::KeepBoth});
    QVERIFY(engine.probe().waitForState(1, TransferState::Done));
    engine.end();
    QCOMPARE(engine.saved(), (QStringList{QStringLiteral("taken"), QStringLiteral("taken (1)")}));
    QVERIFY(TestEngine::namesIn(engine.temporaryRoot()).isEmpty());
}

void TestEngineTemporary::tempFile_isGoneWhenItsItemIsRemoved()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/half") {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            peer.stall();
        }
        peer.reply(200, "x");
    }));
    TestEngine engine;
    const TransferId ready = engine.run(downloadOf(server.url()));
    const TransferId running = engine->add(downloadOf(server.url(QStringLiteral("/half"))));
    QVERIFY(engine.probe().waitForState(running, TransferState::Receiving));
    QVERIFY(engine.temporaryFiles().size() >= 2);
    engine->remove({ready, running});
    QTRY_COMPARE(engine.probe().gone.size(), 2);
    QTRY_VERIFY(engine.temporaryFiles().isEmpty());
}

// A long answer that only asked to come again.
void TestEngineTemporary::tempFile_ofARefusalGoesWithTheNextTry()
{
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        const bool isLast = log.count() > 3;
        peer.reply(isLast ? 200 : 503, QByteArray(2 * 1024 * 1024, 'x'), {"Retry-After: 0"});
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.options.retries = 5;
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(log.count(), 4);
    QCOMPARE(engine.temporaryFiles().filter(QStringLiteral(".part")), QStringList());
}

void TestEngineTemporary::tempFile_keptIsOfferedAtTheNextStart()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "kept bytes", {"Content-Disposition: attachment; filename=\"kept.txt\""}));
    TestEngine engine(keeping());
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/x?token=secret"))));
    engine->rename(id, QStringLiteral("mine.txt"));
    QTRY_COMPARE(engine.probe().last(id).name, QStringLiteral("mine.txt"));
    const TransferId saved = engine.run(downloadOf(server.url()));
    engine->save(saved, {engine.target(), {}, NameTaken::KeepBoth});
    QVERIFY(engine.probe().waitForState(saved, TransferState::Done));

    engine.restart();
    engine->findLeftovers();
    QTRY_COMPARE(engine.probe().leftovers.size(), 1); // what was saved is not offered
    const Leftover leftover = engine.probe().leftovers.first();
    QCOMPARE(leftover.name, QStringLiteral("mine.txt"));
    QCOMPARE(leftover.size, 10);
    QCOMPARE(leftover.url, server.url(QStringLiteral("/x"))); // the query may be a secret
    QVERIFY(leftover.finished.isValid());

    const TransferId first = engine->add(downloadOf(server.url()));
    engine->adopt(leftover);
    const TransferId adopted = first + 1;
    QVERIFY(engine.probe().waitForState(adopted, TransferState::Ready));
    const TransferSnapshot &s = engine.probe().last(adopted);
    QCOMPARE(s.name, QStringLiteral("mine.txt"));
    QCOMPARE(s.percent(), 100);
    QVERIFY2(s.tempPath.startsWith(engine->temporaryDirectory()), qPrintable(s.tempPath));
    QVERIFY(!QFile::exists(leftover.path));

    engine.restart(); // not saved again: it is offered again
    engine->findLeftovers();
    QTRY_VERIFY(engine.probe().leftovers.size() >= 1);
    engine->adopt(engine.probe().leftovers.last());
    QVERIFY(engine.probe().waitForState(1, TransferState::Ready));
    engine->save(1, {engine.target(), QStringLiteral("out.txt"), NameTaken::KeepBoth});
    QVERIFY(engine.probe().waitForState(1, TransferState::Done));
    QCOMPARE(TestEngine::contentOf(engine.target() + QStringLiteral("/out.txt")), "kept bytes");
}

void TestEngineTemporary::leftover_canBeDiscarded()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(keeping());
    engine.run(downloadOf(server.url()));
    engine.restart();
    engine->findLeftovers();
    QTRY_COMPARE(engine.probe().leftovers.size(), 1);
    const Leftover leftover = engine.probe().leftovers.first();
    engine->discard(leftover);
    engine->findLeftovers();
    QTRY_COMPARE(engine.probe().leftoverAnswers, 2);
    QVERIFY(engine.probe().leftovers.isEmpty());
    QVERIFY(!QFile::exists(leftover.path));
    engine.end();
    QVERIFY(TestEngine::namesIn(engine.temporaryRoot()).isEmpty());
}

void TestEngineTemporary::leftover_ofALivingLaunchIsNotOffered()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine living;
    const TransferId id = living.run(downloadOf(server.url()));
    EngineOptions samePlace;
    samePlace.temporaryRoot = living.temporaryRoot();
    TestEngine other(samePlace);
    for (TestEngine *engine : {&other, &living}) {
        (*engine)->findLeftovers();
        QTRY_COMPARE(engine->probe().leftoverAnswers, 1);
        QVERIFY(engine->probe().leftovers.isEmpty());
    }
    QVERIFY(QFile::exists(living.probe().last(id).tempPath));
    other.end();
    QVERIFY(QFile::exists(living.probe().last(id).tempPath));
}

void TestEngineTemporary::leftover_unfinishedIsNotOffered()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/half")
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        else
            peer.reply(200, "x");
        peer.stall();
    }));
    TestEngine engine(keeping());
    const TransferId half = engine->add(downloadOf(server.url(QStringLiteral("/half"))));
    QVERIFY(engine.probe().waitForState(half, TransferState::Receiving));
    engine.restart();
    engine->findLeftovers();
    QTRY_COMPARE(engine.probe().leftoverAnswers, 1);
    QVERIFY(engine.probe().leftovers.isEmpty());
    engine.end();
    QVERIFY(TestEngine::namesIn(engine.temporaryRoot()).isEmpty());
}

// As after a kill: a launch that nobody holds, and a part of it in a folder of another file system.
void TestEngineTemporary::leftover_unfinishedElsewhereGoesWithTheNextLaunch()
{
    TestEngine engine;
    const QString dead = engine.temporaryRoot() + QStringLiteral("/launch-dead");
    QVERIFY(QDir().mkpath(dead));
    for (const QString &path : {dead + QStringLiteral("/.lock"), dead + QStringLiteral("/.ferry-1.part"),
                                engine.target() + QStringLiteral("/.ferry-dead-1.part"),
                                engine.target() + QStringLiteral("/.ferry-alive-1.part")})
        QVERIFY(QFile(path).open(QIODevice::WriteOnly));
    QVERIFY(OutsideParts(dead).note(engine.target()));
    engine.end();
    QVERIFY(TestEngine::namesIn(engine.temporaryRoot()).isEmpty());
    QCOMPARE(engine.saved(), QStringList{QStringLiteral(".ferry-alive-1.part")});
}

void TestEngineTemporary::leftover_thatIsGoneIsNotTaken()
{
    TestEngine engine;
    Leftover gone;
    gone.path = engine.temporaryRoot() + QStringLiteral("/launch-x/file");
    gone.name = QStringLiteral("file");
    engine->adopt(gone);
    engine->discard(gone);
    engine->findLeftovers();
    QTRY_COMPARE(engine.probe().leftoverAnswers, 1);
    QVERIFY(engine.probe().history.isEmpty());
}

void TestEngineTemporary::engine_mayEndWhileAllIsUnderWay()
{
    // Items in every state that lasts, ended again and again at other moments.
    std::atomic<int> number = 0;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        const QByteArray kind = request.path().sliced(1);
        if (kind == "half")
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + QByteArray(++number * 1000, 'h'));
        else if (kind == "500" || kind == "200")
            peer.reply(kind.toInt(), QByteArray(2 * 1024 * 1024, 'b'));
        if (kind != "500" && kind != "200")
            peer.stall();
    }));
    ScriptedServer deaf([](ScriptPeer &peer) { peer.stall(); });
    QUrl tls = deaf.url();
    tls.setScheme(QStringLiteral("https"));
    const QByteArray root = TestCertificate::selfSigned().pem();
    for (int round = 0; round < 10; ++round) {
        TestEngine engine;
        const QString big = engine.largeFile(QStringLiteral("big"), 12 * 1024 * 1024);
        const QString little = engine.file(QStringLiteral("little"), "s");
        DownloadRequest handshake = downloadOf(tls);
        handshake.options.caCertFile = engine.file(QStringLiteral("root.pem"), root);
        DownloadRequest saving = downloadOf(server.url(QStringLiteral("/200")));
        saving.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
        QList<TransferRequest> requests = {handshake,
                                           uploadOf(deaf.url(), big),
                                           putOf(deaf.url(), big),
                                           downloadOf(server.url(QStringLiteral("/never"))),
                                           uploadOf(server.url(QStringLiteral("/half")), little),
                                           downloadOf(server.url(QStringLiteral("/half"))),
                                           saving,
                                           downloadOf(server.url(QStringLiteral("/500"))),
                                           uploadOf(server.url(QStringLiteral("/200")), little),
                                           uploadOf(server.url(), QStringLiteral("/nowhere"))};
        requests += requests; // the second half has to wait
        const QList<TransferId> ids = engine->add(requests);
        if (round > 0)
            QTRY_VERIFY(engine.probe().outcomes.size() >= round % 5);
        if (round % 3 == 2)
            engine->cancel(ids);
        engine.end();
        QVERIFY(TestEngine::namesIn(engine.temporaryRoot()).isEmpty());
        for (const QString &name : engine.saved()) // either whole or not at all
            QCOMPARE(QFile(engine.target() + u'/' + name).size(), 2 * 1024 * 1024);
    }
    QTRY_COMPARE(server.openConnections() + deaf.openConnections(), 0);
}

void TestEngineTemporary::engine_mayEndWithSavesUnderWay()
{
    const QByteArray content(4 * 1024 * 1024, 's');
    RequestLog log;
    ScriptedServer server(log.script(200, content));
    QTemporaryDir elsewhere(QStringLiteral("/dev/shm/ferry-test-XXXXXX"));
    EngineOptions options = keeping();
    if (elsewhere.isValid())
        options.temporaryRoot = elsewhere.filePath(QStringLiteral("t"));
    TestEngine engine(options);
    QList<TransferId> ids;
    for (int i = 0; i < 6; ++i)
        ids.append(engine.run(downloadOf(server.url(QStringLiteral("/%1.bin").arg(i)))));
    for (const TransferId id : ids)
        engine->save(id, {engine.target(), {}, NameTaken::KeepBoth});
    engine.restart();
    engine->findLeftovers();
    QTRY_COMPARE(engine.probe().leftoverAnswers, 1);
    // Each is in one place and whole; none is lost, none is there twice, and no half copy remains.
    QCOMPARE(engine.probe().leftovers.size() + engine.saved().size(), ids.size());
    for (const QString &name : engine.saved())
        QCOMPARE(TestEngine::contentOf(engine.target() + u'/' + name), content);
    for (const Leftover &leftover : engine.probe().leftovers) {
        QCOMPARE(TestEngine::contentOf(leftover.path), content);
        QVERIFY(!engine.saved().contains(leftover.name));
    }
}

void TestEngineTemporary::engine_mayEndAtOnce()
{
    for (int i = 0; i < 20; ++i) {
        TestEngine engine;
        if (i % 2)
            engine->add(downloadOf(QUrl(QStringLiteral("http://127.0.0.1:9/"))));
        engine.end();
        QVERIFY(TestEngine::namesIn(engine.temporaryRoot()).isEmpty());
    }
}

void TestEngineTemporary::engine_endsWithoutAWord()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) { peer.stall(); }));
    TestEngine engine;
    QObject owner;
    TransferHandle *handle = engine->start(downloadOf(server.url()), &owner);
    int heard = 0;
    connect(handle, &TransferHandle::failed, this, [&] { ++heard; });
    connect(handle, &TransferHandle::completed, this, [&] { ++heard; });
    QTRY_COMPARE(log.count(), 1);
    engine.end();
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(heard, 0);
}

QTEST_GUILESS_MAIN(TestEngineTemporary)
#include "tst_engine_temporary.moc"
