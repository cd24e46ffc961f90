#include "ui/sheets/FileCollector.h"

#include "ui/parts/Background.h"

#include <QCollator>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace ferry::ui {

namespace {

bool canList(const QString &path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return folder >= 0 && ::close(folder) == 0;
}

/// One level; the folders in it come to those that wait.
void lookThrough(const QString &path, FoundFolder &folder, QStringList &waiting, const std::atomic_bool &cancelled)
{
    QDirIterator it(path, QDir::Files | QDir::Dirs | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    while (it.hasNext() && !cancelled) {
        it.next();
        const QFileInfo info = it.fileInfo();
        if (info.isSymLink()) {
            ++folder.leftOut.links;
        } else if (info.isDir()) {
            if (info.isHidden())
                ++folder.leftOut.hiddenFolders;
            else
                waiting.append(it.filePath());
        } else if (info.isFile() && info.isHidden()) {
            ++folder.leftOut.hiddenFiles;
        } else if (info.isFile()) {
            if (folder.files.size() >= FileCollector::mostFiles) {
                folder.cut = true;
                return;
            }
            folder.files.append({it.filePath(), info.size()});
            folder.bytes += info.size();
        }
    }
}

FoundFolder lookInto(const QString &path, const std::atomic_bool &cancelled)
{
    FoundFolder folder;
    folder.path = path;
    folder.unreadable = !canList(path);
    QStringList waiting = folder.unreadable ? QStringList() : QStringList{path};
    while (!waiting.isEmpty() && !folder.cut && !cancelled) {
        const QString next = waiting.takeLast();
        if (canList(next))
            lookThrough(next, folder, waiting, cancelled);
        else
            ++folder.leftOut.unreadable;
    }
    // Not the C locale, which knows no numbers.
    QCollator collator{QLocale(QLocale::English)};
    collator.setNumericMode(true);
    std::sort(folder.files.begin(), folder.files.end(),
              [&collator](const FoundFile &a, const FoundFile &b) { return collator.compare(a.path, b.path) < 0; });
    return folder;
}

} // namespace

LeftOut &LeftOut::operator+=(const LeftOut &other)
{
    hiddenFiles += other.hiddenFiles;
    hiddenFolders += other.hiddenFolders;
    links += other.links;
    unreadable += other.unreadable;
    return *this;
}

FileCollector::FileCollector(QObject *parent)
    : QObject(parent)
{
}

FileCollector::~FileCollector()
{
    *m_cancelled = true;
}

FoundPaths FileCollector::look(const QStringList &paths, const std::atomic_bool &cancelled)
{
    FoundPaths result;
    for (const QString &path : paths) {
        if (cancelled)
            break;
        const QFileInfo info(path);
        if (info.isDir())
            result.folders.append(lookInto(info.absoluteFilePath(), cancelled));
        else if (info.isFile())
            result.files.append({info.absoluteFilePath(), info.size()});
        else
            result.unusable.append(path);
    }
    return result;
}

void FileCollector::collect(const QStringList &paths)
{
    m_waiting.append(paths);
    if (m_running++ == 0)
        startNext();
}

void FileCollector::startNext()
{
    // One at a time, so that answers come in the order of asking.
    const QStringList paths = m_waiting.takeFirst();
    runInBackground(
        this, [paths, cancelled = m_cancelled] { return look(paths, *cancelled); },
        [this](const FoundPaths &result) {
            --m_running;
            if (!m_waiting.isEmpty())
                startNext();
            emit found(result);
        });
}

} // namespace ferry::ui
