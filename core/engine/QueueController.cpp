#include "core/engine/QueueController.h"

#include "core/engine/DownloadTask.h"
#include "core/engine/QueuedItem.h"
#include "core/engine/QueueKeeper.h"
#include "core/engine/RequestCheck.h"
#include "core/engine/RequestHead.h"
#include "core/engine/SaveJob.h"
#include "core/io/FileIdentity.h"
#include "core/io/LaunchDirectory.h"
#include "core/io/SafeName.h"
#include "core/wire/NetworkAccessManager.h"

#include <QFileInfo>
#include <QScopedValueRollback>

namespace ferry {

namespace {

constexpr int tickMs = 100;

/// The disk takes so much in a moment: nobody waits long for the others of the same turn.
constexpr qint64 savedTogetherBytes = 4 * 1024 * 1024;

} // namespace

QueueController::QueueController(EngineOptions options, std::unique_ptr<LaunchDirectory> directory)
    : m_options(std::move(options))
    , m_files(m_options.temporaryRoot, std::move(directory))
    , m_scheduler(m_options.parallel)
    , m_retries(
          m_scheduler, [this](TransferId id) { return find(id); }, m_options.waitSpeed, this)
    , m_feed(
          [this](TransferId id) {
              const TransferItem *item = find(id);
              return item ? &item->snapshot : nullptr;
          },
          this)
{
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &QueueController::tick);
    connect(&m_feed, &ChangeFeed::aboutToFlush, this, &QueueController::updateQueuePositions);
    connect(&m_feed, &ChangeFeed::changed, this, &QueueController::tell);
    connect(&m_feed, &ChangeFeed::retryScheduled, this, &QueueController::retryScheduled);
    connect(&m_feed, &ChangeFeed::finished, this, &QueueController::finished);
    connect(&m_feed, &ChangeFeed::flushed, this, &QueueController::noticeIdle);
    connect(&m_retries, &Retries::changed, this, [this](TransferId id) { m_feed.mark(id); });
    connect(&m_retries, &Retries::ready, this, &QueueController::takeReady);
    connect(&m_retries, &Retries::networkWanted, this, &QueueController::networkWanted);
    m_scheduler.setPerHost(qBound(0, m_options.perHost, 10));
}

QueueController::~QueueController() = default;

void QueueController::open()
{
    m_clock.start();
    m_manager = createNetworkAccessManager();
    m_context =
        std::make_unique<TransferContext>(TransferContext{*m_manager, m_files.directory(), m_files.failure(), {}, {}});
    setRateLimits(m_options.rates);
    if (!m_options.storeFile.isEmpty())
        openStore();
}

void QueueController::add(TransferId firstId, const QList<TransferRequest> &requests)
{
    TransferId id = firstId;
    for (const TransferRequest &request : requests) {
        m_items[id].snapshot = queuedItem(id, std::make_shared<const TransferRequest>(request));
        queue(m_items[id]);
        ++id;
    }
    startWaiting();
}

TransferItem *QueueController::find(TransferId id)
{
    const auto it = m_items.find(id);
    return it == m_items.end() ? nullptr : &it->second;
}

void QueueController::setState(TransferItem &item, TransferState state)
{
    item.setState(state);
    m_feed.mark(item.snapshot.id);
}

void QueueController::startWaiting()
{
    // A start that fails at once ends here again: the loop below takes the next, not the stack.
    if (m_holdStarts)
        return;
    {
        const QScopedValueRollback hold(m_holdStarts, true);
        // What fails as it is sent makes room for another.
        do {
            while (const TransferId id = m_scheduler.startNext()) {
                if (TransferItem *item = find(id))
                    start(*item);
            }
            sendStarted();
        } while (m_scheduler.canStart());
    }
    m_feed.flushSoon(); // with the places in line
    updateWaitReasons();
    updateTicking();
}

void QueueController::startSave(TransferItem &item, const SaveTarget &target,
                                const std::optional<Completed> &outcomeAfterSave)
{
    const TransferId id = item.snapshot.id;
    SaveTarget complete = target;
    // By itself it goes to the name that it was shown under: the one it was promised, or the person's.
    if (complete.fileName.isEmpty() || outcomeAfterSave)
        complete.fileName = item.snapshot.name;
    item.outcomeAfterSave = outcomeAfterSave;
    item.savingTo = complete.directory;
    m_active.insert(id);
    item.snapshot.error.reset();
    setState(item, TransferState::Saving);
    if (isQueueKept() && !outcomeAfterSave) // else it is kept already, see keepFinished()
        m_keeper->keep({item.snapshot});    // or a kill would find the file gone, and not where to
    const QUrl origin = m_options.noteOrigin ? publicUrl(item.snapshot.url()) : QUrl();
    const SaveJob::Order order{item.snapshot.tempPath, complete, origin, m_files.directory()};
    const bool together = SaveJob::liesBeside(order) && item.snapshot.bytesDone <= savedTogetherBytes;
    item.saving =
        together ? std::make_unique<SaveJob>(m_saves, order) : std::make_unique<SaveJob>(copyThreads(), order);
    connect(item.saving.get(), &SaveJob::copied, this, [this, id](const QString &identity) { copyMade(id, identity); });
    connect(item.saving.get(), &SaveJob::ended, this, [this, id] { saveEnded(id); });
    updateTicking();
}

/// Before the copy gets its name: from then on it is found by what it is, as a file that was moved.
void QueueController::copyMade(TransferId id, const QString &identity)
{
    TransferItem *item = find(id);
    if (!item || !item->saving)
        return;
    item->fileIdentity = identity;
    if (isQueueKept())
        m_keeper->keep({item->snapshot});
    item->saving->place();
}

void QueueController::saveEnded(TransferId id)
{
    TransferItem *item = find(id);
    if (!item || !item->saving)
        return;
    const SaveJob::Result result = item->saving->result();
    item->saving.release()->deleteLater();
    m_active.remove(id);
    TransferSnapshot &s = item->snapshot;
    item->savingTo.clear();
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
        m_files.describe(s);
        if (outcomeWanted && result.error)
            m_feed.report(id, *result.error);
        else if (outcomeWanted)
            m_feed.report(id, Cancelled{});
    }
    updateTicking();
    if (item->removeAfterSave) {
        forget({id});
    } else if (result.error && !outcomeWanted) {
        m_feed.flush();
        emit saveFailed(id, *result.error);
    }
}

void QueueController::shutDown()
{
    m_tick.stop();
    m_feed.close();
    disconnect();
    const bool kept = isQueueKept();
    closeStore();
    for (auto &[id, item] : m_items) {
        if (item.task) {
            item.task->disconnect(this);
            item.task->abort();
            item.task.reset();
        }
        item.saving.reset();
        if (item.removeAfterSave && !isOfStore(id))
            m_files.drop(item.snapshot);
        else if (!kept && !isOfStore(id))
            dropAtEnd(item);
    }
    m_manager.reset();
    m_files.close(m_options.keepReady);
}

/// What nobody would find later shall not stay.
void QueueController::dropAtEnd(TransferItem &item)
{
    item.dropKept();
    if (m_files.isLasting(item.snapshot.id))
        return;
    if (!m_options.keepReady || !m_files.holds(item.snapshot.tempPath))
        m_files.drop(item.snapshot);
}

void QueueController::updateQueuePositions()
{
    const auto changes = m_positions.update(m_scheduler.head(QueuePositions::shown));
    for (const auto &[id, position] : changes) {
        if (TransferItem *item = find(id)) {
            item->snapshot.queuePosition = position;
            m_feed.mark(id);
        }
    }
}

void QueueController::tick()
{
    m_feed.beginTick();
    const qint64 now = m_clock.elapsed();
    // A copy: an item whose time is up leaves the set.
    const QSet<TransferId> active = m_active;
    for (const TransferId id : active) {
        if (TransferItem *item = find(id))
            tickOne(*item, now);
    }
    m_feed.flush();
}

void QueueController::tickOne(TransferItem &item, qint64 nowMs)
{
    if (item.task)
        item.task->tick(nowMs);
    // Without a task it just ended, or is copied to its place.
    if (item.task && item.sample(nowMs))
        m_feed.mark(item.snapshot.id);
}

bool QueueController::isBusy() const
{
    return !m_active.isEmpty() || m_scheduler.waiting() > 0 || m_retries.waiting() > 0;
}

void QueueController::noticeIdle()
{
    const bool busy = isBusy();
    if (m_busy && !busy)
        emit idle();
    m_busy = busy;
}

void QueueController::updateTicking()
{
    m_busy = m_busy || isBusy();
    const bool needed = !m_active.isEmpty();
    if (needed == m_tick.isActive())
        return;
    if (needed)
        m_tick.start();
    else
        m_tick.stop();
    m_feed.setTicking(needed);
}

} // namespace ferry
