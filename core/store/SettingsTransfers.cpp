#include "core/store/Settings.h"

#include <QSettings>

namespace ferry {

// The part of the settings about tries and limits.

namespace {

constexpr qint64 largestLimit = 10'000'000'000'000;

QString downKey()
{
    return QStringLiteral("transfers/downLimit");
}

QString upKey()
{
    return QStringLiteral("transfers/upLimit");
}

} // namespace

int Settings::retries() const
{
    return number(QStringLiteral("transfers/retries"), 5, 0, 20);
}

void Settings::setRetries(int count)
{
    store(QStringLiteral("transfers/retries"), qBound(0, count, 20));
}

int Settings::perHost() const
{
    return number(QStringLiteral("transfers/perHost"), 0, 0, 10);
}

void Settings::setPerHost(int count)
{
    store(QStringLiteral("transfers/perHost"), qBound(0, count, 10));
}

int Settings::imageLimit() const
{
    return number(QStringLiteral("transfers/imageLimit"), 9, 1, 100);
}

void Settings::setImageLimit(int count)
{
    store(QStringLiteral("transfers/imageLimit"), qBound(1, count, 100));
}

int Settings::connections() const
{
    return number(QStringLiteral("transfers/connections"), 0, 0, 8);
}

void Settings::setConnections(int count)
{
    store(QStringLiteral("transfers/connections"), qBound(0, count, 8));
}

WhenTaken Settings::whenTaken() const
{
    return WhenTaken(number(QStringLiteral("transfers/whenTaken"), int(WhenTaken::KeepBoth), int(WhenTaken::Ask),
                            int(WhenTaken::Skip)));
}

void Settings::setWhenTaken(WhenTaken what)
{
    store(QStringLiteral("transfers/whenTaken"), int(what));
}

qint64 Settings::limit(const QString &key) const
{
    bool isNumber = false;
    const qint64 value = m_settings->value(key, 0).toLongLong(&isNumber);
    return isNumber ? qBound<qint64>(0, value, largestLimit) : 0;
}

qint64 Settings::downLimit() const
{
    return limit(downKey());
}

qint64 Settings::upLimit() const
{
    return limit(upKey());
}

void Settings::setLimits(qint64 down, qint64 up)
{
    store(downKey(), qBound<qint64>(0, down, largestLimit));
    store(upKey(), qBound<qint64>(0, up, largestLimit));
}

} // namespace ferry
