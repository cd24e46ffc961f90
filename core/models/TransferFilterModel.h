#pragma once

#include "core/models/TransferModel.h"

#include <QSortFilterProxyModel>

namespace ferry {

enum class TransferSort { NewestFirst, OldestFirst, Name, Size, State };

/// One filter, one search text and one order over a TransferModel. GUI thread.
class TransferFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TransferFilterModel(TransferModel &source, QObject *parent = nullptr);

    TransferFilter filter() const { return m_filter; }
    void setFilter(TransferFilter filter);
    /// Every word must occur in the name, the address or the destination's name, without regard to case.
    void setSearch(const QString &text);
    QString search() const { return m_search; }
    TransferSort order() const { return m_order; }
    void setOrder(TransferSort order);

    TransferModel &transfers() const { return m_source; }
    const TransferSnapshot &snapshotAt(int row) const;
    QModelIndex indexOf(TransferId id) const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    TransferModel &m_source;
    TransferFilter m_filter = TransferFilter::All;
    TransferSort m_order = TransferSort::NewestFirst;
    QString m_search;
    QStringList m_words;
};

} // namespace ferry
