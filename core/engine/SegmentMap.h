#pragma once

#include "core/types/ByteRanges.h"

#include <QMap>

namespace ferry {

/// Which bytes of a file are held, and which connection fetches which of the others. There is one rule for the first
/// pieces and for the last: a connection without work takes the first piece that nobody fetches; where there is none,
/// the back half of what the slowest connection still has to do, measured by the time that it will take.
///
/// A value without a clock; bytes only count when they are in the file. No byte is given to two connections.
class SegmentMap
{
public:
    /// Below these, another request costs more than it saves.
    struct Worth
    {
        qint64 piece = 1024 * 1024;   ///< bytes: the smallest half, where nobody knows how fast they come
        qint64 slowPiece = 64 * 1024; ///< bytes: the smallest half of a connection whose speed is known
        double seconds = 1;           ///< and the shortest time that this one still has to go

        /// A request to a server that answers at once costs little, so that less is worth one, and all connections end
        /// together.
        static Worth ofServer(qint64 firstByteMs);
    };

    SegmentMap() = default;
    SegmentMap(qint64 total, ByteRanges held, Worth worth);
    SegmentMap(qint64 total, ByteRanges held)
        : SegmentMap(total, std::move(held), Worth())
    {
    }

    /// The next piece of a connection, which has none. Nothing if none is worth a request.
    std::optional<ByteRange> take(int connection);
    /// The same for a stream that brings the file from this byte on, whatever is asked: up to the next byte that is
    /// held or another's. False if this byte is.
    bool takeFrom(int connection, qint64 first);
    /// The stream may go on as far as nobody else has begun; false if it has all of its piece and there is no more.
    bool extend(int connection);

    /// The connection's next byte is at position(), and its last is before end(), which comes nearer when another one
    /// takes the back half.
    bool has(int connection) const { return m_pieces.contains(connection); }
    qint64 position(int connection) const { return m_pieces.value(connection).range.first; }
    qint64 end(int connection) const { return m_pieces.value(connection).range.end; }
    /// So many bytes are in the file at position(). Never more than its piece has left.
    void arrived(int connection, qint64 bytes);
    /// Bytes a second; below 0 unknown.
    void setRate(int connection, double bytesPerSecond);
    /// It has come to an end: what it has not brought is anybody's.
    void release(int connection);

    qint64 total() const { return m_total; }
    const ByteRanges &held() const { return m_held; }
    bool isWhole() const { return m_held.size() == m_total; }
    int connections() const { return int(m_pieces.size()); }
    QList<int> connectionList() const { return m_pieces.keys(); }

private:
    struct Piece
    {
        ByteRange range; ///< what is still to come
        double rate = -1;
    };

    ByteRanges heldOrFetched() const;
    std::optional<ByteRange> backHalf();
    double usualRate() const;

    qint64 m_total = 0;
    ByteRanges m_held;
    Worth m_worth;
    QMap<int, Piece> m_pieces;
};

} // namespace ferry
