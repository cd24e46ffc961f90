#include "core/devserver/TryParams.h"

#include "core/devserver/HttpText.h"

#include <cmath>

namespace ferry::devserver {

TryParams::TryParams(QByteArrayView query)
{
    while (!query.isEmpty()) {
        const qsizetype end = query.indexOf('&');
        const QByteArrayView pair = end < 0 ? query : query.first(end);
        query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
        const qsizetype equals = pair.indexOf('=');
        m_pairs.append({percentDecoded(equals < 0 ? pair : pair.first(equals), true),
                        equals < 0 ? QByteArray("") : percentDecoded(pair.sliced(equals + 1), true)});
    }
}

bool TryParams::has(QByteArrayView name) const
{
    for (const auto &pair : m_pairs) {
        if (name == pair.first)
            return true;
    }
    return false;
}

QByteArray TryParams::text(QByteArrayView name, const QByteArray &fallback) const
{
    for (const auto &[key, value] : m_pairs) {
        if (name == key)
            return value;
    }
    return fallback;
}

qint64 TryParams::number(QByteArrayView name, qint64 fallback, qint64 least, qint64 most)
{
    return has(name) ? check(text(name), name, least, most) : fallback;
}

qint64 TryParams::check(QByteArrayView value, QByteArrayView what, qint64 least, qint64 most)
{
    bool isNumber = false;
    const qint64 number = value.toByteArray().toLongLong(&isNumber);
    if (isNumber && number >= least && number <= most)
        return number;
    complain(what, value, least, most);
    return least;
}

qint64 TryParams::milliseconds(QByteArrayView value, QByteArrayView what, qint64 mostSeconds)
{
    bool isNumber = false;
    const double seconds = value.toByteArray().toDouble(&isNumber);
    if (isNumber && seconds >= 0 && seconds <= double(mostSeconds))
        return qint64(std::llround(seconds * 1000));
    complain(what, value, 0, mostSeconds);
    return 0;
}

void TryParams::complain(QByteArrayView what, QByteArrayView value, qint64 least, qint64 most)
{
    if (m_problem.isEmpty()) {
        m_problem = what.toByteArray() + " is \"" + value.toByteArray() + "\", and should be a number from " +
                    QByteArray::number(least) + " to " + QByteArray::number(most) + '.';
    }
}

} // namespace ferry::devserver
