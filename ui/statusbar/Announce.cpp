#include "ui/statusbar/Announce.h"

#include <QAccessible>
#include <QString>
#include <QWidget>

namespace ferry::ui {

void announce(QWidget *widget, const QString &sentence)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(widget, sentence);
#else
    Q_UNUSED(sentence)
    QAccessibleEvent event(widget, QAccessible::NameChanged);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace ferry::ui
