#pragma once

#include "core/store/StoredItem.h"

namespace ferry {

/// How an item of an earlier launch goes on in this one, by what was last written of it: a value that a view can show,
/// in a state that lasts. Looks whether the files of finished downloads are there. Engine thread.
///
/// What was on the wire is in line again, or held if that was the wish. An upload that must not be sent twice is
/// *unknown* then, since its request may have gone out whole. What needs a secret, which is never written, is held and
/// says so. mayRun false: nobody would know of it later, as the store is only read; so all is held.
TransferSnapshot restoredItem(const StoredItem &stored, bool mayRun);

/// Why an item is held that had these secrets.
TransferError missingSecretsError(const QStringList &missing);

/// Why an upload is held that must not be sent twice: nobody could write down in the store that it may have been sent.
TransferError notNotedError(const QString &storeFile);

/// The same upload when the engine ends in good order: what the server cannot have taken whole is in line again.
/// hangs: all of it was sent.
TransferSnapshot itemAtQuit(const TransferSnapshot &item, bool hangs);

} // namespace ferry
