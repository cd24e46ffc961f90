#include "core/wire/CurlMulti.h"

#include "core/wire/CurlGlobal.h"
#include "core/wire/CurlReply.h"
#include "core/wire/CurlTransfer.h"

#include <netinet/in.h>
#include <poll.h>
#include <QPointer>
#include <QSocketNotifier>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <linux/sockios.h>
#endif

namespace ferry {

namespace {

constexpr long maxIdleConnections = 64;
constexpr std::size_t maxIdleHandles = 32;
/// How often a socket is served in a row before others have their turn. With TLS a round brings 16 KiB.
constexpr int roundsInARow = 32;

/// What a socket is ready for, in libcurl's words. Both directions are always looked at: libcurl then reads before it
/// writes, and an answer that came early is seen before the write that would fail.
int readiness(int fd)
{
    pollfd entry{fd, POLLIN | POLLOUT, 0};
    if (poll(&entry, 1, 0) <= 0)
        return 0;
    int bits = 0;
    if (entry.revents & (POLLIN | POLLHUP | POLLERR))
        bits |= CURL_CSELECT_IN;
    if (entry.revents & POLLOUT)
        bits |= CURL_CSELECT_OUT;
    if (entry.revents & (POLLERR | POLLNVAL))
        bits |= CURL_CSELECT_ERR;
    return bits;
}

/// Bytes that the other side did not make room for would keep a closed socket alive in the kernel, sending on. A
/// request that is over ends at once, with a reset.
void dropUnsent(int fd)
{
#ifdef SIOCOUTQNSD
    int unsent = 0;
    const linger reset{1, 0};
    if (::ioctl(fd, SIOCOUTQNSD, &unsent) == 0 && unsent > 0)
        ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
#else
    Q_UNUSED(fd)
#endif
}

/// 0 as long as it is not connected.
int localPortOf(int fd)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return 0;
    // The port lies at the same place in both families.
    return ntohs(reinterpret_cast<const sockaddr_in *>(&address)->sin_port);
}

} // namespace

CurlMulti::CurlMulti(QObject *parent)
    : QObject(parent)
{
    ensureCurl();
    m_multi = curl_multi_init();
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlMulti::onWatch);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlMulti::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, maxIdleConnections);
    // A connection is one request's at a time, with HTTP/2 too: what is told of a socket is told of the request.
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &CurlMulti::timeout);
}

CurlMulti::~CurlMulti()
{
    while (!m_running.empty())
        m_running.back()->stop();
    for (CURL *easy : m_idle)
        curl_easy_cleanup(easy);
    curl_multi_cleanup(m_multi);
}

CURL *CurlMulti::acquire()
{
    if (m_idle.empty())
        return curl_easy_init();
    CURL *easy = m_idle.back();
    m_idle.pop_back();
    return easy;
}

void CurlMulti::release(CURL *easy, bool asNew)
{
    if (!asNew || m_idle.size() >= maxIdleHandles) {
        curl_easy_cleanup(easy);
        return;
    }
    curl_easy_reset(easy);
    m_idle.push_back(easy);
}

bool CurlMulti::add(CurlTransfer *transfer)
{
    if (curl_multi_add_handle(m_multi, transfer->easy()) != CURLM_OK)
        return false;
    m_running.push_back(transfer);
    return true;
}

void CurlMulti::remove(CurlTransfer *transfer)
{
    Q_ASSERT(!m_inside);
    if (std::erase(m_running, transfer) == 0)
        return;
    m_inside = true;
    curl_multi_remove_handle(m_multi, transfer->easy());
    m_inside = false;
}

void CurlMulti::unpause(CurlTransfer *transfer)
{
    m_inside = true;
    transfer->goOn();
    m_inside = false;
    deliverSoon();
}

void CurlMulti::wakeSoon(CurlTransfer *transfer)
{
    if (std::find(m_woken.begin(), m_woken.end(), transfer) != m_woken.end())
        return;
    m_woken.push_back(transfer);
    if (m_woken.size() == 1)
        QMetaObject::invokeMethod(this, &CurlMulti::resumeWoken, Qt::QueuedConnection);
}

void CurlMulti::resumeWoken()
{
    // Nothing is deleted here: who ends is marked, and ends in deliver().
    const std::vector<CurlTransfer *> woken = std::exchange(m_woken, {});
    m_inside = true;
    for (CurlTransfer *transfer : woken)
        transfer->resume();
    m_inside = false;
    deliver();
}

void CurlMulti::deliverSoon()
{
    QMetaObject::invokeMethod(this, &CurlMulti::deliver, Qt::QueuedConnection);
}

void CurlMulti::markDirty(CurlReply *reply)
{
    if (std::find(m_dirty.begin(), m_dirty.end(), reply) == m_dirty.end())
        m_dirty.push_back(reply);
}

void CurlMulti::forget(CurlReply *reply)
{
    std::erase(m_dirty, reply);
}

int CurlMulti::onWatch(CURL *easy, curl_socket_t fd, int what, void *self, void *)
{
    CurlTransfer *transfer = nullptr;
    if (what != CURL_POLL_REMOVE && curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer) == CURLE_OK && transfer)
        transfer->socketWatched(fd);
    static_cast<CurlMulti *>(self)->watch(fd, what);
    return 0;
}

int CurlMulti::onTimer(CURLM *, long milliseconds, void *self)
{
    auto *multi = static_cast<CurlMulti *>(self);
    if (milliseconds < 0)
        multi->m_timer.stop();
    else
        multi->m_timer.start(std::chrono::milliseconds(milliseconds));
    return 0;
}

/// The notifiers are kept while a socket lives and only switched on and off. The numbers of closed sockets come
/// back, so an entry is dropped as soon as its socket is closed.
void CurlMulti::watch(int fd, int what)
{
    // Sockets of libcurl's own, for a lookup, are closed without a word: nothing may linger on their number. Ours are
    // seen to close, and a kept connection is soon watched again.
    if (what == CURL_POLL_REMOVE && !m_sockets.contains(fd)) {
        unwatch(fd);
        return;
    }
    if (what == CURL_POLL_REMOVE)
        what = CURL_POLL_NONE;
    Watch &watch = m_watches[fd];
    if (!watch.read) {
        watch.read = new QSocketNotifier(fd, QSocketNotifier::Read, this);
        watch.write = new QSocketNotifier(fd, QSocketNotifier::Write, this);
        connect(watch.read, &QSocketNotifier::activated, this, [this, fd] { socketReady(fd, CURL_CSELECT_IN); });
        connect(watch.write, &QSocketNotifier::activated, this, [this, fd] { socketReady(fd, 0); });
    }
    watch.wanted = what;
    watch.read->setEnabled(what & CURL_POLL_IN);
    watch.write->setEnabled(what & CURL_POLL_OUT);
}

void CurlMulti::unwatch(int fd)
{
    const auto found = m_watches.find(fd);
    if (found == m_watches.end())
        return;
    for (QSocketNotifier *notifier : {found->second.read, found->second.write}) {
        notifier->setEnabled(false);
        notifier->deleteLater(); // it may be the one that is calling
    }
    m_watches.erase(found);
}

void CurlMulti::closeSocket(int fd)
{
    for (CurlTransfer *transfer : m_running)
        transfer->socketCloses(fd);
    unwatch(fd);
    m_sockets.erase(fd);
    dropUnsent(fd);
    ::close(fd);
}

int CurlMulti::socketAt(int localPort)
{
    for (auto &[fd, port] : m_sockets) {
        if (port == 0)
            port = localPortOf(fd);
        if (port == localPort)
            return fd;
    }
    return -1;
}

void CurlMulti::socketReady(int fd, int known)
{
    for (int round = 0; round < roundsInARow; ++round) {
        const auto found = m_watches.find(fd);
        if (found == m_watches.end())
            break;
        const int wanted = found->second.wanted;
        if (wanted == CURL_POLL_NONE)
            break;
        // Who only reads need not be asked for both directions.
        const int bits = round == 0 && known != 0 && wanted == known ? known : readiness(fd);
        const bool useful = ((bits & CURL_CSELECT_IN) && (wanted & CURL_POLL_IN)) ||
                            ((bits & CURL_CSELECT_OUT) && (wanted & CURL_POLL_OUT)) || (bits & CURL_CSELECT_ERR);
        if (!useful)
            break;
        if (bits & CURL_CSELECT_IN)
            for (CurlTransfer *transfer : m_running)
                transfer->socketReadable(fd);
        act(fd, bits);
    }
    deliver();
}

void CurlMulti::timeout()
{
    act(CURL_SOCKET_TIMEOUT, 0);
    deliver();
}

void CurlMulti::act(int fd, int bits)
{
    std::vector<CurlTransfer *> held;
    for (CurlTransfer *transfer : m_running)
        if (transfer->isSendHeld())
            held.push_back(transfer);
    int running = 0;
    m_inside = true;
    curl_multi_socket_action(m_multi, fd, bits, &running);
    // From 8.7 on libcurl reads behind a send in the same go: what a send was held for is read by then, and nothing
    // more would come to wake it.
    for (CurlTransfer *transfer : m_running)
        if (transfer->isSendHeld() && !transfer->answerWaits() &&
            std::find(held.begin(), held.end(), transfer) == held.end())
            held.push_back(transfer);
    for (CurlTransfer *transfer : held)
        transfer->goOn();
    m_inside = false;
    collectFinished();
}

void CurlMulti::collectFinished()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        CurlTransfer *transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        transfer->completed(code);
    }
}

void CurlMulti::deliver()
{
    const QPointer<CurlMulti> self(this);
    // One at a time from the common list: a slot may run an event loop, which then serves the rest.
    while (self && !m_dirty.empty()) {
        CurlReply *reply = m_dirty.front();
        m_dirty.pop_front();
        reply->deliver();
    }
}

} // namespace ferry
