#include "tests/support/engine/WireProbe.h"
#include "tests/support/Pattern.h"
#include "tests/support/ScriptedServer.h"
#include "tests/support/TestProxy.h"

#include <openssl/ssl.h>

#include <QBuffer>
#include <QTemporaryFile>

using namespace ferry;

namespace {

void answerAll(ScriptPeer &peer)
{
    while (!peer.readRequest().isEmpty())
        peer.reply(200, "secret");
}

/// Roots in a file, as CaCertFileAttribute takes them.
class RootsFile
{
public:
    explicit RootsFile(const TestCertificate &root)
    {
        m_file.open();
        m_file.write(root.pem());
        m_file.close();
    }
    QString path() const { return m_file.fileName(); }

private:
    QTemporaryFile m_file;
};

/// What SSL_CERT_FILE names while the object lives.
class RootsOfEnvironment
{
public:
    explicit RootsOfEnvironment(const QString &path) { qputenv(variable, QFile::encodeName(path)); }
    ~RootsOfEnvironment()
    {
        if (m_before.isNull())
            qunsetenv(variable);
        else
            qputenv(variable, m_before);
    }
    Q_DISABLE_COPY_MOVE(RootsOfEnvironment)

private:
    static constexpr const char *variable = "SSL_CERT_FILE";
    const QByteArray m_before = qgetenv(variable);
};

QNetworkRequest withRoots(const QUrl &url, const RootsFile &roots)
{
    QNetworkRequest request = directRequest(url);
    request.setAttribute(wireAttribute(NetworkAccessManager::CaCertFileAttribute), roots.path());
    return request;
}

QNetworkRequest pinned(QNetworkRequest request, const TestCertificate &certificate)
{
    request.setAttribute(wireAttribute(NetworkAccessManager::PinnedCertificateAttribute), certificate.sha256());
    return request;
}

} // namespace

Q_DECLARE_METATYPE(ferry::TlsFault)

/// Whom the wire trusts, what it says about whom it does not, and that nothing leaves before.
class tst_wire_tls : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void knownAuthorityIsTrusted();
    void faultsAreNamed_data();
    void faultsAreNamed();
    void lesserFaultsAreKept();
    void wildcardsAreWholeLabels_data();
    void wildcardsAreWholeLabels();
    void oldVersionsAreRefused_data();
    void oldVersionsAreRefused();
    void plainAnswerIsAHandshakeFault();
    void missingRootsFileIsAFault();
    void systemRootsDoNotKnowUs();
    void environmentNamesTheSystemsRoots();
    void environmentsRootsThatCannotBeRead_data();
    void environmentsRootsThatCannotBeRead();
    void sslErrorsCanBeIgnored_data();
    void sslErrorsCanBeIgnored();
    void ignoringTheWrongErrorIsNotEnough();
    void ignoringCountsForTheCertificateShown();
    void bodyIsSentOnceAfterIgnoring();
    void abortInSslErrors();
    void deleteInSslErrors();
    void pinnedCertificateIsTaken_data();
    void pinnedCertificateIsTaken();
    void otherCertificateThanThePinnedIsRefused();
    void pinDoesNotRefuseAGoodCertificate();
    void exceptionsDoNotReachOtherRequests_data();
    void exceptionsDoNotReachOtherRequests();
    void everyNewConnectionIsJudged();
    void keptConnectionKeepsItsFacts();
    void connectionWithoutAFutureIsClosed();
    void cutWithoutGoodbyeIsAnError();
    void resetIsAnError();
    void encryptedIsToldOncePerConnection();
    void manyPinsLeaveNoPoolsBehind();

private:
    TestCertificate m_authority;
    std::unique_ptr<RootsFile> m_roots;
};

void tst_wire_tls::init()
{
    if (!m_roots) {
        m_authority = TestCertificate::authority();
        m_roots = std::make_unique<RootsFile>(m_authority);
    }
}

void tst_wire_tls::knownAuthorityIsTrusted()
{
    const TestCertificate leaf = TestCertificate::signedBy(m_authority);
    ScriptedServer server(answerAll, leaf);
    NetworkAccessManager manager;
    for (const char *host : {"localhost", "127.0.0.1", "LOCALHOST"}) {
        std::unique_ptr<QNetworkReply> reply(
            manager.get(withRoots(server.url(QStringLiteral("/"), QLatin1String(host)), *m_roots)));
        const SignalLog log(reply.get());
        QVERIFY(ended(reply.get()));
        QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
        QCOMPARE(reply->readAll(), QByteArray("secret"));
        QCOMPARE(log.count("sslErrors"), 0);
        const WireFacts facts = wireFacts(reply.get());
        QCOMPARE(facts.tls.fault, TlsFault::None);
        QCOMPARE(facts.tls.sha256Fingerprint, leaf.sha256());
        QCOMPARE(facts.tls.chain.size(), 2);
        QCOMPARE(facts.tls.chain.constFirst().toDer(), leaf.der());
        QCOMPARE(facts.timings.tlsDone > facts.timings.connected, log.count("encrypted") == 1);
    }
}

void tst_wire_tls::faultsAreNamed_data()
{
    QTest::addColumn<bool>("signedByUs");
    QTest::addColumn<bool>("rootKnown");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("forClients");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<TlsFault>("fault");
    QTest::addColumn<QSslError::SslError>("error");
    const QByteArray here = "DNS:localhost";
    QTest::newRow("self-signed") << false << true << -1 << 2 << false << here << TlsFault::SelfSigned
                                 << QSslError::SelfSignedCertificate;
    QTest::newRow("unknown root") << true << false << -1 << 2 << false << here << TlsFault::UnknownRoot
                                  << QSslError::SelfSignedCertificateInChain;
    QTest::newRow("expired") << true << true << -9 << -2 << false << here << TlsFault::Expired
                             << QSslError::CertificateExpired;
    QTest::newRow("not yet valid") << true << true << 2 << 9 << false << here << TlsFault::NotYetValid
                                   << QSslError::CertificateNotYetValid;
    QTest::newRow("wrong host") << true << true << -1 << 2 << false << QByteArray("DNS:other.example")
                                << TlsFault::WrongHost << QSslError::HostNameMismatch;
    QTest::newRow("wrong address") << true << true << -1 << 2 << false << QByteArray("IP:10.1.2.3")
                                   << TlsFault::WrongHost << QSslError::HostNameMismatch;
    QTest::newRow("for clients only") << true << true << -1 << 2 << true << here << TlsFault::WrongUsage
                                      << QSslError::InvalidPurpose;
}

void tst_wire_tls::faultsAreNamed()
{
    QFETCH(bool, signedByUs);
    QFETCH(bool, rootKnown);
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(bool, forClients);
    QFETCH(QByteArray, name);
    QFETCH(TlsFault, fault);
    QFETCH(QSslError::SslError, error);
    TestCertificate::Options options;
    options.validFromDays = from;
    options.validToDays = to;
    options.forClientsOnly = forClients;
    options.names = {name};
    const TestCertificate issuer = rootKnown ? m_authority : TestCertificate::authority();
    const TestCertificate leaf =
        signedByUs ? TestCertificate::signedBy(issuer, options) : TestCertificate::selfSigned(options);
    ScriptedServer server(answerAll, leaf);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.post(
        withRoots(server.url(QStringLiteral("/"), QStringLiteral("localhost")), *m_roots), QByteArray("do not tell")));
    QSignalSpy errors(reply.get(), &QNetworkReply::sslErrors);
    const SignalLog log(reply.get());
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::SslHandshakeFailedError);
    const WireFacts facts = wireFacts(reply.get());
    QCOMPARE(facts.fault, WireFault::Tls);
    QCOMPARE(facts.tls.fault, fault);
    QVERIFY(!facts.tls.alsoWrongHost && !facts.tls.alsoOutOfTime); // nothing is said twice
    QCOMPARE(facts.tls.sha256Fingerprint, leaf.sha256());
    QVERIFY(!facts.tls.chain.isEmpty());
    QCOMPARE(facts.tls.chain.constFirst().toDer(), leaf.der());
    QVERIFY(!facts.detail.isEmpty());
    QCOMPARE(facts.phase, Phase::Tls);
    QCOMPARE(errors.size(), 1);
    const auto list = errors.at(0).at(0).value<QList<QSslError>>();
    QVERIFY(std::any_of(list.begin(), list.end(), [error](const QSslError &e) { return e.error() == error; }));
    QCOMPARE(log.count("encrypted"), 0);
    QVERIFY(server.heads().isEmpty()); // not a byte of the request left
}

void tst_wire_tls::lesserFaultsAreKept()
{
    TestCertificate::Options options;
    options.validFromDays = -9;
    options.validToDays = -2;
    options.names = {"DNS:other.example"};
    ScriptedServer server(answerAll, TestCertificate::selfSigned(options));
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(
        manager.get(withRoots(server.url(QStringLiteral("/"), QStringLiteral("localhost")), *m_roots)));
    QVERIFY(ended(reply.get()));
    const TlsFacts facts = wireFacts(reply.get()).tls;
    QCOMPARE(facts.fault, TlsFault::SelfSigned);
    QVERIFY(facts.alsoWrongHost);
    QVERIFY(facts.alsoOutOfTime);
}

void tst_wire_tls::wildcardsAreWholeLabels_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<TlsFault>("fault");
    QTest::newRow("whole") << QByteArray("DNS:*.example.com") << TlsFault::None;
    QTest::newRow("end of a label") << QByteArray("DNS:f*.example.com") << TlsFault::WrongHost;
    QTest::newRow("start of a label") << QByteArray("DNS:*oo.example.com") << TlsFault::WrongHost;
}

/// RFC 9525 6.3. A proxy leads every name to here.
void tst_wire_tls::wildcardsAreWholeLabels()
{
    QFETCH(QByteArray, name);
    QFETCH(TlsFault, fault);
    TestCertificate::Options options;
    options.names = {name};
    ScriptedServer server(answerAll, TestCertificate::signedBy(m_authority, options));
    ScriptedServer proxy(testproxy::http());
    NetworkAccessManager manager;
    QNetworkRequest request = withRoots(server.url(QStringLiteral("/"), QStringLiteral("foo.example.com")), *m_roots);
    request.setAttribute(wireAttribute(NetworkAccessManager::ProxyAttribute), proxy.url());
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).tls.fault, fault);
    QCOMPARE(server.heads().size(), fault == TlsFault::None ? 1 : 0);
}

void tst_wire_tls::oldVersionsAreRefused_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("TLS 1.0") << TLS1_VERSION;
    QTest::newRow("TLS 1.1") << TLS1_1_VERSION;
}

void tst_wire_tls::oldVersionsAreRefused()
{
    QFETCH(int, version);
    TestCertificate leaf = TestCertificate::signedBy(m_authority);
    leaf.oldestVersion = version;
    leaf.newestVersion = version;
    ScriptedServer server(answerAll, leaf);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(withRoots(server.url(), *m_roots)));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::SslHandshakeFailedError);
    const WireFacts facts = wireFacts(reply.get());
    QCOMPARE(facts.fault, WireFault::Tls);
    QVERIFY2(facts.tls.fault == TlsFault::OldProtocol, qPrintable(facts.detail));
}

void tst_wire_tls::plainAnswerIsAHandshakeFault()
{
    ScriptedServer server([](ScriptPeer &peer) { peer.send("HTTP/1.1 200 OK\r\n\r\nhello"); });
    QUrl url = server.url();
    url.setScheme(QStringLiteral("https"));
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(url)));
    const SignalLog log(reply.get());
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Tls);
    QCOMPARE(wireFacts(reply.get()).tls.fault, TlsFault::Handshake);
    QCOMPARE(log.count("sslErrors"), 0);
}

void tst_wire_tls::missingRootsFileIsAFault()
{
    ScriptedServer server(answerAll, TestCertificate::signedBy(m_authority));
    QNetworkRequest request = directRequest(server.url());
    request.setAttribute(wireAttribute(NetworkAccessManager::CaCertFileAttribute), QStringLiteral("/no/such/file"));
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Tls);
    QVERIFY(server.heads().isEmpty());
}

void tst_wire_tls::systemRootsDoNotKnowUs()
{
    ScriptedServer server(answerAll, TestCertificate::signedBy(m_authority));
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).tls.fault, TlsFault::UnknownRoot);
}

void tst_wire_tls::environmentNamesTheSystemsRoots()
{
    ScriptedServer server(answerAll, TestCertificate::signedBy(m_authority));
    const RootsFile others(TestCertificate::authority());
    NetworkAccessManager manager;
    const auto faultOf = [&manager](const QNetworkRequest &request) {
        std::unique_ptr<QNetworkReply> reply(manager.get(request));
        return ended(reply.get()) ? wireFacts(reply.get()).tls.fault : TlsFault::Handshake;
    };
    const RootsOfEnvironment ours(m_roots->path());
    QCOMPARE(faultOf(directRequest(server.url())), TlsFault::None);
    QCOMPARE(faultOf(withRoots(server.url(), others)), TlsFault::UnknownRoot); // the request's own come first
    const RootsOfEnvironment theirs(others.path());
    QCOMPARE(faultOf(withRoots(server.url(), *m_roots)), TlsFault::None);
}

void tst_wire_tls::environmentsRootsThatCannotBeRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("missing") << QStringLiteral("/no/such/roots.pem");
    QTest::newRow("a directory") << QStringLiteral("/");
}

// An error, and no other roots in their place; whoever asks for none does not miss them.
void tst_wire_tls::environmentsRootsThatCannotBeRead()
{
    QFETCH(QString, file);
    ScriptedServer server(answerAll, TestCertificate::signedBy(m_authority));
    ScriptedServer plain(answerAll);
    NetworkAccessManager manager;
    const RootsOfEnvironment unreadable(file);
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    const WireFacts facts = wireFacts(reply.get());
    QCOMPARE(facts.fault, WireFault::Request);
    QVERIFY2(facts.detail.contains(u'“' + file + u'”') && facts.detail.contains(QStringLiteral("SSL_CERT_FILE")),
             qPrintable(facts.detail));
    QVERIFY(server.heads().isEmpty());
    QNetworkRequest insecure = directRequest(server.url());
    insecure.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), true);
    for (const QNetworkRequest &request : {directRequest(plain.url()), withRoots(server.url(), *m_roots), insecure}) {
        reply.reset(manager.get(request));
        QVERIFY(ended(reply.get()));
        QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    }
}

void tst_wire_tls::sslErrorsCanBeIgnored_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("all, in the slot") << 0;
    QTest::newRow("the list, in the slot") << 1;
    QTest::newRow("all, before") << 2;
}

void tst_wire_tls::sslErrorsCanBeIgnored()
{
    QFETCH(int, how);
    ScriptedServer server(answerAll, TestCertificate::selfSigned());
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    if (how == 2)
        reply->ignoreSslErrors();
    connect(reply.get(), &QNetworkReply::sslErrors, reply.get(), [&](const QList<QSslError> &errors) {
        if (how == 0)
            reply->ignoreSslErrors();
        else if (how == 1)
            reply->ignoreSslErrors(errors);
    });
    const SignalLog log(reply.get());
    QVERIFY(ended(reply.get()));
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    QCOMPARE(reply->readAll(), QByteArray("secret"));
    QCOMPARE(log.count("sslErrors"), 1);
    QCOMPARE(log.count("finished"), 1);
    QCOMPARE(log.count("encrypted"), 1);
    QCOMPARE(server.heads().size(), 1);
}

void tst_wire_tls::ignoringTheWrongErrorIsNotEnough()
{
    ScriptedServer server(answerAll, TestCertificate::selfSigned());
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    reply->ignoreSslErrors({QSslError(QSslError::CertificateExpired)});
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Tls);
    QVERIFY(server.heads().isEmpty());
}

void tst_wire_tls::ignoringCountsForTheCertificateShown()
{
    // The second connection shows another certificate than the one that was taken.
    const TestCertificate first = TestCertificate::selfSigned();
    const TestCertificate second = TestCertificate::selfSigned();
    ScriptedServer server({[first](ScriptPeer &peer) { peer.startTls(first); },
                           [second](ScriptPeer &peer) {
                               if (peer.startTls(second))
                                   answerAll(peer);
                           }});
    QUrl url = server.url();
    url.setScheme(QStringLiteral("https"));
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(url)));
    reply->ignoreSslErrors();
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Tls);
    QCOMPARE(wireFacts(reply.get()).tls.sha256Fingerprint, second.sha256());
    QVERIFY(server.heads().isEmpty());
}

void tst_wire_tls::bodyIsSentOnceAfterIgnoring()
{
    QByteArray received;
    ScriptedServer server(
        [&received](ScriptPeer &peer) {
            peer.readRequest();
            received += peer.lastBody();
            peer.reply(200);
        },
        TestCertificate::selfSigned());
    NetworkAccessManager manager;
    const QByteArray content = pattern(3 * 1024 * 1024);
    std::unique_ptr<QNetworkReply> reply(manager.post(directRequest(server.url()), content));
    reply->ignoreSslErrors();
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QVERIFY(received == content);
}

void tst_wire_tls::abortInSslErrors()
{
    ScriptedServer server(answerAll, TestCertificate::selfSigned());
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    reply->ignoreSslErrors();
    connect(reply.get(), &QNetworkReply::sslErrors, reply.get(), &QNetworkReply::abort);
    const SignalLog log(reply.get());
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QCOMPARE(log.count("finished"), 1);
}

void tst_wire_tls::deleteInSslErrors()
{
    ScriptedServer server(answerAll, TestCertificate::selfSigned());
    NetworkAccessManager manager;
    QPointer<QNetworkReply> reply = manager.get(directRequest(server.url()));
    connect(reply, &QNetworkReply::sslErrors, this, [&reply] { delete reply.data(); });
    QTRY_VERIFY(reply.isNull());
}

void tst_wire_tls::pinnedCertificateIsTaken_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("to");
    QTest::newRow("self-signed") << QByteArray("DNS:localhost,IP:127.0.0.1") << 2;
    QTest::newRow("wrong host too") << QByteArray("DNS:other.example") << 2;
    QTest::newRow("expired too") << QByteArray("DNS:other.example") << 0;
}

void tst_wire_tls::pinnedCertificateIsTaken()
{
    QFETCH(QByteArray, name);
    QFETCH(int, to);
    TestCertificate::Options options;
    options.names = {name};
    options.validFromDays = -3;
    options.validToDays = to == 0 ? -1 : to;
    const TestCertificate leaf = TestCertificate::selfSigned(options);
    ScriptedServer server(answerAll, leaf);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(pinned(directRequest(server.url()), leaf)));
    const SignalLog log(reply.get());
    QVERIFY(ended(reply.get()));
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    QCOMPARE(log.count("sslErrors"), 0);
    QCOMPARE(reply->readAll(), QByteArray("secret"));
}

void tst_wire_tls::otherCertificateThanThePinnedIsRefused()
{
    ScriptedServer server(answerAll, TestCertificate::selfSigned());
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(
        manager.get(pinned(directRequest(server.url()), TestCertificate::selfSigned())));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Tls);
    QCOMPARE(wireFacts(reply.get()).tls.fault, TlsFault::SelfSigned);
    QVERIFY(server.heads().isEmpty());
}

void tst_wire_tls::pinDoesNotRefuseAGoodCertificate()
{
    ScriptedServer server(answerAll, TestCertificate::signedBy(m_authority));
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(
        manager.get(pinned(withRoots(server.url(), *m_roots), TestCertificate::selfSigned())));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
}

void tst_wire_tls::exceptionsDoNotReachOtherRequests_data()
{
    QTest::addColumn<int>("exception");
    QTest::newRow("any certificate") << 0;
    QTest::newRow("pinned") << 1;
    QTest::newRow("ignored in the slot") << 2;
    QTest::newRow("other roots") << 3;
}

void tst_wire_tls::exceptionsDoNotReachOtherRequests()
{
    // A connection that an exception opened is kept; a request without the exception must not ride on it, nor on its
    // TLS session.
    QFETCH(int, exception);
    const TestCertificate leaf =
        exception == 3 ? TestCertificate::signedBy(m_authority) : TestCertificate::selfSigned();
    ScriptedServer server(answerAll, leaf);
    NetworkAccessManager manager;
    for (int i = 0; i < 2; ++i) {
        QNetworkRequest request = exception == 3 ? withRoots(server.url(), *m_roots) : directRequest(server.url());
        if (exception == 0)
            request.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), true);
        if (exception == 1)
            request = pinned(request, leaf);
        std::unique_ptr<QNetworkReply> excepted(manager.get(request));
        if (exception == 2)
            excepted->ignoreSslErrors();
        QVERIFY(ended(excepted.get()));
        QCOMPARE(excepted->error(), QNetworkReply::NoError);

        std::unique_ptr<QNetworkReply> strict(manager.get(directRequest(server.url())));
        QVERIFY(ended(strict.get()));
        QCOMPARE(wireFacts(strict.get()).fault, WireFault::Tls);
        QVERIFY(!wireFacts(strict.get()).connectionReused);

        std::unique_ptr<QNetworkReply> otherPin(
            manager.get(pinned(directRequest(server.url()), TestCertificate::selfSigned())));
        QVERIFY(ended(otherPin.get()));
        QCOMPARE(wireFacts(otherPin.get()).fault, WireFault::Tls);
        QCOMPARE(server.heads().size(), i + 1);
    }
}

void tst_wire_tls::everyNewConnectionIsJudged()
{
    // The same settings, a new connection, and meanwhile another certificate: a resumed session would not notice.
    const TestCertificate first = TestCertificate::selfSigned();
    const TestCertificate second = TestCertificate::selfSigned();
    ScriptedServer server({[first](ScriptPeer &peer) {
                               if (peer.startTls(first)) {
                                   peer.readRequest();
                                   peer.reply(200, "a", {"Connection: close"});
                               }
                           },
                           [second](ScriptPeer &peer) {
                               if (peer.startTls(second))
                                   answerAll(peer);
                           }});
    QUrl url = server.url();
    url.setScheme(QStringLiteral("https"));
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> taken(manager.get(pinned(directRequest(url), first)));
    QVERIFY(ended(taken.get()));
    QCOMPARE(taken->error(), QNetworkReply::NoError);
    std::unique_ptr<QNetworkReply> refused(manager.get(pinned(directRequest(url), first)));
    QVERIFY(ended(refused.get()));
    QCOMPARE(wireFacts(refused.get()).fault, WireFault::Tls);
    QCOMPARE(wireFacts(refused.get()).tls.sha256Fingerprint, second.sha256());
    QCOMPARE(server.heads().size(), 1);
}

void tst_wire_tls::keptConnectionKeepsItsFacts()
{
    const TestCertificate leaf = TestCertificate::signedBy(m_authority);
    ScriptedServer server(answerAll, leaf);
    NetworkAccessManager manager;
    for (int i = 0; i < 2; ++i) {
        std::unique_ptr<QNetworkReply> reply(manager.get(withRoots(server.url(), *m_roots)));
        QVERIFY(ended(reply.get()));
        QCOMPARE(wireFacts(reply.get()).connectionReused, i == 1);
        QCOMPARE(wireFacts(reply.get()).tls.sha256Fingerprint, leaf.sha256());
    }
    QCOMPARE(server.handshakes(), 1);
}

// Whether or not the other side says goodbye in its turn.
void tst_wire_tls::connectionWithoutAFutureIsClosed()
{
    ScriptedServer server(
        [](ScriptPeer &peer) {
            peer.readRequest();
            peer.reply(200, "hello", {"Connection: close"});
            peer.stall();
        },
        TestCertificate::signedBy(m_authority));
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(withRoots(server.url(), *m_roots)));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->readAll(), QByteArray("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 1000);
}

void tst_wire_tls::cutWithoutGoodbyeIsAnError()
{
    for (const bool polite : {true, false}) {
        ScriptedServer server(
            [polite](ScriptPeer &peer) {
                peer.readRequest();
                peer.send("HTTP/1.1 200 OK\r\n\r\nhello");
                if (!polite)
                    peer.cut();
            },
            TestCertificate::signedBy(m_authority));
        NetworkAccessManager manager;
        std::unique_ptr<QNetworkReply> reply(manager.get(withRoots(server.url(), *m_roots)));
        QVERIFY(ended(reply.get()));
        QCOMPARE(wireFacts(reply.get()).fault, polite ? WireFault::None : WireFault::Broken);
        QCOMPARE(reply->readAll(), QByteArray("hello"));
    }
}

void tst_wire_tls::resetIsAnError()
{
    ScriptedServer server(
        [](ScriptPeer &peer) {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            peer.reset();
        },
        TestCertificate::signedBy(m_authority));
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(withRoots(server.url(), *m_roots)));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Broken);
}

void tst_wire_tls::encryptedIsToldOncePerConnection()
{
    ScriptedServer server(answerAll, TestCertificate::signedBy(m_authority));
    NetworkAccessManager manager;
    for (int i = 0; i < 2; ++i) {
        std::unique_ptr<QNetworkReply> reply(manager.get(withRoots(server.url(), *m_roots)));
        const SignalLog log(reply.get());
        QVERIFY(ended(reply.get()));
        QCOMPARE(log.count("encrypted"), i == 0 ? 1 : 0);
        QVERIFY(reply->attribute(QNetworkRequest::ConnectionEncryptedAttribute).toBool());
    }
}

void tst_wire_tls::manyPinsLeaveNoPoolsBehind()
{
    const TestCertificate leaf = TestCertificate::signedBy(m_authority);
    ScriptedServer server(answerAll, leaf);
    NetworkAccessManager manager;
    for (int i = 0; i < 40; ++i) {
        QNetworkRequest request = withRoots(server.url(), *m_roots);
        request.setAttribute(wireAttribute(NetworkAccessManager::PinnedCertificateAttribute), QByteArray(32, char(i)));
        std::unique_ptr<QNetworkReply> reply(manager.get(request));
        QVERIFY(ended(reply.get()));
        QCOMPARE(reply->error(), QNetworkReply::NoError);
    }
    QVERIFY2(manager.openConnections() <= 16, qPrintable(QString::number(manager.openConnections())));
}

QTEST_GUILESS_MAIN(tst_wire_tls)
#include "tst_wire_tls.moc"
