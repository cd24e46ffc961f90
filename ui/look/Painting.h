#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

namespace ferry::ui {

/// Small shapes that several parts of the window share. Lines are snapped to device pixels. GUI thread.

/// A filled box with rounded corners and, if edge is valid, a frame of this width inside its bounds.
void drawBox(QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge = {},
             qreal edgeWidth = 1);
/// The 2 px ring of the keyboard focus, inside the bounds.
void drawFocusRing(QPainter *painter, const QRectF &rect, qreal radius);
/// A filled line of 1 device-independent pixel at the lower end of rect.
void drawBottomLine(QPainter *painter, const QRectF &rect);
/// A still diagonal hatch, 3 px of the colour and 4 px of the track, within a bar with round ends that fills rect.
void drawHatch(QPainter *painter, const QRectF &rect, const QColor &colour);

} // namespace ferry::ui
