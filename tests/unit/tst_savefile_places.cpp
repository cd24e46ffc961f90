#include "core/io/PosixFile.h"
#include "core/io/SaveFile.h"
#include "tests/support/MountedPlace.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;

/// Saving into folders that are full, cannot be written, or are exchanged on the way. On file systems of their own.
class TestSaveFilePlaces : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void failingPlace_leavesTheTemporaryFile_data();
    void failingPlace_leavesTheTemporaryFile();
    void boundFolder_isCopiedTo();
    void folderExchangedWhileItIsCopied_isNotFollowed();

private:
    QString temporary(const QByteArray &bytes) const;
    QString in(const QString &name) const { return m_tree->filePath(name); }
    static QStringList entries(const QString &directory)
    {
        return QDir(directory).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_tree;
};

void TestSaveFilePlaces::init()
{
    m_tree = std::make_unique<QTemporaryDir>();
}

QString TestSaveFilePlaces::temporary(const QByteArray &bytes) const
{
    QString path;
    const FileHandle file = createHidden(m_tree->path(), QStringLiteral(".part"), path);
    return writeAll(file.get(), bytes.constData(), bytes.size(), 0) == 0 ? path : QString();
}

void TestSaveFilePlaces::failingPlace_leavesTheTemporaryFile_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("full") << QByteArray("size=64k") << false << ErrorKind::DiskFull;
    QTest::newRow("no inode left") << QByteArray("size=1m,nr_inodes=1") << false << ErrorKind::DiskFull;
    QTest::newRow("mounted anew as read-only") << QByteArray("size=1m") << true << ErrorKind::Target;
}

void TestSaveFilePlaces::failingPlace_leavesTheTemporaryFile()
{
    QFETCH(QByteArray, options);
    QFETCH(bool, readOnly);
    QFETCH(ErrorKind, kind);
    const MountedPlace place(in(QStringLiteral("disk")), options.constData());
    if (!place.isMounted() || (readOnly && !place.makeReadOnly()))
        QSKIP(MountedPlace::whyNot);
    const QString from = temporary(QByteArray(100'000, 'a'));
    const SaveResult result = saveFile(from, {place.path(), QStringLiteral("a"), NameTaken::KeepBoth});
    QVERIFY(result.error);
    QCOMPARE(int(result.error->kind), int(kind));
    QCOMPARE(result.error->detail.contains(QLatin1String("read-only")), readOnly);
    QVERIFY(entries(place.path()).isEmpty());
    QCOMPARE(QFileInfo(from).size(), 100'000);
}

void TestSaveFilePlaces::boundFolder_isCopiedTo()
{
    const MountedPlace place(in(QStringLiteral("bound")), nullptr);
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    const QString from = temporary("abc");
    const SaveResult result = saveFile(from, {place.path(), QStringLiteral("a"), NameTaken::KeepBoth});
    QVERIFY(result.ok());
    QCOMPARE(entries(place.path()), QStringList{QStringLiteral("a")});
    QVERIFY(!QFile::exists(from));
}

// Somebody who may write beside the folder puts a link in its place, to have the file land elsewhere.
void TestSaveFilePlaces::folderExchangedWhileItIsCopied_isNotFollowed()
{
    const MountedPlace place(in(QStringLiteral("disk")), "size=10m");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    const QString folder = place.filePath(QStringLiteral("folder"));
    const QString moved = place.filePath(QStringLiteral("moved"));
    const QString trap = place.filePath(QStringLiteral("trap"));
    for (const QString &path : {folder, trap})
        QVERIFY(QDir().mkdir(path));
    SaveOptions options;
    options.progress = [&](qint64, qint64) {
        if (!QFile::exists(moved) && QDir().rename(folder, moved))
            QVERIFY(QFile::link(trap, folder));
    };
    const SaveResult result =
        saveFile(temporary(QByteArray(3'000'000, 'a')), {folder, QStringLiteral("a"), NameTaken::KeepBoth}, options);
    QVERIFY(QFile::exists(moved));
    QVERIFY(result.ok());
    QVERIFY(entries(trap).isEmpty());
    QCOMPARE(entries(moved), QStringList{QStringLiteral("a")});
}

QTEST_GUILESS_MAIN(TestSaveFilePlaces)
#include "tst_savefile_places.moc"
