#include "ui/sheets/SentCopy.h"

#include "core/store/SentFiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace ferry::ui {

QString placeForCopy(const QString &directory, const QString &name)
{
    QTemporaryDir folder(directory + u'/' + sentFolderPrefix + QStringLiteral("XXXXXX"));
    folder.setAutoRemove(false);
    return folder.isValid() ? folder.filePath(name) : QString();
}

void removeCopy(const QString &path)
{
    if (path.isEmpty())
        return;
    QFile::remove(path);
    QDir().rmdir(QFileInfo(path).path());
}

} // namespace ferry::ui
