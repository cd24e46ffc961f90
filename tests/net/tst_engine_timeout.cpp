#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/FullBacklog.h"
#include "tests/support/RequestLog.h"

#include <QElapsedTimer>

using namespace ferry;
using namespace std::chrono_literals;

/// Patience: silence by phase, transfers that move, longer waits for an answer, and uploads of unknown outcome.
class TestEngineTimeout : public QObject
{
    Q_OBJECT

private slots:
    void timeout_namesThePhase();
    void timeout_neverForWhatMoves();
    void timeout_ofTheAnswerAloneCanBeLonger();
    void timeout_isFrom1To60Seconds_data();
    void timeout_isFrom1To60Seconds();
    void unknownOutcome_afterAWholePost_data();
    void unknownOutcome_afterAWholePost();
    void acceptedIsSaid_whereTheAnswerBreaksOff_data();
    void acceptedIsSaid_whereTheAnswerBreaksOff();
    void unknownOutcome_notWhereNothingCouldBeTaken();
};

namespace {

template <typename Request>
Request impatient(Request request)
{
    request.options.timeout = 1s;
    return request;
}

} // namespace

void TestEngineTimeout::timeout_namesThePhase()
{
    FullBacklog full;
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";
        if (request.path() == "/moves") {
            peer.send(head);
            peer.sendSlowly(QByteArray(100, 'x'), 20); // twice as long as the others have patience
            return;
        }
        if (request.path() == "/head")
            peer.send(head);
        else if (request.path() == "/half")
            peer.send(head + "half");
        peer.stall();
    }));
    ScriptedServer deaf([](ScriptPeer &peer) { peer.stall(); });
    TestEngine engine;
    QUrl tls = deaf.url();
    tls.setScheme(QStringLiteral("https"));
    const QString big = engine.largeFile(QStringLiteral("big"), 64 * 1024 * 1024);
    QElapsedTimer clock;
    clock.start();
    // All at once: one that stands still keeps no other from its own end.
    const TransferId connecting = engine->add(impatient(downloadOf(full.url())));
    const TransferId handshake = engine->add(impatient(downloadOf(tls)));
    const TransferId sending = engine->add(impatient(uploadOf(deaf.url(), big)));
    const TransferId awaiting = engine->add(impatient(downloadOf(server.url(QStringLiteral("/never")))));
    const TransferId half = engine->add(impatient(downloadOf(server.url(QStringLiteral("/half")))));
    const TransferId head = engine->add(impatient(downloadOf(server.url(QStringLiteral("/head")))));
    const TransferId moving = engine->add(impatient(downloadOf(server.url(QStringLiteral("/moves")))));
    const QHash<TransferId, Phase> phases = {{connecting, Phase::Connect}, {handshake, Phase::Tls},
                                             {sending, Phase::Send},       {awaiting, Phase::Await},
                                             {half, Phase::Receive},       {head, Phase::Receive}};
    QVERIFY(engine.probe().waitForOutcomes(phases.keys()));
    QVERIFY(clock.elapsed() >= 1000 && clock.elapsed() < 10000);
    QSet<QString> sentences;
    for (auto it = phases.begin(); it != phases.end(); ++it) {
        const TransferError error = engine.probe().error(it.key());
        QCOMPARE(error.kind, ErrorKind::Timeout);
        QCOMPARE(error.phase, it.value());
        sentences.insert(errorText(error));
    }
    QCOMPARE(sentences.size(), 5); // one for each phase
    QCOMPARE(errMsg(TransferKind::Upload, engine.probe().error(sending)), QStringLiteral("uploadFile:fail timeout"));
    QCOMPARE(engine.probe().error(half).bytesMoved, 4);
    QCOMPARE(engine.probe().error(head).bytesMoved, 0);
    QVERIFY(engine.probe().waitForOutcome(moving));
    QCOMPARE(engine.probe().state(moving), TransferState::Ready);
    QTRY_COMPARE(server.openConnections(), 1); // of what moved
}

void TestEngineTimeout::timeout_neverForWhatMoves()
{
    RequestLog log;
    ScriptedServer slowAnswer(log.script([](ScriptPeer &peer, const SeenRequest &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n");
        peer.sendSlowly("12345678", 350);
    }));
    // A little of a large body at a time: bytes leave in steps, with pauses shorter than the timeout.
    std::atomic<qint64> taken = 0;
    constexpr qint64 size = 32 * 1024 * 1024;
    ScriptedServer slowReader([&](ScriptPeer &peer) {
        const qint64 length = ScriptedServer::headerValue(peer.readHead(), "Content-Length").toLongLong();
        while (taken < length) {
            const qint64 got = peer.read(qMin<qint64>(length - taken, 4 * 1024 * 1024)).size();
            if (got == 0)
                return;
            taken += got;
            peer.pause(300);
        }
        peer.reply(200);
        peer.drain();
    });
    TestEngine engine;
    DownloadRequest slowDown = downloadOf(slowAnswer.url());
    UploadRequest slowUp = putOf(slowReader.url(), engine.largeFile(QStringLiteral("big"), size));
    slowDown.options.timeout = slowUp.options.timeout = 2s; // less than either takes
    const TransferId down = engine->add(slowDown);
    const TransferId up = engine->add(slowUp);
    QVERIFY(engine.probe().waitForOutcomes({down, up}));
    QCOMPARE(engine.probe().state(down), TransferState::Ready);
    QCOMPARE(engine.probe().state(up), TransferState::Done);
    QCOMPARE(taken, size);
    // What is shown is what comes: a byte in 300 ms, and what the other one takes with what lies between.
    for (const auto &[id, most] : {std::pair(down, 5.0), std::pair(up, 40e6)}) {
        double fastest = -1;
        for (const TransferSnapshot &s : engine.probe().history.value(id))
            fastest = qMax(fastest, s.bytesPerSecond);
        QVERIFY2(fastest > most / 20 && fastest <= most, QByteArray::number(fastest).constData());
    }
}

void TestEngineTimeout::timeout_ofTheAnswerAloneCanBeLonger()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) {
        peer.pause(1700);
        peer.reply(200);
    }));
    TestEngine engine;
    UploadRequest request = impatient(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")));
    const TransferId shortWait = engine->add(request);
    request.options.answerTimeout = 30s;
    const TransferId longWait = engine->add(request);
    QVERIFY(engine.probe().waitForOutcomes({shortWait, longWait}));
    QCOMPARE(engine.probe().state(shortWait), TransferState::Unknown);
    QCOMPARE(engine.probe().state(longWait), TransferState::Done);
}

void TestEngineTimeout::timeout_isFrom1To60Seconds_data()
{
    QTest::addColumn<int>("timeoutMs");
    QTest::addColumn<int>("answerMs");
    QTest::addColumn<bool>("taken");
    QTest::newRow("default") << 60000 << 0 << true;
    QTest::newRow("1 s, an hour for the answer") << 1000 << 3600000 << true;
    QTest::newRow("too short") << 999 << 0 << false;
    QTest::newRow("too long") << 60001 << 0 << false;
    QTest::newRow("answer too long") << 1000 << 3600001 << false;
}

void TestEngineTimeout::timeout_isFrom1To60Seconds()
{
    QFETCH(int, timeoutMs);
    QFETCH(int, answerMs);
    QFETCH(bool, taken);
    RequestLog log;
    ScriptedServer server(log.script(200));
    TestEngine engine;
    QCOMPARE(DownloadRequest().options.timeout, 60s);
    DownloadRequest request = downloadOf(server.url());
    request.options.timeout = std::chrono::milliseconds(timeoutMs);
    if (answerMs > 0)
        request.options.answerTimeout = std::chrono::milliseconds(answerMs);
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), taken ? TransferState::Ready : TransferState::Failed);
    QCOMPARE(log.count(), taken ? 1 : 0);
}

void TestEngineTimeout::unknownOutcome_afterAWholePost_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("end");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<ErrorKind>("kind");
    for (const bool tls : {false, true}) {
        const auto row = [tls](const char *method, const char *end, ErrorKind kind) {
            QTest::addRow("%s, %s%s", method, end, tls ? ", TLS" : "")
                << QByteArray(method) << QString::fromLatin1(end) << tls << kind;
        };
        row("POST", "closed", ErrorKind::UnknownOutcome);
        row("POST", "silent", ErrorKind::UnknownOutcome);
        row("PATCH", "closed", ErrorKind::UnknownOutcome);
        row("PUT", "closed", ErrorKind::Network);
        row("PUT", "silent", ErrorKind::Timeout);
        if (tls) { // closed without its goodbye
            row("POST", "cut", ErrorKind::UnknownOutcome);
            row("PUT", "cut", ErrorKind::Network);
        }
    }
}

void TestEngineTimeout::unknownOutcome_afterAWholePost()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, end);
    QFETCH(bool, tls);
    QFETCH(ErrorKind, kind);
    const bool silent = end == QLatin1String("silent");
    RequestLog log;
    const auto script = log.script([&](ScriptPeer &peer, const SeenRequest &) {
        if (silent)
            peer.stall();
        else if (end == QLatin1String("cut"))
            peer.cut();
        peer.close();
    });
    ScriptedServer server(script, tls ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    UploadRequest request = impatient(uploadOf(server.url(), engine.file(QStringLiteral("a"), "hello")));
    request.method = method;
    request.options.insecure = true;
    const TransferId id = engine.run(request);
    const bool unknown = kind == ErrorKind::UnknownOutcome;
    const TransferError error = engine.probe().error(id);
    QCOMPARE(error.kind, kind);
    QCOMPARE(engine.probe().state(id), unknown ? TransferState::Unknown : TransferState::Failed);
    QCOMPARE(error.timedOut, unknown && silent);
    const char *reason = silent ? "timeout" : errorCode(kind);
    QCOMPARE(errMsg(TransferKind::Upload, error), QStringLiteral("uploadFile:fail ") + QLatin1String(reason));
    QVERIFY(engine.probe().last(id).error.has_value());
    QTRY_COMPARE(engine.probe().idles, 1);
    QCOMPARE(log.count(), 1); // never a second time by itself
    QCOMPARE(server.connections(), 1);
}

void TestEngineTimeout::acceptedIsSaid_whereTheAnswerBreaksOff_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("end");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("accepted");
    const auto row = [](const char *name, const char *method, const char *answer, const char *end, ErrorKind kind,
                        bool accepted) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(answer) << QString::fromLatin1(end) << kind << accepted;
    };
    const char *ok = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello";
    const char *chunked = "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
    const char *error = "HTTP/1.1 500 Oh\r\nContent-Length: 50\r\n\r\nhello";
    row("closed", "POST", ok, "close", ErrorKind::Network, true);
    row("reset", "POST", ok, "reset", ErrorKind::Network, true);
    row("silent", "POST", ok, "stall", ErrorKind::Timeout, true);
    row("a bad chunk", "POST", chunked, "close", ErrorKind::Protocol, true);
    row("PUT", "PUT", ok, "close", ErrorKind::Network, false);
    row("an error", "POST", error, "close", ErrorKind::Network, false);
}

/// It must not read as if sending it again were the next step.
void TestEngineTimeout::acceptedIsSaid_whereTheAnswerBreaksOff()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, answer);
    QFETCH(QString, end);
    QFETCH(bool, accepted);
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send(answer);
        if (end == QLatin1String("stall"))
            peer.stall();
        else if (end == QLatin1String("reset"))
            peer.reset();
        peer.close();
    }));
    TestEngine engine;
    UploadRequest request = impatient(uploadOf(server.url(), engine.file(QStringLiteral("a"), "hello")));
    request.method = method;
    const TransferId id = engine.run(request);
    const TransferError error = engine.probe().error(id);
    QTEST(error.kind, "kind");
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    const QString text = errorText(error);
    QVERIFY2(text.contains(QLatin1String("probably accepted")) == accepted, qPrintable(text));
    QVERIFY2(text.contains(QLatin1String("Try again")) == (!accepted && error.kind == ErrorKind::Network),
             qPrintable(text));
    QCOMPARE(log.count(), 1);
}

void TestEngineTimeout::unknownOutcome_notWhereNothingCouldBeTaken()
{
    // The server goes in the middle of the body: it cannot have the file.
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readHead();
        peer.read(1000);
        peer.reset();
    });
    TestEngine engine;
    const QString big = engine.largeFile(QStringLiteral("big"), 64 * 1024 * 1024);
    const TransferId cut = engine.run(uploadOf(server.url(), big));
    QCOMPARE(engine.probe().error(cut).kind, ErrorKind::Network);
    QCOMPARE(engine.probe().state(cut), TransferState::Failed);
    QVERIFY(engine.probe().error(cut).bytesMoved > 0);

    const QUrl nobody(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort()));
    const TransferId refused = engine.run(uploadOf(nobody, big));
    QCOMPARE(engine.probe().error(refused).kind, ErrorKind::Connect);
    QVERIFY(errorText(engine.probe().error(refused)).contains(nobody.authority()));
}

QTEST_GUILESS_MAIN(TestEngineTimeout)
#include "tst_engine_timeout.moc"
