#pragma once

#include <QStringList>

namespace ferry {

/// Initialises libcurl once for the process, before the first handle exists. Safe from any thread. It is never
/// undone: a lookup that was given up may still run on a thread of libcurl's when the program ends.
void ensureCurl();

/// "libcurl 7.88.1", and the same of its TLS library. Any thread.
QStringList curlVersions();

} // namespace ferry
