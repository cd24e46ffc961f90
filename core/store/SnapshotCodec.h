#pragma once

#include "core/store/StoredItem.h"

namespace ferry {

/// As JSON, all of an item but its request, its exchange and what has a column of its own. Addresses go without their
/// secrets.
QByteArray factsText(const StoredItem &item);
StoredItem factsFrom(QByteArrayView text);

/// Whether nothing but the bytes that moved, what is not kept, and why an item in line waits, sets them apart.
bool sameButProgress(const StoredItem &a, const StoredItem &b);

/// The file of a long body, where it may outlive its launch: one that may repeat a secret that was sent does not. What
/// the store has of such a body has asterisks in its place.
QString lastingBodyFile(const Exchange &exchange);

/// As JSON, all of an exchange but the body. Secrets of its addresses are left out, those of its headers have dots in
/// their place.
QByteArray exchangeText(const Exchange &exchange);
Exchange exchangeFrom(QByteArrayView text);

} // namespace ferry
