#include "core/http/ContentRange.h"

#include <limits>

namespace ferry {

namespace {

/// One or more digits. The greatest number is left out, so that the count of bytes from 0 to it is one too.
std::optional<qint64> position(QByteArrayView digits)
{
    constexpr qint64 limit = std::numeric_limits<qint64>::max() - 1;
    if (digits.isEmpty())
        return {};
    qint64 value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9' || value > (limit - (c - '0')) / 10)
            return {};
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace

std::optional<ContentRange> parseContentRange(const QByteArray &field)
{
    const QByteArray text = field.trimmed();
    const QByteArrayView view(text);
    const qsizetype space = view.indexOf(' ');
    const qsizetype slash = view.indexOf('/');
    if (space < 0 || slash < space || view.first(space).compare("bytes", Qt::CaseInsensitive) != 0)
        return {};
    const QByteArrayView range = view.sliced(space + 1, slash - space - 1);
    const QByteArrayView length = view.sliced(slash + 1);

    ContentRange result;
    if (length != "*") {
        const std::optional<qint64> total = position(length);
        if (!total)
            return {};
        result.total = *total;
    }
    if (range == "*")
        return length == "*" ? std::nullopt : std::optional(result);
    const qsizetype dash = range.indexOf('-');
    if (dash < 0)
        return {};
    const std::optional<qint64> first = position(range.first(dash));
    const std::optional<qint64> last = position(range.sliced(dash + 1));
    if (!first || !last || *last < *first || (result.total >= 0 && result.total <= *last))
        return {};
    result.first = *first;
    result.last = *last;
    return result;
}

} // namespace ferry
