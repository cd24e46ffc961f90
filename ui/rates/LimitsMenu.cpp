#include "ui/rates/LimitsMenu.h"

#include "ui/look/Icons.h"
#include "ui/rates/RateDialog.h"
#include "ui/rates/RateMenu.h"

namespace ferry::ui {

LimitsMenu::LimitsMenu(QWidget *parent)
    : QMenu(tr("Speed limits"), parent)
    , m_downMenu(new RateMenu(tr("Speed limit of downloads"), this))
    , m_upMenu(new RateMenu(tr("Speed limit of uploads"), this))
{
    m_downMenu->setIcon(ui::icon(QStringLiteral("down")));
    m_upMenu->setIcon(ui::icon(QStringLiteral("up")));
    addMenu(m_downMenu);
    addMenu(m_upMenu);
    addSeparator();
    m_lift = addAction(tr("Lift the limits"));
    m_lift->setEnabled(false);
    connect(m_downMenu, &RateMenu::chosen, this, [this](qint64 rate) { emit chosen(rate, m_up); });
    connect(m_upMenu, &RateMenu::chosen, this, [this](qint64 rate) { emit chosen(m_down, rate); });
    connect(m_downMenu, &RateMenu::otherWanted, this, [this](qint64 now) {
        connect(openRateDialog(m_downMenu->title(), now, dialogParent()), &RateDialog::chosen, this,
                [this](qint64 rate) { emit chosen(rate, m_up); });
    });
    connect(m_upMenu, &RateMenu::otherWanted, this, [this](qint64 now) {
        connect(openRateDialog(m_upMenu->title(), now, dialogParent()), &RateDialog::chosen, this,
                [this](qint64 rate) { emit chosen(m_down, rate); });
    });
    connect(m_lift, &QAction::triggered, this, [this] { emit chosen(0, 0); });
}

/// The window that the menu belongs to; menus are windows of their own.
QWidget *LimitsMenu::dialogParent() const
{
    QWidget *owner = parentWidget();
    while (owner && owner->windowType() == Qt::Popup)
        owner = owner->parentWidget();
    return owner ? owner->window() : nullptr;
}

void LimitsMenu::setLimits(qint64 down, qint64 up)
{
    m_down = down;
    m_up = up;
    m_downMenu->setRate(down);
    m_upMenu->setRate(up);
    m_lift->setEnabled(down > 0 || up > 0);
}

} // namespace ferry::ui
