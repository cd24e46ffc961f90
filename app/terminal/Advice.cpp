#include "app/terminal/Advice.h"

#include "app/terminal/TerminalText.h"
#include "core/types/ErrorText.h"

#include <QDateTime>

namespace ferry {

namespace {

/// Of a download that is not whole: how many bytes of it outlive the program. A page in its place has none.
qint64 lastingBytes(const TransferSnapshot &snapshot)
{
    const auto *download = std::get_if<DownloadRequest>(snapshot.request.get());
    return download && download->keepPartial && !snapshot.heldHtml ? snapshot.bytesDone : 0;
}

/// Of a download that did not end: what the bytes that came are good for.
QStringList whatIsKept(const TransferSnapshot &snapshot)
{
    if (lastingBytes(snapshot) == 0)
        return {};
    if (snapshot.resumable == Resumable::Yes || snapshot.resumable == Resumable::Unknown)
        return {TerminalText::tr("Run the same command again to go on from there.")};
    return {TerminalText::tr("Running it again starts over: the server cannot prove that the file is the same.")};
}

/// Of a refused download: the bytes of an earlier try, which the answer left as they were.
QStringList whatIsStillKept(const TransferSnapshot &snapshot)
{
    const qint64 bytes = lastingBytes(snapshot);
    if (bytes == 0)
        return {};
    return {TerminalText::tr("What was fetched before (%1) is kept in a hidden file beside the target. Once the server "
                             "gives the file, the same command goes on from there.")
                .arg(TerminalText::bytes(bytes))};
}

/// After a 401. What was given may have been for another server, and is then not sent to the one that asks.
QStringList howToSignIn(const TransferSnapshot &snapshot)
{
    const TransferOptions &options = optionsOf(*snapshot.request);
    const bool byHeader = headersOf(*snapshot.request).contains("Authorization");
    if (!options.hasCredentials() && options.bearerToken.isEmpty() && !byHeader)
        return {TerminalText::tr(
            "Give a name with -u NAME, which asks for the password, or a token with --oauth2-bearer.")};
    if (!snapshot.exchange || !snapshot.exchange->requestHeaders.contains("Authorization"))
        return {};
    if (options.hasCredentials())
        return {TerminalText::tr("The name and the password were not taken.")};
    return {byHeader ? TerminalText::tr("The Authorization header was not taken.")
                     : TerminalText::tr("The token was not taken.")};
}

/// Who takes a certificate that they have not compared trusts whoever answers.
QStringList howToTrust(const TransferError &error)
{
    const QString which = certificateText(error);
    if (which.isEmpty())
        return {};
    const bool byRoots = error.tls.fault == TlsFault::SelfSigned || error.tls.fault == TlsFault::UnknownRoot;
    return {which, byRoots
                       ? TerminalText::tr("If it is the right one: --cacert FILE trusts the roots in FILE; -k takes "
                                          "any certificate, for one run.")
                       : TerminalText::tr("-k takes any certificate, for one run.")};
}

/// The server may only be busy with what it got.
QStringList howToWait(const TransferError &error)
{
    const bool awaited = error.kind == ErrorKind::Timeout && error.phase == Phase::Await;
    const bool silent = error.kind == ErrorKind::UnknownOutcome && error.timedOut;
    return awaited || silent ? QStringList{TerminalText::tr("--answer-timeout SECONDS waits longer for the answer.")}
                             : QStringList();
}

} // namespace

QStringList adviceOnRefusal(const TransferSnapshot &snapshot)
{
    QStringList lines = snapshot.statusCode() == 401 ? howToSignIn(snapshot) : QStringList();
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(snapshot.waitUntil);
    if (snapshot.waitUntil.isValid() && left > 0)
        lines << TerminalText::tr("The server asks to come again in %1.")
                     .arg(TerminalText::duration((left + 999) / 1000));
    return lines + whatIsStillKept(snapshot);
}

QStringList adviceOnFailure(const TransferSnapshot &snapshot, const TransferError &error)
{
    if (error.kind == ErrorKind::Tls)
        return howToTrust(error) + whatIsKept(snapshot);
    return error.kind == ErrorKind::Checksum ? QStringList() : howToWait(error) + whatIsKept(snapshot);
}

QStringList adviceOnCancel(const TransferSnapshot &snapshot)
{
    if (snapshot.mayHaveArrived())
        return {TerminalText::tr("All of it had been sent, and the server may have taken it.")};
    return whatIsKept(snapshot);
}

// Nobody asked for a coding: whoever opens the file should know why it is not what they expect. And where no length was
// told, a server that ended early cannot be told from one that was done.
QStringList whatIsUnsure(const QString &name, const TransferSnapshot &snapshot)
{
    QStringList lines;
    if (snapshot.lengthUnknown)
        lines << TerminalText::tr("The server told no length for %1, so nobody can say whether all of it came.")
                     .arg(name);
    if (!snapshot.exchange || !snapshot.exchange->codedBody)
        return lines;
    const QByteArray coding = snapshot.exchange->headers.values("Content-Encoding").join(", ");
    lines << TerminalText::tr("The server sent %1 coded as %2, and it was kept as it came.")
                 .arg(name, TerminalText::oneLine(QString::fromLatin1(coding)));
    return lines;
}

QString failureText(const TransferSnapshot &snapshot, const TransferError &error)
{
    TransferError told = error;
    // The proxy's answer is the same for who said nothing.
    if (error.kind == ErrorKind::Proxy && snapshot.signIn && snapshot.signIn->tried)
        told.detail = TerminalText::tr("The name and the password were not taken.");
    return errorText(told);
}

QString certificateText(const TransferError &error)
{
    const QByteArray &fingerprint = error.tls.sha256Fingerprint;
    if (error.kind != ErrorKind::Tls || fingerprint.isEmpty()) // one that was trusted has no part in other faults
        return {};
    return TerminalText::tr("The SHA-256 fingerprint of its certificate is %1.")
        .arg(QString::fromLatin1(fingerprint.toHex(':').toUpper()));
}

} // namespace ferry
