#pragma once

#include <memory>
#include <QNetworkAccessManager>
#include <QNetworkRequest>

namespace ferry {

class CurlPools;
class SystemProxies;

/// A Proxy-Authorization for one http or https proxy; another one is not told.
struct ProxyAuthorization
{
    QUrl proxy;       ///< scheme, host and port
    QByteArray value; ///< of the field
};

/// Qt's network API with libcurl underneath. Callers see QNetworkAccessManager, QNetworkRequest, QHttpMultiPart and
/// QNetworkReply; only http and https are taken over, other schemes stay with Qt. Lives on one thread, which runs an
/// event loop; its replies are its children. Deleting it ends every reply first.
///
/// Deliberately different from Qt's own wire: redirects are never followed (the caller decides), a request is sent
/// at most once (a GET or HEAD again where a kept connection died under it), nothing limits connections to one host, no
/// `Expect`, no `Accept-Encoding` is added, and answers that break their framing are errors.
class NetworkAccessManager : public QNetworkAccessManager
{
    Q_OBJECT

public:
    /// Request attributes that Qt does not have. All are optional.
    enum Attribute {
        SinkAttribute = QNetworkRequest::User + 1, ///< ByteSink*: takes the body, and outlives the reply. The fields of
                                                   ///< the answer are told by wireFacts() alone then
        ProxyAttribute,      ///< QUrl: http, https, socks5, socks5h with user info; an empty QUrl forbids any proxy.
                             ///< Not set: QNetworkAccessManager::proxy(), its factory, or the system's
        CaCertFileAttribute, ///< QString: PEM roots in place of the system's, which SSL_CERT_FILE may name
        InsecureAttribute,   ///< bool: takes any certificate
        PinnedCertificateAttribute,  ///< QByteArray: SHA-256 of the one leaf certificate that is taken in spite of its
                                     ///< faults
        PreferHttp2Attribute,        ///< bool: offers HTTP/2 by ALPN; off by default, and never with a body
        ProxyAuthorizationAttribute, ///< ProxyAuthorization: in place of Basic with the user info of the address
        HeaderNamesAttribute, ///< QByteArrayList: names of fields as they are to be written, which QNetworkRequest
                              ///< keeps in small letters from Qt 6.7 on
        ThrottleAttribute,    ///< Throttle*: holds both bodies to a rate; it outlives the reply, or its abort()
    };

    explicit NetworkAccessManager(QObject *parent = nullptr);
    ~NetworkAccessManager() override;

    /// Connections that are open, idle ones too. For tests.
    int openConnections() const;
    SystemProxies &systemProxies() const { return *m_systemProxies; }

    friend QNetworkReply *getQuietly(QNetworkAccessManager &manager, const QNetworkRequest &request);

protected:
    QNetworkReply *createRequest(Operation op, const QNetworkRequest &request, QIODevice *outgoingData) override;

private:
    std::unique_ptr<SystemProxies> m_systemProxies;
    std::unique_ptr<CurlPools> m_pools;
};

/// As QNetworkAccessManager::get(), but Ferry's manager tells nothing of the reply by signals of its own (finished()
/// and its like): that costs more than to plan the request, and who sends thousands listens to the replies.
QNetworkReply *getQuietly(QNetworkAccessManager &manager, const QNetworkRequest &request);

/// The manager that the environment asks for: Ferry's wire, or Qt's own with FERRY_WIRE=qt (to compare).
std::unique_ptr<QNetworkAccessManager> createNetworkAccessManager();

} // namespace ferry

Q_DECLARE_METATYPE(ferry::ProxyAuthorization)
