#include "ui/parts/PassFocus.h"

#include <QWidget>

namespace ferry::ui {

void passFocus(const QWidget &from, QWidget *heir)
{
    // Not the program's: the window may be behind a dialog, and gets the focus back where it was.
    QWidget *focus = from.window()->focusWidget();
    if (!focus || (focus != &from && !from.isAncestorOf(focus)))
        return;
    if (heir && heir->isVisible())
        heir->setFocus(Qt::OtherFocusReason);
    else
        focus->clearFocus();
}

} // namespace ferry::ui
