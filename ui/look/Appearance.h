#pragma once

#include "core/store/Settings.h"

class QApplication;

namespace ferry::ui {

/// Sets Ferry's style, theme and palette for the whole application. With ColourScheme::System it goes on following the
/// system until it is called again. Widgets hear of a change by QEvent::PaletteChange. GUI thread.
void applyTheme(QApplication &application, ColourScheme scheme);

} // namespace ferry::ui
