// Opening the store: what is done about files that are damaged, newer, or not to be written.
#include "core/store/TransferStore.h"

#include "core/store/Migrations.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QVariant>

namespace ferry {

namespace {

using namespace std::chrono_literals;

/// Whoever else writes does so for a moment only.
constexpr auto patience = 2s;
/// Nobody shall wait for the terminal's end because of its history.
constexpr auto terminalPatience = 500ms;

/// Up to this size everything is looked at; of larger ones only the items, and not the bodies of old answers, unless
/// some read has found damage.
constexpr qint64 checkAllLimit = 256 * 1024 * 1024;

/// The log and its index belong to the file, and are no use without it.
const QStringList &companions()
{
    static const QStringList suffixes = {QStringLiteral("-wal"), QStringLiteral("-shm")};
    return suffixes;
}

/// An empty file that says that there is damage.
QString damageNote(const QString &path)
{
    return path + QLatin1String("-damage");
}

/// A free name that says when: "ferry-damaged-20260131-235959.sqlite".
QString asideName(const QString &path)
{
    const QFileInfo file(path);
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString base = QStringLiteral("%1/%2-damaged-%3").arg(file.absolutePath(), file.completeBaseName(), stamp);
    QString name = base + u'.' + file.suffix();
    for (int n = 1; QFile::exists(name); ++n)
        name = QStringLiteral("%1-%2.%3").arg(base, QString::number(n), file.suffix());
    return name;
}

/// Where it lies now, or empty. QFile::rename() replaces nothing.
QString moveAside(const QString &path)
{
    const QString aside = asideName(path);
    if (!QFile::rename(path, aside))
        return {};
    for (const QString &suffix : companions()) {
        if (QFile::exists(path + suffix) && !QFile::rename(path + suffix, aside + suffix))
            QFile::remove(path + suffix); // it must not be taken for the new file's
    }
    QFile::remove(damageNote(path));
    return aside;
}

} // namespace

StoreOpening TransferStore::open(const QString &path)
{
    close();
    const QString directory = QFileInfo(path).absolutePath();
    if (!QDir(directory).exists())
        QDir().mkpath(directory);
    StoreOpening opening = openForWriting(path);
    if (opening.kind == StoreOpening::MovedAside) {
        opening = startAnew(path, opening.detail);
    } else if (opening.kind == StoreOpening::Newer || opening.kind == StoreOpening::ReadOnly) {
        if (!openReadOnly(path))
            close();
    } else if (opening.kind == StoreOpening::Failed) {
        close();
    }
    m_database.takeError();
    return opening;
}

StoreOpening TransferStore::openForWriting(const QString &path)
{
    const auto failed = [&] {
        const DatabaseError error = m_database.takeError();
        const StoreOpening::Kind kind = error.fault == DatabaseFault::Damaged    ? StoreOpening::MovedAside
                                        : error.fault == DatabaseFault::ReadOnly ? StoreOpening::ReadOnly
                                                                                 : StoreOpening::Failed;
        return StoreOpening{kind, path, error.detail};
    };
    if (!m_database.open(path, Database::ReadWrite, patience))
        return failed();
    // Before anything is written, the mode of the log included.
    if (const int step = Migrations::stepOf(m_database); step > storeMigrations().size())
        return {StoreOpening::Newer, path, {}};
    if (m_database.error() || !m_database.run(QStringLiteral("PRAGMA journal_mode = WAL")) ||
        !m_database.run(QStringLiteral("PRAGMA synchronous = FULL")) ||
        !m_database.run(QStringLiteral("PRAGMA foreign_keys = ON")))
        return failed();
    m_durability = OnDisk;
    if (!isSound())
        return m_database.error() ? failed() : StoreOpening{StoreOpening::MovedAside, path, {}};
    if (Migrations().run(m_database) != Migrations::Done || !prepare())
        return failed();
    return {StoreOpening::Fine, path, {}};
}

StoreOpening TransferStore::startAnew(const QString &path, const QString &detail)
{
    close();
    const QString aside = moveAside(path);
    if (aside.isEmpty())
        return {StoreOpening::Failed, path, detail};
    const StoreOpening anew = openForWriting(path);
    if (anew.kind == StoreOpening::Fine)
        return {StoreOpening::MovedAside, aside, detail};
    close();
    return {StoreOpening::Failed, path, anew.detail};
}

bool TransferStore::openReadOnly(const QString &path)
{
    for (const Database::Access access : {Database::ReadOnly, Database::Immutable}) {
        close();
        m_database.takeError();
        if (QFile::exists(path) && m_database.open(path, access, patience) && Migrations::stepOf(m_database) > 0)
            return true;
    }
    return false;
}

bool TransferStore::isSound()
{
    const QString note = damageNote(m_database.path());
    const bool all = QFileInfo(m_database.path()).size() <= checkAllLimit || Migrations::stepOf(m_database) == 0;
    const QString check = QFile::exists(note) ? QStringLiteral("PRAGMA integrity_check(1)") // the indexes too
                          : all               ? QStringLiteral("PRAGMA quick_check(1)")
                                              : QStringLiteral("PRAGMA quick_check('item')");
    if (m_database.value(check).toString() != QStringLiteral("ok"))
        return false;
    QFile::remove(note);
    return true;
}

DatabaseError TransferStore::takeError()
{
    const DatabaseError error = m_database.takeError();
    if (error.fault == DatabaseFault::Damaged && isWritable()) {
        QFile note(damageNote(m_database.path()));
        note.open(QIODevice::WriteOnly); // if it cannot be made, the next read of this place finds the damage again
    }
    return error;
}

bool TransferStore::openForHistory(const QString &path)
{
    close();
    const QString directory = QFileInfo(path).absolutePath();
    if (!QDir(directory).exists())
        QDir().mkpath(directory);
    if (!m_database.open(path, Database::ReadWrite, terminalPatience) ||
        !m_database.run(QStringLiteral("PRAGMA journal_mode = WAL")) ||
        !m_database.run(QStringLiteral("PRAGMA synchronous = NORMAL")))
        return false;
    m_durability = InSystem;
    // One that is to be brought up to date, or was by a later version, is its owner's.
    if (Migrations::stepOf(m_database) == 0 && Migrations().run(m_database) != Migrations::Done)
        return false;
    return Migrations::stepOf(m_database) == storeMigrations().size() && prepare();
}

} // namespace ferry
