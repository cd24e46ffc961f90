#include "core/engine/BodyDigestJob.h"

#include "core/engine/UploadBody.h"
#include "core/io/Digest.h"
#include "core/io/FrozenFile.h"

#include <atomic>
#include <mutex>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <utility>
#include <vector>

namespace ferry {

namespace {

constexpr qint64 digestBlock = 256 * 1024;

/// Sends nothing.
class NoReply final : public QNetworkReply
{
public:
    using QNetworkReply::QNetworkReply;
    void abort() override {}

protected:
    qint64 readData(char *, qint64) override { return -1; }
};

/// A form has its bytes only in the device that it gives to a manager that sends it.
class DeviceTaker final : public QNetworkAccessManager
{
public:
    QIODevice *deviceOf(const UploadBody &body)
    {
        if (!body.form())
            return body.rawFile();
        const std::unique_ptr<QNetworkReply> reply(
            sendCustomRequest(QNetworkRequest(), QByteArrayLiteral("POST"), body.form()));
        return std::exchange(m_device, nullptr);
    }

protected:
    QNetworkReply *createRequest(Operation, const QNetworkRequest &, QIODevice *device) override
    {
        m_device = device;
        return new NoReply;
    }

private:
    QIODevice *m_device = nullptr;
};

} // namespace

struct BodyDigestJob::Shared
{
    std::atomic<bool> cancelled = false;
    std::atomic<qint64> read = 0;
    std::atomic<qint64> total = -1;
    std::mutex mutex;
    BodyDigestJob *job = nullptr; ///< guarded; null once it is gone
};

BodyDigestJob::BodyDigestJob(QThreadPool &pool, std::shared_ptr<const TransferRequest> request,
                             const QByteArray &boundary)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->job = this;
    pool.start([shared = m_shared, request = std::move(request), boundary] {
        work(shared, std::get<UploadRequest>(*request), boundary);
    });
}

BodyDigestJob::~BodyDigestJob()
{
    m_shared->cancelled = true;
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->job = nullptr;
}

qint64 BodyDigestJob::bytesRead() const
{
    return m_shared->read;
}

qint64 BodyDigestJob::bytesTotal() const
{
    return m_shared->total;
}

// On the pool's thread.
void BodyDigestJob::work(const std::shared_ptr<Shared> &shared, const UploadRequest &request,
                         const QByteArray &boundary)
{
    DeviceTaker taker;
    UploadBody body(request, boundary);
    std::optional<TransferError> failure = body.check();
    QIODevice *device = failure ? nullptr : taker.deviceOf(body);
    const qint64 total = device ? device->size() : 0;
    shared->total = total;
    Digest digest;
    std::vector<char> block(digestBlock);
    while (!shared->cancelled && shared->read < total) {
        const qint64 size = device->read(block.data(), qMin(digestBlock, total - shared->read));
        if (size <= 0) {
            TransferError unreadable;
            unreadable.kind = ErrorKind::Source;
            failure = body.check().value_or(unreadable);
            break;
        }
        digest.add(block.data(), size);
        shared->read += size;
    }
    const std::scoped_lock lock(shared->mutex);
    BodyDigestJob *job = shared->job;
    if (!job)
        return;
    const auto tell = [job, sha256 = digest.hex(), failure] {
        job->m_sha256 = sha256;
        job->m_failure = failure;
        emit job->ended();
    };
    QMetaObject::invokeMethod(job, tell, Qt::QueuedConnection);
}

} // namespace ferry
