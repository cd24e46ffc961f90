#include "core/store/Migrations.h"

#include <QFile>
#include <QFileInfo>
#include <QVariant>

namespace ferry {

const QList<Migration> &storeMigrations()
{
    static const QList<Migration> steps = {
        {
            // AUTOINCREMENT: the key of a removed item never names another one.
            QStringLiteral("CREATE TABLE item (key INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL, "
                           "state INTEGER NOT NULL, intent INTEGER NOT NULL, status INTEGER NOT NULL, "
                           "bytes_done INTEGER NOT NULL, bytes_total INTEGER NOT NULL, name TEXT NOT NULL, "
                           "request TEXT NOT NULL, facts TEXT NOT NULL, part TEXT)"),
            QStringLiteral("CREATE TABLE exchange (item INTEGER PRIMARY KEY REFERENCES item(key) ON DELETE CASCADE, "
                           "facts TEXT NOT NULL, body BLOB NOT NULL, body_file TEXT)"),
            QStringLiteral("CREATE INDEX exchange_body_file ON exchange(body_file) WHERE body_file IS NOT NULL"),
            QStringLiteral("CREATE INDEX item_part ON item(part) WHERE part IS NOT NULL"),
            // What has not ended, in line: all that a start has to wait for, however long the history is.
            QStringLiteral("CREATE INDEX item_unfinished ON item(place, key) WHERE state NOT IN (8, 9, 10, 11, 12)"),
        },
    };
    return steps;
}

int Migrations::stepOf(Database &database)
{
    return database.value(QStringLiteral("PRAGMA user_version")).toInt();
}

QString Migrations::copyPath(const QString &path, int step)
{
    const QFileInfo file(path);
    return QStringLiteral("%1/%2-step-%3.%4")
        .arg(file.path(), file.completeBaseName(), QString::number(step), file.suffix());
}

Migrations::Result Migrations::run(Database &database) const
{
    const int step = stepOf(database);
    if (database.error())
        return Failed;
    if (step > m_steps.size())
        return Newer;
    if (step == m_steps.size())
        return Done;
    if (step > 0 && !copy(database, step))
        return Failed;
    // Another program may have made the file, or may be at it, until the transaction begins.
    if (!database.begin())
        return Failed;
    if (apply(database) && database.commit())
        return Done;
    database.rollBack();
    return Failed;
}

bool Migrations::copy(Database &database, int step) const
{
    const QString path = copyPath(database.path(), step);
    QFile::remove(path);
    if (!Database::makePrivate(path))
        return false;
    QSqlQuery query = database.prepare(QStringLiteral("VACUUM INTO ?"));
    query.addBindValue(path);
    return database.exec(query);
}

bool Migrations::apply(Database &database) const
{
    for (qsizetype step = stepOf(database); step < m_steps.size(); ++step) {
        for (const QString &sql : m_steps.at(step)) {
            if (!database.run(sql))
                return false;
        }
    }
    return database.run(QStringLiteral("PRAGMA user_version = %1").arg(m_steps.size()));
}

} // namespace ferry
