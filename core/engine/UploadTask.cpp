#include "core/engine/UploadTask.h"

#include "core/engine/UploadBody.h"
#include "core/http/LinkInAnswer.h"
#include "core/http/ServerReason.h"
#include "core/io/FrozenFile.h"

#include <QHttpMultiPart>
#include <QNetworkAccessManager>

namespace ferry {

UploadTask::UploadTask(TransferContext &context, std::shared_ptr<const TransferRequest> request)
    : TransferTask(context, std::move(request))
    , m_answer(context.temporaryDirectory)
{
}

UploadTask::~UploadTask()
{
    // The reply reads from the body.
    dropReply();
}

std::optional<TransferError> UploadTask::prepare()
{
    m_body = std::make_unique<UploadBody>(upload());
    return m_body->check();
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
    QNetworkReply *reply = m_body->form() ? context().manager.sendCustomRequest(request, method, m_body->form())
                                          : context().manager.sendCustomRequest(request, method, m_body->rawFile());
    connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64 total) {
        m_sent = sent;
        if (total > 0)
            m_toSend = total;
        m_allSent = total >= 0 && sent >= total;
    });
    return reply;
}

void UploadTask::headArrived(const WireFacts &)
{
}

bool UploadTask::takeBody(const char *data, qint64 size)
{
    m_answer.write(data, size);
    return true;
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
    return ferry::serverReason(m_answer.head(), exchange()->headers.value("Content-Type"));
}

void UploadTask::answerComplete(const WireFacts &facts)
{
    m_answerFile = m_answer.takeFile();
    updateExchange(facts);
    const bool ok = facts.statusCode >= 200 && facts.statusCode < 300;
    if (ok)
        m_link = linkInAnswer(m_answer.head(), facts.headers.value("Location"), currentUrl());
    setState(ok ? TransferState::Done : TransferState::Refused);
    finish(Completed{facts.statusCode, ok});
}

} // namespace ferry
