#pragma once

#include "core/types/TransferSnapshot.h"

#include <optional>
#include <QDateTime>
#include <QString>

namespace ferry::ui {

// Words about items that do not move, and about what a pause does to them. Pure.

/// Until the item goes on by itself, at least 0; nothing where it waits for no time.
std::optional<qint64> millisecondsLeft(const TransferSnapshot &snapshot, const QDateTime &now);
/// Milliseconds until a running time or a countdown of the item shows its next second; nothing where none runs.
std::optional<qint64> untilTextChanges(const TransferSnapshot &snapshot, const QDateTime &now);
/// "0:18", "1:02:03"; a second that has begun counts.
QString countdownText(qint64 milliseconds);
/// Why the last try failed, in the middle of a line: "the connection broke", "the server answered 503".
QString tryReason(int statusCode, const std::optional<TransferError> &error);
/// Why it is paused without the person's wish, in the middle of a line.
QString pauseReason(const TransferError &error);
/// A stop keeps the bytes, and it goes on from there; also while nothing was moved yet.
bool goesOnAfterPause(const TransferSnapshot &snapshot);
/// Why it cannot be resumed, as a sentence; empty where it can, or where that is not known yet.
QString notResumableText(const TransferSnapshot &snapshot);

} // namespace ferry::ui
