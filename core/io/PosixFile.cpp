#include "core/io/PosixFile.h"

#include <QFile>
#include <QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace ferry {

namespace {

/// A name in a directory that is held, or a path with AT_FDCWD.
struct Entry
{
    int directory;
    QByteArray name;
};

int moveByLink(const Entry &from, const Entry &to)
{
    // Without AT_SYMLINK_FOLLOW a link at either end is never followed.
    if (::linkat(from.directory, from.name.constData(), to.directory, to.name.constData(), 0) != 0)
        return errno;
    if (::unlinkat(from.directory, from.name.constData(), 0) == 0)
        return 0;
    const int error = errno;
    ::unlinkat(to.directory, to.name.constData(), 0);
    return error;
}

/// For file systems that know neither a careful rename nor links: takes the name with an empty file that nobody else
/// can have made, then renames over that.
int moveOntoPlaceholder(const Entry &from, const Entry &to)
{
    const FileHandle mine(
        ::openat(to.directory, to.name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!mine.isOpen())
        return errno;
    if (::renameat(from.directory, from.name.constData(), to.directory, to.name.constData()) == 0)
        return 0;
    const int error = errno;
    ::unlinkat(to.directory, to.name.constData(), 0);
    return error;
}

FileHandle createBelow(int directory, const QString &before, const QString &suffix, QString &path, const QString &mark)
{
    const QString prefix = before + QLatin1String(".ferry-") + (mark.isEmpty() ? QString() : mark + u'-');
    for (int attempt = 0; attempt < 16; ++attempt) {
        const QString candidate = prefix + QString::number(QRandomGenerator::system()->generate64(), 36) + suffix;
        const int descriptor = ::openat(directory, QFile::encodeName(candidate).constData(),
                                        O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (descriptor >= 0) {
            path = candidate;
            return FileHandle(descriptor);
        }
        if (errno != EEXIST && errno != EINTR)
            break;
    }
    return {};
}

} // namespace

FileHandle createHiddenAt(int directory, const QString &suffix, QString &name, const QString &mark)
{
    return createBelow(directory, {}, suffix, name, mark);
}

FileHandle createHidden(const QString &directory, const QString &suffix, QString &path, const QString &mark)
{
    if (!directory.isEmpty())
        return createBelow(AT_FDCWD, directory + u'/', suffix, path, mark);
    errno = ENOENT; // and not the root
    return {};
}

FileHandle holdDirectory(const QString &directory)
{
    const QByteArray path = QFile::encodeName(directory);
    FileHandle held(::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!held.isOpen() && errno == EACCES)
        held = FileHandle(::open(path.constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    return held;
}

int writeAll(int descriptor, const char *data, qint64 size, qint64 offset)
{
    while (size > 0) {
        const ssize_t written = ::pwrite(descriptor, data, size_t(size), off_t(offset));
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return errno;
        }
        if (written == 0)
            return EIO;
        data += written;
        size -= written;
        offset += written;
    }
    return 0;
}

int toDisk(int descriptor)
{
    while (::fdatasync(descriptor) != 0) {
        // EINVAL: a file system that cannot, which is no reason to lose the bytes.
        if (errno == EINVAL)
            return 0;
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

int renameNoReplaceAt(int fromDirectory, const QByteArray &from, int toDirectory, const QByteArray &to)
{
    if (::renameat2(fromDirectory, from.constData(), toDirectory, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        return errno;
    const Entry source{fromDirectory, from};
    const Entry target{toDirectory, to};
    const int linked = moveByLink(source, target);
    if (linked != EPERM && linked != ENOTSUP && linked != ENOSYS && linked != EMLINK)
        return linked;
    return moveOntoPlaceholder(source, target);
}

int renameNoReplace(const QByteArray &from, const QByteArray &to)
{
    return renameNoReplaceAt(AT_FDCWD, from, AT_FDCWD, to);
}

void syncDirectory(int directory)
{
    ::fsync(directory);
}

} // namespace ferry
