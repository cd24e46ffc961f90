#pragma once

#include <QRect>
#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QWidget;

/// The drawing of FerryStyle, by groups of controls. Stateless; every colour from Theme::current().
namespace ferry::ui::parts {

// StyleButtons.cpp
void drawButtonPanel(QPainter *painter, const QStyleOption *option, const QWidget *widget);
void drawPushButtonLabel(QPainter *painter, const QStyleOptionButton *option, const QWidget *widget);
void drawToolButton(QPainter *painter, const QStyleOptionToolButton *option, const QWidget *widget);
QSize pushButtonSize(const QStyleOptionButton *option, const QWidget *widget);
QSize toolButtonSize(const QStyleOptionToolButton *option, const QWidget *widget);
void drawCheckBox(QPainter *painter, const QStyleOption *option);
void drawRadioButton(QPainter *painter, const QStyleOption *option);

// StyleFields.cpp
void drawFieldFrame(QPainter *painter, const QStyleOption *option, const QWidget *widget);
void drawComboBox(QPainter *painter, const QStyleOptionComboBox *option, const QWidget *widget);
void drawComboLabel(QPainter *painter, const QStyleOptionComboBox *option, const QWidget *widget);
QRect comboRect(const QStyleOptionComboBox *option, QStyle::SubControl subControl);
void drawSpinBox(QPainter *painter, const QStyleOptionSpinBox *option, const QWidget *widget);
QRect spinRect(const QStyleOptionSpinBox *option, QStyle::SubControl subControl);

// StyleViews.cpp
/// What the ring of a tab needs beside its words.
constexpr int tabRing = 4;
void drawTab(QPainter *painter, const QStyleOptionTab *option);
/// The line below the tabs, from their first word on.
void drawTabBase(QPainter *painter, const QStyleOption *option);
void drawTabLabel(QPainter *painter, const QStyleOptionTab *option);
QSize tabSize(const QStyleOptionTab *option);
void drawHeaderSection(QPainter *painter, const QStyleOptionHeader *option);
void drawHeaderLabel(QPainter *painter, const QStyleOptionHeader *option);
void drawScrollBar(QPainter *painter, const QStyleOptionSlider *option);
QRect scrollBarRect(const QStyleOptionSlider *option, QStyle::SubControl subControl);

// StyleMenus.cpp
void drawMenuPanel(QPainter *painter, const QStyleOption *option);
void drawMenuItem(QPainter *painter, const QStyleOptionMenuItem *option);
QSize menuItemSize(const QStyleOptionMenuItem *option);

} // namespace ferry::ui::parts
