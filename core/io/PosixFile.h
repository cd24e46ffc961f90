#pragma once

#include "core/io/FileHandle.h"

#include <QByteArray>
#include <QString>

namespace ferry {

/// The few system calls that the room shares, with interruptions and partial results dealt with. All blocking.

/// A new file of mode 0600 with the name `.ferry-<random><suffix>` in the directory, or
/// `.ferry-<mark>-<random><suffix>`; `path` becomes its path. It is made with O_EXCL and O_NOFOLLOW, so that nothing
/// existing is opened. Not open on failure, with errno.
FileHandle createHidden(const QString &directory, const QString &suffix, QString &path, const QString &mark = {});
/// The same within a directory that is held open; `name` becomes the name alone.
FileHandle createHiddenAt(int directory, const QString &suffix, QString &name, const QString &mark = {});

/// Holds a directory, which need not be readable, for the functions here. Not open on failure, with errno.
FileHandle holdDirectory(const QString &directory);

/// Writes all at the offset; 0, or an errno.
int writeAll(int descriptor, const char *data, qint64 size, qint64 offset);

/// The bytes reach the disk, so that a rename that survives a power cut is not followed by an empty file. Waits for the
/// disk, so not for the engine's thread. 0, or an errno.
int toDisk(int descriptor);

/// Renames without ever replacing: renameat2(RENAME_NOREPLACE); where the file system knows no such flag, link and
/// unlink; where it knows no links, over an empty file made for it. 0, or an errno; EEXIST if the target is there, be
/// it a link that leads nowhere.
int renameNoReplace(const QByteArray &from, const QByteArray &to);
/// The same from and to names within directories that are held open (or AT_FDCWD, for paths), so that a folder that is
/// exchanged meanwhile is not the one written to.
int renameNoReplaceAt(int fromDirectory, const QByteArray &from, int toDirectory, const QByteArray &to);

/// The entries of a directory that is held reach the disk. A failure only means that this cannot be known.
void syncDirectory(int directory);

} // namespace ferry
