#include "core/store/JsonReader.h"

#include <algorithm>
#include <charconv>

namespace ferry {

namespace {

/// The character that the number of an escape names, or nothing.
std::optional<char16_t> unitOf(QByteArrayView digits)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), value, 16);
    return error == std::errc() && end == digits.end() ? std::optional(char16_t(value)) : std::nullopt;
}

/// The character that stands behind a backslash, other than u; 0 if there is no such escape.
char16_t unescaped(char letter)
{
    switch (letter) {
    case '"':
    case '\\':
    case '/':
        return char16_t(letter);
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return 0;
    }
}

/// Nothing if one of its escapes is none.
std::optional<QString> textOf(QByteArrayView quoted)
{
    QString text;
    while (!quoted.isEmpty()) {
        const qsizetype at = quoted.indexOf('\\');
        text += QString::fromUtf8(at < 0 ? quoted : quoted.first(at));
        if (at < 0)
            break;
        quoted = quoted.sliced(at + 1); // quoted() saw that something stands behind it
        const bool numbered = quoted.front() == 'u';
        if (numbered && quoted.size() < 5)
            return std::nullopt;
        const std::optional<char16_t> unit = numbered ? unitOf(quoted.sliced(1, 4)) : unescaped(quoted.front());
        if (!unit || (!numbered && *unit == 0))
            return std::nullopt;
        text += QChar(*unit);
        quoted = quoted.sliced(numbered ? 5 : 1);
    }
    return text;
}

bool isAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) == 0; });
}

} // namespace

bool JsonReader::fail()
{
    m_failed = true;
    m_next = m_end;
    return false;
}

/// The next character that is no space, or 0.
char JsonReader::peek()
{
    while (m_next < m_end && (*m_next == ' ' || *m_next == '\n' || *m_next == '\r' || *m_next == '\t'))
        ++m_next;
    return m_next < m_end ? *m_next : '\0';
}

bool JsonReader::take(char expected)
{
    if (m_next == m_end || peek() != expected)
        return false;
    ++m_next;
    return true;
}

bool JsonReader::takeWord(QByteArrayView word)
{
    if (!QByteArrayView(m_next, m_end).startsWith(word))
        return fail();
    m_next += word.size();
    return true;
}

std::optional<QByteArrayView> JsonReader::quoted()
{
    if (!take('"'))
        return std::nullopt;
    const char *const begin = m_next;
    for (; m_next < m_end; ++m_next) {
        if (*m_next == '"')
            return QByteArrayView(begin, m_next++);
        if (uchar(*m_next) < 0x20)
            break;
        if (*m_next == '\\' && ++m_next == m_end)
            break;
    }
    fail();
    return std::nullopt;
}

std::optional<bool> JsonReader::boolean()
{
    const char first = peek();
    if (first == 't')
        return takeWord("true") ? std::optional(true) : std::nullopt;
    if (first == 'f')
        return takeWord("false") ? std::optional(false) : std::nullopt;
    skip();
    return std::nullopt;
}

std::optional<qint64> JsonReader::number()
{
    const char first = peek();
    if (first != '-' && (first < '0' || first > '9')) {
        skip();
        return std::nullopt;
    }
    qint64 value = 0;
    const auto [end, error] = std::from_chars(m_next, m_end, value);
    skipNumber();
    return error == std::errc() && end == m_next ? std::optional(value) : std::nullopt;
}

void JsonReader::skipNumber()
{
    const char *const begin = m_next;
    const auto isOfNumber = [](char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    };
    while (m_next < m_end && isOfNumber(*m_next))
        ++m_next;
    if (m_next == begin)
        fail();
}

std::optional<QString> JsonReader::string()
{
    if (peek() != '"') {
        skip();
        return std::nullopt;
    }
    const std::optional<QByteArrayView> between = quoted();
    std::optional<QString> text = between ? textOf(*between) : std::nullopt;
    if (!text)
        fail();
    return text;
}

std::optional<QByteArray> JsonReader::latin1()
{
    const char *const begin = m_next;
    if (peek() == '"') {
        const std::optional<QByteArrayView> between = quoted();
        if (between && !between->contains('\\') && isAscii(*between))
            return between->toByteArray();
        m_next = m_failed ? m_end : begin;
    }
    const std::optional<QString> text = string();
    return text ? std::optional(text->toLatin1()) : std::nullopt;
}

bool JsonReader::null()
{
    return peek() == 'n' && takeWord("null");
}

void JsonReader::skip()
{
    if (m_depth == deepest) {
        fail();
        return;
    }
    ++m_depth;
    switch (peek()) {
    case '{':
        object([this](QByteArrayView) { skip(); });
        break;
    case '[':
        array([this] { skip(); });
        break;
    case '"':
        string();
        break;
    case 't':
        takeWord("true");
        break;
    case 'f':
        takeWord("false");
        break;
    case 'n':
        takeWord("null");
        break;
    default:
        skipNumber();
    }
    --m_depth;
}

bool JsonReader::isWhole()
{
    return !m_failed && peek() == '\0' && m_next == m_end;
}

} // namespace ferry
