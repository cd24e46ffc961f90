#include "ui/details/TimingPage.h"

#include "ui/details/CourseView.h"
#include "ui/details/ExchangeNotes.h"
#include "ui/details/TimingChart.h"
#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Line.h"
#include "ui/parts/Numbers.h"
#include "ui/parts/Tone.h"
#include "ui/queue/QueueCommands.h"

#include <QGridLayout>
#include <QLocale>

namespace ferry::ui {

namespace {

/// The wire tells times when an answer begins, or when it has ended without one.
QString whyNoTimes(const TransferSnapshot &s)
{
    if (isOnWire(s.state))
        return TimingPage::tr("No timings before the answer is here.");
    if (QueueCommands::isInLine(s) && wasTried(s))
        return TimingPage::tr("The next try has not begun.");
    if (wasTried(s))
        return TimingPage::tr("No timings are known.");
    return TimingPage::tr("Nothing was sent yet.");
}

/// They are those of one request.
QString whatTimesLeaveOut(const TransferSnapshot &s)
{
    if (bodyLeftAt(s))
        return TimingPage::tr("These are the times of the GET alone, without the upload before it.");
    if (s.exchange && !s.exchange->redirects.isEmpty())
        return TimingPage::tr("These are the times of the last request alone, without the redirects before it.");
    return {};
}

} // namespace

TimingPage::TimingPage(QWidget *parent)
    : QScrollArea(parent)
{
    BoxFrame::clear(this);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::space16, metrics::space12, metrics::space16, metrics::space12);
    layout->setSpacing(metrics::space12);
    m_note = new ToneLabel({}, Tone::Secondary, 13, QFont::Normal, content);
    m_note->setWordWrap(true);
    m_note->setMinimumWidth(1);
    m_chart = new TimingChart(content);
    layout->addWidget(m_note);
    layout->addWidget(m_chart);
    layout->addWidget(new Line(content));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::space16);
    grid->setVerticalSpacing(metrics::space4);
    grid->setColumnStretch(1, 1);
    m_total = addFact(grid, tr("Total"));
    m_protocol = addFact(grid, tr("Protocol"));
    m_peer = addFact(grid, tr("Server"));
    m_connection = addFact(grid, tr("Connection"));
    m_added = addFact(grid, tr("Added"));
    layout->addLayout(grid);
    m_courseLine = new Line(content);
    layout->addWidget(m_courseLine);
    m_course = new CourseView(content);
    layout->addWidget(m_course);
    layout->addStretch(1);
    setWidget(content);
    content->setAutoFillBackground(false);
}

TimingPage::Fact TimingPage::addFact(QGridLayout *grid, const QString &name)
{
    const int row = grid->rowCount();
    Fact fact{new ToneLabel(name, Tone::Secondary, 12), new ToneLabel({}, Tone::Text, 12)};
    fact.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(fact.name, row, 0);
    grid->addWidget(fact.value, row, 1);
    return fact;
}

void TimingPage::setFact(const Fact &fact, const QString &value)
{
    fact.value->setText(value);
    fact.value->setAccessibleName(fact.name->text() + u' ' + value);
    fact.name->setVisible(!value.isEmpty());
    fact.value->setVisible(!value.isEmpty());
}

void TimingPage::setSnapshot(const TransferSnapshot &snapshot)
{
    m_course->setSnapshot(snapshot);
    m_courseLine->setVisible(!m_course->isHidden());
    if (snapshot.id != m_id || snapshot.exchange != m_exchange)
        showExchange(snapshot);
    // What is known to be missing changes without a new exchange.
    const QString note = m_chart->steps().isEmpty() ? whyNoTimes(snapshot) : whatTimesLeaveOut(snapshot);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void TimingPage::showExchange(const TransferSnapshot &snapshot)
{
    m_id = snapshot.id;
    m_exchange = snapshot.exchange;
    const Exchange empty;
    const Exchange &exchange = m_exchange ? *m_exchange : empty;
    m_chart->setExchange(exchange);
    m_chart->setVisible(!m_chart->steps().isEmpty());
    setFact(m_total, exchange.timings.done >= 0 ? durationText(exchange.timings.done) : QString());
    setFact(m_protocol, QString::fromLatin1(exchange.protocol));
    setFact(m_peer, exchange.peer);
    setFact(m_connection, exchange.peer.isEmpty()      ? QString()
                          : exchange.connectionReused ? tr("used again")
                                                      : tr("new"));
    setFact(m_added, QLocale().toString(snapshot.added.toLocalTime(), QLocale::ShortFormat));
}

} // namespace ferry::ui
