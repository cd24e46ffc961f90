#include "tests/net/peers/FerryProgram.h"
#include "tests/net/peers/Peer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace ferry::test;

/// How a run begins, is bounded, and ends: help, usage, how many at once, interruption, a reader that goes away.
class TestTerminalRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void helpAndVersion_data();
    void helpAndVersion();
    void usageErrorsEndWithTwo_data();
    void usageErrorsEndWithTwo();
    void noWindowWithoutDisplay();
    void atMostTenAtOnce();
    void parallelBoundsHowMany();
    void abort_endsInFailAbort();
    void abort_whileSending();
    void abort_plain();
    void terminationEndsLikeAbort();
    void secondInterruptKills();
    void closedReaderEndsTheRun();
    void insecureIsSaid();
    void limitRateHolds();
    void secretsStayOutOfTheProcessList();
    void profileDirectoryHoldsAllState();
    void barsOnATerminal();
    void barsOnANarrowTerminal();
    void passwordIsAskedWithoutEcho();
    void passwordThatIsNotGiven_sendsNothing_data();
    void passwordThatIsNotGiven_sendsNothing();
    void passwordIsNotAskedInVain();

private:
    /// Starts it and waits until the receiver has this many requests running.
    void startAndWait(QProcess &process, const QStringList &arguments, int running);
    bool hasScript();
    FerryResult onTerminal(const QStringList &arguments, const QByteArray &typed = {}, int columns = 80);

    FerryProgram m_ferry;
    NodeReceiver m_node;
};

void TestTerminalRun::initTestCase()
{
    if (!m_node.start())
        QSKIP(qPrintable(m_node.error()));
    m_ferry.addFile(QStringLiteral("a.txt"), "first");
    m_ferry.addFile(QStringLiteral("big.bin"), pattern(24 * 1024 * 1024));
}

void TestTerminalRun::helpAndVersion_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("mentions");
    QTest::newRow("program") << args("--help") << QByteArray("ferry upload");
    QTest::newRow("upload") << args("upload", "-h") << QByteArray("--together");
    QTest::newRow("download") << args("download", "--help") << QByteArray("--checksum");
    QTest::newRow("serve") << args("serve", "--help") << QByteArray("--root");
    QTest::newRow("version") << args("--version") << QByteArray("ferry ");
}

void TestTerminalRun::helpAndVersion()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, mentions);
    const FerryResult result = m_ferry.run(arguments);
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.contains(mentions), result.out.constData());
    QCOMPARE(result.err, QByteArray());
}

void TestTerminalRun::usageErrorsEndWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << args("upload");
    QTest::newRow("unknown option") << args("download", "--frobnicate", "http://127.0.0.1/");
    QTest::newRow("misspelt command") << args("uplaod", "http://127.0.0.1/");
    QTest::newRow("too many at once") << args("upload", "--parallel", "11", "http://127.0.0.1/", "a.txt");
}

void TestTerminalRun::usageErrorsEndWithTwo()
{
    QFETCH(QStringList, arguments);
    const FerryResult result = m_ferry.run(arguments, 10000);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.startsWith("ferry: ") && result.err.contains("--help"), result.err.constData());
}

void TestTerminalRun::noWindowWithoutDisplay()
{
    const FerryResult result = m_ferry.run({}, 10000);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("display"), result.err.constData());
}

// Product: at most 10 at once, and truly 10 even to one host.
void TestTerminalRun::atMostTenAtOnce()
{
    NodeReceiver node;
    QVERIFY2(node.start(), qPrintable(node.error()));
    QStringList arguments = args("upload", "--json", node.url(QStringLiteral("/wait?ms=400")));
    for (int i = 0; i < 25; ++i)
        arguments.append(QStringLiteral("a.txt"));
    QCOMPARE(m_ferry.run(arguments).exitCode, 0);
    QCOMPARE(node.seen().value(QStringLiteral("most")).toInt(), 10);
    QCOMPARE(node.seen().value(QStringLiteral("requests")).toInt(), 25);
}

void TestTerminalRun::parallelBoundsHowMany()
{
    NodeReceiver node;
    QVERIFY2(node.start(), qPrintable(node.error()));
    QStringList arguments = args("upload", "--json", "--parallel", "3", node.url(QStringLiteral("/wait?ms=200")));
    for (int i = 0; i < 9; ++i)
        arguments.append(QStringLiteral("a.txt"));
    QCOMPARE(m_ferry.run(arguments).exitCode, 0);
    QCOMPARE(node.seen().value(QStringLiteral("most")).toInt(), 3);
}

void TestTerminalRun::startAndWait(QProcess &process, const QStringList &arguments, int running)
{
    m_ferry.start(process, arguments);
    QTRY_COMPARE_WITH_TIMEOUT(m_node.seen().value(QStringLiteral("running")).toInt(), running, 20000);
}

// Product: task.abort() ends in fail with "uploadFile:fail abort"; the terminal's Ctrl-C aborts all, running and
// waiting.
void TestTerminalRun::abort_endsInFailAbort()
{
    QTRY_COMPARE(m_node.seen().value(QStringLiteral("running")).toInt(), 0);
    QProcess process;
    QStringList arguments = args("upload", "--json", "--parallel", "2", m_node.url(QStringLiteral("/silent")));
    for (int i = 0; i < 5; ++i)
        arguments.append(QStringLiteral("a.txt"));
    startAndWait(process, arguments, 2);
    ::kill(pid_t(process.processId()), SIGINT);
    const FerryResult result = FerryProgram::finish(process, 10000);
    QCOMPARE(result.exitCode, 130);
    for (int task = 1; task <= 5; ++task) {
        QCOMPARE(result.event("fail", task).value(QStringLiteral("errMsg")).toString(),
                 QStringLiteral("uploadFile:fail abort"));
        QCOMPARE(result.event("fail", task).value(QStringLiteral("code")).toString(), QStringLiteral("abort"));
        QCOMPARE(result.order(task).mid(result.order(task).size() - 2), args("fail", "complete"));
        QCOMPARE(result.order(task).count(QStringLiteral("complete")), 1);
    }
    QTRY_COMPARE(m_node.seen().value(QStringLiteral("running")).toInt(), 0);
}

void TestTerminalRun::abort_whileSending()
{
    // A receiver of its own: one that reads nothing does not see the connection end either.
    NodeReceiver deaf;
    QVERIFY2(deaf.start(), qPrintable(deaf.error()));
    QProcess process;
    m_ferry.start(process, args("upload", "--json", deaf.url(QStringLiteral("/deaf")), "big.bin"));
    QTRY_COMPARE_WITH_TIMEOUT(deaf.seen().value(QStringLiteral("running")).toInt(), 1, 20000);
    ::kill(pid_t(process.processId()), SIGINT);
    const FerryResult result = FerryProgram::finish(process, 10000);
    QCOMPARE(result.exitCode, 130);
    QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("abort"));
    QVERIFY(result.event("progress").value(QStringLiteral("totalBytesSent")).toInteger() < 24 * 1024 * 1024);
}

void TestTerminalRun::abort_plain()
{
    QProcess process;
    startAndWait(process, args("download", m_node.url(QStringLiteral("/get?size=100000&hang=5000"))), 1);
    ::kill(pid_t(process.processId()), SIGINT);
    const FerryResult result = FerryProgram::finish(process, 10000);
    QCOMPARE(result.exitCode, 130);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.contains("Cancelled"), result.err.constData());
    QVERIFY(!m_ferry.files().contains(QStringLiteral("get")));
    QCOMPARE(m_ferry.leftBehind(), QStringList());
}

void TestTerminalRun::terminationEndsLikeAbort()
{
    QProcess process;
    QTRY_COMPARE(m_node.seen().value(QStringLiteral("running")).toInt(), 0);
    startAndWait(process, args("upload", "--json", m_node.url(QStringLiteral("/silent")), "a.txt"), 1);
    ::kill(pid_t(process.processId()), SIGTERM);
    const FerryResult result = FerryProgram::finish(process, 10000);
    QCOMPARE(result.exitCode, 128 + SIGTERM);
    QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("abort"));
}

// The handler is gone after the first signal, so even a program that hangs can be ended from the keyboard.
void TestTerminalRun::secondInterruptKills()
{
    QProcess process;
    QTRY_COMPARE(m_node.seen().value(QStringLiteral("running")).toInt(), 0);
    startAndWait(process, args("upload", m_node.url(QStringLiteral("/silent")), "a.txt"), 1);
    const pid_t id = pid_t(process.processId());
    ::kill(id, SIGSTOP);
    ::kill(id, SIGINT);
    ::kill(id, SIGCONT);
    ::kill(id, SIGINT);
    QVERIFY(process.waitForFinished(10000));
    // Either the first one was carried out in time, or the second one killed: it is gone in any case.
    QVERIFY(process.exitStatus() == QProcess::CrashExit || process.exitCode() == 130);
}

void TestTerminalRun::closedReaderEndsTheRun()
{
    // The answer takes 20 seconds, but the reader goes after the first line.
    const QString url = m_node.url(QStringLiteral("/get?size=1000000&slow=20000"));
    const QString command =
        QStringLiteral("{ '%1' download --json -o slow.bin '%2'; echo \"code $?\" >&2; } | head -n 1")
            .arg(FerryProgram::program(), url);
    QProcess shell;
    shell.setWorkingDirectory(m_ferry.directory());
    shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command});
    const FerryResult result = FerryProgram::finish(shell, 60000);
    QCOMPARE(result.out.count('\n'), 1);
    QVERIFY2(result.err.contains("code 1\n") && result.err.contains("Standard output"), result.err.constData());
    QVERIFY(!m_ferry.files().contains(QStringLiteral("slow.bin")));
}

void TestTerminalRun::insecureIsSaid()
{
    const FerryResult result = m_ferry.run(args("upload", "-q", "-k", m_node.url(QStringLiteral("/")), "a.txt"));
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.err.contains("-k") && result.err.contains("certificate"), result.err.constData());
}

void TestTerminalRun::limitRateHolds()
{
    QElapsedTimer clock;
    clock.start();
    const FerryResult result = m_ferry.run(
        args("download", "-q", "--limit-rate", "20k", "--temp", m_node.url(QStringLiteral("/get?size=50000"))));
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.err.isEmpty());
    // At most a quarter of a second's worth may go at once.
    QVERIFY2(clock.elapsed() >= (50000 - 20480 / 4) * 1000 / 20480, QByteArray::number(clock.elapsed()).constData());
}

void TestTerminalRun::secretsStayOutOfTheProcessList()
{
    QTRY_COMPARE(m_node.seen().value(QStringLiteral("running")).toInt(), 0);
    QProcess process;
    startAndWait(process,
                 args("upload", "-u", "me:boatsecret", "-x", "", m_node.url(QStringLiteral("/silent")), "a.txt"), 1);
    const QByteArray line = fileContent(QStringLiteral("/proc/%1/cmdline").arg(process.processId()));
    QVERIFY(line.contains("upload"));
    QVERIFY2(!line.contains("boatsecret"), line.constData());
    ::kill(pid_t(process.processId()), SIGINT);
    FerryProgram::finish(process);
}

void TestTerminalRun::profileDirectoryHoldsAllState()
{
    FerryProgram ferry;
    QCOMPARE(ferry.run(args("download", "--profile-dir", "state", "-o", "x", m_node.url(QStringLiteral("/get?text=a"))))
                 .exitCode,
             0);
    QCOMPARE(ferry.files(), args("state", "x"));
    QCOMPARE(ferry.leftBehind(), QStringList());
}

bool TestTerminalRun::hasScript()
{
    return QFile::exists(QStringLiteral("/usr/bin/script"));
}

// script(1) gives a program a terminal, and writes what it shows to its own standard output.
FerryResult TestTerminalRun::onTerminal(const QStringList &arguments, const QByteArray &typed, int columns)
{
    QString command = QStringLiteral("cd '%1' && stty cols %3 rows 24 && TERM=xterm '%2'")
                          .arg(m_ferry.directory(), FerryProgram::program())
                          .arg(columns);
    for (const QString &argument : arguments)
        command += QStringLiteral(" '%1'").arg(argument);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.insert(QStringLiteral("SHELL"), QStringLiteral("/bin/sh"));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("script"), {QStringLiteral("-qec"), command, QStringLiteral("/dev/null")});
    if (!typed.isEmpty()) {
        QByteArray shown;
        while (!shown.contains("Password") && process.waitForReadyRead(20000))
            shown += process.readAllStandardOutput();
        process.write(typed);
        FerryResult result = FerryProgram::finish(process);
        result.out.prepend(shown);
        return result;
    }
    process.closeWriteChannel();
    return FerryProgram::finish(process);
}

void TestTerminalRun::barsOnATerminal()
{
    if (!hasScript())
        QSKIP("script(1) is not installed (package bsdutils)");
    const FerryResult result =
        onTerminal(args("download", "-o", "bars.bin", m_node.url(QStringLiteral("/get?size=3000000&slow=2500"))));
    QCOMPARE(result.exitCode, 0);
    const QString shown = QString::fromUtf8(result.out);
    for (const char *part : {"↓ bars.bin", "█", "░", "3.0 MB", "%", "MB/s", "\x1b[J", "Downloaded: “bars.bin”"})
        QVERIFY2(shown.contains(QString::fromUtf8(part)), part);
    // A bar is written over, never scrolled: each picture after the first begins by going up.
    const int pictures = int(shown.count(QStringLiteral("↓ bars.bin")));
    QVERIFY(pictures >= 3);
    QVERIFY(pictures <= 2 * 10 + 20);
    QVERIFY(shown.count(QStringLiteral("\x1b[1A")) >= pictures - 1);
}

// A line that wraps takes two rows, of which only one would be written over.
void TestTerminalRun::barsOnANarrowTerminal()
{
    if (!hasScript())
        QSKIP("script(1) is not installed (package bsdutils)");
    const FerryResult result =
        onTerminal(args("download", "-o", "narrow.bin", m_node.url(QStringLiteral("/get?text=a"))), {}, 12);
    QCOMPARE(result.exitCode, 0);
    int pictures = 0;
    for (const QString &line : QString::fromUtf8(result.out).split(u'\n')) {
        const qsizetype start = line.indexOf(u'↓');
        if (start < 0)
            continue;
        ++pictures;
        const QString shown = line.mid(start, line.indexOf(QLatin1String("\x1b[K")) - start);
        QVERIFY2(shown.size() <= 11, qPrintable(shown));
    }
    QVERIFY(pictures > 0);
}

void TestTerminalRun::passwordIsAskedWithoutEcho()
{
    if (!hasScript())
        QSKIP("script(1) is not installed (package bsdutils)");
    const FerryResult result =
        onTerminal(args("upload", "-q", m_node.url(QStringLiteral("/")), "a.txt", "-u", "me"), "boatsecret\n");
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.contains("Password for me:"), result.out.constData());
    QVERIFY2(!result.out.contains("boatsecret"), result.out.constData());
    QVERIFY2(result.out.contains(QByteArray("Basic ") + QByteArray("me:boatsecret").toBase64()),
             result.out.constData());
}

void TestTerminalRun::passwordThatIsNotGiven_sendsNothing_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::newRow("Ctrl-C") << QByteArray("\x03");
    QTest::newRow("Ctrl-D") << QByteArray("\x04");
}

void TestTerminalRun::passwordThatIsNotGiven_sendsNothing()
{
    if (!hasScript())
        QSKIP("script(1) is not installed (package bsdutils)");
    QFETCH(QByteArray, typed);
    const FerryResult result = onTerminal(args("upload", m_node.url(QStringLiteral("/")), "a.txt", "-u", "me"), typed);
    QCOMPARE(result.exitCode, 130);
    // What comes next stands on a line of its own.
    QVERIFY2(result.out.endsWith("Password for me: \r\n"), result.out.constData());
}

void TestTerminalRun::passwordIsNotAskedInVain()
{
    if (!hasScript())
        QSKIP("script(1) is not installed (package bsdutils)");
    const FerryResult result = onTerminal(args("upload", m_node.url(QStringLiteral("/")), "missing.txt", "-u", "me"));
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(!result.out.contains("Password") && result.out.contains("missing.txt"), result.out.constData());
}

QTEST_GUILESS_MAIN(TestTerminalRun)
#include "tst_terminal_run.moc"
