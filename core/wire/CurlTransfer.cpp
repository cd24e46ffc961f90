#include "core/wire/CurlTransfer.h"

#include "core/wire/CurlMulti.h"
#include "core/wire/CurlReply.h"
#include "core/wire/ErrorMapping.h"
#include "core/wire/LastWords.h"
#include "core/wire/WireText.h"

#include <cstring>
#include <QIODevice>

namespace ferry {

namespace {

constexpr int manyTransfers = 4;
/// Whoever sends more than this has a handle of its own.
constexpr qint64 smallBody = 64 * 1024;
/// Stops sending and lets the answer come. From libcurl 8.7 on, an early end of the body is an error, and before it a
/// pause keeps the request from ending.
#if LIBCURL_VERSION_NUM >= 0x080700
constexpr size_t nothingMore = CURL_READFUNC_PAUSE;
#else
constexpr size_t nothingMore = 0;
#endif
/// What was read of the reply's own buffer is given back from here on.
constexpr qsizetype worthMoving = 256 * 1024;

} // namespace

CurlTransfer::CurlTransfer(CurlMulti &multi, CurlReply &reply, const RequestPlan &plan)
    : m_multi(multi)
    , m_reply(reply)
    , m_plan(plan)
    , m_sinkWriter(plan.sink)
{
}

CurlTransfer::~CurlTransfer()
{
    stop();
}

bool CurlTransfer::start()
{
    m_easy = m_multi.acquire();
    if (!m_easy)
        return false;
    m_headerLines = setUpEasy(m_easy, m_plan, m_multi.running() >= manyTransfers);
    const bool fresh = m_fresh || (!m_plan.isSafe() && m_multi.isHasty(m_plan.host));
    curl_easy_setopt(m_easy, CURLOPT_FRESH_CONNECT, fresh ? 1L : 0L);
    setCallbacks();
    m_clock.start();
    m_running = m_multi.add(this);
    if (m_running)
        joinThrottle();
    else
        m_multi.release(std::exchange(m_easy, nullptr), false);
    return m_running;
}

void CurlTransfer::stop()
{
    m_tail.reset();
    dropBacklog();
    if (!m_running)
        return;
    closeAfterwards();
    leaveTheWire();
}

/// With HTTP/2 a connection outlives a request that was broken off, and what was on its way would come all the same.
void CurlTransfer::closeAfterwards()
{
    if (m_running)
        curl_easy_setopt(m_easy, CURLOPT_FORBID_REUSE, 1L);
}

void CurlTransfer::stopSoon()
{
    m_stopping = true;
    closeAfterwards();
}

void CurlTransfer::leaveTheWire()
{
    keepFacts();
    m_quiet.reset();
    m_running = false;
    m_buffers.release();
    m_multi.remove(this);
    forgetAttempts();
    m_multi.release(std::exchange(m_easy, nullptr), m_endedWell && m_plan.bodySize <= smallBody);
    if (m_backlog.isEmpty())
        leaveThrottle();
}

void CurlTransfer::completed(CURLcode code)
{
    if (m_dirty && !m_fresh && startAfresh())
        return;
    m_endedWell = code == CURLE_OK;
    judge(code);
    holdTail(m_socketClosed ? -1 : m_socket);
    if (m_tls && (isEarlyAnswer() || m_head.saysClose()))
        hangUp();
    leaveTheWire();
    m_multi.markDirty(&m_reply);
}

void CurlTransfer::judge(CURLcode code)
{
    if (code != CURLE_OK && m_onKept && !m_head.begun())
        m_multi.noteHasty(m_plan.host);
    if (code != CURLE_OK && m_fault == WireFault::None && !takeLastWords() && !isEarlyAnswer())
        noteFailure(code);
    // libcurl takes a header that is cut off for a whole one.
    if (code == CURLE_OK && !m_head.isComplete())
        fail(WireFault::Broken, WireText::tr("The connection was closed in the middle of the answer's header."));
    // With nothing but the end of the connection to tell the end, TLS must say that it was meant. Newer versions of
    // libcurl see the lack of that themselves.
    const bool byClose = m_head.endsByClose() && m_plan.method != "HEAD" && !isEarlyAnswer();
    const bool isEnd = code == CURLE_OK || std::strstr(m_words.data(), "unexpected eof");
    const bool mayFail = m_fault == WireFault::None || m_fault == WireFault::Broken;
    if (isEnd && byClose && m_plan.isTls() && m_tls && !m_speaksHttp2 && !m_tls->saidGoodbye() && mayFail) {
        m_fault = WireFault::Broken;
        m_detail = WireText::tr("The connection was cut, and the answer may not be whole.");
    }
    // libcurl then believes no length, and takes any end for the right one.
    if (code == CURLE_OK && byClose && m_head.lengthBesideIdentity() >= 0 && m_head.lengthBesideIdentity() != m_handed)
        fail(WireFault::Broken, WireText::tr("It was closed before the answer was whole."));
    // A server that closes after its answer makes libcurl stop sending (RFC 9112 9.6), which it calls a good end. One
    // that resets the connection then has broken it, and has answered all the same.
    const bool isUnsentSuccess = m_head.isComplete() && m_head.statusCode() < 300 && m_sent < m_plan.bodySize;
    if (isUnsentSuccess && (m_fault == WireFault::None || m_fault == WireFault::Broken)) {
        m_fault = WireFault::Broken;
        m_detail = WireText::tr("The server answered %1 and closed before everything was sent, so that not all has "
                                "arrived.")
                       .arg(m_head.statusCode());
    }
    if (proxyAsks()) {
        if (m_fault == WireFault::Sink) // which wants no page of the proxy's, or not all of it
            m_fault = WireFault::None;
        fail(WireFault::Proxy, WireText::tr("The proxy asks for a name and a password."));
    }
}

void CurlTransfer::noteFailure(CURLcode code)
{
    long connectCode = 0;
    long systemError = 0;
    curl_easy_getinfo(m_easy, CURLINFO_HTTP_CONNECTCODE, &connectCode);
    curl_easy_getinfo(m_easy, CURLINFO_OS_ERRNO, &systemError);
    m_systemError = int(systemError);
    const bool originTls = m_plan.isTls() && m_tls && m_tlsContexts > (m_plan.proxy.isTls() ? 1 : 0);
    const FailureFacts failure{code,      m_words.data(),        connectCode,   m_plan.proxy.isSet(),           m_begun,
                               originTls, m_plan.proxy.variable, m_systemError, m_begun && !m_head.isComplete()};
    m_fault = faultFor(failure);
    m_finalFacts.proxyReached = !isProxyOutOfReach(failure);
    m_detail = m_tls && m_tls->refused() ? m_tls->detail() : failureWords(failure);
    if (m_tls && m_tls->wantsClientCertificate() && !m_head.begun()) {
        if (m_fault != WireFault::Proxy)
            m_fault = WireFault::Tls;
        m_detail = WireText::tr("It wants a certificate of the client, which Ferry does not have.");
    }
}

bool CurlTransfer::takeLastWords()
{
    const std::optional<LastWords> words = LastWords::parse(m_head, m_lastWords);
    if (!words)
        return false;
    m_head = words->head;
    m_bufferLimit = 0; // they are in memory already
    takeBody(words->body.constData(), size_t(words->body.size()));
    return m_fault == WireFault::None;
}

/// A final answer came before the whole body was sent. It ends the request, whatever the connection does then: it is
/// often reset, because the server did not read the rest (RFC 9112 9.3).
bool CurlTransfer::isEarlyAnswer() const
{
    return m_refused || (m_head.statusCode() >= 300 && m_sent < m_plan.bodySize);
}

/// A 407 of a proxy that reads the request. Behind a tunnel, and without a proxy, it is the server's own answer.
bool CurlTransfer::proxyAsks() const
{
    return m_head.statusCode() == 407 && m_plan.isForwarded();
}

void CurlTransfer::fail(WireFault fault, const QString &detail)
{
    if (m_fault != WireFault::None)
        return;
    m_fault = fault;
    m_detail = detail;
    closeAfterwards();
}

void CurlTransfer::changed()
{
    m_multi.markDirty(&m_reply);
}

size_t CurlTransfer::takeHeader(QByteArrayView line)
{
    if (m_stopping)
        return 0;
    if (m_plan.isTunnelled() && !m_begun) // of the proxy, to CONNECT
        return takeProxyHeader(line);
    if (m_firstByteAt < 0)
        m_firstByteAt = now();
    const ResponseHead::Event event = m_head.feed(line);
    if (event == ResponseHead::Event::Bad) {
        fail(WireFault::Protocol, m_head.problem());
        return 0;
    }
    if (event == ResponseHead::Event::Final || event == ResponseHead::Event::Interim)
        changed();
    if (event == ResponseHead::Event::Final && isEarlyAnswer())
        takeRefusal();
    return size_t(line.size());
}

size_t CurlTransfer::takeProxyHeader(QByteArrayView line)
{
    if (m_proxyHead.feed(line) != ResponseHead::Event::Bad)
        return size_t(line.size());
    fail(WireFault::Proxy, m_proxyHead.problem());
    return 0;
}

size_t CurlTransfer::takeBody(const char *data, size_t size)
{
    if (m_stopping || m_fault == WireFault::Sink) {
        m_sinkWriter.drop();
        return 0;
    }
    const bool full = !m_plan.sink && m_bufferLimit > 0 && buffered() > 0 && buffered() + qint64(size) > m_bufferLimit;
    if (full || !m_backlog.isEmpty()) {
        m_receiveHeld = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    m_handed += qint64(size);
    if (m_quiet)
        m_quiet->start();
    if (!isLimited(Throttle::Down))
        return passOn(data, size, blockGoesOn()) ? size : 0;
    const auto now = size_t(m_plan.throttle->take(Throttle::Down, qint64(size)));
    m_backlog.append(data + now, qsizetype(size - now));
    return passOn(data, now) ? size : 0;
}

/// libcurl counts a block as soon as it is received, and then hands it over piece by piece. Versions that count each
/// piece when it was taken never say so, and the pieces are gathered.
bool CurlTransfer::blockGoesOn() const
{
    curl_off_t counted = 0;
    return curl_easy_getinfo(m_easy, CURLINFO_SIZE_DOWNLOAD_T, &counted) == CURLE_OK && counted > m_handed;
}

/// To the sink, or to the reply's own buffer.
bool CurlTransfer::passOn(const char *data, size_t size, bool goesOn)
{
    if (!m_plan.sink) {
        m_buffer.append(data, qsizetype(size));
    } else if (!m_sinkWriter.add(data, size, goesOn)) {
        fail(WireFault::Sink, WireText::tr("The bytes could not be written."));
        return false;
    }
    m_received += qint64(size);
    changed();
    return true;
}

bool CurlTransfer::flushSink()
{
    const bool taken = m_sinkWriter.flush();
    if (!taken)
        fail(WireFault::Sink, WireText::tr("The bytes could not be written."));
    return taken;
}

qint64 CurlTransfer::take(char *data, qint64 size)
{
    const qint64 taken = qMin(size, buffered());
    std::memcpy(data, m_buffer.constData() + m_bufferStart, size_t(taken));
    m_bufferStart += taken;
    if (m_bufferStart == m_buffer.size()) {
        m_buffer.resize(0);
        m_bufferStart = 0;
    } else if (m_bufferStart > m_buffer.size() / 2 && m_bufferStart > worthMoving) {
        m_buffer.remove(0, m_bufferStart);
        m_bufferStart = 0;
    }
    applyPause();
    return taken;
}

void CurlTransfer::setBufferLimit(qint64 bytes)
{
    m_bufferLimit = bytes;
    applyPause();
}

size_t CurlTransfer::fillBlock(char *data, size_t size)
{
    if (m_stopping)
        return CURL_READFUNC_ABORT;
    if (m_refused) // libcurl sends on where the end of the connection is to tell the end of the answer
        return nothingMore;
    if (m_heldStart < m_heldBlock.size())
        return serveHeldBlock(data, size);
    qint64 wanted = qMin(qint64(size), m_plan.bodySize - m_sourceRead);
    if (wanted <= 0)
        return 0;
    if (isLimited(Throttle::Up)) {
        wanted = m_plan.throttle->take(Throttle::Up, wanted);
        m_sendLimited = wanted == 0;
        if (m_sendLimited)
            return CURL_READFUNC_PAUSE;
    }
    if (readSource(data, wanted) < wanted) {
        fail(WireFault::Source, m_plan.body ? m_plan.body->errorString() : WireText::tr("The body to send is gone."));
        return CURL_READFUNC_ABORT;
    }
    m_sourceRead += wanted;
    if (!answerWaits())
        return size_t(wanted);
    // Writing now may fail and hide the answer, so it is read first and the block kept.
    m_heldBlock = QByteArray(data, qsizetype(wanted));
    m_heldStart = 0;
    m_sendHeld = true;
    return CURL_READFUNC_PAUSE;
}

size_t CurlTransfer::serveHeldBlock(char *data, size_t size)
{
    if (answerWaits()) {
        m_sendHeld = true;
        return CURL_READFUNC_PAUSE;
    }
    const qsizetype count = qMin<qsizetype>(qsizetype(size), m_heldBlock.size() - m_heldStart);
    std::memcpy(data, m_heldBlock.constData() + m_heldStart, size_t(count));
    m_heldStart += count;
    if (m_heldStart == m_heldBlock.size()) {
        m_heldBlock.clear();
        m_heldStart = 0;
    }
    return size_t(count);
}

qint64 CurlTransfer::readSource(char *data, qint64 size)
{
    qint64 done = 0;
    while (m_plan.body && done < size) {
        const qint64 count = m_plan.body->read(data + done, size - done);
        if (count <= 0)
            break;
        done += count;
    }
    return done;
}

void CurlTransfer::noteSent()
{
    if (m_requestSent || !m_headerSent || m_sent < m_plan.bodySize)
        return;
    m_requestSent = true;
    m_sentAt = now();
    changed();
}

/// Microseconds on libcurl's clock.
qint64 CurlTransfer::now() const
{
    return qMax<qint64>(0, m_clock.nsecsElapsed() / 1000 - qMax<qint64>(0, m_clockLead));
}

} // namespace ferry
