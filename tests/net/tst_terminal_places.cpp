#include "tests/net/peers/FerryProgram.h"
#include "tests/support/RequestLog.h"

#include <QTest>

#include <sys/stat.h>

using namespace ferry;
using namespace ferry::test;

/// Places where no file can be saved or read, addresses with something about them, and what is said before anything is
/// asked of the server.
class TestTerminalPlaces : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void noFile_isRefused_data();
    void noFile_isRefused();
    void dash_isAFileWithItsDirectory();
    void temporaryPlace_thatIsNone_isNamed();
    void profile_thatIsAFile_isRefused();
    void dash_isNotStandardInput_data();
    void dash_isNotStandardInput();
    void lineEndBehindAnAddress_isNoPartOfIt_data();
    void lineEndBehindAnAddress_isNoPartOfIt();
    void wrongAddress_isCounted();
    void commandBehindOptions_isSaid();

private:
    std::unique_ptr<FerryProgram> m_ferry;
    std::unique_ptr<RequestLog> m_log;
    std::unique_ptr<ScriptedServer> m_server;
};

void TestTerminalPlaces::init()
{
    m_ferry = std::make_unique<FerryProgram>();
    m_log = std::make_unique<RequestLog>();
    m_server = std::make_unique<ScriptedServer>(m_log->script(200, "bytes"));
}

void TestTerminalPlaces::noFile_isRefused_data()
{
    QTest::addColumn<QString>("output");
    for (const char *output : {"-", "/dev/null", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/dev/new", "pipe"})
        QTest::newRow(output) << QString::fromLatin1(output);
}

void TestTerminalPlaces::noFile_isRefused()
{
    QFETCH(QString, output);
    QCOMPARE(::mkfifo(QFile::encodeName(m_ferry->path(QStringLiteral("pipe"))).constData(), 0600), 0);
    const FerryResult result = m_ferry->run(args("download", "-o", output, m_server->url().toString()));
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("“" + output.toUtf8() + "” is not a file."), result.err.constData());
    QVERIFY2(result.err.contains("cat \"$(ferry download --temp URL)\""), result.err.constData());
    QCOMPARE(m_ferry->files(), QStringList(QStringLiteral("pipe")));
    QCOMPARE(m_log->count(), 0);
}

void TestTerminalPlaces::dash_isAFileWithItsDirectory()
{
    const FerryResult result = m_ferry->run(args("download", "-o", "./-", m_server->url().toString()));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(m_ferry->files(), QStringList(QStringLiteral("-")));
}

void TestTerminalPlaces::temporaryPlace_thatIsNone_isNamed()
{
    m_ferry->setVariable("TMPDIR", QStringLiteral("/proc/nowhere"));
    const FerryResult result = m_ferry->run(args("download", "--temp", m_server->url().toString()));
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("No directory can be made in the temporary place. TMPDIR"), result.err.constData());
    QCOMPARE(m_log->count(), 0);
}

void TestTerminalPlaces::profile_thatIsAFile_isRefused()
{
    m_ferry->addFile(QStringLiteral("file"), "no directory");
    const QString url = m_server->url().toString();
    for (const QStringList &command : {args("download", url), args("upload", url, "file")}) {
        const FerryResult result = m_ferry->run(command + args("--profile-dir", "file"));
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.err.contains("--profile-dir “file” is not a directory."), result.err.constData());
    }
    QCOMPARE(m_log->count(), 0);
}

void TestTerminalPlaces::dash_isNotStandardInput_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::newRow("file") << args("-");
    QTest::newRow("raw body") << args("-T", "-");
    QTest::newRow("file of a form") << args("-F", "a=@-");
    QTest::newRow("content of a field") << args("-F", "a=<-");
}

void TestTerminalPlaces::dash_isNotStandardInput()
{
    QFETCH(QStringList, files);
    const QStringList command = args("upload", m_server->url().toString()) + files;
    const FerryResult none = m_ferry->run(command);
    QCOMPARE(none.exitCode, 2);
    QVERIFY2(none.err.contains("Standard input cannot be sent, only regular files."), none.err.constData());
    QCOMPARE(m_log->count(), 0);
    m_ferry->addFile(QStringLiteral("-"), "a file of that name");
    QCOMPARE(m_ferry->run(command).exitCode, 0);
    QVERIFY(m_log->at(0).body.contains("a file of that name"));
}

void TestTerminalPlaces::lineEndBehindAnAddress_isNoPartOfIt_data()
{
    QTest::addColumn<QString>("end");
    QTest::newRow("of Windows") << QStringLiteral("\r");
    QTest::newRow("of a line") << QStringLiteral("\n");
    QTest::newRow("spaces") << QStringLiteral("  ");
}

void TestTerminalPlaces::lineEndBehindAnAddress_isNoPartOfIt()
{
    QFETCH(QString, end);
    const QString address = m_server->url(QStringLiteral("/one.bin")).toString();
    QCOMPARE(m_ferry->run(args("download", address + end, address + end)).exitCode, 0);
    QCOMPARE(m_log->at(0).path(), QByteArray("/one.bin"));
    const FerryResult within = m_ferry->run(args("download", QString(address).insert(20, end.trimmed() + u'\r')));
    QCOMPARE(within.exitCode, 2);
    QVERIFY2(within.err.contains("holds a line break"), within.err.constData());
    QCOMPARE(m_log->count(), 2);
}

void TestTerminalPlaces::wrongAddress_isCounted()
{
    const QString good = m_server->url().toString();
    const FerryResult result = m_ferry->run(args("download", good, "http://", good));
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.startsWith("ferry: Address 2 of 3 cannot be used. The address names no host."),
             result.err.constData());
    QCOMPARE(m_log->count(), 0);
}

void TestTerminalPlaces::commandBehindOptions_isSaid()
{
    const FerryResult result = m_ferry->run(args("--profile-dir", "state", "download", m_server->url().toString()));
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(
        result.err.startsWith("ferry: A command comes first, and its options behind it: ferry download [OPTIONS]."),
        result.err.constData());
}

QTEST_GUILESS_MAIN(TestTerminalPlaces)
#include "tst_terminal_places.moc"
