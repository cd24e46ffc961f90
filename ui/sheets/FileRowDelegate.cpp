#include "ui/sheets/FileRowDelegate.h"

#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/Theme.h"
#include "ui/parts/PictureReader.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/ThumbnailLoader.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

namespace ferry::ui {

FileRowDelegate::FileRowDelegate(ThumbnailLoader &thumbnails, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_thumbnails(thumbnails)
{
}

QRect FileRowDelegate::removeRect(const QRect &row)
{
    return QRect(row.right() - 33, row.center().y() - 13, 28, 28);
}

QSize FileRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {scaled(200), qMax(40, option.fontMetrics.height() + 18)};
}

void FileRowDelegate::paintTile(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const QString path = index.data(FileListModel::PathRole).toString();
    const qreal scale = painter->device()->devicePixelRatioF();
    const bool problem = !index.data(FileListModel::ProblemRole).toString().isEmpty();
    QPixmap picture;
    if (!problem && isPictureName(path))
        picture = m_thumbnails.pixmap(path, scale);
    if (picture.isNull()) {
        drawBox(painter, QRectF(rect), metrics::radiusSmall, problem ? theme.badSoft : theme.tile);
        const QString name = problem ? QStringLiteral("failed") : fileIconName(path);
        painter->drawPixmap(rect.center() - QPoint(9, 9),
                            iconPixmap(name, metrics::icon, problem ? theme.bad : theme.text2, scale));
        return;
    }
    painter->save();
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect), metrics::radiusSmall, metrics::radiusSmall);
    painter->setClipPath(shape);
    painter->drawPixmap(rect.topLeft(), picture);
    painter->restore();
}

void FileRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const QRect r = option.rect;
    painter->save();
    const bool active = option.state & QStyle::State_Active;
    if (option.state & QStyle::State_Selected && active)
        drawBox(painter, QRectF(r).adjusted(1, 1, -1, -2), metrics::radiusSmall, theme.accentSoft);
    else if (option.state & QStyle::State_MouseOver)
        drawBox(painter, QRectF(r).adjusted(1, 1, -1, -2), metrics::radiusSmall, theme.hover);
    if (index.row() < index.model()->rowCount() - 1)
        painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), theme.line);
    paintTile(painter, QRect(r.left() + 6, r.top() + (r.height() - tile) / 2, tile, tile), index);

    const QRect remove = removeRect(r);
    painter->drawPixmap(remove.center() - QPoint(7, 7), iconPixmap(QStringLiteral("cancel"), metrics::iconSmall, theme.text,
                                                                  painter->device()->devicePixelRatioF()));
    const QString size = index.data(FileListModel::SizeTextRole).toString();
    const QFont small = scaledFont(12);
    const int sizeWidth = QFontMetrics(small).horizontalAdvance(size);
    painter->setFont(small);
    painter->setPen(theme.text2);
    painter->drawText(QRect(remove.left() - 10 - sizeWidth, r.top(), sizeWidth, r.height()), int(Qt::AlignVCenter | Qt::AlignRight),
                      size);
    const QRect name(r.left() + 6 + tile + 10, r.top(), remove.left() - 26 - sizeWidth - r.left() - tile - 16, r.height());
    painter->setFont(scaledFont(13, QFont::Medium));
    const bool problem = !index.data(FileListModel::ProblemRole).toString().isEmpty();
    painter->setPen(problem ? theme.bad : theme.text);
    painter->drawText(name, int(Qt::AlignVCenter | Qt::AlignLeft),
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, name.width()));
    if (option.state & QStyle::State_HasFocus)
        drawFocusRing(painter, QRectF(r).adjusted(1, 1, -1, -2), metrics::radiusSmall);
    painter->restore();
}

bool FileRowDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                  const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton || !removeRect(option.rect).contains(mouse->position().toPoint()))
        return false;
    model->removeRow(index.row());
    return true;
}

bool FileRowDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() == QEvent::ToolTip && index.isValid() && removeRect(option.rect).contains(event->pos())) {
        QToolTip::showText(event->globalPos(), tr("Remove from the list"), view->viewport());
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace ferry::ui
