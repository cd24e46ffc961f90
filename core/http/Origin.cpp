#include "core/http/Origin.h"

namespace ferry {

int effectivePort(const QUrl &url)
{
    const QString scheme = url.scheme(); // in small letters, as QUrl keeps it
    if (scheme == QLatin1String("http"))
        return url.port(80);
    if (scheme == QLatin1String("https"))
        return url.port(443);
    return url.port();
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const QString host = a.host(QUrl::FullyEncoded);
    return !host.isEmpty() && host.compare(b.host(QUrl::FullyEncoded), Qt::CaseInsensitive) == 0 &&
           a.scheme().compare(b.scheme(), Qt::CaseInsensitive) == 0 && effectivePort(a) == effectivePort(b);
}

QUrl originOf(const QUrl &url)
{
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    if (url.port() != effectivePort(origin))
        origin.setPort(url.port());
    return origin;
}

QString originKey(const QUrl &url)
{
    return url.scheme() + QLatin1String("://") + url.host() + u':' + QString::number(effectivePort(url));
}

} // namespace ferry
