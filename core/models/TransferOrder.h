#pragma once

#include "core/types/TransferSnapshot.h"

#include <optional>
#include <QCollator>

namespace ferry {

enum class TransferSort {
    NewestFirst,
    OldestFirst,
    Name,
    Size,
    State,
    Line, ///< what runs, then what waits in the order in which it will start, then the rest
};

/// Where an item stands in one order. Made once for each item and then only compared, so that a hundred thousand are
/// sorted without a look at one of them. No two are equal.
struct OrderKey
{
    qint64 major = 0;
    qint64 minor = 0;
    std::optional<QCollatorSortKey> name; ///< TransferSort::Name alone has it
    qint64 age = 0;                       ///< the id where older ones come first, its negative where newer ones do

    friend bool operator<(const OrderKey &a, const OrderKey &b)
    {
        if (a.major != b.major)
            return a.major < b.major;
        if (a.minor != b.minor)
            return a.minor < b.minor;
        if (a.name && b.name) {
            if (const int order = a.name->compare(*b.name); order != 0)
                return order < 0;
        }
        return a.age < b.age;
    }
    friend bool operator==(const OrderKey &a, const OrderKey &b) { return !(a < b) && !(b < a); }
};

/// Makes the keys of one order. Names are compared as the window's language does, and numbers in them by their value.
class OrderKeys
{
public:
    explicit OrderKeys(TransferSort order)
        : m_order(order)
    {
        m_collator.setNumericMode(true);
    }

    TransferSort order() const { return m_order; }
    OrderKey of(const TransferSnapshot &snapshot) const;

private:
    TransferSort m_order;
    QCollator m_collator;
};

} // namespace ferry
