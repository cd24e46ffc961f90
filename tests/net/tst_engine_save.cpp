#include "core/io/RenameReach.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/RequestLog.h"

#include <QFileInfo>

#include <sys/xattr.h>

using namespace ferry;

/// saveFile of the origin API: out of the temporary place, never over anything.
class TestEngineSave : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saveFile_movesAndTheTempPathIsGone();
    void saveFile_neverOverAnExistingFile_data();
    void saveFile_neverOverAnExistingFile();
    void saveFile_replacesOnlyWhenAsked();
    void saveFile_failKeepsTheItemReady();
    void saveFile_toAnotherFileSystem_data();
    void saveFile_toAnotherFileSystem();
    void saveTo_happensByItself();
    void saveTo_twoThatWantOneName();
    void saveTo_nameIsReservedAtTheStart_data();
    void saveTo_nameIsReservedAtTheStart();
    void saveTo_reservedNameIsFreeAgainAfterACancel();
    void saveTo_bytesLieOneRenameAwayFromTheirPlace_data();
    void saveTo_bytesLieOneRenameAwayFromTheirPlace();
    void save_isForReadyItemsOnly();
    void origin_isNotedUnlessTurnedOff();
    void savedFiles_outliveTheEngine();

private:
    TransferId fetch(const TestEngine &engine, const QString &path = QStringLiteral("/a.txt")) const
    {
        return engine.run(downloadOf(m_server->url(path)));
    }
    RequestLog m_log;
    std::unique_ptr<ScriptedServer> m_server;
};

void TestEngineSave::initTestCase()
{
    m_server = std::make_unique<ScriptedServer>(m_log.script(200, "the new bytes"));
}

void TestEngineSave::saveFile_movesAndTheTempPathIsGone()
{
    TestEngine engine;
    const TransferId id = fetch(engine);
    const QString temporary = engine.probe().last(id).tempPath;
    QVERIFY(QFile::exists(temporary));
    engine->save(id, {engine.target(), {}, NameTaken::KeepBoth});
    QVERIFY(engine.probe().waitForState(id, TransferState::Done));
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.savedPath, engine.target() + QStringLiteral("/a.txt"));
    QVERIFY(s.tempPath.isEmpty());
    QVERIFY(!QFile::exists(temporary));
    QCOMPARE(TestEngine::contentOf(s.savedPath), "the new bytes");
    QCOMPARE(engine.saved(), QStringList{QStringLiteral("a.txt")});
    QVERIFY(engine.temporaryFiles().isEmpty());
    QVERIFY(!(QFileInfo(s.savedPath).permissions() & (QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther)));
    QVERIFY(QFileInfo(s.savedPath).permissions() & QFile::WriteOwner);
    QCOMPARE(engine.probe().outcomeCount(id), 1); // the download itself ended before
    engine->remove({id});                         // takes it out of the list; the file is the person's
    QTRY_COMPARE(engine.probe().gone.size(), 1);
    QVERIFY(QFile::exists(engine.target() + QStringLiteral("/a.txt")));
}

void TestEngineSave::saveFile_neverOverAnExistingFile_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"file", "link", "dangling link", "directory"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestEngineSave::saveFile_neverOverAnExistingFile()
{
    QFETCH(QString, kind);
    TestEngine engine;
    const QString taken = engine.target() + QStringLiteral("/a.txt");
    const QString elsewhere = engine.file(QStringLiteral("precious"), "old");
    if (kind == QLatin1String("file"))
        QVERIFY(QFile::copy(elsewhere, taken));
    else if (kind == QLatin1String("directory"))
        QVERIFY(QDir().mkdir(taken));
    else
        QVERIFY(QFile::link(kind == QLatin1String("link") ? elsewhere : QStringLiteral("/nowhere/at/all"), taken));
    const TransferId first = fetch(engine);
    const TransferId second = fetch(engine);
    for (const TransferId id : {first, second}) {
        engine->save(id, {engine.target(), {}, NameTaken::KeepBoth});
        QVERIFY(engine.probe().waitForState(id, TransferState::Done));
    }
    QCOMPARE(engine.probe().last(first).savedPath, engine.target() + QStringLiteral("/a (1).txt"));
    QCOMPARE(engine.probe().last(first).name, QStringLiteral("a (1).txt"));
    QCOMPARE(engine.probe().last(second).savedPath, engine.target() + QStringLiteral("/a (2).txt"));
    QCOMPARE(TestEngine::contentOf(elsewhere), "old");
    if (kind == QLatin1String("file"))
        QCOMPARE(TestEngine::contentOf(taken), "old");
}

void TestEngineSave::saveFile_replacesOnlyWhenAsked()
{
    TestEngine engine;
    const QString taken = engine.target() + QStringLiteral("/mine.txt");
    QVERIFY(QFile::copy(engine.file(QStringLiteral("old"), "old"), taken));
    const TransferId id = fetch(engine);
    engine->save(id, {engine.target(), QStringLiteral("mine.txt"), NameTaken::Replace});
    QVERIFY(engine.probe().waitForState(id, TransferState::Done));
    QCOMPARE(TestEngine::contentOf(taken), "the new bytes");
    QCOMPARE(engine.saved(), QStringList{QStringLiteral("mine.txt")});
}

void TestEngineSave::saveFile_failKeepsTheItemReady()
{
    TestEngine engine;
    const QString taken = engine.target() + QStringLiteral("/a.txt");
    QVERIFY(QFile::copy(engine.file(QStringLiteral("old"), "old"), taken));
    const TransferId id = fetch(engine);
    engine->save(id, {engine.target(), {}, NameTaken::Fail});
    QTRY_COMPARE(engine.probe().saveFailures.value(id).size(), 1);
    QCOMPARE(engine.probe().saveFailures[id].first().kind, ErrorKind::Target);
    const TransferSnapshot &s = engine.probe().last(id); // it was told before that the item is ready again
    QCOMPARE(s.state, TransferState::Ready);
    QVERIFY(s.error.has_value());
    QCOMPARE(TestEngine::contentOf(s.tempPath), "the new bytes");
    QCOMPARE(TestEngine::contentOf(taken), "old");
    engine->save(id, {QStringLiteral("/nowhere/at/all"), {}, NameTaken::KeepBoth});
    QTRY_COMPARE(engine.probe().saveFailures.value(id).size(), 2);
    engine->save(id, {engine.target(), QStringLiteral("b.txt"), NameTaken::Fail});
    QVERIFY(engine.probe().waitForState(id, TransferState::Done));
    QCOMPARE(engine.probe().outcomeCount(id), 1);
}

void TestEngineSave::saveFile_toAnotherFileSystem_data()
{
    QTest::addColumn<bool>("byItself");
    QTest::newRow("later") << false;
    QTest::newRow("by itself") << true;
}

void TestEngineSave::saveFile_toAnotherFileSystem()
{
    QFETCH(bool, byItself);
    TestEngine engine;
    QTemporaryDir elsewhere(QStringLiteral("/dev/shm/ferry-test-XXXXXX"));
    if (!elsewhere.isValid() || renameReaches(elsewhere.path(), engine.temporaryRoot()))
        QSKIP("There is no second file system to write to.");
    DownloadRequest request = downloadOf(m_server->url(QStringLiteral("/a.txt")));
    const SaveTarget target{elsewhere.path(), {}, NameTaken::KeepBoth};
    if (byItself)
        request.saveTo = target;
    const TransferId id = engine.run(request);
    if (!byItself)
        engine->save(id, target);
    QVERIFY(engine.probe().waitForState(id, TransferState::Done));
    QCOMPARE(TestEngine::contentOf(elsewhere.filePath(QStringLiteral("a.txt"))), "the new bytes");
    QCOMPARE(TestEngine::namesIn(elsewhere.path()), QStringList{QStringLiteral("a.txt")});
    QVERIFY(engine.temporaryFiles().isEmpty());
}

void TestEngineSave::saveTo_happensByItself()
{
    TestEngine engine;
    DownloadRequest request = downloadOf(m_server->url(QStringLiteral("/a.txt")));
    request.saveTo = SaveTarget{engine.target(), QStringLiteral("mine.bin"), NameTaken::KeepBoth};
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QVERIFY(engine.probe().completed(id)->ok);
    QCOMPARE(engine.probe().outcomeCount(id), 1); // only once it is saved
    QCOMPARE(engine.probe().last(id).name, QStringLiteral("mine.bin"));
    QCOMPARE(engine.saved(), QStringList{QStringLiteral("mine.bin")});
    QVERIFY(!engine.probe().last(id).sha256.isEmpty());
    QVERIFY(engine.temporaryFiles().isEmpty());
}

void TestEngineSave::saveTo_twoThatWantOneName()
{
    TestEngine engine;
    QList<TransferRequest> requests;
    for (int i = 0; i < 10; ++i) {
        DownloadRequest request = downloadOf(m_server->url(QStringLiteral("/a.txt")));
        request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
        requests.append(request);
    }
    const QList<TransferId> ids = engine->add(requests);
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QSet<QString> paths;
    for (const TransferId id : ids) {
        QCOMPARE(TestEngine::contentOf(engine.probe().last(id).savedPath), "the new bytes");
        paths.insert(engine.probe().last(id).savedPath);
    }
    QCOMPARE(paths.size(), 10);
    QCOMPARE(engine.saved().size(), 10);
}

void TestEngineSave::saveTo_nameIsReservedAtTheStart_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("taken");
    const QString none;
    QTest::newRow("the server's name") << none << none;
    QTest::newRow("the person's name") << QStringLiteral("a.txt") << none;
    QTest::newRow("a file is there") << none << QStringLiteral("file");
    QTest::newRow("a directory is there") << none << QStringLiteral("directory");
    QTest::newRow("a dangling link is there") << none << QStringLiteral("link");
}

// The names that a person is shown while the bytes come are the ones that the files get, whichever is first.
void TestEngineSave::saveTo_nameIsReservedAtTheStart()
{
    QFETCH(QString, asked);
    QFETCH(QString, taken);
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n");
        if (request.path() == "/1/a.txt")
            peer.await(gate);
        peer.send(request.path().mid(1, 1));
    }));
    TestEngine engine;
    const QString place = engine.target() + QStringLiteral("/a.txt");
    if (taken == QLatin1String("file"))
        QVERIFY(QFile(place).open(QIODevice::WriteOnly));
    else if (taken == QLatin1String("directory"))
        QVERIFY(QDir().mkdir(place));
    else if (taken == QLatin1String("link"))
        QVERIFY(QFile::link(QStringLiteral("/nowhere/at/all"), place));
    const int from = taken.isEmpty() ? 0 : 1;
    const auto nth = [from](int n) {
        return n + from == 0 ? QStringLiteral("a.txt") : QStringLiteral("a (%1).txt").arg(n + from);
    };
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/1/a.txt")));
    request.saveTo = SaveTarget{engine.target(), asked, NameTaken::KeepBoth};
    const TransferId first = engine->add(request);
    QVERIFY(engine.probe().waitForState(first, TransferState::Receiving));
    QTRY_COMPARE(engine.probe().last(first).name, nth(0));
    request.url = server.url(QStringLiteral("/2/a.txt"));
    const TransferId second = engine.run(request);
    QCOMPARE(engine.probe().last(second).savedPath, engine.target() + u'/' + nth(1));
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(first));
    QCOMPARE(engine.probe().last(first).savedPath, engine.target() + u'/' + nth(0));
    QCOMPARE(TestEngine::contentOf(engine.target() + u'/' + nth(0)), "1");
    QCOMPARE(TestEngine::contentOf(engine.target() + u'/' + nth(1)), "2");
}

void TestEngineSave::saveTo_reservedNameIsFreeAgainAfterACancel()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n");
        if (request.path() == "/1/a.txt")
            peer.stall();
        peer.send("x");
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/1/a.txt")));
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    const TransferId first = engine->add(request);
    QVERIFY(engine.probe().waitForState(first, TransferState::Receiving));
    QCOMPARE(engine.saved(), QStringList()); // reserved without a file that looks like a finished one
    engine->cancel({first});
    QVERIFY(engine.probe().waitForOutcome(first));
    request.url = server.url(QStringLiteral("/2/a.txt"));
    const TransferId second = engine.run(request);
    QCOMPARE(engine.probe().last(second).name, QStringLiteral("a.txt"));
}

void TestEngineSave::saveTo_bytesLieOneRenameAwayFromTheirPlace_data()
{
    QTest::addColumn<bool>("mounted");
    QTest::addColumn<QByteArray>("options");
    QTest::newRow("the same mount") << false << QByteArray();
    QTest::newRow("another file system") << true << QByteArray("size=10m");
    QTest::newRow("another mount of the same one") << true << QByteArray();
}

void TestEngineSave::saveTo_bytesLieOneRenameAwayFromTheirPlace()
{
    QFETCH(bool, mounted);
    QFETCH(QByteArray, options);
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab");
        peer.await(gate);
        peer.send("cd");
    }));
    TestEngine engine;
    std::optional<MountedPlace> place;
    if (mounted)
        place.emplace(engine.target(), options.isEmpty() ? nullptr : options.constData());
    if (mounted && !place->isMounted())
        QSKIP(MountedPlace::whyNot);
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a.txt")));
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    const TransferId id = engine->add(request);
    QVERIFY(engine.probe().waitForState(id, TransferState::Receiving));
    QTRY_COMPARE(engine.saved().size(), mounted ? 1 : 0);
    for (const QString &name : engine.saved()) {
        const QFileInfo part(engine.target() + u'/' + name);
        QVERIFY(name.startsWith(QStringLiteral(".ferry-")) && name.endsWith(QStringLiteral(".part")));
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther |
                                          QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
        QVERIFY(!(part.permissions() & others));
    }
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(engine.saved(), QStringList{QStringLiteral("a.txt")});
    QCOMPARE(TestEngine::contentOf(engine.target() + QStringLiteral("/a.txt")), "abcd");
    engine.end();
    QCOMPARE(engine.saved(), QStringList{QStringLiteral("a.txt")});
}

void TestEngineSave::save_isForReadyItemsOnly()
{
    TestEngine engine;
    const TransferId done = fetch(engine);
    engine->save(done, {engine.target(), {}, NameTaken::KeepBoth});
    engine->save(done, {engine.target(), {}, NameTaken::KeepBoth}); // it is on its way already
    QVERIFY(engine.probe().waitForState(done, TransferState::Done));
    engine->save(done, {engine.target(), {}, NameTaken::KeepBoth});
    engine->save(4711, {engine.target(), {}, NameTaken::KeepBoth});
    const TransferId last = fetch(engine); // shows that these have been dealt with
    QCOMPARE(engine.probe().state(last), TransferState::Ready);
    QCOMPARE(engine.saved(), QStringList{QStringLiteral("a.txt")});
    QVERIFY(engine.probe().saveFailures.isEmpty());
}

void TestEngineSave::origin_isNotedUnlessTurnedOff()
{
    EngineOptions options;
    options.noteOrigin = false;
    TestEngine engine(options);
    const QByteArray probe = QFile::encodeName(engine.file(QStringLiteral("probe"), "x"));
    if (::setxattr(probe.constData(), "user.test", "1", 1, 0) != 0)
        QSKIP("the file system keeps no attributes");
    const auto noted = [](const QString &path) {
        QByteArray value(1000, '\0');
        const QByteArray name = QFile::encodeName(path);
        const ssize_t size = ::getxattr(name.constData(), "user.xdg.origin.url", value.data(), size_t(value.size()));
        return value.left(qMax(qsizetype(0), qsizetype(size)));
    };
    for (const bool on : {false, true, false}) { // the first as it was begun, the others live
        if (engine.saved().size() > 0)
            engine->setNoteOrigin(on);
        DownloadRequest byItself = downloadOf(m_server->url(QStringLiteral("/a.txt?token=t0ken")));
        byItself.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
        const TransferId first = engine.run(byItself);
        QCOMPARE(engine.probe().state(first), TransferState::Done);
        const TransferId second = fetch(engine);
        engine->save(second, {engine.target(), {}, NameTaken::KeepBoth});
        QVERIFY(engine.probe().waitForState(second, TransferState::Done));
        const QByteArray expected = on ? m_server->url(QStringLiteral("/a.txt")).toEncoded() : QByteArray();
        QCOMPARE(noted(engine.probe().last(first).savedPath), expected);
        QCOMPARE(noted(engine.probe().last(second).savedPath), expected);
    }
}

void TestEngineSave::savedFiles_outliveTheEngine()
{
    TestEngine engine;
    const TransferId id = fetch(engine);
    engine->save(id, {engine.target(), {}, NameTaken::KeepBoth});
    QVERIFY(engine.probe().waitForState(id, TransferState::Done));
    engine.end();
    QCOMPARE(engine.saved(), QStringList{QStringLiteral("a.txt")});
    QVERIFY(TestEngine::namesIn(engine.temporaryRoot()).isEmpty());
}

QTEST_GUILESS_MAIN(TestEngineSave)
#include "tst_engine_save.moc"
