#include "core/io/PartFile.h"
#include "core/io/PartRecord.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <sys/resource.h>

using namespace ferry;

/// A part whose bytes come in any order.
class TestPartFilePieces : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void anyOrder();
    void whatIsHeldIsLeftAsItIs();
    void reopenedWithItsPieces();
    void reopenedWithoutAFirstPiece();
    void aTornPieceIsNoProof();
    void whenNoFileCanBeOpened();

private:
    QByteArray contentOf(const QString &path) const;
    QString keep(PartRecord &record) const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestPartFilePieces::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

QByteArray TestPartFilePieces::contentOf(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void TestPartFilePieces::anyOrder()
{
    PartFile part(m_directory->path());
    QVERIFY(part.open());
    QVERIFY(part.writeAt(6, "6789", 4));
    QCOMPARE(part.size(), 4);
    QVERIFY(part.write("01", 2));
    QVERIFY(part.write("2", 1));
    QCOMPARE(part.held(), (ByteRanges{{0, 3}, {6, 10}}));
    QVERIFY(part.writeAt(3, "345", 3));
    QCOMPARE(part.held(), (ByteRanges{{0, 10}}));
    QVERIFY(part.finish());
    QCOMPARE(contentOf(part.path()), QByteArray("0123456789"));
}

void TestPartFilePieces::whatIsHeldIsLeftAsItIs()
{
    PartFile part(m_directory->path());
    QVERIFY(part.open());
    QVERIFY(part.writeAt(2, "ab", 2));
    QVERIFY(part.writeAt(6, "c", 1));
    QVERIFY(part.fill(1, "1234567", 7));
    QVERIFY(part.fill(2, "xy", 2));
    QCOMPARE(part.held(), (ByteRanges{{1, 8}}));
    QVERIFY(part.fill(0, "0", 1));
    QCOMPARE(contentOf(part.path()), QByteArray("01ab45c7"));
    QVERIFY(part.finish());
    QVERIFY(!part.fill(8, "8", 1));
}

/// A part with two pieces, as an attempt leaves it; its path.
QString TestPartFilePieces::keep(PartRecord &record) const
{
    PartFile part(m_directory->path());
    const QByteArray piece(100'000, 'p');
    if (!part.open() || !part.writeAt(record.held.list().first().first, piece.constData(), piece.size()) ||
        !part.writeAt(500'000, piece.constData(), piece.size()))
        qFatal("no part");
    record.held = part.held();
    record.proof = part.proof(part.held());
    part.keep();
    return part.path();
}

void TestPartFilePieces::reopenedWithItsPieces()
{
    PartRecord record;
    record.held = {{0, 1}};
    const QString path = keep(record);
    PartFile part(QString{});
    QVERIFY(part.reopen(path, record));
    QCOMPARE(part.held(), (ByteRanges{{0, 100'000}, {500'000, 600'000}}));
    QVERIFY(part.write("x", 1));
    QCOMPARE(contentOf(path).at(100'000), 'x');
    QCOMPARE(contentOf(path).at(599'999), 'p');
}

void TestPartFilePieces::reopenedWithoutAFirstPiece()
{
    PartRecord record;
    record.held = {{1000, 1001}};
    const QString path = keep(record);
    PartFile part(QString{});
    QVERIFY(part.reopen(path, record));
    QCOMPARE(part.size(), 200'000);
    record.held = {};
    record.proof = part.proof({});
    PartFile none(QString{});
    part.keep();
    QVERIFY(!none.reopen(path, record));
}

void TestPartFilePieces::aTornPieceIsNoProof()
{
    PartRecord record;
    record.held = {{0, 1}};
    const QString path = keep(record);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(99'999) && file.write("q") == 1);
    file.close();
    PartFile part(QString{});
    QVERIFY(!part.reopen(path, record));
}

// It may be the right one: that is another thing than one that is not.
void TestPartFilePieces::whenNoFileCanBeOpened()
{
    PartRecord record;
    record.url = QUrl(QStringLiteral("http://host/"));
    record.address = "a";
    record.total = 700'000;
    record.held = {{0, 1}};
    const QString path = keep(record);
    QVERIFY(record.write(path));
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit none = {0, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    PartFile part(QString{});
    const bool opened = part.reopen(path, record);
    int error = 0;
    const bool read = PartRecord::read(path, &error).has_value();
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(!opened);
    QVERIFY(part.failure());
    QVERIFY(!read);
    QCOMPARE(error, EMFILE);
    PartFile again(QString{});
    QVERIFY(again.reopen(path, record));
    error = 0;
    QVERIFY(PartRecord::read(path, &error));
    QVERIFY(!PartRecord::read(path + u'x', &error));
    QCOMPARE(error, 0);
    PartFile missing(QString{});
    QVERIFY(!missing.reopen(path + u'x', record));
    QVERIFY(!missing.failure());
}

QTEST_GUILESS_MAIN(TestPartFilePieces)
#include "tst_partfile_pieces.moc"
