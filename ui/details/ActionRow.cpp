#include "ui/details/ActionRow.h"

#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"

#include <QPushButton>

namespace ferry::ui {

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
    m_actions = actions;
    for (QWidget *button : std::as_const(m_buttons)) {
        button->hide();
        button->deleteLater(); // it may be the one that was clicked
    }
    m_buttons.clear();
    for (const DetailsAction action : actions) {
        const ActionWords words = actionWords(action);
        auto *button = makeButton(words.text, m_buttons.isEmpty() ? ButtonKind::Tonal : ButtonKind::Plain, this, words.icon);
        button->setMinimumHeight(28);
        connect(button, &QPushButton::clicked, this, [this, action] { emit triggered(action); });
        button->show();
        m_buttons.append(button);
    }
    setVisible(!actions.isEmpty());
    place();
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
