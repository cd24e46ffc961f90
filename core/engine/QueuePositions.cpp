#include "core/engine/QueuePositions.h"

namespace ferry {

QList<QueuePositions::Change> QueuePositions::update(const QList<TransferId> &head)
{
    QList<Change> changes;
    for (const TransferId id : std::as_const(m_head)) {
        if (!head.contains(id))
            changes.append({id, 0});
    }
    for (qsizetype i = 0; i < head.size(); ++i) {
        if (i >= m_head.size() || m_head.at(i) != head.at(i))
            changes.append({head.at(i), int(i) + 1});
    }
    m_head = head;
    return changes;
}

} // namespace ferry
