#include "ui/details/ActionRow.h"

#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/PassFocus.h"

#include <QPushButton>

namespace ferry::ui {

namespace {

/// What loses something is pressed where it was chosen, and not because it came to stand where something else was.
bool mayInherit(DetailsAction action)
{
    return action != DetailsAction::Cancel && action != DetailsAction::Discard && action != DetailsAction::Remove;
}

} // namespace

ActionRow::ActionRow(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

void ActionRow::setActions(const QList<DetailsAction> &actions)
{
    if (actions == m_actions)
        return;
    const QList<DetailsAction> before = std::exchange(m_actions, actions);
    const QList<QWidget *> gone = std::exchange(m_buttons, {});
    for (const DetailsAction action : actions) {
        const ActionWords words = actionWords(action);
        auto *button = makeButton(words.text, m_buttons.isEmpty() ? ButtonKind::Tonal : ButtonKind::Plain, this, words.icon);
        button->setMinimumHeight(28);
        connect(button, &QPushButton::clicked, this, [this, action] { emit triggered(action); });
        button->show();
        m_buttons.append(button);
    }
    for (qsizetype i = 0; i < gone.size(); ++i) {
        passFocus(*gone.at(i), heirOf(before.at(i), i));
        gone.at(i)->hide();
        gone.at(i)->deleteLater(); // it may be the one that was clicked
    }
    orderByTab();
    setVisible(!actions.isEmpty());
    place();
}

/// Buttons that come later would be the last ones that Tab reaches. A widget that takes no focus, as this one, is no
/// place in that order.
void ActionRow::orderByTab()
{
    QWidget *before = previousInFocusChain();
    while (before != this && before->focusPolicy() == Qt::NoFocus)
        before = before->previousInFocusChain();
    for (QWidget *button : std::as_const(m_buttons)) {
        setTabOrder(before, button);
        before = button;
    }
}

QWidget *ActionRow::heirOf(DetailsAction action, qsizetype at) const
{
    if (const qsizetype same = m_actions.indexOf(action); same >= 0)
        return m_buttons.at(same);
    return at < m_actions.size() && mayInherit(m_actions.at(at)) ? m_buttons.at(at) : m_heir.data();
}

void ActionRow::place()
{
    int x = 0;
    int y = 0;
    int high = 0;
    for (QWidget *button : std::as_const(m_buttons)) {
        const QSize size = button->sizeHint().expandedTo(button->minimumSize());
        if (x > 0 && x + size.width() > width()) {
            x = 0;
            y += high + metrics::space8;
        }
        button->setGeometry(x, y, size.width(), size.height());
        x += size.width() + metrics::space8;
        high = size.height();
    }
    setFixedHeight(qMax(1, y + high));
}

void ActionRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

} // namespace ferry::ui
