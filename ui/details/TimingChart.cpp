#include "ui/details/TimingChart.h"

#include "ui/look/Painting.h"
#include "ui/look/Theme.h"
#include "ui/parts/Numbers.h"

#include <QCoreApplication>
#include <QPainter>

namespace ferry::ui {

namespace {

constexpr int stepHeight = 28;

/// Where no answer came, all that is known of the phase in which it ended is that those before it were over.
TimingStep phaseOfTheEnd(const Exchange &exchange)
{
    const Timings &t = exchange.timings;
    const bool isTls = exchange.url.scheme() == QLatin1String("https");
    if (t.firstByte >= 0)
        return {TimingChart::tr("Receive"), 0, 0, false};
    if (t.sent >= 0)
        return {TimingChart::tr("Wait"), 0, 0, true};
    if (exchange.connectionReused || t.tlsDone >= 0 || (t.connected >= 0 && !isTls))
        return {TimingChart::tr("Send"), 0, 0, false};
    if (t.connected >= 0)
        return {TimingChart::tr("TLS"), 0, 0, true};
    return {t.nameLookup >= 0 ? TimingChart::tr("Connect") : TimingChart::tr("Name lookup"), 0, 0, true};
}

} // namespace

QList<TimingStep> timingSteps(const Exchange &exchange)
{
    const Timings &t = exchange.timings;
    QList<TimingStep> steps;
    qint64 from = 0;
    const auto add = [&](const QString &name, qint64 until, bool waiting) {
        if (until < 0)
            return;
        // A reused connection reports zero for what it did not do.
        if (until > from)
            steps.append({name, from, until - from, waiting});
        from = qMax(from, until);
    };
    add(TimingChart::tr("Name lookup"), t.nameLookup, true);
    add(TimingChart::tr("Connect"), t.connected, true);
    add(TimingChart::tr("TLS"), t.tlsDone, true);
    add(TimingChart::tr("Send"), t.sent, false);
    // Only a body that left whole was waited for; an early answer comes while it is sent.
    add(t.sent >= 0 ? TimingChart::tr("Wait") : TimingChart::tr("Send"), t.firstByte, t.sent >= 0);
    const TimingStep last = phaseOfTheEnd(exchange);
    add(last.name, t.done, last.waiting);
    return steps;
}

TimingChart::TimingChart(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimingChart::setExchange(const Exchange &exchange)
{
    const QList<TimingStep> steps = timingSteps(exchange);
    if (steps == m_steps)
        return;
    m_steps = steps;
    m_total = steps.isEmpty() ? 0 : steps.last().start + steps.last().length;
    QStringList spoken;
    for (const TimingStep &step : steps)
        spoken.append(tr("%1 %2", "a step, its duration").arg(step.name, durationText(step.length)));
    setAccessibleName(tr("Timing"));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize TimingChart::sizeHint() const
{
    return {scaled(260), int(m_steps.size()) * scaled(stepHeight)};
}

QSize TimingChart::minimumSizeHint() const
{
    return {scaled(160), sizeHint().height()};
}

void TimingChart::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setFont(scaledFont(12));
    const QFontMetrics fm = painter.fontMetrics();
    int names = 0;
    int times = 0;
    for (const TimingStep &step : m_steps) {
        names = qMax(names, fm.horizontalAdvance(step.name));
        times = qMax(times, fm.horizontalAdvance(durationText(step.length)));
    }
    const QRectF bars(names + metrics::space16, 0, width() - names - times - 2 * metrics::space16, height());
    const int high = scaled(stepHeight);
    for (qsizetype i = 0; i < m_steps.size() && m_total > 0; ++i) {
        const TimingStep &step = m_steps.at(i);
        const QRect row(0, int(i) * high, width(), high);
        painter.setPen(theme.text2);
        painter.drawText(row, int(Qt::AlignVCenter | Qt::AlignLeft), step.name);
        painter.setPen(theme.text);
        painter.drawText(row, int(Qt::AlignVCenter | Qt::AlignRight), durationText(step.length));
        const qreal y = row.center().y() - 3;
        drawBox(&painter, QRectF(bars.left(), y, bars.width(), 8), 4, theme.track);
        const qreal x = bars.left() + bars.width() * qreal(step.start) / qreal(m_total);
        const qreal wide = qMax(4.0, bars.width() * qreal(step.length) / qreal(m_total));
        const QRectF bar(qMin(x, bars.right() - wide), y, wide, 8);
        drawBox(&painter, bar, qMin(4.0, wide / 2), step.waiting ? theme.text2 : theme.accent);
    }
}

} // namespace ferry::ui
