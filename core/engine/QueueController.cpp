#include "core/engine/QueueController.h"

#include "core/engine/QueuedItem.h"
#include "core/engine/RestoredItem.h"
#include "core/engine/SaveJob.h"
#include "core/engine/TransferTask.h"
#include "core/io/LaunchDirectory.h"
#include "core/wire/NetworkAccessManager.h"

#include <QScopedValueRollback>

namespace ferry {

namespace {

constexpr int tickMs = 100;
constexpr qsizetype toldAtOnce = 1000;

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
    m_starts.setSingleShot(true);
    m_starts.setInterval(0);
    connect(&m_starts, &QTimer::timeout, this, &QueueController::startWaiting);
    connect(&m_feed, &ChangeFeed::aboutToFlush, this, &QueueController::updateQueuePositions);
    connect(&m_feed, &ChangeFeed::changed, this, &QueueController::tell);
    connect(&m_feed, &ChangeFeed::retryScheduled, this, &QueueController::retryScheduled);
    connect(&m_feed, &ChangeFeed::finished, this, &QueueController::finished);
    connect(&m_feed, &ChangeFeed::flushed, this, &QueueController::noticeIdle);
    connect(&m_retries, &Retries::changed, this, [this](TransferId id) { m_feed.mark(id); });
    connect(&m_retries, &Retries::ready, this, &QueueController::takeReady);
    connect(&m_retries, &Retries::networkWanted, this, &QueueController::networkWanted);
    connect(&m_kept, &KeptQueue::historyLoaded, this, &QueueController::changed); // in the store nothing has changed
    connect(&m_kept, &KeptQueue::problem, this, &QueueController::storeProblem);
    connect(&m_saves, &Saves::started, this, &QueueController::saveStarted);
    connect(&m_saves, &Saves::ended, this, &QueueController::saveEnded);
    connect(&m_saves, &Saves::failed, this, &QueueController::saveFailed);
    m_saves.setNoteOrigin(m_options.noteOrigin);
    m_scheduler.setPerHost(qBound(0, m_options.perHost, 10));
}

QueueController::~QueueController() = default;

void QueueController::open()
{
    m_clock.start();
    m_manager = createNetworkAccessManager();
    m_context =
        std::make_unique<TransferContext>(TransferContext{*m_manager, m_files.directory(), m_files.failure(), {}, {}});
    m_context->http2 = m_options.http2;
    setRateLimits(m_options.rates);
    if (!m_options.storeFile.isEmpty())
        openStore();
}

void QueueController::add(TransferId firstId, const QList<TransferRequest> &requests)
{
    TransferId id = firstId;
    for (const TransferRequest &request : requests) {
        TransferItem &item = m_items.make(id);
        item.snapshot = queuedItem(id, std::make_shared<const TransferRequest>(request));
        queue(item);
        ++id;
    }
    startWaiting();
}

/// What runs on from an earlier launch does so with begin().
void QueueController::openStore()
{
    for (const TransferId id : m_kept.open(m_options.storeFile, m_options.historyOnly)) {
        TransferItem &item = *find(id);
        if (item.snapshot.state == TransferState::Waiting)
            m_retries.takeUp(item);
        else if (item.snapshot.state == TransferState::Ready && !item.snapshot.savingTo.isEmpty())
            m_saves.takeUp(item);
        m_feed.mark(id);
    }
}

void QueueController::begin()
{
    m_holdStarts = false;
    m_saves.goOn();
    startWaiting();
    m_kept.loadHistory();
}

/// Nobody hears of a change before it is kept. What is told is in parts that a window can take in one by one.
void QueueController::tell(const QList<TransferSnapshot> &snapshots)
{
    m_kept.keep(snapshots);
    if (snapshots.size() <= toldAtOnce)
        return emit changed(snapshots);
    for (qsizetype first = 0; first < snapshots.size(); first += toldAtOnce)
        emit changed(snapshots.mid(first, toldAtOnce));
}

void QueueController::loadExchange(TransferId id)
{
    TransferItem *item = m_kept.recall(id);
    if (!item || !item->snapshot.exchange || !item->snapshot.exchange->partial)
        return;
    if (const auto whole = m_kept.exchange(id)) {
        item->snapshot.exchange = whole;
        emit changed({item->snapshot});
    }
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

void QueueController::saveStarted(TransferId id)
{
    m_active.insert(id);
    updateTicking();
}

void QueueController::saveEnded(TransferId id)
{
    m_active.remove(id);
    updateTicking();
    if (const TransferItem *item = find(id); item && item->removeAfterSave)
        forget({id});
}

void QueueController::shutDown()
{
    m_tick.stop();
    m_starts.stop();
    m_feed.close();
    disconnect();
    const bool kept = m_kept.isKept();
    // A copy waits for this thread, and the records of parts for a thread that a copy may have.
    for (auto &[id, item] : m_items) {
        if (item.saving)
            item.saving->cancel();
    }
    m_kept.close(stopForNextLaunch());
    for (auto &[id, item] : m_items) {
        if (item.task) {
            item.task->disconnect(this);
            item.task->abort();
            item.task.reset();
        }
        item.saving.reset();
        if (item.removeAfterSave && !m_kept.isOfStore(id))
            m_files.drop(item.snapshot);
        else if (!kept && !m_kept.isOfStore(id))
            dropAtEnd(item);
    }
    m_manager.reset();
    m_files.close(m_options.keepReady);
}

/// With what was not told yet. What runs stops, and leaves what it can go on from.
QList<TransferSnapshot> QueueController::stopForNextLaunch()
{
    QList<TransferSnapshot> last = m_feed.takeBatch();
    if (!m_kept.isKept())
        return last;
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
    return last;
}

/// What nobody would find later shall not stay.
void QueueController::dropAtEnd(TransferItem &item)
{
    item.dropKeptAtEnd();
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
    // Without either it just ended.
    if ((item.task && item.sample(nowMs)) || (item.saving && item.sampleCopy(nowMs)))
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
