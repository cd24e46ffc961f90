#include "core/wire/NetworkAccessManager.h"
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

/// HTTP/2, where it is offered: the same promises as with HTTP/1.1, against Node's server.
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
    void upload_arrivesWhole_data();
    void upload_arrivesWhole();
    void brokenAnswer_isNeverDone_data();
    void brokenAnswer_isNeverDone();
    void refusal_stopsSending_data();
    void refusal_stopsSending();
    void earlySuccess_isNotDone();
    void silence_timesOut();
    void rateLimit_letsAllThrough_data();
    void rateLimit_letsAllThrough();
    void abort_closesTheConnection_data();
    void abort_closesTheConnection();
    void ten_haveAConnectionEach();
    void connection_isKept_data();
    void connection_isKept();
    void connectionThatSaidGoodbye_isLeft();
    void nginx_isResumed();

private:
    QUrl url(const QString &path) const { return QUrl(m_node.url(path)); }
    DownloadRequest fetch(const QString &path) const { return trusting(downloadOf(url(path))); }
    UploadRequest post(const QString &path, const QByteArray &content) const;
    template <typename Request>
    Request trusting(Request request) const;
    QJsonObject seen() const { return seen(m_node); }
    QJsonObject seen(const NodeReceiver &node) const;
    QJsonObject answerOf(TransferId id) const;
    QByteArray protocolOf(TransferId id) const { return m_engine->probe().last(id).exchange->protocol; }

    TestCertificates m_certificates;
    NodeReceiver m_node;
    std::unique_ptr<TestEngine> m_engine;
};

namespace {

/// What is spoken for a request with a body.
const char *const withBody = NetworkAccessManager::sendsBodiesWithHttp2() ? "HTTP/2" : "HTTP/1.1";

constexpr qint64 size = 3 * 1024 * 1024 + 7;

EngineOptions withHttp2()
{
    EngineOptions options;
    options.http2 = true;
    return options;
}

} // namespace

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

UploadRequest TestEngineHttp2::post(const QString &path, const QByteArray &content) const
{
    return trusting(uploadOf(url(path), m_engine->file(QStringLiteral("up.bin"), content)));
}

/// What the server counted, asked with HTTP/1.1 by an engine of its own.
QJsonObject TestEngineHttp2::seen(const NodeReceiver &node) const
{
    const TestEngine other;
    const TransferId id = other.run(trusting(downloadOf(QUrl(node.url(QStringLiteral("/seen"))))));
    return QJsonDocument::fromJson(TestEngine::contentOf(other.probe().last(id).tempPath)).object();
}

QJsonObject TestEngineHttp2::answerOf(TransferId id) const
{
    return QJsonDocument::fromJson(m_engine->probe().last(id).exchange->body).object();
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

/// A stream tells its end by itself (RFC 9113 8.1), so that a missing length leaves nothing in doubt.
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
    QVERIFY(!item.lengthUnknown);
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

void TestEngineHttp2::upload_arrivesWhole_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<bool>("raw");
    QTest::newRow("form") << size << false;
    QTest::newRow("form of an empty file") << qint64(0) << false;
    QTest::newRow("raw") << 20 * size << true;
    QTest::newRow("raw, empty") << qint64(0) << true;
}

void TestEngineHttp2::upload_arrivesWhole()
{
    QFETCH(qint64, bytes);
    QFETCH(bool, raw);
    const QByteArray content = pattern(bytes);
    const QString path = m_engine->file(QStringLiteral("up.bin"), content);
    const TransferId id = m_engine->run(
        trusting(raw ? putOf(url(QStringLiteral("/up")), path) : uploadOf(url(QStringLiteral("/up")), path)));
    QVERIFY2(m_engine->probe().state(id) == TransferState::Done, qPrintable(m_engine->probe().error(id).detail));
    QCOMPARE(protocolOf(id), QByteArray(withBody));
    const QJsonObject answer = answerOf(id);
    const QJsonObject file = raw ? answer : answer.value(QStringLiteral("parts")).toArray().at(0).toObject();
    QCOMPARE(file.value(QStringLiteral("size")).toInteger(), bytes);
    QCOMPARE(file.value(QStringLiteral("sha256")).toString(), QString::fromLatin1(sha256Hex(content)));
    QVERIFY(m_engine->probe().last(id).exchange->requestHeaders.contains("User-Agent"));
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

void TestEngineHttp2::refusal_stopsSending_data()
{
    QTest::addColumn<QString>("path");
    if (!NetworkAccessManager::sendsBodiesWithHttp2())
        QSKIP("this libcurl sends no bodies with HTTP/2");
    for (const char *path : {"/refuse", "/refuse?nolength", "/refuse?reset", "/refuse?nolength&reset"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void TestEngineHttp2::refusal_stopsSending()
{
    QFETCH(QString, path);
    const qint64 large = qint64(2) * 1024 * 1024 * 1024;
    const TransferId id =
        m_engine->run(trusting(putOf(url(path), m_engine->largeFile(QStringLiteral("large.bin"), large))));
    const TransferSnapshot &item = m_engine->probe().last(id);
    QVERIFY2(item.state == TransferState::Refused, qPrintable(m_engine->probe().error(id).detail));
    QCOMPARE(item.statusCode(), 413);
    QCOMPARE(item.exchange->body, QByteArray("no more\n"));
    QVERIFY2(item.bytesDone < 64 * 1024 * 1024, qPrintable(QString::number(item.bytesDone)));
}

/// A yes to a body that was not read is none.
void TestEngineHttp2::earlySuccess_isNotDone()
{
    if (!NetworkAccessManager::sendsBodiesWithHttp2())
        QSKIP("this libcurl sends no bodies with HTTP/2");
    const qint64 large = 64 * 1024 * 1024;
    UploadRequest request = trusting(
        putOf(url(QStringLiteral("/refuse?reset&code=200")), m_engine->largeFile(QStringLiteral("large.bin"), large)));
    const TransferId id = m_engine->run(request);
    QCOMPARE(m_engine->probe().state(id), TransferState::Failed);
    QCOMPARE(m_engine->probe().error(id).kind, ErrorKind::Network);
}

void TestEngineHttp2::silence_timesOut()
{
    DownloadRequest request = fetch(QStringLiteral("/get?hang=1000&size=2000"));
    request.options.timeout = std::chrono::seconds(1);
    const TransferId id = m_engine->run(request);
    QCOMPARE(m_engine->probe().error(id).kind, ErrorKind::Timeout);
    QCOMPARE(m_engine->probe().last(id).bytesDone, qint64(1000));
}

void TestEngineHttp2::rateLimit_letsAllThrough_data()
{
    QTest::addColumn<bool>("up");
    QTest::newRow("down") << false;
    QTest::newRow("up") << true;
}

void TestEngineHttp2::rateLimit_letsAllThrough()
{
    QFETCH(bool, up);
    TransferRequest request;
    if (up) {
        UploadRequest upload = post(QStringLiteral("/up"), pattern(size));
        upload.options.rateLimit = 2 * size;
        request = upload;
    } else {
        DownloadRequest download = fetch(QStringLiteral("/get?size=%1").arg(size));
        download.options.rateLimit = 2 * size;
        request = download;
    }
    const TransferId id = m_engine->run(request);
    QCOMPARE(m_engine->probe().state(id), up ? TransferState::Done : TransferState::Ready);
    QCOMPARE(protocolOf(id), QByteArray(up ? withBody : "HTTP/2"));
    if (up) {
        const QJsonObject part = answerOf(id).value(QStringLiteral("parts")).toArray().at(0).toObject();
        QCOMPARE(part.value(QStringLiteral("sha256")).toString(), QString::fromLatin1(sha256Hex(pattern(size))));
    } else {
        QCOMPARE(m_engine->probe().last(id).sha256, sha256Hex(pattern(size)));
    }
}

void TestEngineHttp2::abort_closesTheConnection_data()
{
    QTest::addColumn<bool>("up");
    QTest::addColumn<QString>("path");
    QTest::addColumn<TransferState>("state");
    QTest::newRow("receiving") << false << QStringLiteral("/get?hang=1000&size=2000") << TransferState::Receiving;
    QTest::newRow("awaiting") << false << QStringLiteral("/silent") << TransferState::Awaiting;
    if (!NetworkAccessManager::sendsBodiesWithHttp2())
        return;
    QTest::newRow("sending") << true << QStringLiteral("/deaf") << TransferState::Sending;
    QTest::newRow("sent") << true << QStringLiteral("/silent") << TransferState::Awaiting;
}

void TestEngineHttp2::abort_closesTheConnection()
{
    QFETCH(bool, up);
    QFETCH(QString, path);
    QFETCH(TransferState, state);
    const bool much = state == TransferState::Sending;
    const TransferId id =
        (*m_engine)->add(up ? TransferRequest(post(path, much ? pattern(40 * size) : QByteArray("little")))
                            : TransferRequest(fetch(path)));
    QVERIFY(m_engine->probe().waitForState(id, state));
    QCOMPARE(seen().value(QStringLiteral("openSessions")).toInt(), 1);
    (*m_engine)->cancel({id});
    QVERIFY(m_engine->probe().waitForOutcome(id));
    QVERIFY(m_engine->probe().cancelled(id));
    QTRY_COMPARE(seen().value(QStringLiteral("openSessions")).toInt(), 0);
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

void TestEngineHttp2::connection_isKept_data()
{
    QTest::addColumn<bool>("up");
    QTest::newRow("down") << false;
    QTest::newRow("up") << true;
}

void TestEngineHttp2::connection_isKept()
{
    QFETCH(bool, up);
    for (const bool reused : {false, true, true}) {
        const TransferId id = m_engine->run(up ? TransferRequest(post(QStringLiteral("/up"), pattern(size)))
                                               : TransferRequest(fetch(QStringLiteral("/get?size=%1").arg(size))));
        QCOMPARE(m_engine->probe().state(id), up ? TransferState::Done : TransferState::Ready);
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
    const TransferId id = m_engine->run(post(QStringLiteral("/up"), "after all"));
    QCOMPARE(m_engine->probe().state(id), TransferState::Done);
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
