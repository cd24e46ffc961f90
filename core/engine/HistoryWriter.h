#pragma once

#include "core/store/StoredItem.h"

#include <memory>
#include <QThreadPool>
#include <vector>

namespace ferry {

/// Adds what has ended to the history of a store that somebody else owns. To write an item takes longer than to fetch a
/// small file, so it has a thread of its own, and nobody waits for it but the destructor. What cannot be written is
/// tried again with what comes later, and in the end once more. Used on one thread.
class HistoryWriter
{
public:
    /// Begins to open the store; it is made where there is none.
    explicit HistoryWriter(const QString &file);
    ~HistoryWriter();
    Q_DISABLE_COPY_MOVE(HistoryWriter)

    /// In one transaction, in this order. Of an item that was written before, what is new.
    void write(std::vector<StoredItem> items);

private:
    class Work;

    QThreadPool m_thread;
    std::shared_ptr<Work> m_work; ///< touched on that thread only
};

} // namespace ferry
