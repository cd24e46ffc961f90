#include "core/devserver/Listener.h"

#include <QSslConfiguration>
#include <QSslServer>

namespace ferry::devserver {

namespace {
/// Beyond this, connections wait in the kernel until others end.
constexpr int connectionLimit = 256;

QTcpServer *makeServer(const std::optional<TlsIdentity> &identity, QObject *parent)
{
    if (!identity)
        return new QTcpServer(parent);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // nobody is asked for a certificate
    configuration.setLocalCertificateChain(identity->chain);
    configuration.setPrivateKey(identity->key);
    auto *server = new QSslServer(parent);
    server->setSslConfiguration(configuration);
    return server;
}

} // namespace

Listener::Listener(const QString &directory, int bodyPatienceMs, const std::optional<TlsIdentity> &identity)
    : m_server(makeServer(identity, this))
    , m_store(directory)
    , m_context{{}, &m_store, &m_serial, bodyPatienceMs}
{
    if (identity)
        m_context.address = {QByteArrayLiteral("https"), identity->host()};
    connect(m_server, &QTcpServer::pendingConnectionAvailable, this, &Listener::accept); // over TLS after the handshake
}

quint16 Listener::listen(quint16 port)
{
    // Whoever does not fit is served later, as others end; the kernel keeps them waiting, up to this many.
    m_server->setListenBacklogSize(512);
    m_server->setMaxPendingConnections(128);
    if (!m_server->listen(QHostAddress::LocalHost, port))
        return 0;
    m_context.address.port = m_server->serverPort();
    return m_context.address.port;
}

void Listener::accept()
{
    while (m_connections < connectionLimit) {
        QTcpSocket *socket = m_server->nextPendingConnection();
        if (!socket)
            return;
        auto *connection = new HttpConnection(socket, m_context, this);
        connect(connection, &HttpConnection::requestFinished, this, &Listener::requestFinished);
        connect(connection, &HttpConnection::ended, this, [this, connection] { connectionEnded(connection); });
        ++m_connections;
    }
    m_server->pauseAccepting();
}

void Listener::connectionEnded(HttpConnection *connection)
{
    connection->deleteLater();
    if (--m_connections == connectionLimit - 1) {
        m_server->resumeAccepting();
        accept();
    }
}

} // namespace ferry::devserver
