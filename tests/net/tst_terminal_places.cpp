#include "tests/net/peers/FerryProgram.h"
#include "tests/support/RequestLog.h"

#include <QTest>

#include <sys/stat.h>

using namespace ferry;
using namespace ferry::test;

/// Places where no file can be saved, and what is said of them before anything is asked of the server.
class TestTerminalPlaces : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void noFile_isRefused_data();
    void noFile_isRefused();
    void dash_isAFileWithItsDirectory();
    void temporaryPlace_thatIsNone_isNamed();

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

QTEST_GUILESS_MAIN(TestTerminalPlaces)
#include "tst_terminal_places.moc"
