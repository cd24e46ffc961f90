#include "core/devserver/DevServer.h"
#include "tests/net/RawClient.h"

using namespace ferry::devserver;
using ferry::test::RawClient;

/// How long the server waits for a client that says nothing more.
class TestDevServerPatience : public QObject
{
    Q_OBJECT

private slots:
    void silentBodyEndsInTime_data();
    void silentBodyEndsInTime();
    void heldBackBodyMayTakeItsTime();
};

void TestDevServerPatience::silentBodyEndsInTime_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing of it") << QByteArray("PUT /files/a") << QByteArray() << 408;
    QTest::newRow("half of it") << QByteArray("POST /try/status/200") << QByteArray("12345") << 408;
    QTest::newRow("behind an early answer") << QByteArray("POST /try/early/200?after=5") << QByteArray("12345") << 200;
}

/// There are places for 256, and 256 that only begin would leave none.
void TestDevServerPatience::silentBodyEndsInTime()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    Options options;
    options.bodyPatienceMs = 200;
    DevServer server(options);
    QVERIFY(server.start());
    RawClient client(quint16(server.url().port()));
    client.send(line + " HTTP/1.1\r\nHost: " + client.host() + "\r\nContent-Length: 1000000\r\n\r\n" + body);
    QCOMPARE(client.answer().status, status);
    QVERIFY(client.isClosed());
    QCOMPARE(RawClient(quint16(server.url().port())).ask("GET /files/a").status, 404);
}

/// Only the client's silence counts, and not that of a route that does not read on purpose.
void TestDevServerPatience::heldBackBodyMayTakeItsTime()
{
    Options options;
    options.bodyPatienceMs = 200;
    DevServer server(options);
    QVERIFY(server.start());
    RawClient client(quint16(server.url().port()));
    client.request("POST /try/stop-reading?after=10", "Content-Length: 200000\r\nExpect: 100-continue\r\n");
    QCOMPARE(client.answer().status, 100);
    client.send(QByteArray(200'000, 'x'));
    QVERIFY(client.isSilent(3 * options.bodyPatienceMs));
}

QTEST_GUILESS_MAIN(TestDevServerPatience)
#include "tst_devserverpatience.moc"
