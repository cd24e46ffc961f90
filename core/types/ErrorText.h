#pragma once

#include "core/types/TransferError.h"

namespace ferry {

/// One or two sentences for a person, in the language of the program: what failed, why, what now.
QString errorText(const TransferError &error);
/// What is wrong with a certificate beside the worst fault, as a sentence; empty where nothing is.
QString otherTlsFaults(const TlsFacts &facts);
/// A few words that fit behind "Failed: " in a row, for example "certificate not trusted".
QString errorSummary(const TransferError &error);

} // namespace ferry
