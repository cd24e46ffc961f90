#pragma once

#include "core/types/TransferError.h"
#include "core/types/TransferSnapshot.h"

class QNetworkReply;

namespace ferry {

/// Why the wire gave up, finer than QNetworkReply::NetworkError.
enum class WireFault : quint8 {
    None,
    Aborted,
    NameLookup,
    Connect,
    Tls,
    Proxy,
    Broken,   ///< reset, cut, closed too early
    Protocol, ///< the answer breaks HTTP
    Source,   ///< the request's device failed or delivered less than it promised
    Sink,     ///< the sink refused the bytes
    Request,  ///< the request cannot be sent as it is
};

/// What the wire knows of a reply beyond QNetworkReply's own members. A value; ask again for newer facts.
struct WireFacts
{
    WireFault fault = WireFault::None;
    QString detail;              ///< the library's words for the fault
    bool startedNothing = false; ///< with WireFault::Connect: this computer had nothing left to begin a connection with
    TlsFacts tls;

    int statusCode = 0; ///< of the final answer; 0 before it
    QByteArray reason;
    HeaderList headers; ///< of the final answer, as received
    QList<int> interimStatus;
    bool codedBody = false; ///< the body came with a Content-Encoding and is kept as sent

    QUrl proxy; ///< that the request took, without user info; empty: none
    bool proxyReached =
        true;            ///< false while no connection to it stands, and where with WireFault::Proxy none came about
    int proxyStatus = 0; ///< what it answered itself: to CONNECT, or a 407; else 0
    HeaderList proxyHeaders;   ///< of that answer
    bool toldProxyWho = false; ///< a name and a password were sent to it

    Phase phase = Phase::None;
    bool insideHead = false;  ///< a header has begun and not ended
    qint64 bodySent = 0;      ///< bytes of the request's body that the kernel took
    qint64 bodyReceived = 0;  ///< bytes of the answer's body
    qint64 expectedBody = -1; ///< the length that counts: -1 if none was given, or with chunked coding
    bool endsByClose = false; ///< nothing but the end of the connection tells the end of the answer's body
    bool requestSent = false; ///< the whole request, body included, was handed to the kernel
    /// And its body was acknowledged, as far as this system tells while the connection is open.
    bool requestArrived = false;
    bool heldByLimit = false; ///< waits for its own rate limit, and not for the other side

    Timings timings;
    QByteArray protocol;
    QString peer;
    bool connectionReused = false;
    QList<HeaderField> sentHeaders; ///< the request's header lines as they went out
};

/// Facts of a reply of Ferry's wire, or what can be known of another QNetworkReply (FERRY_WIRE=qt).
/// Thread: the reply's.
WireFacts wireFacts(const QNetworkReply *reply);

} // namespace ferry
