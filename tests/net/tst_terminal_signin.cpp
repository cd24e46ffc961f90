#include "tests/net/peers/FerryProgram.h"
#include "tests/support/DigestGuard.h"
#include "tests/support/RequestLog.h"
#include "tests/support/TestProxy.h"

#include <QTest>

using namespace ferry;
using namespace ferry::test;

/// -u, --oauth2-bearer and -x against servers and proxies that look closely, and what a script reads of it.
class TestTerminalSignIn : public QObject
{
    Q_OBJECT

private slots:
    void user_answersDigest_data();
    void user_answersDigest();
    void user_wrongPasswordIsARefusal();
    void user_mayBeAPasswordAlone_data();
    void user_mayBeAPasswordAlone();
    void user_isForTheFirstOriginOnly();
    void user_thatWasNotSentIsNotTurnedAway();
    void bearer_isSent();
    void proxy_ofEveryKind_data();
    void proxy_ofEveryKind();
    void proxy_refusalIsAFail_data();
    void proxy_refusalIsAFail();
    void proxy_passwordThatIsNotTaken_isSaid_data();
    void proxy_passwordThatIsNotTaken_isSaid();
    void proxy_failuresAreSaidInOwnWords_data();
    void proxy_failuresAreSaidInOwnWords();
    void certificate_faultIsSaid();
    void codedBytes_areSaid();

private:
    FerryProgram m_ferry;
};

namespace {

QString text(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

} // namespace

void TestTerminalSignIn::user_answersDigest_data()
{
    QTest::addColumn<bool>("upload");
    QTest::newRow("download") << false;
    QTest::newRow("upload") << true;
}

void TestTerminalSignIn::user_answersDigest()
{
    QFETCH(bool, upload);
    DigestGuard guard;
    guard.algorithm = "SHA-256";
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &request) {
        if (guard.fault(request.header("Authorization"), request.method(), request.path()).isEmpty())
            peer.reply(200, "content");
        else
            peer.reply(401, "who", {"WWW-Authenticate: " + guard.challenge()});
    }));
    const QString url = text(server.url(QStringLiteral("/file.txt")));
    m_ferry.addFile(QStringLiteral("a.txt"), "first");
    const FerryResult result = upload ? m_ferry.run(args("upload", "--json", "-u", "me:hush", url, "a.txt"))
                                      : m_ferry.run(args("download", "--json", "-u", "me:hush", "-o", "got.txt", url));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(log.count(), 2);
    QStringList order = result.order(1); // the question is between the program and the server
    order.removeAll(QStringLiteral("progress"));
    QCOMPARE(order, (QStringList{QStringLiteral("queued"), QStringLiteral("headers"), QStringLiteral("success"),
                                 QStringLiteral("complete")}));
    QCOMPARE(result.event("headers").value(QStringLiteral("statusCode")).toInt(), 200);
    QVERIFY(result.event("success").value(QStringLiteral("ok")).toBool());
    QVERIFY(!result.out.contains("hush") && !result.err.contains("hush"));
}

void TestTerminalSignIn::user_wrongPasswordIsARefusal()
{
    const DigestGuard guard;
    RequestLog log;
    ScriptedServer server(log.script(401, "wrong", {"WWW-Authenticate: " + guard.challenge()}));
    const FerryResult result = m_ferry.run(args("download", "--json", "-u", "me:guess", text(server.url())));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(log.count(), 2);
    const QJsonObject success = result.event("success");
    QCOMPARE(success.value(QStringLiteral("statusCode")).toInt(), 401);
    QCOMPARE(success.value(QStringLiteral("ok")).toBool(true), false);
    QCOMPARE(success.value(QStringLiteral("data")).toString(), QStringLiteral("wrong"));
}

void TestTerminalSignIn::user_mayBeAPasswordAlone_data()
{
    QTest::addColumn<bool>("inAddress");
    QTest::newRow("address") << true;
    QTest::newRow("-u") << false;
}

// As tokens are given.
void TestTerminalSignIn::user_mayBeAPasswordAlone()
{
    QFETCH(bool, inAddress);
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    QUrl url = server.url(QStringLiteral("/f"));
    if (inAddress)
        url.setUserInfo(QStringLiteral(":t0ken"));
    QStringList command = args("download", "-o", "alone.txt", text(url));
    if (!inAddress)
        command += args("-u", ":t0ken");
    QCOMPARE(m_ferry.run(command).exitCode, 0);
    QCOMPARE(log.at(0).header("Authorization"), "Basic " + QByteArray(":t0ken").toBase64());
}

void TestTerminalSignIn::user_isForTheFirstOriginOnly()
{
    RequestLog log;
    ScriptedServer away(log.script(200, "x"));
    ScriptedServer home(log.script(302, {}, {"Location: " + away.url(QStringLiteral("/f")).toEncoded()}));
    const FerryResult result =
        m_ferry.run(args("download", "-u", "me:hush", "-H", "X-Api-Key: k3y", "-o", "away.txt", text(home.url())));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(log.at(0).header("Authorization"), "Basic " + QByteArray("me:hush").toBase64());
    QVERIFY(log.at(1).header("Authorization").isNull());
    QVERIFY(log.at(1).header("X-Api-Key").isNull());
}

void TestTerminalSignIn::user_thatWasNotSentIsNotTurnedAway()
{
    RequestLog log;
    ScriptedServer away(log.script(401, "who", {"WWW-Authenticate: Basic realm=\"away\""}));
    ScriptedServer home(log.script(302, {}, {"Location: " + away.url(QStringLiteral("/f")).toEncoded()}));
    const FerryResult result = m_ferry.run(args("download", "-u", "me:hush", text(home.url())));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("401") && !result.err.contains("not taken"), result.err.constData());
}

void TestTerminalSignIn::bearer_isSent()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    const FerryResult result =
        m_ferry.run(args("download", "--oauth2-bearer", "t0ken", "-o", "bearer.txt", text(server.url())));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(log.at(0).header("Authorization"), "Bearer t0ken");
}

void TestTerminalSignIn::proxy_ofEveryKind_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::newRow("no scheme") << QString();
    QTest::newRow("http") << QStringLiteral("http");
    QTest::newRow("https") << QStringLiteral("https");
    QTest::newRow("socks5") << QStringLiteral("socks5");
    QTest::newRow("socks5h") << QStringLiteral("socks5h");
}

void TestTerminalSignIn::proxy_ofEveryKind()
{
    QFETCH(QString, scheme);
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    const bool socks = scheme.startsWith(QLatin1String("socks"));
    ScriptedServer proxy(socks ? testproxy::socks("me:hush") : testproxy::http(testproxy::basic("me:hush")),
                         scheme == QLatin1String("https") ? TestCertificate::selfSigned() : TestCertificate());
    QString address = QStringLiteral("me:hush@127.0.0.1:%1").arg(proxy.port());
    if (!scheme.isEmpty())
        address.prepend(scheme + QLatin1String("://"));
    const FerryResult result = m_ferry.run(
        args("download", "-k", "-x", address, "-o", QStringLiteral("proxied-%1.txt").arg(scheme), text(server.url())));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(log.count(), 1);
    QCOMPARE(proxy.connections(), 1);
    QVERIFY(!log.at(0).head.contains("Proxy-Authorization"));
    QVERIFY(!result.out.contains("hush") && !result.err.contains("hush"));
}

void TestTerminalSignIn::proxy_refusalIsAFail_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<int>("status");
    const QByteArray who = "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n";
    QTest::newRow("407, http") << who << false << 407;
    QTest::newRow("407, https") << who << true << 407;
    QTest::newRow("down") << QByteArray() << true << 0;
}

void TestTerminalSignIn::proxy_refusalIsAFail()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, tls);
    QFETCH(int, status);
    RequestLog log;
    ScriptedServer server(log.script(200, "x"), tls ? TestCertificate::selfSigned() : TestCertificate());
    ScriptedServer proxy([answer](ScriptPeer &peer) {
        peer.readHead();
        peer.send(answer);
    });
    const QString address = QStringLiteral("http://me:hush@127.0.0.1:%1")
                                .arg(answer.isEmpty() ? ScriptedServer::closedPort() : proxy.port());
    const FerryResult result = m_ferry.run(args("download", "--json", "--retry", "0", "-k", "-x", address, text(server.url())));
    QCOMPARE(result.exitCode, 1);
    const QJsonObject fail = result.event("fail");
    QCOMPARE(fail.value(QStringLiteral("code")).toString(), QStringLiteral("proxy"));
    QCOMPARE(fail.value(QStringLiteral("errMsg")).toString(), QStringLiteral("downloadFile:fail proxy"));
    QCOMPARE(fail.value(QStringLiteral("statusCode")).toInt(-1), status);
    QCOMPARE(server.connections(), 0);
    QVERIFY(!result.out.contains("hush") && !result.err.contains("hush"));
}

void TestTerminalSignIn::proxy_passwordThatIsNotTaken_isSaid_data()
{
    QTest::addColumn<QString>("scheme"); ///< of the proxy
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("address");
    for (const char *user : {"", "me:guess"}) {
        const QString given = QString::fromLatin1(user);
        const char *what = given.isEmpty() ? "nothing given" : "wrong";
        QTest::addRow("http, %s", what) << QStringLiteral("http") << given << QStringLiteral("http://server.test/x");
        QTest::addRow("https, %s", what) << QStringLiteral("http") << given << QStringLiteral("https://server.test/x");
        QTest::addRow("socks5h, %s", what)
            << QStringLiteral("socks5h") << given << QStringLiteral("http://server.test/x");
    }
}

void TestTerminalSignIn::proxy_passwordThatIsNotTaken_isSaid()
{
    QFETCH(QString, scheme);
    QFETCH(QString, user);
    QFETCH(QString, address);
    const bool socks = scheme == QLatin1String("socks5h");
    ScriptedServer proxy(socks ? testproxy::socks("me:hush") : testproxy::http(testproxy::basic("me:hush")));
    const QStringList command =
        args("download", "--retry", "0", "-x", text(testproxy::url(proxy, scheme, user)), address);
    const FerryResult plain = m_ferry.run(command);
    QCOMPARE(plain.exitCode, 1);
    const FerryResult json = m_ferry.run(command + args("--json"));
    const QString message = json.event("fail").value(QStringLiteral("message")).toString();
    for (const QByteArray &said : {plain.err, message.toUtf8()}) {
        QCOMPARE(said.contains("The proxy asks for a name and a password"), user.isEmpty());
        QCOMPARE(said.contains("The name and the password were not taken."), !user.isEmpty());
        QVERIFY(!said.contains("guess"));
    }
}

void TestTerminalSignIn::proxy_failuresAreSaidInOwnWords_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("greeting"); ///< what it answers first
    QTest::addColumn<QByteArray>("answer");   ///< and then
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const char *scheme, const QByteArray &greeting, const QByteArray &answer,
                        const char *words) {
        QTest::newRow(name) << QString::fromLatin1(scheme) << greeting << answer << QByteArray(words);
    };
    const QByteArray http = "HTTP/1.1 400 Bad Request\r\n\r\n";
    row("closes", "http", {}, {}, "It was closed without an answer.");
    row("header", "http", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n", {}, "a line that cannot be read.");
    row("no SOCKS", "socks5h", http, {}, "It does not speak SOCKS5 at this port.");
    row("no way on", "socks5h", QByteArray::fromHex("0500"), QByteArray::fromHex("05050001000000000000"),
        "The proxy made no connection to the server.");
}

void TestTerminalSignIn::proxy_failuresAreSaidInOwnWords()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, greeting);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, words);
    ScriptedServer proxy([scheme, greeting, answer](ScriptPeer &peer) {
        if (scheme == QLatin1String("http"))
            peer.readHead();
        else if (const QByteArray hello = peer.read(2); hello.size() == 2)
            peer.read(hello.at(1));
        peer.send(greeting);
        if (!answer.isEmpty()) {
            peer.read(4 + 1 + int(qstrlen("server.test")) + 2);
            peer.send(answer);
        }
    });
    const FerryResult result = m_ferry.run(
        args("download", "--retry", "0", "-x", text(testproxy::url(proxy, scheme)), "https://server.test/x"));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("The proxy did not let the transfer through. "), result.err.constData());
    QVERIFY2(result.err.contains(words), result.err.constData());
}

void TestTerminalSignIn::certificate_faultIsSaid()
{
    ScriptedServer server([](ScriptPeer &) {}, TestCertificate::selfSigned());
    const FerryResult result = m_ferry.run(args("download", "--json", text(server.url())));
    QCOMPARE(result.exitCode, 1);
    const QJsonObject fail = result.event("fail");
    QCOMPARE(fail.value(QStringLiteral("code")).toString(), QStringLiteral("tls"));
    QVERIFY(fail.value(QStringLiteral("message")).toString().contains(QStringLiteral("self-signed")));
}

void TestTerminalSignIn::codedBytes_areSaid()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "coded", {"Content-Encoding: gzip"}));
    const FerryResult result =
        m_ferry.run(args("download", "-o", "coded.bin", text(server.url(QStringLiteral("/coded.bin")))));
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.err.contains("coded as gzip"), result.err.constData());
    const FerryResult quiet = // it is no progress report, but something to know
        m_ferry.run(args("download", "-q", "-o", "coded2.bin", text(server.url(QStringLiteral("/coded.bin")))));
    QVERIFY(quiet.err.contains("coded as gzip"));
    const FerryResult json =
        m_ferry.run(args("download", "--json", "-o", "coded3.bin", text(server.url(QStringLiteral("/coded.bin")))));
    QVERIFY2(json.err.contains("coded as gzip"), json.err.constData());
    QCOMPARE(json.event("success").keys(),
             args("errMsg", "event", "ok", "savedFilePath", "sha256", "size", "statusCode", "task"));
}

QTEST_GUILESS_MAIN(TestTerminalSignIn)
#include "tst_terminal_signin.moc"
