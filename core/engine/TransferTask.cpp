#include "core/engine/TransferTask.h"

#include "core/engine/RequestHead.h"
#include "core/engine/RequestSecrets.h"
#include "core/engine/RetryPolicy.h"
#include "core/engine/WireError.h"
#include "core/http/Redirect.h"
#include "core/wire/NetworkAccessManager.h"

namespace ferry {

namespace {

/// A body that is read past is read to its end, so that the connection can be used again, unless it is longer than
/// this.
constexpr qint64 passedBodyLimit = 64 * 1024;

/// Ten ticks that did not come.
constexpr qint64 heldUpMs = 1000;

bool isRedirect(int statusCode)
{
    return decideRedirect(statusCode, "GET", {}, {}, 0, 1).verdict != RedirectVerdict::NotRedirect;
}

QByteArray methodOf(const TransferRequest &request)
{
    const auto *upload = std::get_if<UploadRequest>(&request);
    return upload ? upload->method : QByteArrayLiteral("GET");
}

} // namespace

TransferTask::TransferTask(TransferContext &context, std::shared_ptr<const TransferRequest> request)
    : TransferTask(context, request, Start{urlOf(*request)})
{
}

TransferTask::TransferTask(TransferContext &context, std::shared_ptr<const TransferRequest> request, const Start &start)
    : m_context(context)
    , m_request(std::move(request))
    , m_watchdog(optionsOf(*m_request).timeout,
                 optionsOf(*m_request).answerTimeout.value_or(optionsOf(*m_request).timeout))
    , m_authentication(*m_request, context.signedIn)
    , m_secrets(secretsOf(*m_request))
    , m_url(start.url)
    , m_method(methodOf(*m_request))
    , m_atOrigin(start.atOrigin)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->method = m_method;
    exchange->url = publicUrl(m_url);
    m_exchange = exchange;
}

TransferTask::~TransferTask()
{
    dropReply();
}

void TransferTask::limitAs(TransferId item, Throttle::Direction counted)
{
    m_item = item;
    m_throttle = m_context.rates->join(item, counted);
}

void TransferTask::start(qint64 nowMs)
{
    m_lastTickMs = nowMs;
    if (!waitsBefore())
        begin();
}

void TransferTask::begin()
{
    m_watchdog.start(m_lastTickMs);
    if (auto error = prepare()) {
        fail(std::move(*error));
        return;
    }
    sendHop(true);
}

void TransferTask::abort()
{
    if (m_ended)
        return;
    if (m_reply)
        updateExchange(wireFacts(m_reply));
    dropReply();
    stopBeside();
    setState(TransferState::Cancelled);
    finish(Cancelled{});
}

void TransferTask::suspend()
{
    m_suspended = true;
    abort();
}

bool TransferTask::outcomeHangs() const
{
    const auto *upload = std::get_if<UploadRequest>(m_request.get());
    if (!upload || m_ended || mayBeRepeated(*m_request))
        return false;
    // A redirect to a GET was the answer to what was sent.
    return m_method != upload->method || (m_reply && wireFacts(m_reply).requestSent);
}

void TransferTask::tick(qint64 nowMs)
{
    // A slow disk can hold up this thread for longer than the timeout; the other side is not to blame for that.
    const qint64 gapMs = nowMs - std::exchange(m_lastTickMs, nowMs);
    if (gapMs > heldUpMs) {
        m_watchdog.forgive(gapMs);
        m_headBegunMs += m_headBegunMs < 0 ? 0 : gapMs;
    }
    if (m_ended || !m_reply)
        return;
    const WireFacts facts = wireFacts(m_reply);
    bodySent(facts.bodySent);
    followPhase(facts);
    if (auto error = checkSource()) {
        fail(std::move(*error));
        return;
    }
    if (headIsLate(facts, nowMs))
        breakOff(errorFromEndlessHead(facts, m_url));
    else if (m_watchdog.expired(nowMs, facts.phase, facts.bodySent + facts.bodyReceived, facts.heldByLimit))
        breakOff(errorFromSilence(facts, m_url, m_method));
}

/// A header that has begun ends within the timeout, however busily it comes.
bool TransferTask::headIsLate(const WireFacts &facts, qint64 nowMs)
{
    if (!facts.insideHead)
        m_headBegunMs = -1;
    else if (m_headBegunMs < 0)
        m_headBegunMs = nowMs;
    return m_headBegunMs >= 0 && nowMs - m_headBegunMs >= optionsOf(*m_request).timeout.count();
}

void TransferTask::sendHop(bool withBody)
{
    m_withBody = withBody;
    m_headSeen = false;
    m_passing = Passing::No;
    m_discarded = 0;
    m_headBegunMs = -1;

    QNetworkRequest head = makeRequestHead(*m_request, m_url, {m_atOrigin, withBody});
    head.setAttribute(QNetworkRequest::Attribute(NetworkAccessManager::SinkAttribute),
                      QVariant::fromValue(static_cast<ByteSink *>(this)));
    if (m_throttle)
        head.setAttribute(QNetworkRequest::Attribute(NetworkAccessManager::ThrottleAttribute),
                          QVariant::fromValue(m_throttle.get()));
    head.setAttribute(QNetworkRequest::Attribute(NetworkAccessManager::PreferHttp2Attribute), m_context.http2);
    const QByteArray pin = m_context.trusted.fingerprintFor(m_url);
    if (!pin.isEmpty())
        head.setAttribute(QNetworkRequest::Attribute(NetworkAccessManager::PinnedCertificateAttribute), pin);
    m_authentication.apply(head, m_method, m_atOrigin);

    m_reply = send(head, m_method, withBody);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &TransferTask::headReady);
    connect(m_reply, &QNetworkReply::readyRead, this, &TransferTask::readFromQtWire);
    connect(m_reply, &QNetworkReply::finished, this, &TransferTask::replyFinished);
}

// Called from inside the wire, perhaps before metaDataChanged: nothing may be emitted here.
bool TransferTask::write(const char *data, qint64 size)
{
    if (!m_headSeen)
        takeHead(wireFacts(m_reply));
    if (m_passing == Passing::No)
        return takeBody(data, size);
    m_discarded += size;
    return m_discarded <= passedBodyLimit;
}

/// Decides what becomes of an answer, once, as soon as its head is here.
void TransferTask::takeHead(const WireFacts &facts)
{
    m_headSeen = true;
    if (facts.statusCode < 400)
        m_authentication.taken(m_url, m_atOrigin);
    if (isRedirect(facts.statusCode))
        m_passing = Passing::Redirect;
    else if (facts.proxyStatus != 0 && facts.proxyStatus == facts.statusCode && facts.proxyStatus >= 300)
        m_passing = Passing::Proxy;
    else if (m_authentication.answers(facts, m_url, m_atOrigin))
        m_passing = Passing::SignIn;
    else
        headArrived(facts);
    if (m_passing == Passing::No && asksAgain())
        m_passing = Passing::Again;
}

// Only Qt's own wire buffers: Ferry's gives the bytes to the sink.
void TransferTask::readFromQtWire()
{
    while (m_reply && m_reply->bytesAvailable() > 0) {
        const QByteArray bytes = m_reply->readAll();
        if (!write(bytes.constData(), bytes.size())) {
            if (auto error = bodyFailure())
                fail(std::move(*error));
            return;
        }
    }
}

void TransferTask::headReady()
{
    if (!m_reply || m_ended)
        return;
    const WireFacts facts = wireFacts(m_reply);
    const bool over = facts.timings.done >= 0; // it is told as a whole in a moment
    if (facts.statusCode < 200 || over)
        return;
    if (!m_headSeen)
        takeHead(facts);
    if (m_passing == Passing::No)
        updateExchange(facts);
    followPhase(facts);
    emit changed();
}

void TransferTask::followPhase(const WireFacts &facts)
{
    TransferState next = m_state;
    switch (facts.phase) {
    case Phase::NameLookup:
    case Phase::Connect:
    case Phase::Tls:
        next = TransferState::Connecting;
        break;
    case Phase::Send:
        next = m_withBody && kindOf(*m_request) == TransferKind::Upload ? TransferState::Sending
                                                                        : TransferState::Connecting;
        break;
    case Phase::Await:
        next = TransferState::Awaiting;
        break;
    case Phase::Receive:
        if (m_headSeen && m_passing == Passing::No)
            next = TransferState::Receiving;
        break;
    case Phase::None:
        break;
    }
    // Phases only go forward within a hop; a new hop starts again at Connecting.
    if (int(next) > int(m_state))
        setState(next);
}

void TransferTask::replyFinished()
{
    if (!m_reply || m_ended)
        return;
    readFromQtWire();
    if (m_ended)
        return;
    const WireFacts facts = wireFacts(m_reply);
    const bool answered = facts.fault == WireFault::None || (facts.fault == WireFault::Sink && hasEnough());
    if (answered && !m_headSeen)
        takeHead(facts);
    const bool headIsEnough = answered || facts.fault == WireFault::Sink || facts.fault == WireFault::Broken;
    if (m_passing == Passing::Redirect && headIsEnough) {
        followRedirect(facts);
    } else if ((m_passing == Passing::SignIn || asksAgain()) && headIsEnough) {
        sendAgain(m_withBody);
    } else if (!answered) {
        endWithoutAnswer(facts);
    } else {
        updateExchange(facts);
        followPhase(facts);
        answerComplete(facts);
    }
}

void TransferTask::endWithoutAnswer(const WireFacts &facts)
{
    if (m_authentication.answersProxy(facts)) {
        sendAgain(m_withBody);
        return;
    }
    std::optional<TransferError> error;
    if (facts.fault == WireFault::Sink)
        error = bodyFailure();
    else if (facts.fault == WireFault::Source)
        error = checkSource();
    if (error)
        fail(std::move(*error));
    else
        breakOff(errorFromWire(facts, m_url, m_method));
}

void TransferTask::breakOff(TransferError error)
{
    if (goesOnWithoutReply())
        dropReply();
    else
        fail(std::move(error));
}

void TransferTask::startOver()
{
    m_url = urlOf(*m_request);
    m_method = methodOf(*m_request);
    m_hops.clear();
    m_atOrigin = true;
    sendAgain(true);
}

/// What may be shown of the headers is found out once: they are told again each time, and are the same.
void TransferTask::updateExchange(const WireFacts &facts)
{
    const bool sameRequest = std::exchange(m_shownRequest, facts.sentHeaders) == facts.sentHeaders;
    const bool sameAnswer = std::exchange(m_shownAnswer, facts.headers) == facts.headers;
    if (!sameRequest)
        addSecretsOf(facts.sentHeaders, m_secrets);
    auto exchange = std::make_shared<Exchange>();
    exchange->secrets = m_secrets;
    exchange->method = m_method;
    exchange->url = publicUrl(m_url);
    exchange->requestHeaders = sameRequest ? m_exchange->requestHeaders : maskSecrets(facts.sentHeaders);
    exchange->redirects = m_hops;
    exchange->interimStatus = facts.interimStatus;
    exchange->statusCode = facts.statusCode;
    exchange->reason = m_secrets.hiddenIn(facts.reason);
    exchange->headers = sameAnswer ? m_exchange->headers : m_secrets.hiddenIn(withoutUserInfo(facts.headers));
    exchange->codedBody = facts.codedBody;
    exchange->timings = facts.timings;
    exchange->protocol = facts.protocol;
    exchange->peer = facts.peer;
    exchange->connectionReused = facts.connectionReused;
    describeBody(*exchange);
    m_exchange = std::move(exchange);
}

void TransferTask::updateExchangeBody()
{
    auto exchange = std::make_shared<Exchange>(*m_exchange);
    describeBody(*exchange);
    m_exchange = std::move(exchange);
}

void TransferTask::setState(TransferState state)
{
    if (state == m_state)
        return;
    Q_ASSERT(canTransition(m_state, state));
    m_state = state;
    if (!m_ended)
        emit changed();
}

void TransferTask::dropReply()
{
    if (!m_reply)
        return;
    QNetworkReply *reply = m_reply;
    m_reply = nullptr;
    reply->disconnect(this);
    if (reply->isRunning())
        reply->abort();
    reply->deleteLater();
}

void TransferTask::finish(const TransferOutcome &outcome)
{
    if (m_ended)
        return;
    m_ended = true;
    dropReply();
    m_throttle.reset(); // the context may go before this does
    emit ended(outcome);
}

void TransferTask::fail(TransferError error)
{
    if (m_ended)
        return;
    if (answerIsLost())
        error = errorFromLostAnswer(error, urlOf(*m_request));
    if (m_reply)
        updateExchange(wireFacts(m_reply));
    error.detail = m_secrets.hiddenIn(error.detail); // which may quote the server
    const bool unknown = error.kind == ErrorKind::UnknownOutcome;
    // The reply goes before the state changes: whoever hears of it finds the socket closed.
    dropReply();
    stopBeside();
    setState(unknown ? TransferState::Unknown : TransferState::Failed);
    finish(std::move(error));
}

} // namespace ferry
