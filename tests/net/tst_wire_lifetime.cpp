#include "tests/support/engine/WireProbe.h"
#include "tests/support/FakeLookup.h"
#include "tests/support/Pattern.h"
#include "tests/support/ScriptedServer.h"

#include <netinet/in.h>
#include <QBuffer>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QRandomGenerator>
#include <QTimer>
#include <sys/socket.h>
#include <unistd.h>

using namespace ferry;

namespace {

int openDescriptors()
{
    return int(QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries).size());
}

void answerAll(ScriptPeer &peer)
{
    while (!peer.readRequest().isEmpty())
        peer.reply(200, pattern(40000));
}

/// A port whose queue is full: connecting to it neither succeeds nor fails.
class FullPort
{
public:
    FullPort()
    {
        m_fds.append(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        m_address.sin_family = AF_INET;
        m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof m_address;
        ::bind(m_fds.constFirst(), reinterpret_cast<sockaddr *>(&m_address), size);
        ::getsockname(m_fds.constFirst(), reinterpret_cast<sockaddr *>(&m_address), &size);
        ::listen(m_fds.constFirst(), 0);
        for (int i = 0; i < 4; ++i) {
            m_fds.append(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            ::connect(m_fds.constLast(), reinterpret_cast<sockaddr *>(&m_address), size);
        }
    }
    ~FullPort()
    {
        for (const int fd : std::as_const(m_fds))
            ::close(fd);
    }
    Q_DISABLE_COPY_MOVE(FullPort)
    quint16 port() const { return ntohs(m_address.sin_port); }

private:
    QList<int> m_fds;
    sockaddr_in m_address{};
};

/// How far a request has come when it is given up.
enum class Stage { JustCreated, Lookup, Connecting, Handshake, Sending, Awaiting, Header, Body, Finished };

} // namespace

Q_DECLARE_METATYPE(Stage)

/// Ends of all kinds: abort, delete, delete the manager, in slots and outside, at every stage.
class tst_wire_lifetime : public QObject
{
    Q_OBJECT

private slots:
    void abortAtEveryStage_data();
    void abortAtEveryStage();
    void abortDuringALookupIsImmediate();
    void abortClosesTheSocketAtOnce();
    void abortInASlot_data();
    void abortInASlot();
    void deleteInASlot_data();
    void deleteInASlot();
    void deleteWhileRunning();
    void deleteTheManagerFirst();
    void deleteTheManagerInASlot();
    void replyMayOutliveTheManager();
    void startInASlot();
    void nestedLoopInASlot();
    void closeIsAbort();
    void sinkAbortsItsOwnReply();
    void requestSignalsOfADeviceAreHarmless();
    void manyKilledAtRandom();
    void idleConnectionsThatDieAreDropped();
};

void tst_wire_lifetime::abortAtEveryStage_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::newRow("just created") << Stage::JustCreated;
    QTest::newRow("lookup") << Stage::Lookup;
    QTest::newRow("connecting") << Stage::Connecting;
    QTest::newRow("handshake") << Stage::Handshake;
    QTest::newRow("sending") << Stage::Sending;
    QTest::newRow("awaiting") << Stage::Awaiting;
    QTest::newRow("header") << Stage::Header;
    QTest::newRow("body") << Stage::Body;
    QTest::newRow("finished") << Stage::Finished;
}

void tst_wire_lifetime::abortAtEveryStage()
{
    QFETCH(Stage, stage);
    ScriptedServer server([stage](ScriptPeer &peer) {
        if (stage == Stage::Handshake || stage == Stage::Sending) {
            peer.readHead();
            peer.stall();
            return;
        }
        peer.readRequest();
        if (stage == Stage::Header)
            peer.send("HTTP/1.1 200 OK\r\nX-Half: ");
        else if (stage == Stage::Body)
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        else if (stage == Stage::Finished)
            peer.reply(200);
        peer.stall();
    });
    const FullPort full;
    QUrl url = server.url();
    if (stage == Stage::Lookup)
        url.setHost(QStringLiteral("slow.test"));
    else if (stage == Stage::Connecting)
        url.setPort(full.port());
    else if (stage == Stage::Handshake)
        url.setScheme(QStringLiteral("https"));

    NetworkAccessManager manager;
    QBuffer device;
    device.setData(QByteArray(stage == Stage::Sending ? 32 * 1024 * 1024 : 10, 'x'));
    device.open(QIODevice::ReadOnly);
    std::unique_ptr<QNetworkReply> reply(manager.post(directRequest(url), &device));
    const auto phase = [&reply] { return wireFacts(reply.get()).phase; };
    if (stage == Stage::Lookup)
        QTRY_VERIFY(FakeLookup::waiting() > 0);
    else if (stage == Stage::Connecting)
        QTRY_COMPARE(manager.openConnections(), 1);
    else if (stage == Stage::Handshake)
        QTRY_COMPARE(phase(), Phase::Tls);
    else if (stage == Stage::Sending)
        QTRY_VERIFY(wireFacts(reply.get()).bodySent > 0);
    else if (stage == Stage::Awaiting)
        QTRY_COMPARE(phase(), Phase::Await);
    else if (stage == Stage::Header)
        QTRY_VERIFY(wireFacts(reply.get()).timings.firstByte > 0);
    else if (stage == Stage::Body)
        QTRY_COMPARE(wireFacts(reply.get()).bodyReceived, 5);
    else if (stage == Stage::Finished)
        QVERIFY(ended(reply.get()));
    if (stage == Stage::Connecting)
        QCOMPARE(phase(), Phase::Connect);

    const SignalLog log(reply.get());
    reply->abort();
    reply->abort();
    if (stage == Stage::Finished) {
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QVERIFY(log.names.isEmpty());
        return;
    }
    const QStringList expected{QStringLiteral("errorOccurred"), QStringLiteral("readChannelFinished"),
                               QStringLiteral("finished")};
    QCOMPARE(log.names, expected); // synchronous, once
    QVERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Aborted);
    QCOMPARE(manager.openConnections(), 0);
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(log.names, expected);
}

void tst_wire_lifetime::abortDuringALookupIsImmediate()
{
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(QUrl(QStringLiteral("http://slow.test/")))));
    const int before = FakeLookup::waiting();
    QTRY_VERIFY(FakeLookup::waiting() > before);
    QElapsedTimer clock;
    clock.start();
    reply->abort();
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed()))); // the lookup takes 30 s
    clock.restart();
    std::unique_ptr<QNetworkReply> other(manager.get(directRequest(QUrl(QStringLiteral("http://slow.test/")))));
    QTRY_VERIFY(FakeLookup::waiting() > before + 1);
    other.reset();
    QVERIFY(clock.elapsed() < 10000);
}

void tst_wire_lifetime::abortClosesTheSocketAtOnce()
{
    // The server reads nothing: without a reset the kernel would go on sending what it holds.
    Gate gate;
    qint64 after = -1;
    ScriptedServer server([&](ScriptPeer &peer) {
        peer.readHead();
        peer.await(gate);
        after = peer.drain();
    });
    QBuffer device;
    device.setData(QByteArray(64 * 1024 * 1024, 'x'));
    device.open(QIODevice::ReadOnly);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.put(directRequest(server.url()), &device));
    QTRY_VERIFY(wireFacts(reply.get()).bodySent > 0);
    reply->abort();
    QCOMPARE(manager.openConnections(), 0);
    gate.open();
    QTRY_COMPARE(server.openConnections(), 0);
    QVERIFY(after < device.size());
}

void tst_wire_lifetime::abortInASlot_data()
{
    QTest::addColumn<QByteArray>("signal");
    for (const char *name : {"metaDataChanged", "readyRead", "downloadProgress", "uploadProgress"})
        QTest::newRow(name) << QByteArray(name);
}

void tst_wire_lifetime::abortInASlot()
{
    QFETCH(QByteArray, signal);
    ScriptedServer server(answerAll);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.post(directRequest(server.url()), QByteArray("x")));
    const SignalLog log(reply.get());
    int calls = 0;
    const auto stop = [&] {
        ++calls;
        reply->abort();
    };
    if (signal == "metaDataChanged")
        connect(reply.get(), &QNetworkReply::metaDataChanged, reply.get(), stop);
    else if (signal == "readyRead")
        connect(reply.get(), &QNetworkReply::readyRead, reply.get(), stop);
    else if (signal == "downloadProgress")
        connect(reply.get(), &QNetworkReply::downloadProgress, reply.get(), stop);
    else
        connect(reply.get(), &QNetworkReply::uploadProgress, reply.get(), stop);
    QVERIFY(ended(reply.get()));
    QCOMPARE(calls, 1);
    QCOMPARE(log.count("finished"), 1);
    QCOMPARE(log.names.constLast(), QStringLiteral("finished"));
    QVERIFY(reply->isFinished());
}

void tst_wire_lifetime::deleteInASlot_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<bool>("later");
    for (const char *name :
         {"metaDataChanged", "readyRead", "downloadProgress", "errorOccurred", "readChannelFinished", "finished"}) {
        QTest::addRow("%s, later", name) << QByteArray(name) << true;
        QTest::addRow("%s, at once", name) << QByteArray(name) << false;
    }
}

void tst_wire_lifetime::deleteInASlot()
{
    QFETCH(QByteArray, signal);
    QFETCH(bool, later);
    ScriptedServer server([](ScriptPeer &peer) {
        while (!peer.readRequest().isEmpty())
            peer.reply(404, pattern(40000));
    });
    NetworkAccessManager manager;
    QPointer<QNetworkReply> reply = manager.get(directRequest(server.url()));
    const auto remove = [&reply, later] {
        if (later)
            reply->deleteLater();
        else
            delete reply.data();
    };
    // Queued to another object would be a different matter: this is the reply's own emission.
    if (signal == "metaDataChanged")
        connect(reply, &QNetworkReply::metaDataChanged, this, remove);
    else if (signal == "readyRead")
        connect(reply, &QNetworkReply::readyRead, this, remove);
    else if (signal == "downloadProgress")
        connect(reply, &QNetworkReply::downloadProgress, this, remove);
    else if (signal == "errorOccurred")
        connect(reply, &QNetworkReply::errorOccurred, this, remove);
    else if (signal == "readChannelFinished")
        connect(reply, &QNetworkReply::readChannelFinished, this, remove);
    else
        connect(reply, &QNetworkReply::finished, this, remove);
    QTRY_VERIFY(reply.isNull());

    std::unique_ptr<QNetworkReply> next(manager.get(directRequest(server.url())));
    QVERIFY(ended(next.get()));
    QCOMPARE(next->readAll(), pattern(40000));
}

void tst_wire_lifetime::deleteWhileRunning()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        peer.stall();
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QTRY_COMPARE(reply->bytesAvailable(), 5);
    const SignalLog log(reply.get());
    QSignalSpy managerFinished(&manager, &QNetworkAccessManager::finished);
    reply.reset();
    QCOMPARE(log.count("finished"), 0);
    QCOMPARE(manager.openConnections(), 0);
    QTRY_COMPARE(server.openConnections(), 0);
    QVERIFY(managerFinished.isEmpty());
}

void tst_wire_lifetime::deleteTheManagerFirst()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.stall();
    });
    auto manager = std::make_unique<NetworkAccessManager>();
    QList<QPointer<QNetworkReply>> replies;
    for (int i = 0; i < 5; ++i)
        replies.append(manager->get(directRequest(server.url())));
    replies.append(manager->get(directRequest(QUrl(QStringLiteral("http://slow.test/")))));
    QTRY_COMPARE(server.heads().size(), 5);
    manager.reset();
    for (const QPointer<QNetworkReply> &reply : replies)
        QVERIFY(reply.isNull());
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_wire_lifetime::deleteTheManagerInASlot()
{
    for (const bool later : {true, false}) {
        ScriptedServer server(answerAll);
        QPointer<NetworkAccessManager> manager = new NetworkAccessManager;
        QPointer<QNetworkReply> first = manager->get(directRequest(server.url()));
        QPointer<QNetworkReply> second = manager->get(directRequest(server.url()));
        connect(first, &QNetworkReply::metaDataChanged, this, [&manager, later] {
            if (later)
                manager->deleteLater();
            else
                delete manager.data();
        });
        QTRY_VERIFY(manager.isNull());
        QVERIFY(first.isNull());
        QVERIFY(second.isNull());
    }
}

void tst_wire_lifetime::replyMayOutliveTheManager()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.stall();
    });
    auto manager = std::make_unique<NetworkAccessManager>();
    std::unique_ptr<QNetworkReply> reply(manager->get(directRequest(server.url())));
    reply->setParent(nullptr);
    QTRY_COMPARE(server.heads().size(), 1);
    const SignalLog log(reply.get());
    manager.reset();
    QCOMPARE(log.count("finished"), 1);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_wire_lifetime::startInASlot()
{
    ScriptedServer server(answerAll);
    NetworkAccessManager manager;
    int done = 0;
    std::function<void()> next = [&] {
        QNetworkReply *reply = manager.get(directRequest(server.url()));
        connect(reply, &QNetworkReply::finished, this, [&, reply] {
            reply->deleteLater();
            if (reply->error() == QNetworkReply::NoError && ++done < 50)
                next();
        });
    };
    next();
    QTRY_COMPARE(done, 50);
    QVERIFY(server.connections() <= 2);
}

void tst_wire_lifetime::nestedLoopInASlot()
{
    ScriptedServer server(answerAll);
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> outer(manager.get(directRequest(server.url())));
    bool innerDone = false;
    connect(outer.get(), &QNetworkReply::metaDataChanged, this, [&] {
        std::unique_ptr<QNetworkReply> inner(manager.get(directRequest(server.url())));
        QEventLoop loop;
        connect(inner.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        innerDone = inner->error() == QNetworkReply::NoError && inner->readAll().size() == 40000;
    });
    QTRY_VERIFY(outer->isFinished() && innerDone);
    QCOMPARE(outer->readAll(), pattern(40000));
}

void tst_wire_lifetime::closeIsAbort()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.stall();
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QTRY_COMPARE(server.heads().size(), 1);
    const SignalLog log(reply.get());
    reply->close();
    QCOMPARE(log.count("finished"), 1);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_wire_lifetime::sinkAbortsItsOwnReply()
{
    // A sink must not do this; if it does, the end comes a little later and nothing breaks.
    class RudeSink : public ByteSink
    {
    public:
        bool write(const char *, qint64) override
        {
            reply->abort();
            return true;
        }
        QNetworkReply *reply = nullptr;
    };
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(200, pattern(8 * 1024 * 1024));
    });
    NetworkAccessManager manager;
    RudeSink sink;
    QNetworkRequest request = directRequest(server.url());
    setSink(request, &sink);
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    sink.reply = reply.get();
    const SignalLog log(reply.get());
    QVERIFY(ended(reply.get()));
    QCOMPARE(log.count("finished"), 1);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_wire_lifetime::requestSignalsOfADeviceAreHarmless()
{
    class RudeDevice : public QIODevice
    {
    public:
        RudeDevice() { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
        qint64 size() const override { return 9000000; }
        QNetworkReply *reply = nullptr;

    protected:
        qint64 readData(char *data, qint64 maxSize) override
        {
            std::fill_n(data, maxSize, 'r');
            reply->abort();
            return maxSize;
        }
        qint64 writeData(const char *, qint64) override { return -1; }
    };
    ScriptedServer server([](ScriptPeer &peer) { peer.drain(); });
    NetworkAccessManager manager;
    RudeDevice device;
    std::unique_ptr<QNetworkReply> reply(manager.put(directRequest(server.url()), &device));
    device.reply = reply.get();
    const SignalLog log(reply.get());
    QVERIFY(ended(reply.get()));
    QCOMPARE(log.count("finished"), 1);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
}

void tst_wire_lifetime::manyKilledAtRandom()
{
    const int before = openDescriptors();
    {
        ScriptedServer server(answerAll);
        NetworkAccessManager manager;
        QRandomGenerator random(42);
        int left = 300;
        int running = 0;
        std::function<void()> more = [&] {
            while (running < 12 && left > 0) {
                --left;
                ++running;
                QNetworkReply *reply =
                    left % 3 == 0 ? manager.post(directRequest(server.url()), QByteArray(random.bounded(200000), 'x'))
                                  : manager.get(directRequest(server.url()));
                connect(reply, &QObject::destroyed, this, [&] { --running; });
                connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
                switch (random.bounded(8)) {
                case 0:
                    reply->abort();
                    break;
                case 1:
                    QTimer::singleShot(random.bounded(5), reply, &QNetworkReply::abort);
                    break;
                case 2:
                    QTimer::singleShot(random.bounded(5), reply, [reply] { delete reply; });
                    break;
                case 3:
                    connect(reply, &QNetworkReply::readyRead, reply, &QNetworkReply::abort);
                    break;
                case 4:
                    connect(reply, &QNetworkReply::metaDataChanged, reply, &QObject::deleteLater);
                    break;
                default:
                    break;
                }
            }
        };
        QTimer pump;
        connect(&pump, &QTimer::timeout, this, more);
        pump.start(1);
        QTRY_VERIFY_WITH_TIMEOUT(left == 0 && running == 0, 60000);
    }
    QTRY_COMPARE(openDescriptors(), before);
}

void tst_wire_lifetime::idleConnectionsThatDieAreDropped()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.reply(200); // and closes, though it did not say so
    });
    NetworkAccessManager manager;
    for (int i = 0; i < 3; ++i) {
        std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
        QVERIFY(ended(reply.get()));
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QTRY_COMPARE(server.openConnections(), 0);
    }
    QCOMPARE(server.connections(), 3);
    QVERIFY(manager.openConnections() <= 1);
}

QTEST_GUILESS_MAIN(tst_wire_lifetime)
#include "tst_wire_lifetime.moc"
