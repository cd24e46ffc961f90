#pragma once

#include "core/types/HeaderList.h"

#include <QByteArrayList>
#include <QString>

namespace ferry {

/// The secrets that a transfer sent: an answer may repeat them, as pages for debugging do, and must not carry them into
/// what is told or kept. Where there are none, as with most, nothing is looked for.
class SentSecrets
{
public:
    /// What is shorter than this stands in texts by chance, and stays.
    static constexpr qsizetype shortest = 6;

    void add(const QByteArray &secret);
    bool isEmpty() const { return m_forms.isEmpty(); }

    /// With dots in the place of each, also where it is escaped as in addresses, pages or JSON.
    QByteArray hiddenIn(const QByteArray &text) const;
    /// The same for the body of an answer, with asterisks, which are the same in every charset.
    QByteArray hiddenInBody(const QByteArray &body) const;
    QString hiddenIn(const QString &text) const;
    HeaderList hiddenIn(const HeaderList &headers) const;

private:
    QByteArray replacedIn(const QByteArray &text, const QByteArray &standIn) const;

    QByteArrayList m_forms; ///< the longest first
};

} // namespace ferry
