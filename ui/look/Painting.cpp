#include "ui/look/Painting.h"

#include "ui/look/Theme.h"

#include <QPainter>
#include <QPainterPath>

namespace ferry::ui {

namespace {

/// The same rectangle with its sides on whole pixels of the screen, and a width of so many of these.
class Snapped
{
public:
    Snapped(const QPainter &painter, const QRectF &rect)
        : m_toDevice(painter.deviceTransform())
        , m_rect(rect)
    {
        if (m_toDevice.type() > QTransform::TxScale)
            return;
        const QRectF device = m_toDevice.mapRect(rect);
        const QPointF from(qRound(device.left()), qRound(device.top()));
        QSizeF size(qRound(device.right()) - from.x(), qRound(device.bottom()) - from.y());
        if (rect.width() == rect.height()) // a disc stays round
            size = QSizeF(qMin(size.width(), size.height()), qMin(size.width(), size.height()));
        m_rect = m_toDevice.inverted().mapRect(QRectF(from, size));
    }

    QRectF rect() const { return m_rect; }
    qreal width(qreal width) const
    {
        const qreal scale = m_toDevice.type() > QTransform::TxScale ? 1 : m_toDevice.m11();
        return qMax(1, qRound(width * scale)) / scale;
    }

private:
    QTransform m_toDevice;
    QRectF m_rect;
};

} // namespace

void drawBox(QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge,
             qreal edgeWidth)
{
    const Snapped snapped(*painter, rect);
    const QRectF box = snapped.rect();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    if (edge.isValid()) {
        const qreal width = snapped.width(edgeWidth);
        const qreal half = width / 2;
        painter->setPen(QPen(edge, width));
        painter->drawRoundedRect(box.adjusted(half, half, -half, -half), radius - half, radius - half);
    } else {
        painter->setPen(Qt::NoPen);
        painter->drawRoundedRect(box, radius, radius);
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

void drawHatch(QPainter *painter, const QRectF &rect, const QColor &colour)
{
    const QRectF bar = Snapped(*painter, rect).rect();
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
