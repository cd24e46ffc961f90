#pragma once

#include "core/io/PartRecord.h"

#include <memory>
#include <QThreadPool>

namespace ferry {

/// Keeps the record of one part true: brings the bytes to the disk first, and then writes down that they are there, on
/// a thread of the pool, since that waits for the disk. Lives as long as somebody works on the part, through all
/// attempts of a launch; used on one thread (the engine's). What is under way when it goes is still written.
class PartCheckpoints
{
public:
    /// The record as it is but for `held` and `proof`, which are found anew each time. mayLie: the part may have one on
    /// the disk already.
    PartCheckpoints(QThreadPool &pool, QString partPath, PartRecord record, bool mayLie = true);
    ~PartCheckpoints();
    Q_DISABLE_COPY_MOVE(PartCheckpoints)

    const PartRecord &record() const { return m_record; }
    /// The same bytes are of another address now, or known by another validator.
    void setSource(const PartRecord &record);

    /// Something of an earlier note() is still being written. Waits for nobody.
    bool isBusy() const;
    /// Why the disk did not take what an earlier note() was of: an errno, or 0. The system says so only once; who asks
    /// later, by another descriptor, hears that all is well while bytes are gone. Nothing is written from then on: the
    /// record stays at what was on the disk before.
    int failure() const;
    /// These bytes were written. Notes are worked off one after the other.
    void note(const ByteRanges &held);
    /// Until nothing of earlier notes is still being written: waits for the disk, so only where everything ends.
    void waitForNotes();

    enum class Record : quint8 { Remove, Leave };
    /// Nothing is written any more, and the record is gone, if there was one and it is not somebody else's by now.
    /// Waits for a rename at most.
    void drop(Record record = Record::Remove);

private:
    struct Shared;
    static void work(const std::shared_ptr<Shared> &shared, PartRecord record, int descriptor, quint64 number);

    QThreadPool &m_pool;
    PartRecord m_record;
    quint64 m_number = 0;
    bool m_mayLie; ///< there is a record on the disk, or may soon be
    std::shared_ptr<Shared> m_shared;
};

} // namespace ferry
