#pragma once

#include <QString>

namespace ferry {

// Where the state of a profile lies. profileDirectory: below which all of it is; empty: in the system's places.

/// The database of the queue and its history, see TransferStore.h.
QString storeFileIn(const QString &profileDirectory);

/// For EngineOptions::temporaryRoot; empty for the engine's own choice.
QString temporaryRootIn(const QString &profileDirectory);

} // namespace ferry
