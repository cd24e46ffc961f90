#pragma once

#include "core/engine/ChangeFeed.h"
#include "core/engine/KeptQueue.h"
#include "core/engine/QueuePositions.h"
#include "core/engine/Retries.h"
#include "core/engine/Saves.h"
#include "core/engine/Scheduler.h"
#include "core/engine/TemporaryFiles.h"
#include "core/engine/TransferContext.h"
#include "core/engine/TransferEngine.h"
#include "core/engine/TransferItems.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

class QNetworkAccessManager;

namespace ferry {

class LaunchDirectory;

/// The inside of the engine: it joins those who each know one thing, and does what the person asks. Tasks move bytes,
/// the Scheduler knows whose turn it is, Retries what becomes of a failed try, Saves brings files to their places,
/// KeptQueue is what outlives the launch, the ChangeFeed is what the outside hears. Lives on the engine's thread.
class QueueController : public QObject
{
    Q_OBJECT

public:
    QueueController(EngineOptions options, std::unique_ptr<LaunchDirectory> directory);
    ~QueueController() override;

    /// First call on the engine's thread: what belongs to a thread is made there.
    void open();
    /// What the store brought may run from now on: what the outside sets at the start, such as trust, is set by now.
    void begin();
    void add(TransferId firstId, const QList<TransferRequest> &requests);
    void cancel(const QList<TransferId> &ids);
    void retry(const QList<TransferId> &ids);
    void remove(const QList<TransferId> &ids);
    void save(TransferId id, const SaveTarget &target);
    void markDone(TransferId id);
    void rename(TransferId id, const QString &name);
    void pause(const QList<TransferId> &ids);
    void resume(const QList<TransferId> &ids);
    void startNow(const QList<TransferId> &ids);
    void setPriority(const QList<TransferId> &ids, Priority priority);
    void move(const QList<TransferId> &ids, QueueMove where);
    void replaceUrl(TransferId id, const QUrl &url);
    void setItemRateLimit(const QList<TransferId> &ids, qint64 bytesPerSecond);
    void setRateLimits(const RateLimits &rates);
    void setPerHost(int count);
    void setParallel(int count);
    void setNoteOrigin(bool on) { m_saves.setNoteOrigin(on); }
    /// Whether this computer has a network; told after networkWanted().
    void setOnline(bool online) { m_retries.setOnline(online); }
    /// What the tasks share: the certificates and the passwords that the person gave.
    TransferContext &context() { return *m_context; }
    /// Keeps the credentials, and queues again what this realm turned away.
    void signIn(const SignIn &where, const Credentials &credentials);
    void loadExchange(TransferId id);
    void findLeftovers();
    void adopt(TransferId id, const Leftover &leftover);
    void discard(const Leftover &leftover) { m_files.discard(leftover); }
    /// Ends everything; nothing is reported after it. Waits for copies that are under way to stop.
    void shutDown();

signals:
    void changed(const QList<ferry::TransferSnapshot> &snapshots);
    void removed(const QList<ferry::TransferId> &ids);
    void finished(ferry::TransferId id, const ferry::TransferOutcome &outcome);
    void saveFailed(ferry::TransferId id, const ferry::TransferError &error);
    void retryScheduled(ferry::TransferId id, const ferry::RetryNotice &notice);
    void leftoversFound(const QList<ferry::Leftover> &leftovers);
    void storeProblem(const ferry::StoreProblem &problem);
    /// Somebody shall tell from now on by setOnline() whether there is a network. Once.
    void networkWanted();
    void idle();

private:
    TransferItem *find(TransferId id) { return m_items.find(id); }
    void setState(TransferItem &item, TransferState state);
    void forget(const QList<TransferId> &ids);
    void letGo(TransferItem &item);
    void queue(TransferItem &item);
    void hold(TransferItem &item);
    void pauseOne(TransferItem &item);
    void runAgain(const QList<TransferId> &ids, bool alsoWaiting);
    void takeReady(const QList<TransferId> &ids);
    void openStore();
    void tell(const QList<TransferSnapshot> &snapshots);
    void sendStarted();
    void holdUnsent(TransferItem &item);
    QList<TransferSnapshot> stopForNextLaunch();
    void dropAtEnd(TransferItem &item);
    void startWaiting();
    void start(TransferItem &item);
    void taskChanged(TransferId id);
    void taskEnded(TransferId id, const TransferOutcome &outcome);
    void endAttempt(TransferItem &item, const TransferOutcome &outcome);
    bool isAnsweredMeanwhile(const std::optional<SignIn> &signIn) const;
    void saveStarted(TransferId id);
    void saveEnded(TransferId id);
    void saveElsewhere(TransferItem &item, const SaveTarget &target);
    void updateQueuePositions();
    void updateWaitReasons();
    void sayWhyItWaits(TransferItem &item);

    void tick();
    void tickOne(TransferItem &item, qint64 nowMs);
    void updateTicking();
    void noticeIdle();
    bool isBusy() const;

    EngineOptions m_options;
    TemporaryFiles m_files;
    std::unique_ptr<QNetworkAccessManager> m_manager;
    std::unique_ptr<TransferContext> m_context;
    TransferItems m_items;
    QSet<TransferId> m_active; ///< items with a task or a save
    QueuePositions m_positions;
    Scheduler m_scheduler;
    Retries m_retries;
    ChangeFeed m_feed;
    KeptQueue m_kept{m_items, m_scheduler, m_files, this};
    Saves m_saves{m_items, m_files, m_kept, m_feed, this};
    QList<TransferId> m_toSend; ///< started, and to be sent once the store knows of it
    QElapsedTimer m_clock;
    QTimer m_tick{this}; ///< 100 ms, only while something is active
    QTimer m_starts{this}; ///< when this turn of the loop has ended: what ends together makes room together
    bool m_busy = false;
    bool m_waitsForHosts = false; ///< what is queued waits for its host, not for a place
    bool m_holdStarts = true;     ///< before begin(), or somebody up the stack starts what waits, once
};

} // namespace ferry
