#include "ui/undo/NoticeBar.h"

#include "ui/look/FerryStyle.h"
#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/PassFocus.h"
#include "ui/parts/Tone.h"
#include "ui/statusbar/Announce.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace ferry::ui {

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
{
    setFixedHeight(scaled(metrics::undoHeight));
    m_icon = new QLabel(this);
    m_icon->setFixedSize(metrics::iconSmall, metrics::iconSmall);
    m_text = new ElidedLabel(Tone::Text, 13, QFont::Normal, Qt::ElideRight, this);
    m_first = makeButton({}, ButtonKind::Tonal, this);
    m_second = makeButton({}, ButtonKind::Plain, this);
    for (QPushButton *button : {m_first, m_second}) {
        button->setMinimumHeight(0);
        button->setFixedHeight(scaled(28));
        button->installEventFilter(this);
    }
    auto *close = makeIconButton(QStringLiteral("cancel"), tr("Close"), this);
    close->installEventFilter(this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::space16, 1, metrics::space8, 0);
    layout->setSpacing(metrics::space12);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_second);
    layout->addWidget(m_first);
    layout->addWidget(close);
    m_timer = new QTimer(this);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &NoticeBar::expire);
    connect(close, &QToolButton::clicked, this, &NoticeBar::expire);
    connect(m_first, &QPushButton::clicked, this, [this] { answer(&NoticeBar::firstClicked); });
    connect(m_second, &QPushButton::clicked, this, [this] { answer(&NoticeBar::secondClicked); });
    hide();
}

void NoticeBar::present(const QString &iconName, const QString &sentence, const QString &first, const QString &second,
                        int seconds)
{
    m_iconName = iconName;
    m_text->setFullText(sentence);
    m_first->setText(first);
    m_first->setVisible(!first.isEmpty());
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
    m_timer->setInterval(seconds * 1000);
    m_limited = seconds > 0;
    m_open = true;
    setIcon();
    show();
    announce(this, sentence);
    holdOrRun();
}

void NoticeBar::setVisible(bool visible)
{
    if (!visible)
        passFocus(*this, m_heir);
    QFrame::setVisible(visible);
}

void NoticeBar::answer(void (NoticeBar::*signal)())
{
    m_timer->stop();
    m_open = false;
    hide();
    emit(this->*signal)();
}

void NoticeBar::expire()
{
    if (!std::exchange(m_open, false))
        return;
    m_timer->stop();
    hide();
    emit expired();
}

QString NoticeBar::sentence() const
{
    return m_text->fullText();
}

void NoticeBar::holdOrRun()
{
    const bool touched = underMouse() || (focusWidget() && focusWidget()->hasFocus());
    if (touched || !m_limited || !m_open)
        m_timer->stop();
    else if (!m_timer->isActive())
        m_timer->start();
}

void NoticeBar::setIcon()
{
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(iconPixmap(m_iconName, metrics::iconSmall, Theme::current().text2, devicePixelRatioF()));
}

bool NoticeBar::event(QEvent *event)
{
    const bool result = QFrame::event(event);
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        holdOrRun();
    return result;
}

bool NoticeBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        m_timer->stop();
    else if (event->type() == QEvent::FocusOut)
        QMetaObject::invokeMethod(this, &NoticeBar::holdOrRun, Qt::QueuedConnection);
    return QFrame::eventFilter(watched, event);
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().raised);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::current().line);
}

void NoticeBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_icon)
        setIcon();
}

} // namespace ferry::ui
