#include "app/HandOverServer.h"
#include "app/StartMessage.h"
#include "tests/net/peers/FerryProgram.h"

#include <QDir>
#include <QLocalSocket>
#include <QTest>

#include <csignal>
#include <memory>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace ferry;
using namespace ferry::test;

/// The window is started more than once for one profile: real processes, one of them with a window at most.
class TestTerminalStarts : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void second_handsAllOverAndEnds();
    void second_findsARealWindow();
    void second_isAnsweredByABusyWindow();
    void atOnce_makeOneWindowAndLoseNothing();
    void whileLeaving_nothingIsLost();
    void whileLeaving_theNextWaits();
    void killed_leavesNothingInTheWay();
    void profiles_areApart();
    void profile_isOneUnderAllItsNames();
    void users_areApart();
    void tooLong_isSaid();
    void silent_isSaid();
    void foreignGuests_areNoTrouble();
    void foreignSocket_isReplaced();
    void noPlace_runsAlone();
    void notUtf8_isSaid();

private:
    /// One start; its lines are read as they come.
    struct Started
    {
        QProcess process;
        QString nextLine();
        void say(const char *line)
        {
            process.write(QByteArray(line) + '\n');
            process.waitForBytesWritten();
        }
        /// What it was handed over, up to the line "left" or its end.
        QStringList links();
    };
    Started &start(const QStringList &links = {}, int patience = FERRY_TEST_PATIENCE);
    QString only(const QString &pattern) const;
    QString role(const QStringList &links = {}, int patience = FERRY_TEST_PATIENCE)
    {
        return start(links, patience).nextLine();
    }
    FerryResult ferry(const QStringList &arguments) const
    {
        return m_ferry->run(args("-platform", "offscreen", "--profile-dir", m_profile) + arguments);
    }

    std::unique_ptr<QTemporaryDir> m_runtime; ///< 0700, as the system makes it for each user
    std::unique_ptr<FerryProgram> m_ferry;
    QString m_profile;
    QString m_starter;
    uid_t m_user = 0; ///< of those started; 0: the test's
    std::vector<std::unique_ptr<Started>> m_started;
};

void TestTerminalStarts::init()
{
    m_runtime = std::make_unique<QTemporaryDir>();
    m_ferry = std::make_unique<FerryProgram>();
    m_profile = m_ferry->path(QStringLiteral("profile"));
    m_starter = QStringLiteral(FERRY_TEST_STARTER);
    m_user = 0;
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_runtime->path()));
}

void TestTerminalStarts::cleanup()
{
    for (const auto &started : m_started) {
        started->process.kill();
        started->process.waitForFinished();
    }
    m_started.clear();
}

TestTerminalStarts::Started &TestTerminalStarts::start(const QStringList &links, int patience)
{
    m_started.push_back(std::make_unique<Started>());
    QProcess &process = m_started.back()->process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    if (m_user != 0)
        process.setChildProcessModifier([user = m_user] {
            if (::setgid(user) != 0 || ::setuid(user) != 0)
                ::_exit(99);
        });
    process.start(m_starter, QStringList{m_profile, QString::number(patience)} + links);
    return *m_started.back();
}

QString TestTerminalStarts::Started::nextLine()
{
    while (!process.canReadLine() && process.waitForReadyRead(FERRY_TEST_PATIENCE)) {
    }
    return QString::fromUtf8(process.readLine().trimmed());
}

QStringList TestTerminalStarts::Started::links()
{
    QStringList all;
    for (QString line = nextLine(); !line.isEmpty() && line != QLatin1String("left"); line = nextLine())
        all += decodeStart(line.toUtf8()).value_or(StartMessage()).links;
    return all;
}

/// The one file of the runtime directory that fits.
QString TestTerminalStarts::only(const QString &pattern) const
{
    const QStringList names =
        QDir(m_runtime->path()).entryList({pattern}, QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    return names.size() == 1 ? m_runtime->filePath(names.first()) : QString();
}

void TestTerminalStarts::second_handsAllOverAndEnds()
{
    Started &first = start();
    QCOMPARE(first.nextLine(), QStringLiteral("first"));
    const QString name = QStringLiteral("a b\n\"文件\".txt");
    m_ferry->addFile(name, "x");
    qputenv("XDG_ACTIVATION_TOKEN", "token-7");
    const FerryResult second = ferry(args("--with-server", name, "http://127.0.0.1:9/x?a=1"));
    qunsetenv("XDG_ACTIVATION_TOKEN");
    QCOMPARE(second.exitCode, 0);
    QCOMPARE(second.out + second.err, QByteArray());
    const StartMessage expected{{QFileInfo(m_ferry->path(name)).absoluteFilePath()},
                                {QStringLiteral("http://127.0.0.1:9/x?a=1")},
                                true,
                                "token-7"};
    QCOMPARE(first.nextLine().toUtf8(), encodeStart(expected));
}

void TestTerminalStarts::second_findsARealWindow()
{
    QProcess window;
    m_ferry->start(window, args("-platform", "offscreen", "--profile-dir", m_profile));
    QTRY_VERIFY_WITH_TIMEOUT(!only(QStringLiteral("*.socket")).isEmpty(), FERRY_TEST_PATIENCE);
    QCOMPARE(ferry(args("http://127.0.0.1:9/x")).exitCode, 0);
    QCOMPARE(window.state(), QProcess::Running);
    window.kill();
    QVERIFY(window.waitForFinished());
}

void TestTerminalStarts::second_isAnsweredByABusyWindow()
{
    Started &first = start();
    QCOMPARE(first.nextLine(), QStringLiteral("first"));
    first.say("busy");
    QCOMPARE(first.nextLine(), QStringLiteral("busy"));
    // It is answered although nothing lets the window's thread go on before.
    QCOMPARE(role({QStringLiteral("a")}), QStringLiteral("handed over"));
    first.say("free");
    first.say("leave");
    QCOMPARE(first.links(), QStringList{QStringLiteral("a")});
}

void TestTerminalStarts::atOnce_makeOneWindowAndLoseNothing()
{
    bool given = false;
    const int more = qEnvironmentVariableIntValue("FERRY_START_ROUNDS", &given);
    for (int round = 0; round < (given ? more : 3); ++round) {
        for (int i = 0; i < 10; ++i)
            start({QString::number(i)});
        Started *first = nullptr;
        QStringList all;
        for (int i = 0; i < 10; ++i) {
            const QString role = m_started.at(size_t(i))->nextLine();
            if (role == QLatin1String("first")) {
                QVERIFY2(!first, "two windows");
                first = m_started.at(size_t(i)).get();
                all << QString::number(i);
            } else {
                QCOMPARE(role, QStringLiteral("handed over"));
                QVERIFY(m_started.at(size_t(i))->process.waitForFinished());
                QCOMPARE(m_started.at(size_t(i))->process.exitCode(), 0);
            }
        }
        QVERIFY(first);
        first->say("leave");
        all += first->links();
        all.sort();
        QCOMPARE(all.join(u' '), QStringLiteral("0 1 2 3 4 5 6 7 8 9"));
        cleanup();
    }
}

/// Starts come while the window leaves: each is taken by the one that leaves, or by the one that comes after it.
void TestTerminalStarts::whileLeaving_nothingIsLost()
{
    bool given = false;
    const int more = qEnvironmentVariableIntValue("FERRY_START_ROUNDS", &given);
    for (int round = 0; round < (given ? more : 5); ++round) {
        QCOMPARE(role(), QStringLiteral("first"));
        for (int i = 0; i < 6; ++i) {
            if (i == 3)
                m_started.front()->say("leave");
            start({QString::number(i)});
        }
        QStringList all = m_started.front()->links();
        for (int i = 0; i < 6; ++i) {
            Started &one = *m_started.at(size_t(i) + 1);
            if (one.nextLine() == QLatin1String("first"))
                all << QString::number(i);
        }
        for (size_t i = 1; i < m_started.size(); ++i) {
            m_started.at(i)->say("leave");
            all += m_started.at(i)->links();
        }
        all.sort();
        QCOMPARE(all.join(u' '), QStringLiteral("0 1 2 3 4 5"));
        cleanup();
    }
}

void TestTerminalStarts::whileLeaving_theNextWaits()
{
    QCOMPARE(role(), QStringLiteral("first"));
    Started &old = *m_started.front();
    old.say("longer");
    QCOMPARE(old.nextLine(), QStringLiteral("left"));
    QVERIFY(only(QStringLiteral("*.socket")).isEmpty());
    QCOMPARE(role({QStringLiteral("impatient")}, 50), QStringLiteral("no answer"));
    Started &next = start({QStringLiteral("patient")});
    old.say("done");
    QCOMPARE(next.nextLine(), QStringLiteral("first"));
    QVERIFY(old.process.waitForFinished() || old.process.state() == QProcess::NotRunning);
}

void TestTerminalStarts::killed_leavesNothingInTheWay()
{
    QCOMPARE(role(), QStringLiteral("first"));
    m_started.front()->process.kill();
    QVERIFY(m_started.front()->process.waitForFinished());
    QVERIFY(!only(QStringLiteral("*.socket")).isEmpty() && !only(QStringLiteral("*.lock")).isEmpty());
    QCOMPARE(role(), QStringLiteral("first"));
    QCOMPARE(role(), QStringLiteral("handed over"));
}

void TestTerminalStarts::profiles_areApart()
{
    QCOMPARE(role(), QStringLiteral("first"));
    m_profile += QStringLiteral("-other");
    QCOMPARE(role(), QStringLiteral("first"));
}

void TestTerminalStarts::profile_isOneUnderAllItsNames()
{
    QCOMPARE(role(), QStringLiteral("first")); // makes the directory
    const QString link = m_ferry->path(QStringLiteral("link"));
    QVERIFY(QFile::link(m_profile, link));
    m_profile = link + QStringLiteral("/../link/");
    QCOMPARE(role(), QStringLiteral("handed over"));
}

void TestTerminalStarts::users_areApart()
{
    if (::getuid() != 0)
        QSKIP("Only root can start programs of another user.");
    constexpr uid_t nobody = 65534;
    QCOMPARE(role(), QStringLiteral("first"));
    const QString socket = only(QStringLiteral("*.socket"));
    // What the other user may reach: the program, a profile, a runtime directory of its own.
    QTemporaryDir others;
    m_starter = others.filePath(QStringLiteral("starter"));
    QVERIFY(QFile::copy(QStringLiteral(FERRY_TEST_STARTER), m_starter));
    m_profile = others.filePath(QStringLiteral("profile"));
    const QString runtime = others.filePath(QStringLiteral("runtime"));
    QVERIFY(::mkdir(QFile::encodeName(runtime).constData(), 0700) == 0);
    QVERIFY(::chown(QFile::encodeName(runtime).constData(), nobody, nobody) == 0);
    QVERIFY(::chmod(QFile::encodeName(others.path()).constData(), 0755) == 0);

    QCOMPARE(role(), QStringLiteral("first")); // root, for the same profile
    m_user = nobody;
    const QByteArray temporary = qgetenv("TMPDIR");
    qputenv("TMPDIR", QFile::encodeName(runtime)); // where Qt looks for a place in its stead
    QCOMPARE(role(), QStringLiteral("first"));     // root's directory is none for others
    qputenv("TMPDIR", temporary);
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime));
    QCOMPARE(role(), QStringLiteral("first"));
    QCOMPARE(role(), QStringLiteral("handed over"));
    // Not by QProcess, whose child has this one's memory until it starts a program.
    const pid_t direct = ::fork();
    if (direct == 0) {
        const bool cannot = ::setgid(nobody) == 0 && ::setuid(nobody) == 0 &&
                            !HandOverServer::handOver(QFile::encodeName(socket), "{\"files\":[],\"links\":[]}", 1000) &&
                            errno == EACCES;
        ::_exit(cannot ? 7 : 1);
    }
    int status = 0;
    QCOMPARE(::waitpid(direct, &status, 0), direct);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 7);
}

void TestTerminalStarts::tooLong_isSaid()
{
    QCOMPARE(role(), QStringLiteral("first"));
    QCOMPARE(role({QStringLiteral("long:1000"), QStringLiteral("long:16777216")}), QStringLiteral("too long"));
    QCOMPARE(role({QStringLiteral("long:16777000")}), QStringLiteral("handed over"));
    m_started.front()->say("leave");
    const QStringList links = m_started.front()->links();
    QCOMPARE(links.size(), 1);
    QCOMPARE(links.first().size(), 16777000);
}

/// Somebody holds the lock and never answers.
void TestTerminalStarts::silent_isSaid()
{
    QCOMPARE(role(), QStringLiteral("first"));
    ::kill(pid_t(m_started.front()->process.processId()), SIGSTOP);
    QCOMPARE(role({QStringLiteral("a")}, 50), QStringLiteral("no answer"));
    ::kill(pid_t(m_started.front()->process.processId()), SIGCONT);
    QCOMPARE(role({QStringLiteral("b")}), QStringLiteral("handed over"));
}

void TestTerminalStarts::foreignGuests_areNoTrouble()
{
    QCOMPARE(role(), QStringLiteral("first"));
    const QByteArray socket = QFile::encodeName(only(QStringLiteral("*.socket")));
    for (const QByteArray &line : {QByteArray("GET / HTTP/1.1\r"), QByteArray(), QByteArray("[1,2]"), QByteArray("{}"),
                                   QByteArray("{\"files\":3,\"links\":[]}"), QByteArray(17 << 20, 'x')})
        QVERIFY(!HandOverServer::handOver(socket, line, FERRY_TEST_PATIENCE));
    // More of those that say nothing than are waited for.
    std::vector<QLocalSocket> silent(100);
    for (QLocalSocket &guest : silent) {
        guest.connectToServer(QFile::decodeName(socket));
        QVERIFY(guest.waitForConnected(FERRY_TEST_PATIENCE));
    }
    QCOMPARE(role({QStringLiteral("a")}), QStringLiteral("handed over"));
    m_started.front()->say("leave");
    QCOMPARE(m_started.front()->links(), QStringList{QStringLiteral("a")});
}

/// A process without the lock listens where the window would.
void TestTerminalStarts::foreignSocket_isReplaced()
{
    QCOMPARE(role(), QStringLiteral("first"));
    const QByteArray socket = QFile::encodeName(only(QStringLiteral("*.socket")));
    cleanup();
    HandOverServer foreign;
    QVERIFY(foreign.start(socket, [](const QByteArray &) { return true; }));
    QCOMPARE(role(), QStringLiteral("first"));
    QCOMPARE(role({QStringLiteral("a")}), QStringLiteral("handed over"));
    m_started.at(m_started.size() - 2)->say("leave");
    QCOMPARE(m_started.at(m_started.size() - 2)->links(), QStringList{QStringLiteral("a")});
}

void TestTerminalStarts::noPlace_runsAlone()
{
    const QString deep = m_runtime->filePath(QString(80, u'x')); // longer than the address of a socket may be
    QVERIFY(QDir().mkdir(deep));
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(deep));
    QVERIFY(::chmod(QFile::encodeName(deep).constData(), 0700) == 0);
    QCOMPARE(role(), QStringLiteral("alone"));
}

void TestTerminalStarts::notUtf8_isSaid()
{
    const auto run = [this](const char *command) {
        QProcess shell;
        shell.setWorkingDirectory(m_ferry->directory());
        shell.start(QStringLiteral("sh"),
                    {QStringLiteral("-c"), QString::fromLatin1(command), FerryProgram::program()});
        FerryResult result = FerryProgram::finish(shell);
        return result;
    };
    FerryResult result = run("n=$(printf 'caf\\351.txt'); : > \"$n\"; \"$0\" \"$n\"; s=$?; rm \"$n\"; exit $s");
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("The name of the file “caf\ufffd.txt” is not UTF-8"), result.err.constData());
    result = run("n=$(printf 'caf\\351.txt'); exec \"$0\" upload http://127.0.0.1:9/ \"$n\"");
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("is not UTF-8"), result.err.constData());
    result = run("exec \"$0\" download -u \"$(printf 'me:h\\351sh')\" http://127.0.0.1:9/");
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("Argument 3 is not UTF-8") && !result.err.contains("me:"), result.err.constData());
}

QTEST_GUILESS_MAIN(TestTerminalStarts)
#include "tst_terminal_starts.moc"
