#include "ui/parts/Surface.h"

#include "ui/look/Theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace ferry::ui {

Surface::Surface(QWidget *content, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->addWidget(content);
}

void Surface::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRect(0, 0, 1, height()), theme.line);
}

} // namespace ferry::ui
