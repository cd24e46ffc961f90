// The part of the queue that outlives a launch: what is taken up at the start, and what is left at the end.
#include "core/engine/QueueController.h"

#include "core/engine/QueuedItem.h"
#include "core/engine/QueueKeeper.h"
#include "core/engine/RestoredItem.h"
#include "core/engine/RetryPolicy.h"
#include "core/engine/SaveJob.h"
#include "core/engine/TransferTask.h"
#include "core/http/Origin.h"
#include "core/io/FileIdentity.h"

#include <QFile>

namespace ferry {

namespace {

constexpr qsizetype toldAtOnce = 1000;

/// A rank as one number that sorts like it.
qint64 placeOf(Scheduler::Rank rank)
{
    constexpr qint64 bandSize = qint64(1) << 48;
    return rank.band * bandSize + rank.number;
}

bool isAtTheFront(qint64 place)
{
    return place < placeOf({Scheduler::front, 0}) / 2 + placeOf({Scheduler::front + 1, 0}) / 2;
}

} // namespace

void QueueController::openStore()
{
    m_keeper = std::make_unique<QueueKeeper>(m_options.storeFile, m_options.historyOnly,
                                             [this](TransferId id) { return keptFacts(id); });
    connect(m_keeper.get(), &QueueKeeper::problem, this, &QueueController::storeProblem);
    connect(m_keeper.get(), &QueueKeeper::historyLoaded, this, &QueueController::takeHistory);
    const QList<StoredItem> items = m_keeper->open();
    QList<TransferId> front;
    for (const StoredItem &item : items) {
        takeUp(item);
        if (isAtTheFront(item.place))
            front.append(item.snapshot.id);
    }
    // One by one, the last one first: as they stood, whatever their priorities are.
    for (auto id = front.crbegin(); id != front.crend(); ++id)
        m_scheduler.moveToFront({*id});
    const std::optional<QStringList> claimed = claimedFiles();
    if (m_keeper->isKeeping() && claimed)
        m_files.takeUp(*claimed);
}

/// What items of the store have, with the records beside it; nothing if the store cannot be read whole.
std::optional<QStringList> QueueController::claimedFiles()
{
    std::optional<QStringList> files = m_keeper->files();
    if (!files)
        return std::nullopt;
    for (const auto &[id, item] : m_items)
        files->append(item.snapshot.tempPath);
    QStringList claimed;
    for (const QString &path : std::as_const(*files))
        claimed << path << PartRecord::pathOf(path);
    return claimed;
}

void QueueController::takeUp(const StoredItem &stored)
{
    const TransferId id = stored.snapshot.id;
    TransferItem &item = m_items[id];
    item.snapshot = restoredItem(stored, m_keeper->isKeeping());
    item.givenName = stored.givenName;
    item.fileIdentity = stored.fileIdentity;
    item.savingTo = stored.savingTo;
    takeUpPart(item, stored.partPath);
    const TransferState state = item.snapshot.state;
    if (isInLine(state)) {
        m_scheduler.enqueue(id, originKey(item.snapshot.url()), item.snapshot.priority);
        if (state != TransferState::Queued)
            m_scheduler.park(id);
        if (state == TransferState::Waiting)
            m_retries.takeUp(item);
    }
    if (!item.savingTo.isEmpty() && state == TransferState::Ready)
        takeUpSave(item);
    m_feed.mark(id);
}

/// A save that goes by itself goes on; of one that the person asked for, the place was theirs to choose, and is again.
void QueueController::takeUpSave(TransferItem &item)
{
    const auto &saveTo = std::get<DownloadRequest>(*item.snapshot.request).saveTo;
    if (saveTo && saveTo->directory == item.savingTo && !item.snapshot.heldHtml)
        m_toSave.append(item.snapshot.id);
    else
        item.savingTo.clear();
}

void QueueController::takeUpPart(TransferItem &item, const QString &path)
{
    if (path.isEmpty())
        return;
    item.takePart(path);
    if (isInLine(item.snapshot.state))
        item.snapshot.bytesDone = item.kept ? item.kept->record.held.size() : 0;
}

void QueueController::begin()
{
    m_holdStarts = false;
    for (const TransferId id : std::exchange(m_toSave, {})) {
        TransferItem *item = find(id);
        if (!item || item->snapshot.state != TransferState::Ready)
            continue; // the person was quicker
        const auto &target = std::get<DownloadRequest>(*item->snapshot.request).saveTo;
        if (target)
            startSave(*item, *target, Completed{item->snapshot.statusCode(), true});
    }
    startWaiting();
    if (m_keeper)
        m_keeper->loadHistory();
}

/// Shown from here on, and left where it is: only what somebody does something with is taken up, by recall().
void QueueController::takeHistory(QList<TransferSnapshot> snapshots)
{
    snapshots.removeIf([this](const TransferSnapshot &s) { return find(s.id) != nullptr; });
    emit changed(snapshots); // not by the feed: in the store nothing has changed
}

TransferItem *QueueController::recall(TransferId id)
{
    TransferItem *item = find(id);
    if (item || !m_keeper)
        return item;
    const std::optional<StoredItem> stored = m_keeper->ended(id);
    if (!stored)
        return nullptr;
    item = &m_items[id];
    item->snapshot = stored->snapshot;
    item->givenName = stored->givenName;
    item->missingSecrets = stored->missing;
    takeUpPart(*item, stored->partPath);
    return item;
}

void QueueController::loadExchange(TransferId id)
{
    TransferItem *item = recall(id);
    if (!item || !item->snapshot.exchange || !item->snapshot.exchange->partial)
        return;
    if (const auto whole = m_keeper->exchange(id)) {
        item->snapshot.exchange = whole;
        emit changed({item->snapshot});
    }
}

KeptFacts QueueController::keptFacts(TransferId id)
{
    const TransferItem *item = find(id);
    if (!item)
        return {};
    KeptFacts facts{placeOf(m_scheduler.rank(id)), item->givenName, item->partPath(), {}, item->savingTo};
    const TransferState state = item->snapshot.state;
    if (state == TransferState::Ready || state == TransferState::Saving)
        facts.fileIdentity = item->fileIdentity; // the file may have gone to its place already
    return facts;
}

/// Before its file gets another name, and the record beside it goes: from then on it is found by what it is.
void QueueController::keepFinished(TransferItem &item)
{
    if (!isQueueKept())
        return;
    const auto &saveTo = std::get<DownloadRequest>(*item.snapshot.request).saveTo;
    if (saveTo && !item.snapshot.heldHtml)
        item.savingTo = saveTo->directory;
    TransferSnapshot finished = item.snapshot;
    finished.tempPath = item.partPath();
    item.fileIdentity = fileIdentity(finished.tempPath);
    m_keeper->keep({finished});
}

/// Nobody hears of a change before it is kept. What is told is in parts that a window can take in one by one.
void QueueController::tell(const QList<TransferSnapshot> &snapshots)
{
    if (m_keeper)
        keep(snapshots);
    if (snapshots.size() <= toldAtOnce)
        return emit changed(snapshots);
    for (qsizetype first = 0; first < snapshots.size(); first += toldAtOnce)
        emit changed(snapshots.mid(first, toldAtOnce));
}

/// Before the first byte of an upload that must not be sent twice leaves, the store knows that it may have.
void QueueController::sendStarted()
{
    const auto isSentOnce = [this](TransferId id) {
        const TransferItem *item = find(id);
        return item && item->snapshot.kind() == TransferKind::Upload && !mayBeRepeated(*item->snapshot.request);
    };
    const QList<TransferId> starting = std::exchange(m_toSend, {});
    const bool mustBeKept = isQueueKept() && std::any_of(starting.begin(), starting.end(), isSentOnce);
    if (mustBeKept)
        m_feed.flush();
    const bool isKept = !mustBeKept || !m_keeper->isBehind();
    for (const TransferId id : starting) {
        TransferItem *item = find(id);
        if (!item || !item->task)
            continue;
        if (isKept || !isSentOnce(id))
            item->task->start(m_clock.elapsed());
        else
            holdUnsent(*item);
    }
}

/// After a crash nobody would know that it may have been sent, and it would be sent again.
void QueueController::holdUnsent(TransferItem &item)
{
    const TransferId id = item.snapshot.id;
    item.snapshot.intent = Intent::Hold;
    item.task->suspend();
    TransferItem *held = find(id);
    if (!held)
        return;
    held->snapshot.error = notNotedError();
    m_feed.mark(id);
}

/// With the files of those that nobody has taken up.
void QueueController::forgetStored(const QList<TransferId> &ids)
{
    if (!m_keeper)
        return;
    const bool allTakenUp = std::all_of(ids.begin(), ids.end(), [this](TransferId id) { return find(id) != nullptr; });
    const std::optional<QStringList> before = allTakenUp ? std::nullopt : m_keeper->files();
    m_keeper->forget(ids);
    const std::optional<QStringList> left = before ? m_keeper->files() : std::nullopt;
    if (!left)
        return;
    const QSet<QString> claimed(left->begin(), left->end());
    for (const QString &path : *before) {
        if (claimed.contains(path) || !m_files.holds(path))
            continue;
        PartRecord::remove(path);
        QFile::remove(path);
    }
}

/// Without what was removed while it is copied to its place: nobody waits for the copy any more.
void QueueController::keep(QList<TransferSnapshot> snapshots)
{
    snapshots.removeIf([this](const TransferSnapshot &snapshot) {
        const TransferItem *item = find(snapshot.id);
        return item && item->removeAfterSave;
    });
    m_keeper->keep(snapshots);
}

/// The last that the store hears of this launch: what runs has stopped by then, and left what it can go on from.
void QueueController::closeStore()
{
    if (!m_keeper)
        return;
    QList<TransferSnapshot> last = m_feed.takeBatch();
    // A copy waits for this thread, and the records below for a thread that a copy may have.
    for (auto &[id, item] : m_items) {
        if (item.saving)
            item.saving->cancel();
    }
    if (isQueueKept()) {
        for (const TransferId id : std::as_const(m_active)) {
            TransferItem *item = find(id);
            if (!item || !item->task)
                continue;
            const bool hangs = item->task->outcomeHangs();
            item->task->disconnect(this);
            item->task->suspend();
            item->takeKept();
            item->task.reset();
            last.append(itemAtQuit(item->snapshot, hangs));
        }
    }
    // Whoever has the queue next reads them.
    for (const auto &[id, item] : m_items) {
        if (item.kept && item.kept->checkpoints)
            item.kept->checkpoints->waitForNotes();
    }
    keep(last);
    m_keeper->close();
}

bool QueueController::isQueueKept() const
{
    return m_keeper && !m_options.historyOnly && m_keeper->isKeeping();
}

/// Such an item stays in the store whatever this launch does, and so do its files.
bool QueueController::isOfStore(TransferId id) const
{
    return m_keeper && m_keeper->isReadOnly() && id <= QueueKeeper::lastStoredId;
}

} // namespace ferry
