#include "core/engine/SaveJob.h"

#include "core/io/SaveFile.h"

namespace ferry {

SaveJob::SaveJob(QThreadPool &pool, const QString &temporaryPath, const SaveTarget &target, const QUrl &origin,
                 const QString &launchDirectory)
{
    pool.start([this, shared = m_shared, temporaryPath, target, origin, launchDirectory] {
        work(this, shared, temporaryPath, target, origin, launchDirectory);
    });
}

SaveJob::~SaveJob()
{
    std::unique_lock lock(m_shared->mutex);
    m_shared->cancelled = true;
    m_shared->turned.notify_all();
    if (m_shared->step == Step::Waiting)
        m_shared->step = Step::Over;
    m_shared->turned.wait(lock, [this] { return m_shared->step == Step::Over; });
}

// On the pool's thread. The job itself may be gone by now; only between the two locked parts it waits for Over.
void SaveJob::work(SaveJob *job, const std::shared_ptr<Shared> &shared, const QString &temporaryPath,
                   const SaveTarget &target, const QUrl &origin, const QString &launchDirectory)
{
    {
        const std::scoped_lock lock(shared->mutex);
        if (shared->step == Step::Over)
            return;
        shared->step = Step::Working;
    }
    SaveOptions options;
    options.origin = origin;
    options.launchDirectory = launchDirectory;
    options.cancel = &shared->cancelled;
    options.progress = [&shared](qint64 copied, qint64) { shared->copied = copied; };
    options.copied = [job, &shared](const QString &identity) { job->askToPlace(*shared, identity); };
    const SaveResult result = saveFile(temporaryPath, target, options);
    job->endLater({result.path, result.cancelled, result.error});

    const std::scoped_lock lock(shared->mutex);
    shared->step = Step::Over;
    shared->turned.notify_all();
}

// On the pool's thread, which waits here for the engine's.
void SaveJob::askToPlace(Shared &shared, const QString &identity)
{
    QMetaObject::invokeMethod(
        this, [this, identity] { emit copied(identity); }, Qt::QueuedConnection);
    std::unique_lock lock(shared.mutex);
    shared.turned.wait(lock, [&shared] { return shared.mayPlace || shared.cancelled; });
}

void SaveJob::place()
{
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->mayPlace = true;
    m_shared->turned.notify_all();
}

void SaveJob::endLater(const Result &result)
{
    QMetaObject::invokeMethod(
        this,
        [this, result] {
            m_result = result;
            emit ended();
        },
        Qt::QueuedConnection);
}

void SaveJob::cancel()
{
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->cancelled = true;
    m_shared->turned.notify_all();
    if (m_shared->step != Step::Waiting)
        return;
    // All threads of the pool are busy: nobody will miss it.
    m_shared->step = Step::Over;
    endLater({{}, true, {}});
}

qint64 SaveJob::bytesCopied() const
{
    return m_shared->copied;
}

} // namespace ferry
