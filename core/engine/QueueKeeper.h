#pragma once

#include "core/engine/TransferEngine.h"
#include "core/io/FileHandle.h"
#include "core/store/TransferStore.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

#include <functional>
#include <unordered_map>

namespace ferry {

class HistoryWriter;

/// What of an item is kept beside its snapshot.
struct KeptFacts
{
    qint64 place = 0;
    QString givenName;
    QString partPath;
    QString fileIdentity;
};

/// Keeps the queue in its store: takes what has changed before anybody hears of it, and writes it in one transaction.
/// Changes of state are on the disk when keep() returns; bytes that moved are written once a second at most. A write
/// that fails is told once and tried again with a later change, and told again when it works; nothing else stops for
/// it. Lives on the engine's thread; blocking as a small write is. See core/store/README.md.
class QueueKeeper : public QObject
{
    Q_OBJECT

public:
    using Lookup = std::function<KeptFacts(TransferId)>;

    /// Ids of this launch begin behind those of the store, which are the keys of their rows.
    static constexpr TransferId lastStoredId = 0xffff'ffff;

    QueueKeeper(QString file, bool historyOnly, Lookup lookup, QObject *parent = nullptr);
    ~QueueKeeper() override;

    /// Opens the store, if nobody else has this queue, and tells what has not ended, in line. Nothing for historyOnly.
    QList<StoredItem> open();
    /// Ended items, newest first, in answers by historyLoaded(); none comes before the next turn of the loop.
    void loadHistory();
    /// One of them.
    std::optional<StoredItem> ended(TransferId id);
    std::shared_ptr<const Exchange> exchange(TransferId id);
    /// Files that items of the store have, ended ones too: long answers, and downloads that are not whole. Nothing if
    /// that cannot be read.
    std::optional<QStringList> files();
    /// Files in this directory that items of the store send, ended ones too. Looks at every request.
    std::optional<QStringList> sentFiles(const QString &directory);
    /// Whether the id can be of an item in the store that this launch has not changed.
    bool mayHave(TransferId id) const { return m_store.isOpen() && id <= lastStoredId; }

    /// Whether what changes is kept. If not, the engine's files end with the engine.
    bool isKeeping() const { return m_store.isWritable(); }
    /// Whether items of the store may not run, since nobody would know of it later.
    bool isReadOnly() const { return m_store.isOpen() && !m_store.isWritable(); }

    /// States that were to be written are not, since writing fails.
    bool isBehind() const { return !m_changed.empty(); }

    void keep(const QList<TransferSnapshot> &snapshots);
    /// Before anything of them is deleted.
    void forget(const QList<TransferId> &ids);
    /// Writes what is still to be written.
    void close();

signals:
    void historyLoaded(const QList<ferry::TransferSnapshot> &snapshots);
    void problem(const ferry::StoreProblem &problem);

private:
    bool takeLock();
    qint64 keyOf(TransferId id) const;
    StoredItem stored(const TransferSnapshot &snapshot) const;
    void gather(const TransferSnapshot &snapshot);
    void keepEnded(const QList<TransferSnapshot> &snapshots);
    void handOver();
    void write(bool now);
    bool writeAll(TransferStore::Durability durability);
    bool writeOne(TransferId id, StoredItem &item);
    void written();
    void failed();
    void loadMore();
    void identify(StoredItem &item);

    QString m_file;
    bool m_historyOnly;
    Lookup m_lookup;
    FileHandle m_lock;
    TransferStore m_store;
    std::unique_ptr<HistoryWriter> m_history;             ///< in place of m_store, for historyOnly
    std::vector<StoredItem> m_ended;                      ///< for it
    std::unordered_map<TransferId, StoredItem> m_last;    ///< of what has not ended: as it was written
    QHash<TransferId, qint64> m_keys;                     ///< of this launch's items
    QHash<TransferId, QStringList> m_missing;             ///< secrets that the store never had
    std::unordered_map<TransferId, StoredItem> m_changed; ///< to be written
    QList<TransferId> m_order;                            ///< of m_changed, so that keys grow with the order of adding
    QHash<TransferId, std::pair<qint64, qint64>> m_progress; ///< bytes, to be written
    QList<qint64> m_removed;                                 ///< keys, to be removed
    QTimer m_more{this};                                     ///< the next part of the history
    qint64 m_below = 0;
    QElapsedTimer m_sinceProgress;
    QElapsedTimer m_sinceFailure; ///< valid while writing fails
};

} // namespace ferry
