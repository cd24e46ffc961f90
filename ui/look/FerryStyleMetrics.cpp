#include "ui/look/FerryStyle.h"
#include "ui/look/StyleParts.h"
#include "ui/look/Theme.h"

#include <QAbstractScrollArea>
#include <QFrame>
#include <QStyleOption>

namespace ferry::ui {

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
            return visualRect(option->direction, option->rect,
                              bar.adjusted(metrics::space16 - parts::tabRing, 0, 0, 0));
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
    case PM_TabBarIconSize:
        return metrics::iconSmall;
    case PM_ToolBarIconSize:
        return metrics::icon;
    case PM_MessageBoxIconSize:
        return metrics::iconLarge;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return scaled(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return metrics::space8;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 4;
    case PM_SplitterWidth:
        return 1;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_TabBarBaseOverlap:
        return 0;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuHMargin:
        return 0;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_DefaultFrameWidth:
        return qobject_cast<const QAbstractScrollArea *>(widget) ? 2 : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_ToolBarItemMargin:
    case PM_ToolBarItemSpacing:
    case PM_ToolBarFrameWidth:
    case PM_ToolBarHandleExtent:
        return 0;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return metrics::space8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FerryStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_Menu_SloppySubMenus:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_FocusFrame_AboveWidget:
        return 1; // and in the window, or it would be cut at the edges of what holds the button
    case SH_ComboBox_PopupFrameStyle:
        return int(QFrame::Box) | int(QFrame::Plain);
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace ferry::ui
