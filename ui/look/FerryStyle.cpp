#include "ui/look/FerryStyle.h"

#include "ui/look/Painting.h"
#include "ui/look/StyleParts.h"
#include "ui/look/Theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

namespace ferry::ui {

namespace {

constexpr char kindProperty[] = "ferryButtonKind";
constexpr char problemProperty[] = "ferryProblem";

/// Inputs whose frame is a field: everything framed that takes text or holds an editable list.
bool isFieldFrame(const QWidget *widget)
{
    return qobject_cast<const QAbstractScrollArea *>(widget);
}

/// What a scroll bar stands beside, so that it has no strip of its own.
const QWidget *groundOf(const QWidget *scrollBar)
{
    const QWidget *container = scrollBar ? scrollBar->parentWidget() : nullptr;
    const auto *area = qobject_cast<const QAbstractScrollArea *>(container ? container->parentWidget() : nullptr);
    return area && area->viewport()->autoFillBackground() ? area->viewport() : nullptr;
}

} // namespace

void setButtonKind(QWidget *button, ButtonKind kind)
{
    button->setProperty(kindProperty, int(kind));
    button->update();
}

ButtonKind buttonKind(const QWidget *button)
{
    if (!button)
        return ButtonKind::Plain;
    const QVariant kind = button->property(kindProperty);
    if (kind.isValid())
        return ButtonKind(kind.toInt());
    return qobject_cast<const QToolButton *>(button) ? ButtonKind::Flat : ButtonKind::Plain;
}

void setFieldProblem(QWidget *field, const QString &sentence)
{
    const bool before = hasFieldProblem(field);
    field->setProperty(problemProperty, sentence.isEmpty() ? QVariant() : QVariant(true));
    field->setAccessibleDescription(sentence);
    if (before != !sentence.isEmpty())
        field->update();
}

bool hasFieldProblem(const QWidget *field)
{
    return field && field->property(problemProperty).toBool();
}

FerryStyle::FerryStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { followFocus(now); });
}

void FerryStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    const Theme &theme = Theme::current();
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        return parts::drawButtonPanel(painter, option, widget);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return parts::drawCheckBox(painter, option);
    case PE_IndicatorRadioButton:
        return parts::drawRadioButton(painter, option);
    case PE_PanelLineEdit:
        // Without a frame the edit is a part of a combo box, a spin box or a table cell, which draw around it.
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            parts::drawFieldFrame(painter, option, widget);
        else if (widget && qobject_cast<const QAbstractItemView *>(
                               widget->parentWidget() ? widget->parentWidget()->parentWidget() : nullptr))
            painter->fillRect(option->rect, theme.field);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
        if (isFieldFrame(widget)) {
            QStyleOption copy(*option);
            if (!widget->hasFocus())
                copy.state &= ~State_HasFocus;
            return parts::drawFieldFrame(painter, &copy, widget);
        }
        return drawBox(painter, option->rect, metrics::radius, {}, theme.line);
    case PE_FrameFocusRect:
        if (option->state.testFlag(State_KeyboardFocusChange) && qobject_cast<const QAbstractItemView *>(widget))
            drawFocusRing(painter, option->rect, metrics::radiusSmall);
        return;
    case PE_PanelItemViewRow:
        // The delegates of our tables show what is selected; on the solid colour below, their text could not be read.
        if (qobject_cast<const QTableView *>(widget))
            return;
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    case PE_PanelMenu:
        return parts::drawMenuPanel(painter, option);
    case PE_FrameMenu:
    case PE_FrameStatusBarItem:
    case PE_FrameTabWidget:
    case PE_IndicatorToolBarHandle:
        return;
    case PE_FrameTabBarBase:
        return parts::drawTabBase(painter, option);
    case PE_PanelTipLabel:
        return drawBox(painter, option->rect, 0, theme.raised, theme.edge);
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void FerryStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const Theme &theme = Theme::current();
    switch (element) {
    case CE_PushButtonBevel:
        return parts::drawButtonPanel(painter, option, widget);
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return parts::drawPushButtonLabel(painter, button, widget);
        break;
    case CE_ComboBoxLabel:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return parts::drawComboLabel(painter, combo, widget);
        break;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return parts::drawTab(painter, tab);
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return parts::drawTabLabel(painter, tab);
        break;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return parts::drawHeaderSection(painter, header);
        break;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return parts::drawHeaderLabel(painter, header);
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, theme.window);
        return drawBottomLine(painter, option->rect);
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return parts::drawMenuItem(painter, item);
        break;
    case CE_MenuEmptyArea:
        return painter->fillRect(option->rect, theme.raised);
    case CE_FocusFrame:
        return drawFocusRing(painter, option->rect, metrics::radius + 4);
    case CE_Splitter:
        return painter->fillRect(option->rect, theme.line);
    case CE_ToolBar:
        painter->fillRect(option->rect, theme.window);
        return drawBottomLine(painter, option->rect);
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->frameShape == QFrame::Box) // around the list of a combo box
            return drawBox(painter, option->rect, 0, theme.raised, theme.line);
        // A plain frame is the one line of the design, not Fusion's bevel.
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame) {
            if (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine)
                return painter->fillRect(
                    frame->frameShape == QFrame::HLine
                        ? QRect(option->rect.x(), option->rect.center().y(), option->rect.width(), 1)
                        : QRect(option->rect.center().x(), option->rect.y(), 1, option->rect.height()),
                    theme.line);
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void FerryStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return parts::drawComboBox(painter, combo, widget);
    } else if (control == CC_SpinBox) {
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return parts::drawSpinBox(painter, spin, widget);
    } else if (control == CC_ToolButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return parts::drawToolButton(painter, button, widget);
    } else if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            if (const QWidget *ground = groundOf(widget))
                painter->fillRect(option->rect, ground->palette().color(ground->backgroundRole()));
            return parts::drawScrollBar(painter, bar);
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace ferry::ui
