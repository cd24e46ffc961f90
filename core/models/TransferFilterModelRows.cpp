// How the rows become others, and what views hear of it.
#include "core/models/TransferFilterModel.h"

namespace ferry {

namespace {

/// Each renumbers what follows it; with more of them a new arrangement is cheaper for everybody.
constexpr int mostRowSpans = 8;

/// How many stretches there are of those that have something.
template <typename Has>
int spansOf(const QList<int> &items, Has has)
{
    int spans = 0;
    bool before = false;
    for (const int item : items) {
        const bool now = has(item);
        spans += now && !before ? 1 : 0;
        before = now;
    }
    return spans;
}

} // namespace

void TransferFilterModel::showPassing()
{
    QList<int> next;
    next.reserve(m_sorted.size());
    std::copy_if(m_sorted.cbegin(), m_sorted.cend(), std::back_inserter(next),
                 [this](int item) { return m_passing.at(item); });
    bool moved = false;
    int before = -1;
    const QList<int> &rows = this->rows();
    const auto isNew = [&rows](int item) { return rows.at(item) < 0; };
    for (const int item : std::as_const(next)) {
        moved = moved || (!isNew(item) && rows.at(item) < before);
        before = qMax(before, rows.at(item));
    }
    const int spans = spansOf(m_shown, [this](int item) { return !m_passing.at(item); }) + spansOf(next, isNew);
    if (moved || spans > mostRowSpans)
        becomeAtOnce(next);
    else if (spans > 0)
        becomeBySpans(next);
}

void TransferFilterModel::becomeBySpans(const QList<int> &next)
{
    for (qsizetype end = m_shown.size(); end > 0;) { // from the end, so that the rows still to go keep their numbers
        qsizetype first = end;
        while (first > 0 && !m_passing.at(m_shown.at(first - 1)))
            --first;
        removeRowsAt(first, end - first);
        end = qMin(first, end - 1);
    }
    for (qsizetype first = 0; first < next.size();) {
        qsizetype end = first;
        while (end < next.size() && rows().at(next.at(end)) < 0)
            ++end;
        insertRowsAt(first, next.mid(first, end - first));
        first = qMax(end, first + 1);
    }
}

/// Rows that go stand in front first, those that come stand behind first: two spans in all, however many they are.
void TransferFilterModel::becomeAtOnce(const QList<int> &next)
{
    QList<int> kept = next;
    QList<int> come;
    kept.removeIf([this, &come](int item) {
        const bool isNew = rows().at(item) < 0;
        if (isNew)
            come.append(item);
        return isNew;
    });
    QList<int> gone = m_shown;
    gone.removeIf([this](int item) { return m_passing.at(item); });
    arrange(gone + kept);
    removeRowsAt(0, gone.size());
    insertRowsAt(m_shown.size(), come);
    arrange(next);
}

void TransferFilterModel::removeRowsAt(qsizetype first, qsizetype count)
{
    if (count == 0)
        return;
    beginRemoveRows({}, int(first), int(first + count) - 1);
    for (qsizetype row = first; row < first + count; ++row)
        m_rows[m_shown.at(row)] = -1;
    m_shown.remove(first, count);
    renumber(first);
    endRemoveRows();
}

void TransferFilterModel::insertRowsAt(qsizetype first, const QList<int> &items)
{
    if (items.isEmpty())
        return;
    beginInsertRows({}, int(first), int(first + items.size()) - 1);
    m_shown.insert(first, items.size(), 0);
    std::copy(items.cbegin(), items.cend(), m_shown.begin() + first);
    renumber(first);
    endInsertRows();
}

void TransferFilterModel::arrange(const QList<int> &items)
{
    if (items == m_shown)
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QList<int> itemsBefore;
    for (const QModelIndex &index : before)
        itemsBefore.append(m_shown.at(index.row()));
    m_shown = items;
    renumber();
    QModelIndexList after;
    for (const int item : std::as_const(itemsBefore))
        after.append(index(rows().at(item)));
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

/// The rows from this one on have new numbers. They get them when somebody asks: what comes by the thousand comes at
/// the front mostly, and would number all of them again each time.
void TransferFilterModel::renumber(qsizetype from)
{
    m_numbered = qMin(m_numbered, from);
}

const QList<int> &TransferFilterModel::rows() const
{
    if (m_numbered < m_shown.size()) {
        int *rows = m_rows.data();
        for (qsizetype row = m_numbered; row < m_shown.size(); ++row)
            rows[m_shown.at(row)] = int(row);
    }
    m_numbered = m_shown.size();
    return m_rows;
}

void TransferFilterModel::tellChanged(int first, int last)
{
    QList<int> rows;
    for (int item = first; item <= last; ++item) {
        if (this->rows().at(item) >= 0)
            rows.append(this->rows().at(item));
    }
    std::sort(rows.begin(), rows.end());
    for (qsizetype i = 0; i < rows.size();) {
        qsizetype end = i + 1;
        while (end < rows.size() && rows.at(end) == rows.at(end - 1) + 1)
            ++end;
        emit dataChanged(index(rows.at(i)), index(rows.at(end - 1)));
        i = end;
    }
}

} // namespace ferry
