#include "core/engine/RetryPolicy.h"

#include "core/engine/WireError.h"
#include "core/http/HttpDate.h"
#include "core/http/RetryAfter.h"

#include <cmath>

namespace ferry {

namespace {

using namespace std::chrono;

bool isPassing(int statusCode)
{
    switch (statusCode) {
    case 408:
    case 425:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
        return true;
    default:
        return false;
    }
}

/// Another handshake may go well; another look at the same certificate will not.
bool isTlsPassing(const TransferError &error)
{
    return error.tls.fault == TlsFault::None || error.tls.fault == TlsFault::Handshake;
}

/// Nothing of the request has left, for all that is known.
bool neverConnected(const TransferError &error)
{
    switch (error.kind) {
    case ErrorKind::Dns:
    case ErrorKind::Connect:
    case ErrorKind::Tls:
    case ErrorKind::Proxy:
        return true;
    case ErrorKind::Timeout:
        return error.phase == Phase::NameLookup || error.phase == Phase::Connect || error.phase == Phase::Tls;
    default:
        return false;
    }
}

bool isWorthATry(const TransferRequest &request, const FailedTry &failed)
{
    if (!failed.error)
        return isPassing(failed.statusCode);
    switch (failed.error->kind) {
    case ErrorKind::Timeout:
    case ErrorKind::Dns:
    case ErrorKind::Connect:
    case ErrorKind::Network:
    case ErrorKind::UnknownOutcome:
        return true;
    case ErrorKind::Tls:
        return isTlsPassing(*failed.error);
    case ErrorKind::Proxy: // what it answered to CONNECT; 0: it cannot be reached
        return failed.error->statusCode == 0 || isPassing(failed.error->statusCode);
    case ErrorKind::Protocol: // bytes came, and then nonsense: as often a broken way as a broken server
        return failed.error->bytesMoved > 0 && kindOf(request) == TransferKind::Download;
    default:
        return false;
    }
}

bool isHarmless(const TransferRequest &request, const FailedTry &failed, bool saidWhen)
{
    if (mayBeRepeated(request))
        return true;
    const auto *upload = std::get_if<UploadRequest>(&request);
    if (!upload || failed.lastMethod != upload->method)
        return false;
    if (failed.error)
        return neverConnected(*failed.error);
    return saidWhen && !failed.bodySent && (failed.statusCode == 429 || failed.statusCode == 503);
}

std::optional<seconds> askedBy(const FailedTry &failed, sys_seconds now)
{
    if (failed.error)
        return std::nullopt;
    return RetryPolicy::askedFor(failed.retryAfter, failed.date, now);
}

} // namespace

bool mayBeRepeated(const TransferRequest &request)
{
    const auto *upload = std::get_if<UploadRequest>(&request);
    return !upload || isIdempotent(upload->method) || upload->safeToRepeat || !upload->idempotencyKey.isEmpty() ||
           upload->headers.contains("Idempotency-Key");
}

RetryDecision RetryPolicy::decide(const TransferRequest &request, const FailedTry &failed, int tries, double random,
                                  sys_seconds now)
{
    const int allowed = optionsOf(request).retries;
    const std::optional<seconds> asked = askedBy(failed, now);
    if (allowed <= 0 || !isWorthATry(request, failed) || !isHarmless(request, failed, asked.has_value()))
        return {};
    if (asked && *asked > patience)
        return {RetryDecision::TooLong, *asked, true};
    if (tries >= allowed)
        return {};
    if (asked)
        return {RetryDecision::Again, std::max<milliseconds>(*asked, shortest), true};
    return {RetryDecision::Again, backoff(tries, random), false};
}

std::optional<seconds> RetryPolicy::askedFor(const QByteArray &retryAfter, const QByteArray &date, sys_seconds now)
{
    return parseRetryAfter(retryAfter, parseHttpDate(date, now).value_or(now));
}

milliseconds RetryPolicy::backoff(int tries, double random)
{
    const double limit = std::min(std::ldexp(1000.0, std::min(tries, 30)), double(longest.count()));
    return std::max(shortest, milliseconds(qint64(random * limit)));
}

bool RetryPolicy::isAboutTheConnection(const TransferError &error)
{
    return neverConnected(error) || error.kind == ErrorKind::Network || error.kind == ErrorKind::Timeout ||
           error.kind == ErrorKind::UnknownOutcome;
}

} // namespace ferry
