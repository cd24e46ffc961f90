#pragma once

#include "core/types/TransferState.h"

#include <chrono>

namespace ferry {

/// Notices that a transfer stands still: no byte in either direction for the time allowed, or no answer for the time
/// allowed for it. A transfer that moves never times out. A value without a clock (milliseconds of a monotonic one).
class Watchdog
{
public:
    Watchdog(std::chrono::milliseconds silence, std::chrono::milliseconds answer)
        : m_silenceMs(silence.count())
        , m_answerMs(answer.count())
    {
    }

    void start(qint64 nowMs)
    {
        m_movedMs = nowMs;
        m_phase = Phase::None;
        m_bytes = 0;
    }

    /// Nobody looked for so long: what arrived meanwhile has not been read yet.
    void forgive(qint64 ms) { m_movedMs += ms; }

    /// Where the transfer stands now; bytes of both directions together. True if it has stood still for too long, and
    /// not because its own rate limit holds it.
    bool expired(qint64 nowMs, Phase phase, qint64 bytes, bool heldByLimit = false)
    {
        if (phase != m_phase || bytes != m_bytes || heldByLimit) {
            m_phase = phase;
            m_bytes = bytes;
            m_movedMs = nowMs;
            return false;
        }
        return nowMs - m_movedMs >= (phase == Phase::Await ? m_answerMs : m_silenceMs);
    }

private:
    qint64 m_silenceMs;
    qint64 m_answerMs;
    qint64 m_movedMs = 0;
    Phase m_phase = Phase::None;
    qint64 m_bytes = 0;
};

} // namespace ferry
