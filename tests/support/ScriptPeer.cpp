#include "tests/support/ScriptPeer_p.h"

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ferry {

ScriptPeerPrivate::ScriptPeerPrivate(ScriptedServer &owner, int socket, int number)
    : server(owner)
    , fd(socket)
    , index(number)
{
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

ScriptPeerPrivate::~ScriptPeerPrivate()
{
    closeSocket();
}

void ScriptPeerPrivate::closeSocket()
{
    SSL_free(std::exchange(tls, nullptr));
    if (fd >= 0)
        ::close(std::exchange(fd, -1));
}

bool ScriptPeerPrivate::stopped()
{
    pollfd stop{server.m_stopFd, POLLIN, 0};
    return ::poll(&stop, 1, 0) > 0;
}

bool ScriptPeerPrivate::wait(int socket, short events, int milliseconds)
{
    pollfd waits[2] = {{server.m_stopFd, POLLIN, 0}, {socket, events, 0}};
    const int ready = ::poll(waits, socket >= 0 ? 2 : 1, milliseconds);
    return ready > 0 && !waits[0].revents;
}

bool ScriptPeerPrivate::sleep(int milliseconds)
{
    pollfd stop{server.m_stopFd, POLLIN, 0};
    return ::poll(&stop, 1, milliseconds) == 0;
}

bool ScriptPeerPrivate::retry(int result)
{
    const int reason = SSL_get_error(tls, result);
    if (reason == SSL_ERROR_WANT_READ)
        return wait(fd, POLLIN);
    return reason == SSL_ERROR_WANT_WRITE && wait(fd, POLLOUT);
}

qint64 ScriptPeerPrivate::receive(char *data, qint64 size)
{
    for (;;) {
        if (fd < 0)
            return -1;
        const qint64 got = tls ? SSL_read(tls, data, int(size)) : ::recv(fd, data, size_t(size), 0);
        if (got > 0 || (got == 0 && !tls))
            return got;
        const bool again = tls ? retry(int(got)) : (errno == EAGAIN && wait(fd, POLLIN));
        if (!again)
            return -1;
    }
}

qint64 ScriptPeerPrivate::transmit(const char *data, qint64 size)
{
    for (;;) {
        if (fd < 0 || stopped())
            return -1;
        const qint64 put = tls ? SSL_write(tls, data, int(size)) : ::send(fd, data, size_t(size), MSG_NOSIGNAL);
        if (put > 0)
            return put;
        const bool again = tls ? retry(int(put)) : (errno == EAGAIN && wait(fd, POLLOUT));
        if (!again)
            return -1;
    }
}

ScriptPeer::ScriptPeer(std::unique_ptr<ScriptPeerPrivate> implementation)
    : d(std::move(implementation))
{
}
ScriptPeer::~ScriptPeer() = default;

int ScriptPeer::index() const
{
    return d->index;
}

QByteArray ScriptPeer::readHead()
{
    QByteArray head = std::exchange(d->unread, {});
    qsizetype end = head.indexOf("\r\n\r\n");
    char buffer[4096];
    while (end < 0) {
        const qint64 got = d->receive(buffer, sizeof buffer);
        if (got <= 0)
            return {};
        head.append(buffer, qsizetype(got));
        end = head.indexOf("\r\n\r\n");
    }
    d->unread = head.sliced(end + 4);
    head.truncate(end + 4);
    const std::lock_guard lock(d->server.m_mutex);
    d->server.m_heads.append(head);
    return head;
}

QByteArray ScriptPeer::read(qint64 size)
{
    QByteArray bytes = d->unread.first(qMin<qsizetype>(qsizetype(size), d->unread.size()));
    d->unread.remove(0, bytes.size());
    QByteArray buffer(qMin<qsizetype>(qsizetype(size), 256 * 1024), Qt::Uninitialized);
    while (bytes.size() < size) {
        const qint64 got = d->receive(buffer.data(), qMin<qint64>(buffer.size(), size - bytes.size()));
        if (got <= 0)
            break;
        bytes.append(buffer.constData(), qsizetype(got));
    }
    return bytes;
}

QByteArray ScriptPeer::readRequest()
{
    const QByteArray head = readHead();
    d->body = read(ScriptedServer::headerValue(head, "Content-Length").toLongLong());
    return head;
}

QByteArray ScriptPeer::lastBody() const
{
    return d->body;
}

void ScriptPeer::setReceiveBuffer(int bytes)
{
    ::setsockopt(d->fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

qint64 ScriptPeer::drain()
{
    qint64 total = std::exchange(d->unread, {}).size();
    QByteArray buffer(256 * 1024, Qt::Uninitialized);
    for (;;) {
        const qint64 got = d->receive(buffer.data(), buffer.size());
        if (got <= 0)
            return total;
        total += got;
    }
}

bool ScriptPeer::send(const QByteArray &bytes)
{
    for (qint64 done = 0; done < bytes.size();) {
        const qint64 put = d->transmit(bytes.constData() + done, bytes.size() - done);
        if (put <= 0)
            return false;
        done += put;
    }
    return true;
}

bool ScriptPeer::sendSlowly(const QByteArray &bytes, int millisecondsBetween)
{
    for (const char c : bytes)
        if (!send(QByteArray(1, c)) || !d->sleep(millisecondsBetween))
            return false;
    return true;
}

bool ScriptPeer::reply(int status, const QByteArray &body, const QList<QByteArray> &headerLines)
{
    QByteArray answer = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n";
    for (const QByteArray &line : headerLines)
        answer += line + "\r\n";
    answer += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    return send(answer);
}

int ScriptPeerPrivate::chooseProtocol(SSL *, const unsigned char **chosen, unsigned char *size,
                                      const unsigned char *offered, unsigned count, void *self)
{
    const QByteArray &wanted = static_cast<ScriptPeerPrivate *>(self)->protocol;
    for (unsigned at = 0; at + offered[at] < count; at += offered[at] + 1u) {
        if (QByteArrayView(offered + at + 1, offered[at]) != wanted)
            continue;
        *chosen = offered + at + 1;
        *size = offered[at];
        return SSL_TLSEXT_ERR_OK;
    }
    return SSL_TLSEXT_ERR_NOACK;
}

bool ScriptPeer::startTls(const TestCertificate &certificate, const QByteArray &protocol)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    d->protocol = protocol;
    if (!protocol.isEmpty())
        SSL_CTX_set_alpn_select_cb(context, &ScriptPeerPrivate::chooseProtocol, d.get());
    if (certificate.oldestVersion || certificate.weak)
        SSL_CTX_set_security_level(context, 0);
    SSL_CTX_use_certificate(context, certificate.x509());
    SSL_CTX_use_PrivateKey(context, certificate.key());
    if (certificate.withIssuer && certificate.issuer() && X509_up_ref(certificate.issuer().get()))
        SSL_CTX_add_extra_chain_cert(context, certificate.issuer().get());
    if (certificate.mutual)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_CTX_set_min_proto_version(context, certificate.oldestVersion);
    SSL_CTX_set_max_proto_version(context, certificate.newestVersion);
    d->tls = SSL_new(context);
    SSL_CTX_free(context);
    SSL_set_fd(d->tls, d->fd);
    for (;;) {
        const int result = SSL_accept(d->tls);
        if (result == 1)
            break;
        const int reason = SSL_get_error(d->tls, result);
        const bool again = (reason == SSL_ERROR_WANT_READ && d->wait(d->fd, POLLIN)) ||
                           (reason == SSL_ERROR_WANT_WRITE && d->wait(d->fd, POLLOUT));
        if (!again) {
            cut();
            return false;
        }
    }
    const std::lock_guard lock(d->server.m_mutex);
    ++d->server.m_handshakes;
    return true;
}

bool ScriptPeer::await(const Gate &gate)
{
    while (!gate.isOpen())
        if (!d->sleep(2))
            return false;
    return true;
}

void ScriptPeer::pause(int milliseconds)
{
    d->sleep(milliseconds);
}

void ScriptPeer::stall()
{
    char byte = 0;
    while (d->fd >= 0 && d->wait(d->fd, POLLRDHUP, 60000)) {
        pollfd entry{d->fd, POLLRDHUP, 0};
        if (::poll(&entry, 1, 0) > 0 && (entry.revents & (POLLRDHUP | POLLHUP | POLLERR)))
            return;
        if (::recv(d->fd, &byte, 1, MSG_PEEK) == 0)
            return;
    }
}

void ScriptPeer::close()
{
    if (d->tls && d->fd >= 0)
        SSL_shutdown(d->tls);
    d->closeSocket();
}

void ScriptPeer::cut()
{
    d->closeSocket();
}

void ScriptPeer::reset()
{
    const linger hard{1, 0};
    if (d->fd >= 0)
        ::setsockopt(d->fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    d->closeSocket();
}

bool ScriptPeer::tunnelTo(const QByteArray &host, quint16 port, const QByteArray &first)
{
    const int other = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    ::inet_pton(AF_INET, host.constData(), &address.sin_addr);
    bool open = ::connect(other, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    const bool connected = open;
    char buffer[16384];
    const QByteArray begin = first + std::exchange(d->unread, {});
    open = open && ::send(other, begin.constData(), size_t(begin.size()), MSG_NOSIGNAL) == begin.size();
    while (open && !d->stopped() && d->fd >= 0) {
        const bool pending = d->tls && SSL_pending(d->tls) > 0;
        pollfd waits[2] = {{d->fd, POLLIN, 0}, {other, POLLIN, 0}};
        if (!pending && ::poll(waits, 2, 50) <= 0)
            continue;
        if (pending || waits[0].revents) {
            const qint64 got = d->receive(buffer, sizeof buffer);
            open = got > 0 && ::send(other, buffer, size_t(got), MSG_NOSIGNAL) == got;
        }
        if (open && waits[1].revents) {
            const ssize_t got = ::recv(other, buffer, sizeof buffer, 0);
            open = got > 0 && send(QByteArray(buffer, qsizetype(got)));
        }
    }
    ::close(other);
    return connected;
}

} // namespace ferry
