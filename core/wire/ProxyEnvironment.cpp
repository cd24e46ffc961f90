#include "core/wire/ProxyEnvironment.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace ferry {

namespace {

QByteArray processVariable(const char *name)
{
    if (!qEnvironmentVariableIsSet(name))
        return {};
    const QByteArray value = qgetenv(name);
    return value.isNull() ? QByteArrayLiteral("") : value;
}

QByteArray eitherCase(const QByteArray &name, const ProxyEnvironment::Lookup &lookup)
{
    const QByteArray small = lookup(name.constData());
    return small.isNull() ? lookup(name.toUpper().constData()) : small;
}

/// In capitals, http's counts for nothing but that there is an environment of this kind, which others would read.
bool namesAnyProxy(const ProxyEnvironment::Lookup &lookup)
{
    constexpr std::array names = {"http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    for (size_t i = 0; i < names.size(); i += 2) {
        const QByteArray small = lookup(names[i]);
        if (!(small.isNull() ? lookup(names[i + 1]) : small).isEmpty())
            return true;
    }
    return false;
}

QString withoutDots(QString name)
{
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    if (name.endsWith(u'.'))
        name.chop(1);
    return name.toLower();
}

/// "host:80" and "[::1]:80" are the host where the port is this one, and else stay as they are, which is no host. An
/// address of IPv6 without brackets has no port.
QString withoutPort(const QString &entry, int port)
{
    const QString suffix = u':' + QString::number(port);
    const QString host = entry.chopped(entry.endsWith(suffix) ? suffix.size() : 0);
    return host.contains(u':') && !host.endsWith(u']') ? entry : host;
}

bool exceptsAddress(QString entry, const QHostAddress &host)
{
    if (entry.startsWith(u'[') && entry.endsWith(u']'))
        entry = entry.mid(1, entry.size() - 2);
    if (entry.contains(u'/')) {
        const auto network = QHostAddress::parseSubnet(entry);
        return network.second >= 0 && network.first.protocol() == host.protocol() && host.isInSubnet(network);
    }
    const QHostAddress address(entry);
    return !address.isNull() && address == host;
}

bool exceptsName(const QString &entry, const QString &host)
{
    // A host is compared as it stands in an encoded address.
    const QByteArray ascii = QUrl::toAce(withoutDots(entry));
    const QString name = ascii.isEmpty() ? withoutDots(entry) : QString::fromLatin1(ascii);
    return !name.isEmpty() && (host == name || host.endsWith(u'.' + name));
}

} // namespace

bool ProxyEnvironment::excepts(const QByteArray &list, const QUrl &url)
{
    const QString text = QString::fromLocal8Bit(list).trimmed();
    if (text == QLatin1String("*"))
        return true;
    static const QRegularExpression separator(QStringLiteral("[,\\s]+"));
    const QString name = withoutDots(url.host(QUrl::FullyEncoded));
    const QHostAddress address(name);
    const int port = url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
    const QStringList entries = text.split(separator, Qt::SkipEmptyParts);
    return std::any_of(entries.begin(), entries.end(), [&](const QString &written) {
        const QString entry = withoutPort(written, port);
        return address.isNull() ? exceptsName(entry, name) : exceptsAddress(entry, address);
    });
}

ProxyEnvironment ProxyEnvironment::forUrl(const QUrl &url, const Lookup &lookup)
{
    ProxyEnvironment result;
    if (!namesAnyProxy(lookup))
        return result;
    result.way = Way::Direct;
    const bool tls = url.scheme() == QLatin1String("https");
    QByteArray name = tls ? "https_proxy" : "http_proxy";
    QByteArray address = tls ? eitherCase(name, lookup) : lookup("http_proxy");
    if (address.isNull()) {
        name = "all_proxy";
        address = eitherCase(name, lookup);
    }
    // A variable that is set and empty takes the proxy away from its scheme.
    if (address.isEmpty() || excepts(eitherCase("no_proxy", lookup), url))
        return result;
    result.way = Way::Proxy;
    result.variable = lookup(name.constData()).isNull() ? name.toUpper() : name;
    result.address = address.contains("://") ? address : "http://" + address;
    return result;
}

ProxyEnvironment ProxyEnvironment::forUrl(const QUrl &url)
{
    return forUrl(url, processVariable);
}

} // namespace ferry
