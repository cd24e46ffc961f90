#include "core/io/PrivatePlace.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace ferry {

QString privateTemporaryPlace()
{
    const QString temporary = QDir::tempPath();
    if (temporary.isEmpty()) // TMPDIR names what does not exist, and the root of the file system is no place for it
        return {};
    const QString path = temporary + QStringLiteral("/ferry-") + QString::number(::geteuid());
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return {};
    struct stat facts = {};
    const bool mine = ::lstat(name.constData(), &facts) == 0 && S_ISDIR(facts.st_mode) && facts.st_uid == ::geteuid() &&
                      (facts.st_mode & 0077) == 0;
    return mine ? path : QString();
}

} // namespace ferry
