#include "ui/look/FerryStyle.h"

#include "ui/look/Painting.h"
#include "ui/look/StyleParts.h"
#include "ui/look/Theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
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

bool takesRing(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget);
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

FerryStyle::FerryStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void FerryStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (takesRing(widget))
        widget->installEventFilter(this);
    if (takesRing(widget) || qobject_cast<QTabBar *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void FerryStyle::unpolish(QWidget *widget)
{
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool FerryStyle::eventFilter(QObject *watched, QEvent *event)
{
    auto *button = qobject_cast<QWidget *>(watched);
    if (!button || (event->type() != QEvent::FocusIn && event->type() != QEvent::FocusOut))
        return QProxyStyle::eventFilter(watched, event);
    // One ring a window, made when it is first needed.
    const QString name = QStringLiteral("ferry-focus-ring");
    auto *ring = button->window()->findChild<QFocusFrame *>(name);
    const auto reason = static_cast<QFocusEvent *>(event)->reason();
    if (reason == Qt::ActiveWindowFocusReason)
        return false; // whoever comes back to the window finds the ring where it was
    if (event->type() == QEvent::FocusOut) {
        if (ring && ring->widget() == button)
            ring->setWidget(nullptr);
        return false;
    }
    if (reason != Qt::MouseFocusReason && reason != Qt::PopupFocusReason) {
        if (!ring) {
            ring = new QFocusFrame(button->window());
            ring->setObjectName(name);
        }
        ring->setWidget(button);
    }
    return false;
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
        else if (widget && qobject_cast<const QAbstractItemView *>(widget->parentWidget() ? widget->parentWidget()->parentWidget() : nullptr))
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
    case PE_PanelMenu:
        return parts::drawMenuPanel(painter, option);
    case PE_FrameMenu:
    case PE_FrameStatusBarItem:
    case PE_FrameTabWidget:
    case PE_IndicatorToolBarHandle:
        return;
    case PE_FrameTabBarBase:
        return painter->fillRect(QRect(option->rect.x(), option->rect.bottom(), option->rect.width(), 1), theme.line);
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
        // A plain frame is the one line of the design, not Fusion's bevel.
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame) {
            if (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine)
                return painter->fillRect(frame->frameShape == QFrame::HLine
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

QRect FerryStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                 const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return parts::scrollBarRect(bar, subControl);
    } else if (control == CC_SpinBox) {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        if (spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons)
            return parts::spinRect(spin, subControl);
    } else if (control == CC_ComboBox && subControl != SC_ComboBoxListBoxPopup) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return parts::comboRect(combo, subControl);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QRect FerryStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            return option->rect.adjusted(8, 2, -8, -2);
    }
    if (element == SE_TabWidgetTabBar) {
        // The words of the tabs stand in line with what is below them.
        const auto *frame = qstyleoption_cast<const QStyleOptionTabWidgetFrame *>(option);
        const QRect bar = QProxyStyle::subElementRect(element, option, widget);
        if (frame && frame->lineWidth == 0)
            return visualRect(option->direction, option->rect, bar.adjusted(metrics::space16, 0, 0, 0));
        return bar;
    }
    if (element == SE_PushButtonContents || element == SE_PushButtonFocusRect)
        return option->rect;
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize FerryStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    const int control = scaled(metrics::controlHeight);
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return parts::pushButtonSize(button, widget);
        break;
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return parts::toolButtonSize(button, widget);
        break;
    case CT_LineEdit:
        return {size.width() + 20, control};
    case CT_ComboBox:
        return {size.width() + 12 + 32, control};
    case CT_SpinBox:
        return {size.width() + 12 + 28, control};
    case CT_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return parts::tabSize(tab);
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return parts::menuItemSize(item);
        break;
    case CT_HeaderSection:
        return QProxyStyle::sizeFromContents(type, option, size, widget).expandedTo(QSize(0, scaled(24)));
    case CT_CheckBox:
    case CT_RadioButton:
        return QProxyStyle::sizeFromContents(type, option, size, widget).expandedTo(QSize(0, scaled(24)));
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

int FerryStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize: return metrics::iconSmall;
    case PM_ToolBarIconSize: return metrics::icon;
    case PM_MessageBoxIconSize: return metrics::iconLarge;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return scaled(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return metrics::space8;
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 28;
    case PM_ScrollView_ScrollBarSpacing: return 0;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: return 4;
    case PM_SplitterWidth: return 1;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap: return 0;
    case PM_TabBarBaseOverlap: return 0;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuVMargin: return 4;
    case PM_MenuHMargin: return 0;
    case PM_ToolTipLabelFrameWidth: return 6;
    case PM_DefaultFrameWidth:
        return qobject_cast<const QAbstractScrollArea *>(widget) ? 2 : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_ToolBarItemMargin:
    case PM_ToolBarItemSpacing:
    case PM_ToolBarFrameWidth:
    case PM_ToolBarHandleExtent: return 0;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return metrics::space8;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FerryStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ToolTipLabel_Opacity: return 255;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_Menu_SloppySubMenus: return 0;
    case SH_FocusFrame_AboveWidget: return 0;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_ScrollView_FrameOnlyAroundContents: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace ferry::ui
