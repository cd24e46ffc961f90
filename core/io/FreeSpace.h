#pragma once

#include <QString>

namespace ferry {

/// Bytes that this user can still write where the directory is; -1 if that cannot be known. A system call that may
/// wait on a network drive.
qint64 freeSpace(const QString &directory);

} // namespace ferry
