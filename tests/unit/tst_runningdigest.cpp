#include "core/engine/RunningDigest.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;

namespace {

constexpr qint64 size = 20 * 1024 * 1024;

} // namespace

/// Whatever the order in which bytes come, the digest is of the file.
class TestRunningDigest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void inOrderNothingIsRead();
    void whatCameBeforeItsTurnIsRead();
    void bytesThatAreKnownCountOnce();
    void itCatchesUpWhileTheRestComes();
    void aLittleBehindIsNotWorthAJob();
    void aFileThatCannotBeReadIsSaid();
    void nobodyWantsIt();
    void nothingAfterAStop();

private:
    void add(qint64 first, qint64 end) { m_digest->add(first, m_bytes.constData() + first, end - first); }
    bool isRight() const { return m_digest->set().hex(Digest::Sha256) == m_sha256; }

    QTemporaryDir m_directory;
    QString m_path = m_directory.filePath(QStringLiteral("file"));
    const QString m_none = m_directory.filePath(QStringLiteral("none"));
    QByteArray m_bytes;
    QByteArray m_sha256;
    std::unique_ptr<RunningDigest> m_digest;
};

void TestRunningDigest::initTestCase()
{
    m_bytes.resize(size);
    for (qsizetype i = 0; i < m_bytes.size(); ++i)
        m_bytes[i] = char(i * 7 / 13);
    m_sha256 = QCryptographicHash::hash(m_bytes, QCryptographicHash::Sha256).toHex();
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_bytes) == size);
}

void TestRunningDigest::init()
{
    m_digest = std::make_unique<RunningDigest>();
    m_digest->start({Digest::Sha256});
}

void TestRunningDigest::inOrderNothingIsRead()
{
    add(0, 100);
    add(100, size);
    m_digest->catchUp(m_none, size);
    QVERIFY(m_digest->finish(m_none, size));
    QVERIFY(isRight());
}

void TestRunningDigest::whatCameBeforeItsTurnIsRead()
{
    const QSignalSpy finished(m_digest.get(), &RunningDigest::finished);
    add(0, 1000);
    add(5000, size);
    add(1000, 5000);
    QVERIFY(!m_digest->finish(m_path, size));
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(isRight());
    QVERIFY(!m_digest->failure());
}

void TestRunningDigest::bytesThatAreKnownCountOnce()
{
    add(0, 5000);
    add(1000, 3000);
    add(0, 5000);
    add(4000, 6000);
    add(6000, size);
    QVERIFY(m_digest->finish(m_none, size));
    QVERIFY(isRight());
}

void TestRunningDigest::itCatchesUpWhileTheRestComes()
{
    const QSignalSpy finished(m_digest.get(), &RunningDigest::finished);
    m_digest->catchUp(m_path, size / 2);
    add(0, 100); // while it is read
    add(size / 2, size / 2 + 100);
    QVERIFY(!m_digest->finish(m_path, size));
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(isRight());
}

void TestRunningDigest::aLittleBehindIsNotWorthAJob()
{
    add(0, 100);
    m_digest->catchUp(m_none, 8 * 1024 * 1024);
    add(100, size);
    QVERIFY(m_digest->finish(m_none, size));
    QVERIFY(isRight());
}

void TestRunningDigest::aFileThatCannotBeReadIsSaid()
{
    const QSignalSpy finished(m_digest.get(), &RunningDigest::finished);
    QVERIFY(!m_digest->finish(m_none, size));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_digest->failure()->kind, ErrorKind::Target);
}

void TestRunningDigest::nobodyWantsIt()
{
    m_digest->start({});
    m_digest->catchUp(m_none, size);
    QVERIFY(m_digest->finish(m_none, size));
}

void TestRunningDigest::nothingAfterAStop()
{
    const QSignalSpy finished(m_digest.get(), &RunningDigest::finished);
    QVERIFY(!m_digest->finish(m_path, size));
    m_digest->stop();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 0);
}

QTEST_GUILESS_MAIN(TestRunningDigest)
#include "tst_runningdigest.moc"
