#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

namespace ferry::ui {

/// The colours of the window by their role; there is no colour value outside Theme.cpp. GUI thread.
struct Theme
{
    QColor window, surface, raised, field, hover, press, line, edge;
    QColor text, text2, text3;
    QColor accent, accentFill, accentFillHover, onAccent, accentSoft;
    QColor ok, okSoft, warn, warnSoft, bad, badSoft, track, tile;
    bool dark = false;
    bool highContrast = false; ///< soft fills are the ground itself, and what had one gets a frame

    static const Theme &light();
    static const Theme &darkTheme();
    /// Made of a high-contrast palette of the system, in which every text has the one colour.
    static Theme fromPalette(const QPalette &system);
    /// Whether a palette is meant for high contrast: nothing but black on white, or white on black, reaches 21 to 1.
    static bool isHighContrast(const QPalette &system);
    /// The one in use; follows setCurrent().
    static const Theme &current();
    static void setCurrent(const Theme &theme);

    /// The palette that Qt's own widgets draw with.
    QPalette palette() const;
};

/// Spaces and sizes in device-independent pixels.
namespace metrics {
constexpr int space4 = 4, space8 = 8, space12 = 12, space16 = 16, space20 = 20, space24 = 24;
constexpr int radiusSmall = 4, radius = 6, radiusCard = 8;
constexpr int controlHeight = 32, toolbarHeight = 48, statusHeight = 28, undoHeight = 40, listHeadHeight = 36;
constexpr int iconSmall = 16, icon = 20, iconLarge = 24;
constexpr int narrowWindow = 880, wideWindow = 1100; ///< widths below and from which the window is laid out otherwise
} // namespace metrics

/// Fonts relative to the application's own, which follows the system. `points` of the design are for a 13 px font.
QFont scaledFont(double designPixels, QFont::Weight weight = QFont::Normal);
/// The system's fixed font, scaled in the same way.
QFont codeFont(double designPixels = 12);
/// A design length scaled with the font, so that larger text keeps its room.
int scaled(int designPixels);

} // namespace ferry::ui
