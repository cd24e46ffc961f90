#include "core/engine/Saves.h"

#include "core/engine/ChangeFeed.h"
#include "core/engine/KeptQueue.h"
#include "core/engine/RequestHead.h"
#include "core/engine/SaveJob.h"
#include "core/engine/TemporaryFiles.h"
#include "core/engine/TransferItems.h"
#include "core/io/FileIdentity.h"

#include <QFileInfo>

namespace ferry {

namespace {

/// The disk takes so much in a moment: nobody waits long for the others of the same turn.
constexpr qint64 savedTogetherBytes = 4 * 1024 * 1024;

} // namespace

Saves::Saves(TransferItems &items, TemporaryFiles &files, KeptQueue &kept, ChangeFeed &feed, QObject *parent)
    : QObject(parent)
    , m_items(items)
    , m_files(files)
    , m_kept(kept)
    , m_feed(feed)
{
}

void Saves::setState(TransferItem &item, TransferState state)
{
    item.setState(state);
    m_feed.mark(item.snapshot.id);
}

void Saves::start(TransferItem &item, const SaveTarget &target, const std::optional<Completed> &outcomeAfterSave)
{
    const TransferId id = item.snapshot.id;
    SaveTarget complete = target;
    // By itself it goes to the name that it was shown under: the one it was promised, or the person's.
    if (complete.fileName.isEmpty() || outcomeAfterSave)
        complete.fileName = item.snapshot.name;
    item.outcomeAfterSave = outcomeAfterSave;
    item.snapshot.savingTo = complete.directory;
    item.snapshot.bytesCopied = 0;
    item.snapshot.error.reset();
    setState(item, TransferState::Saving);
    if (m_kept.isKept() && !outcomeAfterSave) // else it is kept already, see KeptQueue::keepFinished()
        m_kept.keep({item.snapshot});         // or a kill would find the file gone, and not where to
    const QUrl origin = m_noteOrigin ? publicUrl(item.snapshot.url()) : QUrl();
    const SaveJob::Order order{item.snapshot.tempPath, complete, origin, m_files.directory()};
    const bool together = SaveJob::liesBeside(order) && item.snapshot.bytesDone <= savedTogetherBytes;
    item.saving =
        together ? std::make_unique<SaveJob>(m_batches, order) : std::make_unique<SaveJob>(copyThreads(), order);
    connect(item.saving.get(), &SaveJob::copied, this, [this, id](const QString &identity) { copyMade(id, identity); });
    connect(item.saving.get(), &SaveJob::ended, this, [this, id] { jobEnded(id); });
    emit started(id);
}

void Saves::takeUp(TransferItem &item)
{
    const auto &saveTo = std::get<DownloadRequest>(*item.snapshot.request).saveTo;
    if (saveTo && saveTo->directory == item.snapshot.savingTo && !item.snapshot.heldHtml)
        m_takenUp.append(item.snapshot.id);
    else
        item.snapshot.savingTo.clear();
}

void Saves::goOn()
{
    for (const TransferId id : std::exchange(m_takenUp, {})) {
        TransferItem *item = m_items.find(id);
        if (!item || item->snapshot.state != TransferState::Ready)
            continue; // the person was quicker
        const auto &target = std::get<DownloadRequest>(*item->snapshot.request).saveTo;
        if (target)
            start(*item, *target, Completed{item->snapshot.statusCode(), true});
    }
}

/// Before the copy gets its name: from then on it is found by what it is, as a file that was moved.
void Saves::copyMade(TransferId id, const QString &identity)
{
    TransferItem *item = m_items.find(id);
    if (!item || !item->saving)
        return;
    item->fileIdentity = identity;
    if (m_kept.isKept())
        m_kept.keep({item->snapshot});
    item->saving->place();
}

void Saves::jobEnded(TransferId id)
{
    TransferItem *item = m_items.find(id);
    if (!item || !item->saving)
        return;
    const SaveJob::Result result = item->saving->result();
    item->saving.release()->deleteLater();
    TransferSnapshot &s = item->snapshot;
    s.savingTo.clear();
    const std::optional<Completed> outcomeWanted = std::exchange(item->outcomeAfterSave, {});
    if (!result.savedPath.isEmpty()) {
        m_files.saved(s);
        s.savedPath = result.savedPath;
        s.name = QFileInfo(result.savedPath).fileName();
        setState(*item, TransferState::Done);
        if (outcomeWanted)
            m_feed.report(id, *outcomeWanted);
    } else {
        // The bytes are whole and stay: another place can be chosen without fetching them again.
        item->fileIdentity = fileIdentity(s.tempPath);
        s.error = result.error;
        setState(*item, TransferState::Ready);
        if (!item->removeAfterSave)
            m_files.describe(s);
        if (outcomeWanted && result.error)
            m_feed.report(id, *result.error);
        else if (outcomeWanted)
            m_feed.report(id, Cancelled{});
    }
    const bool tellsFailure = result.error && !outcomeWanted && !item->removeAfterSave;
    emit ended(id); // the item may be gone after it
    if (tellsFailure) {
        m_feed.flush();
        emit failed(id, *result.error);
    }
}

} // namespace ferry
