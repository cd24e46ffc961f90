#pragma once

#include <QElapsedTimer>
#include <QListView>
#include <QPersistentModelIndex>
#include <QTimer>

namespace ferry::ui {

/// A list whose rows all have one height: where a row lies is reckoned, and nothing is laid out or kept for each of
/// them. QListView goes over every row for that, at each that comes or goes, and with a hundred thousand a person sees
/// it. One column, no hidden rows, scrolled by pixels. GUI thread.
class RowListView : public QListView
{
    Q_OBJECT

public:
    explicit RowListView(QWidget *parent = nullptr);

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
    void layOutSoon();
    void layOutNow();
    int rowHeight() const;
    int rowCount() const;
    QRect rowsRect(int first, int last) const;
    void paintRow(QPainter &painter, QStyleOptionViewItem option, const QModelIndex &index) const;

    QPersistentModelIndex m_hovered;
    QTimer m_layout; ///< runs while rows have come that are not laid out
    QElapsedTimer m_sinceLayout;
};

} // namespace ferry::ui
