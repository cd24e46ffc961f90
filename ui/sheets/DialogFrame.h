#pragma once

#include <QDialog>

class QHBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace ferry::ui {

/// The frame that Sheet and Notice share: a body that scrolls (sideways only where large text meets a small screen),
/// with its bar in the margin at the right, a line, and a fixed footer of 56 px. The parts are children of the dialog.
struct DialogFrame
{
    QScrollArea *scroll = nullptr;
    QVBoxLayout *body = nullptr;
    QHBoxLayout *footer = nullptr;
    QWidget *footerWidget = nullptr;
};

/// Fills an empty dialog; it is window-modal from then on.
DialogFrame makeDialogFrame(QDialog &dialog);

} // namespace ferry::ui
