#include "core/store/TransferStore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QVariant>

using namespace ferry;

/// A store whose disk fails while it is open: what could be read is not taken for all there is, and the next start
/// looks closer.
class TestTransferStoreTorn : public QObject
{
    Q_OBJECT

private slots:
    void lists_areWholeOrAnError();
    void damageThatIsReadIsLookedForAtTheNextStart();
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

bool makeFilled(const QString &path)
{
    TransferStore store;
    const bool isMade = store.open(path).kind == StoreOpening::Fine;
    store.close();
    return isMade && fill(path);
}

/// All but the beginning and the end of what is in it.
bool tear(const QString &path, qint64 size)
{
    QFile file(path);
    const qint64 third = size / 3;
    const QByteArray garbage(qsizetype(third), '\xff');
    return file.open(QIODevice::ReadWrite) && file.seek(third) && file.write(garbage) == third;
}

} // namespace

void TestTransferStoreTorn::lists_areWholeOrAnError()
{
    const QTemporaryDir tree;
    const QString path = tree.filePath(QStringLiteral("ferry.sqlite"));
    TransferStore store;
    QVERIFY(makeFilled(path));
    QCOMPARE(store.open(path).kind, StoreOpening::Fine);
    QCOMPARE(store.bodyFiles().size(), rows);
    QVERIFY(!store.takeError());
    QVERIFY(tear(path, QFileInfo(path).size()));
    QVERIFY(store.bodyFiles().size() < rows);
    QCOMPARE(store.takeError().fault, DatabaseFault::Damaged);
}

// Of large files a start looks at the items alone.
void TestTransferStoreTorn::damageThatIsReadIsLookedForAtTheNextStart()
{
    constexpr qint64 large = 300 * 1024 * 1024; // nearly all of it a hole
    const QTemporaryDir tree;
    const QString path = tree.filePath(QStringLiteral("ferry.sqlite"));
    TransferStore store;
    QVERIFY(makeFilled(path));
    const qint64 size = QFileInfo(path).size();
    QVERIFY(tear(path, size));
    QVERIFY(QFile::resize(path, large));
    QCOMPARE(store.open(path).kind, StoreOpening::Fine);
    QVERIFY(store.bodyFiles().size() < rows);
    QCOMPARE(store.takeError().fault, DatabaseFault::Damaged);
    const StoreOpening next = store.open(path);
    QCOMPARE(next.kind, StoreOpening::MovedAside);
    QCOMPARE(QFileInfo(next.path).size(), large);
    store.close();
    QCOMPARE(QDir(tree.path()).entryList(QDir::Files),
             (QStringList{QFileInfo(next.path).fileName(), QStringLiteral("ferry.sqlite")}));
}

QTEST_GUILESS_MAIN(TestTransferStoreTorn)
#include "tst_transferstore_torn.moc"
