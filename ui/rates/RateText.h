#pragma once

#include <optional>
#include <QString>

namespace ferry::ui {

// Speed limits as words, in decimal units; bytes a second, 0 is none.

/// "No limit", "500 kB/s", "1.5 MB/s": as short as it is exact to three digits.
QString rateText(qint64 bytesPerSecond);
/// What a person writes: "500", "500 kB/s", "1.5M", "no limit". A number alone is kilobytes a second. Point and comma
/// both begin a fraction, but not where the one that is not the locale's could as well part thousands: "1,500" in
/// English. Nothing there, and where it is no speed.
std::optional<qint64> rateFromText(const QString &text);

} // namespace ferry::ui
