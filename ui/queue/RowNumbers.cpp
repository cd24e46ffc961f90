#include "ui/queue/RowNumbers.h"

#include "ui/parts/Numbers.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace ferry::ui {

namespace {

/// Gives the texts their translation context.
class RowNumbers
{
    Q_DECLARE_TR_FUNCTIONS(Numbers)
};

/// A locale's short time without seconds, which some locales put into it.
QString timeText(const QTime &time)
{
    QString format = QLocale().timeFormat(QLocale::ShortFormat);
    static const QRegularExpression seconds(QStringLiteral("[:.]ss?"));
    format.remove(seconds);
    return QLocale().toString(time, format);
}

} // namespace

QString sizeOfTotalText(qint64 done, qint64 total)
{
    if (total < 0)
        return sizeText(done);
    return RowNumbers::tr("%1 of %2").arg(sizeText(done), sizeText(total));
}

QString speedText(double bytesPerSecond)
{
    if (bytesPerSecond < 1)
        return RowNumbers::tr("0 kB/s");
    return RowNumbers::tr("%1/s").arg(sizeText(qint64(bytesPerSecond)));
}

QString percentText(int percent)
{
    return RowNumbers::tr("%1 %").arg(QLocale().toString(percent));
}

QString spanText(qint64 seconds)
{
    const QLocale locale;
    if (seconds < 60)
        return RowNumbers::tr("%1 s").arg(locale.toString(seconds));
    if (seconds < 3600)
        return RowNumbers::tr("%1 min %2 s").arg(locale.toString(seconds / 60), locale.toString(seconds % 60));
    if (seconds <= 86400)
        return RowNumbers::tr("%1 h %2 min").arg(locale.toString(seconds / 3600), locale.toString(seconds % 3600 / 60));
    return RowNumbers::tr("more than a day");
}

QString clockText(const QDateTime &when, const QDateTime &now)
{
    if (!when.isValid())
        return {};
    const QDateTime local = when.toLocalTime();
    const QString time = timeText(local.time());
    if (local.date() == now.toLocalTime().date())
        return time;
    return RowNumbers::tr("%1 %2", "day and time").arg(QLocale().toString(local.date(), RowNumbers::tr("d MMM")), time);
}

} // namespace ferry::ui
