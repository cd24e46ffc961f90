#include "ui/look/Painting.h"
#include "ui/look/StyleParts.h"
#include "ui/look/Theme.h"

#include <QPainter>
#include <QStyleOptionHeader>
#include <QStyleOptionSlider>
#include <QStyleOptionTab>

namespace ferry::ui::parts {

namespace {

constexpr int tabGap = 20; // beside a tab's words, with the room for the ring at their left

QFont tabFont(bool selected)
{
    return scaledFont(13, selected ? QFont::DemiBold : QFont::Normal);
}

QRect sliderGroove(const QStyleOptionSlider *option)
{
    return option->rect.adjusted(2, 2, -2, -2);
}

} // namespace

QSize tabSize(const QStyleOptionTab *option)
{
    // The bold width always, so that choosing a tab does not shift its neighbours.
    const int width = QFontMetrics(tabFont(true)).size(Qt::TextShowMnemonic, option->text).width();
    return {width + tabGap, scaled(36)};
}

void drawTab(QPainter *painter, const QStyleOptionTab *option)
{
    const Theme &theme = Theme::current();
    if (!option->state.testFlag(QStyle::State_Selected))
        return;
    const QRect line(option->rect.x() + tabRing, option->rect.bottom() - 1, option->rect.width() - tabGap, 2);
    painter->fillRect(QStyle::visualRect(option->direction, option->rect, line), theme.accent);
}

void drawTabBase(QPainter *painter, const QStyleOption *option)
{
    const QRect line(option->rect.x() + tabRing, option->rect.bottom(), option->rect.width() - tabRing, 1);
    painter->fillRect(QStyle::visualRect(option->direction, option->rect, line), Theme::current().line);
}

void drawTabLabel(QPainter *painter, const QStyleOptionTab *option)
{
    const Theme &theme = Theme::current();
    const bool selected = option->state.testFlag(QStyle::State_Selected);
    const bool hovered = option->state.testFlag(QStyle::State_MouseOver);
    painter->save();
    painter->setFont(tabFont(selected));
    painter->setPen(selected || hovered ? theme.text : theme.text2);
    if (!option->state.testFlag(QStyle::State_Enabled))
        painter->setPen(theme.text3);
    const QRect room =
        QStyle::visualRect(option->direction, option->rect, option->rect.adjusted(tabRing, 0, tabRing - tabGap, 0));
    painter->drawText(
        room, int(Qt::AlignVCenter | QStyle::visualAlignment(option->direction, Qt::AlignLeft)) | Qt::TextShowMnemonic,
        option->text);
    if (selected && option->state.testFlag(QStyle::State_HasFocus) &&
        option->state.testFlag(QStyle::State_KeyboardFocusChange))
        drawFocusRing(painter, QRectF(room).adjusted(-tabRing, 4, tabRing, -5), metrics::radiusSmall);
    painter->restore();
}

void drawHeaderSection(QPainter *painter, const QStyleOptionHeader *option)
{
    const Theme &theme = Theme::current();
    painter->fillRect(option->rect, theme.window);
    drawBottomLine(painter, option->rect);
    const bool last =
        option->position == QStyleOptionHeader::End || option->position == QStyleOptionHeader::OnlyOneSection;
    if (option->orientation == Qt::Horizontal && !last)
        painter->fillRect(QRect(option->rect.right(), option->rect.y(), 1, option->rect.height()), theme.line);
}

void drawHeaderLabel(QPainter *painter, const QStyleOptionHeader *option)
{
    painter->save();
    painter->setFont(scaledFont(11, QFont::DemiBold));
    painter->setPen(Theme::current().text2);
    const QRect room = option->rect.adjusted(4, 0, -4, 0);
    const QString text = QFontMetrics(painter->font()).elidedText(option->text, Qt::ElideRight, room.width());
    painter->drawText(room, int(Qt::AlignVCenter | QStyle::visualAlignment(option->direction, Qt::AlignLeft)), text);
    painter->restore();
}

QRect scrollBarRect(const QStyleOptionSlider *option, QStyle::SubControl subControl)
{
    const QRect groove = sliderGroove(option);
    const bool vertical = option->orientation == Qt::Vertical;
    if (subControl == QStyle::SC_ScrollBarGroove)
        return groove;
    const int room = vertical ? groove.height() : groove.width();
    const qint64 range = qint64(option->maximum) - option->minimum;
    int length = room;
    if (range > 0)
        length = qBound(qMin(28, room), int(qint64(room) * option->pageStep / (range + option->pageStep)), room);
    const int start = QStyle::sliderPositionFromValue(option->minimum, option->maximum, option->sliderPosition,
                                                      room - length, option->upsideDown);
    const QRect slider = vertical ? QRect(groove.x(), groove.y() + start, groove.width(), length)
                                  : QRect(groove.x() + start, groove.y(), length, groove.height());
    switch (subControl) {
    case QStyle::SC_ScrollBarSlider:
        return slider;
    case QStyle::SC_ScrollBarSubPage:
        return vertical ? QRect(groove.topLeft(), QSize(groove.width(), start))
                        : QRect(groove.topLeft(), QSize(start, groove.height()));
    case QStyle::SC_ScrollBarAddPage:
        return vertical ? QRect(groove.x(), slider.bottom() + 1, groove.width(), room - start - length)
                        : QRect(slider.right() + 1, groove.y(), room - start - length, groove.height());
    default: // there are no buttons at the ends
        return {};
    }
}

void drawScrollBar(QPainter *painter, const QStyleOptionSlider *option)
{
    if (option->maximum <= option->minimum)
        return;
    const Theme &theme = Theme::current();
    const bool touched =
        option->state.testFlag(QStyle::State_MouseOver) || option->state.testFlag(QStyle::State_Sunken);
    QRectF slider = scrollBarRect(option, QStyle::SC_ScrollBarSlider);
    const qreal thin = touched ? 8 : 4;
    if (option->orientation == Qt::Vertical)
        slider = QRectF(slider.center().x() - thin / 2, slider.y(), thin, slider.height());
    else
        slider = QRectF(slider.x(), slider.center().y() - thin / 2, slider.width(), thin);
    drawBox(painter, slider, thin / 2, touched ? theme.text2 : theme.edge);
}

} // namespace ferry::ui::parts
