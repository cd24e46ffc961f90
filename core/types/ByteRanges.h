#pragma once

#include <optional>
#include <QByteArray>
#include <QList>

namespace ferry {

/// Bytes of a file from `first` up to, and without, `end`.
struct ByteRange
{
    qint64 first = 0;
    qint64 end = 0;

    qint64 size() const { return end - first; }
    bool isEmpty() const { return end <= first; }

    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/// A set of bytes of a file, as ranges that are sorted, apart from each other and never empty: what is held of a
/// download. A value; any thread.
class ByteRanges
{
public:
    ByteRanges() = default;
    ByteRanges(std::initializer_list<ByteRange> ranges);

    /// Joins what touches or overlaps. An empty range, or one before the file's first byte, adds nothing.
    void add(ByteRange range);

    const QList<ByteRange> &list() const { return m_ranges; }
    bool isEmpty() const { return m_ranges.isEmpty(); }
    qint64 size() const; ///< how many bytes
    bool holds(qint64 position) const;
    /// The end of the bytes that follow each other from this one on; the position itself if it is not in the set.
    qint64 endOfRun(qint64 position) const;
    /// The first byte of the set at or behind the position, or `total` if there is none before that.
    qint64 nextHeld(qint64 position, qint64 total) const;
    /// What a file of this size has beside the set.
    ByteRanges gaps(qint64 total) const;

    /// "0-99,200-299", with both ends as in a Range field (RFC 9110 14.1.2); empty without ranges.
    QByteArray toText() const;
    /// Exactly what toText() writes: digits, in order, apart from each other.
    static std::optional<ByteRanges> fromText(const QByteArray &text);

    friend bool operator==(const ByteRanges &, const ByteRanges &) = default;

private:
    QList<ByteRange> m_ranges;
};

} // namespace ferry
