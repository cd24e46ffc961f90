#include "core/io/PartFile.h"

#include "core/io/FreeSpace.h"
#include "core/io/IoError.h"
#include "core/io/OutsideParts.h"
#include "core/io/PosixFile.h"

#include <QFile>

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace ferry {

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

bool PartFile::open(qint64 expectedSize)
{
    Q_ASSERT(m_path.isEmpty());
    const qint64 room = expectedSize > 0 ? freeSpace(m_directory) : -1;
    if (room >= 0 && expectedSize > room) {
        m_failure = diskFullError(m_directory);
        return false;
    }
    QString mark;
    if (!m_launchDirectory.isEmpty() && m_launchDirectory != m_directory) {
        const OutsideParts outside(m_launchDirectory);
        outside.note(m_directory);
        mark = outside.mark();
    }
    m_file = createHidden(m_directory, QStringLiteral(".part"), m_path, mark);
    if (m_file.isOpen())
        return true;
    m_failure = targetError(m_directory, errno);
    return false;
}

bool PartFile::write(const char *data, qint64 size)
{
    if (m_failure || !m_file.isOpen())
        return false;
    if (const int error = writeAll(m_file.get(), data, size, m_size); error != 0)
        return fail(error);
    m_size += size;
    return true;
}

bool PartFile::finish()
{
    if (m_failure || !m_file.isOpen())
        return false;
    if (!isInItsPlace())
        return fail(ENOENT);
    m_file.reset();
    return true;
}

bool PartFile::isInItsPlace() const
{
    struct stat mine = {};
    struct stat there = {};
    return ::fstat(m_file.get(), &mine) == 0 && ::lstat(QFile::encodeName(m_path).constData(), &there) == 0 &&
           mine.st_dev == there.st_dev && mine.st_ino == there.st_ino;
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

void PartFile::discard()
{
    m_file.reset();
    if (!m_path.isEmpty())
        ::unlink(QFile::encodeName(m_path).constData());
    m_path.clear();
}

bool PartFile::fail(int error)
{
    m_failure = targetError(m_path, error);
    return false;
}

} // namespace ferry
