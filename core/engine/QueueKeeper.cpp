#include "core/engine/QueueKeeper.h"

#include "core/engine/HistoryWriter.h"
#include "core/store/RequestCodec.h"
#include "core/store/SnapshotCodec.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>

namespace ferry {

namespace {

constexpr qint64 progressMs = 1000;
/// A store that is locked makes each try wait, and the transfers with it.
constexpr qint64 pauseAfterFailureMs = 5000;
/// Transfers on this thread wait for each.
constexpr int historyPart = 400;

StoreProblem problemOf(const StoreOpening &opening)
{
    StoreProblem problem;
    switch (opening.kind) {
    case StoreOpening::Fine:
        break;
    case StoreOpening::MovedAside:
        problem.kind = StoreProblem::MovedAside;
        break;
    case StoreOpening::Newer:
        problem.kind = StoreProblem::Newer;
        break;
    case StoreOpening::ReadOnly:
        problem.kind = StoreProblem::ReadOnly;
        break;
    case StoreOpening::Failed:
        problem.kind = StoreProblem::NotOpened;
        break;
    }
    problem.path = opening.path;
    problem.detail = opening.detail;
    return problem;
}

} // namespace

QueueKeeper::QueueKeeper(QString file, bool historyOnly, Lookup lookup, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_historyOnly(historyOnly)
    , m_lookup(std::move(lookup))
{
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, &QueueKeeper::loadMore);
}

QueueKeeper::~QueueKeeper() = default;

/// The queue has one owner. The system lets go of the lock when the process ends, however it ends.
bool QueueKeeper::takeLock()
{
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    m_lock.reset(::open(QFile::encodeName(m_file + QStringLiteral(".lock")).constData(),
                        O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    // A place where no lock can be made is one where no store can be written: the store says so better.
    return !m_lock.isOpen() || ::flock(m_lock.get(), LOCK_EX | LOCK_NB) == 0;
}

QList<StoredItem> QueueKeeper::open()
{
    m_sinceProgress.start();
    if (m_historyOnly) {
        m_history = std::make_unique<HistoryWriter>(m_file);
        return {};
    }
    if (!takeLock()) {
        m_lock.reset();
        emit problem({StoreProblem::InUse, m_file, {}});
        return {};
    }
    const StoreOpening opening = m_store.open(m_file);
    if (opening.kind != StoreOpening::Fine)
        emit problem(problemOf(opening));
    if (!m_store.isOpen())
        return {};
    m_below = m_store.lastKey() + 1;
    QList<StoredItem> items = m_store.unfinished();
    if (const DatabaseError error = m_store.takeError()) {
        // What was not read would be taken for what is not there.
        m_store.close();
        m_below = 0;
        emit problem({StoreProblem::NotOpened, m_file, error.detail});
        return {};
    }
    for (StoredItem &item : items) {
        identify(item);
        m_last.emplace(item.snapshot.id, item);
    }
    return items;
}

void QueueKeeper::loadHistory()
{
    if (m_below > 0)
        m_more.start();
}

void QueueKeeper::loadMore()
{
    QList<StoredItem> items = m_store.history(m_below, historyPart);
    m_store.takeError();
    if (items.isEmpty())
        return;
    m_below = items.last().key;
    QList<TransferSnapshot> snapshots;
    snapshots.reserve(items.size());
    for (StoredItem &item : items) {
        item.snapshot.id = TransferId(item.key);
        snapshots.append(std::move(item.snapshot));
    }
    emit historyLoaded(snapshots);
    m_more.start();
}

void QueueKeeper::identify(StoredItem &item)
{
    item.snapshot.id = TransferId(item.key);
    if (item.missing.isEmpty())
        return;
    m_missing.insert(item.snapshot.id, item.missing);
    item.snapshot.request =
        std::make_shared<const TransferRequest>(withoutBlanks(*item.snapshot.request, item.missing));
}

std::optional<StoredItem> QueueKeeper::ended(TransferId id)
{
    if (!mayHave(id) || m_removed.contains(qint64(id)))
        return std::nullopt;
    std::optional<StoredItem> item = m_store.ended(qint64(id));
    m_store.takeError();
    if (item)
        identify(*item);
    return item;
}

std::optional<QStringList> QueueKeeper::files()
{
    if (!m_store.isOpen())
        return std::nullopt;
    m_store.takeError();
    const QStringList files = m_store.partFiles() + m_store.bodyFiles();
    return m_store.takeError() ? std::nullopt : std::optional(files);
}

std::optional<QStringList> QueueKeeper::sentFiles(const QString &directory)
{
    if (!m_store.isOpen())
        return QStringList();
    m_store.takeError();
    const QStringList files = m_store.sentFiles(directory);
    return m_store.takeError() ? std::nullopt : std::optional(files);
}

std::shared_ptr<const Exchange> QueueKeeper::exchange(TransferId id)
{
    if (!m_store.isOpen())
        return nullptr;
    auto exchange = m_store.exchange(keyOf(id));
    m_store.takeError();
    return exchange;
}

/// 0 if it has none yet.
qint64 QueueKeeper::keyOf(TransferId id) const
{
    return id <= lastStoredId ? qint64(id) : m_keys.value(id);
}

StoredItem QueueKeeper::stored(const TransferSnapshot &snapshot) const
{
    const KeptFacts facts = m_lookup(snapshot.id);
    return {keyOf(snapshot.id), facts.place,        snapshot,          facts.givenName,
            facts.partPath,     facts.fileIdentity, snapshot.savingTo, m_missing.value(snapshot.id)};
}

void QueueKeeper::keep(const QList<TransferSnapshot> &snapshots)
{
    if (m_historyOnly) {
        keepEnded(snapshots);
        return;
    }
    for (const TransferSnapshot &snapshot : snapshots) {
        if (m_store.isWritable())
            gather(snapshot);
    }
    write(!m_changed.empty());
}

void QueueKeeper::gather(const TransferSnapshot &snapshot)
{
    const TransferId id = snapshot.id;
    const auto known = m_last.find(id);
    const auto changed = m_changed.find(id);
    StoredItem item = stored(snapshot);
    if (changed == m_changed.end() && known != m_last.end() && sameButProgress(known->second, item)) {
        if (known->second.snapshot.bytesDone != snapshot.bytesDone ||
            known->second.snapshot.bytesTotal != snapshot.bytesTotal)
            m_progress.insert(id, {snapshot.bytesDone, snapshot.bytesTotal});
        return;
    }
    m_progress.remove(id);
    if (changed == m_changed.end())
        m_order.append(id);
    m_changed.insert_or_assign(id, std::move(item));
}

/// The files of such an engine end with it.
void QueueKeeper::keepEnded(const QList<TransferSnapshot> &snapshots)
{
    for (const TransferSnapshot &snapshot : snapshots) {
        if (!isFinal(snapshot.state))
            continue;
        StoredItem &item = m_ended.emplace_back();
        item.snapshot = snapshot;
        if (snapshot.exchange && !snapshot.exchange->bodyFile.isEmpty()) {
            auto exchange = std::make_shared<Exchange>(*snapshot.exchange);
            exchange->bodyFile.clear();
            item.snapshot.exchange = std::move(exchange);
        }
    }
    if (m_sinceProgress.elapsed() >= progressMs)
        handOver();
}

void QueueKeeper::handOver()
{
    if (m_history)
        m_history->write(std::exchange(m_ended, {}));
    m_sinceProgress.restart();
}

void QueueKeeper::forget(const QList<TransferId> &ids)
{
    if (!m_store.isWritable())
        return;
    for (const TransferId id : ids) {
        if (const qint64 key = keyOf(id))
            m_removed.append(key);
        m_last.erase(id);
        m_keys.remove(id);
        m_missing.remove(id);
        m_progress.remove(id);
        if (m_changed.erase(id) > 0)
            m_order.removeOne(id);
    }
    write(true);
}

/// now: states have changed. Else what is there waits for its second.
void QueueKeeper::write(bool now)
{
    if (m_changed.empty() && m_progress.isEmpty() && m_removed.isEmpty())
        return;
    const bool pausing = m_sinceFailure.isValid() && m_sinceFailure.elapsed() < pauseAfterFailureMs;
    if (pausing || (!now && m_sinceProgress.elapsed() < progressMs))
        return;
    if (writeAll(now ? TransferStore::OnDisk : TransferStore::InSystem))
        written();
    else
        failed();
}

bool QueueKeeper::writeAll(TransferStore::Durability durability)
{
    if (!m_store.begin(durability))
        return false;
    bool good = true;
    for (const qint64 key : std::as_const(m_removed))
        good = good && m_store.remove(key);
    for (const TransferId id : std::as_const(m_order))
        good = good && writeOne(id, m_changed.at(id));
    for (auto it = m_progress.cbegin(); good && it != m_progress.cend(); ++it)
        good = m_store.updateProgress(keyOf(it.key()), it->first, it->second);
    return good && m_store.commit();
}

bool QueueKeeper::writeOne(TransferId id, StoredItem &item)
{
    const bool isNew = keyOf(id) == 0;
    item.key = keyOf(id);
    if (!(isNew ? m_store.insert(item) : m_store.update(item)))
        return false;
    const auto known = m_last.find(id);
    const bool sameExchange = known == m_last.end() ? isNew && !item.snapshot.exchange
                                                    : known->second.snapshot.exchange == item.snapshot.exchange;
    return sameExchange || m_store.setExchange(item.key, item.snapshot.exchange.get());
}

/// What holds from now on; before, a transaction may still have been undone.
void QueueKeeper::written()
{
    for (const TransferId id : std::as_const(m_order)) {
        StoredItem &item = m_changed.at(id);
        if (id > lastStoredId)
            m_keys.insert(id, item.key);
        if (isFinal(item.snapshot.state))
            m_last.erase(id);
        else
            m_last.insert_or_assign(id, std::move(item));
    }
    for (auto it = m_progress.cbegin(); it != m_progress.cend(); ++it) {
        if (const auto known = m_last.find(it.key()); known != m_last.end()) {
            known->second.snapshot.bytesDone = it->first;
            known->second.snapshot.bytesTotal = it->second;
        }
    }
    m_changed.clear();
    m_order.clear();
    m_progress.clear();
    m_removed.clear();
    m_sinceProgress.restart();
    if (m_sinceFailure.isValid() && !m_historyOnly)
        emit problem({});
    m_sinceFailure.invalidate();
}

void QueueKeeper::failed()
{
    m_store.rollBack();
    const DatabaseError error = m_store.takeError();
    const bool told = m_sinceFailure.isValid();
    m_sinceFailure.start();
    if (!told)
        emit problem({StoreProblem::Failed, m_file, error.detail});
}

void QueueKeeper::close()
{
    m_more.stop();
    handOver();
    m_history.reset();
    m_sinceFailure.invalidate();
    write(true);
    m_store.close();
    m_lock.reset();
}

} // namespace ferry
