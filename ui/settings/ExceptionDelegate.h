#pragma once

#include <QStyledItemDelegate>

namespace ferry::ui {

/// Draws one trusted certificate: host and port with how long it is trusted, and its fingerprint in two lines below.
/// GUI thread.
class ExceptionDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role {
        SinceRole = Qt::UserRole + 1, ///< QString: how long, at the right
        FingerprintRole,              ///< QString with a line break
    };

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ferry::ui
