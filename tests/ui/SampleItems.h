#pragma once

#include "core/types/Destination.h"
#include "core/types/TransferSnapshot.h"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QSslCertificate>

namespace ferry::ui::sample {

/// Items in every state that a row can show, with names and numbers like those of an ordinary day.

inline QDateTime today(int hour, int minute)
{
    return QDateTime(QDate::currentDate(), QTime(hour, minute)).toUTC();
}

inline TransferSnapshot upload(TransferId id, TransferState state, const QString &name, qint64 done, qint64 total,
                               const QString &destination, const QString &host, const QString &path = {})
{
    UploadRequest request;
    request.url = QUrl(QStringLiteral("https://%1/api/v2/upload").arg(host));
    request.destinationName = destination;
    request.files.append(FormFile{QStringLiteral("file"), path, name, {}});
    TransferSnapshot s;
    s.id = id;
    s.request = std::make_shared<const TransferRequest>(request);
    s.state = state;
    s.name = name;
    s.bytesDone = done;
    s.bytesTotal = total;
    s.added = QDateTime::currentDateTimeUtc();
    s.stateSince = s.added;
    return s;
}

inline TransferSnapshot download(TransferId id, TransferState state, const QString &name, qint64 done, qint64 total,
                                 const QString &host)
{
    TransferSnapshot s = upload(id, state, name, done, total, {}, host);
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("https://%1/files/%2").arg(host, name));
    s.request = std::make_shared<const TransferRequest>(request);
    return s;
}

/// A download between two tries, with what came so far.
inline TransferSnapshot waiting(TransferId id, WaitReason reason, const QDateTime &until)
{
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("https://logs.example.com/files/gateway-2026-11-22.log.gz"));
    request.options.retries = 5;
    TransferSnapshot s = download(id, TransferState::Waiting, QStringLiteral("gateway-2026-11-22.log.gz"), 3460000,
                                  28800000, QStringLiteral("logs.example.com"));
    s.request = std::make_shared<const TransferRequest>(request);
    s.waitReason = reason;
    s.waitUntil = until;
    s.tries = 2;
    s.resumable = Resumable::Yes;
    TransferError error;
    error.kind = ErrorKind::Network;
    error.subject = request.url.host();
    s.attempts = {{1, s.added.addSecs(-62), 503, std::nullopt}, {2, s.added.addSecs(-9), 0, error}};
    return s;
}

inline QString picture(const QString &directory, const QString &name, const QColor &sky, const QColor &shape)
{
    QImage image(144, 144, QImage::Format_RGB32);
    image.fill(sky);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(shape);
    painter.drawPolygon(
        QPolygonF({QPointF(0, 144), QPointF(60, 60), QPointF(95, 110), QPointF(115, 85), QPointF(144, 144)}));
    painter.setBrush(QColor(Qt::white).darker(102));
    painter.drawEllipse(QPointF(104, 40), 16, 16);
    const QString path = QDir(directory).filePath(name);
    image.save(path, "PNG");
    return path;
}

inline std::shared_ptr<const Exchange> refusal()
{
    Exchange e;
    e.method = "POST";
    e.url = QUrl(QStringLiteral("https://img.example.net/api/v2/upload"));
    e.statusCode = 413;
    e.reason = "Content Too Large";
    e.requestHeaders = {{"Host", "img.example.net"}, {"User-Agent", "Ferry/0.1"}, {"Content-Length", "182034112"}};
    e.headers = {{"Content-Type", "application/json"},
                 {"Content-Length", "198"},
                 {"Connection", "close"},
                 {"X-Request-Id", "b81f-20c4-77ae"}};
    e.body =
        "{\"error\":{\"code\":\"FILE_TOO_LARGE\",\"message\":\"The file is larger than 50 MB.\",\"limit\":52428800,"
        "\"received\":7340032,\"field\":\"file\"},\"requestId\":\"b81f-20c4-77ae\","
        "\"help\":\"https://img.example.net/limits\"}";
    e.bodySize = e.body.size();
    e.protocol = "HTTP/1.1";
    e.timings = {800, 12000, 31000, 410000, 432000, 433000};
    return std::make_shared<const Exchange>(e);
}

/// Newest first: the first one has the highest id.
inline QList<TransferSnapshot> busyDay(const QString &directory)
{
    using enum TransferState;
    const auto q = [](const char *text) { return QString::fromUtf8(text); };
    QList<TransferSnapshot> items;
    items << upload(11, Sending, q("DSC_2041 harbour at dawn, edited version.tif"), 412000000, 1200000000,
                    q("Image host"), q("img.example.net"),
                    picture(directory, q("dsc.tif.png"), QColor(158, 192, 230), QColor(78, 120, 86)));
    items.last().bytesPerSecond = 24.1e6;
    items.last().secondsLeft = 33;
    items << download(10, Receiving, q("debian-12.8.0-amd64-netinst.iso"), 385000000, 631000000,
                      q("cdimage.example.org"));
    items.last().bytesPerSecond = 18.2e6;
    items.last().secondsLeft = 14;
    items << upload(9, Awaiting, q("build-2026-11-22-arm64-release.zip"), 84000000, 84000000, q("Build archive"),
                    q("builds.example.net"));
    items.last().stateSince = QDateTime::currentDateTimeUtc().addSecs(-12);
    items << waiting(8, WaitReason::Retry, QDateTime::currentDateTimeUtc().addSecs(18));
    items << download(7, Paused, q("keynote-recording-1080p.mp4"), 1100000000, 4700000000, q("media.example.com"));
    items << download(6, Ready, q("quarterly-report-final.pdf"), 61800000, 61800000, q("docs.example.com"));
    items << upload(5, Done, q("ferry-logo-dark@2x.png"), 342000, 342000, q("Image host"), q("img.example.net"),
                    picture(directory, q("logo.png"), QColor(45, 66, 84), QColor(232, 160, 50)));
    items.last().link = QUrl(q("https://img.example.net/f/9c2e41.png"));
    items.last().stateSince = today(10, 42);
    items << upload(4, Refused, q("onboarding-walkthrough.mov"), 7340032, 182034112, q("Image host"),
                    q("img.example.net"));
    items.last().exchange = refusal();
    items.last().serverReason = q("The file is larger than 50 MB.");
    items.last().stateSince = today(10, 40);
    items << upload(3, Failed, q("sensor-firmware-3.2.1.bin"), 0, 2100000, q("Lab"), q("files.lab.example"));
    TransferError error;
    error.kind = ErrorKind::Tls;
    error.subject = q("files.lab.example");
    error.tls.fault = TlsFault::SelfSigned;
    error.tls.sha256Fingerprint = QByteArray(32, '\x4f');
    error.tls.chain = {QSslCertificate()};
    items.last().error = error;
    items.last().stateSince = today(10, 38);
    items << upload(2, Unknown, q("crash-report-7f21.tar"), 16400000, 16400000, q("Build archive"),
                    q("builds.example.net"));
    items.last().stateSince = today(10, 31);
    items << upload(1, Queued, q("team-photo.jpg"), 0, 4820000, q("Image host"), q("img.example.net"),
                    picture(directory, q("team.png"), QColor(242, 216, 190), QColor(122, 84, 140)));
    items.last().queuePosition = 1;
    return items;
}

inline QList<Destination> destinations()
{
    Destination images;
    images.name = QStringLiteral("Image host");
    images.url = QUrl(QStringLiteral("https://img.example.net/api/v2/upload"));
    Destination builds;
    builds.name = QStringLiteral("Build archive");
    builds.url = QUrl(QStringLiteral("https://builds.example.net/in"));
    return {images, builds};
}

} // namespace ferry::ui::sample
