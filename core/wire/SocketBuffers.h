#pragma once

#include <QtGlobal>

namespace ferry {

/// Keeps the kernel's buffers of one connection as small as a low rate needs them, so that the other side sees the rate
/// and not what buffers swallow and give back. Lets the kernel choose again when it goes.
class SocketBuffers
{
public:
    SocketBuffers() = default;
    ~SocketBuffers() { release(); }
    Q_DISABLE_COPY_MOVE(SocketBuffers)

    /// Bytes a second in each direction, 0 for no limit. The socket stays the caller's; -1 for none.
    void fit(int fd, qint64 downRate, qint64 upRate);
    /// To be called before the socket is closed.
    void release();

private:
    int m_fd = -1;
    int m_receive = 0; ///< what was asked for; 0: the kernel's choice
    int m_send = 0;
};

} // namespace ferry
