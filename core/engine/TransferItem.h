#pragma once

#include "core/engine/ResumeAttempt.h"
#include "core/types/TransferOutcome.h"
#include "core/types/TransferSnapshot.h"

#include <memory>

namespace ferry {

class SaveJob;
class SpeedMeter;
class TransferTask;
struct TransferContext;

/// One item of the queue: what is shown of it, and who works on it at the moment. It follows its task and nothing else;
/// who runs and who hears of it is the QueueController's. Engine thread; times are of one monotonic clock.
class TransferItem
{
public:
    TransferItem();
    ~TransferItem();
    TransferItem(TransferItem &&) noexcept;

    TransferSnapshot snapshot;
    std::unique_ptr<TransferTask> task; ///< while it is on the wire
    std::unique_ptr<SaveJob> saving;
    std::optional<KeptPart> kept;              ///< between two attempts: what the next one goes on from
    QString awayPart;                          ///< of an earlier launch, in a folder that is not here at the moment
    QString givenName;                         ///< by the person, in place of the server's
    QString fileIdentity;                      ///< of the finished file, wherever it is; see FileIdentity.h
    std::optional<Completed> outcomeAfterSave; ///< the attempt ends with the save, and so if that goes well
    bool removeAfterSave = false;
    QStringList missingSecrets; ///< that it had when an earlier launch ended it: it is not sent without them unasked

    void setState(TransferState state);
    /// Of the body of an answer that was too long for memory.
    void removeAnswerFile() const;
    /// In line again, with what is known of the item; a number higher if its attempt is among the past ones.
    void queueAgain();
    /// The attempt is over, and another one may follow. With the time of now.
    void recordAttempt(const std::optional<TransferError> &error);
    /// What an earlier launch left of it: the record beside it says what of it can be trusted; without one the file
    /// comes anew. A drive may have been taken out meanwhile: then it stays known where the part lies.
    void takePart(const QString &path);
    /// Makes the task that fits the request; starting it is the caller's.
    void makeTask(TransferContext &context, qint64 nowMs);
    /// Takes over what the task knows by now, but for its end: whether that is the item's too is not the task's to say.
    void follow(qint64 nowMs);
    /// The same, and the speed. True if a view would show something else.
    bool sample(qint64 nowMs);
    /// How far the copy of a save is, and its speed. True if a view would show something else.
    bool sampleCopy(qint64 nowMs);
    /// The end of the task is the item's: its state, and what only an answer tells.
    void takeEnd(TransferState state);

    /// What the ended task leaves to the next attempt, before the task goes.
    void takeKept();
    /// Nobody will go on from it: deletes it, unless it is to outlive the item (DownloadRequest::keepPartial).
    void dropKept();
    /// The launch ends: what nobody would find later goes too. Waits for the disk.
    void dropKeptAtEnd();
    /// Where the bytes of a download lie that is not whole; empty if there are none.
    QString partPath() const;

    /// The person's name for a download that is not in its place yet. False if it is too late, or the name is empty.
    bool rename(const QString &safeName);
    /// The person found that the server has what was sent. False if its outcome is not unknown.
    bool markDone();

private:
    std::unique_ptr<SpeedMeter> m_speed; ///< since the first task or copy: an item of the history needs none
};

} // namespace ferry
