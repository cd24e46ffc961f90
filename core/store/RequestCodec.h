#pragma once

#include "core/types/TransferRequest.h"

#include <QStringList>

namespace ferry {

/// A request as it may lie on the disk.
struct KeptRequest
{
    TransferRequest request;
    QStringList missing; ///< the names of what was left out: headers, fields, parameters, "password", "token"
};

/// Leaves out whatever is a secret (see Secrets.h): names and passwords, tokens, and the values of headers, fields and
/// query parameters with a secret's name. Their names stay in their places, so that a person can be asked for them.
KeptRequest withoutSecrets(const TransferRequest &request);

/// A kept request as it may be sent: without the headers, fields and parameters that lost their values.
TransferRequest withoutBlanks(const TransferRequest &request, const QStringList &missing);

/// As JSON; for a request that went through withoutSecrets(). User, password and bearer token are not even part of the
/// format.
QByteArray requestText(const TransferRequest &request);
TransferRequest requestFrom(QByteArrayView text);

} // namespace ferry
