#include "core/engine/SaveBatches.h"
#include "core/engine/SaveJob.h"
#include "core/io/FileIdentity.h"

#include <QDir>
#include <QFile>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <sys/syscall.h>
#include <unistd.h>

using namespace ferry;

namespace {

std::atomic<int> foldersSynced = 0;

} // namespace

extern "C" int fsync(int descriptor)
{
    ++foldersSynced;
    return int(::syscall(SYS_fsync, descriptor));
}

/// The one place where two threads of Ferry's own meet over a file: ends, cancels and deletions at any moment.
class TestSaveJob : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void ended_comesOnceWithTheResult();
    void copied_waitsUntilItMayBePlaced();
    void copied_canBeCancelled();
    void cancel_whileAllThreadsAreBusy();
    void cancel_atAnyMoment();
    void deletion_waitsForTheFiles();
    void deletion_whileAllThreadsAreBusy();
    void batch_bringsTheFolderToTheDiskOnce();
    void batch_leavesOutWhoIsGone();

private:
    SaveJob::Order besideTarget(const QString &name) const;
    QString temporaryFile(const QByteArray &content = QByteArrayLiteral("content")) const;
    SaveTarget target() const
    {
        return {m_tree->filePath(QStringLiteral("to")), QStringLiteral("a"), NameTaken::KeepBoth};
    }

    std::unique_ptr<QTemporaryDir> m_tree;
    QThreadPool m_pool;
};

void TestSaveJob::init()
{
    m_tree = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_tree->path()).mkdir(QStringLiteral("to")));
    m_pool.setMaxThreadCount(2);
}

QString TestSaveJob::temporaryFile(const QByteArray &content) const
{
    // Where there is a second file system the save is a copy, which takes a while.
    static QTemporaryDir elsewhere(QStringLiteral("/dev/shm/ferry-test-XXXXXX"));
    const QString directory = elsewhere.isValid() ? elsewhere.path() : m_tree->path();
    QFile file(directory + QStringLiteral("/from"));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("no test file");
    return file.fileName();
}

void TestSaveJob::ended_comesOnceWithTheResult()
{
    const QString from = temporaryFile();
    SaveJob job(m_pool, {from, target(), {}, {}});
    connect(&job, &SaveJob::copied, &job, &SaveJob::place);
    int ends = 0;
    connect(&job, &SaveJob::ended, this, [&ends] { ++ends; });
    QTRY_COMPARE(ends, 1);
    QCOMPARE(job.result().savedPath, m_tree->filePath(QStringLiteral("to/a")));
    QVERIFY(!job.result().cancelled && !job.result().error);
    QVERIFY(!QFile::exists(from));
    job.cancel();
    QCoreApplication::processEvents();
    QCOMPARE(ends, 1);
}

void TestSaveJob::copied_waitsUntilItMayBePlaced()
{
    const QString from = temporaryFile();
    SaveJob job(m_pool, {from, target(), {}, {}});
    QSignalSpy copies(&job, &SaveJob::copied);
    QSignalSpy ends(&job, &SaveJob::ended);
    QTRY_VERIFY(!copies.isEmpty() || !ends.isEmpty());
    if (copies.isEmpty())
        QSKIP("There is no second file system here.");
    const QString identity = copies.first().first().toString();
    QVERIFY(!identity.isEmpty() && identity != fileIdentity(from));
    QVERIFY(findFile(target().directory, identity).isEmpty()); // hidden as long as it has no name
    QVERIFY(QFile::exists(from) && ends.isEmpty());
    job.place();
    QTRY_COMPARE(ends.size(), 1);
    QCOMPARE(copies.size(), 1);
    QCOMPARE(findFile(target().directory, identity), job.result().savedPath);
    QVERIFY(!QFile::exists(from));
}

void TestSaveJob::copied_canBeCancelled()
{
    const QString from = temporaryFile();
    SaveJob job(m_pool, {from, target(), {}, {}});
    connect(&job, &SaveJob::copied, &job, &SaveJob::cancel);
    QSignalSpy ends(&job, &SaveJob::ended);
    QTRY_COMPARE(ends.size(), 1);
    if (!job.result().cancelled)
        QSKIP("There is no second file system here.");
    QVERIFY(QFile::exists(from));
    QVERIFY(QDir(target().directory).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void TestSaveJob::cancel_whileAllThreadsAreBusy()
{
    QSemaphore release;
    for (int i = 0; i < m_pool.maxThreadCount(); ++i)
        m_pool.start([&release] { release.acquire(); });
    const QString from = temporaryFile();
    SaveJob job(m_pool, {from, target(), {}, {}});
    int ends = 0;
    connect(&job, &SaveJob::ended, this, [&ends] { ++ends; });
    job.cancel();
    job.cancel();
    QTRY_COMPARE(ends, 1);
    QVERIFY(job.result().cancelled && job.result().savedPath.isEmpty());
    release.release(m_pool.maxThreadCount());
    m_pool.waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(ends, 1);
    QVERIFY(QFile::exists(from));
    QVERIFY(QDir(target().directory).isEmpty());
}

void TestSaveJob::cancel_atAnyMoment()
{
    const QByteArray content(3 * 1024 * 1024, 'c');
    for (int round = 0; round < 40; ++round) {
        const QString from = temporaryFile(content);
        SaveJob job(m_pool, {from, target(), {}, {}});
        connect(&job, &SaveJob::copied, &job, &SaveJob::place);
        int ends = 0;
        connect(&job, &SaveJob::ended, this, [&ends] { ++ends; });
        for (int turn = 0; turn < round * 20; ++turn)
            QCoreApplication::processEvents();
        job.cancel();
        QTRY_COMPARE(ends, 1);
        const bool saved = !job.result().savedPath.isEmpty();
        QVERIFY(saved != job.result().cancelled);
        QCOMPARE(QFile::exists(from), !saved);
        QCOMPARE(QDir(target().directory).entryList(QDir::Files | QDir::Hidden).size(), saved ? 1 : 0);
        if (saved)
            QVERIFY(QFile::remove(job.result().savedPath));
    }
}

void TestSaveJob::deletion_waitsForTheFiles()
{
    const QByteArray content(3 * 1024 * 1024, 'd');
    for (int round = 0; round < 40; ++round) {
        const QString from = temporaryFile(content);
        {
            SaveJob job(m_pool, {from, target(), {}, {}});
            connect(&job, &SaveJob::copied, &job, &SaveJob::place);
            for (int turn = 0; turn < round * 20; ++turn)
                QCoreApplication::processEvents();
        }
        // Nobody touches the files any more: they are in one place or in the other.
        const QStringList names = QDir(target().directory).entryList(QDir::Files | QDir::Hidden);
        QCOMPARE(names.size(), QFile::exists(from) ? 0 : 1);
        for (const QString &name : names) {
            QFile file(target().directory + u'/' + name);
            QCOMPARE(file.size(), content.size());
            QVERIFY(file.remove());
        }
    }
}

void TestSaveJob::deletion_whileAllThreadsAreBusy()
{
    QSemaphore release;
    for (int i = 0; i < m_pool.maxThreadCount(); ++i)
        m_pool.start([&release] { release.acquire(); });
    const QString from = temporaryFile();
    {
        const SaveJob job(m_pool, {from, target(), {}, {}});
    }
    release.release(m_pool.maxThreadCount());
    m_pool.waitForDone();
    QVERIFY(QFile::exists(from));
    QVERIFY(QDir(target().directory).isEmpty());
}

SaveJob::Order TestSaveJob::besideTarget(const QString &name) const
{
    SaveTarget to = target();
    to.fileName = name;
    QFile file(to.directory + QStringLiteral("/.part-") + name);
    if (!file.open(QIODevice::WriteOnly) || file.write("content") != 7)
        qFatal("no test file");
    return {file.fileName(), to, {}, {}};
}

// Whoever hears of the end can be sure of the name.
void TestSaveJob::batch_bringsTheFolderToTheDiskOnce()
{
    SaveBatches batches(m_pool);
    std::vector<std::unique_ptr<SaveJob>> jobs;
    int ends = 0;
    foldersSynced = 0;
    for (const char *name : {"a", "b", "c", "d", "e"}) {
        const SaveJob::Order order = besideTarget(QString::fromLatin1(name));
        QVERIFY(SaveJob::liesBeside(order));
        jobs.push_back(std::make_unique<SaveJob>(batches, order));
        connect(jobs.back().get(), &SaveJob::ended, this, [&ends] {
            QCOMPARE(foldersSynced.load(), 1);
            ++ends;
        });
    }
    QTRY_COMPARE(ends, 5);
    QCOMPARE(foldersSynced.load(), 1);
    for (const auto &job : jobs)
        QVERIFY(QFile::exists(job->result().savedPath));
    QCOMPARE(QDir(target().directory).entryList(QDir::Files | QDir::Hidden).size(), 5);
    QVERIFY(!SaveJob::liesBeside({temporaryFile(), target(), {}, {}}));
    QVERIFY(!SaveJob::liesBeside({target().directory + QStringLiteral("/deeper/a"), target(), {}, {}}));
}

void TestSaveJob::batch_leavesOutWhoIsGone()
{
    SaveBatches batches(m_pool);
    auto gone = std::make_unique<SaveJob>(batches, besideTarget(QStringLiteral("gone")));
    SaveJob cancelled(batches, besideTarget(QStringLiteral("cancelled")));
    SaveJob saved(batches, besideTarget(QStringLiteral("saved")));
    QSignalSpy cancels(&cancelled, &SaveJob::ended);
    QSignalSpy ends(&saved, &SaveJob::ended);
    gone.reset();
    cancelled.cancel();
    QTRY_COMPARE(ends.size(), 1);
    QCOMPARE(cancels.size(), 1);
    QVERIFY(cancelled.result().cancelled);
    const QStringList names = QDir(target().directory).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    QCOMPARE(names,
             QStringList({QStringLiteral(".part-cancelled"), QStringLiteral(".part-gone"), QStringLiteral("saved")}));
}

QTEST_GUILESS_MAIN(TestSaveJob)
#include "tst_savejob.moc"
