#pragma once

#include "app/terminal/OptionReader.h"

namespace ferry {

/// What a person may have meant by an option that this command does not have: a habit from curl, wget or aria2, an
/// option of another command, or a slip of the finger. A sentence; empty if nothing comes near.
/// spelling: as typed, with its dashes and without a value.
QString optionHint(const QString &spelling, std::span<const OptionSpec> specs, OptionCommand command);

} // namespace ferry
