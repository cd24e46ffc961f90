#include "core/http/StructuredDictionary.h"

#include "core/http/HeaderRules.h"

#include <algorithm>

namespace ferry {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isLetter(char c)
{
    return isLower(c) || (c >= 'A' && c <= 'Z');
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f');
}

bool isPrintable(char c)
{
    return c >= 0x20 && c <= 0x7e;
}

/// Reads the grammar from left to right; each function is one rule of RFC 9651 4.2 and says whether it held.
class Parser
{
public:
    explicit Parser(QByteArrayView text)
        : m_text(text)
    {
    }
    bool dictionary(QList<DictionaryMember> &members);

private:
    using Bytes = std::optional<QByteArray>;

    bool atEnd() const { return m_at >= m_text.size(); }
    bool at(char c) const { return !atEnd() && m_text.at(m_at) == c; }
    bool take(char c);
    void skipSpaces();
    void skipBlanks();
    bool member(DictionaryMember &member);
    bool key(QByteArray &key);
    bool innerList();
    bool item(Bytes &bytes);
    bool parameters();
    bool bareItem(Bytes &bytes);
    bool number(bool fractionAllowed);
    bool string();
    bool token();
    bool byteSequence(Bytes &bytes);
    bool boolean();
    bool displayString();

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

bool Parser::take(char c)
{
    if (!at(c))
        return false;
    ++m_at;
    return true;
}

void Parser::skipSpaces()
{
    while (take(' ')) {
    }
}

void Parser::skipBlanks()
{
    while (take(' ') || take('\t')) {
    }
}

bool Parser::dictionary(QList<DictionaryMember> &members)
{
    skipSpaces();
    while (!atEnd()) {
        DictionaryMember next;
        if (!member(next))
            return false;
        const auto same = std::find_if(members.begin(), members.end(),
                                       [&next](const DictionaryMember &known) { return known.key == next.key; });
        if (same == members.end())
            members.append(next);
        else
            *same = next;
        skipBlanks();
        if (atEnd())
            return true;
        if (!take(','))
            return false;
        skipBlanks();
        if (atEnd()) // a comma ends it
            return false;
    }
    return true;
}

bool Parser::member(DictionaryMember &member)
{
    if (!key(member.key))
        return false;
    if (!take('='))
        return parameters(); // the value is "true"
    return at('(') ? innerList() : item(member.bytes);
}

bool Parser::key(QByteArray &key)
{
    const qsizetype start = m_at;
    if (atEnd() || !(isLower(m_text.at(m_at)) || at('*')))
        return false;
    while (!atEnd() &&
           (isLower(m_text.at(m_at)) || isDigit(m_text.at(m_at)) || QByteArrayView("_-.*").contains(m_text.at(m_at))))
        ++m_at;
    key = m_text.sliced(start, m_at - start).toByteArray();
    return true;
}

bool Parser::innerList()
{
    if (!take('('))
        return false;
    for (;;) {
        skipSpaces();
        if (take(')'))
            return parameters();
        Bytes unused;
        if (!item(unused) || !(at(' ') || at(')')))
            return false;
    }
}

bool Parser::item(Bytes &bytes)
{
    return bareItem(bytes) && parameters();
}

bool Parser::parameters()
{
    while (take(';')) {
        skipSpaces();
        QByteArray name;
        Bytes unused;
        if (!key(name) || (take('=') && !bareItem(unused)))
            return false;
    }
    return true;
}

bool Parser::bareItem(Bytes &bytes)
{
    if (atEnd())
        return false;
    switch (const char c = m_text.at(m_at)) {
    case '"':
        return string();
    case ':':
        return byteSequence(bytes);
    case '?':
        return boolean();
    case '@':
        return take('@') && number(false);
    case '%':
        return displayString();
    case '*':
        return token();
    default:
        return isLetter(c) ? token() : number(true);
    }
}

/// An integer of 15 digits at most, or a decimal of 12 and 3.
bool Parser::number(bool fractionAllowed)
{
    take('-');
    const qsizetype start = m_at;
    while (!atEnd() && isDigit(m_text.at(m_at)))
        ++m_at;
    const qsizetype digits = m_at - start;
    if (digits == 0 || digits > 15)
        return false;
    if (!at('.'))
        return true;
    ++m_at;
    const qsizetype point = m_at;
    while (!atEnd() && isDigit(m_text.at(m_at)))
        ++m_at;
    const qsizetype fraction = m_at - point;
    return fractionAllowed && digits <= 12 && fraction >= 1 && fraction <= 3;
}

bool Parser::string()
{
    for (++m_at; !atEnd(); ++m_at) {
        if (take('"'))
            return true;
        if (at('\\')) {
            ++m_at;
            if (!at('"') && !at('\\'))
                return false;
        } else if (!isPrintable(m_text.at(m_at))) {
            return false;
        }
    }
    return false;
}

bool Parser::token()
{
    for (++m_at; !atEnd() && (isToken(m_text.sliced(m_at, 1)) || at(':') || at('/')); ++m_at) {
    }
    return true;
}

bool Parser::byteSequence(Bytes &bytes)
{
    const qsizetype end = m_text.indexOf(':', m_at + 1);
    if (end < 0)
        return false;
    const QByteArray text = m_text.sliced(m_at + 1, end - m_at - 1).toByteArray();
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return false;
    bytes = *decoded;
    m_at = end + 1;
    return true;
}

bool Parser::boolean()
{
    ++m_at;
    return take('0') || take('1');
}

bool Parser::displayString()
{
    ++m_at;
    if (!take('"'))
        return false;
    for (; !atEnd(); ++m_at) {
        if (take('"'))
            return true;
        if (!isPrintable(m_text.at(m_at)))
            return false;
        if (!at('%'))
            continue;
        if (m_at + 2 >= m_text.size() || !isHexDigit(m_text.at(m_at + 1)) || !isHexDigit(m_text.at(m_at + 2)))
            return false;
        m_at += 2;
    }
    return false;
}

} // namespace

std::optional<QList<DictionaryMember>> parseDictionary(const QList<QByteArray> &fieldLines)
{
    const QByteArray joined = fieldLines.join(", ").trimmed();
    QList<DictionaryMember> members;
    if (!Parser(joined).dictionary(members))
        return std::nullopt;
    return members;
}

} // namespace ferry
