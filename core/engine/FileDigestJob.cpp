#include "core/engine/FileDigestJob.h"

#include <mutex>

namespace ferry {

struct FileDigestJob::Shared
{
    std::atomic<bool> cancelled = false;
    std::mutex mutex;
    FileDigestJob *job = nullptr; ///< guarded; null once it is gone
    DigestSet digests{};          ///< the pool's, until it tells the job
};

FileDigestJob::FileDigestJob(QThreadPool &pool, const QString &path, qint64 from, qint64 size, DigestSet digests)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->job = this;
    m_shared->digests = std::move(digests);
    pool.start([shared = m_shared, path, from, size] { work(shared, path, from, size); });
}

FileDigestJob::~FileDigestJob()
{
    m_shared->cancelled = true;
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->job = nullptr;
}

// On the pool's thread.
void FileDigestJob::work(const std::shared_ptr<Shared> &shared, const QString &path, qint64 from, qint64 size)
{
    const std::optional<TransferError> failure = addFile(shared->digests, path, from, size, shared->cancelled);
    const std::scoped_lock lock(shared->mutex);
    FileDigestJob *job = shared->job;
    if (!job)
        return;
    QMetaObject::invokeMethod(
        job,
        [job, shared, failure] {
            job->m_digests = std::move(shared->digests);
            job->m_failure = failure;
            emit job->ended();
        },
        Qt::QueuedConnection);
}

} // namespace ferry
