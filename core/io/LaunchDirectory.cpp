#include "core/io/LaunchDirectory.h"

#include "core/io/IoError.h"
#include "core/io/PosixFile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ferry {

namespace {

const QLatin1String directoryPrefix("launch-");
const QLatin1String lockName(".lock");
const QLatin1String sidecarSuffix(".ferry.json");
constexpr qint64 longestSidecar = 64 * 1024;

/// The lock of a launch; not open if somebody holds it, or if it cannot be had for another reason.
FileHandle takeLock(const QString &directory, int flags)
{
    FileHandle lock(::open(QFile::encodeName(directory + u'/' + lockName).constData(),
                           O_RDWR | O_NOFOLLOW | O_CLOEXEC | flags, 0600));
    if (lock.isOpen() && ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        lock.reset();
    return lock;
}

QString sidecarOf(const QString &path)
{
    return path + sidecarSuffix;
}

std::optional<LeftoverFile> readSidecar(const QString &sidecar)
{
    QFile file(sidecar);
    const QString path = sidecar.chopped(sidecarSuffix.size());
    const QFileInfo bytes(path);
    if (!file.open(QIODevice::ReadOnly) || !bytes.isFile() || bytes.isSymLink())
        return {};
    const QJsonObject object = QJsonDocument::fromJson(file.read(longestSidecar)).object();
    LeftoverFile found;
    found.path = path;
    found.name = object.value(QLatin1String("name")).toString();
    found.url = QUrl(object.value(QLatin1String("url")).toString(), QUrl::StrictMode);
    found.size = object.value(QLatin1String("size")).toInteger(-1);
    found.finished = QDateTime::fromString(object.value(QLatin1String("finished")).toString(), Qt::ISODateWithMs);
    // A file of another size was not the one that was described.
    if (found.name.isEmpty() || found.size != bytes.size())
        return {};
    return found;
}

QList<LeftoverFile> finishedIn(const QString &directory)
{
    QList<LeftoverFile> found;
    const QStringList sidecars =
        QDir(directory).entryList({u'*' + sidecarSuffix}, QDir::Files | QDir::Hidden, QDir::Name);
    for (const QString &name : sidecars) {
        if (const std::optional<LeftoverFile> file = readSidecar(directory + u'/' + name))
            found.append(*file);
    }
    return found;
}

/// Deletes what is neither a finished file, nor a description of one, nor the lock.
void deleteUnfinished(const QString &directory, const QList<LeftoverFile> &keep)
{
    QDirIterator entries(directory, QDir::Files | QDir::Hidden | QDir::System);
    while (entries.hasNext()) {
        const QString path = entries.next();
        const bool kept = std::any_of(keep.begin(), keep.end(), [&path](const LeftoverFile &file) {
            return path == file.path || path == sidecarOf(file.path);
        });
        if (!kept && entries.fileName() != lockName)
            QFile::remove(path);
    }
}

/// A launch that ended before it had its lock leaves an empty directory. A minute is more than a living one takes.
void deleteIfNeverUsed(const QString &directory)
{
    const QFileInfo facts(directory);
    if (facts.lastModified().secsTo(QDateTime::currentDateTime()) > 60)
        ::rmdir(QFile::encodeName(directory).constData()); // fails if there is anything in it
}

bool makePrivate(const QString &directory)
{
    return ::mkdir(QFile::encodeName(directory).constData(), 0700) == 0;
}

} // namespace

LaunchDirectory::~LaunchDirectory()
{
    remove();
}

bool LaunchDirectory::create(const QString &root)
{
    Q_ASSERT(m_path.isEmpty());
    const QString base = QDir(root).absolutePath();
    const QString parent = QFileInfo(base).absolutePath();
    if (!QFileInfo(base).isDir()) {
        QDir().mkpath(parent);
        if (!makePrivate(base) && errno != EEXIST) {
            m_failure = targetError(base, errno);
            return false;
        }
    }
    for (int attempt = 0; attempt < 16; ++attempt) {
        const QString path =
            base + u'/' + directoryPrefix + QString::number(QRandomGenerator::system()->generate64(), 36);
        if (makePrivate(path)) {
            m_lock = takeLock(path, O_CREAT | O_EXCL);
            if (m_lock.isOpen()) {
                m_path = path;
                return true;
            }
        }
        // Another launch that looks for leftovers may hold the new lock for a moment.
        if (errno != EEXIST && errno != EWOULDBLOCK) {
            m_failure = targetError(path, errno);
            return false;
        }
    }
    m_failure = targetError(base, EEXIST);
    return false;
}

void LaunchDirectory::leave()
{
    const bool nothingDescribed =
        m_path.isEmpty() ||
        QDir(m_path).entryList({u'*' + QString(sidecarSuffix)}, QDir::Files | QDir::Hidden).isEmpty();
    if (nothingDescribed) {
        remove();
        return;
    }
    m_lock.reset();
    m_path.clear();
}

bool LaunchDirectory::describe(const LeftoverFile &file) const
{
    const QUrl url = file.url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const QJsonObject object{
        {QStringLiteral("name"), file.name},
        {QStringLiteral("url"), QString::fromLatin1(url.toEncoded())},
        {QStringLiteral("size"), file.size},
        {QStringLiteral("finished"), file.finished.toUTC().toString(Qt::ISODateWithMs)},
    };
    // Not brought to the disk: it is for a crash of this process, and the file it describes is no safer.
    QFile sidecar(sidecarOf(file.path));
    if (!sidecar.open(QIODevice::WriteOnly))
        return false;
    sidecar.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return sidecar.write(json) == json.size() && sidecar.flush();
}

bool LaunchDirectory::isDescription(const QString &fileName)
{
    return fileName.endsWith(sidecarSuffix, Qt::CaseInsensitive);
}

void LaunchDirectory::forget(const QString &filePath)
{
    QFile::remove(sidecarOf(filePath));
}

void LaunchDirectory::remove()
{
    if (m_path.isEmpty())
        return;
    QDir(m_path).removeRecursively();
    m_lock.reset();
    m_path.clear();
}

QList<LeftoverFile> LaunchDirectory::findLeftovers(const QString &root)
{
    QList<LeftoverFile> found;
    const QDir base(root);
    const QStringList launches =
        base.entryList({directoryPrefix + u'*'}, QDir::Dirs | QDir::Hidden | QDir::NoSymLinks, QDir::Name);
    for (const QString &name : launches) {
        const QString directory = base.absoluteFilePath(name);
        const FileHandle lock = takeLock(directory, 0);
        if (!lock.isOpen()) {
            deleteIfNeverUsed(directory);
            continue;
        }
        const QList<LeftoverFile> files = finishedIn(directory);
        if (files.isEmpty())
            QDir(directory).removeRecursively();
        else
            deleteUnfinished(directory, files);
        found += files;
    }
    return found;
}

QString LaunchDirectory::adopt(const LeftoverFile &file) const
{
    QString path = m_path + u'/' + QFileInfo(file.path).fileName();
    int error = renameNoReplace(QFile::encodeName(file.path), QFile::encodeName(path));
    for (int n = 1; error == EEXIST && n < 1000; ++n) {
        path = m_path + u'/' + QString::number(n) + u'-' + QFileInfo(file.path).fileName();
        error = renameNoReplace(QFile::encodeName(file.path), QFile::encodeName(path));
    }
    if (error != 0)
        return {};
    LeftoverFile here = file;
    here.path = path;
    describe(here);
    discard(file);
    return path;
}

void LaunchDirectory::discard(const LeftoverFile &file)
{
    QFile::remove(file.path);
    forget(file.path);
    const QString directory = QFileInfo(file.path).absolutePath();
    const FileHandle lock = takeLock(directory, 0);
    if (lock.isOpen() && QFileInfo(directory).fileName().startsWith(directoryPrefix) && finishedIn(directory).isEmpty())
        QDir(directory).removeRecursively();
}

} // namespace ferry
