#include "ui/sheets/Notice.h"

#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/Line.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QShowEvent>
#include <QVBoxLayout>

namespace ferry::ui {

Notice::Notice(QWidget *parent)
    : QDialog(parent)
{
    setWindowModality(Qt::WindowModal);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(scroll);
    m_body = new QVBoxLayout(content);
    m_body->setContentsMargins(metrics::space20, metrics::space24, metrics::space20, metrics::space20);
    m_body->setSpacing(metrics::space8);
    scroll->setWidget(content);
    outer->addWidget(scroll, 1);
    outer->addWidget(new Line(this));
    auto *footer = new QWidget(this);
    footer->setMinimumHeight(scaled(56));
    m_footer = new QHBoxLayout(footer);
    m_footer->setContentsMargins(metrics::space20, metrics::space8, metrics::space20, metrics::space8);
    m_footer->setSpacing(metrics::space8);
    outer->addWidget(footer);
}

void Notice::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    // The default button, and not what comes first in the order of Tab.
    for (QPushButton *button : findChildren<QPushButton *>()) {
        if (button->isDefault() && !event->spontaneous())
            button->setFocus(Qt::TabFocusReason);
    }
}

void Notice::setHead(const QString &icon, Tone tone, const QString &sentence, const QString &reason)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space12);
    auto *picture = new QLabel(this);
    picture->setPixmap(iconPixmap(icon, metrics::iconLarge, toneColour(tone), devicePixelRatioF()));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(metrics::space4);
    auto *title = new ToneLabel(sentence, Tone::Text, 15, QFont::DemiBold, this);
    auto *text = new ToneLabel(reason, Tone::Secondary, 13, QFont::Normal, this);
    title->setWordWrap(true);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    texts->addWidget(title);
    texts->addWidget(text);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    m_body->addLayout(row);
    setAccessibleDescription(sentence + u' ' + reason);
}

} // namespace ferry::ui
