#pragma once

#include <curl/curl.h>

#include <deque>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <unordered_map>
#include <vector>

class QSocketNotifier;

namespace ferry {

class CurlReply;
class CurlTransfer;

/// Drives libcurl's multi interface from Qt's event loop: a pair of notifiers for each socket, one timer. It owns the
/// connections, the idle ones too, and keeps used handles for the next request. One for each kind of trust.
/// Lives on the manager's thread; transfers must be off it before it is destroyed (stopAll()).
///
/// libcurl's callbacks only change counters and mark replies; signals are emitted when libcurl has returned, because
/// their slots may delete anything, this object included.
class CurlMulti : public QObject
{
    Q_OBJECT

public:
    explicit CurlMulti(QObject *parent = nullptr);
    ~CurlMulti() override;

    CURL *acquire();
    /// asNew: it ended well and holds no large buffer, so that it may serve another request. Newer versions of libcurl
    /// keep both a buffer for sending and the memory of a body that had to be sent again, whatever resets the handle.
    void release(CURL *easy, bool asNew);
    bool add(CurlTransfer *transfer);
    /// Takes a transfer off the wire; its connection is closed if it was in use.
    void remove(CurlTransfer *transfer);

    /// Goes on receiving; pieces may come at once, their signals come by the event loop.
    void unpause(CurlTransfer *transfer);

    /// From the event loop: what a rate limit held back goes on.
    void wakeSoon(CurlTransfer *transfer);
    void forgetWoken(CurlTransfer *transfer) { std::erase(m_woken, transfer); }

    /// From the event loop: replies that are marked emit what is new.
    void deliverSoon();
    /// The reply is asked to emit what is new, when libcurl has returned.
    void markDirty(CurlReply *reply);
    void forget(CurlReply *reply);

    /// Inside a callback of libcurl's, where nothing may be added, removed or emitted.
    bool isInside() const { return m_inside; }
    int running() const { return int(m_running.size()); }
    int openSockets() const { return int(m_sockets.size()); }
    void socketOpened(int fd) { m_sockets.emplace(fd, 0); }
    /// libcurl closed it without a word, as it does where an attempt to connect is given up.
    void socketGone(int fd) { m_sockets.erase(fd); }
    void closeSocket(int fd);
    /// The open one with this port on this side, or -1.
    int socketAt(int localPort);
    /// A host that closed a kept connection while a request was on its way to it. It gets a fresh one for each that
    /// must not be sent twice.
    void noteHasty(const QByteArray &host) { m_hasty.insert(host); }
    bool isHasty(const QByteArray &host) const { return m_hasty.contains(host); }

private:
    struct Watch
    {
        QSocketNotifier *read = nullptr;
        QSocketNotifier *write = nullptr;
        int wanted = 0; ///< CURL_POLL_IN and _OUT
    };

    static int onWatch(CURL *easy, curl_socket_t fd, int what, void *self, void *socket);
    static int onTimer(CURLM *multi, long milliseconds, void *self);
    void watch(int fd, int what);
    void unwatch(int fd);
    /// known: what it is ready for, in libcurl's words, as far as that is known.
    void socketReady(int fd, int known);
    void timeout();
    void act(int fd, int bits);
    void collectFinished();
    void resumeWoken();
    void deliver();

    CURLM *m_multi = nullptr;
    QTimer m_timer;
    std::unordered_map<int, Watch> m_watches;
    std::vector<CurlTransfer *> m_running;
    std::unordered_map<int, int> m_sockets; ///< open, in use or kept; with the port on this side, where it is known
    std::vector<CURL *> m_idle;             ///< handles to use again
    std::deque<CurlReply *> m_dirty;
    std::vector<CurlTransfer *> m_woken; ///< limited ones that may go on
    QSet<QByteArray> m_hasty;            ///< hosts
    bool m_inside = false;
};

} // namespace ferry
