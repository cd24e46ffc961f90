#pragma once

#include "core/types/TransferRequest.h"

#include <QStringList>

namespace ferry {

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
    bool together = false; ///< all files in one request
    std::optional<Identity> identity;
    bool builtIn = false;  ///< the developer server of this launch; not stored
    bool safeToRepeat = false;   ///< as UploadRequest::safeToRepeat
    bool idempotencyKey = false; ///< each upload sends a key of its own; see UploadRequest::idempotencyKey
    bool contentDigest = false;  ///< as UploadRequest::contentDigest

    friend bool operator==(const Destination &, const Destination &) = default;
};

} // namespace ferry
