#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

namespace ferry::ui {

/// Icons of resources/icons by their file's base name ("upload", "chevron-down"), drawn in one colour. GUI thread.

/// Follows the palette: the colour of the text of the widget's state (normal, disabled, selected).
QIcon icon(const QString &name);
/// Always in this colour.
QIcon icon(const QString &name, const QColor &colour);
/// One picture for painting, cached by name, size, colour and scale.
QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal devicePixelRatio);

/// The icon name that fits a file's name: image, film, archive, text, disc or file.
QString fileIconName(const QString &fileName);

} // namespace ferry::ui
