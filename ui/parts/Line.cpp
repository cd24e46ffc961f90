#include "ui/parts/Line.h"

#include "ui/look/Theme.h"

#include <QPainter>

namespace ferry::ui {

Line::Line(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Line::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::current().line);
}

} // namespace ferry::ui
