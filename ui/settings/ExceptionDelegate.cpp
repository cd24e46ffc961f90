#include "ui/settings/ExceptionDelegate.h"

#include "ui/look/Painting.h"
#include "ui/look/Theme.h"

#include <QPainter>

namespace ferry::ui {

namespace {

constexpr int sidePad = 12, above = 8;

int heightOf(const QFont &font)
{
    return QFontMetrics(font).height();
}

} // namespace

void ExceptionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const bool chosen = option.state & QStyle::State_Selected;
    const QRect r = option.rect;
    painter->save();
    if (chosen || option.state & QStyle::State_MouseOver)
        drawBox(painter, QRectF(r), metrics::radius, chosen ? theme.accentSoft : theme.hover,
                chosen && theme.highContrast ? theme.edge : QColor());
    if (chosen)
        drawBox(painter, QRectF(r.left(), r.center().y() - 7, 3, 16), 1.5, theme.accent);

    const QFont name = scaledFont(13, QFont::DemiBold), small = scaledFont(12), code = codeFont(12);
    QRect line(r.left() + sidePad, r.top() + above, r.width() - 2 * sidePad, heightOf(name));
    const QString since = index.data(SinceRole).toString();
    const int sinceWidth = QFontMetrics(small).horizontalAdvance(since);
    painter->setFont(small);
    painter->setPen(theme.text2);
    painter->drawText(line, int(Qt::AlignRight | Qt::AlignVCenter), since);
    painter->setFont(name);
    painter->setPen(theme.text);
    const int room = qMax(0, line.width() - sinceWidth - metrics::space16);
    painter->drawText(line, int(Qt::AlignLeft | Qt::AlignVCenter),
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, room));
    painter->setFont(code);
    painter->setPen(theme.text2);
    line.setTop(line.bottom() + 1 + metrics::space4);
    line.setHeight(2 * heightOf(code));
    painter->drawText(line, int(Qt::AlignLeft | Qt::AlignTop), index.data(FingerprintRole).toString());
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
        drawFocusRing(painter, QRectF(r), metrics::radius);
    painter->restore();
}

QSize ExceptionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const int text = heightOf(scaledFont(13, QFont::DemiBold)) + metrics::space4 + 2 * heightOf(codeFont(12));
    return {scaled(240), text + 2 * above};
}

} // namespace ferry::ui
