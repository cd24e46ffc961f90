#pragma once

#include "core/types/TransferSnapshot.h"

#include <QHash>
#include <QSet>
#include <map>

namespace ferry {

/// Decides who runs: a line of waiting ids and a number of places. Knows nothing of networks or tasks, so that it can
/// be tested with numbers alone. Every operation is logarithmic at most; ten thousand waiting ids are nothing special.
class Scheduler
{
public:
    explicit Scheduler(int places) : m_places(places) {}

    void setPlaces(int places) { m_places = places; }
    int places() const { return m_places; }

    /// At the end of the line. An id that waits or runs already stays where it is.
    void enqueue(TransferId id);
    /// Out of the line, or out of its place.
    void remove(TransferId id);
    /// The next id to start, which then holds a place; 0 if no place is free or nobody waits.
    TransferId startNext();

    bool isWaiting(TransferId id) const { return m_tickets.contains(id); }
    bool isRunning(TransferId id) const { return m_running.contains(id); }
    int waiting() const { return int(m_line.size()); }
    int running() const { return int(m_running.size()); }
    /// The first ids in line, at most count.
    QList<TransferId> head(int count) const;

private:
    int m_places;
    quint64 m_lastTicket = 0;
    std::map<quint64, TransferId> m_line; ///< by ticket
    QHash<TransferId, quint64> m_tickets;
    QSet<TransferId> m_running;
};

} // namespace ferry
