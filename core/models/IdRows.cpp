#include "core/models/IdRows.h"

namespace ferry {

int IdRows::value(TransferId id) const
{
    const auto page = m_pages.find(id / pageSize);
    return page == m_pages.end() ? -1 : page->second.rows[id % pageSize];
}

void IdRows::insert(TransferId id, int row)
{
    Page &page = m_pages[id / pageSize];
    int &place = page.rows[id % pageSize];
    page.used += place < 0 ? 1 : 0;
    place = row;
}

void IdRows::remove(TransferId id)
{
    const auto page = m_pages.find(id / pageSize);
    if (page == m_pages.end() || std::exchange(page->second.rows[id % pageSize], -1) < 0)
        return;
    if (--page->second.used == 0)
        m_pages.erase(page);
}

} // namespace ferry
