#pragma once

#include "core/engine/AnswerBody.h"
#include "core/engine/IntegrityCheck.h"
#include "core/engine/ResumeAttempt.h"
#include "core/engine/RunningDigest.h"
#include "core/engine/TransferTask.h"
#include "core/io/ReservedNames.h"

#include <QElapsedTimer>

namespace ferry {

class ChecksumFetch;
class PartMove;
class SegmentCrew;

/// Fetches one file to its temporary place, where it lies whole and checked when the task ends in Ready. An answer
/// that is not 2xx is never taken for the file: its body is kept as the server's words. It goes on from the bytes of an
/// earlier attempt where the server proves that the file is the same, and leaves its own to a later one. Where the
/// server can tell that pieces are of the same file, others fetch with it (SegmentCrew). See TransferTask.
class DownloadTask : public TransferTask
{
    Q_OBJECT

public:
    DownloadTask(TransferContext &context, std::shared_ptr<const TransferRequest> request,
                 std::optional<KeptPart> kept = {});
    ~DownloadTask() override;

    void tick(qint64 nowMs) override;

    qint64 bytesDone() const override;
    qint64 bytesTotal() const override { return m_total; }
    int connections() const override;
    QString serverReason() const override;

    /// The safe name; empty until the answer's head is here.
    const QString &name() const { return m_name; }
    bool heldHtml() const { return m_heldHtml; }
    /// Neither a length nor chunks said where the file ends, so an early end would look the same.
    bool lengthUnknown() const { return m_total < 0 && m_endsByClose; }
    /// Hex, once all is here.
    QByteArray sha256() const { return m_whole ? m_digest.set().hex(Digest::Sha256) : QByteArray(); }
    /// As TransferSnapshot::checkedBy.
    const QString &checkedBy() const { return m_integrity.checkedBy(); }
    /// Gives the finished temporary file away.
    QString takeFile();
    /// What keeps the record of that file, where it has one until it is saved, and what keeps other runs from it.
    std::shared_ptr<PartCheckpoints> takeCheckpoints() { return std::move(m_checkpoints); }
    FileHandle takeLock() { return std::move(m_lock); }
    /// After the end: what a later attempt can go on from, if there is such. Otherwise it goes with the task.
    std::optional<KeptPart> takeKept();
    /// Where the bytes lie, those of an earlier attempt too; empty before there are any.
    QString partPath() const { return m_part ? m_part->path() : m_resume.kept().path; }
    Resumable resumable() const { return m_resumable; }
    /// Gives away the promise that name() is nobody else's.
    ReservedNames::Claim takeClaim() { return std::move(m_claim); }

signals:
    /// The bytes of an earlier attempt lie at another partPath() now. Whoever keeps that notes it before this returns:
    /// then the old ones go.
    void partIsElsewhere();

protected:
    bool waitsBefore() override;
    std::optional<TransferError> prepare() override;
    QNetworkReply *send(const QNetworkRequest &head, const QByteArray &method, bool withBody) override;
    void headArrived(const WireFacts &facts) override;
    bool asksAgain() const override { return m_again; }
    bool takeBody(const char *data, qint64 size) override;
    std::optional<TransferError> bodyFailure() const override;
    bool hasEnough() const override;
    bool goesOnWithoutReply() override;
    /// A place that cannot be written is no matter to wait for the first byte with.
    std::optional<TransferError> checkSource() override { return m_headFailure; }
    void answerComplete(const WireFacts &facts) override;
    void stopBeside() override;
    void describeBody(Exchange &exchange) override;

private:
    const DownloadRequest &download() const { return std::get<DownloadRequest>(request()); }
    void nameIt(const WireFacts &facts);
    void reserveName();
    QString shownPath() const; ///< of the file that the person asked for
    QString partFolder() const;
    void partMoved();
    void openPart(const WireFacts &facts);
    bool judgeRest(const WireFacts &facts);
    void takeRest(const WireFacts &facts);
    bool compareOverlap(const char *&data, qint64 &size);
    void keepRecord(const QByteArray &validator);
    void checkpoint(qint64 nowMs);
    bool isLasting() const;
    void share(const WireFacts &facts);
    void dropCrew();
    void goOnAlone();
    bool isShort() const;
    void askForRest();
    void fileArrived();
    void fileDigested();
    TransferError errorAbout(ErrorKind kind) const;
    std::optional<TransferError> verify();
    std::optional<TransferError> compareDigests();
    bool askForChecksumFile();
    void checksumFileArrived();
    void becomeReady();

    ResumeAttempt m_resume;
    std::unique_ptr<PartMove> m_move; ///< before the first request
    std::unique_ptr<PartFile> m_part;
    std::shared_ptr<PartCheckpoints> m_checkpoints; ///< of m_part, if a later attempt may go on from it
    FileHandle m_lock;                              ///< of m_part, once that is given away
    IntegrityCheck m_integrity;
    RunningDigest m_digest;
    std::unique_ptr<SegmentCrew> m_crew; ///< while the file may come in pieces
    QElapsedTimer m_sinceRequest;        ///< that brings the file, or its first piece
    qint64 m_piecesDone = -1;            ///< as Timings::done, of pieces that came after the stream had ended
    std::unique_ptr<ChecksumFetch> m_checksumFile;
    AnswerBody m_refusal;
    QString m_refusalFile;
    std::optional<TransferError> m_headFailure;
    QString m_name;
    QString m_serverName;         ///< before another item took it
    ReservedNames::Claim m_claim; ///< of the name, where it will be saved by itself
    qint64 m_total = -1;
    bool m_endsByClose = false; ///< as WireFacts::endsByClose
    qint64 m_position = 0;      ///< in the file, of the next byte of the answer
    qint64 m_comparedTo = 0;    ///< up to here the answer repeats what is held
    qint64 m_heldBefore = 0;    ///< before the answer
    qint64 m_checkpointMs = -1; ///< of the last one
    Resumable m_resumable = Resumable::Unknown;
    bool m_prepared = false;
    bool m_again = false;
    bool m_isRefused = false;     ///< the answer is neither the rest of the file nor the file
    bool m_awaitsRecords = false; ///< all is here and right, and something is still on its way to the disk
    bool m_resumed = false;       ///< the answer adds to what was held
    bool m_complete = false;      ///< the answer was that nothing is missing
    bool m_distrusted = false;    ///< the bytes are not the file's: nobody goes on from them
    bool m_whole = false;
    bool m_isAlone = false; ///< pieces of the file cannot be had
    bool m_heldHtml = false;
};

} // namespace ferry
