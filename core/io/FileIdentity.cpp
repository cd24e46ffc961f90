#include "core/io/FileIdentity.h"

#include <QDirIterator>
#include <QFile>

#include <sys/stat.h>

namespace ferry {

QString fileIdentity(const QString &path)
{
    struct stat facts = {};
    if (path.isEmpty() || ::lstat(QFile::encodeName(path).constData(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return {};
    return QStringLiteral("%1:%2:%3").arg(quint64(facts.st_dev)).arg(quint64(facts.st_ino)).arg(qint64(facts.st_size));
}

QString findFile(const QString &directory, const QString &identity)
{
    QDirIterator files(directory, QDir::Files | QDir::Hidden);
    while (files.hasNext()) {
        const QString path = files.next();
        if (fileIdentity(path) == identity)
            return path;
    }
    return {};
}

} // namespace ferry
