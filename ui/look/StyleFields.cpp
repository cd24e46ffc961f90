#include "ui/look/FerryStyle.h"
#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/StyleParts.h"
#include "ui/look/Theme.h"

#include <QPainter>
#include <QStyleOptionComboBox>
#include <QStyleOptionSpinBox>

namespace ferry::ui::parts {

namespace {

constexpr int arrowRoom = 28;

void drawEnd(QPainter *painter, const QRect &room, const QString &name, bool enabled)
{
    const Theme &theme = Theme::current();
    const int size = metrics::iconSmall;
    const QPixmap picture =
        iconPixmap(name, size, enabled ? theme.text2 : theme.text3, painter->device()->devicePixelRatioF());
    painter->drawPixmap(room.x() + (room.width() - size) / 2, room.y() + (room.height() - size) / 2, picture);
}

} // namespace

void drawFieldFrame(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const Theme &theme = Theme::current();
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool readOnly = option->state.testFlag(QStyle::State_ReadOnly);
    const QColor fill = !enabled || readOnly ? theme.window : theme.field;
    QColor edge = !enabled || readOnly ? theme.line : theme.edge;
    int width = 1;
    if (hasFieldProblem(widget)) {
        edge = theme.bad;
        width = 2;
    } else if (enabled && option->state.testFlag(QStyle::State_HasFocus)) {
        edge = theme.accent;
        width = 2;
    }
    drawBox(painter, option->rect, metrics::radius, fill, edge, width);
}

QRect comboRect(const QStyleOptionComboBox *option, QStyle::SubControl subControl)
{
    const QRect &all = option->rect;
    QRect part = all;
    if (subControl == QStyle::SC_ComboBoxArrow)
        part.setLeft(all.right() + 1 - arrowRoom);
    else if (subControl == QStyle::SC_ComboBoxEditField)
        part.adjust(option->editable ? 8 : 12, 2, -arrowRoom, -2);
    return QStyle::visualRect(option->direction, all, part);
}

void drawComboBox(QPainter *painter, const QStyleOptionComboBox *option, const QWidget *widget)
{
    drawFieldFrame(painter, option, widget);
    drawEnd(painter, comboRect(option, QStyle::SC_ComboBoxArrow), QStringLiteral("chevron-down"),
            option->state.testFlag(QStyle::State_Enabled));
}

void drawComboLabel(QPainter *painter, const QStyleOptionComboBox *option, const QWidget *widget)
{
    Q_UNUSED(widget)
    if (option->editable)
        return;
    const Theme &theme = Theme::current();
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    QRect room = comboRect(option, QStyle::SC_ComboBoxEditField);
    if (!option->currentIcon.isNull()) {
        const int size = option->iconSize.width();
        const QRect place = QStyle::visualRect(option->direction, room, QRect(room.x(), room.y(), size, room.height()));
        option->currentIcon.paint(painter, place, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        room =
            option->direction == Qt::RightToLeft ? room.adjusted(0, 0, -size - 8, 0) : room.adjusted(size + 8, 0, 0, 0);
    }
    painter->save();
    painter->setPen(enabled ? theme.text : theme.text3);
    const QString text = option->fontMetrics.elidedText(option->currentText, Qt::ElideRight, room.width());
    painter->drawText(room, int(Qt::AlignVCenter | QStyle::visualAlignment(option->direction, Qt::AlignLeft)), text);
    painter->restore();
}

QRect spinRect(const QStyleOptionSpinBox *option, QStyle::SubControl subControl)
{
    const QRect &all = option->rect;
    const QRect ends(all.right() + 1 - arrowRoom, all.y(), arrowRoom, all.height());
    QRect part = all;
    if (subControl == QStyle::SC_SpinBoxUp)
        part = QRect(ends.x(), ends.y(), ends.width(), ends.height() / 2);
    else if (subControl == QStyle::SC_SpinBoxDown)
        part = ends.adjusted(0, ends.height() / 2, 0, 0);
    else if (subControl == QStyle::SC_SpinBoxEditField)
        part = all.adjusted(8, 2, -arrowRoom, -2);
    return QStyle::visualRect(option->direction, all, part);
}

void drawSpinBox(QPainter *painter, const QStyleOptionSpinBox *option, const QWidget *widget)
{
    drawFieldFrame(painter, option, widget);
    if (option->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const QRect ends = spinRect(option, QStyle::SC_SpinBoxUp).united(spinRect(option, QStyle::SC_SpinBoxDown));
    drawEnd(painter, ends, QStringLiteral("stepper"), option->state.testFlag(QStyle::State_Enabled));
}

} // namespace ferry::ui::parts
