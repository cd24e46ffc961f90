#pragma once

#include "core/types/TransferError.h"

namespace ferry {

/// Errors of files as values: ErrorKind::DiskFull for no space, no inode and quota, else Target; the path is the
/// subject, the system's reason the detail. `error` is an errno.
TransferError targetError(const QString &path, int error);
/// The same with words of our own in place of an errno.
TransferError targetError(const QString &path, const QString &detail);
TransferError diskFullError(const QString &path);
/// ErrorKind::Source: a file to send that cannot be read. A full sentence.
TransferError sourceError(const QString &path, int error);
TransferError sourceError(const QString &path, const QString &detail);

/// Whether an errno says that a disk, a quota or the inodes are used up.
bool meansDiskFull(int error);

} // namespace ferry
