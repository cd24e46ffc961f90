#pragma once

#include "core/io/FileHandle.h"

#include <QByteArray>

#include <functional>
#include <thread>
#include <vector>

namespace ferry {

/// Takes lines of other processes at a local socket, and answers each that is taken with one byte. A thread of its own
/// serves it, so that whoever hands something over never waits for a window that is being made or has its hands full.
/// Needs no QCoreApplication. Made and used on one thread.
class HandOverServer
{
public:
    /// A line without its end; true if it is taken and shall be answered. Called on the server's thread.
    using Taker = std::function<bool(const QByteArray &line)>;

    HandOverServer() = default;
    ~HandOverServer() { stop(); }
    Q_DISABLE_COPY_MOVE(HandOverServer)

    /// Replaces whatever file lies at the path: the caller knows that nobody listens there any more. False if there can
    /// be no socket.
    bool start(const QByteArray &path, Taker taker);
    /// Everything that was answered was taken when this returns, and nothing is taken after it. Whoever is in the
    /// middle of a line finds the connection closed.
    void stop();

    static constexpr qsizetype longestLine = 16 * 1024 * 1024; ///< bytes
    static constexpr qsizetype longestPath = 107;              ///< bytes; see unix(7)

    /// The other side: sends the line and waits for the answer. False if nobody listens, if the line is not taken, or
    /// if the answer does not come in time (1 ms or more); where the connection ended without it, the line was not
    /// taken.
    static bool handOver(const QByteArray &path, const QByteArray &line, int milliseconds);

private:
    struct Guest
    {
        FileHandle socket;
        QByteArray received;
    };

    bool listenAt(const QByteArray &path);
    void run();
    /// False while no more can be accepted.
    bool accept();
    /// False when this guest has gone, or is to go.
    bool serve(Guest &guest);

    QByteArray m_path;
    FileHandle m_listener;
    FileHandle m_wakeReader, m_wakeWriter; ///< closing the writer ends the thread
    Taker m_taker;
    std::thread m_thread;
    std::vector<Guest> m_guests; ///< the thread's
};

} // namespace ferry
