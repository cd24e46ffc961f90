#include "core/wire/ResponseHead.h"

#include "core/wire/WireText.h"

#include <limits>

namespace ferry {

namespace {

QByteArrayView trimmed(QByteArrayView v)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!v.isEmpty() && blank(v.front()))
        v = v.sliced(1);
    while (!v.isEmpty() && blank(v.back()))
        v.chop(1);
    return v;
}

/// Also with what some readers take for a blank.
bool endsBlank(QByteArrayView name)
{
    return quint8(name.back()) <= ' ' || name.back() == '\x7f';
}

/// Digits only: no sign, no blanks inside, no overflow (RFC 9110 8.6). -1 if it is no such number.
qint64 strictLength(QByteArrayView digits)
{
    if (digits.isEmpty())
        return -1;
    qint64 value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return -1;
        const qint64 digit = c - '0';
        if (value > (std::numeric_limits<qint64>::max() - digit) / 10)
            return -1;
        value = value * 10 + digit;
    }
    return value;
}

} // namespace

ResponseHead::Event ResponseHead::fail(const QString &problem)
{
    m_problem = problem;
    return Event::Bad;
}

ResponseHead::Event ResponseHead::feed(QByteArrayView line)
{
    m_anyLine = true;
    if (m_complete && !m_inBlock) { // trailers are bounded, and else nobody's concern
        m_bytes += line.size();
        return m_bytes > maxBytes || ++m_lines > maxLines
                   ? fail(WireText::tr("The trailer after the body is too long."))
                   : Event::Line;
    }
    if (!m_inBlock)
        return startBlock(line);
    m_bytes += line.size();
    if (m_bytes > maxBytes)
        return fail(WireText::tr("The header of the answer is larger than 256 KiB."));
    if (trimmed(line).isEmpty())
        return endBlock();
    if (++m_lines > maxLines)
        return fail(WireText::tr("The header of the answer has more than 200 lines."));
    return field(line);
}

ResponseHead::Event ResponseHead::startBlock(QByteArrayView line)
{
    m_inBlock = true;
    m_bytes = line.size();
    m_lines = 0;
    m_fields.clear();
    m_contentLength = -1;
    m_coded = false;
    m_chunked = false;

    const QByteArrayView status = trimmed(line);
    const qsizetype space = status.indexOf(' ');
    const QByteArrayView code =
        space < 0 ? QByteArrayView() : status.sliced(space + 1).first(qMin<qsizetype>(3, status.size() - space - 1));
    const qint64 number = code.size() == 3 ? strictLength(code) : -1;
    const bool ends = number >= 0 && (status.size() == space + 4 || status.at(space + 4) == ' ');
    if (!status.startsWith("HTTP/") || number < 100 || !ends)
        return fail(WireText::tr("The answer does not begin with a status line of HTTP."));
    m_protocol = status.first(space).toByteArray();
    m_blockStatus = int(number);
    m_reason = status.size() > space + 5 ? trimmed(status.sliced(space + 5)).toByteArray() : QByteArray();
    return Event::Line;
}

ResponseHead::Event ResponseHead::field(QByteArrayView line)
{
    if (line.front() == ' ' || line.front() == '\t') { // obs-fold, RFC 9112 5.2
        if (m_fields.isEmpty())
            return fail(WireText::tr("The header of the answer begins with white space."));
        const HeaderField &last = m_fields.constLast();
        if (sameHeaderName(last.first, "Content-Length") || sameHeaderName(last.first, "Transfer-Encoding"))
            return fail(WireText::tr("The length of the answer is folded over two lines."));
        m_fields.last().second += ' ' + trimmed(line).toByteArray();
        return Event::Line;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return Event::Line; // no field; other clients skip it as well
    const HeaderField added{line.first(colon).toByteArray(), trimmed(line.sliced(colon + 1)).toByteArray()};
    if (endsBlank(added.first)) // one reader takes it for the field and another does not (RFC 9112 5.1)
        return fail(WireText::tr("A line in the header of the answer has a blank before its colon."));
    if (sameHeaderName(added.first, "Content-Length") && !takeContentLength(added.second))
        return fail(WireText::tr("The Content-Length of the answer is not a length, or there are two that differ."));
    if (sameHeaderName(added.first, "Transfer-Encoding") && !takeTransferEncoding(added.second))
        return fail(WireText::tr("The Transfer-Encoding of the answer is not one that Ferry reads."));
    m_fields.append(added);
    return Event::Line;
}

/// Chunked, and once, is all that a client which asks for no other has to expect (RFC 9112 6.1, 7.4). "identity" is no
/// coding. Whatever else stands there, the body would be kept with its framing in it.
bool ResponseHead::takeTransferEncoding(const QByteArray &value)
{
    m_coded = true;
    for (const QByteArray &entry : value.split(',')) {
        const QByteArrayView coding = trimmed(entry);
        if (coding.isEmpty() || coding.compare("identity", Qt::CaseInsensitive) == 0)
            continue;
        if (m_chunked || coding.compare("chunked", Qt::CaseInsensitive) != 0)
            return false;
        m_chunked = true;
    }
    return true;
}

bool ResponseHead::takeContentLength(const QByteArray &value)
{
    // A list of equal numbers is one number (RFC 9112 6.3).
    for (const QByteArray &entry : value.split(',')) {
        const qint64 length = strictLength(trimmed(entry));
        if (length < 0 || (m_contentLength >= 0 && length != m_contentLength))
            return false;
        m_contentLength = length;
    }
    return true;
}

ResponseHead::Event ResponseHead::endBlock()
{
    m_inBlock = false;
    if (m_blockStatus == 101)
        return fail(WireText::tr("The server switches to a protocol that was not asked for."));
    if (m_blockStatus < 200) {
        m_interim.append(m_blockStatus);
        return m_interim.size() > maxInterim ? fail(WireText::tr("More than 100 interim answers came."))
                                             : Event::Interim;
    }
    m_statusCode = m_blockStatus;
    m_headers.clear();
    for (const HeaderField &f : std::as_const(m_fields))
        m_headers.append(f.first, f.second);
    m_complete = true;
    m_bytes = 0;
    m_lines = 0;
    return Event::Final;
}

bool ResponseHead::endsByClose() const
{
    return m_complete && !m_chunked && contentLength() < 0;
}

bool ResponseHead::saysClose() const
{
    const QList<QByteArray> options = m_headers.values("Connection").join(',').toLower().split(',');
    const auto says = [&options](const char *option) {
        return std::any_of(options.begin(), options.end(),
                           [option](const QByteArray &one) { return one.trimmed() == option; });
    };
    return says("close") || (m_protocol == "HTTP/1.0" && !says("keep-alive"));
}

bool ResponseHead::hasContentEncoding() const
{
    const QList<QByteArray> codings = m_headers.values("Content-Encoding");
    return std::any_of(codings.begin(), codings.end(), [](const QByteArray &c) {
        return !c.trimmed().isEmpty() && c.trimmed().compare("identity", Qt::CaseInsensitive) != 0;
    });
}

} // namespace ferry
