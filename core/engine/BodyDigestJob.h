#pragma once

#include "core/types/TransferError.h"
#include "core/types/TransferRequest.h"

#include <memory>
#include <QObject>
#include <QThreadPool>

namespace ferry {

/// Takes the SHA-256 of an upload's whole body, as it will go over the wire with this boundary, on a thread of the
/// pool. Reads through the files once, in constant memory. Lives on the engine's thread; ended() comes once, never
/// before the constructor returns. Deleting it stops the reading at the next block and waits for nothing.
class BodyDigestJob : public QObject
{
    Q_OBJECT

public:
    /// The request is an upload.
    BodyDigestJob(QThreadPool &pool, std::shared_ptr<const TransferRequest> request, const QByteArray &boundary);
    ~BodyDigestJob() override;

    qint64 bytesRead() const;
    qint64 bytesTotal() const; ///< -1 until the files are open

    /// After ended(): lower case hex, or why a file cannot be read.
    const QByteArray &sha256() const { return m_sha256; }
    const std::optional<TransferError> &failure() const { return m_failure; }

signals:
    void ended();

private:
    struct Shared;
    static void work(const std::shared_ptr<Shared> &shared, const UploadRequest &request, const QByteArray &boundary);

    std::shared_ptr<Shared> m_shared;
    QByteArray m_sha256;
    std::optional<TransferError> m_failure;
};

} // namespace ferry
