#pragma once

#include "core/engine/AnswerBody.h"
#include "core/engine/TransferTask.h"

namespace ferry {

class BodyDigestJob;
class UploadBody;

/// Sends one form or one raw body and keeps the server's whole answer, on every status. With
/// UploadRequest::contentDigest the body is read once before it is sent. See TransferTask.
class UploadTask : public TransferTask
{
    Q_OBJECT

public:
    UploadTask(TransferContext &context, std::shared_ptr<const TransferRequest> request);
    ~UploadTask() override;

    void tick(qint64 nowMs) override;

    /// While the state is Verifying, of what is read for the digest.
    qint64 bytesDone() const override;
    qint64 bytesTotal() const override;
    QString serverReason() const override;
    /// The address that the answer names for what was sent; empty if none, or if it was refused.
    QUrl link() const { return m_link; }

protected:
    bool waitsBefore() override;
    std::optional<TransferError> prepare() override;
    QNetworkReply *send(const QNetworkRequest &head, const QByteArray &method, bool withBody) override;
    void headArrived(const WireFacts &facts) override;
    bool takeBody(const char *data, qint64 size) override;
    std::optional<TransferError> bodyFailure() const override;
    bool hasEnough() const override { return m_answer.isCut(); }
    void answerComplete(const WireFacts &facts) override;
    void bodySent(qint64 bytes) override { m_sent = qMax(m_sent, bytes); }
    std::optional<TransferError> checkSource() override;
    void stopBeside() override;
    void describeBody(Exchange &exchange) override;

private:
    const UploadRequest &upload() const { return std::get<UploadRequest>(request()); }

    QNetworkReply *sendBody(const QNetworkRequest &request, const QByteArray &method);
    void digestTaken();

    std::unique_ptr<UploadBody> m_body;
    QByteArray m_boundary;                       ///< of all hops, since the digest is of the bytes between them too
    std::unique_ptr<BodyDigestJob> m_bodyDigest; ///< while it reads
    QByteArray m_contentDigest;                  ///< the value of the field, from then on
    AnswerBody m_answer;
    QString m_answerFile;
    qint64 m_sent = 0;
    qint64 m_toSend = -1;
    bool m_allSent = false;
    QUrl m_link;
};

} // namespace ferry
