#include "core/engine/KeptQueue.h"

#include "core/engine/QueuedItem.h"
#include "core/engine/RestoredItem.h"
#include "core/engine/Scheduler.h"
#include "core/engine/TemporaryFiles.h"
#include "core/engine/TransferItems.h"
#include "core/http/Origin.h"
#include "core/io/FileIdentity.h"
#include "core/store/SentFiles.h"
#include "core/store/SnapshotCodec.h"

#include <QFile>

namespace ferry {

namespace {

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

KeptQueue::KeptQueue(TransferItems &items, Scheduler &scheduler, TemporaryFiles &files, QObject *parent)
    : QObject(parent)
    , m_items(items)
    , m_scheduler(scheduler)
    , m_files(files)
{
}

KeptQueue::~KeptQueue() = default;

QList<TransferId> KeptQueue::open(const QString &file, bool historyOnly)
{
    m_historyOnly = historyOnly;
    m_keeper = std::make_unique<QueueKeeper>(file, historyOnly, [this](TransferId id) { return factsOf(id); });
    connect(m_keeper.get(), &QueueKeeper::problem, this, &KeptQueue::problem);
    connect(m_keeper.get(), &QueueKeeper::historyLoaded, this, &KeptQueue::takeHistory);
    QList<TransferId> ids;
    QList<TransferId> front;
    const QList<StoredItem> items = m_keeper->open();
    m_isReadOnly = m_keeper->isReadOnly();
    for (const StoredItem &item : items) {
        takeUp(item);
        ids.append(item.snapshot.id);
        if (isAtTheFront(item.place))
            front.append(item.snapshot.id);
    }
    // One by one, the last one first: as they stood, whatever their priorities are.
    for (auto id = front.crbegin(); id != front.crend(); ++id)
        m_scheduler.moveToFront({*id});
    const std::optional<QStringList> claimed = claimedFiles();
    if (m_keeper->isKeeping() && claimed)
        m_files.takeUp(*claimed);
    return ids;
}

void KeptQueue::takeUp(const StoredItem &stored)
{
    const TransferId id = stored.snapshot.id;
    TransferItem &item = m_items.make(id);
    item.snapshot = restoredItem(stored, m_keeper->isKeeping());
    item.givenName = stored.givenName;
    item.fileIdentity = stored.fileIdentity;
    item.snapshot.savingTo = stored.savingTo;
    takeUpPart(item, stored.partPath);
    if (!isInLine(item.snapshot.state))
        return;
    m_scheduler.enqueue(id, originKey(item.snapshot.url()), item.snapshot.priority);
    if (item.snapshot.state != TransferState::Queued)
        m_scheduler.park(id);
}

void KeptQueue::takeUpPart(TransferItem &item, const QString &path)
{
    if (path.isEmpty())
        return;
    item.takePart(path);
    if (isInLine(item.snapshot.state))
        item.snapshot.bytesDone = item.kept ? item.kept->record.held.size() : 0;
}

/// What items of the store have, with the records beside it; nothing if the store cannot be read whole.
std::optional<QStringList> KeptQueue::claimedFiles()
{
    std::optional<QStringList> files = m_keeper->files();
    if (!files)
        return std::nullopt;
    const std::optional<QStringList> sent = sentFiles();
    if (!sent)
        return std::nullopt;
    *files += *sent;
    for (const auto &[id, item] : m_items)
        files->append(item.snapshot.tempPath);
    QStringList claimed;
    for (const QString &path : std::as_const(*files))
        claimed << path << PartRecord::pathOf(path);
    return claimed;
}

std::optional<QStringList> KeptQueue::sentFiles()
{
    if (!m_files.holdsSentFiles())
        return QStringList(); // as nearly always: no request needs to be looked at
    const QString directory = m_files.directory();
    std::optional<QStringList> files = m_keeper ? m_keeper->sentFiles(directory) : QStringList();
    if (!files)
        return std::nullopt;
    for (const auto &[id, item] : m_items) {
        if (!item.removeAfterSave)
            *files += sentFrom(directory, *item.snapshot.request);
    }
    return files;
}

void KeptQueue::loadHistory()
{
    if (m_keeper)
        m_keeper->loadHistory();
}

/// Shown from here on, and left where it is: only what somebody does something with is taken up, by recall().
void KeptQueue::takeHistory(QList<TransferSnapshot> snapshots)
{
    snapshots.removeIf([this](const TransferSnapshot &s) { return m_items.find(s.id) != nullptr; });
    emit historyLoaded(snapshots);
}

bool KeptQueue::isKept() const
{
    return m_keeper && !m_historyOnly && m_keeper->isKeeping();
}

bool KeptQueue::isOfStore(TransferId id) const
{
    return m_isReadOnly && id <= QueueKeeper::lastStoredId;
}

bool KeptQueue::mayHave(TransferId id) const
{
    return m_keeper && m_keeper->mayHave(id);
}

bool KeptQueue::isBehind() const
{
    return m_keeper && m_keeper->isBehind();
}

TransferItem *KeptQueue::recall(TransferId id)
{
    TransferItem *item = m_items.find(id);
    if (item || !m_keeper)
        return item;
    const std::optional<StoredItem> stored = m_keeper->ended(id);
    if (!stored)
        return nullptr;
    item = &m_items.make(id);
    item->snapshot = stored->snapshot;
    item->givenName = stored->givenName;
    item->missingSecrets = stored->missing;
    takeUpPart(*item, stored->partPath);
    return item;
}

std::shared_ptr<const Exchange> KeptQueue::exchange(TransferId id)
{
    return m_keeper ? m_keeper->exchange(id) : nullptr;
}

KeptFacts KeptQueue::factsOf(TransferId id)
{
    const TransferItem *item = m_items.find(id);
    if (!item)
        return {};
    KeptFacts facts{placeOf(m_scheduler.rank(id)), item->givenName, item->partPath(), {}};
    const TransferState state = item->snapshot.state;
    if (state == TransferState::Ready || state == TransferState::Saving)
        facts.fileIdentity = item->fileIdentity; // the file may have gone to its place already
    return facts;
}

void KeptQueue::keep(QList<TransferSnapshot> snapshots)
{
    if (!m_keeper)
        return;
    snapshots.removeIf([this](const TransferSnapshot &snapshot) {
        const TransferItem *item = m_items.find(snapshot.id);
        return item && item->removeAfterSave;
    });
    m_keeper->keep(snapshots);
}

void KeptQueue::keepFinished(TransferItem &item)
{
    if (!isKept())
        return;
    const auto &saveTo = std::get<DownloadRequest>(*item.snapshot.request).saveTo;
    if (saveTo && !item.snapshot.heldHtml)
        item.snapshot.savingTo = saveTo->directory;
    TransferSnapshot finished = item.snapshot;
    finished.tempPath = item.partPath();
    item.fileIdentity = fileIdentity(finished.tempPath);
    m_keeper->keep({finished});
}

void KeptQueue::forget(const QList<TransferId> &ids)
{
    if (!m_keeper)
        return;
    const bool allTakenUp =
        std::all_of(ids.begin(), ids.end(), [this](TransferId id) { return m_items.find(id) != nullptr; });
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

void KeptQueue::close(const QList<TransferSnapshot> &last)
{
    if (!m_keeper)
        return;
    // Whoever has the queue next reads them.
    for (const auto &[id, item] : m_items) {
        if (item.kept && item.kept->checkpoints)
            item.kept->checkpoints->waitForNotes();
        if (item.snapshot.exchange && lastingBodyFile(*item.snapshot.exchange).isEmpty())
            item.removeAnswerFile();
    }
    keep(last);
    m_keeper->close();
}

} // namespace ferry
