#include "tests/net/peers/FerryProgram.h"
#include "tests/net/peers/Peer.h"
#include "tests/support/RequestLog.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ferry;
using namespace ferry::test;

/// Where a service, a container or a careful administrator starts `ferry`: without a home, with small limits.
class TestTerminalSurroundings : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void noHome_data();
    void noHome();
    void noHome_takesNoPlaceOfOthers_data();
    void noHome_takesNoPlaceOfOthers();
    void fileSizeLimit_endsADownloadAndKeepsIt();
    void fewDescriptors_areSaid();
    void closedStreams_areNotTakenByOthers_data();
    void closedStreams_areNotTakenByOthers();
    void graphicalLibraries_areNotLoaded();
    void windowThatIsNotInstalled_isSaid();
    void librariesOfTheFolderOneStandsIn_areNotLoaded();
    void keysThatAreWritten_areSaid();

private:
    FerryResult runLimited(int resource, rlim_t limit, const QStringList &arguments) const;
    void takeHomeAway();
    /// Of this user, where there is no home.
    QString privatePlace() const { return m_ferry->home() + QStringLiteral("/ferry-%1").arg(::geteuid()); }

    std::unique_ptr<FerryProgram> m_ferry;
};

namespace {

QString text(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

} // namespace

void TestTerminalSurroundings::init()
{
    m_ferry = std::make_unique<FerryProgram>();
}

// Nobody can make anything below /proc, root included.
void TestTerminalSurroundings::takeHomeAway()
{
    m_ferry->setVariable("HOME", QStringLiteral("/proc/nobody"));
    for (const char *name : {"XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        m_ferry->setVariable(name, {});
}

FerryResult TestTerminalSurroundings::runLimited(int resource, rlim_t limit, const QStringList &arguments) const
{
    QProcess process;
    process.setChildProcessModifier([resource, limit] {
        const rlimit both = {limit, limit};
        ::setrlimit(decltype(RLIMIT_FSIZE)(resource), &both);
    });
    m_ferry->start(process, arguments);
    return FerryProgram::finish(process);
}

void TestTerminalSurroundings::noHome_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("download") << args("download", "-o", "got.bin");
    QTest::newRow("download to the temporary place") << args("download", "--temp");
    QTest::newRow("upload") << args("upload", "-F", "a=b");
}

void TestTerminalSurroundings::noHome()
{
    QFETCH(QStringList, command);
    takeHomeAway();
    RequestLog log;
    const ScriptedServer server(log.script(200, "content"));
    const FerryResult result = m_ferry->run(command + QStringList{text(server.url(QStringLiteral("/f.bin")))});
    QVERIFY2(result.exitCode == 0 && !result.err.contains("QSql"), result.err.constData());
    QCOMPARE(log.count(), 1);
    if (m_ferry->files().contains(QStringLiteral("got.bin")))
        QCOMPARE(fileContent(m_ferry->path(QStringLiteral("got.bin"))), "content");
    struct stat facts = {};
    QCOMPARE(::lstat(QFile::encodeName(privatePlace()).constData(), &facts), 0);
    QCOMPARE(facts.st_mode & 07777, mode_t(0700));
    QCOMPARE(QDir(privatePlace() + QStringLiteral("/transfers")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList());
}

void TestTerminalSurroundings::noHome_takesNoPlaceOfOthers_data()
{
    QTest::addColumn<bool>("link");
    QTest::newRow("open to others") << false;
    QTest::newRow("a link") << true;
}

// In a directory that all may write to, somebody may have made it first.
void TestTerminalSurroundings::noHome_takesNoPlaceOfOthers()
{
    QFETCH(bool, link);
    takeHomeAway();
    const QByteArray place = QFile::encodeName(privatePlace());
    const QByteArray other = QFile::encodeName(m_ferry->home() + QStringLiteral("/other"));
    QCOMPARE(::mkdir(other.constData(), 0700), 0);
    if (link) {
        QCOMPARE(::symlink(other.constData(), place.constData()), 0);
    } else {
        QCOMPARE(::mkdir(place.constData(), 0700), 0);
        QCOMPARE(::chmod(place.constData(), 0777), 0);
    }
    RequestLog log;
    const ScriptedServer server(log.script(200, "content"));
    const FerryResult result = m_ferry->run(args("download", "--retry", "0", text(server.url(QStringLiteral("/f")))));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("cannot be written") && !result.err.contains("QSql"), result.err.constData());
    for (const QByteArray &directory : {place, other})
        QCOMPARE(QDir(QFile::decodeName(directory)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

void TestTerminalSurroundings::fileSizeLimit_endsADownloadAndKeepsIt()
{
    constexpr int limit = 1'000'000;
    const QByteArray content = pattern(3 * limit);
    RequestLog log;
    const ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        const qint64 from = request.header("Range").mid(6).split('-').first().toLongLong();
        const QByteArray range = "Content-Range: bytes " + QByteArray::number(from) + '-' +
                                 QByteArray::number(content.size() - 1) + '/' + QByteArray::number(content.size());
        QList<QByteArray> head{"ETag: \"one\"", "Accept-Ranges: bytes"};
        if (from > 0)
            head.append(range);
        peer.reply(from > 0 ? 206 : 200, content.mid(from), head);
    }));
    const QStringList command = args("download", "--json", "--retry", "0", "--segments", "1", "-o", "got.bin",
                                     text(server.url(QStringLiteral("/f.bin"))));
    const FerryResult cut = runLimited(RLIMIT_FSIZE, limit, command);
    QCOMPARE(cut.exitCode, 1);
    const QJsonObject fail = cut.event("fail");
    QCOMPARE(fail.value(QStringLiteral("code")).toString(), QStringLiteral("target"));
    // Of the file that was asked for, and not of the one beside it in which the bytes lie.
    const QString message = fail.value(QStringLiteral("message")).toString();
    QVERIFY2(message.startsWith(QStringLiteral("“%1” cannot be written").arg(m_ferry->path(QStringLiteral("got.bin")))),
             qPrintable(message));
    QVERIFY2(!message.contains(QStringLiteral(".part")), qPrintable(message));
    QCOMPARE(m_ferry->files().size(), 2); // the part and its record

    const FerryResult whole = m_ferry->run(command);
    QVERIFY2(whole.exitCode == 0, whole.out.constData());
    QCOMPARE(m_ferry->files(), args("got.bin"));
    QVERIFY(fileContent(m_ferry->path(QStringLiteral("got.bin"))) == content);
    QVERIFY2(!log.at(log.count() - 1).header("Range").isEmpty(), "it started over");
}

void TestTerminalSurroundings::fewDescriptors_areSaid()
{
#ifdef FERRY_SANITIZED
    QSKIP("The sanitizer opens descriptors of its own, and takes what it cannot look at for broken.");
#endif
    RequestLog log;
    const ScriptedServer server(log.script(200, "content"));
    QByteArrayList said;
    // How many a start takes is not known; with one less than enough for a connection, that is what is missing.
    for (rlim_t most = 8; most <= 40; ++most) {
        const FerryResult result =
            runLimited(RLIMIT_NOFILE, most,
                       args("download", "--retry", "0", "-o", "got.bin", text(server.url(QStringLiteral("/f")))));
        if (result.exitCode == 0)
            break;
        QVERIFY2(!result.err.contains("Check that the server runs"), result.err.constData());
        said.append(result.err);
    }
    QVERIFY(QFile::exists(m_ferry->path(QStringLiteral("got.bin"))));
    QVERIFY2(said.join().contains("Too many files are open"), said.join().constData());
}

void TestTerminalSurroundings::closedStreams_areNotTakenByOthers_data()
{
    QTest::addColumn<QList<int>>("closed");
    QTest::addColumn<int>("code");
    QTest::newRow("none") << QList<int>{} << 0;
    QTest::newRow("input and messages") << QList<int>{0, 2} << 0;
    // As where it is full: the answers cannot be handed over.
    QTest::newRow("results") << QList<int>{1} << 1;
    QTest::newRow("all") << QList<int>{0, 1, 2} << 1;
}

void TestTerminalSurroundings::closedStreams_areNotTakenByOthers()
{
    QFETCH(QList<int>, closed);
    QFETCH(int, code);
    RequestLog log;
    const ScriptedServer server(log.script(200, "an answer"));
    QStringList command = args("upload", "--parallel", "1", text(server.url(QStringLiteral("/up"))));
    for (const char *name : {"1", "2", "3"})
        command << m_ferry->addFile(QString::fromLatin1(name), name);
    QProcess process;
    process.setChildProcessModifier([closed] {
        for (const int fd : closed)
            ::close(fd);
    });
    m_ferry->start(process, command);
    QCOMPARE(FerryProgram::finish(process).exitCode, code);
    QVERIFY(log.count() >= (code == 0 ? 3 : 1));
}

void TestTerminalSurroundings::graphicalLibraries_areNotLoaded()
{
    m_ferry->setVariable("LD_TRACE_LOADED_OBJECTS",
                         QStringLiteral("1")); // the loader lists them and ends; see ld.so(8)
    const FerryResult result = m_ferry->run({});
    QVERIFY2(result.out.contains("libQt6Core"), result.out.constData());
    QVERIFY2(!result.out.contains("libQt6Gui") && !result.out.contains("libQt6Widgets"), result.out.constData());
}

void TestTerminalSurroundings::windowThatIsNotInstalled_isSaid()
{
    const QString alone = m_ferry->path(QStringLiteral("ferry"));
    QVERIFY(QFile::copy(FerryProgram::program(), alone));
    QProcess process;
    process.setProgram(alone);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process.setProcessEnvironment(environment);
    process.start();
    const FerryResult result = FerryProgram::finish(process);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("libferry-window.so"), result.err.constData());
    QVERIFY2(result.err.contains("upload, download and serve work without it"), result.err.constData());
}

// An empty element of the run path is the folder that one stands in, where anybody may have laid a library.
void TestTerminalSurroundings::librariesOfTheFolderOneStandsIn_areNotLoaded()
{
    for (const char *name : {"libcurl.so.4", "libQt6Core.so.6", "libc.so.6", "libferry-window.so"})
        m_ferry->addFile(QLatin1String(name), "no library");
    const FerryResult result = m_ferry->run({QStringLiteral("--version")});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.err.isEmpty(), result.err.constData());
}

// libcurl writes them for whoever looks at a transfer with Wireshark; nobody shall come by that without knowing.
void TestTerminalSurroundings::keysThatAreWritten_areSaid()
{
    RequestLog log;
    const ScriptedServer server(log.script(200, "content"), TestCertificate::selfSigned());
    const QString keys = m_ferry->path(QStringLiteral("keys"));
    const QStringList command =
        args("download", "-q", "-k", "--temp", text(server.url(QStringLiteral("/f"))), text(server.url()));
    m_ferry->setVariable("SSLKEYLOGFILE", {});
    QVERIFY(!m_ferry->run(command).err.contains("SSLKEYLOGFILE"));
    m_ferry->setVariable("SSLKEYLOGFILE", keys);
    const FerryResult result = m_ferry->run(command);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.err.count("SSLKEYLOGFILE is set"), 1);
    QVERIFY2(result.err.contains("“" + keys.toUtf8() + "”"), result.err.constData());
    QVERIFY2(fileContent(keys).contains("CLIENT_"), fileContent(keys).constData());
}

QTEST_GUILESS_MAIN(TestTerminalSurroundings)
#include "tst_terminal_surroundings.moc"
