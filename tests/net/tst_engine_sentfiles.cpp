#include "core/store/SentFiles.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"
#include "tests/support/StorePlace.h"

using namespace ferry;

/// Copies that are made only to be sent: pasted pictures, and compressed ones. Each is there as long as an item sends
/// it.
class TestEngineSentFiles : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_place = std::make_unique<StorePlace>(); }
    void ofAnItem_staysUntilItIsRemoved_data();
    void ofAnItem_staysUntilItIsRemoved();
    void ofTwoItems_staysUntilBothAreRemoved();
    void ofNobody_goesAtTheNextStart();
    void ofNobody_goesWithALaunchThatKeepsNothing();
    void ofADownload_staysUntilThatIsSaved();
    void row_hasTheNameThatIsSent();

private:
    /// A copy in the launch's directory, once that is cleared up.
    static QString copyOf(const TestEngine &engine);

    std::unique_ptr<StorePlace> m_place;
};

QString TestEngineSentFiles::copyOf(const TestEngine &engine)
{
    engine->findLeftovers(); // answered after the start
    if (!QTest::qWaitFor([&] { return engine.probe().leftoverAnswers == 1; }))
        qFatal("no start");
    const QString folder = engine->temporaryDirectory() + u'/' + sentFolderPrefix + QStringLiteral("x");
    QFile file(folder + QStringLiteral("/holiday.jpg"));
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly) || file.write("a picture") != 9)
        qFatal("no test file");
    return file.fileName();
}

void TestEngineSentFiles::ofAnItem_staysUntilItIsRemoved_data()
{
    QTest::addColumn<bool>("waits");
    QTest::addColumn<bool>("rawBody");
    QTest::newRow("of one that has ended") << false << false;
    QTest::newRow("of one that waits") << true << false;
    QTest::newRow("as the whole body") << true << true;
}

void TestEngineSentFiles::ofAnItem_staysUntilItIsRemoved()
{
    QFETCH(bool, waits);
    QFETCH(bool, rawBody);
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(m_place->options());
    const QString copy = copyOf(engine);
    const UploadRequest request = rawBody ? putOf(server.url(), copy) : uploadOf(server.url(), copy);
    if (waits) {
        const TransferId id = engine->add(request);
        engine->pause({id});
        QVERIFY(engine.probe().waitForState(id, TransferState::Paused));
    } else {
        engine.run(request);
    }
    engine.restart();
    engine->findLeftovers(); // answered after the start
    QTRY_COMPARE(engine.probe().leftoverAnswers, 1);
    QCOMPARE(TestEngine::contentOf(copy), "a picture");
    if (waits) {
        engine->resume({1});
        QVERIFY(engine.probe().waitForState(1, TransferState::Done));
        QVERIFY(log.at(log.count() - 1).body.contains("a picture"));
    }
    engine->remove({1});
    QTRY_VERIFY(!QFile::exists(QFileInfo(copy).path()));
}

void TestEngineSentFiles::ofTwoItems_staysUntilBothAreRemoved()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine(m_place->options());
    const QString copy = copyOf(engine);
    engine.run(uploadOf(server.url(), copy));
    engine.restart();
    const TransferId again = engine.run(uploadOf(server.url(), copy)); // as with “Again…”
    engine->remove({1});
    QTRY_VERIFY(engine.probe().gone.contains(1));
    QVERIFY(QFile::exists(copy));
    engine->remove({again});
    QTRY_VERIFY(!QFile::exists(QFileInfo(copy).path()));
}

// As the window leaves it that is killed while a sheet is open.
void TestEngineSentFiles::ofNobody_goesAtTheNextStart()
{
    TestEngine engine(m_place->options());
    const QString copy = copyOf(engine);
    engine.restart();
    QTRY_VERIFY(!QFile::exists(QFileInfo(copy).path()));
}

void TestEngineSentFiles::ofNobody_goesWithALaunchThatKeepsNothing()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "kept bytes"));
    EngineOptions options;
    options.keepReady = true;
    TestEngine engine(options);
    const TransferId ready = engine.run(downloadOf(server.url(QStringLiteral("/f.bin"))));
    const QString bytes = engine.probe().last(ready).tempPath;
    const QString copy = copyOf(engine);
    engine.end();
    QVERIFY(QFile::exists(bytes)); // its directory stays for the next launch, but not all of it
    QVERIFY(!QFile::exists(QFileInfo(copy).path()));
}

void TestEngineSentFiles::ofADownload_staysUntilThatIsSaved()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "kept bytes"));
    TestEngine engine(m_place->options());
    const QString copy = copyOf(engine);
    const TransferId ready = engine.run(downloadOf(server.url(QStringLiteral("/f.bin"))));
    const QString bytes = engine.probe().last(ready).tempPath;
    const QString roundabout = QFileInfo(copy).path() + QStringLiteral("/../") + QFileInfo(bytes).fileName();
    UploadRequest request = uploadOf(server.url(), copy);
    request.files.append({QStringLiteral("same"), bytes, {}, {}});
    request.files.append({QStringLiteral("again"), roundabout, {}, {}});
    const TransferId sent = engine.run(request);
    QCOMPARE(engine.probe().state(sent), TransferState::Done);
    engine->remove({sent});
    QTRY_VERIFY(!QFile::exists(QFileInfo(copy).path()));
    QCOMPARE(TestEngine::contentOf(bytes), "kept bytes");
}

void TestEngineSentFiles::row_hasTheNameThatIsSent()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    UploadRequest request = uploadOf(server.url(), engine.file(QStringLiteral("picture-AABxPk.jpg"), "abc"));
    request.files[0].fileName = QStringLiteral("holiday.jpg");
    const TransferId id = engine.run(request);
    QVERIFY(log.at(0).body.contains("filename=\"holiday.jpg\""));
    QCOMPARE(engine.probe().last(id).name, QStringLiteral("holiday.jpg"));
}

QTEST_GUILESS_MAIN(TestEngineSentFiles)
#include "tst_engine_sentfiles.moc"
