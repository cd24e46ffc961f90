#include "core/wire/Throttle.h"
#include "tests/support/engine/WireProbe.h"
#include "tests/support/Pattern.h"
#include "tests/support/ScriptedServer.h"

#include <atomic>
#include <QAbstractEventDispatcher>
#include <QBuffer>

using namespace ferry;

namespace {

/// Allows what the test says, byte by byte if need be.
class HandThrottle : public Throttle
{
public:
    HandThrottle() { limit(true); }
    qint64 take(Direction direction, qint64 wanted) override
    {
        ++asked;
        const qint64 given = qMin(wanted, allowed[direction]);
        allowed[direction] -= given;
        return given;
    }
    void allow(Direction direction, qint64 bytes)
    {
        allowed[direction] += bytes;
        wake();
    }
    void limit(bool on)
    {
        setRate(Down, on ? 50000 : 0);
        setRate(Up, on ? 50000 : 0);
        wake();
    }
    void wake()
    {
        if (waiter())
            waiter()->throttleChanged();
    }

    std::array<qint64, 2> allowed{};
    int asked = 0;
};

enum class Framing { Length, Chunked, Close };

QByteArray answerOf(const QByteArray &body, Framing framing)
{
    switch (framing) {
    case Framing::Length:
        return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    case Framing::Chunked: {
        QByteArray bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (qsizetype at = 0; at < body.size(); at += 5000) {
            const QByteArray chunk = body.mid(at, 5000);
            bytes += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
        }
        return bytes + "0\r\n\r\n";
    }
    case Framing::Close:
        break;
    }
    return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
}

/// A manager, a request with sink and throttle, and what became of it.
struct Limited
{
    explicit Limited(const QUrl &url)
        : request(directRequest(url))
    {
        setSink(request, &sink);
        request.setAttribute(wireAttribute(NetworkAccessManager::ThrottleAttribute),
                             QVariant::fromValue(static_cast<Throttle *>(throttle.get())));
        request.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), true);
    }
    void get() { reply.reset(manager.get(request)); }
    void post(const QByteArray &content)
    {
        body.setData(content);
        body.open(QIODevice::ReadOnly);
        request.setRawHeader("Content-Type", "a/b");
        reply.reset(manager.post(request, &body));
    }
    WireFacts facts() const { return wireFacts(reply.get()); }

    MemorySink sink;
    std::unique_ptr<HandThrottle> throttle = std::make_unique<HandThrottle>();
    NetworkAccessManager manager;
    QNetworkRequest request;
    QBuffer body;
    std::unique_ptr<QNetworkReply> reply;
};

std::unique_ptr<ScriptedServer> serve(ScriptedServer::Script script, bool tls)
{
    return tls ? std::make_unique<ScriptedServer>(std::move(script), TestCertificate::selfSigned())
               : std::make_unique<ScriptedServer>(std::move(script));
}

/// Counts the bytes of a body as they arrive, and lets the answer come as it may.
ScriptedServer::Script counting(std::atomic<qint64> &got, qint64 size, const QByteArray &early = {})
{
    return [&got, size, early](ScriptPeer &peer) {
        peer.readHead();
        if (!early.isEmpty())
            peer.send(early);
        while (got < size) {
            const QByteArray piece = peer.read(1);
            if (piece.isEmpty())
                return;
            got += piece.size();
        }
        if (early.isEmpty())
            peer.reply(200, "ok");
        else
            peer.drain();
    };
}

/// Everything that has arrived is dealt with: no event is left, and no socket that is listened to has more.
void settle()
{
    while (QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents)) {
    }
}

} // namespace

Q_DECLARE_METATYPE(Framing)

/// A limit in the hands of the test: what is held, what goes on, and how it ends.
class tst_wire_throttle : public QObject
{
    Q_OBJECT

private slots:
    void onlyWhatIsAllowedGoesOn_data() { framings(); }
    void onlyWhatIsAllowedGoesOn();
    void theEndWaitsForHeldBytes_data() { framings(); }
    void theEndWaitsForHeldBytes();
    void aCutComesAfterHeldBytes();
    void whatIsHeldHasABound();
    void aReaderWithoutASinkIsLimitedToo();
    void sinkRefusesHeldBytes();
    void abortWhileHeld_data();
    void abortWhileHeld();
    void sendsOnlyWhatIsAllowed_data() { schemes(); }
    void sendsOnlyWhatIsAllowed();
    void refusalEndsAPausedUpload_data() { schemes(); }
    void refusalEndsAPausedUpload();
    void earlySuccessWaitsForTheRest_data() { schemes(); }
    void earlySuccessWaitsForTheRest();
    void closeWhilePausedIsAnError();
    void abortWhileSendingIsPaused();
    void liftingTheLimitLetsEverythingGo_data() { schemes(); }
    void liftingTheLimitLetsEverythingGo();
    void keptConnectionsServeOthersAfterwards();
    void withoutALimitNobodyAsks();
    void qtsOwnWireKnowsNoLimit();

private:
    static void framings()
    {
        QTest::addColumn<bool>("tls");
        QTest::addColumn<Framing>("framing");
        for (const bool tls : {false, true}) {
            const QByteArray scheme = tls ? "https " : "http ";
            QTest::newRow((scheme + "length").constData()) << tls << Framing::Length;
            QTest::newRow((scheme + "chunked").constData()) << tls << Framing::Chunked;
            QTest::newRow((scheme + "close").constData()) << tls << Framing::Close;
        }
    }
    static void schemes()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("http") << false;
        QTest::newRow("https") << true;
    }
};

void tst_wire_throttle::onlyWhatIsAllowedGoesOn()
{
    QFETCH(const bool, tls);
    QFETCH(const Framing, framing);
    const QByteArray content = pattern(1200000);
    const auto server = serve(
        [&](ScriptPeer &peer) {
            peer.readRequest();
            peer.send(answerOf(content, framing));
        },
        tls);
    Limited limited(server->url());
    limited.get();
    QTRY_VERIFY(limited.facts().heldByLimit);
    settle();
    QCOMPARE(limited.sink.bytes.size(), 0);
    qint64 sum = 0;
    for (const qint64 bytes : {1, 999, 20000, 70001}) {
        sum += bytes;
        limited.throttle->allow(Throttle::Down, bytes);
        QTRY_COMPARE(limited.sink.bytes.size(), sum);
        QTRY_COMPARE(limited.throttle->allowed[Throttle::Down], 0);
        settle();
        QCOMPARE(limited.sink.bytes.size(), sum);
        QCOMPARE(limited.facts().bodyReceived, sum);
        QVERIFY(!limited.reply->isFinished());
    }
    limited.throttle->allow(Throttle::Down, 1200000 - sum);
    QVERIFY(ended(limited.reply.get()));
    QCOMPARE(limited.reply->error(), QNetworkReply::NoError);
    QVERIFY(limited.sink.bytes == content);
    QVERIFY(!limited.throttle->waiter());
}

void tst_wire_throttle::theEndWaitsForHeldBytes()
{
    QFETCH(const bool, tls);
    QFETCH(const Framing, framing);
    const QByteArray content = pattern(4000);
    const auto server = serve(
        [&](ScriptPeer &peer) {
            peer.readRequest();
            peer.send(answerOf(content, framing));
        },
        tls);
    Limited limited(server->url());
    limited.get();
    QTRY_VERIFY(limited.facts().heldByLimit);
    QTRY_COMPARE(server->openConnections(), 0); // the server has done all it will
    settle();
    QVERIFY(!limited.reply->isFinished());
    limited.throttle->allow(Throttle::Down, 3999);
    QTRY_COMPARE(limited.sink.bytes.size(), 3999);
    settle();
    QVERIFY(!limited.reply->isFinished());
    QVERIFY(limited.facts().heldByLimit);
    limited.throttle->allow(Throttle::Down, 1);
    QVERIFY(ended(limited.reply.get()));
    QCOMPARE(limited.reply->error(), QNetworkReply::NoError);
    QVERIFY(limited.sink.bytes == content);
    QVERIFY(!limited.facts().heldByLimit);
}

void tst_wire_throttle::aCutComesAfterHeldBytes()
{
    const QByteArray content = pattern(4000);
    ScriptedServer server([&](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + content);
        peer.cut();
    });
    Limited limited(server.url());
    limited.get();
    QTRY_VERIFY(limited.facts().heldByLimit);
    QTRY_COMPARE(server.openConnections(), 0);
    settle();
    limited.throttle->allow(Throttle::Down, 5000);
    QVERIFY(ended(limited.reply.get()));
    QCOMPARE(limited.facts().fault, WireFault::Broken);
    QVERIFY(limited.sink.bytes == content);
}

void tst_wire_throttle::whatIsHeldHasABound()
{
    constexpr qint64 size = 64 * 1024 * 1024;
    std::atomic<qint64> sent = 0;
    ScriptedServer server([&](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n");
        const QByteArray piece(64 * 1024, 'x');
        while (sent < size && peer.send(piece))
            sent += piece.size();
    });
    Limited limited(server.url());
    limited.get();
    QTRY_VERIFY(limited.facts().heldByLimit);
    settle();
    // The kernel's buffers on both sides, and one block here.
    QVERIFY2(sent < size / 4, QByteArray::number(sent).constData());
    limited.reply->abort();
}

void tst_wire_throttle::aReaderWithoutASinkIsLimitedToo()
{
    const QByteArray content = pattern(200000);
    ScriptedServer server([&](ScriptPeer &peer) {
        peer.readRequest();
        peer.send(answerOf(content, Framing::Length));
    });
    Limited limited(server.url());
    limited.request.setAttribute(wireAttribute(NetworkAccessManager::SinkAttribute), QVariant());
    limited.get();
    limited.reply->setReadBufferSize(10000);
    QTRY_VERIFY(limited.facts().heldByLimit);
    QCOMPARE(limited.reply->bytesAvailable(), 0);
    limited.throttle->allow(Throttle::Down, 500);
    QTRY_COMPARE(limited.reply->bytesAvailable(), 500);
    limited.throttle->allow(Throttle::Down, 1000000);
    QByteArray read;
    const auto readAll = [&] {
        read += limited.reply->readAll();
        return limited.reply->isFinished();
    };
    QTRY_VERIFY(readAll());
    read += limited.reply->readAll();
    QVERIFY(read == content);
}

void tst_wire_throttle::sinkRefusesHeldBytes()
{
    for (const qint64 refuseAfter : {1000, 100000, 700000}) { // in what is held here, in libcurl's block, behind it
        ScriptedServer server([&](ScriptPeer &peer) {
            peer.readRequest();
            peer.send(answerOf(pattern(3000000), Framing::Length));
        });
        Limited limited(server.url());
        limited.sink.refuseAfter = refuseAfter;
        limited.get();
        QTRY_VERIFY(limited.facts().heldByLimit);
        limited.throttle->allow(Throttle::Down, 3000000);
        QVERIFY(ended(limited.reply.get()));
        QCOMPARE(limited.facts().fault, WireFault::Sink);
        QVERIFY(limited.sink.bytes.size() <= refuseAfter);
        QVERIFY(limited.sink.bytes == pattern(limited.sink.bytes.size()));
        QVERIFY(!limited.throttle->waiter());
    }
}

void tst_wire_throttle::abortWhileHeld_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("byDeleting");
    QTest::newRow("more to come") << qint64(3000000) << false;
    QTest::newRow("all is here") << qint64(3000) << false;
    QTest::newRow("deleted, more to come") << qint64(3000000) << true;
    QTest::newRow("deleted, all is here") << qint64(3000) << true;
}

void tst_wire_throttle::abortWhileHeld()
{
    QFETCH(const qint64, size);
    QFETCH(const bool, byDeleting);
    ScriptedServer server([&](ScriptPeer &peer) {
        peer.readRequest();
        peer.send(answerOf(pattern(size), Framing::Close));
    });
    Limited limited(server.url());
    limited.get();
    QTRY_VERIFY(limited.facts().heldByLimit);
    settle();
    limited.throttle->allow(Throttle::Down, 100); // woken, and not run yet
    if (byDeleting) {
        limited.reply.reset();
    } else {
        limited.reply->abort();
        QVERIFY(limited.reply->isFinished());
        QCOMPARE(limited.reply->error(), QNetworkReply::OperationCanceledError);
    }
    QVERIFY(!limited.throttle->waiter());
    limited.throttle.reset();
    settle();
    QCOMPARE(limited.sink.bytes.size(), 0);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_wire_throttle::sendsOnlyWhatIsAllowed()
{
    QFETCH(const bool, tls);
    const QByteArray content = pattern(300000);
    std::atomic<qint64> got = 0;
    const auto server = serve(counting(got, content.size()), tls);
    Limited limited(server->url());
    limited.throttle->allowed[Throttle::Down] = 1000;
    limited.post(content);
    QTRY_VERIFY(limited.facts().heldByLimit);
    qint64 sum = 0;
    for (const qint64 bytes : {1, 999, 20000, 70001}) {
        sum += bytes;
        limited.throttle->allow(Throttle::Up, bytes);
        QTRY_COMPARE(got.load(), sum);
        settle();
        QCOMPARE(got.load(), sum);
        QCOMPARE(limited.facts().bodySent, sum);
        QVERIFY(!limited.reply->isFinished());
    }
    limited.throttle->allow(Throttle::Up, content.size());
    QVERIFY(ended(limited.reply.get()));
    QCOMPARE(limited.reply->error(), QNetworkReply::NoError);
    QCOMPARE(limited.sink.bytes, QByteArray("ok"));
    QCOMPARE(got.load(), qint64(content.size()));
}

void tst_wire_throttle::refusalEndsAPausedUpload()
{
    QFETCH(const bool, tls);
    std::atomic<qint64> got = 0;
    const QByteArray refusal = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    const auto server = serve(counting(got, 1000000, refusal), tls);
    Limited limited(server->url());
    limited.throttle->allowed[Throttle::Up] = 1000;
    limited.post(pattern(1000000));
    QVERIFY(ended(limited.reply.get()));
    QCOMPARE(limited.facts().statusCode, 413);
    QCOMPARE(limited.facts().fault, WireFault::None);
    QVERIFY(got <= 1000);
}

void tst_wire_throttle::earlySuccessWaitsForTheRest()
{
    QFETCH(const bool, tls);
    const QByteArray content = pattern(100000);
    std::atomic<qint64> got = 0;
    const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    const auto server = serve(counting(got, content.size(), answer), tls);
    Limited limited(server->url());
    limited.throttle->allowed[Throttle::Down] = 1000;
    limited.throttle->allowed[Throttle::Up] = 1000;
    limited.post(content);
    QTRY_COMPARE(limited.facts().statusCode, 200);
    settle();
    QVERIFY(!limited.reply->isFinished());
    limited.throttle->allow(Throttle::Up, content.size());
    QVERIFY(ended(limited.reply.get()));
    QCOMPARE(limited.reply->error(), QNetworkReply::NoError);
    QTRY_COMPARE(got.load(), qint64(content.size()));
}

void tst_wire_throttle::closeWhilePausedIsAnError()
{
    ScriptedServer server([](ScriptPeer &peer) { peer.readHead(); });
    Limited limited(server.url());
    limited.post(pattern(100000));
    QTRY_COMPARE(server.connections(), 1);
    QTRY_COMPARE(server.openConnections(), 0);
    settle();
    limited.throttle->allow(Throttle::Up, 100000);
    QVERIFY(ended(limited.reply.get()));
    QCOMPARE(limited.facts().fault, WireFault::Broken);
    QCOMPARE(server.connections(), 1);
}

void tst_wire_throttle::abortWhileSendingIsPaused()
{
    std::atomic<qint64> got = 0;
    ScriptedServer server(counting(got, 100000));
    Limited limited(server.url());
    limited.throttle->allowed[Throttle::Up] = 10;
    limited.post(pattern(100000));
    QTRY_COMPARE(got.load(), 10);
    QTRY_VERIFY(limited.facts().heldByLimit);
    limited.throttle->allow(Throttle::Up, 100);
    limited.reply->abort();
    limited.throttle.reset();
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(got.load(), 10);
}

void tst_wire_throttle::liftingTheLimitLetsEverythingGo()
{
    QFETCH(const bool, tls);
    const QByteArray content = pattern(3000000);
    const auto server = serve(
        [&](ScriptPeer &peer) {
            peer.readRequest();
            peer.reply(200, content);
        },
        tls);
    Limited limited(server->url());
    limited.throttle->allowed[Throttle::Up] = 1000;
    limited.post(content);
    QTRY_VERIFY(limited.facts().heldByLimit && limited.facts().phase == Phase::Send);
    limited.throttle->limit(false);
    QTRY_VERIFY(limited.facts().phase == Phase::Receive || limited.reply->isFinished());
    QVERIFY(ended(limited.reply.get()));
    QCOMPARE(limited.reply->error(), QNetworkReply::NoError);
    QVERIFY(limited.sink.bytes == content);
}

void tst_wire_throttle::keptConnectionsServeOthersAfterwards()
{
    const QByteArray content = pattern(2000000);
    ScriptedServer server([&](ScriptPeer &peer) {
        while (!peer.readRequest().isEmpty())
            peer.reply(200, content);
    });
    Limited limited(server.url());
    limited.throttle->allowed[Throttle::Down] = content.size();
    limited.get();
    QVERIFY(ended(limited.reply.get()));
    QVERIFY(limited.sink.bytes == content);
    QNetworkRequest free = directRequest(server.url());
    const std::unique_ptr<QNetworkReply> reply(limited.manager.get(free));
    QVERIFY(ended(reply.get()));
    QVERIFY(reply->readAll() == content);
    QVERIFY(wireFacts(reply.get()).connectionReused);
}

void tst_wire_throttle::withoutALimitNobodyAsks()
{
    const QByteArray content = pattern(2000000);
    ScriptedServer server([&](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(200, content);
    });
    Limited limited(server.url());
    limited.throttle->limit(false);
    limited.post(content);
    QVERIFY(ended(limited.reply.get()));
    QVERIFY(limited.sink.bytes == content);
    QCOMPARE(limited.throttle->asked, 0);
}

/// FERRY_WIRE=qt: it has no place where a rate could hold it.
void tst_wire_throttle::qtsOwnWireKnowsNoLimit()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(200, "whole");
    });
    Limited limited(server.url());
    QNetworkAccessManager qt;
    const std::unique_ptr<QNetworkReply> reply(qt.get(limited.request));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->readAll(), QByteArray("whole"));
    QCOMPARE(limited.throttle->asked, 0);
    QVERIFY(!wireFacts(reply.get()).heldByLimit);
}

QTEST_GUILESS_MAIN(tst_wire_throttle)
#include "tst_wire_throttle.moc"
