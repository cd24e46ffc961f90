#include "ui/queue/AwaitedRows.h"

#include "ui/queue/QueueModel.h"
#include "ui/queue/RowListView.h"

namespace ferry::ui {

AwaitedRows::AwaitedRows(const QueueModel &model, RowListView &view)
    : m_model(model)
    , m_view(view)
{
}

void AwaitedRows::expect(const QList<TransferId> &ids)
{
    m_first = ids.isEmpty() ? 0 : ids.first();
    m_last = ids.isEmpty() ? 0 : ids.last();
}

void AwaitedRows::look()
{
    if (!isWaiting() || !m_model.transfers().find(m_last))
        return;
    // They stand together as a rule, so that their ends bring as many into sight as there is room for; and where that
    // is not enough, the upper ones.
    const QModelIndex first = m_model.indexOf(m_first);
    const QModelIndex last = m_model.indexOf(m_last);
    m_last = 0;
    m_view.scrollTo(first.row() > last.row() ? first : last);
    m_view.scrollTo(first.row() > last.row() ? last : first);
}

} // namespace ferry::ui
