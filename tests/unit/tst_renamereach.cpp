#include "core/io/RenameReach.h"

#include "core/io/PosixFile.h"
#include "tests/support/MountedPlace.h"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

using namespace ferry;

/// What renameReaches() says is held against what a rename does.
class TestRenameReach : public QObject
{
    Q_OBJECT

private slots:
    void besideEachOther();
    void anotherMount_data();
    void anotherMount();
    void whatIsNotThere();

private:
    static int renameBetween(const QString &from, const QString &to);
};

int TestRenameReach::renameBetween(const QString &from, const QString &to)
{
    QString path;
    const FileHandle file = createHidden(from, QStringLiteral(".part"), path);
    const QByteArray source = QFile::encodeName(path);
    const int error = renameNoReplace(source, QFile::encodeName(to + QStringLiteral("/a")));
    QFile::remove(error == 0 ? to + QStringLiteral("/a") : path);
    return error;
}

void TestRenameReach::besideEachOther()
{
    const QTemporaryDir a;
    const QTemporaryDir b;
    QVERIFY(renameReaches(a.path(), b.path()));
    QVERIFY(renameReaches(a.path(), a.path() + QStringLiteral("/../")));
    QCOMPARE(renameBetween(a.path(), b.path()), 0);
}

void TestRenameReach::anotherMount_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::newRow("another file system") << QByteArray("size=64k");
    QTest::newRow("the same one, bound") << QByteArray();
}

void TestRenameReach::anotherMount()
{
    QFETCH(QByteArray, options);
    const QTemporaryDir tree;
    const MountedPlace place(tree.filePath(QStringLiteral("m")), options.isEmpty() ? nullptr : options.constData());
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    QCOMPARE(renameBetween(tree.path(), place.path()), EXDEV);
    QVERIFY(!renameReaches(tree.path(), place.path()));
    QVERIFY(!renameReaches(place.path(), tree.path()));
    QVERIFY(renameReaches(place.path(), place.path()));
}

void TestRenameReach::whatIsNotThere()
{
    const QTemporaryDir a;
    QVERIFY(!renameReaches(a.path(), QStringLiteral("/nowhere/at/all")));
    QVERIFY(!renameReaches(QStringLiteral("/nowhere/at/all"), QStringLiteral("/nowhere/at/all")));
}

QTEST_GUILESS_MAIN(TestRenameReach)
#include "tst_renamereach.moc"
