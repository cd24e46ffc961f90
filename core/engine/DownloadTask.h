#pragma once

#include "core/engine/AnswerBody.h"
#include "core/engine/TransferTask.h"
#include "core/io/Digest.h"
#include "core/io/ReservedNames.h"

namespace ferry {

class PartFile;

/// Fetches one file to its temporary place, where it lies whole and checked when the task ends in Ready. An answer
/// that is not 2xx is never taken for the file: its body is kept as the server's words. See TransferTask.
class DownloadTask : public TransferTask
{
    Q_OBJECT

public:
    DownloadTask(TransferContext &context, std::shared_ptr<const TransferRequest> request);
    ~DownloadTask() override;

    qint64 bytesDone() const override;
    qint64 bytesTotal() const override { return m_total; }
    QString serverReason() const override;

    /// The safe name; empty until the answer's head is here.
    const QString &name() const { return m_name; }
    bool heldHtml() const { return m_heldHtml; }
    bool lengthUnknown() const { return m_total < 0; }
    /// Hex, once all is here.
    const QByteArray &sha256() const { return m_sha256; }
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
    void describeBody(Exchange &exchange) override;

private:
    const DownloadRequest &download() const { return std::get<DownloadRequest>(request()); }
    void nameIt(const WireFacts &facts);
    void reserveName();
    void openPart();
    TransferError errorAbout(const WireFacts &facts, ErrorKind kind) const;
    std::optional<TransferError> compareChecksum(const WireFacts &facts) const;
    std::optional<TransferError> verify(const WireFacts &facts);

    std::unique_ptr<PartFile> m_part;
    std::optional<Digest> m_expected; ///< of the promised checksum, where that is not the part's own SHA-256
    AnswerBody m_refusal;
    QString m_refusalFile;
    std::optional<TransferError> m_headFailure;
    QString m_name;
    ReservedNames::Claim m_claim; ///< of the name, where it will be saved by itself
    QByteArray m_sha256;
    qint64 m_total = -1;
    bool m_heldHtml = false;
};

} // namespace ferry
