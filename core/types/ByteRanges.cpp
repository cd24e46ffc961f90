#include "core/types/ByteRanges.h"

#include <algorithm>
#include <limits>

namespace ferry {

namespace {

/// Digits without a leading zero; the greatest number is left out, so that the position behind it is one too.
std::optional<qint64> position(const QByteArray &text)
{
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value < 0 || value == std::numeric_limits<qint64>::max() || QByteArray::number(value) != text)
        return std::nullopt;
    return value;
}

} // namespace

ByteRanges::ByteRanges(std::initializer_list<ByteRange> ranges)
{
    for (const ByteRange &range : ranges)
        add(range);
}

void ByteRanges::add(ByteRange range)
{
    if (range.isEmpty() || range.first < 0)
        return;
    // The first one that is not wholly before the new one, and the first one that is wholly behind it.
    const auto from = std::lower_bound(m_ranges.begin(), m_ranges.end(), range.first,
                                       [](const ByteRange &held, qint64 first) { return held.end < first; });
    const auto to = std::upper_bound(from, m_ranges.end(), range.end,
                                     [](qint64 end, const ByteRange &held) { return end < held.first; });
    if (from != to) {
        range.first = std::min(range.first, from->first);
        range.end = std::max(range.end, std::prev(to)->end);
    }
    m_ranges.insert(m_ranges.erase(from, to), range);
}

qint64 ByteRanges::size() const
{
    qint64 size = 0;
    for (const ByteRange &range : m_ranges)
        size += range.size();
    return size;
}

bool ByteRanges::holds(qint64 position) const
{
    return endOfRun(position) > position;
}

qint64 ByteRanges::endOfRun(qint64 position) const
{
    for (const ByteRange &range : m_ranges) {
        if (position >= range.first && position < range.end)
            return range.end;
    }
    return position;
}

qint64 ByteRanges::nextHeld(qint64 position, qint64 total) const
{
    for (const ByteRange &range : m_ranges) {
        if (range.end > position)
            return std::min(total, std::max(position, range.first));
    }
    return total;
}

ByteRanges ByteRanges::gaps(qint64 total) const
{
    ByteRanges gaps;
    qint64 from = 0;
    for (const ByteRange &range : m_ranges) {
        gaps.add({from, std::min(range.first, total)});
        from = range.end;
    }
    gaps.add({from, total});
    return gaps;
}

QByteArray ByteRanges::toText() const
{
    QByteArrayList texts;
    for (const ByteRange &range : m_ranges)
        texts.append(QByteArray::number(range.first) + '-' + QByteArray::number(range.end - 1));
    return texts.join(',');
}

std::optional<ByteRanges> ByteRanges::fromText(const QByteArray &text)
{
    ByteRanges ranges;
    if (text.isEmpty())
        return ranges;
    for (const QByteArray &one : text.split(',')) {
        const QByteArrayList ends = one.split('-');
        if (ends.size() != 2)
            return std::nullopt;
        const auto first = position(ends.at(0));
        const auto last = position(ends.at(1));
        if (!first || !last || *last < *first || (!ranges.isEmpty() && *first <= ranges.m_ranges.last().end))
            return std::nullopt;
        ranges.m_ranges.append({*first, *last + 1});
    }
    return ranges;
}

} // namespace ferry
