#pragma once

#include "core/types/TransferSnapshot.h"

namespace ferry {

/// An item as it enters the line: named and sized as far as that is known before anything is sent. Looks at the size
/// of the files to send. Engine thread.
TransferSnapshot queuedItem(TransferId id, std::shared_ptr<const TransferRequest> request);

/// In line or kept out of it, and not at work.
constexpr bool isInLine(TransferState state)
{
    return state == TransferState::Queued || state == TransferState::Waiting || state == TransferState::Paused;
}

} // namespace ferry
