// The functions that libcurl calls. Each only hands on to the transfer: nothing may be added to, removed from or
// asked of the multi handle here, and no signal may be emitted.
#include "core/wire/CurlMulti.h"
#include "core/wire/CurlTransfer.h"

#include <openssl/ssl.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace ferry {

namespace {

QList<HeaderField> parseSentHeaders(const QByteArray &block)
{
    QList<HeaderField> fields;
    const QByteArrayView text(block);
    // Behind the request line, to the end of each line.
    for (qsizetype start = text.indexOf('\n') + 1, end = 0; start > 0; start = end + 1) {
        end = text.indexOf('\n', start);
        const QByteArrayView line = end < 0 ? text.sliced(start) : text.sliced(start, end - start);
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            fields.append({line.first(colon).toByteArray(), line.sliced(colon + 1).trimmed().toByteArray()});
    }
    return fields;
}

} // namespace

void CurlTransfer::setCallbacks()
{
    const auto set = [this](CURLoption function, auto callback, CURLoption data, void *value) {
        curl_easy_setopt(m_easy, function, callback);
        curl_easy_setopt(m_easy, data, value);
    };
    set(CURLOPT_HEADERFUNCTION, &CurlTransfer::onHeader, CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &CurlTransfer::onBody, CURLOPT_WRITEDATA, this);
    if (m_plan.bodySize > 0)
        set(CURLOPT_READFUNCTION, &CurlTransfer::onRead, CURLOPT_READDATA, this);
    set(CURLOPT_SEEKFUNCTION, &CurlTransfer::onSeek, CURLOPT_SEEKDATA, this);
    set(CURLOPT_XFERINFOFUNCTION, &CurlTransfer::onProgress, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(m_easy, CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_PREREQFUNCTION, &CurlTransfer::onBegin, CURLOPT_PREREQDATA, this);
    set(CURLOPT_DEBUGFUNCTION, &CurlTransfer::onDebug, CURLOPT_DEBUGDATA, this);
    set(CURLOPT_SSL_CTX_FUNCTION, &CurlTransfer::onTlsContext, CURLOPT_SSL_CTX_DATA, this);
    set(CURLOPT_OPENSOCKETFUNCTION, &CurlTransfer::onOpenSocket, CURLOPT_OPENSOCKETDATA, this);
    // The socket may outlive this request in a kept connection.
    set(CURLOPT_CLOSESOCKETFUNCTION, &CurlTransfer::onCloseSocket, CURLOPT_CLOSESOCKETDATA, &m_multi);
    curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, m_words.data());
    curl_easy_setopt(m_easy, CURLOPT_PRIVATE, this);
}

size_t CurlTransfer::onHeader(char *data, size_t size, size_t count, void *self)
{
    return static_cast<CurlTransfer *>(self)->takeHeader(QByteArrayView(data, qsizetype(size * count)));
}

size_t CurlTransfer::onBody(char *data, size_t size, size_t count, void *self)
{
    return static_cast<CurlTransfer *>(self)->takeBody(data, size * count);
}

size_t CurlTransfer::onRead(char *data, size_t size, size_t count, void *self)
{
    return static_cast<CurlTransfer *>(self)->fillBlock(data, size * count);
}

/// Going back in the body means sending it twice.
int CurlTransfer::onSeek(void *, curl_off_t, int)
{
    return CURL_SEEKFUNC_FAIL;
}

int CurlTransfer::onProgress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    if (transfer->m_stopping)
        return 1;
    if (transfer->m_clockLead < 0) {
        curl_off_t elapsed = 0; // fresh at this moment only
        curl_easy_getinfo(transfer->m_easy, CURLINFO_TOTAL_TIME_T, &elapsed);
        transfer->m_clockLead = qMax<qint64>(0, transfer->m_clock.nsecsElapsed() / 1000 - elapsed);
    }
    if (sent > transfer->m_sent) {
        transfer->m_sent = qMin<qint64>(sent, transfer->m_plan.bodySize);
        transfer->changed();
    }
    transfer->noteSent();
    return 0;
}

int CurlTransfer::onBegin(void *self, char *peerIp, char *, int peerPort, int localPort)
{
    const bool go = static_cast<CurlTransfer *>(self)->begin(peerIp, peerPort, localPort);
    return go ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

int CurlTransfer::onDebug(CURL *easy, curl_infotype type, char *data, size_t size, void *self)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    if (type != CURLINFO_HEADER_OUT || transfer->m_headerSent)
        return 0;
    transfer->m_headerOut.append(data, qsizetype(size));
    if (transfer->m_headerOut.contains("\r\n\r\n")) {
        transfer->m_headerSent = true;
        transfer->m_sentHeaders = parseSentHeaders(transfer->m_headerOut);
        curl_easy_setopt(easy, CURLOPT_VERBOSE, 0L); // its words for every later piece would only cost time
        transfer->changed();
    }
    return 0;
}

CURLcode CurlTransfer::onTlsContext(CURL *, void *context, void *self)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    const RequestPlan &plan = transfer->m_plan;
    const bool isProxy = plan.proxy.isTls() && transfer->m_tlsContexts == 0;
    ++transfer->m_tlsContexts;
    TlsCheck::Rule rule;
    rule.anyCertificate = plan.trust.anyCertificate;
    if (isProxy) {
        rule.host = plan.proxy.url.host(QUrl::FullyEncoded).toLatin1();
    } else {
        rule.host = plan.host;
        rule.pinnedLeaf = plan.trust.pinnedLeaf;
    }
    transfer->m_tls = std::make_shared<TlsCheck>(rule);
    const bool installed = TlsCheck::install(static_cast<SSL_CTX *>(context), transfer->m_tls);
    return installed ? CURLE_OK : CURLE_SSL_CERTPROBLEM;
}

curl_socket_t CurlTransfer::onOpenSocket(void *self, curlsocktype, curl_sockaddr *address)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    const int fd = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (fd < 0) {
        transfer->m_finalFacts.startedNothing = errno == EMFILE || errno == ENFILE;
        return CURL_SOCKET_BAD;
    }
    transfer->m_opened = true;
    transfer->m_openedSockets.append(fd);
    transfer->m_multi.socketOpened(fd);
    transfer->changed();
    return fd;
}

int CurlTransfer::onCloseSocket(void *multi, curl_socket_t fd)
{
    static_cast<CurlMulti *>(multi)->closeSocket(fd);
    return 0;
}

bool CurlTransfer::answerWaits() const
{
    if (m_head.isComplete() || m_socket < 0)
        return false;
    // Bytes, and not the end of the connection: that can be read for ever, and sending has to go on to find out.
    int unread = 0;
    return ::ioctl(m_socket, FIONREAD, &unread) == 0 && unread > 0;
}

} // namespace ferry
