#include "core/engine/UploadTask.h"

#include "core/engine/BodyDigestJob.h"
#include "core/engine/RequestSecrets.h"
#include "core/engine/UploadBody.h"
#include "core/http/DigestField.h"
#include "core/http/FormEncoding.h"
#include "core/http/LinkInAnswer.h"
#include "core/io/FrozenFile.h"

#include <QHttpMultiPart>
#include <QNetworkAccessManager>

namespace ferry {

UploadTask::UploadTask(TransferContext &context, std::shared_ptr<const TransferRequest> request)
    : TransferTask(context, std::move(request))
    , m_boundary(makeBoundary())
    , m_answer(context.temporaryDirectory, AnswerBody::uploadLimit)
{
}

UploadTask::~UploadTask()
{
    // The reply reads from the body.
    dropReply();
}

std::optional<TransferError> UploadTask::prepare()
{
    const std::unique_ptr<UploadBody> before =
        std::exchange(m_body, std::make_unique<UploadBody>(upload(), m_boundary));
    // The digest holds for this body too if the files are still those of the one before.
    if (auto changed = before && !m_contentDigest.isEmpty() ? before->check() : std::nullopt)
        return changed;
    return m_body->failure();
}

bool UploadTask::waitsBefore()
{
    if (!upload().contentDigest)
        return false;
    // From here on the files are held as they are, so whatever becomes of them while they are read is found.
    if (auto error = prepare()) {
        fail(std::move(*error));
        return true;
    }
    m_bodyDigest = std::make_unique<BodyDigestJob>(*QThreadPool::globalInstance(), sharedRequest(), m_boundary);
    connect(m_bodyDigest.get(), &BodyDigestJob::ended, this, &UploadTask::digestTaken);
    setState(TransferState::Verifying);
    return true;
}

void UploadTask::digestTaken()
{
    BodyDigestJob *job = m_bodyDigest.release();
    job->deleteLater(); // its signal is on the stack
    if (auto error = job->failure()) {
        fail(std::move(*error));
        return;
    }
    m_contentDigest = digestFieldValue(job->sha256());
    m_toSend = job->bytesTotal();
    setState(TransferState::Connecting);
    begin();
}

qint64 UploadTask::bytesDone() const
{
    return m_bodyDigest ? m_bodyDigest->bytesRead() : m_sent;
}

qint64 UploadTask::bytesTotal() const
{
    return m_bodyDigest ? m_bodyDigest->bytesTotal() : m_toSend;
}

void UploadTask::tick(qint64 nowMs)
{
    if (auto error = m_bodyDigest ? m_body->check() : std::nullopt) {
        m_bodyDigest.reset();
        fail(std::move(*error));
    }
    TransferTask::tick(nowMs);
}

void UploadTask::stopBeside()
{
    m_bodyDigest.reset();
}

QNetworkReply *UploadTask::send(const QNetworkRequest &head, const QByteArray &method, bool withBody)
{
    if (!withBody) {
        m_body.reset();
        return context().manager.sendCustomRequest(head, method);
    }
    m_sent = 0;
    m_allSent = false;
    QNetworkRequest request = head;
    if (m_body->form() || !request.hasRawHeader("Content-Type"))
        request.setRawHeader(QByteArrayLiteral("Content-Type"), m_body->contentType());
    if (!m_contentDigest.isEmpty())
        request.setRawHeader(QByteArrayLiteral("Content-Digest"), m_contentDigest);
    QNetworkReply *reply = sendBody(request, method);
    connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64 total) {
        m_sent = sent;
        if (total > 0)
            m_toSend = total;
        m_allSent = total >= 0 && sent >= total;
    });
    return reply;
}

/// A word that Qt knows need not be said of each request.
QNetworkReply *UploadTask::sendBody(const QNetworkRequest &request, const QByteArray &method)
{
    QNetworkAccessManager &manager = context().manager;
    if (!m_body->form())
        return manager.sendCustomRequest(request, method, m_body->rawFile());
    return method == "POST" ? manager.post(request, m_body->form())
                            : manager.sendCustomRequest(request, method, m_body->form());
}

void UploadTask::headArrived(const WireFacts &) {}

bool UploadTask::takeBody(const char *data, qint64 size)
{
    m_answer.write(data, size);
    if (!m_answer.isCut())
        return true;
    // A server may send back what it gets while it gets it, so a long answer does not end what is still on its way.
    const WireFacts facts = wireFacts(reply());
    return m_body && !facts.requestArrived && facts.statusCode < 300;
}

std::optional<TransferError> UploadTask::bodyFailure() const
{
    return std::nullopt;
}

std::optional<TransferError> UploadTask::checkSource()
{
    // Once everything has left, what becomes of the file is no matter any more.
    return m_body && !m_allSent ? m_body->check() : std::nullopt;
}

void UploadTask::describeBody(Exchange &exchange)
{
    exchange.body = m_answer.head();
    exchange.bodySize = m_answer.size();
    exchange.bodyFile = m_answerFile;
}

QString UploadTask::serverReason() const
{
    return reasonWithoutSecrets(m_answer.head(), *exchange());
}

void UploadTask::answerComplete(const WireFacts &facts)
{
    m_answerFile = m_answer.takeFile();
    updateExchangeBody();
    const bool ok = facts.statusCode >= 200 && facts.statusCode < 300;
    if (ok)
        m_link = linkInAnswer(m_answer.head(), facts.headers.value("Location"), currentUrl());
    setState(ok ? TransferState::Done : TransferState::Refused);
    finish(Completed{facts.statusCode, ok});
}

} // namespace ferry
