#include "core/engine/ChangeFeed.h"

namespace ferry {

namespace {
constexpr int flushesPerTick = 8;
}

ChangeFeed::ChangeFeed(std::function<const TransferSnapshot *(TransferId)> lookup, QObject *parent)
    : QObject(parent)
    , m_lookup(std::move(lookup))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &ChangeFeed::flush);
}

void ChangeFeed::mark(TransferId id)
{
    if (!m_marked.contains(id)) {
        m_marked.insert(id);
        m_order.append(id);
    }
    flushSoon();
}

void ChangeFeed::report(TransferId id, const TransferOutcome &outcome)
{
    m_outcomes.append({id, outcome});
    mark(id);
}

void ChangeFeed::report(TransferId id, const RetryNotice &notice)
{
    m_notices.append({id, notice});
    mark(id);
}

void ChangeFeed::setTicking(bool ticking)
{
    m_ticking = ticking;
    m_flushes = 0;
    if (!m_marked.isEmpty())
        flushSoon();
}

void ChangeFeed::close()
{
    m_timer.stop();
    disconnect();
}

void ChangeFeed::flushSoon()
{
    if (!m_timer.isActive() && (!m_ticking || m_flushes < flushesPerTick))
        m_timer.start();
}

QList<TransferSnapshot> ChangeFeed::takeBatch()
{
    QList<TransferSnapshot> batch;
    batch.reserve(m_order.size());
    for (const TransferId id : std::as_const(m_order)) {
        if (const TransferSnapshot *snapshot = m_lookup(id))
            batch.append(*snapshot);
    }
    m_order.clear();
    m_marked.clear();
    return batch;
}

void ChangeFeed::flush()
{
    emit aboutToFlush();
    m_timer.stop();
    ++m_flushes;
    const QList<TransferSnapshot> batch = takeBatch();
    const auto notices = std::exchange(m_notices, {});
    const auto outcomes = std::exchange(m_outcomes, {});
    if (!batch.isEmpty())
        emit changed(batch);
    for (const auto &[id, notice] : notices)
        emit retryScheduled(id, notice);
    for (const auto &[id, outcome] : outcomes)
        emit finished(id, outcome);
    emit flushed();
}

} // namespace ferry
