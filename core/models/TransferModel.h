#pragma once

#include "core/models/IdRows.h"
#include "core/types/TransferSnapshot.h"

#include <array>
#include <QAbstractListModel>
#include <QSet>
#include <vector>

namespace ferry {

/// The filters of the sidebar. Every item is in All; Cancelled is only there.
enum class TransferFilter { All, Active, Waiting, Ready, Done, Problems };
constexpr int transferFilterCount = int(TransferFilter::Problems) + 1;

bool matches(TransferFilter filter, const TransferSnapshot &snapshot);

/// As the engine tells them. Whoever holds it keeps all of them alive.
using SharedSnapshots = std::shared_ptr<const QList<TransferSnapshot>>;

/// The items of the queue in the order of adding. GUI thread. Fed by TransferEngine's signals; knows no engine.
/// A snapshot is a value, so a view takes it whole by snapshotAt() or SnapshotRole, and the roles below serve
/// sorting, searching and accessibility.
class TransferModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        SnapshotRole = Qt::UserRole + 1, ///< TransferSnapshot
        IdRole,
        NameRole,
        UrlRole,   ///< text without user info
        StateRole, ///< int of TransferState
        KindRole,  ///< int of TransferKind
        SizeRole,  ///< qint64, -1 unknown
        DoneRole,  ///< qint64
        SpeedRole, ///< double
        AddedRole, ///< QDateTime
    };

    explicit TransferModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    const TransferSnapshot &snapshotAt(int row) const { return *m_items[size_t(row)]; }
    /// One that lies in a list keeps that list.
    using Item = std::shared_ptr<const TransferSnapshot>;
    /// All as they are now; for another thread.
    std::vector<Item> items() const { return m_items; }
    /// -1 if there is none.
    int rowOf(TransferId id) const;
    const TransferSnapshot *find(TransferId id) const;

    int count(TransferFilter filter) const { return m_counts[size_t(filter)]; }
    /// Bytes still to move of everything that waits or runs, as far as they are known.
    qint64 bytesToGo() const { return m_bytesToGo; }
    /// Items that wait or run and are of an unknown size, which bytesToGo() leaves out.
    int unsized() const { return m_unsized; }
    double speed(TransferKind kind) const;
    /// Items that hold one of the places that run at once.
    int running() const;

    /// As apply(), for a part of a longer list, and without a word about the summary: tellSummary() has it. What is new
    /// stays where it lies in the list.
    void applyPart(const SharedSnapshots &snapshots, qsizetype first, qsizetype count);
    /// Emits summaryChanged() if it is owed.
    void tellSummary();

public slots:
    void apply(const QList<ferry::TransferSnapshot> &snapshots);
    void remove(const QList<ferry::TransferId> &ids);

signals:
    /// Any of the counts, speeds or sums changed; at most once per apply(), remove() or tellSummary().
    void summaryChanged();

private:
    void countIn(const TransferSnapshot &snapshot, int sign);
    void append(std::vector<Item> added);
    void tellChanged(QList<int> &rows);
    void removeSpan(int first, int last);
    void removeAtOnce(const QList<int> &rows);

    std::vector<Item> m_items;
    IdRows m_rows;
    std::array<int, transferFilterCount> m_counts{};
    QSet<TransferId> m_live; ///< only those that run: few, so that sums stay cheap
    qint64 m_bytesToGo = 0;
    int m_unsized = 0;
    bool m_owesSummary = false;
};

} // namespace ferry
