#pragma once

#include <QStyledItemDelegate>

namespace ferry::ui {

/// Draws the list of pages as the sidebar of the window: icon, word, soft accent and a strip on the chosen one.
/// GUI thread.
class PageListDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role { IconRole = Qt::UserRole + 1 }; ///< the icon's name

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ferry::ui
