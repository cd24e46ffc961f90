#pragma once

#include "core/types/TransferSnapshot.h"

#include <QList>

namespace ferry::ui {

class QueueModel;
class RowListView;

/// What a person has just asked for, until it is in the list and in sight: the engine takes it in on a thread of its
/// own. GUI thread; goes before its model and its view.
class AwaitedRows
{
public:
    AwaitedRows(const QueueModel &model, RowListView &view);

    /// In the order in which they were asked for. Those from before are forgotten.
    void expect(const QList<TransferId> &ids);
    bool isWaiting() const { return m_last != 0; }
    /// To be called when something has changed in the model. Brings them into sight once they are all there; those that
    /// a search hides stay hidden.
    void look();

private:
    const QueueModel &m_model;
    RowListView &m_view;
    TransferId m_first = 0;
    TransferId m_last = 0; ///< 0: none
};

} // namespace ferry::ui
