#pragma once

#include <QString>

namespace ferry::ui {

/// Sizes in decimal units with three digits: "812 B", "12.8 kB", "4.82 MB".
QString sizeText(qint64 bytes);
/// "198 bytes", exact, with the locale's grouping.
QString exactBytesText(qint64 bytes);
/// Microseconds as "0.4 ms", "38 ms", "1.24 s".
QString durationText(qint64 microseconds);

} // namespace ferry::ui
