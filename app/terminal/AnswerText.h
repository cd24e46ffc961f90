#pragma once

#include "app/terminal/Output.h"
#include "core/types/TransferSnapshot.h"

namespace ferry {

/// The body of an answer as a script gets it: text in the character set that the answer names, else UTF-8.
/// At most limit bytes of it; a longer body is read from the file in which the engine keeps it.
QString answerText(const TransferSnapshot &snapshot, qint64 limit);

/// The same of the page that came in place of a file, and is held.
QString heldText(const TransferSnapshot &snapshot, qint64 limit);

/// How many bytes of the body of an answer can be had; less than Exchange::bodySize if it was too long to keep.
qint64 keptOfAnswer(const Exchange &exchange);

/// Writes the body of an answer, byte by byte as it came; to a terminal without anything that could steer it.
/// Whether the last byte was a line end, or there was no byte.
bool writeAnswer(const TransferSnapshot &snapshot, Output &output);

} // namespace ferry
