#include "core/engine/Scheduler.h"

#include <QSet>

namespace ferry {

namespace {

int bandOf(Priority priority)
{
    return -int(priority);
}

} // namespace

void Scheduler::setPerHost(int count)
{
    m_perHost = count;
    const QList<QString> names = m_hosts.keys();
    for (const QString &name : names)
        refresh(name);
}

void Scheduler::enqueue(TransferId id, const QString &host, Priority priority)
{
    if (m_entries.contains(id))
        return;
    Entry &entry = m_entries[id];
    entry.host = host;
    entry.rank = {bandOf(priority), ++m_highest};
    join(id, entry);
}

void Scheduler::remove(TransferId id)
{
    if (const auto it = m_entries.find(id); it != m_entries.end()) {
        leave(*it);
        m_entries.erase(it);
    }
}

void Scheduler::park(TransferId id)
{
    if (const auto it = m_entries.find(id); it != m_entries.end()) {
        leave(*it);
        it->state = State::Parked;
    }
}

void Scheduler::unpark(TransferId id)
{
    if (const auto it = m_entries.find(id); it != m_entries.end() && it->state == State::Parked)
        join(id, *it);
}

void Scheduler::setHost(TransferId id, const QString &host)
{
    const auto it = m_entries.find(id);
    if (it == m_entries.end())
        return;
    const State state = it->state;
    leave(*it);
    it->host = host;
    if (state == State::Waiting)
        join(id, *it);
    else if (state == State::Running)
        takePlace(*it);
}

TransferId Scheduler::startNext()
{
    if (!canStart())
        return 0;
    const TransferId id = m_open.begin()->second;
    Entry &entry = m_entries[id];
    leave(entry);
    takePlace(entry);
    return id;
}

void Scheduler::setHeld(const QString &host, bool held)
{
    m_hosts[host].held = held;
    refresh(host);
}

QList<TransferId> Scheduler::setPriority(const QList<TransferId> &ids, Priority priority)
{
    QList<TransferId> ordered = inOrder(ids);
    ordered.removeIf([&](TransferId id) { return rank(id).band == bandOf(priority); });
    for (const TransferId id : std::as_const(ordered))
        setRank(id, {bandOf(priority), ++m_highest});
    return ordered;
}

QList<TransferId> Scheduler::moveToFront(const QList<TransferId> &ids)
{
    const QList<TransferId> ordered = inOrder(ids);
    for (auto it = ordered.rbegin(); it != ordered.rend(); ++it)
        setRank(*it, {front, --m_lowest});
    return ordered;
}

QList<TransferId> Scheduler::moveToTop(const QList<TransferId> &ids)
{
    const QList<TransferId> ordered = inOrder(ids);
    for (auto it = ordered.rbegin(); it != ordered.rend(); ++it)
        setRank(*it, {rank(*it).band, --m_lowest});
    return ordered;
}

QList<TransferId> Scheduler::moveToBottom(const QList<TransferId> &ids)
{
    const QList<TransferId> ordered = inOrder(ids);
    for (const TransferId id : ordered)
        setRank(id, {rank(id).band, ++m_highest});
    return ordered;
}

/// Who has no neighbour on that side, or one that is of the moved and could not move, stays.
QList<TransferId> Scheduler::step(const QList<TransferId> &ids, bool up)
{
    QList<TransferId> ordered = inOrder(ids);
    if (!up)
        std::reverse(ordered.begin(), ordered.end());
    QSet<TransferId> stuck;
    QSet<TransferId> moved;
    for (const TransferId id : std::as_const(ordered)) {
        if (!isWaiting(id))
            continue;
        const Rank own = rank(id);
        const auto it = m_line.find(own);
        const bool atEnd = up ? it == m_line.begin() : std::next(it) == m_line.end();
        const auto beside = up ? std::prev(it, atEnd ? 0 : 1) : std::next(it, atEnd ? 0 : 1);
        if (atEnd || beside->first.band != own.band || stuck.contains(beside->second)) {
            stuck.insert(id);
            continue;
        }
        const auto [other, neighbour] = *beside;
        setRank(neighbour, {own.band, ++m_highest}); // out of the way
        setRank(id, other);
        setRank(neighbour, own);
        moved << id << neighbour;
    }
    return moved.values();
}

QList<TransferId> Scheduler::head(int count) const
{
    // The first of each host in a line of their own; who is taken makes room for the next of the same host.
    struct Next
    {
        Line::const_iterator at;
        Line::const_iterator end;
        bool held;
    };
    std::map<Rank, Next> next;
    for (auto it = m_open.begin(); it != m_open.end() && int(next.size()) < count; ++it) {
        const Host &host = *m_hosts.constFind(m_entries.constFind(it->second)->host);
        next.emplace(it->first, Next{host.line.begin(), host.line.end(), host.held});
    }
    QList<TransferId> ids;
    while (!next.empty() && ids.size() < count) {
        Next first = next.extract(next.begin()).mapped();
        ids.append(first.at->second);
        ++first.at;
        if (first.at != first.end && (!first.held || first.at->first.band == front))
            next.emplace(first.at->first, first);
    }
    return ids;
}

QList<TransferId> Scheduler::line() const
{
    QList<TransferId> ids;
    ids.reserve(qsizetype(m_line.size()));
    for (const auto &[rank, id] : m_line)
        ids.append(id);
    return ids;
}

QList<TransferId> Scheduler::line(const QString &host) const
{
    QList<TransferId> ids;
    if (const auto it = m_hosts.constFind(host); it != m_hosts.constEnd()) {
        for (const auto &[rank, id] : it->line)
            ids.append(id);
    }
    return ids;
}

void Scheduler::leave(Entry &entry)
{
    if (entry.state == State::Waiting) {
        m_line.erase(entry.rank);
        m_hosts[entry.host].line.erase(entry.rank);
    } else if (entry.state == State::Running) {
        --m_running;
        --m_hosts[entry.host].running;
    } else {
        return;
    }
    entry.state = State::Unknown;
    refresh(entry.host);
}

void Scheduler::join(TransferId id, Entry &entry)
{
    entry.state = State::Waiting;
    m_line.emplace(entry.rank, id);
    m_hosts[entry.host].line.emplace(entry.rank, id);
    refresh(entry.host);
}

void Scheduler::takePlace(Entry &entry)
{
    entry.state = State::Running;
    ++m_running;
    ++m_hosts[entry.host].running;
    refresh(entry.host);
}

void Scheduler::setRank(TransferId id, Rank rank)
{
    Entry &entry = m_entries[id];
    const bool waits = entry.state == State::Waiting;
    if (waits)
        leave(entry);
    entry.rank = rank;
    if (waits)
        join(id, entry);
}

/// Who of a host may start next, if anybody; a host that nobody needs is forgotten.
void Scheduler::refresh(const QString &name)
{
    const auto host = m_hosts.find(name);
    if (host == m_hosts.end())
        return;
    if (host->open)
        m_open.erase(*std::exchange(host->open, std::nullopt));
    if (host->line.empty()) {
        if (host->running == 0 && !host->held)
            m_hosts.erase(host);
        return;
    }
    const auto &[rank, id] = *host->line.begin();
    const bool full = m_perHost > 0 && host->running >= m_perHost;
    if (full || (host->held && rank.band != front))
        return;
    host->open = rank;
    m_open.emplace(rank, id);
}

QList<TransferId> Scheduler::inOrder(const QList<TransferId> &ids) const
{
    std::map<Rank, TransferId> ordered;
    for (const TransferId id : ids) {
        if (const auto it = m_entries.constFind(id); it != m_entries.constEnd())
            ordered.emplace(it->rank, id);
    }
    QList<TransferId> result;
    for (const auto &[rank, id] : ordered)
        result.append(id);
    return result;
}

} // namespace ferry
