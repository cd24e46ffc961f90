// When a transfer waits, and when it goes on: for its reader, for its rate limit, for an answer that is to be read
// first.
#include "core/wire/CurlMulti.h"
#include "core/wire/CurlReply.h"
#include "core/wire/CurlTransfer.h"

namespace ferry {

namespace {

constexpr std::chrono::milliseconds silenceAfterRefusal{800};

} // namespace

bool CurlTransfer::isLimited(Throttle::Direction direction) const
{
    return m_plan.throttle && m_plan.throttle->rate(direction) > 0;
}

void CurlTransfer::joinThrottle()
{
    m_joined = m_plan.throttle;
    if (m_joined)
        m_plan.throttle->setWaiter(this);
}

/// From here on neither it nor the other parts of the wire need be there.
void CurlTransfer::leaveThrottle()
{
    if (!std::exchange(m_joined, false))
        return;
    m_multi.forgetWoken(this);
    m_plan.throttle->setWaiter(nullptr);
}

void CurlTransfer::throttleChanged()
{
    m_multi.wakeSoon(this);
}

/// The buffers fit from the moment at which the connection is this request's.
void CurlTransfer::fitBuffers()
{
    if (m_plan.throttle && m_begun && m_running && !m_socketClosed)
        m_buffers.fit(m_socket, m_plan.throttle->rate(Throttle::Down), m_plan.throttle->rate(Throttle::Up));
}

void CurlTransfer::resume()
{
    if (m_stopping)
        return;
    fitBuffers();
    m_sendLimited = false;
    const bool wasHeld = !m_backlog.isEmpty();
    if (!passBacklog()) {
        changed(); // the reply ends it
        return;
    }
    if (m_running) {
        goOn();
    } else if (wasHeld && m_backlog.isEmpty()) { // libcurl ended before
        m_finalFacts.timings.done = now();
        leaveThrottle();
        changed();
    }
}

bool CurlTransfer::passBacklog()
{
    const qsizetype left = m_backlog.size() - m_backlogStart;
    if (left == 0)
        return true;
    const qint64 count = isLimited(Throttle::Down) ? m_plan.throttle->take(Throttle::Down, left) : left;
    if (!passOn(m_backlog.constData() + m_backlogStart, size_t(count)))
        return false;
    m_backlogStart += count;
    if (m_backlogStart == m_backlog.size())
        dropBacklog();
    return true;
}

void CurlTransfer::dropBacklog()
{
    m_backlog.resize(0);
    m_backlogStart = 0;
    if (!m_running)
        leaveThrottle();
}

/// The reader made room for half of what is allowed, and the rate limit let through what was held.
bool CurlTransfer::mayReceive() const
{
    return m_backlog.isEmpty() && (m_bufferLimit <= 0 || buffered() <= m_bufferLimit / 2);
}

void CurlTransfer::applyPause()
{
    if (m_running && m_receiveHeld && mayReceive() && !m_multi.isInside())
        m_multi.unpause(this);
}

void CurlTransfer::goOn()
{
    m_sendHeld = false;
    m_receiveHeld = m_receiveHeld && !mayReceive();
    if (!m_running)
        return;
    const int held = (m_receiveHeld ? CURLPAUSE_RECV : 0) | (m_sendLimited ? CURLPAUSE_SEND : 0);
    // Pieces that libcurl kept may come at once. Where they are refused, it does not end the request by itself.
    if (curl_easy_pause(m_easy, held) != CURLE_OK)
        changed();
}

/// The server refused before it had everything: nothing more is sent. Where its answer has no length, it may stay open
/// to read what it does not get: then the answer ends with silence.
void CurlTransfer::takeRefusal()
{
    m_refused = true;
    if (m_sendLimited)
        m_multi.wakeSoon(this); // libcurl does not end a request that is paused
    if (m_head.contentLength() >= 0)
        return;
    m_quiet = std::make_unique<QTimer>();
    m_quiet->setInterval(silenceAfterRefusal);
    m_quiet->callOnTimeout([this] { endRefusal(); });
    m_quiet->start();
}

void CurlTransfer::endRefusal()
{
    if (!m_backlog.isEmpty() || m_receiveHeld || m_multi.isInside())
        return; // what has come is not passed on yet
    judge(CURLE_OK);
    leaveTheWire();
    changed();
    m_multi.deliverSoon();
}

} // namespace ferry
