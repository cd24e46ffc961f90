#include "tests/net/peers/FerryProgram.h"
#include "tests/net/peers/Peer.h"
#include "tests/net/RawClient.h"
#include "tests/support/TestCertificate.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace ferry::test;

/// `ferry serve` as a script meets it: its address first, a line for each request, its end.
class TestTerminalServe : public QObject
{
    Q_OBJECT

private slots:
    void addressIsTheFirstLine();
    void jsonEvents();
    void jsonHasNoControlCharacters();
    void rootIsKept();
    void temporaryRootIsGoneAfter();
    void takenPortIsSaid();
    void wrongRootIsSaid();
    void overTls();
    void wrongTlsFilesAreSaid();

private:
    QByteArray startServer(QProcess &process, const QStringList &options);
    QByteArray nextLine(QProcess &process);
    int stop(QProcess &process, int signal = SIGINT);

    FerryProgram m_ferry;
};

QByteArray TestTerminalServe::nextLine(QProcess &process)
{
    while (!process.canReadLine() && process.waitForReadyRead(10000)) {
    }
    return process.readLine();
}

QByteArray TestTerminalServe::startServer(QProcess &process, const QStringList &options)
{
    m_ferry.start(process, args("serve") + options);
    return nextLine(process);
}

int TestTerminalServe::stop(QProcess &process, int signal)
{
    ::kill(pid_t(process.processId()), signal);
    if (!process.waitForFinished(10000) || process.exitStatus() != QProcess::NormalExit)
        return -1;
    return process.exitCode();
}

void TestTerminalServe::addressIsTheFirstLine()
{
    QProcess server;
    const QByteArray address = startServer(server, {}).trimmed();
    QVERIFY2(address.startsWith("http://127.0.0.1:") && address.endsWith('/'), address.constData());
    m_ferry.addFile(QStringLiteral("a.txt"), "first");
    const FerryResult up = m_ferry.run(args("upload", QString::fromUtf8(address) + QStringLiteral("upload"), "a.txt"));
    QVERIFY2(up.exitCode == 0, up.err.constData());
    const QByteArray log = nextLine(server);
    QVERIFY2(log.contains("POST /upload") && log.contains("200"), log.constData());
    QCOMPARE(stop(server), 0);
}

void TestTerminalServe::jsonEvents()
{
    QProcess server;
    const QJsonObject listening = QJsonDocument::fromJson(startServer(server, args("--json"))).object();
    QCOMPARE(listening.keys(), args("event", "url"));
    QCOMPARE(listening.value(QStringLiteral("event")).toString(), QStringLiteral("listening"));
    const QString url = listening.value(QStringLiteral("url")).toString();
    const FerryResult down = m_ferry.run(args("download", "--json", url + QStringLiteral("files/none")));
    QCOMPARE(down.exitCode, 1);
    const QJsonObject request = QJsonDocument::fromJson(nextLine(server)).object();
    QCOMPARE(request.keys(), args("bytesIn", "bytesOut", "event", "method", "milliseconds", "path", "status"));
    QCOMPARE(request.value(QStringLiteral("event")).toString(), QStringLiteral("request"));
    QCOMPARE(request.value(QStringLiteral("method")).toString(), QStringLiteral("GET"));
    QCOMPARE(request.value(QStringLiteral("path")).toString(), QStringLiteral("/files/none"));
    QCOMPARE(request.value(QStringLiteral("status")).toInt(), 404);
    QVERIFY(request.value(QStringLiteral("bytesOut")).toInteger() > 0);
    QCOMPARE(stop(server, SIGTERM), 0);
}

// In the log, which the terminal writes, and in the server's own answers.
void TestTerminalServe::jsonHasNoControlCharacters()
{
    QProcess server;
    const QJsonObject listening = QJsonDocument::fromJson(startServer(server, args("--json"))).object();
    RawClient client(quint16(QUrl(listening.value(QStringLiteral("url")).toString()).port()));
    const QString steering = QStringLiteral("\u009b31m\u0080é");
    const RawAnswer answer = client.ask("POST /try/echo", "X-Name: " + steering.toUtf8() + "\r\n");
    QCOMPARE(answer.status, 200);
    QVERIFY2(answer.body.contains("\"\\u009b31m\\u0080é\""), answer.body.constData());
    QVERIFY(!QJsonDocument::fromJson(answer.body).isNull());
    nextLine(server);
    client.ask("GET /files/%C2%9B31m%C2%80%C3%A9%7F");
    const QByteArray log = nextLine(server);
    QVERIFY2(log.contains("/files/\\u009b31m\\u0080é\\u007f\""), log.constData());
    QCOMPARE(QJsonDocument::fromJson(log).object().value(QStringLiteral("path")).toString(),
             QStringLiteral("/files/") + steering + u'\x7f');
    QCOMPARE(stop(server), 0);
}

void TestTerminalServe::rootIsKept()
{
    QDir(m_ferry.directory()).mkdir(QStringLiteral("root"));
    QProcess server;
    const QString url = QString::fromUtf8(startServer(server, args("--root", "root")).trimmed());
    m_ferry.addFile(QStringLiteral("b.txt"), "second");
    QCOMPARE(m_ferry.run(args("upload", "-T", "b.txt", url + QStringLiteral("files/c.txt"))).exitCode, 0);
    QCOMPARE(stop(server), 0);
    QCOMPARE(fileContent(m_ferry.path(QStringLiteral("root/c.txt"))), QByteArray("second"));
}

void TestTerminalServe::temporaryRootIsGoneAfter()
{
    QProcess server;
    startServer(server, {});
    server.setReadChannel(QProcess::StandardError);
    const QString said = QString::fromUtf8(nextLine(server));
    const QString directory = said.section(QStringLiteral(" kept in "), 1).section(QStringLiteral(". Ctrl-C"), 0, 0);
    QVERIFY2(QDir(directory).exists() && QDir::isAbsolutePath(directory), qPrintable(said));
    QCOMPARE(stop(server), 0);
    QVERIFY(!QDir(directory).exists());
}

void TestTerminalServe::takenPortIsSaid()
{
    QProcess server;
    const QString url = QString::fromUtf8(startServer(server, {}).trimmed());
    const FerryResult second = m_ferry.run(args("serve", "--port", QString::number(QUrl(url).port())), 10000);
    QCOMPARE(second.exitCode, 1);
    QVERIFY2(second.err.contains("cannot start"), second.err.constData());
    QCOMPARE(stop(server), 0);
}

void TestTerminalServe::wrongRootIsSaid()
{
    m_ferry.addFile(QStringLiteral("file"), "x");
    const FerryResult result = m_ferry.run(args("serve", "--root", "file"), 10000);
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.out, QByteArray());
    QVERIFY(!result.err.isEmpty());
}

void TestTerminalServe::overTls()
{
    const ferry::TestCertificate certificate = ferry::TestCertificate::selfSigned();
    m_ferry.addFile(QStringLiteral("server.pem"), certificate.pem() + certificate.keyPem());
    m_ferry.addFile(QStringLiteral("root.pem"), certificate.pem());
    m_ferry.addFile(QStringLiteral("tls.txt"), "over TLS");
    QProcess server;
    const QString url = QString::fromUtf8(startServer(server, args("--tls-cert", "server.pem")).trimmed());
    QVERIFY2(url.startsWith(QStringLiteral("https://127.0.0.1:")), qPrintable(url));
    const FerryResult up =
        m_ferry.run(args("upload", "--json", "--cacert", "root.pem", url + QStringLiteral("upload"), "tls.txt"));
    QVERIFY2(up.exitCode == 0, up.err.constData());
    const FerryResult down =
        m_ferry.run(args("download", "--cacert", "root.pem", "-o", "back.txt", url + QStringLiteral("files/tls.txt")));
    QVERIFY2(down.exitCode == 0, down.err.constData());
    QCOMPARE(fileContent(m_ferry.path(QStringLiteral("back.txt"))), QByteArray("over TLS"));
    const FerryResult untrusted = m_ferry.run(args("download", url + QStringLiteral("files/tls.txt")));
    QCOMPARE(untrusted.exitCode, 1);
    QCOMPARE(stop(server), 0);
}

void TestTerminalServe::wrongTlsFilesAreSaid()
{
    const FerryResult missing = m_ferry.run(args("serve", "--tls-cert", "nowhere.pem"), 10000);
    QCOMPARE(missing.exitCode, 1);
    QVERIFY2(missing.err.contains("nowhere.pem"), missing.err.constData());
    const FerryResult alone = m_ferry.run(args("serve", "--tls-key", "server.pem"), 10000);
    QCOMPARE(alone.exitCode, 2);
    QVERIFY2(alone.err.contains("--tls-cert"), alone.err.constData());
}

QTEST_GUILESS_MAIN(TestTerminalServe)
#include "tst_terminal_serve.moc"
