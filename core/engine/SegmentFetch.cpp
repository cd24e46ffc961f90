#include "core/engine/SegmentFetch.h"

#include "core/engine/ResumeAttempt.h"
#include "core/http/ContentRange.h"

#include <QNetworkAccessManager>

namespace ferry {

namespace {

using Answer = SegmentFetch::Answer;

/// A piece is put between others, so nothing about it is taken for granted.
Answer judge(const WireFacts &facts, const SegmentSource &source, ByteRange piece)
{
    if (facts.statusCode == 429 || facts.statusCode == 503)
        return Answer::Busy;
    if (facts.statusCode == 200 || facts.statusCode == 412)
        return Answer::OtherFile;
    if (facts.statusCode != 206 || facts.codedBody)
        return Answer::Refused;
    const FileHead head = fileHead(facts);
    const auto range = parseContentRange(head.contentRange);
    if (!isSameFile(source.validator, head) || (range && range->total != source.total))
        return Answer::OtherFile;
    const bool exact = range && range->first == piece.first && range->last == piece.end - 1;
    const bool framed = facts.expectedBody < 0 || facts.expectedBody == piece.size();
    return exact && framed ? Answer::Piece : Answer::Refused;
}

} // namespace

SegmentFetch::SegmentFetch(TransferContext &context, std::shared_ptr<const TransferRequest> request,
                           SegmentSource source, ByteRange piece, Take take)
    : TransferTask(context, std::move(request), source.start)
    , m_source(std::move(source))
    , m_piece(piece)
    , m_take(std::move(take))
{
}

SegmentFetch::~SegmentFetch()
{
    // The reply gives its bytes to this.
    dropReply();
}

QNetworkReply *SegmentFetch::send(const QNetworkRequest &head, const QByteArray &method, bool)
{
    QNetworkRequest ranged = head;
    ranged.setRawHeader(QByteArrayLiteral("Range"),
                        "bytes=" + QByteArray::number(m_piece.first) + '-' + QByteArray::number(m_piece.end - 1));
    ranged.setRawHeader(QByteArrayLiteral("If-Range"), m_source.validator);
    return context().manager.sendCustomRequest(ranged, method);
}

void SegmentFetch::headArrived(const WireFacts &facts)
{
    m_answer = judge(facts, m_source, m_piece);
    m_enough = m_answer != Answer::Piece;
}

bool SegmentFetch::takeBody(const char *data, qint64 size)
{
    if (m_enough)
        return false;
    m_received += size;
    m_enough = !m_take(data, size) && m_received != m_piece.size();
    return !m_enough;
}

void SegmentFetch::answerComplete(const WireFacts &facts)
{
    finish(Completed{facts.statusCode, m_answer == Answer::Piece});
}

} // namespace ferry
