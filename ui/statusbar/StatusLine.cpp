#include "ui/statusbar/StatusLine.h"

#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Tone.h"
#include "ui/queue/RowNumbers.h"
#include "ui/statusbar/Announce.h"
#include "ui/statusbar/LimitsButton.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>

namespace ferry::ui {

namespace {

constexpr int sayFor = 6000;     ///< milliseconds
constexpr int narrowWidth = 640; ///< under it the address of the server goes

} // namespace

StatusLine::StatusLine(TransferModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    setFixedHeight(scaled(metrics::statusHeight));
    const auto picture = [this] {
        auto *label = new QLabel(this);
        label->setFixedSize(metrics::iconSmall, metrics::iconSmall);
        return label;
    };
    m_upIcon = picture();
    m_downIcon = picture();
    m_serverIcon = picture();
    m_up = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, this);
    m_down = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, this);
    m_running = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, this);
    m_limits = new LimitsButton(this);
    m_sentence = new ElidedLabel(Tone::Text, 12, QFont::Normal, Qt::ElideRight, this);
    m_server = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 1, metrics::space12, 0);
    layout->setSpacing(metrics::space4);
    layout->addWidget(m_upIcon);
    layout->addWidget(m_up);
    layout->addSpacing(metrics::space12);
    layout->addWidget(m_downIcon);
    layout->addWidget(m_down);
    layout->addSpacing(metrics::space12);
    layout->addWidget(m_running);
    layout->addSpacing(metrics::space4);
    layout->addWidget(m_limits);
    layout->addSpacing(metrics::space8);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_serverIcon);
    layout->addWidget(m_server);
    m_sayTimer = new QTimer(this);
    m_sayTimer->setSingleShot(true);
    m_sayTimer->setInterval(sayFor);
    connect(m_sayTimer, &QTimer::timeout, this, [this] {
        m_sentence->setFullText({});
        fit();
    });
    connect(&model, &TransferModel::summaryChanged, this, &StatusLine::refresh);
    setIcons();
    refresh();
    showServer();
}

void StatusLine::setIcons()
{
    const QColor colour = Theme::current().text2;
    const qreal ratio = devicePixelRatioF();
    m_upIcon->setPixmap(iconPixmap(QStringLiteral("up"), metrics::iconSmall, colour, ratio));
    m_downIcon->setPixmap(iconPixmap(QStringLiteral("down"), metrics::iconSmall, colour, ratio));
    m_serverIcon->setPixmap(iconPixmap(QStringLiteral("server"), metrics::iconSmall, colour, ratio));
}

void StatusLine::setParallel(int count)
{
    m_parallel = count;
    refresh();
}

void StatusLine::setLimits(qint64 down, qint64 up)
{
    m_limits->setLimits(down, up);
    fit();
}

void StatusLine::setDevServer(const QUrl &url, const QString &note)
{
    m_serverUrl = url;
    m_serverNote = note;
    showServer();
}

void StatusLine::showServer()
{
    const bool there = m_serverUrl.isValid() && !m_serverUrl.isEmpty();
    m_server->setVisible(there);
    m_serverIcon->setVisible(there);
    if (!there)
        return;
    const QString address = m_serverUrl.port() > 0
                                ? QStringLiteral("%1:%2").arg(m_serverUrl.host()).arg(m_serverUrl.port())
                                : m_serverUrl.host();
    m_serverAddress = tr("Developer server, %1").arg(address);
    const QString tip = m_serverNote.isEmpty() ? m_serverAddress : m_serverAddress + u'\n' + m_serverNote;
    m_server->setToolTip(tip);
    m_serverIcon->setToolTip(tip);
    m_serverIcon->setAccessibleName(m_serverAddress);
    m_serverIcon->setAccessibleDescription(m_serverNote);
    fit();
}

void StatusLine::fit()
{
    // What goes first comes last here; a sentence that is said now has its room before all of them.
    const bool there = !m_serverUrl.isEmpty();
    const int sentence = m_sentence->fullText().isEmpty() ? 0 : scaled(120);
    const QFontMetrics letters(m_server->font());
    const auto room = [this, &letters, sentence](const QString &server, bool icon, bool running) {
        const int texts =
            m_up->sizeHint().width() + m_down->sizeHint().width() + (running ? m_running->sizeHint().width() : 0);
        const int pictures = (icon ? 3 : 2) * metrics::iconSmall;
        const int limits = m_limits->isNeeded() ? m_limits->sizeHint().width() : 0;
        return texts + limits + pictures + 90 + sentence + letters.horizontalAdvance(server) <= width();
    };
    const QString brief = tr("Developer server");
    const QString words = room(m_serverAddress, true, true) && width() >= narrowWidth ? m_serverAddress
                          : room(brief, true, true)                                   ? brief
                                                                                      : QString();
    m_server->setText(words);
    m_server->setVisible(there && !words.isEmpty());
    m_serverIcon->setVisible(there && room({}, true, false));
    m_running->setVisible(room(words, there && !words.isEmpty(), true));
}

void StatusLine::refresh()
{
    const auto set = [](QLabel *label, const QString &text) {
        if (label->text() != text)
            label->setText(text);
    };
    set(m_up, speedText(m_model.speed(TransferKind::Upload)));
    set(m_down, speedText(m_model.speed(TransferKind::Download)));
    // Whoever lowers the number lets those that run go on.
    const int running = m_model.running();
    const QString words = running > m_parallel ? tr("%1 running, %2 at once") : tr("%1 of %2 running");
    set(m_running, words.arg(running).arg(m_parallel));
    fit();
    m_up->setAccessibleName(tr("Upload speed %1").arg(m_up->text()));
    m_down->setAccessibleName(tr("Download speed %1").arg(m_down->text()));
}

void StatusLine::say(const QString &sentence)
{
    m_sentence->setFullText(harmless(sentence));
    fit();
    m_sayTimer->start();
    announce(m_sentence, m_sentence->fullText());
}

QString StatusLine::sentence() const
{
    return m_sentence->fullText();
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().window);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::current().line);
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void StatusLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_serverIcon)
        setIcons();
}

} // namespace ferry::ui
