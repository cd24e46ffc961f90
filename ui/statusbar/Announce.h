#pragma once

class QString;
class QWidget;

namespace ferry::ui {

/// Tells screen readers a sentence that has just appeared in this widget. GUI thread.
void announce(QWidget *widget, const QString &sentence);

} // namespace ferry::ui
