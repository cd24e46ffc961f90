#pragma once

#include "tests/endurance/KilledChild.h"
#include "tests/endurance/KilledServer.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace ferry {

/// What must hold of a store and its files, at any moment at which the program ends.
class KilledCheck
{
public:
    KilledCheck(const KilledPlaces &places, const KilledServer &server)
        : m_places(places)
        , m_server(server)
    {
    }

    /// told: the numbers of the transfers that somebody heard of. What is wrong, in words.
    QStringList look(const QString &store, const QSet<int> &told);
    /// After a kill: how much of each unfinished download is here, for refetched() after the next start.
    void noteHeld(const QString &store);
    /// The most bytes that a request since asked for a second time.
    qint64 refetched();
    /// Why items failed, in words.
    QStringList failures(const QString &store) const;
    /// By the name of their state.
    QHash<QString, int> states(const QString &store) const;

private:
    const KilledPlaces &m_places;
    const KilledServer &m_server;
    QSet<int> m_seenWhole; ///< compared byte by byte once
    QHash<int, qint64> m_held;
    QHash<int, qsizetype> m_requests;
};

} // namespace ferry
