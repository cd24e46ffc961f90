#include "tests/endurance/KilledServer.h"

namespace ferry {

namespace {

constexpr qint64 block = 32 * 1024;

} // namespace

KilledServer::KilledServer()
    : m_server([this](ScriptPeer &peer) { serve(peer); })
{
}

KilledSeen KilledServer::seen(int number) const
{
    const std::scoped_lock lock(m_mutex);
    return m_memory.seen.value(number);
}

qint64 KilledServer::mostAgain() const
{
    const std::scoped_lock lock(m_mutex);
    return m_memory.mostAgain;
}

KilledServer::Memory KilledServer::remember() const
{
    const std::scoped_lock lock(m_mutex);
    return m_memory;
}

void KilledServer::goBackTo(const Memory &memory)
{
    const std::scoped_lock lock(m_mutex);
    m_memory = memory;
}

/// Another one for each number, and no two blocks alike.
QByteArray KilledServer::content(int number)
{
    QByteArray bytes(size, '\0');
    quint32 state = quint32(number) * 2654435761U + 1;
    for (char &byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = char(state >> 24);
    }
    return bytes;
}

void KilledServer::serve(ScriptPeer &peer)
{
    for (;;) {
        const QByteArray head = peer.readHead();
        if (head.isEmpty())
            return;
        const QByteArray path = head.split(' ').value(1);
        const int number = path.mid(3).toInt();
        const bool upload = path.startsWith("/u/");
        {
            const std::scoped_lock lock(m_mutex);
            ++m_memory.seen[number].requests;
        }
        if (!upload) {
            sendFile(peer, number, head);
            continue;
        }
        const qint64 length = ScriptedServer::headerValue(head, "Content-Length").toLongLong();
        if (peer.read(length).size() != length)
            return;
        {
            const std::scoped_lock lock(m_mutex);
            ++m_memory.seen[number].whole;
        }
        peer.pause(20);
        if (!peer.reply(200, "taken"))
            return;
    }
}

void KilledServer::sendFile(ScriptPeer &peer, int number, const QByteArray &head)
{
    const QByteArray etag = "\"v" + QByteArray::number(number) + '"';
    const QByteArray range = ScriptedServer::headerValue(head, "Range");
    const bool same = ScriptedServer::headerValue(head, "If-Range") == etag;
    const qint64 start = same && range.startsWith("bytes=") ? range.mid(6).split('-').first().toLongLong() : 0;
    {
        const std::scoped_lock lock(m_mutex);
        m_memory.seen[number].starts.append(start);
    }
    QByteArray answer = start > 0
                            ? "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + QByteArray::number(start) +
                                  '-' + QByteArray::number(size - 1) + '/' + QByteArray::number(size) + "\r\n"
                            : QByteArrayLiteral("HTTP/1.1 200 OK\r\n");
    answer += "Accept-Ranges: bytes\r\nETag: " + etag + "\r\nContent-Length: " + QByteArray::number(size - start) +
              "\r\n\r\n";
    const QByteArray bytes = content(number);
    if (start > 0 && number % 2 == 0)
        peer.pause(300); // so that some are killed while they ask
    bool open = peer.send(answer);
    qint64 again = 0;
    for (qint64 at = start; open && at < size; at += block) {
        while (m_stands)
            peer.pause(1);
        open = peer.send(bytes.mid(at, block));
        if (open)
            again += noteSent(number, {at, qMin(size, at + block)});
        peer.pause(int(1000 * block / bytesPerSecond));
    }
    const std::scoped_lock lock(m_mutex);
    m_memory.mostAgain = qMax(m_memory.mostAgain, again);
}

/// How much of it had gone out before.
qint64 KilledServer::noteSent(int number, const ByteRange &range)
{
    const std::scoped_lock lock(m_mutex);
    ByteRanges &sent = m_memory.seen[number].sent;
    const qint64 before = sent.size();
    sent.add(range);
    return range.size() - (sent.size() - before);
}

} // namespace ferry
