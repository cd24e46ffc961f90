#include "core/engine/TransferContext.h"

#include "core/http/Origin.h"

namespace ferry {

namespace {

QString keyOf(const QString &host, int port)
{
    return host.toLower() + u':' + QString::number(port);
}

} // namespace

void TrustedCertificates::trust(const QString &host, int port, const QByteArray &sha256Fingerprint)
{
    m_byHostAndPort.insert(keyOf(host, port), sha256Fingerprint);
}

void TrustedCertificates::distrust(const QString &host, int port)
{
    m_byHostAndPort.remove(keyOf(host, port));
}

QByteArray TrustedCertificates::fingerprintFor(const QUrl &url) const
{
    return m_byHostAndPort.value(keyOf(url.host(), effectivePort(url)));
}

void SignedIn::add(const SignIn &where, const Credentials &credentials)
{
    m_entries.removeIf([&](const Entry &known) { return known.where.isSameRealm(where); });
    m_entries.append({where, credentials});
}

std::optional<Credentials> SignedIn::credentialsFor(const SignIn &where) const
{
    for (const Entry &known : m_entries) {
        if (known.where.isSameRealm(where))
            return known.credentials;
    }
    return std::nullopt;
}

} // namespace ferry
