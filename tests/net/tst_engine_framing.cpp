#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <QElapsedTimer>

using namespace ferry;
using namespace std::chrono_literals;

/// Where an answer begins and ends, as an item sees it: what is not certain is never done. The same answers are given
/// to the wire alone in tst_wire_framing.
class TestEngineFraming : public QObject
{
    Q_OBJECT

private slots:
    void answer_isWholeOrAnError_data();
    void answer_isWholeOrAnError();
    void answer_toAnUploadToo_data();
    void answer_toAnUploadToo();
    void header_withoutEndIsAnErrorAfterTheTimeout_data();
    void header_withoutEndIsAnErrorAfterTheTimeout();
    void header_overTheLimitIsAnErrorAtOnce_data();
    void header_overTheLimitIsAnErrorAtOnce();
    void header_lineThatIsTooLongIsSaid_data();
    void header_lineThatIsTooLongIsSaid();
    void interim_answersUpToHundredAreReadPast();
    void chunked_countsAndTheLengthIsNoTotal();
    void codedBytes_areKeptAsSentAndSaidSo();
    void leftovers_areNotTheNextTransfersAnswer_data();
    void leftovers_areNotTheNextTransfersAnswer();
};

namespace {

enum class End { Close, Reset, Stall, Cut };

const QByteArray ok = "HTTP/1.1 200 OK\r\n";

/// What nobody asked for.
const QByteArray evil = ok + "Content-Length: 4\r\n\r\nevil";

QByteArray withLength(const QByteArray &value)
{
    return ok + "Content-Length: " + value + "\r\n\r\nhello";
}

QByteArray repeated(int count, const QByteArray &line)
{
    return line.repeated(count);
}

/// "ready hello", "refused 304", "failed protocol": how an item ended.
QString endOf(const TransferSnapshot &s)
{
    const QString state = QLatin1String(stateName(s.state));
    if (s.error)
        return state + u' ' + QLatin1String(errorCode(s.error->kind));
    if (s.state == TransferState::Ready)
        return state + u' ' + QString::fromLatin1(TestEngine::contentOf(s.tempPath).left(40));
    return s.state == TransferState::Refused ? state + u' ' + QString::number(s.statusCode()) : state;
}

ScriptedServer::Script saying(const QByteArray &answer, End end)
{
    return [answer, end](ScriptPeer &peer) {
        peer.readRequest();
        peer.send(answer);
        if (end == End::Stall)
            peer.stall();
        else if (end == End::Reset)
            peer.reset();
        else if (end == End::Cut)
            peer.cut();
    };
}

} // namespace

Q_DECLARE_METATYPE(End)

void TestEngineFraming::answer_isWholeOrAnError_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<End>("end");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("ended");
    const auto row = [](const char *tag, const QByteArray &answer, const char *ended, End end = End::Close,
                        bool tls = false) { QTest::newRow(tag) << answer << end << tls << QString::fromLatin1(ended); };
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    row("length", withLength("5"), "ready hello");
    row("length zero", ok + "Content-Length: 0\r\n\r\n", "ready ");
    row("two equal lengths", ok + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", "ready hello");
    row("equal lengths in a list", withLength("5, 5"), "ready hello");
    row("two lengths that differ", ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "failed protocol");
    row("lengths that differ in a list", withLength("5, 6"), "failed protocol");
    row("length negative", withLength("-5"), "failed protocol");
    row("length signed", withLength("+5"), "failed protocol");
    row("length hex", withLength("0x5"), "failed protocol");
    row("length empty", withLength(""), "failed protocol");
    row("length with a fraction", withLength("5.0"), "failed protocol");
    row("length 2^63", withLength("9223372036854775808"), "failed protocol");
    row("length of a letter", withLength("five"), "failed protocol");
    row("length with an empty list member", withLength("5,"), "failed protocol");
    row("more promised than came", withLength("9"), "failed network");
    row("more promised than came, TLS", withLength("9"), "failed network", End::Close, true);
    row("reset inside the promise", withLength("9"), "failed network", End::Reset);
    row("no length, clean close", ok + "\r\nhello", "ready hello");
    row("no length, reset", ok + "\r\nhello", "failed network", End::Reset);
    row("no length, TLS with its goodbye", ok + "\r\nhello", "ready hello", End::Close, true);
    row("no length, TLS cut", ok + "\r\nhello", "failed network", End::Cut, true);
    row("length not reached, TLS cut", withLength("9"), "failed network", End::Cut, true);
    row("length reached, TLS cut", withLength("5"), "ready hello", End::Cut, true);
    row("chunked", chunked + "5\r\nhello\r\n0\r\n\r\n", "ready hello");
    row("chunk with extension", chunked + "5;a=\"b;c\"\r\nhello\r\n0\r\n\r\n", "ready hello");
    row("chunk size with zeros and capitals", chunked + "0005\r\nhello\r\n00A\r\n, and more\r\n0\r\n\r\n",
        "ready hello, and more");
    row("chunked with trailer", chunked + "5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n", "ready hello");
    row("chunked without its end", chunked + "5\r\nhello\r\n", "failed network");
    row("chunked cut inside", chunked + "9\r\nhello", "failed network");
    row("chunked cut in the size", chunked + "5\r\nhello\r\n1", "failed network");
    row("chunk size garbage", chunked + "hello\r\n0\r\n\r\n", "failed protocol");
    row("chunk size negative", chunked + "-5\r\nhello\r\n0\r\n\r\n", "failed protocol");
    row("chunk longer than its size", chunked + "2\r\nhello\r\n0\r\n\r\n", "failed protocol");
    row("chunked, TLS cut before the end", chunked + "5\r\nhello\r\n", "failed network", End::Cut, true);
    const auto coded = [&row](const char *tag, const QByteArray &line, const char *ended) {
        row(tag, ok + line + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n", ended);
    };
    coded("chunked in capitals between blanks", "TRANSFER-ENCODING: \t CHUNKED ", "ready hello");
    coded("chunked and identity", "Transfer-Encoding: identity, chunked", "ready hello");
    coded("coding with a blank before the colon", "Transfer-Encoding : chunked", "failed protocol");
    coded("coding with a tab before the colon", "Transfer-Encoding\t: chunked", "failed protocol");
    coded("coding with a control before the colon", "Transfer-Encoding\v: chunked", "failed protocol");
    coded("coding that is not known", "Transfer-Encoding: xchunked", "failed protocol");
    coded("coding that begins like chunked", "Transfer-Encoding: chunkedx", "failed protocol");
    coded("coding in quotes", "Transfer-Encoding: \"chunked\"", "failed protocol");
    coded("coding with a parameter", "Transfer-Encoding: chunked;q=1", "failed protocol");
    coded("coding behind a control", "Transfer-Encoding: \vchunked", "failed protocol");
    coded("coding before a control", "Transfer-Encoding: chunked\v", "failed protocol");
    coded("chunked twice", "Transfer-Encoding: chunked, chunked", "failed protocol");
    coded("chunked twice in two lines", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "failed protocol");
    coded("gzip and chunked", "Transfer-Encoding: gzip, chunked", "failed protocol");
    coded("gzip and chunked in two lines", "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", "failed protocol");
    coded("chunked and gzip", "Transfer-Encoding: chunked, gzip", "failed protocol");
    row("gzip", ok + "Transfer-Encoding: gzip\r\n\r\nhello", "failed protocol");
    row("identity and a length", ok + "Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello", "ready hello");
    row("identity and more promised than came", ok + "Transfer-Encoding: identity\r\nContent-Length: 9\r\n\r\nhello",
        "failed network");
    row("length with a blank before the colon", ok + "Content-Length : 5\r\n\r\nhello, more", "failed protocol");
    row("any field with a blank before the colon", ok + "X-A : b\r\nContent-Length: 5\r\n\r\nhello", "failed protocol");
    row("HTTP/0.9", "hello", "failed protocol");
    row("HTTP/0.9 with lines", "<html>\r\n\r\nhello", "failed protocol");
    row("garbage status line", "HTTP/1.1 abc OK\r\n\r\n", "failed protocol");
    row("status of four digits", "HTTP/1.1 2000 OK\r\n\r\n", "failed protocol");
    row("another protocol", "ICY 200 OK\r\n\r\nhello", "failed protocol");
    row("switching protocols", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", "failed protocol", End::Stall);
    row("nothing at all", "", "failed network");
    row("closed in the header", ok + "Content-Le", "failed network");
    row("304", "HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\n\r\n", "refused 304", End::Stall);
    row("304 with a body", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello", "refused 304", End::Stall);
    row("204", "HTTP/1.1 204 No Content\r\n\r\n", "ready ", End::Stall);
    row("204 with a body", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello", "ready ", End::Stall);
    row("101 interim answers", repeated(101, "HTTP/1.1 102 Processing\r\n\r\n") + ok + "Content-Length: 0\r\n\r\n",
        "failed protocol");
    row("only interim answers", "HTTP/1.1 103 Early Hints\r\n\r\n", "failed network");
}

void TestEngineFraming::answer_isWholeOrAnError()
{
    QFETCH(QByteArray, answer);
    QFETCH(End, end);
    QFETCH(bool, tls);
    QFETCH(QString, ended);
    ScriptedServer server(saying(answer, end), tls ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/file.bin")));
    request.options.insecure = true;
    const TransferId id = engine.run(request);
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(endOf(s), ended);
    QCOMPARE(engine.probe().outcomeCount(id), 1);
    QCOMPARE(server.heads().size(), 1); // and never asked again
    for (const TransferSnapshot &step : engine.probe().history.value(id)) {
        QVERIFY(step.percent() <= 100);
        QVERIFY(step.percent() < 100 || step.state == TransferState::Ready || step.state == TransferState::Verifying);
    }
    if (s.error) {
        QVERIFY(!errorText(*s.error).isEmpty());
        QTRY_VERIFY(engine.temporaryFiles().isEmpty());
    }
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

void TestEngineFraming::answer_toAnUploadToo_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<End>("end");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("ended");
    const auto row = [](const char *tag, const QByteArray &answer, const char *ended, End end = End::Close,
                        bool tls = false) { QTest::newRow(tag) << answer << end << tls << QString::fromLatin1(ended); };
    row("length", withLength("5"), "done");
    row("204 with a body", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello", "done", End::Stall);
    row("lengths that differ", withLength("5, 6"), "failed protocol");
    row("coding that is not known", ok + "Transfer-Encoding: xchunked\r\n\r\n5\r\nhello\r\n", "failed protocol");
    row("coding with a blank before the colon", ok + "Transfer-Encoding : chunked\r\n\r\n5\r\nhe", "failed protocol");
    row("more promised than came", withLength("9"), "failed network");
    row("no length, clean close", ok + "\r\nhello", "done");
    row("no length, reset", ok + "\r\nhello", "failed network", End::Reset);
    row("garbage", "hello\r\n\r\n", "failed protocol");
    row("nothing", "", "unknown unknownOutcome");
    row("only interim answers", "HTTP/1.1 100 Continue\r\n\r\n", "unknown unknownOutcome");
    row("closed in the header", ok + "Conte", "unknown unknownOutcome");
    const auto overTls = [&row](const char *tag, const QByteArray &answer, const char *ended, End end = End::Cut) {
        row(tag, answer, ended, end, true);
    };
    overTls("length, TLS", withLength("5"), "done", End::Close);
    overTls("length reached, TLS cut", withLength("5"), "done");
    overTls("more promised than came, TLS", withLength("9"), "failed network", End::Close);
    overTls("length not reached, TLS cut", withLength("9"), "failed network");
    // Nobody takes this side's farewell any more.
    overTls("no length, TLS with its goodbye", ok + "\r\nhello", "done", End::Close);
    overTls("no length, told to be the last, TLS with its goodbye", ok + "Connection: close\r\n\r\nhello", "done",
            End::Close);
    overTls("length, told to be the last, TLS with its goodbye",
            ok + "Connection: close\r\nContent-Length: 5\r\n\r\nhello", "done", End::Close);
    overTls("length, told to be the last, TLS cut", ok + "Connection: close\r\nContent-Length: 5\r\n\r\nhello", "done");
    overTls("no length, TLS cut", ok + "\r\nhello", "failed network");
    overTls("no length and nothing of it, TLS cut", ok + "\r\n", "failed network");
    overTls("chunked, TLS cut before the end", ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
            "failed network");
    overTls("nothing, TLS with its goodbye", "", "unknown unknownOutcome", End::Close);
    overTls("nothing, TLS cut", "", "unknown unknownOutcome");
    overTls("closed in the header, TLS cut", ok + "Conte", "unknown unknownOutcome");
}

void TestEngineFraming::answer_toAnUploadToo()
{
    QFETCH(QByteArray, answer);
    QFETCH(End, end);
    QFETCH(bool, tls);
    ScriptedServer server(saying(answer, end), tls ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    UploadRequest request = uploadOf(server.url(), engine.file(QStringLiteral("a"), "x"));
    request.options.insecure = true;
    const TransferId id = engine.run(request);
    QTEST(endOf(engine.probe().last(id)), "ended");
    // Where nothing but a goodbye could have told the end, its lack is the reason.
    const bool maybeHalf = end == End::Cut && answer.startsWith(ok + "\r\n");
    const QString detail = engine.probe().error(id).detail;
    QVERIFY2(detail.contains(QLatin1String("may not be whole")) == maybeHalf, qPrintable(detail));
    QCOMPARE(server.heads().size(), 1);
}

void TestEngineFraming::header_withoutEndIsAnErrorAfterTheTimeout_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<bool>("goesOn");
    QTest::addColumn<bool>("upload");
    QTest::addColumn<bool>("tls");
    const auto row = [](const char *tag, const QByteArray &begin, bool goesOn, bool upload = false, bool tls = false) {
        QTest::newRow(tag) << begin << goesOn << upload << tls;
    };
    row("silent in the first line", "HTTP/1.1 20", false);
    row("silent in the first line, upload", "HTTP/1.1 20", false, true);
    row("silent in the first line, upload, TLS", "HTTP/1.1 20", false, true, true);
    row("silent in a line", ok + "X-A: b", false);
    row("silent after a line", ok + "X-A: b\r\n", false);
    row("silent after an interim answer", "HTTP/1.1 103 Hints\r\n\r\n" + ok, false);
    row("byte by byte", ok + "X-A: ", true);
    row("byte by byte in the first line, upload", "HTTP/1.1 200 ", true, true);
    row("byte by byte in the first line, TLS", "HTTP/1.1 200 ", true, false, true);
}

void TestEngineFraming::header_withoutEndIsAnErrorAfterTheTimeout()
{
    QFETCH(QByteArray, begin);
    QFETCH(bool, goesOn);
    QFETCH(bool, upload);
    QFETCH(bool, tls);
    ScriptedServer server(
        [=](ScriptPeer &peer) {
            peer.readRequest();
            peer.send(begin);
            if (goesOn)
                peer.sendSlowly(QByteArray(2000, 'x'), 20);
            peer.stall();
        },
        tls ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    TransferOptions options = downloadOf(server.url()).options;
    options.insecure = true;
    options.timeout = 1s;
    options.answerTimeout = 60s; // for an answer that has not begun
    DownloadRequest down = downloadOf(server.url());
    UploadRequest up = uploadOf(server.url(), engine.file(QStringLiteral("a"), "the body"));
    down.options = options;
    up.options = options;
    QElapsedTimer clock;
    clock.start();
    const TransferId id = upload ? engine.run(up) : engine.run(down);
    QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed()))); // the limit and two seconds
    QCOMPARE(endOf(engine.probe().last(id)), QStringLiteral("failed protocol"));
    QVERIFY(!engine.probe().error(id).detail.isEmpty());
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestEngineFraming::header_overTheLimitIsAnErrorAtOnce_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("over 200 lines") << QByteArray("X-A: b\r\n");
    QTest::newRow("over 256 KiB in lines") << QByteArray("X-A: " + QByteArray(30000, 'y') + "\r\n");
    QTest::newRow("over 256 KiB in one line") << QByteArray(16 * 1024, 'x');
}

void TestEngineFraming::header_overTheLimitIsAnErrorAtOnce()
{
    QFETCH(QByteArray, piece);
    ScriptedServer server([piece](ScriptPeer &peer) {
        peer.readRequest();
        peer.send(ok);
        while (peer.send(piece)) { // until the client has had enough
        }
    });
    TestEngine engine;
    QElapsedTimer clock;
    clock.start();
    const TransferId id = engine.run(downloadOf(server.url()));
    QVERIFY(clock.elapsed() < 2000);
    QCOMPARE(endOf(engine.probe().last(id)), QStringLiteral("failed protocol"));
}

void TestEngineFraming::header_lineThatIsTooLongIsSaid_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray rest = "\r\nContent-Length: 5\r\n\r\nhello";
    QTest::newRow("field") << QByteArray(ok + "X-A: " + QByteArray(150'000, 'y') + rest);
    QTest::newRow("status line") << QByteArray("HTTP/1.1 200 " + QByteArray(150'000, 'O') + rest);
}

// Longer than libcurl takes, and within what a whole header may have.
void TestEngineFraming::header_lineThatIsTooLongIsSaid()
{
    QFETCH(QByteArray, answer);
    ScriptedServer server(saying(answer, End::Stall));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url()));
    QCOMPARE(endOf(engine.probe().last(id)), QStringLiteral("failed protocol"));
    const QString detail = engine.probe().error(id).detail;
    QVERIFY2(detail.contains(QStringLiteral("a line that is too long")), qPrintable(detail));
}

void TestEngineFraming::interim_answersUpToHundredAreReadPast()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nContent-Length: 7\r\n\r\n"
                  "HTTP/1.1 104 Upload Resumption Supported\r\n\r\n");
        peer.send(repeated(97, "HTTP/1.1 102 Processing\r\nX-I: 1\r\n\r\n"));
        peer.reply(200, "hello");
    });
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/file.bin"))));
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(endOf(s), QStringLiteral("ready hello"));
    QCOMPARE(s.exchange->interimStatus.size(), 100);
    QCOMPARE(s.exchange->interimStatus.first(3), (QList<int>{100, 103, 104}));
    QCOMPARE(s.exchange->statusCode, 200);
    QVERIFY(!s.exchange->headers.contains("X-I"));
}

void TestEngineFraming::chunked_countsAndTheLengthIsNoTotal()
{
    ScriptedServer server(
        saying(ok + "Content-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", End::Stall));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/file.bin"))));
    QCOMPARE(endOf(engine.probe().last(id)), QStringLiteral("ready hello"));
    QVERIFY(!engine.probe().last(id).lengthUnknown); // the last chunk has told that all is here
    for (const TransferSnapshot &s : engine.probe().history.value(id))
        QVERIFY(s.bytesTotal != 99);
}

void TestEngineFraming::codedBytes_areKeptAsSentAndSaidSo()
{
    const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000003cb48cdc9c9070086a6103605000000");
    RequestLog log;
    ScriptedServer server(log.script([&gzip](ScriptPeer &peer, const SeenRequest &request) {
        const bool coded = request.path() == "/coded.bin";
        peer.reply(200, gzip, {coded ? "Content-Encoding: gzip" : "Content-Encoding: identity"});
    }));
    TestEngine engine;
    const TransferId coded = engine.run(downloadOf(server.url(QStringLiteral("/coded.bin"))));
    const TransferId plain = engine.run(downloadOf(server.url(QStringLiteral("/plain.bin"))));
    QCOMPARE(log.at(0).header("Accept-Encoding"), "identity");
    QCOMPARE(TestEngine::contentOf(engine.probe().last(coded).tempPath), gzip);
    QCOMPARE(engine.probe().last(coded).bytesDone, gzip.size());
    QVERIFY(engine.probe().last(coded).exchange->codedBody);
    QVERIFY(!engine.probe().last(plain).exchange->codedBody);
    for (const TransferSnapshot &s : engine.probe().history.value(coded))
        QVERIFY(s.percent() <= 100);
}

void TestEngineFraming::leftovers_areNotTheNextTransfersAnswer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("tls");
    for (const bool tls : {false, true}) {
        const char *scheme = tls ? "https" : "http";
        QTest::addRow("more than promised, %s", scheme) << QByteArray(withLength("5") + evil) << tls;
        QTest::addRow("204, %s", scheme) << QByteArray("HTTP/1.1 204 No Content\r\n\r\n" + evil) << tls;
        QTest::addRow("204 with a length, %s", scheme)
            << QByteArray("HTTP/1.1 204 No Content\r\nContent-Length: 40\r\n\r\n" + evil) << tls;
        QTest::addRow("304, %s", scheme) << QByteArray("HTTP/1.1 304 Not Modified\r\n\r\n" + evil) << tls;
        QTest::addRow("after the last chunk, %s", scheme)
            << QByteArray(ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" + evil) << tls;
        QTest::addRow("empty body, %s", scheme) << QByteArray(ok + "Content-Length: 0\r\n\r\n" + evil) << tls;
    }
}

void TestEngineFraming::leftovers_areNotTheNextTransfersAnswer()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, tls);
    // All at once, and with a break at each of some places: the rest comes when the answer has long been taken.
    for (const qsizetype later : {0, 1, 10, 38, 44}) {
        Gate taken;
        Gate sent;
        RequestLog log;
        ScriptedServer server(
            [&](ScriptPeer &peer) {
                if (peer.readRequest().isEmpty())
                    return;
                if (peer.index() == 0) {
                    peer.send(answer.chopped(later));
                    peer.await(taken);
                    peer.send(answer.last(later));
                    sent.open();
                    if (peer.readRequest().isEmpty())
                        return;
                }
                peer.reply(200, "good");
                peer.stall();
            },
            tls ? TestCertificate::selfSigned() : TestCertificate());
        TestEngine engine;
        DownloadRequest request = downloadOf(server.url(QStringLiteral("/file.bin")));
        request.options.insecure = true;
        if (later > evil.size()) // the answer itself is in two pieces
            taken.open();
        engine.run(request);
        taken.open();
        QTRY_VERIFY(sent.isOpen());
        const TransferId second = engine.run(request);
        QCOMPARE(endOf(engine.probe().last(second)), QStringLiteral("ready good"));
    }
}

QTEST_GUILESS_MAIN(TestEngineFraming)
#include "tst_engine_framing.moc"
