#pragma once

#include "core/types/TransferSnapshot.h"

#include <QStringList>

namespace ferry::ui {

/// What else is worth knowing of an answer, one sentence each: the 1xx answers before it, and a body that came coded.
QStringList exchangeNotes(const TransferSnapshot &snapshot);

} // namespace ferry::ui
