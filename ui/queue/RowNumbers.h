#pragma once

#include <QDateTime>
#include <QString>

namespace ferry::ui {

/// Numbers of a row as a person reads them, by the default QLocale and the language of the program. Pure but for those
/// two. Sizes alone are in ui/parts/Numbers.h.

/// "412 MB of 1.20 GB"; the first alone where the total is unknown.
QString sizeOfTotalText(qint64 done, qint64 total);
/// "24.1 MB/s"; "0 kB/s" for nothing.
QString speedText(double bytesPerSecond);
/// "34 %".
QString percentText(int percent);
/// Seconds as "33 s", "3 min 20 s", "1 h 12 min", "more than a day".
QString spanText(qint64 seconds);
/// "10:42" on the day of now, "21 Nov 10:42" on others; in local time.
QString clockText(const QDateTime &when, const QDateTime &now);

} // namespace ferry::ui
