// Holding, ordering and slowing down: who waits, in which order, and how fast the rest may go.
#include "core/engine/QueueController.h"

namespace ferry {

void QueueController::pause(const QList<TransferId> &) {}
void QueueController::resume(const QList<TransferId> &) {}
void QueueController::startNow(const QList<TransferId> &) {}
void QueueController::setPriority(const QList<TransferId> &, Priority) {}
void QueueController::move(const QList<TransferId> &, QueueMove) {}
void QueueController::replaceUrl(TransferId, const QUrl &) {}
void QueueController::setItemRateLimit(const QList<TransferId> &, qint64) {}
void QueueController::setRateLimits(const RateLimits &) {}
void QueueController::setPerHost(int) {}

} // namespace ferry
