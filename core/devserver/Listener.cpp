#include "core/devserver/Listener.h"

namespace ferry::devserver {

namespace {
/// Beyond this, connections wait in the kernel until others end.
constexpr int connectionLimit = 256;
} // namespace

Listener::Listener(const QString &directory, int bodyPatienceMs)
    : m_server(new QTcpServer(this))
    , m_store(directory)
    , m_context{0, &m_store, &m_serial, bodyPatienceMs}
{
    connect(m_server, &QTcpServer::newConnection, this, &Listener::accept);
}

quint16 Listener::listen(quint16 port)
{
    // Whoever does not fit is served later, as others end; the kernel keeps them waiting, up to this many.
    m_server->setListenBacklogSize(512);
    m_server->setMaxPendingConnections(128);
    if (!m_server->listen(QHostAddress::LocalHost, port))
        return 0;
    m_context.port = m_server->serverPort();
    return m_context.port;
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
