#include "core/models/NameOrder.h"

#include <QThreadPool>

namespace ferry {

namespace {

/// After the last rows that came.
constexpr int keysQuietMs = 200;
/// So few are sorted in a frame.
constexpr int fewRows = 2000;

} // namespace

NameOrder::NameOrder(const TransferModel &source)
    : m_source(source)
{
    m_quiet.setSingleShot(true);
    m_quiet.callOnTimeout([this] { make(); });
    reset();
}

void NameOrder::append(int first, int last)
{
    if (!m_ready && !m_job)
        return makeSoon();
    for (int row = first; row <= last; ++row)
        m_changed.insert(row);
    // So many that putting them in their places would take its time.
    if (m_changed.size() > m_source.rowCount() / 16)
        reset();
}

void NameOrder::change(int row)
{
    const bool same = m_ready && row < m_sorted.names.size() && m_sorted.names.at(row) == m_source.snapshotAt(row).name;
    if (!same && (m_ready || m_job))
        append(row, row);
}

void NameOrder::remove(int first, int last)
{
    if (!m_ready || !m_changed.isEmpty())
        return reset();
    const int count = last - first + 1;
    m_sorted.keys.remove(first, count);
    m_sorted.names.remove(first, count);
    m_sorted.order.removeIf([first, last](int row) { return row >= first && row <= last; });
    for (int &row : m_sorted.order)
        row -= row > last ? count : 0;
}

void NameOrder::reset()
{
    m_job.reset();
    m_ready = false;
    if (!m_sorted.keys.isEmpty()) // to free a hundred thousand keys takes a frame
        QThreadPool::globalInstance()->start([old = std::exchange(m_sorted, {})] {});
    m_changed.clear();
    makeSoon();
}

void NameOrder::makeSoon()
{
    if (m_source.rowCount() > fewRows)
        m_quiet.start(keysQuietMs);
}

void NameOrder::make()
{
    m_job = std::make_unique<NameSortJob>(*QThreadPool::globalInstance(), m_source.items());
    QObject::connect(m_job.get(), &NameSortJob::ended, &m_quiet, [this] {
        m_sorted = m_job->take();
        m_ready = true;
        m_job.release()->deleteLater(); // it is the one that tells
    });
}

bool NameOrder::take(QList<OrderKey> &keys, QList<int> &order)
{
    if (!m_ready)
        return false;
    placeChanged();
    keys = m_sorted.keys;
    order = m_sorted.order;
    return true;
}

void NameOrder::placeChanged()
{
    if (m_changed.isEmpty())
        return;
    const OrderKeys keys(TransferSort::Name);
    QList<int> rows = m_changed.values();
    m_changed.clear();
    QList<int> &order = m_sorted.order;
    order.removeIf([changed = QSet<int>(rows.cbegin(), rows.cend())](int row) { return changed.contains(row); });
    m_sorted.keys.resize(m_source.rowCount());
    m_sorted.names.resize(m_source.rowCount());
    for (const int row : std::as_const(rows)) {
        m_sorted.keys[row] = keys.of(m_source.snapshotAt(row));
        m_sorted.names[row] = m_source.snapshotAt(row).name;
    }
    const auto byKey = [&made = std::as_const(m_sorted.keys)](int a, int b) { return made.at(a) < made.at(b); };
    std::sort(rows.begin(), rows.end(), byKey);
    QList<int> merged;
    merged.reserve(order.size() + rows.size());
    std::merge(order.cbegin(), order.cend(), rows.cbegin(), rows.cend(), std::back_inserter(merged), byKey);
    order = merged;
}

} // namespace ferry
