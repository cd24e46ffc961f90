#pragma once

#include <QString>

namespace ferry::ui {

/// Foreign text, as the name of a file or an address is, on one line and without what hides or turns around what is
/// read: controls and formats, but for the two joiners, which words and emoji are written with. For the eye and the ear
/// alone: what is saved, sent or copied is the text itself. A pure function.
QString harmless(const QString &foreign);

} // namespace ferry::ui
