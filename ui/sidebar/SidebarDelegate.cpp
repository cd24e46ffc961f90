#include "ui/sidebar/SidebarDelegate.h"

#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/Theme.h"
#include "ui/sidebar/SidebarModel.h"

#include <QPainter>

namespace ferry::ui {

namespace {

constexpr int sideGap = 8;
constexpr int captionHeight = 36, ruleHeight = 17;

QString countText(int count, bool rail)
{
    if (count <= 0)
        return {};
    return rail && count > 99 ? QStringLiteral("99+") : QLocale().toString(count);
}

} // namespace

int sidebarRowHeight(bool rail)
{
    return scaled(rail ? 36 : 32);
}

void drawSidebarRow(QPainter *painter, const QRect &rect, const SidebarRow &row, Qt::LayoutDirection direction)
{
    const Theme &theme = Theme::current();
    const int side = row.rail ? 6 : sideGap;
    const QRect box = rect.adjusted(side, 0, -side, 0);
    const auto place = [&](const QRect &part) { return QStyle::visualRect(direction, rect, part); };
    if (row.selected || row.marked)
        drawBox(painter, box, metrics::radius, theme.accentSoft);
    else if (row.pressed || row.hovered)
        drawBox(painter, box, metrics::radius, theme.press);
    if (theme.highContrast && (row.selected || row.hovered || row.pressed))
        drawBox(painter, box, metrics::radius, {}, theme.edge);
    if (row.selected) {
        const int height = 18;
        drawBox(painter, place(QRect(box.x(), box.y() + (box.height() - height) / 2, 3, height)), 1.5, theme.accent);
    }
    const QColor iconColour = row.selected ? theme.accent : theme.text2;
    const int iconSize = row.rail ? metrics::icon : metrics::iconSmall;
    const QString count = countText(row.count, row.rail);
    const int iconX = row.rail ? (rect.x() + 15) : box.x() + 8;
    const QRect iconRect = place(QRect(iconX, rect.y() + (rect.height() - iconSize) / 2, iconSize, iconSize));
    painter->drawPixmap(iconRect.topLeft(),
                        iconPixmap(row.icon, iconSize, iconColour, painter->device()->devicePixelRatioF()));
    const auto right = int(QStyle::visualAlignment(direction, Qt::AlignRight) | Qt::AlignVCenter);
    const auto left = int(QStyle::visualAlignment(direction, Qt::AlignLeft) | Qt::AlignVCenter);
    painter->setFont(scaledFont(12, row.selected ? QFont::DemiBold : QFont::Normal));
    painter->setPen(row.selected ? theme.accent : theme.text2);
    const int countWidth = count.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(count) + 8;
    if (row.rail) {
        painter->drawText(
            place(QRect(iconX + iconSize + 6, rect.y(), rect.right() - iconX - iconSize - 7, rect.height())), left,
            count);
    } else {
        painter->drawText(place(box.adjusted(0, 0, -8, 0)), right, count);
        painter->setFont(scaledFont(13, row.selected ? QFont::DemiBold : QFont::Normal));
        painter->setPen(theme.text);
        const QRect words = box.adjusted(34, 0, -10 - countWidth, 0);
        painter->drawText(place(words), left | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(row.text, Qt::ElideRight, words.width()));
    }
    if (row.ring)
        drawFocusRing(painter, box, metrics::radius);
}

void SidebarDelegate::drawCaption(QPainter *painter, const QStyleOptionViewItem &option, const QString &text) const
{
    const Theme &theme = Theme::current();
    if (m_rail) {
        painter->fillRect(QRect(option.rect.x() + 12, option.rect.center().y(), option.rect.width() - 24, 1),
                          theme.line);
        return;
    }
    painter->setFont(scaledFont(11, QFont::DemiBold));
    painter->setPen(theme.text2);
    const QRect room = option.rect.adjusted(16, 0, -16, -4);
    painter->drawText(room, int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignBottom), text);
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const QString text = index.data(Qt::DisplayRole).toString();
    const int kind = index.data(SidebarModel::KindRole).toInt();
    if (kind == SidebarModel::Caption) {
        drawCaption(painter, option, text);
    } else {
        SidebarRow row;
        row.icon = index.data(SidebarModel::IconRole).toString();
        row.text = text;
        row.count = index.data(SidebarModel::CountRole).toInt();
        row.rail = m_rail;
        row.hovered = option.state.testFlag(QStyle::State_MouseOver);
        row.selected = option.state.testFlag(QStyle::State_Selected);
        row.marked = m_dropTarget.isValid() && m_dropTarget == index;
        row.ring = row.marked || (option.state.testFlag(QStyle::State_HasFocus) &&
                                  option.state.testFlag(QStyle::State_KeyboardFocusChange));
        drawSidebarRow(painter, option.rect, row, option.direction);
    }
    painter->restore();
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    if (index.data(SidebarModel::KindRole).toInt() == SidebarModel::Caption)
        return {40, m_rail ? ruleHeight : scaled(captionHeight)};
    return {40, sidebarRowHeight(m_rail)};
}

} // namespace ferry::ui
