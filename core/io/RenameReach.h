#pragma once

#include <QString>

namespace ferry {

/// Whether a file can be renamed from one directory into another, both existing. The device alone does not tell: a bind
/// mount is the same device and yet refuses (EXDEV), and so do the subvolumes of one mount. False where it cannot be
/// known, since a copy and a part beside the target always work. Two system calls; they may wait on a network drive.
bool renameReaches(const QString &fromDirectory, const QString &toDirectory);

} // namespace ferry
