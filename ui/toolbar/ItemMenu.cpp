#include "ui/toolbar/ItemMenu.h"

#include "ui/queue/QueueCommands.h"
#include "ui/rates/RateMenu.h"
#include "ui/toolbar/WindowActions.h"

namespace ferry::ui {

ItemMenu::ItemMenu(const WindowActions &a, const Fitting &f, qint64 rate, std::optional<Priority> priority,
                   QWidget *parent)
    : QMenu(parent)
{
    offer(a.save, f.save);
    offer(a.saveAs, f.saveAs);
    offer(a.open, f.open);
    offer(a.showInFolder, f.showInFolder);
    offer(a.openLink, f.openLink);
    offer(a.signIn, f.signIn);
    offer(a.retry, f.retry);
    offer(a.again, f.again);
    offer(a.decideAgain, f.sendAgain);
    offer(a.decideDone, f.markDone);
    offer(a.review, f.review);
    offer(a.startNow, f.startNow);
    offer(a.resume, f.resume);
    offer(a.pause, f.pause);
    offer(a.cancel, f.cancel);
    addSeparator();
    if (f.order)
        addLine(a, priority);
    if (f.limit) {
        m_rates = new RateMenu(tr("Speed limit"), this);
        m_rates->setRate(rate);
        addMenu(m_rates);
        connect(m_rates, &RateMenu::chosen, this, &ItemMenu::rateChosen);
        connect(m_rates, &RateMenu::otherWanted, this, &ItemMenu::otherRateWanted);
    }
    offer(a.replaceAddress, f.replaceAddress);
    offer(a.compare, f.compare);
    addSeparator();
    addAction(a.copy);
    offer(a.rename, f.rename);
    addAction(a.details);
    addSeparator();
    offer(a.remove, f.removes || f.discards); // else it is Cancel, which stands above
}

void ItemMenu::offer(QAction *action, bool fits)
{
    if (fits)
        addAction(action);
}

void ItemMenu::addLine(const WindowActions &a, std::optional<Priority> priority)
{
    QMenu *importance = addMenu(tr("Priority"));
    for (QAction *action : a.priorities) {
        action->setChecked(priority && int(*priority) == action->data().toInt());
        importance->addAction(action);
    }
    QMenu *place = addMenu(tr("Move"));
    for (QAction *action : a.moves)
        place->addAction(action);
}

} // namespace ferry::ui
