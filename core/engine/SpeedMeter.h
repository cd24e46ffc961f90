#pragma once

#include <array>
#include <QtGlobal>

namespace ferry {

/// The speed of one transfer as the mean of its last 3 s, and the time left that follows from it.
/// A value without a clock: the caller says what time it is, in milliseconds of any monotonic clock.
class SpeedMeter
{
public:
    /// Starts anew; bytes is what is there already and does not count.
    void start(qint64 nowMs, qint64 bytes);
    /// Samples closer than 100 ms to the last one replace it.
    void sample(qint64 nowMs, qint64 bytes);

    /// Bytes a second, -1 while there is less than 1 s of data.
    double bytesPerSecond() const;
    /// Whole seconds, -1 if the rest or the speed is unknown, or within the first 3 s.
    qint64 secondsLeft(qint64 bytesToGo) const;

private:
    struct Sample
    {
        qint64 ms = 0;
        qint64 bytes = 0;
    };
    static constexpr qint64 windowMs = 3000;
    static constexpr qint64 stepMs = 100;
    static constexpr int capacity = int(windowMs / stepMs) + 2;

    const Sample &at(int i) const { return m_samples[size_t((m_first + i) % capacity)]; }

    std::array<Sample, capacity> m_samples;
    int m_first = 0;
    int m_count = 0;
    qint64 m_startMs = 0;
};

} // namespace ferry
