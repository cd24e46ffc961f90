#include "ui/queue/QueueModel.h"

#include "ui/queue/RowText.h"

namespace ferry::ui {

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (index.isValid()) {
        if (role == Qt::AccessibleTextRole)
            return spokenText(snapshotAt(index.row()), QDateTime::currentDateTimeUtc());
        if (role == Qt::AccessibleDescriptionRole)
            return spokenActions(snapshotAt(index.row()));
        if (role == Qt::ToolTipRole)
            return rowTip(snapshotAt(index.row()));
    }
    return TransferFilterModel::data(index, role);
}

QList<TransferSnapshot> QueueModel::itemsWhere(const std::function<bool(const TransferSnapshot &)> &fits) const
{
    QList<TransferSnapshot> items;
    for (int row = 0; row < transfers().rowCount(); ++row) {
        const TransferSnapshot &s = transfers().snapshotAt(row);
        if (!isHidden(s.id) && fits(s))
            items.append(s);
    }
    return items;
}

} // namespace ferry::ui
