// The connection of a transfer: taken once, clean, and let go of when everything has arrived.
#include "core/wire/CurlMulti.h"
#include "core/wire/CurlReply.h"
#include "core/wire/CurlTransfer.h"
#include "core/wire/LastWords.h"
#include "core/wire/WireText.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace ferry {

bool CurlTransfer::begin(const char *ip, int port, int localPort)
{
    if (m_begun) { // libcurl goes on to another connection where a kept one died, or one with HTTP/2 was of no use
        m_multi.noteHasty(m_plan.host);
        if (!m_plan.isSafe() || m_head.begun()) { // RFC 9112 9.3.1
            fail(WireFault::Broken, WireText::tr("The connection was closed, and nothing is sent twice."));
            return false;
        }
        m_socketClosed = false;
        m_answerBegun = false;
    }
    m_begun = true;
    m_onKept = !m_opened;
    if (m_onKept) {
        m_socket = m_multi.socketAt(localPort);
        m_dirty = connectionIsDirty();
        if (m_dirty) {
            fail(WireFault::Broken, WireText::tr("The connection was closed, and nothing is sent twice."));
            return false;
        }
    }
    const QString address = QString::fromLatin1(ip);
    const bool isBracketed = address.contains(u':');
    m_peer = (isBracketed ? u'[' + address + u']' : address) + u':' + QString::number(port);
    if (auto check = TlsCheck::of(tlsConnection())) {
        m_tls = check;
        m_tls->readBeforeFailing(tlsConnection(), m_socket);
        m_recordsBefore = m_tls->dataRecords();
        m_speaksHttp2 = TlsCheck::isForHttp2(tlsConnection());
    }
    fitBuffers();
    // From here to the end of the header, libcurl tells what it sends.
    curl_easy_setopt(m_easy, CURLOPT_VERBOSE, 1L);
    changed();
    return !m_stopping;
}

/// The server's, or where that speaks plainly the proxy's.
ssl_st *CurlTransfer::tlsConnection() const
{
    curl_tlssessioninfo *session = nullptr;
    if (m_plan.isTls() || m_plan.proxy.isTls())
        curl_easy_getinfo(m_easy, CURLINFO_TLS_SSL_PTR, &session);
    return session ? static_cast<ssl_st *>(session->internals) : nullptr;
}

/// A kept connection is silent until it is asked. What it says before would be taken for the answer.
bool CurlTransfer::connectionIsDirty() const
{
    pollfd entry{m_socket, POLLIN, 0};
    return TlsCheck::hasUnread(tlsConnection()) || (m_socket >= 0 && poll(&entry, 1, 0) > 0);
}

/// Nothing was sent on the connection that was dirty, which is closed by now.
bool CurlTransfer::startAfresh()
{
    leaveTheWire();
    m_fresh = true;
    m_begun = false;
    m_answerBegun = false;
    m_clockLead = -1;
    m_socket = -1;
    m_words.fill(0);
    m_lastWords.clear();
    m_socketClosed = false;
    m_fault = WireFault::None;
    m_detail.clear();
    return start();
}

/// Attempts to connect that lost, or all of them if none was taken, are closed by now.
void CurlTransfer::forgetAttempts()
{
    for (const int fd : std::as_const(m_openedSockets))
        if (!m_begun || fd != m_socket)
            m_multi.socketGone(fd);
    m_openedSockets.clear();
}

/// A connection was silent when the request began, so whatever comes is of the answer.
void CurlTransfer::socketReadable(int fd)
{
    int waiting = 0; // none where the other side has closed
    if (fd == m_socket && m_begun && !m_answerBegun && !m_head.begun() && !m_plan.isTls() && !m_plan.proxy.isTls())
        m_answerBegun = ::ioctl(fd, FIONREAD, &waiting) == 0 && waiting > 0;
}

void CurlTransfer::socketCloses(int fd)
{
    if (fd == m_socket && !m_plan.isTls() && !m_stopping && !m_head.isComplete() && m_sent < m_plan.bodySize)
        m_lastWords = LastWords::readAll(fd);
    if (fd == m_socket) {
        m_buffers.release();
        holdTail(fd);
        m_socketClosed = true;
    }
}

/// Nobody else is served by this connection. libcurl 8.12 and newer say TLS's farewell and then wait for the other
/// side's, which may never come; now there is nobody to wait for.
void CurlTransfer::hangUp()
{
    if (m_socket >= 0 && !m_socketClosed && !m_tail)
        ::shutdown(m_socket, SHUT_RDWR);
}

/// A success that is told before the request has arrived is one only if the rest arrives, too.
void CurlTransfer::holdTail(int fd)
{
    const bool success = m_head.isComplete() && m_head.statusCode() < 300 && m_fault == WireFault::None;
    if (!success || m_tail || m_stopping || m_plan.bodySize <= 0 || m_sent < m_plan.bodySize)
        return;
    const int before = m_tls ? m_tls->unacknowledgedAtFarewell() : -1;
    const int farewell = before < 0 ? 0 : qMax(0, SendTail::unacknowledged(fd) - before);
    m_tail = SendTail::of(fd, farewell, [this](SendTail::End end) { tailEnded(end); });
}

void CurlTransfer::tailEnded(SendTail::End end)
{
    const auto tail = std::move(m_tail); // it is calling
    if (end == SendTail::End::Broken)
        fail(WireFault::Broken, WireText::tr("The connection broke before everything that was sent had arrived."));
    changed();
    m_multi.deliverSoon();
}

} // namespace ferry
