#pragma once

#include "core/models/TransferModel.h"

#include <QSet>
#include <QSortFilterProxyModel>

namespace ferry {

enum class TransferSort {
    NewestFirst,
    OldestFirst,
    Name,
    Size,
    State,
    Line, ///< what runs, then what waits in the order in which it will start, then the rest
};

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

    /// Items that are taken out of sight, whatever the filter says, until they are shown or removed.
    void hide(const QList<TransferId> &ids);
    void show(const QList<TransferId> &ids);
    bool isHidden(TransferId id) const { return m_hidden.contains(id); }
    /// As TransferModel::count(), without the hidden ones.
    int count(TransferFilter filter) const;

    TransferModel &transfers() const { return m_source; }
    const TransferSnapshot &snapshotAt(int row) const;
    QModelIndex indexOf(TransferId id) const;

signals:
    /// As TransferModel::summaryChanged(), also when items are hidden or shown.
    void summaryChanged();

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    bool hasWords(const TransferSnapshot &snapshot) const;

    TransferModel &m_source;
    TransferFilter m_filter = TransferFilter::All;
    TransferSort m_order = TransferSort::NewestFirst;
    QString m_search;
    QStringList m_words;
    QSet<TransferId> m_hidden;
};

} // namespace ferry
