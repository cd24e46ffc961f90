#include "core/engine/QueuedItem.h"

#include "core/io/SafeName.h"
#include "core/types/HostAndPort.h"

#include <QFileInfo>

namespace ferry {

namespace {

QString nameOf(const DownloadRequest &request)
{
    if (request.saveTo && !request.saveTo->fileName.isEmpty())
        return request.saveTo->fileName;
    return nameForDownload(std::nullopt, request.url);
}

QString nameOf(const UploadRequest &request)
{
    if (!request.rawBodyPath.isEmpty())
        return QFileInfo(request.rawBodyPath).fileName();
    if (request.files.isEmpty())
        return hostAndPort(request.url);
    const FormFile &first = request.files.first();
    return first.fileName.isEmpty() ? QFileInfo(first.path).fileName() : first.fileName; // as it is sent
}

qint64 sizeOf(const DownloadRequest &)
{
    return -1;
}

qint64 sizeOf(const UploadRequest &request)
{
    if (!request.rawBodyPath.isEmpty())
        return QFileInfo(request.rawBodyPath).size();
    qint64 sum = 0;
    for (const FormFile &file : request.files)
        sum += QFileInfo(file.path).size();
    return sum;
}

} // namespace

TransferSnapshot queuedItem(TransferId id, std::shared_ptr<const TransferRequest> request)
{
    TransferSnapshot item;
    item.id = id;
    item.name = std::visit([](const auto &r) { return nameOf(r); }, *request);
    item.bytesTotal = std::visit([](const auto &r) { return sizeOf(r); }, *request);
    if (std::holds_alternative<UploadRequest>(*request))
        item.resumable = Resumable::Form;
    item.rateLimit = qMax<qint64>(0, optionsOf(*request).rateLimit);
    item.request = std::move(request);
    item.priority = optionsOf(*item.request).priority;
    item.waitReason = WaitReason::Place;
    if (item.kind() == TransferKind::Upload)
        item.resumable = Resumable::Form;
    item.added = QDateTime::currentDateTimeUtc();
    item.stateSince = item.added;
    return item;
}

} // namespace ferry
