#include "core/engine/ResumeAttempt.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace ferry;

/// What of an earlier attempt counts, before the first byte of the next one.
class TestResumeAttempt : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void replacedAddress_data();
    void replacedAddress();
    void recordWithoutItsPart();
    void whenNoFileCanBeOpened();

private:
    std::unique_ptr<QTemporaryDir> m_directory;
};

namespace {

constexpr qint64 fileSize = 1'000'000;

DownloadRequest requestFor(const char *url)
{
    DownloadRequest request;
    request.url = QUrl(QString::fromLatin1(url));
    return request;
}

} // namespace

void TestResumeAttempt::replacedAddress_data()
{
    QTest::addColumn<bool>("isReplaced");
    QTest::addColumn<ByteRanges>("held");
    QTest::addColumn<ByteRanges>("left");
    const ByteRanges pieces = {{0, 300'000}, {400'000, 500'000}, {700'000, 800'000}};
    const ByteRanges behind = {{400'000, 500'000}};
    QTest::newRow("the same address") << false << pieces << pieces;
    QTest::newRow("the same address, nothing at the start") << false << behind << behind;
    QTest::newRow("another address") << true << pieces << ByteRanges{{0, 300'000}};
    QTest::newRow("another address, nothing at the start") << true << behind << ByteRanges();
}

// Only what lies before the first gap is compared with what comes from there.
void TestResumeAttempt::replacedAddress()
{
    QFETCH(bool, isReplaced);
    QFETCH(ByteRanges, held);
    QFETCH(ByteRanges, left);
    const DownloadRequest before = requestFor("http://127.0.0.1/old");
    PartFile part(m_directory->path());
    QVERIFY(part.open());
    for (const ByteRange &range : held.list()) {
        const QByteArray bytes(qsizetype(range.size()), 'x');
        QVERIFY(part.writeAt(range.first, bytes.constData(), bytes.size()));
    }
    KeptPart kept{part.path(), {before.url, {}, {}, "\"one\"", fileSize, held, part.proof(held)}, nullptr};
    kept.record.address = PartRecord::addressHash(before.url);
    part.keep();

    ResumeAttempt attempt(kept);
    attempt.open(isReplaced ? requestFor("http://127.0.0.1/new") : before);
    QCOMPARE(attempt.isAsking(), !left.isEmpty());
    QCOMPARE(attempt.heldBytes(), left.size());
    if (left.isEmpty()) {
        // Whatever it answers: nothing is lost before the file comes anew.
        QVERIFY(attempt.takeKept().has_value());
        return;
    }
    const std::unique_ptr<PartFile> taken = attempt.takePart();
    QCOMPARE(taken->held(), left);
    // The others lie there, and count for nothing yet.
    QCOMPARE(taken->size() + taken->doubtful().size(), held.size());
    QCOMPARE(QFileInfo(taken->path()).size(), held.list().last().end);
}

// Else the next part of this name would be taken for one of these bytes.
void TestResumeAttempt::recordWithoutItsPart()
{
    DownloadRequest request = requestFor("http://127.0.0.1/a");
    request.keepPartial = true;
    request.saveTo = SaveTarget{m_directory->path(), QStringLiteral("a.bin"), NameTaken::KeepBoth};
    ResumeAttempt none({});
    none.open(request);
    QVERIFY(!none.mayHaveRecord(none.lasting()));

    const PartRecord record{request.url, none.address(), {}, "\"one\"", fileSize, {{0, 1000}}, {}};
    QVERIFY(record.write(none.lasting()));
    ResumeAttempt stale({});
    stale.open(request);
    QVERIFY(!stale.isAsking());
    QVERIFY(stale.mayHaveRecord(stale.lasting()));
    QVERIFY(!stale.mayHaveRecord(m_directory->filePath(QStringLiteral(".ferry-other.part"))));
}

// The attempt fails, and the next one has the part.
void TestResumeAttempt::whenNoFileCanBeOpened()
{
    const DownloadRequest request = requestFor("http://127.0.0.1/");
    PartFile part(m_directory->path());
    QVERIFY(part.open() && part.write("held", 4));
    PartRecord record;
    record.address = PartRecord::addressHash(request.url);
    record.validator = "\"v\"";
    record.total = 100;
    record.held = part.held();
    record.proof = part.proof(record.held);
    const QString path = part.path();
    part.keep().reset();
    ResumeAttempt attempt(KeptPart{path, record, nullptr}, m_directory->path());
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit none = {0, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    const std::optional<TransferError> error = attempt.open(request);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Target);
    QCOMPARE(error->subject, m_directory->path()); // the temporary place, and no name in it
    const std::optional<KeptPart> kept = attempt.takeKept();
    QVERIFY(kept);
    ResumeAttempt next(*kept);
    QVERIFY(!next.open(request));
    QVERIFY(next.isAsking());
}

QTEST_GUILESS_MAIN(TestResumeAttempt)
#include "tst_resumeattempt.moc"
