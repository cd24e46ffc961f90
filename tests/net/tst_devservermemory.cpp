#include "core/devserver/DevServer.h"
#include "tests/net/RawClient.h"
#include "tests/support/MountedPlace.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>
#include <optional>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace ferry::devserver;
using ferry::MountedPlace;
using ferry::test::RawAnswer;
using ferry::test::RawClient;

namespace {

/// A developer server in a process of its own, whose memory and limits can be told apart from those of the test. It
/// ends when its standard input does.
class ServerProcess
{
public:
    explicit ServerProcess(const QString &directory, const QStringList &more = {})
    {
        m_process.start(QCoreApplication::applicationFilePath(),
                        QStringList{QStringLiteral("--serve"), directory} + more);
        if (m_process.waitForStarted() && m_process.waitForReadyRead(RawClient::patience))
            m_port = m_process.readLine().trimmed().toUShort();
    }
    ~ServerProcess()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(5000);
    }

    quint16 port() const { return m_port; }

    /// The most that was ever resident, in KiB.
    qint64 peakKiB() const
    {
        QFile status(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
        if (!status.open(QIODevice::ReadOnly))
            return -1;
        const QByteArray text = status.readAll();
        const qsizetype at = text.indexOf("VmHWM:");
        return text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong();
    }

private:
    QProcess m_process;
    quint16 m_port = 0;
};

#ifdef FERRY_SANITIZED
constexpr qint64 limitKiB = 1024 * 1024; // sanitizers keep a shadow of the memory, and what was freed
#else
constexpr qint64 limitKiB = 64 * 1024;
#endif

int serve(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
#ifdef Q_OS_UNIX
    if (arguments.contains(QStringLiteral("--small-disk"))) {
        // No file may grow beyond 1 MiB: to a program that is like a full disk.
        const rlimit limit{1024 * 1024, 1024 * 1024};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        ::signal(SIGXFSZ, SIG_IGN);
    }
#endif
    DevServer server({0, arguments.at(2)});
    if (!server.start())
        return 1;
    std::printf("%d\n", server.url().port());
    std::fflush(stdout);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 1;
    input.readAll();
    return 0;
}

const QByteArray partHead = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"large.bin\"\r\n\r\n";
const QByteArray formEnd = "\r\n--B--\r\n";

QByteArray formHeaders(qint64 content)
{
    return "Content-Type: multipart/form-data; boundary=B\r\nContent-Length: " +
           QByteArray::number(partHead.size() + content + formEnd.size()) + "\r\n";
}

} // namespace

class TestDevServerMemory : public QObject
{
    Q_OBJECT

private slots:
    void tenUploadsAtOnce();
    void tenDownloadsNobodyReads();
    void aClientThatNeverStopsAsking();
    void fullDisk_data();
    void fullDisk();
};

/// The promise is 64 MiB with ten uploads of 2 GiB at once; what does not grow with 640 MiB does not grow with 20 GiB.
void TestDevServerMemory::tenUploadsAtOnce()
{
#ifndef Q_OS_LINUX
    QSKIP("The peak of another process is only known on Linux.");
#endif
    constexpr qint64 size = 64 * 1024 * 1024;
    constexpr int count = 10;
    QTemporaryDir root;
    ServerProcess server(root.path());
    QVERIFY(server.port() != 0);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->request("POST /upload", formHeaders(size));
        clients.back()->send(partHead);
    }
    const QByteArray piece(1024 * 1024, 'x');
    for (qint64 sent = 0; sent < size; sent += piece.size()) {
        for (const auto &client : clients)
            client->send(piece);
    }
    for (const auto &client : clients) {
        client->send(formEnd);
        QCOMPARE(client->answer().status, 200);
    }
    QCOMPARE(QDir(root.path()).entryList(QDir::Files).size(), count);
    QCOMPARE(QFileInfo(root.filePath(QStringLiteral("large (9).bin"))).size(), size);
    qInfo("peak: %lld KiB", static_cast<long long>(server.peakKiB()));
    QVERIFY(server.peakKiB() > 0);
    QVERIFY(server.peakKiB() < limitKiB);
}

void TestDevServerMemory::tenDownloadsNobodyReads()
{
#ifndef Q_OS_LINUX
    QSKIP("The peak of another process is only known on Linux.");
#endif
    QTemporaryDir root;
    QFile large(root.filePath(QStringLiteral("large.bin")));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(qint64(2) << 30));
    ServerProcess server(root.path());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 10; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->socket().setReadBufferSize(4096);
        clients.back()->request(i % 2 ? "GET /files/large.bin" : "GET /try/size/2000000000");
        QVERIFY(clients.back()->socket().waitForReadyRead(RawClient::patience));
    }
    QCOMPARE(RawClient(server.port()).ask("GET /try/size/50000000").body.size(), 50'000'000);
    QVERIFY(server.peakKiB() < limitKiB);
}

/// Answers that are not fetched hold back the next requests, instead of piling up.
void TestDevServerMemory::aClientThatNeverStopsAsking()
{
#ifndef Q_OS_LINUX
    QSKIP("The peak of another process is only known on Linux.");
#endif
    QTemporaryDir root;
    ServerProcess server(root.path());
    RawClient client(server.port());
    client.socket().setReadBufferSize(4096);
    const QByteArray requests =
        QByteArray("GET /try/size/100000 HTTP/1.1\r\nHost: " + client.host() + "\r\n\r\n").repeated(10'000);
    qint64 sent = 0;
    while (sent < 50'000'000 && client.socket().bytesToWrite() < 8'000'000) {
        sent += client.socket().write(requests);
        client.socket().waitForBytesWritten(50);
    }
    QCOMPARE(RawClient(server.port()).ask("GET /try/status/200").status, 200);
    QVERIFY(server.peakKiB() < limitKiB);
}

void TestDevServerMemory::fullDisk_data()
{
    QTest::addColumn<bool>("mounted");
    QTest::newRow("no file may be so large") << false;
    QTest::newRow("a full file system") << true;
}

void TestDevServerMemory::fullDisk()
{
#ifndef Q_OS_LINUX
    QSKIP("A full disk is made by limits and mounts that only Linux has.");
#endif
    QFETCH(bool, mounted);
    QTemporaryDir root;
    std::optional<MountedPlace> disk;
    if (mounted)
        disk.emplace(root.path(), "size=1m");
    if (mounted && !disk->isMounted())
        QSKIP(MountedPlace::whyNot);
    ServerProcess server(root.path(), mounted ? QStringList() : QStringList{QStringLiteral("--small-disk")});
    const QByteArray content(3 * 1024 * 1024, 'x');
    for (const bool form : {true, false}) {
        RawClient client(server.port());
        if (form)
            client.request("POST /upload", formHeaders(content.size()));
        else
            client.request("PUT /files/large.bin", "Content-Length: " + QByteArray::number(content.size()) + "\r\n");
        client.send(form ? QByteArray(partHead + content + formEnd) : content);
        const RawAnswer answer = client.answer();
        QCOMPARE(answer.status, 507);
        QVERIFY2(answer.body.startsWith("{\"error\": \"The server cannot store the file: "), answer.body.constData());
        QTRY_VERIFY(QDir(root.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }
    QCOMPARE(RawClient(server.port()).ask("PUT /files/small", {}, "fits").status, 201);
}

int main(int argc, char **argv)
{
    if (argc > 2 && qstrcmp(argv[1], "--serve") == 0)
        return serve(argc, argv);
    QCoreApplication application(argc, argv);
    TestDevServerMemory test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_devservermemory.moc"
