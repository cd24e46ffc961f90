#include "app/terminal/ProgressBar.h"

#include "app/terminal/Reporter.h"
#include "app/terminal/TerminalText.h"
#include "core/types/ErrorText.h"

#include <cmath>

namespace ferry {

namespace {

constexpr int shortestName = 12;
constexpr int shortestBar = 6;
constexpr int longestBar = 40;

QString padded(const QString &text, int columns)
{
    return text + QString(qMax(0, columns - displayWidth(text)), u' ');
}

QString bar(double fraction, int columns, bool unicode)
{
    const int full = int(std::floor(fraction * columns));
    return QString(full, unicode ? u'█' : u'#') + QString(columns - full, unicode ? u'░' : u'.');
}

/// "12.3/40.0 MB": both in the unit of the total, so that they can be compared at a glance.
QString bytesOfTotal(qint64 done, qint64 total)
{
    const QString whole = TerminalText::bytes(total);
    int power = 0;
    for (qint64 rest = total; rest >= 1000; rest /= 1000)
        ++power;
    const double unit = std::pow(1000.0, power);
    return QStringLiteral("%1/%2").arg(double(done) / unit, 0, 'f', power == 0 ? 0 : 1).arg(whole);
}

QString waitWords(const TransferSnapshot &snapshot)
{
    if (snapshot.waitReason == WaitReason::Network)
        return TerminalText::tr("waiting for the network");
    const qint64 left = qMax(qint64(0), QDateTime::currentDateTimeUtc().msecsTo(snapshot.waitUntil));
    return TerminalText::tr("trying again in %1 (%2 of %3)")
        .arg(TerminalText::duration((left + 999) / 1000))
        .arg(snapshot.tries)
        .arg(optionsOf(*snapshot.request).retries);
}

/// Why it waits to be tried again; empty if that is not known.
QString lastFault(const TransferSnapshot &snapshot)
{
    if (snapshot.state != TransferState::Waiting || snapshot.attempts.isEmpty())
        return {};
    const PastAttempt &last = snapshot.attempts.last();
    if (last.error)
        return errorSummary(*last.error);
    return last.statusCode > 0 ? TerminalText::tr("answered %1").arg(last.statusCode) : QString();
}

QString stateWords(const TransferSnapshot &snapshot)
{
    switch (snapshot.state) {
    case TransferState::Connecting:
        return TerminalText::tr("connecting");
    case TransferState::Awaiting:
        return snapshot.kind() == TransferKind::Upload ? TerminalText::tr("sent, waiting for the answer")
                                                       : TerminalText::tr("waiting for the answer");
    case TransferState::Verifying:
        return TerminalText::tr("verifying");
    case TransferState::Saving:
        return TerminalText::tr("saving");
    case TransferState::Waiting:
        return waitWords(snapshot);
    default:
        return {};
    }
}

/// The numbers in the order of their weight.
QStringList numbers(const TransferSnapshot &snapshot)
{
    const QString words = stateWords(snapshot);
    QStringList parts;
    const bool copies = snapshot.copiedPercent() >= 0;
    const int percent = copies ? snapshot.copiedPercent() : progressOf(snapshot);
    if (percent >= 0 && (words.isEmpty() || percent > 0))
        parts.append(QStringLiteral("%1%").arg(percent, 3));
    if (!words.isEmpty()) {
        parts << words << lastFault(snapshot);
        parts.removeAll(QString());
        return parts;
    }
    parts.append(snapshot.bytesTotal < 0 ? TerminalText::bytes(snapshot.bytesDone)
                                         : bytesOfTotal(snapshot.bytesDone, snapshot.bytesTotal));
    if (snapshot.bytesPerSecond >= 0)
        parts.append(TerminalText::speed(snapshot.bytesPerSecond));
    if (snapshot.secondsLeft >= 0)
        parts.append(TerminalText::tr("%1 left").arg(TerminalText::duration(snapshot.secondsLeft)));
    return parts;
}

} // namespace

QString progressLine(const TransferSnapshot &snapshot, int columns, bool unicode)
{
    const bool upload = snapshot.kind() == TransferKind::Upload;
    const QString arrow = unicode ? (upload ? QStringLiteral("↑ ") : QStringLiteral("↓ "))
                                  : (upload ? QStringLiteral("> ") : QStringLiteral("< "));
    QStringList parts = numbers(snapshot);
    const QString gap = QStringLiteral("  ");
    const auto room = [&] { return columns - 2 - 2 - displayWidth(parts.join(gap)); };
    while (parts.size() > 1 && room() < shortestName)
        parts.removeLast();

    const QString name = TerminalText::oneLine(snapshot.name);
    const bool copies = snapshot.copiedPercent() >= 0;
    const qint64 total = copies ? snapshot.bytesDone : snapshot.bytesTotal;
    const bool withBar = total > 0 && room() >= shortestName + 2 + shortestBar;
    int barWidth = 0;
    int nameWidth = qMax(0, room());
    if (withBar) {
        barWidth =
            qBound(shortestBar, room() - 2 - qBound(shortestName, displayWidth(name), qMax(shortestName, room() / 2)),
                   longestBar);
        nameWidth = room() - 2 - barWidth;
    }
    QString line = arrow + padded(elidedMiddle(name, nameWidth), nameWidth) + gap;
    if (withBar) {
        const qint64 done = copies ? snapshot.bytesCopied : snapshot.bytesDone;
        const double fraction = qBound(0.0, double(done) / double(total), 1.0);
        line += bar(fraction, barWidth, unicode) + gap;
    }
    line += parts.join(gap);
    return displayWidth(line) > columns ? elidedMiddle(line, columns) : line;
}

QString summaryLine(int ended, int all, double bytesPerSecond, int columns)
{
    QString text = TerminalText::tr("%1 of %2 ended").arg(ended).arg(all);
    if (bytesPerSecond > 0)
        text += QStringLiteral("  ") + TerminalText::speed(bytesPerSecond);
    return elidedMiddle(text, columns);
}

} // namespace ferry
