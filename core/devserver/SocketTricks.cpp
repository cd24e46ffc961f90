#include "core/devserver/SocketTricks.h"

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
#ifdef Q_OS_WIN
    ::shutdown(SOCKET(socket.socketDescriptor()), SD_SEND);
#else
    ::shutdown(int(socket.socketDescriptor()), SHUT_WR);
#endif
}

qint64 unacknowledgedBytes([[maybe_unused]] QTcpSocket &socket)
{
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
    socket.abort();
}

} // namespace ferry::devserver
