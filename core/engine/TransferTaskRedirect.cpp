// What an answer that leads elsewhere comes to. The rest is in TransferTask.cpp.
#include "core/engine/TransferTask.h"

#include "core/engine/RequestHead.h"
#include "core/engine/RetryPolicy.h"
#include "core/http/Redirect.h"
#include "core/types/Secrets.h"

#include <QCoreApplication>

namespace ferry {

namespace {

/// Gives the reasons their translation context.
class RedirectText
{
    Q_DECLARE_TR_FUNCTIONS(RedirectText)

public:
    static QString reason(const RedirectDecision &decision, int maxRedirects)
    {
        switch (decision.refusal) {
        case RedirectRefusal::TooMany:
            return tr("It is more than the %n redirect(s) allowed.", nullptr, maxRedirects);
        case RedirectRefusal::NoLocation:
            return tr("It names no address.");
        case RedirectRefusal::BadLocation:
            return tr("The address it names is not valid.");
        case RedirectRefusal::Scheme:
            return tr("It leads to %1, and only http and https are followed.").arg(decision.url.scheme());
        case RedirectRefusal::Downgrade:
            return tr("It leads from https to http, where anybody on the way could read along.");
        case RedirectRefusal::None:
            break;
        }
        return {};
    }

    static QString lostBody(const QUrl &url)
    {
        return tr("It came before everything was sent, and leads to %1 without it.").arg(shownAddress(url));
    }
};

} // namespace

void TransferTask::followRedirect(const WireFacts &facts)
{
    const QByteArray location = facts.headers.value("Location");
    const RedirectDecision decision = decideRedirect(facts.statusCode, m_method, m_url, location, int(m_hops.size()),
                                                     optionsOf(*m_request).maxRedirects);
    // Followed by a GET, whose answer would pass for that to what was never sent.
    const bool losesBody =
        decision.dropBody && m_withBody && kindOf(*m_request) == TransferKind::Upload && !facts.requestSent;
    if (decision.verdict != RedirectVerdict::Follow || losesBody) {
        TransferError error;
        error.kind = ErrorKind::Redirect;
        error.statusCode = facts.statusCode;
        error.subject = m_url.host();
        error.detail = losesBody ? RedirectText::lostBody(decision.url)
                                 : RedirectText::reason(decision, optionsOf(*m_request).maxRedirects);
        fail(std::move(error));
        return;
    }
    m_hops.append({facts.statusCode, publicUrl(m_url), publicUrl(decision.url)});
    m_atOrigin = m_atOrigin && !decision.crossOrigin;
    m_url = decision.url;
    m_method = decision.method;
    sendAgain(m_withBody && !decision.dropBody);
}

void TransferTask::sendAgain(bool withBody)
{
    dropReply();
    setState(TransferState::Connecting);
    // A body is read once, so the next request takes a new one.
    if (auto error = withBody ? prepare() : std::nullopt) {
        fail(std::move(*error));
        return;
    }
    sendHop(withBody);
}

/// What must not be sent twice was answered by a redirect to a GET, and that has no answer.
bool TransferTask::answerIsLost() const
{
    const auto *upload = std::get_if<UploadRequest>(m_request.get());
    const bool isAnswered = m_headSeen && m_passing == Passing::No;
    return upload && m_method != upload->method && !isAnswered && !mayBeRepeated(*m_request);
}

} // namespace ferry
