#include "core/http/TextDecoding.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace ferry {

namespace {

QString fromWindows1252(const QByteArray &bytes)
{
    static constexpr std::array<char16_t, 32> upper = {
        0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178,
    };
    QString text = QString::fromLatin1(bytes);
    for (QChar &c : text) {
        if (c.unicode() >= 0x80 && c.unicode() < 0xa0)
            c = QChar(upper[size_t(c.unicode() - 0x80)]);
    }
    return text;
}

bool isOneOf(const QByteArray &name, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(), [&name](const char *other) { return name == other; });
}

std::optional<QStringDecoder::Encoding> unicodeEncoding(const QByteArray &name)
{
    if (isOneOf(name, {"utf-8", "utf8", "unicode-1-1-utf-8"}))
        return QStringDecoder::Utf8;
    if (isOneOf(name, {"utf-16le", "utf-16"}))
        return QStringDecoder::Utf16LE;
    if (isOneOf(name, {"utf-16be"}))
        return QStringDecoder::Utf16BE;
    return std::nullopt;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// The Q encoding of RFC 2047 4.2.
std::optional<QByteArray> quotedPrintable(QByteArray bytes)
{
    bytes.replace('_', ' ');
    bytes.replace('%', "%25");
    bytes.replace('=', '%');
    return percentDecoded(bytes);
}

/// The B encoding of RFC 2047 4.1; the `=` at the end may be missing, as some servers have it.
std::optional<QByteArray> base64(QByteArray bytes)
{
    while (bytes.endsWith('='))
        bytes.chop(1);
    const auto result = QByteArray::fromBase64Encoding(
        bytes, QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    return result ? std::optional(result.decoded) : std::nullopt;
}

struct EncodedWord
{
    QByteArray charset;
    QByteArray bytes;
    qsizetype end = 0; ///< behind the word
};

/// The word that begins at `from` with "=?", if it is one.
std::optional<EncodedWord> encodedWordAt(const QByteArray &bytes, qsizetype from)
{
    const qsizetype charsetEnd = bytes.indexOf('?', from + 2);
    if (charsetEnd < 0 || charsetEnd + 2 >= bytes.size() || bytes.at(charsetEnd + 2) != '?')
        return {};
    const char encoding = bytes.at(charsetEnd + 1) & ~0x20;
    const qsizetype dataEnd = bytes.indexOf("?=", charsetEnd + 3);
    if (dataEnd < 0)
        return {};
    EncodedWord word;
    word.charset = bytes.mid(from + 2, charsetEnd - from - 2);
    word.charset.truncate(std::max(qsizetype(0), (word.charset + '*').indexOf('*'))); // RFC 2231 5: a language follows
    word.end = dataEnd + 2;
    const QByteArray data = bytes.mid(charsetEnd + 3, dataEnd - charsetEnd - 3);
    std::optional<QByteArray> decoded;
    if (encoding == 'Q')
        decoded = quotedPrintable(data);
    else if (encoding == 'B')
        decoded = base64(data);
    if (!decoded)
        return {};
    word.bytes = *decoded;
    return word;
}

} // namespace

QString textFromBytes(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8(bytes);
    return utf8.hasError() ? fromWindows1252(bytes) : text;
}

std::optional<QString> textFromCharset(const QByteArray &bytes, QByteArrayView charset)
{
    // By name and not by what this system knows, so that the same bytes are the same text everywhere.
    const QByteArray name = charset.toByteArray().toLower().replace('_', '-');
    if (isOneOf(name,
                {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252", "us-ascii", "ascii"}))
        return fromWindows1252(bytes);
    const std::optional<QStringDecoder::Encoding> encoding = unicodeEncoding(name);
    if (!encoding)
        return {};
    // Half a unit at the end is dropped without an error.
    if (*encoding != QStringDecoder::Utf8 && bytes.size() % 2 != 0)
        return {};
    QStringDecoder decoder(*encoding, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return {};
    return text;
}

std::optional<QByteArray> percentDecoded(QByteArrayView bytes)
{
    QByteArray decoded;
    decoded.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (bytes.at(i) != '%') {
            decoded += bytes.at(i);
            continue;
        }
        const int high = i + 2 < bytes.size() ? hexDigit(bytes.at(i + 1)) : -1;
        const int low = i + 2 < bytes.size() ? hexDigit(bytes.at(i + 2)) : -1;
        if (high < 0 || low < 0)
            return {};
        decoded += char(high * 16 + low);
        i += 2;
    }
    return decoded;
}

QString withEncodedWords(const QByteArray &bytes)
{
    QString text;
    QByteArray pending; // bytes of neighbouring words: some servers cut a character in two
    QByteArray pendingCharset;
    qsizetype plainFrom = 0;
    const auto flush = [&] {
        if (!pending.isEmpty())
            text += textFromCharset(pending, pendingCharset).value_or(textFromBytes(pending));
        pending.clear();
    };
    for (qsizetype at = bytes.indexOf("=?"); at >= 0;) {
        const std::optional<EncodedWord> word = encodedWordAt(bytes, at);
        if (!word) {
            at = bytes.indexOf("=?", at + 2);
            continue;
        }
        const QByteArray between = bytes.mid(plainFrom, at - plainFrom);
        // White space between two words is no part of the text (RFC 2047 6.2).
        const bool joined = !pending.isEmpty() && between.trimmed().isEmpty();
        if (!joined || pendingCharset.compare(word->charset, Qt::CaseInsensitive) != 0)
            flush();
        if (!joined)
            text += textFromBytes(between);
        pending += word->bytes;
        pendingCharset = word->charset;
        plainFrom = word->end;
        at = bytes.indexOf("=?", plainFrom);
    }
    flush();
    return text + textFromBytes(bytes.mid(plainFrom));
}

} // namespace ferry
