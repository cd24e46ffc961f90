#include "tests/support/engine/WireProbe.h"
#include "tests/support/ScriptedServer.h"

#include <QCoreApplication>
#include <QTranslator>

using namespace ferry;

namespace {

using Script = ScriptedServer::Script;

/// Reads the request, answers, and ends the connection in one way or the other.
Script answering(const QByteArray &answer, bool resets = false)
{
    return [=](ScriptPeer &peer) {
        peer.readRequest();
        peer.send(answer);
        if (resets)
            peer.reset();
    };
}

QUrl nobody()
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort()));
}

QString detailOf(const QNetworkRequest &request)
{
    NetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(manager.get(request));
    return ended(reply.get()) ? wireFacts(reply.get()).detail : QStringLiteral("did not end");
}

} // namespace

Q_DECLARE_METATYPE(ferry::ScriptedServer::Script)

/// What happens every day is said in Ferry's own sentences, which are translated, and not in those of its libraries.
class tst_wire_words : public QObject
{
    Q_OBJECT

private slots:
    void brokenAnswers_data();
    void brokenAnswers();
    void closedPort();
    void inTheLanguageOfTheProgram();
    void refusedTunnel_data();
    void refusedTunnel();
};

void tst_wire_words::brokenAnswers_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const Script &script, const char *detail) {
        QTest::newRow(name) << script << QString::fromLatin1(detail);
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray half = ok + "Content-Length: 9\r\n\r\nhalf";
    row("no answer", answering({}), "It was closed without an answer.");
    row("half an answer", answering(half), "It was closed before the answer was whole.");
    row("reset", answering(half, true), "The other side reset it.");
    row("bad chunk", answering(ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"), "Its chunks cannot be read.");
    row("no HTTP", answering("hello\r\n"), "The answer does not begin with a status line of HTTP.");
    row("half a header", answering(ok), "The connection was closed in the middle of the answer's header.");
}

void tst_wire_words::brokenAnswers()
{
    QFETCH(Script, script);
    QFETCH(QString, detail);
    const ScriptedServer server(script);
    QCOMPARE(detailOf(directRequest(server.url())), detail);
}

void tst_wire_words::closedPort()
{
    QCOMPARE(detailOf(directRequest(nobody())), QStringLiteral("It refuses connections at this port."));
}

void tst_wire_words::inTheLanguageOfTheProgram()
{
    QTranslator chinese;
    QVERIFY(chinese.load(QStringLiteral(FERRY_BUILD_DIR "/resources/ferry_zh_CN.qm")));
    QVERIFY(QCoreApplication::installTranslator(&chinese));
    QCOMPARE(detailOf(directRequest(nobody())), QStringLiteral("它在这个端口上拒绝连接。"));
    const ScriptedServer server(answering("hello\r\n"));
    QCOMPARE(detailOf(directRequest(server.url())), QStringLiteral("答复没有以 HTTP 状态行开头。"));
}

void tst_wire_words::refusedTunnel_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QString>("detail");
    QTest::newRow("403") << QByteArray("403 Forbidden") << QStringLiteral("The proxy answered 403.");
    QTest::newRow("407") << QByteArray("407 Who") << QStringLiteral("The proxy asks for a name and a password.");
}

void tst_wire_words::refusedTunnel()
{
    QFETCH(QByteArray, status);
    QFETCH(QString, detail);
    const ScriptedServer proxy(answering("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n"));
    QNetworkRequest request(QUrl(QStringLiteral("https://127.0.0.1/")));
    request.setAttribute(wireAttribute(NetworkAccessManager::ProxyAttribute), proxy.url(QString()));
    QCOMPARE(detailOf(request), detail);
}

QTEST_GUILESS_MAIN(tst_wire_words)
#include "tst_wire_words.moc"
