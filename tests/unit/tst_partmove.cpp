#include "core/engine/PartMove.h"

#include <QDir>
#include <QFile>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace ferry;

/// What is held of a download on its way to another folder.
class TestPartMove : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void arrivesWithItsRecord_data();
    void arrivesWithItsRecord();
    void goesIfNobodyTakesIt();
    void stopsWithTheJob();
    void unreadableIsNoFailure();
    void badFolderIsOne();

private:
    KeptPart layPart(const ByteRanges &held);
    QString folder() const { return m_directory->filePath(QStringLiteral("to")); }
    QStringList arrived() const
    {
        return QDir(folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QByteArray m_content;
};

namespace {

constexpr qint64 fileSize = 3'500'000; // more than a block

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestPartMove::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_directory->path()).mkdir(QStringLiteral("to")));
}

KeptPart TestPartMove::layPart(const ByteRanges &held)
{
    m_content.resize(held.list().last().end);
    for (qsizetype i = 0; i < m_content.size(); ++i)
        m_content[i] = char(i * 31 + i / 256);
    QFile file(m_directory->filePath(QStringLiteral("old.part")));
    if (!file.open(QIODevice::ReadWrite | QIODevice::Unbuffered) || file.write(m_content) != m_content.size())
        qFatal("no part");
    PartRecord record;
    record.url = QUrl(QStringLiteral("http://example.org/a"));
    record.address = PartRecord::addressHash(record.url);
    record.validator = "\"one\"";
    record.total = fileSize;
    record.held = held;
    record.proof = PartRecord::proofOf(file.handle(), held);
    return {file.fileName(), record, nullptr};
}

void TestPartMove::arrivesWithItsRecord_data()
{
    QTest::addColumn<QByteArray>("held");
    QTest::newRow("from the start") << QByteArray("0-2999999");
    QTest::newRow("exactly blocks") << QByteArray("0-2097151");
    QTest::newRow("one byte") << QByteArray("0-0");
    QTest::newRow("pieces") << QByteArray("0-99999,200000-299999,3000000-3499999");
    QTest::newRow("all of it") << QByteArray("0-3499999");
}

void TestPartMove::arrivesWithItsRecord()
{
    QFETCH(QByteArray, held);
    const KeptPart from = layPart(ByteRanges::fromText(held).value());
    QThreadPool pool;
    PartMove move(pool, from, folder(), {});
    QSignalSpy ended(&move, &PartMove::ended);
    QVERIFY(ended.wait(20000));
    QVERIFY(!move.failure());
    const QString path = move.takePart();
    QCOMPARE(QFileInfo(path).path(), folder());
    QVERIFY(contentOf(path) == m_content);
    struct stat facts = {};
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &facts), 0);
    QCOMPARE(facts.st_mode & 07777, mode_t(0600));
    const std::optional<PartRecord> record = PartRecord::read(path);
    QVERIFY(record && *record == from.record);
    PartFile part({});
    QVERIFY(part.reopen(path, *record));
    QVERIFY(contentOf(from.path) == m_content); // its end is for whoever had it
}

void TestPartMove::goesIfNobodyTakesIt()
{
    const KeptPart from = layPart({{0, 1000}});
    QThreadPool pool;
    {
        PartMove move(pool, from, folder(), {});
        QSignalSpy ended(&move, &PartMove::ended);
        QVERIFY(ended.wait(20000));
        QCOMPARE(arrived().size(), 2);
    }
    QVERIFY(pool.waitForDone(20000));
    QCOMPARE(arrived(), QStringList());
}

void TestPartMove::stopsWithTheJob()
{
    const KeptPart from = layPart({{0, 3'000'000}});
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    QSemaphore busy;
    pool.start([&busy] { busy.acquire(); });
    std::make_unique<PartMove>(pool, from, folder(), QString()).reset();
    busy.release();
    QVERIFY(pool.waitForDone(20000));
    QCOMPARE(arrived(), QStringList());
    QVERIFY(contentOf(from.path) == m_content);
}

void TestPartMove::unreadableIsNoFailure()
{
    KeptPart from = layPart({{0, 1000}});
    const auto ends = [&] {
        QThreadPool pool;
        PartMove move(pool, from, folder(), {});
        QSignalSpy ended(&move, &PartMove::ended);
        QVERIFY(ended.wait(20000));
        QVERIFY(!move.failure());
        QCOMPARE(move.takePart(), QString());
    };
    from.record.held = {{0, 2000}}; // shorter than its record says
    ends();
    QVERIFY(QFile::remove(from.path));
    ends();
    QCOMPARE(arrived(), QStringList());
}

void TestPartMove::badFolderIsOne()
{
    const KeptPart from = layPart({{0, 1000}});
    QThreadPool pool;
    PartMove move(pool, from, folder() + QStringLiteral("/nowhere"), {});
    QSignalSpy ended(&move, &PartMove::ended);
    QVERIFY(ended.wait(20000));
    QVERIFY(move.failure());
    QCOMPARE(move.failure()->kind, ErrorKind::Target);
    QCOMPARE(move.takePart(), QString());
}

QTEST_GUILESS_MAIN(TestPartMove)
#include "tst_partmove.moc"
