#include "core/engine/TransferContext.h"

#include "core/http/Origin.h"

namespace ferry {

namespace {

/// As many downloads as can run: each waits for the disk, and none for the others.
constexpr int mostAtOnce = 10;

QString keyOf(const QString &host, int port)
{
    return host.toLower() + u':' + QString::number(port);
}

} // namespace

std::unique_ptr<QThreadPool> threadsForRecords()
{
    auto pool = std::make_unique<QThreadPool>();
    pool->setMaxThreadCount(mostAtOnce);
    return pool;
}

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
    return m_byHostAndPort.isEmpty() ? QByteArray() : m_byHostAndPort.value(keyOf(url.host(), effectivePort(url)));
}

} // namespace ferry
