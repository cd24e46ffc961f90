#pragma once

#include "core/devserver/Response.h"

#include <functional>
#include <optional>
#include <QDateTime>

namespace ferry::devserver {

/// Bytes that can be served whole or in part.
struct Representation
{
    qint64 size = 0;
    QByteArray contentType = QByteArrayLiteral("application/octet-stream");
    QByteArray etag;    ///< with its quotes; empty: none
    QDateTime modified; ///< invalid: unknown
    Headers headers;    ///< besides those that follow from the rest
    std::function<std::unique_ptr<BodySource>(qint64 offset, qint64 length)> body;
};

/// A range of bytes, both ends included.
struct ByteRange
{
    qint64 first = 0;
    qint64 last = 0;
};

/// The answer to a GET or HEAD: preconditions, then the range (RFC 9110 13.2.2 and 14). One range gives 206; several
/// give the whole, as the standard allows.
Response represent(const RequestHead &head, const Representation &what);

enum class RangeKind { None, Partial, Unsatisfiable };
/// Reads a Range header for a representation of this size. What cannot be understood counts as none.
RangeKind parseRange(QByteArrayView value, qint64 size, ByteRange &range);

} // namespace ferry::devserver
