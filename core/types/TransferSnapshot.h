#pragma once

#include "core/types/SentSecrets.h"
#include "core/types/SignIn.h"
#include "core/types/TransferError.h"
#include "core/types/TransferRequest.h"
#include "core/types/TransferState.h"

#include <QDateTime>
#include <memory>

namespace ferry {

/// Names an item for the life of the program; never 0, never used twice, grows with the order of adding.
using TransferId = quint64;

/// When things happened on the wire, in microseconds from the start of the last request; -1 if they did not.
struct Timings
{
    qint64 nameLookup = -1;
    qint64 connected = -1;
    qint64 tlsDone = -1;
    qint64 sent = -1;      ///< the last byte of the request was handed to the kernel
    qint64 firstByte = -1; ///< of the answer
    qint64 done = -1;

    friend bool operator==(const Timings &, const Timings &) = default;
};

/// One answer that led on to another address.
struct RedirectHop
{
    int statusCode = 0;
    QUrl from;
    QUrl to;

    friend bool operator==(const RedirectHop &, const RedirectHop &) = default;
};

/// What went over the wire, as far as it is known. Shared and immutable: a new one replaces it.
struct Exchange
{
    QByteArray method;
    QUrl url;                  ///< of the last request, without user info
    HeaderList requestHeaders; ///< as sent; values of secrets are replaced by dots
    QList<RedirectHop> redirects;
    QList<int> interimStatus; ///< 1xx answers, in order

    int statusCode = 0; ///< 0: no answer yet
    QByteArray reason;     ///< as received, but for dots in place of secrets that were sent
    HeaderList headers;    ///< the same, order and duplicates kept
    QByteArray body;       ///< of an upload's answer or of a refused download: at most bodyLimit bytes
    qint64 bodySize = 0;   ///< how many came; larger than body.size() if it was cut
    bool codedBody = false; ///< the body came with a Content-Encoding, unasked, and is kept as it came
    QString bodyFile;      ///< the body as far as it is kept, if it was cut; a temporary file
    bool partial = false;  ///< of an earlier launch: only the status is here; see TransferEngine::loadExchange()
    static constexpr qint64 bodyLimit = 1024 * 1024;

    Timings timings;
    QByteArray protocol; ///< "HTTP/1.1"
    QString peer;        ///< address and port, "127.0.0.1:8080"
    bool connectionReused = false;
    SentSecrets secrets; ///< that the body may repeat, which is as it came; it is kept without them, and they are not kept
};

/// An attempt that ended and was followed by another one.
struct PastAttempt
{
    int number = 1; ///< as TransferSnapshot::attempt
    QDateTime ended; ///< UTC
    int statusCode = 0; ///< of the answer, 0 if none came
    std::optional<TransferError> error;

    friend bool operator==(const PastAttempt &, const PastAttempt &) = default;
};

/// Everything a view shows of an item, as one value. Cheap to copy: the large parts are shared.
struct TransferSnapshot
{
    TransferId id = 0;
    std::shared_ptr<const TransferRequest> request;
    TransferState state = TransferState::Queued;
    Intent intent = Intent::Run;
    int attempt = 1; ///< grows by one each time it is queued again

    QString name;           ///< of the file, for a person
    qint64 bytesDone = 0;   ///< of the body that counts for the direction
    qint64 bytesTotal = -1; ///< -1 unknown
    double bytesPerSecond = -1;  ///< mean of the last 3 s, -1 while there is less than 1 s of data
    qint64 secondsLeft = -1;     ///< -1 unknown, or within the first 3 s
    int queuePosition = 0;       ///< Queued: 1 is next; else 0

    WaitReason waitReason = WaitReason::None;
    QString waitHost;      ///< WaitReason::Host: which
    QDateTime waitUntil;   ///< UTC, for display only: when it goes on by itself, or of a Refused one, may be tried again
    int tries = 0;         ///< by itself, since the person last started it; of optionsOf(*request).retries
    QList<PastAttempt> attempts; ///< oldest first, at most 100
    Priority priority = Priority::Normal;
    qint64 rateLimit = 0;  ///< bytes a second, 0 none
    Resumable resumable = Resumable::Unknown;
    int connections = 0;   ///< that carry it right now: more than 1 with segments

    QDateTime added;        ///< UTC
    QDateTime stateSince;   ///< UTC; with a final state, when it ended

    std::shared_ptr<const Exchange> exchange; ///< null before the request is sent
    std::optional<TransferError> error;       ///< Failed and Unknown; also Saving gone wrong, back in Ready,
                                              ///< and Paused: why it does not run
    bool heldHtml = false;     ///< Ready: an HTML page came in place of another type
    bool lengthUnknown = false; ///< done, and only the end of the connection told that it was all
    QString tempPath;   ///< Ready: where the bytes lie
    QString savingTo;   ///< the folder, of a download that is on its way there or goes by itself
    qint64 bytesCopied = 0; ///< Saving: how much is there; stays 0 where a rename is enough
    QString savedPath;  ///< Done download
    QByteArray sha256;  ///< hex, of a whole download
    QString checkedBy;  ///< what the bytes were compared with and agreed: "sha256" for a checksum that the person gave, else
                        ///< the name of the field or file that promised it, as "Repr-Digest"; empty if nothing did
    QUrl link;          ///< Done upload: the address that the answer names for the file
    QString serverReason; ///< Refused: the server's own words, one short line; may be empty
    std::optional<SignIn> signIn; ///< Refused with 401, or failed with the proxy's 407: who asks for a name and a password

    TransferKind kind() const { return kindOf(*request); }
    const QUrl &url() const { return urlOf(*request); }
    int statusCode() const { return exchange ? exchange->statusCode : 0; }
    /// 0 to 100, rounded down, 99 at most before the end; -1 if unknown.
    int percent() const;
    /// The same for the copy to another file system that Saving may be; -1 if it is none.
    int copiedPercent() const;
    /// An upload whose answer is unknown, or that was cancelled after all of it had left: the server may have taken it,
    /// and would get it twice.
    bool mayHaveArrived() const;
};

} // namespace ferry

Q_DECLARE_METATYPE(ferry::TransferSnapshot)
