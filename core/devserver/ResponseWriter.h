#pragma once

#include "core/devserver/Response.h"

#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace ferry::devserver {

/// Writes answers to one socket, one after the other, holding at most 256 KiB that the kernel has not taken.
/// A child of the connection, on the server's thread; the socket outlives it.
class ResponseWriter : public QObject
{
    Q_OBJECT

public:
    enum class Ending { Whole, Cut, Reset };

    ResponseWriter(QTcpSocket *socket, QObject *parent);

    /// Starts an answer; finished() comes later, never from inside.
    void start(Response response, const RequestHead *head, bool keepAlive);
    /// Forgets the answer at hand.
    void stop();
    /// A new request has begun: nothing of its answer is sent yet.
    void resetCounts() { m_headBytes = m_bodyBytes = m_taken = 0; }
    bool isBusy() const { return m_busy; }
    /// Of the body of the latest answer, as far as the kernel has taken it.
    qint64 bytesOut() const;
    /// Whether the kernel has taken anything of the latest answer.
    bool hasSent() const { return m_taken > 0; }

signals:
    void finished(ferry::devserver::ResponseWriter::Ending ending);

private:
    void writeHead();
    void pump();
    bool take(Step step);
    void finishIfSent();

    QTcpSocket *m_socket;
    QTimer m_timer;
    Response m_response;
    bool m_busy = false;
    bool m_headDue = false;
    bool m_withoutBody = false;
    bool m_keepAlive = false;
    bool m_ended = false;
    int m_resetTries = 0;
    Ending m_ending = Ending::Whole;
    qint64 m_headBytes = 0;
    qint64 m_bodyBytes = 0;
    qint64 m_taken = 0; ///< by the kernel, of this answer; negative while something from before is under way
};

} // namespace ferry::devserver
