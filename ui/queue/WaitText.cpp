#include "ui/queue/WaitText.h"

#include "core/types/ErrorText.h"
#include "ui/parts/ForeignText.h"

#include <QCoreApplication>

namespace ferry::ui {

namespace {

/// Gives the texts their translation context.
class Wait
{
    Q_DECLARE_TR_FUNCTIONS(Wait)
};

} // namespace

std::optional<qint64> millisecondsLeft(const TransferSnapshot &s, const QDateTime &now)
{
    const bool timed = s.waitReason == WaitReason::Retry || s.waitReason == WaitReason::Host;
    if (s.state != TransferState::Waiting || !timed || !s.waitUntil.isValid())
        return std::nullopt;
    return qMax<qint64>(0, now.msecsTo(s.waitUntil));
}

std::optional<qint64> untilTextChanges(const TransferSnapshot &s, const QDateTime &now)
{
    if (const auto left = millisecondsLeft(s, now)) {
        if (*left == 0)
            return std::nullopt; // it goes on by itself any moment, and that is news
        return *left % 1000 == 0 ? 1000 : *left % 1000;
    }
    const bool awaits =
        s.state == TransferState::Awaiting || (s.state == TransferState::Receiving && s.kind() == TransferKind::Upload);
    if (!awaits || !s.stateSince.isValid())
        return std::nullopt;
    return 1000 - qMax<qint64>(0, s.stateSince.msecsTo(now)) % 1000;
}

QString countdownText(qint64 milliseconds)
{
    const qint64 seconds = (milliseconds + 999) / 1000;
    const QLatin1Char zero('0');
    if (seconds < 3600)
        return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, zero);
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / 3600)
        .arg(seconds % 3600 / 60, 2, 10, zero)
        .arg(seconds % 60, 2, 10, zero);
}

QString tryReason(int statusCode, const std::optional<TransferError> &error)
{
    if (statusCode >= 300)
        return Wait::tr("the server answered %1", "a status").arg(statusCode);
    if (!error)
        return {};
    switch (error->kind) {
    case ErrorKind::Network:
        return Wait::tr("the connection broke");
    case ErrorKind::Timeout:
        return Wait::tr("no byte came in time");
    default:
        return errorSummary(*error);
    }
}

QString pauseReason(const TransferError &error)
{
    // Of what is refused as it comes, nothing gets as far as a pause; here the store is the reason.
    if (error.kind == ErrorKind::Header)
        return error.subject.isEmpty() ? Wait::tr("the list of transfers cannot be written")
                                       : Wait::tr("secret not kept: %1", "a field's name").arg(harmless(error.subject));
    return errorSummary(error);
}

bool goesOnAfterPause(const TransferSnapshot &s)
{
    if (s.kind() == TransferKind::Upload)
        return !isOnWire(s.state) || s.bytesDone == 0;
    return s.bytesDone == 0 || s.resumable == Resumable::Yes || s.resumable == Resumable::Unknown;
}

QString notResumableText(const TransferSnapshot &s)
{
    switch (s.resumable) {
    case Resumable::NoRanges:
        return Wait::tr("It cannot be resumed, since the server sends files only whole. After a pause it starts over.");
    case Resumable::NoValidator:
        return Wait::tr("It cannot be resumed, since nothing from the server tells whether the file is still the same. "
                        "After a pause it starts over.");
    case Resumable::NoLength:
        return Wait::tr(
            "It cannot be resumed, since the server does not tell how long it is. After a pause it starts over.");
    case Resumable::Form:
        return Wait::tr("An upload cannot be resumed. After a pause it starts over.");
    case Resumable::Unknown:
    case Resumable::Yes:
        break;
    }
    return s.kind() == TransferKind::Upload ? Wait::tr("An upload cannot be resumed. After a pause it starts over.")
                                            : QString();
}

} // namespace ferry::ui
