#pragma once

#include "core/engine/TransferItem.h"

#include <unordered_map>

namespace ferry {

/// Every item that this launch has taken up, by its id. What has ended in an earlier launch is not among them until
/// somebody does something with it (KeptQueue::recall()). Pointers hold until the item is removed. Engine thread.
class TransferItems
{
public:
    /// Null if there is none.
    TransferItem *find(TransferId id)
    {
        const auto it = m_items.find(id);
        return it == m_items.end() ? nullptr : &it->second;
    }
    /// A new one, without anything, or the one that is there.
    TransferItem &make(TransferId id) { return m_items[id]; }
    void remove(TransferId id) { m_items.erase(id); }

    auto begin() { return m_items.begin(); }
    auto end() { return m_items.end(); }

private:
    std::unordered_map<TransferId, TransferItem> m_items;
};

} // namespace ferry
