#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/RequestLog.h"

#include <QElapsedTimer>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace ferry;

/// Files that cannot be sent, files that change while they are sent, and places that cannot be written.
class TestEngineSource : public QObject
{
    Q_OBJECT

private slots:
    void source_thatIsNoFileSendsNothing_data();
    void source_thatIsNoFileSendsNothing();
    void source_changedWhileItIsSent_data();
    void source_changedWhileItIsSent();
    void source_changedAfterItWasSentIsNoMatter();
    void source_comesWhileTheItemWaits();
    void target_thatCannotBeWritten_data();
    void target_thatCannotBeWritten();
    void target_removedWhileTheFileComes();
    void target_removedOnAnotherMountWithThePart_data();
    void target_removedOnAnotherMountWithThePart();
};

void TestEngineSource::source_thatIsNoFileSendsNothing_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"missing", "directory", "fifo", "empty path", "dangling link", "device", "null device",
                             "socket", "unsaid size"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

namespace {

enum class Then { ReadsOn, ReadsNothing, Limited };

void makeSocket(const QString &path)
{
    const QByteArray encoded = QFile::encodeName(path);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    QVERIFY(encoded.size() < qsizetype(sizeof address.sun_path));
    qstrcpy(address.sun_path, encoded.constData());
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    QCOMPARE(::bind(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    ::close(descriptor);
}

} // namespace

Q_DECLARE_METATYPE(Then)

void TestEngineSource::source_thatIsNoFileSendsNothing()
{
    QFETCH(QString, kind);
    RequestLog log;
    ScriptedServer server(log.script(200));
    TestEngine engine;
    QString path = engine.target() + QStringLiteral("/source");
    if (kind == QLatin1String("directory"))
        path = engine.target();
    else if (kind == QLatin1String("fifo"))
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    else if (kind == QLatin1String("dangling link"))
        QVERIFY(QFile::link(QStringLiteral("/nowhere/at/all"), path));
    else if (kind == QLatin1String("device"))
        path = QStringLiteral("/dev/zero");
    else if (kind == QLatin1String("null device"))
        path = QStringLiteral("/dev/null");
    else if (kind == QLatin1String("unsaid size"))
        path = QStringLiteral("/proc/version");
    else if (kind == QLatin1String("socket"))
        makeSocket(path);
    else if (kind == QLatin1String("empty path"))
        path.clear();
    UploadRequest withGood = uploadOf(server.url(), engine.file(QStringLiteral("good"), "x"));
    withGood.files.append(FormFile{QStringLiteral("file"), path, {}, {}});
    const TransferId form = engine.run(withGood);
    QCOMPARE(engine.probe().error(form).kind, ErrorKind::Source);
    if (!path.isEmpty()) {
        const TransferId raw = engine.run(putOf(server.url(), path));
        QCOMPARE(engine.probe().error(raw).kind, ErrorKind::Source);
        QVERIFY(errorText(engine.probe().error(raw)).contains(path));
    }
    QCOMPARE(server.connections(), 0);
}

void TestEngineSource::source_changedWhileItIsSent_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<bool>("raw");
    QTest::addColumn<qint64>("after"); // bytes that the server has by then
    QTest::addColumn<Then>("then");
    QTest::addColumn<bool>("tls");
    constexpr qint64 mebi = 1024 * 1024;
    for (const char *how : {"shrinks", "grows", "rewritten", "rewritten with its old time", "replaced", "removed"}) {
        for (const qint64 after : {mebi, 32 * mebi, 48 * mebi}) {
            QTest::addRow("%s, form, %lld MiB", how, after / mebi)
                << QString::fromLatin1(how) << false << after << Then::ReadsOn << false;
            QTest::addRow("%s, raw, %lld MiB", how, after / mebi)
                << QString::fromLatin1(how) << true << after << Then::ReadsOn << false;
        }
        // Where nothing moves, nothing is read either that would show the change.
        for (const bool raw : {false, true}) {
            const char *kind = raw ? "raw" : "form";
            for (const bool tls : {false, true})
                QTest::addRow("%s, %s, takes nothing more, %s", how, kind, tls ? "https" : "http")
                    << QString::fromLatin1(how) << raw << mebi << Then::ReadsNothing << tls;
            QTest::addRow("%s, %s, rate limit", how, kind)
                << QString::fromLatin1(how) << raw << qint64(20'000) << Then::Limited << false;
        }
    }
}

void TestEngineSource::source_changedWhileItIsSent()
{
    QFETCH(QString, how);
    QFETCH(bool, raw);
    QFETCH(qint64, after);
    QFETCH(Then, then);
    QFETCH(bool, tls);
    Gate changed;
    Gate told;
    std::atomic<qint64> promised = -1;
    std::atomic<qint64> got = 0;
    ScriptedServer server(
        [&](ScriptPeer &peer) {
            peer.setReceiveBuffer(256 * 1024); // one that grew would take the whole rest before the file changes
            promised = ScriptedServer::headerValue(peer.readHead(), "Content-Length").toLongLong();
            for (qint64 more = 1; more > 0 && got < after; got += more)
                more = peer.read(qMin<qint64>(after - got, 1024 * 1024)).size();
            peer.await(then == Then::ReadsNothing ? told : changed);
            got += peer.drain(); // what lies in the system's buffers too
        },
        tls ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    const QString path = engine.largeFile(QStringLiteral("big"), 64 * 1024 * 1024);
    const timespec old[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), old, 0), 0);
    UploadRequest request = raw ? putOf(server.url(), path) : uploadOf(server.url(), path);
    request.options.insecure = tls;
    request.options.rateLimit = then == Then::Limited ? 100'000 : 0;
    const TransferId id = engine->add(request);
    QTRY_COMPARE(got, after);
    QElapsedTimer clock;
    clock.start();
    if (how == QLatin1String("shrinks")) {
        QVERIFY(QFile::resize(path, 1000));
    } else if (how == QLatin1String("grows")) {
        QVERIFY(QFile::resize(path, 65 * 1024 * 1024));
    } else if (how.startsWith(QLatin1String("rewritten"))) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write("other");
        file.close();
        if (how != QLatin1String("rewritten"))
            QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), old, 0), 0);
    } else {
        QVERIFY(QFile::remove(path));
        if (how == QLatin1String("replaced"))
            engine.largeFile(QStringLiteral("big"), 64 * 1024 * 1024);
    }
    changed.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
    told.open();
    const TransferError error = engine.probe().error(id);
    QCOMPARE(error.kind, ErrorKind::Source);
    QVERIFY(errorText(error).contains(QStringLiteral("big")));
    QCOMPARE(errMsg(TransferKind::Upload, error), QStringLiteral("uploadFile:fail source"));
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QTRY_COMPARE(server.openConnections(), 0);
    QVERIFY(got < promised); // the server never has it whole
}

void TestEngineSource::source_changedAfterItWasSentIsNoMatter()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.await(gate);
        peer.pause(300); // some ticks
        peer.reply(200);
    }));
    TestEngine engine;
    const QString path = engine.file(QStringLiteral("a"), "x");
    const TransferId id = engine->add(uploadOf(server.url(), path));
    QVERIFY(engine.probe().waitForState(id, TransferState::Awaiting));
    QVERIFY(QFile::remove(path));
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
}

void TestEngineSource::source_comesWhileTheItemWaits()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.await(gate);
        peer.reply(200, "x");
    }));
    EngineOptions options;
    options.parallel = 1;
    TestEngine engine(options);
    engine->add(downloadOf(server.url()));
    const QString path = engine.target() + QStringLiteral("/later");
    const TransferId id = engine->add(uploadOf(server.url(), path));
    QTRY_COMPARE(log.count(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("made while it waited");
    file.close();
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QVERIFY(log.at(1).body.contains("made while it waited"));
}

void TestEngineSource::target_thatCannotBeWritten_data()
{
    QTest::addColumn<QString>("directory");
    QTest::addColumn<QString>("name");
    QTest::newRow("missing") << QStringLiteral("/nowhere/at/all") << QString();
    QTest::newRow("relative") << QStringLiteral("here") << QString();
    QTest::newRow("a file") << QStringLiteral("/etc/passwd") << QString();
    QTest::newRow("no name") << QStringLiteral("/tmp") << QStringLiteral("..");
    QTest::newRow("a path for a name") << QStringLiteral("/tmp") << QStringLiteral("a/b");
}

void TestEngineSource::target_thatCannotBeWritten()
{
    QFETCH(QString, directory);
    QFETCH(QString, name);
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.saveTo = SaveTarget{directory, name, NameTaken::KeepBoth};
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Target);
    QVERIFY(!errorText(engine.probe().error(id)).isEmpty());
    QCOMPARE(log.count(), 0);
}

void TestEngineSource::target_removedWhileTheFileComes()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
        peer.await(gate);
        peer.send("67890");
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a.bin")));
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    const TransferId id = engine->add(request);
    QVERIFY(engine.probe().waitForState(id, TransferState::Receiving));
    QVERIFY(QDir(engine.target()).removeRecursively());
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Target);
    // The bytes are whole and stay: another place can be chosen without fetching them again.
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.state, TransferState::Ready);
    QVERIFY(s.error.has_value());
    QCOMPARE(TestEngine::contentOf(s.tempPath), "1234567890");
    QVERIFY(QDir().mkpath(engine.target()));
    engine->save(id, *request.saveTo);
    QVERIFY(engine.probe().waitForState(id, TransferState::Done));
    QVERIFY(!engine.probe().last(id).error);
    QCOMPARE(TestEngine::contentOf(engine.target() + QStringLiteral("/a.bin")), "1234567890");
    QCOMPARE(log.count(), 1);
}

void TestEngineSource::target_removedOnAnotherMountWithThePart_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::newRow("another file system") << QByteArray("size=10m");
    QTest::newRow("another mount of the same one") << QByteArray();
}

// The part lay in the folder that was removed with all that was in it: there is nothing to keep, and Ferry says so in
// place of offering a file that is gone.
void TestEngineSource::target_removedOnAnotherMountWithThePart()
{
    QFETCH(QByteArray, options);
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
        peer.await(gate);
        peer.send("67890");
    }));
    TestEngine engine;
    const MountedPlace place(engine.target(), options.isEmpty() ? nullptr : options.constData());
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    const QString folder = place.filePath(QStringLiteral("folder"));
    QVERIFY(QDir().mkdir(folder));
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a.bin")));
    request.saveTo = SaveTarget{folder, {}, NameTaken::KeepBoth};
    const TransferId id = engine->add(request);
    QTRY_COMPARE(TestEngine::namesIn(folder).size(), 1);
    QVERIFY(QDir(folder).removeRecursively());
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Target);
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QVERIFY(engine.probe().last(id).tempPath.isEmpty());
    QVERIFY(QDir().mkdir(folder));
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(TestEngine::contentOf(folder + QStringLiteral("/a.bin")), "1234567890");
}

QTEST_GUILESS_MAIN(TestEngineSource)
#include "tst_engine_source.moc"
