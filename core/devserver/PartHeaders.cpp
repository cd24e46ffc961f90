#include "core/devserver/PartHeaders.h"

#include "core/devserver/HttpText.h"

#include <QString>

#include <optional>

namespace ferry::devserver {

namespace {

/// Where the quoted string ends that starts before `from`. A quote behind a backslash only ends it if the value
/// ends there too: browsers send backslashes as they are, others escape quotes with them.
qsizetype closingQuote(QByteArrayView text, qsizetype from)
{
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text[i] != '"')
            continue;
        if (i == from || text[i - 1] != '\\' || trimmedBlanks(text.sliced(i + 1)).isEmpty())
            return i;
    }
    return -1;
}

QByteArray unescaped(QByteArrayView quoted)
{
    QByteArray out = quoted.toByteArray();
    if (!out.endsWith("\\\""))
        out.replace("\\\"", "\"");
    out.replace("%22", "\"");
    out.replace("%0D", "\r").replace("%0d", "\r");
    out.replace("%0A", "\n").replace("%0a", "\n");
    return out;
}

struct Parameter
{
    QByteArrayView name;
    QByteArrayView value;
    bool quoted = false;
};

/// Takes `; name=value` from the front of the text; nothing if there is none.
std::optional<Parameter> takeParameter(QByteArrayView &text)
{
    text = trimmedBlanks(text);
    while (text.startsWith(';'))
        text = trimmedBlanks(text.sliced(1));
    const qsizetype equals = text.indexOf('=');
    if (equals <= 0)
        return std::nullopt;
    Parameter parameter;
    parameter.name = trimmedBlanks(text.first(equals));
    text = trimmedBlanks(text.sliced(equals + 1));
    if (text.startsWith('"')) {
        const qsizetype end = closingQuote(text, 1);
        if (end < 0)
            return std::nullopt;
        parameter.quoted = true;
        parameter.value = text.sliced(1, end - 1);
        text = text.sliced(end + 1);
    } else {
        const qsizetype end = text.indexOf(';');
        parameter.value = trimmedBlanks(end < 0 ? text : text.first(end));
        text = end < 0 ? QByteArrayView() : text.sliced(end);
    }
    return parameter;
}

/// UTF-8''%e2%82%ac (RFC 8187). A form should not have it; some clients send it all the same.
QByteArray extendedValue(QByteArrayView value)
{
    const qsizetype first = value.indexOf('\'');
    const qsizetype second = first < 0 ? -1 : value.indexOf('\'', first + 1);
    if (second < 0)
        return QByteArray();
    const QByteArray bytes = percentDecoded(value.sliced(second + 1));
    return sameToken(value.first(first), "UTF-8") ? bytes : QString::fromLatin1(bytes).toUtf8();
}

std::optional<QByteArray> parseDisposition(QByteArrayView value, PartHead &head)
{
    const qsizetype end = value.indexOf(';');
    if (end < 0 || !sameToken(trimmedBlanks(value.first(end)), "form-data"))
        return QByteArrayLiteral("has a Content-Disposition that is not form-data with a name.");
    bool named = false;
    bool extended = false;
    QByteArrayView rest = value.sliced(end);
    while (const auto parameter = takeParameter(rest)) {
        const QByteArray text = parameter->quoted ? unescaped(parameter->value) : parameter->value.toByteArray();
        if (sameToken(parameter->name, "name") && !named) {
            head.name = text;
            named = true;
        } else if (sameToken(parameter->name, "filename")) {
            if (!extended)
                head.fileName = text;
            head.isFile = true;
        } else if (sameToken(parameter->name, "filename*")) {
            head.fileName = extendedValue(parameter->value);
            head.isFile = true;
            extended = true;
        }
    }
    if (!named)
        return QByteArrayLiteral("has no name in its Content-Disposition.");
    if (!trimmedBlanks(rest).isEmpty())
        return QByteArrayLiteral("has a Content-Disposition that cannot be read to its end.");
    return std::nullopt;
}

bool isPlainEncoding(QByteArrayView encoding)
{
    return sameToken(encoding, "binary") || sameToken(encoding, "8bit") || sameToken(encoding, "7bit");
}

} // namespace

std::variant<PartHead, QByteArray> parsePartHead(QByteArrayView block)
{
    PartHead head;
    bool disposed = false;
    while (!block.isEmpty()) {
        const qsizetype end = block.indexOf("\r\n");
        const QByteArrayView line = end < 0 ? block : block.first(end);
        block = end < 0 ? QByteArrayView() : block.sliced(end + 2);
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.first(colon)))
            return QByteArrayLiteral("has a header line that is not \"Name: value\".");
        const QByteArrayView name = line.first(colon);
        const QByteArrayView value = trimmedBlanks(line.sliced(colon + 1));
        if (sameToken(name, "Content-Disposition")) {
            if (disposed)
                return QByteArrayLiteral("has two Content-Dispositions.");
            if (auto problem = parseDisposition(value, head))
                return *problem;
            disposed = true;
        } else if (sameToken(name, "Content-Type")) {
            head.contentType = value.toByteArray();
        } else if (sameToken(name, "Content-Transfer-Encoding") && !isPlainEncoding(value)) {
            return QByteArrayLiteral("has a Content-Transfer-Encoding, which forms over HTTP do not use.");
        }
    }
    if (!disposed)
        return QByteArrayLiteral("has no Content-Disposition.");
    return head;
}

QByteArray boundaryOf(QByteArrayView contentType)
{
    const qsizetype end = contentType.indexOf(';');
    if (end < 0 || !sameToken(trimmedBlanks(contentType.first(end)), "multipart/form-data"))
        return QByteArray();
    QByteArrayView rest = contentType.sliced(end);
    while (const auto parameter = takeParameter(rest)) {
        if (!sameToken(parameter->name, "boundary"))
            continue;
        const QByteArray boundary = parameter->value.toByteArray();
        const auto printable = [](char c) { return uchar(c) >= 0x20 && uchar(c) < 0x7f; };
        const bool fits = boundary.size() <= 70 && std::all_of(boundary.begin(), boundary.end(), printable);
        return fits && !boundary.endsWith(' ') ? boundary : QByteArray();
    }
    return QByteArray();
}

} // namespace ferry::devserver
