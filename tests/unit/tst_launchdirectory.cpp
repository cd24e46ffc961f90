#include "core/io/LaunchDirectory.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ferry;

class TestLaunchDirectory : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void isPrivate();
    void goesWithTheObject();
    void livingLaunchIsLeftAlone();
    void killedLaunchIsFound();
    void killedLaunchWithoutFilesIsDeleted();
    void secretsAreNotWritten();
    void changedFileIsNotOffered();
    void forgottenFileIsNotOffered();
    void forgetTakesTheDescription();
    void brokenDescriptions_data();
    void brokenDescriptions();
    void adoptMoves();
    void discardDeletes();
    void emptyOldDirectoryIsDeleted();
    void rootCannotBeMade();
    void noRootNoLeftovers();

private:
    /// What a launch left that was killed: the work is done in a process of its own.
    void killedLaunch(const std::function<void(LaunchDirectory &)> &work) const;
    static LeftoverFile makeFile(const LaunchDirectory &launch, const char *name, const QByteArray &bytes);
    QStringList launches() const
    {
        return QDir(root()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    QString root() const { return m_directory->filePath(QStringLiteral("root")); }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestLaunchDirectory::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

void TestLaunchDirectory::killedLaunch(const std::function<void(LaunchDirectory &)> &work) const
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

LeftoverFile TestLaunchDirectory::makeFile(const LaunchDirectory &launch, const char *name, const QByteArray &bytes)
{
    LeftoverFile file;
    file.path = launch.path() + QLatin1String("/") + QLatin1String(name);
    file.name = QLatin1String(name);
    file.url = QUrl(QStringLiteral("https://u:canary@a.example/x?token=canary#canary"));
    file.size = bytes.size();
    file.finished = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC);
    QFile out(file.path);
    if (out.open(QIODevice::WriteOnly))
        out.write(bytes);
    return file;
}

void TestLaunchDirectory::isPrivate()
{
    LaunchDirectory launch;
    QVERIFY(launch.create(root()));
    for (const QString &path : {root(), launch.path()}) {
        struct stat facts = {};
        QCOMPARE(::stat(QFile::encodeName(path).constData(), &facts), 0);
        QCOMPARE(facts.st_mode & 07777, mode_t(0700));
    }
    LaunchDirectory other;
    QVERIFY(other.create(root()));
    QVERIFY(other.path() != launch.path());
}

void TestLaunchDirectory::goesWithTheObject()
{
    {
        LaunchDirectory launch;
        QVERIFY(launch.create(root()));
        QVERIFY(launch.describe(makeFile(launch, "a.txt", "abc")));
    }
    QVERIFY(launches().isEmpty());
}

void TestLaunchDirectory::livingLaunchIsLeftAlone()
{
    LaunchDirectory launch;
    QVERIFY(launch.create(root()));
    const LeftoverFile file = makeFile(launch, "a.txt", "abc");
    QVERIFY(launch.describe(file));
    QVERIFY(LaunchDirectory::findLeftovers(root()).isEmpty());
    QVERIFY(QFile::exists(file.path));
}

void TestLaunchDirectory::killedLaunchIsFound()
{
    killedLaunch([](LaunchDirectory &launch) {
        launch.describe(makeFile(launch, "a.txt", "abc"));
        makeFile(launch, ".ferry-half.part", "half");
    });
    const QList<LeftoverFile> found = LaunchDirectory::findLeftovers(root());
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().name, QStringLiteral("a.txt"));
    QCOMPARE(found.first().size, 3);
    QCOMPARE(found.first().url, QUrl(QStringLiteral("https://a.example/x")));
    QCOMPARE(found.first().finished, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC));
    QVERIFY(QFile::exists(found.first().path));
    // What was not finished is gone, and what was is found again as long as nobody takes it.
    const QDir directory(QFileInfo(found.first().path).absolutePath());
    QVERIFY(!directory.exists(QStringLiteral(".ferry-half.part")));
    QCOMPARE(LaunchDirectory::findLeftovers(root()), found);
}

void TestLaunchDirectory::killedLaunchWithoutFilesIsDeleted()
{
    killedLaunch([](LaunchDirectory &launch) { makeFile(launch, ".ferry-half.part", "half"); });
    QCOMPARE(launches().size(), 1);
    QVERIFY(LaunchDirectory::findLeftovers(root()).isEmpty());
    QVERIFY(launches().isEmpty());
}

void TestLaunchDirectory::secretsAreNotWritten()
{
    LaunchDirectory launch;
    QVERIFY(launch.create(root()));
    QVERIFY(launch.describe(makeFile(launch, "a.txt", "abc")));
    const QFileInfoList files = QDir(launch.path()).entryInfoList(QDir::Files | QDir::Hidden);
    QCOMPARE(files.size(), 3);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("canary"));
    }
}

void TestLaunchDirectory::changedFileIsNotOffered()
{
    killedLaunch([](LaunchDirectory &launch) {
        const LeftoverFile file = makeFile(launch, "a.txt", "abc");
        launch.describe(file);
        QFile::resize(file.path, 2);
    });
    QVERIFY(LaunchDirectory::findLeftovers(root()).isEmpty());
    QVERIFY(launches().isEmpty());
}

void TestLaunchDirectory::forgottenFileIsNotOffered()
{
    killedLaunch([](LaunchDirectory &launch) {
        const LeftoverFile file = makeFile(launch, "a.txt", "abc");
        launch.describe(file);
        launch.forget(file.path);
        QFile::remove(file.path);
        launch.describe(makeFile(launch, "b.txt", "abc"));
    });
    const QList<LeftoverFile> found = LaunchDirectory::findLeftovers(root());
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().name, QStringLiteral("b.txt"));
}

// Also one that the launch before wrote.
void TestLaunchDirectory::forgetTakesTheDescription()
{
    LaunchDirectory launch;
    QVERIFY(launch.create(root()));
    const LeftoverFile file = makeFile(launch, "a.txt", "abc");
    launch.forget(file.path);
    QVERIFY(launch.describe(file) && launch.isDescribed(file.path));
    launch.forget(file.path);
    QVERIFY(!launch.isDescribed(file.path));

    const QString queue = m_directory->filePath(QStringLiteral("queue"));
    QString path;
    {
        LaunchDirectory before;
        QVERIFY(before.createLasting(root(), queue));
        const LeftoverFile left = makeFile(before, "b.txt", "abc");
        QVERIFY(before.describe(left));
        path = left.path;
    }
    LaunchDirectory after;
    QVERIFY(after.createLasting(root(), queue));
    QVERIFY(after.isDescribed(path));
    after.forget(path);
    QVERIFY(!after.isDescribed(path));
}

void TestLaunchDirectory::brokenDescriptions_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("garbage") << QByteArray("\x00\xff{", 3);
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("no name") << QByteArray(R"({"size":3})");
    QTest::newRow("no size") << QByteArray(R"({"name":"a.txt"})");
    QTest::newRow("size as text") << QByteArray(R"({"name":"a.txt","size":"3"})");
    QTest::newRow("cut") << QByteArray(R"({"name":"a.txt","siz)");
}

void TestLaunchDirectory::brokenDescriptions()
{
    QFETCH(QByteArray, json);
    killedLaunch([&](LaunchDirectory &launch) {
        makeFile(launch, "a.txt", "abc");
        makeFile(launch, "a.txt.ferry.json", json);
    });
    QVERIFY(LaunchDirectory::findLeftovers(root()).isEmpty());
    QVERIFY(launches().isEmpty());
}

void TestLaunchDirectory::adoptMoves()
{
    killedLaunch([](LaunchDirectory &launch) { launch.describe(makeFile(launch, "a.txt", "abc")); });
    const QList<LeftoverFile> found = LaunchDirectory::findLeftovers(root());
    LaunchDirectory launch;
    QVERIFY(launch.create(root()));
    makeFile(launch, "a.txt", "mine");
    const QString path = launch.adopt(found.first());
    QCOMPARE(QFileInfo(path).absolutePath(), launch.path());
    QCOMPARE(QFileInfo(path).size(), 3);
    QCOMPARE(QFileInfo(launch.path() + QLatin1String("/a.txt")).size(), 4);
    QCOMPARE(launches(), QStringList{QFileInfo(launch.path()).fileName()});
    QVERIFY(QFile::exists(path + QLatin1String(".ferry.json")));
    QVERIFY(launch.adopt(found.first()).isEmpty());
}

void TestLaunchDirectory::discardDeletes()
{
    killedLaunch([](LaunchDirectory &launch) {
        launch.describe(makeFile(launch, "a.txt", "abc"));
        launch.describe(makeFile(launch, "b.txt", "abc"));
    });
    const QList<LeftoverFile> found = LaunchDirectory::findLeftovers(root());
    QCOMPARE(found.size(), 2);
    LaunchDirectory::discard(root(), found.at(0));
    QVERIFY(!QFile::exists(found.at(0).path));
    QVERIFY(QFile::exists(found.at(1).path));
    LaunchDirectory::discard(root(), found.at(1));
    QVERIFY(launches().isEmpty());
}

void TestLaunchDirectory::emptyOldDirectoryIsDeleted()
{
    for (const char *name : {"launch-old", "launch-new"})
        QVERIFY(QDir().mkpath(root() + QLatin1String("/") + QLatin1String(name)));
    const timeval old[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
    QCOMPARE(::utimes(QFile::encodeName(root() + QLatin1String("/launch-old")).constData(), old), 0);
    QVERIFY(LaunchDirectory::findLeftovers(root()).isEmpty());
    QCOMPARE(launches(), QStringList{QStringLiteral("launch-new")});
}

void TestLaunchDirectory::rootCannotBeMade()
{
    LaunchDirectory launch;
    QVERIFY(!launch.create(QStringLiteral("/proc/no/such")));
    QVERIFY(launch.failure());
    QCOMPARE(int(launch.failure()->kind), int(ErrorKind::Target));
    QCOMPARE(launch.failure()->subject, QStringLiteral("/proc/no/such"));
    // No folder that a download is saved to makes up for it.
    QVERIFY2(launch.failure()->detail.contains(QLatin1String("--profile-dir")), qPrintable(launch.failure()->detail));
    QVERIFY(launch.path().isEmpty());
    launch.remove();
}

void TestLaunchDirectory::noRootNoLeftovers()
{
    QVERIFY(LaunchDirectory::findLeftovers(root()).isEmpty());
    QVERIFY(!QFile::exists(root()));
}

QTEST_GUILESS_MAIN(TestLaunchDirectory)
#include "tst_launchdirectory.moc"
