#pragma once

#include "ui/queue/QueueModel.h"
#include "ui/queue/RowLayout.h"
#include "ui/queue/RowText.h"

#include <QCache>
#include <QFont>
#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace ferry::ui {

class ThumbnailLoader;

/// Draws one transfer as two lines, and knows its buttons. Stateless but for caches and the button under the pointer.
/// GUI thread.
class TransferDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TransferDelegate(QueueModel &model, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Moves of the pointer, presses and releases on the buttons; true if the event was for one of them.
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    /// The button of the row at a position of the viewport; a link in its text counts as the button that opens it.
    std::optional<RowAction> actionAt(const QStyleOptionViewItem &option, const QModelIndex &index,
                                      QPoint position) const;
    RowLayout layoutOf(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    /// The local file that shows what is moved, if it may be a picture; else an empty text.
    static QString pictureOf(const TransferSnapshot &snapshot);
    /// The pointer is on a link, as far as editorEvent() was told.
    bool hoversLink() const { return m_hoversLink; }
    /// The pointer left the rows.
    void clearHover();
    /// Fonts or theme changed: measures anew.
    void reset();

signals:
    void triggered(ferry::ui::RowAction action, ferry::TransferId id, QPoint globalPosition);
    void hoverChanged(const QModelIndex &index);
    /// A thumbnail for this file has come.
    void thumbnailReady(const QString &path);

private:
    struct Fonts
    {
        QFont name, percent, bytes, line2, word, button;
    };

    const TransferSnapshot &snapshotOf(const QModelIndex &index) const;
    RowWidths widthsOf(const RowText &text) const;
    RowLayout place(const QStyleOptionViewItem &option, const RowText &text) const;
    QRect mirrored(const QStyleOptionViewItem &option, const QRect &part) const;
    /// Where the explanation itself stands in its room.
    QRect afterDot(const QRect &explanation) const;
    bool isOnLink(const QStyleOptionViewItem &option, const QModelIndex &index, QPoint position) const;
    QString elided(const QString &text, const QFont &font, Qt::TextElideMode mode, int width) const;
    int widthOf(const QString &text, const QFont &font) const;
    int numberWidth(const QString &text, const QFont &font) const;
    void drawBackground(QPainter *painter, const QStyleOptionViewItem &option) const;
    void drawTile(QPainter *painter, const QStyleOptionViewItem &option, const TransferSnapshot &snapshot,
                  const RowLayout &layout) const;
    void drawTexts(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, const RowText &text,
                   const RowLayout &layout) const;
    void drawBar(QPainter *painter, const QStyleOptionViewItem &option, const RowText &text,
                 const RowLayout &layout) const;
    void drawActions(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                     const RowText &text, const RowLayout &layout) const;

    QueueModel &m_model;
    ThumbnailLoader *m_thumbnails = nullptr;
    Fonts m_fonts;
    RowMetrics m_metrics;
    mutable QCache<QString, QString> m_elided{4000};
    mutable QHash<QString, int> m_widths;
    QPersistentModelIndex m_hovered;
    std::optional<RowAction> m_hoveredAction;
    bool m_hoversLink = false;
    bool m_pressed = false;
};

} // namespace ferry::ui
