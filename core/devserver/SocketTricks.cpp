#include "core/devserver/SocketTricks.h"

#include <QSslSocket>
#include <QTcpSocket>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/ioctl.h>
#include <sys/socket.h>
#endif
#ifdef Q_OS_LINUX
#include <linux/sockios.h>
#endif

namespace ferry::devserver {

void shutdownSending(QTcpSocket &socket)
{
    if (auto *tls = qobject_cast<QSslSocket *>(&socket)) {
        tls->flush();
        if (tls->bytesToWrite() > 0 || tls->encryptedBytesToWrite() > 0)
            return;
    }
#ifdef Q_OS_WIN
    ::shutdown(SOCKET(socket.socketDescriptor()), SD_SEND);
#else
    ::shutdown(int(socket.socketDescriptor()), SHUT_WR);
#endif
}

qint64 unacknowledgedBytes(QTcpSocket &socket)
{
    const auto *tls = qobject_cast<QSslSocket *>(&socket);
    if (tls && tls->encryptedBytesToWrite() > 0)
        return tls->encryptedBytesToWrite();
#ifdef Q_OS_LINUX
    int bytes = 0;
    if (::ioctl(int(socket.socketDescriptor()), SIOCOUTQ, &bytes) == 0)
        return bytes;
#endif
    return 0;
}

void resetConnection(QTcpSocket &socket)
{
    linger now = {};
    now.l_onoff = 1;
    now.l_linger = 0;
#ifdef Q_OS_WIN
    const SOCKET descriptor = SOCKET(socket.socketDescriptor());
    ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&now), sizeof now);
#else
    ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
#endif
    // A socket of TLS may be in the middle of encrypting when it tells of bytes that have left.
    QMetaObject::invokeMethod(&socket, &QTcpSocket::abort,
                              qobject_cast<QSslSocket *>(&socket) ? Qt::QueuedConnection : Qt::DirectConnection);
}

} // namespace ferry::devserver
