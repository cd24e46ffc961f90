#include "core/io/PartCheckpoints.h"

#include "tests/support/SyncHook.h"

#include <fcntl.h>
#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;

namespace {

std::atomic<QSemaphore *> renameWaits = nullptr; ///< for this, before anything gets its name
QSemaphore renaming;

} // namespace

extern "C" int rename(const char *from, const char *to) noexcept
{
    if (QSemaphore *semaphore = renameWaits) {
        renaming.release();
        semaphore->acquire();
    }
    return ::renameat(AT_FDCWD, from, AT_FDCWD, to);
}

/// A disk that fails, or takes its time, while the record of a part is kept.
class TestPartCheckpoints : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void failureIsRemembered();
    void nobodyWaitsForTheRecord();
    void dropTakesTheRecordAlong();
    void dropLeavesTheRecordOfAnother();

private:
    QString part() const { return m_directory->filePath(QStringLiteral("a.part")); }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestPartCheckpoints::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QFile file(part());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(1000, 'x')) == 1000);
}

// The system tells it once: the next one that asks, by another descriptor, hears that all is well.
void TestPartCheckpoints::failureIsRemembered()
{
    std::atomic<int> answer = 0;
    const SyncHook hook([&] { return answer.exchange(0); });
    QThreadPool pool;
    PartCheckpoints checkpoints(pool, part(), {{}, "1", {}, {}, 1000, {}, {}});
    checkpoints.note({{0, 100}});
    checkpoints.waitForNotes();
    QCOMPARE(checkpoints.failure(), 0);
    answer = EIO;
    checkpoints.note({{0, 200}});
    checkpoints.note({{0, 300}});
    checkpoints.waitForNotes();
    QCOMPARE(checkpoints.failure(), EIO);
    checkpoints.note({{0, 400}});
    checkpoints.waitForNotes();
    QCOMPARE(checkpoints.failure(), EIO);
    QCOMPARE(PartRecord::read(part())->held, (ByteRanges{{0, 100}}));
}

// One that an earlier launch left, and one of a note, whatever was known at first.
void TestPartCheckpoints::dropTakesTheRecordAlong()
{
    QThreadPool pool;
    const PartRecord record{{}, "1", {}, {}, 1000, {{0, 100}}, {}};
    QVERIFY(record.write(part()));
    QVERIFY(PartRecord::mayLie(part()));
    PartCheckpoints(pool, part(), record).drop();
    QVERIFY(!PartRecord::mayLie(part()));

    PartCheckpoints fresh(pool, part(), record, false);
    fresh.note({{0, 200}});
    fresh.waitForNotes();
    QVERIFY(PartRecord::mayLie(part()));
    fresh.drop();
    QVERIFY(!PartRecord::mayLie(part()));
}

// Where somebody else works on the part by now. Nothing more is written there all the same.
void TestPartCheckpoints::dropLeavesTheRecordOfAnother()
{
    QThreadPool pool;
    const PartRecord record{{}, "1", {}, {}, 1000, {{0, 100}}, {}};
    QVERIFY(record.write(part()));
    PartCheckpoints checkpoints(pool, part(), record);
    checkpoints.drop(PartCheckpoints::Record::Leave);
    checkpoints.note({{0, 200}});
    checkpoints.waitForNotes();
    QCOMPARE(PartRecord::read(part())->held, (ByteRanges{{0, 100}}));
}

void TestPartCheckpoints::nobodyWaitsForTheRecord()
{
    QThreadPool pool;
    PartCheckpoints checkpoints(pool, part(), {{}, "1", {}, {}, 1000, {}, {}});
    QSemaphore mayGo;
    renameWaits = &mayGo;
    checkpoints.note({{0, 100}});
    renaming.acquire(); // it is in the middle of that
    std::atomic<bool> isAnswered = false;
    const std::unique_ptr<QThread> asking(QThread::create([&] {
        checkpoints.note({{0, 200}});
        isAnswered = checkpoints.isBusy();
    }));
    asking->start();
    const bool isEnded = asking->wait(10'000);
    renameWaits = nullptr;
    mayGo.release(2);
    asking->wait();
    checkpoints.waitForNotes();
    QVERIFY(isEnded && isAnswered);
    QVERIFY(!checkpoints.isBusy());
    QCOMPARE(PartRecord::read(part())->held, (ByteRanges{{0, 200}}));
}

QTEST_GUILESS_MAIN(TestPartCheckpoints)
#include "tst_partcheckpoints.moc"
