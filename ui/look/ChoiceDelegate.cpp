#include "ui/look/ChoiceDelegate.h"

#include "ui/look/StyleParts.h"
#include "ui/look/Theme.h"

#include <QStyleOptionMenuItem>

namespace ferry::ui {

namespace {

constexpr int pads = 24; ///< at both sides together

QStyleOptionMenuItem menuItem(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    QStyleOptionMenuItem item;
    item.rect = option.rect;
    item.direction = option.direction;
    item.state = option.state;
    item.font = option.font;
    item.icon = qvariant_cast<QIcon>(index.data(Qt::DecorationRole));
    item.menuHasCheckableItems = false;
    item.maxIconWidth = item.icon.isNull() ? 0 : metrics::iconSmall;
    item.text = index.data().toString();
    return item;
}

/// The character has no meaning here that it has in a menu.
QString withoutMnemonic(QString text)
{
    return text.replace(u'&', QLatin1String("&&"));
}

} // namespace

QSize ChoiceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionMenuItem item = menuItem(option, index);
    item.text = withoutMnemonic(item.text);
    return parts::menuItemSize(&item);
}

void ChoiceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionMenuItem item = menuItem(option, index);
    const int room = option.rect.width() - pads - (item.icon.isNull() ? 0 : pads);
    item.text = withoutMnemonic(QFontMetrics(item.font).elidedText(item.text, Qt::ElideMiddle, room));
    parts::drawMenuItem(painter, &item);
}

} // namespace ferry::ui
