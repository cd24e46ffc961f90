#include "core/engine/RestoredItem.h"

#include "core/engine/RetryPolicy.h"
#include "core/io/FileIdentity.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace ferry {

namespace {

/// Gives the sentences their translation context.
class RestoredItemText
{
    Q_DECLARE_TR_FUNCTIONS(RestoredItemText)
};

/// An upload is verified before it is sent, and may have gone on to that before anybody wrote it down.
bool mayHaveSent(TransferState state)
{
    return isOnWire(state) || state == TransferState::Verifying;
}

bool mustNotBeSentTwice(const TransferSnapshot &s)
{
    return s.kind() == TransferKind::Upload && !mayBeRepeated(*s.request);
}

void settle(TransferSnapshot &s, TransferState state)
{
    if (s.state != state)
        s.stateSince = QDateTime::currentDateTimeUtc();
    s.state = state;
    if (state != TransferState::Waiting) {
        s.waitReason = WaitReason::None;
        s.waitHost.clear();
        s.waitUntil = {};
    }
}

void settleUnknown(TransferSnapshot &s)
{
    TransferError error;
    error.kind = ErrorKind::UnknownOutcome;
    error.phase = Phase::None; // nobody saw how far it came
    error.subject = s.url().host();
    error.bytesMoved = s.bytesDone;
    s.error = error;
    settle(s, TransferState::Unknown);
}

/// The file was moved or copied to its place, and the launch ended before that was written down. A copy may have left
/// the file where it was.
QString whereItWent(const StoredItem &stored)
{
    if (stored.fileIdentity.isEmpty() || stored.savingTo.isEmpty())
        return {};
    const QString path = findFile(stored.savingTo, stored.fileIdentity);
    return path == stored.snapshot.tempPath ? QString() : path;
}

/// It got the name that it is shown under, and the launch ended before that was written down.
QString renamedFile(const StoredItem &stored)
{
    const QString &path = stored.snapshot.tempPath;
    return stored.fileIdentity.isEmpty() ? QString() : findFile(QFileInfo(path).path(), stored.fileIdentity);
}

void failFinished(TransferSnapshot &s, const QString &detail)
{
    TransferError error;
    error.kind = ErrorKind::Target;
    error.subject = s.name;
    error.detail = detail;
    s.error = error;
    settle(s, TransferState::Failed);
}

/// The system had not written all of it when the power went. Nobody shortens it on purpose.
bool isTorn(const TransferSnapshot &s, const StoredItem &stored)
{
    return QFileInfo(s.tempPath).size() < sizeIn(stored.fileIdentity);
}

void settleFinished(TransferSnapshot &s, const StoredItem &stored)
{
    s.savedPath = whereItWent(stored);
    if (!s.savedPath.isEmpty()) {
        s.tempPath.clear();
        s.error.reset();
        settle(s, TransferState::Done);
        return;
    }
    if (!QFileInfo(s.tempPath).isFile())
        s.tempPath = renamedFile(stored);
    if (s.tempPath.isEmpty()) {
        failFinished(s, RestoredItemText::tr("The file is no longer in the temporary place. Download it again."));
    } else if (isTorn(s, stored)) {
        s.tempPath.clear();
        failFinished(s, RestoredItemText::tr("The computer stopped before the file was on the disk, and a part of it "
                                             "is missing. Download it again."));
    } else {
        settle(s, TransferState::Ready);
    }
}

void hold(TransferSnapshot &s, const QStringList &missing)
{
    s.intent = Intent::Hold;
    settle(s, TransferState::Paused);
    if (!missing.isEmpty())
        s.error = missingSecretsError(missing);
}

void settleUnfinished(TransferSnapshot &s, const StoredItem &stored, bool mayRun)
{
    if (stored.partPath.isEmpty())
        s.bytesDone = 0;
    const bool waits = s.state == TransferState::Waiting && s.waitReason == WaitReason::Retry &&
                       s.waitUntil > QDateTime::currentDateTimeUtc();
    if (s.intent == Intent::Hold || s.state == TransferState::Paused || !stored.missing.isEmpty() || !mayRun)
        hold(s, stored.missing);
    else
        settle(s, waits ? TransferState::Waiting : TransferState::Queued);
    if (isOnWire(stored.snapshot.state))
        s.exchange.reset();
}

} // namespace

TransferError missingSecretsError(const QStringList &missing)
{
    TransferError error;
    error.kind = ErrorKind::Header;
    error.subject = missing.first();
    error.detail =
        RestoredItemText::tr("Secrets are not kept when Ferry ends, and this transfer had some: %1. Resume it "
                             "without them, or add it again.")
            .arg(missing.join(QStringLiteral(", ")));
    return error;
}

TransferError notNotedError(const QString &storeFile)
{
    TransferError error;
    error.kind = ErrorKind::Header;
    error.detail =
        RestoredItemText::tr("It was not sent: the list of transfers, “%1”, cannot be written, so that it might be "
                             "sent twice after a crash. Make room on that disk, and resume it.")
            .arg(storeFile);
    return error;
}

TransferSnapshot restoredItem(const StoredItem &stored, bool mayRun)
{
    TransferSnapshot s = stored.snapshot;
    if (isFinal(s.state))
        return s;
    if (s.state == TransferState::Ready || s.state == TransferState::Saving)
        settleFinished(s, stored);
    else if (s.intent == Intent::Drop)
        settle(s, TransferState::Cancelled);
    else if (mayHaveSent(s.state) && mustNotBeSentTwice(s))
        settleUnknown(s);
    else
        settleUnfinished(s, stored, mayRun);
    return s;
}

TransferSnapshot itemAtQuit(const TransferSnapshot &item, bool hangs)
{
    TransferSnapshot s = item;
    if (!mayHaveSent(s.state) || !mustNotBeSentTwice(s) || s.intent == Intent::Drop)
        return s;
    if (hangs)
        settleUnknown(s);
    else
        settle(s, TransferState::Queued);
    return s;
}

} // namespace ferry
