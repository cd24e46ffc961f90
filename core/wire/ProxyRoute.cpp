#include "core/wire/NetworkAccessManager.h"
#include "core/wire/RequestPlan.h"

#include <QNetworkProxy>

namespace ferry {

namespace {

ProxyRoute fromUrl(const QUrl &url)
{
    ProxyRoute route;
    if (url.isEmpty())
        return route;
    route.user = url.userName(QUrl::FullyDecoded);
    route.password = url.password(QUrl::FullyDecoded);
    route.url = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (route.url.port() < 0) {
        const QString scheme = route.url.scheme();
        route.url.setPort(scheme == QLatin1String("http") ? 80 : scheme == QLatin1String("https") ? 443 : 1080);
    }
    return route;
}

ProxyRoute fromQt(const QNetworkProxy &proxy, bool tlsRequest)
{
    QUrl url;
    switch (proxy.type()) {
    case QNetworkProxy::HttpProxy:
        url.setScheme(QStringLiteral("http"));
        break;
    case QNetworkProxy::HttpCachingProxy:
        if (tlsRequest)
            return {};
        url.setScheme(QStringLiteral("http"));
        break;
    case QNetworkProxy::Socks5Proxy:
        url.setScheme(proxy.capabilities().testFlag(QNetworkProxy::HostNameLookupCapability)
                          ? QStringLiteral("socks5h")
                          : QStringLiteral("socks5"));
        break;
    default:
        return {};
    }
    url.setHost(proxy.hostName());
    url.setPort(proxy.port());
    return {url, proxy.user(), proxy.password()};
}

} // namespace

ProxyRoute proxyRoute(const QNetworkRequest &request, const QNetworkAccessManager &manager)
{
    const auto attribute = QNetworkRequest::Attribute(NetworkAccessManager::ProxyAttribute);
    const QVariant chosen = request.attribute(attribute);
    if (chosen.isValid())
        return fromUrl(chosen.toUrl());

    const bool tls = request.url().scheme() == QLatin1String("https");
    if (manager.proxy().type() != QNetworkProxy::DefaultProxy)
        return fromQt(manager.proxy(), tls);
    const QNetworkProxyQuery query(request.url());
    QNetworkProxyFactory *factory = manager.proxyFactory();
    const QList<QNetworkProxy> proxies =
        factory ? factory->queryProxy(query) : QNetworkProxyFactory::proxyForQuery(query);
    // The first that is of use counts; the later ones are for when it fails, and a failing proxy is an error here.
    return proxies.isEmpty() ? ProxyRoute() : fromQt(proxies.constFirst(), tls);
}

} // namespace ferry
