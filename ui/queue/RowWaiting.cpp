#include "ui/parts/Numbers.h"
#include "ui/queue/RowNumbers.h"
#include "ui/queue/RowParts.h"
#include "ui/queue/WaitText.h"

#include <QCoreApplication>

namespace ferry::ui {

namespace {

/// Gives the texts their translation context.
class WaitingRow
{
    Q_DECLARE_TR_FUNCTIONS(Row)
};

/// English counts places with endings of their own; other languages translate all four alike.
QString placeInLine(int n)
{
    if (n <= 0)
        return WaitingRow::tr("for a free place");
    const bool teen = n % 100 >= 11 && n % 100 <= 13;
    const QString number = QString::number(n);
    if (!teen && n % 10 == 1)
        return WaitingRow::tr("for a free place, %1st in line").arg(number);
    if (!teen && n % 10 == 2)
        return WaitingRow::tr("for a free place, %1nd in line").arg(number);
    if (!teen && n % 10 == 3)
        return WaitingRow::tr("for a free place, %1rd in line").arg(number);
    return WaitingRow::tr("for a free place, %1th in line").arg(number);
}

QString waitHost(const TransferSnapshot &s)
{
    return s.waitHost.isEmpty() ? s.url().host() : s.waitHost;
}

/// What came before it stopped, where it goes on from there; else the size alone.
void setKept(RowText &row, const TransferSnapshot &s)
{
    const bool kept = s.kind() == TransferKind::Download && s.bytesDone > 0 && goesOnAfterPause(s);
    if (kept)
        setBar(row, s);
    else if (s.bytesTotal >= 0)
        setSize(row, s.bytesTotal);
}

void fillRetry(RowText &row, const TransferSnapshot &s, const QDateTime &now)
{
    row.tone = Tone::Warn;
    const qint64 left = millisecondsLeft(s, now).value_or(0);
    row.word =
        left > 0 ? WaitingRow::tr("Trying again in %1", "a countdown").arg(countdownText(left)) : WaitingRow::tr("Trying again now");
    row.explanation = lastTryText(s);
    setKept(row, s);
    if (row.bar != RowBar::None)
        row.right = WaitingRow::tr("bytes kept");
    row.actions = {RowAction::Retry, RowAction::Cancel};
}

void fillPaused(RowText &row, const TransferSnapshot &s)
{
    row.icon = QStringLiteral("paused");
    row.word = WaitingRow::tr("Paused");
    const bool over = s.bytesDone > 0 && (s.kind() == TransferKind::Upload || !goesOnAfterPause(s));
    row.tone = s.error ? Tone::Warn : row.tone;
    const QString reason = s.error ? pauseReason(*s.error) : fromOrTo(s);
    row.explanation = over ? WaitingRow::tr("%1, starts over", "to or from where").arg(reason) : reason;
    setKept(row, s);
    row.actions = {RowAction::Resume, RowAction::Cancel};
}

} // namespace

QString lastTryText(const TransferSnapshot &s)
{
    const PastAttempt last = s.attempts.isEmpty() ? PastAttempt() : s.attempts.last();
    const QString reason = tryReason(last.statusCode, last.error ? last.error : s.error);
    const int most = optionsOf(*s.request).retries;
    const QString which = most > 0 ? WaitingRow::tr("try %1 of %2").arg(qBound(1, s.tries, most)).arg(most) : QString();
    if (reason.isEmpty() || which.isEmpty())
        return reason + which;
    return WaitingRow::tr("%1, %2", "why the last try failed, which try is next").arg(reason, which);
}

QString hostWaitText(const TransferSnapshot &s)
{
    return WaitingRow::tr("for %1, asked to wait", "a host").arg(waitHost(s));
}

void fillWaiting(RowText &row, const TransferSnapshot &s, const QDateTime &now)
{
    if (s.state == TransferState::Paused)
        return fillPaused(row, s);
    row.icon = QStringLiteral("clock");
    row.word = WaitingRow::tr("Waiting");
    row.actions = {RowAction::Cancel};
    const bool waits = s.state == TransferState::Waiting;
    if (waits && s.waitReason == WaitReason::Retry)
        return fillRetry(row, s, now);
    if (waits && s.waitReason == WaitReason::Network) {
        row.explanation = WaitingRow::tr("for the network");
    } else if (waits && s.waitReason == WaitReason::Host) {
        row.explanation = hostWaitText(s);
        if (s.tries > 0)
            row.explanation = WaitingRow::tr("%1; %2", "what it waits for, what the last try came to")
                                  .arg(row.explanation, lastTryText(s));
        if (const auto left = millisecondsLeft(s, now))
            row.right = WaitingRow::tr("goes on in %1", "a countdown").arg(countdownText(*left));
    } else if (s.waitReason == WaitReason::Host) {
        row.explanation = WaitingRow::tr("for a free place at %1", "a host").arg(waitHost(s));
    } else {
        row.explanation = placeInLine(s.queuePosition);
    }
    setKept(row, s);
}

} // namespace ferry::ui
