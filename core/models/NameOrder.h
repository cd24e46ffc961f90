#pragma once

#include "core/models/NameSortJob.h"
#include "core/models/TransferModel.h"

#include <QSet>
#include <QTimer>

namespace ferry {

/// The rows of a model in the order of their names, made ahead: for a hundred thousand, making the keys of their
/// language and sorting by these takes a quarter of a second. It is done on a thread of the pool once there are many
/// and no more have come for a while; what changes afterwards is put in its place when the order is asked for. GUI
/// thread. Told of the rows by the one that owns it.
class NameOrder
{
public:
    explicit NameOrder(const TransferModel &source);

    /// Keys of TransferSort::Name for all rows, and the rows in their order; false, and nothing, if it is not made.
    bool take(QList<OrderKey> &keys, QList<int> &order);
    bool isReady() const { return m_ready; }

    /// The source has rows behind those that were known so far.
    void append(int first, int last);
    /// It may have another name.
    void change(int row);
    void remove(int first, int last);
    void reset();

private:
    void makeSoon();
    void make();
    void placeChanged();

    const TransferModel &m_source;
    NameSortJob::Sorted m_sorted; ///< valid while it is ready
    QSet<int> m_changed;          ///< rows that came or got another name since the making began
    std::unique_ptr<NameSortJob> m_job;
    QTimer m_quiet;
    bool m_ready = false;
};

} // namespace ferry
