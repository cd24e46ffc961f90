#pragma once

#include "core/store/Database.h"
#include "core/store/StoredItem.h"

#include <QHash>

namespace ferry {

/// How opening went; see StoreProblem of the engine's door for what each means to a person.
struct StoreOpening
{
    enum Kind { Fine, MovedAside, Newer, ReadOnly, Failed };
    Kind kind = Fine;
    QString path;   ///< of what is meant: the database, or where it lies now
    QString detail; ///< in the words of SQLite or of the system
};

/// The database of the queue and its history: rows in, rows out, and nothing about what they mean. One thread;
/// blocking. Calls that write belong between begin() and commit(); the first that fails makes the rest useless, and
/// error() says why. See the README beside it.
class TransferStore
{
public:
    enum Durability {
        OnDisk,   ///< survives a power cut once commit() has returned
        InSystem, ///< survives a kill of the program; for what would only be fetched again
    };

    TransferStore();
    ~TransferStore();
    Q_DISABLE_COPY_MOVE(TransferStore)

    /// For the owner of the queue: checks it, brings it up to date, and moves a damaged one aside. Its directory is
    /// made.
    StoreOpening open(const QString &path);
    /// For a program that only adds to the history, beside an owner: never checks, moves or brings anything up to date,
    /// but makes the file where there is none. False with error().
    bool openForHistory(const QString &path);
    void close();
    bool isOpen() const { return m_database.isOpen(); }
    bool isWritable() const { return m_writable; }

    /// What has not ended, in line.
    QList<StoredItem> unfinished();
    /// Ended items with keys below this one, newest first, at most count. Their exchange is partial: only the status.
    QList<StoredItem> history(qint64 below, int count);
    /// One of those.
    std::optional<StoredItem> ended(qint64 key);
    /// All of it, or null.
    std::shared_ptr<const Exchange> exchange(qint64 key);
    qint64 lastKey();
    /// Of all exchanges: the files that hold what was too long for the store.
    QStringList bodyFiles();
    /// Of all items, ended ones too: the downloads that are not whole.
    QStringList partFiles();
    /// Of all items, ended ones too: the files that they send and that lie in this directory. Looks at every request.
    QStringList sentFiles(const QString &directory);

    bool begin(Durability durability);
    /// Gives the item its key.
    bool insert(StoredItem &item);
    bool update(const StoredItem &item);
    bool updateProgress(qint64 key, qint64 bytesDone, qint64 bytesTotal);
    /// Null: there is none any more. A partial one is left as it is in the store.
    bool setExchange(qint64 key, const Exchange *exchange);
    bool remove(qint64 key);
    bool commit();
    void rollBack() { m_database.rollBack(); }

    /// Damage is noted beside the file, for the next open() to look at all of it.
    DatabaseError takeError();

private:
    struct Statements;

    StoreOpening openForWriting(const QString &path);
    StoreOpening startAnew(const QString &path, const QString &detail);
    bool openReadOnly(const QString &path);
    bool isSound();
    bool prepare();
    QList<StoredItem> read(QSqlQuery &query);
    QStringList texts(const QString &sql);
    StoredItem itemFrom(const QSqlQuery &query);
    std::shared_ptr<const Exchange> partial(int statusCode);
    void bind(QSqlQuery &query, const StoredItem &item) const;

    Database m_database;
    std::unique_ptr<Statements> m_statements;              ///< goes before the database closes
    QHash<int, std::shared_ptr<const Exchange>> m_partial; ///< shared, by status
    Durability m_durability = OnDisk;
    bool m_writable = false;
};

} // namespace ferry
