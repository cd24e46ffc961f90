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
    /// After a kill: what the records beside the parts say is held of each download, whatever the store knows of them.
    void noteHeld();
    /// Which of these the next start asked for all the same, in words.
    QStringList lostParts() const;
    /// What is neither done nor unknown, and why, in words. isCopy: a file that was in its place when all was copied
    /// cannot be told from others there, since it is another one on the disk; its item may say that it is gone.
    QStringList notEnded(const QString &store, bool isCopy) const;
    /// By the name of their state.
    QHash<QString, int> states(const QString &store) const;

private:
    const KilledPlaces &m_places;
    const KilledServer &m_server;
    QSet<int> m_seenWhole; ///< compared byte by byte once
    struct Held
    {
        qint64 bytes = 0;
        qsizetype requests = 0; ///< before the kill
    };
    QHash<int, Held> m_held;
};

} // namespace ferry
