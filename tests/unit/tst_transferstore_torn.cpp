#include "core/store/TransferStore.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QVariant>

using namespace ferry;

/// A store whose disk fails while it is open: what could be read is not taken for all there is.
class TestTransferStoreTorn : public QObject
{
    Q_OBJECT

private slots:
    void lists_areWholeOrAnError();
};

namespace {

constexpr int rows = 20'000;

/// So many answers with long names of files that no cache holds the index of them.
bool fill(const QString &path)
{
    const QString name = QStringLiteral("fill");
    bool good = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        good = database.open();
        QSqlQuery query(database);
        good = good &&
               query.exec(QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                                         "INSERT INTO exchange (item, facts, body, body_file) "
                                         "SELECT i, '{}', '', printf('%0300d', i) FROM n")
                              .arg(rows));
        good = good && query.exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    QSqlDatabase::removeDatabase(name);
    return good;
}

/// All but the beginning and the end.
bool tear(const QString &path)
{
    QFile file(path);
    const qint64 third = file.size() / 3;
    const QByteArray garbage(qsizetype(third), '\xff');
    return file.open(QIODevice::ReadWrite) && file.seek(third) && file.write(garbage) == third;
}

} // namespace

void TestTransferStoreTorn::lists_areWholeOrAnError()
{
    const QTemporaryDir tree;
    const QString path = tree.filePath(QStringLiteral("ferry.sqlite"));
    TransferStore store;
    QCOMPARE(store.open(path).kind, StoreOpening::Fine);
    store.close();
    QVERIFY(fill(path));
    QCOMPARE(store.open(path).kind, StoreOpening::Fine);
    QCOMPARE(store.bodyFiles().size(), rows);
    QVERIFY(!store.takeError());
    QVERIFY(tear(path));
    QVERIFY(store.bodyFiles().size() < rows);
    QCOMPARE(store.takeError().fault, DatabaseFault::Damaged);
}

QTEST_GUILESS_MAIN(TestTransferStoreTorn)
#include "tst_transferstore_torn.moc"
