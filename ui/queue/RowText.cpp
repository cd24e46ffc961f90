#include "ui/queue/RowText.h"

#include "core/types/ErrorText.h"
#include "core/types/HostAndPort.h"
#include "core/types/Secrets.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Numbers.h"
#include "ui/queue/RowNumbers.h"
#include "ui/queue/RowParts.h"

#include <QDir>
#include <QFileInfo>

namespace ferry::ui {

namespace {

QString speedAndRest(const TransferSnapshot &s)
{
    if (s.bytesPerSecond < 0)
        return {};
    const QString speed = speedText(s.bytesPerSecond);
    if (s.secondsLeft < 0)
        return speed;
    return Row::tr("%1 · %2 left", "speed, time").arg(speed, spanText(s.secondsLeft));
}

QString folderName(const QString &directory)
{
    const QString name = QDir(directory).dirName();
    return harmless(name.isEmpty() ? directory : name);
}

void setPlainBar(RowText &row, qint64 done, qint64 total, int percent)
{
    row.bar = RowBar::Plain;
    row.fraction = total > 0 ? qBound(0.0, double(done) / double(total), 1.0) : 0.0;
    row.percent = percentText(percent);
    row.bytes = sizeOfTotalText(done, total);
    row.bytesShort = sizeText(total);
}

/// How far it came, for what ended early.
void setReached(RowText &row, const TransferSnapshot &s)
{
    const bool part = s.bytesDone > 0 && s.bytesTotal > s.bytesDone;
    if (part) {
        row.bytes = sizeOfTotalText(s.bytesDone, s.bytesTotal);
        row.bytesShort = sizeText(s.bytesTotal);
    } else if (s.bytesTotal > 0 || s.bytesDone > 0) {
        setSize(row, s.bytesTotal > 0 ? s.bytesTotal : s.bytesDone);
    }
}

void setAwaiting(RowText &row, const TransferSnapshot &s, const QDateTime &now)
{
    if (isUpload(s)) {
        row.bytesShort = sizeText(s.bytesTotal >= 0 ? s.bytesTotal : s.bytesDone);
        row.bytes = Row::tr("%1 sent").arg(row.bytesShort);
    } else {
        setReached(row, s); // what came before, of one that goes on
    }
    row.bar = RowBar::Hatch;
    if (s.stateSince.isValid())
        row.right = Row::tr("for %1", "a time").arg(spanText(qMax<qint64>(0, s.stateSince.secsTo(now))));
}

/// A copy to another file system takes its time; a rename does not.
void setCopied(RowText &row, const TransferSnapshot &s)
{
    if (s.copiedPercent() < 0)
        return setSize(row, s.bytesDone);
    setPlainBar(row, s.bytesCopied, s.bytesDone, s.copiedPercent());
    row.right = speedAndRest(s);
}

/// Connecting to Saving.
void fillMoving(RowText &row, const TransferSnapshot &s, const QDateTime &now)
{
    row.tone = Tone::Accent;
    row.icon = isUpload(s) ? QStringLiteral("up") : QStringLiteral("down");
    row.explanation = fromOrTo(s);
    row.actions = {RowAction::Cancel};
    switch (s.state) {
    case TransferState::Connecting:
        row.word = Row::tr("Connecting");
        row.explanation = Row::tr("to %1", "a server").arg(hostAndPort(s.url()));
        row.elideMiddle = true;
        if (s.bytesTotal > 0)
            setSize(row, s.bytesTotal);
        break;
    case TransferState::Sending:
        row.word = Row::tr("Sending");
        row.right = speedAndRest(s);
        setBar(row, s);
        break;
    case TransferState::Awaiting:
        row.icon = QStringLiteral("awaiting");
        row.word = isUpload(s) ? Row::tr("Sent, waiting for the answer") : Row::tr("Waiting for the answer");
        row.elideMiddle = !isUpload(s);
        setAwaiting(row, s, now);
        break;
    case TransferState::Receiving:
        row.elideMiddle = !isUpload(s);
        if (isUpload(s)) {
            row.icon = QStringLiteral("awaiting");
            row.word = Row::tr("Sent, reading the answer");
            setAwaiting(row, s, now);
            break;
        }
        row.word = Row::tr("Receiving");
        row.right = speedAndRest(s);
        setBar(row, s);
        row.actions = {RowAction::Pause, RowAction::Cancel};
        break;
    case TransferState::Verifying:
        row.icon = QStringLiteral("check");
        row.word = Row::tr("Checking");
        row.explanation = Row::tr("SHA-256");
        if (isUpload(s)) // its body is read before it is sent
            setBar(row, s);
        else
            setSize(row, s.bytesTotal >= 0 ? s.bytesTotal : s.bytesDone);
        break;
    default: { // Saving
        row.icon = QStringLiteral("save");
        row.word = Row::tr("Saving");
        row.explanation = Row::tr("to %1", "a folder").arg(folderName(s.savingTo));
        setCopied(row, s);
        break;
    }
    }
}

void fillReady(RowText &row, const TransferSnapshot &s)
{
    setSize(row, s.bytesTotal >= 0 ? s.bytesTotal : s.bytesDone);
    row.right = Row::tr("not kept yet");
    if (s.heldHtml) {
        row.icon = QStringLiteral("problem");
        row.tone = Tone::Warn;
        row.word = Row::tr("Held: a web page came");
        row.explanation = Row::tr("not the file that %1 promises").arg(harmless(s.name));
        row.actions = {RowAction::Look, RowAction::Discard};
        return;
    }
    row.icon = QStringLiteral("ready");
    row.tone = Tone::Accent;
    row.word = Row::tr("Ready to save");
    row.explanation = s.error ? Row::tr("not saved: %1").arg(errorSummary(*s.error)) : fromOrTo(s);
    row.elideMiddle = !s.error;
    row.actions = {RowAction::Save, RowAction::Open};
}

void fillDone(RowText &row, const TransferSnapshot &s)
{
    row.icon = QStringLiteral("done");
    row.tone = Tone::Ok;
    setSize(row, s.bytesTotal >= 0 ? s.bytesTotal : s.bytesDone);
    if (!isUpload(s)) {
        row.word = Row::tr("Saved");
        row.explanation = Row::tr("in %1", "a folder").arg(folderName(QFileInfo(s.savedPath).path()));
        row.actions = {RowAction::Open, RowAction::ShowInFolder};
        return;
    }
    row.word = Row::tr("Done");
    if (!s.link.isEmpty()) {
        row.explanation = harmless(shownAddress(s.link, QUrl::RemoveScheme).mid(2));
        row.explanationIsLink = row.elideMiddle = true;
        row.actions = {RowAction::CopyLink, RowAction::OpenLink};
    } else if (s.statusCode() > 0) {
        row.explanation = Row::tr("accepted with %1", "a status code").arg(s.statusCode());
    } else {
        row.explanation = Row::tr("marked as done by you");
    }
}

QString faultText(const TransferError &e, const QString &host)
{
    QString fault;
    switch (e.tls.fault) {
    case TlsFault::SelfSigned:
        fault = Row::tr("self-signed");
        break;
    case TlsFault::UnknownRoot:
        fault = Row::tr("unknown authority");
        break;
    case TlsFault::WrongUsage:
        fault = Row::tr("not made for servers");
        break;
    case TlsFault::OldProtocol:
        fault = Row::tr("only TLS before 1.2");
        break;
    case TlsFault::None:
        break;
    default:
        fault = e.detail;
        break;
    }
    const QString about = e.subject.isEmpty() ? host : e.subject;
    if (e.kind != ErrorKind::Tls)
        fault = e.detail;
    // A sentence about the other side needs that side before it.
    if (!about.isEmpty() && (fault.endsWith(u'.') || fault.endsWith(u'。')))
        return Row::tr("%1: %2", "host or file, what is wrong with it").arg(about, inLine(fault));
    return fault.isEmpty() || fault == about ? about : Row::tr("%1, %2", "fault, host or file").arg(fault, about);
}

/// Who asks is the first thing to know; a wrong password the second.
void setSignIn(RowText &row, const TransferSnapshot &s)
{
    row.explanation = s.signIn->tried ? Row::tr("the name and the password were not taken")
        : s.signIn->proxy             ? Row::tr("the proxy asks for a name and a password")
                                      : Row::tr("asks for a name and a password");
    row.actions.prepend(RowAction::SignIn);
}

void fillEnded(RowText &row, const TransferSnapshot &s)
{
    row.actions = {RowAction::Retry};
    setReached(row, s);
    switch (s.state) {
    case TransferState::Refused:
        row.icon = QStringLiteral("refused");
        row.tone = Tone::Bad;
        row.word = Row::tr("Refused: %1").arg(s.statusCode());
        row.explanation = serverReason(s);
        break;
    case TransferState::Failed:
        row.icon = QStringLiteral("failed");
        row.tone = Tone::Bad;
        row.word = s.error ? Row::tr("Failed: %1").arg(errorSummary(*s.error)) : Row::tr("Failed");
        row.explanation = s.error ? harmless(faultText(*s.error, s.url().host())) : s.url().host();
        if (s.error && s.error->kind == ErrorKind::Tls && !s.error->tls.chain.isEmpty())
            row.actions.prepend(RowAction::Review);
        break;
    case TransferState::Unknown:
        row.icon = QStringLiteral("unknown");
        row.tone = Tone::Warn;
        row.word = Row::tr("Answer unknown");
        row.explanation = Row::tr("all bytes left, no answer came");
        row.bytes = Row::tr("%1 sent").arg(sizeText(s.bytesTotal >= 0 ? s.bytesTotal : s.bytesDone));
        row.actions = {RowAction::Decide};
        break;
    default:
        row.icon = QStringLiteral("cancel");
        row.word = Row::tr("Cancelled");
        row.explanation = s.bytesDone > 0 ? Row::tr("by you, after %1").arg(sizeText(s.bytesDone)) : Row::tr("by you");
        if (s.bytesTotal >= 0)
            setSize(row, s.bytesTotal);
        if (s.mayHaveArrived()) {
            row.explanation = Row::tr("by you, after all bytes had left");
            row.actions = {RowAction::Decide};
        }
        break;
    }
    if (s.signIn && (s.state == TransferState::Refused || s.state == TransferState::Failed))
        setSignIn(row, s);
}

} // namespace

bool isUpload(const TransferSnapshot &s)
{
    return s.kind() == TransferKind::Upload;
}

QString shownName(const TransferSnapshot &s)
{
    const QString name = harmless(s.name);
    const auto *upload = std::get_if<UploadRequest>(s.request.get());
    if (!upload || !upload->rawBodyPath.isEmpty() || upload->files.size() < 2)
        return name;
    return Row::tr("%1 and %Ln more", "a file, how many other files", int(upload->files.size()) - 1).arg(name);
}

QString fromOrTo(const TransferSnapshot &s)
{
    return isUpload(s) ? Row::tr("to %1", "a server").arg(partnerName(s))
                       : Row::tr("from %1", "a server").arg(partnerName(s));
}

void setBar(RowText &row, const TransferSnapshot &s)
{
    if (s.bytesTotal < 0) {
        row.bar = RowBar::Hatch;
        row.bytes = row.bytesShort = sizeText(s.bytesDone);
        return;
    }
    setPlainBar(row, s.bytesDone, s.bytesTotal, s.percent());
}

void setSize(RowText &row, qint64 bytes)
{
    row.bytes = row.bytesShort = sizeText(bytes);
}

QString partnerName(const TransferSnapshot &s)
{
    const auto *upload = std::get_if<UploadRequest>(s.request.get());
    return upload && !upload->destinationName.isEmpty() ? upload->destinationName : hostAndPort(s.url());
}

RowText rowText(const TransferSnapshot &s, const QDateTime &now)
{
    RowText row;
    if (isActive(s.state)) {
        fillMoving(row, s, now);
    } else if (s.state == TransferState::Queued || s.state == TransferState::Waiting ||
               s.state == TransferState::Paused) {
        fillWaiting(row, s, now);
    } else if (s.state == TransferState::Ready) {
        fillReady(row, s);
    } else {
        row.right = clockText(s.stateSince, now);
        if (s.state == TransferState::Done)
            fillDone(row, s);
        else
            fillEnded(row, s);
    }
    return row;
}

} // namespace ferry::ui
