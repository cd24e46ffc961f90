#pragma once

#include "core/devserver/Response.h"
#include "core/devserver/TryParams.h"

namespace ferry::devserver {

/// What an answer below /try/ is made from.
struct TryRequest
{
    const RequestHead &head;
    TryParams params;    ///< a problem found while the answer is made takes its place
    QByteArray argument; ///< the rest of the path, decoded
    qint64 bodySize = 0; ///< of the request, as far as it was read
    QByteArray bodySha256;
    quint64 serial = 0; ///< different for each request
};

/// A value that can stand in a header line: CR, LF and NUL are dropped.
QByteArray headerSafe(QByteArray value);

/// Bytes; the largest answer that may be asked for.
constexpr qint64 sizeLimit = qint64(1) << 40;

// The answers, in the order of tryRoutes(). Each reads its parameters and makes one response.

namespace answers {

// Statuses and headers
Response status(TryRequest &request);
Response retryAfter(TryRequest &request);
Response redirect(TryRequest &request);
Response interim(TryRequest &request);
Response early(TryRequest &request);
Response earlyClose(TryRequest &request);
Response basicAuth(TryRequest &request);
Response headers(TryRequest &request);
Response echo(TryRequest &request);

// The way the bytes come
Response delay(TryRequest &request);
Response slow(TryRequest &request);
Response stall(TryRequest &request);
Response cut(TryRequest &request);
Response reset(TryRequest &request);
Response claimedLength(TryRequest &request);
Response chunked(TryRequest &request);
Response noLength(TryRequest &request);
Response close(TryRequest &request);
Response silent(TryRequest &request);
Response garbage(TryRequest &request);
Response received(TryRequest &request);

// Files
Response size(TryRequest &request);
Response etag(TryRequest &request);
Response weakEtag(TryRequest &request);
Response range(TryRequest &request);
Response html(TryRequest &request);
Response name(TryRequest &request);
Response type(TryRequest &request);
Response gzip(TryRequest &request);

} // namespace answers

} // namespace ferry::devserver
