#pragma once

#include "core/types/TransferSnapshot.h"

#include <QStringList>

namespace ferry::ui {

// What an answer means for the rest of its item. Pure.

/// A download's answer that brings the file, and not words about why it does not.
bool bodyIsFile(const TransferSnapshot &snapshot);
/// The redirect from which on what was to be sent went no further, since it made the request a GET; null where there is
/// none. Lives as long as the exchange.
const RedirectHop *bodyLeftAt(const TransferSnapshot &snapshot);
/// Whether anything was ever asked of the server for it, in this launch or before, as far as that is known.
bool wasTried(const TransferSnapshot &snapshot);
/// What else is worth knowing of an answer, one sentence each: the 1xx answers before it, and a body that came coded.
QStringList exchangeNotes(const TransferSnapshot &snapshot);

} // namespace ferry::ui
