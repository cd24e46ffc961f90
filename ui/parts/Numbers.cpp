#include "ui/parts/Numbers.h"

#include <QCoreApplication>
#include <QLocale>

namespace ferry::ui {

namespace {

/// Gives the units their translation context.
class Numbers
{
    Q_DECLARE_TR_FUNCTIONS(Numbers)
};

int decimalsForThreeDigits(double value)
{
    return value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
}

} // namespace

QString sizeText(qint64 bytes)
{
    if (bytes < 1000)
        return Numbers::tr("%1 B").arg(bytes);
    static constexpr const char *units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double value = double(bytes) / 1000;
    size_t unit = 0;
    while (value >= 999.5 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    const QString number = QLocale().toString(value, 'f', decimalsForThreeDigits(value));
    return number + QChar(u'\u00a0') + QLatin1String(units[unit]);
}

QString exactBytesText(qint64 bytes)
{
    if (bytes == 1)
        return Numbers::tr("1 byte");
    // The plural is chosen by the number of %n, which is an int; beyond it every language says the same as for many.
    const int plural = int(qMin<qint64>(bytes, 1000000));
    return Numbers::tr("%1 bytes", "a count of bytes; %n only chooses the plural", plural).arg(QLocale().toString(bytes));
}

QString durationText(qint64 microseconds)
{
    const double milliseconds = double(microseconds) / 1000;
    if (milliseconds < 1000)
        return Numbers::tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0));
    const double seconds = milliseconds / 1000;
    return Numbers::tr("%1 s").arg(QLocale().toString(seconds, 'f', decimalsForThreeDigits(seconds)));
}

} // namespace ferry::ui
