#include "tests/support/ScriptedServer.h"

#include "tests/support/ScriptPeer_p.h"

#include <arpa/inet.h>
#include <csignal>
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ferry {

namespace {

/// A bound and, if asked, listening socket on loopback, and its port.
int makeListener(quint16 *port, bool listening)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    if (::bind(fd, reinterpret_cast<sockaddr *>(&address), size) != 0 || (listening && ::listen(fd, 128) != 0))
        qFatal("no port on 127.0.0.1");
    ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size);
    *port = ntohs(address.sin_port);
    return fd;
}

} // namespace

void Gate::open()
{
    const std::lock_guard lock(m_mutex);
    m_open = true;
}

bool Gate::isOpen() const
{
    const std::lock_guard lock(m_mutex);
    return m_open;
}

ScriptedServer::ScriptedServer(QList<Script> scripts, const TestCertificate &certificate)
    : m_scripts(std::move(scripts))
    , m_certificate(certificate)
{
    std::signal(SIGPIPE, SIG_IGN);
    m_listener = makeListener(&m_port, true);
    m_stopFd = ::eventfd(0, EFD_CLOEXEC);
    m_acceptor = std::thread([this] { acceptAll(); });
}

ScriptedServer::~ScriptedServer()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_stopFd, &one, sizeof one);
    m_acceptor.join();
    for (std::thread &thread : m_threads)
        thread.join();
    ::close(m_listener);
    ::close(m_stopFd);
}

void ScriptedServer::acceptAll()
{
    for (;;) {
        pollfd waits[2] = {{m_listener, POLLIN, 0}, {m_stopFd, POLLIN, 0}};
        if (::poll(waits, 2, -1) < 0)
            continue;
        if (waits[1].revents)
            return;
        const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd < 0)
            continue;
        int index = 0;
        {
            const std::lock_guard lock(m_mutex);
            index = m_connections++;
            ++m_open;
        }
        m_threads.emplace_back([this, fd, index] { serve(fd, index); });
    }
}

void ScriptedServer::serve(int fd, int index)
{
    {
        ScriptPeer peer(std::make_unique<ScriptPeerPrivate>(*this, fd, index));
        if (m_certificate.isNull() || peer.startTls(m_certificate))
            m_scripts.at(qMin<qsizetype>(index, m_scripts.size() - 1))(peer);
        peer.close();
    }
    const std::lock_guard lock(m_mutex);
    --m_open;
}

QUrl ScriptedServer::url(const QString &path, const QString &host) const
{
    const QString scheme = m_certificate.isNull() ? QStringLiteral("http") : QStringLiteral("https");
    return QUrl(QStringLiteral("%1://%2:%3%4").arg(scheme, host).arg(m_port).arg(path));
}

int ScriptedServer::connections() const
{
    const std::lock_guard lock(m_mutex);
    return m_connections;
}

int ScriptedServer::openConnections() const
{
    const std::lock_guard lock(m_mutex);
    return m_open;
}

int ScriptedServer::handshakes() const
{
    const std::lock_guard lock(m_mutex);
    return m_handshakes;
}

QList<QByteArray> ScriptedServer::heads() const
{
    const std::lock_guard lock(m_mutex);
    return m_heads;
}

quint16 ScriptedServer::closedPort()
{
    quint16 port = 0;
    ::close(makeListener(&port, false));
    return port;
}

QByteArray ScriptedServer::headerValue(const QByteArray &head, const QByteArray &name)
{
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

} // namespace ferry
