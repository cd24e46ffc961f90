#include "core/devserver/RequestHead.h"

#include "core/devserver/HttpText.h"

#include <optional>
#include <QList>

namespace ferry::devserver {

namespace {

using Problem = std::optional<Refusal>;

Refusal bad(const char *sentence)
{
    return Refusal{400, sentence};
}

/// Digits only: no sign, no blanks, no other base, nothing over 2^63-1 (RFC 9110 8.6).
std::optional<qint64> parseLength(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 19)
        return std::nullopt;
    quint64 value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + quint64(c - '0');
    }
    if (value > quint64(std::numeric_limits<qint64>::max()))
        return std::nullopt;
    return qint64(value);
}

/// origin-form, absolute-form, or the asterisk (RFC 9112 3.2).
bool splitTarget(RequestHead &head)
{
    QByteArrayView rest = head.target;
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (rest.size() <= scheme.size() || !sameToken(rest.first(scheme.size()), scheme))
            continue;
        rest = rest.sliced(scheme.size());
        qsizetype end = 0;
        while (end < rest.size() && rest[end] != '/' && rest[end] != '?')
            ++end;
        head.host = rest.first(end).toByteArray();
        rest = rest.sliced(end);
    }
    const qsizetype question = rest.indexOf('?');
    head.path = (question < 0 ? rest : rest.first(question)).toByteArray();
    if (question >= 0)
        head.query = rest.sliced(question + 1).toByteArray();
    if (head.path.isEmpty() && !head.host.isEmpty())
        head.path = QByteArrayLiteral("/");
    return head.path.startsWith('/') || head.target == "*";
}

Problem parseRequestLine(QByteArrayView line, RequestHead &head)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype second = first < 0 ? -1 : line.indexOf(' ', first + 1);
    if (second < 0 || line.indexOf(' ', second + 1) >= 0)
        return bad("The request line is not \"METHOD target HTTP/1.1\".");
    head.method = line.first(first).toByteArray();
    head.target = line.sliced(first + 1, second - first - 1).toByteArray();
    const QByteArrayView version = line.sliced(second + 1);
    if (!isToken(head.method))
        return bad("The method is not a token.");
    if (version.size() != 8 || !version.startsWith("HTTP/") || version[6] != '.')
        return bad("The request line does not end with an HTTP version.");
    if (version[5] != '1' || version[7] < '0' || version[7] > '9')
        return Refusal{505, QByteArrayLiteral("This server speaks HTTP/1.1 and HTTP/1.0.")};
    head.minorVersion = version[7] == '0' ? 0 : 1;
    for (const char c : std::as_const(head.target)) {
        if (uchar(c) <= 0x20 || c == 0x7f)
            return bad("The target has a control character.");
    }
    if (!splitTarget(head))
        return bad("The target is neither a path nor an address of this server.");
    return std::nullopt;
}

Problem parseHeaderLine(QByteArrayView line, RequestHead &head)
{
    if (line.startsWith(' ') || line.startsWith('\t'))
        return bad("A header line starts with a blank; folded headers are not accepted.");
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon)))
        return bad("A header line is not \"Name: value\".");
    const QByteArrayView value = trimmedBlanks(line.sliced(colon + 1));
    for (const char c : value) {
        if ((uchar(c) < 0x20 && c != '\t') || c == 0x7f)
            return bad("A header value has a control character.");
    }
    head.headers.append({line.first(colon).toByteArray(), value.toByteArray()});
    return std::nullopt;
}

/// How the body ends (RFC 9112 6). Both headers together are refused: that is how requests are smuggled.
Problem readFraming(RequestHead &head)
{
    for (const auto &[name, value] : std::as_const(head.headers)) {
        if (sameToken(name, "Content-Length")) {
            const auto length = parseLength(value);
            if (!length || (head.contentLength >= 0 && *length != head.contentLength))
                return bad("Content-Length is not one number.");
            head.contentLength = *length;
        } else if (sameToken(name, "Transfer-Encoding")) {
            if (!sameToken(value, "chunked") || head.chunked)
                return Refusal{501, QByteArrayLiteral("The only transfer coding known here is chunked.")};
            head.chunked = true;
        }
    }
    if (head.chunked && head.contentLength >= 0)
        return bad("Content-Length and Transfer-Encoding exclude each other.");
    return std::nullopt;
}

Problem readConnection(RequestHead &head)
{
    const int hosts = head.count("Host");
    if (hosts > 1 || (hosts == 0 && head.minorVersion == 1))
        return bad("There must be one Host header.");
    if (head.host.isEmpty())
        head.host = head.header("Host");
    const QByteArray connection = head.header("Connection");
    head.keepAlive = head.minorVersion == 1 ? !listsToken(connection, "close") : listsToken(connection, "keep-alive");
    const QByteArray expect = head.header("Expect");
    if (!expect.isEmpty() && !sameToken(expect, "100-continue"))
        return Refusal{417, QByteArrayLiteral("The only expectation known here is 100-continue.")};
    head.expectsContinue = !expect.isEmpty() && head.minorVersion == 1 && head.hasBody();
    return std::nullopt;
}

Problem parseInto(QByteArrayView block, RequestHead &head)
{
    bool first = true;
    while (!block.isEmpty()) {
        const qsizetype end = block.indexOf("\r\n");
        const QByteArrayView line = end < 0 ? block : block.first(end);
        block = end < 0 ? QByteArrayView() : block.sliced(end + 2);
        if (head.headers.size() >= requestLineLimit)
            return Refusal{431, QByteArrayLiteral("There are too many header lines.")};
        if (Problem problem = first ? parseRequestLine(line, head) : parseHeaderLine(line, head))
            return problem;
        first = false;
    }
    if (first)
        return bad("The request is empty.");
    if (Problem problem = readFraming(head))
        return problem;
    return readConnection(head);
}

bool isOwnAuthority(QByteArrayView authority, quint16 port)
{
    const QByteArray tail = ':' + QByteArray::number(port);
    if (!authority.endsWith(tail))
        return false;
    const QByteArrayView name = authority.chopped(tail.size());
    return name == "127.0.0.1" || name == "[::1]" || sameToken(name, "localhost");
}

/// What a browser says of the page that it asks for (W3C Fetch Metadata 2.3): requests without an Origin, such as those
/// for pictures, come from foreign pages too. A link to this server's own page may stand anywhere.
bool isForForeignPage(const RequestHead &head)
{
    const bool followsLink = head.method == "GET" && head.path == "/" && head.header("Sec-Fetch-Mode") == "navigate" &&
                             head.header("Sec-Fetch-Dest") == "document";
    return std::any_of(head.headers.begin(), head.headers.end(), [followsLink](const auto &field) {
        return sameToken(field.first, "Sec-Fetch-Site") && field.second != "same-origin" && field.second != "none" &&
               !followsLink;
    });
}

} // namespace

QByteArray RequestHead::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (sameToken(key, name))
            return value;
    }
    return QByteArray();
}

int RequestHead::count(QByteArrayView name) const
{
    int found = 0;
    for (const auto &header : headers)
        found += sameToken(header.first, name) ? 1 : 0;
    return found;
}

std::variant<RequestHead, Refusal> parseRequestHead(QByteArrayView block)
{
    RequestHead head;
    if (Problem problem = parseInto(block, head))
        return *problem;
    return head;
}

std::variant<std::monostate, Refusal> checkOrigin(const RequestHead &head, const ServerAddress &address)
{
    const quint16 port = address.port;
    const QByteArray scheme = address.scheme + "://";
    const QByteArray host = head.header("Host");
    const bool ownHost = isOwnAuthority(head.host, port) && (host.isNull() || isOwnAuthority(host, port));
    if (!ownHost && !(head.minorVersion == 0 && head.host.isEmpty())) {
        return Refusal{403, "The Host header \"" + host + "\" is not this server. It answers to 127.0.0.1:" +
                                QByteArray::number(port) + " and localhost:" + QByteArray::number(port) + " only."};
    }
    for (const auto &[name, value] : head.headers) {
        if (sameToken(name, "Origin") &&
            !(value.startsWith(scheme) && isOwnAuthority(QByteArrayView(value).sliced(scheme.size()), port))) {
            return Refusal{403, "A page from \"" + value + "\" may not use this server."};
        }
    }
    if (isForForeignPage(head))
        return Refusal{403, QByteArrayLiteral("A page from elsewhere may not use this server.")};
    return std::monostate();
}

} // namespace ferry::devserver
