#include "ui/statusbar/LimitsButton.h"

#include "ui/look/FerryStyle.h"
#include "ui/look/Theme.h"
#include "ui/rates/LimitsMenu.h"
#include "ui/rates/RateText.h"

namespace ferry::ui {

LimitsButton::LimitsButton(QWidget *parent)
    : QToolButton(parent)
    , m_menu(new LimitsMenu(this))
{
    setButtonKind(this, ButtonKind::Quiet);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(m_menu);
    setFont(scaledFont(12));
    setFocusPolicy(Qt::TabFocus);
    setFixedHeight(scaled(24));
    hide();
}

void LimitsButton::setLimits(qint64 down, qint64 up)
{
    m_menu->setLimits(down, up);
    m_needed = down > 0 || up > 0;
    const QString text = down > 0 && up > 0 ? tr("At most %1 down, %2 up").arg(rateText(down), rateText(up))
                         : down > 0         ? tr("At most %1 down").arg(rateText(down))
                                            : tr("At most %1 up").arg(rateText(up));
    setText(m_needed ? text : QString());
    setAccessibleName(text);
    setToolTip(tr("Change or lift the speed limits"));
    setVisible(m_needed);
}

} // namespace ferry::ui
