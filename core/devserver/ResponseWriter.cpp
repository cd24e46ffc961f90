#include "core/devserver/ResponseWriter.h"

#include "core/devserver/HttpText.h"
#include "core/devserver/SocketTricks.h"

#include <QTcpSocket>

namespace ferry::devserver {

namespace {
constexpr qint64 highWater = 256 * 1024;
constexpr int resetPollMs = 5;
constexpr int resetPolls = 400;
} // namespace

ResponseWriter::ResponseWriter(QTcpSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ResponseWriter::pump);
    connect(socket, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) {
        m_taken += bytes;
        if (m_busy && !m_timer.isActive())
            pump();
    });
}

void ResponseWriter::start(Response response, const RequestHead *head, bool keepAlive)
{
    m_response = std::move(response);
    m_busy = true;
    m_headDue = !m_response.raw;
    const bool bodiless = m_response.status == 204 || m_response.status == 304;
    m_withoutBody = !m_response.raw && (bodiless || (head && head->isHead()));
    m_keepAlive = keepAlive;
    m_ended = false;
    m_ending = Ending::Whole;
    m_resetTries = 0;
    m_headBytes = 0;
    m_bodyBytes = 0;
    m_taken = -m_socket->bytesToWrite();
    m_timer.start(m_response.delay);
}

void ResponseWriter::stop()
{
    m_busy = false;
    m_timer.stop();
    m_response = Response();
}

qint64 ResponseWriter::bytesOut() const
{
    return std::clamp<qint64>(m_taken - m_headBytes, 0, m_bodyBytes);
}

void ResponseWriter::writeHead()
{
    m_headDue = false;
    const Response &r = m_response;
    QByteArray head = r.before;
    head += "HTTP/1.1 " + QByteArray::number(r.status) + ' ' + reasonPhrase(r.status) + "\r\n";
    head += "Date: " + httpDate(QDateTime::currentDateTimeUtc()) + "\r\nServer: Ferry\r\n";
    head += "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n"
            "Cache-Control: no-cache\r\n";
    for (const auto &[name, value] : r.headers)
        head += name + ": " + value + "\r\n";
    if (r.length >= 0 && r.status != 204 && r.status != 304)
        head += "Content-Length: " + QByteArray::number(r.length) + "\r\n";
    head += m_keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    m_headBytes = head.size();
    m_socket->write(head);
}

void ResponseWriter::pump()
{
    if (!m_busy)
        return;
    if (m_headDue)
        writeHead();
    if (!m_response.body || m_withoutBody)
        m_ended = true;
    while (!m_ended && m_socket->bytesToWrite() < highWater) {
        if (!take(m_response.body->next(highWater / 2)))
            return;
    }
    if (m_ended)
        finishIfSent();
}

/// False if there is nothing more to do for now.
bool ResponseWriter::take(Step step)
{
    switch (step.kind) {
    case Step::Bytes:
        m_bodyBytes += step.bytes.size();
        m_socket->write(step.bytes);
        return true;
    case Step::Wait:
        m_timer.start(step.milliseconds);
        return false;
    case Step::Silence:
        return false;
    case Step::Cut:
        m_ending = Ending::Cut;
        break;
    case Step::Reset:
        m_ending = Ending::Reset;
        break;
    case Step::End:
        break;
    }
    m_ended = true;
    return true;
}

void ResponseWriter::finishIfSent()
{
    if (m_socket->bytesToWrite() > 0)
        return;
    // A reset throws away what the kernel has not sent yet, so it waits for that to arrive.
    if (m_ending == Ending::Reset && unacknowledgedBytes(*m_socket) > 0 && ++m_resetTries < resetPolls) {
        m_timer.start(resetPollMs);
        return;
    }
    stop();
    emit finished(m_ending);
}

} // namespace ferry::devserver
