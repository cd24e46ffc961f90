#include "ui/settings/PageListDelegate.h"

#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/Theme.h"

#include <QPainter>

namespace ferry::ui {

void PageListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const bool chosen = option.state & QStyle::State_Selected;
    const QRect r = option.rect;
    painter->save();
    if (chosen)
        drawBox(painter, QRectF(r), metrics::radius, theme.accentSoft);
    else if (option.state & QStyle::State_MouseOver)
        drawBox(painter, QRectF(r), metrics::radius, theme.hover);
    if (chosen)
        drawBox(painter, QRectF(r.left(), r.center().y() - 7, 3, 16), 1.5, theme.accent);
    painter->drawPixmap(QPoint(r.left() + 12, r.center().y() - 7),
                        iconPixmap(index.data(IconRole).toString(), metrics::iconSmall, chosen ? theme.accent : theme.text2,
                                   painter->device()->devicePixelRatioF()));
    painter->setFont(scaledFont(13, chosen ? QFont::DemiBold : QFont::Normal));
    painter->setPen(theme.text);
    const QRect text = r.adjusted(38, 0, -8, 0);
    painter->drawText(text, int(Qt::AlignVCenter),
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
        drawFocusRing(painter, QRectF(r), metrics::radius);
    painter->restore();
}

QSize PageListDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {scaled(120), qMax(32, option.fontMetrics.height() + 12)};
}

} // namespace ferry::ui
