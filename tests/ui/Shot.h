#pragma once

#include "ui/look/Appearance.h"
#include "ui/look/Theme.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QPixmap>
#include <QWidget>

namespace ferry::ui {

/// Gives the application Ferry's look in this scheme, and the font of the design where it is installed.
inline void useLook(ColourScheme scheme)
{
    QFont font = QApplication::font();
    if (QFontDatabase::families().contains(QStringLiteral("Inter")))
        font.setFamily(QStringLiteral("Inter"));
    font.setPixelSize(13);
    QApplication::setFont(font);
    applyTheme(*qApp, scheme);
}

/// Writes what the widget looks like to the build folder, twice as large, and gives the picture back.
inline QImage takeShot(QWidget &widget, const QString &name)
{
    for (int round = 0; round < 3; ++round)
        QCoreApplication::processEvents(); // layouts and palettes settle
    QDir().mkpath(QStringLiteral(FERRY_BUILD_DIR "/screenshots"));
    QImage image(widget.size() * 2, QImage::Format_RGB32);
    image.setDevicePixelRatio(2);
    image.fill(Theme::current().window);
    widget.render(&image);
    image.save(QStringLiteral(FERRY_BUILD_DIR "/screenshots/%1.png").arg(name));
    return image;
}

} // namespace ferry::ui
