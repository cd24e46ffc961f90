#include "ui/details/DetailsActions.h"

#include "ui/queue/QueueCommands.h"

#include <QCoreApplication>

namespace ferry::ui {

namespace {

/// Gives the words their translation context.
class Actions
{
    Q_DECLARE_TR_FUNCTIONS(DetailsActions)
};

} // namespace

ActionWords actionWords(DetailsAction action)
{
    switch (action) {
    case DetailsAction::Save:
        return {Actions::tr("Save"), QStringLiteral("save")};
    case DetailsAction::SaveAs:
        return {Actions::tr("Save as…"), {}};
    case DetailsAction::Open:
        return {Actions::tr("Open"), QStringLiteral("open")};
    case DetailsAction::ShowInFolder:
        return {Actions::tr("Show in folder"), QStringLiteral("folder")};
    case DetailsAction::Discard:
        return {Actions::tr("Discard"), QStringLiteral("trash")};
    case DetailsAction::Cancel:
        return {Actions::tr("Cancel"), QStringLiteral("cancel")};
    case DetailsAction::Pause:
        return {Actions::tr("Pause"), QStringLiteral("pause")};
    case DetailsAction::Resume:
        return {Actions::tr("Resume"), QStringLiteral("resume")};
    case DetailsAction::Retry:
        return {Actions::tr("Retry"), QStringLiteral("retry")};
    case DetailsAction::SendAgain:
        return {Actions::tr("Send again"), QStringLiteral("retry")};
    case DetailsAction::MarkDone:
        return {Actions::tr("Mark as done"), QStringLiteral("done")};
    case DetailsAction::Review:
        return {Actions::tr("Review the certificate…"), QStringLiteral("lock")};
    case DetailsAction::SignIn:
        return {Actions::tr("Sign in…"), QStringLiteral("lock")};
    case DetailsAction::CopyLink:
        return {Actions::tr("Copy link"), QStringLiteral("copy")};
    case DetailsAction::OpenLink:
        return {Actions::tr("Open link"), QStringLiteral("open")};
    case DetailsAction::Remove:
        return {Actions::tr("Remove from the list"), QStringLiteral("trash")};
    }
    Q_UNREACHABLE();
}

QList<DetailsAction> actionsFor(const TransferSnapshot &s)
{
    switch (s.state) {
    case TransferState::Ready:
        if (s.heldHtml) // to keep a page under the name of a file takes a second look
            return {DetailsAction::Open, DetailsAction::SaveAs, DetailsAction::Retry, DetailsAction::Discard};
        return {DetailsAction::Save, DetailsAction::SaveAs, DetailsAction::Open, DetailsAction::Discard};
    case TransferState::Done:
        if (s.kind() == TransferKind::Download)
            return {DetailsAction::Open, DetailsAction::ShowInFolder};
        if (!s.link.isEmpty())
            return {DetailsAction::CopyLink, DetailsAction::OpenLink};
        return {};
    case TransferState::Unknown:
        return {DetailsAction::SendAgain, DetailsAction::MarkDone};
    case TransferState::Refused:
        return s.signIn ? QList{DetailsAction::SignIn, DetailsAction::Retry} : QList{DetailsAction::Retry};
    case TransferState::Cancelled:
        return {s.mayHaveArrived() ? DetailsAction::SendAgain : DetailsAction::Retry};
    case TransferState::Failed:
        if (s.signIn)
            return {DetailsAction::SignIn, DetailsAction::Retry};
        if (s.error && s.error->kind == ErrorKind::Tls && !s.error->tls.chain.isEmpty())
            return {DetailsAction::Review, DetailsAction::Retry};
        if (QueueCommands::canSaveAs(s))
            return {DetailsAction::SaveAs, DetailsAction::Retry};
        return {DetailsAction::Retry};
    case TransferState::Paused:
        return QueueCommands::canSaveAs(s) ? QList{DetailsAction::SaveAs, DetailsAction::Resume, DetailsAction::Cancel}
                                           : QList{DetailsAction::Resume, DetailsAction::Cancel};
    case TransferState::Waiting:
        // Retry is the last one: when its time is up and it goes, the others must not move under the pointer.
        return QueueCommands::canRetry(s) ? QList{DetailsAction::Pause, DetailsAction::Cancel, DetailsAction::Retry}
                                          : QList{DetailsAction::Pause, DetailsAction::Cancel};
    default: // it stands in line or runs
        return QueueCommands::canPause(s) ? QList{DetailsAction::Pause, DetailsAction::Cancel}
                                          : QList{DetailsAction::Cancel};
    }
}

bool fits(DetailsAction action, const TransferSnapshot &s)
{
    switch (action) {
    case DetailsAction::Cancel:
        return QueueCommands::canCancel(s);
    case DetailsAction::Pause:
        return QueueCommands::canPause(s);
    case DetailsAction::Resume:
        return QueueCommands::canResume(s);
    case DetailsAction::Retry:
        return QueueCommands::canRetry(s);
    case DetailsAction::Save:
        return QueueCommands::canSave(s);
    case DetailsAction::Discard:
        return s.state == TransferState::Ready;
    case DetailsAction::SendAgain:
        return s.mayHaveArrived();
    case DetailsAction::MarkDone:
        return s.state == TransferState::Unknown;
    case DetailsAction::SignIn:
        return s.signIn.has_value();
    case DetailsAction::Remove:
        return isFinal(s.state);
    default:
        return false;
    }
}

} // namespace ferry::ui
