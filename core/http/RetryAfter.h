#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>

namespace ferry {

/// Retry-After (RFC 9110 10.2.3): how long the server asks to wait, from seconds or from a date. `now` is the time of
/// the answer, best that of its own Date field, so that a clock that is wrong does not count. A date that is past is 0;
/// more than 2^31 seconds are 2^31 (as RFC 9111 1.2.2 has it), so that the absurd can be told from garbage, which is
/// nothing: signs, fractions, units, lists, anything else. Pure, any thread.
std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &field, std::chrono::sys_seconds now);

} // namespace ferry
