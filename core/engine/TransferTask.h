#pragma once

#include "core/engine/Authentication.h"
#include "core/engine/TransferContext.h"
#include "core/engine/Watchdog.h"
#include "core/types/TransferOutcome.h"
#include "core/wire/ByteSink.h"
#include "core/wire/Throttle.h"
#include "core/wire/WireFacts.h"

#include <QNetworkReply>
#include <QObject>
#include <QPointer>

namespace ferry {

/// One attempt at one request, with its redirects: from connecting to an answer, an error or an abort. Lives on the
/// engine's thread; start() begins it, ended() is its last signal and comes exactly once. It knows nothing of the
/// queue.
class TransferTask : public QObject, private ByteSink
{
    Q_OBJECT

public:
    /// Where the first request goes, in place of the address of the transfer.
    struct Start
    {
        QUrl url;
        bool atOrigin = true; ///< false: a redirect left the origin on the way here, so secrets stay behind
    };

    TransferTask(TransferContext &context, std::shared_ptr<const TransferRequest> request);
    TransferTask(TransferContext &context, std::shared_ptr<const TransferRequest> request, const Start &start);
    ~TransferTask() override;

    /// Before start(): its requests are held to the rates of this item of the queue.
    void limitAs(TransferId item, Throttle::Direction counted);
    void start(qint64 nowMs);
    /// Ends it as Cancelled. The socket is closed when this returns. Nothing happens after the end.
    void abort();
    /// Ends it as abort() does, but not for good: what a download holds and can go on from stays for the next attempt.
    void suspend();
    /// Ten times a second while it runs: follows the phase, watches for silence and for a source that changes.
    virtual void tick(qint64 nowMs);

    TransferState state() const { return m_state; }
    /// All of a request that must not be made twice has left: whoever stops it now will not know what became of it.
    bool outcomeHangs() const;
    virtual qint64 bytesDone() const = 0;
    virtual qint64 bytesTotal() const = 0;
    /// That carry its bytes right now.
    virtual int connections() const { return m_reply ? 1 : 0; }
    /// What went over the wire up to now; never null after start().
    std::shared_ptr<const Exchange> exchange() const { return m_exchange; }

    /// Why the server refused, in its own words; one short line, may be empty.
    virtual QString serverReason() const = 0;
    /// Who asks for a name and a password, where the answer is that there was none or the wrong one.
    const std::optional<SignIn> &signIn() const { return m_authentication.signIn(); }

signals:
    /// The state or the exchange is another one.
    void changed();
    void ended(const ferry::TransferOutcome &outcome);

protected:
    /// Something must be done before the first request, at the end of which begin() is called.
    virtual bool waitsBefore() { return false; }
    /// Opens what one hop with a body needs; an error ends the task before anything of the hop is sent.
    virtual std::optional<TransferError> prepare() = 0;
    /// Sends the request of one hop.
    virtual QNetworkReply *send(const QNetworkRequest &head, const QByteArray &method, bool withBody) = 0;
    /// The head of the final answer (not of a redirect) is here.
    virtual void headArrived(const WireFacts &facts) = 0;
    /// The answer cannot be used, and the same request sent again, as send() makes it by now, brings a better one.
    virtual bool asksAgain() const { return false; }
    /// Bytes of the final answer; false stops the transfer, and bodyFailure() says why.
    virtual bool takeBody(const char *data, qint64 size) = 0;
    virtual std::optional<TransferError> bodyFailure() const = 0;
    /// takeBody() stopped the transfer because nothing more of it is needed: it counts as complete.
    virtual bool hasEnough() const { return false; }
    /// The final answer broke off, or the other side is silent; true if the rest comes without it.
    virtual bool goesOnWithoutReply() { return false; }
    /// The final answer is here whole, and the exchange tells of it. Ends in finish() or fail(), or later in one of
    /// them.
    virtual void answerComplete(const WireFacts &facts) = 0;
    /// How much of the request's body has gone, ten times a second: the wire's own signal leaves the last step out.
    virtual void bodySent(qint64) {}
    /// A reason to stop at once, such as a source that changed.
    virtual std::optional<TransferError> checkSource() { return std::nullopt; }
    /// It was aborted, or has failed: what goes on beside the reply stops before anybody hears of it.
    virtual void stopBeside() {}
    /// The last chance to complete the exchange with a body.
    virtual void describeBody(Exchange &) {}

    void begin();
    void setState(TransferState state);
    void finish(const TransferOutcome &outcome);
    void fail(TransferError error);
    void updateExchange(const WireFacts &facts);
    /// The body is another one than when the exchange was updated last.
    void updateExchangeBody();
    /// Makes the request anew, as send() makes it by now, at the address where it all began.
    void startOver();
    bool isSuspended() const { return m_suspended; }
    /// Lets go of the reply, aborted if it runs. For destructors of what the reply reads or writes, too.
    void dropReply();

    TransferContext &context() const { return m_context; }
    const TransferRequest &request() const { return *m_request; }
    const std::shared_ptr<const TransferRequest> &sharedRequest() const { return m_request; }
    TransferId item() const { return m_item; }
    QNetworkReply *reply() const { return m_reply; }
    const QUrl &currentUrl() const { return m_url; }
    /// The time of the last tick, or of the start.
    qint64 lastTickMs() const { return m_lastTickMs; }
    /// No redirect has left the origin of the transfer.
    bool isAtOrigin() const { return m_atOrigin; }

private:
    /// An answer that only leads to the next request: its body is read past.
    enum class Passing { No, Redirect, SignIn, Proxy, Again };

    bool write(const char *data, qint64 size) override;
    void sendHop(bool withBody);
    void headReady();
    void replyFinished();
    void readFromQtWire();
    void takeHead(const WireFacts &facts);
    void endWithoutAnswer(const WireFacts &facts);
    void followPhase(const WireFacts &facts);
    void followRedirect(const WireFacts &facts);
    void sendAgain(bool withBody);
    void breakOff(TransferError error);
    bool headIsLate(const WireFacts &facts, qint64 nowMs);
    bool answerIsLost() const;

    TransferContext &m_context;
    std::shared_ptr<const TransferRequest> m_request;
    std::shared_ptr<const Exchange> m_exchange;
    QList<HeaderField> m_shownRequest; ///< of which the exchange has the headers that may be shown
    HeaderList m_shownAnswer;          ///< the same
    TransferId m_item = 0;
    std::unique_ptr<Throttle> m_throttle; ///< while it runs
    QPointer<QNetworkReply> m_reply;
    Watchdog m_watchdog;
    Authentication m_authentication;
    qint64 m_lastTickMs = 0;
    qint64 m_headBegunMs = -1; ///< of a header that has not ended
    TransferState m_state = TransferState::Connecting;

    SentSecrets m_secrets;
    QUrl m_url;
    QByteArray m_method;
    QList<RedirectHop> m_hops;
    bool m_withBody = true;
    bool m_atOrigin = true; ///< once left, secrets stay behind, also on the way back
    bool m_headSeen = false;
    Passing m_passing = Passing::No;
    qint64 m_discarded = 0; ///< bytes of an answer that is read past
    bool m_ended = false;
    bool m_suspended = false;
};

} // namespace ferry
