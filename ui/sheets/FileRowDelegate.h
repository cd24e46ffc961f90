#pragma once

#include <QStyledItemDelegate>

namespace ferry::ui {

class ThumbnailLoader;

/// Draws one file of an upload: picture or icon, name, size, and a button that removes it. 40 px high. GUI thread.
class FileRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int tile = 28;

    explicit FileRowDelegate(ThumbnailLoader &thumbnails, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    static QRect removeRect(const QRect &row);

private:
    void paintTile(QPainter *painter, const QRect &rect, const QModelIndex &index) const;

    ThumbnailLoader &m_thumbnails;
};

} // namespace ferry::ui
