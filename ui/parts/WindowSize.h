#pragma once

#include <QSize>

class QWidget;

namespace ferry::ui {

/// What there is room for of a window's size on a screen that has so much for windows, frame and all. A pure function.
QSize sizeOnScreen(QSize wanted, QSize available, QSize frame);

/// Gives a window that is not shown yet its first and its smallest size in device-independent pixels, or as much as the
/// screen of its parent has room for: what is in it scrolls. GUI thread.
void setWindowSizes(QWidget &window, QSize wanted, QSize least);

} // namespace ferry::ui
