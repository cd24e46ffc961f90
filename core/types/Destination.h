#pragma once

#include "core/types/TransferRequest.h"

#include <QStringList>

namespace ferry {

/// How the files of an upload become requests.
enum class Grouping {
    OneEach,   ///< a form for each file
    Together,  ///< one form for all files
    WholeBody, ///< each file is the body of a request of its own, without a form
};

/// A server that files are sent to again and again, under a name. Its headers hold no secrets: those are asked for
/// each time, until there is a keyring. A value; compared whole.
struct Destination
{
    QString name;
    QUrl url;
    QByteArray method = QByteArrayLiteral("POST");
    QString fieldName = QStringLiteral("file");
    QList<FormField> fields;
    HeaderList headers;
    Grouping grouping = Grouping::OneEach;
    std::optional<Identity> identity;
    bool builtIn = false;  ///< the developer server of this launch; not stored
    bool safeToRepeat = false;   ///< as UploadRequest::safeToRepeat
    bool idempotencyKey = false; ///< each upload sends a key of its own; see UploadRequest::idempotencyKey
    bool contentDigest = false;  ///< as UploadRequest::contentDigest

    friend bool operator==(const Destination &, const Destination &) = default;
};

} // namespace ferry
