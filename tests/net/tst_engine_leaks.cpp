#include "core/engine/TransferEngine.h"
#include "tests/support/ScriptedServer.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <malloc.h>
#include <tuple>
#include <unistd.h>

using namespace ferry;

/// What is left behind by many ends that nobody likes: descriptors, threads, temporary files and memory are as before.
/// The servers run in a process of their own, so that only the engine is counted.
class TestEngineLeaks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void leaks_nothing_data();
    void leaks_nothing();
    void cleanupTestCase();

private:
    struct Counts
    {
        int descriptors = 0;
        int threads = 0;
        int files = 0;
        qint64 memory = 0; ///< in use
        qint64 resident = 0;
    };
    Counts count() const;
    QByteArray text(const Counts &before, const Counts &after) const;
    QList<TransferRequest> fifty(int retries) const;
    void abortMany(int number);
    void holdMany(int number);
    void failMany(int number, const QUrl &url);
    void run(const QString &kind, int number);
    bool ended(const QList<TransferId> &ids);

    QProcess m_peer;
    QUrl m_plain;
    QUrl m_tls;
    QUrl m_closed;
    QTemporaryDir m_tree;
    QString m_file;
    std::unique_ptr<TransferEngine> m_engine;
    QHash<TransferId, TransferState> m_states;
    QSet<TransferId> m_ended;
};

namespace {

int entries(const QString &directory)
{
    return int(QDir(directory).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot).size());
}

void serveAsPeer()
{
    const ScriptedServer plain([](ScriptPeer &peer) {
        const QByteArray head = peer.readHead();
        if (head.startsWith("POST /slow"))
            peer.stall(); // reads nothing
        else if (head.startsWith("POST "))
            peer.drain();
        if (head.startsWith("GET /body"))
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + QByteArray(50000, 'x'));
        peer.stall();
    });
    const ScriptedServer tls([](ScriptPeer &peer) { peer.readRequest(); }, TestCertificate::selfSigned());
    std::printf("%d %d\n", plain.port(), tls.port());
    std::fflush(stdout);
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) > 0) { // until the test has gone
    }
}

} // namespace

void TestEngineLeaks::initTestCase()
{
    m_peer.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--peer")});
    QVERIFY(m_peer.waitForStarted());
    QTRY_VERIFY(m_peer.canReadLine());
    const QList<QByteArray> ports = m_peer.readLine().trimmed().split(' ');
    m_plain = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(ports.value(0).toInt()));
    m_tls = QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(ports.value(1).toInt()));
    m_closed = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort()));
    m_file = m_tree.filePath(QStringLiteral("file"));
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(8 * 1024 * 1024));

    EngineOptions options;
    options.temporaryRoot = m_tree.filePath(QStringLiteral("temporary"));
    m_engine = std::make_unique<TransferEngine>(options);
    connect(m_engine.get(), &TransferEngine::changed, this, [this](const QList<TransferSnapshot> &snapshots) {
        for (const TransferSnapshot &s : snapshots)
            m_states[s.id] = s.state;
    });
    connect(m_engine.get(), &TransferEngine::finished, this, [this](TransferId id) { m_ended.insert(id); });
}

TestEngineLeaks::Counts TestEngineLeaks::count() const
{
    Counts counts;
    counts.descriptors = entries(QStringLiteral("/proc/self/fd"));
    counts.threads = entries(QStringLiteral("/proc/self/task"));
    counts.files = entries(m_engine->temporaryDirectory());
    counts.memory = qint64(mallinfo2().uordblks);
    QFile pages(QStringLiteral("/proc/self/statm"));
    if (pages.open(QIODevice::ReadOnly))
        counts.resident = pages.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
    return counts;
}

QByteArray TestEngineLeaks::text(const Counts &before, const Counts &after) const
{
    return QStringLiteral("descriptors %1 to %2, threads %3 to %4, files %5 to %6, memory %7, resident %8")
        .arg(before.descriptors)
        .arg(after.descriptors)
        .arg(before.threads)
        .arg(after.threads)
        .arg(before.files)
        .arg(after.files)
        .arg(after.memory - before.memory)
        .arg(after.resident - before.resident)
        .toLatin1();
}

bool TestEngineLeaks::ended(const QList<TransferId> &ids)
{
    const auto isEnded = [this](TransferId id) { return m_ended.contains(id); };
    return QTest::qWaitFor([&] { return std::all_of(ids.begin(), ids.end(), isEnded); }, 60000);
}

/// Downloads and uploads that never end by themselves, but for those that are refused, to be tried again.
QList<TransferRequest> TestEngineLeaks::fifty(int retries) const
{
    static const QStringList downs = {QStringLiteral("/body"), QStringLiteral("/never")};
    static const QStringList ups = {QStringLiteral("/slow"), QStringLiteral("/take")};
    QList<TransferRequest> requests;
    for (int i = 0; i < 50; ++i) {
        DownloadRequest down;
        down.url = retries > 0 && i % 6 == 0 ? m_closed : m_plain.resolved(QUrl(downs.at(i / 2 % 2)));
        down.options.proxy.kind = ProxyChoice::None;
        down.options.retries = retries;
        UploadRequest up;
        up.url = m_plain.resolved(QUrl(ups.at(i / 2 % 2)));
        up.files = {FormFile{QStringLiteral("file"), m_file, {}, {}}};
        up.options.proxy.kind = ProxyChoice::None;
        up.options.retries = retries;
        requests.append(i % 2 ? TransferRequest(up) : TransferRequest(down));
    }
    return requests;
}

/// Whatever a person may press, at random, until everything is cancelled.
void TestEngineLeaks::holdMany(int number)
{
    QRandomGenerator random(20260202);
    for (int done = 0; done < number; done += 50) {
        const QList<TransferId> ids = m_engine->add(fifty(100));
        for (int i = 0; i < 150; ++i) {
            const QList<TransferId> some = ids.mid(random.bounded(50), 1 + random.bounded(4));
            switch (random.bounded(6)) {
            case 0:
            case 1:
                m_engine->pause(some);
                break;
            case 2:
            case 3:
                m_engine->resume(some);
                break;
            case 4:
                m_engine->startNow(some);
                break;
            default:
                m_engine->cancel(some.mid(0, 1));
            }
            QCoreApplication::processEvents();
            if (i % 10 == 0)
                std::ignore = QTest::qWaitFor([] { return false; }, random.bounded(4));
        }
        m_engine->cancel(ids);
        QVERIFY(ended(ids));
        m_engine->remove(ids);
    }
}

void TestEngineLeaks::abortMany(int number)
{
    static const QList<TransferState> moments = {TransferState::Queued, TransferState::Connecting,
                                                 TransferState::Sending, TransferState::Awaiting,
                                                 TransferState::Receiving};
    QRandomGenerator random(20260101);
    for (int done = 0; done < number; done += 50) {
        const QList<TransferId> ids = m_engine->add(fifty(0));
        for (const TransferId id : ids) {
            const TransferState moment = moments.at(random.bounded(int(moments.size())));
            std::ignore = QTest::qWaitFor([&] { return m_states.value(id) >= moment; }, random.bounded(12));
            m_engine->cancel({id});
        }
        QVERIFY(ended(ids));
        m_engine->remove(ids);
    }
}

void TestEngineLeaks::failMany(int number, const QUrl &url)
{
    DownloadRequest request;
    request.url = url;
    request.options.proxy.kind = ProxyChoice::None;
    const QList<TransferId> ids = m_engine->add(QList<TransferRequest>(number, request));
    QVERIFY(ended(ids));
    for (const TransferId id : ids)
        QCOMPARE(m_states.value(id), TransferState::Failed);
    m_engine->remove(ids);
}

void TestEngineLeaks::run(const QString &kind, int number)
{
    if (kind == QLatin1String("aborts"))
        abortMany(number);
    else if (kind == QLatin1String("holds"))
        holdMany(number);
    else
        failMany(number, kind == QLatin1String("refused") ? m_closed : m_tls);
    m_states.clear();
    m_states.squeeze();
    m_ended.clear();
    m_ended.squeeze();
}

void TestEngineLeaks::leaks_nothing_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("number");
    QTest::newRow("1,000 aborts at random moments") << QStringLiteral("aborts") << 1000;
    QTest::newRow("1,000 paused, resumed, cancelled at random moments") << QStringLiteral("holds") << 1000;
    QTest::newRow("1,000 refused connections") << QStringLiteral("refused") << 1000;
    QTest::newRow("500 TLS failures") << QStringLiteral("tls") << 500;
}

void TestEngineLeaks::leaks_nothing()
{
    QFETCH(QString, kind);
    QFETCH(int, number);
    run(kind, number);                                        // what is made once is made, and kept connections are
    QTRY_COMPARE(entries(m_engine->temporaryDirectory()), 1); // the launch's lock
    const Counts before = count();
    run(kind, number);
    // What is deleted later is deleted by now, or soon.
    QTRY_VERIFY2(count().descriptors <= before.descriptors, text(before, count()).constData());
    QTRY_VERIFY2(count().threads <= before.threads, text(before, count()).constData());
    QTRY_VERIFY2(count().files <= before.files, text(before, count()).constData());
    // A leak of half a kilobyte each time would show; libraries cache a little.
    QTRY_VERIFY2(count().memory - before.memory < number * 500, text(before, count()).constData());
#ifndef FERRY_SANITIZED // which keeps what was freed, and finds leaks by itself
    QTRY_VERIFY2(count().resident - before.resident < 12 * 1024 * 1024, text(before, count()).constData());
#endif
}

void TestEngineLeaks::cleanupTestCase()
{
    m_engine.reset();
    m_peer.closeWriteChannel();
    m_peer.waitForFinished();
}

int main(int argc, char **argv)
{
    if (argc > 1 && qstrcmp(argv[1], "--peer") == 0) {
        serveAsPeer();
        return 0;
    }
    QCoreApplication application(argc, argv);
    TestEngineLeaks test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_engine_leaks.moc"
