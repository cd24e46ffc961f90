#pragma once

#include <QString>

class QUrl;

namespace ferry {

/// The server of an address, for a person: "example.com", "example.com:8080", "[::1]:8080"; the port only where it is
/// not the scheme's own. A pure function.
QString hostAndPort(const QUrl &url);

} // namespace ferry
