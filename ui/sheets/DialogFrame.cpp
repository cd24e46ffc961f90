#include "ui/sheets/DialogFrame.h"

#include "ui/look/Theme.h"
#include "ui/parts/Line.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ferry::ui {

DialogFrame makeDialogFrame(QDialog &dialog)
{
    dialog.setWindowModality(Qt::WindowModal);
    DialogFrame frame;
    auto *outer = new QVBoxLayout(&dialog);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    frame.scroll = new QScrollArea(&dialog);
    frame.scroll->setFrameShape(QFrame::NoFrame);
    frame.scroll->setWidgetResizable(true);
    frame.scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(frame.scroll);
    frame.body = new QVBoxLayout(content);
    frame.scroll->setWidget(content);
    outer->addWidget(frame.scroll, 1);
    outer->addWidget(new Line(&dialog));
    frame.footerWidget = new QWidget(&dialog);
    frame.footerWidget->setMinimumHeight(scaled(56));
    frame.footer = new QHBoxLayout(frame.footerWidget);
    frame.footer->setContentsMargins(metrics::space20, metrics::space8, metrics::space20, metrics::space8);
    frame.footer->setSpacing(metrics::space8);
    outer->addWidget(frame.footerWidget);
    return frame;
}

} // namespace ferry::ui
