#include "ui/look/Theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QScreen>

namespace ferry::ui {

namespace {

QColor hex(QRgb rgb)
{
    return QColor::fromRgb(rgb);
}

Theme makeLight()
{
    Theme t;
    t.window = hex(0xF4F5F7);
    t.surface = hex(0xFFFFFF);
    t.raised = hex(0xFFFFFF);
    t.field = hex(0xFFFFFF);
    t.hover = hex(0xF3F5F8);
    t.press = hex(0xE6E9EE);
    t.line = hex(0xE1E4E9);
    t.edge = hex(0x828B98);
    t.text = hex(0x1A1D22);
    t.text2 = hex(0x535B67);
    t.text3 = hex(0x858D99);
    t.accent = hex(0x2457D6);
    t.accentFill = hex(0x2457D6);
    t.accentFillHover = hex(0x1D48B4);
    t.onAccent = hex(0xFFFFFF);
    t.accentSoft = hex(0xE7EDFC);
    t.ok = hex(0x1A6E3F);
    t.okSoft = hex(0xE4F3EA);
    t.warn = hex(0x875600);
    t.warnSoft = hex(0xFCF1DB);
    t.bad = hex(0xB92A2A);
    t.badSoft = hex(0xFCEAE9);
    t.track = hex(0xDFE3E9);
    t.tile = hex(0xEEF0F4);
    return t;
}

Theme makeDark()
{
    Theme t;
    t.window = hex(0x1A1C20);
    t.surface = hex(0x202328);
    t.raised = hex(0x26292F);
    t.field = hex(0x1A1C20);
    t.hover = hex(0x272B31);
    t.press = hex(0x30353C);
    t.line = hex(0x33373E);
    t.edge = hex(0x747D8A);
    t.text = hex(0xE9ECF0);
    t.text2 = hex(0xA9B1BC);
    t.text3 = hex(0x7B8491);
    t.accent = hex(0x8CADFF);
    t.accentFill = hex(0x3664DC);
    t.accentFillHover = hex(0x2F59C6);
    t.onAccent = hex(0xFFFFFF);
    t.accentSoft = hex(0x29344F);
    t.ok = hex(0x62CB90);
    t.okSoft = hex(0x1F3529);
    t.warn = hex(0xE3B355);
    t.warnSoft = hex(0x3A301C);
    t.bad = hex(0xFF8F86);
    t.badSoft = hex(0x432726);
    t.track = hex(0x3C4149);
    t.tile = hex(0x2C3037);
    t.dark = true;
    return t;
}

Theme &inUse()
{
    static Theme theme = Theme::light();
    return theme;
}

/// How many device-independent pixels the application's font is high; the design is drawn for 13.
double fontFactor()
{
    const QFont font = QApplication::font();
    double pixels = font.pixelSize();
    if (pixels <= 0) {
        const QScreen *screen = QGuiApplication::primaryScreen();
        pixels = font.pointSizeF() * (screen ? screen->logicalDotsPerInchY() : 96.0) / 72.0;
    }
    return qMax(pixels, 6.0) / 13.0;
}

QFont sized(QFont font, double designPixels)
{
    // Nothing is set in letters under 11 px, however small the system's font is.
    const double factor = qMax(fontFactor(), 11.0 / designPixels);
    const QScreen *screen = QGuiApplication::primaryScreen();
    font.setPointSizeF(designPixels * factor * 72.0 / (screen ? screen->logicalDotsPerInchY() : 96.0));
    return font;
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme &Theme::darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

bool Theme::isHighContrast(const QPalette &system)
{
    const QColor ground = system.color(QPalette::Window);
    const QColor text = system.color(QPalette::WindowText);
    return qAbs(qGray(ground.rgb()) - qGray(text.rgb())) >= 253;
}

Theme Theme::fromPalette(const QPalette &system)
{
    const QColor ground = system.color(QPalette::Window);
    const QColor ink = system.color(QPalette::WindowText);
    const QColor faint = system.color(QPalette::Disabled, QPalette::WindowText);
    Theme t;
    t.window = t.surface = t.raised = t.field = t.hover = t.press = ground;
    t.accentSoft = t.okSoft = t.warnSoft = t.badSoft = t.track = t.tile = ground;
    t.text = t.text2 = t.line = t.edge = t.accent = t.ok = t.warn = t.bad = ink;
    t.text3 = faint;
    t.accentFill = t.accentFillHover = system.color(QPalette::Highlight);
    t.onAccent = system.color(QPalette::HighlightedText);
    t.dark = ground.lightness() < ink.lightness();
    t.highContrast = true;
    return t;
}

const Theme &Theme::current()
{
    return inUse();
}

void Theme::setCurrent(const Theme &theme)
{
    inUse() = theme;
}

QPalette Theme::palette() const
{
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, const QColor &colour) { p.setColor(QPalette::All, role, colour); };
    set(QPalette::Window, window);
    set(QPalette::WindowText, text);
    set(QPalette::Base, field);
    set(QPalette::AlternateBase, hover);
    set(QPalette::Text, text);
    set(QPalette::Button, raised);
    set(QPalette::ButtonText, text);
    set(QPalette::BrightText, bad);
    set(QPalette::ToolTipBase, raised);
    set(QPalette::ToolTipText, text);
    set(QPalette::Highlight, accentFill);
    set(QPalette::HighlightedText, onAccent);
    set(QPalette::PlaceholderText, text2);
    set(QPalette::Link, accent);
    set(QPalette::LinkVisited, accent);
    set(QPalette::Light, raised);
    set(QPalette::Midlight, line);
    set(QPalette::Mid, edge);
    set(QPalette::Dark, edge);
    set(QPalette::Shadow, edge);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        p.setColor(QPalette::Disabled, role, text3);
    p.setColor(QPalette::Disabled, QPalette::Highlight, press);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, text3);
    return p;
}

QFont scaledFont(double designPixels, QFont::Weight weight)
{
    QFont font = sized(QApplication::font(), designPixels);
    font.setWeight(weight);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature(QFont::Tag("tnum"), 1);
#endif
    return font;
}

QFont codeFont(double designPixels)
{
    return sized(QFontDatabase::systemFont(QFontDatabase::FixedFont), designPixels);
}

int scaled(int designPixels)
{
    return qRound(designPixels * qMax(1.0, fontFactor()));
}

} // namespace ferry::ui
