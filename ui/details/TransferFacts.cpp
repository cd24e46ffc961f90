#include "ui/details/TransferFacts.h"

#include "ui/queue/RowNumbers.h"
#include "ui/queue/WaitText.h"
#include "ui/rates/RateText.h"

#include <QCoreApplication>

namespace ferry::ui {

namespace {

/// Gives the texts their translation context.
class Facts
{
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

QString resumableText(const TransferSnapshot &s)
{
    if (s.kind() == TransferKind::Upload)
        return Facts::tr("no, an upload starts over");
    switch (s.resumable) {
    case Resumable::Yes:
        return Facts::tr("yes");
    case Resumable::NoRanges:
        return Facts::tr("no, the server sends files only whole");
    case Resumable::NoValidator:
        return Facts::tr("no, nothing tells whether the file is still the same");
    case Resumable::NoLength:
        return Facts::tr("no, the length is not known");
    case Resumable::Form:
        return Facts::tr("no, an upload starts over");
    case Resumable::Unknown:
        return Facts::tr("not known before the answer");
    }
    Q_UNREACHABLE();
}

QString checkedText(const QString &by)
{
    return by == QLatin1String("sha256") ? Facts::tr("the checksum given") : by;
}

QString priorityText(Priority priority)
{
    return priority == Priority::High ? Facts::tr("high") : priority == Priority::Low ? Facts::tr("low") : QString();
}

} // namespace

QList<TransferFact> transferFacts(const TransferSnapshot &s)
{
    QList<TransferFact> facts;
    const auto add = [&facts](const QString &name, const QString &value) {
        if (!value.isEmpty())
            facts.append({name, value});
    };
    const bool open = !isFinal(s.state) && s.state != TransferState::Ready;
    const int retries = optionsOf(*s.request).retries;
    if (open)
        add(Facts::tr("Resumable"), resumableText(s));
    if (open && s.connections > 0)
        add(Facts::tr("Connections"), QString::number(s.connections));
    if (open && s.rateLimit > 0)
        add(Facts::tr("Speed limit"), rateText(s.rateLimit));
    if (open)
        add(Facts::tr("Priority"), priorityText(s.priority));
    if (open && retries > 0)
        add(Facts::tr("Tries by itself"), Facts::tr("%1 of %2", "tries made, most tries").arg(s.tries).arg(retries));
    if (!s.checkedBy.isEmpty())
        add(Facts::tr("Checked by"), checkedText(s.checkedBy));
    return facts;
}

QList<AttemptLine> attemptLines(const TransferSnapshot &s, const QDateTime &now)
{
    QList<AttemptLine> lines;
    for (auto it = s.attempts.crbegin(); it != s.attempts.crend(); ++it) {
        QString reason = tryReason(it->statusCode, it->error);
        if (reason.isEmpty())
            reason = Facts::tr("ended");
        lines.append({Facts::tr("%1. %2", "number of the attempt, what happened").arg(it->number).arg(reason),
                      clockText(it->ended, now)});
    }
    return lines;
}

QStringList transferNotes(const TransferSnapshot &s)
{
    QStringList notes;
    const bool running = isOnWire(s.state) || s.state == TransferState::Paused || s.state == TransferState::Waiting;
    // An upload can be paused until all of it is sent, and has lost nothing more while it is held.
    if (running && (s.kind() == TransferKind::Download || s.state == TransferState::Sending))
        notes << notResumableText(s);
    if (!s.checkedBy.isEmpty())
        notes << Facts::tr("The bytes were compared with %1, and agree.").arg(checkedText(s.checkedBy));
    notes.removeAll(QString());
    return notes;
}

} // namespace ferry::ui
