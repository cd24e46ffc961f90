#pragma once

#include "core/types/TransferOutcome.h"
#include "core/types/TransferRequest.h"
#include "core/types/TransferSnapshot.h"

#include <memory>
#include <QObject>

class QThread;

namespace ferry {

class NetworkWatch;
class QueueController;
class TransferHandle;

/// Bytes a second for all transfers together; 0 none. The rate of one item is apart from it, and the lower one counts.
struct RateLimits
{
    qint64 down = 0;
    qint64 up = 0;

    friend bool operator==(const RateLimits &, const RateLimits &) = default;
};

struct EngineOptions
{
    /// Where downloads lie until they are saved; each launch makes a private directory (0700) inside.
    /// Empty: the system's cache directory.
    QString temporaryRoot;
    int parallel = 10; ///< 1 to 10
    /// Ready downloads stay in the temporary place when the engine ends, and a later start offers them.
    bool keepReady = false;
    /// The database of the queue and its history; empty: everything ends with the engine. See core/store/README.md.
    QString storeFile = {};
    /// Only adds what has ended to the history of the storeFile, beside whoever has its queue; says no storeProblem.
    bool historyOnly = false;
    int perHost = 0; ///< how many may run at once to one host, 1 to 10; 0: as many as run
    RateLimits rates = {};
    /// Tells whether this computer has a network; null: the system does. The caller's thread. See NetworkWatch.h.
    std::shared_ptr<NetworkWatch> network = {};
    /// Times of waiting pass so many times as fast as the clock's: for tests of retries. 1 and more.
    int waitSpeed = 1;
    /// A saved file's metadata say where it came from (user.xdg.origin.url), without user info and query.
    bool noteOrigin = true;
    /// Downloads with https are offered HTTP/2 (RFC 9113), and the server chooses; each has a connection of its own all
    /// the same.
    bool http2 = false;
};

/// Where to in the line, among what waits with the same priority.
enum class QueueMove { Up, Down, Top, Bottom };

/// A try that failed and will be made again by itself.
struct RetryNotice
{
    int attempt = 1;     ///< the one that failed
    qint64 afterMs = 0;  ///< until the next; -1: when the network is back
    TransferError error; ///< for a refusal: kind Network, with the status
};

/// What is wrong with the database, for a banner. Transfers work all the same.
struct StoreProblem
{
    enum Kind {
        None,       ///< what had failed works again
        MovedAside, ///< it was damaged; path: where it lies now
        Newer,      ///< a newer Ferry wrote it: it is shown, and nothing is written
        ReadOnly,   ///< it cannot be written: nothing is kept
        InUse,      ///< another Ferry has this queue open: nothing is kept
        NotOpened,  ///< it could not be opened: nothing is kept
        Failed,     ///< a write failed, the disk may be full; tried again with the next change
    };
    Kind kind = None;
    QString path;
    QString detail; ///< in the words of the system or of SQLite
};

/// A finished download that an earlier launch left behind without saving or discarding it (a crash).
struct Leftover
{
    QString path; ///< of the bytes
    QString name;
    QUrl url; ///< without user info and query
    qint64 size = 0;
    QDateTime finished;
};

/// The door to the engine. It lives on the caller's thread (the GUI's); the work is done on a thread of its own.
/// Every call returns at once; what came of it arrives by the signals, on the caller's thread.
/// With a store, the items of earlier launches come by changed() too: those that have not ended in line, and after them
/// the history in parts, newest first. None of them runs before the caller is back in its event loop, so that limits,
/// trust and passwords can be set first. Deleting the engine aborts what runs, deletes unsaved temporary files (not
/// those that the store knows), and joins the thread.
class TransferEngine : public QObject
{
    Q_OBJECT

public:
    explicit TransferEngine(EngineOptions options = {}, QObject *parent = nullptr);
    ~TransferEngine() override;

    /// Queues requests in this order. The ids are valid at once. A request that cannot be sent as it is
    /// (see validate() in RequestCheck.h) fails with ErrorKind::Header, Source or Target and sends nothing.
    QList<TransferId> add(const QList<TransferRequest> &requests);
    TransferId add(const TransferRequest &request);
    /// The same, with an object that follows the one item. The caller's, or the parent's.
    TransferHandle *start(const TransferRequest &request, QObject *parent = nullptr);

    /// Ends what is waiting or running as Cancelled. Others are left as they are.
    void cancel(const QList<TransferId> &ids);
    /// Queues ended items again, from the start. For Unknown this sends the upload a second time: ask first.
    void retry(const QList<TransferId> &ids);
    /// Takes ended items out, and deletes their temporary files. Running ones are cancelled first.
    void remove(const QList<TransferId> &ids);
    /// Moves a Ready download to its place. A Paused or Failed one goes on, with the bytes it holds, to that place.
    void save(TransferId id, const SaveTarget &target);
    /// Unknown uploads only: the person found that the server has it.
    void markDone(TransferId id);
    /// Changes the name under which a download will be saved. Ready or earlier.
    void rename(TransferId id, const QString &name);

    /// Holds what waits or runs until resume(). Bytes of a download are kept where it is Resumable; the rest starts
    /// over.
    void pause(const QList<TransferId> &ids);
    void resume(const QList<TransferId> &ids);
    /// To the front of the line, before every priority; what waits for a time, or is paused, waits no longer.
    void startNow(const QList<TransferId> &ids);
    void setPriority(const QList<TransferId> &ids, Priority priority);
    void move(const QList<TransferId> &ids, QueueMove where);
    /// Another address for the same file, as when a link has expired. Downloads that are not whole: the bytes stay, and
    /// are proved against the new address before more are added.
    void replaceUrl(TransferId id, const QUrl &url);
    /// Live, for one item; bytes a second, 0 none.
    void setItemRateLimit(const QList<TransferId> &ids, qint64 bytesPerSecond);
    /// Live, for all together.
    void setRateLimits(const RateLimits &rates);
    /// 1 to 10, 0: no limit of its own.
    void setPerHost(int count);

    int parallel() const { return m_parallel; }
    /// 1 to 10. More start at once; fewer let running ones finish.
    void setParallel(int count);

    /// Live, for what is saved from now on (see EngineOptions).
    void setNoteOrigin(bool on);
    /// Live, for connections that are made from now on (see EngineOptions).
    void setHttp2(bool on);

    /// Certificates taken in spite of their faults, for one host and port, until the engine ends.
    void trustCertificate(const QString &host, int port, const QByteArray &sha256Fingerprint);
    /// The next connection to this host and port is judged by the rules again.
    void distrustCertificate(const QString &host, int port);

    /// A name and a password for one realm of one server, or for a proxy, until the engine ends. Items that this realm
    /// turned away are queued again. They are sent nowhere else, and not again once they were refused.
    void signIn(const SignIn &where, const Credentials &credentials);

    /// Ended items of earlier launches come without their answers, see Exchange::partial. This brings one by changed().
    void loadExchange(TransferId id);

    /// Finished downloads of launches that ended without deleting them. Asked once, at the start; answers by
    /// leftoversFound().
    void findLeftovers();
    /// Takes a leftover in as a Ready item of this launch.
    void adopt(const Leftover &leftover);
    void discard(const Leftover &leftover);

    /// The directory of this launch's temporary files.
    QString temporaryDirectory() const;

signals:
    /// New and changed items: states at the next turn of the engine's loop, progress at 10 Hz in one batch.
    void changed(const QList<ferry::TransferSnapshot> &snapshots);
    void removed(const QList<ferry::TransferId> &ids);
    /// Once for each end, after the changed() that shows it; a pause is none, nor a try that another one follows.
    void finished(ferry::TransferId id, const ferry::TransferOutcome &outcome);
    /// A Save did not work; the item is Ready again.
    void saveFailed(ferry::TransferId id, const ferry::TransferError &error);
    /// A failed try will be followed by another one; the item waits meanwhile.
    void retryScheduled(ferry::TransferId id, const ferry::RetryNotice &notice);
    void leftoversFound(const QList<ferry::Leftover> &leftovers);
    void storeProblem(const ferry::StoreProblem &problem);
    /// Nothing waits and nothing runs.
    void idle();

private:
    /// What the inside tells on its thread is told again on this one. The values travel in a posted call, which a
    /// thread sanitizer can follow; those of a queued connection are copied inside Qt, where it cannot.
    template <typename... Values>
    void forward(void (QueueController::*inside)(Values...), void (TransferEngine::*outside)(Values...));

    void watchNetwork();

    std::unique_ptr<QThread> m_thread;
    std::shared_ptr<NetworkWatch> m_network;
    QueueController *m_queue = nullptr; ///< lives on m_thread
    QString m_temporaryDirectory;
    TransferId m_lastId = 0;
    int m_parallel = 10;
};

} // namespace ferry

Q_DECLARE_METATYPE(ferry::Leftover)
Q_DECLARE_METATYPE(ferry::RetryNotice)
Q_DECLARE_METATYPE(ferry::StoreProblem)
