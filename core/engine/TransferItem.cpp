#include "core/engine/TransferItem.h"

#include "core/engine/DownloadTask.h"
#include "core/engine/RetryPolicy.h"
#include "core/engine/SaveJob.h"
#include "core/engine/SpeedMeter.h"
#include "core/engine/UploadTask.h"
#include "core/http/ServerReason.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace ferry {

namespace {

constexpr qsizetype attemptsKept = 100;

/// When the server asks to come again, by the wall clock; not valid if it does not.
QDateTime askedUntil(const Exchange &exchange)
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto asked =
        RetryPolicy::askedFor(exchange.headers.value("Retry-After"), exchange.headers.value("Date"), now);
    return asked ? QDateTime::currentDateTimeUtc().addSecs(asked->count()) : QDateTime();
}

bool moves(TransferState state)
{
    return state == TransferState::Sending || state == TransferState::Receiving;
}

} // namespace

TransferItem::TransferItem() = default;
TransferItem::~TransferItem() = default;
TransferItem::TransferItem(TransferItem &&) noexcept = default;

void TransferItem::setState(TransferState state)
{
    if (snapshot.state == state)
        return;
    Q_ASSERT(canTransition(snapshot.state, state));
    snapshot.state = state;
    snapshot.stateSince = QDateTime::currentDateTimeUtc();
    snapshot.queuePosition = 0;
    snapshot.waitReason = WaitReason::None;
    snapshot.waitHost.clear();
    snapshot.waitUntil = {};
    if (!moves(state)) {
        snapshot.bytesPerSecond = -1;
        snapshot.secondsLeft = -1;
        snapshot.connections = 0;
    }
}

void TransferItem::removeAnswerFile() const
{
    if (snapshot.exchange && !snapshot.exchange->bodyFile.isEmpty())
        QFile::remove(snapshot.exchange->bodyFile);
}

void TransferItem::queueAgain()
{
    if (!snapshot.attempts.isEmpty() && snapshot.attempts.last().number == snapshot.attempt)
        ++snapshot.attempt;
    snapshot.intent = Intent::Run;
    removeAnswerFile();
    snapshot.exchange.reset();
    snapshot.error.reset();
    snapshot.signIn.reset();
    setState(TransferState::Queued);
}

void TransferItem::recordAttempt(const std::optional<TransferError> &error)
{
    snapshot.attempts.append({snapshot.attempt, QDateTime::currentDateTimeUtc(), snapshot.statusCode(), error});
    if (snapshot.attempts.size() > attemptsKept)
        snapshot.attempts.removeFirst();
}

void TransferItem::takePart(const QString &path)
{
    int error = 0;
    if (auto record = path.isEmpty() ? std::nullopt : PartRecord::read(path, &error))
        kept = KeptPart{path, *std::move(record), nullptr};
    const bool isAway = !path.isEmpty() && (error != 0 || !QFileInfo(path).dir().exists());
    awayPart = isAway ? path : QString();
}

void TransferItem::makeTask(TransferContext &context, qint64 nowMs)
{
    if (!kept && !awayPart.isEmpty())
        takePart(awayPart); // the folder may be back
    if (snapshot.kind() == TransferKind::Upload)
        task = std::make_unique<UploadTask>(context, snapshot.request);
    else
        task = std::make_unique<DownloadTask>(context, snapshot.request, std::exchange(kept, {}));
    const bool upload = snapshot.kind() == TransferKind::Upload;
    task->limitAs(snapshot.id, upload ? Throttle::Up : Throttle::Down);
    context.rates->setItemLimit(snapshot.id, snapshot.rateLimit);
    m_speed = std::make_unique<SpeedMeter>();
    m_speed->start(nowMs, 0);
}

void TransferItem::follow(qint64 nowMs)
{
    snapshot.exchange = task->exchange();
    snapshot.bytesDone = task->bytesDone();
    // Until the task knows better, the size of the files is the best guess.
    if (task->bytesTotal() >= 0)
        snapshot.bytesTotal = task->bytesTotal();
    const auto *download = qobject_cast<DownloadTask *>(task.get());
    if (download)
        snapshot.resumable = download->resumable();
    if (download && !download->name().isEmpty() && givenName.isEmpty())
        snapshot.name = download->name();
    if (task->state() != snapshot.state && !isFinal(task->state())) {
        if (moves(task->state()))
            m_speed->start(nowMs, snapshot.bytesDone);
        setState(task->state());
    }
    snapshot.connections = moves(snapshot.state) ? task->connections() : 0;
}

bool TransferItem::sample(qint64 nowMs)
{
    const qint64 before = snapshot.bytesDone;
    const int connectionsBefore = snapshot.connections;
    follow(nowMs);
    if (snapshot.state == TransferState::Verifying)
        return snapshot.bytesDone != before;
    m_speed->sample(nowMs, snapshot.bytesDone);
    const double speed = m_speed->bytesPerSecond();
    const bool same =
        snapshot.bytesDone == before && speed == snapshot.bytesPerSecond && snapshot.connections == connectionsBefore;
    if (!moves(snapshot.state) || same)
        return false;
    snapshot.bytesPerSecond = speed;
    snapshot.secondsLeft =
        m_speed->secondsLeft(snapshot.bytesTotal < 0 ? -1 : snapshot.bytesTotal - snapshot.bytesDone);
    return true;
}

bool TransferItem::sampleCopy(qint64 nowMs)
{
    const qint64 copied = saving->bytesCopied();
    if (copied == 0)
        return false;
    if (!m_speed)
        m_speed = std::make_unique<SpeedMeter>();
    if (snapshot.bytesCopied == 0)
        m_speed->start(nowMs, copied);
    else
        m_speed->sample(nowMs, copied);
    const double speed = m_speed->bytesPerSecond();
    if (copied == snapshot.bytesCopied && speed == snapshot.bytesPerSecond)
        return false;
    snapshot.bytesCopied = copied;
    snapshot.bytesPerSecond = speed;
    snapshot.secondsLeft = m_speed->secondsLeft(snapshot.bytesDone - copied);
    return true;
}

void TransferItem::takeEnd(TransferState state)
{
    setState(state);
    if (const auto *download = qobject_cast<DownloadTask *>(task.get())) {
        snapshot.heldHtml = download->heldHtml();
        snapshot.lengthUnknown = download->lengthUnknown();
        snapshot.checkedBy = download->checkedBy();
    } else if (const auto *upload = qobject_cast<UploadTask *>(task.get())) {
        snapshot.link = upload->link();
    }
    snapshot.signIn = task->signIn();
    if (snapshot.state != TransferState::Refused)
        return;
    snapshot.serverReason = task->serverReason();
    if (snapshot.serverReason.isEmpty())
        snapshot.serverReason = serverReason(snapshot.exchange->reason, QByteArrayLiteral("text/plain"));
    snapshot.waitUntil = askedUntil(*snapshot.exchange);
}

void TransferItem::takeKept()
{
    if (auto *download = qobject_cast<DownloadTask *>(task.get()))
        kept = download->takeKept();
}

void TransferItem::dropKept()
{
    awayPart.clear();
    if (!kept || std::get<DownloadRequest>(*snapshot.request).keepPartial)
        return;
    ResumeAttempt::drop(*kept);
    kept.reset();
}

void TransferItem::dropKeptAtEnd()
{
    if (kept && !kept->outlives(std::get<DownloadRequest>(*snapshot.request)))
        ResumeAttempt::drop(*kept);
    kept.reset();
    awayPart.clear();
}

QString TransferItem::partPath() const
{
    const auto *download = qobject_cast<DownloadTask *>(task.get());
    const QString path = download ? download->partPath() : kept ? kept->path : QString();
    return path.isEmpty() ? awayPart : path;
}

bool TransferItem::rename(const QString &safeName)
{
    const bool possible = snapshot.kind() == TransferKind::Download && snapshot.state != TransferState::Done && !saving;
    if (!possible || safeName.isEmpty())
        return false;
    givenName = safeName;
    snapshot.name = safeName;
    return true;
}

bool TransferItem::markDone()
{
    if (snapshot.state != TransferState::Unknown)
        return false;
    snapshot.error.reset();
    setState(TransferState::Done);
    return true;
}

} // namespace ferry
