#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/RequestLog.h"

using namespace ferry;

/// Places that run out of room, of inodes, or of permission: said before where it can be known, and what was fetched
/// stays. On small file systems of their own, for which mounting is needed.
class TestEngineTarget : public QObject
{
    Q_OBJECT

private slots:
    void noRoom_isSaidBeforeTheBytesCome();
    void diskFull_whileTheBytesCome_data();
    void diskFull_whileTheBytesCome();
    void noInodeLeft_isDiskFull();
    void readOnly_isSaidBeforeAnythingIsSent();
    void save_thatFailsKeepsTheBytes_data();
    void save_thatFailsKeepsTheBytes();
    void copy_leavesNothingHalfWhenTheDiskFillsUp();
    void temporaryPlace_isFull();
    void temporaryPlace_isNamedWhereItFails_data();
    void temporaryPlace_isNamedWhereItFails();

private:
    static DownloadRequest into(const MountedPlace &place, const QUrl &url)
    {
        DownloadRequest request = downloadOf(url);
        request.saveTo = SaveTarget{place.path(), {}, NameTaken::KeepBoth};
        return request;
    }
    /// Pauses for want of room, and holds no name and no byte that it cannot keep.
    static TransferError whyPaused(const TestEngine &engine, TransferId id)
    {
        engine.probe().waitForState(id, TransferState::Paused);
        return engine.probe().last(id).error.value_or(TransferError());
    }
};

namespace {

const QByteArray large(300'000, 'x');

} // namespace

void TestEngineTarget::noRoom_isSaidBeforeTheBytesCome()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n");
        peer.stall(); // not a byte of it
    }));
    TestEngine engine;
    const MountedPlace place(engine.target(), "size=64k");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    const TransferError error = whyPaused(engine, engine->add(into(place, server.url())));
    QCOMPARE(error.kind, ErrorKind::DiskFull);
    QVERIFY(errorText(error).contains(place.path()));
    QVERIFY(engine.saved().isEmpty());
}

void TestEngineTarget::diskFull_whileTheBytesCome_data()
{
    QTest::addColumn<bool>("together");
    QTest::newRow("length unknown") << false;
    QTest::newRow("two that fit one by one") << true;
}

void TestEngineTarget::diskFull_whileTheBytesCome()
{
    QFETCH(bool, together);
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send(together ? "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n"
                           : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        peer.await(gate);
        peer.send(large);
    }));
    TestEngine engine;
    const MountedPlace place(engine.target(), together ? "size=400k" : "size=64k");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    QList<TransferId> ids = {engine->add(into(place, server.url()))};
    if (together)
        ids.append(engine->add(into(place, server.url())));
    for (const TransferId id : ids)
        QVERIFY(engine.probe().waitForState(id, TransferState::Receiving));
    gate.open();
    const auto isFull = [&](TransferId id) { return engine.probe().state(id) == TransferState::Paused; };
    const auto isOver = [&](TransferId id) { return isFull(id) || engine.probe().outcomeCount(id) > 0; };
    QTRY_VERIFY(std::all_of(ids.begin(), ids.end(), isOver));
    QCOMPARE(std::count_if(ids.begin(), ids.end(), isFull), 1);
    const TransferId full = *std::find_if(ids.begin(), ids.end(), isFull);
    QCOMPARE(whyPaused(engine, full).kind, ErrorKind::DiskFull);
    // The one that could not be finished leaves nothing, and the other one is whole.
    QTRY_COMPARE(engine.saved().size(), ids.size() - 1);
    for (const QString &name : engine.saved())
        QCOMPARE(TestEngine::contentOf(place.filePath(name)), large);
}

void TestEngineTarget::noInodeLeft_isDiskFull()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    const MountedPlace place(engine.target(), "size=1m,nr_inodes=2");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    QVERIFY(QFile(place.filePath(QStringLiteral("last"))).open(QIODevice::WriteOnly));
    QCOMPARE(whyPaused(engine, engine->add(into(place, server.url()))).kind, ErrorKind::DiskFull);
    QCOMPARE(engine.saved(), QStringList{QStringLiteral("last")});
}

void TestEngineTarget::readOnly_isSaidBeforeAnythingIsSent()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    const MountedPlace place(engine.target(), "size=1m");
    if (!place.isMounted() || !place.makeReadOnly())
        QSKIP(MountedPlace::whyNot);
    const TransferId id = engine.run(into(place, server.url()));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Target);
    QVERIFY(errorText(engine.probe().error(id)).contains(QStringLiteral("read-only")));
    QCOMPARE(log.count(), 0);
}

void TestEngineTarget::save_thatFailsKeepsTheBytes_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("no room") << QByteArray("size=64k") << false << ErrorKind::DiskFull;
    QTest::newRow("no inode") << QByteArray("size=1m,nr_inodes=1") << false << ErrorKind::DiskFull;
    QTest::newRow("read-only") << QByteArray("size=1m") << true << ErrorKind::Target;
}

// Another folder can be chosen without fetching again.
void TestEngineTarget::save_thatFailsKeepsTheBytes()
{
    QFETCH(QByteArray, options);
    QFETCH(bool, readOnly);
    QFETCH(ErrorKind, kind);
    RequestLog log;
    ScriptedServer server(log.script(200, large));
    TestEngine engine;
    const MountedPlace place(engine.target() + QStringLiteral("/small"), options.constData());
    if (!place.isMounted() || (readOnly && !place.makeReadOnly()))
        QSKIP(MountedPlace::whyNot);
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/a.bin"))));
    engine->save(id, {place.path(), {}, NameTaken::KeepBoth});
    QTRY_COMPARE(engine.probe().saveFailures.value(id).size(), 1);
    QCOMPARE(engine.probe().saveFailures[id].first().kind, kind);
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(TestEngine::contentOf(engine.probe().last(id).tempPath), large);
    QVERIFY(TestEngine::namesIn(place.path()).isEmpty());
    engine->save(id, {engine.target(), {}, NameTaken::KeepBoth});
    QVERIFY(engine.probe().waitForState(id, TransferState::Done));
    QCOMPARE(TestEngine::contentOf(engine.target() + QStringLiteral("/a.bin")), large);
    QCOMPARE(log.count(), 1);
}

// There was room when the copy began.
void TestEngineTarget::copy_leavesNothingHalfWhenTheDiskFillsUp()
{
    RequestLog log;
    ScriptedServer server(log.script(200, QByteArray(3'000'000, 'x')));
    TestEngine engine;
    const MountedPlace place(engine.target(), "size=4m");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    const QList<TransferId> ids = engine->add({downloadOf(server.url()), downloadOf(server.url())});
    QVERIFY(engine.probe().waitForOutcomes(ids));
    for (const TransferId id : ids)
        engine->save(id, {place.path(), QStringLiteral("a"), NameTaken::KeepBoth});
    // Who is first takes the room; where both copy at the same time, neither may have enough.
    const auto isSaved = [&](TransferId id) { return engine.probe().state(id) == TransferState::Done; };
    const auto isOver = [&](TransferId id) { return isSaved(id) || engine.probe().saveFailures.contains(id); };
    QTRY_VERIFY(std::all_of(ids.begin(), ids.end(), isOver));
    QVERIFY(!engine.probe().saveFailures.isEmpty());
    for (const TransferId id : ids) {
        const TransferSnapshot item = engine.probe().last(id);
        QCOMPARE(QFileInfo(isSaved(id) ? item.savedPath : item.tempPath).size(), 3'000'000);
        if (!isSaved(id))
            QCOMPARE(engine.probe().saveFailures[id].first().kind, ErrorKind::DiskFull);
    }
    QCOMPARE(engine.saved().size(), std::count_if(ids.begin(), ids.end(), isSaved));
}

void TestEngineTarget::temporaryPlace_isFull()
{
    RequestLog log;
    ScriptedServer server(log.script(200, large));
    QTemporaryDir tree;
    const MountedPlace place(tree.filePath(QStringLiteral("m")), "size=64k");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    EngineOptions options;
    options.temporaryRoot = place.filePath(QStringLiteral("temporary"));
    TestEngine engine(options);
    QCOMPARE(whyPaused(engine, engine->add(downloadOf(server.url()))).kind, ErrorKind::DiskFull);
    QTRY_VERIFY(engine.temporaryFiles().isEmpty());
    // Where the target is on another file system, the temporary one matters not.
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a.bin")));
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    const TransferId elsewhere = engine.run(request);
    QCOMPARE(engine.probe().state(elsewhere), TransferState::Done);
    engine.end();
}

void TestEngineTarget::temporaryPlace_isNamedWhereItFails_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("isGone");
    QTest::addColumn<bool>("sameDisk"); ///< has the folder that it is saved to, where it is
    QTest::addColumn<ErrorKind>("kind");
    const QByteArray close = "Connection: close\r\n";
    QTest::newRow("no room for its length")
        << QByteArray("Content-Length: 300000\r\n") << false << true << ErrorKind::DiskFull;
    QTest::newRow("full while the bytes come") << close << false << true << ErrorKind::DiskFull;
    QTest::newRow("full of a page that is held") << close + "Content-Type: text/html\r\n"
                                                 << false << false << ErrorKind::DiskFull;
    QTest::newRow("gone") << close << true << true << ErrorKind::Target;
}

// Not the file in the folder that the person chose, where there may be all the room of the world.
void TestEngineTarget::temporaryPlace_isNamedWhereItFails()
{
    QFETCH(QByteArray, field);
    QFETCH(bool, isGone);
    QFETCH(bool, sameDisk);
    QFETCH(ErrorKind, kind);
    RequestLog log;
    ScriptedServer server(log.script([field](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\n" + field + "\r\n" + large);
        peer.close();
    }));
    QTemporaryDir tree;
    const MountedPlace place(tree.filePath(QStringLiteral("m")), "size=64k");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    EngineOptions options;
    options.temporaryRoot = place.filePath(QStringLiteral("temporary"));
    TestEngine engine(options);
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a.zip")));
    if (isGone)
        QVERIFY(QDir(engine->temporaryDirectory()).removeRecursively());
    else
        request.saveTo = SaveTarget{sameDisk ? place.path() : engine.target(), {}, NameTaken::KeepBoth};
    const TransferId id = engine->add(request);
    QTRY_VERIFY(engine.probe().last(id).error);
    const TransferError error = *engine.probe().last(id).error;
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.subject, engine->temporaryDirectory());
    const QString text = errorText(error);
    QVERIFY2(text.contains(QStringLiteral("until they are saved")) && text.contains(QStringLiteral("another disk")),
             qPrintable(text));
    engine.end();
}

QTEST_GUILESS_MAIN(TestEngineTarget)
#include "tst_engine_target.moc"
