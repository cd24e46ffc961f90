#pragma once

#include <QElapsedTimer>
#include <QListView>
#include <QPersistentModelIndex>
#include <QTimer>

namespace ferry::ui {

/// A list whose rows all have one height: where a row lies is reckoned, and nothing is laid out or kept for each of
/// them. QListView goes over every row for that, at each that comes or goes, and with a hundred thousand a person sees
/// it. Rows that come or go above the first one in sight move nothing that is seen, unless the list stands at its very
/// top. One column, no hidden rows, scrolled by pixels. GUI thread.
class RowListView : public QListView
{
    Q_OBJECT

public:
    explicit RowListView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;

protected:
    /// The rows of which something lies between these heights of the viewport; an empty range is {0, -1}.
    std::pair<int, int> rowsBetween(int top, int bottom) const;

    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = QList<int>()) override;

private:
    void takeRemoved(const QModelIndex &parent, int first, int last);
    void takeArrangement();
    void goAlong(int rows);
    void layOutSoon();
    void layOutNow();
    int rowHeight() const;
    int rowCount() const;
    int topRow() const;
    QRect rowsRect(int first, int last) const;
    void paintRow(QPainter &painter, QStyleOptionViewItem option, const QModelIndex &index) const;

    QPersistentModelIndex m_hovered;
    QTimer m_layout; ///< runs while rows have come that are not laid out
    QElapsedTimer m_sinceLayout;
    int m_ahead = 0; ///< how far the view has gone along with its rows, of which the scroll bar does not know yet
    bool m_rearranged = false; ///< since the last layout, so that no row says how far it moved
    bool m_isTelling = false;  ///< what the scroll bar says now moves nothing
};

} // namespace ferry::ui
