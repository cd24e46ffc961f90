#include "core/engine/Retries.h"

#include "core/engine/Scheduler.h"
#include "core/engine/TransferItem.h"
#include "core/http/Origin.h"
#include "core/types/HostAndPort.h"

#include <QHostAddress>

namespace ferry {

namespace {

FailedTry failedTry(const TransferItem &item, const TransferOutcome &outcome)
{
    FailedTry failed;
    if (const auto *error = std::get_if<TransferError>(&outcome))
        failed.error = *error;
    if (const auto &exchange = item.snapshot.exchange) {
        failed.statusCode = exchange->statusCode;
        failed.retryAfter = exchange->headers.value("Retry-After");
        failed.date = exchange->headers.value("Date");
        failed.lastMethod = exchange->method;
        failed.bodySent = exchange->timings.sent >= 0 || exchange->timings.firstByte < 0;
    }
    return failed;
}

/// Where the last request went.
QUrl lastUrl(const TransferItem &item)
{
    return item.snapshot.exchange ? item.snapshot.exchange->url : item.snapshot.url();
}

TransferError refusal(const TransferItem &item, ErrorKind kind)
{
    TransferError error;
    error.kind = kind;
    error.statusCode = item.snapshot.statusCode();
    error.subject = lastUrl(item).host();
    return error;
}

/// This computer itself is there without a network.
bool isThisComputer(const QUrl &url)
{
    const QString host = url.host();
    return host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost")) ||
           QHostAddress(host).isLoopback();
}

std::chrono::sys_seconds wallClock()
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// Its last answer said when to come again, and so to all of its host.
bool waitsByServer(const TransferSnapshot &s)
{
    if (!s.exchange || s.attempts.isEmpty() || s.attempts.last().error)
        return false;
    const HeaderList &headers = s.exchange->headers;
    return RetryPolicy::askedFor(headers.value("Retry-After"), headers.value("Date"), wallClock()).has_value();
}

} // namespace

Retries::Retries(Scheduler &scheduler, Lookup lookup, int speed, QObject *parent)
    : QObject(parent)
    , m_scheduler(scheduler)
    , m_lookup(std::move(lookup))
    , m_speed(qMax(1, speed))
{
    connect(&m_timer, &WaitTimer::timeIsUp, this, &Retries::timeIsUp);
}

std::optional<RetryNotice> Retries::tryAgain(TransferItem &item, TransferOutcome &outcome)
{
    if (std::holds_alternative<Cancelled>(outcome))
        return std::nullopt;
    TransferSnapshot &s = item.snapshot;
    const FailedTry failed = failedTry(item, outcome);
    const bool suspect =
        failed.error && RetryPolicy::isAboutTheConnection(*failed.error) && !isThisComputer(lastUrl(item));
    const RetryDecision decision = RetryPolicy::decide(*s.request, failed, suspect && !m_online ? 0 : s.tries,
                                                       QRandomGenerator::global()->generateDouble(), wallClock());
    if (decision.verdict == RetryDecision::TooLong)
        outcome = refusal(item, ErrorKind::Rate);
    if (decision.verdict != RetryDecision::Again)
        return std::nullopt;

    RetryNotice notice{s.attempt, decision.wait.count(), failed.error.value_or(refusal(item, ErrorKind::Network))};
    item.recordAttempt(failed.error);
    ++s.tries;
    ++m_waiting;
    m_scheduler.park(s.id);
    // Its own time is never later than its host's, and so it stands in line again before the others may go.
    waitForTime(item, notice.afterMs);
    if (decision.byServer)
        holdHost(lastUrl(item), notice.afterMs / m_speed);
    if (suspect && m_online) {
        m_suspects.insert(s.id);
        if (!std::exchange(m_networkAsked, true))
            emit networkWanted();
    } else if (suspect) {
        waitForNetwork(item);
        notice.afterMs = -1;
    }
    return notice;
}

void Retries::waitForTime(TransferItem &item, qint64 afterMs)
{
    const qint64 passing = afterMs / m_speed;
    m_timer.wait(item.snapshot.id, passing);
    item.setState(TransferState::Waiting);
    item.snapshot.waitReason = WaitReason::Retry;
    item.snapshot.waitUntil = QDateTime::currentDateTimeUtc().addMSecs(passing);
}

void Retries::takeUp(TransferItem &item)
{
    // By the clock on the wall, which may have been another one when that was written.
    const qint64 longest = std::chrono::milliseconds(RetryPolicy::patience).count() / m_speed;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QDateTime last = now.addMSecs(longest);
    item.snapshot.waitUntil = qMin(item.snapshot.waitUntil, last);
    ++m_waiting;
    const qint64 rest = qMax<qint64>(0, now.msecsTo(item.snapshot.waitUntil));
    m_timer.wait(item.snapshot.id, rest);
    if (waitsByServer(item.snapshot))
        holdHost(lastUrl(item), rest);
}

/// That it failed without one is no try.
void Retries::waitForNetwork(TransferItem &item)
{
    m_timer.forget(item.snapshot.id);
    m_forNetwork.insert(item.snapshot.id);
    --item.snapshot.tries;
    item.snapshot.waitReason = WaitReason::Network;
    item.snapshot.waitUntil = {};
    emit changed(item.snapshot.id);
}

void Retries::holdHost(const QUrl &url, qint64 ms)
{
    const QString origin = originKey(url);
    if (m_timer.remaining(origin) >= ms)
        return;
    m_timer.wait(origin, ms);
    m_scheduler.setHeld(origin, true);
    for (const TransferId id : m_scheduler.line(origin)) {
        if (TransferItem *item = m_lookup(id))
            joinHost(*item);
    }
}

void Retries::joinHost(TransferItem &item)
{
    if (m_timer.count() == 0)
        return;
    TransferSnapshot &s = item.snapshot;
    const qint64 rest = m_timer.remaining(originKey(s.url()));
    if (rest < 0 || !m_scheduler.isWaiting(s.id) || m_scheduler.rank(s.id).band == Scheduler::front)
        return;
    item.setState(TransferState::Waiting);
    s.waitReason = WaitReason::Host;
    s.waitHost = hostAndPort(s.url());
    s.waitUntil = QDateTime::currentDateTimeUtc().addMSecs(rest);
    emit changed(s.id);
}

void Retries::release(TransferId id)
{
    const bool waited = m_timer.remaining(id) >= 0 || m_forNetwork.contains(id);
    m_timer.forget(id);
    m_forNetwork.remove(id);
    m_suspects.remove(id);
    m_waiting -= waited ? 1 : 0;
}

void Retries::timeIsUp(const QList<WaitTimer::Who> &all)
{
    QList<TransferId> ids;
    for (const WaitTimer::Who &who : all) {
        if (who.isHost()) {
            m_scheduler.setHeld(who.host, false);
            ids += m_scheduler.line(who.host);
        } else {
            m_suspects.remove(who.item);
            --m_waiting;
            ids.append(who.item);
        }
    }
    emit ready(ids);
}

void Retries::setOnline(bool online)
{
    if (online == std::exchange(m_online, online))
        return;
    if (online) {
        const QSet<TransferId> waited = std::exchange(m_forNetwork, {});
        m_waiting -= int(waited.size());
        QList<TransferId> ids = waited.values();
        std::sort(ids.begin(), ids.end());
        emit ready(ids);
        return;
    }
    for (const TransferId id : std::exchange(m_suspects, {})) {
        if (TransferItem *item = m_lookup(id))
            waitForNetwork(*item);
    }
}

} // namespace ferry
