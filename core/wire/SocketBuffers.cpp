#include "core/wire/SocketBuffers.h"

#include <sys/socket.h>
#ifdef Q_OS_LINUX
#include <linux/socket.h>
#endif

namespace ferry {

namespace {

/// Half a second's worth keeps a connection busy over any distance. Above the largest the kernel does better by itself;
/// below the smallest, the segments of the loopback interface would no longer fit.
constexpr qint64 smallest = 32 * 1024;
constexpr qint64 largest = 128 * 1024;

int sizeFor(qint64 rate)
{
    const qint64 size = rate / 2;
    return rate == 0 || size > largest ? 0 : int(qMax(size, smallest));
}

/// The kernel doubles it, for its own accounts.
void setSize(int fd, int option, int size)
{
    ::setsockopt(fd, SOL_SOCKET, option, &size, sizeof size);
}

/// A size that was set stays fixed, unless the kernel (Linux 5.14) can be told to choose again.
void unlock(int fd, int option)
{
#if defined(SO_BUF_LOCK) && defined(SOCK_RCVBUF_LOCK)
    int locks = 0;
    socklen_t length = sizeof locks;
    const int lock = option == SO_RCVBUF ? SOCK_RCVBUF_LOCK : SOCK_SNDBUF_LOCK;
    if (::getsockopt(fd, SOL_SOCKET, SO_BUF_LOCK, &locks, &length) == 0) {
        locks &= ~lock;
        ::setsockopt(fd, SOL_SOCKET, SO_BUF_LOCK, &locks, sizeof locks);
    }
#else
    Q_UNUSED(fd)
    Q_UNUSED(option)
#endif
}

void apply(int fd, int option, int size, int &current)
{
    if (size == current)
        return;
    setSize(fd, option, size > 0 ? size : 4 * 1024 * 1024); // as much as the system allows
    if (size == 0)
        unlock(fd, option);
    current = size;
}

} // namespace

void SocketBuffers::fit(int fd, qint64 downRate, qint64 upRate)
{
    if (fd != m_fd)
        release();
    if (fd < 0)
        return;
    m_fd = fd;
    apply(fd, SO_RCVBUF, sizeFor(downRate), m_receive);
    apply(fd, SO_SNDBUF, sizeFor(upRate), m_send);
}

void SocketBuffers::release()
{
    if (m_fd < 0)
        return;
    apply(m_fd, SO_RCVBUF, 0, m_receive);
    apply(m_fd, SO_SNDBUF, 0, m_send);
    m_fd = -1;
}

} // namespace ferry
