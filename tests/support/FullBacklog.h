#pragma once

#include <QUrl>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace ferry {

/// A port of 127.0.0.1 that neither takes nor refuses a connection: its line of waiting ones is full, so that the
/// system drops whoever comes. Linux.
class FullBacklog
{
public:
    FullBacklog()
        : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size);
        ::listen(m_listener, 0);
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        for (int i = 0; i < 3; ++i) {
            m_waiting.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            ::connect(m_waiting.back(), reinterpret_cast<sockaddr *>(&address), size);
        }
    }
    ~FullBacklog()
    {
        for (const int fd : m_waiting)
            ::close(fd);
        ::close(m_listener);
    }
    FullBacklog(const FullBacklog &) = delete;
    FullBacklog &operator=(const FullBacklog &) = delete;

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_port)); }

private:
    int m_listener;
    int m_port = 0;
    std::vector<int> m_waiting;
};

} // namespace ferry
