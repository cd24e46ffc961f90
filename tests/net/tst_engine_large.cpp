#include "core/devserver/DevServer.h"
#include "core/io/FreeSpace.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/ScriptedServer.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

#include <atomic>

using namespace ferry;

/// Files of no byte, and of more bytes than 32 bits count, both ways. FERRY_TEST_HUGE=1 makes all of the large ones 6
/// GiB, and takes their checksums too.
class TestEngineLarge : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void zeroBytes_upload_data();
    void zeroBytes_upload();
    void zeroBytes_download();
    void sparse_upload_data();
    void sparse_upload();
    void sparse_uploadToTheDeveloperServer();
    void sparse_download();

private:
    static constexpr qint64 mebi = 1024 * 1024;
    static constexpr int longWait = 300'000; ///< ms; a slow disk may take its time
    static bool isHuge() { return qEnvironmentVariableIsSet("FERRY_TEST_HUGE"); }
    static qint64 size() { return (isHuge() ? 6 * 1024 : 4200) * mebi + 3; }
    /// Of what makeSparse() makes; computed once and for all, since that takes longer than to send it.
    static QByteArray sha256()
    {
        return isHuge() ? "dddae82caad2ea057d757fd10448d366b6b3721846df09fb0caa839bdcaefdd7"
                        : "56c38e4b11f136e3281462cccb6781f85225d3337734c3fd3e0694d3439af3a6";
    }
    static QList<qint64> marks(qint64 size);
    static QByteArray markAt(qint64 at);
    static QByteArray overlap(const QByteArray &block, qint64 position, qint64 mark);
    static void makeSparse(const QString &path, qint64 size);
    static bool looksRight(const QString &path, qint64 size);
    QUrl url(const QString &path) const { return m_server.url().resolved(QUrl(path)); }

    QTemporaryDir m_root;
    devserver::DevServer m_server{devserver::Options{0, m_root.path()}};
};

void TestEngineLarge::initTestCase()
{
    QVERIFY(m_server.start());
}

/// Something at the start, around 2 and 4 GiB, and at the end; holes between.
void TestEngineLarge::makeSparse(const QString &path, qint64 size)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    if (!file.resize(size))
        QSKIP("There are no sparse files here.");
    for (const qint64 at : marks(size)) {
        QVERIFY(file.seek(at));
        file.write(markAt(at));
    }
}

QList<qint64> TestEngineLarge::marks(qint64 size)
{
    QList<qint64> list;
    for (const qint64 at : {qint64(0), 2048 * mebi - 4, 4096 * mebi - 4, size - 8}) {
        if (at + 8 <= size)
            list.append(at);
    }
    return list;
}

QByteArray TestEngineLarge::markAt(qint64 at)
{
    return QByteArray::number(at % 99'999'999).leftJustified(8, '.');
}

/// What a block that stands at this position of the file holds of a mark.
QByteArray TestEngineLarge::overlap(const QByteArray &block, qint64 position, qint64 mark)
{
    const qint64 from = qMax(mark, position);
    const qint64 end = qMin(mark + 8, position + block.size());
    return end > from ? block.mid(from - position, end - from) : QByteArray();
}

/// The marks are in their places, with zeros around them.
bool TestEngineLarge::looksRight(const QString &path, qint64 size)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() != size)
        return false;
    for (const qint64 at : marks(size)) {
        const qint64 from = qMax(qint64(0), at - 8);
        const QByteArray behind(int(qMin(qint64(8), size - at - 8)), '\0');
        if (!file.seek(from) || file.read(at - from + 16) != QByteArray(int(at - from), '\0') + markAt(at) + behind)
            return false;
    }
    return true;
}

void TestEngineLarge::zeroBytes_upload_data()
{
    QTest::addColumn<bool>("raw");
    QTest::newRow("form") << false;
    QTest::newRow("raw") << true;
}

void TestEngineLarge::zeroBytes_upload()
{
    QFETCH(bool, raw);
    TestEngine engine;
    const QString path = engine.file(QStringLiteral("empty.bin"), {});
    const QUrl target = url(raw ? QStringLiteral("/files/raw.bin") : QStringLiteral("/upload"));
    const TransferId id = engine.run(raw ? putOf(target, path) : uploadOf(target, path));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    const QFileInfo stored(m_root.filePath(raw ? QStringLiteral("raw.bin") : QStringLiteral("empty.bin")));
    QVERIFY(stored.exists());
    QCOMPARE(stored.size(), 0);
}

void TestEngineLarge::zeroBytes_download()
{
    QFile file(m_root.filePath(QStringLiteral("nothing.bin")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    TestEngine engine;
    DownloadRequest request = downloadOf(url(QStringLiteral("/files/nothing.bin")));
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(engine.probe().last(id).bytesTotal, 0);
    QCOMPARE(QFileInfo(engine.target() + QStringLiteral("/nothing.bin")).size(), 0);
    QCOMPARE(engine.saved().size(), 1);
}

void TestEngineLarge::sparse_upload_data()
{
    QTest::addColumn<bool>("raw");
    QTest::newRow("form") << false;
    QTest::newRow("raw") << true;
}

void TestEngineLarge::sparse_upload()
{
    QFETCH(bool, raw);
    const qint64 bytes = size();
    std::atomic<qint64> promised = 0;
    std::atomic<qint64> came = 0;
    QMap<qint64, QByteArray> found;
    Gate over;
    ScriptedServer server([&](ScriptPeer &peer) {
        promised = ScriptedServer::headerValue(peer.readHead(), "Content-Length").toLongLong();
        QByteArray block = peer.read(raw ? 0 : 200);
        const qint64 start = raw ? 0 : block.indexOf("\r\n\r\n") + 4; // of the file within the body
        for (; came < promised; block = peer.read(qMin<qint64>(mebi, promised - came))) {
            for (const qint64 at : marks(bytes))
                found[at] += overlap(block, came - start, at);
            came += block.size();
            if (block.isEmpty() && came > 0)
                break;
        }
        over.open();
        peer.reply(200);
    });
    TestEngine engine;
    const QString path = engine.file(QStringLiteral("big.bin"), {});
    makeSparse(path, bytes);
    const TransferId id = engine->add(raw ? putOf(server.url(), path) : uploadOf(server.url(), path));
    QTRY_VERIFY_WITH_TIMEOUT(engine.probe().outcomeCount(id) == 1, longWait);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QVERIFY(over.isOpen());
    QCOMPARE(came, promised);
    QCOMPARE(engine.probe().last(id).bytesDone, promised);
    QVERIFY(raw ? promised == bytes : promised > bytes && promised < bytes + 1000);
    for (const qint64 at : marks(bytes))
        QCOMPARE(found.value(at), markAt(at));
}

void TestEngineLarge::sparse_uploadToTheDeveloperServer()
{
    if (!isHuge())
        QSKIP("FERRY_TEST_HUGE is not set: the checksum of 6 GiB takes longer than the transfer.");
    TestEngine engine;
    const QString path = engine.file(QStringLiteral("big.bin"), {});
    makeSparse(path, size());
    const TransferId id = engine->add(putOf(url(QStringLiteral("/try/echo")), path));
    QTRY_VERIFY_WITH_TIMEOUT(engine.probe().outcomeCount(id) == 1, longWait);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    const QJsonDocument answer = QJsonDocument::fromJson(engine.probe().last(id).exchange->body);
    const QJsonObject body = answer.object().value(QLatin1String("body")).toObject();
    QCOMPARE(body.value(QLatin1String("size")).toInteger(), size());
    QCOMPARE(body.value(QLatin1String("sha256")).toString().toLatin1(), sha256());
}

void TestEngineLarge::sparse_download()
{
    const qint64 bytes = size();
    if (freeSpace(m_root.path()) < bytes + 1024 * mebi)
        QSKIP("There is no room for a file beyond 4 GiB.");
    const QString source = m_root.filePath(QStringLiteral("big.bin"));
    makeSparse(source, bytes);
    TestEngine engine;
    DownloadRequest request = downloadOf(url(QStringLiteral("/files/big.bin")));
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    request.sha256 = isHuge();
    const TransferId id = engine->add(request);
    QTRY_VERIFY_WITH_TIMEOUT(engine.probe().outcomeCount(id) == 1, longWait);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(engine.probe().last(id).bytesDone, bytes);
    QVERIFY(looksRight(engine.target() + QStringLiteral("/big.bin"), bytes));
    if (request.sha256)
        QCOMPARE(engine.probe().last(id).sha256, sha256());
}

QTEST_GUILESS_MAIN(TestEngineLarge)
#include "tst_engine_large.moc"
