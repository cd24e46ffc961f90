#pragma once

#include "core/devserver/FileStore.h"
#include "core/devserver/HttpConnection.h"

#include "core/devserver/TlsIdentity.h"

#include <optional>
#include <QTcpServer>

namespace ferry::devserver {

/// The listening socket and its connections. Lives on the server's thread, where its destructor ends them all.
class Listener : public QObject
{
    Q_OBJECT

public:
    /// bodyPatienceMs: as Options has it. Speaks TLS where it has an identity.
    Listener(const QString &directory, int bodyPatienceMs, const std::optional<TlsIdentity> &identity);

    /// On 127.0.0.1 only. 0 for a free port; says which, or 0 if it failed.
    quint16 listen(quint16 port);
    /// Ports below 1024 are for those with the right to them.
    bool isForbidden() const { return m_server->serverError() == QAbstractSocket::SocketAccessError; }
    /// Once it listens.
    ServerAddress address() const { return m_context.address; }

signals:
    void requestFinished(const ferry::devserver::RequestRecord &record);

private:
    void accept();
    void connectionEnded(HttpConnection *connection);

    QTcpServer *m_server;
    FileStore m_store;
    ServerContext m_context;
    quint64 m_serial = 0;
    int m_connections = 0;
};

} // namespace ferry::devserver
