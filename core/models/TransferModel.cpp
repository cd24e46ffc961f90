#include "core/models/TransferModel.h"

#include "core/types/Secrets.h"

namespace ferry {

namespace {

/// Each span renumbers what follows it; with more of them than this a reset is cheaper for everybody.
constexpr qsizetype mostSpans = 100;

bool isLive(const TransferSnapshot &s)
{
    return isActive(s.state);
}

/// It waits, runs or is held, and not for its answer alone.
bool hasBytesToGo(const TransferSnapshot &s)
{
    const bool sent = s.state == TransferState::Awaiting && s.kind() == TransferKind::Upload;
    return !sent && (isOnWire(s.state) || matches(TransferFilter::Waiting, s));
}

/// What of an item is still to move, where the total is known.
qint64 bytesLeft(const TransferSnapshot &s)
{
    if (s.bytesTotal < 0 || !hasBytesToGo(s))
        return 0;
    return qMax<qint64>(0, s.bytesTotal - s.bytesDone);
}

QString addressText(const QUrl &url)
{
    return shownAddress(url);
}

} // namespace

bool matches(TransferFilter filter, const TransferSnapshot &s)
{
    switch (filter) {
    case TransferFilter::All:
        return true;
    case TransferFilter::Active:
        return isActive(s.state);
    case TransferFilter::Waiting:
        return s.state == TransferState::Queued || s.state == TransferState::Waiting ||
               s.state == TransferState::Paused;
    case TransferFilter::Ready:
        return s.state == TransferState::Ready && !s.heldHtml;
    case TransferFilter::Done:
        return s.state == TransferState::Done;
    case TransferFilter::Problems:
        return s.state == TransferState::Refused || s.state == TransferState::Failed ||
               s.state == TransferState::Unknown || (s.state == TransferState::Ready && s.heldHtml);
    }
    Q_UNREACHABLE();
}

TransferModel::TransferModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

int TransferModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant TransferModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TransferSnapshot &s = snapshotAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return s.name;
    case SnapshotRole:
        return QVariant::fromValue(s);
    case IdRole:
        return s.id;
    case UrlRole:
        return addressText(s.url());
    case StateRole:
        return int(s.state);
    case KindRole:
        return int(s.kind());
    case SizeRole:
        return s.bytesTotal;
    case DoneRole:
        return s.bytesDone;
    case SpeedRole:
        return s.bytesPerSecond;
    case AddedRole:
        return s.added;
    default:
        return {};
    }
}

QHash<int, QByteArray> TransferModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{SnapshotRole, "snapshot"},
                  {IdRole, "id"},
                  {NameRole, "name"},
                  {UrlRole, "url"},
                  {StateRole, "state"},
                  {KindRole, "kind"},
                  {SizeRole, "size"},
                  {DoneRole, "done"},
                  {SpeedRole, "speed"},
                  {AddedRole, "added"}});
    return names;
}

int TransferModel::rowOf(TransferId id) const
{
    return m_rows.value(id);
}

const TransferSnapshot *TransferModel::find(TransferId id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &snapshotAt(row);
}

double TransferModel::speed(TransferKind kind) const
{
    double sum = 0;
    for (const TransferId id : m_live) {
        const TransferSnapshot &s = snapshotAt(m_rows.value(id));
        const bool isCopied = s.state == TransferState::Saving; // from one disk to another
        if (s.kind() == kind && s.bytesPerSecond > 0 && !isCopied)
            sum += s.bytesPerSecond;
    }
    return sum;
}

int TransferModel::running() const
{
    int sum = 0;
    for (const TransferId id : m_live)
        sum += isOnWire(snapshotAt(m_rows.value(id)).state) ? 1 : 0;
    return sum;
}

void TransferModel::countIn(const TransferSnapshot &s, int sign)
{
    for (int i = 0; i < transferFilterCount; ++i) {
        if (matches(TransferFilter(i), s))
            m_counts[size_t(i)] += sign;
    }
    m_bytesToGo += sign * bytesLeft(s);
    m_unsized += s.bytesTotal < 0 && hasBytesToGo(s) ? sign : 0;
    if (!isLive(s))
        return;
    if (sign > 0)
        m_live.insert(s.id);
    else
        m_live.remove(s.id);
}

void TransferModel::apply(const QList<TransferSnapshot> &snapshots)
{
    applyPart(std::make_shared<const QList<TransferSnapshot>>(snapshots), 0, snapshots.size());
    tellSummary();
}

/// What is new is not copied: a hundred thousand copies take longer than all the rest. What changes is, since it would
/// keep a list of which nothing else is in use before long.
void TransferModel::applyPart(const SharedSnapshots &snapshots, qsizetype first, qsizetype count)
{
    if (count == 0)
        return;
    QList<int> changed;
    std::vector<Item> added;
    const int known = rowCount();
    for (qsizetype i = first; i < first + count; ++i) {
        const TransferSnapshot &s = snapshots->at(i);
        const int row = rowOf(s.id);
        if (row < 0) {
            m_rows.insert(s.id, known + int(added.size()));
            added.emplace_back(snapshots, &s);
        } else if (row >= known) {
            added[size_t(row - known)] = Item(snapshots, &s);
        } else {
            countIn(snapshotAt(row), -1);
            countIn(s, 1);
            m_items[size_t(row)] = std::make_shared<const TransferSnapshot>(s);
            changed.append(row);
        }
    }
    append(std::move(added));
    tellChanged(changed);
    m_owesSummary = true;
}

void TransferModel::tellSummary()
{
    if (std::exchange(m_owesSummary, false))
        emit summaryChanged();
}

/// Their rows are in m_rows already.
void TransferModel::append(std::vector<Item> added)
{
    if (added.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
    for (const Item &item : added)
        countIn(*item, 1);
    m_items.insert(m_items.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    endInsertRows();
}

void TransferModel::tellChanged(QList<int> &rows)
{
    std::sort(rows.begin(), rows.end());
    for (qsizetype i = 0; i < rows.size();) {
        qsizetype last = i;
        while (last + 1 < rows.size() && rows.at(last + 1) <= rows.at(last) + 1)
            ++last;
        emit dataChanged(index(rows.at(i)), index(rows.at(last)));
        i = last + 1;
    }
}

void TransferModel::remove(const QList<TransferId> &ids)
{
    QList<int> rows;
    for (const TransferId id : ids) {
        if (const int row = rowOf(id); row >= 0)
            rows.append(row);
    }
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    qsizetype spans = 1;
    for (qsizetype i = 1; i < rows.size(); ++i)
        spans += rows.at(i) != rows.at(i - 1) + 1;
    if (spans > mostSpans) {
        removeAtOnce(rows);
        emit summaryChanged();
        return;
    }
    // From the end, so that the rows still to go keep their numbers; spans at once.
    for (qsizetype i = rows.size() - 1; i >= 0;) {
        qsizetype first = i;
        while (first > 0 && rows.at(first - 1) == rows.at(first) - 1)
            --first;
        removeSpan(rows.at(first), rows.at(i));
        i = first - 1;
    }
    emit summaryChanged();
}

void TransferModel::removeAtOnce(const QList<int> &rows)
{
    beginResetModel();
    for (const int row : rows) {
        countIn(snapshotAt(row), -1);
        m_rows.remove(snapshotAt(row).id);
    }
    std::erase_if(m_items, [this](const Item &item) { return !m_rows.contains(item->id); });
    for (int row = 0; row < rowCount(); ++row)
        m_rows.insert(snapshotAt(row).id, row);
    endResetModel();
}

void TransferModel::removeSpan(int first, int last)
{
    beginRemoveRows({}, first, last);
    for (int row = first; row <= last; ++row) {
        countIn(snapshotAt(row), -1);
        m_rows.remove(snapshotAt(row).id);
    }
    m_items.erase(m_items.begin() + first, m_items.begin() + last + 1);
    for (int row = first; row < rowCount(); ++row)
        m_rows.insert(snapshotAt(row).id, row);
    endRemoveRows();
}

} // namespace ferry
