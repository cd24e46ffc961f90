#include "core/io/Digest.h"
#include "core/io/PartFile.h"
#include "core/io/PartRecord.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/Pattern.h"
#include "tests/support/RequestLog.h"

#include <QFileInfo>

using namespace ferry;

namespace {

constexpr qint64 fileSize = 400 * 1024;
constexpr qint64 heldSize = 150 * 1024;

QByteArray content()
{
    return pattern(fileSize);
}

} // namespace

/// How a download ends that went on from what lay beside its target, and what becomes of bytes that nobody goes on
/// from.
class TestEngineResumeEnds : public QObject
{
    Q_OBJECT

private slots:
    void nothingMissing_data();
    void nothingMissing();
    void nothingMissing_isCompared_data();
    void nothingMissing_isCompared();
    void promisesOfARefusal_areOfItsPage();
    void promisesOfTheRest_data();
    void promisesOfTheRest();
    void checksumIsOfWhatLiesThere_data();
    void checksumIsOfWhatLiesThere();
    void roomForTheRest_data();
    void roomForTheRest();
    void fullDisk_hasRoomForTheRecord();
    void cancelOfWhatWaits_data();
    void cancelOfWhatWaits();

private:
    static DownloadRequest requestInto(const QString &folder, const QUrl &url);
    static void layPart(const DownloadRequest &request, qint64 held) { layPart(request, content(), {{0, held}}); }
    static void layPart(const DownloadRequest &request, const QByteArray &bytes, const ByteRanges &held);
};

namespace {

QByteArray hexOf(const QByteArray &bytes)
{
    Digest digest;
    digest.add(bytes);
    return digest.hex();
}

QByteArray member(const QByteArray &bytes)
{
    return "sha-256=:" + QByteArray::fromHex(hexOf(bytes)).toBase64() + ':';
}

QByteArray head(int status, qint64 length, const QByteArray &more = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: " + QByteArray::number(length) +
           "\r\nAccept-Ranges: bytes\r\nETag: \"one\"\r\n" + more + "\r\n";
}

QByteArray rest(const QByteArray &more = {})
{
    return head(206, fileSize - heldSize, "Content-Range: bytes 153600-409599/409600\r\n" + more) +
           content().sliced(heldSize);
}

} // namespace

DownloadRequest TestEngineResumeEnds::requestInto(const QString &folder, const QUrl &url)
{
    DownloadRequest request = downloadOf(url);
    request.saveTo = SaveTarget{folder, QStringLiteral("out.bin"), NameTaken::KeepBoth};
    request.keepPartial = true;
    return request;
}

/// As an earlier launch would have left it.
void TestEngineResumeEnds::layPart(const DownloadRequest &request, const QByteArray &bytes, const ByteRanges &held)
{
    const QByteArray address = PartRecord::addressHash(request.url);
    QFile part(request.saveTo->directory + u'/' + PartFile::lastingName(request.saveTo->fileName, address));
    QVERIFY(part.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    QVERIFY(part.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    const qint64 end = held.list().last().end;
    QCOMPARE(part.write(bytes.first(end)), end);
    PartRecord record{request.url, address, QStringLiteral("out.bin"), "\"one\"", fileSize, held, {}};
    record.proof = PartRecord::proofOf(part.handle(), record.held);
    QVERIFY(record.write(part.fileName()));
}

void TestEngineResumeEnds::nothingMissing_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("statusCode");
    QTest::newRow("exactly") << QByteArray("bytes */409600") << 1 << 206;
    QTest::newRow("it shrank") << QByteArray("bytes */409599") << 2 << 200;
    QTest::newRow("it grew") << QByteArray("bytes */409601") << 2 << 200;
    QTest::newRow("no word of its size") << QByteArray("bytes */*") << 2 << 200;
}

// A program that was killed between the last byte and the end has all of the file, and the server has nothing to add.
void TestEngineResumeEnds::nothingMissing()
{
    QFETCH(QByteArray, range);
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1)
            peer.send(head(416, 0, "Content-Range: " + range + "\r\n"));
        else
            peer.send(head(200, fileSize) + content());
    }));
    TestEngine engine;
    const DownloadRequest request = requestInto(engine.target(), server.url());
    layPart(request, fileSize);
    const TransferId id = engine.run(request);
    QCOMPARE(log.at(0).header("Range"), QByteArray("bytes=409600-"));
    QTEST(log.count(), "requests");
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    // That is no refusal, to anybody.
    QVERIFY(engine.probe().completed(id) && engine.probe().completed(id)->ok);
    QTEST(engine.probe().completed(id)->statusCode, "statusCode");
    QVERIFY(!engine.probe().last(id).error);
    QCOMPARE(engine.probe().last(id).serverReason, QString());
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).savedPath) == content());
    QTRY_COMPARE(engine.saved(), QStringList{QStringLiteral("out.bin")});
}

void TestEngineResumeEnds::nothingMissing_isCompared_data()
{
    QTest::addColumn<QByteArray>("checksum");
    QTest::addColumn<bool>("fits");
    QTest::newRow("the file's") << hexOf(content()) << true;
    QTest::newRow("another file's") << hexOf("x") << false;
}

// What lies there whole is not taken for the promised file because nothing more came.
void TestEngineResumeEnds::nothingMissing_isCompared()
{
    QFETCH(QByteArray, checksum);
    QFETCH(bool, fits);
    RequestLog log;
    ScriptedServer server(log.script(
        [](ScriptPeer &peer, const SeenRequest &) { peer.send(head(416, 0, "Content-Range: bytes */409600\r\n")); }));
    TestEngine engine;
    DownloadRequest request = requestInto(engine.target(), server.url());
    request.checksum = ExpectedChecksum{"sha256", checksum};
    layPart(request, fileSize);
    const TransferId id = engine.run(request);
    QCOMPARE(log.count(), 1);
    QCOMPARE(engine.probe().state(id), fits ? TransferState::Done : TransferState::Failed);
    if (!fits)
        QCOMPARE(engine.probe().error(id).kind, ErrorKind::Checksum);
    QTRY_COMPARE(engine.saved(), fits ? QStringList{QStringLiteral("out.bin")} : QStringList());
}

// A 416 brings a page of its own, and what it says of a representation is said of that.
void TestEngineResumeEnds::promisesOfARefusal_areOfItsPage()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) {
        peer.send(head(416, 4, "Content-Range: bytes */409600\r\nRepr-Digest: " + member("page") + "\r\n") + "page");
    }));
    TestEngine engine;
    const DownloadRequest request = requestInto(engine.target(), server.url());
    layPart(request, fileSize);
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(engine.probe().last(id).checkedBy, QString());
    QCOMPARE(log.count(), 1);
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).savedPath) == content());
}

void TestEngineResumeEnds::promisesOfTheRest_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("checkedBy");
    QTest::addColumn<bool>("fits");
    const QByteArray bytes = content();
    const QString repr = QStringLiteral("Repr-Digest");
    // Of the whole representation, whatever part of it came (RFC 9530 3.1).
    QTest::newRow("Repr-Digest of the whole") << "Repr-Digest: " + member(bytes) + "\r\n" << repr << true;
    QTest::newRow("Repr-Digest of another file") << "Repr-Digest: " + member("x") + "\r\n" << QString() << false;
    QTest::newRow("Repr-Digest of the part") << "Repr-Digest: " + member(bytes.sliced(heldSize)) + "\r\n"
                                             << QString() << false;
    // Of this one message, and so it says nothing of the file (RFC 9530 2).
    QTest::newRow("Content-Digest of the part") << "Content-Digest: " + member(bytes.sliced(heldSize)) + "\r\n"
                                                << QString() << true;
    QTest::newRow("both, each of its own")
        << "Content-Digest: " + member(bytes.sliced(heldSize)) + "\r\nRepr-Digest: " + member(bytes) + "\r\n"
        << repr << true;
    QTest::newRow("the old Digest of the part")
        << "Digest: SHA-256=" + member(bytes.sliced(heldSize)).sliced(9).chopped(1) + "\r\n"
        << QString() << true;
}

void TestEngineResumeEnds::promisesOfTheRest()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, fits);
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) { peer.send(rest(fields)); }));
    TestEngine engine;
    const DownloadRequest request = requestInto(engine.target(), server.url());
    layPart(request, heldSize);
    const TransferId id = engine.run(request);
    QCOMPARE(log.count(), 1);
    QCOMPARE(engine.probe().state(id), fits ? TransferState::Done : TransferState::Failed);
    QTEST(engine.probe().last(id).checkedBy, "checkedBy");
    if (fits)
        QVERIFY(TestEngine::contentOf(engine.probe().last(id).savedPath) == content());
    else
        QCOMPARE(engine.probe().error(id).kind, ErrorKind::Checksum);
    QTRY_COMPARE(engine.saved(), fits ? QStringList{QStringLiteral("out.bin")} : QStringList());
}

void TestEngineResumeEnds::checksumIsOfWhatLiesThere_data()
{
    QTest::addColumn<qint64>("changed"); ///< of the bytes behind the gap, on the disk
    QTest::addColumn<bool>("fits");
    QTest::newRow("the right bytes") << qint64(-1) << true;
    QTest::newRow("one that is not") << qint64(200 * 1024) << false;
}

// Bytes behind a gap are left as they are when the stream brings them once more, and so the checksum is of these.
void TestEngineResumeEnds::checksumIsOfWhatLiesThere()
{
    QFETCH(qint64, changed);
    QFETCH(bool, fits);
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send(head(206, fileSize, "Content-Range: bytes 0-409599/409600\r\n") + content());
    }));
    qputenv("FERRY_WIRE", "qt"); // the other one fetches the gaps alone
    TestEngine engine;
    DownloadRequest request = requestInto(engine.target(), server.url());
    request.checksum = ExpectedChecksum{"sha256", hexOf(content())};
    QByteArray bytes = content();
    if (changed >= 0)
        bytes[changed] = char(bytes.at(changed) + 1);
    layPart(request, bytes, {{150 * 1024, 350 * 1024}});
    const TransferId id = engine.run(request);
    qunsetenv("FERRY_WIRE");
    QCOMPARE(engine.probe().state(id), fits ? TransferState::Done : TransferState::Failed);
    if (fits)
        QVERIFY(TestEngine::contentOf(engine.probe().last(id).savedPath) == content());
    else
        QCOMPARE(engine.probe().error(id).kind, ErrorKind::Checksum);
}

void TestEngineResumeEnds::roomForTheRest_data()
{
    QTest::addColumn<QByteArray>("disk");
    QTest::addColumn<bool>("fits");
    // What is held lies there already and needs no room twice.
    QTest::newRow("for the rest, not for the whole") << QByteArray("size=480k") << true;
    QTest::newRow("not for the rest") << QByteArray("size=360k") << false;
}

void TestEngineResumeEnds::roomForTheRest()
{
    QFETCH(QByteArray, disk);
    QFETCH(bool, fits);
    RequestLog log;
    Gate gate;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        const QByteArray all = rest();
        const qsizetype body = fileSize - heldSize;
        peer.send(all.chopped(body));
        if (!fits)
            peer.await(gate); // it is known before the first byte
        peer.send(all.last(body));
    }));
    TestEngine engine;
    const MountedPlace place(engine.target() + QStringLiteral("/disk"), disk.constData());
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    const DownloadRequest request = requestInto(place.path(), server.url());
    layPart(request, heldSize);
    const TransferId id = engine->add(request);
    if (fits) {
        QVERIFY(engine.probe().waitForState(id, TransferState::Done));
        QVERIFY(TestEngine::contentOf(engine.probe().last(id).savedPath) == content());
        return;
    }
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    QCOMPARE(engine.probe().last(id).error->kind, ErrorKind::DiskFull);
    QCOMPARE(engine.probe().last(id).bytesDone, heldSize);
    QCOMPARE(TestEngine::namesIn(place.path()).size(), 2); // they stay for when there is room
    gate.open();
    engine.end();
}

// The disk is full before the first record: the end of the file makes room for one.
void TestEngineResumeEnds::fullDisk_hasRoomForTheRecord()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() > 1) {
            peer.reply(404, {});
            return;
        }
        peer.send(head(200, fileSize));
        peer.await(gate);
        peer.send(content());
    }));
    TestEngine engine;
    const MountedPlace place(engine.target() + QStringLiteral("/disk"), "size=480k");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    const DownloadRequest request = requestInto(place.path(), server.url());
    const TransferId id = engine->add(request);
    QTRY_COMPARE(TestEngine::namesIn(place.path()).size(), 1);
    QFile filler(place.filePath(QStringLiteral("filler")));
    QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    QCOMPARE(filler.write(QByteArray(200 * 1024, 'x')), 200 * 1024);
    gate.open();
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    QCOMPARE(engine.probe().last(id).error->kind, ErrorKind::DiskFull);
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    engine.restart();
    QCOMPARE(TestEngine::namesIn(place.path()).size(), 3);
    engine.run(request);
    QVERIFY(log.at(1).header("Range") > QByteArray("bytes=1"));
    engine.end();
}

void TestEngineResumeEnds::cancelOfWhatWaits_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<bool>("lasting");
    for (const char *how : {"paused", "waiting", "queued"}) {
        QTest::addRow("%s", how) << QString::fromLatin1(how) << false;
        QTest::addRow("%s, kept beside the target", how) << QString::fromLatin1(how) << true;
    }
}

// Nobody goes on from what was cancelled, but the next run of the same command.
void TestEngineResumeEnds::cancelOfWhatWaits()
{
    QFETCH(QString, how);
    QFETCH(bool, lasting);
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/other") {
            peer.await(gate);
            return;
        }
        peer.send(head(200, fileSize) + content().first(heldSize));
        if (how == QLatin1String("waiting"))
            peer.cut();
        else
            peer.await(gate);
    }));
    EngineOptions options;
    options.parallel = 1;
    TestEngine engine(options);
    DownloadRequest request = requestInto(engine.target(), server.url(QStringLiteral("/file")));
    request.keepPartial = lasting;
    request.options.retries = 5;
    const TransferId id = engine->add(request);
    QTRY_COMPARE(engine.probe().last(id).bytesDone, heldSize);
    TransferState before = TransferState::Waiting;
    if (how != QLatin1String("waiting")) {
        engine->pause({id});
        before = TransferState::Paused;
    }
    TransferId other = 0;
    if (how == QLatin1String("queued")) {
        QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
        other = engine->add(downloadOf(server.url(QStringLiteral("/other"))));
        QVERIFY(engine.probe().waitForState(other, TransferState::Awaiting));
        engine->resume({id});
        before = TransferState::Queued;
    }
    QVERIFY(engine.probe().waitForState(id, before));
    const auto parts = [&] { return engine.saved() + engine.temporaryFiles(); };
    QTRY_COMPARE(parts().size(), 2); // with its record
    engine->cancel({id});
    QVERIFY(engine.probe().waitForState(id, TransferState::Cancelled));
    QCOMPARE(parts().size(), lasting ? 2 : 0);
    gate.open();
    engine.end();
}

QTEST_GUILESS_MAIN(TestEngineResumeEnds)
#include "tst_engine_resume_ends.moc"
