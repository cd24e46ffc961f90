#include "core/models/NameSortJob.h"

#include <mutex>
#include <numeric>
#include <QThreadPool>

namespace ferry {

struct NameSortJob::Shared
{
    std::atomic<bool> cancelled = false;
    std::mutex mutex;
    NameSortJob *job = nullptr; ///< guarded; null once it is gone
    std::vector<std::shared_ptr<const TransferSnapshot>> items;
    Sorted sorted{}; ///< the pool's, until it tells the job
};

NameSortJob::NameSortJob(QThreadPool &pool, std::vector<std::shared_ptr<const TransferSnapshot>> items)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->job = this;
    m_shared->items = std::move(items);
    pool.start([shared = m_shared] { work(shared); });
}

NameSortJob::~NameSortJob()
{
    m_shared->cancelled = true;
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->job = nullptr;
}

// On the pool's thread.
void NameSortJob::work(const std::shared_ptr<Shared> &shared)
{
    Sorted &sorted = shared->sorted;
    const OrderKeys keys(TransferSort::Name);
    for (const auto &item : shared->items) {
        if (shared->cancelled)
            return;
        sorted.keys.append(keys.of(*item));
        sorted.names.append(item->name);
    }
    shared->items.clear();
    sorted.order.resize(sorted.keys.size());
    std::iota(sorted.order.begin(), sorted.order.end(), 0);
    std::sort(sorted.order.begin(), sorted.order.end(),
              [&keys = std::as_const(sorted.keys)](int a, int b) { return keys.at(a) < keys.at(b); });
    const std::scoped_lock lock(shared->mutex);
    NameSortJob *job = shared->job;
    if (!job)
        return;
    QMetaObject::invokeMethod(
        job,
        [job, shared] {
            job->m_sorted = std::move(shared->sorted);
            emit job->ended();
        },
        Qt::QueuedConnection);
}

} // namespace ferry
