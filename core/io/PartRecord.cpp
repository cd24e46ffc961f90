#include "core/io/PartRecord.h"

#include "core/io/Digest.h"
#include "core/io/FileHandle.h"
#include "core/io/PosixFile.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ferry {

namespace {

const QLatin1String recordSuffix(".ferry-part.json");
const QLatin1String besideSuffix(".ferry-part.json.new"); // while it is written
constexpr qint64 longestRecord = 1024 * 1024;
constexpr qint64 proofLength = 64 * 1024;

/// Empty if there are fewer, or they cannot be read: then with an errno.
QByteArray readAll(int descriptor, qint64 first, qint64 size, int &error)
{
    QByteArray bytes(qsizetype(size), Qt::Uninitialized);
    qint64 filled = 0;
    while (filled < size) {
        const ssize_t got = ::pread(descriptor, bytes.data() + filled, size_t(size - filled), off_t(first + filled));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            error = errno;
        if (got <= 0)
            return {};
        filled += got;
    }
    return bytes;
}

QByteArray textOf(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString().toLatin1();
}

std::optional<PartRecord> fromJson(const QJsonObject &object)
{
    PartRecord record;
    record.url = QUrl(object.value(QLatin1String("url")).toString(), QUrl::StrictMode);
    record.address = textOf(object, "address");
    record.name = object.value(QLatin1String("name")).toString();
    record.validator = QByteArray::fromPercentEncoding(textOf(object, "validator"));
    record.total = object.value(QLatin1String("total")).toInteger(-1);
    record.proof = textOf(object, "proof");
    const std::optional<ByteRanges> held = ByteRanges::fromText(textOf(object, "held"));
    if (!held || record.address.isEmpty() || record.total < 0)
        return std::nullopt;
    record.held = *held;
    const bool fits = record.held.isEmpty() || record.held.list().last().end <= record.total;
    return fits ? std::optional(record) : std::nullopt;
}

} // namespace

QString PartRecord::pathOf(const QString &partPath)
{
    return partPath + recordSuffix;
}

bool PartRecord::isRecord(const QString &fileName)
{
    return fileName.endsWith(recordSuffix) || fileName.endsWith(besideSuffix);
}

QByteArray PartRecord::addressHash(const QUrl &url)
{
    return Digest::sha256(url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveFragment));
}

QByteArray PartRecord::proofOf(int descriptor, const ByteRanges &held, int *error)
{
    int unused = 0;
    Digest digest;
    for (const ByteRange &range : held.list()) {
        const qint64 size = qMin(range.size(), proofLength);
        const QByteArray bytes = readAll(descriptor, range.end - size, size, error ? *error : unused);
        if (bytes.size() != size)
            return {};
        digest.add(bytes);
    }
    return digest.hex();
}

std::optional<PartRecord> PartRecord::read(const QString &partPath, int *error)
{
    int unused = 0;
    int &number = error ? *error : unused;
    const FileHandle file(
        ::open(QFile::encodeName(pathOf(partPath)).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.isOpen() && errno != ENOENT && errno != ENOTDIR && errno != ELOOP)
        number = errno;
    struct stat facts = {};
    if (!file.isOpen() || ::fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_uid != ::geteuid() ||
        facts.st_size > longestRecord)
        return std::nullopt;
    return fromJson(QJsonDocument::fromJson(readAll(file.get(), 0, facts.st_size, number)).object());
}

bool PartRecord::mayLie(const QString &partPath)
{
    struct stat facts = {};
    return ::lstat(QFile::encodeName(pathOf(partPath)).constData(), &facts) == 0 || errno != ENOENT;
}

QStringList PartRecord::partsIn(const QString &directory)
{
    QStringList parts;
    QDirIterator files(directory, QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    while (files.hasNext()) {
        const QString path = files.next();
        if (files.fileName().endsWith(recordSuffix))
            parts.append(path.chopped(recordSuffix.size()));
    }
    return parts;
}

bool PartRecord::write(const QString &partPath) const
{
    // A validator is bytes of the server, which JSON has no room for.
    const QJsonObject object{
        {QStringLiteral("url"),
         QString::fromLatin1(
             url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toEncoded())},
        {QStringLiteral("address"), QString::fromLatin1(address)},
        {QStringLiteral("name"), name},
        {QStringLiteral("validator"), QString::fromLatin1(validator.toPercentEncoding("\" ,:"))},
        {QStringLiteral("total"), total},
        {QStringLiteral("held"), QString::fromLatin1(held.toText())},
        {QStringLiteral("proof"), QString::fromLatin1(proof)},
    };
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    // Nobody else writes this part, so one name for what is being written is enough, and a crash leaves one at most.
    const QByteArray target = QFile::encodeName(pathOf(partPath));
    const QByteArray beside = QFile::encodeName(partPath + besideSuffix);
    ::unlink(beside.constData());
    const FileHandle file(::open(beside.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.isOpen())
        return false;
    if (writeAll(file.get(), json.constData(), json.size(), 0) == 0 &&
        ::rename(beside.constData(), target.constData()) == 0)
        return true;
    ::unlink(beside.constData());
    return false;
}

void PartRecord::remove(const QString &partPath)
{
    ::unlink(QFile::encodeName(pathOf(partPath)).constData());
    ::unlink(QFile::encodeName(partPath + besideSuffix).constData());
}

} // namespace ferry
