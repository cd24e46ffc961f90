#include "core/models/TransferFilterModel.h"

#include <numeric>

namespace ferry {

namespace {

QList<int> numbersFrom(int first, int last)
{
    QList<int> numbers(last - first + 1);
    std::iota(numbers.begin(), numbers.end(), first);
    return numbers;
}

} // namespace

TransferFilterModel::TransferFilterModel(TransferModel &source, QObject *parent)
    : QAbstractListModel(parent)
    , m_source(source)
    , m_texts(source)
    , m_names(source)
{
    connect(&source, &TransferModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { takeInserted(first, last); });
    connect(&source, &TransferModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) { takeChanged(first.row(), last.row()); });
    connect(&source, &TransferModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { leave(first, last); });
    connect(&source, &TransferModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { forget(first, last); });
    connect(&source, &TransferModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&source, &TransferModel::modelReset, this, [this] {
        takeReset();
        endResetModel();
    });
    connect(&source, &TransferModel::summaryChanged, this, &TransferFilterModel::summaryChanged);
    takeReset();
}

int TransferFilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant TransferFilterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return m_source.data(m_source.index(m_shown.at(index.row())), role);
}

QHash<int, QByteArray> TransferFilterModel::roleNames() const
{
    return m_source.roleNames();
}

void TransferFilterModel::setFilter(TransferFilter filter)
{
    if (std::exchange(m_filter, filter) == filter)
        return;
    filterAll();
    showPassing();
}

void TransferFilterModel::setSearch(const QString &text)
{
    if (m_search == text)
        return;
    // What did not have the beginning of a word does not have the word.
    const bool narrows = text.startsWith(m_search);
    m_search = text;
    m_words = SearchTexts::wordsOf(text);
    if (narrows)
        filterOf(m_shown);
    else
        filterAll();
    showPassing();
}

void TransferFilterModel::setOrder(TransferSort order)
{
    if (m_orderKeys.order() == order)
        return;
    m_orderKeys = OrderKeys(order);
    sortAll();
    showPassing();
}

void TransferFilterModel::hide(const QList<TransferId> &ids)
{
    QList<int> items;
    for (const TransferId id : ids) {
        if (const int item = m_source.rowOf(id); item >= 0) {
            m_hidden.insert(id);
            items.append(item);
        }
    }
    filterOf(items);
    showPassing();
    emit summaryChanged();
}

void TransferFilterModel::show(const QList<TransferId> &ids)
{
    QList<int> items;
    for (const TransferId id : ids) {
        if (m_hidden.remove(id))
            items.append(m_source.rowOf(id)); // what is removed is hidden no longer
    }
    filterOf(items);
    showPassing();
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

QModelIndex TransferFilterModel::indexOf(TransferId id) const
{
    const int row = rows().value(m_source.rowOf(id), -1);
    return row < 0 ? QModelIndex() : index(row);
}

bool TransferFilterModel::passes(int item)
{
    const TransferSnapshot &s = m_source.snapshotAt(item);
    return matches(m_filter, s) && !m_hidden.contains(s.id) && (m_words.isEmpty() || m_texts.hasAll(item, m_words));
}

void TransferFilterModel::filterAll()
{
    for (int item = 0; item < m_passing.size(); ++item)
        m_passing[item] = passes(item);
}

void TransferFilterModel::filterOf(const QList<int> &items)
{
    for (const int item : items)
        m_passing[item] = passes(item);
}

void TransferFilterModel::sortAll()
{
    if (order() == TransferSort::Name && m_names.take(m_keys, m_sorted))
        return;
    for (int item = 0; item < m_keys.size(); ++item)
        m_keys[item] = m_orderKeys.of(m_source.snapshotAt(item));
    m_sorted = sorted(numbersFrom(0, int(m_keys.size()) - 1));
}

QList<int> TransferFilterModel::sorted(QList<int> items) const
{
    std::sort(items.begin(), items.end(), byKey());
    return items;
}

/// Items in order. They stand together mostly, at one end; else only the part between their first and their last is
/// merged.
void TransferFilterModel::sortIn(const QList<int> &items)
{
    if (items.isEmpty())
        return;
    const auto [from, to] = placeOf(items, m_sorted);
    QList<int> merged;
    merged.reserve(to - from + items.size());
    std::merge(m_sorted.cbegin() + from, m_sorted.cbegin() + to, items.cbegin(), items.cend(),
               std::back_inserter(merged), byKey());
    m_sorted.insert(from, items.size(), 0);
    std::copy(merged.cbegin(), merged.cend(), m_sorted.begin() + from);
}

/// Those of the list that stand between the first and the last of the items, both in order.
std::pair<qsizetype, qsizetype> TransferFilterModel::placeOf(const QList<int> &items, const QList<int> &list) const
{
    const auto from = std::lower_bound(list.cbegin(), list.cend(), items.constFirst(), byKey());
    const auto to = std::upper_bound(from, list.cend(), items.constLast(), byKey());
    return {from - list.cbegin(), to - list.cbegin()};
}

void TransferFilterModel::takeInserted(int first, int last)
{
    Q_ASSERT(first == m_keys.size()); // the source adds at its end alone
    m_texts.append(last - first + 1);
    m_names.append(first, last);
    for (int item = first; item <= last; ++item) {
        m_keys.append(m_orderKeys.of(m_source.snapshotAt(item)));
        m_passing.append(passes(item));
        m_rows.append(-1);
    }
    QList<int> items = sorted(numbersFrom(first, last));
    sortIn(items);
    items.removeIf([this](int item) { return !m_passing.at(item); });
    if (items.isEmpty())
        return;
    const auto [from, to] = placeOf(items, m_shown);
    if (from == to) // as nearly always: no look at the other rows
        insertRowsAt(from, items);
    else
        showPassing();
}

void TransferFilterModel::takeChanged(int first, int last)
{
    bool moved = false, passed = false;
    for (int item = first; item <= last; ++item) {
        m_texts.change(item);
        m_names.change(item);
        OrderKey key = m_orderKeys.of(m_source.snapshotAt(item));
        moved = moved || !(key == m_keys.at(item));
        m_keys[item] = std::move(key);
        const bool passes = this->passes(item);
        passed = passed || passes != m_passing.at(item);
        m_passing[item] = passes;
    }
    if (moved) {
        m_sorted.removeIf([first, last](int item) { return item >= first && item <= last; });
        sortIn(sorted(numbersFrom(first, last)));
    }
    if (moved || passed)
        showPassing();
    tellChanged(first, last);
}

/// While they are there, so that whoever hears of it can still look at them.
void TransferFilterModel::leave(int first, int last)
{
    bool shown = false;
    for (int item = first; item <= last; ++item) {
        m_hidden.remove(m_source.snapshotAt(item).id);
        shown = std::exchange(m_passing[item], false) || shown;
    }
    if (shown)
        showPassing();
}

void TransferFilterModel::forget(int first, int last)
{
    const int count = last - first + 1;
    rows(); // those that stay have theirs before they lose their numbers
    m_keys.remove(first, count);
    m_passing.remove(first, count);
    m_rows.remove(first, count);
    m_texts.remove(first, last);
    m_names.remove(first, last);
    m_sorted.removeIf([first, last](int item) { return item >= first && item <= last; });
    for (QList<int> *list : {&m_sorted, &m_shown}) {
        for (int &item : *list)
            item -= item > last ? count : 0;
    }
}

void TransferFilterModel::takeReset()
{
    erase_if(m_hidden, [this](TransferId id) { return !m_source.find(id); });
    const int count = m_source.rowCount();
    m_texts.reset();
    m_names.reset();
    m_keys.resize(count);
    m_passing.resize(count);
    m_rows.fill(-1, count);
    sortAll();
    filterAll();
    m_shown.clear();
    std::copy_if(m_sorted.cbegin(), m_sorted.cend(), std::back_inserter(m_shown),
                 [this](int item) { return m_passing.at(item); });
    renumber();
}

} // namespace ferry
