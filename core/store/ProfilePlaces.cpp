#include "core/store/ProfilePlaces.h"

#include <QDir>
#include <QStandardPaths>

namespace ferry {

QString storeFileIn(const QString &profileDirectory)
{
    const QString place = profileDirectory.isEmpty()
                              ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                              : profileDirectory;
    return QDir(place).absoluteFilePath(QStringLiteral("ferry.sqlite"));
}

QString temporaryRootIn(const QString &profileDirectory)
{
    return profileDirectory.isEmpty() ? QString()
                                      : QDir(profileDirectory).absoluteFilePath(QStringLiteral("transfers"));
}

} // namespace ferry
