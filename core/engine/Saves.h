#pragma once

#include "core/engine/CopyThreads.h"
#include "core/engine/SaveBatches.h"
#include "core/types/TransferOutcome.h"
#include "core/types/TransferRequest.h"

#include <QObject>

namespace ferry {

class ChangeFeed;
class KeptQueue;
class TemporaryFiles;
class TransferItem;
class TransferItems;

/// Downloads on their way from the temporary place to where the person wants them. A file that does not get there
/// stays, and can be saved again. The work is SaveJob's, on threads of its own; this class lives on the engine's.
class Saves : public QObject
{
    Q_OBJECT

public:
    Saves(TransferItems &items, TemporaryFiles &files, KeptQueue &kept, ChangeFeed &feed, QObject *parent = nullptr);

    /// As EngineOptions::noteOrigin, for what begins from now on.
    void setNoteOrigin(bool on) { m_noteOrigin = on; }

    /// A Ready item goes to its place. outcomeAfterSave: it goes by itself, and its attempt ends so if that goes well.
    void start(TransferItem &item, const SaveTarget &target, const std::optional<Completed> &outcomeAfterSave = {});
    /// An item of the store was on its way when the last launch ended. One that went by itself goes on with goOn(); of
    /// one that the person asked for, the place was theirs to choose, and is again.
    void takeUp(TransferItem &item);
    void goOn();

signals:
    void started(ferry::TransferId id);
    /// The item is Done, or Ready again.
    void ended(ferry::TransferId id);
    /// The person asked for it, and nothing else tells of it.
    void failed(ferry::TransferId id, const ferry::TransferError &error);

private:
    void copyMade(TransferId id, const QString &identity);
    void jobEnded(TransferId id);
    void setState(TransferItem &item, TransferState state);

    TransferItems &m_items;
    TemporaryFiles &m_files;
    KeptQueue &m_kept;
    ChangeFeed &m_feed;
    SaveBatches m_batches{copyThreads(), this};
    QList<TransferId> m_takenUp;
    bool m_noteOrigin = true;
};

} // namespace ferry
