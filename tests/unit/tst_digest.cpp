#include "core/io/Digest.h"

#include <QCryptographicHash>
#include <QTest>

using namespace ferry;

class TestDigest : public QObject
{
    Q_OBJECT

private slots:
    void knownValues_data();
    void knownValues();
    void inPieces();
    void names();
};

void TestDigest::knownValues_data()
{
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<int>("reference");
    QTest::newRow("sha256") << QByteArray("sha256") << int(QCryptographicHash::Sha256);
    QTest::newRow("sha1") << QByteArray("SHA1") << int(QCryptographicHash::Sha1);
    QTest::newRow("sha512") << QByteArray("sha512") << int(QCryptographicHash::Sha512);
    QTest::newRow("md5") << QByteArray("md5") << int(QCryptographicHash::Md5);
}

void TestDigest::knownValues()
{
    QFETCH(QByteArray, algorithm);
    QFETCH(int, reference);
    for (const QByteArray &text : {QByteArray(), QByteArray("abc"), QByteArray(1'000'000, 'a')}) {
        Digest digest(*Digest::algorithmFor(algorithm));
        digest.add(text);
        QCOMPARE(digest.hex(), QCryptographicHash::hash(text, QCryptographicHash::Algorithm(reference)).toHex());
        QCOMPARE(digest.hex().size(), Digest::hexLength(*Digest::algorithmFor(algorithm)));
        QCOMPARE(Digest::sha256(text), QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
    }
}

void TestDigest::inPieces()
{
    Digest digest;
    digest.add("a");
    QCOMPARE(digest.hex(), QCryptographicHash::hash("a", QCryptographicHash::Sha256).toHex());
    digest.add("bc");
    Digest moved = std::move(digest);
    moved.add("");
    QCOMPARE(moved.hex(), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

void TestDigest::names()
{
    QVERIFY(!Digest::algorithmFor("sha3"));
    QVERIFY(!Digest::algorithmFor(""));
    QVERIFY(!Digest::algorithmFor("sha256 "));
}

QTEST_GUILESS_MAIN(TestDigest)
#include "tst_digest.moc"
