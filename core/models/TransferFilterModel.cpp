#include "core/models/TransferFilterModel.h"

#include "core/types/Secrets.h"

#include <tuple>

namespace ferry {

namespace {

/// The states in the order in which a person has to do with them: what asks for something first, what is over last.
int rank(const TransferSnapshot &s)
{
    switch (s.state) {
    case TransferState::Unknown:
        return 0;
    case TransferState::Failed:
        return 1;
    case TransferState::Refused:
        return 2;
    case TransferState::Ready:
        return s.heldHtml ? 2 : 3;
    case TransferState::Sending:
    case TransferState::Awaiting:
    case TransferState::Receiving:
    case TransferState::Verifying:
    case TransferState::Saving:
    case TransferState::Connecting:
        return 4;
    case TransferState::Paused:
        return 5;
    case TransferState::Queued:
    case TransferState::Waiting:
        return 6;
    case TransferState::Done:
        return 7;
    case TransferState::Cancelled:
        return 8;
    }
    Q_UNREACHABLE();
}

/// Where an item stands in line. Only the front of it has numbers; behind it priority counts, and then age.
std::tuple<int, int, int, qint64> lineOf(const TransferSnapshot &s)
{
    const auto id = qint64(s.id);
    if (isActive(s.state))
        return {0, 0, 0, id};
    if (s.state == TransferState::Queued && s.queuePosition > 0)
        return {1, 0, s.queuePosition, id};
    if (s.state == TransferState::Queued)
        return {2, -int(s.priority), 0, id};
    if (s.state == TransferState::Waiting)
        return {3, -int(s.priority), 0, s.waitUntil.isValid() ? s.waitUntil.toMSecsSinceEpoch() : 0};
    if (s.state == TransferState::Paused)
        return {4, -int(s.priority), 0, id};
    return {5, 0, 0, -id};
}

QString destinationOf(const TransferSnapshot &s)
{
    const auto *upload = std::get_if<UploadRequest>(s.request.get());
    return upload ? upload->destinationName : QString();
}

} // namespace

TransferFilterModel::TransferFilterModel(TransferModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    // Progress must not look for a new place; the orders that can change by a state ask for it themselves.
    setDynamicSortFilter(true);
    setSourceModel(&source);
    sort(0);
    connect(&source, &TransferModel::summaryChanged, this, &TransferFilterModel::summaryChanged);
    connect(&source, &TransferModel::modelReset, this,
            [this] { erase_if(m_hidden, [this](TransferId id) { return !m_source.find(id); }); });
    connect(&source, &TransferModel::rowsAboutToBeRemoved, this, [this](const QModelIndex &, int first, int last) {
        for (int row = first; row <= last && !m_hidden.isEmpty(); ++row)
            m_hidden.remove(m_source.snapshotAt(row).id);
    });
}

void TransferFilterModel::setFilter(TransferFilter filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    invalidateFilter();
}

void TransferFilterModel::setSearch(const QString &text)
{
    if (m_search == text)
        return;
    m_search = text;
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void TransferFilterModel::setOrder(TransferSort order)
{
    if (m_order == order)
        return;
    m_order = order;
    invalidate();
}

void TransferFilterModel::hide(const QList<TransferId> &ids)
{
    for (const TransferId id : ids) {
        if (m_source.rowOf(id) >= 0)
            m_hidden.insert(id);
    }
    invalidateFilter();
    emit summaryChanged();
}

void TransferFilterModel::show(const QList<TransferId> &ids)
{
    for (const TransferId id : ids)
        m_hidden.remove(id);
    invalidateFilter();
    emit summaryChanged();
}

int TransferFilterModel::count(TransferFilter filter) const
{
    int hidden = 0;
    for (const TransferId id : m_hidden) {
        const TransferSnapshot *s = m_source.find(id);
        hidden += s && matches(filter, *s) ? 1 : 0;
    }
    return m_source.count(filter) - hidden;
}

const TransferSnapshot &TransferFilterModel::snapshotAt(int row) const
{
    return m_source.snapshotAt(mapToSource(index(row, 0)).row());
}

QModelIndex TransferFilterModel::indexOf(TransferId id) const
{
    const int row = m_source.rowOf(id);
    return row < 0 ? QModelIndex() : mapFromSource(m_source.index(row));
}

bool TransferFilterModel::hasWords(const TransferSnapshot &s) const
{
    if (m_words.isEmpty())
        return true;
    const QString address = shownAddress(s.url());
    const QString destination = destinationOf(s);
    return std::all_of(m_words.cbegin(), m_words.cend(), [&](const QString &word) {
        return s.name.contains(word, Qt::CaseInsensitive) || address.contains(word, Qt::CaseInsensitive) ||
               destination.contains(word, Qt::CaseInsensitive);
    });
}

bool TransferFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const TransferSnapshot &s = m_source.snapshotAt(sourceRow);
    return matches(m_filter, s) && !m_hidden.contains(s.id) && hasWords(s);
}

bool TransferFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const TransferSnapshot &a = m_source.snapshotAt(left.row());
    const TransferSnapshot &b = m_source.snapshotAt(right.row());
    switch (m_order) {
    case TransferSort::NewestFirst:
        return a.id > b.id;
    case TransferSort::OldestFirst:
        return a.id < b.id;
    case TransferSort::Name:
        if (const int order = a.name.localeAwareCompare(b.name); order != 0)
            return order < 0;
        break;
    case TransferSort::Size:
        if (a.bytesTotal != b.bytesTotal)
            return a.bytesTotal > b.bytesTotal;
        break;
    case TransferSort::State:
        if (rank(a) != rank(b))
            return rank(a) < rank(b);
        break;
    case TransferSort::Line:
        return lineOf(a) < lineOf(b);
    }
    return a.id > b.id;
}

} // namespace ferry
