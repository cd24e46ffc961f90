#pragma once

#include "core/types/ByteRanges.h"

#include <QList>

namespace ferry {

class PartFile;

/// Pieces of a part that came by another address and lie behind a gap. Of each the last bytes are fetched again: if
/// they are the same it is held, as what lies before the first gap is by the same rule; until then it only need not be
/// fetched. A value; engine's thread.
class DoubtfulRuns
{
public:
    /// How much of a piece is fetched again, bytes.
    static constexpr qint64 comparedBytes = 256 * 1024;

    DoubtfulRuns() = default;
    /// Those that have no more than would be compared are left out: they come anew.
    explicit DoubtfulRuns(const ByteRanges &runs);

    /// What is not fetched if all agrees.
    ByteRanges spared() const;

    /// These bytes of the file have come, and are not written yet. A piece of which all has been compared is held by
    /// the part. False if the part has others there: then nothing that is left here is of this file.
    bool compare(PartFile &part, qint64 first, const char *data, qint64 size);

private:
    struct Run
    {
        ByteRange spared;
        ByteRange compared; ///< behind it
        ByteRanges arrived; ///< of what is to be compared
    };

    QList<Run> m_runs;
};

} // namespace ferry
