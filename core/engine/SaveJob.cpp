#include "core/engine/SaveJob.h"

#include "core/engine/SaveBatches.h"
#include "core/io/SaveFile.h"

namespace ferry {

SaveJob::SaveJob(QThreadPool &pool, const Order &order)
{
    pool.start([this, shared = m_shared, order] {
        const SaveFolder folder(order.target.directory);
        save(this, *shared, order, folder);
        folder.toDisk();
        end(this, *shared);
    });
}

SaveJob::SaveJob(SaveBatches &batches, const Order &order)
{
    batches.add(order.target.directory,
                {[this, shared = m_shared, order](const SaveFolder &folder) { save(this, *shared, order, folder); },
                 [this, shared = m_shared] { end(this, *shared); }});
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

bool SaveJob::liesBeside(const Order &order)
{
    const QString &directory = order.target.directory;
    return order.temporaryPath.startsWith(directory + u'/') &&
           order.temporaryPath.lastIndexOf(u'/') == directory.size();
}

bool SaveJob::begin(Shared &shared)
{
    const std::scoped_lock lock(shared.mutex);
    if (shared.step == Step::Over)
        return false;
    shared.step = Step::Working;
    return true;
}

// On the pool's thread. The job itself may be gone by now; only from begin() to end() it waits for Over.
void SaveJob::save(SaveJob *job, Shared &shared, const Order &order, const SaveFolder &folder)
{
    if (!begin(shared))
        return;
    SaveOptions options;
    options.origin = order.origin;
    options.launchDirectory = order.launchDirectory;
    options.cancel = &shared.cancelled;
    options.progress = [&shared](qint64 copied, qint64) { shared.copied = copied; };
    options.copied = [job, &shared](const QString &identity) { job->askToPlace(shared, identity); };
    const SaveResult result = saveFile(order.temporaryPath, order.target, options, folder);
    shared.result = {result.path, result.cancelled, result.error};
}

// The same. Nothing if it never began.
void SaveJob::end(SaveJob *job, Shared &shared)
{
    const std::scoped_lock lock(shared.mutex);
    if (shared.step != Step::Working)
        return;
    job->endLater(shared.result);
    shared.step = Step::Over;
    shared.turned.notify_all();
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
