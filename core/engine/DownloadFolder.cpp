#include "core/engine/DownloadFolder.h"

#include "core/io/IoError.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <cerrno>
#include <sys/stat.h>

namespace ferry {

namespace {

/// Gives the sentence its translation context.
class DownloadFolder
{
    Q_DECLARE_TR_FUNCTIONS(DownloadFolder)
};

} // namespace

bool isDownloadFolderToMake(const QString &folder)
{
    const QString path = QDir::cleanPath(folder);
    const QString downloads = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    return !QFileInfo::exists(path) && path == QDir::cleanPath(downloads);
}

std::optional<TransferError> makeDownloadFolder(const QString &folder)
{
    const QString path = QDir::cleanPath(folder);
    if (!isDownloadFolderToMake(path))
        return {};
    QDir().mkpath(QFileInfo(path).path()); // if not, the next line says why
    if (::mkdir(QFile::encodeName(path).constData(), 0755) == 0 || errno == EEXIST)
        return {};
    TransferError error = targetError(folder, errno);
    error.detail = DownloadFolder::tr("%1 %2", "two sentences")
                       .arg(DownloadFolder::tr("The folder does not exist and cannot be made."), error.detail);
    return error;
}

} // namespace ferry
