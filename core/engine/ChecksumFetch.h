#pragma once

#include "core/engine/TransferTask.h"

namespace ferry {

/// Fetches the checksum file beside a download, as part of that download: the same patience, proxy, certificates and
/// sign-ins, and its secrets go where the download's own go. It ends by itself, Ready with content(), or otherwise
/// without: that a server has no such file is no error of the download. See TransferTask.
class ChecksumFetch : public TransferTask
{
    Q_OBJECT

public:
    /// ADDRESS.sha256, the query kept; empty where the address names no file.
    static QUrl addressFor(const QUrl &download);

    /// The download's address has one beside it.
    ChecksumFetch(TransferContext &context, const DownloadRequest &download);
    ~ChecksumFetch() override;

    /// The whole file, at most checksumFileLimit bytes; empty if there is none.
    QByteArray content() const { return state() == TransferState::Ready ? m_content : QByteArray(); }

    qint64 bytesDone() const override { return m_content.size(); }
    qint64 bytesTotal() const override { return -1; }
    QString serverReason() const override { return {}; }

protected:
    std::optional<TransferError> prepare() override { return std::nullopt; }
    QNetworkReply *send(const QNetworkRequest &head, const QByteArray &method, bool withBody) override;
    void headArrived(const WireFacts &facts) override;
    bool takeBody(const char *data, qint64 size) override;
    std::optional<TransferError> bodyFailure() const override { return std::nullopt; }
    void answerComplete(const WireFacts &facts) override;

private:
    QByteArray m_content;
    bool m_wanted = false; ///< the answer is a file of text, as far as its head says
};

} // namespace ferry
