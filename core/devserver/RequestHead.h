#pragma once

#include "core/devserver/ServerAddress.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <utility>
#include <variant>

namespace ferry::devserver {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// The request line and the headers of one request, checked against RFC 9112. A value.
struct RequestHead
{
    QByteArray method;
    QByteArray target; ///< as it stood in the request line
    QByteArray path;   ///< from the first slash to the query, not decoded
    QByteArray query;  ///< without the question mark, not decoded
    QByteArray host;   ///< of the target if it was absolute, else of the Host header
    int minorVersion = 1;
    Headers headers;           ///< as received: order, case and duplicates kept
    qint64 contentLength = -1; ///< -1: no such header
    bool chunked = false;
    bool expectsContinue = false;
    bool keepAlive = true;

    bool hasBody() const { return chunked || contentLength > 0; }
    bool isHead() const { return method == "HEAD"; }
    /// The first header of this name, regardless of case; null if there is none.
    QByteArray header(QByteArrayView name) const;
    int count(QByteArrayView name) const;
};

/// Why a request is not answered as asked: a status and a sentence for the developer at the other end.
struct Refusal
{
    int status = 400;
    QByteArray sentence;
};

/// A whole head may have this many bytes and header lines.
constexpr qsizetype requestHeadLimit = 64 * 1024;
constexpr qsizetype requestLineLimit = 200;

/// Parses a head up to and without its empty line.
std::variant<RequestHead, Refusal> parseRequestHead(QByteArrayView block);

/// The server must only be reachable by its own names: a foreign Host is a page that had its name resolved to this
/// machine, a foreign Origin a page that posts here, and a foreign Sec-Fetch-Site a page that shows what lies here.
/// Nothing to say if the request comes from none of them.
std::variant<std::monostate, Refusal> checkOrigin(const RequestHead &head, const ServerAddress &address);

} // namespace ferry::devserver
