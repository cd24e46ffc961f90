#pragma once

#include <map>
#include <QList>

namespace ferry {

/// Which of the connections that fetch one file have brought nothing for longer than is plausible: those that the
/// server took and never serves, and those that died without a word. Too long is several times the longest silence
/// that a byte ended, of any of them and with the wait for the first byte, so that neither a slow server nor one that
/// sends a byte now and then comes under suspicion.
///
/// A silence of all is the server's or the network's: one is held against a connection only where others brought
/// something while it lasted. Beside the last one that is still asked there are no others; it is believed to be dead if
/// anything has come since it began, from it or from those that have done theirs. A value without a clock (milliseconds
/// of a monotonic one).
class SegmentSilence
{
public:
    static constexpr qint64 leastMs = 2000; ///< too long is never less
    static constexpr qint64 usualTimes = 4; ///< nor less than so many times what a byte has ended
    static constexpr qint64 burstMs = 1000; ///< between two bursts of a server that caps a connection

    /// One that runs.
    struct Connection
    {
        int number = 0;
        qint64 bytes = 0;    ///< that it has brought
        bool isHeld = false; ///< by a limit of the person's: the server has sent something
    };

    /// firstByteMs: that the first connection took to it.
    explicit SegmentSilence(qint64 firstByteMs);

    /// At each tick. bytes: of the file, also by those that run no more.
    void look(qint64 nowMs, qint64 bytes, const QList<Connection> &running);
    /// Those that were silent for too long at the last look.
    QList<int> tooLong() const;
    /// Those were given up for it. From now on twice as long is plausible: where that did not help, it is not done
    /// again and again.
    void gaveUp();

private:
    struct Known
    {
        qint64 bytes = 0;
        qint64 begunMs = 0;
        qint64 sinceMs = 0; ///< of its last byte, or of its begin
    };

    Known heard(const Connection &connection);
    void hearOfDone();
    bool isTooLong(const Known &one) const;
    qint64 plausibleMs() const;

    std::map<int, Known> m_known;
    qint64 m_lookedMs = -1;
    qint64 m_ms = 0; ///< that were looked at, up to the last look
    qint64 m_bytes = 0;
    qint64 m_movedMs = 0; ///< when any of them brought something last
    qint64 m_longestMs;   ///< silence that a byte ended
    int m_givenUp = 0;    ///< times
};

} // namespace ferry
