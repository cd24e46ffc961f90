#include "core/io/FrozenFile.h"

#include "core/io/IoError.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ferry {

namespace {

constexpr qint64 nanoseconds(const timespec &time)
{
    return qint64(time.tv_sec) * 1'000'000'000 + qint64(time.tv_nsec);
}

QString whyNotRegular(mode_t mode)
{
    if (S_ISDIR(mode))
        return FrozenFile::tr("It is a folder, and only files can be sent.");
    if (S_ISFIFO(mode))
        return FrozenFile::tr("It is a named pipe, and only regular files can be sent.");
    if (S_ISSOCK(mode))
        return FrozenFile::tr("It is a socket, and only regular files can be sent.");
    return FrozenFile::tr("It is a device, and only regular files can be sent.");
}

/// Files that a program makes up as they are read, as those below /proc, say that they have no bytes: 1 if this is one,
/// 0 if it is empty, -1 with errno.
ssize_t bytesBeyondNone(const FileHandle &file)
{
    char byte = 0;
    ssize_t got = 0;
    do {
        got = ::pread(file.get(), &byte, sizeof byte, 0);
    } while (got < 0 && errno == EINTR);
    return got;
}

/// Opens a regular file without waiting for anybody, with what the system says of it then, or says why not.
std::optional<TransferError> openRegular(const QString &path, const QByteArray &encodedPath, FileHandle &file,
                                         struct stat &now)
{
    if (path.isEmpty())
        return sourceError(path, FrozenFile::tr("No file is named."));
    // A NUL would end the path early and open another file.
    if (encodedPath.contains('\0'))
        return sourceError(path, FrozenFile::tr("The name holds a character that no file name can have."));
    // stat() comes first because opening some devices has effects of its own, O_NONBLOCK because the path may have
    // become a FIFO since.
    struct stat before = {};
    if (::stat(encodedPath.constData(), &before) != 0)
        return sourceError(path, errno);
    if (!S_ISREG(before.st_mode))
        return sourceError(path, whyNotRegular(before.st_mode));
    file.reset(::open(encodedPath.constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file.isOpen())
        return sourceError(path, errno);
    if (::fstat(file.get(), &now) != 0)
        return sourceError(path, errno);
    if (!S_ISREG(now.st_mode))
        return sourceError(path, whyNotRegular(now.st_mode));
    const ssize_t unsaid = now.st_size == 0 ? bytesBeyondNone(file) : 0;
    if (unsaid < 0)
        return sourceError(path, errno);
    if (unsaid > 0)
        return sourceError(path, FrozenFile::tr("It has bytes, but says that it has none, so that nobody knows how "
                                                "many to send. Copy it to another file, and send that one."));
    return {};
}

} // namespace

FrozenFile::FrozenFile(const QString &path, QObject *parent)
    : QIODevice(parent)
    , m_path(path)
    , m_encodedPath(QFile::encodeName(path))
{
}

FrozenFile::FrozenFile(const QString &path, Hold hold)
    : FrozenFile(path)
{
    m_hold = hold;
}

FrozenFile::~FrozenFile() = default;

FrozenFile::Stamp FrozenFile::stampOf(const struct stat &facts)
{
    return {quint64(facts.st_dev), quint64(facts.st_ino), qint64(facts.st_size), nanoseconds(facts.st_mtim),
            nanoseconds(facts.st_ctim)};
}

std::optional<FrozenFile::Stamp> FrozenFile::stampOf(int descriptor)
{
    struct stat facts = {};
    return ::fstat(descriptor, &facts) == 0 ? std::optional(stampOf(facts)) : std::nullopt;
}

std::optional<FrozenFile::Stamp> FrozenFile::stampOf(const QByteArray &encodedPath)
{
    struct stat facts = {};
    return ::stat(encodedPath.constData(), &facts) == 0 ? std::optional(stampOf(facts)) : std::nullopt;
}

bool FrozenFile::open()
{
    return open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool FrozenFile::open(OpenMode mode)
{
    Q_ASSERT(!isOpen());
    if ((mode & ~Unbuffered) != ReadOnly)
        return false;
    m_failure.reset();
    struct stat facts = {};
    if (const std::optional<TransferError> error = openRegular(m_path, m_encodedPath, m_file, facts))
        return fail(*error);
    m_stamp = stampOf(facts);
    m_size = m_stamp.size;
    if (m_hold == Hold::WhileRead)
        m_file.reset();
    return QIODevice::open(mode | Unbuffered);
}

void FrozenFile::close()
{
    QIODevice::close();
    m_file.reset();
}

bool FrozenFile::stillSame()
{
    if (m_failure)
        return false;
    if (!isOpen())
        return true;
    const bool heldIsSame = !m_file.isOpen() || stampOf(m_file.get()) == m_stamp;
    if (heldIsSame && stampOf(m_encodedPath) == m_stamp)
        return true;
    return failChanged();
}

/// Opens the file again to read from it, if it is the same.
bool FrozenFile::hold()
{
    if (m_file.isOpen())
        return true;
    struct stat facts = {};
    const std::optional<TransferError> error = openRegular(m_path, m_encodedPath, m_file, facts);
    if (error && stampOf(m_encodedPath) == m_stamp)
        return fail(*error);
    if (error || stampOf(facts) != m_stamp)
        return failChanged();
    ::posix_fadvise(m_file.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    return true;
}

qint64 FrozenFile::readData(char *data, qint64 maxSize)
{
    if (m_failure)
        return -1;
    const qint64 left = m_size - pos();
    const qint64 wanted = qMin(maxSize, left);
    if (wanted <= 0)
        return 0;
    if (!hold())
        return -1;
    ssize_t got = 0;
    do {
        got = ::pread(m_file.get(), data, size_t(wanted), off_t(pos()));
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        fail(sourceError(m_path, errno));
        return -1;
    }
    if (got == 0) {
        failChanged();
        return -1;
    }
    // What was written since may be among them: nothing of it leaves.
    if (got < left && stampOf(m_file.get()) != m_stamp) {
        failChanged();
        return -1;
    }
    // The last bytes leave only if the file at the path is still this one, too, which is asked with it.
    if (got == left) {
        if (!stillSame())
            return -1;
        m_file.reset();
    }
    return got;
}

qint64 FrozenFile::writeData(const char *, qint64)
{
    return -1;
}

bool FrozenFile::fail(const TransferError &error)
{
    m_failure = error;
    setErrorString(error.detail);
    return false;
}

bool FrozenFile::failChanged()
{
    const std::optional<Stamp> there = stampOf(m_encodedPath);
    if (!there)
        return fail(sourceError(m_path, tr("It was removed while it was sent.")));
    if (there->inode != m_stamp.inode || there->device != m_stamp.device)
        return fail(sourceError(m_path, tr("It was replaced by another file while it was sent.")));
    if (there->size < m_stamp.size)
        return fail(sourceError(m_path, tr("It became shorter while it was sent.")));
    if (there->size > m_stamp.size)
        return fail(sourceError(m_path, tr("It became longer while it was sent.")));
    return fail(sourceError(m_path, tr("It was changed while it was sent.")));
}

std::optional<TransferError> checkSource(const QString &path)
{
    FileHandle file;
    struct stat facts = {};
    return openRegular(path, QFile::encodeName(path), file, facts);
}

} // namespace ferry
