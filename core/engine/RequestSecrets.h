#pragma once

#include "core/types/TransferSnapshot.h"

namespace ferry {

/// All secrets that a request brings: passwords, tokens, and the values of headers, of fields and of the address that
/// are secret by their names.
SentSecrets secretsOf(const TransferRequest &request);

/// Those of the headers that were sent, among which is what a person signed in with.
void addSecretsOf(const QList<HeaderField> &sentHeaders, SentSecrets &secrets);

/// As serverReason(), without what the answer repeats of the secrets.
QString reasonWithoutSecrets(const QByteArray &body, const Exchange &exchange);

} // namespace ferry
