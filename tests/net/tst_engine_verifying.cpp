#include "core/io/PartFile.h"
#include "core/io/PartRecord.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"
#include "tests/support/StorePlace.h"

using namespace ferry;

/// A download of which all has come and that waits for the checksum file beside it: whoever stops it there, or begins
/// another one of the same name, costs it no byte.
class TestEngineVerifying : public QObject
{
    Q_OBJECT

private slots:
    void pausedAndResumed();
    void quit();
    void cancelledAndRunAgain();
    void anotherOneOfItsName();
};

namespace {

constexpr qint64 fileSize = 300 * 1024;

QByteArray pattern(char seed)
{
    QByteArray bytes(fileSize, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = char(seed + i % 251 + i / 4096);
    return bytes;
}

/// One file, and its checksum file, which is not answered before the gate opens.
class SlowChecksum
{
public:
    explicit SlowChecksum(QByteArray content)
        : m_content(std::move(content))
    {
    }
    QUrl url() const { return m_server.url(QStringLiteral("/file.bin")); }
    void open() { m_gate.open(); }
    bool isAskedForChecksum(int times = 1) const { return ranges("/file.bin.sha256").size() >= times; }
    /// Of the requests for the file; empty where all of it was asked for.
    QByteArrayList ranges(const QByteArray &path = "/file.bin") const
    {
        QByteArrayList found;
        for (const SeenRequest &request : m_log.all()) {
            if (request.path() == path)
                found.append(request.header("Range"));
        }
        return found;
    }

private:
    void answer(ScriptPeer &peer, const SeenRequest &request) const
    {
        if (request.path() != "/file.bin") {
            peer.await(m_gate);
            peer.reply(404);
        } else if (request.header("Range") == "bytes=" + QByteArray::number(fileSize) + '-') {
            peer.reply(416, {}, {"Content-Range: bytes */" + QByteArray::number(fileSize), "ETag: \"one\""});
        } else {
            peer.reply(200, m_content, {"Accept-Ranges: bytes", "ETag: \"one\""});
        }
    }

    const QByteArray m_content;
    Gate m_gate;
    RequestLog m_log;
    ScriptedServer m_server{m_log.script([this](ScriptPeer &peer, const SeenRequest &r) { answer(peer, r); })};
};

const QByteArrayList askedOnce = {QByteArray(), "bytes=307200-"}; ///< and then for what is behind the end

DownloadRequest checked(const QUrl &url)
{
    DownloadRequest request = downloadOf(url);
    request.checkNeighbour = true;
    return request;
}

DownloadRequest lasting(const TestEngine &engine, const QUrl &url)
{
    DownloadRequest request = checked(url);
    request.saveTo = SaveTarget{engine.target(), QStringLiteral("out.bin"), NameTaken::KeepBoth};
    request.keepPartial = true;
    return request;
}

} // namespace

void TestEngineVerifying::pausedAndResumed()
{
    SlowChecksum server(pattern(1));
    TestEngine engine;
    const TransferId id = engine->add(checked(server.url()));
    QVERIFY(engine.probe().waitForState(id, TransferState::Verifying));
    QTRY_VERIFY(server.isAskedForChecksum());
    engine->pause({id});
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    QCOMPARE(engine.probe().last(id).bytesDone, fileSize);
    engine->resume({id});
    QTRY_VERIFY(server.isAskedForChecksum(2));
    server.open();
    QVERIFY(engine.probe().waitForState(id, TransferState::Ready));
    QCOMPARE(server.ranges(), askedOnce);
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath) == pattern(1));
}

void TestEngineVerifying::quit()
{
    SlowChecksum server(pattern(1));
    const StorePlace place;
    TestEngine engine(place.options());
    engine->add(checked(server.url()));
    QTRY_VERIFY(server.isAskedForChecksum());
    engine.restart();
    QTRY_VERIFY(server.isAskedForChecksum(2));
    server.open();
    QVERIFY(engine.probe().waitForState(1, TransferState::Ready));
    QCOMPARE(server.ranges(), askedOnce);
    QVERIFY(TestEngine::contentOf(engine.probe().last(1).tempPath) == pattern(1));
}

// As the terminal does at Ctrl-C, when the same command is run again.
void TestEngineVerifying::cancelledAndRunAgain()
{
    SlowChecksum server(pattern(1));
    TestEngine engine;
    const TransferId id = engine->add(lasting(engine, server.url()));
    QTRY_VERIFY(server.isAskedForChecksum());
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    engine.end(); // with what is still being written
    server.open();
    engine.restart();
    const TransferId again = engine.run(lasting(engine, server.url()));
    QCOMPARE(engine.probe().state(again), TransferState::Done);
    QCOMPARE(server.ranges(), askedOnce);
    QVERIFY(TestEngine::contentOf(engine.probe().last(again).savedPath) == pattern(1));
    QTRY_COMPARE(engine.saved(), QStringList{QStringLiteral("out.bin")});
}

// It starts a file of its own, whatever lies under the name that both have in mind.
void TestEngineVerifying::anotherOneOfItsName()
{
    SlowChecksum server(pattern(1));
    TestEngine engine;
    DownloadRequest first = lasting(engine, server.url());
    const TransferId one = engine->add(first);
    QTRY_VERIFY(server.isAskedForChecksum());
    const QString part = engine.target() + u'/' +
                         PartFile::lastingName(QStringLiteral("out.bin"), PartRecord::addressHash(server.url()));
    QVERIFY(TestEngine::contentOf(part) == pattern(1));

    // The same command in another program, which has seen nothing of the first one.
    TestEngine other;
    DownloadRequest second = first;
    second.checkNeighbour = false;
    const TransferId two = other.run(second);
    QCOMPARE(other.probe().state(two), TransferState::Done);
    QVERIFY2(TestEngine::contentOf(part) == pattern(1), "the second one took the first one's file");
    server.open();
    QVERIFY(engine.probe().waitForOutcome(one));
    QCOMPARE(engine.probe().state(one), TransferState::Done);
    QCOMPARE(engine.saved().size(), 2);
    for (const QString &name : engine.saved())
        QVERIFY(TestEngine::contentOf(engine.target() + u'/' + name) == pattern(1));
}

QTEST_GUILESS_MAIN(TestEngineVerifying)
#include "tst_engine_verifying.moc"
