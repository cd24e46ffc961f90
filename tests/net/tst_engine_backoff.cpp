#include "tests/support/engine/TestEngine.h"
#include "tests/support/ScriptedServer.h"

using namespace ferry;

/// How long what failed waits where no server says when to come again.
class TestEngineBackoff : public QObject
{
    Q_OBJECT

private slots:
    void whatFailsTogetherComesBackApart();
};

// All of the way from the shortest wait to the limit is open: full jitter.
void TestEngineBackoff::whatFailsTogetherComesBackApart()
{
    constexpr int count = 50;
    EngineOptions options;
    options.waitSpeed = 100; // a second takes 10 ms
    TestEngine engine(options);
    DownloadRequest request =
        downloadOf(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(ScriptedServer::closedPort())));
    request.options.retries = 1;
    const QList<TransferId> ids = engine->add(QList<TransferRequest>(count, request));
    QVERIFY(engine.probe().waitForOutcomes(ids));
    QList<qint64> waits;
    for (const TransferId id : ids) {
        QCOMPARE(engine.probe().noticeCount(id), 1);
        waits.append(engine.probe().notices.value(id).first().afterMs);
    }
    std::sort(waits.begin(), waits.end());
    QVERIFY(waits.first() >= 200 && waits.last() <= 1000);
    // By chance all of them on one side: once in ten billion runs.
    QVERIFY2(waits.first() < 400, QByteArray::number(waits.first()).constData());
    QVERIFY2(waits.last() > 600, QByteArray::number(waits.last()).constData());
    QVERIFY(QSet<qint64>(waits.begin(), waits.end()).size() > count / 2);
}

QTEST_GUILESS_MAIN(TestEngineBackoff)
#include "tst_engine_backoff.moc"
