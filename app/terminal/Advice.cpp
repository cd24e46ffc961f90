#include "app/terminal/Advice.h"

#include "app/terminal/TerminalText.h"

#include <QDateTime>

namespace ferry {

namespace {

/// Of a download that did not end: what the bytes that came are good for.
QStringList whatIsKept(const TransferSnapshot &snapshot)
{
    const auto *download = std::get_if<DownloadRequest>(snapshot.request.get());
    if (!download || !download->keepPartial || snapshot.bytesDone <= 0)
        return {};
    if (snapshot.resumable == Resumable::Yes || snapshot.resumable == Resumable::Unknown)
        return {TerminalText::tr("Run the same command again to go on from there.")};
    return {TerminalText::tr("Running it again starts over: the server cannot prove that the file is the same.")};
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
    QStringList lines;
    const TransferOptions &options = optionsOf(*snapshot.request);
    if (snapshot.statusCode() == 401 && !options.hasCredentials() && options.bearerToken.isEmpty() &&
        !headersOf(*snapshot.request).contains("Authorization"))
        lines << TerminalText::tr(
            "Give a name with -u NAME, which asks for the password, or a token with --oauth2-bearer.");
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(snapshot.waitUntil);
    if (snapshot.waitUntil.isValid() && left > 0)
        lines << TerminalText::tr("The server asks to come again in %1.")
                     .arg(TerminalText::duration((left + 999) / 1000));
    return lines;
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

QString certificateText(const TransferError &error)
{
    const QByteArray &fingerprint = error.tls.sha256Fingerprint;
    if (fingerprint.isEmpty())
        return {};
    return TerminalText::tr("The SHA-256 fingerprint of its certificate is %1.")
        .arg(QString::fromLatin1(fingerprint.toHex(':').toUpper()));
}

} // namespace ferry
