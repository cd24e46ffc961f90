#pragma once

#include "core/types/TransferError.h"

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <functional>

class QNetworkAccessManager;

namespace ferry {

/// What every task of an engine shares. Outlives the tasks; used on the engine's thread only.
struct TransferContext
{
    QNetworkAccessManager &manager;
    QString temporaryDirectory; ///< of this launch, 0700; empty if it could not be made
    std::optional<TransferError> directoryFailure; ///< why not
    /// The SHA-256 of the certificate that the person trusts for this address, or an empty array.
    std::function<QByteArray(const QUrl &)> trustedCertificate;
};

} // namespace ferry
