#include "core/io/OutsideParts.h"

#include "core/io/FileHandle.h"
#include "core/io/LaunchDirectory.h"
#include "core/io/PartRecord.h"
#include "core/io/PosixFile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace ferry {

namespace {

const QLatin1String partPrefix(".ferry-");
const QLatin1String partSuffix(".part");
constexpr qint64 longestWait = 90; ///< days
constexpr qint64 longestList = 1024 * 1024;

/// What this process has written down. Thousands of files may go to one folder, and the list is read once for it.
class Noted
{
public:
    bool contains(const QString &list, const QString &folder)
    {
        const std::scoped_lock lock(m_mutex);
        return m_all.contains({list, folder});
    }
    void add(const QString &list, const QString &folder)
    {
        const std::scoped_lock lock(m_mutex);
        m_all.insert({list, folder});
    }

private:
    std::mutex m_mutex;
    QSet<std::pair<QString, QString>> m_all; ///< guarded
};

Noted &noted()
{
    static Noted it;
    return it;
}

} // namespace

OutsideParts::OutsideParts(const QString &launchDirectory)
    : m_directory(launchDirectory)
    , m_mark(LaunchDirectory::markOf(launchDirectory))
{
}

bool OutsideParts::isPartName(const QString &fileName)
{
    return fileName.startsWith(partPrefix) && fileName.endsWith(partSuffix);
}

QString OutsideParts::listName()
{
    return QStringLiteral(".folders");
}

QStringList OutsideParts::folders() const
{
    QFile list(m_directory + u'/' + listName());
    if (m_mark.isEmpty() || !list.open(QIODevice::ReadOnly))
        return {};
    QStringList found;
    // One path a line, percent-encoded: a path may hold a line break. A last line without one was cut by a crash.
    QList<QByteArray> lines = list.read(longestList).split('\n');
    lines.removeLast();
    for (const QByteArray &line : lines) {
        const QString folder = QFile::decodeName(QByteArray::fromPercentEncoding(line));
        if (QDir::isAbsolutePath(folder) && !found.contains(folder))
            found.append(folder);
    }
    return found;
}

bool OutsideParts::note(const QString &folder) const
{
    if (m_mark.isEmpty())
        return false;
    if (noted().contains(m_directory, folder))
        return true;
    const bool done = write(QDir(folder).absolutePath());
    if (done)
        noted().add(m_directory, folder);
    return done;
}

bool OutsideParts::write(const QString &absolute) const
{
    if (folders().contains(absolute))
        return true;
    const FileHandle list(::open(QFile::encodeName(m_directory + u'/' + listName()).constData(),
                                 O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600));
    const QByteArray line = QFile::encodeName(absolute).toPercentEncoding("/") + '\n';
    // One call, so that two threads do not mix their lines.
    return list.isOpen() && ::write(list.get(), line.constData(), size_t(line.size())) == line.size();
}

QStringList OutsideParts::parts() const
{
    QStringList found;
    const QString mine = partPrefix + m_mark + u'-';
    for (const QString &folder : folders()) {
        const QStringList here = PartRecord::partsIn(folder);
        std::copy_if(here.begin(), here.end(), std::back_inserter(found),
                     [&mine](const QString &path) { return QFileInfo(path).fileName().startsWith(mine); });
    }
    return found;
}

bool OutsideParts::sweep(const QStringList &keep) const
{
    bool all = true;
    const QSet<QString> kept(keep.begin(), keep.end());
    const QString mine = partPrefix + m_mark + u'-';
    for (const QString &folder : folders()) {
        const QDir directory(folder);
        all = all && directory.exists();
        const QStringList names =
            directory.entryList({mine + u'*' + partSuffix, PartRecord::pathOf(mine + u'*' + partSuffix)},
                                QDir::Files | QDir::Hidden | QDir::NoSymLinks);
        for (const QString &name : names) {
            const QString path = folder + u'/' + name;
            if (!name.startsWith(mine) || kept.contains(path))
                continue;
            ::unlink(QFile::encodeName(path).constData());
            PartRecord::remove(path);
        }
    }
    const QDateTime written = QFileInfo(m_directory + u'/' + listName()).lastModified();
    return all || written.daysTo(QDateTime::currentDateTime()) > longestWait;
}

} // namespace ferry
