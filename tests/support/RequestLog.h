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

    QByteArray line() const;
    QByteArray method() const;
    QByteArray path() const;
    QByteArray header(const QByteArray &name) const;
};

/// The requests of a ScriptedServer with their bodies. Safe from any thread; outlives the server.
class RequestLog
{
public:
    using Answer = std::function<void(ScriptPeer &, const SeenRequest &)>;

    RequestLog();
    ~RequestLog();

    /// A script that reads one request after the other, notes it, and lets it be answered, until the client closes.
    ScriptedServer::Script script(Answer answer);
    /// The same, with one answer for all.
    ScriptedServer::Script script(int status, const QByteArray &body = {}, const QList<QByteArray> &headerLines = {});

    /// Of its own: one list that two threads share is copied when either of them likes.
    QList<SeenRequest> all() const;
    SeenRequest at(qsizetype i) const;
    int count() const;

private:
    mutable std::mutex m_mutex;
    QList<SeenRequest> m_requests;
};

} // namespace ferry
