// Fetching one file with several connections. The rest is in DownloadTask.cpp.
#include "core/engine/DownloadTask.h"

#include "core/engine/SegmentCrew.h"
#include "core/wire/NetworkAccessManager.h"

namespace ferry {

namespace {

/// Bytes: below these, no rest can be cut in two.
constexpr qint64 smallestShared = 2 * SegmentMap::Worth().slowPiece;

} // namespace

/// Of an answer that brings the file from m_position to its end.
void DownloadTask::share(const WireFacts &facts)
{
    // A stream that nobody can stop half-way, as Qt's own, is no good for it.
    const bool canStop = qobject_cast<NetworkAccessManager *>(&context().manager) != nullptr;
    const bool hasRest = m_total - m_position >= smallestShared && (facts.statusCode == 200 || facts.statusCode == 206);
    if (m_isAlone || !canStop || !hasRest || !m_checkpoints || m_checkpoints->record().validator.isEmpty())
        return;
    m_crew = std::make_unique<SegmentCrew>(
        SegmentCrew::Download{context(),
                              sharedRequest(),
                              item(),
                              {{currentUrl(), isAtOrigin()}, m_checkpoints->record().validator, m_total},
                              *m_part,
                              m_digest,
                              qMax<qint64>(0, facts.timings.firstByte / 1000),
                              lastTickMs(),
                              [this] { return reply() && wireFacts(reply()).heldByLimit; }},
        download().segments, m_position);
    connect(m_crew.get(), &SegmentCrew::whole, this, &DownloadTask::fileArrived);
    connect(m_crew.get(), &SegmentCrew::over, this, &DownloadTask::goOnAlone);
    connect(m_crew.get(), &SegmentCrew::streamGivenUp, this, [this] { dropReply(); });
}

int DownloadTask::connections() const
{
    return m_crew ? m_crew->connections() : TransferTask::connections();
}

bool DownloadTask::hasEnough() const
{
    return m_crew ? m_crew->streamHasEnough() : !m_part && m_refusal.isCut();
}

bool DownloadTask::goesOnWithoutReply()
{
    return m_crew && m_crew->streamBroke();
}

void DownloadTask::dropCrew()
{
    if (!m_crew)
        return;
    m_crew->disconnect(this);
    m_crew->stop();
    m_crew.release()->deleteLater(); // its signal may still be on the stack
}

/// With the stream, which brings all that is missing, or with another one that begins there.
void DownloadTask::goOnAlone()
{
    const bool isStreaming = m_crew->isStreaming();
    dropCrew();
    m_isAlone = true;
    if (!isStreaming)
        askForRest();
}

} // namespace ferry
