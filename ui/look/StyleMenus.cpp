#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/StyleParts.h"
#include "ui/look/Theme.h"

#include <QPainter>
#include <QStyleOptionMenuItem>

namespace ferry::ui::parts {

namespace {

constexpr int sidePad = 8;
constexpr int iconRoom = 24; ///< a 16 px icon or check mark and its gap
constexpr int shortcutGap = 28;

bool isBesideIcons(const QStyleOptionMenuItem *option)
{
    return option->menuHasCheckableItems || option->maxIconWidth > 0;
}

void drawMark(QPainter *painter, const QRect &room, const QString &name, const QColor &colour)
{
    const int size = metrics::iconSmall;
    painter->drawPixmap(room.x() + (room.width() - size) / 2, room.y() + (room.height() - size) / 2,
                        iconPixmap(name, size, colour, painter->device()->devicePixelRatioF()));
}

} // namespace

void drawMenuPanel(QPainter *painter, const QStyleOption *option)
{
    const Theme &theme = Theme::current();
    painter->fillRect(option->rect, theme.raised);
    drawBox(painter, option->rect, 0, theme.raised, theme.line);
}

QSize menuItemSize(const QStyleOptionMenuItem *option)
{
    if (option->menuItemType == QStyleOptionMenuItem::Separator)
        return {10, 9};
    const QFontMetrics fm(option->font);
    const qsizetype tab = option->text.indexOf(u'\t');
    int width = fm.size(Qt::TextShowMnemonic, option->text.left(tab)).width();
    if (tab >= 0)
        width += shortcutGap + fm.horizontalAdvance(option->text.mid(tab + 1));
    width += 2 * (sidePad + 4) + (isBesideIcons(option) ? iconRoom : 0);
    if (option->menuItemType == QStyleOptionMenuItem::SubMenu)
        width += metrics::iconSmall + sidePad;
    return {width, qMax(scaled(28), fm.height() + 8)};
}

void drawMenuItem(QPainter *painter, const QStyleOptionMenuItem *option)
{
    const Theme &theme = Theme::current();
    painter->fillRect(option->rect, theme.raised);
    if (option->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(
            QRect(option->rect.x() + sidePad, option->rect.center().y(), option->rect.width() - 2 * sidePad, 1),
            theme.line);
        return;
    }
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool selected = enabled && option->state.testFlag(QStyle::State_Selected);
    if (selected)
        drawBox(painter, QRectF(option->rect).adjusted(4, 0, -4, 0), metrics::radiusSmall, theme.accentSoft);
    const auto place = [option](const QRect &part) {
        return QStyle::visualRect(option->direction, option->rect, part);
    };
    const QColor colour = enabled ? theme.text : theme.text3;
    const QColor quiet = enabled ? theme.text2 : theme.text3;
    QRect line = option->rect.adjusted(4 + sidePad, 0, -4 - sidePad, 0);
    if (isBesideIcons(option)) {
        const QRect mark = place(QRect(line.x(), line.y(), metrics::iconSmall, line.height()));
        if (option->checked)
            drawMark(painter, mark, QStringLiteral("check"), enabled ? theme.accent : theme.text3);
        else if (!option->icon.isNull())
            option->icon.paint(painter, mark, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        line.setLeft(line.left() + iconRoom);
    }
    painter->save();
    painter->setFont(option->font);
    painter->setPen(colour);
    const auto left = QStyle::visualAlignment(option->direction, Qt::AlignLeft);
    const auto right = QStyle::visualAlignment(option->direction, Qt::AlignRight);
    const qsizetype tab = option->text.indexOf(u'\t');
    painter->drawText(place(line), int(Qt::AlignVCenter | left) | Qt::TextShowMnemonic | Qt::TextSingleLine,
                      option->text.left(tab));
    if (tab >= 0) {
        painter->setPen(quiet);
        painter->drawText(place(line), int(Qt::AlignVCenter | right) | Qt::TextSingleLine, option->text.mid(tab + 1));
    }
    if (option->menuItemType == QStyleOptionMenuItem::SubMenu)
        drawMark(
            painter, place(QRect(line.right() + 1 - metrics::iconSmall, line.y(), metrics::iconSmall, line.height())),
            option->direction == Qt::RightToLeft ? QStringLiteral("chevron-left") : QStringLiteral("chevron-right"),
            quiet);
    painter->restore();
}

} // namespace ferry::ui::parts
