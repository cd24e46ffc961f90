#include "core/wire/NetworkAccessManager.h"

#include "core/wire/CurlPools.h"
#include "core/wire/CurlReply.h"
#include "core/wire/SystemProxies.h"

#include <openssl/crypto.h>

namespace ferry {

NetworkAccessManager::NetworkAccessManager(QObject *parent)
    : QNetworkAccessManager(parent)
    , m_systemProxies(std::make_unique<SystemProxies>())
    , m_pools(std::make_unique<CurlPools>())
{
}

NetworkAccessManager::~NetworkAccessManager()
{
    // Replies need the pools, and would outlive them as children. Those that were given another parent end here.
    qDeleteAll(findChildren<CurlReply *>(QString(), Qt::FindDirectChildrenOnly));
    m_pools->abortReplies();
    m_pools.reset();
    // OpenSSL frees what it keeps for a thread when that is quite gone, which may be after the process began to end.
    OPENSSL_thread_stop();
}

int NetworkAccessManager::openConnections() const
{
    return m_pools->openConnections();
}

QNetworkReply *NetworkAccessManager::createRequest(Operation op, const QNetworkRequest &request,
                                                   QIODevice *outgoingData)
{
    const QString scheme = request.url().scheme();
    if (scheme != QLatin1String("http") && scheme != QLatin1String("https"))
        return QNetworkAccessManager::createRequest(op, request, outgoingData);
    QNetworkRequest asked = request;
    if (autoDeleteReplies() && !request.attribute(QNetworkRequest::AutoDeleteReplyOnFinishAttribute).isValid())
        asked.setAttribute(QNetworkRequest::AutoDeleteReplyOnFinishAttribute, true);
    auto *reply = new CurlReply(op, asked, outgoingData, *this, *m_pools);
    reply->start();
    return reply;
}

QNetworkReply *getQuietly(QNetworkAccessManager &manager, const QNetworkRequest &request)
{
    auto *ours = qobject_cast<NetworkAccessManager *>(&manager);
    return ours ? ours->createRequest(QNetworkAccessManager::GetOperation, request, nullptr) : manager.get(request);
}

std::unique_ptr<QNetworkAccessManager> createNetworkAccessManager()
{
    if (qEnvironmentVariable("FERRY_WIRE") == QLatin1String("qt"))
        return std::make_unique<QNetworkAccessManager>();
    return std::make_unique<NetworkAccessManager>();
}

} // namespace ferry
