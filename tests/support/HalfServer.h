#pragma once

#include "tests/support/Pattern.h"
#include "tests/support/ScriptedServer.h"

#include <atomic>
#include <mutex>

namespace ferry {

/// A file with a strong validator, of which the first half comes at once and the second when it is let.
class HalfServer
{
public:
    static constexpr qint64 half = 512 * 1024;

    QUrl url() const { return m_server.url(QStringLiteral("/file.bin")); }
    void open() { m_open.open(); }
    /// The first answer ends in the middle.
    void breakOff() { m_breaks = true; }
    QByteArray content() const { return m_content; }
    /// The first byte of each answer.
    QList<qint64> starts() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_starts;
    }

private:
    void serve(ScriptPeer &peer)
    {
        const QByteArray head = peer.readHead();
        const bool rest = ScriptedServer::headerValue(head, "If-Range") == "\"v1\"";
        const qint64 start =
            rest ? ScriptedServer::headerValue(head, "Range").mid(6).split('-').first().toLongLong() : 0;
        {
            const std::scoped_lock lock(m_mutex);
            m_starts.append(start);
        }
        QByteArray answer = rest ? "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + QByteArray::number(start) +
                                       "-1048575/1048576\r\n"
                                 : QByteArrayLiteral("HTTP/1.1 200 OK\r\nAccept-Ranges: bytes\r\n");
        answer += "ETag: \"v1\"\r\nContent-Length: " + QByteArray::number(2 * half - start) + "\r\n\r\n";
        if (!peer.send(answer + m_content.mid(start, qMax<qint64>(0, half - start))))
            return;
        if (m_breaks.exchange(false)) {
            peer.close();
            return;
        }
        if (peer.await(m_open))
            peer.send(m_content.mid(qMax(half, start)));
    }

    const QByteArray m_content = pattern(2 * half);
    mutable std::mutex m_mutex;
    QList<qint64> m_starts;
    std::atomic<bool> m_breaks = false;
    Gate m_open;
    ScriptedServer m_server{[this](ScriptPeer &peer) { serve(peer); }};
};

} // namespace ferry
