#pragma once

#include <QStyledItemDelegate>

namespace ferry::ui {

/// What a row of the sidebar shows; also the Settings entry at its foot is drawn from it.
struct SidebarRow
{
    QString icon;
    QString text;
    int count = 0;
    bool selected = false;
    bool hovered = false;
    bool pressed = false;
    bool marked = false; ///< something is dragged over it
    bool ring = false;   ///< keyboard focus, or a drag
    bool rail = false;   ///< narrow: icon and count alone
};

void drawSidebarRow(QPainter *painter, const QRect &rect, const SidebarRow &row, Qt::LayoutDirection direction);
int sidebarRowHeight(bool rail);

/// Draws the filters, the caption and the destinations. GUI thread.
class SidebarDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setRail(bool rail) { m_rail = rail; }
    void setDropTarget(const QModelIndex &index) { m_dropTarget = index; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void drawCaption(QPainter *painter, const QStyleOptionViewItem &option, const QString &text) const;

    bool m_rail = false;
    QPersistentModelIndex m_dropTarget;
};

} // namespace ferry::ui
