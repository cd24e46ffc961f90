#include "core/engine/CopyThreads.h"
#include "tests/support/BusyPool.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/FullBacklog.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/Pattern.h"
#include "tests/support/RequestLog.h"
#include "tests/support/StorePlace.h"

using namespace ferry;

/// A download whose disk is full goes on in another folder, with the bytes that it has.
class TestEngineElsewhere : public QObject
{
    Q_OBJECT

private slots:
    void init() { begin({}); }
    void cleanup();
    void goesOnInAnotherFolder_data();
    void goesOnInAnotherFolder();
    void folderWithoutRoomKeepsTheBytes();
    void pausedOnTheWay();
    void cancelledOnTheWay();
    void withoutThePartItStartsOver();
    void failedOneStartsAnew();
    void othersStayWhereTheyAre();
    void killedWhenTheBytesAreThere();

private:
    void begin(const EngineOptions &options);
    /// Until the disk is full and the download is paused.
    void fillUp();
    SaveTarget to(const QString &folder) const { return {folder, QStringLiteral("out.bin"), NameTaken::KeepBoth}; }
    QStringList bytesOnTheOldDisk() const;

    std::unique_ptr<TestEngine> m_engine;
    std::unique_ptr<MountedPlace> m_disk;
    std::unique_ptr<RequestLog> m_log;
    std::unique_ptr<Gate> m_gate;
    std::unique_ptr<ScriptedServer> m_server;
    TransferId m_id = 0;
};

namespace {

constexpr qint64 fileSize = 2'000'000;
constexpr qint64 cutAt = 700'000;

QByteArray content()
{
    return pattern(fileSize);
}

} // namespace

void TestEngineElsewhere::begin(const EngineOptions &options)
{
    m_disk.reset();
    m_gate = std::make_unique<Gate>();
    m_log = std::make_unique<RequestLog>();
    m_server = std::make_unique<ScriptedServer>(m_log->script([this](ScriptPeer &peer, const SeenRequest &request) {
        const QByteArray range = request.header("Range");
        const qint64 first = range.isEmpty() ? 0 : range.sliced(6).chopped(1).toLongLong();
        QByteArray head = "HTTP/1.1 200 X\r\n";
        if (!range.isEmpty())
            head = "HTTP/1.1 206 X\r\nContent-Range: bytes " + QByteArray::number(first) + "-1999999/2000000\r\n";
        peer.send(head + "Accept-Ranges: bytes\r\nETag: \"one\"\r\nContent-Length: " +
                  QByteArray::number(fileSize - first) + "\r\n\r\n");
        if (m_log->count() == 1) {
            peer.send(content().first(cutAt));
            peer.await(*m_gate);
            peer.send(content().sliced(cutAt));
        } else {
            peer.send(content().sliced(first));
        }
    }));
    m_engine = std::make_unique<TestEngine>(options);
    m_disk = std::make_unique<MountedPlace>(m_engine->target() + QStringLiteral("/disk"), "size=2500k");
    if (!m_disk->isMounted())
        QSKIP(MountedPlace::whyNot);
}

void TestEngineElsewhere::cleanup()
{
    copyThreads().waitForDone();
    m_gate->open();
    m_engine->end();
    m_disk.reset();
    m_server.reset();
}

void TestEngineElsewhere::fillUp()
{
    DownloadRequest request = downloadOf(m_server->url());
    request.saveTo = to(m_disk->path());
    m_id = (*m_engine)->add(request);
    QTRY_COMPARE(m_engine->probe().last(m_id).bytesDone, cutAt);
    QFile other(m_disk->filePath(QStringLiteral("other")));
    QVERIFY(other.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (other.write(QByteArray(4096, 'x')) > 0) {
    }
    m_gate->open();
    QVERIFY(m_engine->probe().waitForState(m_id, TransferState::Paused));
    QCOMPARE(m_engine->probe().last(m_id).error->kind, ErrorKind::DiskFull);
    QVERIFY(m_engine->probe().last(m_id).bytesDone >= cutAt);
}

QStringList TestEngineElsewhere::bytesOnTheOldDisk() const
{
    QStringList names = TestEngine::namesIn(m_disk->path());
    names.removeAll(QStringLiteral("other"));
    return names;
}

void TestEngineElsewhere::goesOnInAnotherFolder_data()
{
    QTest::addColumn<bool>("sameDisk");
    QTest::newRow("of the temporary place's disk") << true;
    QTest::newRow("of a third disk") << false;
}

void TestEngineElsewhere::goesOnInAnotherFolder()
{
    QFETCH(bool, sameDisk);
    fillUp();
    std::unique_ptr<MountedPlace> third;
    QString folder = m_engine->target();
    if (!sameDisk) {
        third = std::make_unique<MountedPlace>(m_engine->target() + QStringLiteral("/third"), "size=5m");
        folder = third->path();
    }
    const qint64 held = m_engine->probe().last(m_id).bytesDone;
    const qsizetype seen = m_engine->probe().history.value(m_id).size();
    (*m_engine)->save(m_id, to(folder));
    QVERIFY(m_engine->probe().waitForState(m_id, TransferState::Done));
    QCOMPARE(m_log->count(), 2);
    QCOMPARE(m_log->at(1).header("Range"), "bytes=" + QByteArray::number(held) + '-');
    QCOMPARE(m_engine->probe().last(m_id).savedPath, folder + QStringLiteral("/out.bin"));
    QVERIFY(TestEngine::contentOf(folder + QStringLiteral("/out.bin")) == content());
    QCOMPARE(bytesOnTheOldDisk(), QStringList());
    QTRY_COMPARE(m_engine->temporaryFiles(), QStringList());
    // It never looks as if the bytes were lost.
    const QList<TransferSnapshot> history = m_engine->probe().history.value(m_id).mid(seen);
    for (const TransferSnapshot &s : history)
        QVERIFY(s.bytesDone >= held);
    QCOMPARE(m_engine->probe().faults, QStringList());
    m_engine->end();
}

void TestEngineElsewhere::folderWithoutRoomKeepsTheBytes()
{
    fillUp();
    const MountedPlace small(m_engine->target() + QStringLiteral("/small"), "size=1900k");
    const qint64 held = m_engine->probe().last(m_id).bytesDone;
    (*m_engine)->save(m_id, to(small.path()));
    QTRY_COMPARE(m_engine->probe().last(m_id).attempt, 2);
    QVERIFY(m_engine->probe().waitForState(m_id, TransferState::Paused));
    QCOMPARE(m_engine->probe().last(m_id).error->kind, ErrorKind::DiskFull);
    QVERIFY(m_engine->probe().last(m_id).error->subject.contains(QStringLiteral("small")));
    QCOMPARE(m_log->count(), 1);
    QCOMPARE(TestEngine::namesIn(small.path()), QStringList());
    QVERIFY(!bytesOnTheOldDisk().isEmpty());
    QCOMPARE(m_engine->probe().last(m_id).bytesDone, held);

    (*m_engine)->save(m_id, to(m_engine->target()));
    QVERIFY(m_engine->probe().waitForState(m_id, TransferState::Done));
    QCOMPARE(m_log->at(1).header("Range"), "bytes=" + QByteArray::number(held) + '-');
    QVERIFY(TestEngine::contentOf(m_engine->target() + QStringLiteral("/out.bin")) == content());
}

void TestEngineElsewhere::pausedOnTheWay()
{
    fillUp();
    BusyPool busy(copyThreads());
    (*m_engine)->save(m_id, to(m_engine->target()));
    QVERIFY(m_engine->probe().waitForState(m_id, TransferState::Connecting));
    (*m_engine)->pause({m_id});
    QVERIFY(m_engine->probe().waitForState(m_id, TransferState::Paused));
    QVERIFY(!bytesOnTheOldDisk().isEmpty());
    QCOMPARE(m_log->count(), 1);
    busy.release();
    (*m_engine)->resume({m_id});
    QVERIFY(m_engine->probe().waitForState(m_id, TransferState::Done));
    QCOMPARE(m_log->count(), 2);
    QVERIFY(!m_log->at(1).header("Range").isEmpty());
    QVERIFY(TestEngine::contentOf(m_engine->target() + QStringLiteral("/out.bin")) == content());
    QCOMPARE(bytesOnTheOldDisk(), QStringList());
    QTRY_COMPARE(m_engine->temporaryFiles(), QStringList());
}

void TestEngineElsewhere::cancelledOnTheWay()
{
    fillUp();
    BusyPool busy(copyThreads());
    (*m_engine)->save(m_id, to(m_engine->target()));
    QVERIFY(m_engine->probe().waitForState(m_id, TransferState::Connecting));
    (*m_engine)->cancel({m_id});
    QVERIFY(m_engine->probe().waitForState(m_id, TransferState::Cancelled));
    busy.release();
    QTRY_COMPARE(bytesOnTheOldDisk(), QStringList());
    QTRY_COMPARE(m_engine->temporaryFiles(), QStringList());
    QCOMPARE(m_engine->saved(), QStringList{QStringLiteral("disk")});
}

void TestEngineElsewhere::withoutThePartItStartsOver()
{
    fillUp();
    for (const QString &name : bytesOnTheOldDisk())
        QVERIFY(QFile::remove(m_disk->filePath(name)));
    (*m_engine)->save(m_id, to(m_engine->target()));
    QVERIFY(m_engine->probe().waitForState(m_id, TransferState::Done));
    QCOMPARE(m_log->at(1).header("Range"), QByteArray());
    QVERIFY(TestEngine::contentOf(m_engine->target() + QStringLiteral("/out.bin")) == content());
}

void TestEngineElsewhere::failedOneStartsAnew()
{
    DownloadRequest request = downloadOf(m_server->url());
    request.saveTo = to(m_engine->target() + QStringLiteral("/nowhere"));
    const TransferId id = m_engine->run(request);
    QCOMPARE(m_engine->probe().error(id).kind, ErrorKind::Target);
    m_gate->open();
    (*m_engine)->save(id, to(m_engine->target()));
    QVERIFY(m_engine->probe().waitForState(id, TransferState::Done));
    QVERIFY(TestEngine::contentOf(m_engine->target() + QStringLiteral("/out.bin")) == content());
}

void TestEngineElsewhere::othersStayWhereTheyAre()
{
    DownloadRequest request = downloadOf(m_server->url());
    request.saveTo = to(m_engine->target());
    const TransferId id = (*m_engine)->add(request);
    QTRY_COMPARE(m_engine->probe().last(id).bytesDone, cutAt);
    (*m_engine)->save(id, to(m_disk->path())); // it runs
    m_gate->open();
    QVERIFY(m_engine->probe().waitForState(id, TransferState::Done));
    (*m_engine)->save(id, to(m_disk->path())); // it is there
    const TransferId upload = m_engine->run(uploadOf(QUrl(QStringLiteral("http://127.0.0.1:1/")), QString()));
    (*m_engine)->save(upload, to(m_disk->path()));
    // Whatever that would have started would be through before this one is.
    m_engine->run(downloadOf(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort()))));
    QCOMPARE(m_engine->probe().last(id).savedPath, m_engine->target() + QStringLiteral("/out.bin"));
    QCOMPARE(m_engine->probe().outcomeCount(id), 1);
    QCOMPARE(m_engine->probe().outcomeCount(upload), 1);
}

// The old part goes once the store knows the new one, and not before.
void TestEngineElsewhere::killedWhenTheBytesAreThere()
{
    const StorePlace place;
    const FullBacklog nobody; // so that nothing else is told after the move
    begin(place.options());
    fillUp();
    const QStringList old = bytesOnTheOldDisk();
    QVERIFY(!old.isEmpty());
    const qint64 held = m_engine->probe().last(m_id).bytesDone;
    (*m_engine)->replaceUrl(m_id, nobody.url());
    (*m_engine)->save(m_id, to(m_engine->target()));
    while (QFile::exists(m_disk->filePath(old.first())))
        QCoreApplication::processEvents();
    const EngineOptions killed = place.killed();
    m_engine->end();
    TestEngine next(killed);
    QTRY_VERIFY(next.probe().history.contains(1));
    QCOMPARE(next.probe().history.value(1).first().bytesDone, held);
}

QTEST_GUILESS_MAIN(TestEngineElsewhere)
#include "tst_engine_elsewhere.moc"
