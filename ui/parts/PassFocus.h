#pragma once

class QWidget;

namespace ferry::ui {

/// For what is about to go out of sight: the focus of the window, where it lies in it, goes to the heir, and to nobody
/// where there is none in sight. Qt would give it to whoever Tab leads to next, and Enter would press what nobody
/// chose.
void passFocus(const QWidget &from, QWidget *heir);

} // namespace ferry::ui
