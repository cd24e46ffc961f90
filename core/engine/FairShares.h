#pragma once

#include <QList>

namespace ferry {

/// One that wants bytes of a common allowance.
struct Claim
{
    qint64 ceiling = 0; ///< it can use no more
    qint64 least = 1;   ///< less is not worth a turn
    quint64 turn = 0;   ///< when it was served last: who waits longest comes first
    qint64 share = 0;   ///< the result
};

/// Divides an allowance as evenly as the ceilings allow: what one cannot use goes to the others (max-min fairness).
/// Where it is too small to be worth everybody's turn, those are served who wait longest, and the others later.
void shareOut(qint64 amount, const QList<Claim *> &claims);

} // namespace ferry
