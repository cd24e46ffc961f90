#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <openssl/ssl.h>

using namespace ferry;

/// Certificates of every faulty kind, what an item says of them, and exceptions: for one host, one port and exactly one
/// certificate, until they are taken back. That no fault reaches the wire's kept connections is in tst_wire_tls.
class TestEngineTls : public QObject
{
    Q_OBJECT

private slots:
    void goodKinds_data();
    void goodKinds();
    void faults_areNamedWithTheFingerprint_data();
    void faults_areNamedWithTheFingerprint();
    void fault_comesWithAllThatWasShown();
    void wantedClientCertificate_isSaidAndNotTriedAgain_data();
    void wantedClientCertificate_isSaidAndNotTriedAgain();
    void exception_isForThisCertificate();
    void exception_isForThisPort();
    void exception_isForThisHost();
    void exception_changedCertificateIsRefusedAgain();
    void exception_takenBackCountsForTheNextConnection();
    void exception_oldVersionsHaveNone();
    void insecure_isForThisRequestOnly();
    void redirect_isJudgedAtEveryHop();

private:
    DownloadRequest trusting(const QUrl &url, const TestCertificate &root);
    DownloadRequest strict(const QUrl &url) const { return downloadOf(url); }

    TestEngine m_files;
    const TestCertificate m_root = TestCertificate::authority();
};

namespace {

const QString localhost = QStringLiteral("localhost");

TestCertificate::Options named(const QList<QByteArray> &names)
{
    TestCertificate::Options options;
    options.names = names;
    return options;
}

TestCertificate::Options called(const char *commonName)
{
    TestCertificate::Options options;
    options.commonName = QString::fromLatin1(commonName);
    options.names.clear();
    return options;
}

TestCertificate::Options valid(int from, int to)
{
    TestCertificate::Options options;
    options.validFromDays = from;
    options.validToDays = to;
    return options;
}

/// A connection closes after its answer, so that the next transfer makes a new one.
RequestLog::Answer closing()
{
    return [](ScriptPeer &peer, const SeenRequest &) {
        peer.reply(200, "x", {"Connection: close"});
        peer.close();
    };
}

} // namespace

Q_DECLARE_METATYPE(ferry::TestCertificate)
Q_DECLARE_METATYPE(ferry::TlsFault)

DownloadRequest TestEngineTls::trusting(const QUrl &url, const TestCertificate &root)
{
    DownloadRequest request = downloadOf(url);
    request.options.caCertFile = m_files.file(QString::fromLatin1(root.sha256().toHex()), root.pem());
    return request;
}

void TestEngineTls::goodKinds_data()
{
    QTest::addColumn<TestCertificate>("leaf");
    QTest::addColumn<QString>("host");
    TestCertificate::Options middle = called("Intermediate");
    middle.authority = true;
    const TestCertificate intermediate = TestCertificate::signedBy(m_root, middle);
    QTest::newRow("name") << TestCertificate::signedBy(m_root) << localhost;
    QTest::newRow("address") << TestCertificate::signedBy(m_root) << QStringLiteral("127.0.0.1");
    QTest::newRow("intermediate shown") << TestCertificate::signedBy(intermediate) << localhost;
    QTest::newRow("wildcard") << TestCertificate::signedBy(m_root, named({"DNS:*.test.localhost"}))
                              << QStringLiteral("a.test.localhost");
}

void TestEngineTls::goodKinds()
{
    QFETCH(TestCertificate, leaf);
    QFETCH(QString, host);
    RequestLog log;
    ScriptedServer server(log.script(200, "x"), leaf);
    TestEngine engine;
    const TransferId id = engine.run(trusting(server.url(QStringLiteral("/"), host), m_root));
    QVERIFY2(engine.probe().state(id) == TransferState::Ready, qPrintable(engine.probe().error(id).detail));
}

void TestEngineTls::faults_areNamedWithTheFingerprint_data()
{
    QTest::addColumn<TestCertificate>("leaf");
    QTest::addColumn<QString>("host");
    QTest::addColumn<TlsFault>("fault");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *tag, const TestCertificate &leaf, TlsFault fault, const char *words,
                        const QString &host = localhost) {
        QTest::newRow(tag) << leaf << host << fault << QString::fromLatin1(words);
    };
    const auto by = [this](const TestCertificate::Options &options) {
        return TestCertificate::signedBy(m_root, options);
    };
    row("self-signed", TestCertificate::selfSigned(), TlsFault::SelfSigned, "self-signed");
    row("unknown root", TestCertificate::signedBy(TestCertificate::authority()), TlsFault::UnknownRoot, "No authority");
    row("expired", by(valid(-9, -2)), TlsFault::Expired, "has expired");
    row("not yet valid", by(valid(2, 9)), TlsFault::NotYetValid, "not valid yet");
    row("other name", by(named({"DNS:other.example"})), TlsFault::WrongHost, "another name");
    row("name below", by(named({"DNS:a.localhost"})), TlsFault::WrongHost, "another name");
    row("wildcard, one level too deep", by(named({"DNS:*.test.localhost"})), TlsFault::WrongHost, "another name",
        QStringLiteral("a.b.test.localhost"));
    row("wildcard, no level", by(named({"DNS:*.test.localhost"})), TlsFault::WrongHost, "another name",
        QStringLiteral("test.localhost"));
    row("wildcard for all", by(named({"DNS:*"})), TlsFault::WrongHost, "another name");
    row("name for an address", by(named({"DNS:localhost", "DNS:127.0.0.1"})), TlsFault::WrongHost, "another name",
        QStringLiteral("127.0.0.1"));
    row("other address", by(named({"IP:127.0.0.2"})), TlsFault::WrongHost, "another name", QStringLiteral("127.0.0.1"));
    row("common name only", by(named({})), TlsFault::WrongHost, "another name");
    TestCertificate::Options clients;
    clients.forClientsOnly = true;
    row("for clients only", by(clients), TlsFault::WrongUsage, "not made for servers");
    TestCertificate::Options authority;
    authority.authority = true;
    row("an authority's own", by(authority), TlsFault::WrongUsage, "not made for servers");
    TestCertificate::Options shortKey;
    shortKey.rsaBits = 1024;
    row("short key", by(shortKey), TlsFault::WeakOrBroken, "key too weak");
    TestCertificate::Options sha1;
    sha1.sha1 = true;
    row("signed over SHA-1", by(sha1), TlsFault::WeakOrBroken, "digest algorithm too weak");
    row("signed by no authority", TestCertificate::signedBy(by(called("Not an authority"))), TlsFault::WeakOrBroken,
        "CA certificate");
    const TestCertificate twin =
        TestCertificate::authority(QSslCertificate(m_root.pem()).subjectInfo(QSslCertificate::CommonName).value(0));
    row("signed by a root of the same name", TestCertificate::signedBy(twin), TlsFault::WeakOrBroken, "signature");
    TestCertificate::Options middle = called("Intermediate");
    middle.authority = true;
    TestCertificate lonely = TestCertificate::signedBy(by(middle));
    lonely.withIssuer = false;
    row("intermediate not shown", lonely, TlsFault::UnknownRoot, "No authority");
    TestCertificate::Options oldMiddle = middle;
    oldMiddle.validFromDays = -9;
    oldMiddle.validToDays = -2;
    row("intermediate expired", TestCertificate::signedBy(by(oldMiddle)), TlsFault::Expired, "has expired");
    TestCertificate old = by({});
    old.oldestVersion = old.newestVersion = TLS1_1_VERSION;
    row("TLS 1.1", old, TlsFault::OldProtocol, "1.2");
}

void TestEngineTls::faults_areNamedWithTheFingerprint()
{
    QFETCH(TestCertificate, leaf);
    QFETCH(QString, host);
    QFETCH(TlsFault, fault);
    QFETCH(QString, words);
    RequestLog log;
    ScriptedServer server(log.script(200, "x"), leaf);
    TestEngine engine;
    const DownloadRequest down = trusting(server.url(QStringLiteral("/"), host), m_root);
    UploadRequest up = uploadOf(down.url, engine.file(QStringLiteral("a"), "x"));
    up.options = down.options;
    up.options.bearerToken = QStringLiteral("s3cret");
    for (const TransferRequest &request : {TransferRequest(down), TransferRequest(up)}) {
        const TransferId id = engine.run(request);
        const TransferError error = engine.probe().error(id);
        QCOMPARE(error.kind, ErrorKind::Tls);
        QVERIFY2(error.tls.fault == fault, qPrintable(QString::number(int(error.tls.fault)) + error.detail));
        QVERIFY2(errorText(error).contains(words), qPrintable(errorText(error)));
        QCOMPARE(error.subject, host);
        if (fault != TlsFault::OldProtocol) { // it shows none
            QCOMPARE(error.tls.sha256Fingerprint, leaf.sha256());
            QCOMPARE(error.tls.chain.value(0).toDer(), leaf.der());
        }
    }
    QVERIFY(log.all().isEmpty()); // not a byte of a request left
}

// A person compares the leaf's fingerprint, and sees who vouches for it.
void TestEngineTls::fault_comesWithAllThatWasShown()
{
    TestCertificate::Options middle = called("Intermediate");
    middle.authority = true;
    const TestCertificate intermediate = TestCertificate::signedBy(TestCertificate::authority(), middle);
    const TestCertificate leaf = TestCertificate::signedBy(intermediate);
    RequestLog log;
    ScriptedServer server(log.script(200, "x"), leaf);
    TestEngine engine;
    const DownloadRequest down = trusting(server.url(QStringLiteral("/"), localhost), m_root);
    UploadRequest up = uploadOf(down.url, engine.file(QStringLiteral("a"), "x"));
    up.options = down.options;
    for (const TransferRequest &request : {TransferRequest(down), TransferRequest(up)}) {
        const TransferId id = engine.run(request);
        const TransferError error = engine.probe().error(id);
        QCOMPARE(error.kind, ErrorKind::Tls);
        QVERIFY2(error.tls.fault == TlsFault::UnknownRoot, qPrintable(errorText(error)));
        QList<QByteArray> chain;
        for (const QSslCertificate &one : error.tls.chain)
            chain.append(one.toDer());
        QCOMPARE(chain, QList<QByteArray>({leaf.der(), intermediate.der()}));
        QCOMPARE(error.tls.sha256Fingerprint, leaf.sha256());
        const std::optional<TransferError> shown = engine.probe().last(id).error;
        QVERIFY(shown && shown->tls.chain == error.tls.chain);
    }
    QVERIFY(log.all().isEmpty());
}

void TestEngineTls::wantedClientCertificate_isSaidAndNotTriedAgain_data()
{
    QTest::addColumn<int>("newest");
    QTest::addColumn<bool>("upload");
    QTest::newRow("TLS 1.2") << TLS1_2_VERSION << false;
    QTest::newRow("TLS 1.2, upload") << TLS1_2_VERSION << true;
    QTest::newRow("TLS 1.3") << TLS1_3_VERSION << false;
    QTest::newRow("TLS 1.3, upload") << TLS1_3_VERSION << true;
}

// From TLS 1.3 on, the server says so only when the handshake is over on this side.
void TestEngineTls::wantedClientCertificate_isSaidAndNotTriedAgain()
{
    QFETCH(int, newest);
    QFETCH(bool, upload);
    TestCertificate leaf = TestCertificate::signedBy(m_root);
    leaf.mutual = true;
    leaf.newestVersion = newest;
    RequestLog log;
    ScriptedServer server(log.script(200, "x"), leaf);
    TestEngine engine;
    DownloadRequest down = trusting(server.url(QStringLiteral("/"), localhost), m_root);
    down.options.retries = 2;
    UploadRequest up = uploadOf(down.url, engine.file(QStringLiteral("a"), "x"));
    up.options = down.options;
    const TransferId id = upload ? engine.run(up) : engine.run(down);
    const TransferError error = engine.probe().error(id);
    QVERIFY2(error.kind == ErrorKind::Tls, qPrintable(QLatin1String(errorCode(error.kind)) + error.detail));
    QVERIFY2(errorText(error).contains(QStringLiteral("wants a certificate")), qPrintable(errorText(error)));
    QVERIFY(error.tls.sha256Fingerprint.isEmpty()); // it is not the server's that is at fault
    QCOMPARE(server.connections(), 1);
    QVERIFY(log.all().isEmpty());
}

void TestEngineTls::exception_isForThisCertificate()
{
    const TestCertificate leaf = TestCertificate::selfSigned();
    RequestLog log;
    ScriptedServer server(log.script(closing()), leaf);
    TestEngine engine;
    const QUrl url = server.url(QStringLiteral("/"), localhost);
    const TransferId refused = engine.run(strict(url));
    QCOMPARE(engine.probe().error(refused).tls.sha256Fingerprint, leaf.sha256());
    engine->trustCertificate(localhost, server.port(), TestCertificate::selfSigned().sha256());
    const TransferId other = engine.run(strict(url));
    QCOMPARE(engine.probe().error(other).kind, ErrorKind::Tls);
    engine->trustCertificate(localhost, server.port(), leaf.sha256());
    engine->retry({refused});
    QVERIFY(engine.probe().waitForOutcome(refused, 2));
    QCOMPARE(engine.probe().state(refused), TransferState::Ready);
    QCOMPARE(log.count(), 1);
}

void TestEngineTls::exception_isForThisPort()
{
    const TestCertificate leaf = TestCertificate::selfSigned();
    RequestLog log;
    ScriptedServer server(log.script(200), leaf);
    ScriptedServer other(log.script(200), leaf);
    TestEngine engine;
    engine->trustCertificate(localhost, server.port(), leaf.sha256());
    QCOMPARE(engine.probe().state(engine.run(strict(server.url(QStringLiteral("/"), localhost)))),
             TransferState::Ready);
    const TransferId id = engine.run(strict(other.url(QStringLiteral("/"), localhost)));
    QCOMPARE(engine.probe().error(id).tls.fault, TlsFault::SelfSigned);
    QCOMPARE(log.count(), 1);
}

void TestEngineTls::exception_isForThisHost()
{
    const TestCertificate leaf = TestCertificate::selfSigned();
    RequestLog log;
    ScriptedServer server(log.script(200), leaf);
    TestEngine engine;
    engine->trustCertificate(localhost, server.port(), leaf.sha256());
    QCOMPARE(engine.probe().state(engine.run(strict(server.url(QStringLiteral("/"), localhost)))),
             TransferState::Ready);
    const TransferId id = engine.run(strict(server.url())); // the same server under its address
    QCOMPARE(engine.probe().error(id).tls.fault, TlsFault::SelfSigned);
    const TransferId capitals = engine.run(strict(server.url(QStringLiteral("/"), QStringLiteral("LOCALHOST"))));
    QCOMPARE(engine.probe().state(capitals), TransferState::Ready);
}

void TestEngineTls::exception_changedCertificateIsRefusedAgain()
{
    const TestCertificate first = TestCertificate::selfSigned();
    const TestCertificate second = TestCertificate::selfSigned();
    RequestLog log;
    const auto answer = log.script(closing());
    ScriptedServer server({[&](ScriptPeer &peer) {
                               if (peer.startTls(first))
                                   answer(peer);
                           },
                           [&](ScriptPeer &peer) {
                               if (peer.startTls(second))
                                   answer(peer);
                           }});
    QUrl url = server.url(QStringLiteral("/"), localhost);
    url.setScheme(QStringLiteral("https"));
    TestEngine engine;
    engine->trustCertificate(localhost, server.port(), first.sha256());
    QCOMPARE(engine.probe().state(engine.run(strict(url))), TransferState::Ready);
    const TransferId id = engine.run(strict(url));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Tls);
    QCOMPARE(engine.probe().error(id).tls.sha256Fingerprint, second.sha256());
    QCOMPARE(log.count(), 1);
}

void TestEngineTls::exception_takenBackCountsForTheNextConnection()
{
    const TestCertificate leaf = TestCertificate::selfSigned();
    RequestLog log;
    ScriptedServer server(log.script(200), leaf); // keeps its connections
    TestEngine engine;
    const QUrl url = server.url(QStringLiteral("/"), localhost);
    engine->trustCertificate(localhost, server.port(), leaf.sha256());
    QCOMPARE(engine.probe().state(engine.run(strict(url))), TransferState::Ready);
    engine->distrustCertificate(localhost, server.port());
    const TransferId id = engine.run(strict(url));
    QCOMPARE(engine.probe().error(id).tls.fault, TlsFault::SelfSigned);
    QCOMPARE(log.count(), 1);
    engine->trustCertificate(localhost, server.port(), leaf.sha256());
    QCOMPARE(engine.probe().state(engine.run(strict(url))), TransferState::Ready);
}

void TestEngineTls::exception_oldVersionsHaveNone()
{
    TestCertificate leaf = TestCertificate::selfSigned();
    leaf.oldestVersion = leaf.newestVersion = TLS1_1_VERSION;
    RequestLog log;
    ScriptedServer server(log.script(200), leaf);
    TestEngine engine;
    engine->trustCertificate(localhost, server.port(), leaf.sha256());
    const TransferId id = engine.run(strict(server.url(QStringLiteral("/"), localhost)));
    QCOMPARE(engine.probe().error(id).tls.fault, TlsFault::OldProtocol);
    QCOMPARE(log.count(), 0);
}

void TestEngineTls::insecure_isForThisRequestOnly()
{
    RequestLog log;
    ScriptedServer server(log.script(200), TestCertificate::selfSigned());
    TestEngine engine;
    DownloadRequest request = strict(server.url());
    request.options.insecure = true;
    QCOMPARE(engine.probe().state(engine.run(request)), TransferState::Ready);
    const TransferId id = engine.run(strict(server.url())); // and not on the connection that was kept
    QCOMPARE(engine.probe().error(id).tls.fault, TlsFault::SelfSigned);
    QCOMPARE(log.count(), 1);
}

void TestEngineTls::redirect_isJudgedAtEveryHop()
{
    const TestCertificate leaf = TestCertificate::selfSigned();
    RequestLog log;
    ScriptedServer away(log.script(200), leaf);
    ScriptedServer home(log.script(302, {}, {"Location: " + away.url(QStringLiteral("/"), localhost).toEncoded()}),
                        leaf);
    TestEngine engine;
    engine->trustCertificate(localhost, home.port(), leaf.sha256());
    const TransferId id = engine.run(strict(home.url(QStringLiteral("/"), localhost)));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Tls);
    QCOMPARE(engine.probe().last(id).exchange->redirects.size(), 1);
    QCOMPARE(log.count(), 1);
}

QTEST_GUILESS_MAIN(TestEngineTls)
#include "tst_engine_tls.moc"
