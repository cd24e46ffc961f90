#include "core/engine/PartMove.h"

#include "core/io/PosixFile.h"

#include <cerrno>
#include <fcntl.h>
#include <mutex>
#include <QFile>
#include <unistd.h>

namespace ferry {

namespace {

constexpr qint64 moveBlock = 1024 * 1024;

FileHandle openToRead(const QString &path)
{
    return FileHandle(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
}

} // namespace

struct PartMove::Shared
{
    const QString path;
    const PartRecord record;
    const QString folder;
    const QString launchDirectory;
    std::atomic<bool> cancelled = false;
    std::mutex mutex{};
    PartMove *job = nullptr; ///< guarded; null once it is gone
};

PartMove::PartMove(QThreadPool &pool, const KeptPart &from, const QString &folder, const QString &launchDirectory)
    : m_shared(new Shared{from.path, from.record, folder, launchDirectory})
{
    m_shared->job = this;
    pool.start([shared = m_shared] { work(shared); });
}

PartMove::~PartMove()
{
    m_shared->cancelled = true;
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->job = nullptr;
}

QString PartMove::takePart()
{
    if (!m_part)
        return {};
    m_part->keep();
    return m_part->path();
}

/// On the pool's thread. Null with the failure of the new part, or without one if the old part cannot be read, or the
/// job was cancelled.
std::unique_ptr<PartFile> PartMove::copy(const Shared &shared, std::optional<TransferError> &failure)
{
    const FileHandle from = openToRead(shared.path);
    auto part = std::make_unique<PartFile>(shared.folder, shared.launchDirectory);
    part->setShownPath(shared.folder + u'/' + shared.record.name);
    if (!from.isOpen())
        return nullptr;
    const qint64 size = shared.record.held.list().last().end;
    QByteArray block(qsizetype(qMin(size, moveBlock)), Qt::Uninitialized);
    bool written = part->open(shared.record.total);
    for (qint64 done = 0; written && done < size;) {
        const ssize_t got = ::pread(from.get(), block.data(), size_t(qMin(size - done, moveBlock)), off_t(done));
        if (shared.cancelled)
            return nullptr;
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return nullptr;
        written = part->write(block.constData(), got);
        done += got;
    }
    // A record is of bytes that have reached the disk.
    if (written && part->finish()) {
        const int error = toDisk(openToRead(part->path()).get());
        if (error == 0) {
            shared.record.write(part->path());
            return part;
        }
        part->fail(error);
    }
    failure = part->failure();
    return nullptr;
}

void PartMove::work(const std::shared_ptr<Shared> &shared)
{
    std::optional<TransferError> failure;
    // Whoever holds it last deletes it, if nobody took it.
    const std::shared_ptr<PartFile> part = copy(*shared, failure);
    const std::scoped_lock lock(shared->mutex);
    PartMove *job = shared->job;
    if (!job)
        return;
    QMetaObject::invokeMethod(
        job,
        [job, part, failure] {
            job->m_part = part;
            job->m_failure = failure;
            emit job->ended();
        },
        Qt::QueuedConnection);
}

} // namespace ferry
