#include "core/engine/TransferEngine.h"

#include "core/engine/NetworkWatch.h"
#include "core/engine/QueueController.h"
#include "core/engine/QueueKeeper.h"
#include "core/engine/TransferHandle.h"
#include "core/io/LaunchDirectory.h"
#include "core/io/PrivatePlace.h"

#include <QStandardPaths>
#include <QThread>
#include <QTimer>

namespace ferry {

namespace {

bool ownsQueue(const EngineOptions &options)
{
    return !options.storeFile.isEmpty() && !options.historyOnly;
}

std::unique_ptr<LaunchDirectory> directoryIn(const EngineOptions &options)
{
    auto directory = std::make_unique<LaunchDirectory>();
    if (ownsQueue(options))
        directory->createLasting(options.temporaryRoot, options.storeFile);
    else
        directory->create(options.temporaryRoot);
    return directory;
}

/// In the place that was named, and nowhere else; or in the system's cache. Services and containers often have no home
/// that can be written, and the file need not go there.
std::unique_ptr<LaunchDirectory> makeDirectory(EngineOptions &options)
{
    const QString below = QStringLiteral("/transfers");
    const bool named = !options.temporaryRoot.isEmpty();
    if (!named)
        options.temporaryRoot = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + below;
    auto directory = directoryIn(options);
    if (named || !directory->failure())
        return directory;
    const QString place = privateTemporaryPlace();
    if (place.isEmpty())
        return directory;
    options.temporaryRoot = place + below;
    return directoryIn(options);
}

} // namespace

TransferEngine::TransferEngine(EngineOptions options, QObject *parent)
    : QObject(parent)
    , m_thread(std::make_unique<QThread>())
    , m_network(options.network)
    , m_parallel(qBound(1, options.parallel, 10))
{
    options.parallel = m_parallel;
    auto directory = makeDirectory(options);
    const bool keepsQueue = ownsQueue(options);
    m_temporaryDirectory = directory->path();
    if (keepsQueue)
        m_lastId = QueueKeeper::lastStoredId;

    m_queue = new QueueController(std::move(options), std::move(directory));
    forward(&QueueController::changed, &TransferEngine::changed);
    forward(&QueueController::removed, &TransferEngine::removed);
    forward(&QueueController::finished, &TransferEngine::finished);
    forward(&QueueController::saveFailed, &TransferEngine::saveFailed);
    forward(&QueueController::retryScheduled, &TransferEngine::retryScheduled);
    forward(&QueueController::leftoversFound, &TransferEngine::leftoversFound);
    forward(&QueueController::storeProblem, &TransferEngine::storeProblem);
    forward(&QueueController::idle, &TransferEngine::idle);
    connect(
        m_queue, &QueueController::networkWanted, m_queue,
        [this] { QMetaObject::invokeMethod(this, &TransferEngine::watchNetwork); }, Qt::DirectConnection);

    m_thread->setObjectName(QStringLiteral("ferry-engine"));
    m_queue->moveToThread(m_thread.get());
    m_thread->start();
    QMetaObject::invokeMethod(m_queue, &QueueController::open);
    if (keepsQueue) {
        QTimer::singleShot(0, this, [q = m_queue] { QMetaObject::invokeMethod(q, &QueueController::begin); });
    } else {
        QMetaObject::invokeMethod(m_queue, &QueueController::begin);
    }
}

template <typename... Values>
void TransferEngine::forward(void (QueueController::*inside)(Values...), void (TransferEngine::*outside)(Values...))
{
    connect(
        m_queue, inside, m_queue,
        [this, outside](Values... values) {
            QMetaObject::invokeMethod(this, [this, outside, values...] { emit(this->*outside)(values...); });
        },
        Qt::DirectConnection);
}

TransferEngine::~TransferEngine()
{
    QueueController *queue = m_queue;
    QMetaObject::invokeMethod(
        queue,
        [queue] {
            queue->shutDown();
            delete queue;
        },
        Qt::BlockingQueuedConnection);
    m_thread->quit();
    m_thread->wait();
}

QList<TransferId> TransferEngine::add(const QList<TransferRequest> &requests)
{
    QList<TransferId> ids;
    ids.reserve(requests.size());
    const TransferId first = m_lastId + 1;
    for (qsizetype i = 0; i < requests.size(); ++i)
        ids.append(++m_lastId);
    QMetaObject::invokeMethod(m_queue, [q = m_queue, first, requests] { q->add(first, requests); });
    return ids;
}

TransferId TransferEngine::add(const TransferRequest &request)
{
    return add(QList<TransferRequest>{request}).first();
}

TransferHandle *TransferEngine::start(const TransferRequest &request, QObject *parent)
{
    return new TransferHandle(*this, add(request), parent);
}

void TransferEngine::cancel(const QList<TransferId> &ids)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, ids] { q->cancel(ids); });
}

void TransferEngine::retry(const QList<TransferId> &ids)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, ids] { q->retry(ids); });
}

void TransferEngine::remove(const QList<TransferId> &ids)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, ids] { q->remove(ids); });
}

void TransferEngine::save(TransferId id, const SaveTarget &target)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, id, target] { q->save(id, target); });
}

void TransferEngine::markDone(TransferId id)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, id] { q->markDone(id); });
}

void TransferEngine::rename(TransferId id, const QString &name)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, id, name] { q->rename(id, name); });
}

void TransferEngine::pause(const QList<TransferId> &ids)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, ids] { q->pause(ids); });
}

void TransferEngine::resume(const QList<TransferId> &ids)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, ids] { q->resume(ids); });
}

void TransferEngine::startNow(const QList<TransferId> &ids)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, ids] { q->startNow(ids); });
}

void TransferEngine::setPriority(const QList<TransferId> &ids, Priority priority)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, ids, priority] { q->setPriority(ids, priority); });
}

void TransferEngine::move(const QList<TransferId> &ids, QueueMove where)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, ids, where] { q->move(ids, where); });
}

void TransferEngine::replaceUrl(TransferId id, const QUrl &url)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, id, url] { q->replaceUrl(id, url); });
}

void TransferEngine::setItemRateLimit(const QList<TransferId> &ids, qint64 bytesPerSecond)
{
    QMetaObject::invokeMethod(m_queue,
                              [q = m_queue, ids, bytesPerSecond] { q->setItemRateLimit(ids, bytesPerSecond); });
}

void TransferEngine::setRateLimits(const RateLimits &rates)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, rates] { q->setRateLimits(rates); });
}

void TransferEngine::setPerHost(int count)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, count] { q->setPerHost(count); });
}

void TransferEngine::setParallel(int count)
{
    m_parallel = qBound(1, count, 10);
    QMetaObject::invokeMethod(m_queue, [q = m_queue, n = m_parallel] { q->setParallel(n); });
}

void TransferEngine::setNoteOrigin(bool on)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, on] { q->setNoteOrigin(on); });
}

void TransferEngine::setHttp2(bool on)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, on] { q->context().http2 = on; });
}

void TransferEngine::trustCertificate(const QString &host, int port, const QByteArray &sha256Fingerprint)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, host, port, sha256Fingerprint] {
        q->context().trusted.trust(host, port, sha256Fingerprint);
    });
}

void TransferEngine::distrustCertificate(const QString &host, int port)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, host, port] { q->context().trusted.distrust(host, port); });
}

void TransferEngine::signIn(const SignIn &where, const Credentials &credentials)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, where, credentials] { q->signIn(where, credentials); });
}

void TransferEngine::watchNetwork()
{
    if (!m_network)
        m_network = std::make_shared<SystemNetworkWatch>();
    const auto tell = [this](bool online) {
        QMetaObject::invokeMethod(m_queue, [q = m_queue, online] { q->setOnline(online); });
    };
    connect(m_network.get(), &NetworkWatch::onlineChanged, this, tell);
    m_network->start();
    tell(m_network->isOnline());
}

void TransferEngine::loadExchange(TransferId id)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, id] { q->loadExchange(id); });
}

void TransferEngine::findLeftovers()
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue] { q->findLeftovers(); });
}

void TransferEngine::adopt(const Leftover &leftover)
{
    const TransferId id = ++m_lastId;
    QMetaObject::invokeMethod(m_queue, [q = m_queue, id, leftover] { q->adopt(id, leftover); });
}

void TransferEngine::discard(const Leftover &leftover)
{
    QMetaObject::invokeMethod(m_queue, [q = m_queue, leftover] { q->discard(leftover); });
}

QString TransferEngine::temporaryDirectory() const
{
    return m_temporaryDirectory;
}

} // namespace ferry
