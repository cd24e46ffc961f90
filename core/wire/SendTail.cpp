#include "core/wire/SendTail.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <linux/sockios.h>
#endif

namespace ferry {

namespace {

constexpr int lookEveryMs = 5;

/// A close that does not take back what was sent.
void closeGently(int fd)
{
    const linger off{0, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &off, sizeof off);
    ::close(fd);
}

} // namespace

int SendTail::unacknowledged(int fd)
{
    int count = 0;
#ifdef SIOCOUTQ
    if (::ioctl(fd, SIOCOUTQ, &count) != 0)
        return 0;
#else
    Q_UNUSED(fd)
#endif
    return count;
}

std::unique_ptr<SendTail> SendTail::of(int fd, int behind, std::function<void(End)> done)
{
    if (fd < 0 || unacknowledged(fd) <= behind)
        return nullptr;
    const int held = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return held < 0 ? nullptr : std::unique_ptr<SendTail>(new SendTail(held, behind, std::move(done)));
}

SendTail::SendTail(int fd, int behind, std::function<void(End)> done)
    : m_fd(fd)
    , m_behind(behind)
    , m_done(std::move(done))
{
    m_timer.callOnTimeout([this] { look(); });
    m_timer.start(lookEveryMs);
}

SendTail::~SendTail()
{
    if (m_fd < 0)
        return;
    // libcurl may keep its side of the connection: the connection itself has to end, and its unsent bytes with it.
    sockaddr nowhere{};
    nowhere.sa_family = AF_UNSPEC;
    ::connect(m_fd, &nowhere, sizeof nowhere);
    ::close(m_fd);
}

void SendTail::look()
{
    // An end of the connection counts only while bytes are missing: all that was acknowledged has arrived.
    if (unacknowledged(m_fd) <= m_behind) {
        pollfd entry{m_fd, POLLIN, 0};
        // What lies behind the request may draw a reset from who has closed.
        const bool reset = m_behind == 0 && ::poll(&entry, 1, 0) > 0 && (entry.revents & POLLERR);
        finish(reset ? End::Broken : End::Arrived);
        return;
    }
    pollfd entry{m_fd, 0, 0};
    if (::poll(&entry, 1, 0) > 0 && (entry.revents & (POLLERR | POLLHUP)))
        finish(End::Broken);
}

void SendTail::finish(End end)
{
    m_timer.stop();
    closeGently(std::exchange(m_fd, -1));             // libcurl may have closed its side of it while bytes were unsent
    const auto done = std::exchange(m_done, nullptr); // it deletes this
    done(end);
}

} // namespace ferry
