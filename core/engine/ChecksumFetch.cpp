#include "core/engine/ChecksumFetch.h"

#include "core/http/ChecksumFile.h"
#include "core/http/ContentType.h"

#include <QNetworkAccessManager>

namespace ferry {

namespace {

/// A whole download waits for it.
constexpr std::chrono::milliseconds patience = std::chrono::seconds(10);

std::shared_ptr<const TransferRequest> requestFor(const DownloadRequest &download)
{
    DownloadRequest request;
    request.url = ChecksumFetch::addressFor(download.url);
    request.headers = download.headers;
    // These are about the file itself.
    for (const char *name :
         {"Range", "If-Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"})
        request.headers.remove(name);
    request.options = download.options;
    request.options.timeout = std::min(request.options.timeout, patience);
    request.options.answerTimeout.reset();
    request.options.rateLimit = 0;
    return std::make_shared<const TransferRequest>(std::move(request));
}

} // namespace

QUrl ChecksumFetch::addressFor(const QUrl &download)
{
    const QString path = download.path(QUrl::FullyEncoded);
    const bool namesFile = !path.isEmpty() && !path.endsWith(u'/');
    if (!namesFile || path.endsWith(QLatin1String(".sha256"), Qt::CaseInsensitive))
        return {};
    QUrl beside = download.adjusted(QUrl::RemoveFragment);
    beside.setPath(path + QStringLiteral(".sha256"), QUrl::TolerantMode);
    return beside;
}

ChecksumFetch::ChecksumFetch(TransferContext &context, const DownloadRequest &download)
    : TransferTask(context, requestFor(download))
{
}

ChecksumFetch::~ChecksumFetch()
{
    dropReply();
}

QNetworkReply *ChecksumFetch::send(const QNetworkRequest &head, const QByteArray &method, bool)
{
    return context().manager.sendCustomRequest(head, method);
}

void ChecksumFetch::headArrived(const WireFacts &facts)
{
    m_wanted = facts.statusCode == 200 && !facts.codedBody && !isHtml(facts.headers.value("Content-Type")) &&
               facts.expectedBody <= checksumFileLimit;
}

bool ChecksumFetch::takeBody(const char *data, qint64 size)
{
    if (!m_wanted || m_content.size() + size > checksumFileLimit)
        return false;
    m_content.append(data, size);
    return true;
}

void ChecksumFetch::answerComplete(const WireFacts &facts)
{
    setState(TransferState::Verifying);
    setState(TransferState::Ready);
    finish(Completed{facts.statusCode, m_wanted});
}

} // namespace ferry
