#pragma once

#include "core/models/NameOrder.h"
#include "core/models/SearchTexts.h"
#include "core/models/TransferModel.h"
#include "core/models/TransferOrder.h"

namespace ferry {

/// One filter, one search text and one order over a TransferModel. GUI thread.
///
/// All rows stand in order, and what passes the filter is taken from there: so a letter that is typed sorts nothing.
/// Views hear of a few spans that come or go; where many would, of a new arrangement, and of one span then.
class TransferFilterModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit TransferFilterModel(TransferModel &source, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    TransferFilter filter() const { return m_filter; }
    void setFilter(TransferFilter filter);
    /// Every word must occur in the name, the address or the destination's name, without regard to case.
    void setSearch(const QString &text);
    QString search() const { return m_search; }
    TransferSort order() const { return m_orderKeys.order(); }
    void setOrder(TransferSort order);

    /// Items that are taken out of sight, whatever the filter says, until they are shown or removed.
    void hide(const QList<TransferId> &ids);
    void show(const QList<TransferId> &ids);
    /// Whether all that sorting by name needs is made ahead.
    bool isNameOrderReady() const { return m_names.isReady(); }
    bool isHidden(TransferId id) const { return m_hidden.contains(id); }
    /// As TransferModel::count(), without the hidden ones.
    int count(TransferFilter filter) const;

    TransferModel &transfers() const { return m_source; }
    const TransferSnapshot &snapshotAt(int row) const { return m_source.snapshotAt(m_shown.at(row)); }
    QModelIndex indexOf(TransferId id) const;

signals:
    /// As TransferModel::summaryChanged(), also when items are hidden or shown.
    void summaryChanged();

private:
    // Rows of the source are called items here, to tell them from the model's own.
    void takeInserted(int first, int last);
    void takeChanged(int first, int last);
    void leave(int first, int last);
    void forget(int first, int last);
    void takeReset();

    bool passes(int item);
    void filterAll();
    void filterOf(const QList<int> &items);
    void sortAll();
    QList<int> sorted(QList<int> items) const;
    void sortIn(const QList<int> &items);
    std::pair<qsizetype, qsizetype> placeOf(const QList<int> &items, const QList<int> &list) const;
    auto byKey() const
    {
        return [this](int a, int b) { return m_keys.at(a) < m_keys.at(b); };
    }
    void showPassing();
    void becomeBySpans(const QList<int> &next);
    void becomeAtOnce(const QList<int> &next);
    void removeRowsAt(qsizetype first, qsizetype count);
    void insertRowsAt(qsizetype first, const QList<int> &items);
    void arrange(const QList<int> &items);
    void renumber(qsizetype from = 0);
    const QList<int> &rows() const;
    void tellChanged(int first, int last);

    TransferModel &m_source;
    TransferFilter m_filter = TransferFilter::All;
    OrderKeys m_orderKeys{TransferSort::NewestFirst};
    QString m_search;
    QList<QByteArrayMatcher> m_words;
    QSet<TransferId> m_hidden;
    SearchTexts m_texts;
    NameOrder m_names;

    QList<OrderKey> m_keys;           ///< of each item
    QList<bool> m_passing;            ///< of each item
    QList<int> m_sorted;              ///< all items
    QList<int> m_shown;               ///< the item of each row
    mutable QList<int> m_rows;        ///< the row of each item, -1 if it has none
    mutable qsizetype m_numbered = 0; ///< the items of the rows before this one have these rows in m_rows
};

} // namespace ferry
