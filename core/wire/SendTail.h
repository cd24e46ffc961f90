#pragma once

#include <functional>
#include <memory>
#include <QTimer>

namespace ferry {

/// Holds the socket of a request that was answered with success while bytes of it were still on their way: they have
/// not arrived anywhere until the other side acknowledges them. Lives on the manager's thread. Ends by calling `done`
/// once, from the event loop; deleted before that, the connection is reset and the rest is not sent.
class SendTail
{
public:
    enum class End { Arrived, Broken };

    /// Nothing if all of it was acknowledged already, or cannot be asked for on this system. The last bytes may be no
    /// part of the request: `behind` of them. The socket stays the caller's to close.
    static std::unique_ptr<SendTail> of(int fd, int behind, std::function<void(End)> done);
    ~SendTail();

    /// Bytes that were handed to the kernel for this socket and not acknowledged; 0 where it cannot be asked.
    static int unacknowledged(int fd);
    Q_DISABLE_COPY_MOVE(SendTail)

private:
    SendTail(int fd, int behind, std::function<void(End)> done);
    void look();
    void finish(End end);

    int m_fd;
    int m_behind; ///< bytes behind the request, which need not arrive
    std::function<void(End)> m_done;
    QTimer m_timer;
};

} // namespace ferry
