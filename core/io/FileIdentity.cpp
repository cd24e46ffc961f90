#include "core/io/FileIdentity.h"

#include "core/io/OutsideParts.h"

#include <QDirIterator>
#include <QFile>

#include <sys/stat.h>

namespace ferry {

namespace {

QString identityOf(const struct stat &facts)
{
    if (!S_ISREG(facts.st_mode))
        return {};
    return QStringLiteral("%1:%2:%3").arg(quint64(facts.st_dev)).arg(quint64(facts.st_ino)).arg(qint64(facts.st_size));
}

} // namespace

QString fileIdentity(const QString &path)
{
    struct stat facts = {};
    if (path.isEmpty() || ::lstat(QFile::encodeName(path).constData(), &facts) != 0)
        return {};
    return identityOf(facts);
}

QString fileIdentity(int descriptor)
{
    struct stat facts = {};
    return ::fstat(descriptor, &facts) == 0 ? identityOf(facts) : QString();
}

qint64 sizeIn(const QString &identity)
{
    bool good = false;
    const qint64 size = identity.section(u':', -1).toLongLong(&good);
    return good ? size : -1;
}

QString findFile(const QString &directory, const QString &identity)
{
    QDirIterator files(directory, QDir::Files | QDir::Hidden);
    while (files.hasNext()) {
        const QString path = files.next();
        if (!OutsideParts::isPartName(files.fileName()) && fileIdentity(path) == identity)
            return path;
    }
    return {};
}

} // namespace ferry
