#include "core/engine/Scheduler.h"

namespace ferry {

void Scheduler::enqueue(TransferId id)
{
    if (isWaiting(id) || isRunning(id))
        return;
    const quint64 ticket = ++m_lastTicket;
    m_line.emplace(ticket, id);
    m_tickets.insert(id, ticket);
}

void Scheduler::remove(TransferId id)
{
    m_running.remove(id);
    if (const auto it = m_tickets.constFind(id); it != m_tickets.constEnd()) {
        m_line.erase(*it);
        m_tickets.erase(it);
    }
}

TransferId Scheduler::startNext()
{
    if (m_line.empty() || running() >= m_places)
        return 0;
    const TransferId id = m_line.begin()->second;
    m_line.erase(m_line.begin());
    m_tickets.remove(id);
    m_running.insert(id);
    return id;
}

QList<TransferId> Scheduler::head(int count) const
{
    QList<TransferId> ids;
    for (auto it = m_line.begin(); it != m_line.end() && ids.size() < count; ++it)
        ids.append(it->second);
    return ids;
}

} // namespace ferry
