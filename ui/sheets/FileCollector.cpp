#include "ui/sheets/FileCollector.h"

#include "ui/parts/Background.h"

#include <QCollator>
#include <QDirIterator>
#include <QFileInfo>

namespace ferry::ui {

namespace {

FoundFolder lookInto(const QString &path, const std::atomic_bool &cancelled)
{
    FoundFolder folder;
    folder.path = path;
    QDirIterator it(path, QDir::Files | QDir::NoSymLinks | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (it.hasNext() && !cancelled) {
        it.next();
        if (folder.files.size() >= FileCollector::mostFiles) {
            folder.cut = true;
            break;
        }
        const qint64 size = it.fileInfo().size();
        folder.files.append({it.filePath(), size});
        folder.bytes += size;
    }
    // Not the C locale, which knows no numbers.
    QCollator collator{QLocale(QLocale::English)};
    collator.setNumericMode(true);
    std::sort(folder.files.begin(), folder.files.end(),
              [&collator](const FoundFile &a, const FoundFile &b) { return collator.compare(a.path, b.path) < 0; });
    return folder;
}

} // namespace

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
