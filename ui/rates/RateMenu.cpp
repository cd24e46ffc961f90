#include "ui/rates/RateMenu.h"

#include "ui/rates/RateText.h"

#include <QActionGroup>

namespace ferry::ui {

RateMenu::RateMenu(const QString &title, QWidget *parent)
    : QMenu(title, parent)
{
    fill();
}

void RateMenu::setRate(qint64 bytesPerSecond)
{
    if (bytesPerSecond == m_rate)
        return;
    m_rate = bytesPerSecond;
    fill();
}

void RateMenu::fill()
{
    // One of them may be what has just been chosen, and is still on the stack.
    for (QAction *action : actions()) {
        removeAction(action);
        action->deleteLater();
    }
    if (m_group)
        m_group->deleteLater();
    QList<qint64> rates = {0, 100'000, 500'000, 1'000'000, 5'000'000, 20'000'000};
    if (m_rate > 0 && !rates.contains(m_rate)) {
        rates.append(m_rate);
        std::sort(rates.begin(), rates.end());
    }
    m_group = new QActionGroup(this);
    for (const qint64 rate : rates) {
        QAction *action = addAction(rateText(rate));
        action->setCheckable(true);
        action->setChecked(rate == m_rate);
        m_group->addAction(action);
        connect(action, &QAction::triggered, this, [this, rate] { emit chosen(rate); });
        if (rate == 0)
            addSeparator();
    }
    addSeparator();
    connect(addAction(tr("Other…")), &QAction::triggered, this, [this] { emit otherWanted(qMax<qint64>(0, m_rate)); });
}

} // namespace ferry::ui
