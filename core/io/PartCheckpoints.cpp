#include "core/io/PartCheckpoints.h"

#include "core/io/FileHandle.h"
#include "core/io/PosixFile.h"

#include <QFile>

#include <condition_variable>
#include <fcntl.h>
#include <mutex>

namespace ferry {

struct PartCheckpoints::Shared
{
    std::mutex mutex;
    std::condition_variable done; ///< nothing is pending
    const QString path;
    int pending = 0;     ///< guarded, as the rest
    quint64 written = 0; ///< the newest note that is in the record
    bool dropped = false;
};

PartCheckpoints::PartCheckpoints(QThreadPool &pool, QString partPath, PartRecord record)
    : m_pool(pool)
    , m_record(std::move(record))
    , m_shared(new Shared{{}, {}, std::move(partPath)})
{
}

PartCheckpoints::~PartCheckpoints() = default;

void PartCheckpoints::setSource(const PartRecord &record)
{
    m_record = record;
}

bool PartCheckpoints::isBusy() const
{
    const std::scoped_lock lock(m_shared->mutex);
    return m_shared->pending > 0;
}

void PartCheckpoints::note(const ByteRanges &held)
{
    m_record.held = held;
    // A description of its own: the lock of the part goes with the part's, however long the disk takes here.
    const int descriptor =
        ::open(QFile::encodeName(m_shared->path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return;
    {
        const std::scoped_lock lock(m_shared->mutex);
        ++m_shared->pending;
    }
    m_pool.start([shared = m_shared, record = m_record, descriptor, number = ++m_number] {
        work(shared, record, descriptor, number);
    });
}

// On the pool's thread.
void PartCheckpoints::work(const std::shared_ptr<Shared> &shared, PartRecord record, int descriptor, quint64 number)
{
    const FileHandle file(descriptor);
    const bool onDisk = toDisk(file.get()) == 0;
    record.proof = PartRecord::proofOf(file.get(), record.held);
    const std::scoped_lock lock(shared->mutex);
    if (onDisk && !record.proof.isEmpty() && !shared->dropped && number > shared->written && record.write(shared->path))
        shared->written = number;
    if (--shared->pending == 0)
        shared->done.notify_all();
}

void PartCheckpoints::waitForNotes()
{
    std::unique_lock lock(m_shared->mutex);
    m_shared->done.wait(lock, [this] { return m_shared->pending == 0; });
}

void PartCheckpoints::drop()
{
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->dropped = true;
    PartRecord::remove(m_shared->path);
}

} // namespace ferry
