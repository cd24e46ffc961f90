#pragma once

#include "core/types/HeaderList.h"
#include "core/types/TransferState.h"

#include <QMetaType>
#include <QString>
#include <QUrl>
#include <chrono>
#include <optional>
#include <variant>

namespace ferry {

/// The mini-program identity. It decides the Referer, which cannot be set as a header:
/// `https://servicewechat.com/{appid}/{version}/page-frame.html`; version 0 is the development build.
struct Identity
{
    QString appId;
    QString version = QStringLiteral("0");

    friend bool operator==(const Identity &, const Identity &) = default;
};

/// Which proxy a transfer takes.
struct ProxyChoice
{
    enum Kind { System, None, Explicit };
    Kind kind = System;
    QUrl url; ///< Explicit only: http, https, socks5 or socks5h; may carry user and password.
    /// Explicit only: hosts that are reached without it, as in no_proxy (see ProxyEnvironment::excepts()).
    QString noProxyFor = {};

    friend bool operator==(const ProxyChoice &, const ProxyChoice &) = default;
};

/// Limits of patience and trust that both directions share.
struct TransferOptions
{
    /// 1 s to 60 s without a byte in either direction, while connecting, or (unless answerTimeout is longer)
    /// while the answer is awaited.
    std::chrono::milliseconds timeout = std::chrono::seconds(60);
    /// The wait for the answer once everything is sent, up to 1 h. Unset: the same as timeout.
    std::optional<std::chrono::milliseconds> answerTimeout;
    int maxRedirects = 20; ///< 0 follows none.
    std::optional<Identity> identity;
    ProxyChoice proxy;
    QString user;         ///< HTTP Basic; empty for none. Never stored, never printed.
    QString password;     ///< goes with user
    QString bearerToken;  ///< RFC 6750; empty for none. Never stored, never printed.
    QString caCertFile;   ///< PEM file of roots in place of the system's; empty for the system's.
    bool insecure = false; ///< Takes any certificate.
    int retries = 0; ///< how often it is tried again by itself, 0 to 100; what may be repeated at all, RetryPolicy says
    qint64 rateLimit = 0; ///< bytes a second in the direction that counts; 0 none. At the start; see setItemRateLimit()
    Priority priority = Priority::Normal; ///< at the start; see TransferEngine::setPriority()

    /// A name or a password is given. Either may be empty: a token may stand for both.
    bool hasCredentials() const { return !user.isEmpty() || !password.isEmpty(); }

    friend bool operator==(const TransferOptions &, const TransferOptions &) = default;
};

/// One field of a form, in the order of the form. Values are bytes and are sent untouched.
struct FormField
{
    QString name;
    QByteArray value;
    QByteArray contentType; ///< empty: the part has no Content-Type, as a browser's text field

    friend bool operator==(const FormField &, const FormField &) = default;
};

/// One file of a form.
struct FormFile
{
    QString name = QStringLiteral("file"); ///< the form key
    QString path;                          ///< a regular file
    QString fileName;                      ///< the name told to the server; empty: the path's last part
    QByteArray contentType;                ///< empty: guessed from the name, else application/octet-stream

    friend bool operator==(const FormFile &, const FormFile &) = default;
};

/// What is posted, and where. Immutable once queued.
struct UploadRequest
{
    QUrl url;
    QByteArray method = QByteArrayLiteral("POST"); ///< for a raw body often PUT
    QList<FormField> fields;                       ///< stand before the files (of a form)
    QList<FormFile> files;                         ///< multipart/form-data; may be empty with fields
    QString rawBodyPath;                           ///< not empty: the file is the whole body, fields and files are unused
    HeaderList headers;
    TransferOptions options;
    bool safeToRepeat = false; ///< the server takes the same upload twice without harm: it may be tried again like a PUT
    /// Sent as Idempotency-Key with every attempt (draft-ietf-httpapi-idempotency-key-header); empty for none. Whoever
    /// sends one says that the server knows it, so that the upload may be tried again.
    QByteArray idempotencyKey;
    bool contentDigest = false; ///< sends Content-Digest (RFC 9530) of the whole body, which is read twice for it
    QString destinationName; ///< how a person calls the server; empty: its host is shown

    friend bool operator==(const UploadRequest &, const UploadRequest &) = default;
};

/// What happens where the chosen name is taken.
enum class NameTaken {
    KeepBoth, ///< the next free name: "name (1).ext"
    Replace,  ///< only after the person said so
    Fail,     ///< error `target`
};

/// Where a finished download goes by itself, or by a later Save.
struct SaveTarget
{
    QString directory; ///< absolute
    QString fileName;  ///< empty: the name of the server, made safe
    NameTaken ifTaken = NameTaken::KeepBoth;

    friend bool operator==(const SaveTarget &, const SaveTarget &) = default;
};

/// A checksum that the bytes must have, for example sha256 and 64 hex digits.
struct ExpectedChecksum
{
    QByteArray algorithm; ///< sha256, sha1, sha512 or md5
    QByteArray hex;       ///< lower case

    friend bool operator==(const ExpectedChecksum &, const ExpectedChecksum &) = default;
};

/// What is fetched. Immutable once queued.
struct DownloadRequest
{
    QUrl url;
    HeaderList headers;
    std::optional<SaveTarget> saveTo; ///< unset: stays in the temporary place until it is saved
    std::optional<ExpectedChecksum> checksum;
    bool sha256 = true;   ///< wanted with the result; takes part of a core while the bytes come. A checksum is checked anyway
    bool anyType = false; ///< an HTML answer in place of another type is not held back
    int segments = 0; ///< 1 to 8 connections for the one file, where the server allows it; 0: as many as help
    /// With saveTo: the unfinished file and its record stay beside the target when it ends half-way, and a later request
    /// for the same address and target goes on from there. Otherwise they live and end with the item.
    bool keepPartial = false;
    bool checkNeighbour = false; ///< fetches ADDRESS.sha256 too, and compares, where the server has one
    TransferOptions options;

    friend bool operator==(const DownloadRequest &, const DownloadRequest &) = default;
};

using TransferRequest = std::variant<UploadRequest, DownloadRequest>;

enum class TransferKind { Upload, Download };

TransferKind kindOf(const TransferRequest &request);
const QUrl &urlOf(const TransferRequest &request);
const HeaderList &headersOf(const TransferRequest &request);
const TransferOptions &optionsOf(const TransferRequest &request);

} // namespace ferry

Q_DECLARE_METATYPE(ferry::TransferRequest)
