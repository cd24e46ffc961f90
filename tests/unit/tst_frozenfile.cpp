#include "core/io/FrozenFile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace ferry;

class TestFrozenFile : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void deliversTheWholeFile_data();
    void deliversTheWholeFile();
    void seeks();
    void sparseBeyondFourGiB();
    void endIsNoError();
    void refusesWhatIsNoFile_data();
    void refusesWhatIsNoFile();
    void refusesTheUnreadable();
    void followsALinkToAFile();
    void changes_data();
    void changes();
    void readingAltersNothing();
    void descriptorGoesWithClose();
    void moreFilesThanMayBeOpen();
    void otherModesAreRefused();

private:
    QString at(const char *name) const { return m_directory->filePath(QString::fromLatin1(name)); }
    void write(const QString &path, const QByteArray &bytes) const;
    void changesWhile(FrozenFile::Hold hold);
    void makeOld(const QString &path) const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestFrozenFile::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void TestFrozenFile::write(const QString &path, const QByteArray &bytes) const
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// So that a change is seen by its time, however coarse the clock of the file system is.
void TestFrozenFile::makeOld(const QString &path) const
{
    const timespec old[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), old, 0), 0);
}

void TestFrozenFile::deliversTheWholeFile_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("block");
    for (const qint64 size : {0, 1, 4095, 4096, 16384, 1'000'003}) {
        for (const qint64 block : {1000, 16384, 65536, 4'000'000})
            QTest::addRow("%lld in blocks of %lld", size, block) << size << block;
    }
}

void TestFrozenFile::deliversTheWholeFile()
{
    QFETCH(qint64, size);
    QFETCH(qint64, block);
    QByteArray bytes(size, Qt::Uninitialized);
    for (qint64 i = 0; i < size; ++i)
        bytes[i] = char(i * 31 + i / 251);
    write(at("a"), bytes);
    FrozenFile file(at("a"));
    QVERIFY(file.open());
    QCOMPARE(file.size(), size);
    QVERIFY(!file.isSequential());
    QByteArray got;
    QByteArray buffer(block, Qt::Uninitialized);
    while (got.size() < size) {
        const qint64 n = file.read(buffer.data(), block);
        QVERIFY2(n > 0, "0 before the end would be waited on for ever");
        got.append(buffer.constData(), n);
    }
    QCOMPARE(got, bytes);
    QVERIFY(file.atEnd());
    QVERIFY(file.stillSame());
    QVERIFY(!file.failure());
}

void TestFrozenFile::seeks()
{
    write(at("a"), "0123456789");
    FrozenFile file(at("a"));
    QVERIFY(file.open());
    QVERIFY(file.seek(7));
    QCOMPARE(file.read(2), QByteArray("78"));
    QVERIFY(file.reset());
    QCOMPARE(file.read(3), QByteArray("012"));
    QCOMPARE(file.pos(), 3);
}

void TestFrozenFile::sparseBeyondFourGiB()
{
    const qint64 size = 5LL * 1024 * 1024 * 1024;
    write(at("a"), "begin");
    if (::truncate(QFile::encodeName(at("a")).constData(), size) != 0)
        QSKIP("no sparse files here");
    FrozenFile file(at("a"));
    QVERIFY(file.open());
    QCOMPARE(file.size(), size);
    QVERIFY(file.seek(size - 3));
    QCOMPARE(file.read(10), QByteArray(3, '\0'));
    QVERIFY(file.atEnd());
}

void TestFrozenFile::endIsNoError()
{
    write(at("a"), "ab");
    FrozenFile file(at("a"));
    QVERIFY(file.open());
    QCOMPARE(file.readAll(), QByteArray("ab"));
    char c = 0;
    QCOMPARE(file.read(&c, 1), 0);
    QVERIFY(!file.failure());
}

void TestFrozenFile::refusesWhatIsNoFile_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *kind, const char *word) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << QString::fromLatin1(word);
    };
    row("missing", "does not exist");
    row("directory", "folder");
    row("fifo", "named pipe");
    row("/proc/version", "Copy it");
    row("socket", "socket");
    row("/dev/null", "device");
    row("/dev/zero", "device");
    row("link to a directory", "folder");
    row("link to nothing", "does not exist");
    row("below a file", "not a folder");
    row("nothing named", "No file is named");
}

void TestFrozenFile::refusesWhatIsNoFile()
{
    QFETCH(QString, kind);
    QFETCH(QString, word);
    QString path = kind.startsWith(u'/') ? kind : at("x");
    const QByteArray encoded = QFile::encodeName(path);
    if (kind == QLatin1String("directory")) {
        QVERIFY(QDir().mkdir(path));
    } else if (kind == QLatin1String("fifo")) {
        QCOMPARE(::mkfifo(encoded.constData(), 0600), 0);
    } else if (kind == QLatin1String("socket")) {
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        QVERIFY(encoded.size() < qsizetype(sizeof address.sun_path));
        qstrcpy(address.sun_path, encoded.constData());
        const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
        QCOMPARE(::bind(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        ::close(descriptor);
    } else if (kind == QLatin1String("link to a directory")) {
        QCOMPARE(::symlink("/tmp", encoded.constData()), 0);
    } else if (kind == QLatin1String("link to nothing")) {
        QCOMPARE(::symlink("/nowhere/at/all", encoded.constData()), 0);
    } else if (kind == QLatin1String("below a file")) {
        write(path, "a");
        path += QLatin1String("/b");
    } else if (kind == QLatin1String("nothing named")) {
        path.clear();
    }
    FrozenFile file(path);
    QVERIFY(!file.open()); // a FIFO must not block here
    QVERIFY(!file.isOpen());
    QVERIFY(file.failure());
    QCOMPARE(int(file.failure()->kind), int(ErrorKind::Source));
    QCOMPARE(file.failure()->subject, path);
    QVERIFY2(file.failure()->detail.contains(word), qPrintable(file.failure()->detail));
    QCOMPARE(checkSource(path), file.failure());
}

void TestFrozenFile::refusesTheUnreadable()
{
    write(at("a"), "secret");
    QCOMPARE(::chmod(QFile::encodeName(at("a")).constData(), 0), 0);
    QCOMPARE(::chmod(QFile::encodeName(m_directory->path()).constData(), 0755), 0);
    const bool wasRoot = ::geteuid() == 0;
    if (wasRoot)
        QCOMPARE(::seteuid(65534), 0);
    FrozenFile file(at("a"));
    const bool opened = file.open();
    if (wasRoot)
        QCOMPARE(::seteuid(0), 0);
    QVERIFY(!opened);
    QVERIFY(file.failure()->detail.contains(QLatin1String("Permission")));
}

void TestFrozenFile::followsALinkToAFile()
{
    write(at("a"), "abc");
    QVERIFY(QFile::link(at("a"), at("b")));
    FrozenFile file(at("b"));
    QVERIFY(file.open());
    QCOMPARE(file.readAll(), QByteArray("abc"));
}

void TestFrozenFile::changes_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<qint64>("after");
    QTest::addColumn<QString>("word");
    const std::array<std::pair<const char *, const char *>, 7> changes = {{{"shrinks", "shorter"},
                                                                           {"empties", "shorter"},
                                                                           {"grows", "longer"},
                                                                           {"rewritten", "changed"},
                                                                           {"rewritten with its old time", "changed"},
                                                                           {"replaced", "replaced"},
                                                                           {"removed", "removed"}}};
    for (const auto &[change, word] : changes) {
        for (const qint64 after : {0, 50'000, 99'999})
            QTest::addRow("%s after %lld bytes", change, after)
                << QString::fromLatin1(change) << after << QString::fromLatin1(word);
    }
}

void TestFrozenFile::changes()
{
    for (const auto hold : {FrozenFile::Hold::WhileRead, FrozenFile::Hold::FromOpen}) {
        init();
        changesWhile(hold);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestFrozenFile::changesWhile(FrozenFile::Hold hold)
{
    QFETCH(QString, change);
    QFETCH(qint64, after);
    QFETCH(QString, word);
    const QByteArray old(100'000, 'o');
    write(at("a"), old);
    makeOld(at("a"));
    FrozenFile file(at("a"), hold);
    QVERIFY(file.open());
    QByteArray got = file.read(after);
    QCOMPARE(got.size(), after);

    if (change == QLatin1String("shrinks")) {
        QVERIFY(QFile::resize(at("a"), 70'000));
    } else if (change == QLatin1String("empties")) {
        QVERIFY(QFile::resize(at("a"), 0));
    } else if (change == QLatin1String("grows")) {
        QFile more(at("a"));
        QVERIFY(more.open(QIODevice::Append));
        more.write("more");
    } else if (change == QLatin1String("rewritten")) {
        write(at("a"), QByteArray(100'000, 'n'));
    } else if (change == QLatin1String("rewritten with its old time")) {
        // The clock of the file system has ticked when a new file has another time than this one.
        struct stat first = {};
        QCOMPARE(::stat(QFile::encodeName(at("a")).constData(), &first), 0);
        QTRY_VERIFY([&] {
            write(at("tick"), "x");
            struct stat now = {};
            ::stat(QFile::encodeName(at("tick")).constData(), &now);
            return now.st_ctim.tv_sec != first.st_ctim.tv_sec || now.st_ctim.tv_nsec != first.st_ctim.tv_nsec;
        }());
        QFile same(at("a"));
        QVERIFY(same.open(QIODevice::ReadWrite));
        same.write(QByteArray(100'000, 'n'));
        same.close();
        makeOld(at("a"));
    } else if (change == QLatin1String("replaced")) {
        write(at("b"), QByteArray(100'000, 'n'));
        makeOld(at("b"));
        QCOMPARE(::rename(QFile::encodeName(at("b")).constData(), QFile::encodeName(at("a")).constData()), 0);
    } else {
        QVERIFY(QFile::remove(at("a")));
    }

    qint64 n = 1;
    QByteArray buffer(16384, Qt::Uninitialized);
    while ((n = file.read(buffer.data(), buffer.size())) > 0)
        got.append(buffer.constData(), n);
    QCOMPARE(n, -1);
    QVERIFY2(got.size() < 100'000, "the last bytes must not leave");
    QVERIFY2(got == old.first(got.size()), "nothing of what it has become must leave");
    QVERIFY(file.failure());
    QCOMPARE(int(file.failure()->kind), int(ErrorKind::Source));
    QVERIFY2(file.failure()->detail.contains(word), qPrintable(file.failure()->detail));
    QVERIFY(!file.stillSame());
    // What failed stays failed, wherever it is read.
    QVERIFY(file.seek(0));
    QCOMPARE(file.read(buffer.data(), 1), -1);
}

void TestFrozenFile::readingAltersNothing()
{
    write(at("a"), QByteArray(1000, 'a'));
    FrozenFile file(at("a"));
    QVERIFY(file.open());
    QFile other(at("a"));
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll().size(), 1000);
    QVERIFY(file.stillSame());
    QCOMPARE(file.readAll().size(), 1000);
}

void TestFrozenFile::descriptorGoesWithClose()
{
    write(at("a"), "a");
    const auto count = [] {
        return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System).size();
    };
    const auto before = count();
    for (int i = 0; i < 100; ++i) {
        FrozenFile file(at("a"));
        QVERIFY(file.open());
        FrozenFile held(at("a"), FrozenFile::Hold::FromOpen);
        QVERIFY(held.open());
        FrozenFile missing(at("b"));
        QVERIFY(!missing.open());
    }
    QCOMPARE(count(), before);
}

void TestFrozenFile::moreFilesThanMayBeOpen()
{
    write(at("a"), QByteArray(1000, 'a'));
    rlimit old = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &old), 0);
    const rlimit few = {64, old.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
    std::vector<std::unique_ptr<FrozenFile>> files;
    int opened = 0;
    int read = 0;
    for (int i = 0; i < 1000; ++i) {
        files.push_back(std::make_unique<FrozenFile>(at("a")));
        opened += files.back()->open() ? 1 : 0;
    }
    for (const auto &file : files) {
        read += file->read(600).size() == 600 && file->read(600).size() == 400 ? 1 : 0;
        // As a redirect does that sends the body again.
        read += file->reset() && file->read(1000).size() == 1000 ? 1 : 0;
    }
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &old), 0);
    QCOMPARE(opened, 1000);
    QCOMPARE(read, 2000);
}

void TestFrozenFile::otherModesAreRefused()
{
    write(at("a"), "a");
    FrozenFile file(at("a"));
    QVERIFY(!file.open(QIODevice::ReadWrite));
    QVERIFY(!file.open(QIODevice::WriteOnly));
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.close();
    QVERIFY(file.open());
    QCOMPARE(file.readAll(), QByteArray("a"));
}

QTEST_GUILESS_MAIN(TestFrozenFile)
#include "tst_frozenfile.moc"
