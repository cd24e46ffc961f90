#include "ui/sheets/Notice.h"

#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/ForeignText.h"
#include "ui/sheets/DialogFrame.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QShowEvent>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

constexpr int mostHeight = 720; ///< beyond it the body scrolls, so that small screens show the footer too

} // namespace

Notice::Notice(QWidget *parent)
    : QDialog(parent)
{
    const DialogFrame frame = makeDialogFrame(*this);
    frame.scroll->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_body = frame.body;
    m_body->setContentsMargins(metrics::space20, metrics::space24, metrics::space20, metrics::space20);
    m_body->setSpacing(metrics::space8);
    m_footer = frame.footer;
    m_body->parentWidget()->installEventFilter(this);
}

bool Notice::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_body->parentWidget() && event->type() == QEvent::LayoutRequest && isVisible())
        QMetaObject::invokeMethod(this, &Notice::grow, Qt::QueuedConnection); // once all of it is laid out
    return QDialog::eventFilter(watched, event);
}

int Notice::heightLimit(const QScreen &screen, int frame)
{
    return qMin(mostHeight, screen.availableGeometry().height() - frame);
}

void Notice::grow()
{
    const QWidget *content = m_body->parentWidget();
    const int missing = content->heightForWidth(content->width()) - content->parentWidget()->height();
    const int most = qMax(height(), heightLimit(*screen(), frameGeometry().height() - height()));
    if (missing > 0 && height() < most)
        resize(width(), qMin(height() + missing, most));
    const int below = frameGeometry().bottom() - screen()->availableGeometry().bottom();
    if (missing > 0 && below > 0)
        move(x(), qMax(screen()->availableGeometry().top(), y() - below));
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
    const int body = m_body->parentWidget()->heightForWidth(width);
    const int footer = m_footer->sizeHint().height() + 1;
    const int most = heightLimit(*screen(), frameGeometry().height() - height());
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
    auto *title = new ToneLabel(harmless(sentence), Tone::Text, 15, QFont::DemiBold, this);
    auto *text = new ToneLabel(harmless(reason), Tone::Secondary, 13, QFont::Normal, this);
    title->setWordWrap(true);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    texts->addWidget(title);
    texts->addWidget(text);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    m_body->addLayout(row);
    setAccessibleDescription(title->text() + u' ' + text->text());
}

} // namespace ferry::ui
