#include "core/http/Challenge.h"

#include "core/http/DigestAnswer.h"
#include "core/http/HeaderRules.h"

#include <algorithm>

namespace ferry {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// RFC 9110 11.2: letters, digits and -._~+/ before any number of "=".
bool isToken68(QByteArrayView text)
{
    while (text.size() > 1 && text.back() == '=')
        text.chop(1);
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("-._~+/").contains(c);
    });
}

/// Reads one field from its beginning to its end.
class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_text(text)
    {
    }
    void readAll(QList<Challenge> &challenges);

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    bool at(char c) const { return !atEnd() && m_text.at(m_at) == c; }
    void skipBlanks();
    void skipToComma();
    QByteArrayView word();
    bool readValue(QByteArray &value);
    bool readParameter(Challenge &challenge);
    bool readToken(Challenge &challenge);

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

void Reader::skipBlanks()
{
    while (!atEnd() && isBlank(m_text.at(m_at)))
        ++m_at;
}

void Reader::skipToComma()
{
    bool quoted = false;
    for (; !atEnd() && (quoted || !at(',')); ++m_at) {
        if (quoted && at('\\'))
            ++m_at;
        else if (at('"'))
            quoted = !quoted;
    }
}

QByteArrayView Reader::word()
{
    const qsizetype start = m_at;
    while (!atEnd() && isToken(m_text.sliced(m_at, 1)))
        ++m_at;
    return m_text.sliced(start, m_at - start);
}

/// A token or a quoted string (RFC 9110 5.6.4); a missing closing quote is forgiven at the end.
bool Reader::readValue(QByteArray &value)
{
    if (!at('"')) {
        value = word().toByteArray();
        return !value.isEmpty();
    }
    value = QByteArrayLiteral("");
    for (++m_at; !atEnd() && !at('"'); ++m_at) {
        if (at('\\') && m_at + 1 < m_text.size())
            ++m_at;
        value += m_text.at(m_at);
    }
    ++m_at;
    return true;
}

/// `name = value` from here on; else nothing is read.
bool Reader::readParameter(Challenge &challenge)
{
    const qsizetype start = m_at;
    const QByteArray name = word().toByteArray().toLower();
    skipBlanks();
    QByteArray value;
    bool good = !name.isEmpty() && at('=');
    if (good) {
        ++m_at;
        skipBlanks();
        good = readValue(value);
    }
    const bool ends = m_at >= m_text.size() || isBlank(m_text.at(m_at)) || at(',');
    if (!good || !ends) {
        m_at = start;
        return false;
    }
    challenge.parameters.append({name, value});
    return true;
}

bool Reader::readToken(Challenge &challenge)
{
    const qsizetype comma = m_text.indexOf(',', m_at);
    const qsizetype end = comma < 0 ? m_text.size() : comma;
    const QByteArrayView rest = m_text.sliced(m_at, end - m_at).trimmed();
    if (!isToken68(rest))
        return false;
    challenge.token = rest.toByteArray();
    m_at = end;
    return true;
}

void Reader::readAll(QList<Challenge> &challenges)
{
    bool begun = false; // of this field: a parameter belongs to the last challenge
    while (!atEnd()) {
        skipBlanks();
        if (at(',')) {
            ++m_at;
            continue;
        }
        if (begun && readParameter(challenges.last())) {
            skipToComma();
            continue;
        }
        Challenge challenge;
        challenge.scheme = word().toByteArray().toLower();
        if (challenge.scheme.isEmpty() || !(atEnd() || at(',') || isBlank(m_text.at(m_at)))) {
            skipToComma();
            continue;
        }
        skipBlanks();
        if (!atEnd() && !at(',') && !readParameter(challenge))
            readToken(challenge);
        skipToComma();
        challenges.append(challenge);
        begun = true;
    }
}

int strengthOf(const Challenge &challenge)
{
    if (challenge.scheme == "basic")
        return 1;
    if (challenge.scheme != "digest" || !canAnswerDigest(challenge))
        return 0;
    return challenge.parameter("algorithm").toUpper().startsWith("SHA-256") ? 3 : 2;
}

} // namespace

QByteArray Challenge::parameter(QByteArrayView name) const
{
    const auto it =
        std::find_if(parameters.begin(), parameters.end(), [name](const auto &p) { return p.first == name; });
    return it == parameters.end() ? QByteArray() : it->second;
}

QList<Challenge> parseChallenges(const QList<QByteArray> &fieldValues)
{
    QList<Challenge> challenges;
    for (const QByteArray &value : fieldValues)
        Reader(value).readAll(challenges);
    return challenges;
}

std::optional<Challenge> strongestChallenge(const QList<Challenge> &challenges)
{
    const auto it = std::max_element(challenges.begin(), challenges.end(), [](const Challenge &a, const Challenge &b) {
        return strengthOf(a) < strengthOf(b);
    });
    if (it == challenges.end() || strengthOf(*it) == 0)
        return std::nullopt;
    return *it;
}

} // namespace ferry
