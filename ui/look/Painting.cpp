#include "ui/look/Painting.h"

#include "ui/look/Theme.h"

#include <QPainter>
#include <QPainterPath>

namespace ferry::ui {

void drawBox(QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge,
             qreal edgeWidth)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    if (edge.isValid()) {
        const qreal half = edgeWidth / 2;
        painter->setPen(QPen(edge, edgeWidth));
        painter->drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half);
    } else {
        painter->setPen(Qt::NoPen);
        painter->drawRoundedRect(rect, radius, radius);
    }
    painter->restore();
}

void drawFocusRing(QPainter *painter, const QRectF &rect, qreal radius)
{
    drawBox(painter, rect, radius, {}, Theme::current().accent, 2);
}

void drawBottomLine(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), Theme::current().line);
}

void drawHatch(QPainter *painter, const QRectF &bar, const QColor &colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath clip;
    clip.addRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    painter->setClipPath(clip, Qt::IntersectClip);
    painter->fillRect(bar, Theme::current().track);
    // Across the stripes 3 px and 4 px; along the bar both are longer by the square root of 2.
    constexpr qreal stripe = 3 * 1.41421356, period = 7 * 1.41421356;
    QPainterPath stripes;
    for (qreal x = bar.left() - bar.height(); x < bar.right(); x += period) {
        stripes.moveTo(x, bar.bottom());
        stripes.lineTo(x + bar.height(), bar.top());
        stripes.lineTo(x + bar.height() + stripe, bar.top());
        stripes.lineTo(x + stripe, bar.bottom());
        stripes.closeSubpath();
    }
    painter->fillPath(stripes, colour);
    painter->restore();
}

} // namespace ferry::ui
