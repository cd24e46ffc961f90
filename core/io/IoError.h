#pragma once

#include "core/types/TransferError.h"

namespace ferry {

/// Errors of files as values: ErrorKind::DiskFull for no space, no inode and quota, else Target; the path is the
/// subject. The detail is the system's reason, and empty where DiskFull says it already. `error` is an errno.
TransferError targetError(const QString &path, int error);
/// The same with words of our own in place of an errno.
TransferError targetError(const QString &path, const QString &detail);
TransferError diskFullError(const QString &path);
/// The same of the directory in which downloads lie until they are saved: the detail says so too, since it is not the
/// place that a person chose.
TransferError temporaryError(const QString &directory, int error);
/// The same where that directory could not even be made.
TransferError noTemporaryError(const QString &directory, int error);
/// ErrorKind::Source: a file to send that cannot be read. A full sentence.
TransferError sourceError(const QString &path, int error);
TransferError sourceError(const QString &path, const QString &detail);

/// Whether an errno says that a disk, a quota or the inodes are used up.
bool meansDiskFull(int error);

} // namespace ferry
