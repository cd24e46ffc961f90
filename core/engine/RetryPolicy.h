#pragma once

#include "core/types/TransferOutcome.h"

#include <chrono>

namespace ferry {

/// Whether the same request twice does no more than once: an idempotent method (RFC 9110 9.2.2), an upload that is
/// marked safe to repeat, or one with an Idempotency-Key.
bool mayBeRepeated(const TransferRequest &request);

/// How a try ended.
struct FailedTry
{
    int statusCode = 0;                 ///< of the answer; 0 if none came
    std::optional<TransferError> error; ///< unset: an answer came whole
    QByteArray retryAfter;              ///< the answer's field, empty if it has none
    QByteArray date;                    ///< the answer's Date, empty if it has none
    QByteArray lastMethod; ///< of the last request: a redirect may have turned a POST into a GET, and so answered it
    bool bodySent = true;  ///< all of its body had left when the answer came, or that is not known
};

struct RetryDecision
{
    enum Verdict {
        Never,  ///< this was the end
        Again,  ///< after `wait`
        TooLong ///< the server asks for more patience than there is: the end, as ErrorKind::Rate
    };
    Verdict verdict = Never;
    std::chrono::milliseconds wait{0};
    bool byServer = false; ///< it is the server who asked for this wait, of everybody
};

/// Decides whether a try that failed is made again, and when. Values in, value out: no clock and no randomness of its
/// own. Any thread.
///
/// 408, 425, 429, 500, 502, 503, 504 and broken connections are worth another try where the request may be repeated.
/// A plain POST is sent again only where nothing of it can have been taken: no connection came about, or the server
/// said 429 or 503 and when to come again before it had the whole body. What cannot get better by itself is not tried
/// again: refused certificates, redirects, checksums, files, bad input.
///
/// The wait is drawn from 0 to 1 s, 2 s, 4 s ... 60 s at most ("full jitter"), or what Retry-After says, up to an hour.
class RetryPolicy
{
public:
    static constexpr std::chrono::milliseconds shortest{200};
    static constexpr std::chrono::milliseconds longest{60'000};
    static constexpr std::chrono::hours patience{1}; ///< with Retry-After

    /// tries: how often it was tried again by itself before. random: from 0 to 1. now: of the answer, for a
    /// Retry-After with a date where the answer has no Date.
    static RetryDecision decide(const TransferRequest &request, const FailedTry &failed, int tries, double random,
                                std::chrono::sys_seconds now);
    /// How long an answer with these fields asks to wait; nothing if it does not, or not in a way that can be read.
    static std::optional<std::chrono::seconds> askedFor(const QByteArray &retryAfter, const QByteArray &date,
                                                        std::chrono::sys_seconds now);
    static std::chrono::milliseconds backoff(int tries, double random);
    /// No connection to the server came about, or it broke: another one may go well, or there is no network.
    static bool isAboutTheConnection(const TransferError &error);
};

} // namespace ferry
