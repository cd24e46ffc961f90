#include "core/io/PartFile.h"

#include "core/io/Digest.h"
#include "core/io/FreeSpace.h"
#include "core/io/IoError.h"
#include "core/io/OutsideParts.h"
#include "core/io/PartRecord.h"
#include "core/io/PosixFile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ferry {

namespace {

/// Fewer find out as early by being written.
constexpr qint64 askedForBytes = 16 * 1024;
constexpr qint64 givenBackBytes = 64 * 1024;

/// Any other error tells nothing of the file: a disk far away that does not answer for a moment, for example.
bool isAbsence(int error)
{
    return error == ENOENT || error == ENOTDIR;
}

/// Whether a file that could not be opened may well be a part: it is there, and it is this user's.
bool isMine(const QByteArray &name)
{
    struct stat facts = {};
    return ::lstat(name.constData(), &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_uid == ::geteuid();
}

/// A part that is there: a regular file of this user under this one name, which this process alone has open now. Not
/// open otherwise; error: an errno if there may be one, which cannot be opened now.
FileHandle openExisting(const QString &path, int *error = nullptr)
{
    const QByteArray name = QFile::encodeName(path);
    FileHandle file(::open(name.constData(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    const int number = file.isOpen() ? 0 : errno;
    if (error && number != 0)
        *error = isMine(name) ? number : 0;
    struct stat facts = {};
    struct stat there = {};
    const bool sound =
        file.isOpen() && ::fstat(file.get(), &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_uid == ::geteuid() &&
        facts.st_nlink == 1 && (facts.st_mode & 022) == 0 && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0 &&
        // Whoever had it until now may have moved it to its place meanwhile.
        ::lstat(name.constData(), &there) == 0 && there.st_ino == facts.st_ino && there.st_dev == facts.st_dev;
    if (!sound)
        file.reset();
    return file;
}

FileHandle createNew(const QString &path)
{
    return FileHandle(
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
}

} // namespace

PartFile::PartFile(const QString &directory, const QString &launchDirectory)
    : m_directory(directory)
    , m_launchDirectory(launchDirectory)
{
}

PartFile::~PartFile()
{
    if (!m_keep)
        discard();
}

bool PartFile::hasRoomFor(qint64 more)
{
    const qint64 room = more >= askedForBytes ? freeSpace(m_directory) : -1;
    return room < 0 || more <= room || failAt(m_directory, ENOSPC);
}

/// Locked for others; a file system that knows no locks is no reason to go without the file.
bool PartFile::take(FileHandle file, const QString &path)
{
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return false;
    m_file = std::move(file);
    m_path = path;
    return true;
}

bool PartFile::open(qint64 expectedSize)
{
    Q_ASSERT(m_path.isEmpty());
    if (!hasRoomFor(expectedSize))
        return false;
    QString mark;
    if (!m_launchDirectory.isEmpty() && m_launchDirectory != m_directory) {
        const OutsideParts outside(m_launchDirectory);
        outside.note(m_directory);
        mark = outside.mark();
    }
    QString path;
    FileHandle file = createHidden(m_directory, QStringLiteral(".part"), path, mark);
    return (file.isOpen() && take(std::move(file), path)) || failAt(m_directory, errno);
}

bool PartFile::openAs(const QString &fileName, qint64 expectedSize)
{
    const QString path = m_directory + u'/' + fileName;
    Q_ASSERT(m_path.isEmpty());
    FileHandle file = createNew(path);
    if (!file.isOpen() && errno == EEXIST && removeUnused(path))
        file = createNew(path);
    if (!file.isOpen() || !take(std::move(file), path))
        return open(expectedSize);
    if (hasRoomFor(expectedSize)) // what lay there makes room
        return true;
    discard();
    return false;
}

bool PartFile::reopen(const QString &path, const PartRecord &record)
{
    Q_ASSERT(m_path.isEmpty());
    m_directory = QFileInfo(path).path();
    int error = 0;
    FileHandle file = openExisting(path, &error);
    const bool isProven =
        !record.held.isEmpty() && file.isOpen() && PartRecord::proofOf(file.get(), record.held, &error) == record.proof;
    if (error != 0)
        failAt(path, error);
    if (!isProven)
        return false;
    // What came behind the record may not have reached the disk.
    if (::ftruncate(file.get(), off_t(record.held.list().last().end)) != 0)
        return failAt(path, errno);
    m_file = std::move(file);
    m_path = path;
    m_held = record.held;
    return true;
}

bool PartFile::writeAt(qint64 first, const char *data, qint64 size)
{
    if (m_failure || m_finished || !m_file.isOpen())
        return false;
    if (const int error = writeAll(m_file.get(), data, size, first); error != 0)
        return fail(error);
    m_held.add({first, first + size});
    return true;
}

bool PartFile::fill(qint64 first, const char *data, qint64 size)
{
    const qint64 end = first + size;
    for (qint64 at = m_held.endOfRun(first); at < end; at = m_held.endOfRun(at)) {
        if (!writeAt(at, data + (at - first), m_held.nextHeld(at, end) - at))
            return false;
    }
    return !m_failure && m_file.isOpen();
}

void PartFile::makeRoom()
{
    const qint64 end = m_held.isEmpty() ? 0 : qMax<qint64>(0, m_held.list().last().end - givenBackBytes);
    if (!m_file.isOpen() || ::ftruncate(m_file.get(), off_t(end)) != 0)
        return;
    doubt(end);
    m_doubtful = {};
}

void PartFile::doubt(qint64 end)
{
    ByteRanges left;
    for (const ByteRange &range : m_held.list()) {
        left.add({range.first, qMin(range.end, end)});
        m_doubtful.add({qMax(range.first, end), range.end});
    }
    m_held = left;
}

bool PartFile::checkPlace()
{
    if (m_failure || !m_file.isOpen())
        return false;
    const int error = placeError();
    return error == 0 || !isAbsence(error) || lose();
}

bool PartFile::finish()
{
    if (m_failure || !m_file.isOpen())
        return false;
    const int error = placeError();
    if (error != 0)
        return isAbsence(error) ? lose() : fail(error);
    m_finished = true;
    return true;
}

bool PartFile::lose()
{
    m_held = {};
    return fail(ENOENT);
}

bool PartFile::isInItsPlace() const
{
    return m_file.isOpen() && placeError() == 0;
}

/// 0 if it is in its place, and ENOENT if another file is.
int PartFile::placeError() const
{
    struct stat mine = {};
    struct stat there = {};
    if (::fstat(m_file.get(), &mine) != 0 || ::lstat(QFile::encodeName(m_path).constData(), &there) != 0)
        return errno;
    return mine.st_dev == there.st_dev && mine.st_ino == there.st_ino ? 0 : ENOENT;
}

bool PartFile::rename(const QString &fileName)
{
    const QString target = m_directory + u'/' + fileName;
    const int error = renameNoReplace(QFile::encodeName(m_path), QFile::encodeName(target));
    if (error != 0)
        return false;
    m_path = target;
    return true;
}

FileHandle PartFile::keep()
{
    m_keep = true;
    return std::move(m_file);
}

void PartFile::discard()
{
    // What lies in a folder that took the place of the first one may be somebody else's.
    if (!m_path.isEmpty() && (!m_file.isOpen() || isInItsPlace())) {
        PartRecord::remove(m_path);
        ::unlink(QFile::encodeName(m_path).constData());
    }
    m_file.reset();
    m_path.clear();
}

QString PartFile::lastingName(const QString &targetName, const QByteArray &addressHash)
{
    const QByteArray both = targetName.toUtf8() + '\0' + addressHash;
    const QByteArray hash = Digest::sha256(both).first(24);
    return QLatin1String(".ferry-kept-") + QLatin1String(hash) + QLatin1String(".part");
}

bool PartFile::removeUnused(const QString &path)
{
    const FileHandle file = openExisting(path);
    if (!file.isOpen())
        return false;
    PartRecord::remove(path);
    return ::unlink(QFile::encodeName(path).constData()) == 0;
}

QByteArray PartFile::read(qint64 first, qint64 size) const
{
    QByteArray bytes(qsizetype(size), Qt::Uninitialized);
    qint64 filled = 0;
    while (filled < size) {
        const ssize_t got = ::pread(m_file.get(), bytes.data() + filled, size_t(size - filled), off_t(first + filled));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        filled += got;
    }
    bytes.truncate(qsizetype(filled));
    return bytes;
}

QByteArray PartFile::proof(const ByteRanges &held) const
{
    return PartRecord::proofOf(m_file.get(), held);
}

bool PartFile::fail(int error)
{
    return failAt(m_shownPath.isEmpty() ? m_path : m_shownPath, error);
}

/// Of the path; or of the temporary place, if the part lies there: nobody chose that, and its disk may be another one.
bool PartFile::failAt(const QString &path, int error)
{
    const bool isTemporary = !m_launchDirectory.isEmpty() && m_directory == m_launchDirectory;
    m_failure = isTemporary ? temporaryError(m_directory, error) : targetError(path, error);
    return false;
}

} // namespace ferry
