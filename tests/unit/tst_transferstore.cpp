#include "core/store/Migrations.h"
#include "core/store/SnapshotCodec.h"
#include "core/store/TransferStore.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/SampleStored.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QVariant>

using namespace ferry;
using namespace std::chrono_literals;

/// The database of the queue: rows come back as they were written, and a file that is damaged, newer, locked or full is
/// never overwritten.
class TestTransferStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void items_comeBackWhole();
    void items_comeInTheirPlaces();
    void history_comesInPagesWithTheStatusOnly();
    void exchange_isReplacedAndRemoved();
    void partialExchange_leavesTheWholeOneAlone();
    void progress_isWrittenAlone();
    void removedKeyIsNotGivenAgain();
    void whatWasMissingStaysMissing();
    void rollBack_leavesNothing();
    void damagedFile_isMovedAside_data();
    void damagedFile_isMovedAside();
    void damagedFiles_replaceNoOther();
    void newerFile_isShownAndNotWritten();
    void readOnlyFile_isShownAndNotWritten();
    void placeThatCannotBeWritten();
    void lockedFile_fails();
    void fullDisk_fails();
    void terminal_writesBesideTheOwner();
    void terminal_leavesOtherFilesAlone();
    void openIsUsableAgain();

private:
    QString path() const { return m_tree->filePath(QStringLiteral("profile/ferry.sqlite")); }
    QStringList files() const { return QDir(m_tree->filePath(QStringLiteral("profile"))).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_tree;
};

namespace {

StoredItem itemNamed(const QString &name, TransferState state = TransferState::Queued)
{
    StoredItem item;
    item.snapshot.request = std::make_shared<const TransferRequest>(DownloadRequest());
    item.snapshot.name = name;
    item.snapshot.state = state;
    return item;
}

bool write(TransferStore &store, QList<StoredItem> &items)
{
    bool good = store.begin(TransferStore::OnDisk);
    for (StoredItem &item : items) {
        good = good && store.insert(item);
        good = good && store.setExchange(item.key, item.snapshot.exchange.get());
    }
    return good && store.commit();
}

bool write(TransferStore &store, const StoredItem &item)
{
    QList<StoredItem> items{item};
    return write(store, items);
}

QStringList namesOf(const QList<StoredItem> &items)
{
    QStringList names;
    for (const StoredItem &item : items)
        names << item.snapshot.name;
    return names;
}

bool overwrite(const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.seek(offset) && file.write(bytes) == bytes.size();
}

} // namespace

void TestTransferStore::init()
{
    m_tree = std::make_unique<QTemporaryDir>();
}

void TestTransferStore::items_comeBackWhole()
{
    for (const TransferRequest &request : {TransferRequest(sample::upload()), TransferRequest(sample::download())}) {
        StoredItem item = sample::item(request);
        item.snapshot.state = TransferState::Ready;
        TransferStore store;
        QCOMPARE(store.open(path()).kind, StoreOpening::Fine);
        QList<StoredItem> items{item};
        QVERIFY(write(store, items));
        store.close();

        TransferStore again;
        QCOMPARE(again.open(path()).kind, StoreOpening::Fine);
        const StoredItem back = again.unfinished().value(0);
        QCOMPARE(back.key, items.first().key);
        QCOMPARE(back.place, item.place);
        QCOMPARE(factsText(back), factsText(item));
        const TransferSnapshot &s = back.snapshot;
        QVERIFY(*s.request == request);
        QCOMPARE(s.state, item.snapshot.state);
        QCOMPARE(s.intent, item.snapshot.intent);
        QCOMPARE(s.name, item.snapshot.name);
        QCOMPARE(s.bytesDone, item.snapshot.bytesDone);
        QCOMPARE(s.bytesTotal, item.snapshot.bytesTotal);
        QCOMPARE(exchangeText(*s.exchange), exchangeText(*item.snapshot.exchange));
        QCOMPARE(s.exchange->body, item.snapshot.exchange->body);
        QVERIFY(!s.exchange->partial);
        QCOMPARE(again.bodyFiles(), QStringList{item.snapshot.exchange->bodyFile});
        QVERIFY(again.begin(TransferStore::OnDisk) && again.remove(back.key) && again.commit());
        QVERIFY(again.unfinished().isEmpty() && again.bodyFiles().isEmpty());
        QVERIFY(!again.exchange(back.key));
    }
}

void TestTransferStore::items_comeInTheirPlaces()
{
    TransferStore store;
    store.open(path());
    QList<StoredItem> items{itemNamed(QStringLiteral("c")), itemNamed(QStringLiteral("ended"), TransferState::Done),
                            itemNamed(QStringLiteral("a"), TransferState::Paused), itemNamed(QStringLiteral("b"))};
    items[0].place = 2;
    items[2].place = -7;
    QVERIFY(write(store, items));
    QCOMPARE(namesOf(store.unfinished()), (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    items[0].place = -8;
    QVERIFY(store.begin(TransferStore::InSystem) && store.update(items[0]) && store.commit());
    QCOMPARE(namesOf(store.unfinished()), (QStringList{QStringLiteral("c"), QStringLiteral("a"), QStringLiteral("b")}));
}

void TestTransferStore::history_comesInPagesWithTheStatusOnly()
{
    TransferStore store;
    store.open(path());
    QList<StoredItem> items;
    for (int i = 0; i < 5; ++i) {
        items << itemNamed(QString::number(i), i == 2 ? TransferState::Queued : TransferState::Refused);
        if (i != 3)
            items.last().snapshot.exchange = std::make_shared<const Exchange>(sample::exchange());
    }
    QVERIFY(write(store, items));
    const QList<StoredItem> first = store.history(store.lastKey() + 1, 2);
    QCOMPARE(namesOf(first), (QStringList{QStringLiteral("4"), QStringLiteral("3")}));
    const QList<StoredItem> rest = store.history(first.last().key, 100);
    QCOMPARE(namesOf(rest), (QStringList{QStringLiteral("1"), QStringLiteral("0")}));
    QCOMPARE(first.first().snapshot.statusCode(), 413);
    QVERIFY(first.first().snapshot.exchange->partial);
    QVERIFY(first.first().snapshot.exchange->headers.isEmpty());
    QVERIFY(!first.last().snapshot.exchange); // nothing was sent
    QCOMPARE(store.exchange(first.first().key)->headers, sample::exchange().headers);
}

void TestTransferStore::exchange_isReplacedAndRemoved()
{
    TransferStore store;
    store.open(path());
    QList<StoredItem> items{itemNamed(QStringLiteral("a"))};
    items.first().snapshot.exchange = std::make_shared<const Exchange>(sample::exchange());
    QVERIFY(write(store, items));
    Exchange other;
    other.body = QByteArrayLiteral("other");
    QVERIFY(store.begin(TransferStore::OnDisk) && store.setExchange(items.first().key, &other) && store.commit());
    QCOMPARE(store.exchange(items.first().key)->body, QByteArrayLiteral("other"));
    QVERIFY(store.begin(TransferStore::OnDisk) && store.setExchange(items.first().key, nullptr) && store.commit());
    QVERIFY(!store.exchange(items.first().key));
}

void TestTransferStore::partialExchange_leavesTheWholeOneAlone()
{
    TransferStore store;
    store.open(path());
    StoredItem item = itemNamed(QStringLiteral("a"), TransferState::Unknown);
    item.snapshot.exchange = std::make_shared<const Exchange>(sample::exchange());
    QVERIFY(write(store, item));
    StoredItem ended = store.history(store.lastKey() + 1, 1).value(0);
    ended.snapshot.state = TransferState::Done;
    QVERIFY(store.begin(TransferStore::OnDisk) && store.update(ended) &&
            store.setExchange(ended.key, ended.snapshot.exchange.get()) && store.commit());
    QCOMPARE(store.exchange(ended.key)->body, sample::exchange().body);
    QCOMPARE(store.history(store.lastKey() + 1, 1).value(0).snapshot.statusCode(), 413);
}

void TestTransferStore::progress_isWrittenAlone()
{
    TransferStore store;
    store.open(path());
    QList<StoredItem> items{itemNamed(QStringLiteral("a"), TransferState::Receiving)};
    QVERIFY(write(store, items));
    QVERIFY(store.begin(TransferStore::InSystem) && store.updateProgress(items.first().key, 10, 20) && store.commit());
    const TransferSnapshot s = store.unfinished().value(0).snapshot;
    QCOMPARE(s.bytesDone, 10);
    QCOMPARE(s.bytesTotal, 20);
    QCOMPARE(s.state, TransferState::Receiving);
}

void TestTransferStore::removedKeyIsNotGivenAgain()
{
    TransferStore store;
    store.open(path());
    QList<StoredItem> first{itemNamed(QStringLiteral("a"))};
    QVERIFY(write(store, first));
    QVERIFY(store.begin(TransferStore::OnDisk) && store.remove(first.first().key) && store.commit());
    QList<StoredItem> second{itemNamed(QStringLiteral("b"))};
    QVERIFY(write(store, second));
    QVERIFY(second.first().key > first.first().key);
}

void TestTransferStore::whatWasMissingStaysMissing()
{
    TransferStore store;
    store.open(path());
    StoredItem item = itemNamed(QStringLiteral("a"));
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("http://h/?sig=hidden"));
    request.options.password = QStringLiteral("hidden");
    item.snapshot.request = std::make_shared<const TransferRequest>(request);
    QVERIFY(write(store, item));
    StoredItem back = store.unfinished().value(0);
    QCOMPARE(back.missing, (QStringList{QStringLiteral("sig"), QStringLiteral("password")}));
    QVERIFY(store.begin(TransferStore::OnDisk) && store.update(back) && store.commit());
    QCOMPARE(store.unfinished().value(0).missing, back.missing);
    store.close();
    for (const QString &name : files()) {
        QFile file(m_tree->filePath(QStringLiteral("profile/")) + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("hidden"), qPrintable(name));
    }
}

void TestTransferStore::rollBack_leavesNothing()
{
    TransferStore store;
    store.open(path());
    StoredItem item = itemNamed(QStringLiteral("a"));
    QVERIFY(store.begin(TransferStore::OnDisk) && store.insert(item));
    store.rollBack();
    QVERIFY(store.unfinished().isEmpty());
    QVERIFY(write(store, item));
}

void TestTransferStore::damagedFile_isMovedAside_data()
{
    QTest::addColumn<int>("offset");
    QTest::newRow("no database at all") << 0;
    QTest::newRow("a torn page") << 4096;
}

void TestTransferStore::damagedFile_isMovedAside()
{
    QFETCH(int, offset);
    {
        TransferStore store;
        store.open(path());
        QVERIFY(write(store, itemNamed(QStringLiteral("a"))));
    }
    QVERIFY(overwrite(path(), offset, QByteArray(4096, 'x')));
    QFile before(path());
    QVERIFY(before.open(QIODevice::ReadOnly));
    const QByteArray bytes = before.readAll();

    TransferStore store;
    const StoreOpening opening = store.open(path());
    QCOMPARE(opening.kind, StoreOpening::MovedAside);
    QFile aside(opening.path);
    QVERIFY2(aside.open(QIODevice::ReadOnly), qPrintable(opening.path));
    QCOMPARE(aside.readAll(), bytes);
    QVERIFY(QFileInfo(opening.path).fileName().startsWith(QStringLiteral("ferry-damaged-")));
    QVERIFY(store.isWritable());
    QVERIFY(write(store, itemNamed(QStringLiteral("new"))));
    QCOMPARE(namesOf(store.unfinished()), QStringList{QStringLiteral("new")});
}

void TestTransferStore::damagedFiles_replaceNoOther()
{
    QDir().mkpath(QFileInfo(path()).path());
    QStringList aside;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(overwrite(path(), 0, QByteArray(5000, char('a' + i))));
        TransferStore store;
        const StoreOpening opening = store.open(path());
        QCOMPARE(opening.kind, StoreOpening::MovedAside);
        QVERIFY(!aside.contains(opening.path));
        aside << opening.path;
    }
    for (int i = 0; i < 3; ++i) {
        QFile file(aside.at(i));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.read(1), QByteArray(1, char('a' + i)));
    }
}

void TestTransferStore::newerFile_isShownAndNotWritten()
{
    {
        TransferStore store;
        store.open(path());
        QVERIFY(write(store, itemNamed(QStringLiteral("a"))));
    }
    {
        Database database;
        QVERIFY(database.open(path(), Database::ReadWrite, 1s));
        QVERIFY(database.run(QStringLiteral("PRAGMA user_version = 99")));
        QVERIFY(database.run(QStringLiteral("ALTER TABLE item ADD COLUMN later")));
    }
    TransferStore store;
    QCOMPARE(store.open(path()).kind, StoreOpening::Newer);
    QVERIFY(!store.isWritable());
    QCOMPARE(namesOf(store.unfinished()), QStringList{QStringLiteral("a")});
    store.close();
    Database database;
    QVERIFY(database.open(path(), Database::ReadWrite, 1s));
    QCOMPARE(Migrations::stepOf(database), 99);
}

void TestTransferStore::readOnlyFile_isShownAndNotWritten()
{
    QDir().mkpath(QFileInfo(path()).path());
    const MountedPlace place(QFileInfo(path()).path(), "size=10m");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    {
        TransferStore store;
        QCOMPARE(store.open(path()).kind, StoreOpening::Fine);
        QVERIFY(write(store, itemNamed(QStringLiteral("a"))));
    }
    QVERIFY(place.makeReadOnly());
    TransferStore store;
    QCOMPARE(store.open(path()).kind, StoreOpening::ReadOnly);
    QVERIFY(!store.isWritable());
    QCOMPARE(namesOf(store.unfinished()), QStringList{QStringLiteral("a")});
}

void TestTransferStore::placeThatCannotBeWritten()
{
    TransferStore store;
    const StoreOpening opening = store.open(QStringLiteral("/proc/ferry/ferry.sqlite"));
    QCOMPARE(opening.kind, StoreOpening::ReadOnly);
    QVERIFY(!opening.detail.isEmpty());
    QVERIFY(!store.isOpen());
}

void TestTransferStore::lockedFile_fails()
{
    TransferStore store;
    store.open(path());
    Database other;
    QVERIFY(other.open(path(), Database::ReadWrite, 1s));
    QVERIFY(other.begin());
    QVERIFY(!store.begin(TransferStore::OnDisk)); // after its patience
    QCOMPARE(store.takeError().fault, DatabaseFault::Busy);
    QVERIFY(other.commit());
    QVERIFY(write(store, itemNamed(QStringLiteral("a"))));
}

void TestTransferStore::fullDisk_fails()
{
    QDir().mkpath(QFileInfo(path()).path());
    const MountedPlace place(QFileInfo(path()).path(), "size=512k");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    TransferStore store;
    QCOMPARE(store.open(path()).kind, StoreOpening::Fine);
    QVERIFY(write(store, itemNamed(QStringLiteral("before"))));
    StoredItem large = itemNamed(QStringLiteral("large"));
    Exchange exchange;
    exchange.body = QByteArray(Exchange::bodyLimit, 'x');
    large.snapshot.exchange = std::make_shared<const Exchange>(exchange);
    QVERIFY(!write(store, large));
    QCOMPARE(store.takeError().fault, DatabaseFault::Full);
    store.rollBack();
    QVERIFY(write(store, itemNamed(QStringLiteral("after"))));
    store.close();
    TransferStore again;
    QCOMPARE(again.open(path()).kind, StoreOpening::Fine);
    QCOMPARE(namesOf(again.unfinished()), (QStringList{QStringLiteral("before"), QStringLiteral("after")}));
}

void TestTransferStore::terminal_writesBesideTheOwner()
{
    TransferStore terminal;
    QVERIFY(terminal.openForHistory(path())); // it may be the first
    QVERIFY(write(terminal, itemNamed(QStringLiteral("1"), TransferState::Done)));
    TransferStore owner;
    QCOMPARE(owner.open(path()).kind, StoreOpening::Fine);
    QVERIFY(write(owner, itemNamed(QStringLiteral("2"))));
    QVERIFY(write(terminal, itemNamed(QStringLiteral("3"), TransferState::Done)));
    QVERIFY(write(owner, itemNamed(QStringLiteral("4"))));
    QCOMPARE(namesOf(owner.history(owner.lastKey(), 10)), (QStringList{QStringLiteral("3"), QStringLiteral("1")}));
    QCOMPARE(namesOf(owner.unfinished()), (QStringList{QStringLiteral("2"), QStringLiteral("4")}));
}

void TestTransferStore::terminal_leavesOtherFilesAlone()
{
    QDir().mkpath(QFileInfo(path()).path());
    QVERIFY(overwrite(path(), 0, QByteArray(5000, 'x')));
    TransferStore terminal;
    QVERIFY(!terminal.openForHistory(path()));
    QCOMPARE(files(), QStringList{QStringLiteral("ferry.sqlite")});
    QVERIFY(!terminal.openForHistory(QStringLiteral("/proc/ferry/ferry.sqlite")));

    QFile::remove(path());
    {
        TransferStore store;
        store.open(path());
        Database database;
        QVERIFY(database.open(path(), Database::ReadWrite, 1s));
        QVERIFY(database.run(QStringLiteral("PRAGMA user_version = 99")));
    }
    QVERIFY(!terminal.openForHistory(path()));
}

void TestTransferStore::openIsUsableAgain()
{
    TransferStore store;
    QCOMPARE(store.open(QStringLiteral("/proc/ferry/ferry.sqlite")).kind, StoreOpening::ReadOnly);
    QCOMPARE(store.open(path()).kind, StoreOpening::Fine);
    QVERIFY(write(store, itemNamed(QStringLiteral("a"))));
    QCOMPARE(store.open(path()).kind, StoreOpening::Fine);
    QCOMPARE(namesOf(store.unfinished()), QStringList{QStringLiteral("a")});
}

QTEST_GUILESS_MAIN(TestTransferStore)
#include "tst_transferstore.moc"
