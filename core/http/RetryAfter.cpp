#include "core/http/RetryAfter.h"

#include "core/http/HttpDate.h"

#include <algorithm>

namespace ferry {

namespace {

constexpr std::chrono::seconds longest(qint64(1) << 31);

} // namespace

std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &field, std::chrono::sys_seconds now)
{
    const QByteArray text = field.trimmed();
    if (text.isEmpty())
        return {};
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) {
        qint64 value = 0;
        for (const char c : text)
            value = std::min<qint64>(value * 10 + (c - '0'), longest.count());
        return std::chrono::seconds(value);
    }
    const std::optional<std::chrono::sys_seconds> date = parseHttpDate(text, now);
    if (!date)
        return {};
    return std::clamp<std::chrono::seconds>(*date - now, std::chrono::seconds(0), longest);
}

} // namespace ferry
