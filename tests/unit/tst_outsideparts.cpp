#include "core/io/OutsideParts.h"

#include "core/io/LaunchDirectory.h"
#include "core/io/PartFile.h"
#include "core/io/PartRecord.h"
#include "core/io/PosixFile.h"
#include "core/io/SaveFile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ferry;

/// Parts that lie in a folder of another file system are found after a crash, and nothing else there is touched.
class TestOutsideParts : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void foldersAreListed();
    void otherDirectoriesHaveNoMark();
    void killedWhileReceiving_partIsRemoved();
    void killedWhileCopying_copyIsRemoved();
    void finishedPart_isOfferedAndTaken();
    void finishedPart_canBeDiscarded();
    void othersFilesStay();
    void livingLaunchIsLeftAlone();
    void driveThatIsNotHere_isWaitedFor();
    void driveThatNeverComes_isForgotten();
    void descriptionOfAStrangersFile_isNotBelieved_data();
    void descriptionOfAStrangersFile_isNotBelieved();

private:
    void killedLaunch(const std::function<void(LaunchDirectory &)> &work) const;
    void finishedElsewhere() const;
    QString root() const { return m_tree->filePath(QStringLiteral("root")); }
    QString elsewhere() const { return m_tree->filePath(QStringLiteral("else where\n%41")); }
    static QStringList in(const QString &directory)
    {
        return QDir(directory).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_tree;
};

void TestOutsideParts::init()
{
    m_tree = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(elsewhere()));
}

/// What a launch left that was killed: the work is done in a process of its own.
void TestOutsideParts::killedLaunch(const std::function<void(LaunchDirectory &)> &work) const
{
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        LaunchDirectory launch;
        if (launch.create(root()))
            work(launch);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
}

void TestOutsideParts::finishedElsewhere() const
{
    killedLaunch([this](LaunchDirectory &launch) {
        PartFile part(elsewhere(), launch.path());
        part.open();
        part.write("abc", 3);
        part.finish();
        part.keep();
        launch.describe({part.path(), QStringLiteral("a.txt"), {}, 3, QDateTime::currentDateTimeUtc()});
        PartFile half(elsewhere(), launch.path());
        half.open();
        ::kill(::getpid(), SIGKILL);
    });
    QCOMPARE(in(elsewhere()).size(), 2);
}

void TestOutsideParts::foldersAreListed()
{
    LaunchDirectory launch;
    QVERIFY(launch.create(root()));
    const OutsideParts outside(launch.path());
    QVERIFY(!outside.mark().isEmpty());
    QVERIFY(outside.folders().isEmpty());
    for (int i = 0; i < 3; ++i)
        QVERIFY(outside.note(elsewhere()));
    QVERIFY(outside.note(m_tree->path()));
    QCOMPARE(outside.folders(), (QStringList{elsewhere(), m_tree->path()}));
    QVERIFY(outside.sweep());
    launch.remove();
    QVERIFY(in(root()).isEmpty());
}

void TestOutsideParts::otherDirectoriesHaveNoMark()
{
    const OutsideParts outside(m_tree->path());
    QVERIFY(outside.mark().isEmpty());
    QVERIFY(!outside.note(elsewhere()));
    QCOMPARE(in(m_tree->path()), QStringList{QDir(elsewhere()).dirName()});
}

void TestOutsideParts::killedWhileReceiving_partIsRemoved()
{
    killedLaunch([this](LaunchDirectory &launch) {
        PartFile part(elsewhere(), launch.path());
        part.open();
        part.write("half", 4);
        const PartRecord record{{}, "1", {}, "\"v1\"", 8, {{0, 4}}, part.proof({{0, 4}})};
        record.write(part.path());
        // And one whose part went to its place before it could go.
        record.write(elsewhere() + QLatin1String("/.ferry-") + OutsideParts(launch.path()).mark() +
                     QLatin1String("-saved.part"));
        ::kill(::getpid(), SIGKILL);
    });
    QCOMPARE(in(elsewhere()).size(), 3);
    QVERIFY(LaunchDirectory::findLeftovers(root()).isEmpty());
    QVERIFY(in(elsewhere()).isEmpty());
    QVERIFY(in(root()).isEmpty());
}

void TestOutsideParts::killedWhileCopying_copyIsRemoved()
{
    const QTemporaryDir far(QStringLiteral("/dev/shm/ferry-test-XXXXXX"));
    if (!far.isValid())
        QSKIP("There is no second file system to copy from.");
    QString from;
    const FileHandle file = createHidden(far.path(), QStringLiteral(".part"), from);
    QVERIFY(QFile::resize(from, 5'000'000));
    killedLaunch([&](LaunchDirectory &launch) {
        SaveOptions options;
        options.launchDirectory = launch.path();
        options.progress = [](qint64, qint64) { ::kill(::getpid(), SIGKILL); };
        saveFile(from, {elsewhere(), QStringLiteral("a"), NameTaken::KeepBoth}, options);
    });
    if (in(elsewhere()) == QStringList{QStringLiteral("a")})
        QSKIP("/dev/shm is on the same file system.");
    QCOMPARE(in(elsewhere()).size(), 1);
    QVERIFY(LaunchDirectory::findLeftovers(root()).isEmpty());
    QVERIFY(in(elsewhere()).isEmpty());
}

void TestOutsideParts::finishedPart_isOfferedAndTaken()
{
    finishedElsewhere();
    const QList<LeftoverFile> found = LaunchDirectory::findLeftovers(root());
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().name, QStringLiteral("a.txt"));
    QCOMPARE(QFileInfo(found.first().path).absolutePath(), elsewhere());
    QCOMPARE(in(elsewhere()), QStringList{QFileInfo(found.first().path).fileName()}); // the half one is gone

    LaunchDirectory launch;
    QVERIFY(launch.create(root()));
    const QString path = launch.adopt(found.first());
    QVERIFY(QFile::exists(path));
    QVERIFY(launch.isDescribed(path));
    QCOMPARE(in(root()), QStringList{QFileInfo(launch.path()).fileName()});
}

void TestOutsideParts::finishedPart_canBeDiscarded()
{
    finishedElsewhere();
    const QList<LeftoverFile> found = LaunchDirectory::findLeftovers(root());
    QCOMPARE(found.size(), 1);
    QCOMPARE(in(root()).size(), 1);
    LaunchDirectory::discard(root(), found.first());
    QVERIFY(in(elsewhere()).isEmpty());
    QVERIFY(in(root()).isEmpty());
}

void TestOutsideParts::othersFilesStay()
{
    QStringList others;
    killedLaunch([this](LaunchDirectory &launch) {
        const QString mark = OutsideParts(launch.path()).mark();
        PartFile part(elsewhere(), launch.path());
        part.open();
        part.keep();
        for (const QString &name : {QStringLiteral(".ferry-other-1.part"), QStringLiteral(".ferry-") + mark + u'x',
                                    mark + QStringLiteral(".part"), QStringLiteral("a.txt")})
            QFile(elsewhere() + u'/' + name).open(QIODevice::WriteOnly);
        const QString link = elsewhere() + QStringLiteral("/.ferry-") + mark + QStringLiteral("-1.part");
        QFile::link(m_tree->filePath(QStringLiteral("precious")), link);
    });
    QFile precious(m_tree->filePath(QStringLiteral("precious")));
    QVERIFY(precious.open(QIODevice::WriteOnly));
    QCOMPARE(in(elsewhere()).size(), 6);
    LaunchDirectory::findLeftovers(root());
    QCOMPARE(in(elsewhere()).size(), 5);
    QVERIFY(precious.exists());
}

void TestOutsideParts::livingLaunchIsLeftAlone()
{
    LaunchDirectory launch;
    QVERIFY(launch.create(root()));
    PartFile part(elsewhere(), launch.path());
    QVERIFY(part.open());
    LaunchDirectory::findLeftovers(root());
    QVERIFY(QFile::exists(part.path()));
}

void TestOutsideParts::driveThatIsNotHere_isWaitedFor()
{
    finishedElsewhere();
    const QString away = m_tree->filePath(QStringLiteral("away"));
    QVERIFY(QDir().rename(elsewhere(), away));
    QVERIFY(LaunchDirectory::findLeftovers(root()).isEmpty());
    QCOMPARE(in(away).size(), 2);
    QVERIFY(QDir().rename(away, elsewhere()));
    QCOMPARE(LaunchDirectory::findLeftovers(root()).size(), 1);
    QCOMPARE(in(elsewhere()).size(), 1);
}

void TestOutsideParts::driveThatNeverComes_isForgotten()
{
    finishedElsewhere();
    QVERIFY(QDir(elsewhere()).removeRecursively());
    const QString list = root() + u'/' + in(root()).first() + u'/' + OutsideParts::listName();
    const timeval old[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
    QCOMPARE(::utimes(QFile::encodeName(list).constData(), old), 0);
    QVERIFY(LaunchDirectory::findLeftovers(root()).isEmpty());
    QVERIFY(in(root()).isEmpty());
}

void TestOutsideParts::descriptionOfAStrangersFile_isNotBelieved_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("another name") << QStringLiteral("/etc/passwd");
    QTest::newRow("relative") << QStringLiteral(".ferry-1.part");
    QTest::newRow("link") << QStringLiteral("LINK");
}

void TestOutsideParts::descriptionOfAStrangersFile_isNotBelieved()
{
    QFETCH(QString, path);
    if (path == QLatin1String("LINK")) {
        path = elsewhere() + QStringLiteral("/.ferry-1.part");
        QVERIFY(QFile::link(QStringLiteral("/etc/passwd"), path));
    }
    killedLaunch([&](LaunchDirectory &launch) {
        QFile description(launch.path() + QStringLiteral("/.ferry-1.part.ferry.json"));
        description.open(QIODevice::WriteOnly);
        description.write(R"({"name":"a","size":)" + QByteArray::number(QFileInfo(path).size()) + R"(,"path":")" +
                          path.toUtf8().replace('\n', "\\n") + R"("})");
    });
    QVERIFY(LaunchDirectory::findLeftovers(root()).isEmpty());
    QVERIFY(QFile::exists(QStringLiteral("/etc/passwd")));
}

QTEST_GUILESS_MAIN(TestOutsideParts)
#include "tst_outsideparts.moc"
