// How exactly the engine keeps a rate: each limit for some seconds, both ways, http and https, and how evenly four
// items share one. Down is timed here, from the request to the end; up at the server, from the first byte to the last.
// Prints a table.
//
//   rates [SECONDS]
#include "core/engine/TransferEngine.h"
#include "tests/support/ScriptedServer.h"

#include <algorithm>
#include <atomic>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

using namespace ferry;

namespace {

QTextStream out(stdout);

/// Takes a body and times it, or sends one of ?SIZE bytes.
class Counterpart
{
public:
    ScriptedServer::Script script()
    {
        return [this](ScriptPeer &peer) {
            for (QByteArray head = peer.readHead(); !head.isEmpty(); head = peer.readHead())
                head.startsWith("POST") ? take(peer, head) : give(peer, head);
        };
    }
    double seconds() const { return double(m_ns) / 1e9; }

private:
    void take(ScriptPeer &peer, const QByteArray &head)
    {
        const qint64 size = ScriptedServer::headerValue(head, "Content-Length").toLongLong();
        QElapsedTimer clock;
        for (qint64 got = 0; got < size;) {
            const QByteArray piece = peer.read(qMin<qint64>(clock.isValid() ? 256 * 1024 : 1, size - got));
            if (piece.isEmpty())
                return;
            if (!clock.isValid())
                clock.start();
            got += piece.size();
        }
        m_ns = clock.nsecsElapsed();
        peer.reply(200);
    }
    static void give(ScriptPeer &peer, const QByteArray &head)
    {
        const qint64 size = head.split(' ').value(1).mid(2).toLongLong();
        static const QByteArray block(256 * 1024, 'r');
        bool open = peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n");
        for (qint64 sent = 0; open && sent < size; sent += block.size())
            open = peer.send(block.left(qsizetype(qMin<qint64>(block.size(), size - sent))));
    }

    std::atomic<qint64> m_ns = 0;
};

template <typename Request>
Request prepared(Request request, const QUrl &url)
{
    request.url = url;
    request.options.proxy.kind = ProxyChoice::None;
    request.options.insecure = true;
    return request;
}

DownloadRequest downloadOf(const ScriptedServer &server, qint64 size)
{
    DownloadRequest request;
    request.sha256 = false;
    return prepared(request, server.url(QStringLiteral("/?") + QString::number(size)));
}

/// Seconds until the outcome; negative if it failed.
double timeOf(TransferEngine &engine, const TransferRequest &request)
{
    QEventLoop loop;
    bool ok = false;
    QObject::connect(&engine, &TransferEngine::finished, &loop, [&](TransferId, const TransferOutcome &outcome) {
        ok = std::holds_alternative<Completed>(outcome);
        loop.quit();
    });
    QElapsedTimer clock;
    clock.start();
    const TransferId id = engine.add(request);
    loop.exec();
    const double seconds = double(clock.nsecsElapsed()) / 1e9;
    engine.remove({id});
    return ok ? seconds : -1;
}

void measure(TransferEngine &engine, bool tls, bool up, qint64 rate, int seconds, const QString &directory)
{
    Counterpart counterpart;
    const ScriptedServer server({counterpart.script()}, tls ? TestCertificate::selfSigned() : TestCertificate());
    const qint64 size = rate * seconds;
    engine.setRateLimits(up ? RateLimits{0, rate} : RateLimits{rate, 0});
    double taken = -1;
    if (up) {
        const QString path = directory + QStringLiteral("/body");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || !file.resize(size))
            qFatal("no file to send");
        file.close();
        UploadRequest request;
        request.rawBodyPath = path;
        taken = timeOf(engine, prepared(request, server.url()));
        taken = taken < 0 ? taken : counterpart.seconds();
    } else {
        taken = timeOf(engine, downloadOf(server, size));
    }
    const double actual = double(size) / taken;
    out << qSetFieldWidth(6) << (tls ? "https" : "http") << (up ? "up" : "down") << qSetFieldWidth(12)
        << QString::number(double(rate) / 1e6) << QString::number(actual / 1e6, 'f', 3)
        << QString::number((actual / double(rate) - 1) * 100, 'f', 2) << qSetFieldWidth(0) << Qt::endl;
}

void measureShares(TransferEngine &engine, qint64 rate, int seconds)
{
    Counterpart counterpart;
    const ScriptedServer server(counterpart.script());
    engine.setRateLimits({rate, 0});
    QHash<TransferId, qint64> bytes;
    const auto watch =
        QObject::connect(&engine, &TransferEngine::changed, &engine, [&](const QList<TransferSnapshot> &items) {
            for (const TransferSnapshot &s : items)
                if (s.state == TransferState::Receiving) // and not of earlier ones that end
                    bytes[s.id] = s.bytesDone;
        });
    const QList<TransferId> ids = engine.add(QList<TransferRequest>(4, downloadOf(server, rate * (seconds + 10))));
    QEventLoop loop;
    QTimer::singleShot(seconds * 1000, &loop, &QEventLoop::quit);
    loop.exec();
    QObject::disconnect(watch);
    const auto [least, most] = std::minmax_element(bytes.begin(), bytes.end());
    qint64 sum = 0;
    for (const qint64 count : std::as_const(bytes))
        sum += count;
    out << "four items share " << double(rate) / 1e6 << " MB/s for " << seconds
        << " s: " << QString::number(double(sum) / seconds / 1e6, 'f', 3) << " MB/s together, from "
        << QString::number(double(*least) * 400 / double(sum), 'f', 1) << " to "
        << QString::number(double(*most) * 400 / double(sum), 'f', 1) << " % of a fair share" << Qt::endl;
    engine.remove(ids);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int seconds = qMax(1, app.arguments().value(1, QStringLiteral("10")).toInt());
    QTemporaryDir directory;
    EngineOptions options;
    options.temporaryRoot = directory.filePath(QStringLiteral("temporary"));
    TransferEngine engine(options);
    out << qSetFieldWidth(6) << ""
        << "" << qSetFieldWidth(12) << "limit MB/s"
        << "MB/s"
        << "error %" << qSetFieldWidth(0) << Qt::endl;
    for (const qint64 rate : {50000, 1000000, 10000000, 100000000})
        for (const bool tls : {false, true})
            for (const bool up : {false, true})
                measure(engine, tls, up, rate, seconds, directory.path());
    for (const qint64 rate : {200000, 4000000})
        measureShares(engine, rate, seconds);
    return 0;
}
