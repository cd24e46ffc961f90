#pragma once

#include "core/types/TransferRequest.h"
#include "core/types/TransferState.h"

#include <QSslCertificate>
#include <QString>

namespace ferry {

/// Why a transfer failed. The names in code() are a contract with scripts.
enum class ErrorKind : quint8 {
    Abort,          ///< by the person
    Timeout,        ///< no byte for the time allowed; TransferError::phase says when
    Dns,            ///< no address for the host
    Connect,        ///< no connection to the host
    Tls,            ///< no trusted connection; see TlsFault
    Proxy,          ///< the proxy cannot be reached, refuses, or answers nonsense
    Network,        ///< the connection broke
    Protocol,       ///< an answer that breaks HTTP
    Redirect,       ///< a redirect that must not be followed
    Range,          ///< a resume that cannot be trusted
    Checksum,       ///< the bytes are not the promised ones
    Source,         ///< the file to send cannot be read, or changed while it was sent
    Target,         ///< the file cannot be written where it should go
    DiskFull,       ///< no space or no inode left
    Header,         ///< refused input: address, header, method, field
    UnknownOutcome, ///< all was sent and no answer came
    Rate,           ///< the server asked to wait longer than is sensible
};
constexpr int errorKindCount = int(ErrorKind::Rate) + 1;

/// What is wrong with a certificate or its connection.
enum class TlsFault : quint8 {
    None,
    SelfSigned,
    UnknownRoot,
    Expired,
    NotYetValid,
    WrongHost,
    WrongUsage,
    WeakOrBroken,      ///< a signature, key or chain that OpenSSL does not accept
    OldProtocol,       ///< below TLS 1.2
    Handshake,         ///< anything else before the certificate could be judged
    ClientCertificate, ///< the server wants one of this side, which there is not
};

/// It has expired, or is not valid yet.
constexpr bool isOutOfTime(TlsFault fault)
{
    return fault == TlsFault::Expired || fault == TlsFault::NotYetValid;
}

struct TlsFacts
{
    TlsFault fault = TlsFault::None; ///< the worst one
    bool alsoWrongHost = false;      ///< beside it, the certificate was made for another name
    bool alsoOutOfTime = false;      ///< beside it, the certificate has expired or is not valid yet
    QByteArray sha256Fingerprint; ///< of the leaf, 32 bytes; empty where none was shown
    QList<QSslCertificate> chain; ///< leaf first

    friend bool operator==(const TlsFacts &, const TlsFacts &) = default;
};

/// Facts about a failure; a value. Sentences are made from it by errorText().
struct TransferError
{
    ErrorKind kind = ErrorKind::Network;
    Phase phase = Phase::None;
    int statusCode = 0;    ///< of the answer, 0 if none came
    bool timedOut = false; ///< UnknownOutcome only: after silence, not after a close
    bool accepted = false; ///< what must not be sent twice was sent whole, and the answer said 2xx before it broke off
    QString subject;       ///< what it is about: host, file, header name, limit
    QString detail;        ///< the reason in the words of the system, the server or the library
    qint64 bytesMoved = 0; ///< of the body, until it failed
    TlsFacts tls;

    friend bool operator==(const TransferError &, const TransferError &) = default;
};

/// The stable word for scripts, for example "diskFull".
const char *errorCode(ErrorKind kind);

/// The origin's form: "uploadFile:fail abort", "downloadFile:fail timeout".
QString errMsg(TransferKind kind, const TransferError &error);
/// "uploadFile:ok" or "downloadFile:ok".
QString errMsgOk(TransferKind kind);

} // namespace ferry

Q_DECLARE_METATYPE(ferry::TransferError)
