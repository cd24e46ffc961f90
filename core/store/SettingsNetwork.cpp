#include "core/store/Settings.h"

#include <QSettings>

#include <algorithm>

namespace ferry {

// The part of the settings about proxies and certificates.

namespace {

constexpr qsizetype fingerprintSize = 32;

QString group()
{
    return QStringLiteral("trust");
}

bool isFor(const CertificateException &exception, const QString &host, int port)
{
    return exception.port == port && exception.host.compare(host, Qt::CaseInsensitive) == 0;
}

/// Neither a password nor what a proxy's address has no use for.
QUrl withoutSecret(const QUrl &url)
{
    return url.adjusted(QUrl::RemovePassword | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace

ProxyChoice Settings::proxy() const
{
    const QString kind = m_settings->value(QStringLiteral("network/proxy")).toString();
    if (kind == QStringLiteral("none"))
        return {ProxyChoice::None, {}};
    const QUrl url(m_settings->value(QStringLiteral("network/proxyAddress")).toString(), QUrl::StrictMode);
    // A damaged address stays explicit: the transfer then fails and says so, and goes to nobody directly.
    if (kind == QStringLiteral("address"))
        return {ProxyChoice::Explicit, url, noProxyFor()};
    return {};
}

void Settings::setProxy(const ProxyChoice &proxy)
{
    if (proxy.kind == ProxyChoice::Explicit) {
        store(QStringLiteral("network/proxyAddress"), withoutSecret(proxy.url).toString(QUrl::FullyEncoded));
        setNoProxyFor(proxy.noProxyFor);
    }
    store(QStringLiteral("network/proxy"), proxy.kind == ProxyChoice::None       ? QStringLiteral("none")
                                           : proxy.kind == ProxyChoice::Explicit ? QStringLiteral("address")
                                                                                 : QStringLiteral("system"));
}

QString Settings::noProxyFor() const
{
    return m_settings->value(QStringLiteral("network/noProxyFor")).toString();
}

void Settings::setNoProxyFor(const QString &list)
{
    store(QStringLiteral("network/noProxyFor"), list);
}

bool Settings::http2() const
{
    return m_settings->value(QStringLiteral("network/http2"), false).toBool();
}

void Settings::setHttp2(bool on)
{
    store(QStringLiteral("network/http2"), on);
}

QList<CertificateException> Settings::keptExceptions() const
{
    QList<CertificateException> list;
    const int count = m_settings->beginReadArray(group());
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        CertificateException e;
        e.host = m_settings->value(QStringLiteral("host")).toString().toLower();
        e.port = m_settings->value(QStringLiteral("port")).toInt();
        e.sha256Fingerprint = QByteArray::fromHex(m_settings->value(QStringLiteral("sha256")).toString().toLatin1());
        e.added = QDateTime::fromString(m_settings->value(QStringLiteral("added")).toString(), Qt::ISODate).toUTC();
        // Half an exception is none.
        if (!e.host.isEmpty() && e.port > 0 && e.port <= 65535 && e.sha256Fingerprint.size() == fingerprintSize)
            list.append(e);
    }
    m_settings->endArray();
    return list;
}

void Settings::writeExceptions(const QList<CertificateException> &exceptions)
{
    m_settings->remove(group());
    m_settings->beginWriteArray(group());
    for (int i = 0; i < int(exceptions.size()); ++i) {
        const CertificateException &e = exceptions.at(i);
        m_settings->setArrayIndex(i);
        m_settings->setValue(QStringLiteral("host"), e.host);
        m_settings->setValue(QStringLiteral("port"), e.port);
        m_settings->setValue(QStringLiteral("sha256"), QString::fromLatin1(e.sha256Fingerprint.toHex()));
        m_settings->setValue(QStringLiteral("added"), e.added.toString(Qt::ISODate));
    }
    m_settings->endArray();
}

QList<CertificateException> Settings::certificateExceptions() const
{
    QList<CertificateException> all = keptExceptions() + m_untilTheEnd;
    std::stable_sort(all.begin(), all.end(),
                     [](const CertificateException &a, const CertificateException &b) { return a.added < b.added; });
    return all;
}

bool Settings::isKept(const CertificateException &exception) const
{
    return keptExceptions().contains(exception);
}

bool Settings::dropException(const QString &host, int port)
{
    const auto fits = [&](const CertificateException &e) { return isFor(e, host, port); };
    QList<CertificateException> kept = keptExceptions();
    const qsizetype fromFile = kept.removeIf(fits);
    if (fromFile > 0)
        writeExceptions(kept);
    return m_untilTheEnd.removeIf(fits) + fromFile > 0;
}

void Settings::addCertificateException(const CertificateException &exception, bool keep)
{
    CertificateException e = exception;
    e.host = e.host.toLower();
    // As it will be read again: in whole seconds.
    e.added = QDateTime::fromSecsSinceEpoch(e.added.toSecsSinceEpoch(), Qt::UTC);
    dropException(e.host, e.port);
    if (keep)
        writeExceptions(keptExceptions() << e);
    else
        m_untilTheEnd.append(e);
    emit certificateTrusted(e);
}

void Settings::removeCertificateException(const QString &host, int port)
{
    if (dropException(host, port))
        emit certificateDistrusted(host.toLower(), port);
}

} // namespace ferry
