#include "core/types/HostAndPort.h"

#include <QUrl>

namespace ferry {

QString hostAndPort(const QUrl &url)
{
    const int own = url.scheme() == QLatin1String("https") ? 443 : url.scheme() == QLatin1String("http") ? 80 : -1;
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return url.port(own) == own ? host : host + u':' + QString::number(url.port());
}

} // namespace ferry
