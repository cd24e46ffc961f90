#include "core/engine/FileDigestJob.h"

#include <mutex>

namespace ferry {

struct FileDigestJob::Shared
{
    std::atomic<bool> cancelled = false;
    std::mutex mutex;
    FileDigestJob *job = nullptr; ///< guarded; null once it is gone
};

FileDigestJob::FileDigestJob(QThreadPool &pool, const QString &path, qint64 size,
                             const QList<Digest::Algorithm> &algorithms)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->job = this;
    pool.start([shared = m_shared, path, size, algorithms] { work(shared, path, size, DigestSet(algorithms)); });
}

FileDigestJob::~FileDigestJob()
{
    m_shared->cancelled = true;
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->job = nullptr;
}

// On the pool's thread.
void FileDigestJob::work(const std::shared_ptr<Shared> &shared, const QString &path, qint64 size, DigestSet digests)
{
    const std::optional<TransferError> failure = addFile(digests, path, 0, size, shared->cancelled);
    const auto result = std::make_shared<DigestSet>(std::move(digests));
    const std::scoped_lock lock(shared->mutex);
    FileDigestJob *job = shared->job;
    if (!job)
        return;
    QMetaObject::invokeMethod(
        job,
        [job, result, failure] {
            job->m_digests = std::move(*result);
            job->m_failure = failure;
            emit job->ended();
        },
        Qt::QueuedConnection);
}

} // namespace ferry
