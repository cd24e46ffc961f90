#pragma once

#include <QString>

namespace ferry {

/// The libraries of this run with their versions, for a person: "Qt 6.4.2, libcurl 7.88.1, OpenSSL 3.0.15,
/// SQLite 3.40.1, RapidJSON 1.1.0". Any thread.
QString libraryVersions();

} // namespace ferry
