#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <QElapsedTimer>

using namespace ferry;

/// Answers that come before the body has gone: they are shown, sending stops within a second, and a success is one only
/// if everything arrives.
class TestEngineEarly : public QObject
{
    Q_OBJECT

private slots:
    void earlyRefusal_stopsSendingWithinASecond_data();
    void earlyRefusal_stopsSendingWithinASecond();
    void earlyRefusal_rawBodyToo();
    void earlyRefusal_withoutAnEndIsOneToo_data();
    void earlyRefusal_withoutAnEndIsOneToo();
    void earlyRefusal_thatComesSlowlyIsWhole();
    void earlyRefusal_endsWhatTheRateLimitHolds();
    void refusalOfAll_mayTakeItsTime_data();
    void refusalOfAll_mayTakeItsTime();
    void earlySuccess_isDoneWhenAllHasArrived_data();
    void earlySuccess_isDoneWhenAllHasArrived();
    void earlySuccess_thatClosesIsNotDone_data();
    void earlySuccess_thatClosesIsNotDone();
    void earlySuccess_thatBreaksIsNotDone();
    void earlySuccess_canBeAborted();
    void unaskedAnswer_isNotThePosts();
    void unaskedAnswer_doesNotHideWhatIsUnderway();
};

namespace {

enum class Then { Close, Reset, Linger, Silent };

constexpr qint64 twoGiB = qint64(2) * 1024 * 1024 * 1024;

constexpr qint64 size = 24 * 1024 * 1024;

qint64 lengthOf(const QByteArray &head)
{
    return ScriptedServer::headerValue(head, "Content-Length").toLongLong();
}

struct Script
{
    std::shared_ptr<Gate> gate;
    ScriptedServer::Script run;
};

/// Says yes at once, and leaves so much unread that this system's buffers can just hold it, not all of it on the
/// server's side. Then it resets the connection, or reads the rest.
Script almostRead(bool thenReset)
{
    auto gate = std::make_shared<Gate>();
    return {gate, [gate, thenReset](ScriptPeer &peer) {
                const qint64 length = lengthOf(peer.readHead());
                peer.reply(200, "thanks");
                peer.setReceiveBuffer(64 * 1024);
                peer.read(length - 1024 * 1024);
                peer.await(*gate);
                if (thenReset)
                    peer.reset();
                else
                    peer.drain();
            }};
}

/// The first connection answers, and says once more that it is over when the gate opens; all others do as the script
/// says. Then the second gate is open.
ScriptedServer::Script timedOutWhenKept(Gate &taken, Gate &said, ScriptedServer::Script others)
{
    return [&taken, &said, others = std::move(others)](ScriptPeer &peer) {
        if (peer.index() > 0)
            return others(peer);
        peer.readRequest();
        peer.reply(200, "here");
        peer.await(taken);
        peer.send("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 4\r\n\r\nlate");
        said.open();
        peer.drain();
    };
}

} // namespace

Q_DECLARE_METATYPE(Then)

void TestEngineEarly::earlyRefusal_stopsSendingWithinASecond_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Then>("then");
    QTest::addColumn<bool>("tls");
    for (const bool tls : {false, true}) {
        const char *scheme = tls ? "https" : "http";
        for (const int status : {401, 403, 407, 413, 507}) {
            QTest::addRow("%d, closed at once, %s", status, scheme) << status << Then::Close << tls;
            QTest::addRow("%d, reads on, %s", status, scheme) << status << Then::Linger << tls;
        }
        QTest::addRow("413, reset, %s", scheme) << 413 << Then::Reset << tls;
        QTest::addRow("413, reads nothing more, %s", scheme) << 413 << Then::Silent << tls;
    }
}

void TestEngineEarly::earlyRefusal_stopsSendingWithinASecond()
{
    QFETCH(int, status);
    QFETCH(Then, then);
    QFETCH(bool, tls);
    std::atomic<qint64> got = 0;
    std::atomic<qint64> stoppedAfterMs = -1;
    Gate known;
    ScriptedServer server(
        [&](ScriptPeer &peer) {
            peer.readHead();
            got = peer.read(1024 * 1024).size();
            peer.reply(status, "no room", {"WWW-Authenticate: Bearer", "Content-Type: text/plain"});
            QElapsedTimer clock;
            clock.start();
            if (then == Then::Linger)
                got += peer.drain();
            else if (then == Then::Silent)
                peer.stall();
            else if (then == Then::Reset)
                peer.await(known);
            stoppedAfterMs = clock.elapsed();
            if (then == Then::Reset)
                peer.reset();
        },
        tls ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    UploadRequest request = uploadOf(server.url(), engine.largeFile(QStringLiteral("big"), twoGiB));
    request.options.insecure = true;
    const TransferId id = engine.run(request);
    known.open();
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.state, TransferState::Refused);
    QCOMPARE(s.statusCode(), status);
    QCOMPARE(s.exchange->body, "no room");
    QCOMPARE(s.serverReason, QStringLiteral("no room"));
    QVERIFY(!s.error);
    QTRY_VERIFY(stoppedAfterMs >= 0);
    QVERIFY2(stoppedAfterMs < 1000, qPrintable(QString::number(stoppedAfterMs)));
    QVERIFY(got < twoGiB / 2);
    QCOMPARE(server.heads().size(), 1);
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestEngineEarly::earlyRefusal_rawBodyToo()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readHead();
        peer.reply(507, "full", {"Connection: close"});
        peer.drain();
    });
    TestEngine engine;
    const TransferId id = engine.run(putOf(server.url(), engine.largeFile(QStringLiteral("big"), twoGiB)));
    QCOMPARE(engine.probe().last(id).statusCode(), 507);
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QVERIFY(engine.probe().last(id).bytesDone < twoGiB);
}

void TestEngineEarly::earlyRefusal_withoutAnEndIsOneToo_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("readsOn");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("form");
    const QByteArray status = "HTTP/1.1 413 Too Large\r\n";
    const QByteArray chunk = "Transfer-Encoding: chunked\r\n\r\n7\r\nno room\r\n";
    const QByteArray close = "Connection: close\r\n";
    for (const bool tls : {false, true}) {
        for (const bool form : {false, true}) {
            const auto row = [tls, form](const char *tag, const QByteArray &answer, bool readsOn = true) {
                QTest::addRow("%s, %s, %s", tag, form ? "form" : "PUT", tls ? "https" : "http")
                    << answer << readsOn << tls << form;
            };
            row("no length", status + "\r\nno room");
            row("no length, will close", status + close + "\r\nno room");
            row("no length, reads nothing more", status + "\r\nno room", false);
            row("chunked without its end", status + chunk);
            row("chunked without its end, will close", status + close + chunk);
            row("500", "HTTP/1.1 500 Oh\r\n\r\nno room");
        }
    }
}

// Who stays and reads on gets nothing more, and need not say where its answer ends.
void TestEngineEarly::earlyRefusal_withoutAnEndIsOneToo()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, readsOn);
    QFETCH(bool, tls);
    QFETCH(bool, form);
    std::atomic<qint64> got = 0;
    std::atomic<qint64> lastByteAfterMs = 0;
    std::atomic<qint64> stoppedAfterMs = -1;
    ScriptedServer server(
        [&](ScriptPeer &peer) {
            peer.readHead();
            got = peer.read(1024 * 1024).size();
            peer.send(answer);
            QElapsedTimer clock;
            clock.start();
            for (qint64 more = 1; readsOn && more > 0; got += more) {
                more = peer.read(64 * 1024).size();
                if (more > 0)
                    lastByteAfterMs = clock.elapsed();
            }
            peer.stall();
            stoppedAfterMs = clock.elapsed();
        },
        tls ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    const QString file = engine.largeFile(QStringLiteral("big"), twoGiB);
    UploadRequest request = form ? uploadOf(server.url(), file) : putOf(server.url(), file);
    request.options.insecure = true;
    const TransferId id = engine.run(request);
    const TransferSnapshot &s = engine.probe().last(id);
    QVERIFY2(s.state == TransferState::Refused, qPrintable(s.error ? s.error->detail : QString()));
    QCOMPARE(s.statusCode(), answer.mid(9, 3).toInt());
    QCOMPARE(s.exchange->body, "no room");
    QVERIFY(!s.error);
    QTRY_VERIFY(stoppedAfterMs >= 0);
    QVERIFY2(lastByteAfterMs < 1000, qPrintable(QString::number(lastByteAfterMs)));
    QVERIFY2(stoppedAfterMs < 2000, qPrintable(QString::number(stoppedAfterMs)));
    QVERIFY2(got < 64 * 1024 * 1024, qPrintable(QString::number(got)));
    QCOMPARE(server.heads().size(), 1);
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestEngineEarly::earlyRefusal_thatComesSlowlyIsWhole()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readHead();
        peer.read(1024 * 1024);
        peer.send("HTTP/1.1 507 Full\r\n\r\n");
        peer.sendSlowly("all full", 250);
        peer.drain();
    });
    TestEngine engine;
    const TransferId id = engine.run(putOf(server.url(), engine.largeFile(QStringLiteral("big"), twoGiB)));
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QCOMPARE(engine.probe().last(id).exchange->body, "all full");
}

void TestEngineEarly::earlyRefusal_endsWhatTheRateLimitHolds()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 403 No\r\n\r\nnever");
        peer.drain();
    });
    TestEngine engine;
    UploadRequest request = putOf(server.url(), engine.largeFile(QStringLiteral("big"), twoGiB));
    request.options.rateLimit = 50'000;
    QElapsedTimer clock;
    clock.start();
    const TransferId id = engine.run(request);
    QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QCOMPARE(engine.probe().last(id).exchange->body, "never");
}

void TestEngineEarly::refusalOfAll_mayTakeItsTime_data()
{
    QTest::addColumn<qint64>("length");
    QTest::newRow("small") << qint64(5);
    QTest::newRow("larger than a block") << qint64(5) * 1024 * 1024;
}

// A refusal of what was sent whole is an answer like any other: silence is not its end.
void TestEngineEarly::refusalOfAll_mayTakeItsTime()
{
    QFETCH(qint64, length);
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 404 No\r\n\r\nno");
        peer.pause(1200);
        peer.send("thing");
    });
    TestEngine engine;
    const TransferId id = engine.run(putOf(server.url(), engine.largeFile(QStringLiteral("a"), length)));
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QCOMPARE(engine.probe().last(id).exchange->body, "nothing");
}

void TestEngineEarly::earlySuccess_isDoneWhenAllHasArrived_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void TestEngineEarly::earlySuccess_isDoneWhenAllHasArrived()
{
    // The server says yes to the head and then takes its time: what lies in buffers is not there yet.
    QFETCH(bool, tls);
    Gate goOn;
    std::atomic<qint64> promised = -1;
    std::atomic<qint64> got = 0;
    ScriptedServer server(
        [&](ScriptPeer &peer) {
            promised = lengthOf(peer.readHead());
            peer.reply(200, "thanks");
            peer.await(goOn);
            while (got < promised) {
                const qint64 more = peer.read(qMin<qint64>(promised - got, 64 * 1024)).size();
                if (more == 0)
                    return;
                got += more;
            }
            peer.drain();
        },
        tls ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    UploadRequest request = uploadOf(server.url(), engine.largeFile(QStringLiteral("a"), 24 * 1024 * 1024));
    request.options.insecure = true;
    const TransferId id = engine->add(request);
    QTRY_COMPARE(engine.probe().last(id).statusCode(), 200);
    QCOMPARE(engine.probe().outcomeCount(id), 0);
    goOn.open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QTRY_COMPARE(got, promised.load()); // nothing was cut off behind the success
}

void TestEngineEarly::earlySuccess_thatClosesIsNotDone_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<Then>("then");
    QTest::newRow("http") << false << Then::Linger;
    QTest::newRow("https") << true << Then::Linger;
    QTest::newRow("http, closed at once") << false << Then::Close;
}

void TestEngineEarly::earlySuccess_thatClosesIsNotDone()
{
    // "Connection: close" tells the client to send nothing more (RFC 9112 9.6): the file is not there.
    QFETCH(bool, tls);
    QFETCH(Then, then);
    ScriptedServer server(
        [then](ScriptPeer &peer) {
            peer.readHead();
            peer.reply(200, "thanks", {"Connection: close"});
            if (then == Then::Linger)
                peer.drain();
        },
        tls ? TestCertificate::selfSigned() : TestCertificate());
    TestEngine engine;
    UploadRequest request = uploadOf(server.url(), engine.largeFile(QStringLiteral("a"), 64 * 1024 * 1024));
    request.options.insecure = true;
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Network);
    QCOMPARE(engine.probe().error(id).statusCode, 200);
    QVERIFY(!engine.probe().error(id).accepted);
    const QString text = errorText(engine.probe().error(id));
    QVERIFY2(text.contains(QStringLiteral("answered 200")) && text.contains(QStringLiteral("not all has arrived")),
             qPrintable(text));
    QCOMPARE(engine.probe().last(id).statusCode(), 200);
    QCOMPARE(engine.probe().last(id).exchange->body, "thanks");
}

void TestEngineEarly::earlySuccess_thatBreaksIsNotDone()
{
    // This side's buffers hold the last bytes, and the other side never takes them.
    const Script script = almostRead(true);
    ScriptedServer server(script.run);
    TestEngine engine;
    const TransferId id = engine->add(uploadOf(server.url(), engine.largeFile(QStringLiteral("a"), size)));
    QTRY_COMPARE(engine.probe().last(id).bytesDone, engine.probe().last(id).bytesTotal);
    QCOMPARE(engine.probe().outcomeCount(id), 0);
    script.gate->open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Network);
    QCOMPARE(engine.probe().error(id).statusCode, 200);
}

void TestEngineEarly::earlySuccess_canBeAborted()
{
    const Script script = almostRead(false);
    ScriptedServer server(script.run);
    TestEngine engine;
    const TransferId id = engine->add(uploadOf(server.url(), engine.largeFile(QStringLiteral("a"), size)));
    QTRY_COMPARE(engine.probe().last(id).bytesDone, engine.probe().last(id).bytesTotal);
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QVERIFY(engine.probe().cancelled(id));
    script.gate->open();
    QTRY_COMPARE(server.openConnections(), 0);
}

// What a kept connection says unasked is about nothing: the request goes out on another one, and has no answer there.
void TestEngineEarly::unaskedAnswer_isNotThePosts()
{
    Gate taken;
    Gate said;
    QByteArray got;
    ScriptedServer server(timedOutWhenKept(taken, said, [&got](ScriptPeer &peer) {
        peer.readRequest();
        got = peer.lastBody();
    }));
    TestEngine engine;
    engine.run(downloadOf(server.url()));
    taken.open();
    QTRY_VERIFY(said.isOpen());
    const TransferId id = engine.run(uploadOf(server.url(), engine.file(QStringLiteral("a"), "the body")));
    QCOMPARE(server.connections(), 2);
    QVERIFY(got.contains("the body"));
    QCOMPARE(engine.probe().state(id), TransferState::Unknown);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::UnknownOutcome);
    QCOMPARE(engine.probe().last(id).statusCode(), 0);
}

void TestEngineEarly::unaskedAnswer_doesNotHideWhatIsUnderway()
{
    Gate taken;
    Gate said;
    const Script script = almostRead(true);
    ScriptedServer server(timedOutWhenKept(taken, said, script.run));
    TestEngine engine;
    engine.run(downloadOf(server.url()));
    taken.open();
    QTRY_VERIFY(said.isOpen());
    const TransferId id = engine->add(uploadOf(server.url(), engine.largeFile(QStringLiteral("a"), size)));
    QTRY_VERIFY(engine.probe().last(id).bytesTotal > 0);
    QTRY_COMPARE(engine.probe().last(id).bytesDone, engine.probe().last(id).bytesTotal);
    QCOMPARE(engine.probe().outcomeCount(id), 0);
    script.gate->open();
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(server.connections(), 2);
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
}

QTEST_GUILESS_MAIN(TestEngineEarly)
#include "tst_engine_early.moc"
