#pragma once

#include "ui/look/FerryStyle.h"

#include <QString>

class QPushButton;
class QToolButton;

namespace ferry::ui {

/// A flat 28 px button with an icon alone; its name is tooltip and accessible name.
QToolButton *makeIconButton(const QString &icon, const QString &name, QWidget *parent = nullptr);
/// A push button with a word, 32 px high, and perhaps an icon. Never the default of its dialog by itself.
QPushButton *makeButton(const QString &text, ButtonKind kind, QWidget *parent = nullptr, const QString &icon = {});

} // namespace ferry::ui
