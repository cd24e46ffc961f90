#include "core/devserver/DevServer.h"
#include "core/engine/TransferEngine.h"
#include "tests/net/RawClient.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/TestCertificate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslSocket>

using namespace ferry;
using namespace ferry::test;

/// The developer server with a certificate: what it does over http it does over https.
class TestDevServerTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void uploadsAndDownloads();
    void theAddressIsOneThatTheCertificateHas();
    void aLargeUploadThatIsRefused_getsItsAnswer_data();
    void aLargeUploadThatIsRefused_getsItsAnswer();
    void misbehavesToo_data();
    void misbehavesToo();
    void pagesOfItsOwnOnly();
    void whoSpeaksNoTls_holdsNobodyUp();
    void wrongFilesAreSaid_data();
    void wrongFilesAreSaid();

private:
    QByteArray ask(const QByteArray &request);
    void trust(TransferOptions &options) const { options.caCertFile = m_root; }

    const TestCertificate m_certificate = TestCertificate::selfSigned();
    std::unique_ptr<TestEngine> m_engine;
    std::unique_ptr<devserver::DevServer> m_server;
    QString m_root;
};

void TestDevServerTls::initTestCase()
{
    QVERIFY(QSslSocket::supportsSsl());
}

void TestDevServerTls::init()
{
    m_engine = std::make_unique<TestEngine>();
    m_root = m_engine->file(QStringLiteral("root.pem"), m_certificate.pem());
    devserver::Options options;
    options.certificateFile = m_root;
    options.keyFile = m_engine->file(QStringLiteral("key.pem"), m_certificate.keyPem());
    m_server = std::make_unique<devserver::DevServer>(options);
    QVERIFY2(m_server->start(), qPrintable(m_server->errorString()));
}

void TestDevServerTls::cleanup()
{
    m_server.reset();
    m_engine.reset();
}

/// By a plain client of TLS; all that came until the server closed.
QByteArray TestDevServerTls::ask(const QByteArray &request)
{
    constexpr int patience = 10'000;
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), quint16(m_server->url().port()));
    if (!socket.waitForEncrypted(patience))
        return "no TLS: " + socket.errorString().toUtf8();
    socket.write(request);
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(patience)) {
    }
    return socket.readAll() + "\n" + socket.errorString().toUtf8();
}

void TestDevServerTls::uploadsAndDownloads()
{
    const QUrl url = m_server->url();
    QCOMPARE(url.scheme(), QStringLiteral("https"));
    QCOMPARE(url.host(), QStringLiteral("127.0.0.1"));
    const QByteArray content = QByteArray("0123456789abcdef").repeated(40'000);
    UploadRequest up =
        uploadOf(url.resolved(QUrl(QStringLiteral("upload"))), m_engine->file(QStringLiteral("a.bin"), content));
    trust(up.options);
    const TransferId sent = m_engine->run(up);
    const Completed *completed = m_engine->probe().completed(sent);
    QVERIFY(completed);
    QCOMPARE(completed->statusCode, 200);
    const QString link = QJsonDocument::fromJson(m_engine->probe().last(sent).exchange->body)
                             .object()
                             .value(QStringLiteral("files"))
                             .toArray()
                             .first()
                             .toObject()
                             .value(QStringLiteral("url"))
                             .toString();
    QCOMPARE(link, url.toString() + QStringLiteral("files/a.bin"));

    DownloadRequest down = downloadOf(QUrl(link));
    trust(down.options);
    down.saveTo = SaveTarget{m_engine->target(), QStringLiteral("b.bin")};
    const TransferId fetched = m_engine->run(down);
    QVERIFY(m_engine->probe().completed(fetched));
    QTRY_COMPARE(TestEngine::contentOf(m_engine->target() + QStringLiteral("/b.bin")), content);
}

void TestDevServerTls::theAddressIsOneThatTheCertificateHas()
{
    TestCertificate::Options named;
    named.names = {"DNS:localhost"};
    const TestCertificate certificate = TestCertificate::selfSigned(named);
    devserver::Options options;
    options.certificateFile = m_engine->file(QStringLiteral("both.pem"), certificate.pem() + certificate.keyPem());
    devserver::DevServer server(options);
    QVERIFY2(server.start(), qPrintable(server.errorString()));
    QCOMPARE(server.url().host(), QStringLiteral("localhost"));
    DownloadRequest down = downloadOf(server.url().resolved(QUrl(QStringLiteral("try/size/1000"))));
    down.options.caCertFile = options.certificateFile;
    const TransferId id = m_engine->run(down);
    QVERIFY(m_engine->probe().completed(id));
}

void TestDevServerTls::aLargeUploadThatIsRefused_getsItsAnswer_data()
{
    QTest::addColumn<QString>("route");
    QTest::newRow("and the server reads on") << QStringLiteral("try/early/413");
    QTest::newRow("and the server closes") << QStringLiteral("try/early-close/413");
    QTest::newRow("after some of it") << QStringLiteral("try/early-close/413?after=1000000");
}

void TestDevServerTls::aLargeUploadThatIsRefused_getsItsAnswer()
{
    QFETCH(QString, route);
    UploadRequest up = uploadOf(m_server->url().resolved(QUrl(route)),
                                m_engine->largeFile(QStringLiteral("large.bin"), qint64(256) * 1024 * 1024));
    trust(up.options);
    const TransferId id = m_engine->run(up);
    const Completed *completed = m_engine->probe().completed(id);
    QVERIFY2(completed, qPrintable(m_engine->probe().error(id).detail));
    QCOMPARE(completed->statusCode, 413);
}

void TestDevServerTls::misbehavesToo_data()
{
    QTest::addColumn<QString>("route");
    QTest::newRow("cut") << QStringLiteral("try/cut/1000?of=2000");
    QTest::newRow("reset") << QStringLiteral("try/reset/1000");
    QTest::newRow("no length, then reset") << QStringLiteral("try/nolength?size=5000&end=reset");
    QTest::newRow("closes without an answer") << QStringLiteral("try/close");
}

void TestDevServerTls::misbehavesToo()
{
    QFETCH(QString, route);
    DownloadRequest down = downloadOf(m_server->url().resolved(QUrl(route)));
    trust(down.options);
    const TransferId id = m_engine->run(down);
    QVERIFY(!m_engine->probe().completed(id));
    QCOMPARE(m_engine->probe().error(id).kind, ErrorKind::Network);
}

void TestDevServerTls::pagesOfItsOwnOnly()
{
    const QByteArray port = QByteArray::number(m_server->url().port());
    const auto from = [&port](const QByteArray &origin) {
        return "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nOrigin: " + origin +
               "\r\nConnection: close\r\n\r\n";
    };
    QCOMPARE(ask(from("https://127.0.0.1:" + port)).first(12), "HTTP/1.1 200");
    QCOMPARE(ask(from("http://127.0.0.1:" + port)).first(12), "HTTP/1.1 403");
}

void TestDevServerTls::whoSpeaksNoTls_holdsNobodyUp()
{
    RawClient plain(quint16(m_server->url().port()));
    const RawAnswer answer = plain.ask("GET /");
    QCOMPARE(answer.status, 0);
    DownloadRequest down = downloadOf(m_server->url().resolved(QUrl(QStringLiteral("try/size/1000"))));
    trust(down.options);
    QVERIFY(m_engine->probe().completed(m_engine->run(down)));
}

void TestDevServerTls::wrongFilesAreSaid_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("said");
    const QByteArray shown = m_certificate.pem();
    const QString noKey = QStringLiteral("no private key in");
    QTest::newRow("no certificate") << QByteArray("hello") << m_certificate.keyPem()
                                    << QStringLiteral("no certificate in PEM form in");
    QTest::newRow("empty files") << QByteArray() << QByteArray() << QStringLiteral("no certificate in PEM form in");
    QTest::newRow("no key") << shown << QByteArray("hello") << noKey;
    QTest::newRow("a certificate for a key") << shown << shown << noKey;
    QTest::newRow("a password") << shown << m_certificate.keyPem("secret") << noKey;
    QTest::newRow("the key of another") << shown << TestCertificate::selfSigned().keyPem()
                                        << QStringLiteral("is not that of the first certificate");
}

void TestDevServerTls::wrongFilesAreSaid()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(QString, said);
    devserver::Options options;
    options.certificateFile = m_engine->file(QStringLiteral("wrong.pem"), certificate);
    options.keyFile = m_engine->file(QStringLiteral("wrong.key"), key);
    devserver::DevServer server(options);
    QVERIFY(!server.start());
    QVERIFY2(server.errorString().contains(said), qPrintable(server.errorString()));
    QVERIFY(server.url().isEmpty());
}

QTEST_GUILESS_MAIN(TestDevServerTls)
#include "tst_devservertls.moc"
