#include "core/devserver/MultipartReader.h"

#include <algorithm>

namespace ferry::devserver {

namespace {
constexpr qsizetype sliceSize = 64 * 1024;
constexpr qsizetype paddingLimit = 256; ///< blanks behind a boundary
} // namespace

MultipartReader::MultipartReader(const QByteArray &boundary, Sink &sink)
    : MultipartReader(boundary, sink, Limits())
{
}

MultipartReader::MultipartReader(const QByteArray &boundary, Sink &sink, Limits limits)
    : m_delimiter("\r\n--" + boundary)
    , m_matcher(m_delimiter)
    , m_sink(sink)
    , m_limits(limits)
    , m_held("\r\n") // so that a boundary at the very start is like every other one
{
}

bool MultipartReader::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_problem == Problem::None && m_state != State::Epilogue) {
        const QByteArrayView slice = bytes.first(std::min(bytes.size(), sliceSize));
        bytes = bytes.sliced(slice.size());
        m_held.append(slice);
        qsizetype at = 0;
        qsizetype used = 0;
        while (step(QByteArrayView(m_held).sliced(at), used))
            at += used;
        m_held.remove(0, at + used);
    }
    return m_problem == Problem::None;
}

bool MultipartReader::finish()
{
    if (m_problem == Problem::None && m_state != State::Epilogue)
        fail(Problem::Malformed, QByteArrayLiteral("The form ends before its closing boundary."));
    return m_problem == Problem::None;
}

/// Understands the front of the bytes and says how many of them are used up; false if more have to come first.
bool MultipartReader::step(QByteArrayView in, qsizetype &used)
{
    used = 0;
    switch (m_state) {
    case State::Preamble:
    case State::Content:
        return findBoundary(in, used);
    case State::AfterBoundary:
        return afterBoundary(in, used);
    case State::Head:
        return readHead(in, used);
    case State::ContentStart:
        return startContent(in, used);
    case State::Epilogue:
        used = in.size();
        return false;
    }
    return false;
}

/// Content up to the next boundary; the last bytes are held back while a boundary may have begun in them.
bool MultipartReader::findBoundary(QByteArrayView in, qsizetype &used)
{
    const qsizetype found = m_matcher.indexIn(in);
    const qsizetype content = found >= 0 ? found : std::max<qsizetype>(0, in.size() - m_delimiter.size() + 1);
    if (content > 0 && m_inPart && !m_sink.partContent(in.first(content)))
        return fail(Problem::Refused, QByteArray());
    used = content;
    if (found < 0)
        return false;
    m_state = State::AfterBoundary;
    return true;
}

/// `in` starts with the delimiter. Two dashes close the form, an empty line's rest opens a part, and anything else
/// means that the boundary is only the beginning of a line of content.
bool MultipartReader::afterBoundary(QByteArrayView in, qsizetype &used)
{
    const QByteArrayView rest = in.sliced(m_delimiter.size());
    qsizetype blanks = 0;
    while (blanks < rest.size() && blanks < paddingLimit && (rest[blanks] == ' ' || rest[blanks] == '\t'))
        ++blanks;
    const QByteArrayView tail = rest.sliced(blanks);
    const bool opens = tail.startsWith("\r\n");
    const bool closes = rest.startsWith("--");
    if (!opens && !closes && (tail.isEmpty() || tail == "\r" || rest == "-"))
        return false;
    if (!opens && !closes) {
        if (m_inPart && !m_sink.partContent(in.first(m_delimiter.size())))
            return fail(Problem::Refused, QByteArray());
        used = m_delimiter.size();
        m_state = m_inPart ? State::Content : State::Preamble;
        return true;
    }
    if (m_inPart && !m_sink.partEnded())
        return fail(Problem::Refused, QByteArray());
    m_inPart = false;
    m_state = closes ? State::Epilogue : State::Head;
    used = m_delimiter.size() + (closes ? 2 : blanks); // the line's end stays: the headers may be empty
    return true;
}

/// `in` starts with the CR LF of the boundary's line.
bool MultipartReader::readHead(QByteArrayView in, qsizetype &used)
{
    const QByteArrayView window = in.first(std::min(in.size(), m_limits.headBytes + 6));
    const qsizetype end = window.indexOf("\r\n\r\n");
    if (end < 0) {
        if (window.size() < m_limits.headBytes + 6)
            return false;
        return fail(Problem::HeadTooLarge,
                    partNumber() + "has more than " + QByteArray::number(m_limits.headBytes) + " bytes of headers.");
    }
    if (m_parts == m_limits.parts)
        return fail(Problem::TooManyParts, "The form has more than " + QByteArray::number(m_parts) + " parts.");
    auto parsed = parsePartHead(end < 2 ? QByteArrayView() : in.sliced(2, end - 2));
    if (const auto *problem = std::get_if<QByteArray>(&parsed))
        return fail(Problem::Malformed, partNumber() + *problem);
    ++m_parts;
    if (!m_sink.partBegan(std::get<PartHead>(parsed)))
        return fail(Problem::Refused, QByteArray());
    m_inPart = true;
    m_state = State::ContentStart;
    used = end + 2;
    return true;
}

/// `in` starts with the CR LF of the empty line. A part without any content may go without that line, and then the
/// CR LF is already the boundary's (RFC 2046 5.1.1: body-part).
bool MultipartReader::startContent(QByteArrayView in, qsizetype &used)
{
    if (in.size() < m_delimiter.size() && QByteArrayView(m_delimiter).startsWith(in))
        return false;
    if (!in.startsWith(m_delimiter))
        used = 2;
    m_state = State::Content;
    return true;
}

bool MultipartReader::fail(Problem problem, const QByteArray &sentence)
{
    m_problem = problem;
    m_error = sentence;
    return false;
}

/// Of the part whose headers are being read, for the front of a sentence.
QByteArray MultipartReader::partNumber() const
{
    return "Part " + QByteArray::number(m_parts + 1) + " of the form ";
}

} // namespace ferry::devserver
