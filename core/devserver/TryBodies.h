#pragma once

#include "core/devserver/Response.h"

#include <QElapsedTimer>

namespace ferry::devserver {

/// Bytes that anybody can check: each 16 of them are their own offset in 15 hexadecimal digits, and a line end. So a
/// piece in the wrong place cannot go unseen.
QByteArray patternBytes(qint64 offset, qint64 size);

/// `size` bytes of the pattern from `offset` on, and then `end`.
class PatternBody : public BodySource
{
public:
    PatternBody(qint64 offset, qint64 size, Step::Kind end = Step::End)
        : m_at(offset)
        , m_left(size)
        , m_end(end)
    {
    }
    Step next(qint64 room) override;

private:
    qint64 m_at;
    qint64 m_left;
    Step::Kind m_end;
};

/// The pattern at so many bytes a second, the first of them after its share of time.
class RateBody : public BodySource
{
public:
    RateBody(qint64 size, qint64 bytesPerSecond)
        : m_size(size)
        , m_rate(bytesPerSecond)
    {
    }
    Step next(qint64 room) override;

private:
    QElapsedTimer m_clock;
    qint64 m_size;
    qint64 m_rate;
    qint64 m_sent = 0;
};

/// The pattern in chunks (RFC 9112 7.1), with the end that is asked for.
class ChunkedBody : public BodySource
{
public:
    enum class Ending {
        Proper,  ///< the last chunk, and an empty trailer
        Trailer, ///< the last chunk, and a trailer field
        Missing, ///< closed behind a whole chunk
        BadSize, ///< a size line that is no number
        Inside,  ///< closed inside a chunk
    };

    ChunkedBody(qint64 size, Ending ending)
        : m_left(size)
        , m_ending(ending)
    {
    }
    Step next(qint64 room) override;

private:
    Step last();

    qint64 m_at = 0;
    qint64 m_left;
    Ending m_ending;
    bool m_lastSent = false;
};

/// A whole answer that consists of header lines, as many and as long as asked for.
class HeaderFloodBody : public BodySource
{
public:
    /// `valueSize`: bytes of each value. With `endless`, the empty line after them never comes.
    HeaderFloodBody(qint64 lines, qint64 valueSize, bool endless)
        : m_lines(lines)
        , m_valueSize(valueSize)
        , m_endless(endless)
    {
    }
    Step next(qint64 room) override;

private:
    qint64 m_lines;
    qint64 m_valueSize;
    bool m_endless;
    qint64 m_line = -1; ///< -1: the status line is due
    qint64 m_valueLeft = 0;
    bool m_closed = false;
};

} // namespace ferry::devserver
