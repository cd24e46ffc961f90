#pragma once

#include "core/wire/EasySetup.h"
#include "core/wire/RequestPlan.h"
#include "core/wire/ResponseHead.h"
#include "core/wire/SendTail.h"
#include "core/wire/SinkWriter.h"
#include "core/wire/SocketBuffers.h"
#include "core/wire/Throttle.h"
#include "core/wire/TlsCheck.h"

#include <array>
#include <QElapsedTimer>
#include <QTimer>

namespace ferry {

class CurlMulti;
class CurlReply;

/// One request on the wire, once: libcurl's handle while it runs, its callbacks, and everything they learn. It emits
/// nothing; it marks its reply, which asks afterwards. Owned by the reply, on the manager's thread; ends when
/// libcurl reports completion, or by stop().
class CurlTransfer final : private Throttle::Waiter
{
public:
    CurlTransfer(CurlMulti &multi, CurlReply &reply, const RequestPlan &plan);
    ~CurlTransfer();
    Q_DISABLE_COPY_MOVE(CurlTransfer)

    bool start();
    /// Off the wire at once, without a word. The socket is closed unless it was idle. Harmless when not running.
    void stop();
    /// From inside a callback of libcurl's, where stop() is not possible: the request ends as soon as it returns.
    void stopSoon();
    /// libcurl is done with it.
    void completed(CURLcode code);

    /// libcurl waits for this socket on its behalf: the last such one is its connection.
    void socketWatched(int fd) { m_socket = fd; }
    /// Bytes wait on this socket, and libcurl is about to be told.
    void socketReadable(int fd);
    /// The socket is about to be closed by libcurl.
    void socketCloses(int fd);

    bool isRunning() const { return m_running || m_tail || !m_backlog.isEmpty(); }
    CURL *easy() const { return m_easy; }
    const ResponseHead &head() const { return m_head; }
    const std::shared_ptr<TlsCheck> &tls() const { return m_tls; }
    qint64 received() const { return m_received; }
    qint64 sent() const { return m_sent; }
    bool isRequestSent() const { return m_requestSent; }
    bool hasStartedConnecting() const { return m_opened; }
    bool hasFreshTls() const { return m_begun && m_opened && m_tls; }
    WireFault fault() const { return m_fault; }
    QString detail() const { return m_detail; }
    int systemError() const { return m_systemError; }
    /// Of the answer, or of the proxy's to CONNECT where that is all there is.
    int answerStatus() const { return m_head.statusCode() ? m_head.statusCode() : m_proxyHead.statusCode(); }
    WireFacts facts() const;

    /// Hands what was gathered to the sink. False if the sink refused.
    bool flushSink();

    // The body for a reply without a sink.
    qint64 buffered() const { return m_buffer.size() - m_bufferStart; }
    qint64 take(char *data, qint64 size);
    void setBufferLimit(qint64 bytes);

    // Sending waits a moment where an answer was seen while a block was being filled.
    bool isSendHeld() const { return m_sendHeld; }
    /// Something that was not read yet, before the head of the answer is whole.
    bool answerWaits() const;
    /// libcurl sends and receives again, as far as nothing else holds it.
    void goOn();
    /// What the rate limit held back goes on, as far as it allows by now. Inside, as if libcurl were calling.
    void resume();

private:
    static size_t onHeader(char *data, size_t size, size_t count, void *self);
    static size_t onBody(char *data, size_t size, size_t count, void *self);
    static size_t onRead(char *data, size_t size, size_t count, void *self);
    static int onSeek(void *self, curl_off_t offset, int origin);
    static int onProgress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent);
    static int onBegin(void *self, char *peerIp, char *localIp, int peerPort, int localPort);
    static int onDebug(CURL *easy, curl_infotype type, char *data, size_t size, void *self);
    static CURLcode onTlsContext(CURL *easy, void *context, void *self);
    static curl_socket_t onOpenSocket(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onCloseSocket(void *multi, curl_socket_t fd);

    void setCallbacks();
    void closeAfterwards();
    void leaveTheWire();
    void hangUp();
    size_t takeHeader(QByteArrayView line);
    size_t takeProxyHeader(QByteArrayView line);
    size_t takeBody(const char *data, size_t size);
    size_t fillBlock(char *data, size_t size);
    size_t serveHeldBlock(char *data, size_t size);
    qint64 readSource(char *data, qint64 size);
    bool begin(const char *ip, int port, int localPort);
    ssl_st *tlsConnection() const;
    bool connectionIsDirty() const;
    bool startAfresh();
    void noteSent();
    void forgetAttempts();
    qint64 now() const;
    void fail(WireFault fault, const QString &detail);
    void applyPause();
    bool mayReceive() const;
    bool isLimited(Throttle::Direction direction) const;
    void takeRefusal();
    void endRefusal();
    void throttleChanged() override;
    void joinThrottle();
    void fitBuffers();
    void leaveThrottle();
    bool blockGoesOn() const;
    bool passOn(const char *data, size_t size, bool goesOn = false);
    bool passBacklog();
    void dropBacklog();
    void changed();
    bool isEarlyAnswer() const;
    bool proxyAsks() const;
    bool takeLastWords();
    void holdTail(int fd);
    void tailEnded(SendTail::End end);
    void judge(CURLcode code);
    void noteFailure(CURLcode code);
    void keepFacts();
    void readTimings(Timings &timings) const;
    Phase phase() const;
    bool isInsideHead() const;
    bool hasRequestArrived() const;

    CurlMulti &m_multi;
    CurlReply &m_reply;
    const RequestPlan &m_plan;
    CURL *m_easy = nullptr;
    HeaderLines m_headerLines;
    std::array<char, CURL_ERROR_SIZE> m_words{}; ///< libcurl's error buffer

    ResponseHead m_head;
    ResponseHead m_proxyHead; ///< of the proxy's answer to CONNECT
    std::shared_ptr<TlsCheck> m_tls;
    std::unique_ptr<QTimer> m_quiet;  ///< for the end of an early refusal that does not tell it itself
    std::unique_ptr<SendTail> m_tail; ///< while bytes of a request that was answered are on their way
    QByteArray m_headerOut;           ///< the request's header block as it went out
    QList<HeaderField> m_sentHeaders; ///< in it
    SinkWriter m_sinkWriter;
    QByteArray m_buffer;    ///< the body for a reply without a sink
    QByteArray m_heldBlock; ///< read from the source, not yet given to libcurl
    QByteArray m_backlog;   ///< received, and held back by the rate limit: one piece of libcurl's at most
    QByteArray m_lastWords; ///< what was unread when the connection broke
    SocketBuffers m_buffers;
    qsizetype m_bufferStart = 0;
    qsizetype m_heldStart = 0;
    qsizetype m_backlogStart = 0;
    qint64 m_bufferLimit = 0;

    WireFault m_fault = WireFault::None;
    QString m_detail;
    int m_systemError = 0;
    WireFacts m_finalFacts;
    QString m_peer;
    qint64 m_received = 0;
    qint64 m_handed = 0; ///< of the body, by libcurl
    qint64 m_sent = 0;
    qint64 m_sourceRead = 0;
    QElapsedTimer m_clock;
    qint64 m_clockLead = -1; ///< how much earlier than libcurl's clock it was started, in µs
    qint64 m_sentAt = -1;
    qint64 m_firstByteAt = -1;
    QList<int> m_openedSockets; ///< while connecting; one of them is taken
    int m_socket = -1;
    int m_tlsContexts = 0;
    bool m_running = false;
    bool m_socketClosed = false;
    bool m_opened = false;      ///< a connection was opened for it
    bool m_begun = false;       ///< it has a connection and is being sent
    bool m_endedWell = false;   ///< for libcurl
    bool m_onKept = false;      ///< on one that served another request before
    bool m_speaksHttp2 = false;
    bool m_answerBegun = false; ///< without TLS: a byte of it has come
    qint64 m_recordsBefore = 0; ///< with TLS: those with data, of earlier requests
    bool m_headerSent = false;
    bool m_requestSent = false;
    bool m_refused = false; ///< by a final answer that came before the whole body was sent
    bool m_receiveHeld = false;
    bool m_sendHeld = false;
    bool m_sendLimited = false; ///< by the rate limit
    bool m_joined = false;      ///< the throttle knows it
    bool m_stopping = false;
    bool m_dirty = false; ///< the connection that was kept for it holds bytes that nobody asked for
    bool m_fresh = false; ///< takes no kept connection
};

} // namespace ferry
