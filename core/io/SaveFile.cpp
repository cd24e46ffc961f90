#include "core/io/SaveFile.h"

#include "core/io/Digest.h"
#include "core/io/FileHandle.h"
#include "core/io/FileIdentity.h"
#include "core/io/FreeSpace.h"
#include "core/io/IoError.h"
#include "core/io/OutsideParts.h"
#include "core/io/PosixFile.h"
#include "core/io/SafeName.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace ferry {

namespace {

constexpr qint64 blockSize = 1024 * 1024;

/// Gives the sentences their translation context.
class SaveFile
{
    Q_DECLARE_TR_FUNCTIONS(SaveFile)
};

SaveResult failed(const TransferError &error)
{
    SaveResult result;
    result.error = error;
    return result;
}

/// What the umask leaves of 0666, without the race of asking for the umask: that would change it for all threads.
mode_t publicMode()
{
    static const mode_t mask = [] {
        QFile status(QStringLiteral("/proc/self/status"));
        if (status.open(QIODevice::ReadOnly)) {
            const QList<QByteArray> lines = status.readAll().split('\n');
            for (const QByteArray &line : lines) {
                if (line.startsWith("Umask:"))
                    return mode_t(line.mid(6).trimmed().toUInt(nullptr, 8));
            }
        }
        return mode_t(077);
    }();
    return mode_t(0666) & ~mask;
}

void writeOrigin(int descriptor, const QUrl &origin)
{
    if (origin.isEmpty())
        return;
    const QByteArray url = origin.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toEncoded();
    ::fsetxattr(descriptor, "user.xdg.origin.url", url.constData(), size_t(url.size()), 0);
}

/// Renames as the target's rule says, into the folder that is held; the path that was taken in the end, or an errno.
int place(int fromDirectory, const QString &from, int folder, const SaveTarget &target, QString &path)
{
    const QByteArray source = QFile::encodeName(from);
    for (int n = 0; n <= mostNumberedNames; ++n) {
        const QString name = n == 0 ? target.fileName : numberedName(target.fileName, n);
        path = target.directory + u'/' + name;
        const QByteArray encoded = QFile::encodeName(name);
        if (target.ifTaken == NameTaken::Replace)
            return ::renameat(fromDirectory, source.constData(), folder, encoded.constData()) == 0 ? 0 : errno;
        const int error = renameNoReplaceAt(fromDirectory, source, folder, encoded);
        if (error != EEXIST || target.ifTaken == NameTaken::Fail)
            return error;
    }
    return EEXIST;
}

class Copy
{
public:
    Copy(const QString &source, int folder, const SaveTarget &target, const SaveOptions &options)
        : m_source(source)
        , m_folder(folder)
        , m_target(target)
        , m_options(options)
    {
    }
    ~Copy()
    {
        if (!m_name.isEmpty())
            ::unlinkat(m_folder, QFile::encodeName(m_name).constData(), 0);
    }
    Copy(const Copy &) = delete;
    Copy &operator=(const Copy &) = delete;

    SaveResult run(int sourceFile, qint64 size);

private:
    std::optional<TransferError> transfer(int sourceFile);
    std::optional<TransferError> compare();
    bool isCancelled() const { return m_options.cancel && m_options.cancel->load(std::memory_order_relaxed); }

    QString m_source;
    int m_folder; ///< of the target, held open by the caller
    const SaveTarget &m_target;
    const SaveOptions &m_options;
    QString m_name; ///< of the copy, as long as it is to be deleted
    FileHandle m_copy;
    Digest m_digest;
    qint64 m_size = 0;
};

SaveResult Copy::run(int sourceFile, qint64 size)
{
    m_size = size;
    const QString wanted = m_target.directory + u'/' + m_target.fileName;
    if (const qint64 room = freeSpace(m_target.directory); room >= 0 && size > room)
        return failed(diskFullError(wanted));
    const OutsideParts outside(m_options.launchDirectory);
    outside.note(m_target.directory);
    m_copy = createHiddenAt(m_folder, QStringLiteral(".part"), m_name, outside.mark());
    if (!m_copy.isOpen())
        return failed(targetError(wanted, errno));
    std::optional<TransferError> error = transfer(sourceFile);
    if (!error && !isCancelled())
        error = compare();
    if (error)
        return failed(*error);
    if (m_options.copied && !isCancelled())
        m_options.copied(fileIdentity(m_copy.get()));
    SaveResult result;
    if (isCancelled()) {
        result.cancelled = true;
        return result;
    }
    ::fchmod(m_copy.get(), publicMode());
    writeOrigin(m_copy.get(), m_options.origin);
    if (const int number = place(m_folder, m_name, m_folder, m_target, result.path); number != 0)
        return failed(targetError(wanted, number));
    m_name.clear();
    // The new name is on the disk before the old bytes go.
    syncDirectory(m_folder);
    ::unlink(QFile::encodeName(m_source).constData());
    return result;
}

std::optional<TransferError> Copy::transfer(int sourceFile)
{
    const QString wanted = m_target.directory + u'/' + m_target.fileName;
    QByteArray block(blockSize, Qt::Uninitialized);
    qint64 done = 0;
    while (!isCancelled()) {
        const ssize_t got = ::pread(sourceFile, block.data(), size_t(blockSize), off_t(done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return sourceError(m_source, errno);
        if (got == 0)
            break;
        if (const int error = writeAll(m_copy.get(), block.constData(), got, done); error != 0)
            return targetError(wanted, error);
        m_digest.add(block.constData(), got);
        done += got;
        if (m_options.progress)
            m_options.progress(done, m_size);
    }
    if (isCancelled())
        return {}; // it goes again, so nobody waits for the disk
    if (done != m_size)
        return sourceError(m_source, SaveFile::tr("Its size changed while it was copied."));
    if (const int error = toDisk(m_copy.get()); error != 0)
        return targetError(wanted, error);
    return {};
}

std::optional<TransferError> Copy::compare()
{
    const QString wanted = m_target.directory + u'/' + m_target.fileName;
    struct stat facts = {};
    if (::fstat(m_copy.get(), &facts) != 0)
        return targetError(wanted, errno);
    // What was just written is dropped from memory where the system allows it, so that the disk is asked.
    ::posix_fadvise(m_copy.get(), 0, 0, POSIX_FADV_DONTNEED);
    Digest digest;
    QByteArray block(blockSize, Qt::Uninitialized);
    qint64 done = 0;
    while (!isCancelled()) {
        const ssize_t got = ::pread(m_copy.get(), block.data(), size_t(blockSize), off_t(done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return targetError(wanted, errno);
        if (got == 0)
            break;
        digest.add(block.constData(), got);
        done += got;
    }
    const bool same = facts.st_size == m_size && done == m_size && digest.hex() == m_digest.hex();
    if (isCancelled() || same)
        return {};
    return targetError(wanted, SaveFile::tr("The copy differs from the file."));
}

std::optional<TransferError> checkName(const QString &name)
{
    if (name.isEmpty() || name == QLatin1String(".") || name == QLatin1String("..") || name.contains(u'/') ||
        name.contains(QChar::Null))
        return targetError(name, SaveFile::tr("It is no name for a file."));
    return {};
}

TransferError folderError(const QString &directory, int error)
{
    return error == ENOTDIR ? targetError(directory, SaveFile::tr("It is not a folder."))
                            : targetError(directory, error);
}

} // namespace

SaveFolder::SaveFolder(const QString &path)
    : m_path(path)
    , m_folder(holdDirectory(path))
{
    m_error = m_folder.isOpen() ? 0 : errno;
}

void SaveFolder::toDisk() const
{
    if (m_folder.isOpen())
        syncDirectory(m_folder.get());
}

SaveResult saveFile(const QString &temporaryPath, const SaveTarget &target, const SaveOptions &options)
{
    const SaveFolder folder(target.directory);
    const SaveResult result = saveFile(temporaryPath, target, options, folder);
    if (result.ok())
        folder.toDisk();
    return result;
}

SaveResult saveFile(const QString &temporaryPath, const SaveTarget &target, const SaveOptions &options,
                    const SaveFolder &folder)
{
    Q_ASSERT(folder.path() == target.directory);
    if (const std::optional<TransferError> error = checkName(target.fileName))
        return failed(*error);
    if (folder.error() != 0)
        return failed(folderError(target.directory, folder.error()));
    const bool beside =
        temporaryPath.startsWith(target.directory + u'/') && temporaryPath.lastIndexOf(u'/') == target.directory.size();
    const int from = beside ? folder.descriptor() : AT_FDCWD;
    const QString source = beside ? temporaryPath.sliced(target.directory.size() + 1) : temporaryPath;
    const FileHandle file(
        ::openat(from, QFile::encodeName(source).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat facts = {};
    if (!file.isOpen() || ::fstat(file.get(), &facts) != 0)
        return failed(sourceError(temporaryPath, errno));
    if (!S_ISREG(facts.st_mode))
        return failed(sourceError(temporaryPath, SaveFile::tr("It is not a regular file.")));

    if (const int number = toDisk(file.get()); number != 0)
        return failed(targetError(temporaryPath, number));
    // Set before the rename, so that the name never shows a file that is not finished; taken back if it stays.
    ::fchmod(file.get(), publicMode());
    writeOrigin(file.get(), options.origin);
    SaveResult result;
    const int error = place(from, source, folder.descriptor(), target, result.path);
    if (error == 0)
        return result;
    ::fchmod(file.get(), facts.st_mode & 07777);
    if (error != EXDEV)
        return failed(targetError(target.directory + u'/' + target.fileName, error));
    return Copy(temporaryPath, folder.descriptor(), target, options).run(file.get(), facts.st_size);
}

} // namespace ferry
