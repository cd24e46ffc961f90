#pragma once

#include "core/types/TransferSnapshot.h"

namespace ferry {

/// One line about a running item, at most so many columns wide: direction, name, bar, percent, bytes, speed, time left.
/// What does not fit gives way from the least important on. unicode: whether the terminal shows more than ASCII.
QString progressLine(const TransferSnapshot &snapshot, int columns, bool unicode);

/// The line below several bars.
QString summaryLine(int ended, int all, double bytesPerSecond, int columns);

} // namespace ferry
