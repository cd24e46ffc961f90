#pragma once

#include "core/engine/QueueKeeper.h"

#include <QObject>

namespace ferry {

class Scheduler;
class TemporaryFiles;
class TransferItem;
class TransferItems;

/// The part of the queue that outlives a launch: at the start it takes up what the store has, meanwhile it keeps what
/// changes, and at the end it leaves what the next launch goes on from. It knows the items, and leaves the writing to
/// the QueueKeeper. Without a store it keeps nothing and has nothing. Lives on the engine's thread.
class KeptQueue : public QObject
{
    Q_OBJECT

public:
    KeptQueue(TransferItems &items, Scheduler &scheduler, TemporaryFiles &files, QObject *parent = nullptr);
    ~KeptQueue() override;

    /// Items that have not ended come among the others, in line as they stood; who they are. What no item has any more
    /// goes from the temporary place. file, historyOnly: as in EngineOptions.
    QList<TransferId> open(const QString &file, bool historyOnly);
    /// Ended ones come by historyLoaded(), at later turns of the loop.
    void loadHistory();

    /// Whether a later launch will find the queue as this one leaves it.
    bool isKept() const;
    /// Such an item stays in the store whatever this launch does, and so do its files.
    bool isOfStore(TransferId id) const;
    /// Whether the id can be of an ended item in the store.
    bool mayHave(TransferId id) const;
    /// What the store should know by now cannot be written.
    bool isBehind() const;

    /// The item of this id; an ended one of an earlier launch is taken up from the store. Null if there is none.
    TransferItem *recall(TransferId id);
    /// All of its answer, or null.
    std::shared_ptr<const Exchange> exchange(TransferId id);

    /// Before anybody hears of it. Not what was removed and only waits for its copy to stop.
    void keep(QList<TransferSnapshot> snapshots);
    /// A finished download, before its file gets another name, and the record beside it goes: from then on it is found
    /// by what it is.
    void keepFinished(TransferItem &item);
    /// What is made only to be sent (see SentFiles.h), and belongs to items of this launch or of the store; nothing if
    /// that cannot be read.
    std::optional<QStringList> sentFiles();
    /// With the files of those that nobody has taken up. Before anything else of them is deleted. The items go next, or
    /// are marked as removeAfterSave: one that was kept again would be a new one in the store.
    void forget(const QList<TransferId> &ids);
    /// The last that the store hears of this launch; waits for the records of what has stopped.
    void close(const QList<TransferSnapshot> &last);

signals:
    void historyLoaded(const QList<ferry::TransferSnapshot> &snapshots);
    void problem(const ferry::StoreProblem &problem);

private:
    void takeUp(const StoredItem &stored);
    void takeUpPart(TransferItem &item, const QString &path);
    void takeHistory(QList<TransferSnapshot> snapshots);
    std::optional<QStringList> claimedFiles();
    KeptFacts factsOf(TransferId id);

    TransferItems &m_items;
    Scheduler &m_scheduler;
    TemporaryFiles &m_files;
    std::unique_ptr<QueueKeeper> m_keeper; ///< null without a store
    bool m_historyOnly = false;
    bool m_isReadOnly = false; ///< also after close()
};

} // namespace ferry
