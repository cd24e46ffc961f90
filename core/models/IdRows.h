#pragma once

#include "core/types/TransferSnapshot.h"

#include <array>
#include <unordered_map>

namespace ferry {

/// The row of each id. Ids mostly follow one another, so they lie in pages: growing moves nothing, while a hash of a
/// hundred thousand holds up whoever adds the one for which it is laid out anew. A value.
class IdRows
{
public:
    /// -1 if there is none.
    int value(TransferId id) const;
    bool contains(TransferId id) const { return value(id) >= 0; }
    void insert(TransferId id, int row);
    void remove(TransferId id);

private:
    static constexpr TransferId pageSize = 1024;

    struct Page
    {
        Page() { rows.fill(-1); }

        std::array<int, pageSize> rows;
        int used = 0; ///< rows that are not -1
    };

    std::unordered_map<TransferId, Page> m_pages; ///< by the id divided by the size of a page
};

} // namespace ferry
