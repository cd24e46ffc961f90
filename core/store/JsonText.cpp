#include "core/store/JsonText.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

namespace ferry {

namespace {

bool isPlain(ushort unit)
{
    return unit >= 0x20 && unit < 0x80 && unit != '"' && unit != '\\';
}

/// How much of the text, from its beginning, is written as it is.
qsizetype plainLength(QStringView text)
{
    return std::find_if_not(text.begin(), text.end(), [](QChar c) { return isPlain(c.unicode()); }) - text.begin();
}

/// How much of it is no ASCII; whole pairs of surrogates only.
qsizetype wideLength(QStringView text)
{
    qsizetype length = 0;
    while (length < text.size() && text[length].unicode() >= 0x80) {
        const bool paired =
            text[length].isHighSurrogate() && length + 1 < text.size() && text[length + 1].isLowSurrogate();
        if (text[length].isSurrogate() && !paired)
            break;
        length += paired ? 2 : 1;
    }
    return length;
}

} // namespace

/// A string ends with its quote, so these are never the end of one.
void JsonText::separate()
{
    const char last = m_text.empty() ? '[' : m_text.back();
    if (last != '{' && last != '[' && last != ':')
        m_text.push_back(',');
}

void JsonText::begin(char bracket)
{
    separate();
    m_text.push_back(bracket);
}

void JsonText::literal(const char *word)
{
    separate();
    m_text.append(word);
}

void JsonText::key(const char *name)
{
    separate();
    m_text.append("\"").append(name).append("\":");
}

void JsonText::number(qint64 value)
{
    separate();
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    m_text.append(digits.data(), end);
}

void JsonText::string(QStringView value)
{
    separate();
    m_text.push_back('"');
    while (!value.isEmpty()) {
        const qsizetype plain = plainLength(value);
        std::transform(value.begin(), value.begin() + plain, std::back_inserter(m_text),
                       [](QChar c) { return c.toLatin1(); });
        value = value.sliced(plain);
        const qsizetype wide = wideLength(value);
        m_text += value.first(wide).toUtf8().toStdString();
        value = value.sliced(wide);
        if (wide == 0 && !value.isEmpty()) {
            escape(value.front());
            value = value.sliced(1);
        }
    }
    m_text.push_back('"');
}

void JsonText::latin1(QByteArrayView bytes)
{
    separate();
    m_text.push_back('"');
    const char *at = bytes.begin();
    while (at != bytes.end()) {
        const char *run = at;
        while (at != bytes.end() && isPlain(uchar(*at)))
            ++at;
        m_text.append(run, at);
        if (at == bytes.end())
            break;
        const auto unit = uchar(*at++);
        if (unit < 0x80)
            escape(QChar(ushort(unit)));
        else
            m_text.append({char(0xc0 | unit >> 6), char(0x80 | (unit & 0x3f))});
    }
    m_text.push_back('"');
}

void JsonText::escape(QChar character)
{
    const ushort unit = character.unicode();
    if (unit == '"' || unit == '\\') {
        m_text.append({'\\', char(unit)});
        return;
    }
    static constexpr char digits[] = "0123456789abcdef";
    m_text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        m_text.push_back(digits[unit >> shift & 0xf]);
}

} // namespace ferry
