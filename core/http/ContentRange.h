#pragma once

#include <QByteArray>

#include <optional>

namespace ferry {

/// Content-Range (RFC 9110 14.4): which bytes of a representation an answer carries, or, with a 416, how many there
/// are. Pure, any thread.
struct ContentRange
{
    qint64 first = -1; ///< of the first byte; -1: the range could not be satisfied
    qint64 last = -1;  ///< of the last byte, inclusive; never before the first
    qint64 total = -1; ///< of the whole representation, larger than last; -1 unknown ("*")

    bool isSatisfied() const { return first >= 0; }
    /// How many bytes the answer carries; 0 if none could.
    qint64 size() const { return isSatisfied() ? last - first + 1 : 0; }

    friend bool operator==(const ContentRange &, const ContentRange &) = default;
};

/// `bytes 0-9/10`, `bytes 0-9/*` or `bytes */10`, and nothing else: no other unit, sign, blank or list, no number from
/// 2^63-1, no last byte before the first or behind the total. Strict because bytes are put together by it; nothing at
/// all is safe, since a download can begin anew.
std::optional<ContentRange> parseContentRange(const QByteArray &field);

} // namespace ferry
