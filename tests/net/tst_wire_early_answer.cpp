#include "tests/support/engine/WireProbe.h"
#include "tests/support/ScriptedServer.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QHttpMultiPart>

using namespace ferry;

namespace {

/// A body without end in sight, cheap to make.
class LongDevice : public QIODevice
{
public:
    LongDevice() { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    qint64 size() const override { return qint64(8) * 1024 * 1024 * 1024; }
    qint64 delivered = 0;

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        std::fill_n(data, maxSize, 'l');
        delivered += maxSize;
        return maxSize;
    }
    qint64 writeData(const char *, qint64) override { return -1; }
};

enum class Then { Close, Reset, Read, Silent };

} // namespace

Q_DECLARE_METATYPE(Then)

/// A server that has heard enough: its answer is shown, and sending stops.
class tst_wire_early_answer : public QObject
{
    Q_OBJECT

private slots:
    void answerIsSeenAndSendingStops_data();
    void answerIsSeenAndSendingStops();
    void answerWinsOverTheReset_data();
    void answerWinsOverTheReset();
    void successBeforeAReset_isToldAndIsNone();
    void interimAnswersDoNotStopSending();
    void closeWithoutAnswerIsSentOnce_data();
    void closeWithoutAnswerIsSentOnce();
    void deadKeptConnectionIsTriedAgainOnlyToRead_data();
    void deadKeptConnectionIsTriedAgainOnlyToRead();
    void hastyServersGetFreshConnections_data();
    void hastyServersGetFreshConnections();
    void theSizeIsToldWhateverIsSent();
};

void tst_wire_early_answer::answerIsSeenAndSendingStops_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Then>("then");
    QTest::addColumn<bool>("tls");
    for (const bool tls : {false, true}) {
        const char *scheme = tls ? "https" : "http";
        for (const int status : {401, 403, 413, 507})
            QTest::addRow("%d, closed, %s", status, scheme) << status << Then::Close << tls;
        QTest::addRow("413, reset, %s", scheme) << 413 << Then::Reset << tls;
        QTest::addRow("413, still reading, %s", scheme) << 413 << Then::Read << tls;
        QTest::addRow("413, silent, %s", scheme) << 413 << Then::Silent << tls;
    }
}

void tst_wire_early_answer::answerIsSeenAndSendingStops()
{
    QFETCH(int, status);
    QFETCH(Then, then);
    QFETCH(bool, tls);
    Gate gate;
    const auto script = [&gate, status, then](ScriptPeer &peer) {
        peer.readHead();
        peer.read(2 * 1024 * 1024);
        peer.reply(status, "no, thank you", {"Connection: close"});
        if (then == Then::Read)
            peer.drain();
        else if (then == Then::Silent)
            peer.stall();
        else
            peer.await(gate); // the answer must be out before the socket goes
        if (then == Then::Reset)
            peer.reset();
    };
    ScriptedServer server(script, tls ? TestCertificate::selfSigned() : TestCertificate());
    LongDevice device;
    NetworkAccessManager manager;
    QNetworkRequest request = directRequest(server.url());
    request.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), true);
    std::unique_ptr<QNetworkReply> reply(manager.post(request, &device));
    QVERIFY(ended(reply.get()));
    gate.open();
    const WireFacts facts = wireFacts(reply.get());
    QVERIFY2(facts.fault == WireFault::None, qPrintable(facts.detail));
    QCOMPARE(facts.statusCode, status);
    QCOMPARE(reply->readAll(), QByteArray("no, thank you"));
    QVERIFY(facts.bodySent < device.size() / 10);
    QVERIFY(!facts.requestSent);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_wire_early_answer::answerWinsOverTheReset_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("chunked");
    QTest::newRow("http") << false << false;
    QTest::newRow("http, chunked") << false << true;
    QTest::newRow("https") << true << false;
}

void tst_wire_early_answer::answerWinsOverTheReset()
{
    // Answers and is gone with bytes unread, which resets the connection: both arrive almost together.
    QFETCH(bool, tls);
    QFETCH(bool, chunked);
    const TestCertificate certificate = tls ? TestCertificate::selfSigned() : TestCertificate();
    for (int i = 0; i < 60; ++i) {
        const auto script = [i, chunked](ScriptPeer &peer) {
            peer.readHead();
            peer.read(1024 * i * 64);
            if (chunked)
                peer.send("HTTP/1.1 413 No\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ntoo \r\n5\r\nlarge\r\n0\r\n\r\n");
            else
                peer.reply(413, "too large", {"Connection: close"});
        };
        ScriptedServer server(script, certificate);
        LongDevice device;
        NetworkAccessManager manager;
        QNetworkRequest request = directRequest(server.url());
        request.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), true);
        std::unique_ptr<QNetworkReply> reply(manager.post(request, &device));
        QVERIFY(ended(reply.get()));
        const WireFacts facts = wireFacts(reply.get());
        QVERIFY2(facts.fault == WireFault::None, qPrintable(QStringLiteral("%1: %2").arg(i).arg(facts.detail)));
        QCOMPARE(facts.statusCode, 413);
        QCOMPARE(reply->readAll(), QByteArray("too large"));
    }
}

// The same by who says yes, and leaves the rest unread.
void tst_wire_early_answer::successBeforeAReset_isToldAndIsNone()
{
    for (int i = 0; i < 60; ++i) {
        ScriptedServer server([i](ScriptPeer &peer) {
            peer.readHead();
            peer.read(1024 * i * 64);
            peer.reply(200, "thanks", {"Connection: close"});
        });
        LongDevice device;
        NetworkAccessManager manager;
        std::unique_ptr<QNetworkReply> reply(manager.post(directRequest(server.url()), &device));
        QVERIFY(ended(reply.get()));
        const WireFacts facts = wireFacts(reply.get());
        QCOMPARE(facts.fault, WireFault::Broken);
        QVERIFY2(facts.statusCode == 200, qPrintable(QStringLiteral("%1: %2").arg(i).arg(facts.detail)));
        QVERIFY2(facts.detail.contains(QStringLiteral("answered 200")), qPrintable(facts.detail));
        QVERIFY(!facts.requestSent);
        QCOMPARE(reply->readAll(), QByteArray("thanks"));
    }
}

void tst_wire_early_answer::interimAnswersDoNotStopSending()
{
    qint64 received = 0;
    ScriptedServer server([&received](ScriptPeer &peer) {
        const QByteArray head = peer.readHead();
        for (int i = 0; i < 20; ++i) {
            peer.send("HTTP/1.1 102 Processing\r\n\r\n");
            received += peer.read(1024 * 1024).size();
        }
        received += peer.read(ScriptedServer::headerValue(head, "Content-Length").toLongLong() - received).size();
        peer.reply(200);
    });
    QBuffer device;
    device.setData(QByteArray(24 * 1024 * 1024, 'x'));
    device.open(QIODevice::ReadOnly);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.put(directRequest(server.url()), &device));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(received, device.size());
    QCOMPARE(wireFacts(reply.get()).interimStatus.size(), 20);
}

void tst_wire_early_answer::closeWithoutAnswerIsSentOnce_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<qint64>("size");
    for (const char *method : {"GET", "POST", "PUT"})
        for (const qint64 size : {0, 10, 3 * 1024 * 1024})
            if (size == 0 || qstrcmp(method, "GET") != 0)
                QTest::addRow("%s %lld", method, size) << QByteArray(method) << size;
}

void tst_wire_early_answer::closeWithoutAnswerIsSentOnce()
{
    QFETCH(QByteArray, method);
    QFETCH(qint64, size);
    ScriptedServer server([](ScriptPeer &peer) { peer.readRequest(); });
    NetworkAccessManager manager;
    QBuffer device;
    device.setData(QByteArray(size, 'x'));
    device.open(QIODevice::ReadOnly);
    std::unique_ptr<QNetworkReply> reply(
        manager.sendCustomRequest(directRequest(server.url()), method, method == "GET" ? nullptr : &device));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Broken);
    QVERIFY(wireFacts(reply.get()).requestSent);
    QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);
    QCOMPARE(server.connections(), 1);
}

void tst_wire_early_answer::deadKeptConnectionIsTriedAgainOnlyToRead_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("GET") << QByteArray("GET") << QByteArray();
    QTest::newRow("HEAD") << QByteArray("HEAD") << QByteArray();
    QTest::newRow("empty POST") << QByteArray("POST") << QByteArray();
    QTest::newRow("POST") << QByteArray("POST") << QByteArray("once");
    QTest::newRow("PUT") << QByteArray("PUT") << QByteArray("once");
}

void tst_wire_early_answer::deadKeptConnectionIsTriedAgainOnlyToRead()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    // The second request arrives on the kept connection, which then dies without a word.
    ScriptedServer server({[](ScriptPeer &peer) {
                               peer.readRequest();
                               peer.reply(200);
                               peer.readRequest();
                           },
                           [](ScriptPeer &peer) {
                               peer.readRequest();
                               peer.reply(200);
                           }});
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> first(manager.get(directRequest(server.url())));
    QVERIFY(ended(first.get()));
    QBuffer device(&body);
    device.open(QIODevice::ReadOnly);
    std::unique_ptr<QNetworkReply> second(manager.sendCustomRequest(
        directRequest(server.url()), method, body.isEmpty() && method != "POST" ? nullptr : &device));
    QVERIFY(ended(second.get()));
    const bool again = method == "GET" || method == "HEAD";
    QCOMPARE(wireFacts(second.get()).fault, again ? WireFault::None : WireFault::Broken);
    QCOMPARE(second->error(), again ? QNetworkReply::NoError : QNetworkReply::RemoteHostClosedError);
    QCOMPARE(server.heads().size(), again ? 3 : 2);
}

void tst_wire_early_answer::hastyServersGetFreshConnections_data()
{
    QTest::addColumn<bool>("foundByGet");
    QTest::newRow("found by a POST") << false;
    QTest::newRow("found by a GET") << true;
}

// Who closed once while a request was on its way does it again: nothing more that must not be sent twice is risked.
void tst_wire_early_answer::hastyServersGetFreshConnections()
{
    QFETCH(bool, foundByGet);
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(200);
        peer.readRequest();
    });
    NetworkAccessManager manager;
    const auto post = [&] {
        QByteArray body("once");
        QBuffer device(&body);
        device.open(QIODevice::ReadOnly);
        std::unique_ptr<QNetworkReply> reply(manager.post(directRequest(server.url()), &device));
        return ended(reply.get()) ? wireFacts(reply.get()).fault : WireFault::Aborted;
    };
    QCOMPARE(post(), WireFault::None);
    if (foundByGet) {
        std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
        QVERIFY(ended(reply.get()));
        QCOMPARE(wireFacts(reply.get()).fault, WireFault::None);
    } else {
        QCOMPARE(post(), WireFault::Broken);
    }
    for (int i = 0; i < 3; ++i)
        QCOMPARE(post(), WireFault::None);
    QCOMPARE(server.heads().size(), foundByGet ? 6 : 5); // each once, but the GET
}

void tst_wire_early_answer::theSizeIsToldWhateverIsSent()
{
    QByteArray body(1000, 'x');
    QBuffer device(&body);
    device.open(QIODevice::ReadOnly);
    NetworkAccessManager manager;
    const QUrl nobody(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort()));
    std::unique_ptr<QNetworkReply> reply(manager.post(directRequest(nobody), &device));
    QSignalSpy progress(reply.get(), &QNetworkReply::uploadProgress);
    QVERIFY(ended(reply.get()));
    QCOMPARE(progress, (QList<QVariantList>{{0, 1000}}));
}

QTEST_GUILESS_MAIN(tst_wire_early_answer)
#include "tst_wire_early_answer.moc"
