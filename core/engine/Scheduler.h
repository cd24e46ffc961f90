#pragma once

#include "core/types/TransferSnapshot.h"

#include <map>
#include <QHash>
#include <QString>

namespace ferry {

/// Decides who runs: a line of waiting ids and a number of places, of which one host may take only some. Knows nothing
/// of networks or tasks, so that it can be tested with numbers alone. Every operation is logarithmic at most; ten
/// thousand waiting ids are nothing special. A host is whatever the caller calls one, such as "https://example.com".
class Scheduler
{
public:
    /// Where an id stands: the lower goes first. Its number is the scheduler's own, and only compared.
    struct Rank
    {
        int band = 0; ///< front, or from the priority
        qint64 number = 0;

        friend auto operator<=>(const Rank &, const Rank &) = default;
    };
    /// The band of what shall start now.
    static constexpr int front = -2;

    explicit Scheduler(int places)
        : m_places(places)
    {
    }

    void setPlaces(int places) { m_places = places; }
    int places() const { return m_places; }
    /// 0: no limit but that of the places. Fewer let running ones finish.
    void setPerHost(int count);

    /// At the end of the line of its priority. An id that waits, runs or is parked stays where it is.
    void enqueue(TransferId id, const QString &host = {}, Priority priority = Priority::Normal);
    /// Out of the line, or out of its place, and forgotten.
    void remove(TransferId id);
    /// Out of the line, or out of its place, and not started until unpark(), which brings it back to where it stood.
    void park(TransferId id);
    void unpark(TransferId id);
    /// Of this host from now on, with its rank and in the state it is in.
    void setHost(TransferId id, const QString &host);
    /// The next id to start, which then holds a place; 0 if no place is free or nobody in line may start.
    TransferId startNext();
    /// Whether startNext() has one.
    bool canStart() const { return !m_open.empty() && m_running < m_places; }

    /// Nobody of this host starts but what stands in the front band.
    void setHeld(const QString &host, bool held);

    // Each of these moves ids that wait, run or are parked, keeps the order among them, and tells whose rank is
    // another.

    /// To the end of this priority's line; those that have it stay where they are.
    QList<TransferId> setPriority(const QList<TransferId> &ids, Priority priority);
    /// To the front band, before all that is there.
    QList<TransferId> moveToFront(const QList<TransferId> &ids);
    /// One step within their bands, past what waits beside them.
    QList<TransferId> moveUp(const QList<TransferId> &ids) { return step(ids, true); }
    QList<TransferId> moveDown(const QList<TransferId> &ids) { return step(ids, false); }
    /// To the end of their bands.
    QList<TransferId> moveToTop(const QList<TransferId> &ids);
    QList<TransferId> moveToBottom(const QList<TransferId> &ids);

    bool isWaiting(TransferId id) const { return stateOf(id) == State::Waiting; }
    bool isRunning(TransferId id) const { return stateOf(id) == State::Running; }
    bool isParked(TransferId id) const { return stateOf(id) == State::Parked; }
    int waiting() const { return int(m_line.size()); }
    int running() const { return m_running; }
    /// Whether places are free which nobody in line may take: those that wait do so for their hosts.
    bool waitsForHosts() const { return !m_line.empty() && m_open.empty() && m_running < m_places; }
    /// The first ids in line whose hosts have a place for one more, at most count.
    QList<TransferId> head(int count) const;
    /// All that waits, in order; of one host, or of all. Linear.
    QList<TransferId> line() const;
    QList<TransferId> line(const QString &host) const;
    /// The id must wait, run or be parked.
    Rank rank(TransferId id) const { return m_entries.value(id).rank; }

private:
    enum class State : quint8 { Unknown, Waiting, Running, Parked };
    using Line = std::map<Rank, TransferId>;

    struct Entry
    {
        QString host;
        Rank rank;
        State state = State::Unknown;
    };
    struct Host
    {
        Line line;
        int running = 0;
        bool held = false;
        std::optional<Rank> open; ///< as which it stands in m_open
    };

    State stateOf(TransferId id) const { return m_entries.value(id).state; }
    void leave(Entry &entry);
    void join(TransferId id, Entry &entry);
    void takePlace(Entry &entry);
    void setRank(TransferId id, Rank rank);
    void refresh(const QString &name);
    QList<TransferId> inOrder(const QList<TransferId> &ids) const;
    QList<TransferId> step(const QList<TransferId> &ids, bool up);

    int m_places;
    int m_perHost = 0;
    int m_running = 0;
    qint64 m_lowest = 0;
    qint64 m_highest = 0;
    Line m_line; ///< all that waits
    Line m_open; ///< the first of each host that may start one
    QHash<TransferId, Entry> m_entries;
    QHash<QString, Host> m_hosts; ///< those with somebody in line or running, or held
};

} // namespace ferry
