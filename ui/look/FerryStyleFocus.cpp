#include "ui/look/ChoiceDelegate.h"
#include "ui/look/FerryStyle.h"

#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QRadioButton>
#include <QScrollBar>
#include <QTabBar>

namespace ferry::ui {

// What the focus looks like, and what Enter and the wheel do with it.

namespace {

constexpr char ringName[] = "ferry-focus-ring";

bool takesRing(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget);
}

/// Fields that the wheel changes.
bool takesWheel(const QWidget *widget)
{
    return qobject_cast<const QAbstractSpinBox *>(widget) || qobject_cast<const QComboBox *>(widget);
}

/// Enter presses the button that has the focus, and not the default one of its dialog. Boxes and radio buttons are
/// choices, which Enter confirms by that other button.
bool pressByEnter(QWidget *widget, const QKeyEvent &event)
{
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    auto *button = qobject_cast<QAbstractButton *>(widget);
    const bool choice = qobject_cast<QCheckBox *>(widget) || qobject_cast<QRadioButton *>(widget);
    if (!enter || !button || choice || (event.modifiers() & ~Qt::KeypadModifier))
        return false;
    if (!event.isAutoRepeat())
        button->click();
    return true;
}

} // namespace

bool hasFocusRing(const QWidget *button)
{
    const auto *ring = button->window()->findChild<QFocusFrame *>(QLatin1String(ringName));
    return ring && ring->widget() == button;
}

void FerryStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (takesRing(widget) || takesWheel(widget))
        widget->installEventFilter(this);
    if (widget->focusPolicy() == Qt::WheelFocus && takesWheel(widget))
        widget->setFocusPolicy(Qt::StrongFocus); // the wheel would give it the focus first, and then change it
    if (takesRing(widget) || qobject_cast<QTabBar *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    // No label guesses that its text is HTML, and tips and questions are labels too: what a server says and how files are
    // called is text, and HTML would open the files that it names.
    if (auto *label = qobject_cast<QLabel *>(widget); label && label->textFormat() == Qt::AutoText)
        label->setTextFormat(Qt::PlainText);
}

void FerryStyle::unpolish(QWidget *widget)
{
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool FerryStyle::eventFilter(QObject *watched, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget)
        return false;
    // A page that is scrolled takes its fields along under the pointer: the wheel is for the one that a person is in.
    if (event->type() == QEvent::Wheel && takesWheel(widget) && !widget->hasFocus()) {
        event->ignore();
        return true;
    }
    if (auto *combo = qobject_cast<QComboBox *>(watched)) {
        // Before its list opens for the first time, and not before: making the list takes time that a start has not.
        const bool opensSoon = event->type() == QEvent::FocusIn || event->type() == QEvent::MouseButtonPress;
        if (opensSoon && !qobject_cast<ChoiceDelegate *>(combo->itemDelegate()))
            combo->setItemDelegate(new ChoiceDelegate(combo));
        return false;
    }
    if (event->type() == QEvent::KeyPress)
        return pressByEnter(widget, *static_cast<QKeyEvent *>(event));
    if (takesRing(widget) && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        moveRing(widget, *static_cast<QFocusEvent *>(event));
    return false;
}

void FerryStyle::moveRing(QWidget *button, const QFocusEvent &event)
{
    // One ring a window, made when it is first needed. It is not looked for among the window's children: the focus also
    // leaves a button that is deleted together with them.
    QWidget *window = button->window();
    QPointer<QFocusFrame> ring = m_rings.value(window);
    const auto reason = event.reason();
    if (event.lostFocus()) {
        // Whoever comes back to the window, or from a menu, finds the ring where it was.
        const bool comesBack = reason == Qt::ActiveWindowFocusReason || reason == Qt::PopupFocusReason;
        if (ring && ring->widget() == button && !comesBack)
            ring->setWidget(nullptr);
        return;
    }
    const bool first = !ring;
    if (first) {
        ring = new QFocusFrame(window);
        ring->setObjectName(QLatin1String(ringName));
        m_rings.insert(window, ring);
        connect(ring, &QObject::destroyed, this, [this, window] { m_rings.remove(window); });
    }
    // The focus that a window gave before it became active arrives with that, and came by no click.
    const bool given = reason != Qt::ActiveWindowFocusReason || first;
    if (!given || reason == Qt::MouseFocusReason || reason == Qt::PopupFocusReason)
        return;
    ring->setWidget(button);
    ring->show(); // also where the button has yet to be scrolled into view
}

void FerryStyle::followFocus(QWidget *now)
{
    QFocusFrame *ring = now ? m_rings.value(now->window()).data() : nullptr;
    if (!ring || !ring->widget() || ring->widget() == now)
        return;
    ring->setWidget(takesRing(now) ? now : nullptr);
    if (ring->widget())
        ring->show();
}

} // namespace ferry::ui
