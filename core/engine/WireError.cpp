#include "core/engine/WireError.h"

#include "core/types/HostAndPort.h"

#include <QCoreApplication>

#include <array>

namespace ferry {

namespace {

ErrorKind kindOfFault(WireFault fault)
{
    switch (fault) {
    case WireFault::Aborted:
        return ErrorKind::Abort;
    case WireFault::NameLookup:
        return ErrorKind::Dns;
    case WireFault::Connect:
        return ErrorKind::Connect;
    case WireFault::Tls:
        return ErrorKind::Tls;
    case WireFault::Proxy:
        return ErrorKind::Proxy;
    case WireFault::Protocol:
        return ErrorKind::Protocol;
    case WireFault::Source:
        return ErrorKind::Source;
    case WireFault::Sink:
        return ErrorKind::Target;
    case WireFault::Request:
        return ErrorKind::Header;
    case WireFault::None:
    case WireFault::Broken:
        break;
    }
    return ErrorKind::Network;
}

TransferError baseError(const WireFacts &facts, const QUrl &url, const QByteArray &method = QByteArrayLiteral("GET"))
{
    TransferError error;
    error.accepted = facts.requestSent && facts.statusCode >= 200 && facts.statusCode < 300 && !isIdempotent(method);
    error.phase = facts.phase;
    error.statusCode = facts.statusCode;
    error.bytesMoved = facts.bodyReceived > 0 ? facts.bodyReceived : facts.bodySent;
    error.subject = url.host();
    return error;
}

bool outcomeIsUnknown(const WireFacts &facts, const QByteArray &method)
{
    return facts.requestSent && facts.statusCode == 0 && !isIdempotent(method);
}

} // namespace

bool isIdempotent(const QByteArray &method)
{
    static const std::array<QByteArray, 6> idempotent = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"};
    return std::find(idempotent.begin(), idempotent.end(), method) != idempotent.end();
}

TransferError errorFromWire(const WireFacts &facts, const QUrl &url, const QByteArray &method)
{
    TransferError error = baseError(facts, url, method);
    error.kind = kindOfFault(facts.fault);
    error.detail = facts.detail;
    error.tls = facts.tls;
    if (error.kind == ErrorKind::Dns)
        error.detail.clear(); // in libcurl's words, and nothing that the kind does not say
    if (error.kind == ErrorKind::Connect)
        error.subject = hostAndPort(url);
    if (error.kind == ErrorKind::Connect && facts.startedNothing) {
        error.subject.clear(); // the reason is not there
        error.detail =
            QCoreApplication::translate("WireError", "Too many files are open on this computer to begin a "
                                                     "connection. Allow the program more, or do less at once.");
    }
    if (error.kind == ErrorKind::Proxy) {
        if (facts.proxyReached)
            error.phase = Phase::Await; // its answer
        error.subject = facts.proxy.isEmpty() ? error.subject : hostAndPort(facts.proxy);
        error.statusCode = facts.proxyStatus >= 300 ? facts.proxyStatus : 0;
    }
    if (error.kind == ErrorKind::Network && outcomeIsUnknown(facts, method))
        error.kind = ErrorKind::UnknownOutcome;
    return error;
}

TransferError errorFromEndlessHead(const WireFacts &facts, const QUrl &url)
{
    TransferError error = baseError(facts, url);
    error.kind = ErrorKind::Protocol;
    error.detail = QCoreApplication::translate("WireError", "Its header did not end in time.");
    return error;
}

TransferError errorFromSilence(const WireFacts &facts, const QUrl &url, const QByteArray &method)
{
    TransferError error = baseError(facts, url, method);
    error.kind = ErrorKind::Timeout;
    // Until its connection stands, the one who is silent is the proxy.
    const bool before = facts.phase == Phase::NameLookup || facts.phase == Phase::Connect;
    if (before && !facts.proxy.isEmpty()) {
        error.subject = hostAndPort(facts.proxy);
        if (facts.proxyReached)
            error.detail = QCoreApplication::translate("WireError", "It took the connection and then said nothing.");
    }
    if (outcomeIsUnknown(facts, method)) {
        error.kind = ErrorKind::UnknownOutcome;
        error.timedOut = true;
    }
    return error;
}

TransferError errorFromLostAnswer(const TransferError &error, const QUrl &url)
{
    TransferError lost = error;
    lost.kind = ErrorKind::UnknownOutcome;
    lost.phase = Phase::Await;
    lost.statusCode = 0;
    lost.timedOut = error.timedOut || error.kind == ErrorKind::Timeout;
    lost.subject = url.host();
    return lost;
}

} // namespace ferry
