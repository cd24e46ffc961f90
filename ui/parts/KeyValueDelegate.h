#pragma once

#include <QStyledItemDelegate>

namespace ferry::ui {

/// Draws the cells of a KeyValueModel: grid, placeholders, dots with an eye, the red frame of a problem, the ring of the
/// focus; and makes editors that hide what is hidden. GUI thread.
class KeyValueDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    KeyValueDelegate(const QString &namePlaceholder, const QString &valuePlaceholder, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Where the eye of a secret value is, in the coordinates of the cell's rectangle.
    static QRect eyeRect(const QRect &cell);

private:
    void paintText(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    QString m_placeholders[2];
};

} // namespace ferry::ui
