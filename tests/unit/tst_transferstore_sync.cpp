#include "core/store/TransferStore.h"
#include "tests/support/SyncHook.h"

#include <QTemporaryDir>
#include <QTest>
#include <QVariant>

using namespace ferry;
using namespace std::chrono_literals;

/// What has reached the disk when a transaction is over: what must not be lost is waited for, what would only be
/// fetched again is not.
class TestTransferStoreSync : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void itIsWrittenToALogFirst();
    void whatMustNotBeLostIsOnTheDisk();
    void progressWaitsForNoDisk();
    void oneAfterTheOther();
    void aDiskThatDoesNotTakeItIsSaid();
    void theTerminalWaitsForNoDisk();

private:
    QString path() const { return m_tree->filePath(QStringLiteral("ferry.sqlite")); }
    bool write(TransferStore::Durability durability);
    /// How often the disk was waited for, or -1 if it was not written.
    int syncsOf(TransferStore::Durability durability);

    std::unique_ptr<QTemporaryDir> m_tree;
    std::unique_ptr<TransferStore> m_store;
    StoredItem m_item;
    qint64 m_bytes = 0;
};

void TestTransferStoreSync::init()
{
    m_store.reset();
    m_tree = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<TransferStore>();
    QCOMPARE(m_store->open(path()).kind, StoreOpening::Fine);
    m_item = {};
    m_item.snapshot.request = std::make_shared<const TransferRequest>(DownloadRequest());
    QVERIFY(m_store->begin(TransferStore::OnDisk) && m_store->insert(m_item) && m_store->commit());
}

/// Something else each time: what is there already is not written again.
bool TestTransferStoreSync::write(TransferStore::Durability durability)
{
    return m_store->begin(durability) && m_store->updateProgress(m_item.key, ++m_bytes, -1) && m_store->commit();
}

int TestTransferStoreSync::syncsOf(TransferStore::Durability durability)
{
    std::atomic<int> count = 0;
    const SyncHook hook([&] {
        ++count;
        return 0;
    });
    return write(durability) ? count.load() : -1;
}

void TestTransferStoreSync::itIsWrittenToALogFirst()
{
    Database other;
    QVERIFY(other.open(path(), Database::ReadOnly, 1s));
    QCOMPARE(other.value(QStringLiteral("PRAGMA journal_mode")).toString(), QStringLiteral("wal"));
}

void TestTransferStoreSync::whatMustNotBeLostIsOnTheDisk()
{
    QCOMPARE(syncsOf(TransferStore::OnDisk), 1);
}

void TestTransferStoreSync::progressWaitsForNoDisk()
{
    QCOMPARE(syncsOf(TransferStore::InSystem), 0);
}

void TestTransferStoreSync::oneAfterTheOther()
{
    for (int round = 0; round < 3; ++round) {
        QCOMPARE(syncsOf(TransferStore::InSystem), 0);
        QCOMPARE(syncsOf(TransferStore::OnDisk), 1);
    }
}

void TestTransferStoreSync::aDiskThatDoesNotTakeItIsSaid()
{
    {
        const SyncHook hook([] { return EIO; });
        QVERIFY(!write(TransferStore::OnDisk));
    }
    QCOMPARE(m_store->takeError().fault, DatabaseFault::Full);
    m_store->rollBack();
    QCOMPARE(syncsOf(TransferStore::OnDisk), 1); // and it goes on with the next
}

void TestTransferStoreSync::theTerminalWaitsForNoDisk()
{
    QVERIFY(m_store->openForHistory(path()));
    QVERIFY(write(TransferStore::InSystem)); // begins a new log, whose head is waited for once
    QCOMPARE(syncsOf(TransferStore::InSystem), 0);
}

QTEST_GUILESS_MAIN(TestTransferStoreSync)
#include "tst_transferstore_sync.moc"
