#include "core/types/ErrorText.h"
#include "core/types/Secrets.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Numbers.h"
#include "ui/queue/RowNumbers.h"
#include "ui/queue/RowParts.h"
#include "ui/queue/RowText.h"
#include "ui/queue/WaitText.h"

namespace ferry::ui {

namespace {

QString progressWords(const TransferSnapshot &s, const RowText &row)
{
    QStringList words;
    const bool copies = s.copiedPercent() >= 0;
    const bool moving = s.state == TransferState::Sending || s.state == TransferState::Receiving || copies;
    if (moving && (copies || s.bytesTotal >= 0))
        words << Row::tr("%1 percent").arg(copies ? s.copiedPercent() : s.percent());
    if (!row.bytes.isEmpty())
        words << row.bytes;
    if (moving && s.secondsLeft >= 0)
        words << (s.secondsLeft < 60 ? Row::tr("%n seconds left", nullptr, int(s.secondsLeft))
                                     : Row::tr("%1 left").arg(spanText(s.secondsLeft)));
    else if (!row.right.isEmpty())
        words << row.right;
    return words.join(Row::tr(", ", "between parts of a spoken row"));
}

QString withoutStop(QString words)
{
    const bool isStop = (words.endsWith(u'.') && !words.endsWith(QLatin1String(".."))) || words.endsWith(u'。');
    return isStop ? words.chopped(1) : words;
}

} // namespace

ActionLook actionLook(RowAction action)
{
    const auto icon = [](const char *name, const QString &tip) {
        return ActionLook{QString::fromLatin1(name), {}, tip};
    };
    switch (action) {
    case RowAction::Cancel:
        return icon("cancel", Row::tr("Cancel"));
    case RowAction::Pause:
        return icon("pause", Row::tr("Pause"));
    case RowAction::Resume:
        return icon("resume", Row::tr("Resume"));
    case RowAction::Retry:
        return icon("retry", Row::tr("Retry"));
    case RowAction::Save:
        return {{}, Row::tr("Save"), Row::tr("Save"), true};
    case RowAction::Open:
        return icon("open", Row::tr("Open"));
    case RowAction::Look:
        return {{}, Row::tr("Look"), Row::tr("Look at the page that came")};
    case RowAction::Discard:
        return icon("trash", Row::tr("Discard"));
    case RowAction::CopyLink:
        return icon("copy", Row::tr("Copy the link"));
    case RowAction::OpenLink:
        return icon("open", Row::tr("Open the link"));
    case RowAction::ShowInFolder:
        return icon("folder", Row::tr("Show in its folder"));
    case RowAction::Review:
        return {{}, Row::tr("Review"), Row::tr("Review the certificate")};
    case RowAction::SignIn:
        return {{}, Row::tr("Sign in…"), Row::tr("Sign in with a name and a password")};
    case RowAction::Decide:
        return {{}, Row::tr("Decide"), Row::tr("Decide what to do"), false, true};
    }
    Q_UNREACHABLE();
}

QString actionTip(RowAction action, const TransferSnapshot &s)
{
    const QString tip = actionLook(action).tip;
    if (action == RowAction::Pause && !goesOnAfterPause(s))
        return Row::tr("%1. %2", "Pause, a sentence").arg(tip, notResumableText(s));
    if (action == RowAction::Resume && s.kind() == TransferKind::Download && s.bytesDone > 0 && !goesOnAfterPause(s))
        return Row::tr("Resume, from the start");
    return tip;
}

QString serverReason(const TransferSnapshot &s)
{
    return withoutStop(s.serverReason);
}

QString inLine(QString words)
{
    words = withoutStop(words);
    const qsizetype space = words.indexOf(u' ');
    const bool isTitle = space > 0 && space + 1 < words.size() && words.at(space + 1).isUpper(); // as "Not Found"
    if (words.size() > 1 && words.at(0).isUpper() && words.at(1).isLower() && !isTitle)
        words[0] = words.at(0).toLower();
    return words;
}

QString spokenText(const TransferSnapshot &s, const QDateTime &now)
{
    const RowText row = rowText(s, now);
    const QString direction = s.kind() == TransferKind::Upload ? Row::tr("upload to %1").arg(partnerName(s))
                                                               : Row::tr("download from %1").arg(partnerName(s));
    const bool saysWhere = isOnWire(s.state) || s.state == TransferState::Paused || s.state == TransferState::Ready;
    QStringList parts = {shownName(s), direction, row.word.toLower()};
    if (!saysWhere && !row.explanation.isEmpty())
        parts << row.explanation;
    if (const QString progress = progressWords(s, row); !progress.isEmpty())
        parts << progress;
    return parts.join(Row::tr(", ", "between parts of a spoken row"));
}

QString spokenActions(const TransferSnapshot &s)
{
    QStringList names;
    for (const RowAction action : rowText(s, s.stateSince).actions)
        names << actionTip(action, s);
    return names.join(Row::tr(", ", "between parts of a spoken row"));
}

QString rowTip(const TransferSnapshot &s)
{
    QStringList lines = {shownName(s)};
    if (s.bytesTotal >= 0 && s.bytesDone > 0 && s.bytesDone < s.bytesTotal)
        lines << Row::tr("%1 of %2", "exact bytes").arg(exactBytesText(s.bytesDone), exactBytesText(s.bytesTotal));
    else if (s.bytesTotal >= 0 || s.bytesDone > 0)
        lines << exactBytesText(qMax(s.bytesDone, s.bytesTotal));
    lines << harmless(shownAddress(s.url()));
    if (s.error)
        lines << harmless(errorText(*s.error));
    return lines.join(u'\n');
}

} // namespace ferry::ui
