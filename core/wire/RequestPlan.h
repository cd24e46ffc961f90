#pragma once

#include "core/wire/WireFacts.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QUrl>
#include <tuple>

class QIODevice;
class QNetworkProxy;

namespace ferry {

class ByteSink;
class Throttle;

/// What a connection was trusted by. Connections of different trust never serve each other's requests.
struct Trust
{
    QString caFile;        ///< PEM roots in place of the system's
    QByteArray pinnedLeaf; ///< SHA-256 of a certificate taken in spite of its faults
    bool anyCertificate = false;

    friend bool operator<(const Trust &a, const Trust &b)
    {
        return std::tie(a.caFile, a.pinnedLeaf, a.anyCertificate) < std::tie(b.caFile, b.pinnedLeaf, b.anyCertificate);
    }
};

/// Which proxy a request takes, decided before libcurl sees it. An empty URL: none.
struct ProxyRoute
{
    QUrl url; ///< http, https, socks5 or socks5h with host and port
    QString user;
    QString password;
    bool broken = false; ///< there is one, and it cannot be used: never a reason to go without
    QByteArray variable{}; ///< of the environment, that names it

    bool isSet() const { return !url.isEmpty() || broken; }
    bool isTls() const { return url.scheme() == QLatin1String("https"); }
    /// Speaks HTTP: it has fields of its own, and answers with a status.
    bool isHttp() const { return isTls() || url.scheme() == QLatin1String("http"); }
};

/// One request of Qt's API, checked and translated, ready to be put into a handle. A value apart from the device,
/// the sink and the throttle, which belong to the caller. If fault is set, it must not be sent.
struct RequestPlan
{
    WireFault fault = WireFault::None;
    QString detail;

    QUrl url;           ///< as asked for
    QByteArray wireUrl; ///< encoded, without fragment and user info
    QByteArray host;    ///< ASCII, without brackets
    QByteArray method;
    QList<HeaderField> headers;
    QList<HeaderField> proxyHeaders; ///< for an HTTP proxy only

    bool hasBody = false;
    QPointer<QIODevice> body;
    qint64 bodySize = 0;

    ByteSink *sink = nullptr;
    Throttle *throttle = nullptr;
    ProxyRoute proxy;
    Trust trust;
    QString systemRoots; ///< PEM file that the environment names for the system's roots; empty: libcurl's own
    bool http2 = false;  ///< is offered

    bool isTls() const { return url.scheme() == QLatin1String("https"); }
    /// The proxy only carries bytes, after a CONNECT; else it reads the request and answers itself.
    bool isTunnelled() const { return proxy.isHttp() && isTls(); }
    bool isForwarded() const { return proxy.isHttp() && !isTls(); }
    /// Sending it twice does no harm: it may take a connection that was idle for long.
    bool isSafe() const { return method == "GET" || method == "HEAD"; }

    static RequestPlan make(QNetworkAccessManager::Operation op, const QNetworkRequest &request, QIODevice *body,
                            const QNetworkAccessManager &manager);
};

/// The route for a request: its attribute, the manager's proxy or factory, or the application's (which asks the
/// system). May block while the system is asked.
ProxyRoute proxyRoute(const QNetworkRequest &request, const QNetworkAccessManager &manager);

} // namespace ferry
