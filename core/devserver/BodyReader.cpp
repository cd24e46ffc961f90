#include "core/devserver/BodyReader.h"

#include "core/devserver/HttpText.h"

#include <algorithm>

namespace ferry::devserver {

namespace {
constexpr qsizetype lineLimit = 4 * 1024;
constexpr qsizetype trailerLimit = 16 * 1024;
} // namespace

BodyReader BodyReader::byLength(qint64 length)
{
    BodyReader reader;
    reader.m_left = length;
    reader.m_state = length > 0 ? State::Reading : State::Done;
    return reader;
}

BodyReader BodyReader::byChunks()
{
    BodyReader reader;
    reader.m_state = State::Reading;
    reader.m_part = Part::Size;
    return reader;
}

qsizetype BodyReader::take(QByteArrayView in, QByteArrayView &payload)
{
    payload = QByteArrayView();
    if (m_state != State::Reading || in.isEmpty())
        return 0;
    return m_part == Part::Plain || m_part == Part::Data ? takeData(in, payload) : takeLine(in);
}

qsizetype BodyReader::takeData(QByteArrayView in, QByteArrayView &payload)
{
    const qsizetype size = qsizetype(std::min<qint64>(m_left, in.size()));
    payload = in.first(size);
    m_left -= size;
    if (m_left == 0) {
        if (m_part == Part::Plain)
            m_state = State::Done;
        else
            m_part = Part::DataEnd;
    }
    return size;
}

qsizetype BodyReader::takeLine(QByteArrayView in)
{
    const qsizetype end = in.indexOf('\n');
    const qsizetype size = end < 0 ? in.size() : end + 1;
    if (m_line.size() + size > lineLimit) {
        m_state = State::Bad;
        return size;
    }
    m_line.append(in.first(size));
    if (end < 0)
        return size;
    if (!m_line.endsWith("\r\n")) {
        m_state = State::Bad;
        return size;
    }
    m_line.chop(2);
    endLine();
    m_line.clear();
    return size;
}

void BodyReader::endLine()
{
    if (m_part == Part::Size) {
        if (!parseSize())
            m_state = State::Bad;
        else
            m_part = m_left == 0 ? Part::Trailer : Part::Data;
    } else if (m_part == Part::DataEnd) {
        if (m_line.isEmpty())
            m_part = Part::Size;
        else
            m_state = State::Bad;
    } else if (m_line.isEmpty()) {
        m_state = State::Done;
    } else {
        m_trailerBytes += m_line.size();
        if (m_trailerBytes > trailerLimit)
            m_state = State::Bad;
    }
}

/// 1*HEXDIG and perhaps extensions behind a semicolon, which nobody here understands.
bool BodyReader::parseSize()
{
    QByteArrayView text = m_line;
    const qsizetype semicolon = text.indexOf(';');
    if (semicolon >= 0)
        text = trimmedBlanks(text.first(semicolon));
    if (text.isEmpty() || text.size() > 15)
        return false;
    m_left = 0;
    for (const char c : text) {
        const char lower = char(c | 0x20);
        if (c >= '0' && c <= '9')
            m_left = m_left * 16 + (c - '0');
        else if (lower >= 'a' && lower <= 'f')
            m_left = m_left * 16 + (lower - 'a' + 10);
        else
            return false;
    }
    return true;
}

} // namespace ferry::devserver
