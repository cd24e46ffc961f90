#include "core/io/SaveFile.h"

#include "core/io/PosixFile.h"
#include "tests/support/SyncHook.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <sys/xattr.h>
#include <thread>
#include <unistd.h>

using namespace ferry;

class TestSaveFile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void moves_data();
    void moves();
    void takenNames_data();
    void takenNames();
    void manyWantOneName();
    void failuresLeaveTheTemporaryFile_data();
    void failuresLeaveTheTemporaryFile();
    void modeFollowsTheUmask();
    void originIsRecorded_data();
    void originIsRecorded();
    void copyReportsProgress();
    void copyCanBeCancelled();
    void temporaryFileThatIsALink();

private:
    QString temporary(const QByteArray &bytes, bool otherDisk = false);
    QString in(const QString &name) const { return m_target->filePath(name); }
    QByteArray contentOf(const QString &path) const;
    QStringList entries(const QString &directory) const;
    SaveTarget target(const QString &name, NameTaken rule = NameTaken::KeepBoth) const
    {
        return {m_target->path(), name, rule};
    }

    std::unique_ptr<QTemporaryDir> m_target;
    std::unique_ptr<QTemporaryDir> m_near;
    std::unique_ptr<QTemporaryDir> m_far; ///< on another file system; null if there is none
    bool m_hasOtherDisk = false;
};

void TestSaveFile::initTestCase()
{
    // What the mode is tested by; it is read once a process.
    ::umask(027);
}

void TestSaveFile::init()
{
    m_target = std::make_unique<QTemporaryDir>();
    m_near = std::make_unique<QTemporaryDir>();
    m_far = std::make_unique<QTemporaryDir>(QStringLiteral("/dev/shm/tst_savefile-XXXXXX"));
    struct stat a = {};
    struct stat b = {};
    m_hasOtherDisk = m_far->isValid() && ::stat(QFile::encodeName(m_far->path()).constData(), &a) == 0 &&
                     ::stat(QFile::encodeName(m_target->path()).constData(), &b) == 0 && a.st_dev != b.st_dev;
}

QString TestSaveFile::temporary(const QByteArray &bytes, bool otherDisk)
{
    QString path;
    const FileHandle file = createHidden(otherDisk ? m_far->path() : m_near->path(), QStringLiteral(".part"), path);
    if (writeAll(file.get(), bytes.constData(), bytes.size(), 0) != 0)
        return {};
    return path;
}

QByteArray TestSaveFile::contentOf(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

QStringList TestSaveFile::entries(const QString &directory) const
{
    return QDir(directory).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
}

void TestSaveFile::moves_data()
{
    QTest::addColumn<bool>("otherDisk");
    QTest::addColumn<qint64>("size");
    for (const qint64 size : {0, 1, 1'048'576, 3'000'001}) {
        QTest::addRow("rename %lld", size) << false << size;
        QTest::addRow("copy %lld", size) << true << size;
    }
}

void TestSaveFile::moves()
{
    QFETCH(bool, otherDisk);
    QFETCH(qint64, size);
    if (otherDisk && !m_hasOtherDisk)
        QSKIP("there is only one file system here");
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator random(7);
    for (char &c : bytes)
        c = char(random.generate());
    const QString from = temporary(bytes, otherDisk);
    const SaveResult result = saveFile(from, target(QStringLiteral("a.bin")));
    QVERIFY(result.ok());
    QVERIFY(!result.error);
    QCOMPARE(result.path, in(QStringLiteral("a.bin")));
    QCOMPARE(contentOf(result.path), bytes);
    QVERIFY2(!QFile::exists(from), "the temporary path is gone after");
    QCOMPARE(entries(m_target->path()), QStringList{QStringLiteral("a.bin")});
}

void TestSaveFile::takenNames_data()
{
    QTest::addColumn<QString>("there");
    QTest::addColumn<NameTaken>("rule");
    QTest::addColumn<bool>("otherDisk");
    QTest::addColumn<QString>("name"); // empty: refused
    const auto row = [](const char *there, const char *rule, NameTaken taken, const char *name) {
        for (const bool otherDisk : {false, true})
            QTest::addRow("%s, %s%s", there, rule, otherDisk ? ", copy" : "")
                << QString::fromLatin1(there) << taken << otherDisk << QString::fromLatin1(name);
    };
    for (const char *there : {"file", "directory", "link to a file", "link to nothing", "link to a directory"}) {
        row(there, "keep both", NameTaken::KeepBoth, "a (1).txt");
        row(there, "fail", NameTaken::Fail, "");
    }
    row("two files", "keep both", NameTaken::KeepBoth, "a (2).txt");
    row("file", "replace", NameTaken::Replace, "a.txt");
    row("link to a file", "replace", NameTaken::Replace, "a.txt");
    row("link to nothing", "replace", NameTaken::Replace, "a.txt");
    row("directory", "replace", NameTaken::Replace, "");
}

void TestSaveFile::takenNames()
{
    QFETCH(QString, there);
    QFETCH(NameTaken, rule);
    QFETCH(bool, otherDisk);
    QFETCH(QString, name);
    if (otherDisk && !m_hasOtherDisk)
        QSKIP("there is only one file system here");
    const QString taken = in(QStringLiteral("a.txt"));
    const QString elsewhere = m_near->filePath(QStringLiteral("elsewhere"));
    const auto make = [](const QString &path) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("old");
    };
    make(elsewhere);
    const QByteArray encoded = QFile::encodeName(taken);
    if (there == QLatin1String("directory"))
        QVERIFY(QDir().mkdir(taken));
    else if (there == QLatin1String("link to a file"))
        QCOMPARE(::symlink(QFile::encodeName(elsewhere).constData(), encoded.constData()), 0);
    else if (there == QLatin1String("link to nothing"))
        QCOMPARE(
            ::symlink(QFile::encodeName(m_near->filePath(QStringLiteral("nothing"))).constData(), encoded.constData()),
            0);
    else if (there == QLatin1String("link to a directory"))
        QCOMPARE(::symlink("/tmp", encoded.constData()), 0);
    else
        make(taken);
    if (there == QLatin1String("two files"))
        make(in(QStringLiteral("a (1).txt")));
    const auto before = entries(m_target->path());

    const QString from = temporary("new", otherDisk);
    const SaveResult result = saveFile(from, target(QStringLiteral("a.txt"), rule));
    QCOMPARE(contentOf(elsewhere), QByteArray("old"));
    QVERIFY(!QFile::exists(m_near->filePath(QStringLiteral("nothing"))));
    if (name.isEmpty()) {
        QVERIFY(!result.ok());
        QCOMPARE(int(result.error->kind), int(ErrorKind::Target));
        QCOMPARE(contentOf(from), QByteArray("new"));
        QCOMPARE(entries(m_target->path()), before);
        return;
    }
    QCOMPARE(result.path, in(name));
    QCOMPARE(contentOf(result.path), QByteArray("new"));
    QVERIFY(!QFileInfo(result.path).isSymLink());
    if (rule == NameTaken::KeepBoth && there.endsWith(QLatin1String("file")))
        QCOMPARE(contentOf(taken), QByteArray("old"));
}

void TestSaveFile::manyWantOneName()
{
    constexpr int count = 40;
    QStringList sources;
    for (int i = 0; i < count; ++i)
        sources << temporary(QByteArray::number(i), m_hasOtherDisk && i % 2 == 0);
    std::atomic_int saved = 0;
    const auto work = [&](int first) {
        for (int i = first; i < count; i += 4)
            saved += saveFile(sources.at(i), target(QStringLiteral("a.txt"))).ok() ? 1 : 0;
    };
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back(work, t);
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(saved.load(), count);
    QSet<QByteArray> contents;
    for (const QString &name : entries(m_target->path()))
        contents.insert(contentOf(in(name)));
    QCOMPARE(contents.size(), count);
    QCOMPARE(entries(m_target->path()).size(), count);
}

void TestSaveFile::failuresLeaveTheTemporaryFile_data()
{
    QTest::addColumn<QString>("directory");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *tag, const char *directory, const char *name) {
        QTest::newRow(tag) << QString::fromLatin1(directory) << QString::fromLatin1(name);
    };
    row("no such folder", "no/such", "a");
    row("folder is a file", "file", "a");
    row("below a file", "file/b", "a");
    row("no name", "", "");
    row("dot", "", ".");
    row("dots", "", "..");
    row("slash", "", "a/b");
    row("up", "", "../a");
    row("too long", "", QByteArray(300, 'a').constData());
    row("not writable", "locked", "a");
}

void TestSaveFile::failuresLeaveTheTemporaryFile()
{
    QFETCH(QString, directory);
    QFETCH(QString, name);
    QFile file(in(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(QDir().mkdir(in(QStringLiteral("locked"))));
    QCOMPARE(::chmod(QFile::encodeName(in(QStringLiteral("locked"))).constData(), 0555), 0);
    const QString from = temporary("new");
    const bool lower = ::geteuid() == 0 && directory == QLatin1String("locked");
    for (const QString &path : {m_near->path(), m_target->path()})
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0777), 0);
    QCOMPARE(::chmod(QFile::encodeName(from).constData(), 0666), 0);
    if (lower)
        QCOMPARE(::seteuid(65534), 0);
    const SaveResult result = saveFile(from, {m_target->filePath(directory), name, NameTaken::KeepBoth});
    if (lower)
        QCOMPARE(::seteuid(0), 0);
    QVERIFY(!result.ok());
    QVERIFY(!result.cancelled);
    QCOMPARE(int(result.error->kind), int(ErrorKind::Target));
    QVERIFY(!result.error->detail.isEmpty());
    QCOMPARE(contentOf(from), QByteArray("new"));
    QCOMPARE(entries(m_target->path()), (QStringList{QStringLiteral("file"), QStringLiteral("locked")}));
}

void TestSaveFile::modeFollowsTheUmask()
{
    for (const bool otherDisk : {false, true}) {
        if (otherDisk && !m_hasOtherDisk)
            continue;
        const SaveResult result = saveFile(temporary("a", otherDisk), target(QStringLiteral("a")));
        struct stat facts = {};
        QCOMPARE(::stat(QFile::encodeName(result.path).constData(), &facts), 0);
        QCOMPARE(facts.st_mode & 07777, mode_t(0640));
    }
    // A temporary file that stays is private again.
    const QString from = temporary("a");
    QVERIFY(!saveFile(from, target(QStringLiteral("a"), NameTaken::Fail)).ok());
    struct stat facts = {};
    QCOMPARE(::stat(QFile::encodeName(from).constData(), &facts), 0);
    QCOMPARE(facts.st_mode & 07777, mode_t(0600));
}

void TestSaveFile::originIsRecorded_data()
{
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QByteArray>("recorded");
    QTest::newRow("plain") << QStringLiteral("https://a.example/x.zip") << QByteArray("https://a.example/x.zip");
    QTest::newRow("secrets") << QStringLiteral("https://u:canary@a.example/x.zip?token=canary#canary")
                             << QByteArray("https://a.example/x.zip");
    QTest::newRow("turned off") << QString() << QByteArray();
}

void TestSaveFile::originIsRecorded()
{
    QFETCH(QString, origin);
    QFETCH(QByteArray, recorded);
    for (const bool otherDisk : {false, true}) {
        if (otherDisk && !m_hasOtherDisk)
            continue;
        SaveOptions options;
        options.origin = QUrl(origin);
        const SaveResult result = saveFile(temporary("a", otherDisk), target(QStringLiteral("a")), options);
        QVERIFY(result.ok());
        const QByteArray path = QFile::encodeName(result.path);
        if (::setxattr(path.constData(), "user.test", "1", 1, 0) != 0)
            QSKIP("the file system keeps no attributes");
        QByteArray value(1000, '\0');
        const auto size = ::getxattr(path.constData(), "user.xdg.origin.url", value.data(), size_t(value.size()));
        value.truncate(qMax(qsizetype(0), qsizetype(size)));
        QCOMPARE(value, recorded);
    }
}

void TestSaveFile::copyReportsProgress()
{
    if (!m_hasOtherDisk)
        QSKIP("there is only one file system here");
    const qint64 size = 5'000'000;
    QList<qint64> seen;
    SaveOptions options;
    options.progress = [&](qint64 done, qint64 total) {
        QCOMPARE(total, size);
        seen << done;
    };
    QVERIFY(saveFile(temporary(QByteArray(size, 'a'), true), target(QStringLiteral("a")), options).ok());
    QVERIFY(seen.size() >= 5);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    QCOMPARE(seen.last(), size);
}

void TestSaveFile::copyCanBeCancelled()
{
    if (!m_hasOtherDisk)
        QSKIP("there is only one file system here");
    std::atomic_bool cancel = false;
    SaveOptions options;
    options.cancel = &cancel;
    options.progress = [&](qint64 done, qint64) { cancel = done >= 2'000'000; };
    const QString from = temporary(QByteArray(5'000'000, 'a'), true);
    std::atomic<int> waits = 0; // for the disk, since it was cancelled
    const SyncHook hook([&] {
        waits += cancel;
        return 0;
    });
    const SaveResult result = saveFile(from, target(QStringLiteral("a")), options);
    QCOMPARE(waits.load(), 0);
    QVERIFY(result.cancelled);
    QVERIFY(!result.ok());
    QVERIFY(!result.error);
    QVERIFY(entries(m_target->path()).isEmpty());
    QCOMPARE(QFileInfo(from).size(), 5'000'000);
}

void TestSaveFile::temporaryFileThatIsALink()
{
    const QString real = temporary("new");
    const QString link = m_near->filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(real, link));
    const SaveResult result = saveFile(link, target(QStringLiteral("a")));
    QVERIFY(!result.ok());
    QCOMPARE(int(result.error->kind), int(ErrorKind::Source));
    QVERIFY(entries(m_target->path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestSaveFile)
#include "tst_savefile.moc"
