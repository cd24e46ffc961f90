#pragma once

#include "core/engine/DoubtfulRuns.h"
#include "core/engine/SegmentFetch.h"
#include "core/engine/SegmentMap.h"
#include "core/engine/SegmentPolicy.h"
#include "core/engine/SegmentSilence.h"
#include "core/engine/SpeedMeter.h"

#include <map>
#include <QElapsedTimer>
#include <QTimer>

namespace ferry {

class PartFile;
class RunningDigest;

/// The connections that fetch one file together: the stream that began it, which is the download's own and goes on from
/// byte to byte, and beside it as many SegmentFetches as SegmentPolicy wants. Each writes its piece of the SegmentMap
/// to its place in the part. One that has done its piece gets another; what one leaves that breaks is fetched again.
/// Where nothing is left for it but what silent ones hold (SegmentSilence), these are given up, the stream too.
///
/// Where pieces cannot be had, it makes do with less: after a refusal before the first byte with the connections that
/// are left, after two breaks in a row with one, and where the server has another file or nobody brings anything any
/// more it is over(), with all that came in the part. Lives on the engine's thread; owns the fetches, and uses the part
/// and the digest of the download until stop().
class SegmentCrew : public QObject
{
    Q_OBJECT

public:
    struct Download
    {
        TransferContext &context;
        std::shared_ptr<const TransferRequest> request;
        TransferId item = 0; ///< whose rate they share
        SegmentSource source;
        PartFile &part;
        RunningDigest &digest;
        qint64 firstByteMs = 0; ///< that the stream took to it
        qint64 nowMs = 0;       ///< of the last tick, or of the start
        /// The stream waits for a limit of the person's.
        std::function<bool()> isStreamHeld;
    };

    /// asked: as DownloadRequest::segments. The stream brings the file from this byte on, which is the first that is
    /// not held.
    SegmentCrew(Download download, int asked, qint64 streamFrom);
    ~SegmentCrew() override;

    /// The next bytes of the stream, from inside the wire; no more than the file has. False if no further ones are
    /// needed, or if they cannot be written.
    bool takeStream(const char *data, qint64 size);
    /// It was told to stop since others have what comes next.
    bool streamHasEnough() const { return m_streamHasEnough; }
    /// Its answer has ended. True if the file is whole; else whole() or over() comes.
    bool streamEnded();
    /// It broke. True if others go on; then whole() or over() comes.
    bool streamBroke();
    bool isStreaming() const { return m_isStreaming && !m_streamHasEnough; }

    void tick(qint64 nowMs);
    /// Closes all sockets. Nothing happens after it.
    void stop();

    /// That carry the file right now, the stream included.
    int connections() const { return int(m_fetches.size()) + (m_isStreaming ? 1 : 0); }

signals:
    /// The last byte is in the part, and the stream had ended before.
    void whole();
    /// Nothing comes any more but by the stream, if that still runs.
    void over();
    /// The stream brings nothing, and others fetch what it was to bring: it is to be closed before this returns.
    void streamGivenUp();

private:
    struct Member
    {
        std::unique_ptr<SegmentFetch> fetch;
        SpeedMeter speed;
    };

    bool isWhole() const { return m_map.isWhole() && !m_differs; }
    bool write(int connection, const char *&data, qint64 &size);
    bool beginFetch();
    void dropFetch(int connection);
    void fetchEnded(int connection, const TransferOutcome &outcome);
    void judgeFailure(SegmentFetch::Answer answer);
    void measure();
    void steer();
    void listen();
    void giveUpSilent();
    void giveUp(int connection);
    bool hasBrought(int connection) const;
    void watchSpeed();
    SegmentPolicy::Look look() const;
    void disband();

    Download m_download;
    DoubtfulRuns m_doubtful;
    SegmentMap m_map; ///< what is doubtful and need not be fetched counts as held
    SegmentPolicy m_policy;
    SegmentSilence m_silence;
    QElapsedTimer m_clock; ///< the policy's
    QTimer m_lookTimer{this};
    std::map<int, Member> m_fetches; ///< by their number in the map; the stream is number 0
    SpeedMeter m_streamSpeed;
    qint64 m_streamed = 0; ///< bytes
    qint64 m_nowMs = 0;    ///< of the last tick
    int m_lastNumber = 0;
    int m_breaks = 0; ///< one after the other, without a piece that was brought whole between them
    int m_wanted = 1; ///< by the last look
    int m_served = 1; ///< the most that received at the same time
    bool m_isStreaming = true;
    bool m_streamHasEnough = false;
    bool m_isOneDone = false; ///< where fewer run than should, somebody is free
    bool m_isAlone = false;   ///< one connection is all there will be
    bool m_isLost = false;    ///< no piece can be had
    bool m_differs = false;   ///< what was doubtful is of another file, and the map has it as held
    bool m_isOver = false;
};

} // namespace ferry
