#include "core/engine/AnswerBody.h"
#include "tests/net/peers/Peer.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace ferry;
using ferry::test::NginxPeer;
using ferry::test::NodeReceiver;
using ferry::test::pattern;
using ferry::test::sha256Hex;
using ferry::test::TestCertificates;

/// HTTP/2, where it is offered: the same promises as with HTTP/1.1, against Node, nginx and a
/// script that writes its frames itself.
class TestEngineHttp2 : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void offIsTheDefault();
    void takesEffectWithTheNextItem();
    void serverWithoutIt_isServedAsEver_data();
    void serverWithoutIt_isServedAsEver();
    void download_isWhole_data();
    void download_isWhole();
    void interimAnswersAndTrailers_areReadPast();
    void upload_keepsToHttp11_data();
    void upload_keepsToHttp11();
    void brokenAnswer_isNeverDone_data();
    void brokenAnswer_isNeverDone();
    void silence_timesOut_data();
    void silence_timesOut();
    void rateLimit_letsAllThrough();
    void abort_closesTheConnection_data();
    void abort_closesTheConnection();
    void cutAnswer_closesTheConnection();
    void redirect_isFollowed();
    void resetWithoutAnError_leavesTheLengthInDoubt();
    void wantsHttp11_isAskedAgain();
    void wantsHttp11_tooLate();
    void ten_haveAConnectionEach();
    void busyConnection_isLeftToWhoHasIt();
    void connection_isKept();
    void connectionThatSaidGoodbye_isLeft();
    void nginx_isResumed();

private:
    QUrl url(const QString &path) const { return QUrl(m_node.url(path)); }
    DownloadRequest fetch(const QString &path) const { return trusting(downloadOf(url(path))); }
    template <typename Request>
    Request trusting(Request request) const;
    DownloadRequest fromScript(const ScriptedServer &server, const TestCertificate &root) const;
    QJsonObject seen() const { return seen(m_node); }
    QJsonObject seen(const NodeReceiver &node) const;
    QByteArray protocolOf(TransferId id) const { return m_engine->probe().last(id).exchange->protocol; }

    TestCertificates m_certificates;
    NodeReceiver m_node;
    std::unique_ptr<TestEngine> m_engine;
};

namespace {

constexpr qint64 size = 3 * 1024 * 1024 + 7;

EngineOptions withHttp2()
{
    EngineOptions options;
    options.http2 = true;
    return options;
}

// RFC 9113 4.1: length, type, flags, stream.
QByteArray frame(quint8 type, quint8 flags, quint8 stream, const QByteArray &payload)
{
    QByteArray bytes = QByteArray::fromHex("0000000000000000") + char(stream) + payload;
    bytes[1] = char(payload.size() >> 8);
    bytes[2] = char(payload.size());
    bytes[3] = char(type);
    bytes[4] = char(flags);
    return bytes;
}

constexpr quint8 http11Required = 13; // RFC 9113 7

QByteArray reset(quint8 code)
{
    return frame(3, 0, 1, QByteArray::fromHex("000000") + char(code));
}

/// ":status: 200" is 0x88 (RFC 7541 A); neither it nor the bytes behind it end the stream.
QByteArray beginOfAnswer(const QByteArray &bytes)
{
    const QByteArray head = frame(1, 4, 1, "\x88");
    return bytes.isEmpty() ? head : head + frame(0, 0, 1, bytes);
}

/// Speaks HTTP/2 up to the request's header, and then as the script says.
ScriptedServer::Script overTls(const TestCertificate &leaf, ScriptedServer::Script then)
{
    return [leaf, then = std::move(then)](ScriptPeer &peer) {
        if (!peer.startTls(leaf, "h2"))
            return;
        peer.send(frame(4, 0, 0, {}));
        peer.read(QByteArrayLiteral("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").size());
        for (quint8 type = 0; type != 1;) {
            const QByteArray head = peer.read(9);
            if (head.size() < 9)
                return;
            type = quint8(head[3]);
            peer.read(quint8(head[1]) * 256 + quint8(head[2]));
        }
        peer.send(frame(4, 1, 0, {})); // takes the settings that came
        then(peer);
    };
}

/// Like a server that knows of no HTTP/2.
ScriptedServer::Script saysHello(const TestCertificate &leaf)
{
    return [leaf](ScriptPeer &peer) {
        if (!peer.startTls(leaf))
            return;
        peer.readRequest();
        peer.reply(200, "hello");
        peer.close();
    };
}

} // namespace

DownloadRequest TestEngineHttp2::fromScript(const ScriptedServer &server, const TestCertificate &root) const
{
    QUrl address = server.url();
    address.setScheme(QStringLiteral("https"));
    DownloadRequest request = downloadOf(address);
    request.options.caCertFile = m_engine->file(QStringLiteral("root.pem"), root.pem());
    return request;
}

void TestEngineHttp2::initTestCase()
{
    QVERIFY2(m_certificates.error().isEmpty(), qPrintable(m_certificates.error()));
    if (!m_node.start(&m_certificates, true))
        QSKIP(qPrintable(m_node.error()));
}

void TestEngineHttp2::init()
{
    m_engine = std::make_unique<TestEngine>(withHttp2());
}

template <typename Request>
Request TestEngineHttp2::trusting(Request request) const
{
    request.options.caCertFile = m_certificates.rootFile();
    return request;
}

/// What the server counted, asked with HTTP/1.1 by an engine of its own.
QJsonObject TestEngineHttp2::seen(const NodeReceiver &node) const
{
    const TestEngine other;
    const TransferId id = other.run(trusting(downloadOf(QUrl(node.url(QStringLiteral("/seen"))))));
    return QJsonDocument::fromJson(TestEngine::contentOf(other.probe().last(id).tempPath)).object();
}

void TestEngineHttp2::offIsTheDefault()
{
    const TestEngine plain;
    const TransferId id = plain.run(fetch(QStringLiteral("/get?size=10")));
    QCOMPARE(plain.probe().state(id), TransferState::Ready);
    QCOMPARE(plain.probe().last(id).exchange->protocol, QByteArray("HTTP/1.1"));
}

void TestEngineHttp2::takesEffectWithTheNextItem()
{
    for (const auto &[on, protocol] : {std::pair(false, "HTTP/1.1"), std::pair(true, "HTTP/2")}) {
        (*m_engine)->setHttp2(on);
        const TransferId id = m_engine->run(fetch(QStringLiteral("/get?size=10")));
        QCOMPARE(m_engine->probe().state(id), TransferState::Ready);
        QCOMPARE(protocolOf(id), QByteArray(protocol));
    }
}

void TestEngineHttp2::serverWithoutIt_isServedAsEver_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("https") << true;
    QTest::newRow("http, where it is not even offered") << false;
}

void TestEngineHttp2::serverWithoutIt_isServedAsEver()
{
    QFETCH(bool, tls);
    const TestCertificate root = TestCertificate::authority();
    RequestLog log;
    const std::unique_ptr<ScriptedServer> server =
        tls ? std::make_unique<ScriptedServer>(log.script(200, "x"), TestCertificate::signedBy(root))
            : std::make_unique<ScriptedServer>(log.script(200, "x"));
    DownloadRequest request = downloadOf(server->url());
    request.options.caCertFile = m_engine->file(QStringLiteral("root.pem"), root.pem());
    const TransferId id = m_engine->run(request);
    QCOMPARE(m_engine->probe().state(id), TransferState::Ready);
    QCOMPARE(protocolOf(id), QByteArray("HTTP/1.1"));
    QVERIFY(ScriptedServer::headerValue(log.at(0).head, "Upgrade").isEmpty());
}

void TestEngineHttp2::download_isWhole_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("with a length") << QStringLiteral("/get?size=%1").arg(size) << size;
    QTest::newRow("without one") << QStringLiteral("/get?nolength&size=%1").arg(size) << size;
    QTest::newRow("slowly") << QStringLiteral("/get?slow=300&size=%1").arg(size) << size;
    QTest::newRow("empty") << QStringLiteral("/get?size=0") << qint64(0);
}

void TestEngineHttp2::download_isWhole()
{
    QFETCH(QString, path);
    QFETCH(qint64, bytes);
    const TransferId id = m_engine->run(fetch(path));
    const TransferSnapshot &item = m_engine->probe().last(id);
    QVERIFY2(item.state == TransferState::Ready, qPrintable(m_engine->probe().error(id).detail));
    QCOMPARE(protocolOf(id), QByteArray("HTTP/2"));
    QCOMPARE(item.bytesDone, bytes);
    QCOMPARE(item.sha256, sha256Hex(pattern(bytes)));
    QCOMPARE(sha256Hex(TestEngine::contentOf(item.tempPath)), item.sha256);
    QCOMPARE(item.lengthUnknown, path.contains(QStringLiteral("nolength"))); // libcurl does not tell how it ended
}

void TestEngineHttp2::interimAnswersAndTrailers_areReadPast()
{
    const TransferId hints = m_engine->run(fetch(QStringLiteral("/hints")));
    QCOMPARE(m_engine->probe().state(hints), TransferState::Ready);
    QCOMPARE(m_engine->probe().last(hints).exchange->interimStatus, QList<int>{103});
    const TransferId trailer = m_engine->run(fetch(QStringLiteral("/trailer")));
    QCOMPARE(m_engine->probe().state(trailer), TransferState::Ready);
    QCOMPARE(TestEngine::contentOf(m_engine->probe().last(trailer).tempPath), QByteArray("with a trailer"));
}

/// What has left with HTTP/2 cannot be told for certain.
void TestEngineHttp2::upload_keepsToHttp11_data()
{
    QTest::addColumn<bool>("raw");
    QTest::newRow("form") << false;
    QTest::newRow("raw") << true;
}

void TestEngineHttp2::upload_keepsToHttp11()
{
    QFETCH(bool, raw);
    const QByteArray content = pattern(size);
    const QString path = m_engine->file(QStringLiteral("up.bin"), content);
    const QUrl where = url(QStringLiteral("/up"));
    const TransferId id = m_engine->run(trusting(raw ? putOf(where, path) : uploadOf(where, path)));
    QVERIFY2(m_engine->probe().state(id) == TransferState::Done, qPrintable(m_engine->probe().error(id).detail));
    QCOMPARE(protocolOf(id), QByteArray("HTTP/1.1"));
    const QJsonObject answer = QJsonDocument::fromJson(m_engine->probe().last(id).exchange->body).object();
    const QJsonObject file = raw ? answer : answer.value(QStringLiteral("parts")).toArray().at(0).toObject();
    QCOMPARE(file.value(QStringLiteral("sha256")).toString(), QString::fromLatin1(sha256Hex(content)));
}

void TestEngineHttp2::brokenAnswer_isNeverDone_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<qint64>("kept");
    for (const char *then : {"reset", "close", "goaway"}) {
        QTest::addRow("%s half-way", then)
            << QStringLiteral("/part?of=2000&size=1000&then=") + QLatin1String(then) << qint64(1000);
        QTest::addRow("%s, without a length", then)
            << QStringLiteral("/part?size=1000&then=") + QLatin1String(then) << qint64(1000);
    }
    QTest::newRow("ends too early") << QStringLiteral("/part?of=2000&size=1000&then=end") << qint64(1000);
    QTest::newRow("goes on too long") << QStringLiteral("/part?of=1000&size=2000&then=end") << qint64(-1);
    QTest::newRow("too many lines") << QStringLiteral("/many") << qint64(0);
    QTest::newRow("closed without a head") << QStringLiteral("/headless?then=close") << qint64(0);
    QTest::newRow("reset without a head") << QStringLiteral("/headless?then=INTERNAL_ERROR") << qint64(0);
    QTest::newRow("calm and no head") << QStringLiteral("/headless?then=ENHANCE_YOUR_CALM") << qint64(0);
}

void TestEngineHttp2::brokenAnswer_isNeverDone()
{
    QFETCH(QString, path);
    QFETCH(qint64, kept);
    const TransferId id = m_engine->run(fetch(path));
    const TransferSnapshot &item = m_engine->probe().last(id);
    QCOMPARE(item.state, TransferState::Failed);
    const ErrorKind kind = m_engine->probe().error(id).kind;
    QVERIFY2(kind == ErrorKind::Network || kind == ErrorKind::Protocol, errorCode(kind));
    QVERIFY(!m_engine->probe().error(id).detail.isEmpty());
    if (kept >= 0)
        QCOMPARE(item.bytesDone, kept);
}

void TestEngineHttp2::silence_timesOut_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<qint64>("kept");
    QTest::newRow("half-way") << QStringLiteral("/get?hang=1000&size=2000") << qint64(1000);
    QTest::newRow("before a head") << QStringLiteral("/silent") << qint64(0); // though frames have come
}

void TestEngineHttp2::silence_timesOut()
{
    QFETCH(QString, path);
    DownloadRequest request = fetch(path);
    request.options.timeout = std::chrono::seconds(1);
    const TransferId id = m_engine->run(request);
    QCOMPARE(m_engine->probe().error(id).kind, ErrorKind::Timeout);
    QTEST(m_engine->probe().last(id).bytesDone, "kept");
}

void TestEngineHttp2::rateLimit_letsAllThrough()
{
    DownloadRequest request = fetch(QStringLiteral("/get?size=%1").arg(size));
    request.options.rateLimit = 2 * size;
    const TransferId id = m_engine->run(request);
    QCOMPARE(m_engine->probe().state(id), TransferState::Ready);
    QCOMPARE(protocolOf(id), QByteArray("HTTP/2"));
    QCOMPARE(m_engine->probe().last(id).sha256, sha256Hex(pattern(size)));
}

void TestEngineHttp2::abort_closesTheConnection_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<TransferState>("state");
    QTest::newRow("receiving") << QStringLiteral("/get?hang=1000&size=2000") << TransferState::Receiving;
    QTest::newRow("awaiting") << QStringLiteral("/silent") << TransferState::Awaiting;
}

void TestEngineHttp2::abort_closesTheConnection()
{
    QFETCH(QString, path);
    QFETCH(TransferState, state);
    const TransferId id = (*m_engine)->add(fetch(path));
    QVERIFY(m_engine->probe().waitForState(id, state));
    QCOMPARE(seen().value(QStringLiteral("openSessions")).toInt(), 1);
    (*m_engine)->cancel({id});
    QVERIFY(m_engine->probe().waitForOutcome(id));
    QVERIFY(m_engine->probe().cancelled(id));
    QTRY_COMPARE(seen().value(QStringLiteral("openSessions")).toInt(), 0);
}

/// A page that nobody reads to its end would come all the same.
void TestEngineHttp2::cutAnswer_closesTheConnection()
{
    const QString path = QStringLiteral("/get?status=404&size=%1").arg(4 * AnswerBody::refusalLimit);
    const TransferId id = m_engine->run(fetch(path));
    QCOMPARE(m_engine->probe().state(id), TransferState::Refused);
    QTRY_COMPARE(seen().value(QStringLiteral("openSessions")).toInt(), 0);
}

void TestEngineHttp2::redirect_isFollowed()
{
    const TransferId id = m_engine->run(fetch(QStringLiteral("/redirect?to=/get?size=1000")));
    QCOMPARE(m_engine->probe().state(id), TransferState::Ready);
    QCOMPARE(m_engine->probe().last(id).exchange->redirects.size(), 1);
    QCOMPARE(protocolOf(id), QByteArray("HTTP/2"));
    QCOMPARE(m_engine->probe().last(id).sha256, sha256Hex(pattern(1000)));
}

/// libcurl takes it for the end of the stream, which it is after a whole answer alone (RFC 9113 8.1).
void TestEngineHttp2::resetWithoutAnError_leavesTheLengthInDoubt()
{
    const TestCertificate root = TestCertificate::authority();
    Gate seenByEngine;
    const ScriptedServer server(overTls(TestCertificate::signedBy(root), [&](ScriptPeer &peer) {
        peer.send(beginOfAnswer("half of it"));
        peer.await(seenByEngine);
        peer.send(reset(0));
        peer.stall();
    }));
    const TransferId id = (*m_engine)->add(fromScript(server, root));
    QTRY_COMPARE(m_engine->probe().last(id).bytesDone, 10);
    seenByEngine.open();
    QVERIFY(m_engine->probe().waitForOutcome(id));
    QCOMPARE(m_engine->probe().state(id), TransferState::Ready);
    QVERIFY(m_engine->probe().last(id).lengthUnknown);
}

/// libcurl then asks again with HTTP/1.1.
void TestEngineHttp2::wantsHttp11_isAskedAgain()
{
    const TestCertificate root = TestCertificate::authority();
    const TestCertificate leaf = TestCertificate::signedBy(root);
    const ScriptedServer server({overTls(leaf,
                                         [](ScriptPeer &peer) {
                                             peer.send(reset(http11Required));
                                             peer.stall();
                                         }),
                                 saysHello(leaf)});
    const TransferId id = m_engine->run(fromScript(server, root));
    QCOMPARE(m_engine->probe().state(id), TransferState::Ready);
    QCOMPARE(protocolOf(id), QByteArray("HTTP/1.1"));
    QCOMPARE(TestEngine::contentOf(m_engine->probe().last(id).tempPath), "hello");
}

/// It would ask again where a part of the answer has come, and put the two together.
void TestEngineHttp2::wantsHttp11_tooLate()
{
    const TestCertificate root = TestCertificate::authority();
    const TestCertificate leaf = TestCertificate::signedBy(root);
    Gate seenByEngine;
    const ScriptedServer server({overTls(leaf,
                                         [&](ScriptPeer &peer) {
                                             peer.send(beginOfAnswer("half of it"));
                                             peer.await(seenByEngine);
                                             peer.send(reset(http11Required));
                                             peer.stall();
                                         }),
                                 saysHello(leaf)});
    const TransferId id = (*m_engine)->add(fromScript(server, root));
    QTRY_COMPARE(m_engine->probe().last(id).bytesDone, 10);
    seenByEngine.open();
    QVERIFY(m_engine->probe().waitForOutcome(id));
    QCOMPARE(m_engine->probe().state(id), TransferState::Failed);
    QCOMPARE(m_engine->probe().error(id).kind, ErrorKind::Network);
    QVERIFY(server.heads().isEmpty());
}

void TestEngineHttp2::ten_haveAConnectionEach()
{
    NodeReceiver node;
    QVERIFY2(node.start(&m_certificates, true), qPrintable(node.error()));
    const DownloadRequest request = trusting(downloadOf(QUrl(node.url(QStringLiteral("/get?slow=500&size=100000")))));
    const QList<TransferId> ids = (*m_engine)->add(QList<TransferRequest>(12, request));
    QVERIFY(m_engine->probe().waitForOutcomes(ids));
    for (const TransferId id : ids) {
        QCOMPARE(m_engine->probe().state(id), TransferState::Ready);
        QCOMPARE(protocolOf(id), QByteArray("HTTP/2"));
    }
    const QJsonObject counted = seen(node);
    QCOMPARE(counted.value(QStringLiteral("most")).toInt(), 10);
    QCOMPARE(counted.value(QStringLiteral("sessions")).toInt(), 10);
}

void TestEngineHttp2::busyConnection_isLeftToWhoHasIt()
{
    const TransferId busy = (*m_engine)->add(fetch(QStringLiteral("/get?hang=1000&size=2000")));
    QVERIFY(m_engine->probe().waitForState(busy, TransferState::Receiving));
    const TransferId other = m_engine->run(fetch(QStringLiteral("/get?size=10")));
    QCOMPARE(m_engine->probe().state(other), TransferState::Ready);
    QCOMPARE(protocolOf(other), QByteArray("HTTP/2"));
    QVERIFY(!m_engine->probe().last(other).exchange->connectionReused);
    QCOMPARE(m_engine->probe().state(busy), TransferState::Receiving);
}

void TestEngineHttp2::connection_isKept()
{
    for (const bool reused : {false, true, true}) {
        const TransferId id = m_engine->run(fetch(QStringLiteral("/get?size=%1").arg(size)));
        QCOMPARE(m_engine->probe().state(id), TransferState::Ready);
        QCOMPARE(m_engine->probe().last(id).exchange->connectionReused, reused);
    }
}

void TestEngineHttp2::connectionThatSaidGoodbye_isLeft()
{
    for (int i = 0; i < 3; ++i) {
        const TransferId id = m_engine->run(fetch(QStringLiteral("/last")));
        QVERIFY2(m_engine->probe().state(id) == TransferState::Ready, qPrintable(m_engine->probe().error(id).detail));
        QVERIFY(!m_engine->probe().last(id).exchange->connectionReused);
    }
    const TransferId id = m_engine->run(fetch(QStringLiteral("/get?size=10")));
    QCOMPARE(m_engine->probe().state(id), TransferState::Ready);
}

/// nginx, as most people have it: paused half-way, the rest comes as a range of the same file.
void TestEngineHttp2::nginx_isResumed()
{
    NginxPeer nginx;
    if (!nginx.start(m_certificates, m_node.url(QString())))
        QSKIP(qPrintable(nginx.error()));
    const QByteArray content = pattern(8 * size);
    // nginx makes the tag of date and size, which prove nothing while the file may still change within a second.
    QFile file(nginx.addFile(QStringLiteral("big.bin"), content));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
    DownloadRequest request = trusting(downloadOf(QUrl(nginx.tlsUrl(QStringLiteral("big.bin")))));
    request.segments = 1;
    request.options.rateLimit = size;
    const TransferId id = (*m_engine)->add(request);
    QTRY_VERIFY(m_engine->probe().last(id).bytesDone > 0);
    (*m_engine)->pause({id});
    QVERIFY(m_engine->probe().waitForState(id, TransferState::Paused));
    const qint64 held = m_engine->probe().last(id).bytesDone;
    QVERIFY2(held > 0 && held < content.size(), qPrintable(QString::number(held)));
    (*m_engine)->setItemRateLimit({id}, 0);
    (*m_engine)->resume({id});
    QVERIFY(m_engine->probe().waitForOutcome(id));
    QCOMPARE(m_engine->probe().state(id), TransferState::Ready);
    QCOMPARE(m_engine->probe().last(id).statusCode(), 206);
    QCOMPARE(protocolOf(id), QByteArray("HTTP/2"));
    QCOMPARE(m_engine->probe().last(id).sha256, sha256Hex(content));
}

QTEST_GUILESS_MAIN(TestEngineHttp2)
#include "tst_engine_http2.moc"
