#include "ui/parts/Buttons.h"

#include "ui/look/Icons.h"
#include "ui/look/Theme.h"

#include <QPushButton>
#include <QToolButton>

namespace ferry::ui {

QToolButton *makeIconButton(const QString &iconName, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setIconSize(QSize(metrics::iconSmall, metrics::iconSmall));
    button->setFixedSize(QSize(28, 28));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    setButtonKind(button, ButtonKind::Flat);
    return button;
}

QPushButton *makeButton(const QString &text, ButtonKind kind, QWidget *parent, const QString &iconName)
{
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    button->setMinimumHeight(scaled(metrics::controlHeight));
    if (!iconName.isEmpty()) {
        button->setIcon(icon(iconName));
        button->setIconSize(QSize(metrics::iconSmall, metrics::iconSmall));
    }
    setButtonKind(button, kind);
    return button;
}

} // namespace ferry::ui
