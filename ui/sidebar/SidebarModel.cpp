#include "ui/sidebar/SidebarModel.h"

#include "core/types/Secrets.h"
#include "ui/parts/ForeignText.h"
#include "ui/queue/QueueHead.h"

namespace ferry::ui {

namespace {

QString filterIcon(TransferFilter filter)
{
    static const char *const names[transferFilterCount] = {"all", "active", "clock", "ready", "done", "problem"};
    return QString::fromLatin1(names[int(filter)]);
}

QString destinationIcon(const Destination &destination)
{
    if (destination.builtIn)
        return QStringLiteral("server");
    // A name says what a server is for better than its address does.
    const QString name = destination.name.toLower();
    for (const char *word : {"image", "photo", "picture", "图"}) {
        if (name.contains(QString::fromUtf8(word)))
            return QStringLiteral("image");
    }
    for (const char *word : {"archive", "build", "backup", "artifact", "仓库", "归档"}) {
        if (name.contains(QString::fromUtf8(word)))
            return QStringLiteral("archive");
    }
    return QStringLiteral("globe");
}

} // namespace

SidebarModel::SidebarModel(TransferFilterModel &transfers, QObject *parent)
    : QAbstractListModel(parent)
    , m_transfers(transfers)
{
    connect(&transfers, &TransferFilterModel::summaryChanged, this, &SidebarModel::tellCounts);
    tellCounts();
}

void SidebarModel::setDestinations(const QList<Destination> &destinations)
{
    if (destinations == m_destinations)
        return;
    beginResetModel();
    m_destinations = destinations;
    endResetModel();
}

SidebarModel::Kind SidebarModel::kindAt(int row) const
{
    if (row < transferFilterCount)
        return Filter;
    return row == transferFilterCount ? Caption : Server;
}

const Destination *SidebarModel::destinationAt(const QModelIndex &index) const
{
    const int at = index.row() - transferFilterCount - 1;
    return index.isValid() && at >= 0 && at < m_destinations.size() ? &m_destinations.at(at) : nullptr;
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return transferFilterCount + (m_destinations.isEmpty() ? 0 : 1 + int(m_destinations.size()));
}

QString SidebarModel::spoken(int row) const
{
    if (kindAt(row) != Filter)
        return data(index(row), Qt::DisplayRole).toString();
    const int count = m_counts[size_t(row)];
    const QString name = filterName(TransferFilter(row));
    return count > 0 ? tr("%1, %Ln item(s)", "a filter and its count", count).arg(name) : name;
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    const Kind kind = kindAt(row);
    const Destination *destination = destinationAt(index);
    switch (role) {
    case Qt::DisplayRole:
        if (kind == Caption)
            return tr("Destinations");
        return destination ? destination->name : filterName(TransferFilter(row));
    case KindRole:
        return int(kind);
    case IconRole:
        if (kind == Caption)
            return {};
        return destination ? destinationIcon(*destination) : filterIcon(TransferFilter(row));
    case CountRole:
        return kind == Filter ? m_counts[size_t(row)] : 0;
    case Qt::AccessibleTextRole:
        return spoken(row);
    case Qt::ToolTipRole:
        return destination ? harmless(shownAddress(destination->url)) : QVariant();
    default:
        return {};
    }
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    switch (kindAt(index.row())) {
    case Filter:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    case Server:
        return Qt::ItemIsEnabled | Qt::ItemIsDropEnabled;
    default:
        return Qt::NoItemFlags;
    }
}

void SidebarModel::tellCounts()
{
    for (int i = 0; i < transferFilterCount; ++i) {
        const int count = m_transfers.count(TransferFilter(i));
        if (std::exchange(m_counts[size_t(i)], count) != count)
            emit dataChanged(index(i), index(i), {CountRole, Qt::AccessibleTextRole});
    }
}

} // namespace ferry::ui
