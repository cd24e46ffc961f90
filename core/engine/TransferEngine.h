#pragma once

#include "core/types/TransferOutcome.h"
#include "core/types/TransferRequest.h"
#include "core/types/TransferSnapshot.h"

#include <QObject>
#include <memory>

class QThread;

namespace ferry {

class QueueController;
class TransferHandle;

struct EngineOptions
{
    /// Where downloads lie until they are saved; each launch makes a private directory (0700) inside.
    /// Empty: the system's cache directory.
    QString temporaryRoot;
    int parallel = 10; ///< 1 to 10
    /// Ready downloads stay in the temporary place when the engine ends, and a later start offers them.
    bool keepReady = false;
};

/// A finished download that an earlier launch left behind without saving or discarding it (a crash).
struct Leftover
{
    QString path; ///< of the bytes
    QString name;
    QUrl url;     ///< without user info and query
    qint64 size = 0;
    QDateTime finished;
};

/// The door to the engine. It lives on the caller's thread (the GUI's); the work is done on a thread of its own.
/// Every call returns at once; what came of it arrives by the signals, on the caller's thread.
/// Deleting the engine aborts what runs, deletes unsaved temporary files, and joins the thread.
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
    /// Moves a Ready download to its place.
    void save(TransferId id, const SaveTarget &target);
    /// Unknown uploads only: the person found that the server has it.
    void markDone(TransferId id);
    /// Changes the name under which a download will be saved. Ready or earlier.
    void rename(TransferId id, const QString &name);

    int parallel() const { return m_parallel; }
    /// 1 to 10. More start at once; fewer let running ones finish.
    void setParallel(int count);

    /// Certificates taken in spite of their faults, for one host and port, until the engine ends.
    void trustCertificate(const QString &host, int port, const QByteArray &sha256Fingerprint);
    /// The next connection to this host and port is judged by the rules again.
    void distrustCertificate(const QString &host, int port);

    /// A name and a password for one realm of one server, or for a proxy, until the engine ends. Items that this realm
    /// turned away are queued again. They are sent nowhere else, and not again once they were refused.
    void signIn(const SignIn &where, const Credentials &credentials);

    /// Finished downloads of launches that ended without deleting them. Asked once, at the start; answers by leftoversFound().
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
    /// Once per attempt, after the changed() that shows the end.
    void finished(ferry::TransferId id, const ferry::TransferOutcome &outcome);
    /// A Save did not work; the item is Ready again.
    void saveFailed(ferry::TransferId id, const ferry::TransferError &error);
    void leftoversFound(const QList<ferry::Leftover> &leftovers);
    /// Nothing waits and nothing runs.
    void idle();

private:
    /// What the inside tells on its thread is told again on this one. The values travel in a posted call, which a thread
    /// sanitizer can follow; those of a queued connection are copied inside Qt, where it cannot.
    template <typename... Values>
    void forward(void (QueueController::*inside)(Values...), void (TransferEngine::*outside)(Values...));

    std::unique_ptr<QThread> m_thread;
    QueueController *m_queue = nullptr; ///< lives on m_thread
    QString m_temporaryDirectory;
    TransferId m_lastId = 0;
    int m_parallel = 10;
};

} // namespace ferry

Q_DECLARE_METATYPE(ferry::Leftover)
