#include "core/http/Origin.h"

namespace ferry {

int effectivePort(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
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

QString hostAndPort(const QUrl &url)
{
    QString host = url.host();
    if (host.contains(u':'))
        host = u'[' + host + u']';
    QUrl plain;
    plain.setScheme(url.scheme());
    if (url.port() == -1 || url.port() == effectivePort(plain))
        return host;
    return host + u':' + QString::number(url.port());
}

} // namespace ferry
