#pragma once

#include "core/engine/AnswerBody.h"
#include "core/engine/IntegrityCheck.h"
#include "core/engine/TransferTask.h"
#include "core/io/ReservedNames.h"

namespace ferry {

class ChecksumFetch;
class PartFile;

/// Fetches one file to its temporary place, where it lies whole and checked when the task ends in Ready. An answer
/// that is not 2xx is never taken for the file: its body is kept as the server's words. See TransferTask.
class DownloadTask : public TransferTask
{
    Q_OBJECT

public:
    DownloadTask(TransferContext &context, std::shared_ptr<const TransferRequest> request);
    ~DownloadTask() override;

    void tick(qint64 nowMs) override;

    qint64 bytesDone() const override;
    qint64 bytesTotal() const override { return m_total; }
    QString serverReason() const override;

    /// The safe name; empty until the answer's head is here.
    const QString &name() const { return m_name; }
    bool heldHtml() const { return m_heldHtml; }
    bool lengthUnknown() const { return m_total < 0; }
    /// Hex, once all is here.
    QByteArray sha256() const { return m_whole ? m_digests.hex(Digest::Sha256) : QByteArray(); }
    /// As TransferSnapshot::checkedBy.
    const QString &checkedBy() const { return m_integrity.checkedBy(); }
    /// Gives the finished temporary file away.
    QString takeFile();
    /// Gives away the promise that name() is nobody else's.
    ReservedNames::Claim takeClaim() { return std::move(m_claim); }

protected:
    std::optional<TransferError> prepare() override;
    QNetworkReply *send(const QNetworkRequest &head, const QByteArray &method, bool withBody) override;
    void headArrived(const WireFacts &facts) override;
    bool takeBody(const char *data, qint64 size) override;
    std::optional<TransferError> bodyFailure() const override;
    /// A place that cannot be written is no matter to wait for the first byte with.
    std::optional<TransferError> checkSource() override { return m_headFailure; }
    void answerComplete(const WireFacts &facts) override;
    void stopBeside() override;
    void describeBody(Exchange &exchange) override;

private:
    const DownloadRequest &download() const { return std::get<DownloadRequest>(request()); }
    void nameIt(const WireFacts &facts);
    void reserveName();
    void openPart();
    TransferError errorAbout(ErrorKind kind) const;
    std::optional<TransferError> verify(const WireFacts &facts);
    std::optional<TransferError> compareDigests();
    bool askForChecksumFile();
    void checksumFileArrived();
    void becomeReady();

    std::unique_ptr<PartFile> m_part;
    IntegrityCheck m_integrity;
    DigestSet m_digests; ///< of what was written
    std::unique_ptr<ChecksumFetch> m_checksumFile;
    AnswerBody m_refusal;
    QString m_refusalFile;
    std::optional<TransferError> m_headFailure;
    QString m_name;
    ReservedNames::Claim m_claim; ///< of the name, where it will be saved by itself
    qint64 m_total = -1;
    bool m_whole = false;
    bool m_heldHtml = false;
};

} // namespace ferry
