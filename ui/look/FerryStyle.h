#pragma once

#include <QFocusFrame>
#include <QHash>
#include <QPointer>
#include <QProxyStyle>

namespace ferry::ui {

/// How much a button asks for attention.
enum class ButtonKind {
    Plain,       ///< raised, with an edge
    Primary,     ///< the one main button of a view
    Tonal,       ///< accent on its soft fill
    Flat,        ///< no frame until the pointer is on it
    Destructive, ///< plain with a red word
    Quiet,       ///< flat, with a secondary word in the font of the widget
    Flush,       ///< flat, its icon in line with what stands below it, in the font of the widget
};

/// For QPushButton and QToolButton. Tool buttons are Flat by themselves.
void setButtonKind(QWidget *button, ButtonKind kind);
ButtonKind buttonKind(const QWidget *button);

/// Marks an input (line edit, combo box, spin box, table, list, text edit) so that its frame turns red; the sentence
/// that belongs to it becomes its accessible description. An empty sentence takes both away.
void setFieldProblem(QWidget *field, const QString &sentence);
bool hasFieldProblem(const QWidget *field);

/// Whether the focus ring stands around it: it has the focus of its window, and not by a click.
bool hasFocusRing(const QWidget *button);

/// Fusion with the shapes of Ferry: buttons, fields, tabs, check boxes, menus, scroll bars, focus rings. Colours come
/// from Theme::current(). Enter presses a button that has the focus, and the wheel changes no field that has it not,
/// everywhere. Owned by the QApplication; GUI thread.
class FerryStyle : public QProxyStyle
{
    Q_OBJECT

public:
    FerryStyle();

    void polish(QWidget *widget) override;
    void unpolish(QWidget *widget) override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                         const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    QIcon standardIcon(StandardPixmap standard, const QStyleOption *option, const QWidget *widget) const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Puts the focus ring around a button that got the focus by the keyboard.
    void moveRing(QWidget *button, const QFocusEvent &event);
    /// A ring that stayed on a button while its window was inactive, or a menu open, goes to whoever has the focus now.
    void followFocus(QWidget *now);

    QHash<const QWidget *, QPointer<QFocusFrame>> m_rings; ///< by window
};

} // namespace ferry::ui
