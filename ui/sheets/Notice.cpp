#include "ui/sheets/Notice.h"

#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/sheets/DialogFrame.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QShowEvent>
#include <QVBoxLayout>

namespace ferry::ui {

Notice::Notice(QWidget *parent)
    : QDialog(parent)
{
    const DialogFrame frame = makeDialogFrame(*this);
    frame.scroll->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_body = frame.body;
    m_body->setContentsMargins(metrics::space20, metrics::space24, metrics::space20, metrics::space20);
    m_body->setSpacing(metrics::space8);
    m_footer = frame.footer;
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

void Notice::fitHeight(int width, int least)
{
    constexpr int most = 720; // beyond it the body scrolls, so that small screens show the footer too
    const int body = m_body->parentWidget()->heightForWidth(width);
    const int footer = m_footer->sizeHint().height() + 1;
    resize(width, qMin(qMax(least, body + qMax(footer, scaled(56) + 1)), most));
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
