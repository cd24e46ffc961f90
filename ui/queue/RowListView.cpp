#include "ui/queue/RowListView.h"

#include <QHoverEvent>
#include <QPainter>
#include <QPaintEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace ferry::ui {

namespace {

constexpr qint64 frameMs = 16;

} // namespace

RowListView::RowListView(QWidget *parent)
    : QListView(parent)
{
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_layout.setSingleShot(true);
    m_layout.callOnTimeout(this, &RowListView::doItemsLayout);
}

void RowListView::setModel(QAbstractItemModel *model)
{
    if (const QAbstractItemModel *before = this->model()) {
        disconnect(before, &QAbstractItemModel::rowsRemoved, this, &RowListView::takeRemoved);
        disconnect(before, &QAbstractItemModel::layoutChanged, this, &RowListView::takeArrangement);
    }
    QListView::setModel(model);
    if (!model)
        return;
    connect(model, &QAbstractItemModel::rowsRemoved, this, &RowListView::takeRemoved);
    connect(model, &QAbstractItemModel::layoutChanged, this, &RowListView::takeArrangement);
}

int RowListView::rowHeight() const
{
    return qMax(1, itemDelegate()->sizeHint({}, {}).height());
}

int RowListView::rowCount() const
{
    return model() ? model()->rowCount(rootIndex()) : 0;
}

/// The first one in sight.
int RowListView::topRow() const
{
    return verticalOffset() / rowHeight();
}

QRect RowListView::rowsRect(int first, int last) const
{
    const int height = rowHeight();
    return {0, first * height - verticalOffset(), viewport()->width(), (last - first + 1) * height};
}

QRect RowListView::visualRect(const QModelIndex &index) const
{
    return index.isValid() ? rowsRect(index.row(), index.row()) : QRect();
}

std::pair<int, int> RowListView::rowsBetween(int top, int bottom) const
{
    const int first = (qMax(0, top) + verticalOffset()) / rowHeight();
    const int last = (bottom + verticalOffset()) / rowHeight();
    return bottom < 0 ? std::pair(0, -1) : std::pair(first, qMin(last, rowCount() - 1));
}

QModelIndex RowListView::indexAt(const QPoint &point) const
{
    const auto [first, last] = rowsBetween(point.y(), point.y());
    const bool hits = point.y() >= 0 && point.x() >= 0 && point.x() < viewport()->width() && first <= last;
    return hits ? model()->index(first, modelColumn(), rootIndex()) : QModelIndex();
}

int RowListView::verticalOffset() const
{
    return verticalScrollBar()->value() + m_ahead;
}

void RowListView::doItemsLayout()
{
    m_layout.stop();
    m_sinceLayout.start();
    m_rearranged = false;
    QAbstractItemView::doItemsLayout(); // not QListView's, which goes over all rows
}

void RowListView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    if (parent == rootIndex() && first <= topRow())
        goAlong(last - first + 1);
    QAbstractItemView::rowsInserted(parent, first, last); // not QListView's, which lays out at the next turn
    layOutSoon();
}

/// Qt lays out in the next turn by itself.
void RowListView::takeRemoved(const QModelIndex &parent, int first, int last)
{
    const int above = qMin(last + 1, topRow()) - first;
    if (parent == rootIndex() && above > 0)
        goAlong(-above);
}

void RowListView::takeArrangement()
{
    m_rearranged = true;
}

/// Whoever is about to click on a row must not hit another one that has just moved below the pointer: what is seen
/// stays at once, and not with the next layout. At the very top the new rows are what is to be seen.
void RowListView::goAlong(int rows)
{
    if (verticalOffset() > 0 && !m_rearranged)
        m_ahead += rows * rowHeight();
}

/// Rows that come by the thousand come in each turn of the loop. They are painted once in a frame: painting in between
/// takes as long as taking them in.
void RowListView::layOutSoon()
{
    if (m_layout.isActive())
        return;
    const qint64 since = m_sinceLayout.isValid() ? m_sinceLayout.elapsed() : frameMs;
    m_layout.start(int(qMax<qint64>(0, frameMs - since)));
}

void RowListView::layOutNow()
{
    if (m_layout.isActive())
        doItemsLayout();
    executeDelayedItemsLayout();
}

void RowListView::updateGeometries()
{
    QScrollBar *bar = verticalScrollBar();
    const int page = viewport()->height();
    const int offset = verticalOffset();
    const QScopedValueRollback telling(m_isTelling, true);
    const auto tell = [this, bar, offset] {
        m_ahead = 0;
        bar->setValue(offset);
    };
    bar->setPageStep(page);
    if (m_ahead < 0) // before its range becomes shorter
        tell();
    bar->setRange(0, qMax(0, rowCount() * rowHeight() - page));
    if (m_ahead > 0)
        tell();
    viewport()->scroll(0, offset - bar->value()); // by what is beyond the range
    QAbstractItemView::updateGeometries();
}

void RowListView::scrollContentsBy(int dx, int dy)
{
    if (!m_isTelling)
        viewport()->scroll(dx, dy);
}

void RowListView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    layOutNow(); // the range of the scroll bar
    const QRect row = visualRect(index);
    const int below = row.bottom() + 1 - viewport()->height();
    int by = 0;
    if (hint == PositionAtTop || (hint == EnsureVisible && (row.top() < 0 || row.height() > viewport()->height())))
        by = row.top();
    else if (hint == PositionAtBottom || (hint == EnsureVisible && below > 0))
        by = below;
    else if (hint == PositionAtCenter)
        by = row.center().y() - viewport()->height() / 2;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + by);
}

QModelIndex RowListView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    layOutNow();
    const int last = rowCount() - 1;
    if (last < 0)
        return {};
    const int page = qMax(1, viewport()->height() / rowHeight());
    const int current = currentIndex().row();
    int row = current;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        --row;
        break;
    case MoveDown:
    case MoveNext:
        ++row;
        break;
    case MovePageUp:
        row -= page;
        break;
    case MovePageDown:
        row += page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    case MoveLeft:
    case MoveRight:
        break;
    }
    row = current < 0 && action != MoveEnd ? 0 : qBound(0, row, last);
    return model()->index(row, modelColumn(), rootIndex());
}

void RowListView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QRect area = rect.normalized();
    const auto [first, last] = rowsBetween(area.top(), area.bottom());
    QItemSelection rows;
    if (first <= last)
        rows.select(model()->index(first, modelColumn(), rootIndex()),
                    model()->index(last, modelColumn(), rootIndex()));
    selectionModel()->select(rows, command);
}

QRegion RowListView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection)
        region += rowsRect(range.top(), range.bottom()) & viewport()->rect();
    return region;
}

void RowListView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    if (topLeft == bottomRight)
        QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    else
        viewport()->update(rowsRect(topLeft.row(), bottomRight.row()));
}

bool RowListView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverMove)
        m_hovered = indexAt(static_cast<QHoverEvent *>(event)->position().toPoint());
    else if (event->type() == QEvent::HoverLeave || event->type() == QEvent::Leave)
        m_hovered = QPersistentModelIndex();
    return QListView::viewportEvent(event); // which has what changed painted
}

void RowListView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QRect area = event->region().boundingRect();
    const auto [first, last] = rowsBetween(area.top(), area.bottom());
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model()->index(row, modelColumn(), rootIndex());
        option.rect = visualRect(index);
        if (event->region().intersects(option.rect))
            paintRow(painter, option, index);
    }
}

void RowListView::paintRow(QPainter &painter, QStyleOptionViewItem option, const QModelIndex &index) const
{
    const bool focused = (hasFocus() || viewport()->hasFocus()) && index == currentIndex();
    option.state.setFlag(QStyle::State_Selected, selectionModel() && selectionModel()->isSelected(index));
    option.state.setFlag(QStyle::State_HasFocus, focused);
    option.state.setFlag(QStyle::State_MouseOver, m_hovered.isValid() && index == m_hovered);
    itemDelegate()->paint(&painter, option, index);
}

} // namespace ferry::ui
