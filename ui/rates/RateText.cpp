#include "ui/rates/RateText.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace ferry::ui {

namespace {

/// Gives the words their translation context.
class Rate
{
    Q_DECLARE_TR_FUNCTIONS(Rate)
};

constexpr double largest = 1e13; ///< 10 TB/s: beyond it nobody limits anything

/// The locale's, without signs between thousands, which rateFromText() does not take.
QLocale plainLocale()
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
    return locale;
}

/// Digits and at most one sign of a fraction.
std::optional<double> numberFrom(const QString &text)
{
    bool ok = false;
    double number = plainLocale().toDouble(text, &ok);
    if (ok)
        return number;
    static const QRegularExpression thousands(QStringLiteral("^[1-9][0-9]{0,2}[.,][0-9]{3}$"));
    if (thousands.match(text).hasMatch())
        return std::nullopt;
    number = QString(text).replace(u',', u'.').toDouble(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

} // namespace

QString rateText(qint64 bytesPerSecond)
{
    if (bytesPerSecond <= 0)
        return Rate::tr("No limit");
    static constexpr const char *units[] = {"B/s", "kB/s", "MB/s", "GB/s"};
    double value = double(bytesPerSecond);
    size_t unit = 0;
    while (value >= 1000 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    return plainLocale().toString(value, 'g', value < 1000 ? 3 : 6) + QChar(u'\u00a0') + QLatin1String(units[unit]);
}

std::optional<qint64> rateFromText(const QString &text)
{
    const QString plain = text.simplified().toLower();
    if (plain.isEmpty() || plain == Rate::tr("No limit").toLower())
        return 0;
    static const QRegularExpression form(QStringLiteral("^([\\p{Nd}.,\u066b]*\\p{Nd})\\s*([kmg]?)(b?)(/s)?$"));
    const QRegularExpressionMatch match = form.match(plain);
    if (!match.hasMatch())
        return std::nullopt;
    const std::optional<double> number = numberFrom(match.captured(1));
    const QString unit = match.captured(2);
    const bool bytes = unit.isEmpty() && !match.captured(3).isEmpty();
    const double factor = unit == QLatin1String("g") ? 1e9 : unit == QLatin1String("m") ? 1e6 : bytes ? 1 : 1e3;
    if (!number || *number * factor > largest)
        return std::nullopt;
    return qint64(*number * factor + 0.5);
}

} // namespace ferry::ui
