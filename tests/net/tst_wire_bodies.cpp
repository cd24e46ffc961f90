#include "tests/support/engine/WireProbe.h"
#include "tests/support/PartHead.h"
#include "tests/support/Pattern.h"
#include "tests/support/ScriptedServer.h"

#include <QBuffer>
#include <QHttpMultiPart>
#include <QTemporaryFile>

using namespace ferry;

namespace {

/// A file that does not keep its word.
class FaultyDevice : public QIODevice
{
public:
    enum Fault { Shrinks, Fails, Grows };

    FaultyDevice(Fault fault, qint64 promised, qint64 real)
        : m_fault(fault)
        , m_promised(promised)
        , m_real(real)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    qint64 size() const override { return m_promised; }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 left = m_real - m_done;
        if (left <= 0 && m_fault == Fails) {
            setErrorString(QStringLiteral("the disk is on fire"));
            return -1;
        }
        const qint64 count = qMin(maxSize, left);
        std::fill_n(data, count, 'f');
        m_done += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    Fault m_fault;
    qint64 m_promised;
    qint64 m_real;
    qint64 m_done = 0;
};

/// Nobody knows how much will come.
class EndlessDevice : public QIODevice
{
public:
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *, qint64) override { return 0; }
    qint64 writeData(const char *, qint64) override { return -1; }
};

} // namespace

/// Bytes on their way: bodies from devices, answers into sinks and buffers, and what is told about them.
class tst_wire_bodies : public QObject
{
    Q_OBJECT

private slots:
    void devicesAreSentWhole_data();
    void devicesAreSentWhole();
    void deviceIsSentFromItsPosition();
    void multiPartIsSentAsQtWritesIt();
    void uploadIsToldByTheKernel();
    void faultySourcesEndTheRequest_data();
    void faultySourcesEndTheRequest();
    void growingSourceIsSentAsPromised();
    void vanishedSourceEndsTheRequest();
    void sourcesThatCannotBeSent();
    void sinkGetsTheBytes_data();
    void sinkGetsTheBytes();
    void smallPiecesAreGathered_data();
    void smallPiecesAreGathered();
    void sinkIsNotBehindTheFacts();
    void refusingSinkEndsTheReply();
    void readerWithoutALimitGetsAll();
    void slowReaderHoldsTheServerBack();
    void readerMayTakeBitByBit();
    void downloadProgressEndsAtTheTotal();
};

void tst_wire_bodies::devicesAreSentWhole_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("tls");
    for (const bool tls : {false, true})
        for (const qint64 size : {0, 1, 16 * 1024 - 1, 16 * 1024 + 1, 512 * 1024, 2 * 1024 * 1024 + 7, 9 * 1024 * 1024})
            QTest::addRow("%lld %s", size, tls ? "https" : "http") << size << tls;
}

void tst_wire_bodies::devicesAreSentWhole()
{
    QFETCH(qint64, size);
    QFETCH(bool, tls);
    QByteArray received;
    const auto script = [&received](ScriptPeer &peer) {
        peer.readRequest();
        received = peer.lastBody();
        peer.reply(200);
    };
    ScriptedServer server(script, tls ? TestCertificate::selfSigned() : TestCertificate());
    const QByteArray content = pattern(size);
    QBuffer device;
    device.setData(content);
    device.open(QIODevice::ReadOnly);
    NetworkAccessManager manager;
    QNetworkRequest request = directRequest(server.url());
    request.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), true);
    std::unique_ptr<QNetworkReply> reply(manager.put(request, &device));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QVERIFY(received == content);
    QCOMPARE(wireFacts(reply.get()).bodySent, size);
    QVERIFY(wireFacts(reply.get()).requestSent);
}

void tst_wire_bodies::deviceIsSentFromItsPosition()
{
    QByteArray received;
    ScriptedServer server([&received](ScriptPeer &peer) {
        peer.readRequest();
        received = peer.lastBody();
        peer.reply(200);
    });
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("0123456789");
    file.seek(4);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.put(directRequest(server.url()), &file));
    QVERIFY(ended(reply.get()));
    QCOMPARE(ScriptedServer::headerValue(server.head(0), "Content-Length"), QByteArray("6"));
    QCOMPARE(received, QByteArray("456789"));
}

void tst_wire_bodies::multiPartIsSentAsQtWritesIt()
{
    QByteArray received;
    ScriptedServer server([&received](ScriptPeer &peer) {
        peer.readRequest();
        received = peer.lastBody();
        peer.reply(200);
    });
    const QByteArray content = pattern(5 * 1024 * 1024);
    auto *form = new QHttpMultiPart(QHttpMultiPart::FormDataType);
    form->setBoundary("b0undary");
    QHttpPart field;
    field.setRawHeader("Content-Disposition", "form-data; name=\"k\"");
    field.setBody("v");
    form->append(field);
    auto *device = new QBuffer(form);
    device->setData(content);
    device->open(QIODevice::ReadOnly);
    QHttpPart file;
    file.setRawHeader("Content-Disposition", "form-data; name=\"file\"; filename=\"f\"");
    file.setBodyDevice(device);
    form->append(file);

    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.post(directRequest(server.url()), form));
    form->setParent(reply.get());
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    const QByteArray expected = "--b0undary\r\n" + partHead("Content-Disposition: form-data; name=\"k\"") +
                                "\r\n\r\nv\r\n--b0undary\r\n" +
                                partHead("Content-Disposition: form-data; name=\"file\"; filename=\"f\"") + "\r\n\r\n" +
                                content + "\r\n--b0undary--\r\n";
    QVERIFY(received == expected);
    QCOMPARE(ScriptedServer::headerValue(server.head(0), "Content-Type"),
             QByteArray("multipart/form-data; boundary=\"b0undary\""));
}

void tst_wire_bodies::uploadIsToldByTheKernel()
{
    Gate gate;
    ScriptedServer server([&gate](ScriptPeer &peer) {
        const QByteArray head = peer.readHead();
        peer.await(gate); // reads nothing of the body
        peer.read(ScriptedServer::headerValue(head, "Content-Length").toLongLong());
        peer.reply(200);
    });
    const qint64 size = 32 * 1024 * 1024;
    QBuffer device;
    device.setData(QByteArray(size, 'u'));
    device.open(QIODevice::ReadOnly);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.put(directRequest(server.url()), &device));
    qint64 last = -1;
    bool grows = true;
    connect(reply.get(), &QNetworkReply::uploadProgress, reply.get(), [&](qint64 sent, qint64 total) {
        grows = grows && sent > last && total == size;
        last = sent;
    });
    QTRY_VERIFY(wireFacts(reply.get()).bodySent > 0);
    // The server holds back: what the kernels keep between the two is far less than the whole.
    QVERIFY(wireFacts(reply.get()).bodySent < size);
    QCOMPARE(wireFacts(reply.get()).phase, Phase::Send);
    QVERIFY(!wireFacts(reply.get()).requestSent);
    gate.open();
    QVERIFY(ended(reply.get()));
    QVERIFY(grows);
    QCOMPARE(last, size);
    QCOMPARE(wireFacts(reply.get()).bodySent, size);
}

void tst_wire_bodies::faultySourcesEndTheRequest_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<qint64>("real");
    for (const qint64 real : {0, 1000, 3 * 1024 * 1024}) {
        QTest::addRow("shrinks to %lld", real) << int(FaultyDevice::Shrinks) << real;
        QTest::addRow("fails after %lld", real) << int(FaultyDevice::Fails) << real;
    }
}

void tst_wire_bodies::faultySourcesEndTheRequest()
{
    QFETCH(int, fault);
    QFETCH(qint64, real);
    qint64 received = -1;
    ScriptedServer server([&received](ScriptPeer &peer) {
        peer.readHead();
        received = peer.drain();
    });
    FaultyDevice device(FaultyDevice::Fault(fault), 4 * 1024 * 1024, real);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.put(directRequest(server.url()), &device));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Source);
    QVERIFY(reply->error() != QNetworkReply::NoError);
    if (fault == FaultyDevice::Fails)
        QCOMPARE(reply->errorString(), QStringLiteral("the disk is on fire"));
    QTRY_COMPARE(server.openConnections(), 0); // the connection is not kept
    QVERIFY(received <= real);
    QVERIFY(server.connections() <=
            1); // libcurl 8.7 and newer read before they send the head, which is never seen then
}

void tst_wire_bodies::growingSourceIsSentAsPromised()
{
    QByteArray received;
    ScriptedServer server([&received](ScriptPeer &peer) {
        peer.readRequest();
        received = peer.lastBody();
        peer.reply(200);
    });
    FaultyDevice device(FaultyDevice::Grows, 3 * 1024 * 1024, 9 * 1024 * 1024);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.put(directRequest(server.url()), &device));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(received.size(), 3 * 1024 * 1024);
}

void tst_wire_bodies::vanishedSourceEndsTheRequest()
{
    Gate gate;
    ScriptedServer server([&gate](ScriptPeer &peer) {
        peer.readHead();
        peer.await(gate);
        peer.drain();
    });
    auto device = std::make_unique<FaultyDevice>(FaultyDevice::Grows, 64 * 1024 * 1024, 64 * 1024 * 1024);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.put(directRequest(server.url()), device.get()));
    QTRY_VERIFY(wireFacts(reply.get()).bodySent > 0);
    device.reset();
    gate.open();
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Source);
}

void tst_wire_bodies::sourcesThatCannotBeSent()
{
    ScriptedServer server([](ScriptPeer &peer) { peer.stall(); });
    NetworkAccessManager manager;
    EndlessDevice endless;
    endless.open(QIODevice::ReadOnly);
    std::unique_ptr<QNetworkReply> sequential(manager.put(directRequest(server.url()), &endless));
    QVERIFY(ended(sequential.get()));
    QCOMPARE(wireFacts(sequential.get()).fault, WireFault::Request);

    QBuffer shut;
    std::unique_ptr<QNetworkReply> closed(manager.put(directRequest(server.url()), &shut));
    QVERIFY(ended(closed.get()));
    QCOMPARE(wireFacts(closed.get()).fault, WireFault::Source);
    QCOMPARE(server.connections(), 0);
}

void tst_wire_bodies::sinkGetsTheBytes_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("tls");
    for (const bool tls : {false, true})
        for (const qint64 size : {0, 1, 20000, 300 * 1024, 7 * 1024 * 1024 + 3})
            QTest::addRow("%lld %s", size, tls ? "https" : "http") << size << tls;
}

void tst_wire_bodies::sinkGetsTheBytes()
{
    QFETCH(qint64, size);
    QFETCH(bool, tls);
    const QByteArray content = pattern(size);
    const auto script = [&content](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(200, content);
    };
    ScriptedServer server(script, tls ? TestCertificate::selfSigned() : TestCertificate());
    NetworkAccessManager manager;
    MemorySink sink;
    QNetworkRequest request = directRequest(server.url());
    request.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), true);
    setSink(request, &sink);
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    const SignalLog log(reply.get());
    qint64 atEnd = -1;
    connect(reply.get(), &QNetworkReply::readChannelFinished, reply.get(), [&] { atEnd = sink.bytes.size(); });
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QVERIFY(sink.bytes == content);
    QCOMPARE(atEnd, size);
    QCOMPARE(wireFacts(reply.get()).bodyReceived, size);
    QCOMPARE(log.count("readyRead"), 0);
    QCOMPARE(reply->bytesAvailable(), 0);
}

void tst_wire_bodies::smallPiecesAreGathered_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void tst_wire_bodies::smallPiecesAreGathered()
{
    QFETCH(bool, tls);
    const QByteArray content = pattern(8 * 1024 * 1024);
    ScriptedServer server(
        [&content](ScriptPeer &peer) {
            peer.readRequest();
            peer.reply(200, content);
        },
        tls ? TestCertificate::selfSigned() : TestCertificate());
    NetworkAccessManager manager;
    MemorySink sink;
    sink.bytes.reserve(content.size());
    QNetworkRequest request = directRequest(server.url());
    request.setAttribute(wireAttribute(NetworkAccessManager::InsecureAttribute), true);
    setSink(request, &sink);
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QVERIFY(ended(reply.get()));
    QVERIFY(sink.bytes == content);
    QVERIFY2(sink.calls < 400, qPrintable(QString::number(sink.calls))); // 512 pieces of 16 KiB came
}

void tst_wire_bodies::sinkIsNotBehindTheFacts()
{
    Gate gate;
    ScriptedServer server([&gate](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        peer.await(gate);
        peer.send("world");
    });
    NetworkAccessManager manager;
    MemorySink sink;
    QNetworkRequest request = directRequest(server.url());
    setSink(request, &sink);
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QTRY_COMPARE(wireFacts(reply.get()).bodyReceived, 5);
    QCOMPARE(sink.bytes, QByteArray("hello")); // not kept back for a larger piece
    gate.open();
    QVERIFY(ended(reply.get()));
    QCOMPARE(sink.bytes, QByteArray("helloworld"));
}

void tst_wire_bodies::refusingSinkEndsTheReply()
{
    const QByteArray content = pattern(4 * 1024 * 1024);
    for (const qint64 limit : {qint64(0), qint64(100), qint64(1024 * 1024)}) {
        ScriptedServer server([&content](ScriptPeer &peer) {
            peer.readRequest();
            peer.reply(200, content);
        });
        NetworkAccessManager manager;
        MemorySink sink;
        sink.refuseAfter = limit;
        QNetworkRequest request = directRequest(server.url());
        setSink(request, &sink);
        std::unique_ptr<QNetworkReply> reply(manager.get(request));
        QVERIFY(ended(reply.get()));
        QCOMPARE(wireFacts(reply.get()).fault, WireFault::Sink);
        QVERIFY(reply->error() != QNetworkReply::NoError);
        QTRY_COMPARE(server.openConnections(), 0);
    }
    // Small enough to be refused only at the very end.
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(200, "tiny");
    });
    NetworkAccessManager manager;
    MemorySink sink;
    sink.refuseAfter = 0;
    QNetworkRequest request = directRequest(server.url());
    setSink(request, &sink);
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Sink);
}

void tst_wire_bodies::readerWithoutALimitGetsAll()
{
    const QByteArray content = pattern(6 * 1024 * 1024);
    ScriptedServer server([&content](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(200, content);
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->bytesAvailable(), content.size());
    QVERIFY(reply->isSequential());
    QCOMPARE(reply->peek(10), content.first(10));
    QVERIFY(reply->readAll() == content);
    QVERIFY(reply->atEnd());
}

void tst_wire_bodies::slowReaderHoldsTheServerBack()
{
    const QByteArray content = pattern(48 * 1024 * 1024);
    ScriptedServer server([&content](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(200, content);
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    const qint64 limit = 100 * 1024;
    reply->setReadBufferSize(limit);
    QTRY_VERIFY(reply->bytesAvailable() > 0);
    // One piece of libcurl's buffer may come on top.
    qint64 most = 0;
    QByteArray got;
    QObject::connect(reply.get(), &QNetworkReply::readyRead, reply.get(),
                     [&] { most = qMax(most, reply->bytesAvailable()); });
    while (!reply->isFinished() || reply->bytesAvailable() > 0) {
        QVERIFY(reply->isFinished() || reply->bytesAvailable() <= limit + 512 * 1024);
        got += reply->read(70 * 1024);
        QCoreApplication::processEvents();
    }
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QVERIFY2(most <= limit + 512 * 1024, qPrintable(QString::number(most)));
    QVERIFY(got == content);
}

void tst_wire_bodies::readerMayTakeBitByBit()
{
    const QByteArray content = pattern(3 * 1024 * 1024);
    ScriptedServer server([&content](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(200, content);
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    reply->setReadBufferSize(1);
    QByteArray got;
    connect(reply.get(), &QNetworkReply::readyRead, reply.get(), [&] {
        char buffer[1000];
        for (qint64 n = reply->read(buffer, sizeof buffer); n > 0; n = reply->read(buffer, sizeof buffer))
            got.append(buffer, qsizetype(n));
    });
    QVERIFY(ended(reply.get()));
    QVERIFY(got + reply->readAll() == content);
}

void tst_wire_bodies::downloadProgressEndsAtTheTotal()
{
    for (const bool withLength : {true, false}) {
        const QByteArray content = pattern(2 * 1024 * 1024);
        ScriptedServer server([&](ScriptPeer &peer) {
            peer.readRequest();
            if (withLength)
                peer.reply(200, content);
            else
                peer.send("HTTP/1.1 200 OK\r\n\r\n" + content);
        });
        NetworkAccessManager manager;
        std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
        QSignalSpy progress(reply.get(), &QNetworkReply::downloadProgress);
        QVERIFY(ended(reply.get()));
        QVERIFY(!progress.isEmpty());
        QCOMPARE(progress.constLast().at(0).toLongLong(), content.size());
        QCOMPARE(progress.constLast().at(1).toLongLong(), content.size());
    }
}

QTEST_GUILESS_MAIN(tst_wire_bodies)
#include "tst_wire_bodies.moc"
