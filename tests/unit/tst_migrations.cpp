#include "core/io/FileHandle.h"
#include "core/store/Migrations.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QVariant>

#include <array>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ferry;
using namespace std::chrono_literals;

/// The steps of the schema: all or nothing, with a copy of what was there.
class TestMigrations : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void emptyFile_getsTheSchemaWithoutACopy();
    void olderFile_isCopiedAndKeepsItsRows();
    void copyIsPrivateFromItsFirstMoment();
    void stepThatFails_changesNothing();
    void withoutACopyNothingIsChanged();
    void newerFile_isNotTouched();
    void theStepsOfTheStoreWork();

private:
    QString path() const { return m_tree->filePath(QStringLiteral("queue.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_tree;
};

namespace {

const QList<Migration> &two()
{
    static const QList<Migration> steps = {
        {QStringLiteral("CREATE TABLE a (x)"), QStringLiteral("INSERT INTO a VALUES (1)")},
        {QStringLiteral("ALTER TABLE a ADD COLUMN y DEFAULT 5"), QStringLiteral("UPDATE a SET x = x + 1")}};
    return steps;
}

void makeFirst(Database &database, const QString &path)
{
    QVERIFY(database.open(path, Database::ReadWrite, 1s));
    QCOMPARE(Migrations({two().first()}).run(database), Migrations::Done);
}

/// What inotify(7) saw of the file of this name.
QList<quint32> eventsOf(const FileHandle &watch, const QByteArray &name)
{
    QList<quint32> masks;
    alignas(inotify_event) std::array<char, 64 * 1024> bytes;
    const ssize_t size = ::read(watch.get(), bytes.data(), bytes.size());
    for (ssize_t at = 0; at < size;) {
        const auto *event = reinterpret_cast<const inotify_event *>(bytes.data() + at);
        if (event->len > 0 && name == event->name)
            masks.append(event->mask);
        at += ssize_t(sizeof(inotify_event) + event->len);
    }
    return masks;
}

} // namespace

void TestMigrations::init()
{
    m_tree = std::make_unique<QTemporaryDir>();
}

void TestMigrations::emptyFile_getsTheSchemaWithoutACopy()
{
    Database database;
    QVERIFY(database.open(path(), Database::ReadWrite, 1s));
    QCOMPARE(Migrations(two()).run(database), Migrations::Done);
    QCOMPARE(Migrations::stepOf(database), 2);
    QCOMPARE(database.value(QStringLiteral("SELECT x + y FROM a")).toInt(), 7);
    QCOMPARE(QDir(m_tree->path()).entryList(QDir::Files), QStringList{QStringLiteral("queue.sqlite")});
    QCOMPARE(QFileInfo(path()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestMigrations::olderFile_isCopiedAndKeepsItsRows()
{
    Database database;
    makeFirst(database, path());
    QCOMPARE(Migrations(two()).run(database), Migrations::Done);
    QCOMPARE(database.value(QStringLiteral("SELECT x FROM a")).toInt(), 2);
    QCOMPARE(Migrations(two()).run(database), Migrations::Done); // and no more
    QCOMPARE(database.value(QStringLiteral("SELECT x FROM a")).toInt(), 2);

    const QString copy = Migrations::copyPath(path(), 1);
    QCOMPARE(QFileInfo(copy).fileName(), QStringLiteral("queue-step-1.sqlite"));
    QCOMPARE(QFileInfo(copy).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    Database old;
    QVERIFY(old.open(copy, Database::ReadOnly, 1s));
    QCOMPARE(Migrations::stepOf(old), 1);
    QCOMPARE(old.value(QStringLiteral("SELECT x FROM a")).toInt(), 1);
}

// What has its mode at the end, and never got another one, was made with it.
void TestMigrations::copyIsPrivateFromItsFirstMoment()
{
    Database database;
    makeFirst(database, path());
    const FileHandle watch(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    QVERIFY(::inotify_add_watch(watch.get(), QFile::encodeName(m_tree->path()).constData(), IN_CREATE | IN_ATTRIB) >=
            0);
    const mode_t before = ::umask(022);
    const Migrations::Result result = Migrations(two()).run(database);
    ::umask(before);
    QCOMPARE(result, Migrations::Done);
    const QString copy = Migrations::copyPath(path(), 1);
    QCOMPARE(QFileInfo(copy).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    const QByteArray name = QFile::encodeName(QFileInfo(copy).fileName());
    QCOMPARE(eventsOf(watch, name), QList<quint32>{IN_CREATE});
}

void TestMigrations::stepThatFails_changesNothing()
{
    Database database;
    makeFirst(database, path());
    QList<Migration> steps = two();
    steps.append({QStringLiteral("DELETE FROM a"), QStringLiteral("THIS IS NO SQL")});
    QCOMPARE(Migrations(steps).run(database), Migrations::Failed);
    QVERIFY(database.takeError());
    QCOMPARE(Migrations::stepOf(database), 1);
    QCOMPARE(database.value(QStringLiteral("SELECT x FROM a")).toInt(), 1);
}

void TestMigrations::withoutACopyNothingIsChanged()
{
    Database database;
    makeFirst(database, path());
    QVERIFY(QDir(m_tree->path()).mkdir(QFileInfo(Migrations::copyPath(path(), 1)).fileName()));
    QCOMPARE(Migrations(two()).run(database), Migrations::Failed);
    QCOMPARE(Migrations::stepOf(database), 1);
    QCOMPARE(database.value(QStringLiteral("SELECT x FROM a")).toInt(), 1);
}

void TestMigrations::newerFile_isNotTouched()
{
    Database database;
    makeFirst(database, path());
    QVERIFY(database.run(QStringLiteral("PRAGMA user_version = 3")));
    QCOMPARE(Migrations(two()).run(database), Migrations::Newer);
    QCOMPARE(Migrations::stepOf(database), 3);
    QVERIFY(!database.error());
}

void TestMigrations::theStepsOfTheStoreWork()
{
    Database database;
    QVERIFY(database.open(path(), Database::ReadWrite, 1s));
    QVERIFY2(Migrations().run(database) == Migrations::Done, qPrintable(database.error().detail));
    QCOMPARE(Migrations::stepOf(database), int(storeMigrations().size()));
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
