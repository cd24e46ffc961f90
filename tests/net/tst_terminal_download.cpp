#include "tests/net/peers/FerryProgram.h"
#include "tests/net/peers/Peer.h"
#include "tests/support/PieceServer.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <sys/stat.h>
#include <sys/xattr.h>

using namespace ferry::test;

/// `ferry download` against a server in Node: where the bytes end up, and where they do not.
class TestTerminalDownload : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void savesUnderTheServersName_data();
    void savesUnderTheServersName();
    void neverOverAnExistingFile();
    void outputNamesTheFile();
    void outputOverAnExistingFileTakesTheNextName();
    void outputIntoADirectory();
    void directoryOption();
    void saveFile_tempFileIsGoneAfter();
    void downloadFile_tempFilePath();
    void severalAddresses();
    void wholeOrNothing_data();
    void wholeOrNothing();
    void checksum_data();
    void checksum();
    void refusedIsNoFile();
    void htmlIsHeld();
    void anyTypeSavesHtml();
    void htmlUnderItsNameIsSaved();
    void redirects();
    void unknownLength();
    void wrongPlaces_data();
    void wrongPlaces();
    void modeByUmask();
    void originIsNotedUnlessTheSettingsSayNo();
    void segments();

private:
    QString url(const QString &query) const { return m_node.url(QStringLiteral("/get?") + query); }

    std::unique_ptr<FerryProgram> m_ferry;
    NodeReceiver m_node;
};

void TestTerminalDownload::initTestCase()
{
    if (!m_node.start())
        QSKIP(qPrintable(m_node.error()));
}

void TestTerminalDownload::init()
{
    m_ferry = std::make_unique<FerryProgram>();
}

void TestTerminalDownload::savesUnderTheServersName_data()
{
    QTest::addColumn<QString>("disposition");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QStringLiteral("attachment; filename=\"a b.bin\"") << QStringLiteral("a b.bin");
    QTest::newRow("utf-8") << QStringLiteral("attachment; filename*=UTF-8''%E5%90%8D.bin") << QStringLiteral("名.bin");
    QTest::newRow("climbing") << QStringLiteral("attachment; filename=\"../../evil.bin\"")
                              << QStringLiteral("evil.bin");
    QTest::newRow("from the address") << QString() << QStringLiteral("get");
}

void TestTerminalDownload::savesUnderTheServersName()
{
    QFETCH(QString, disposition);
    QFETCH(QString, expected);
    const QString query =
        QStringLiteral("size=300000&disposition=") + QString::fromLatin1(QUrl::toPercentEncoding(disposition));
    const FerryResult result = m_ferry->run(args("download", url(query)));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(m_ferry->files(), QStringList(expected));
    QCOMPARE(fileContent(m_ferry->path(expected)), pattern(300000));
    QCOMPARE(QFileInfo(QString::fromUtf8(result.out.chopped(1))), QFileInfo(m_ferry->path(expected)));
    QVERIFY(result.out.endsWith('\n'));
    QVERIFY2(result.err.contains(expected.toUtf8()), result.err.constData());
}

void TestTerminalDownload::neverOverAnExistingFile()
{
    m_ferry->addFile(QStringLiteral("get"), "mine");
    QCOMPARE(m_ferry->run(args("download", url(QStringLiteral("text=a")))).exitCode, 0);
    const FerryResult result = m_ferry->run(args("download", url(QStringLiteral("text=b"))));
    QCOMPARE(m_ferry->files(), args("get", "get (1)", "get (2)"));
    QCOMPARE(fileContent(m_ferry->path(QStringLiteral("get"))), QByteArray("mine"));
    QCOMPARE(fileContent(m_ferry->path(QStringLiteral("get (2)"))), QByteArray("b"));
    QVERIFY(result.out.endsWith("/get (2)\n"));
}

void TestTerminalDownload::outputNamesTheFile()
{
    const FerryResult result = m_ferry->run(args("download", "-o", "x.bin", url(QStringLiteral("text=a"))));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(m_ferry->files(), args("x.bin"));
    QDir(m_ferry->directory()).mkdir(QStringLiteral("d"));
    QCOMPARE(m_ferry->run(args("download", "-d", "d", "-o", "y.bin", url(QStringLiteral("text=a")))).exitCode, 0);
    QCOMPARE(fileContent(m_ferry->path(QStringLiteral("d/y.bin"))), QByteArray("a"));
}

void TestTerminalDownload::outputOverAnExistingFileTakesTheNextName()
{
    m_ferry->addFile(QStringLiteral("x.bin"), "mine");
    const FerryResult result = m_ferry->run(args("download", "-o", "x.bin", url(QStringLiteral("text=a"))));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(fileContent(m_ferry->path(QStringLiteral("x.bin"))), QByteArray("mine"));
    QVERIFY2(result.out.endsWith("/x (1).bin\n"), result.out.constData());
    QCOMPARE(fileContent(m_ferry->path(QStringLiteral("x (1).bin"))), QByteArray("a"));
}

void TestTerminalDownload::outputIntoADirectory()
{
    QDir(m_ferry->directory()).mkdir(QStringLiteral("d"));
    const FerryResult result =
        m_ferry->run(args("download", "-o", "d", url(QStringLiteral("text=a")), url(QStringLiteral("text=b"))));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(QDir(m_ferry->path(QStringLiteral("d"))).entryList(QDir::Files, QDir::Name), args("get", "get (1)"));
}

void TestTerminalDownload::directoryOption()
{
    QDir(m_ferry->directory()).mkpath(QStringLiteral("d/e"));
    QCOMPARE(m_ferry->run(args("download", "-d", "d/e", url(QStringLiteral("text=a")))).exitCode, 0);
    QCOMPARE(fileContent(m_ferry->path(QStringLiteral("d/e/get"))), QByteArray("a"));
}

// Product: saveFile moves the temporary file; its path is gone after.
void TestTerminalDownload::saveFile_tempFileIsGoneAfter()
{
    QCOMPARE(m_ferry->run(args("download", url(QStringLiteral("size=100000")))).exitCode, 0);
    QCOMPARE(m_ferry->leftBehind(), QStringList());
    QCOMPARE(m_ferry->files(), args("get"));
}

// Product: downloadFile gives a tempFilePath.
void TestTerminalDownload::downloadFile_tempFilePath()
{
    const FerryResult result = m_ferry->run(args("download", "--temp", url(QStringLiteral("size=100000"))));
    QCOMPARE(result.exitCode, 0);
    const QString path = QString::fromUtf8(result.out.trimmed());
    QCOMPARE(fileContent(path), pattern(100000));
    QCOMPARE(m_ferry->files(), QStringList());
    QCOMPARE(QFileInfo(path).dir().entryList(QDir::Files).size(), 1);
    struct stat status = {};
    ::stat(qPrintable(QFileInfo(path).path()), &status);
    QCOMPARE(int(status.st_mode & 0777), 0700);

    const FerryResult json =
        m_ferry->run(args("download", "--temp", "--json", "--profile-dir", "p", url(QStringLiteral("text=abc"))));
    const QJsonObject success = json.event("success");
    QVERIFY(!success.contains(QStringLiteral("savedFilePath")));
    const QString kept = success.value(QStringLiteral("tempFilePath")).toString();
    QCOMPARE(fileContent(kept), QByteArray("abc"));
    QVERIFY2(kept.startsWith(m_ferry->path(QStringLiteral("p/"))), qPrintable(kept));
}

void TestTerminalDownload::severalAddresses()
{
    const FerryResult result = m_ferry->run(args(
        "download", url(QStringLiteral("text=a&disposition=attachment;filename=a")),
        url(QStringLiteral("status=404&text=no")), url(QStringLiteral("text=c&disposition=attachment;filename=c"))));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(m_ferry->files(), args("a", "c"));
    QCOMPARE(result.out.count('\n'), 2);
}

// Until it is whole the target's name does not exist.
void TestTerminalDownload::wholeOrNothing_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("code");
    QTest::newRow("cut") << QStringLiteral("size=100000&cut=5000") << QStringLiteral("network");
    QTest::newRow("cut without length") << QStringLiteral("size=100000&cut=5000&nolength") << QStringLiteral("network");
    QTest::newRow("silent half-way") << QStringLiteral("size=100000&hang=5000") << QStringLiteral("timeout");
}

void TestTerminalDownload::wholeOrNothing()
{
    QFETCH(QString, query);
    QFETCH(QString, code);
    const FerryResult result =
        m_ferry->run(args("download", "--json", "--retry", "0", "--timeout", "1", "-o", "x.bin", url(query)));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), code);
    QCOMPARE(m_ferry->files(), QStringList());
    QCOMPARE(m_ferry->leftBehind(), QStringList());
}

void TestTerminalDownload::checksum_data()
{
    QTest::addColumn<QString>("sum");
    QTest::addColumn<bool>("right");
    QTest::newRow("sha256") << QStringLiteral("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                            << true;
    QTest::newRow("sha1, capitals") << QStringLiteral("sha1:A9993E364706816ABA3E25717850C26C9CD0D89D") << true;
    QTest::newRow("md5") << QStringLiteral("md5:900150983cd24fb0d6963f7d28e17f72") << true;
    QTest::newRow("sha512") << QStringLiteral("sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                                              "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
                            << true;
    QTest::newRow("wrong") << QStringLiteral("md5:900150983cd24fb0d6963f7d28e17f73") << false;
}

void TestTerminalDownload::checksum()
{
    QFETCH(QString, sum);
    QFETCH(bool, right);
    const FerryResult result =
        m_ferry->run(args("download", "--json", "--checksum", sum, url(QStringLiteral("text=abc"))));
    QCOMPARE(result.exitCode, right ? 0 : 1);
    QCOMPARE(m_ferry->files(), right ? args("get") : QStringList());
    if (!right)
        QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("checksum"));
}

void TestTerminalDownload::refusedIsNoFile()
{
    const FerryResult result =
        m_ferry->run(args("download", "-o", "x", url(QStringLiteral("status=404&text=not%20here"))));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.contains("404") && result.err.contains("not here"), result.err.constData());
    QCOMPARE(m_ferry->files(), QStringList());
}

void TestTerminalDownload::htmlIsHeld()
{
    const QString query =
        QStringLiteral("type=text/html&text=<html>log in</html>&disposition=attachment;filename=a.zip");
    const FerryResult result = m_ferry->run(args("download", "--json", url(query)));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(m_ferry->files(), QStringList());
    const QJsonObject success = result.event("success");
    QCOMPARE(success.value(QStringLiteral("ok")).toBool(true), false);
    QCOMPARE(success.value(QStringLiteral("warning")).toString(), QStringLiteral("html"));
    QVERIFY(!success.contains(QStringLiteral("savedFilePath")));
    // The page is there to be looked at.
    QCOMPARE(fileContent(success.value(QStringLiteral("tempFilePath")).toString()), QByteArray("<html>log in</html>"));
    QCOMPARE(result.order(1), args("queued", "headers", "progress", "success", "complete"));

    const FerryResult plain = m_ferry->run(args("download", url(query)));
    QCOMPARE(plain.exitCode, 1);
    QCOMPARE(plain.out, QByteArray());
    QVERIFY2(plain.err.contains("HTML") && plain.err.contains("--any-type"), plain.err.constData());
}

void TestTerminalDownload::anyTypeSavesHtml()
{
    const QString query = QStringLiteral("type=text/html&text=<html></html>&disposition=attachment;filename=a.zip");
    QCOMPARE(m_ferry->run(args("download", "--any-type", url(query))).exitCode, 0);
    QCOMPARE(m_ferry->files(), args("a.zip"));
}

void TestTerminalDownload::htmlUnderItsNameIsSaved()
{
    const QString query = QStringLiteral("type=text/html&text=<html></html>&disposition=attachment;filename=a.html");
    QCOMPARE(m_ferry->run(args("download", url(query))).exitCode, 0);
    QCOMPARE(m_ferry->files(), args("a.html"));
}

void TestTerminalDownload::redirects()
{
    const QString target = QStringLiteral("/get?text=moved");
    const QString redirect =
        m_node.url(QStringLiteral("/redirect?to=") + QString::fromLatin1(QUrl::toPercentEncoding(target)));
    const FerryResult result = m_ferry->run(args("download", "--json", redirect));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.event("headers").value(QStringLiteral("url")).toString(), m_node.url(target));
    QCOMPARE(result.event("headers").value(QStringLiteral("statusCode")).toInt(), 200);
    QCOMPARE(fileContent(m_ferry->path(QStringLiteral("get"))), QByteArray("moved"));

    const QString twice =
        m_node.url(QStringLiteral("/redirect?to=") + QString::fromLatin1(QUrl::toPercentEncoding(redirect)));
    QCOMPARE(m_ferry->run(args("download", "--max-redirs", "2", "-o", "twice", twice)).exitCode, 0);
    QVERIFY(QFile::remove(m_ferry->path(QStringLiteral("twice"))));

    for (const QStringList &options : {args("--max-redirs", "0", redirect), args("--max-redirs", "1", twice),
                                       args(m_node.url(QStringLiteral("/loop"))),
                                       args(m_node.url(QStringLiteral("/redirect?to=file:///etc/passwd")))}) {
        const FerryResult refused = m_ferry->run(args("download", "--json") + options);
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("redirect"));
    }
    QCOMPARE(m_ferry->files(), args("get"));
}

void TestTerminalDownload::unknownLength()
{
    const FerryResult result = m_ferry->run(args("download", "--json", url(QStringLiteral("size=200000&nolength"))));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(fileContent(m_ferry->path(QStringLiteral("get"))), pattern(200000));
}

void TestTerminalDownload::wrongPlaces_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("no such directory") << args("-d", "nowhere");
    QTest::newRow("-o below nothing") << args("-o", "nowhere/x");
    QTest::newRow("a file as directory") << args("-d", "file");
    QTest::newRow("-o below a file") << args("-o", "file/x");
    QTest::newRow("one name, two addresses") << args("-o", "x", "http://127.0.0.1:1/");
    QTest::newRow("roots are missing") << args("--cacert", "nowhere.pem");
    QTest::newRow("roots are none") << args("--cacert", "file");
    QTest::newRow("roots are a directory") << args("--cacert", ".");
}

void TestTerminalDownload::wrongPlaces()
{
    QFETCH(QStringList, options);
    m_ferry->addFile(QStringLiteral("file"), "x");
    const int before = m_node.seen().value(QStringLiteral("requests")).toInt();
    const FerryResult result = m_ferry->run(args("download", "--json", url(QStringLiteral("text=a"))) + options);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY(!result.err.isEmpty());
    QCOMPARE(m_node.seen().value(QStringLiteral("requests")).toInt(), before);
    QCOMPARE(m_ferry->files(), args("file"));
}

void TestTerminalDownload::modeByUmask()
{
    const mode_t before = ::umask(027);
    const FerryResult result = m_ferry->run(args("download", url(QStringLiteral("text=a"))));
    ::umask(before);
    QCOMPARE(result.exitCode, 0);
    struct stat status = {};
    QCOMPARE(::stat(qPrintable(m_ferry->path(QStringLiteral("get"))), &status), 0);
    QCOMPARE(int(status.st_mode & 0777), 0640);
}

void TestTerminalDownload::originIsNotedUnlessTheSettingsSayNo()
{
    const QString settings = m_ferry->addFile(QStringLiteral("ferry.ini"), "[transfers]\nnoteOrigin=false\n");
    if (::setxattr(QFile::encodeName(settings).constData(), "user.test", "1", 1, 0) != 0)
        QSKIP("the file system keeps no attributes");
    const auto isNoted = [this](const QString &name) {
        return ::getxattr(QFile::encodeName(m_ferry->path(name)).constData(), "user.xdg.origin.url", nullptr, 0) > 0;
    };
    QCOMPARE(m_ferry->run(args("download", "-o", "noted", url(QStringLiteral("size=10")))).exitCode, 0);
    QVERIFY(isNoted(QStringLiteral("noted")));
    QCOMPARE(
        m_ferry->run(args("download", "--profile-dir", ".", "-o", "plain", url(QStringLiteral("size=10")))).exitCode,
        0);
    QVERIFY(QFile::exists(m_ferry->path(QStringLiteral("plain"))));
    QVERIFY(!isNoted(QStringLiteral("plain")));
}

void TestTerminalDownload::segments()
{
    ferry::PieceServer server(6 * 1024 * 1024);
    const FerryResult result =
        m_ferry->run(args("download", "--json", "--segments", "3", "-x", "", server.url().toString()));
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.out.contains(server.sha256()));
    QVERIFY(server.pieces() >= 2);
}

QTEST_GUILESS_MAIN(TestTerminalDownload)
#include "tst_terminal_download.moc"
