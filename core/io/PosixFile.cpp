#include "core/io/PosixFile.h"

#include <QFile>
#include <QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace ferry {

namespace {

int moveByLink(const QByteArray &from, const QByteArray &to)
{
    // Without AT_SYMLINK_FOLLOW a link at either end is never followed.
    if (::linkat(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), 0) != 0)
        return errno;
    if (::unlink(from.constData()) == 0)
        return 0;
    const int error = errno;
    ::unlink(to.constData());
    return error;
}

/// For file systems that know neither a careful rename nor links: takes the name with an empty file that nobody else
/// can have made, then renames over that.
int moveOntoPlaceholder(const QByteArray &from, const QByteArray &to)
{
    const FileHandle mine(::open(to.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!mine.isOpen())
        return errno;
    if (::rename(from.constData(), to.constData()) == 0)
        return 0;
    const int error = errno;
    ::unlink(to.constData());
    return error;
}

} // namespace

FileHandle createHidden(const QString &directory, const QString &suffix, QString &path, const QString &mark)
{
    const QString prefix = directory + QLatin1String("/.ferry-") + (mark.isEmpty() ? QString() : mark + u'-');
    for (int attempt = 0; attempt < 16; ++attempt) {
        const QString random = QString::number(QRandomGenerator::system()->generate64(), 36);
        const QString candidate = prefix + random + suffix;
        const int descriptor =
            ::open(QFile::encodeName(candidate).constData(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (descriptor >= 0) {
            path = candidate;
            return FileHandle(descriptor);
        }
        if (errno != EEXIST && errno != EINTR)
            break;
    }
    return {};
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

int renameNoReplace(const QByteArray &from, const QByteArray &to)
{
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        return errno;
    const int linked = moveByLink(from, to);
    if (linked != EPERM && linked != ENOTSUP && linked != ENOSYS && linked != EMLINK)
        return linked;
    return moveOntoPlaceholder(from, to);
}

void syncDirectory(const QString &directory)
{
    const FileHandle handle(::open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.isOpen())
        ::fsync(handle.get());
}

} // namespace ferry
