#include "tests/endurance/KilledCheck.h"

#include "core/io/PartRecord.h"
#include "core/store/TransferStore.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QVariant>

namespace ferry {

namespace {

int numberOf(const StoredItem &item)
{
    return item.snapshot.url().path().section(u'/', -1).toInt();
}

QList<StoredItem> allOf(const QString &path)
{
    TransferStore store;
    if (store.open(path).kind != StoreOpening::Fine)
        return {};
    return store.unfinished() + store.history(store.lastKey() + 1, 1'000'000);
}

QString integrity(const QString &path)
{
    Database database;
    if (!database.open(path, Database::ReadWrite, std::chrono::seconds(1)))
        return database.error().detail;
    return database.value(QStringLiteral("PRAGMA integrity_check")).toString();
}

/// The part of which this is the record; empty if it is none.
QString partOf(const QString &path)
{
    const qsizetype added = PartRecord::pathOf(QString()).size();
    return PartRecord::isRecord(QFileInfo(path).fileName()) ? path.chopped(added) : QString();
}

bool isWhole(const QString &folder, int number)
{
    QFile file(QStringLiteral("%1/%2.bin").arg(folder).arg(number));
    return file.open(QIODevice::ReadOnly) && file.readAll() == KilledServer::content(number);
}

} // namespace

QStringList KilledCheck::look(const QString &store, const QSet<int> &told)
{
    QStringList wrong;
    if (const QString words = integrity(store); words != QLatin1String("ok"))
        wrong << QStringLiteral("the database is torn: ") + words;
    QSet<int> found;
    for (const StoredItem &item : allOf(store)) {
        const int number = numberOf(item);
        if (found.contains(number))
            wrong << QStringLiteral("%1 is there twice").arg(number);
        found.insert(number);
        if (item.snapshot.state != TransferState::Done)
            continue;
        if (item.snapshot.kind() == TransferKind::Upload) {
            if (m_server.seen(number).whole != 1)
                wrong << QStringLiteral("%1 is done, and did not arrive").arg(number);
            continue;
        }
        QFile file(item.snapshot.savedPath);
        if (m_seenWhole.contains(number) && file.size() == KilledServer::size)
            continue;
        m_seenWhole.insert(number);
        if (!file.open(QIODevice::ReadOnly) || file.readAll() != KilledServer::content(number))
            wrong << QStringLiteral("%1 is done, and its file is not").arg(number);
    }
    for (const int number : told) {
        if (!found.contains(number))
            wrong << QStringLiteral("%1 is lost").arg(number);
        if (number % 3 == 0 && m_server.seen(number).requests > 1)
            wrong << QStringLiteral("%1 was sent twice").arg(number);
    }
    return wrong;
}

void KilledCheck::noteHeld()
{
    m_held.clear();
    QDirIterator files(m_places.root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString part = partOf(path);
        const auto record = part.isEmpty() ? std::nullopt : PartRecord::read(part);
        if (!record)
            continue;
        const int number = record->url.path().section(u'/', -1).toInt();
        m_held.insert(number, {record->heldFromStart(), m_server.seen(number).starts.size()});
    }
}

QStringList KilledCheck::lostParts() const
{
    QStringList wrong;
    for (auto it = m_held.cbegin(); it != m_held.cend(); ++it) {
        const QList<qint64> starts = m_server.seen(it.key()).starts;
        if (starts.size() > it->requests && starts.at(it->requests) < it->bytes)
            wrong << QStringLiteral("%1 held %2 bytes, and was asked for from %3 on")
                         .arg(it.key())
                         .arg(it->bytes)
                         .arg(starts.at(it->requests));
    }
    return wrong;
}

QStringList KilledCheck::notEnded(const QString &store, bool isCopy) const
{
    QStringList words;
    for (const StoredItem &item : allOf(store)) {
        const TransferSnapshot &s = item.snapshot;
        const int number = numberOf(item);
        if (s.state == TransferState::Done || s.state == TransferState::Unknown)
            continue;
        if (isCopy && s.state == TransferState::Failed && isWhole(m_places.target(), number))
            continue;
        words << QStringLiteral("%1 ended as %2").arg(number).arg(QLatin1String(stateName(s.state)));
        if (s.error)
            words.last() += QStringLiteral(": kind %1, phase %2, “%3”, %4 tries, attempts %5, name %6")
                                .arg(int(s.error->kind))
                                .arg(int(s.error->phase))
                                .arg(s.error->detail)
                                .arg(s.tries)
                                .arg(s.attempts.size())
                                .arg(s.name);
    }
    return words;
}

QHash<QString, int> KilledCheck::states(const QString &store) const
{
    QHash<QString, int> counts;
    for (const StoredItem &item : allOf(store))
        ++counts[QString::fromLatin1(stateName(item.snapshot.state))];
    return counts;
}

} // namespace ferry
