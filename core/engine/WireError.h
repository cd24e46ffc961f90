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

/// The error for a request that was answered by leading to another one, where `error` is all that came of that: what
/// was sent to `url` may have been taken.
TransferError errorFromLostAnswer(const TransferError &error, const QUrl &url);

/// GET, HEAD, OPTIONS, PUT, DELETE, TRACE.
bool isIdempotent(const QByteArray &method);

} // namespace ferry
