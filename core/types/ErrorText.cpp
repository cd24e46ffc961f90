#include "core/types/ErrorText.h"

#include <QCoreApplication>

namespace ferry {

namespace {

/// Gives the sentences their translation context.
class ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

/// What failed, why, and what to do now, in this order.
QString withDetail(const QString &sentence, const QString &detail, const QString &advice = {})
{
    QString text = sentence;
    if (!detail.isEmpty()) {
        QString said = detail.trimmed();
        if (!said.endsWith(u'.') && !said.endsWith(u'。'))
            said += ErrorText::tr(".");
        text = ErrorText::tr("%1 %2").arg(text, said);
    }
    return advice.isEmpty() ? text : ErrorText::tr("%1 %2").arg(text, advice);
}

QString timeoutText(const TransferError &e)
{
    switch (e.phase) {
    case Phase::NameLookup:
        return ErrorText::tr("The name %1 was not resolved in time. Check the network, then try again.").arg(e.subject);
    case Phase::Connect:
        if (!e.detail.isEmpty())
            return withDetail(ErrorText::tr("The proxy %1 opened no way to the server in time.").arg(e.subject),
                              e.detail, ErrorText::tr("Check that it is a proxy, then try again."));
        return ErrorText::tr("%1 did not accept a connection in time. Check the address and the network, then try again.")
            .arg(e.subject);
    case Phase::Tls:
        return ErrorText::tr("%1 did not finish the TLS handshake in time. Try again.").arg(e.subject);
    case Phase::Send:
        return ErrorText::tr("%1 stopped taking bytes. Try again.").arg(e.subject);
    case Phase::Await:
        return ErrorText::tr("%1 did not answer in time. Try again, or allow a longer wait for the answer.").arg(e.subject);
    default:
        return ErrorText::tr("%1 sent nothing more before the timeout. Try again.").arg(e.subject);
    }
}

/// Else it answered, and what it said is why.
bool isProxyOutOfReach(const TransferError &e)
{
    return e.phase == Phase::NameLookup || e.phase == Phase::Connect;
}

QString nothingSent(const QString &sentence, const TransferError &e)
{
    const QString also = otherTlsFaults(e.tls);
    const QString all = also.isEmpty() ? sentence : ErrorText::tr("%1 %2").arg(sentence, also);
    return ErrorText::tr("%1 %2").arg(all, ErrorText::tr("Nothing was sent."));
}

QString tlsText(const TransferError &e)
{
    const QString server = e.subject;
    switch (e.tls.fault) {
    case TlsFault::SelfSigned:
        return nothingSent(ErrorText::tr("The certificate of %1 is not trusted. It is self-signed.").arg(server), e);
    case TlsFault::UnknownRoot:
        return nothingSent(
            ErrorText::tr("The certificate of %1 is not trusted. No authority known here vouches for it.").arg(server),
            e);
    case TlsFault::Expired:
        return nothingSent(ErrorText::tr("The certificate of %1 has expired.").arg(server), e);
    case TlsFault::NotYetValid:
        return nothingSent(
            ErrorText::tr("The certificate of %1 is not valid yet. Check the clock of this computer.").arg(server), e);
    case TlsFault::WrongHost:
        return nothingSent(ErrorText::tr("The certificate is not for %1 but for another name.").arg(server), e);
    case TlsFault::WrongUsage:
        return nothingSent(ErrorText::tr("The certificate of %1 was not made for servers.").arg(server), e);
    case TlsFault::WeakOrBroken:
        return withDetail(nothingSent(ErrorText::tr("The certificate of %1 cannot be trusted.").arg(server), e),
                          e.detail);
    case TlsFault::OldProtocol:
        return nothingSent(ErrorText::tr("%1 offers no TLS version from 1.2 on.").arg(server), e);
    case TlsFault::ClientCertificate:
        return ErrorText::tr("%1 wants a certificate of the client, which Ferry does not have.").arg(server);
    default:
        return withDetail(nothingSent(ErrorText::tr("No secure connection to %1 could be made.").arg(server), e),
                          e.detail);
    }
}

QString acceptedText(const TransferError &e)
{
    return ErrorText::tr("%1 got everything and answered with %2, but its answer broke off. It has probably accepted it: "
                         "check there before you send it again.")
        .arg(e.subject, QString::number(e.statusCode));
}

} // namespace

QString otherTlsFaults(const TlsFacts &facts)
{
    if (facts.alsoWrongHost && facts.alsoOutOfTime)
        return ErrorText::tr("It is also out of date, and was not made for this host.");
    if (facts.alsoWrongHost)
        return ErrorText::tr("Nor was it made for this host.");
    return facts.alsoOutOfTime ? ErrorText::tr("It is also out of date.") : QString();
}

QString errorText(const TransferError &e)
{
    const bool brokeOff =
        e.kind == ErrorKind::Network || e.kind == ErrorKind::Protocol || e.kind == ErrorKind::Timeout;
    if (e.accepted && brokeOff)
        return withDetail(acceptedText(e), e.detail);
    switch (e.kind) {
    case ErrorKind::Abort:
        return ErrorText::tr("Cancelled.");
    case ErrorKind::Timeout:
        return timeoutText(e);
    case ErrorKind::Dns:
        return ErrorText::tr("There is no address for %1. Check its spelling and the network.").arg(e.subject);
    case ErrorKind::Connect:
        if (e.subject.isEmpty())
            return e.detail;
        return withDetail(ErrorText::tr("No connection to %1.").arg(e.subject), e.detail,
                          ErrorText::tr("Check that the server runs and the port is right."));
    case ErrorKind::Tls:
        return tlsText(e);
    case ErrorKind::Proxy:
        if (isProxyOutOfReach(e))
            return withDetail(ErrorText::tr("No connection to the proxy %1.").arg(e.subject), e.detail,
                              ErrorText::tr("Check that it runs and its address is right."));
        return withDetail(ErrorText::tr("The proxy did not let the transfer through."), e.detail,
                          ErrorText::tr("Check its address and password."));
    case ErrorKind::Network:
        return withDetail(ErrorText::tr("The connection to %1 broke.").arg(e.subject), e.detail,
                          ErrorText::tr("Try again."));
    case ErrorKind::Protocol:
        return withDetail(ErrorText::tr("The answer of %1 breaks the rules of HTTP and cannot be trusted.").arg(e.subject),
                          e.detail);
    case ErrorKind::Redirect:
        return withDetail(ErrorText::tr("The redirect of %1 was not followed.").arg(e.subject), e.detail);
    case ErrorKind::Range:
        return withDetail(ErrorText::tr("The file cannot be resumed safely."), e.detail,
                          ErrorText::tr("Start it again."));
    case ErrorKind::Checksum:
        return withDetail(ErrorText::tr("The checksum is not the expected one. Nothing was saved."), e.detail);
    case ErrorKind::Source:
        return withDetail(ErrorText::tr("“%1” cannot be sent.").arg(e.subject), e.detail);
    case ErrorKind::Target:
        return withDetail(ErrorText::tr("“%1” cannot be written.").arg(e.subject), e.detail,
                          ErrorText::tr("Choose another place."));
    case ErrorKind::DiskFull:
        return withDetail(ErrorText::tr("There is no space left for “%1”.").arg(e.subject), e.detail,
                          ErrorText::tr("Free some, or choose another place."));
    case ErrorKind::Header:
        return e.detail;
    case ErrorKind::UnknownOutcome:
        if (e.phase == Phase::None)
            return ErrorText::tr("Ferry was ended while this was on its way to %1. It may have been accepted: check there "
                                 "before you send it again.")
                .arg(e.subject);
        return ErrorText::tr("Everything was sent to %1, but no answer came. It may have been accepted: check there before you "
                  "send it again.")
            .arg(e.subject);
    case ErrorKind::Rate:
        return ErrorText::tr("%1 asks to wait longer than an hour. Try again later.").arg(e.subject);
    }
    Q_UNREACHABLE();
}

QString errorSummary(const TransferError &e)
{
    switch (e.kind) {
    case ErrorKind::Abort:
        return ErrorText::tr("cancelled");
    case ErrorKind::Timeout:
        return ErrorText::tr("timed out");
    case ErrorKind::Dns:
        return ErrorText::tr("host not found");
    case ErrorKind::Connect:
        return ErrorText::tr("no connection");
    case ErrorKind::Tls:
        switch (e.tls.fault) {
        case TlsFault::Expired:
            return ErrorText::tr("certificate expired");
        case TlsFault::NotYetValid:
            return ErrorText::tr("certificate not valid yet");
        case TlsFault::WrongHost:
            return ErrorText::tr("certificate for another host");
        case TlsFault::OldProtocol:
        case TlsFault::Handshake:
        case TlsFault::ClientCertificate:
            return ErrorText::tr("no secure connection");
        default:
            return ErrorText::tr("certificate not trusted");
        }
    case ErrorKind::Proxy:
        return isProxyOutOfReach(e) ? ErrorText::tr("proxy not reached") : ErrorText::tr("proxy refused");
    case ErrorKind::Network:
        return ErrorText::tr("connection broke");
    case ErrorKind::Protocol:
        return ErrorText::tr("broken answer");
    case ErrorKind::Redirect:
        return ErrorText::tr("redirect not followed");
    case ErrorKind::Range:
        return ErrorText::tr("cannot be resumed");
    case ErrorKind::Checksum:
        return ErrorText::tr("checksum differs");
    case ErrorKind::Source:
        return ErrorText::tr("file cannot be sent");
    case ErrorKind::Target:
        return ErrorText::tr("cannot be written");
    case ErrorKind::DiskFull:
        return ErrorText::tr("disk full");
    case ErrorKind::Header:
        return ErrorText::tr("request not valid");
    case ErrorKind::UnknownOutcome:
        return ErrorText::tr("answer unknown");
    case ErrorKind::Rate:
        return ErrorText::tr("asked to wait");
    }
    Q_UNREACHABLE();
}

} // namespace ferry
