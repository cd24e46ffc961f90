#include "core/store/Database.h"

#include <QFile>
#include <QSqlError>
#include <QUrl>
#include <QVariant>

#include <atomic>

namespace ferry {

namespace {

/// The primary result codes of SQLite (sqlite.org/rescode.html); extended ones carry them in the lowest byte.
DatabaseFault faultOf(int code)
{
    switch (code & 0xff) {
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return DatabaseFault::Damaged;
    case 3:  // SQLITE_PERM
    case 8:  // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
        return DatabaseFault::ReadOnly;
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return DatabaseFault::Busy;
    case 10: // SQLITE_IOERR, which a limit of the file size ends in
    case 13: // SQLITE_FULL
        return DatabaseFault::Full;
    default:
        return DatabaseFault::Other;
    }
}

QString nextConnection()
{
    static std::atomic<quint64> last = 0;
    return QStringLiteral("ferry-store-%1").arg(++last);
}

} // namespace

Database::Database()
    : m_connection(nextConnection())
{
}

Database::~Database()
{
    close();
}

bool Database::makePrivate(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner);
}

bool Database::open(const QString &path, Access access, std::chrono::milliseconds patience)
{
    close();
    if (access == ReadWrite)
        makePrivate(path);
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    const QString address = QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded());
    m_database.setDatabaseName(access == Immutable ? address + QStringLiteral("?immutable=1") : path);
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(patience.count());
    if (access != ReadWrite)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (access == Immutable)
        options += QStringLiteral(";QSQLITE_OPEN_URI");
    m_database.setConnectOptions(options);
    if (!m_database.open())
        return note(m_database.lastError());
    return true;
}

void Database::close()
{
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

bool Database::note(const QSqlError &error)
{
    if (m_error)
        return false;
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    m_error.fault = isNumber ? faultOf(code) : DatabaseFault::Other;
    m_error.detail = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return false;
}

bool Database::run(const QString &sql)
{
    QSqlQuery query(m_database);
    return query.exec(sql) || note(query.lastError());
}

QVariant Database::value(const QString &sql)
{
    QSqlQuery query(m_database);
    if (!query.exec(sql)) {
        note(query.lastError());
        return {};
    }
    return next(query) ? query.value(0) : QVariant();
}

QSqlQuery Database::prepare(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        note(query.lastError());
    return query;
}

bool Database::exec(QSqlQuery &query)
{
    return query.exec() || note(query.lastError());
}

bool Database::next(QSqlQuery &query)
{
    if (query.next())
        return true;
    if (query.lastError().isValid())
        note(query.lastError());
    return false;
}

QString Database::libraryVersion()
{
    Database none;
    none.open(QStringLiteral(":memory:"), ReadOnly, {});
    return none.value(QStringLiteral("SELECT sqlite_version()")).toString();
}

bool Database::commit()
{
    if (run(QStringLiteral("COMMIT")))
        return true;
    rollBack();
    return false;
}

void Database::rollBack()
{
    if (!isOpen())
        return;
    // After some errors SQLite has done so by itself, and then this one says that there is nothing to do.
    QSqlQuery(m_database).exec(QStringLiteral("ROLLBACK"));
}

} // namespace ferry
