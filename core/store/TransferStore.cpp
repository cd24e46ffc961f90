#include "core/store/TransferStore.h"

#include "core/store/Migrations.h"
#include "core/store/RequestCodec.h"
#include "core/store/SentFiles.h"
#include "core/store/SnapshotCodec.h"

#include <QFileInfo>
#include <QVariant>

namespace ferry {

namespace {

// The states that are final, in their numbers; the index of what is not has the same condition.
const QLatin1String unfinishedOnly("state NOT IN (8, 9, 10, 11, 12)");
static_assert(int(TransferState::Done) == 8 && int(TransferState::Unknown) == 12);

/// JSON is read and written as the bytes that lie in the file: as text it would be made UTF-16 and back.
const QLatin1String columns("key, place, state, intent, status, bytes_done, bytes_total, name, CAST(request AS BLOB), "
                            "CAST(facts AS BLOB), part");

/// What was missing already when this launch took the item up is still missing.
QByteArray factsOf(const StoredItem &item, const QStringList &missing)
{
    if (missing.isEmpty())
        return factsText(item);
    StoredItem kept = item;
    for (const QString &name : missing) {
        if (!kept.missing.contains(name))
            kept.missing.append(name);
    }
    return factsText(kept);
}

/// A NULL has no place in a column that is always there.
QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

} // namespace

struct TransferStore::Statements
{
    explicit Statements(Database &database)
        : insert(database.prepare(QStringLiteral(
              "INSERT INTO item (place, state, intent, status, bytes_done, bytes_total, name, request, facts, part) "
              "VALUES (:place, :state, :intent, :status, :done, :total, :name, CAST(:request AS TEXT), "
              "CAST(:facts AS TEXT), :part)")))
        , update(database.prepare(
              QStringLiteral("UPDATE item SET place = :place, state = :state, intent = :intent, status = :status, "
                             "bytes_done = :done, bytes_total = :total, name = :name, "
                             "request = CAST(:request AS TEXT), facts = CAST(:facts AS TEXT), part = :part "
                             "WHERE key = :key")))
        , progress(database.prepare(QStringLiteral("UPDATE item SET bytes_done = ?, bytes_total = ? WHERE key = ?")))
        , setExchange(database.prepare(QStringLiteral("INSERT OR REPLACE INTO exchange (item, facts, body, body_file) "
                                                      "VALUES (:item, CAST(:facts AS TEXT), :body, :file)")))
        , dropExchange(database.prepare(QStringLiteral("DELETE FROM exchange WHERE item = :item")))
        , remove(database.prepare(QStringLiteral("DELETE FROM item WHERE key = ?")))
    {
    }

    QSqlQuery insert;
    QSqlQuery update;
    QSqlQuery progress;
    QSqlQuery setExchange;
    QSqlQuery dropExchange;
    QSqlQuery remove;
};

TransferStore::TransferStore() = default;

TransferStore::~TransferStore()
{
    close();
}

void TransferStore::close()
{
    m_statements.reset();
    m_database.close();
    m_writable = false;
}

bool TransferStore::prepare()
{
    m_statements = std::make_unique<Statements>(m_database);
    m_writable = !m_database.error();
    return m_writable;
}

QList<StoredItem> TransferStore::unfinished()
{
    QSqlQuery query = m_database.prepare(
        QStringLiteral("SELECT %1 FROM item WHERE %2 ORDER BY place, key").arg(columns, unfinishedOnly));
    QList<StoredItem> items = read(query);
    for (StoredItem &item : items)
        item.snapshot.exchange = exchange(item.key);
    return items;
}

QList<StoredItem> TransferStore::history(qint64 below, int count)
{
    QSqlQuery query =
        m_database.prepare(QStringLiteral("SELECT %1 FROM item WHERE NOT (%2) AND key < ? ORDER BY key DESC LIMIT ?")
                               .arg(columns, unfinishedOnly));
    query.addBindValue(below);
    query.addBindValue(count);
    return read(query);
}

std::optional<StoredItem> TransferStore::ended(qint64 key)
{
    QSqlQuery query = m_database.prepare(
        QStringLiteral("SELECT %1 FROM item WHERE NOT (%2) AND key = ?").arg(columns, unfinishedOnly));
    query.addBindValue(key);
    const QList<StoredItem> items = read(query);
    return items.isEmpty() ? std::nullopt : std::optional(items.first());
}

qint64 TransferStore::lastKey()
{
    return m_database.value(QStringLiteral("SELECT max(key) FROM item")).toLongLong();
}

QStringList TransferStore::bodyFiles()
{
    return texts(QStringLiteral("SELECT body_file FROM exchange WHERE body_file IS NOT NULL"));
}

QStringList TransferStore::partFiles()
{
    return texts(QStringLiteral("SELECT part FROM item WHERE part IS NOT NULL"));
}

QStringList TransferStore::sentFiles(const QString &directory)
{
    QStringList files;
    QSqlQuery query = m_database.prepare(QStringLiteral("SELECT request FROM item WHERE instr(request, ?) > 0"));
    query.addBindValue(QFileInfo(directory).fileName()); // the whole path may be written in other ways in JSON
    if (m_database.exec(query)) {
        while (m_database.next(query))
            files += sentFrom(directory, requestFrom(query.value(0).toString().toUtf8()));
    }
    return files;
}

QStringList TransferStore::texts(const QString &sql)
{
    QStringList files;
    QSqlQuery query = m_database.prepare(sql);
    if (m_database.exec(query)) {
        while (m_database.next(query))
            files.append(query.value(0).toString());
    }
    return files;
}

QList<StoredItem> TransferStore::read(QSqlQuery &query)
{
    QList<StoredItem> items;
    if (!m_database.exec(query))
        return items;
    while (m_database.next(query))
        items.append(itemFrom(query));
    return items;
}

StoredItem TransferStore::itemFrom(const QSqlQuery &query)
{
    StoredItem item = factsFrom(query.value(9).toByteArray());
    item.partPath = query.value(10).toString();
    item.key = query.value(0).toLongLong();
    item.place = query.value(1).toLongLong();
    TransferSnapshot &s = item.snapshot;
    s.state = TransferState(qBound(0, query.value(2).toInt(), transferStateCount - 1));
    s.intent = Intent(qBound(int(Intent::Run), query.value(3).toInt(), int(Intent::Drop)));
    s.exchange = partial(query.value(4).toInt());
    s.bytesDone = query.value(5).toLongLong();
    s.bytesTotal = query.value(6).toLongLong();
    s.name = query.value(7).toString();
    s.request = std::make_shared<const TransferRequest>(requestFrom(query.value(8).toByteArray()));
    return item;
}

std::shared_ptr<const Exchange> TransferStore::partial(int statusCode)
{
    if (statusCode < 0)
        return nullptr;
    std::shared_ptr<const Exchange> &known = m_partial[statusCode];
    if (!known) {
        Exchange exchange;
        exchange.statusCode = statusCode;
        exchange.partial = true;
        known = std::make_shared<const Exchange>(std::move(exchange));
    }
    return known;
}

std::shared_ptr<const Exchange> TransferStore::exchange(qint64 key)
{
    QSqlQuery query =
        m_database.prepare(QStringLiteral("SELECT CAST(facts AS BLOB), body FROM exchange WHERE item = ?"));
    query.addBindValue(key);
    if (!m_database.exec(query) || !m_database.next(query))
        return nullptr;
    Exchange exchange = exchangeFrom(query.value(0).toByteArray());
    exchange.body = query.value(1).toByteArray();
    return std::make_shared<const Exchange>(std::move(exchange));
}

bool TransferStore::begin(Durability durability)
{
    if (durability != m_durability) {
        const QString level = durability == OnDisk ? QStringLiteral("FULL") : QStringLiteral("NORMAL");
        if (!m_database.run(QStringLiteral("PRAGMA synchronous = ") + level))
            return false;
        m_durability = durability;
    }
    return m_database.begin();
}

/// By names: for a number Qt makes up a name each time.
void TransferStore::bind(QSqlQuery &query, const StoredItem &item) const
{
    const TransferSnapshot &s = item.snapshot;
    const KeptRequest request = withoutSecrets(*s.request);
    query.bindValue(QStringLiteral(":place"), item.place);
    query.bindValue(QStringLiteral(":state"), int(s.state));
    query.bindValue(QStringLiteral(":intent"), int(s.intent));
    query.bindValue(QStringLiteral(":status"), s.exchange ? s.exchange->statusCode : -1);
    query.bindValue(QStringLiteral(":done"), s.bytesDone);
    query.bindValue(QStringLiteral(":total"), s.bytesTotal);
    query.bindValue(QStringLiteral(":name"), notNull(s.name));
    query.bindValue(QStringLiteral(":request"), requestText(request.request));
    query.bindValue(QStringLiteral(":facts"), factsOf(item, request.missing));
    query.bindValue(QStringLiteral(":part"), item.partPath.isEmpty() ? QVariant() : item.partPath);
}

bool TransferStore::insert(StoredItem &item)
{
    QSqlQuery &query = m_statements->insert;
    bind(query, item);
    if (!m_database.exec(query))
        return false;
    item.key = query.lastInsertId().toLongLong();
    return true;
}

bool TransferStore::update(const StoredItem &item)
{
    QSqlQuery &query = m_statements->update;
    bind(query, item);
    query.bindValue(QStringLiteral(":key"), item.key);
    return m_database.exec(query);
}

bool TransferStore::updateProgress(qint64 key, qint64 bytesDone, qint64 bytesTotal)
{
    QSqlQuery &query = m_statements->progress;
    query.bindValue(0, bytesDone);
    query.bindValue(1, bytesTotal);
    query.bindValue(2, key);
    return m_database.exec(query);
}

bool TransferStore::setExchange(qint64 key, const Exchange *exchange)
{
    if (exchange && exchange->partial)
        return true;
    QSqlQuery &query = exchange ? m_statements->setExchange : m_statements->dropExchange;
    query.bindValue(QStringLiteral(":item"), key);
    if (exchange) {
        query.bindValue(QStringLiteral(":facts"), exchangeText(*exchange));
        const QByteArray body = exchange->secrets.hiddenInBody(exchange->body);
        query.bindValue(QStringLiteral(":body"), body.isNull() ? QByteArray("") : body);
        const QString file = lastingBodyFile(*exchange);
        query.bindValue(QStringLiteral(":file"), file.isEmpty() ? QVariant() : file);
    }
    return m_database.exec(query);
}

bool TransferStore::remove(qint64 key)
{
    QSqlQuery &query = m_statements->remove;
    query.bindValue(0, key);
    return m_database.exec(query);
}

bool TransferStore::commit()
{
    return m_database.commit();
}

} // namespace ferry
