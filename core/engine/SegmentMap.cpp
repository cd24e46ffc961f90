#include "core/engine/SegmentMap.h"

#include <algorithm>

namespace ferry {

SegmentMap::Worth SegmentMap::Worth::ofServer(qint64 firstByteMs)
{
    Worth worth;
    worth.seconds = std::clamp(0.01 * double(firstByteMs), 0.1, worth.seconds);
    return worth;
}

SegmentMap::SegmentMap(qint64 total, ByteRanges held, Worth worth)
    : m_total(total)
    , m_held(std::move(held))
    , m_worth(worth)
{
}

std::optional<ByteRange> SegmentMap::take(int connection)
{
    Q_ASSERT(!has(connection));
    const ByteRanges free = heldOrFetched().gaps(m_total);
    const std::optional<ByteRange> piece = free.isEmpty() ? backHalf() : std::optional(free.list().first());
    if (piece)
        m_pieces.insert(connection, {*piece});
    return piece;
}

bool SegmentMap::takeFrom(int connection, qint64 first)
{
    Q_ASSERT(!has(connection));
    const qint64 end = heldOrFetched().nextHeld(first, m_total);
    if (end <= first)
        return false;
    m_pieces.insert(connection, {{first, end}});
    return true;
}

bool SegmentMap::extend(int connection)
{
    Piece &piece = m_pieces[connection];
    const qint64 end = heldOrFetched().nextHeld(piece.range.end, m_total);
    piece.range.end = std::max(piece.range.end, end);
    return !piece.range.isEmpty();
}

void SegmentMap::arrived(int connection, qint64 bytes)
{
    Piece &piece = m_pieces[connection];
    Q_ASSERT(bytes >= 0 && bytes <= piece.range.size());
    m_held.add({piece.range.first, piece.range.first + bytes});
    piece.range.first += bytes;
}

void SegmentMap::setRate(int connection, double bytesPerSecond)
{
    const auto piece = m_pieces.find(connection);
    if (piece != m_pieces.end())
        piece->rate = bytesPerSecond;
}

void SegmentMap::release(int connection)
{
    m_pieces.remove(connection);
}

ByteRanges SegmentMap::heldOrFetched() const
{
    ByteRanges taken = m_held;
    for (const Piece &piece : m_pieces)
        taken.add(piece.range);
    return taken;
}

/// A connection that has only begun is taken for one like the others.
double SegmentMap::usualRate() const
{
    double sum = 0;
    int known = 0;
    for (const Piece &piece : m_pieces) {
        sum += std::max(0.0, piece.rate);
        known += piece.rate >= 0;
    }
    return known > 0 ? sum / known : 1;
}

std::optional<ByteRange> SegmentMap::backHalf()
{
    const double usual = usualRate();
    Piece *slowest = nullptr;
    double longest = 0;
    for (Piece &piece : m_pieces) {
        const qint64 rest = piece.range.size();
        const bool known = piece.rate >= 0;
        // One byte a second for those that stand still.
        const double seconds = double(rest) / std::max(1.0, known ? piece.rate : usual);
        const bool worthIt =
            known ? rest >= 2 * m_worth.slowPiece && seconds >= m_worth.seconds : rest >= 2 * m_worth.piece;
        if (worthIt && seconds > longest) {
            longest = seconds;
            slowest = &piece;
        }
    }
    if (!slowest)
        return std::nullopt;
    const qint64 middle = slowest->range.first + slowest->range.size() / 2;
    return ByteRange{middle, std::exchange(slowest->range.end, middle)};
}

} // namespace ferry
