#include "tests/support/RequestLog.h"

namespace ferry {

QByteArray SeenRequest::line() const
{
    return head.left(head.indexOf("\r\n"));
}

QByteArray SeenRequest::method() const
{
    return head.left(head.indexOf(' '));
}

QByteArray SeenRequest::path() const
{
    return line().split(' ').value(1);
}

QByteArray SeenRequest::header(const QByteArray &name) const
{
    return ScriptedServer::headerValue(head, name);
}

RequestLog::RequestLog() = default;
RequestLog::~RequestLog() = default;

ScriptedServer::Script RequestLog::script(Answer answer)
{
    return [this, answer = std::move(answer)](ScriptPeer &peer) {
        for (;;) {
            SeenRequest request;
            request.head = peer.readRequest();
            if (request.head.isEmpty())
                return;
            request.body = peer.lastBody();
            {
                const std::scoped_lock lock(m_mutex);
                m_requests.append(request);
            }
            answer(peer, request);
        }
    };
}

ScriptedServer::Script RequestLog::script(int status, const QByteArray &body, const QList<QByteArray> &headerLines)
{
    return script([=](ScriptPeer &peer, const SeenRequest &) { peer.reply(status, body, headerLines); });
}

QList<SeenRequest> RequestLog::all() const
{
    const std::scoped_lock lock(m_mutex);
    return {m_requests.cbegin(), m_requests.cend()};
}

SeenRequest RequestLog::at(qsizetype i) const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests.value(i);
}

int RequestLog::count() const
{
    const std::scoped_lock lock(m_mutex);
    return int(m_requests.size());
}

} // namespace ferry
