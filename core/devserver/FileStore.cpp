#include "core/devserver/FileStore.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <filesystem>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace ferry::devserver {

namespace {

constexpr qsizetype nameLimit = 200; ///< bytes of UTF-8; leaves room for a number
constexpr int rememberedNames = 10'000;
constexpr int triedNumbers = 100'000;

bool isRefused(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
           QStringLiteral("\"*:<>?|").contains(c) || c.unicode() == 0xfffd;
}

bool isDevice(const QString &name)
{
    static const QSet<QString> devices = [] {
        QSet<QString> all = {QStringLiteral("CON"), QStringLiteral("PRN"), QStringLiteral("AUX"),
                             QStringLiteral("NUL")};
        for (int i = 1; i <= 9; ++i)
            all << QStringLiteral("COM%1").arg(i) << QStringLiteral("LPT%1").arg(i);
        return all;
    }();
    return devices.contains(name.section(QLatin1Char('.'), 0, 0).trimmed().toUpper());
}

/// Where the extension begins, with its dot; the size if there is none.
qsizetype stemSize(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    return dot > 0 && name.size() - dot <= 12 ? dot : name.size();
}

QString shortened(const QString &name)
{
    const QString extension = name.mid(stemSize(name));
    QString stem = name.left(stemSize(name));
    while (!stem.isEmpty() && stem.toUtf8().size() + extension.toUtf8().size() > nameLimit) {
        const bool pair = stem.back().isLowSurrogate();
        stem.chop(pair ? 2 : 1);
    }
    return stem + extension;
}

} // namespace

QString FileStore::safeName(const QString &told)
{
    const qsizetype slash = std::max(told.lastIndexOf(QLatin1Char('/')), told.lastIndexOf(QLatin1Char('\\')));
    QString name;
    for (const QChar c : told.mid(slash + 1))
        name.append(isRefused(c) ? QChar(QLatin1Char('_')) : c);
    // Lone surrogates have no UTF-8, so they would not be found again.
    name = shortened(QString::fromUtf8(name.toUtf8()));
    qsizetype start = 0;
    while (start < name.size() && (name[start] == QLatin1Char('.') || name[start].isSpace()))
        ++start;
    name.remove(0, start);
    while (!name.isEmpty() && (name.back() == QLatin1Char('.') || name.back().isSpace()))
        name.chop(1);
    if (isDevice(name))
        name.prepend(QLatin1Char('_'));
    return name.isEmpty() ? QStringLiteral("file") : name;
}

bool FileStore::isPlain(const QString &name)
{
    const auto separates = [](QChar c) {
        return c == QLatin1Char('/') || c == QLatin1Char('\\') || c.category() == QChar::Other_Control;
    };
    return !name.isEmpty() && !name.startsWith(QLatin1Char('.')) && std::none_of(name.begin(), name.end(), separates);
}

std::unique_ptr<IncomingFile> FileStore::create() const
{
    return std::make_unique<IncomingFile>(m_directory);
}

QString FileStore::publish(IncomingFile &file, const QString &wanted)
{
    const QString name = safeName(wanted);
    const qsizetype stem = stemSize(name);
    if (m_nextNumber.size() > rememberedNames)
        m_nextNumber.clear();
    for (int number = m_nextNumber.value(name, 0); number < triedNumbers; ++number) {
        const QString tried =
            number == 0 ? name : QStringLiteral("%1 (%2)%3").arg(name.left(stem)).arg(number).arg(name.mid(stem));
        const QFileInfo there(pathOf(tried));
        // QFile::rename() replaces nothing; asking first only saves the attempt, and sees dangling links.
        if (there.exists() || there.isSymLink())
            continue;
        if (QFile::rename(file.temporaryPath(), pathOf(tried))) {
            file.release();
            m_nextNumber.insert(name, number + 1);
            return tried;
        }
        if (!QFileInfo::exists(pathOf(tried)))
            break;
    }
    return QString();
}

bool FileStore::replace(IncomingFile &file, const QString &name)
{
    std::error_code error;
    std::filesystem::rename(QFileInfo(file.temporaryPath()).filesystemFilePath(),
                            QFileInfo(pathOf(name)).filesystemFilePath(), error);
    if (!error)
        file.release();
    return !error;
}

bool FileStore::exists(const QString &name) const
{
    const QFileInfo info(pathOf(name));
    return isPlain(name) && info.isFile() && !info.isSymLink();
}

bool FileStore::remove(const QString &name)
{
    m_nextNumber.clear();
    return exists(name) && QFile::remove(pathOf(name));
}

OpenedFile FileStore::open(const QString &name) const
{
    OpenedFile opened;
    if (!exists(name))
        return opened;
    auto file = std::make_unique<QFile>(pathOf(name));
#ifdef Q_OS_UNIX
    const int descriptor =
        ::open(QFile::encodeName(pathOf(name)).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat facts = {};
    if (descriptor < 0)
        return opened;
    if (::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode) ||
        !file->open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        return opened;
    }
#ifdef Q_OS_DARWIN
    const timespec changed = facts.st_mtimespec;
#else
    const timespec changed = facts.st_mtim;
#endif
    opened.size = facts.st_size;
    opened.modified = QDateTime::fromSecsSinceEpoch(changed.tv_sec, Qt::UTC);
    opened.etag = '"' + QByteArray::number(quint64(facts.st_ino), 36) + '-' + QByteArray::number(opened.size, 36) +
                  '-' + QByteArray::number(qint64(changed.tv_sec) * 1'000'000'000 + changed.tv_nsec, 36) + '"';
#else
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return opened;
    opened.size = file->size();
    opened.modified = QFileInfo(*file).lastModified().toUTC();
    opened.etag = '"' + QByteArray::number(opened.size, 36) + '-' +
                  QByteArray::number(opened.modified.toMSecsSinceEpoch(), 36) + '"';
#endif
    opened.file = std::move(file);
    return opened;
}

QList<StoredFile> FileStore::list() const
{
    QList<StoredFile> files;
    QDirIterator entries(m_directory, QDir::Files | QDir::NoSymLinks);
    while (entries.hasNext()) {
        const QFileInfo info = entries.nextFileInfo();
        if (isPlain(info.fileName()))
            files.append({info.fileName(), info.size(), info.lastModified().toUTC()});
    }
    std::sort(files.begin(), files.end(), [](const StoredFile &a, const StoredFile &b) {
        return a.modified != b.modified ? a.modified > b.modified : a.name < b.name;
    });
    return files;
}

} // namespace ferry::devserver
