#include "tests/net/peers/FerryProgram.h"
#include "tests/net/peers/Peer.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/RequestLog.h"

#include <optional>
#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

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
    void temporaryPlace_isNotAtTheRoot();
    void directory_thatIsAFile_isSaid_data();
    void directory_thatIsAFile_isSaid();
    void heldPage_outlivesTheProgram_data();
    void heldPage_outlivesTheProgram();
    void heldPage_thatCanBeKeptNowhere_isAFailure_data();
    void heldPage_thatCanBeKeptNowhere_isAFailure();
    void profile_thatIsAFile_isRefused();
    void profile_thatCannotBeMade_isRefused();
    void profile_onAReadOnlyDisk_isRefused();
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

namespace {

/// Of a page that was held, as a person is told.
QString toldPath(const FerryResult &result)
{
    return QString::fromUtf8(result.err)
        .section(QStringLiteral("It lies in "), 1)
        .section(QStringLiteral("; --any-type"), 0, 0);
}

} // namespace

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

void TestTerminalPlaces::temporaryPlace_isNotAtTheRoot()
{
    m_ferry->setVariable("TMPDIR", QStringLiteral("/proc/nowhere"));
    m_ferry->setVariable("XDG_CACHE_HOME", QStringLiteral("/proc/nowhere"));
    const FerryResult result = m_ferry->run(args("download", m_server->url().toString()));
    QCOMPARE(result.exitCode, 1);
    QVERIFY(!QFileInfo::exists(QStringLiteral("/ferry-%1").arg(::geteuid()))); // root could
}

void TestTerminalPlaces::directory_thatIsAFile_isSaid_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("-d") << args("-d", "file");
    QTest::newRow("-o, below it") << args("-o", "file/x");
    QTest::newRow("-o, as a directory") << args("-o", "file/");
}

void TestTerminalPlaces::directory_thatIsAFile_isSaid()
{
    QFETCH(QStringList, options);
    const QString file = m_ferry->addFile(QStringLiteral("file"), "mine");
    const FerryResult result = m_ferry->run(args("download", m_server->url().toString()) + options);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("“" + file.toUtf8() + "” is a file, not a directory."), result.err.constData());
    QCOMPARE(m_log->count(), 0);
}

void TestTerminalPlaces::heldPage_outlivesTheProgram_data()
{
    QTest::addColumn<bool>("full");
    QTest::newRow("the temporary place is none") << false;
    QTest::newRow("the temporary place is full") << true;
}

void TestTerminalPlaces::heldPage_outlivesTheProgram()
{
    QFETCH(bool, full);
    std::optional<MountedPlace> disk;
    if (full && !disk.emplace(m_ferry->path(QStringLiteral("disk")), "size=16k").isMounted())
        QSKIP(MountedPlace::whyNot);
    m_ferry->setVariable("TMPDIR", full ? disk->path() : QStringLiteral("/proc/nowhere"));
    const QByteArray page = "<html>" + QByteArray(100'000, 'x');
    RequestLog log;
    const ScriptedServer server(log.script(200, page, {"Content-Type: text/html"}));
    const QString url = server.url(QStringLiteral("/a.zip")).toString();
    const FerryResult json = m_ferry->run(args("download", "--json", url));
    const FerryResult plain = m_ferry->run(args("download", url));
    const QString first = json.event("success").value(QStringLiteral("tempFilePath")).toString();
    const QString second = toldPath(plain);
    QVERIFY2(first != second, qPrintable(first));
    for (const QString &path : {first, second}) {
        QVERIFY2(path.startsWith(m_ferry->home() + u'/'), qPrintable(path));
        QVERIFY2(fileContent(path) == page, qPrintable(path));
        struct stat facts = {};
        QCOMPARE(::stat(QFile::encodeName(QFileInfo(path).path()).constData(), &facts), 0);
        QCOMPARE(facts.st_mode & 07777, mode_t(0700));
    }
    QCOMPARE(json.exitCode, 1);
    QCOMPARE(plain.exitCode, 1);
    if (full)
        QCOMPARE(QDir(disk->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
}

void TestTerminalPlaces::heldPage_thatCanBeKeptNowhere_isAFailure_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("the system's places") << QStringList();
    QTest::newRow("a profile") << args("--profile-dir", "profile");
}

void TestTerminalPlaces::heldPage_thatCanBeKeptNowhere_isAFailure()
{
    QFETCH(QStringList, options);
    const QString state =
        options.isEmpty() ? m_ferry->home() + QStringLiteral("/cache/ferry") : m_ferry->path(QStringLiteral("profile"));
    QVERIFY(QDir().mkpath(state));
    QFile inTheWay(state + QStringLiteral("/kept"));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    m_ferry->setVariable("TMPDIR", QStringLiteral("/proc/nowhere"));
    RequestLog log;
    const ScriptedServer server(log.script(200, "<html>", {"Content-Type: text/html"}));
    const QStringList command = args("download", server.url(QStringLiteral("/a.zip")).toString()) + options;
    const FerryResult plain = m_ferry->run(command);
    QCOMPARE(plain.exitCode, 1);
    const QByteArray words = "“" + inTheWay.fileName().toUtf8() +
                             "” cannot be written. An HTML page came in place of the file, and was to be kept there.";
    QVERIFY2(plain.err.contains(words), plain.err.constData());
    QVERIFY2(!plain.err.contains("It lies in") && !plain.err.contains("again"), plain.err.constData());
    const FerryResult json = m_ferry->run(command + args("--json"));
    QCOMPARE(json.exitCode, 1);
    const QJsonObject fail = json.event("fail");
    QCOMPARE(fail.value(QStringLiteral("code")).toString(), QStringLiteral("target"));
    QVERIFY2(fail.value(QStringLiteral("message")).toString().toUtf8().contains(words), json.out.constData());
    QVERIFY2(!json.out.contains("tempFilePath"), json.out.constData());
    QCOMPARE(json.order(1), args("queued", "headers", "progress", "fail", "complete"));
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

// Nobody can make anything below /proc, root included.
void TestTerminalPlaces::profile_thatCannotBeMade_isRefused()
{
    m_ferry->addFile(QStringLiteral("a.txt"), "first");
    const QString url = m_server->url().toString();
    for (const QStringList &command : {args("download", url), args("upload", url, "a.txt")}) {
        const FerryResult result = m_ferry->run(command + args("--profile-dir", "/proc/new/profile"));
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.err.contains("--profile-dir “/proc/new/profile” does not exist, and nothing can be made in "
                                     "“/proc”."),
                 result.err.constData());
    }
    QCOMPARE(m_log->count(), 0);
}

void TestTerminalPlaces::profile_onAReadOnlyDisk_isRefused()
{
    const MountedPlace disk(m_ferry->path(QStringLiteral("disk")), "size=64k");
    if (!disk.isMounted() || !disk.makeReadOnly())
        QSKIP(MountedPlace::whyNot);
    const FerryResult result = m_ferry->run(
        args("download", "--profile-dir", disk.filePath(QStringLiteral("new")), m_server->url().toString()));
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("nothing can be made in “" + disk.path().toUtf8() + "”."), result.err.constData());
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
