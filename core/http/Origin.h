#pragma once

#include <QString>
#include <QUrl>

namespace ferry {

/// Whether two addresses have the same origin: scheme, host and port (RFC 6454 5; RFC 9110 4.3.1). Case of scheme
/// and host does not count, nor whether a default port is written; names in Unicode equal their ASCII form.
/// An address without a host has no origin and is never the same as another.
bool sameOrigin(const QUrl &a, const QUrl &b);

/// The port that counts: the written one, else 80 or 443; -1 for other schemes.
int effectivePort(const QUrl &url);

/// Scheme, host and port alone; the port only where it is not the default.
QUrl originOf(const QUrl &url);
/// The same as a word that is compared with others of its kind, and shown to nobody.
QString originKey(const QUrl &url);

} // namespace ferry
