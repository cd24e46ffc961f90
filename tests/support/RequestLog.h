#pragma once

#include "tests/support/ScriptedServer.h"

#include <mutex>
#include <QList>

namespace ferry {

/// One request as its server got it.
struct SeenRequest
{
    QByteArray head; ///< with the request line and the empty line
    QByteArray body;

    QByteArray line() const { return head.left(head.indexOf("\r\n")); }
    QByteArray method() const { return head.left(head.indexOf(' ')); }
    QByteArray path() const { return line().split(' ').value(1); }
    QByteArray header(const QByteArray &name) const { return ScriptedServer::headerValue(head, name); }
};

/// The requests of a ScriptedServer with their bodies. Safe from any thread; outlives the server.
class RequestLog
{
public:
    using Answer = std::function<void(ScriptPeer &, const SeenRequest &)>;

    /// A script that reads one request after the other, notes it, and lets it be answered, until the client closes.
    ScriptedServer::Script script(Answer answer)
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
    /// The same, with one answer for all.
    ScriptedServer::Script script(int status, const QByteArray &body = {}, const QList<QByteArray> &headerLines = {})
    {
        return script([=](ScriptPeer &peer, const SeenRequest &) { peer.reply(status, body, headerLines); });
    }

    /// Of its own: one list that two threads share is copied when either of them likes.
    QList<SeenRequest> all() const
    {
        const std::scoped_lock lock(m_mutex);
        return {m_requests.cbegin(), m_requests.cend()};
    }
    SeenRequest at(qsizetype i) const
    {
        const std::scoped_lock lock(m_mutex);
        return m_requests.value(i);
    }
    int count() const
    {
        const std::scoped_lock lock(m_mutex);
        return int(m_requests.size());
    }

private:
    mutable std::mutex m_mutex;
    QList<SeenRequest> m_requests;
};

} // namespace ferry
