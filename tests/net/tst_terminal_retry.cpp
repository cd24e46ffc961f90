#include "tests/net/peers/FerryProgram.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/RequestLog.h"

#include <csignal>
#include <QDir>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTest>

using namespace ferry;
using namespace ferry::test;

/// `--retry` of the real program: what is tried again, what it says of it, and how it can be ended.
class TestTerminalRetry : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void download_isTriedAgain();
    void download_thatBrokeIsTriedAgain();
    void upload_plainPostIsNot();
    void upload_withAKeyIs();
    void byDefault_fiveMoreTries();
    void retry0_isOneTry();
    void post_saysWhenToComeAgain();
    void tooLong_isAFail();
    void interrupt_endsWhatWaits();
    void plain_saysNothingBeforeTheEnd();
    void bar_countsDown();
    void fullDisk_isAFail();
    void fullDisk_takesNoProgressBack();
    void withoutANetwork_itWaits();

private:
    QString text(const QUrl &url) const { return QString::fromUtf8(url.toEncoded()); }

    FerryProgram m_ferry;
};

namespace {

/// Refuses the first requests and serves all others.
ScriptedServer::Script firstFails(RequestLog &log, int failures, const QList<QByteArray> &lines)
{
    return log.script([&log, failures, lines](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() <= failures)
            peer.reply(503, "later", lines);
        else
            peer.reply(200, "content");
    });
}

} // namespace

void TestTerminalRetry::init()
{
    m_ferry.addFile(QStringLiteral("a.txt"), "first");
}

void TestTerminalRetry::download_isTriedAgain()
{
    RequestLog log;
    ScriptedServer server(firstFails(log, 2, {"Retry-After: 0"}));
    const FerryResult result =
        m_ferry.run(args("download", "--json", "-o", "got.txt", text(server.url(QStringLiteral("/f")))));
    QCOMPARE(result.exitCode, 0);
    QStringList order = result.order(1);
    order.removeAll(QStringLiteral("progress"));
    QCOMPARE(order, args("queued", "headers", "retry", "headers", "retry", "headers", "success", "complete"));
    const QJsonObject retry = result.event("retry");
    QCOMPARE(retry.keys(), args("afterMs", "attempt", "code", "event", "message", "task"));
    QCOMPARE(retry.value(QStringLiteral("attempt")).toInt(), 1);
    QCOMPARE(retry.value(QStringLiteral("afterMs")).toInt(), 200);
    QCOMPARE(retry.value(QStringLiteral("code")).toString(), QStringLiteral("rate"));
    QCOMPARE(retry.value(QStringLiteral("message")).toString(), QStringLiteral("The server answered 503."));
    QCOMPARE(log.count(), 3);
    QVERIFY(QFile::remove(m_ferry.path(QStringLiteral("got.txt"))));
}

void TestTerminalRetry::download_thatBrokeIsTriedAgain()
{
    RequestLog log;
    ScriptedServer server(log.script([&log](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1)
            peer.reset();
        else
            peer.reply(200, "content");
    }));
    const FerryResult result =
        m_ferry.run(args("download", "--json", "-o", "got.txt", text(server.url(QStringLiteral("/f")))));
    QCOMPARE(result.exitCode, 0);
    const QJsonObject retry = result.event("retry");
    QCOMPARE(retry.value(QStringLiteral("code")).toString(), QStringLiteral("network"));
    // Nobody is told to do what happens by itself.
    QCOMPARE(retry.value(QStringLiteral("message")).toString(), QStringLiteral("127.0.0.1: connection broke."));
    QVERIFY(QFile::remove(m_ferry.path(QStringLiteral("got.txt"))));
}

void TestTerminalRetry::upload_plainPostIsNot()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) { peer.close(); }));
    const FerryResult result = m_ferry.run(args("upload", "--json", "--retry", "5", text(server.url()), "a.txt"));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("unknownOutcome"));
    QVERIFY(result.event("retry").isEmpty());
    QCOMPARE(log.count(), 1);
}

void TestTerminalRetry::upload_withAKeyIs()
{
    RequestLog log;
    ScriptedServer server(log.script([&log](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1)
            peer.close();
        else
            peer.reply(200, "once");
    }));
    const FerryResult result =
        m_ferry.run(args("upload", "--json", "-H", "Idempotency-Key: \"k1\"", text(server.url()), "a.txt"));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.event("retry").value(QStringLiteral("code")).toString(), QStringLiteral("unknownOutcome"));
    QCOMPARE(log.count(), 2);
    QCOMPARE(log.at(0).header("Idempotency-Key"), QByteArray("\"k1\""));
    QCOMPARE(log.at(1).header("Idempotency-Key"), QByteArray("\"k1\""));
}

void TestTerminalRetry::byDefault_fiveMoreTries()
{
    RequestLog log;
    ScriptedServer server(log.script(503, "full", {"Retry-After: 0"}));
    const FerryResult result = m_ferry.run(args("download", "--json", text(server.url(QStringLiteral("/f")))));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(log.count(), 6);
    QCOMPARE(result.order(1).count(QStringLiteral("retry")), 5);
    QCOMPARE(result.event("success").value(QStringLiteral("statusCode")).toInt(), 503);
    QCOMPARE(result.order(1).count(QStringLiteral("complete")), 1);
}

void TestTerminalRetry::retry0_isOneTry()
{
    RequestLog log;
    ScriptedServer server(log.script(503, "full", {"Retry-After: 0"}));
    const FerryResult result =
        m_ferry.run(args("download", "--json", "--retry", "0", text(server.url(QStringLiteral("/f")))));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(log.count(), 1);
    QCOMPARE(result.event("success").value(QStringLiteral("statusCode")).toInt(), 503);
}

void TestTerminalRetry::post_saysWhenToComeAgain()
{
    RequestLog log;
    ScriptedServer server(log.script(429, "too many", {"Retry-After: 90"}));
    const FerryResult result = m_ferry.run(args("upload", text(server.url()), "a.txt"));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(log.count(), 1);
    QCOMPARE(result.out, QByteArray("too many"));
    QVERIFY2(result.err.contains("429") && result.err.contains("asks to come again in 1 min "), result.err.constData());
}

void TestTerminalRetry::tooLong_isAFail()
{
    RequestLog log;
    ScriptedServer server(log.script(429, "tomorrow", {"Retry-After: 86400"}));
    const FerryResult result = m_ferry.run(args("download", "--json", text(server.url(QStringLiteral("/f")))));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("rate"));
    QCOMPARE(result.event("fail").value(QStringLiteral("statusCode")).toInt(), 429);
    QCOMPARE(log.count(), 1);
}

void TestTerminalRetry::interrupt_endsWhatWaits()
{
    RequestLog log;
    ScriptedServer server(log.script(503, "full", {"Retry-After: 600"}));
    QProcess process;
    m_ferry.start(process, args("download", "--json", "--parallel", "1", text(server.url(QStringLiteral("/1"))),
                                text(server.url(QStringLiteral("/2")))));
    QByteArray out;
    while (!out.contains("\"retry\"") && process.waitForReadyRead(20000))
        out += process.readAllStandardOutput();
    ::kill(pid_t(process.processId()), SIGINT);
    FerryResult result = FerryProgram::finish(process, 10000);
    result.out.prepend(out);
    QCOMPARE(result.exitCode, 130);
    for (const int task : {1, 2}) {
        QCOMPARE(result.event("fail", task).value(QStringLiteral("code")).toString(), QStringLiteral("abort"));
        QCOMPARE(result.order(task).count(QStringLiteral("complete")), 1);
    }
    QCOMPARE(log.count(), 1); // the second one waited with the first, for the same host
}

void TestTerminalRetry::plain_saysNothingBeforeTheEnd()
{
    RequestLog log;
    ScriptedServer server(firstFails(log, 1, {"Retry-After: 0"}));
    const FerryResult result = m_ferry.run(args("download", "-o", "got.txt", text(server.url(QStringLiteral("/f")))));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.err.count('\n'), 1);
    QVERIFY2(result.err.startsWith("Downloaded: "), result.err.constData());
    QVERIFY(QFile::remove(m_ferry.path(QStringLiteral("got.txt"))));
}

void TestTerminalRetry::bar_countsDown()
{
    const QString script = QStandardPaths::findExecutable(QStringLiteral("script"));
    if (script.isEmpty())
        QSKIP("script(1) is not installed (package bsdutils)");
    RequestLog log;
    ScriptedServer server(firstFails(log, 1, {"Retry-After: 2"}));
    QProcess process;
    process.setWorkingDirectory(m_ferry.directory());
    const QString command = QStringLiteral("'%1' download -o bar.txt '%2' --profile-dir '%3'")
                                .arg(FerryProgram::program(), text(server.url(QStringLiteral("/f"))), m_ferry.home());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    process.setProcessEnvironment(environment);
    process.start(script, {QStringLiteral("-qec"), command, QStringLiteral("/dev/null")});
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(20000));
    const QString shown = QString::fromUtf8(process.readAllStandardOutput());
    QVERIFY2(shown.contains(QStringLiteral("trying again in 2 s (1 of 5)")), qPrintable(shown));
    QVERIFY2(shown.contains(QStringLiteral("trying again in 1 s (1 of 5)")), qPrintable(shown));
    QVERIFY2(shown.contains(QStringLiteral("Downloaded: “bar.txt”")), qPrintable(shown));
}

// It would wait for somebody to make room, and nobody is here.
void TestTerminalRetry::fullDisk_isAFail()
{
    const ScriptedServer server([](ScriptPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4611686018427387904\r\n\r\nxx");
        peer.stall();
    });
    const FerryResult result =
        m_ferry.run(args("download", "--json", "-o", "huge", text(server.url(QStringLiteral("/f")))));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("diskFull"));
    QCOMPARE(result.order(1).count(QStringLiteral("complete")), 1);
}

// What has come is thrown away with the failure, and that is no progress.
void TestTerminalRetry::fullDisk_takesNoProgressBack()
{
    const MountedPlace disk(m_ferry.path(QStringLiteral("small")), "size=1m");
    if (!disk.isMounted())
        QSKIP(MountedPlace::whyNot);
    const ScriptedServer server([](ScriptPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(300 * 1024, 'x'));
        peer.pause(500); // so that it is told
        peer.send(QByteArray(5 * 1024 * 1024, 'x'));
    });
    const FerryResult result =
        m_ferry.run(args("download", "--json", "-o", "small/f", text(server.url(QStringLiteral("/f")))));
    QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("diskFull"));
    qint64 last = 0;
    for (const QJsonObject &event : result.events(1)) {
        if (event.value(QStringLiteral("event")) != QLatin1String("progress"))
            continue;
        const qint64 written = event.value(QStringLiteral("totalBytesWritten")).toInteger();
        QVERIFY2(written >= last, qPrintable(QStringLiteral("%1 after %2").arg(written).arg(last)));
        last = written;
    }
    QVERIFY(last > 0);
}

// A network namespace of its own has nothing but the loopback, and that one is down.
void TestTerminalRetry::withoutANetwork_itWaits()
{
    const QString unshare = QStandardPaths::findExecutable(QStringLiteral("unshare"));
    QProcess probe;
    probe.start(unshare, {QStringLiteral("-rn"), QStringLiteral("true")});
    if (unshare.isEmpty() || !probe.waitForFinished() || probe.exitCode() != 0)
        QSKIP("no network namespace can be made here");
    QProcess process;
    process.setWorkingDirectory(m_ferry.directory());
    process.start(unshare, {QStringLiteral("-rn"), FerryProgram::program(), QStringLiteral("download"),
                            QStringLiteral("--json"), QStringLiteral("--retry"), QStringLiteral("1"),
                            QStringLiteral("--profile-dir"), m_ferry.home(), QStringLiteral("http://192.0.2.1/f")});
    QByteArray out;
    const auto readMore = [&] {
        process.waitForReadyRead(100);
        out += process.readAllStandardOutput();
        return out.contains("\"retry\"");
    };
    QTRY_VERIFY(readMore());
    // Its two tries would be over within a second and a half.
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 3000 && process.state() == QProcess::Running)
        readMore();
    QCOMPARE(process.state(), QProcess::Running);
    QVERIFY2(!out.contains("\"fail\""), out.constData());
    ::kill(pid_t(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(10000));
}

QTEST_GUILESS_MAIN(TestTerminalRetry)
#include "tst_terminal_retry.moc"
