#include "core/io/PartRecord.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/Pattern.h"
#include "tests/support/RequestLog.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QRegularExpression>

using namespace ferry;

/// How the second request for the file is answered.
using Second = std::function<void(ScriptPeer &, const SeenRequest &)>;

/// A download that breaks off and goes on, or starts over: whatever the server says, the file is never a mix.
class TestEngineResume : public QObject
{
    Q_OBJECT

private slots:
    void secondAnswer_data();
    void secondAnswer();
    void brokenEveryWay_keepsTheBytes_data();
    void brokenEveryWay_keepsTheBytes();
    void firstAnswer_data();
    void firstAnswer();
    void brokenAgainAndAgain();
    void restThatComesInParts();
    void overlongRestIsNotTaken();
    void dateThatIsNotSaidAgain_data();
    void dateThatIsNotSaidAgain();
    void refusalKeepsTheBytes_data();
    void refusalKeepsTheBytes();
    void replacedAddress_data();
    void replacedAddress();
    void checksumOfAResumedFile_data();
    void checksumOfAResumedFile();
    void partWithOtherBytesIsNotGoneOnFrom();
    void ownRangeIsLeftAlone();
    void cancelDropsTheBytes();
    void keptBesideTheTarget_data();
    void keptBesideTheTarget();
    void keptPartOfAnotherAddressIsNone();
    void twoAtOnceDoNotShareAPart();

private:
    static constexpr qint64 fileSize = 400 * 1024;
    static constexpr qint64 cutAt = 150 * 1024;
    static QByteArray original() { return pattern(fileSize, 1); }
    static QByteArray changed() { return pattern(fileSize, 2); }
    static QByteArray head(int status, qint64 length, const QByteArray &more);
    static void breakOff(ScriptPeer &peer, const QByteArray &fields = validFields());
    static QByteArray validFields() { return "Accept-Ranges: bytes\r\nETag: \"one\"\r\n"; }
    static void giveRest(ScriptPeer &peer, const SeenRequest &request);
    static qint64 firstAsked(const SeenRequest &request);
    static QByteArray sha256(const QByteArray &bytes)
    {
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    }
};

QByteArray TestEngineResume::head(int status, qint64 length, const QByteArray &more)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: " + QByteArray::number(length) + "\r\n" +
           more + "\r\n";
}

void TestEngineResume::breakOff(ScriptPeer &peer, const QByteArray &fields)
{
    peer.send(head(200, fileSize, fields));
    peer.send(original().first(cutAt));
    peer.cut();
}

qint64 TestEngineResume::firstAsked(const SeenRequest &request)
{
    const QByteArray range = request.header("Range");
    return range.startsWith("bytes=") && range.endsWith('-') ? range.sliced(6).chopped(1).toLongLong() : -1;
}

void TestEngineResume::giveRest(ScriptPeer &peer, const SeenRequest &request)
{
    const qint64 first = firstAsked(request);
    const QByteArray range = "Content-Range: bytes " + QByteArray::number(first) + '-' +
                             QByteArray::number(fileSize - 1) + '/' + QByteArray::number(fileSize) + "\r\n";
    peer.send(head(206, fileSize - first, range + "ETag: \"one\"\r\n") + original().sliced(first));
}

void TestEngineResume::secondAnswer_data()
{
    QTest::addColumn<Second>("second");
    QTest::addColumn<int>("requests");   ///< in all
    QTest::addColumn<bool>("isChanged"); ///< what the file is in the end
    const auto part = [](const QByteArray &fields, qint64 from, const QByteArray &bytes) -> Second {
        return [=](ScriptPeer &peer, const SeenRequest &) {
            peer.send(head(206, fileSize - from, fields) + bytes.sliced(from));
        };
    };
    const QByteArray rest = "Content-Range: bytes 153600-409599/409600\r\n";

    QTest::newRow("the rest") << part(rest + "ETag: \"one\"\r\n", cutAt, original()) << 2 << false;
    QTest::newRow("200, the same file") << Second([](ScriptPeer &peer, const SeenRequest &) {
        peer.send(head(200, fileSize, validFields()) + original());
    }) << 2 << false;
    QTest::newRow("200, of the same length but changed") << Second([](ScriptPeer &peer, const SeenRequest &) {
        peer.send(head(200, fileSize, "ETag: \"two\"\r\n") + changed());
    }) << 2 << true;
    QTest::newRow("206 of another tag") << part(rest + "ETag: \"two\"\r\n", cutAt, changed()) << 3 << true;
    QTest::newRow("206 of a weak tag") << part(rest + "ETag: W/\"one\"\r\n", cutAt, changed()) << 3 << true;
    QTest::newRow("206 without a tag") << part(rest, cutAt, changed()) << 3 << true;
    QTest::newRow("206 with a wrong start")
        << part("ETag: \"one\"\r\nContent-Range: bytes 153601-409599/409600\r\n", cutAt + 1, changed()) << 3 << true;
    QTest::newRow("206 from the start") << part("ETag: \"one\"\r\nContent-Range: bytes 0-409599/409600\r\n", 0,
                                                changed())
                                        << 3 << true;
    QTest::newRow("206 with a wrong total")
        << part("ETag: \"one\"\r\nContent-Range: bytes 153600-409599/409601\r\n", cutAt, changed()) << 3 << true;
    QTest::newRow("206 without a total") << part("ETag: \"one\"\r\nContent-Range: bytes 153600-409599/*\r\n", cutAt,
                                                 changed())
                                         << 3 << true;
    QTest::newRow("206 without a range") << part("ETag: \"one\"\r\n", cutAt, changed()) << 3 << true;
    QTest::newRow("206 coded") << part(rest + "ETag: \"one\"\r\nContent-Encoding: gzip\r\n", cutAt, changed()) << 3
                               << true;
    QTest::newRow("206 of many parts") << Second([](ScriptPeer &peer, const SeenRequest &) {
        peer.reply(206, "--x\r\n\r\nabc\r\n--x--", {"Content-Type: multipart/byteranges; boundary=x", "ETag: \"one\""});
    }) << 3 << true;
    QTest::newRow("416, shrunk") << Second([](ScriptPeer &peer, const SeenRequest &) {
        peer.reply(416, "no", {"Content-Range: bytes */100"});
    }) << 3 << true;
    QTest::newRow("416, as long as what is held")
        << Second([](ScriptPeer &peer, const SeenRequest &) { peer.reply(416, {}, {"Content-Range: bytes */153600"}); })
        << 3 << true;
}

void TestEngineResume::secondAnswer()
{
    QFETCH(Second, second);
    QFETCH(bool, isChanged);
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (log.count() == 1)
            breakOff(peer);
        else if (log.count() == 2)
            second(peer, request);
        else
            peer.send(head(200, fileSize, "ETag: \"two\"\r\n") + changed());
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/file.bin"))));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Network);
    QCOMPARE(engine.probe().last(id).resumable, Resumable::Yes);
    QCOMPARE(engine.probe().last(id).bytesDone, cutAt);

    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.state, TransferState::Ready);
    QTEST(log.count(), "requests");
    QCOMPARE(log.at(1).header("Range"), QByteArray("bytes=153600-"));
    QCOMPARE(log.at(1).header("If-Range"), QByteArray("\"one\""));
    if (log.count() == 3) {
        QCOMPARE(log.at(2).header("Range"), QByteArray());
        QCOMPARE(log.at(2).header("If-Range"), QByteArray());
    }
    const QByteArray expected = isChanged ? changed() : original();
    QVERIFY(TestEngine::contentOf(s.tempPath) == expected);
    QCOMPARE(s.sha256, sha256(expected));
    QCOMPARE(s.bytesDone, fileSize);
    // One file: neither the old part nor a record is left.
    QTRY_COMPARE(engine.temporaryFiles().size(), 2); // with its description
    QCOMPARE(engine.probe().faults, QStringList());
}

void TestEngineResume::dateThatIsNotSaidAgain_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a tag that was not there") << QByteArray("ETag: \"two\"\r\n");
    QTest::newRow("a weak tag") << QByteArray("ETag: W/\"two\"\r\n");
}

// As of a server that does not know If-Range, and has another file by now.
void TestEngineResume::dateThatIsNotSaidAgain()
{
    QFETCH(QByteArray, field);
    const QByteArray dates = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nDate: Sun, 06 Nov 1994 09:49:37 GMT\r\n";
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        const qint64 first = firstAsked(request);
        if (log.count() == 1)
            breakOff(peer, "Accept-Ranges: bytes\r\n" + dates);
        else if (first >= 0)
            peer.send(head(206, fileSize - first,
                           field + "Content-Range: bytes " + QByteArray::number(first) + "-409599/409600\r\n") +
                      changed().sliced(first));
        else
            peer.send(head(200, fileSize, field) + changed());
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(log.count(), 3);
    QVERIFY(!log.at(1).header("If-Range").isEmpty());
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == changed());
}

void TestEngineResume::brokenEveryWay_keepsTheBytes_data()
{
    using Break = void (*)(ScriptPeer &);
    QTest::addColumn<Break>("breaks");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<ErrorKind>("kind");
    const Break close = [](ScriptPeer &peer) { peer.close(); };
    const Break cut = [](ScriptPeer &peer) { peer.cut(); };
    const Break reset = [](ScriptPeer &peer) {
        peer.pause(300); // a reset drops what has arrived and was not read
        peer.reset();
    };
    const Break stall = [](ScriptPeer &peer) { peer.stall(); };
    for (const bool tls : {false, true}) {
        const char *scheme = tls ? "https" : "http";
        QTest::addRow("closed, %s", scheme) << close << tls << ErrorKind::Network;
        QTest::addRow("cut, %s", scheme) << cut << tls << ErrorKind::Network;
        QTest::addRow("reset, %s", scheme) << reset << tls << ErrorKind::Network;
        QTest::addRow("silent, %s", scheme) << stall << tls << ErrorKind::Timeout;
    }
}

void TestEngineResume::brokenEveryWay_keepsTheBytes()
{
    using Break = void (*)(ScriptPeer &);
    QFETCH(Break, breaks);
    QFETCH(bool, tls);
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (log.count() > 1)
            return giveRest(peer, request);
        peer.send(head(200, fileSize, validFields()));
        peer.send(original().first(cutAt));
        breaks(peer);
    }),
                          tls ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/file.bin")));
    request.options.insecure = tls;
    request.options.timeout = std::chrono::seconds(1);
    const TransferId id = engine.run(request);
    QTEST(engine.probe().error(id).kind, "kind");
    QCOMPARE(engine.probe().last(id).resumable, Resumable::Yes);
    QCOMPARE(engine.probe().last(id).bytesDone, cutAt);
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(firstAsked(log.at(1)), cutAt);
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == original());
}

void TestEngineResume::firstAnswer_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<Resumable>("resumable");
    QTest::addColumn<QByteArray>("ifRange"); ///< empty: the second request asks for the whole
    const QByteArray dates = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nDate: Sun, 06 Nov 1994 08:5";
    const QByteArray none;

    QTest::newRow("strong tag") << validFields() << Resumable::Yes << QByteArray("\"one\"");
    QTest::newRow("no word about ranges")
        << QByteArray("ETag: \"one\"\r\n") << Resumable::Unknown << QByteArray("\"one\"");
    QTest::newRow("no ranges") << QByteArray("Accept-Ranges: none\r\nETag: \"one\"\r\n") << Resumable::NoRanges << none;
    QTest::newRow("weak tag") << QByteArray("Accept-Ranges: bytes\r\nETag: W/\"one\"\r\n") << Resumable::NoValidator
                              << none;
    QTest::newRow("two tags") << QByteArray("Accept-Ranges: bytes\r\nETag: \"one\"\r\nETag: \"one\"\r\n")
                              << Resumable::NoValidator << none;
    QTest::newRow("nothing") << QByteArray("Accept-Ranges: bytes\r\n") << Resumable::NoValidator << none;
    QTest::newRow("old date") << "Accept-Ranges: bytes\r\n" + dates + "1:37 GMT\r\n"
                              << Resumable::Yes << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT");
    QTest::newRow("young date") << "Accept-Ranges: bytes\r\n" + dates + "0:36 GMT\r\n"
                                << Resumable::NoValidator << none;
    QTest::newRow("coded") << validFields() + "Content-Encoding: gzip\r\n" << Resumable::NoValidator << none;
}

void TestEngineResume::firstAnswer()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, ifRange);
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() > 1) {
            peer.send(head(200, fileSize, fields) + original());
            return;
        }
        peer.send(head(200, fileSize, fields) + original().first(cutAt));
        if (peer.await(gate))
            peer.cut();
    }));
    TestEngine engine;
    const TransferId id = engine->add(downloadOf(server.url()));
    QTRY_COMPARE(engine.probe().last(id).bytesDone, cutAt);
    QTEST(engine.probe().last(id).resumable, "resumable"); // said before it breaks off
    gate.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QTEST(engine.probe().last(id).resumable, "resumable");
    QTRY_COMPARE(engine.temporaryFiles().filter(QStringLiteral(".part")).isEmpty(), ifRange.isEmpty());
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(log.count(), 2);
    QCOMPARE(log.at(1).header("If-Range"), ifRange);
    QCOMPARE(firstAsked(log.at(1)), ifRange.isEmpty() ? -1 : cutAt);
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == original());
}

void TestEngineResume::brokenAgainAndAgain()
{
    constexpr qint64 step = 37 * 1024;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        const qint64 first = qMax<qint64>(0, firstAsked(request));
        const bool begins = request.header("Range").isEmpty();
        const QByteArray range = "Content-Range: bytes " + QByteArray::number(first) + "-409599/409600\r\n";
        peer.send(head(begins ? 200 : 206, fileSize - first, validFields() + (begins ? QByteArray() : range)));
        peer.send(original().mid(first, step));
        if (first + step < fileSize)
            peer.cut();
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    int attempts = 1;
    while (engine.probe().state(id) == TransferState::Failed && attempts < 20) {
        QCOMPARE(engine.probe().last(id).bytesDone, step * attempts);
        engine->retry({id});
        QVERIFY(engine.probe().waitForOutcome(id, ++attempts));
    }
    QCOMPARE(attempts, 11);
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(engine.probe().last(id).sha256, sha256(original()));
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == original());
}

// A server may send less than it is asked for (RFC 9110 15.3.7): no connection has broken, and no try is used up.
void TestEngineResume::restThatComesInParts()
{
    constexpr qint64 step = 70 * 1024;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (log.count() == 1) {
            breakOff(peer);
            return;
        }
        const qint64 first = firstAsked(request);
        const qint64 end = qMin(first + step, fileSize);
        const QByteArray range =
            "Content-Range: bytes " + QByteArray::number(first) + '-' + QByteArray::number(end - 1) + "/409600\r\n";
        peer.send(head(206, end - first, validFields() + range) + original().mid(first, end - first));
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(log.count(), 1 + 4 + 1);                     // once a piece is asked for, which has to be exact
    QCOMPARE(engine.probe().last(id).attempts.size(), 1); // the one that broke off
    QCOMPARE(engine.probe().last(id).sha256, sha256(original()));
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == original());
}

void TestEngineResume::overlongRestIsNotTaken()
{
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1) {
            breakOff(peer);
        } else if (log.count() == 2) {
            peer.send("HTTP/1.1 206 X\r\nTransfer-Encoding: chunked\r\nETag: \"one\"\r\n"
                      "Content-Range: bytes 153600-409599/409600\r\n\r\n3e801\r\n" +
                      original().sliced(cutAt) + "!\r\n0\r\n\r\n");
        } else {
            peer.send(head(200, fileSize, validFields()) + original());
        }
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Protocol);
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 3));
    QCOMPARE(log.at(2).header("Range"), QByteArray());
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == original());
}

void TestEngineResume::refusalKeepsTheBytes_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("403") << 403;
    QTest::newRow("204, which is no file") << 204;
}

void TestEngineResume::refusalKeepsTheBytes()
{
    QFETCH(int, status);
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (log.count() == 1)
            breakOff(peer);
        else if (log.count() == 2)
            peer.reply(status, status == 204 ? QByteArray() : QByteArray("expired"));
        else
            giveRest(peer, request);
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 3));
    QCOMPARE(firstAsked(log.at(2)), cutAt);
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == original());
}

void TestEngineResume::replacedAddress_data()
{
    QTest::addColumn<QByteArray>("there"); ///< what lies at the other address
    QTest::addColumn<QByteArray>("tag");   ///< of the file there; "one" at the old address
    QTest::addColumn<bool>("elsewhere");   ///< on another server
    QTest::addColumn<bool>("running");     ///< when it is replaced
    QTest::addColumn<int>("requests");     ///< in all
    QByteArray changedAtTheStart = original();
    changedAtTheStart.replace(0, 1000, changed().first(1000));
    QTest::newRow("the same file, after a failure") << original() << QByteArray("one") << false << false << 2;
    QTest::newRow("the same file, while it comes") << original() << QByteArray("one") << false << true << 2;
    QTest::newRow("another file, after a failure") << changed() << QByteArray("two") << false << false << 3;
    QTest::newRow("another file, while it comes") << changed() << QByteArray("two") << false << true << 3;
    QTest::newRow("another start, the same end") << changedAtTheStart << QByteArray("two") << false << false << 3;
    QTest::newRow("the same file elsewhere") << original() << QByteArray("two") << true << false << 2;
    QTest::newRow("another file elsewhere") << changed() << QByteArray("two") << true << false << 3;
    QTest::newRow("another file elsewhere, while it comes") << changed() << QByteArray("two") << true << true << 3;
}

// A link that has expired: what came by the old one counts only where the new one has the same file. The same server
// says so by its validator; another one's says nothing, and the bytes are compared.
void TestEngineResume::replacedAddress()
{
    QFETCH(QByteArray, there);
    QFETCH(QByteArray, tag);
    QFETCH(bool, elsewhere);
    QFETCH(bool, running);
    RequestLog log;
    const auto answer = [&](ScriptPeer &peer, const SeenRequest &request) {
        const qint64 first = firstAsked(request);
        const QByteArray field = "ETag: \"" + tag + "\"\r\n";
        if (request.path() == "/old" && !running) {
            breakOff(peer);
        } else if (request.path() == "/old") {
            peer.send(head(200, fileSize, validFields()) + original().first(cutAt));
        } else if (first < 0) {
            peer.send(head(200, fileSize, field) + there);
        } else {
            const QByteArray range = "Content-Range: bytes " + QByteArray::number(first) + "-409599/409600\r\n";
            peer.send(head(206, fileSize - first, range + field) + there.sliced(first));
        }
    };
    ScriptedServer server(log.script(answer));
    ScriptedServer other(log.script(answer));
    TestEngine engine;
    const TransferId id = engine->add(downloadOf(server.url(QStringLiteral("/old"))));
    if (running)
        QTRY_COMPARE(engine.probe().last(id).bytesDone, cutAt);
    else
        QVERIFY(engine.probe().waitForState(id, TransferState::Failed));
    engine->replaceUrl(id, (elsewhere ? other : server).url(QStringLiteral("/new")));
    QVERIFY(engine.probe().waitForState(id, TransferState::Ready));
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == there);
    QCOMPARE(engine.probe().last(id).url().path(), QStringLiteral("/new"));
    QVERIFY(firstAsked(log.at(1)) >= 0); // not all of it was asked for at first
    QCOMPARE(log.at(1).header("If-Range"), elsewhere ? QByteArray() : QByteArray("\"one\""));
    QTEST(log.count(), "requests");
}

void TestEngineResume::checksumOfAResumedFile_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<bool>("fits");
    QTest::newRow("fits") << sha256(original()) << true;
    QTest::newRow("does not") << sha256(changed()) << false;
}

void TestEngineResume::checksumOfAResumedFile()
{
    QFETCH(QByteArray, hex);
    QFETCH(bool, fits);
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (log.count() == 1)
            breakOff(peer);
        else if (request.header("Range").isEmpty())
            peer.send(head(200, fileSize, validFields()) + original());
        else
            giveRest(peer, request);
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.checksum = ExpectedChecksum{"sha256", hex};
    const TransferId id = engine.run(request);
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(firstAsked(log.at(1)), cutAt);
    QCOMPARE(engine.probe().state(id), fits ? TransferState::Ready : TransferState::Failed);
    if (fits)
        return;
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Checksum);
    // Bytes that are not the promised ones are no start for anything.
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 3));
    QCOMPARE(log.at(2).header("Range"), QByteArray());
}

void TestEngineResume::partWithOtherBytesIsNotGoneOnFrom()
{
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1)
            breakOff(peer);
        else
            peer.send(head(200, fileSize, validFields()) + original());
    }));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    const QStringList parts = engine.temporaryFiles().filter(QRegularExpression(QStringLiteral("\\.part$")));
    QCOMPARE(parts.size(), 1);
    QFile part(engine->temporaryDirectory() + u'/' + parts.first());
    QVERIFY(part.open(QIODevice::ReadWrite) && part.seek(cutAt - 10));
    QCOMPARE(part.write("torn"), 4);
    part.close();
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(log.at(1).header("Range"), QByteArray());
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == original());
}

void TestEngineResume::ownRangeIsLeftAlone()
{
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send(head(206, 1000, validFields() + "Content-Range: bytes 0-999/409600\r\n") + original().first(500));
        peer.cut();
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.headers.append("Range", "bytes=0-999");
    const TransferId id = engine.run(request);
    engine->retry({id});
    QVERIFY(engine.probe().waitForOutcome(id, 2));
    QCOMPARE(log.at(1).header("Range"), QByteArray("bytes=0-999"));
    QCOMPARE(log.at(1).header("If-Range"), QByteArray());
    QCOMPARE(engine.temporaryFiles(), QStringList());
}

void TestEngineResume::cancelDropsTheBytes()
{
    Gate gate;
    ScriptedServer server([&](ScriptPeer &peer) {
        peer.readHead();
        peer.send(head(200, fileSize, validFields()) + original().first(cutAt));
        peer.await(gate);
    });
    TestEngine engine;
    const TransferId id = engine->add(downloadOf(server.url()));
    QTRY_COMPARE(engine.probe().last(id).bytesDone, cutAt);
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QTRY_COMPARE(engine.temporaryFiles(), QStringList());
    gate.open();
}

void TestEngineResume::keptBesideTheTarget_data()
{
    QTest::addColumn<bool>("cancelled");
    QTest::addColumn<QString>("name");
    QTest::newRow("broken") << false << QStringLiteral("out.bin");
    QTest::newRow("cancelled") << true << QStringLiteral("out.bin");
    QTest::newRow("the server's name") << false << QString();
}

void TestEngineResume::keptBesideTheTarget()
{
    QFETCH(bool, cancelled);
    QFETCH(QString, name);
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (log.count() > 1) {
            giveRest(peer, request);
            return;
        }
        peer.send(head(200, fileSize, validFields()) + original().first(cutAt));
        if (cancelled)
            peer.await(gate);
        peer.cut();
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/out.bin")));
    request.saveTo = SaveTarget{engine.target(), name, NameTaken::KeepBoth};
    request.keepPartial = true;
    const TransferId id = engine->add(request);
    QTRY_COMPARE(engine.probe().last(id).bytesDone, cutAt);
    if (cancelled)
        engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QTRY_COMPARE(engine.saved().size(), 2); // the part and its record, which is written by the pool
    gate.open();
    QVERIFY(!QFileInfo::exists(engine.target() + QStringLiteral("/out.bin")));

    engine.restart();
    const TransferId again = engine.run(request);
    QCOMPARE(engine.probe().state(again), TransferState::Done);
    QCOMPARE(firstAsked(log.at(1)), cutAt);
    QVERIFY(TestEngine::contentOf(engine.probe().last(again).savedPath) == original());
    QTRY_COMPARE(engine.saved(), QStringList{QStringLiteral("out.bin")});
    for (const TransferSnapshot &s : engine.probe().history.value(again))
        QVERIFY(s.bytesDone == 0 || s.bytesDone >= cutAt);
}

void TestEngineResume::keptPartOfAnotherAddressIsNone()
{
    RequestLog log; // the tag of another file may be the same
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1)
            breakOff(peer);
        else
            peer.send(head(200, fileSize, validFields()) + changed());
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a")));
    request.saveTo = SaveTarget{engine.target(), QStringLiteral("out.bin"), NameTaken::KeepBoth};
    request.keepPartial = true;
    engine.run(request);
    engine.restart();
    request.url = server.url(QStringLiteral("/b"));
    const TransferId id = engine.run(request);
    QCOMPARE(log.at(1).header("Range"), QByteArray());
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).savedPath) == changed());
}

void TestEngineResume::twoAtOnceDoNotShareAPart()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send(head(200, fileSize, validFields()) + original().first(cutAt));
        peer.await(gate);
        peer.send(original().sliced(cutAt));
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.saveTo = SaveTarget{engine.target(), QStringLiteral("out.bin"), NameTaken::KeepBoth};
    request.keepPartial = true;
    const QList<TransferId> ids = engine->add(QList<TransferRequest>{request, request});
    QTRY_COMPARE(engine.probe().last(ids.at(0)).bytesDone, cutAt);
    QTRY_COMPARE(engine.probe().last(ids.at(1)).bytesDone, cutAt);
    gate.open();
    QVERIFY(engine.probe().waitForOutcomes(ids));
    for (const TransferId id : ids)
        QVERIFY(TestEngine::contentOf(engine.probe().last(id).savedPath) == original());
    QTRY_COMPARE(engine.saved().size(), 2);
}

QTEST_GUILESS_MAIN(TestEngineResume)
#include "tst_engine_resume.moc"
