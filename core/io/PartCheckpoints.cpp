#include "core/io/PartCheckpoints.h"

#include "core/io/FileHandle.h"
#include "core/io/PosixFile.h"

#include <QFile>

#include <atomic>
#include <condition_variable>
#include <fcntl.h>
#include <mutex>

namespace ferry {

struct PartCheckpoints::Shared
{
    const QString path;
    std::atomic<int> pending = 0; ///< becomes less under the mutex only
    std::atomic<int> failure = 0; ///< becomes another under the mutex only
    std::mutex order{};           ///< held by the pool's thread that works off a note
    std::mutex mutex{};
    std::condition_variable done{}; ///< nothing is pending
    quint64 written = 0;            ///< guarded: the newest note that is in the record
    bool dropped = false;
};

PartCheckpoints::PartCheckpoints(QThreadPool &pool, QString partPath, PartRecord record, bool mayLie)
    : m_pool(pool)
    , m_record(std::move(record))
    , m_mayLie(mayLie)
    , m_shared(new Shared{std::move(partPath)})
{
}

PartCheckpoints::~PartCheckpoints() = default;

void PartCheckpoints::setSource(const PartRecord &record)
{
    m_record = record;
}

bool PartCheckpoints::isBusy() const
{
    return m_shared->pending > 0;
}

int PartCheckpoints::failure() const
{
    return m_shared->failure;
}

void PartCheckpoints::note(const ByteRanges &held)
{
    m_record.held = held;
    // A description of its own: the lock of the part goes with the part's, however long the disk takes here.
    const int descriptor =
        ::open(QFile::encodeName(m_shared->path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return;
    m_mayLie = true;
    ++m_shared->pending;
    m_pool.start([shared = m_shared, record = m_record, descriptor, number = ++m_number] {
        work(shared, record, descriptor, number);
    });
}

// On the pool's thread.
void PartCheckpoints::work(const std::shared_ptr<Shared> &shared, PartRecord record, int descriptor, quint64 number)
{
    const FileHandle file(descriptor);
    // A later note may hear that all is well after an earlier one has heard of the failure.
    const std::scoped_lock order(shared->order);
    const int error = toDisk(file.get());
    record.proof = PartRecord::proofOf(file.get(), record.held);
    const std::scoped_lock lock(shared->mutex);
    if (error != 0)
        shared->failure = error;
    const bool wanted = shared->failure == 0 && !shared->dropped && number > shared->written;
    if (wanted && !record.proof.isEmpty() && record.write(shared->path))
        shared->written = number;
    if (--shared->pending == 0)
        shared->done.notify_all();
}

void PartCheckpoints::waitForNotes()
{
    std::unique_lock lock(m_shared->mutex);
    m_shared->done.wait(lock, [this] { return m_shared->pending == 0; });
}

void PartCheckpoints::drop(Record record)
{
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->dropped = true;
    if (std::exchange(m_mayLie, false) && record == Record::Remove)
        PartRecord::remove(m_shared->path);
}

} // namespace ferry
