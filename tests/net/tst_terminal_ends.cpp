#include "tests/net/peers/FerryProgram.h"
#include "tests/support/RequestLog.h"
#include "tests/support/TestCertificate.h"

#include <QTest>

#include <atomic>
#include <csignal>

using namespace ferry;
using namespace ferry::test;

/// What is said when an item has ended, so that a person knows what happened and what they can do.
class TestTerminalEnds : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cancelledUpload_tellsIfAllWasSent_data();
    void cancelledUpload_tellsIfAllWasSent();
    void silence_namesTheOptionThatWaits_data();
    void silence_namesTheOptionThatWaits();
    void triesAreCounted_data();
    void triesAreCounted();
    void severalFiles_areNotOne();
    void oneByte_isSingular();
    void certificate_isNamed_data();
    void certificate_isNamed();
    void certificate_isNamedForItsOwnFaultsAlone();
    void rootsOfTheEnvironment_areTaken();
    void rootsOfTheEnvironment_thatCannotBeReadAreNamed();
    void pageByARedirect_isHeldForWhatWasAsked();
    void headerWithoutValue_isNoted();
    void unusableProxy_ofTheEnvironmentIsNamed();
    void pageThatCannotBeWritten_isAFail_data();
    void pageThatCannotBeWritten_isAFail();

private:
    std::unique_ptr<FerryProgram> m_ferry;
};

namespace {

QString text(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

} // namespace

void TestTerminalEnds::init()
{
    m_ferry = std::make_unique<FerryProgram>();
}

void TestTerminalEnds::cancelledUpload_tellsIfAllWasSent_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("told");
    QTest::newRow("all sent") << qint64(5) << true;
    QTest::newRow("in the middle") << qint64(64 * 1024 * 1024) << false;
}

void TestTerminalEnds::cancelledUpload_tellsIfAllWasSent()
{
    QFETCH(qint64, size);
    QFETCH(bool, told);
    std::atomic_bool reached = false;
    ScriptedServer server([&reached, told](ScriptPeer &peer) {
        const QByteArray got = told ? peer.readRequest() : peer.readHead();
        reached = !got.isEmpty();
        peer.stall();
    });
    m_ferry->addFile(QStringLiteral("a.bin"), QByteArray(size, 'x'));
    QProcess process;
    m_ferry->start(process, args("upload", text(server.url()), "a.bin"));
    QTRY_VERIFY_WITH_TIMEOUT(reached, 20000);
    ::kill(pid_t(process.processId()), SIGINT);
    const FerryResult result = FerryProgram::finish(process);
    QCOMPARE(result.exitCode, 130);
    QVERIFY2(result.err.startsWith("Cancelled: “a.bin”."), result.err.constData());
    QCOMPARE(result.err.contains("All of it had been sent, and the server may have taken it."), told);
}

void TestTerminalEnds::silence_namesTheOptionThatWaits_data()
{
    QTest::addColumn<QByteArray>("start"); ///< of the answer
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<bool>("named");
    const QByteArray half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
    QTest::newRow("download") << QByteArray() << args("download", "-o", "x") << true;
    QTest::newRow("upload") << QByteArray() << args("upload") << true;
    QTest::newRow("in the middle") << half << args("download", "-o", "x") << false;
}

void TestTerminalEnds::silence_namesTheOptionThatWaits()
{
    QFETCH(QByteArray, start);
    QFETCH(QStringList, command);
    QFETCH(bool, named);
    const ScriptedServer server([start](ScriptPeer &peer) {
        peer.readRequest();
        peer.send(start);
        peer.stall();
    });
    command += args("--timeout", "1", "--retry", "0", text(server.url()));
    if (command.first() == QLatin1String("upload"))
        command += m_ferry->addFile(QStringLiteral("a.txt"), "first");
    const FerryResult result = m_ferry->run(command);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("--answer-timeout SECONDS waits longer") == named, result.err.constData());
}

void TestTerminalEnds::triesAreCounted_data()
{
    QTest::addColumn<int>("status"); ///< 0: the connection breaks
    QTest::addColumn<int>("tries");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("refused twice") << 503 << 2 << QByteArray("Refused: “x”, 503 Scripted, after 2 tries.");
    QTest::newRow("broken three times") << 0 << 3 << QByteArray("It was tried 3 times.");
    QTest::newRow("refused once") << 503 << 1 << QByteArray("Refused: “x”, 503 Scripted.\n");
}

void TestTerminalEnds::triesAreCounted()
{
    QFETCH(int, status);
    QFETCH(int, tries);
    QFETCH(QByteArray, words);
    RequestLog log;
    const ScriptedServer server(log.script([status](ScriptPeer &peer, const SeenRequest &) {
        if (status == 0)
            peer.close();
        else
            peer.reply(status, "busy", {"Retry-After: 0"});
    }));
    const FerryResult result =
        m_ferry->run(args("download", "-o", "x", "--retry", QString::number(tries - 1), text(server.url())));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(log.count(), tries);
    QVERIFY2(result.err.contains(words), result.err.constData());
}

void TestTerminalEnds::severalFiles_areNotOne()
{
    RequestLog log;
    const ScriptedServer server(log.script(200));
    const QString url = text(server.url());
    for (const char *name : {"a%2.txt", "b.txt", "c.txt"})
        m_ferry->addFile(QString::fromLatin1(name), "abc");
    FerryResult result = m_ferry->run(args("upload", "--together", url, "a%2.txt", "b.txt", "c.txt"));
    QCOMPARE(result.err, QByteArray("Uploaded: “a%2.txt” and 2 more, 9 bytes, 200 Scripted.\n"));
    result = m_ferry->run(args("upload", "-F", "key=value", url, "b.txt"));
    QCOMPARE(result.err, QByteArray("Uploaded: “b.txt”, 3 bytes, 200 Scripted.\n"));
}

void TestTerminalEnds::oneByte_isSingular()
{
    RequestLog log;
    const ScriptedServer server(log.script(200, "x"));
    const FerryResult result = m_ferry->run(args("download", "-o", "one", text(server.url())));
    QCOMPARE(result.err, QByteArray("Downloaded: “one”, 1 byte.\n"));
}

void TestTerminalEnds::certificate_isNamed_data()
{
    QTest::addColumn<bool>("expired");
    QTest::addColumn<QByteArray>("wayOut");
    QTest::newRow("self-signed") << false << QByteArray("--cacert FILE trusts the roots in FILE; -k takes any");
    QTest::newRow("expired") << true << QByteArray("\n-k takes any certificate, for one run.\n");
}

void TestTerminalEnds::certificate_isNamed()
{
    QFETCH(bool, expired);
    QFETCH(QByteArray, wayOut);
    TestCertificate::Options options;
    if (expired) {
        options.validFromDays = -3;
        options.validToDays = -2;
    }
    const TestCertificate root = TestCertificate::authority();
    const TestCertificate own =
        expired ? TestCertificate::signedBy(root, options) : TestCertificate::selfSigned(options);
    const QString roots = m_ferry->addFile(QStringLiteral("root.pem"), root.pem());
    const ScriptedServer server([](ScriptPeer &) {}, own);
    const QStringList command = args("download", "--cacert", roots, text(server.url()));
    const QByteArray words = "The SHA-256 fingerprint of its certificate is " + own.sha256().toHex(':').toUpper() + '.';
    const FerryResult plain = m_ferry->run(command);
    QCOMPARE(plain.exitCode, 1);
    QVERIFY2(plain.err.contains(words) && plain.err.contains(wayOut), plain.err.constData());
    const QJsonObject fail = m_ferry->run(command + args("--json")).event("fail");
    const QString message = fail.value(QStringLiteral("message")).toString();
    QVERIFY2(message.endsWith(QString::fromLatin1(words)), qPrintable(message));
}

void TestTerminalEnds::certificate_isNamedForItsOwnFaultsAlone()
{
    const TestCertificate root = TestCertificate::authority();
    const ScriptedServer server(
        [](ScriptPeer &peer) {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
        },
        TestCertificate::signedBy(root));
    const QString roots = m_ferry->addFile(QStringLiteral("root.pem"), root.pem());
    const FerryResult result = m_ferry->run(args("download", "--cacert", roots, text(server.url())));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(!result.err.contains("certificate"), result.err.constData());
}

void TestTerminalEnds::rootsOfTheEnvironment_areTaken()
{
    const TestCertificate root = TestCertificate::authority();
    RequestLog log;
    const ScriptedServer server(log.script(200, "content"), TestCertificate::signedBy(root));
    m_ferry->setVariable("SSL_CERT_FILE", m_ferry->addFile(QStringLiteral("root.pem"), root.pem()));
    const FerryResult result = m_ferry->run(args("download", "-o", "got", text(server.url())));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(m_ferry->files().contains(QStringLiteral("got")));
}

void TestTerminalEnds::rootsOfTheEnvironment_thatCannotBeReadAreNamed()
{
    RequestLog log;
    const ScriptedServer server(log.script(200, "content"), TestCertificate::selfSigned());
    m_ferry->setVariable("SSL_CERT_FILE", QStringLiteral("/no/such/roots.pem"));
    const FerryResult result = m_ferry->run(args("download", text(server.url(QStringLiteral("/f")))));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("The certificates in “/no/such/roots.pem” cannot be read. SSL_CERT_FILE in the "
                                 "environment names that file."),
             result.err.constData());
    QCOMPARE(log.count(), 0);
}

void TestTerminalEnds::pageByARedirect_isHeldForWhatWasAsked()
{
    RequestLog log;
    const ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/login.html")
            peer.reply(200, "<html>Sign in</html>", {"Content-Type: text/html"});
        else
            peer.reply(302, {}, {"Location: /login.html"});
    }));
    const FerryResult result = m_ferry->run(args("download", text(server.url(QStringLiteral("/app.zip")))));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.startsWith("Held: an HTML page came in place of “app.zip”. It lies in "),
             result.err.constData());
    QCOMPARE(m_ferry->files(), QStringList());
}

void TestTerminalEnds::headerWithoutValue_isNoted()
{
    RequestLog log;
    const ScriptedServer server(log.script(200, "x"));
    const FerryResult result = m_ferry->run(args("download", "-H", "Accept:", "-o", "x", text(server.url())));
    QCOMPARE(result.exitCode, 0);
    QVERIFY(log.at(0).head.contains("\r\nAccept: */*\r\n"));
    QVERIFY2(result.err.contains("“Accept:” has no value and is left out; what Ferry sends by itself stays."),
             result.err.constData());
}

void TestTerminalEnds::unusableProxy_ofTheEnvironmentIsNamed()
{
    m_ferry->setVariable("http_proxy", QStringLiteral("garbage://x"));
    const FerryResult result = m_ferry->run(args("download", "--retry", "0", "http://server.test/x"));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("cannot be used. http_proxy in the environment names it."), result.err.constData());
}

void TestTerminalEnds::pageThatCannotBeWritten_isAFail_data()
{
    QTest::addColumn<QString>("page");
    QTest::newRow("help") << QStringLiteral("--help");
    QTest::newRow("version") << QStringLiteral("--version");
    QTest::newRow("where the server is") << QStringLiteral("serve");
}

void TestTerminalEnds::pageThatCannotBeWritten_isAFail()
{
    QFETCH(QString, page);
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    m_ferry->start(process, {page});
    const FerryResult result = FerryProgram::finish(process);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("Standard output cannot be written"), result.err.constData());
}

QTEST_GUILESS_MAIN(TestTerminalEnds)
#include "tst_terminal_ends.moc"
