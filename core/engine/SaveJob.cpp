#include "core/engine/SaveJob.h"

#include "core/io/SaveFile.h"

namespace ferry {

SaveJob::SaveJob(QThreadPool &pool, const QString &temporaryPath, const SaveTarget &target, const QUrl &origin)
{
    // The pool's thread posts to this object only while `alive` keeps it from going.
    pool.start([this, shared = m_shared, temporaryPath, target, origin] {
        SaveOptions options;
        options.origin = origin;
        options.cancel = &shared->cancelled;
        options.progress = [&shared](qint64 copied, qint64) { shared->copied = copied; };
        const SaveResult result = saveFile(temporaryPath, target, options);
        const std::scoped_lock lock(shared->alive);
        if (shared->orphaned)
            return;
        QMetaObject::invokeMethod(
            this,
            [this, result] {
                m_result = {result.path, result.error};
                emit ended();
            },
            Qt::QueuedConnection);
    });
}

SaveJob::~SaveJob()
{
    m_shared->cancelled = true;
    const std::scoped_lock lock(m_shared->alive);
    m_shared->orphaned = true;
}

qint64 SaveJob::bytesCopied() const
{
    return m_shared->copied;
}

} // namespace ferry
