#include "core/io/ReservedNames.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;

/// Two items that want one name: each is promised its own at the start.
class TestReservedNames : public QObject
{
    Q_OBJECT

private slots:
    void eachIsPromisedItsOwn();
    void promiseEndsWithTheClaim();
    void whatIsThereIsTaken_data();
    void whatIsThereIsTaken();
    void directoriesAreApart();
    void nothingIsMadeOnTheDisk();
    void claimMayOutliveTheBook();

private:
    QTemporaryDir m_tree;
    const QString m_name = QStringLiteral("a.txt");
};

void TestReservedNames::eachIsPromisedItsOwn()
{
    ReservedNames names;
    std::vector<ReservedNames::Claim> claims;
    for (int i = 0; i < 3; ++i)
        claims.push_back(names.claim(m_tree.path(), m_name));
    QCOMPARE(claims.at(0).name(), m_name);
    QCOMPARE(claims.at(1).name(), QStringLiteral("a (1).txt"));
    QCOMPARE(claims.at(2).name(), QStringLiteral("a (2).txt"));
}

void TestReservedNames::promiseEndsWithTheClaim()
{
    ReservedNames names;
    std::optional<ReservedNames::Claim> first = names.claim(m_tree.path(), m_name);
    const ReservedNames::Claim second = names.claim(m_tree.path(), m_name);
    ReservedNames::Claim moved = std::move(*first);
    first.reset();
    QCOMPARE(names.claim(m_tree.path(), m_name).name(), QStringLiteral("a (2).txt"));
    moved = ReservedNames::Claim();
    QCOMPARE(names.claim(m_tree.path(), m_name).name(), m_name);
}

void TestReservedNames::whatIsThereIsTaken_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"file", "directory", "dangling link"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestReservedNames::whatIsThereIsTaken()
{
    QFETCH(QString, kind);
    const QTemporaryDir place;
    const QString path = place.filePath(m_name);
    if (kind == QLatin1String("directory"))
        QVERIFY(QDir().mkdir(path));
    else if (kind == QLatin1String("file"))
        QVERIFY(QFile(path).open(QIODevice::WriteOnly));
    else
        QVERIFY(QFile::link(QStringLiteral("/nowhere/at/all"), path));
    ReservedNames names;
    QCOMPARE(names.claim(place.path(), m_name).name(), QStringLiteral("a (1).txt"));
}

void TestReservedNames::directoriesAreApart()
{
    ReservedNames names;
    QVERIFY(QDir(m_tree.path()).mkpath(QStringLiteral("b")));
    const ReservedNames::Claim first = names.claim(m_tree.path(), m_name);
    QCOMPARE(names.claim(m_tree.filePath(QStringLiteral("b")), m_name).name(), m_name);
    // The same one, written otherwise.
    QCOMPARE(names.claim(m_tree.path() + QStringLiteral("/b/../"), m_name).name(), QStringLiteral("a (1).txt"));
}

void TestReservedNames::nothingIsMadeOnTheDisk()
{
    const QTemporaryDir place;
    ReservedNames names;
    const ReservedNames::Claim first = names.claim(place.path(), m_name);
    QVERIFY(QDir(place.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestReservedNames::claimMayOutliveTheBook()
{
    auto names = std::make_unique<ReservedNames>();
    const ReservedNames::Claim claim = names->claim(m_tree.path(), m_name);
    names.reset();
    QCOMPARE(claim.name(), m_name);
}

QTEST_GUILESS_MAIN(TestReservedNames)
#include "tst_reservednames.moc"
