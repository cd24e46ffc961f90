#include "core/io/FreeSpace.h"

#include <QFile>

#include <sys/statvfs.h>

namespace ferry {

qint64 freeSpace(const QString &directory)
{
    struct statvfs facts = {};
    if (::statvfs(QFile::encodeName(directory).constData(), &facts) != 0)
        return -1;
    // Some file systems report nothing at all, and take bytes all the same.
    if (facts.f_blocks == 0)
        return -1;
    return qint64(facts.f_bavail) * qint64(facts.f_frsize);
}

} // namespace ferry
