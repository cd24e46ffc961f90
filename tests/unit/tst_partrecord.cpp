#include "core/io/PartRecord.h"

#include "core/io/PartCheckpoints.h"
#include "core/io/PartFile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <sys/stat.h>
#include <unistd.h>

using namespace ferry;

/// What lies beside an unfinished download, as another launch reads it.
class TestPartRecord : public QObject
{
    Q_OBJECT

private slots:
    void namesOfRecords();
    void init();
    void comesBackAsItWas_data();
    void comesBackAsItWas();
    void isPrivateAndTellsNoSecret();
    void unsoundIsNone_data();
    void unsoundIsNone();
    void proofIsOfTheEnds();
    void addressesDiffer();
    void checkpointsKeepTheNewest();
    void droppedIsGone();

private:
    QString part() const { return m_directory->filePath(QStringLiteral("a.part")); }
    PartRecord sample() const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

} // namespace

void TestPartRecord::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

PartRecord TestPartRecord::sample() const
{
    PartRecord record;
    record.url = QUrl(QStringLiteral("https://example.org/a.bin"));
    record.address = PartRecord::addressHash(record.url);
    record.name = QStringLiteral("a.bin");
    record.validator = "\"one\"";
    record.total = 1000;
    record.held = {{0, 600}};
    record.proof = QByteArray(64, '0');
    return record;
}

void TestPartRecord::comesBackAsItWas_data()
{
    QTest::addColumn<QByteArray>("validator");
    QTest::addColumn<QString>("name");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<QByteArray>("held");
    const QString name = QStringLiteral("a.bin");
    const QByteArray held("0-599");
    QTest::newRow("plain") << QByteArray("\"one\"") << name << qint64(1000) << held;
    QTest::newRow("a date") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << name << qint64(1000) << held;
    QTest::newRow("bytes that are no text") << QByteArray("\"\xff\xe9%41\\\"") << name << qint64(1000) << held;
    QTest::newRow("no validator") << QByteArray() << name << qint64(1000) << held;
    QTest::newRow("a name in Chinese") << QByteArray("\"one\"") << QStringLiteral("文件 “a”\\.zip") << qint64(1000)
                                       << held;
    QTest::newRow("larger than a double is exact")
        << QByteArray("\"one\"") << name << (qint64(1) << 60) + 1 << QByteArray("0-1152921504606846976");
    QTest::newRow("pieces") << QByteArray("\"one\"") << name << qint64(1000) << QByteArray("0-9,20-29,999-999");
    QTest::newRow("nothing yet") << QByteArray("\"one\"") << name << qint64(1000) << QByteArray();
}

void TestPartRecord::comesBackAsItWas()
{
    PartRecord record = sample();
    QFETCH(QByteArray, validator);
    QFETCH(QString, name);
    QFETCH(qint64, total);
    QFETCH(QByteArray, held);
    record.validator = validator;
    record.name = name;
    record.total = total;
    record.held = ByteRanges::fromText(held).value();
    QVERIFY(record.write(part()));
    const std::optional<PartRecord> read = PartRecord::read(part());
    QVERIFY(read.has_value());
    QVERIFY(*read == record);
    PartRecord::remove(part());
    QVERIFY(!PartRecord::read(part()));
    QVERIFY(QDir(m_directory->path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestPartRecord::isPrivateAndTellsNoSecret()
{
    PartRecord record = sample();
    record.url = QUrl(QStringLiteral("https://me:boat@example.org/a.bin?token=water#part"));
    record.address = PartRecord::addressHash(record.url);
    const mode_t before = ::umask(0);
    const bool written = record.write(part());
    ::umask(before);
    QVERIFY(written);
    struct stat facts = {};
    QCOMPARE(::stat(QFile::encodeName(PartRecord::pathOf(part())).constData(), &facts), 0);
    QCOMPARE(facts.st_mode & 07777, mode_t(0600));
    const QByteArray text = contentOf(PartRecord::pathOf(part()));
    QVERIFY(text.contains("https://example.org/a.bin"));
    for (const char *secret : {"me:", "boat", "token", "water"})
        QVERIFY2(!text.contains(secret), secret);
}

void TestPartRecord::unsoundIsNone_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = R"({"address":"a","total":1000,"held":"0-599","proof":"p"})";
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("a list") << QByteArray("[1]");
    QTest::newRow("cut") << good.chopped(1);
    for (const auto &[name, from, to] : {std::tuple{"no address", R"("address":"a",)", ""},
                                         {"no total", R"("total":1000,)", ""},
                                         {"negative total", "1000", "-5"},
                                         {"total as text", "1000", R"("1000")"},
                                         {"total with a fraction", "1000", "1000.5"},
                                         {"held is nonsense", "0-599", "x"},
                                         {"held backwards", "0-599", "599-0"},
                                         {"held twice", "0-599", "0-599,300-700"},
                                         {"held past the end", "0-599", "0-1000"},
                                         {"held past every number", "0-599", "0-99999999999999999999"},
                                         {"held negative", "0-599", "-1-599"}})
        QTest::newRow(name) << QByteArray(good).replace(from, to);
}

void TestPartRecord::unsoundIsNone()
{
    QFETCH(QByteArray, text);
    write(PartRecord::pathOf(part()), R"({"address":"a","total":1000,"held":"0-599","proof":"p"})");
    QVERIFY(PartRecord::read(part()));
    write(PartRecord::pathOf(part()), text);
    QVERIFY(!PartRecord::read(part()));
}

void TestPartRecord::proofIsOfTheEnds()
{
    constexpr qint64 size = 300'000;
    QByteArray bytes(size, 'a');
    const auto proof = [&](const ByteRanges &held) {
        write(part(), bytes);
        QFile file(part());
        return file.open(QIODevice::ReadOnly) ? PartRecord::proofOf(file.handle(), held) : QByteArray("unread");
    };
    const ByteRanges held{{0, 100'000}, {150'000, 150'010}};
    const QByteArray before = proof(held);
    QCOMPARE(before.size(), 64);
    for (const qsizetype seen : {99'999, 100'000 - 65'536, 150'000, 150'009}) {
        bytes[seen] = 'b';
        QVERIFY2(proof(held) != before, QByteArray::number(seen).constData());
        bytes[seen] = 'a';
    }
    for (const qsizetype beside : {100'000, 149'999, 150'010}) {
        bytes[beside] = 'b';
        QCOMPARE(proof(held), before);
    }
    QCOMPARE(proof({{0, size + 1}}), QByteArray());
}

void TestPartRecord::addressesDiffer()
{
    const auto hash = [](const char *url) { return PartRecord::addressHash(QUrl(QString::fromLatin1(url))); };
    const QByteArray one = hash("https://example.org/a?b=1");
    QCOMPARE(hash("https://me:secret@example.org/a?b=1#c"), one);
    for (const char *other : {"http://example.org/a?b=1", "https://example.org/a?b=2", "https://example.org/A?b=1",
                              "https://example.org:8443/a?b=1", "https://example.org/a"})
        QVERIFY2(hash(other) != one, other);
}

void TestPartRecord::checkpointsKeepTheNewest()
{
    write(part(), QByteArray(1000, 'x'));
    QThreadPool pool;
    PartCheckpoints checkpoints(pool, part(), sample());
    for (qint64 held = 100; held <= 1000; held += 100)
        checkpoints.note({{0, held}});
    QVERIFY(pool.waitForDone(20000));
    const std::optional<PartRecord> record = PartRecord::read(part());
    QVERIFY(record.has_value());
    QCOMPARE(record->heldFromStart(), 1000);
    QFile file(part());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(record->proof, PartRecord::proofOf(file.handle(), record->held));
    // Bytes that are not there are not noted.
    checkpoints.note({{0, 1001}});
    QVERIFY(pool.waitForDone(20000));
    QCOMPARE(PartRecord::read(part())->heldFromStart(), 1000);
}

void TestPartRecord::droppedIsGone()
{
    write(part(), QByteArray(1000, 'x'));
    QThreadPool pool;
    PartCheckpoints checkpoints(pool, part(), sample());
    checkpoints.note({{0, 500}});
    checkpoints.drop();
    checkpoints.note({{0, 1000}});
    QVERIFY(pool.waitForDone(20000));
    QVERIFY(!PartRecord::read(part()));
    QVERIFY(!QFile::exists(PartRecord::pathOf(part())));
}

// A server may call its file so, and it would go with the record of another.
void TestPartRecord::namesOfRecords()
{
    QVERIFY(PartRecord::isRecord(QStringLiteral("a.bin.ferry-part.json")));
    QVERIFY(PartRecord::isRecord(QStringLiteral("a.bin.ferry-part.json.new")));
    QVERIFY(!PartRecord::isRecord(QStringLiteral("a.bin.json")));
}

QTEST_GUILESS_MAIN(TestPartRecord)
#include "tst_partrecord.moc"
