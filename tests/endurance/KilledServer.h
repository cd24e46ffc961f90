#pragma once

#include "core/types/ByteRanges.h"
#include "tests/support/ScriptedServer.h"

#include <atomic>
#include <mutex>
#include <QHash>

namespace ferry {

/// What the other side saw of one transfer.
struct KilledSeen
{
    int requests = 0;     ///< heads of its requests
    int whole = 0;        ///< uploads that came whole
    QList<qint64> starts; ///< downloads: the first byte of each request
    ByteRanges sent;      ///< downloads: what went out at least once
};

/// Serves /d/NUMBER slowly, by ranges too, with a strong validator, and takes /u/NUMBER. Takes its time before it
/// answers some of those that ask for a rest. Remembers everything.
class KilledServer
{
public:
    static constexpr qint64 size = 4 * 1024 * 1024;
    static constexpr qint64 bytesPerSecond = 2 * 1024 * 1024;

    KilledServer();

    QUrl url() const { return m_server.url(); }
    KilledSeen seen(int number) const;
    /// The most bytes that one request made it send a second time.
    qint64 mostAgain() const;
    /// What was seen until now, to go back to.
    struct Memory
    {
        QHash<int, KilledSeen> seen;
        qint64 mostAgain = 0;
    };
    Memory remember() const;
    void goBackTo(const Memory &memory);
    /// No file goes on while it stands still: a program that is stopped takes nothing, but its sockets do.
    void standStill(bool on) { m_stands = on; }
    static QByteArray content(int number);

private:
    void serve(ScriptPeer &peer);
    void sendFile(ScriptPeer &peer, int number, const QByteArray &head);
    qint64 noteSent(int number, const ByteRange &range);

    mutable std::mutex m_mutex;
    Memory m_memory;
    std::atomic<bool> m_stands = false;
    ScriptedServer m_server;
};

} // namespace ferry
