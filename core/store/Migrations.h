#pragma once

#include "core/store/Database.h"

#include <QStringList>

namespace ferry {

/// One step of the schema: the statements that lead to it from the one before.
using Migration = QStringList;

/// Step 1 makes the first schema out of an empty file. Steps are added at the end and never changed.
const QList<Migration> &storeMigrations();

/// Brings a database to the last step, in one transaction. The number of the step that it is at stands in
/// `PRAGMA user_version`.
class Migrations
{
public:
    enum Result {
        Done,
        Newer,  ///< a later version of Ferry wrote it; nothing was touched
        Failed, ///< see Database::error(); the database is as it was
    };

    explicit Migrations(const QList<Migration> &steps = storeMigrations())
        : m_steps(steps)
    {
    }

    /// A database that is not empty is copied first, to "NAME-step-N.EXT" beside it; without that copy nothing is
    /// changed.
    Result run(Database &database) const;

    static int stepOf(Database &database);
    /// Where the copy of a database at this step lies.
    static QString copyPath(const QString &path, int step);

private:
    bool copy(Database &database, int step) const;
    bool apply(Database &database) const;

    QList<Migration> m_steps;
};

} // namespace ferry
