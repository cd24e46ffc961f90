#pragma once

#include "core/types/TransferError.h"

namespace ferry {

/// One or two sentences for a person, in the language of the program: what failed, why, what now.
QString errorText(const TransferError &error);
/// A few words that fit behind "Failed: " in a row, for example "certificate not trusted".
QString errorSummary(const TransferError &error);

} // namespace ferry
