#include "core/types/HeaderList.h"

namespace ferry {

bool sameHeaderName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

void HeaderList::remove(QByteArrayView name)
{
    m_headers.removeIf([name](const HeaderField &h) { return sameHeaderName(h.first, name); });
}

bool HeaderList::contains(QByteArrayView name) const
{
    return std::any_of(begin(), end(), [name](const HeaderField &h) { return sameHeaderName(h.first, name); });
}

QByteArray HeaderList::value(QByteArrayView name) const
{
    const auto it =
        std::find_if(begin(), end(), [name](const HeaderField &h) { return sameHeaderName(h.first, name); });
    return it == end() ? QByteArray() : it->second;
}

QList<QByteArray> HeaderList::values(QByteArrayView name) const
{
    QList<QByteArray> found;
    for (const HeaderField &h : m_headers) {
        if (sameHeaderName(h.first, name))
            found.append(h.second);
    }
    return found;
}

} // namespace ferry
