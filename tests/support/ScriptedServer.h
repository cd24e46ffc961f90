#pragma once

#include "tests/support/TestCertificate.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <QByteArray>
#include <QList>
#include <QUrl>
#include <thread>
#include <vector>

namespace ferry {

/// Holds a script back until the test opens it, in place of delays. Safe from any thread.
class Gate
{
public:
    void open();
    bool isOpen() const;

private:
    mutable std::mutex m_mutex;
    bool m_open = false;
};

class ScriptPeerPrivate;

/// One connection of a ScriptedServer, seen from its script: raw bytes in and out, and every bad manner. Used on the
/// connection's own thread. Every wait ends when the server is destroyed, and by itself after 30 s; then, and when the
/// client has gone, reads return what they have and sends return false.
class ScriptPeer
{
public:
    explicit ScriptPeer(std::unique_ptr<ScriptPeerPrivate> d);
    ~ScriptPeer();
    Q_DISABLE_COPY_MOVE(ScriptPeer)

    /// Which connection it is, from 0.
    int index() const;

    /// Everything up to and including the empty line; kept in ScriptedServer::heads().
    QByteArray readHead();
    QByteArray read(qint64 size);
    /// A head and the body that its Content-Length promises.
    QByteArray readRequest();
    QByteArray lastBody() const;
    /// How much may lie unread on this side, about.
    void setReceiveBuffer(int bytes);
    /// Reads and drops until the client closes; how many bytes came.
    qint64 drain();

    bool send(const QByteArray &bytes);
    /// One byte after the other.
    bool sendSlowly(const QByteArray &bytes, int millisecondsBetween);
    /// A whole answer with Content-Length.
    bool reply(int status, const QByteArray &body = {}, const QList<QByteArray> &headerLines = {});

    /// protocol: what is agreed on where the client offers it (RFC 7301), as "h2".
    bool startTls(const TestCertificate &certificate, const QByteArray &protocol = {});
    /// Waits until the gate opens; false if the server stops first.
    bool await(const Gate &gate);
    void pause(int milliseconds);
    /// Does nothing until the client closes.
    void stall();

    void close(); ///< TLS: with close_notify
    void cut();   ///< closes the socket; TLS: without close_notify
    void reset(); ///< RST

    /// A connection of the script's own to somewhere else, and bytes carried both ways until one side closes; `first`
    /// goes there before them.
    bool tunnelTo(const QByteArray &host, quint16 port, const QByteArray &first = {});

private:
    std::unique_ptr<ScriptPeerPrivate> d;
};

/// A server on 127.0.0.1 that does to each connection what a script says, on threads of its own. The scripts are taken
/// in order, one for each connection; the last one serves all further ones. Destroying it ends everything.
class ScriptedServer
{
public:
    using Script = std::function<void(ScriptPeer &)>;

    explicit ScriptedServer(Script script)
        : ScriptedServer(QList<Script>{std::move(script)})
    {
    }
    explicit ScriptedServer(QList<Script> scripts, const TestCertificate &certificate = {});
    ScriptedServer(Script script, const TestCertificate &certificate)
        : ScriptedServer(QList<Script>{std::move(script)}, certificate)
    {
    }
    ~ScriptedServer();
    Q_DISABLE_COPY_MOVE(ScriptedServer)

    quint16 port() const { return m_port; }
    /// http, or https with a certificate; host is what stands in the address.
    QUrl url(const QString &path = QStringLiteral("/"), const QString &host = QStringLiteral("127.0.0.1")) const;

    int connections() const;         ///< accepted so far
    int openConnections() const;     ///< whose script runs
    int handshakes() const;          ///< TLS handshakes that succeeded
    QList<QByteArray> heads() const; ///< request heads in the order in which they were read
    QByteArray head(int i) const { return heads().value(i); }

    /// A port on which nobody listens.
    static quint16 closedPort();
    /// A head field's value, of a head as in heads().
    static QByteArray headerValue(const QByteArray &head, const QByteArray &name);

private:
    friend class ScriptPeerPrivate;
    friend class ScriptPeer;
    void acceptAll();
    void serve(int fd, int index);

    QList<Script> m_scripts;
    TestCertificate m_certificate;
    int m_listener = -1;
    int m_stopFd = -1;
    quint16 m_port = 0;
    mutable std::mutex m_mutex;
    QList<QByteArray> m_heads;
    int m_connections = 0;
    int m_open = 0;
    int m_handshakes = 0;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

} // namespace ferry
