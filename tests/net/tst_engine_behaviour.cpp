#include "core/devserver/DevServer.h"
#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"

using namespace ferry;

/// What the engine makes of a server that misbehaves: every kind of bad manners that the developer server has.
class TestEngineBehaviour : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void download_data();
    void download();
    void upload_data();
    void upload();
    void interimAnswers_areReadPastAndKept();
    void codedBytes_areKeptAsTheyCame();
    void pageForAnArchive_isHeld();
    void largeFile_comesWhole();

private:
    QUrl url(const QString &path) const { return m_server.url().resolved(QUrl(path)); }
    /// "ready", "refused 503", "failed network": how an item ended, in words.
    static QString endOf(const TransferSnapshot &s);

    devserver::DevServer m_server{{}};
};

QString TestEngineBehaviour::endOf(const TransferSnapshot &s)
{
    const QString state = QLatin1String(stateName(s.state));
    if (s.state == TransferState::Refused)
        return state + u' ' + QString::number(s.statusCode());
    return s.error ? state + u' ' + QLatin1String(errorCode(s.error->kind)) : state;
}

void TestEngineBehaviour::initTestCase()
{
    QVERIFY2(m_server.start(), qPrintable(m_server.errorString()));
}

void TestEngineBehaviour::download_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("ends");
    const QString network = QStringLiteral("failed network");
    const QString protocol = QStringLiteral("failed protocol");
    const QString ready = QStringLiteral("ready");
    const auto row = [](const char *path, const QStringList &ends) {
        QTest::newRow(path) << QString::fromLatin1(path) << ends;
    };
    row("/try/size/100000", {ready});
    row("/try/status/404", {QStringLiteral("refused 404")});
    row("/try/status/503", {QStringLiteral("refused 503")});
    row("/try/retry-after/5", {QStringLiteral("refused 503")});
    row("/try/auth/basic", {QStringLiteral("refused 401")});
    row("/try/delay/0.3", {ready});
    row("/try/cut/1000?of=2000", {network});
    row("/try/cut/0?of=2000", {network});
    row("/try/reset/1000?of=2000", {network});
    row("/try/reset/0?head=no", {network});
    row("/try/close", {network});
    row("/try/length/2000?size=1000", {network});
    row("/try/length/-5?size=10", {protocol});
    row("/try/length/0x10?size=16", {protocol});
    row("/try/length/99999999999999999999?size=10", {protocol});
    row("/try/length/10?size=10&second=11", {protocol});
    row("/try/length/10?size=10&second=10", {ready});
    row("/try/chunked?size=5000", {ready});
    row("/try/chunked?size=5000&end=no", {network, protocol});
    row("/try/chunked?size=5000&end=bad", {network, protocol});
    row("/try/chunked?size=5000&end=inside", {network, protocol});
    row("/try/nolength?size=5000", {ready});
    row("/try/nolength?size=5000&end=reset", {network});
    row("/try/garbage", {protocol});
    row("/try/garbage?kind=status", {protocol});
    row("/try/garbage?kind=old", {protocol});
    row("/try/headers?n=201&size=10", {protocol});
    row("/try/headers?n=50&size=10", {ready});
    row("/try/redirect/302?n=3", {ready});
    row("/try/redirect/308?n=3", {ready});
    row("/try/redirect/302?loop=1", {QStringLiteral("failed redirect")});
    row("/try/slow?rate=50000&size=20000", {ready});
}

void TestEngineBehaviour::download()
{
    QFETCH(QString, path);
    QFETCH(QStringList, ends);
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(url(path)));
    const TransferSnapshot &s = engine.probe().last(id);
    QVERIFY2(ends.contains(endOf(s)), qPrintable(endOf(s)));
    QCOMPARE(engine.probe().outcomeCount(id), 1);
    QCOMPARE(s.state == TransferState::Ready, QFile::exists(s.tempPath));
    if (s.error)
        QVERIFY(!errorText(*s.error).isEmpty());
    if (s.state != TransferState::Ready)
        QTRY_VERIFY(engine.temporaryFiles().isEmpty());
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

void TestEngineBehaviour::upload_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QString>("end");
    const auto row = [](const char *path, qint64 size, const char *end) {
        QTest::newRow(path) << QString::fromLatin1(path) << size << QString::fromLatin1(end);
    };
    constexpr qint64 large = 48 * 1024 * 1024;
    row("/upload", 1000, "done");
    row("/try/echo", 1000, "done");
    row("/try/status/201", 1000, "done");
    row("/try/close", 1000, "unknown unknownOutcome");
    row("/try/reset/0?head=no", 1000, "unknown unknownOutcome");
    row("/try/early/413?after=1000", large, "refused 413");
    row("/try/early-close/413?after=1000", large, "refused 413");
    row("/try/early-close/401", large, "refused 401");
    row("/try/redirect/307?to=/try/echo", 1000, "done");
    row("/try/redirect/303?to=/try/echo", 1000, "done");
    row("/try/garbage", 1000, "failed protocol");
    row("/nothing/here", 1000, "refused 404");
}

void TestEngineBehaviour::upload()
{
    QFETCH(QString, path);
    QFETCH(qint64, size);
    QFETCH(QString, end);
    TestEngine engine;
    const TransferId id = engine.run(uploadOf(url(path), engine.largeFile(QStringLiteral("a.bin"), size)));
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(endOf(s), end);
    QCOMPARE(engine.probe().outcomeCount(id), 1);
    QVERIFY2(engine.probe().faults.isEmpty(), qPrintable(engine.probe().faults.join(u'\n')));
}

void TestEngineBehaviour::interimAnswers_areReadPastAndKept()
{
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(url(QStringLiteral("/try/interim/103?n=3"))));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QCOMPARE(engine.probe().last(id).exchange->interimStatus, (QList<int>{103, 103, 103}));
    QCOMPARE(engine.probe().last(id).statusCode(), 200);
}

void TestEngineBehaviour::codedBytes_areKeptAsTheyCame()
{
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(url(QStringLiteral("/try/gzip?size=5000"))));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QVERIFY(TestEngine::contentOf(engine.probe().last(id).tempPath).startsWith("\x1f\x8b"));
    for (const TransferSnapshot &s : engine.probe().history.value(id))
        QVERIFY(s.percent() <= 100);
}

void TestEngineBehaviour::pageForAnArchive_isHeld()
{
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(url(QStringLiteral("/try/html"))));
    QCOMPARE(engine.probe().state(id), TransferState::Ready);
    QVERIFY(engine.probe().last(id).heldHtml);
}

void TestEngineBehaviour::largeFile_comesWhole()
{
    TestEngine engine;
    DownloadRequest request = downloadOf(url(QStringLiteral("/try/size/5000000")));
    request.saveTo = SaveTarget{engine.target(), QStringLiteral("big"), NameTaken::Fail};
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(QFile(engine.target() + QStringLiteral("/big")).size(), 5000000);
}

QTEST_GUILESS_MAIN(TestEngineBehaviour)
#include "tst_engine_behaviour.moc"
