#pragma once

#include "core/types/TransferSnapshot.h"

#include <QStringList>

namespace ferry {

/// An item as it lies in the store, with what the engine needs to take it up again. A value.
struct StoredItem
{
    qint64 key = 0;            ///< of its row, grows with the order of adding; 0: has none yet
    qint64 place = 0;          ///< in line: the smaller, the sooner
    TransferSnapshot snapshot; ///< as it was written last; id is not kept
    QString givenName;         ///< by the person, in place of the server's
    QString partPath;          ///< of a download that is not whole
    QString fileIdentity;      ///< Ready and Saving: which file it is; see FileIdentity.h
    QString savingTo;          ///< the directory, if it is to be saved or on its way
    QStringList missing;       ///< what of the request was a secret and is not kept; see RequestCodec.h
};

} // namespace ferry
