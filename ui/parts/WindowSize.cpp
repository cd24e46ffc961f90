#include "ui/parts/WindowSize.h"

#include <QScreen>
#include <QStyle>
#include <QWidget>

namespace ferry::ui {

namespace {

/// No frame is there before a window is shown: that of the parent tells.
QSize frameOf(const QWidget &window)
{
    const QWidget *parent = window.parentWidget();
    const QSize seen = parent ? parent->window()->frameGeometry().size() - parent->window()->size() : QSize(0, 0);
    return seen.isNull() ? QSize(0, window.style()->pixelMetric(QStyle::PM_TitleBarHeight)) : seen;
}

} // namespace

QSize sizeOnScreen(QSize wanted, QSize available, QSize frame)
{
    return wanted.boundedTo((available - frame).expandedTo(QSize(1, 1)));
}

void setWindowSizes(QWidget &window, QSize wanted, QSize least)
{
    const QWidget *shown = window.parentWidget() ? window.parentWidget()->window() : &window;
    const QSize available = shown->screen()->availableSize();
    const QSize frame = frameOf(window);
    window.setMinimumSize(sizeOnScreen(least, available, frame));
    window.resize(sizeOnScreen(wanted, available, frame));
}

} // namespace ferry::ui
