#include "ui/look/FerryStyle.h"
#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/StyleParts.h"
#include "ui/look/Theme.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <QToolButton>

namespace ferry::ui::parts {

namespace {

constexpr int flushInset = 3; ///< of an icon's strokes within its square

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

/// Without a frame while nobody touches it.
bool isFrameless(ButtonKind kind)
{
    return kind == ButtonKind::Flat || kind == ButtonKind::Quiet || kind == ButtonKind::Flush;
}

QColor fillOf(const QStyleOption *option, ButtonKind kind)
{
    const Theme &theme = Theme::current();
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool hovered = enabled && has(option, QStyle::State_MouseOver);
    const bool down = enabled && (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On));
    switch (kind) {
    case ButtonKind::Primary:
        if (!enabled)
            return theme.press;
        return hovered || down ? theme.accentFillHover : theme.accentFill;
    case ButtonKind::Tonal:
        if (!enabled)
            return theme.tile;
        // No token is darker than the soft accent, so the pressed one takes a breath of the accent itself.
        if (down || hovered) {
            const double part = down ? 0.16 : 0.08;
            const auto mix = [part](int a, int b) { return qRound(a * (1 - part) + b * part); };
            const QColor &soft = theme.accentSoft;
            return QColor(mix(soft.red(), theme.accent.red()), mix(soft.green(), theme.accent.green()),
                          mix(soft.blue(), theme.accent.blue()));
        }
        return theme.accentSoft;
    case ButtonKind::Flat:
    case ButtonKind::Quiet:
    case ButtonKind::Flush:
        // A checked one tells its state by its icon or by what it opened.
        return hovered || has(option, QStyle::State_Sunken) ? theme.press : QColor();
    default:
        if (down)
            return theme.press;
        return hovered ? theme.hover : theme.raised;
    }
}

QColor edgeOf(const QStyleOption *option, ButtonKind kind)
{
    const Theme &theme = Theme::current();
    if (kind == ButtonKind::Plain)
        return has(option, QStyle::State_Enabled) ? theme.edge : theme.line;
    if (theme.highContrast && !isFrameless(kind))
        return theme.edge;
    if (theme.highContrast && has(option, QStyle::State_MouseOver))
        return theme.edge;
    if (kind == ButtonKind::Destructive)
        return has(option, QStyle::State_Enabled) ? theme.bad : theme.line;
    return {};
}

QColor textOf(const QStyleOption *option, ButtonKind kind)
{
    const Theme &theme = Theme::current();
    if (!has(option, QStyle::State_Enabled))
        return theme.text3;
    switch (kind) {
    case ButtonKind::Primary:
        return theme.onAccent;
    case ButtonKind::Tonal:
        return theme.accent;
    case ButtonKind::Destructive:
        return theme.bad;
    case ButtonKind::Quiet:
        return theme.text2;
    default:
        return theme.text;
    }
}

/// Icons of plain and flat buttons step back behind their word; alone they carry the button.
QColor iconColour(const QStyleOption *option, ButtonKind kind)
{
    const bool quiet = kind == ButtonKind::Plain || isFrameless(kind);
    const bool touched = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    return quiet && has(option, QStyle::State_Enabled) && !touched ? Theme::current().text2 : textOf(option, kind);
}

void drawIcon(QPainter *painter, const QRect &rect, const QIcon &picture, const QStyleOption *option, ButtonKind kind)
{
    const int size = qMin(rect.width(), rect.height());
    if (!picture.name().isEmpty()) {
        const QPixmap pixmap =
            iconPixmap(picture.name(), size, iconColour(option, kind), painter->device()->devicePixelRatioF());
        painter->drawPixmap(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2, pixmap);
        return;
    }
    picture.paint(painter, rect, Qt::AlignCenter, has(option, QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled);
}

QFont fontFor(QFont font, ButtonKind kind)
{
    if (kind == ButtonKind::Quiet || kind == ButtonKind::Flush)
        return font;
    font.setWeight(kind == ButtonKind::Primary ? QFont::DemiBold : QFont::Medium);
    return font;
}

struct Label
{
    QIcon icon;
    int iconSize = 0;
    QString text;
    bool arrow = false;
    int iconGap = 8;
};

int labelWidth(const Label &label, const QFont &font)
{
    int width = label.icon.isNull() ? 0 : label.iconSize;
    if (!label.text.isEmpty())
        width += QFontMetrics(font).size(Qt::TextShowMnemonic, label.text).width() + (width ? label.iconGap : 0);
    if (label.arrow)
        width += (width ? 4 : 0) + metrics::iconSmall;
    return width;
}

void drawLabel(QPainter *painter, const QStyleOption *option, const QFont &font, const Label &label, ButtonKind kind)
{
    const QRect &all = option->rect;
    const int width = qMin(labelWidth(label, font), all.width());
    const int before = kind == ButtonKind::Flush ? -flushInset : (all.width() - width) / 2;
    QRect line(all.x() + before, all.y(), width, all.height());
    const auto place = [&](const QRect &part) { return QStyle::visualRect(option->direction, all, part); };
    painter->save();
    painter->setFont(font);
    if (!label.icon.isNull()) {
        drawIcon(painter, place(QRect(line.x(), line.y(), label.iconSize, line.height())), label.icon, option, kind);
        line.setLeft(line.left() + label.iconSize + label.iconGap);
    }
    if (label.arrow) {
        const QRect arrow(line.right() + 1 - metrics::iconSmall, line.y(), metrics::iconSmall, line.height());
        drawIcon(painter, place(arrow), icon(QStringLiteral("chevron-down")), option, kind);
        line.setRight(arrow.left() - 5);
    }
    if (!label.text.isEmpty()) {
        painter->setPen(textOf(option, kind));
        painter->drawText(place(line), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine,
                          label.text);
    }
    painter->restore();
}

Label labelOf(const QStyleOptionButton *option)
{
    return {option->icon, option->iconSize.width(), option->text,
            option->features.testFlag(QStyleOptionButton::HasMenu)};
}

Label labelOf(const QStyleOptionToolButton *option)
{
    Label label;
    if (option->toolButtonStyle != Qt::ToolButtonTextOnly)
        label.icon = option->icon;
    if (option->toolButtonStyle != Qt::ToolButtonIconOnly || option->icon.isNull())
        label.text = option->text;
    label.iconSize = option->iconSize.width();
    label.iconGap = 6; // 20 px icons have more air of their own
    label.arrow = option->features.testFlag(QStyleOptionToolButton::HasMenu) && label.icon.isNull();
    return label;
}

} // namespace

void drawButtonPanel(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const ButtonKind kind = buttonKind(widget);
    const QColor fill = fillOf(option, kind);
    const QColor edge = edgeOf(option, kind);
    if (fill.isValid() || edge.isValid())
        drawBox(painter, option->rect, metrics::radius, fill, edge);
}

void drawPushButtonLabel(QPainter *painter, const QStyleOptionButton *option, const QWidget *widget)
{
    const ButtonKind kind = buttonKind(widget);
    const QFont font = fontFor(widget ? widget->font() : painter->font(), kind);
    drawLabel(painter, option, font, labelOf(option), kind);
}

void drawToolButton(QPainter *painter, const QStyleOptionToolButton *option, const QWidget *widget)
{
    drawButtonPanel(painter, option, widget);
    const ButtonKind kind = buttonKind(widget);
    drawLabel(painter, option, fontFor(option->font, kind), labelOf(option), kind);
}

QSize pushButtonSize(const QStyleOptionButton *option, const QWidget *widget)
{
    const QFont font = fontFor(widget ? widget->font() : QFont(), buttonKind(widget));
    const Label label = labelOf(option);
    const int height = scaled(metrics::controlHeight);
    if (label.text.isEmpty())
        return {height, height};
    return {labelWidth(label, font) + 28, height};
}

QSize toolButtonSize(const QStyleOptionToolButton *option, const QWidget *widget)
{
    const Label label = labelOf(option);
    if (label.text.isEmpty()) {
        // 16 px icons stand in rows and captions, 20 px icons in the toolbar.
        const int side = scaled(label.iconSize <= metrics::iconSmall ? 28 : metrics::controlHeight);
        return {side, side};
    }
    const ButtonKind kind = buttonKind(widget);
    const int air = kind == ButtonKind::Flush ? 10 - flushInset : 20;
    return {labelWidth(label, fontFor(option->font, kind)) + air, scaled(metrics::controlHeight)};
}

void drawCheckBox(QPainter *painter, const QStyleOption *option)
{
    const Theme &theme = Theme::current();
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
    if (!on) {
        drawBox(painter, option->rect, metrics::radiusSmall, theme.field, enabled ? theme.edge : theme.line);
        return;
    }
    drawBox(painter, option->rect, metrics::radiusSmall, enabled ? theme.accentFill : theme.text3);
    const QString mark = has(option, QStyle::State_On) ? QStringLiteral("check") : QStringLiteral("minus");
    const int size = option->rect.width() - 4;
    painter->drawPixmap(option->rect.topLeft() + QPoint(2, 2),
                        iconPixmap(mark, size, theme.onAccent, painter->device()->devicePixelRatioF()));
}

void drawRadioButton(QPainter *painter, const QStyleOption *option)
{
    const Theme &theme = Theme::current();
    const bool enabled = has(option, QStyle::State_Enabled);
    const QRectF rect = option->rect;
    if (!has(option, QStyle::State_On)) {
        drawBox(painter, rect, rect.width() / 2, theme.field, enabled ? theme.edge : theme.line);
        return;
    }
    drawBox(painter, rect, rect.width() / 2, enabled ? theme.accentFill : theme.text3);
    const qreal inset = rect.width() * 0.31;
    drawBox(painter, rect.adjusted(inset, inset, -inset, -inset), rect.width() / 2 - inset, theme.onAccent);
}

} // namespace ferry::ui::parts
