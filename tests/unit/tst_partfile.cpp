#include "core/io/PartFile.h"

#include "core/io/FreeSpace.h"
#include "core/io/IoError.h"
#include "core/io/PartRecord.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ferry;

class TestPartFile : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void isPrivateAndHidden();
    void holdsWhatWasWritten();
    void goesWithTheObject();
    void staysIfKept();
    void discardDeletesAtOnce();
    void twoNeverShareAName();
    void missingDirectory();
    void directoryThatIsAFile();
    void unwritableDirectory();
    void noRoomIsSaidBefore();
    void fullDisk();
    void noInodeLeft();
    void quotaIsDiskFull();
    void folderThatIsRemovedIsNoticed();
    void limitOfTheFileSystem();
    void temporaryPlaceIsSaid();
    void renameNeverReplaces();
    void nothingAfterAFailure();
    void roomForMore();
    void goesOnBehindTheRecord();
    void twoNeverWriteOnePart();
    void endMakesRoom();
    void removedFolderIsNoticed();
    void placeThatCannotBeLookedAt_losesNothing();
    void lastingNameIsTaken();

private:
    QByteArray contentOf(const QString &path) const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

namespace {

/// A file system of its own, as small as asked; not mounted where that is not allowed.
class SmallDisk
{
public:
    SmallDisk(const QString &path, const char *options)
        : m_path(QFile::encodeName(path))
    {
        QDir().mkpath(path);
        m_mounted = ::mount("tmpfs", m_path.constData(), "tmpfs", 0, options) == 0;
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_path.constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;
    bool isMounted() const { return m_mounted; }

private:
    QByteArray m_path;
    bool m_mounted = false;
};

} // namespace

void TestPartFile::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

QByteArray TestPartFile::contentOf(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void TestPartFile::isPrivateAndHidden()
{
    PartFile part(m_directory->path());
    QVERIFY(!part.isOpen());
    QVERIFY(part.open());
    struct stat facts = {};
    QCOMPARE(::stat(QFile::encodeName(part.path()).constData(), &facts), 0);
    QCOMPARE(facts.st_mode & 07777, mode_t(0600));
    const QFileInfo info(part.path());
    QVERIFY(info.fileName().startsWith(u'.'));
    QCOMPARE(info.absolutePath(), m_directory->path());
}

void TestPartFile::holdsWhatWasWritten()
{
    PartFile part(m_directory->path());
    QVERIFY(part.open(1'000'003));
    QByteArray all;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray block(1000, char(i));
        QVERIFY(part.write(block.constData(), block.size()));
        all += block;
    }
    QVERIFY(part.write("end", 3));
    QVERIFY(part.write("", 0));
    all += "end";
    QCOMPARE(part.size(), all.size());
    QVERIFY(part.finish());
    QCOMPARE(contentOf(part.path()), all);
    QVERIFY(!part.write("x", 1));
}

void TestPartFile::goesWithTheObject()
{
    {
        PartFile part(m_directory->path());
        QVERIFY(part.open());
        QVERIFY(part.write("a", 1));
        QVERIFY(part.finish());
    }
    QVERIFY(m_directory->isValid() &&
            QDir(m_directory->path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestPartFile::staysIfKept()
{
    QString path;
    {
        PartFile part(m_directory->path());
        QVERIFY(part.open());
        QVERIFY(part.write("a", 1));
        QVERIFY(part.finish());
        part.keep();
        path = part.path();
    }
    QCOMPARE(contentOf(path), QByteArray("a"));
}

void TestPartFile::discardDeletesAtOnce()
{
    PartFile part(m_directory->path());
    QVERIFY(part.open());
    const QString path = part.path();
    part.keep();
    part.discard();
    QVERIFY(!QFile::exists(path));
    QVERIFY(!part.isOpen());
    part.discard();
}

void TestPartFile::twoNeverShareAName()
{
    PartFile a(m_directory->path());
    PartFile b(m_directory->path());
    QVERIFY(a.open());
    QVERIFY(b.open());
    QVERIFY(a.path() != b.path());
}

void TestPartFile::missingDirectory()
{
    PartFile part(m_directory->filePath(QStringLiteral("no/such")));
    QVERIFY(!part.open());
    QCOMPARE(int(part.failure()->kind), int(ErrorKind::Target));
    QVERIFY(part.failure()->detail.contains(QLatin1String("does not exist")));
    QVERIFY(part.path().isEmpty());
}

void TestPartFile::directoryThatIsAFile()
{
    const QString path = m_directory->filePath(QStringLiteral("a"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    PartFile part(path);
    QVERIFY(!part.open());
    QCOMPARE(int(part.failure()->kind), int(ErrorKind::Target));
}

void TestPartFile::unwritableDirectory()
{
    QCOMPARE(::chmod(QFile::encodeName(m_directory->path()).constData(), 0555), 0);
    const bool wasRoot = ::geteuid() == 0;
    if (wasRoot)
        QCOMPARE(::seteuid(65534), 0);
    PartFile part(m_directory->path());
    const bool opened = part.open();
    if (wasRoot)
        QCOMPARE(::seteuid(0), 0);
    QCOMPARE(::chmod(QFile::encodeName(m_directory->path()).constData(), 0755), 0);
    QVERIFY(!opened);
    QCOMPARE(int(part.failure()->kind), int(ErrorKind::Target));
    QVERIFY(part.failure()->detail.contains(QLatin1String("Permission")));
}

void TestPartFile::noRoomIsSaidBefore()
{
    const qint64 room = freeSpace(m_directory->path());
    QVERIFY(room > 0);
    QCOMPARE(freeSpace(QStringLiteral("/no/such")), -1);
    QCOMPARE(freeSpace(QStringLiteral("/proc")), -1); // it has no numbers, as some in user space have none
    PartFile part(m_directory->path());
    QVERIFY(!part.open(room + 1'000'000'000'000));
    QCOMPARE(int(part.failure()->kind), int(ErrorKind::DiskFull));
    QVERIFY(QDir(m_directory->path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestPartFile::fullDisk()
{
    const QString path = m_directory->filePath(QStringLiteral("small"));
    const SmallDisk disk(path, "size=64k");
    if (!disk.isMounted())
        QSKIP("mounting is not allowed here");
    PartFile part(path);
    QVERIFY(part.open());
    const QByteArray block(16'384, 'a');
    int written = 0;
    while (part.write(block.constData(), block.size()))
        QVERIFY(++written <= 4);
    QCOMPARE(int(part.failure()->kind), int(ErrorKind::DiskFull));
    QCOMPARE(part.failure()->subject, part.path());
    QCOMPARE(part.size(), written * block.size());
}

void TestPartFile::noInodeLeft()
{
    const QString path = m_directory->filePath(QStringLiteral("small"));
    const SmallDisk disk(path, "size=64k,nr_inodes=2");
    if (!disk.isMounted())
        QSKIP("mounting is not allowed here");
    PartFile first(path);
    QVERIFY(first.open());
    PartFile second(path);
    QVERIFY(!second.open());
    QCOMPARE(int(second.failure()->kind), int(ErrorKind::DiskFull));
}

void TestPartFile::quotaIsDiskFull()
{
    for (const int error : {EDQUOT, ENOSPC})
        QCOMPARE(int(targetError(QStringLiteral("/a"), error).kind), int(ErrorKind::DiskFull));
    for (const int error : {EIO, EROFS, EACCES, ENOENT, EFBIG})
        QCOMPARE(int(targetError(QStringLiteral("/a"), error).kind), int(ErrorKind::Target));
}

void TestPartFile::folderThatIsRemovedIsNoticed()
{
    const QString folder = m_directory->filePath(QStringLiteral("folder"));
    QVERIFY(QDir().mkdir(folder));
    PartFile part(folder);
    QVERIFY(part.open());
    QVERIFY(part.write("abc", 3));
    QVERIFY(QDir(folder).removeRecursively());
    QVERIFY(part.write("def", 3)); // the system keeps the bytes as long as they are held
    QVERIFY2(!part.finish(), "a file that nobody can find any more");
    QCOMPARE(int(part.failure()->kind), int(ErrorKind::Target));
}

void TestPartFile::limitOfTheFileSystem()
{
    PartFile part(m_directory->path());
    QVERIFY(part.open());
    // A limit of the process looks to a writer as one of the file system.
    rlimit old = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small = {10'000, old.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const QByteArray block(20'000, 'a');
    const bool written = part.write(block.constData(), block.size());
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &old), 0);
    QVERIFY(!written);
    QCOMPARE(int(part.failure()->kind), int(ErrorKind::Target));
    QVERIFY(part.failure()->detail.contains(QLatin1String("too large")));
    QCOMPARE(part.size(), 0);
}

// A person knows the file by the place where it will be, and what fails may be another one.
void TestPartFile::temporaryPlaceIsSaid()
{
    const QString shown = QStringLiteral("/home/me/a.bin");
    PartFile temporary(m_directory->path(), m_directory->path());
    temporary.setShownPath(shown);
    QVERIFY(temporary.open());
    QVERIFY(!temporary.fail(ENOSPC));
    QCOMPARE(int(temporary.failure()->kind), int(ErrorKind::DiskFull));
    QCOMPARE(temporary.failure()->subject, m_directory->path());
    QVERIFY(temporary.failure()->detail.contains(QLatin1String("until they are saved")));
    PartFile elsewhere(m_directory->path(), QStringLiteral("/another/launch"));
    elsewhere.setShownPath(shown);
    QVERIFY(elsewhere.open());
    QVERIFY(!elsewhere.fail(ENOSPC));
    QCOMPARE(elsewhere.failure()->subject, shown);
    QCOMPARE(elsewhere.failure()->detail, QString());
}

void TestPartFile::renameNeverReplaces()
{
    QFile other(m_directory->filePath(QStringLiteral("b.txt")));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("other");
    other.close();
    PartFile part(m_directory->path());
    QVERIFY(part.open());
    QVERIFY(part.write("mine", 4));
    QVERIFY(part.finish());
    const QString old = part.path();
    QVERIFY(!part.rename(QStringLiteral("b.txt")));
    QCOMPARE(part.path(), old);
    QVERIFY(part.rename(QStringLiteral("a.txt")));
    QCOMPARE(part.path(), m_directory->filePath(QStringLiteral("a.txt")));
    QCOMPARE(contentOf(part.path()), QByteArray("mine"));
    QCOMPARE(contentOf(other.fileName()), QByteArray("other"));
}

void TestPartFile::nothingAfterAFailure()
{
    PartFile part(QStringLiteral("/no/such"));
    QVERIFY(!part.open());
    QVERIFY(!part.write("a", 1));
    QVERIFY(!part.finish());
    part.discard();
}

void TestPartFile::roomForMore()
{
    const QString path = m_directory->filePath(QStringLiteral("small"));
    const SmallDisk disk(path, "size=64k");
    if (!disk.isMounted())
        QSKIP("mounting is not allowed here");
    PartFile part(path);
    QVERIFY(part.open());
    const QByteArray block(40'960, 'a');
    QVERIFY(part.write(block.constData(), block.size()));
    QVERIFY(part.hasRoomFor(24'576));
    QVERIFY(part.hasRoomFor(-1));
    QVERIFY(!part.failure());
    QVERIFY(!part.hasRoomFor(24'577));
    QCOMPARE(int(part.failure()->kind), int(ErrorKind::DiskFull));
}

void TestPartFile::goesOnBehindTheRecord()
{
    PartRecord record;
    record.total = 100;
    QString path;
    {
        PartFile part(m_directory->path());
        QVERIFY(part.open());
        QVERIFY(part.write("held, and behind it", 19));
        record.held = {{0, 4}};
        record.proof = part.proof(record.held);
        path = part.path();
        part.keep();
    }
    PartFile again({});
    QVERIFY(again.reopen(path, record));
    QCOMPARE(again.size(), 4);
    QVERIFY(again.write("!", 1));
    QCOMPARE(contentOf(path), QByteArray("held!"));
    QCOMPARE(again.read(1, 100), QByteArray("eld!"));
    again.discard();
    QVERIFY(!QFile::exists(path));
    QVERIFY(!PartFile({}).reopen(path, record));
}

void TestPartFile::twoNeverWriteOnePart()
{
    PartFile part(m_directory->path());
    QVERIFY(part.openAs(QStringLiteral(".lasting.part")));
    QVERIFY(part.write("held", 4));
    PartRecord record;
    record.total = 100;
    record.held = {{0, 4}};
    record.proof = part.proof(record.held);
    PartFile other({});
    QVERIFY(!other.reopen(part.path(), record));
    QVERIFY(!PartFile::removeUnused(part.path()));
    QCOMPARE(contentOf(part.path()), QByteArray("held"));
    // Nor while a finished one is verified, nor on its way to its place.
    QVERIFY(part.finish());
    QVERIFY(!other.reopen(part.path(), record));
    QCOMPARE(part.proof(record.held), record.proof);
    FileHandle lock = part.keep();
    QVERIFY(!other.reopen(part.path(), record));
    lock.reset();
    QVERIFY(other.reopen(part.path(), record));
}

void TestPartFile::endMakesRoom()
{
    PartFile part(m_directory->path());
    QVERIFY(part.open());
    const QByteArray bytes(100 * 1024, 'x');
    QVERIFY(part.write(bytes.constData(), bytes.size()));
    QVERIFY(!part.fail(ENOSPC));
    part.makeRoom();
    QCOMPARE(part.size(), 36 * 1024);
    QCOMPARE(QFileInfo(part.path()).size(), 36 * 1024);
    QVERIFY(!part.proof(part.held()).isEmpty());
    part.makeRoom();
    QCOMPARE(part.size(), 0);
}

// What lies there instead is somebody else's.
void TestPartFile::removedFolderIsNoticed()
{
    const QString folder = m_directory->filePath(QStringLiteral("folder"));
    QVERIFY(QDir().mkdir(folder));
    QString path;
    {
        PartFile part(folder);
        QVERIFY(part.open() && part.write("abc", 3) && part.checkPlace());
        path = part.path();
        QVERIFY(QDir(folder).removeRecursively() && QDir().mkdir(folder));
        QFile other(path);
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("other") == 5);
        QVERIFY(!part.checkPlace());
        QCOMPARE(int(part.failure()->kind), int(ErrorKind::Target));
        QCOMPARE(part.size(), 0);
    }
    QCOMPARE(contentOf(path), QByteArray("other"));
}

// A disk far away that does not answer for a moment has not lost the file.
void TestPartFile::placeThatCannotBeLookedAt_losesNothing()
{
    if (::geteuid() != 0)
        QSKIP("Only root can become somebody who may not look into the folder.");
    PartFile part(m_directory->path());
    QVERIFY(part.open() && part.write("abc", 3));
    QCOMPARE(::seteuid(65534), 0);
    const bool isThere = part.checkPlace();
    const bool finished = part.finish();
    QCOMPARE(::seteuid(0), 0);
    QVERIFY(isThere);
    QVERIFY(!finished);
    QCOMPARE(int(part.failure()->kind), int(ErrorKind::Target));
    QCOMPARE(part.size(), 3);
}

// By somebody who works on it: then the name is another one. By nobody: then it makes room.
void TestPartFile::lastingNameIsTaken()
{
    const QString name = PartFile::lastingName(QStringLiteral("a"), "1");
    QVERIFY(name.startsWith(u'.'));
    QVERIFY(PartFile::lastingName(QStringLiteral("a"), "2") != name);
    QVERIFY(name != PartFile::lastingName(QStringLiteral("b"), "1"));
    PartFile first(m_directory->path());
    QVERIFY(first.openAs(name));
    PartFile second(m_directory->path());
    QVERIFY(second.openAs(name));
    QVERIFY(second.path() != first.path());
    QCOMPARE(QFileInfo(first.path()).fileName(), name);
    QVERIFY(first.write("old", 3) && first.finish());
    first.keep();
    PartFile third(m_directory->path());
    QVERIFY(third.openAs(name));
    QCOMPARE(third.path(), first.path());
    QCOMPARE(contentOf(third.path()), QByteArray());
}

QTEST_GUILESS_MAIN(TestPartFile)
#include "tst_partfile.moc"
