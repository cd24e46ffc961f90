#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <chrono>

namespace ferry {

/// What went wrong with a database, as far as it matters what is done about it.
enum class DatabaseFault {
    None,
    Damaged,  ///< not a database, or a torn one
    ReadOnly, ///< it, or its directory, cannot be opened for writing
    Busy,     ///< another program held it for the whole patience
    Full,     ///< no space, or a limit of size
    Other,
};

struct DatabaseError
{
    DatabaseFault fault = DatabaseFault::None;
    QString detail; ///< in the words of SQLite

    explicit operator bool() const { return fault != DatabaseFault::None; }
};

/// One connection to a SQLite file. It belongs to the thread that made it; blocking. Calls say whether they worked, and
/// error() why not: the first reason since it was last taken.
class Database
{
public:
    enum Access {
        ReadWrite,
        ReadOnly,
        Immutable, ///< where not even a lock can be made; what is still in the log is not seen
    };

    Database();
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// An empty file of mode 0600 where nothing is yet, not even a link: SQLite would make one with the mode of an
    /// ordinary file, and takes over the mode of one that it finds, for its log and its index too. False if there is
    /// something, or it cannot be made.
    static bool makePrivate(const QString &path);

    /// ReadWrite makes the file (0600) where there is none. patience: how long a call waits for another program that
    /// writes.
    bool open(const QString &path, Access access, std::chrono::milliseconds patience);
    void close();
    bool isOpen() const { return m_database.isOpen(); }
    QString path() const { return m_database.databaseName(); }

    bool run(const QString &sql);
    /// The first column of the first row; invalid if there is none.
    QVariant value(const QString &sql);
    /// A statement for exec(); it must go before the database closes.
    QSqlQuery prepare(const QString &sql);
    bool exec(QSqlQuery &query);
    /// The next row of it. False at the end, and where reading fails: then with error().
    bool next(QSqlQuery &query);

    /// Waits for other writers, so that nothing that follows fails for them.
    bool begin() { return run(QStringLiteral("BEGIN IMMEDIATE")); }
    /// False if the end of the transaction did not reach the disk; then nothing of it holds.
    bool commit();
    void rollBack();

    /// SQLite's own.
    static QString libraryVersion();

    const DatabaseError &error() const { return m_error; }
    DatabaseError takeError() { return std::exchange(m_error, {}); }

private:
    bool note(const QSqlError &error);

    QString m_connection;
    QSqlDatabase m_database;
    DatabaseError m_error;
};

} // namespace ferry
