#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <utility>

namespace ferry::devserver {

/// The query of an address, decoded, with numbers checked. The first problem is kept, for one clear answer.
class TryParams
{
public:
    explicit TryParams(QByteArrayView query);

    bool has(QByteArrayView name) const;
    /// The first value of the name, or the fallback.
    QByteArray text(QByteArrayView name, const QByteArray &fallback = {}) const;
    /// The same as a number; a problem if it is none or not in the range.
    qint64 number(QByteArrayView name, qint64 fallback, qint64 least, qint64 most);
    /// Checks a number from elsewhere, `what` being its name in the sentence.
    qint64 check(QByteArrayView value, QByteArrayView what, qint64 least, qint64 most);
    /// Seconds with up to three decimals as milliseconds.
    qint64 milliseconds(QByteArrayView value, QByteArrayView what, qint64 mostSeconds);

    /// A sentence; empty if all is well.
    QByteArray problem() const { return m_problem; }

private:
    void complain(QByteArrayView what, QByteArrayView value, qint64 least, qint64 most);

    QList<std::pair<QByteArray, QByteArray>> m_pairs;
    QByteArray m_problem;
};

} // namespace ferry::devserver
