#pragma once

#include <QStringList>
#include <QUrl>

namespace ferry {

/// The secrets in the query of an address that is kept: their names stay, so that a person can be asked for their
/// values, and those do not. Pure, any thread. What a secret is, isSecretParameter() says.

/// The names, decoded, in order.
QStringList secretParameters(const QUrl &url);

/// Those without a value.
QStringList missingSecrets(const QUrl &url);

/// No user info, and no value behind the name of a secret: "?token=&x=1". For destinations.
QUrl withEmptySecrets(const QUrl &url);

} // namespace ferry
