#pragma once

#include "core/store/RequestFields.h"
#include "core/store/StoredItem.h"

// Which fields of an item and its answer are kept. See RequestFields.h for the names.
namespace ferry::json {

template <>
struct EnumRange<TransferState>
{
    static constexpr TransferState first = TransferState::Queued;
    static constexpr TransferState last = TransferState::Waiting;
};

template <>
struct EnumRange<Intent>
{
    static constexpr Intent first = Intent::Run;
    static constexpr Intent last = Intent::Drop;
};

template <>
struct EnumRange<TlsFault>
{
    static constexpr TlsFault first = TlsFault::None;
    static constexpr TlsFault last = TlsFault::ClientCertificate;
};

template <>
struct EnumRange<ErrorKind>
{
    static constexpr ErrorKind first = ErrorKind::Abort;
    static constexpr ErrorKind last = ErrorKind::Rate;
};

template <>
struct EnumRange<Phase>
{
    static constexpr Phase first = Phase::None;
    static constexpr Phase last = Phase::Receive;
};

template <>
struct EnumRange<WaitReason>
{
    static constexpr WaitReason first = WaitReason::None;
    static constexpr WaitReason last = WaitReason::Network;
};

template <>
struct EnumRange<Resumable>
{
    static constexpr Resumable first = Resumable::Unknown;
    static constexpr Resumable last = Resumable::Form;
};

template <>
struct Fields<TlsFacts>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("fault", &TlsFacts::fault);
        visit("alsoWrongHost", &TlsFacts::alsoWrongHost);
        visit("alsoOutOfTime", &TlsFacts::alsoOutOfTime);
        visit("sha256Fingerprint", &TlsFacts::sha256Fingerprint);
        visit("chain", &TlsFacts::chain);
    }
};

template <>
struct Fields<TransferError>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("kind", &TransferError::kind);
        visit("phase", &TransferError::phase);
        visit("statusCode", &TransferError::statusCode);
        visit("timedOut", &TransferError::timedOut);
        visit("accepted", &TransferError::accepted);
        visit("subject", &TransferError::subject);
        visit("detail", &TransferError::detail);
        visit("bytesMoved", &TransferError::bytesMoved);
        visit("tls", &TransferError::tls);
    }
};

template <>
struct Fields<PastAttempt>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("number", &PastAttempt::number);
        visit("ended", &PastAttempt::ended);
        visit("statusCode", &PastAttempt::statusCode);
        visit("error", &PastAttempt::error);
    }
};

template <>
struct Fields<SignIn>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("origin", &SignIn::origin);
        visit("realm", &SignIn::realm);
        visit("scheme", &SignIn::scheme);
        visit("proxy", &SignIn::proxy);
        visit("tried", &SignIn::tried);
    }
};

template <>
struct Fields<RedirectHop>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("statusCode", &RedirectHop::statusCode);
        visit("from", &RedirectHop::from);
        visit("to", &RedirectHop::to);
    }
};

template <>
struct Fields<Timings>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("nameLookup", &Timings::nameLookup);
        visit("connected", &Timings::connected);
        visit("tlsDone", &Timings::tlsDone);
        visit("sent", &Timings::sent);
        visit("firstByte", &Timings::firstByte);
        visit("done", &Timings::done);
    }
};

/// The body has a column of its own.
template <>
struct Fields<Exchange>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("method", &Exchange::method);
        visit("url", &Exchange::url);
        visit("requestHeaders", &Exchange::requestHeaders);
        visit("redirects", &Exchange::redirects);
        visit("interimStatus", &Exchange::interimStatus);
        visit("statusCode", &Exchange::statusCode);
        visit("reason", &Exchange::reason);
        visit("headers", &Exchange::headers);
        visit("bodySize", &Exchange::bodySize);
        visit("codedBody", &Exchange::codedBody);
        visit("bodyFile", &Exchange::bodyFile);
        visit("timings", &Exchange::timings);
        visit("protocol", &Exchange::protocol);
        visit("peer", &Exchange::peer);
        visit("connectionReused", &Exchange::connectionReused);
    }
};

/// The rest has columns of its own, or is true for a moment only: speed, time left, how far a copy is, place in line,
/// connections.
template <>
struct Fields<TransferSnapshot>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("attempt", &TransferSnapshot::attempt);
        visit("waitReason", &TransferSnapshot::waitReason);
        visit("waitHost", &TransferSnapshot::waitHost);
        visit("waitUntil", &TransferSnapshot::waitUntil);
        visit("tries", &TransferSnapshot::tries);
        visit("attempts", &TransferSnapshot::attempts);
        visit("priority", &TransferSnapshot::priority);
        visit("rateLimit", &TransferSnapshot::rateLimit);
        visit("resumable", &TransferSnapshot::resumable);
        visit("added", &TransferSnapshot::added);
        visit("stateSince", &TransferSnapshot::stateSince);
        visit("error", &TransferSnapshot::error);
        visit("heldHtml", &TransferSnapshot::heldHtml);
        visit("lengthUnknown", &TransferSnapshot::lengthUnknown);
        visit("tempPath", &TransferSnapshot::tempPath);
        visit("savedPath", &TransferSnapshot::savedPath);
        visit("sha256", &TransferSnapshot::sha256);
        visit("checkedBy", &TransferSnapshot::checkedBy);
        visit("link", &TransferSnapshot::link);
        visit("serverReason", &TransferSnapshot::serverReason);
        visit("signIn", &TransferSnapshot::signIn);
    }
};

template <>
struct Fields<StoredItem>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("givenName", &StoredItem::givenName);
        visit("fileIdentity", &StoredItem::fileIdentity);
        visit("savingTo", &StoredItem::savingTo);
        visit("missing", &StoredItem::missing);
    }
};

} // namespace ferry::json
