// What a transfer and a reply tell about themselves.
#include "core/wire/CurlReply.h"
#include "core/wire/CurlTransfer.h"
#include "core/wire/ErrorMapping.h"
#include "core/wire/TlsFaults.h"

#include <sys/socket.h>

namespace ferry {

namespace {

/// libcurl says 0 for what did not happen.
qint64 timeOf(CURL *easy, CURLINFO info)
{
    curl_off_t value = 0;
    curl_easy_getinfo(easy, info, &value);
    return value > 0 ? qint64(value) : -1;
}

/// libcurl tells when the way to the server stands, and not when a proxy takes the connection.
bool isConnected(int fd)
{
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    return fd >= 0 && ::getpeername(fd, reinterpret_cast<sockaddr *>(&peer), &size) == 0;
}

} // namespace

Phase CurlTransfer::phase() const
{
    if (m_head.isComplete())
        return Phase::Receive;
    if (m_begun)
        return m_requestSent || (m_headerSent && m_plan.bodySize == 0) ? Phase::Await : Phase::Send;
    if (!m_easy)
        return m_finalFacts.phase;
    if (m_tlsContexts > 0)
        return Phase::Tls;
    return m_opened || timeOf(m_easy, CURLINFO_NAMELOOKUP_TIME_T) > 0 ? Phase::Connect : Phase::NameLookup;
}

/// libcurl hands over whole lines; that the first one has begun is seen at the socket, or in the records of TLS. With
/// HTTP/2 much else comes before it.
bool CurlTransfer::isInsideHead() const
{
    if (m_head.begun() || !m_begun || m_speaksHttp2)
        return m_head.isInsideBlock();
    return m_answerBegun || (m_tls && m_tls->dataRecords() > m_recordsBefore);
}

bool CurlTransfer::hasRequestArrived() const
{
    if (m_plan.bodySize <= 0)
        return m_requestSent; // nothing hangs on it
    const bool isOpen = m_running && !m_socketClosed && m_socket >= 0;
    return m_requestSent && !m_tail && (!isOpen || SendTail::unacknowledged(m_socket) == 0);
}

void CurlTransfer::readTimings(Timings &timings) const
{
    // An answer may be read in the same turn in which the end of the request was written.
    timings.sent = m_plan.bodySize == 0 && m_firstByteAt >= 0 ? qMin(m_sentAt, m_firstByteAt) : m_sentAt;
    timings.firstByte = m_firstByteAt;
    if (!m_easy)
        return;
    if (m_opened) {
        timings.nameLookup = timeOf(m_easy, CURLINFO_NAMELOOKUP_TIME_T);
        timings.connected = timeOf(m_easy, CURLINFO_CONNECT_TIME_T);
        timings.tlsDone = m_plan.isTls() ? timeOf(m_easy, CURLINFO_APPCONNECT_TIME_T) : -1;
    }
}

WireFacts CurlTransfer::facts() const
{
    WireFacts facts = m_finalFacts;
    facts.fault = m_fault;
    facts.detail = m_detail;
    if (m_tls)
        facts.tls = m_tls->facts();
    if (m_fault == WireFault::Tls && m_tls && m_tls->wantsClientCertificate()) // the server's own is not at fault
        facts.tls = {TlsFault::ClientCertificate, false, false, {}, {}};
    else if (m_fault == WireFault::Tls && facts.tls.fault == TlsFault::None)
        facts.tls.fault = handshakeFault(m_words.data());
    facts.statusCode = m_head.statusCode();
    facts.reason = m_head.reason();
    facts.headers = m_head.headers();
    facts.interimStatus = m_head.interimStatus();
    facts.codedBody = m_head.hasContentEncoding();
    facts.endsByClose = m_head.endsByClose();
    facts.proxy = m_plan.proxy.url;
    if (m_running && !m_begun && m_plan.proxy.isSet())
        facts.proxyReached = m_openedSockets.contains(m_socket) && isConnected(m_socket);
    facts.proxyStatus = proxyAsks() ? m_head.statusCode() : m_proxyHead.statusCode();
    facts.proxyHeaders = proxyAsks() ? m_head.headers() : m_proxyHead.headers();
    facts.toldProxyWho = !m_plan.proxyHeaders.isEmpty();
    facts.phase = phase();
    facts.insideHead = isInsideHead();
    facts.bodySent = m_sent;
    facts.bodyReceived = m_received;
    facts.expectedBody = m_head.isComplete() ? m_head.contentLength() : -1;
    facts.requestSent = m_requestSent;
    facts.requestArrived = hasRequestArrived();
    facts.heldByLimit = m_sendLimited || !m_backlog.isEmpty();
    readTimings(facts.timings);
    facts.protocol = m_head.protocol();
    facts.peer = m_peer;
    facts.connectionReused = m_begun && !m_opened;
    facts.sentHeaders = m_sentHeaders;
    return facts;
}

/// Keeps what only the handle knows, before it goes.
void CurlTransfer::keepFacts()
{
    m_finalFacts.phase = phase();
    readTimings(m_finalFacts.timings);
    m_finalFacts.timings.done = timeOf(m_easy, CURLINFO_TOTAL_TIME_T);
}

WireFacts wireFacts(const QNetworkReply *reply)
{
    if (const auto *ours = qobject_cast<const CurlReply *>(reply))
        return ours->facts();
    WireFacts facts;
    if (!reply)
        return facts;
    facts.fault = faultForNetworkError(reply->error());
    facts.detail = facts.fault == WireFault::None ? QString() : reply->errorString();
    facts.statusCode = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    facts.reason = reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
    const QList<QNetworkReply::RawHeaderPair> &pairs = reply->rawHeaderPairs();
    for (const QNetworkReply::RawHeaderPair &pair : pairs)
        facts.headers.append(pair.first, pair.second);
    const QVariant length = reply->header(QNetworkRequest::ContentLengthHeader);
    facts.expectedBody = length.isValid() ? length.toLongLong() : -1;
    facts.codedBody = facts.headers.contains("Content-Encoding");
    facts.endsByClose = facts.expectedBody < 0 && !facts.headers.contains("Transfer-Encoding");
    facts.phase = facts.statusCode != 0 ? Phase::Receive : Phase::Connect;
    facts.requestSent = facts.statusCode != 0;
    facts.requestArrived = facts.requestSent;
    const QNetworkRequest request = reply->request();
    const QList<QByteArray> names = request.rawHeaderList();
    for (const QByteArray &name : names)
        facts.sentHeaders.append({name, request.rawHeader(name)});
    return facts;
}

} // namespace ferry
