#include "core/types/TransferSnapshot.h"

namespace ferry {

int TransferSnapshot::percent() const
{
    const bool whole = state == TransferState::Done || state == TransferState::Ready || state == TransferState::Saving;
    if (whole)
        return 100;
    if (bytesTotal < 0)
        return -1;
    if (bytesTotal == 0)
        return 0;
    // Dividing first would lose small files, multiplying first would overflow beyond 92 PB.
    return qBound(0, int(double(bytesDone) / double(bytesTotal) * 100.0), 99);
}

} // namespace ferry
