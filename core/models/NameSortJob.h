#pragma once

#include "core/models/TransferOrder.h"

#include <atomic>
#include <QObject>
#include <vector>

class QThreadPool;

namespace ferry {

/// Many items sorted by their names, on a thread of the pool. Ends once, and then has what it made; to destroy it
/// before forgets it. GUI thread.
class NameSortJob : public QObject
{
    Q_OBJECT

public:
    NameSortJob(QThreadPool &pool, std::vector<std::shared_ptr<const TransferSnapshot>> items);
    ~NameSortJob() override;

    struct Sorted
    {
        QList<OrderKey> keys; ///< TransferSort::Name, of each item
        QList<int> order;     ///< the numbers of the items in the order of these
        QStringList names;    ///< of each item: of which its key was made
    };
    /// After ended().
    Sorted take() { return std::move(m_sorted); }

signals:
    void ended();

private:
    struct Shared;
    static void work(const std::shared_ptr<Shared> &shared);

    std::shared_ptr<Shared> m_shared;
    Sorted m_sorted;
};

} // namespace ferry
