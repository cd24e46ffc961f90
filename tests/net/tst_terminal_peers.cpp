#include "core/devserver/DevServer.h"
#include "tests/net/peers/FerryProgram.h"
#include "tests/net/peers/Peer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace ferry::test;

/// The main job against every other side there is: nginx, Node and the developer server, over http and https.
class TestTerminalPeers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void upload_data();
    void upload();
    void contentDigest_data();
    void contentDigest();
    void download_data();
    void download();
    void rawBody();
    void refusedEarlyByNginx();
    void passwordForNginx();
    void untrustedCertificate();
    void insecureTakesIt();
    void wrongHostIsRefused();
    void roundTripThroughTheDeveloperServer();

private:
    QString nodeUrl(const NodeReceiver &node, const char *path) const { return node.url(QLatin1String(path)); }

    FerryProgram m_ferry;
    TestCertificates m_certificates;
    NodeReceiver m_node;
    NodeReceiver m_tlsNode;
    NginxPeer m_nginx;
    std::unique_ptr<ferry::devserver::DevServer> m_devServer;
    QByteArray m_content;
};

void TestTerminalPeers::initTestCase()
{
    QVERIFY2(m_certificates.error().isEmpty(), qPrintable(m_certificates.error()));
    m_devServer = std::make_unique<ferry::devserver::DevServer>(ferry::devserver::Options{});
    QVERIFY2(m_devServer->start(), qPrintable(m_devServer->errorString()));
    m_content = pattern(20 * 1024 * 1024 + 3);
    m_ferry.addFile(QStringLiteral("big.bin"), m_content);
    m_ferry.addFile(QStringLiteral("small.txt"), "small");
    // Rows against a peer that is missing skip themselves, with its name.
    if (!m_node.start() || !m_tlsNode.start(&m_certificates) || !m_nginx.start(m_certificates, m_node.url({})))
        qInfo() << m_node.error() << m_tlsNode.error() << m_nginx.error();
    m_nginx.addFile(QStringLiteral("files/big.bin"), m_content);
    m_nginx.addFile(QStringLiteral("secret/s.txt"), "inside");
}

void TestTerminalPeers::upload_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("missing");
    QTest::newRow("nginx, http") << m_nginx.url(QStringLiteral("receiver/up")) << m_nginx.error();
    QTest::newRow("nginx, https") << m_nginx.tlsUrl(QStringLiteral("receiver/up")) << m_nginx.error();
    QTest::newRow("node, http") << nodeUrl(m_node, "/up") << m_node.error();
    QTest::newRow("node, https") << nodeUrl(m_tlsNode, "/up") << m_tlsNode.error();
    QTest::newRow("developer server") << m_devServer->url().toString() + QStringLiteral("upload") << QString();
}

void TestTerminalPeers::upload()
{
    QFETCH(QString, url);
    QFETCH(QString, missing);
    if (!missing.isEmpty())
        QSKIP(qPrintable(missing));
    const FerryResult result =
        m_ferry.run(args("upload", "--cacert", m_certificates.rootFile(), "-F", "k=v", url, "big.bin"));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QJsonObject answer = QJsonDocument::fromJson(result.out).object();
    const bool own = answer.contains(QStringLiteral("files"));
    const QJsonObject file = (own ? answer.value(QStringLiteral("files")).toArray().at(0)
                                  : answer.value(QStringLiteral("parts")).toArray().at(1))
                                 .toObject();
    QCOMPARE(file.value(QStringLiteral("name")).toString(), QStringLiteral("file"));
    QCOMPARE(file.value(QStringLiteral("filename")).toString(), QStringLiteral("big.bin"));
    QCOMPARE(file.value(QStringLiteral("size")).toInteger(), m_content.size());
    QCOMPARE(file.value(QStringLiteral("sha256")).toString(), QString::fromLatin1(sha256Hex(m_content)));
}

void TestTerminalPeers::contentDigest_data()
{
    QTest::addColumn<QStringList>("what");
    QTest::newRow("form") << args("-F", "k=v", "--together", nodeUrl(m_node, "/up"), "big.bin");
    QTest::newRow("raw") << args("-T", "big.bin", nodeUrl(m_node, "/up"));
}

/// Node takes the digest of the bytes that come, and finds the one that was promised (RFC 9530 2).
void TestTerminalPeers::contentDigest()
{
    QFETCH(QStringList, what);
    if (!m_node.error().isEmpty())
        QSKIP(qPrintable(m_node.error()));
    const FerryResult result = m_ferry.run(args("upload", "--content-digest") + what);
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QJsonObject answer = QJsonDocument::fromJson(result.out).object();
    QVERIFY(answer.value(QStringLiteral("size")).toInteger() >= m_content.size());
    const QByteArray sum = QByteArray::fromHex(answer.value(QStringLiteral("sha256")).toString().toLatin1());
    const QJsonArray field{QStringLiteral("Content-Digest"),
                           QStringLiteral("sha-256=:%1:").arg(QLatin1String(sum.toBase64()))};
    QVERIFY2(answer.value(QStringLiteral("headers")).toArray().contains(field), result.out.constData());
}

void TestTerminalPeers::download_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("missing");
    const QString query = QStringLiteral("/get?size=%1").arg(m_content.size());
    QTest::newRow("nginx, http") << m_nginx.url(QStringLiteral("files/big.bin")) << m_nginx.error();
    QTest::newRow("nginx, https") << m_nginx.tlsUrl(QStringLiteral("files/big.bin")) << m_nginx.error();
    QTest::newRow("node, http") << m_node.url(query) << m_node.error();
    QTest::newRow("node, https") << m_tlsNode.url(query) << m_tlsNode.error();
}

void TestTerminalPeers::download()
{
    QFETCH(QString, url);
    QFETCH(QString, missing);
    if (!missing.isEmpty())
        QSKIP(qPrintable(missing));
    const QByteArray sum = sha256Hex(m_content);
    for (const QStringList &more : {QStringList(), args("--http2")}) {
        const FerryResult result = m_ferry.run(args("download", "--cacert", m_certificates.rootFile(), "--checksum",
                                                    QStringLiteral("sha256:") + QString::fromLatin1(sum), url) +
                                               more);
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QString path = QString::fromUtf8(result.out.trimmed());
        QCOMPARE(sha256Hex(fileContent(path)), sum);
        QVERIFY(QFile::remove(path));
    }
}

void TestTerminalPeers::rawBody()
{
    if (!m_nginx.error().isEmpty())
        QSKIP(qPrintable(m_nginx.error()));
    const FerryResult result = m_ferry.run(args("upload", "-T", "big.bin", m_nginx.url(QStringLiteral("put/"))));
    if (result.err.contains("405"))
        QSKIP("this nginx is built without its dav module");
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(sha256Hex(fileContent(m_nginx.filePath(QStringLiteral("put/big.bin")))), sha256Hex(m_content));
    const FerryResult own = m_ferry.run(
        args("upload", "-T", "small.txt", m_devServer->url().toString() + QStringLiteral("files/other.txt")));
    QVERIFY2(own.exitCode == 0, own.err.constData());
    QCOMPARE(fileContent(m_devServer->directory() + QStringLiteral("/other.txt")), QByteArray("small"));
}

// A 413 while the body is still being sent is a refusal with the server's words, not a broken connection.
void TestTerminalPeers::refusedEarlyByNginx()
{
    if (!m_nginx.error().isEmpty())
        QSKIP(qPrintable(m_nginx.error()));
    const FerryResult result =
        m_ferry.run(args("upload", "--json", m_nginx.url(QStringLiteral("small/up")), "big.bin"));
    QCOMPARE(result.exitCode, 1);
    const QJsonObject success = result.event("success");
    QCOMPARE(success.value(QStringLiteral("statusCode")).toInt(), 413);
    QCOMPARE(success.value(QStringLiteral("ok")).toBool(true), false);
    QVERIFY(success.value(QStringLiteral("data")).toString().contains(QStringLiteral("413")));
}

void TestTerminalPeers::passwordForNginx()
{
    if (!m_nginx.error().isEmpty())
        QSKIP(qPrintable(m_nginx.error()));
    const QString url = m_nginx.url(QStringLiteral("secret/s.txt"));
    const FerryResult refused = m_ferry.run(args("download", "--json", url));
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(refused.event("success").value(QStringLiteral("statusCode")).toInt(), 401);
    QCOMPARE(m_ferry.run(args("download", "-o", "s.txt", "-u", "ferry:boat and water", url)).exitCode, 0);
    QCOMPARE(fileContent(m_ferry.path(QStringLiteral("s.txt"))), QByteArray("inside"));
}

void TestTerminalPeers::untrustedCertificate()
{
    if (!m_tlsNode.error().isEmpty())
        QSKIP(qPrintable(m_tlsNode.error()));
    const FerryResult result = m_ferry.run(args("upload", "--json", nodeUrl(m_tlsNode, "/up"), "small.txt"));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("tls"));
    QVERIFY(result.event("fail").value(QStringLiteral("message")).toString().contains(QStringLiteral("not trusted")));
}

void TestTerminalPeers::insecureTakesIt()
{
    if (!m_tlsNode.error().isEmpty())
        QSKIP(qPrintable(m_tlsNode.error()));
    const FerryResult result = m_ferry.run(args("upload", "-k", nodeUrl(m_tlsNode, "/up"), "small.txt"));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY2(result.err.contains("-k"), result.err.constData());
}

void TestTerminalPeers::wrongHostIsRefused()
{
    if (!m_tlsNode.error().isEmpty())
        QSKIP(qPrintable(m_tlsNode.error()));
    const QString url = nodeUrl(m_tlsNode, "/up").replace(QStringLiteral("127.0.0.1"), QStringLiteral("127.0.0.2"));
    const FerryResult result =
        m_ferry.run(args("upload", "--json", "--cacert", m_certificates.rootFile(), url, "small.txt"));
    QCOMPARE(result.exitCode, 1);
    const QString code = result.event("fail").value(QStringLiteral("code")).toString();
    // The receiver listens on 127.0.0.1 alone; where 127.0.0.2 reaches it all the same, its certificate is not for it.
    QVERIFY2(code == QStringLiteral("tls") || code == QStringLiteral("connect"), qPrintable(code));
}

void TestTerminalPeers::roundTripThroughTheDeveloperServer()
{
    const FerryResult up =
        m_ferry.run(args("upload", m_devServer->url().toString() + QStringLiteral("upload"), "big.bin"));
    QVERIFY2(up.exitCode == 0, up.err.constData());
    const QJsonObject file =
        QJsonDocument::fromJson(up.out).object().value(QStringLiteral("files")).toArray().at(0).toObject();
    const FerryResult down =
        m_ferry.run(args("download", "-o", "back.bin", file.value(QStringLiteral("url")).toString()));
    QVERIFY2(down.exitCode == 0, down.err.constData());
    QCOMPARE(sha256Hex(fileContent(m_ferry.path(QStringLiteral("back.bin")))), sha256Hex(m_content));
}

QTEST_GUILESS_MAIN(TestTerminalPeers)
#include "tst_terminal_peers.moc"
