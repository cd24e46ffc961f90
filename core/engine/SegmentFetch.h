#pragma once

#include "core/engine/TransferTask.h"
#include "core/types/ByteRanges.h"

#include <functional>

namespace ferry {

/// What further connections must know of the one that began a download, so that they fetch pieces of the same file.
struct SegmentSource
{
    TransferTask::Start start; ///< where the first answer came from, behind its redirects
    QByteArray validator;      ///< strong, see strongValidator(): sent as If-Range (RFC 9110 13.1.5)
    qint64 total = 0;          ///< bytes of the whole file
};

/// One piece of a file over a connection of its own: a GET with Range and If-Range, whose answer is taken only if it is
/// exactly that piece of exactly that file. Ends as Completed; answer() says what came. See TransferTask.
class SegmentFetch : public TransferTask
{
    Q_OBJECT

public:
    enum class Answer {
        None,      ///< yet
        Piece,     ///< a 206 with the range that was asked for
        OtherFile, ///< of another validator or another size, or a whole one in place of the piece
        Busy,      ///< 429 or 503: not another connection now
        Refused,   ///< any other status, or a 206 that is not what was asked for
    };

    /// Takes bytes of the piece in order, from inside the wire (see ByteSink); false if no further ones are needed, or
    /// can be kept. An answer that has brought all of the piece then is still read to its end, so that the connection
    /// can be used again.
    using Take = std::function<bool(const char *data, qint64 size)>;

    SegmentFetch(TransferContext &context, std::shared_ptr<const TransferRequest> request, SegmentSource source,
                 ByteRange piece, Take take);
    ~SegmentFetch() override;

    Answer answer() const { return m_answer; }
    /// Bytes of the piece are coming.
    bool isReceiving() const { return m_received > 0; }
    /// It waits for a limit of the person's, and not for the server.
    bool isHeld() const { return reply() && wireFacts(reply()).heldByLimit; }
    qint64 bytesDone() const override { return m_received; }
    qint64 bytesTotal() const override { return m_piece.size(); }
    QString serverReason() const override { return {}; }

protected:
    std::optional<TransferError> prepare() override { return std::nullopt; }
    QNetworkReply *send(const QNetworkRequest &head, const QByteArray &method, bool withBody) override;
    void headArrived(const WireFacts &facts) override;
    bool takeBody(const char *data, qint64 size) override;
    std::optional<TransferError> bodyFailure() const override { return std::nullopt; }
    bool hasEnough() const override { return m_enough; }
    void answerComplete(const WireFacts &facts) override;

private:
    SegmentSource m_source;
    ByteRange m_piece;
    Take m_take;
    Answer m_answer = Answer::None;
    qint64 m_received = 0;
    bool m_enough = false;
};

} // namespace ferry
