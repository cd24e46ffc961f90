#include "core/devserver/TryBodies.h"

#include <algorithm>

namespace ferry::devserver {

namespace {
constexpr qint64 chunkSize = 16 * 1024;
constexpr qint64 shortestWaitMs = 20;
} // namespace

QByteArray patternBytes(qint64 offset, qint64 size)
{
    static constexpr char digits[] = "0123456789abcdef";
    QByteArray out(qsizetype(size), Qt::Uninitialized);
    for (qint64 i = 0; i < size; ++i) {
        const qint64 at = offset + i;
        const int column = int(at & 15);
        const qint64 block = at & ~qint64(15);
        out[qsizetype(i)] = column == 15 ? '\n' : digits[(block >> (4 * (14 - column))) & 15];
    }
    return out;
}

Step PatternBody::next(qint64 room)
{
    if (m_left == 0)
        return {m_end, {}, 0};
    const qint64 size = std::min(room, m_left);
    Step step{Step::Bytes, patternBytes(m_at, size), 0};
    m_at += size;
    m_left -= size;
    return step;
}

Step RateBody::next(qint64 room)
{
    if (!m_clock.isValid())
        m_clock.start();
    if (m_sent == m_size)
        return {};
    const double due = double(m_clock.elapsed()) * double(m_rate) / 1000.0;
    const qint64 size = std::min({room, m_size - m_sent, qint64(due) - m_sent});
    if (size <= 0) {
        const double wait = (double(m_sent) + 1.0 - due) * 1000.0 / double(m_rate);
        return {Step::Wait, {}, int(std::max(shortestWaitMs, qint64(wait) + 1))};
    }
    Step step{Step::Bytes, patternBytes(m_sent, size), 0};
    m_sent += size;
    return step;
}

Step ChunkedBody::next(qint64)
{
    if (m_left == 0)
        return last();
    const qint64 size = std::min(chunkSize, m_left);
    Step step{Step::Bytes, QByteArray::number(size, 16) + "\r\n", 0};
    m_left -= size;
    const bool cut = m_left == 0 && m_ending == Ending::Inside;
    step.bytes += patternBytes(m_at, cut ? size / 2 : size) + (cut ? "" : "\r\n");
    m_at += size;
    return step;
}

Step ChunkedBody::last()
{
    if (m_lastSent)
        return {m_ending == Ending::Proper || m_ending == Ending::Trailer ? Step::End : Step::Cut, {}, 0};
    m_lastSent = true;
    switch (m_ending) {
    case Ending::Proper:
        return {Step::Bytes, QByteArrayLiteral("0\r\n\r\n"), 0};
    case Ending::Trailer:
        return {Step::Bytes, QByteArrayLiteral("0\r\nX-Try-Trailer: yes\r\n\r\n"), 0};
    case Ending::BadSize:
        return {Step::Bytes, QByteArrayLiteral("xyz\r\n"), 0};
    case Ending::Missing:
    case Ending::Inside:
        break;
    }
    return {Step::Cut, {}, 0};
}

Step HeaderFloodBody::next(qint64 room)
{
    if (m_line < 0) {
        m_line = 0;
        return {Step::Bytes, QByteArrayLiteral("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close"), 0};
    }
    if (m_valueLeft > 0) {
        const qint64 size = std::min(room, m_valueLeft);
        m_valueLeft -= size;
        return {Step::Bytes, QByteArray(qsizetype(size), 'x'), 0};
    }
    if (m_line < m_lines) {
        m_valueLeft = m_valueSize;
        return {Step::Bytes, "\r\nX-Try-" + QByteArray::number(++m_line) + ": ", 0};
    }
    if (m_endless)
        return {Step::Silence, {}, 0};
    if (m_closed)
        return {};
    m_closed = true;
    return {Step::Bytes, QByteArrayLiteral("\r\n\r\n"), 0};
}

} // namespace ferry::devserver
