#include "core/engine/SegmentCrew.h"

#include "core/engine/RunningDigest.h"
#include "core/io/PartFile.h"

namespace ferry {

namespace {

constexpr int stream = 0;
constexpr int breaksBorne = 2;

ByteRanges joined(ByteRanges a, const ByteRanges &b)
{
    for (const ByteRange &range : b.list())
        a.add(range);
    return a;
}

} // namespace

SegmentCrew::SegmentCrew(Download download, int asked, qint64 streamFrom)
    : m_download(std::move(download))
    , m_doubtful(m_download.part.doubtful())
    , m_map(m_download.source.total, joined(m_download.part.held(), m_doubtful.spared()),
            SegmentMap::Worth::ofServer(m_download.firstByteMs))
    , m_policy(asked, m_map.total() - m_map.held().size())
    , m_silence(m_download.firstByteMs)
{
    m_isStreaming = m_map.takeFrom(stream, streamFrom);
    m_nowMs = m_download.nowMs;
    m_clock.start();
    m_wanted = m_policy.wanted(look());
    m_lookTimer.setInterval(int(SegmentPolicy::lookMs));
    m_lookTimer.callOnTimeout(this, [this] {
        if (!m_isOver && !m_download.part.failure() && !isWhole())
            steer();
    });
    watchSpeed();
}

SegmentCrew::~SegmentCrew() = default;

bool SegmentCrew::takeStream(const char *data, qint64 size)
{
    m_streamed += size;
    while (size > 0 && !m_streamHasEnough) {
        if (!write(stream, data, size))
            return false;
        const qint64 end = m_map.end(stream);
        // Its piece grows by what nobody else has, or has begun.
        m_streamHasEnough = m_map.position(stream) == end && end < m_map.total() && !m_map.extend(stream);
    }
    return !m_streamHasEnough;
}

/// As many of the bytes as belong to its piece. False if they cannot be written.
bool SegmentCrew::write(int connection, const char *&data, qint64 &size)
{
    const qint64 position = m_map.position(connection);
    const qint64 taken = qMin(size, m_map.end(connection) - position);
    if (taken > 0 && !m_doubtful.compare(m_download.part, position, data, taken))
        m_isLost = m_differs = true;
    if (taken > 0 && !m_download.part.writeAt(position, data, taken))
        return false;
    m_download.digest.add(position, data, taken);
    m_map.arrived(connection, taken);
    data += taken;
    size -= taken;
    return true;
}

bool SegmentCrew::streamEnded()
{
    m_isStreaming = false;
    m_isOneDone = true;
    m_map.release(stream);
    return isWhole();
}

bool SegmentCrew::streamBroke()
{
    streamEnded();
    ++m_breaks;
    return !m_fetches.empty() || isWhole();
}

void SegmentCrew::tick(qint64 nowMs)
{
    m_nowMs = nowMs;
    QList<int> numbers;
    for (const auto &[number, member] : m_fetches)
        numbers.append(number);
    for (const int number : numbers) {
        const auto member = m_fetches.find(number);
        if (member != m_fetches.end())
            member->second.fetch->tick(nowMs);
    }
    if (m_isOver || m_download.part.failure())
        return;
    if (!isWhole()) {
        measure();
        steer();
        if (!m_isOver) {
            listen();
            giveUpSilent();
        }
    } else if (!m_isStreaming) {
        emit whole();
    }
}

void SegmentCrew::measure()
{
    m_streamSpeed.sample(m_nowMs, m_streamed);
    m_map.setRate(stream, m_streamSpeed.bytesPerSecond());
    for (auto &[number, member] : m_fetches) {
        member.speed.sample(m_nowMs, member.fetch->bytesDone());
        m_map.setRate(number, member.speed.bytesPerSecond());
    }
}

/// As many connections as there should be.
void SegmentCrew::steer()
{
    if (m_isLost || (m_isAlone && m_breaks >= breaksBorne)) {
        disband();
        return;
    }
    if (m_breaks >= breaksBorne) {
        m_isAlone = true;
        m_breaks = 0;
        m_policy.limit(1);
    }
    const SegmentPolicy::Look now = look();
    m_served = qMax(m_served, now.receiving);
    m_wanted = m_policy.wanted(now);
    watchSpeed();
    while (connections() > m_wanted && !m_fetches.empty())
        dropFetch(m_fetches.rbegin()->first);
    while (connections() < m_wanted && beginFetch()) {
    }
}

void SegmentCrew::listen()
{
    QList<SegmentSilence::Connection> running;
    if (isStreaming())
        running.append({stream, m_streamed, m_download.isStreamHeld()});
    for (const auto &[number, member] : m_fetches)
        running.append({number, member.fetch->bytesDone(), member.fetch->isHeld()});
    m_silence.look(m_nowMs, m_map.held().size(), running);
}

/// Only where somebody is free, and steer() found no piece that is worth halving: what they hold is all that is left
/// for it. Where one never brought a byte, the server serves no more than received at the same time; for that nobody is
/// stopped who may still bring something.
void SegmentCrew::giveUpSilent()
{
    if (!m_isOneDone || connections() >= m_wanted)
        return;
    const QList<int> silent = m_silence.tooLong();
    if (silent.isEmpty())
        return;
    int unserved = 0;
    for (const int connection : silent) {
        unserved += !hasBrought(connection);
        giveUp(connection);
    }
    m_silence.gaveUp();
    if (unserved > 0)
        m_policy.limit(qMax(connections(), qMin(m_served, m_wanted - unserved)));
    steer();
}

bool SegmentCrew::hasBrought(int connection) const
{
    return connection == stream ? m_streamed > 0 : m_fetches.at(connection).fetch->isReceiving();
}

void SegmentCrew::giveUp(int connection)
{
    if (connection != stream) {
        dropFetch(connection);
        return;
    }
    emit streamGivenUp();
    streamEnded();
}

void SegmentCrew::watchSpeed()
{
    // A held speed tells nothing: the ticks notice when it is free again.
    if (!m_policy.isTrying() || m_download.context.rates->isHeld(m_download.item, Throttle::Down))
        m_lookTimer.stop();
    else if (!m_lookTimer.isActive())
        m_lookTimer.start();
}

SegmentPolicy::Look SegmentCrew::look() const
{
    const qint64 held = m_map.held().size();
    SegmentPolicy::Look look{m_clock.elapsed(), held, m_map.total() - held, isStreaming() ? 1 : 0,
                             m_download.firstByteMs};
    look.isHeld = m_download.context.rates->isHeld(m_download.item, Throttle::Down);
    for (const auto &[number, member] : m_fetches) {
        look.receiving += member.fetch->isReceiving();
        look.firstByteMs = qMax(look.firstByteMs, member.fetch->exchange()->timings.firstByte / 1000);
    }
    return look;
}

bool SegmentCrew::beginFetch()
{
    const int number = m_lastNumber + 1;
    const std::optional<ByteRange> piece = m_map.take(number);
    if (!piece)
        return false;
    m_lastNumber = number;
    Member &member = m_fetches[number];
    member.fetch = std::make_unique<SegmentFetch>(m_download.context, m_download.request, m_download.source, *piece,
                                                  [this, number](const char *data, qint64 size) {
                                                      return write(number, data, size) && size == 0 &&
                                                             m_map.position(number) < m_map.end(number);
                                                  });
    member.speed.start(m_nowMs, 0);
    member.fetch->limitAs(m_download.item, Throttle::Down);
    connect(member.fetch.get(), &TransferTask::ended, this,
            [this, number](const TransferOutcome &outcome) { fetchEnded(number, outcome); });
    member.fetch->start(m_nowMs);
    return true;
}

/// What it has brought stays; what it has not is anybody's.
void SegmentCrew::dropFetch(int connection)
{
    const auto member = m_fetches.find(connection);
    SegmentFetch *fetch = member->second.fetch.release();
    m_fetches.erase(member);
    fetch->disconnect(this);
    fetch->abort();
    m_map.release(connection);
    fetch->deleteLater(); // its signal may still be on the stack
}

void SegmentCrew::fetchEnded(int connection, const TransferOutcome &outcome)
{
    const SegmentFetch::Answer answer = m_fetches.at(connection).fetch->answer();
    const bool isComplete =
        std::holds_alternative<Completed>(outcome) && m_map.position(connection) == m_map.end(connection);
    dropFetch(connection);
    if (m_download.part.failure())
        return;
    if (isWhole()) {
        if (!m_isStreaming)
            emit whole();
        return;
    }
    if (!isComplete) {
        judgeFailure(answer);
        return;
    }
    m_breaks = 0;
    m_isOneDone = true;
    if (connections() < m_wanted)
        beginFetch();
}

/// What is done about it is the next look's: here signals of the fetch, or of the stream, are still on the stack.
void SegmentCrew::judgeFailure(SegmentFetch::Answer answer)
{
    if (answer == SegmentFetch::Answer::Piece)
        ++m_breaks;
    else if (answer == SegmentFetch::Answer::OtherFile || connections() == 0)
        m_isLost = true;
    else
        m_policy.limit(connections());
}

void SegmentCrew::disband()
{
    stop();
    emit over();
}

void SegmentCrew::stop()
{
    m_isOver = true;
    m_lookTimer.stop();
    while (!m_fetches.empty())
        dropFetch(m_fetches.begin()->first);
}

} // namespace ferry
