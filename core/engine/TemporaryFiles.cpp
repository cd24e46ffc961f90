#include "core/engine/TemporaryFiles.h"

#include "core/engine/DownloadTask.h"
#include "core/io/LaunchDirectory.h"
#include "core/io/OutsideParts.h"
#include "core/store/SentFiles.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace ferry {

namespace {

/// A file that came within a second costs no more than that, should it be lost.
bool isSoonFetchedAgain(const TransferSnapshot &item)
{
    constexpr qint64 smallBytes = 1024 * 1024;
    constexpr qint64 shortMicroseconds = 1'000'000;
    return item.bytesDone <= smallBytes && item.exchange && item.exchange->timings.done >= 0 &&
           item.exchange->timings.done <= shortMicroseconds;
}

/// Whoever lost a queue adds what it held within days, or never.
constexpr qint64 orphanDays = 7;

LeftoverFile fileOf(const Leftover &leftover)
{
    return {leftover.path, leftover.name, leftover.url, leftover.size, leftover.finished};
}

Leftover leftoverOf(const LeftoverFile &file)
{
    return {file.path, file.name, file.url, file.size, file.finished};
}

} // namespace

TemporaryFiles::TemporaryFiles(QString root, std::unique_ptr<LaunchDirectory> directory)
    : m_root(std::move(root))
    , m_directory(std::move(directory))
{
}

TemporaryFiles::~TemporaryFiles() = default;

QString TemporaryFiles::directory() const
{
    return m_directory->path();
}

bool TemporaryFiles::holds(const QString &path) const
{
    return !m_directory->path().isEmpty() &&
           (path.startsWith(m_directory->path() + u'/') || m_directory->isDescribed(path));
}

std::optional<TransferError> TemporaryFiles::failure() const
{
    return m_directory->failure();
}

void TemporaryFiles::take(TransferSnapshot &item, DownloadTask &task, bool goesOn)
{
    item.tempPath = task.takeFile();
    m_claims[item.id] = task.takeClaim();
    if (auto checkpoints = task.takeCheckpoints())
        m_lasting[item.id] = {std::move(checkpoints), task.takeLock()};
    item.sha256 = task.sha256();
    item.bytesDone = item.bytesTotal = task.bytesDone();
    if (!goesOn || !isSoonFetchedAgain(item))
        describe(item);
}

void TemporaryFiles::describe(const TransferSnapshot &item) const
{
    if (!item.tempPath.isEmpty())
        m_directory->describe({item.tempPath, item.name, item.url(), item.bytesDone, item.stateSince});
}

void TemporaryFiles::undescribe(const TransferSnapshot &item) const
{
    m_directory->forget(item.tempPath);
}

void TemporaryFiles::saved(TransferSnapshot &item)
{
    forgetRecord(item);
    m_claims.erase(item.id);
    m_directory->forget(item.tempPath);
    item.tempPath.clear();
    m_lasting.erase(item.id);
}

void TemporaryFiles::drop(TransferSnapshot &item)
{
    forgetRecord(item);
    m_claims.erase(item.id);
    if (!item.tempPath.isEmpty()) {
        m_directory->forget(item.tempPath);
        QFile::remove(item.tempPath);
        item.tempPath.clear();
    }
    m_lasting.erase(item.id); // nobody else may have it before it is gone
    if (item.exchange && !item.exchange->bodyFile.isEmpty())
        QFile::remove(item.exchange->bodyFile);
}

bool TemporaryFiles::holdsSentFiles() const
{
    const QString directory = m_directory->path();
    return !directory.isEmpty() &&
           !QDir(directory).entryList({sentFolderPrefix + u'*'}, QDir::Dirs | QDir::NoSymLinks).isEmpty();
}

void TemporaryFiles::dropSent(const QStringList &before, const QStringList &left)
{
    const QSet<QString> sent(left.begin(), left.end());
    for (const QString &path : before) {
        if (sent.contains(path) || !QFile::remove(path))
            continue;
        const QFileInfo folder(QFileInfo(path).path());
        if (folder.fileName().startsWith(sentFolderPrefix))
            QDir().rmdir(folder.filePath());
    }
}

/// Before the path and the claim go. A part that was taken in this launch has a record only if somebody keeps it; one
/// of an earlier launch may have one that nobody does.
void TemporaryFiles::forgetRecord(const TransferSnapshot &item)
{
    const auto it = m_lasting.find(item.id);
    if (it != m_lasting.end())
        it->second.checkpoints->drop();
    else if (!item.tempPath.isEmpty() && m_claims.find(item.id) == m_claims.end())
        PartRecord::remove(item.tempPath);
}

void TemporaryFiles::takeUp(const QStringList &claimed)
{
    m_unclaimed.clear();
    QStringList staying = claimed;
    const QSet<QString> known(claimed.begin(), claimed.end());
    const QStringList parts = PartRecord::partsIn(m_directory->path()) + OutsideParts(m_directory->path()).parts();
    for (const QString &part : parts) {
        auto record = known.contains(part) ? std::nullopt : PartRecord::read(part);
        const QDateTime written = QFileInfo(part).lastModified();
        if (!record || m_directory->isDescribed(part) || written.daysTo(QDateTime::currentDateTime()) > orphanDays)
            continue;
        staying << part << PartRecord::pathOf(part);
        m_orphans.insert(record->address, KeptPart{part, *record, nullptr});
    }
    for (const LeftoverFile &file : m_directory->clearUp(staying))
        m_unclaimed.append(leftoverOf(file));
}

std::optional<KeptPart> TemporaryFiles::takeOrphan(const QUrl &url)
{
    if (m_orphans.isEmpty())
        return std::nullopt;
    const auto it = m_orphans.constFind(PartRecord::addressHash(url));
    if (it == m_orphans.constEnd())
        return std::nullopt;
    const KeptPart part = *it;
    m_orphans.erase(it);
    return part;
}

QList<Leftover> TemporaryFiles::leftovers() const
{
    QList<Leftover> found;
    std::copy_if(m_unclaimed.begin(), m_unclaimed.end(), std::back_inserter(found),
                 [](const Leftover &leftover) { return QFile::exists(leftover.path); });
    for (const LeftoverFile &file : LaunchDirectory::findLeftovers(m_root))
        found.append(leftoverOf(file));
    return found;
}

std::optional<TransferSnapshot> TemporaryFiles::adopt(TransferId id, const Leftover &leftover)
{
    const QString path = m_directory->adopt(fileOf(leftover));
    if (path.isEmpty())
        return std::nullopt;
    m_unclaimed.removeIf([&](const Leftover &known) { return known.path == leftover.path; });
    DownloadRequest request;
    request.url = leftover.url;
    TransferSnapshot item;
    item.id = id;
    item.request = std::make_shared<const TransferRequest>(request);
    item.name = leftover.name;
    item.state = TransferState::Ready;
    item.added = leftover.finished;
    item.stateSince = leftover.finished;
    item.bytesDone = item.bytesTotal = leftover.size;
    item.tempPath = path;
    return item;
}

void TemporaryFiles::discard(const Leftover &leftover) const
{
    LaunchDirectory::discard(m_root, fileOf(leftover));
}

void TemporaryFiles::close(bool keepReady)
{
    if (keepReady)
        m_directory->leave();
    else
        m_directory->remove();
    // What a killed launch left unfinished goes with the next one that ends, also where nobody opens a window.
    LaunchDirectory::findLeftovers(m_root);
}

} // namespace ferry
