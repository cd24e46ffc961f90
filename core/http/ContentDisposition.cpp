#include "core/http/ContentDisposition.h"

#include "core/http/TextDecoding.h"

#include <QList>

namespace ferry {

namespace {

/// No name needs more, and it bounds the time that a hostile field can take.
constexpr qsizetype longestField = 16 * 1024;

struct Parameter
{
    QByteArray name; ///< lower case
    QByteArray value;
    bool quoted = false;
};

QByteArray trimmed(const QByteArray &bytes, qsizetype from, qsizetype end)
{
    return bytes.mid(from, end - from).trimmed();
}

/// Reads a quoted-string whose opening quote is at `at`; leaves `at` behind the closing one, or at the end.
QByteArray quotedString(const QByteArray &bytes, qsizetype &at)
{
    QByteArray value;
    for (++at; at < bytes.size() && bytes.at(at) != '"'; ++at) {
        if (bytes.at(at) == '\\' && at + 1 < bytes.size())
            ++at;
        value += bytes.at(at);
    }
    at = std::min(at + 1, bytes.size());
    return value;
}

qsizetype skipSpace(const QByteArray &bytes, qsizetype at)
{
    while (at < bytes.size() && (bytes.at(at) == ' ' || bytes.at(at) == '\t'))
        ++at;
    return at;
}

qsizetype semicolonFrom(const QByteArray &bytes, qsizetype at)
{
    const qsizetype found = bytes.indexOf(';', at);
    return found < 0 ? bytes.size() : found;
}

/// The parameters in order. A type before them is passed over; some servers put a space or a comma behind it.
QList<Parameter> parameters(const QByteArray &field)
{
    QList<Parameter> found;
    qsizetype at = 0;
    while (at < field.size()) {
        at = skipSpace(field, at);
        if (at < field.size() && field.at(at) == '"') { // no parameter, and none is in it
            quotedString(field, at);
            at = semicolonFrom(field, at) + 1;
            continue;
        }
        const qsizetype equals = field.indexOf('=', at);
        const qsizetype semicolon = semicolonFrom(field, at);
        if (equals < 0 || semicolon < equals) {
            at = semicolon + 1;
            continue;
        }
        Parameter p;
        p.name = trimmed(field, at, equals).toLower();
        for (const char separator : {' ', '\t', ','})
            p.name = p.name.mid(p.name.lastIndexOf(separator) + 1);
        at = skipSpace(field, equals + 1);
        if (at < field.size() && field.at(at) == '"') {
            p.quoted = true;
            p.value = quotedString(field, at);
            at = semicolonFrom(field, at) + 1;
        } else {
            const qsizetype end = semicolonFrom(field, at);
            p.value = trimmed(field, at, end);
            at = end + 1;
        }
        found.append(p);
    }
    return found;
}

/// A byte order mark alone is bytes and yet no text.
std::optional<QString> unlessEmpty(const std::optional<QString> &text)
{
    return text && !text->isEmpty() ? text : std::nullopt;
}

/// charset'language'text of RFC 8187 3.2.1, decoded.
std::optional<QString> extendedValue(const QByteArray &value)
{
    const qsizetype first = value.indexOf('\'');
    const qsizetype second = first < 0 ? -1 : value.indexOf('\'', first + 1);
    if (second < 0)
        return {};
    const std::optional<QByteArray> bytes = percentDecoded(QByteArrayView(value).sliced(second + 1));
    if (!bytes || bytes->isEmpty())
        return {};
    return unlessEmpty(textFromCharset(*bytes, QByteArrayView(value).first(first)));
}

const Parameter *firstNotEmpty(const QList<Parameter> &list, QByteArrayView name)
{
    for (const Parameter &p : list) {
        if (p.name == name && !p.value.isEmpty())
            return &p;
    }
    return nullptr;
}

/// RFC 2231 3 and 4.1: filename*0, filename*1*, ... put together until one is missing.
std::optional<QString> continuedName(const QList<Parameter> &list)
{
    QByteArray bytes;
    QByteArray charset;
    for (int section = 0;; ++section) {
        const QByteArray name = "filename*" + QByteArray::number(section);
        const Parameter *plain = firstNotEmpty(list, name);
        const Parameter *coded = firstNotEmpty(list, name + '*');
        if (!plain && !coded)
            break;
        if (!coded) {
            bytes += plain->value;
            continue;
        }
        QByteArray value = coded->value;
        if (section == 0) {
            const qsizetype first = value.indexOf('\'');
            const qsizetype second = first < 0 ? -1 : value.indexOf('\'', first + 1);
            if (second < 0)
                return {};
            charset = value.left(first);
            value = value.mid(second + 1);
        }
        const std::optional<QByteArray> decoded = percentDecoded(value);
        if (!decoded)
            return {};
        bytes += *decoded;
    }
    if (bytes.isEmpty())
        return {};
    return unlessEmpty(charset.isEmpty() ? textFromBytes(bytes) : textFromCharset(bytes, charset));
}

} // namespace

std::optional<QString> fileNameFrom(const QByteArray &contentDisposition)
{
    if (contentDisposition.size() > longestField)
        return {};
    const QList<Parameter> list = parameters(contentDisposition);
    for (const Parameter &p : list) {
        if (p.name != "filename*")
            continue;
        if (const std::optional<QString> name = extendedValue(p.value))
            return name;
    }
    if (const std::optional<QString> name = continuedName(list))
        return name;
    if (const Parameter *plain = firstNotEmpty(list, "filename")) {
        const QString name = withEncodedWords(plain->value);
        if (!name.isEmpty())
            return name;
    }
    // "filename*=some%20name" without a character set: better than no name, and meant as UTF-8.
    if (const Parameter *broken = firstNotEmpty(list, "filename*"); broken && !broken->value.contains('\'')) {
        if (const std::optional<QByteArray> bytes = percentDecoded(broken->value); bytes && !bytes->isEmpty())
            return unlessEmpty(textFromBytes(*bytes));
    }
    return {};
}

} // namespace ferry
