#pragma once

#include "core/types/TransferSnapshot.h"

namespace ferry {

/// The places in line that are shown. Only those at the front: with ten thousand waiting, each start would otherwise
/// change ten thousand items. Engine thread.
class QueuePositions
{
public:
    static constexpr int shown = 20;

    struct Change
    {
        TransferId id = 0;
        int position = 0; ///< 1 is next; 0: no longer among the first
    };

    /// head: the front of the line, at most `shown`. Who has another place than before.
    QList<Change> update(const QList<TransferId> &head);

private:
    QList<TransferId> m_head;
};

} // namespace ferry
