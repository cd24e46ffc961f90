#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>

namespace ferry {

/// A date of HTTP in any of the three forms that a recipient must read (RFC 9110 5.6.7): "Sun, 06 Nov 1994 08:49:37
/// GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994". Case does not count, nor whether the day of the
/// week is the right one; the zone is GMT or UTC. A two-digit year that would be more than 50 years after `now` is of
/// the century before. Nothing if it is no such date. Pure, any thread.
std::optional<std::chrono::sys_seconds> parseHttpDate(const QByteArray &text, std::chrono::sys_seconds now);

} // namespace ferry
