#pragma once

#include "core/types/TransferError.h"
#include "core/wire/WireFacts.h"

#include <QUrl>

namespace ferry {

/// What a fault of the wire means for a transfer. A request that is not idempotent (POST, PATCH) and was sent whole
/// without an answer has an unknown outcome (RFC 9110 9.2.2).
TransferError errorFromWire(const WireFacts &facts, const QUrl &url, const QByteArray &method);

/// The error for silence: a timeout of the phase, or an unknown outcome.
TransferError errorFromSilence(const WireFacts &facts, const QUrl &url, const QByteArray &method);

/// The error for a header that has begun and does not end.
TransferError errorFromEndlessHead(const WireFacts &facts, const QUrl &url);

/// GET, HEAD, OPTIONS, PUT, DELETE, TRACE.
bool isIdempotent(const QByteArray &method);

} // namespace ferry
