#include "core/io/LaunchDirectory.h"

#include "core/io/IoError.h"
#include "core/io/OutsideParts.h"
#include "core/io/PosixFile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSet>

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ferry {

namespace {

const QLatin1String directoryPrefix("launch-");
const QLatin1String lastingPrefix("queue-");
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

/// Of the file that a description is about: beside it, or where it says, for a part that lies elsewhere.
QString describedPath(const QString &sidecar, const QJsonObject &object)
{
    const QString beside = sidecar.chopped(sidecarSuffix.size());
    const QString elsewhere = object.value(QLatin1String("path")).toString();
    if (elsewhere.isEmpty())
        return beside;
    const QFileInfo named(elsewhere);
    const bool sound = named.isAbsolute() && named.fileName() == QFileInfo(beside).fileName() &&
                       OutsideParts::isPartName(named.fileName());
    return sound ? elsewhere : QString();
}

std::optional<LeftoverFile> readSidecar(const QString &sidecar)
{
    QFile file(sidecar);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject object = QJsonDocument::fromJson(file.read(longestSidecar)).object();
    const QString path = describedPath(sidecar, object);
    const QFileInfo bytes(path);
    if (path.isEmpty() || !bytes.isFile() || bytes.isSymLink())
        return {};
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

/// Deletes what is neither a finished file, nor a description of one, nor the lock. waits: for a drive that is not
/// here, on which described files may lie.
void deleteUnfinished(const QString &directory, const QList<LeftoverFile> &keep, bool waits)
{
    QSet<QString> names = {lockName, OutsideParts::listName()};
    for (const LeftoverFile &file : keep) {
        const QString name = QFileInfo(file.path).fileName();
        names << name << sidecarOf(name) << QDir(directory).relativeFilePath(file.path).section(u'/', 0, 0);
    }
    std::error_code ignored;
    QDirIterator entries(directory, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
    while (entries.hasNext()) {
        const QString path = entries.next();
        const QString name = entries.fileName();
        const bool elsewhere =
            name.endsWith(sidecarSuffix) && OutsideParts::isPartName(name.chopped(sidecarSuffix.size()));
        if (!names.contains(name) && !(waits && elsewhere))
            std::filesystem::remove_all(QFile::encodeName(path).constData(), ignored);
    }
}

/// Deletes what a launch that is over left unfinished, and its directory if nothing remains in it; what remains.
QList<LeftoverFile> cleanUp(const QString &directory)
{
    const QList<LeftoverFile> files = finishedIn(directory);
    QStringList paths;
    for (const LeftoverFile &file : files)
        paths.append(file.path);
    const bool waits = !OutsideParts(directory).sweep(paths);
    if (files.isEmpty() && !waits)
        QDir(directory).removeRecursively();
    else
        deleteUnfinished(directory, files, waits);
    return files;
}

/// The descriptions of one file: beside it, or in its launch's directory for one that lies elsewhere.
QStringList descriptionsIn(const QString &root, const QString &filePath)
{
    const QFileInfo file(filePath);
    const QDir base(root);
    if (file.absolutePath().startsWith(base.absolutePath() + u'/'))
        return {sidecarOf(filePath)};
    QStringList found;
    const QStringList launches =
        base.entryList({directoryPrefix + u'*', lastingPrefix + u'*'}, QDir::Dirs | QDir::Hidden | QDir::NoSymLinks);
    for (const QString &name : launches) {
        const QString description = sidecarOf(base.absoluteFilePath(name) + u'/' + file.fileName());
        const std::optional<LeftoverFile> described = readSidecar(description);
        if (QFile::exists(description) && (!described || described->path == filePath))
            found.append(description);
    }
    return found;
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

bool LaunchDirectory::makeRoot(const QString &base)
{
    if (QFileInfo(base).isDir())
        return true;
    QDir().mkpath(QFileInfo(base).absolutePath());
    if (makePrivate(base) || errno == EEXIST)
        return true;
    m_failure = noTemporaryError(base, errno);
    return false;
}

bool LaunchDirectory::createLasting(const QString &root, const QString &queue)
{
    Q_ASSERT(m_path.isEmpty());
    const QString base = QDir(root).absolutePath();
    if (!makeRoot(base))
        return false;
    const QByteArray name = QFileInfo(queue).absoluteFilePath().toUtf8();
    const QByteArray mark = QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(12);
    const QString path = base + u'/' + lastingPrefix + QString::fromLatin1(mark);
    if (makePrivate(path) || errno == EEXIST)
        m_lock = takeLock(path, O_CREAT);
    if (!m_lock.isOpen())
        return create(root);
    m_path = path;
    m_lasting = true;
    return true;
}

bool LaunchDirectory::create(const QString &root)
{
    Q_ASSERT(m_path.isEmpty());
    const QString base = QDir(root).absolutePath();
    if (!makeRoot(base))
        return false;
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
            m_failure = noTemporaryError(path, errno);
            return false;
        }
    }
    m_failure = noTemporaryError(base, EEXIST);
    return false;
}

void LaunchDirectory::leave()
{
    const bool nothingDescribed =
        m_path.isEmpty() || m_lasting ||
        QDir(m_path).entryList({u'*' + QString(sidecarSuffix)}, QDir::Files | QDir::Hidden).isEmpty();
    if (nothingDescribed) {
        remove();
        return;
    }
    m_lock.reset();
    m_path.clear();
}

bool LaunchDirectory::describe(const LeftoverFile &file)
{
    const QUrl url = file.url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    QJsonObject object{
        {QStringLiteral("name"), file.name},
        {QStringLiteral("url"), QString::fromLatin1(url.toEncoded())},
        {QStringLiteral("size"), file.size},
        {QStringLiteral("finished"), file.finished.toUTC().toString(Qt::ISODateWithMs)},
    };
    if (QFileInfo(file.path).absolutePath() != m_path)
        object.insert(QStringLiteral("path"), file.path);
    // Not brought to the disk: it is for a crash of this process, and the file it describes is no safer.
    QFile sidecar(descriptionOf(file.path));
    m_described.insert(sidecar.fileName());
    if (m_path.isEmpty() || !sidecar.open(QIODevice::WriteOnly))
        return false;
    sidecar.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return sidecar.write(json) == json.size() && sidecar.flush();
}

bool LaunchDirectory::isDescription(const QString &fileName)
{
    return fileName.endsWith(sidecarSuffix, Qt::CaseInsensitive);
}

bool LaunchDirectory::isDescribed(const QString &filePath) const
{
    return !m_path.isEmpty() && QFile::exists(descriptionOf(filePath));
}

QString LaunchDirectory::descriptionOf(const QString &filePath) const
{
    return sidecarOf(m_path + u'/' + QFileInfo(filePath).fileName());
}

void LaunchDirectory::forget(const QString &filePath)
{
    if (m_path.isEmpty() || filePath.isEmpty())
        return;
    const QString description = descriptionOf(filePath);
    if (m_described.remove(description) || m_lasting)
        QFile::remove(description);
}

QString LaunchDirectory::markOf(const QString &launchDirectory)
{
    const QString name = QFileInfo(launchDirectory).fileName();
    for (const QLatin1String prefix : {directoryPrefix, lastingPrefix}) {
        if (name.startsWith(prefix))
            return name.mid(prefix.size());
    }
    return {};
}

void LaunchDirectory::remove()
{
    if (m_path.isEmpty())
        return;
    if (!m_lasting)
        QDir(m_path).removeRecursively();
    m_lock.reset();
    m_path.clear();
}

QList<LeftoverFile> LaunchDirectory::clearUp(const QStringList &claimed) const
{
    if (!m_lasting)
        return {};
    QList<LeftoverFile> keep = finishedIn(m_path);
    QList<LeftoverFile> unclaimed;
    const QSet<QString> ofItems(claimed.begin(), claimed.end());
    std::copy_if(keep.begin(), keep.end(), std::back_inserter(unclaimed),
                 [&](const LeftoverFile &file) { return !ofItems.contains(file.path); });
    QStringList paths = claimed;
    for (const LeftoverFile &file : std::as_const(unclaimed))
        paths.append(file.path);
    const bool waits = !OutsideParts(m_path).sweep(paths);
    for (const QString &path : claimed)
        keep.append({path, {}, {}, 0, {}});
    deleteUnfinished(m_path, keep, waits);
    return unclaimed;
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
        found += cleanUp(directory);
    }
    return found;
}

QString LaunchDirectory::adopt(const LeftoverFile &file)
{
    const QString name = QFileInfo(file.path).fileName();
    if (isDescribed(file.path) && QFile::exists(file.path))
        return file.path; // of the launch before, in the same directory
    LeftoverFile here = file;
    here.path = m_path + u'/' + name;
    int error = renameNoReplace(QFile::encodeName(file.path), QFile::encodeName(here.path));
    for (int n = 1; error == EEXIST && n < 1000; ++n) {
        here.path = m_path + u'/' + QString::number(n) + u'-' + name;
        error = renameNoReplace(QFile::encodeName(file.path), QFile::encodeName(here.path));
    }
    if (error == EXDEV)
        here.path = adoptInPlace(file.path);
    else if (error != 0)
        return {};
    if (here.path.isEmpty())
        return {};
    const QString root = QFileInfo(m_path).absolutePath();
    const QStringList before = descriptionsIn(root, file.path);
    describe(here);
    for (const QString &description : before) {
        if (description != descriptionOf(here.path))
            dropDescription(description);
    }
    return here.path;
}

/// The part takes this launch's mark, since what has the old one goes with the old launch.
QString LaunchDirectory::adoptInPlace(const QString &path) const
{
    const OutsideParts outside(m_path);
    const QString folder = QFileInfo(path).absolutePath();
    QString mine;
    if (!OutsideParts::isPartName(QFileInfo(path).fileName()) || !outside.note(folder))
        return {};
    FileHandle placeholder = createHidden(folder, QStringLiteral(".part"), mine, outside.mark());
    if (!placeholder.isOpen() ||
        ::rename(QFile::encodeName(path).constData(), QFile::encodeName(mine).constData()) != 0)
        return {};
    return mine;
}

void LaunchDirectory::discard(const QString &root, const LeftoverFile &file)
{
    QFile::remove(file.path);
    for (const QString &description : descriptionsIn(root, file.path))
        dropDescription(description);
}

void LaunchDirectory::dropDescription(const QString &description)
{
    QFile::remove(description);
    const QString directory = QFileInfo(description).absolutePath();
    const FileHandle lock = takeLock(directory, 0);
    if (lock.isOpen() && finishedIn(directory).isEmpty())
        cleanUp(directory);
}

} // namespace ferry
