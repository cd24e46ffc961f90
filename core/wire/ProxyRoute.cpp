#include "core/wire/NetworkAccessManager.h"
#include "core/wire/ProxyEnvironment.h"
#include "core/wire/RequestPlan.h"
#include "core/wire/SystemProxies.h"

#include <QNetworkProxy>

namespace ferry {

namespace {

ProxyRoute unusable()
{
    ProxyRoute route;
    route.broken = true;
    return route;
}

/// An address that cannot be read is no reason to go past the proxy.
ProxyRoute fromUrl(const QUrl &url)
{
    ProxyRoute route;
    if (url.isEmpty() && url.errorString().isEmpty())
        return route;
    if (!url.isValid() || url.host().isEmpty())
        return unusable();
    route.user = url.userName(QUrl::FullyDecoded);
    route.password = url.password(QUrl::FullyDecoded);
    route.url = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (route.url.port() < 0) // the ports that curl takes
        route.url.setPort(route.isTls() ? 443 : 1080);
    return route;
}

/// Nothing if this kind of proxy cannot carry the request.
std::optional<ProxyRoute> fromQt(const QNetworkProxy &proxy)
{
    QUrl url;
    switch (proxy.type()) {
    case QNetworkProxy::NoProxy:
    case QNetworkProxy::DefaultProxy:
        return ProxyRoute();
    case QNetworkProxy::HttpProxy:
    case QNetworkProxy::HttpCachingProxy: // refuses a tunnel where it makes none
        url.setScheme(QStringLiteral("http"));
        break;
    case QNetworkProxy::Socks5Proxy:
        url.setScheme(proxy.capabilities().testFlag(QNetworkProxy::HostNameLookupCapability)
                          ? QStringLiteral("socks5h")
                          : QStringLiteral("socks5"));
        break;
    default:
        return std::nullopt;
    }
    url.setHost(proxy.hostName());
    url.setPort(proxy.port());
    return ProxyRoute{url, proxy.user(), proxy.password()};
}

/// The first that is of use; the later ones are for when it fails, and a failing proxy is an error here. Where there
/// are only kinds that are not known, there is no way: the direct one was not offered.
ProxyRoute firstOf(const QList<QNetworkProxy> &proxies)
{
    for (const QNetworkProxy &proxy : proxies)
        if (const auto route = fromQt(proxy))
            return *route;
    return proxies.isEmpty() ? ProxyRoute() : unusable();
}

bool namesNone(const QList<QNetworkProxy> &proxies)
{
    return std::all_of(proxies.begin(), proxies.end(), [](const QNetworkProxy &p) {
        return p.type() == QNetworkProxy::NoProxy || p.type() == QNetworkProxy::DefaultProxy;
    });
}

/// The environment first, if it names any proxy; then what the desktop says.
ProxyRoute systemRoute(const QNetworkProxyQuery &query, const QNetworkAccessManager &manager)
{
    const auto environment = ProxyEnvironment::forUrl(query.url());
    switch (environment.way) {
    case ProxyEnvironment::Way::Proxy: {
        ProxyRoute route = fromUrl(QUrl::fromEncoded(environment.address));
        route.variable = environment.variable;
        return route;
    }
    case ProxyEnvironment::Way::Direct:
        return {};
    case ProxyEnvironment::Way::Unsaid:
        break;
    }
    const auto *ours = qobject_cast<const NetworkAccessManager *>(&manager);
    return firstOf(ours ? ours->systemProxies().forQuery(query) : QNetworkProxyFactory::systemProxyForQuery(query));
}

} // namespace

ProxyRoute proxyRoute(const QNetworkRequest &request, const QNetworkAccessManager &manager)
{
    const auto attribute = QNetworkRequest::Attribute(NetworkAccessManager::ProxyAttribute);
    const QVariant chosen = request.attribute(attribute);
    if (chosen.isValid())
        return fromUrl(chosen.toUrl());
    if (manager.proxy().type() != QNetworkProxy::DefaultProxy)
        return firstOf({manager.proxy()});
    const QNetworkProxyQuery query(request.url());
    if (QNetworkProxyFactory *factory = manager.proxyFactory())
        return firstOf(factory->queryProxy(query));
    if (!QNetworkProxyFactory::usesSystemConfiguration()) { // else the program's own answer is the system's
        const QList<QNetworkProxy> own = QNetworkProxyFactory::proxyForQuery(query);
        if (!namesNone(own))
            return firstOf(own);
    }
    return systemRoute(query, manager);
}

} // namespace ferry
