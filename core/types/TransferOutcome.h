#pragma once

#include "core/types/TransferSnapshot.h"

namespace ferry {

/// The transport came to its end with an answer, whatever its status.
struct Completed
{
    int statusCode = 0;
    bool ok = false; ///< 2xx, and for a download not held as an HTML page
};

/// The person ended it.
struct Cancelled
{
};

/// How an attempt ended. Each item emits one outcome per attempt, last and exactly once.
using TransferOutcome = std::variant<Completed, Cancelled, TransferError>;

} // namespace ferry

Q_DECLARE_METATYPE(ferry::TransferOutcome)
