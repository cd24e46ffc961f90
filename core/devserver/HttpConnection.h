#pragma once

#include "core/devserver/BodyReader.h"
#include "core/devserver/DevServer.h"
#include "core/devserver/Handler.h"
#include "core/devserver/ResponseWriter.h"
#include "core/devserver/ServerAddress.h"

#include <QElapsedTimer>
#include <QTcpSocket>

namespace ferry::devserver {

class FileStore;

/// What every connection knows of its server.
struct ServerContext
{
    ServerAddress address;
    FileStore *store = nullptr;
    quint64 *serial = nullptr; ///< grows with each request that asks for it
    int bodyPatienceMs = 0;    ///< as Options::bodyPatienceMs
};

/// One socket and the requests on it, one after the other. Reads no further than it can pass on, so that memory
/// stays bounded however much a client sends. Lives on the server's thread; ends with its socket, see ended().
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    HttpConnection(QTcpSocket *socket, const ServerContext &context, QObject *parent);
    ~HttpConnection() override;

signals:
    void requestFinished(const ferry::devserver::RequestRecord &record);
    /// The socket is closed; this object may be deleted.
    void ended();

private:
    enum class Phase { Head, Body, Answer, Linger };

    void process();
    bool readHead();
    bool readBody();
    void awaitBody();
    bool feed(QByteArrayView bytes);
    void startRequest(RequestHead head);
    void bodyEnded();
    void refuse(const Refusal &refusal);
    void answer(Response response);
    void answered(ResponseWriter::Ending ending);
    void nextRequest();
    void linger();
    void timedOut();
    void disconnected();
    void report();

    QTcpSocket *m_socket;
    ServerContext m_context;
    ResponseWriter m_writer;
    QTimer m_patience;
    QTimer m_pace;
    QElapsedTimer m_clock;
    Phase m_phase = Phase::Head;
    QByteArray m_in;          ///< read from the socket and not used yet
    qsizetype m_searched = 0; ///< how much of it is known to hold no end of a head
    RequestHead m_head;
    BodyReader m_body;
    std::unique_ptr<Handler> m_handler;
    QElapsedTimer m_lingerClock;
    RequestRecord m_record;
    bool m_active = false;
    bool m_close = false;
    bool m_abrupt = false;
};

} // namespace ferry::devserver
