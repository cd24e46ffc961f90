#include "tests/net/peers/FerryProgram.h"
#include "tests/support/RequestLog.h"

#include <QDir>
#include <QFileInfo>
#include <QTcpServer>
#include <QTest>

using namespace ferry;
using namespace ferry::test;

/// What `ferry` says to a person: the thing that was typed, what is the matter, and what to do.
class TestTerminalWords : public QObject
{
    Q_OBJECT

private slots:
    void unknownLength_isSaid_data();
    void unknownLength_isSaid();
    void addresses_areShownAsTyped_data();
    void addresses_areShownAsTyped();
    void addresses_tellNoSecret();
    void fileBeforeTheAddress_isSaid_data();
    void fileBeforeTheAddress_isSaid();
    void counts_areEnglish_data();
    void counts_areEnglish();
    void proxyOutOfReach_isNamed_data();
    void proxyOutOfReach_isNamed();
    void proxyThatRefuses_isNotOutOfReach();
    void plainHttpInPlaceOfTls_isSaid();
    void outputTwice_isRefused();
    void uploads_tellTheSizeOfTheFile();
    void signIn_isHintedAt_data();
    void signIn_isHintedAt();
    void version_namesTheLibraries();
    void names_cannotSteerTheTerminal_data();
    void names_cannotSteerTheTerminal();
    void answerThatIsCut_isSaid();
    void brokenHeaders_areSaidInOwnWords_data();
    void brokenHeaders_areSaidInOwnWords();
    void handshakeThatIsClosed_isSaidInOwnWords();
    void namesThatAreTheSame_areNumbered();

private:
    FerryProgram m_ferry;
};

namespace {

QString text(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

/// Of a file, by somebody who means no good.
QString steeringName()
{
    return QStringLiteral("a\x1b[2J\x07\u009b31m\u202Egpj.exe\nferry: all is well");
}

/// Where nobody listens.
quint16 closedPort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

void TestTerminalWords::unknownLength_isSaid_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("unsure");
    QTest::newRow("length told") << QByteArray("Content-Length: 3\r\n\r\nabc") << false;
    QTest::newRow("no length") << QByteArray("Connection: close\r\n\r\nabc") << true;
    QTest::newRow("chunks") << QByteArray("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n") << false;
}

void TestTerminalWords::unknownLength_isSaid()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, unsure);
    const ScriptedServer server([answer](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\n" + answer);
        peer.close();
    });
    // To know, also for the quiet, and for whoever starts a script: no event has a member for it.
    for (const char *option : {"--timeout=60", "-q", "--json"}) {
        const FerryResult result =
            m_ferry.run(args("download", option, text(server.url(QStringLiteral("/nolen.bin")))));
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(result.err.contains("told no length for “nolen") == unsure, result.err.constData());
        QVERIFY2(!result.out.contains("warning"), result.out.constData());
    }
}

void TestTerminalWords::addresses_areShownAsTyped_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"http://a b/", "localhost:99999", "http://127.0.0.1:99999/x", "http://[::1/"})
        QTest::newRow(typed) << QString::fromLatin1(typed);
}

void TestTerminalWords::addresses_areShownAsTyped()
{
    QFETCH(QString, typed);
    m_ferry.addFile(QStringLiteral("a.txt"), "first");
    for (const QStringList &arguments : {args("upload", typed, "a.txt"), args("download", typed)}) {
        const FerryResult result = m_ferry.run(arguments);
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.err.contains("“" + typed.toUtf8() + "” is no address"), result.err.constData());
    }
}

void TestTerminalWords::addresses_tellNoSecret()
{
    for (const char *typed : {"http://me:cnry@a b/", "me:cnry@a b/", "http://a b/?token=cnry", "a b/#token=cnry"}) {
        const FerryResult result = m_ferry.run(args("download", typed));
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.err.contains("is no address") && !result.err.contains("cnry"), result.err.constData());
    }
    for (const char *typed :
         {"http://me:cnry/x@h/", "http://me:x/cnry@h/", "http://me:cnry#x@h/", "http://me:x?cnry@h/"}) {
        const FerryResult result = m_ferry.run(args("download", typed));
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.err.contains("“http://…@h/” is no address") && result.err.contains("%2F"),
                 result.err.constData());
        QVERIFY2(!result.err.contains("cnry"), result.err.constData());
    }
    QVERIFY(!m_ferry.run(args("download", "me:cnry/x@h/")).err.contains("cnry"));
}

void TestTerminalWords::fileBeforeTheAddress_isSaid_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("name like a host's") << QStringLiteral("a.bin");
    QTest::newRow("name like no host's") << QStringLiteral("my photo.jpg");
    QTest::newRow("path") << m_ferry.path(QStringLiteral("b.bin"));
}

void TestTerminalWords::fileBeforeTheAddress_isSaid()
{
    QFETCH(QString, file);
    m_ferry.addFile(QFileInfo(file).fileName(), "first");
    const FerryResult result = m_ferry.run(args("upload", file, "http://127.0.0.1:1/"));
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("“" + file.toUtf8() + "” is a file, and the address comes first"),
             result.err.constData());
}

void TestTerminalWords::counts_areEnglish_data()
{
    QTest::addColumn<int>("most");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("one") << 1 << QByteArray("more than the 1 redirect allowed");
    QTest::newRow("two") << 2 << QByteArray("more than the 2 redirects allowed");
}

void TestTerminalWords::counts_areEnglish()
{
    QFETCH(int, most);
    QFETCH(QByteArray, words);
    RequestLog log;
    const ScriptedServer server(log.script([&log](ScriptPeer &peer, const SeenRequest &) {
        peer.reply(302, {}, {"Location: /" + QByteArray::number(log.count())});
    }));
    const FerryResult result =
        m_ferry.run(args("download", "--retry", "0", "--max-redirs", QString::number(most), text(server.url())));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains(words), result.err.constData());
}

void TestTerminalWords::proxyOutOfReach_isNamed_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::newRow("-x") << QByteArray();
    QTest::newRow("environment") << QByteArray("http_proxy");
    QTest::newRow("environment, for all") << QByteArray("ALL_PROXY");
}

void TestTerminalWords::proxyOutOfReach_isNamed()
{
    QFETCH(QByteArray, variable);
    const QString proxy = QStringLiteral("127.0.0.1:%1").arg(closedPort());
    FerryProgram ferry;
    QStringList arguments = args("download", "--retry", "0", "--json", "http://server.test/x");
    if (variable.isEmpty())
        arguments += QStringList{QStringLiteral("-x"), QStringLiteral("http://") + proxy};
    else
        ferry.setVariable(variable.constData(), QStringLiteral("http://me:cnry@") + proxy);
    const FerryResult result = ferry.run(arguments);
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("proxy"));
    const QString message = result.event("fail").value(QStringLiteral("message")).toString();
    QVERIFY2(message.startsWith(QStringLiteral("No connection to the proxy %1.").arg(proxy)), qPrintable(message));
    QVERIFY(!message.contains(QStringLiteral("cnry")));
    QCOMPARE(message.contains(QStringLiteral("in the environment")), !variable.isEmpty());
    QVERIFY(message.contains(QLatin1String(variable)));
}

void TestTerminalWords::proxyThatRefuses_isNotOutOfReach()
{
    RequestLog log;
    const ScriptedServer proxy(log.script(403, "no"));
    const FerryResult result =
        m_ferry.run(args("download", "--retry", "0", "-x", text(proxy.url()), "https://server.test/x"));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("The proxy did not let the transfer through"), result.err.constData());
}

void TestTerminalWords::plainHttpInPlaceOfTls_isSaid()
{
    const ScriptedServer server([](ScriptPeer &peer) {
        peer.read(1);
        peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        peer.close();
    });
    const FerryResult result =
        m_ferry.run(args("download", "--retry", "0", QStringLiteral("https://127.0.0.1:%1/").arg(server.port())));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("It seems to speak plain http"), result.err.constData());
    QVERIFY2(!result.err.contains("OpenSSL") && !result.err.contains("error:"), result.err.constData());
}

void TestTerminalWords::outputTwice_isRefused()
{
    const FerryResult result = m_ferry.run(args("download", "-o", "a", "-o", "b", "http://127.0.0.1:1/"));
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("-o takes one path"), result.err.constData());
}

void TestTerminalWords::uploads_tellTheSizeOfTheFile()
{
    RequestLog log;
    const ScriptedServer server(log.script(200, "fine"));
    m_ferry.addFile(QStringLiteral("three"), "abc");
    m_ferry.addFile(QStringLiteral("four"), "abcd");
    const QString url = text(server.url());
    FerryResult result = m_ferry.run(args("upload", url, "three"));
    QVERIFY2(result.err.contains("“three”, 3 bytes,"), result.err.constData());
    result = m_ferry.run(args("upload", "--together", url, "three", "four"));
    QVERIFY2(result.err.contains(" 7 bytes,"), result.err.constData());
    result = m_ferry.run(args("upload", "-T", "four", url));
    QVERIFY2(result.err.contains("“four”, 4 bytes,"), result.err.constData());
}

void TestTerminalWords::signIn_isHintedAt_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("hint");
    QTest::newRow("nothing given") << QStringList() << true;
    QTest::newRow("-u") << args("-u", "me:wrong") << false;
    QTest::newRow("bearer") << args("--oauth2-bearer", "wrong") << false;
    QTest::newRow("header") << args("-H", "Authorization: wrong") << false;
}

void TestTerminalWords::signIn_isHintedAt()
{
    QFETCH(QStringList, options);
    QFETCH(bool, hint);
    RequestLog log;
    const ScriptedServer server(log.script(401, "who", {"WWW-Authenticate: Basic realm=\"lab\""}));
    m_ferry.addFile(QStringLiteral("a.txt"), "first");
    const QString url = text(server.url());
    for (const QStringList &command : {args("upload", url, "a.txt"), args("download", url)}) {
        const FerryResult result = m_ferry.run(command + options);
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.err.contains("-u NAME") == hint, result.err.constData());
        QVERIFY2(result.err.contains("not taken.") != hint, result.err.constData());
    }
}

void TestTerminalWords::version_namesTheLibraries()
{
    const FerryResult result = m_ferry.run(args("-V"));
    QCOMPARE(result.exitCode, 0);
    for (const char *library : {"(Qt 6.", "libcurl ", "OpenSSL ", "SQLite 3.", "RapidJSON 1."})
        QVERIFY2(result.out.contains(library), result.out.constData());
    QCOMPARE(result.err, QByteArray());
}

void TestTerminalWords::names_cannotSteerTheTerminal_data()
{
    QTest::addColumn<QStringList>("command");
    const QString address = QStringLiteral("http://127.0.0.1:1/");
    QTest::newRow("folder to upload") << args("upload", address, steeringName());
    QTest::newRow("folder in a field") << args("upload", "-F", QStringLiteral("x=<") + steeringName(), address);
    QTest::newRow("no file for the window") << args(steeringName() + QStringLiteral(".none"));
    QTest::newRow("no option") << args("upload", QStringLiteral("--") + steeringName());
}

void TestTerminalWords::names_cannotSteerTheTerminal()
{
    QFETCH(QStringList, command);
    QVERIFY(QDir(m_ferry.directory()).exists(steeringName()) || QDir(m_ferry.directory()).mkdir(steeringName()));
    const FerryResult result = m_ferry.run(command);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("a[2J31mgpj.exe ferry: all is well"), result.err.constData());
    for (const char *steering : {"\x1b", "\x07", "\xc2\x9b", "\xe2\x80\xae", "\nferry: all"})
        QVERIFY2(!result.err.contains(steering), result.err.constData());
}

void TestTerminalWords::answerThatIsCut_isSaid()
{
    RequestLog log;
    const ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &) {
        const QByteArray block(1024 * 1024, 'a');
        peer.send("HTTP/1.1 200 OK\r\n\r\n");
        for (int i = 0; i < 128 && peer.send(block); ++i) {
        }
        peer.cut();
    }));
    const FerryResult result = m_ferry.run(args("upload", "-q", "-F", "a=b", text(server.url())));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(result.out.size(), 64 * 1024 * 1024);
    QVERIFY2(result.err.contains("The answer is cut: no more than its first 67.1 MB were kept."),
             result.err.constData());
}

void TestTerminalWords::brokenHeaders_areSaidInOwnWords_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("words");
    const QByteArray unread = "The header of the answer has a line that cannot be read.";
    // Which of the two it is, libcurl's version says: the newer ones hand the line on.
    QTest::newRow("blank at the start") << QByteArray(" X: y") << QByteArray("The header of the answer ");
    QTest::newRow("no colon") << QByteArray("nonsense") << unread;
    QTest::newRow("a byte that is 0") << QByteArray("X: \0y", 5) << unread;
    QTest::newRow("length below 0") << QByteArray("Content-Length: -5")
                                    << QByteArray("The Content-Length of the answer is not a length");
}

void TestTerminalWords::brokenHeaders_areSaidInOwnWords()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, words);
    const ScriptedServer server([line](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\n" + line + "\r\n\r\n");
    });
    const FerryResult result = m_ferry.run(args("download", "--retry", "0", "-o", "broken", text(server.url())));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("breaks the rules of HTTP and cannot be trusted. " + words), result.err.constData());
}

void TestTerminalWords::handshakeThatIsClosed_isSaidInOwnWords()
{
    const ScriptedServer server([](ScriptPeer &peer) {
        const QByteArray record = peer.read(5); // with what it holds, or closing would be a reset
        if (record.size() == 5)
            peer.read(quint8(record.at(3)) << 8 | quint8(record.at(4)));
        peer.close();
    });
    const FerryResult result =
        m_ferry.run(args("download", "--retry", "0", QStringLiteral("https://127.0.0.1:%1/").arg(server.port())));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("Nothing was sent. The other side closed it."), result.err.constData());
}

void TestTerminalWords::namesThatAreTheSame_areNumbered()
{
    RequestLog log;
    const ScriptedServer server(log.script(404));
    const auto url = [&server](const char *path) { return text(server.url(QString::fromLatin1(path))); };
    m_ferry.addFile(QStringLiteral("same.txt"), "abc");
    const FerryResult down = m_ferry.run(args("download", url("/a/x"), url("/y"), url("/b/x")));
    for (const char *line : {"Refused: “x” (1 of 3), 404", "Refused: “y”, 404", "Refused: “x” (3 of 3), 404"})
        QVERIFY2(down.err.contains(line), down.err.constData());
    const FerryResult up = m_ferry.run(args("upload", url("/"), "same.txt", "same.txt"));
    for (const char *line : {"Refused: “same.txt” (1 of 2), 404", "Refused: “same.txt” (2 of 2), 404"})
        QVERIFY2(up.err.contains(line), up.err.constData());
}

QTEST_GUILESS_MAIN(TestTerminalWords)
#include "tst_terminal_words.moc"
