#include "core/engine/TransferHandle.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <QCryptographicHash>

using namespace ferry;

/// Content-Digest of uploads (RFC 9530 2): of exactly the bytes that come over the wire, or the upload is not sent.
class TestEngineContentDigest : public QObject
{
    Q_OBJECT

private slots:
    void digest_isOfTheBytesOnTheWire_data();
    void digest_isOfTheBytesOnTheWire();
    void digest_onlyOnDemand();
    void digest_replacesOneThatWasTypedIn();
    void hashing_isSeenAndIsNoProgressOfTheUpload();
    void hashing_canBeCancelled();
    void hashing_canBePaused();
    void hashing_endsWithAFileThatChanges();
    void redirect_sendsTheSame();
    void redirect_withoutABodyHasNone();
    void redirect_afterTheFileChangedIsNotFollowed();
    void retry_sendsItRight();
    void largeFile_takesNoMemoryAndNoTimeout();

private:
    /// Sparse, and long enough to be in the middle of for a while.
    QString endlessFile(const TestEngine &engine) const
    {
        return engine.largeFile(QStringLiteral("endless"), qint64(1) << 40);
    }
    static bool holdsOpen(const QString &path);
};

namespace {

QByteArray digestOf(const QByteArray &body)
{
    return "sha-256=:" + QCryptographicHash::hash(body, QCryptographicHash::Sha256).toBase64() + ':';
}

template <typename Request>
Request withDigest(Request request)
{
    request.contentDigest = true;
    return request;
}

} // namespace

/// Whether this process has the file open.
bool TestEngineContentDigest::holdsOpen(const QString &path)
{
    const QFileInfoList descriptors =
        QDir(QStringLiteral("/proc/self/fd")).entryInfoList(QDir::AllEntries | QDir::System);
    return std::any_of(descriptors.begin(), descriptors.end(),
                       [&](const QFileInfo &one) { return one.symLinkTarget() == path; });
}

void TestEngineContentDigest::digest_isOfTheBytesOnTheWire_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"form", "fields alone", "raw", "empty raw", "larger than a block"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestEngineContentDigest::digest_isOfTheBytesOnTheWire()
{
    QFETCH(QString, kind);
    RequestLog log;
    ScriptedServer server(log.script(200));
    const TestEngine engine;
    UploadRequest request = uploadOf(server.url(), engine.file(QStringLiteral("文 \"件\".bin"), "first"));
    request.fields = {{QStringLiteral("a\r\nb"), "one\r\n--two", {}},
                      {QStringLiteral("json"), "{}", "application/json"}};
    if (kind == QLatin1String("form"))
        request.files.append({QStringLiteral("empty"), engine.file(QStringLiteral("empty"), {}), {}, "x/y"});
    else if (kind == QLatin1String("fields alone"))
        request.files.clear();
    else if (kind == QLatin1String("raw"))
        request = putOf(server.url(), request.files.first().path);
    else if (kind == QLatin1String("empty raw"))
        request = putOf(server.url(), engine.file(QStringLiteral("empty"), {}));
    else
        request.files.first().path = engine.largeFile(QStringLiteral("large"), 3'000'001);
    const TransferId id = engine.run(withDigest(request));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(log.count(), 1);
    QCOMPARE(log.at(0).header("Content-Digest"), digestOf(log.at(0).body));
    QCOMPARE(engine.probe().last(id).bytesDone, qint64(log.at(0).body.size()));
    QCOMPARE(engine.probe().faults, QStringList());
}

void TestEngineContentDigest::digest_onlyOnDemand()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    const TestEngine engine;
    engine.run(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")));
    QVERIFY(log.at(0).header("Content-Digest").isNull());
}

void TestEngineContentDigest::digest_replacesOneThatWasTypedIn()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    const TestEngine engine;
    UploadRequest request = withDigest(putOf(server.url(), engine.file(QStringLiteral("a"), "x")));
    request.headers.append("content-digest", "sha-256=:AAAA:");
    engine.run(request);
    QCOMPARE(log.at(0).header("Content-Digest"), digestOf("x"));
    QCOMPARE(log.at(0).head.toLower().count("content-digest"), 1);
}

void TestEngineContentDigest::hashing_isSeenAndIsNoProgressOfTheUpload()
{
    ScriptedServer server([](ScriptPeer &peer) { peer.drain(); });
    const TestEngine engine;
    QObject owner;
    // Long enough to be looked at several times.
    const QString path = engine.largeFile(QStringLiteral("a"), 512 << 20);
    TransferHandle *handle = engine->start(withDigest(putOf(server.url(), path)), &owner);
    QList<qint64> told;
    connect(handle, &TransferHandle::progressed, this, [&](const TransferProgress &p) { told.append(p.bytes); });
    QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty() && told.last() > 0, FERRY_TEST_PATIENCE);
    handle->abort();
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    QList<TransferState> states;
    bool moved = false;
    for (const TransferSnapshot &s : engine.probe().history.begin().value()) {
        moved = moved || (s.state == TransferState::Verifying && s.bytesDone > 0);
        if (states.isEmpty() || states.last() != s.state)
            states.append(s.state);
    }
    QVERIFY(moved);
    const qsizetype verifying = states.indexOf(TransferState::Verifying);
    QVERIFY(verifying >= 0 && verifying < states.indexOf(TransferState::Sending));
    QCOMPARE(states.count(TransferState::Verifying), 1);
}

void TestEngineContentDigest::hashing_canBeCancelled()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    const TestEngine engine;
    const QString path = endlessFile(engine);
    const TransferId id = engine->add(withDigest(putOf(server.url(), path)));
    QVERIFY(engine.probe().waitForState(id, TransferState::Verifying));
    QVERIFY(QTest::qWaitFor([&] { return engine.probe().last(id).bytesDone > 0; }, EngineProbe::patience));
    QCOMPARE(engine.probe().last(id).bytesTotal, qint64(1) << 40);
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QVERIFY(engine.probe().cancelled(id));
    QCOMPARE(engine.probe().last(id).bytesDone, 0); // nothing was sent
    QTRY_VERIFY_WITH_TIMEOUT(!holdsOpen(path), FERRY_TEST_PATIENCE);
    QCOMPARE(server.connections(), 0);
}

void TestEngineContentDigest::hashing_canBePaused()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    const TestEngine engine;
    const QString path = endlessFile(engine);
    const TransferId id = engine->add(withDigest(uploadOf(server.url(), path)));
    QVERIFY(engine.probe().waitForState(id, TransferState::Verifying));
    engine->pause({id});
    QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    QVERIFY(QFile::resize(path, 5));
    engine->resume({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(log.at(0).header("Content-Digest"), digestOf(log.at(0).body));
}

void TestEngineContentDigest::hashing_endsWithAFileThatChanges()
{
    RequestLog log;
    ScriptedServer server(log.script(200));
    const TestEngine engine;
    const QString path = endlessFile(engine);
    const TransferId id = engine->add(withDigest(putOf(server.url(), path)));
    QVERIFY(engine.probe().waitForState(id, TransferState::Verifying));
    QVERIFY(QFile::resize(path, 5));
    QVERIFY(engine.probe().waitForOutcome(id));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Source);
    QCOMPARE(server.connections(), 0);
}

void TestEngineContentDigest::redirect_sendsTheSame()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/")
            peer.reply(307, {}, {"Location: /there"});
        else
            peer.reply(200);
    }));
    const TestEngine engine;
    const TransferId id = engine.run(withDigest(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x"))));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(log.count(), 2);
    QCOMPARE(log.at(1).body, log.at(0).body);
    QCOMPARE(log.at(0).header("Content-Digest"), digestOf(log.at(0).body));
    QCOMPARE(log.at(1).header("Content-Digest"), log.at(0).header("Content-Digest"));
}

void TestEngineContentDigest::redirect_withoutABodyHasNone()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/")
            peer.reply(303, {}, {"Location: /there"});
        else
            peer.reply(200);
    }));
    const TestEngine engine;
    engine.run(withDigest(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x"))));
    QCOMPARE(log.at(1).method(), QByteArray("GET"));
    QVERIFY(log.at(1).header("Content-Digest").isNull());
}

/// The digest that is at hand is of bytes that are gone.
void TestEngineContentDigest::redirect_afterTheFileChangedIsNotFollowed()
{
    const TestEngine engine;
    const QString path = engine.file(QStringLiteral("a"), "old");
    RequestLog log;
    ScriptedServer server(log.script([path](ScriptPeer &peer, const SeenRequest &) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write("new");
        file.close();
        peer.reply(307, {}, {"Location: /there"});
    }));
    const TransferId id = engine.run(withDigest(putOf(server.url(), path)));
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Source);
    QCOMPARE(log.count(), 1);
}

void TestEngineContentDigest::retry_sendsItRight()
{
    RequestLog log;
    ScriptedServer server(log.script([&log](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1)
            peer.reply(503, {}, {"Retry-After: 0"});
        else
            peer.reply(200);
    }));
    const TestEngine engine;
    UploadRequest request = withDigest(uploadOf(server.url(), engine.file(QStringLiteral("a"), "x")));
    request.options.retries = 1;
    request.safeToRepeat = true;
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(log.count(), 2);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(log.at(i).header("Content-Digest"), digestOf(log.at(i).body));
}

/// Reading through 2 GiB takes longer than the silence that is allowed, and is none.
void TestEngineContentDigest::largeFile_takesNoMemoryAndNoTimeout()
{
    if (!qEnvironmentVariableIsSet("FERRY_LONG_TESTS"))
        QSKIP("Set FERRY_LONG_TESTS to read 2 GiB.");
    const auto peakKiB = [] {
        QFile status(QStringLiteral("/proc/self/status"));
        const QByteArray text = status.open(QIODevice::ReadOnly) ? status.readAll() : QByteArray();
        return text.mid(text.indexOf("VmHWM:") + 6).simplified().split(' ').value(0).toLongLong();
    };
    QFile clear(QStringLiteral("/proc/self/clear_refs"));
    QVERIFY(clear.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && clear.write("5") == 1); // the peak starts anew
    const qint64 before = peakKiB();
    ScriptedServer server([](ScriptPeer &peer) { peer.drain(); });
    const TestEngine engine;
    UploadRequest request = withDigest(uploadOf(server.url(), engine.largeFile(QStringLiteral("a"), qint64(2) << 30)));
    request.options.timeout = std::chrono::seconds(1);
    const TransferId id = engine->add(request);
    QVERIFY(engine.probe().waitForState(id, TransferState::Sending));
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QVERIFY(engine.probe().cancelled(id));
    qInfo("KiB more at the peak: %lld", peakKiB() - before);
    QVERIFY(peakKiB() - before < 32 * 1024);
}

QTEST_GUILESS_MAIN(TestEngineContentDigest)
#include "tst_engine_contentdigest.moc"
