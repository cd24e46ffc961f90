#include "core/devserver/HttpConnection.h"

#include "core/devserver/HttpText.h"
#include "core/devserver/Router.h"
#include "core/devserver/SocketTricks.h"

namespace ferry::devserver {

namespace {

constexpr qint64 readBlock = 64 * 1024;
constexpr qint64 readBuffer = 256 * 1024;
/// A refused body up to this size is read to its end, so that the connection can be kept.
constexpr qint64 smallBody = 64 * 1024;
constexpr int idleMs = 75'000;
constexpr int headMs = 30'000;
constexpr int lingerIdleMs = 5'000;
constexpr int lingerTotalMs = 60'000;
constexpr int paceMs = 50;

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, const ServerContext &context, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_context(context)
    , m_writer(socket, this)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readBuffer);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_patience.setSingleShot(true);
    m_pace.setSingleShot(true);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::process);
    connect(m_socket, &QTcpSocket::disconnected, this, &HttpConnection::disconnected);
    connect(&m_writer, &ResponseWriter::finished, this, &HttpConnection::answered);
    connect(&m_patience, &QTimer::timeout, this, &HttpConnection::timedOut);
    connect(&m_pace, &QTimer::timeout, this, &HttpConnection::process);
    m_patience.start(idleMs);
    // While it waited for its turn it may have asked, or gone, and its signals were heard by nobody.
    if (m_socket->state() == QAbstractSocket::UnconnectedState)
        QMetaObject::invokeMethod(this, &HttpConnection::disconnected, Qt::QueuedConnection);
    else if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::process, Qt::QueuedConnection);
}

HttpConnection::~HttpConnection()
{
    m_socket->disconnect(this);
    m_writer.stop();
    m_socket->abort();
}

void HttpConnection::process()
{
    bool more = true;
    while (more && m_socket->state() != QAbstractSocket::UnconnectedState) {
        if (m_phase == Phase::Head) {
            more = readHead();
        } else if (m_phase == Phase::Linger) {
            m_socket->skip(m_socket->bytesAvailable());
            m_patience.start(int(std::clamp<qint64>(lingerTotalMs - m_lingerClock.elapsed(), 0, lingerIdleMs)));
            more = false;
        } else {
            more = m_body.state() == BodyReader::State::Reading && readBody();
        }
    }
}

/// False if more bytes have to come first.
bool HttpConnection::readHead()
{
    m_in += m_socket->read(requestHeadLimit - m_in.size());
    qsizetype blank = 0;
    while (m_in.size() >= blank + 2 && m_in[blank] == '\r' && m_in[blank + 1] == '\n')
        blank += 2; // empty lines before a request are skipped (RFC 9112 2.2)
    if (blank > 0)
        m_in.remove(0, blank);
    const qsizetype end = m_in.indexOf("\r\n\r\n", blank > 0 ? 0 : m_searched);
    m_searched = end < 0 ? std::max<qsizetype>(0, m_in.size() - 3) : 0;
    if (m_in.isEmpty())
        return false;
    if (!m_active) {
        m_active = true;
        m_record = RequestRecord();
        m_writer.resetCounts();
        m_clock.start();
        m_patience.start(headMs);
    }
    if (end < 0) {
        if (m_in.size() >= requestHeadLimit)
            refuse({431, "The request's head is longer than " + QByteArray::number(requestHeadLimit) + " bytes."});
        return m_in.size() >= requestHeadLimit;
    }
    auto parsed = parseRequestHead(QByteArrayView(m_in).first(end));
    m_in.remove(0, end + 4);
    if (const auto *refusal = std::get_if<Refusal>(&parsed))
        refuse(*refusal);
    else
        startRequest(std::get<RequestHead>(std::move(parsed)));
    return true;
}

void HttpConnection::startRequest(RequestHead head)
{
    m_patience.stop();
    m_head = std::move(head);
    m_record.method = m_head.method;
    m_record.path = QString::fromUtf8(percentDecoded(m_head.path));
    m_body = m_head.chunked ? BodyReader::byChunks() : BodyReader::byLength(std::max<qint64>(0, m_head.contentLength));
    m_phase = Phase::Body;
    const auto origin = checkOrigin(m_head, m_context.address);
    if (const auto *refusal = std::get_if<Refusal>(&origin))
        return answer(Response::error(refusal->status, refusal->sentence));
    m_handler = route(m_head, m_context);
    if (auto early = m_handler->begin())
        return answer(std::move(*early));
    if (m_head.expectsContinue && m_in.isEmpty() && m_socket->bytesAvailable() == 0)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    if (m_body.state() == BodyReader::State::Done)
        bodyEnded();
}

/// False if nothing more can be read for now.
bool HttpConnection::readBody()
{
    qint64 room = readBlock;
    if (m_phase == Phase::Body) {
        room = std::min(room, m_handler->allowance() - m_record.bytesIn);
        if (room <= 0) {
            m_patience.stop(); // the route itself holds it back
            m_pace.start(paceMs);
            return false;
        }
    }
    if (m_in.isEmpty())
        m_in = m_socket->read(room);
    if (m_in.isEmpty()) {
        awaitBody();
        return false;
    }
    const QByteArray bytes = std::exchange(m_in, QByteArray());
    return feed(bytes);
}

/// There are places for so many connections, and none for one whose client has fallen silent. While an answer is under
/// way, that may take its time.
void HttpConnection::awaitBody()
{
    if (!m_writer.isBusy())
        m_patience.start(m_context.bodyPatienceMs);
}

/// Passes on what belongs to the body; what follows it stays in m_in for the next request.
bool HttpConnection::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_body.state() == BodyReader::State::Reading) {
        QByteArrayView payload;
        bytes = bytes.sliced(m_body.take(bytes, payload));
        m_record.bytesIn += payload.size();
        if (m_phase != Phase::Body || payload.isEmpty())
            continue;
        if (auto refused = m_handler->body(payload))
            answer(std::move(*refused));
    }
    m_in = bytes.toByteArray();
    if (m_body.state() == BodyReader::State::Bad) {
        if (m_phase == Phase::Body)
            refuse({400, QByteArrayLiteral("The chunks of the body cannot be read.")});
        else
            m_close = true;
        return false;
    }
    if (m_body.state() == BodyReader::State::Done)
        bodyEnded();
    return true;
}

void HttpConnection::bodyEnded()
{
    if (m_phase == Phase::Body)
        answer(m_handler->end());
    else if (m_phase == Phase::Answer && !m_writer.isBusy() && !m_close)
        answered(ResponseWriter::Ending::Whole); // it was written early, and now the request is over too
}

/// An answer to something that is not a request that can be understood: nothing after it can be, either.
void HttpConnection::refuse(const Refusal &refusal)
{
    m_patience.stop();
    if (m_phase == Phase::Head) {
        m_head = RequestHead();
        m_body = BodyReader();
    }
    Response response = Response::error(refusal.status, refusal.sentence);
    response.close = true;
    answer(std::move(response));
}

void HttpConnection::answer(Response response)
{
    m_phase = Phase::Answer;
    m_patience.stop();
    if (m_body.state() == BodyReader::State::Reading && !response.readsOn) {
        const bool small = m_head.contentLength >= 0 && m_head.contentLength - m_record.bytesIn <= smallBody;
        if (!small || m_head.expectsContinue)
            response.close = true;
    }
    m_close = response.close || !m_head.keepAlive || (response.length < 0 && !response.raw && !response.framesItself) ||
              m_body.state() == BodyReader::State::Bad;
    m_abrupt = response.abrupt;
    m_record.status = response.status;
    m_writer.start(std::move(response), &m_head, !m_close);
    m_handler.reset();
}

void HttpConnection::answered(ResponseWriter::Ending ending)
{
    const bool readsOn = ending == ResponseWriter::Ending::Whole && !m_close;
    if (readsOn && m_body.state() == BodyReader::State::Reading)
        return awaitBody();
    report();
    if (ending == ResponseWriter::Ending::Reset)
        return resetConnection(*m_socket);
    if (ending == ResponseWriter::Ending::Cut || (m_close && m_abrupt))
        return m_socket->disconnectFromHost();
    if (m_close)
        return linger();
    nextRequest();
}

void HttpConnection::nextRequest()
{
    m_phase = Phase::Head;
    m_patience.start(idleMs);
    QMetaObject::invokeMethod(this, &HttpConnection::process, Qt::QueuedConnection);
}

/// Closing while the client still sends would reset the connection, and take the answer away from it. So the
/// sending side ends here, and the rest is read and dropped until the client closes or patience ends. Over TLS the end
/// has to be said, which is done with a client that has sent everything.
void HttpConnection::linger()
{
    m_phase = Phase::Linger;
    m_in.clear();
    if (m_context.address.isTls() && m_body.state() == BodyReader::State::Done)
        return m_socket->disconnectFromHost();
    shutdownSending(*m_socket);
    m_lingerClock.start();
    m_patience.start(lingerIdleMs);
    process();
}

void HttpConnection::timedOut()
{
    if (m_phase == Phase::Head && m_active)
        refuse({408, QByteArrayLiteral("The request's head did not come in time.")});
    else if (m_phase == Phase::Body)
        refuse({408, QByteArrayLiteral("The next bytes of the request's body did not come in time.")});
    else
        m_socket->abort();
}

void HttpConnection::disconnected()
{
    if (m_active) {
        if (!m_writer.hasSent())
            m_record.status = 0; // there was no answer, whatever was meant to be said
        report();
    }
    m_writer.stop();
    m_pace.stop();
    m_patience.stop();
    m_handler.reset();
    emit ended();
}

void HttpConnection::report()
{
    m_active = false;
    m_record.bytesOut = m_writer.bytesOut();
    m_record.milliseconds = m_clock.elapsed();
    emit requestFinished(m_record);
}

} // namespace ferry::devserver
