#pragma once

#include "core/models/TransferFilterModel.h"
#include "core/types/Destination.h"

#include <QAbstractListModel>

namespace ferry::ui {

/// The rows of the sidebar: six filters with their counts, a caption, the destinations. GUI thread.
class SidebarModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Kind { Filter, Caption, Server };
    enum Role { KindRole = Qt::UserRole + 1, IconRole, CountRole };

    explicit SidebarModel(TransferFilterModel &transfers, QObject *parent = nullptr);

    void setDestinations(const QList<Destination> &destinations);
    const QList<Destination> &destinations() const { return m_destinations; }
    /// Of a row of kind Server.
    const Destination *destinationAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    Kind kindAt(int row) const;
    QString spoken(int row) const;
    void tellCounts();

    TransferFilterModel &m_transfers;
    QList<Destination> m_destinations;
    std::array<int, transferFilterCount> m_counts{};
};

} // namespace ferry::ui
