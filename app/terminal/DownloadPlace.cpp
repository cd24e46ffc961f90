#include "app/terminal/DownloadPlace.h"

#include "app/terminal/TerminalText.h"

#include <QDir>
#include <QFileInfo>

namespace ferry {

namespace {

/// `-o` into an existing directory, or under a name of its own there.
SaveTarget targetOf(const DownloadCommand &command)
{
    const QDir base(command.directory.isEmpty() ? QDir::currentPath() : QDir(command.directory).absolutePath());
    SaveTarget target;
    target.directory = base.absolutePath();
    if (command.output.isEmpty())
        return target;
    const QString path = base.absoluteFilePath(command.output);
    const QFileInfo info(path);
    if (info.isDir() || path.endsWith(u'/')) {
        target.directory = QDir::cleanPath(path);
    } else {
        target.directory = QDir::cleanPath(info.absolutePath());
        target.fileName = info.fileName();
    }
    return target;
}

/// Standard output, a device, a pipe: who names one does not want a file beside it, as "stdout (1)".
bool isNoFile(const DownloadCommand &command, const SaveTarget &target)
{
    if (target.fileName.isEmpty())
        return false;
    const QFileInfo info(QDir(target.directory), target.fileName);
    const QString directory = QFileInfo(target.directory).canonicalFilePath();
    const bool special = info.exists() && !info.isFile();
    const bool ofSystem = directory == QLatin1String("/dev") || directory.startsWith(QLatin1String("/proc/"));
    return command.output == QLatin1String("-") || special || ofSystem;
}

QString problemOf(const DownloadCommand &command, const SaveTarget &target)
{
    if (command.addresses.size() > 1 && !target.fileName.isEmpty()) {
        return TerminalText::tr("-o names one file, but there are %1 addresses. Name an existing directory instead.")
            .arg(command.addresses.size());
    }
    if (isNoFile(command, target)) {
        return TerminalText::tr("“%1” is not a file. Ferry saves files and prints their paths; into a pipe: "
                                "cat \"$(ferry download --temp URL)\".")
            .arg(command.output);
    }
    if (command.keepTemporary && target.directory.isEmpty()) {
        return TerminalText::tr("No directory can be made in the temporary place. TMPDIR in the environment, or "
                                "--profile-dir, names another one.");
    }
    if (target.directory.isEmpty())
        return TerminalText::tr("The working directory is gone. Name a directory with -d.");
    const QFileInfo directory(target.directory);
    if (!directory.exists())
        return TerminalText::tr("There is no directory “%1”.").arg(target.directory);
    if (!directory.isDir())
        return TerminalText::tr("“%1” is a file, not a directory.").arg(target.directory);
    if (!directory.isWritable())
        return TerminalText::tr("The directory “%1” cannot be written to.").arg(target.directory);
    return {};
}

} // namespace

DownloadPlace downloadPlace(const DownloadCommand &command, const QString &temporaryPlace)
{
    DownloadPlace place;
    place.target = targetOf(command);
    if (command.keepTemporary)
        place.target.directory = temporaryPlace;
    place.error = problemOf(command, place.target);
    return place;
}

} // namespace ferry
