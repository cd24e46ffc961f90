#include "core/types/TransferSnapshot.h"

namespace ferry {

namespace {

/// Dividing first would lose small files, multiplying first would overflow beyond 92 PB.
int unfinishedPercent(qint64 done, qint64 total)
{
    return qBound(0, int(double(done) / double(total) * 100.0), 99);
}

} // namespace

int TransferSnapshot::percent() const
{
    const bool whole = state == TransferState::Done || state == TransferState::Ready || state == TransferState::Saving;
    if (whole)
        return 100;
    if (bytesTotal < 0)
        return -1;
    if (bytesTotal == 0)
        return 0;
    return unfinishedPercent(bytesDone, bytesTotal);
}

bool TransferSnapshot::mayHaveArrived() const
{
    if (kind() != TransferKind::Upload || state != TransferState::Cancelled)
        return state == TransferState::Unknown;
    if (statusCode() >= 300) // the server had said no
        return false;
    // Of an earlier launch the timings may not be here, and between two tries the bytes are not.
    return (bytesTotal > 0 && bytesDone >= bytesTotal) || (exchange && exchange->timings.sent >= 0);
}

int TransferSnapshot::copiedPercent() const
{
    if (state != TransferState::Saving || bytesCopied <= 0 || bytesDone <= 0)
        return -1;
    return unfinishedPercent(bytesCopied, bytesDone);
}

} // namespace ferry
