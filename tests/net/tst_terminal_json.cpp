#include "tests/net/peers/FerryProgram.h"
#include "tests/net/peers/Peer.h"
#include "tests/support/ScriptedServer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace ferry;
using namespace ferry::test;

/// `--json` of the real program, line by line: which events come, in which order, with which members.
class TestTerminalJson : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void uploadLineByLine();
    void downloadLineByLine();
    void success_forAnyStatus();
    void refusedDownload();
    void onHeadersReceived_inOrder();
    void onProgressUpdate_isTrueAndRare_data();
    void onProgressUpdate_isTrueAndRare();
    void hundredOnlyWithTheAnswer();
    void unknownTotalIsNull();
    void failures_data();
    void failures();
    void unknownOutcomeAfterSilence();
    void unknownOutcomeAfterClose();
    void answerTimeoutIsApart();
    void tasksCountInOrder();
    void tenThousandTasks();

private:
    QList<QJsonObject> progressOf(const FerryResult &result, int task = 1) const;

    FerryProgram m_ferry;
    NodeReceiver m_node;
    ScriptedServer m_garbage{[](ScriptPeer &peer) {
        peer.readHead();
        peer.send("220 mail.example ESMTP\r\n");
    }};
    QString m_url;
};

void TestTerminalJson::initTestCase()
{
    if (!m_node.start())
        QSKIP(qPrintable(m_node.error()));
    m_url = m_node.url(QStringLiteral("/up"));
    m_ferry.addFile(QStringLiteral("a.txt"), "first");
    m_ferry.addFile(QStringLiteral("big.bin"), pattern(24 * 1024 * 1024));
}

QList<QJsonObject> TestTerminalJson::progressOf(const FerryResult &result, int task) const
{
    QList<QJsonObject> list = result.events(task);
    list.removeIf(
        [](const QJsonObject &event) { return event.value(QStringLiteral("event")) != QStringLiteral("progress"); });
    return list;
}

void TestTerminalJson::uploadLineByLine()
{
    const FerryResult result = m_ferry.run(args("upload", "--json", m_url, "a.txt"));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.order(1).filter(QStringLiteral("progress")).isEmpty(), false);
    QCOMPARE(result.order(1).first(), QStringLiteral("queued"));
    QCOMPARE(result.order(1).mid(result.order(1).size() - 2), args("success", "complete"));
    for (const QJsonObject &event : result.events())
        QCOMPARE(event.value(QStringLiteral("task")).toInt(), 1);

    QCOMPARE(result.event("queued"), QJsonObject({{QStringLiteral("event"), QStringLiteral("queued")},
                                                  {QStringLiteral("task"), 1},
                                                  {QStringLiteral("kind"), QStringLiteral("upload")},
                                                  {QStringLiteral("url"), m_url},
                                                  {QStringLiteral("filePath"), QStringLiteral("a.txt")}}));
    const QJsonObject headers = result.event("headers");
    QCOMPARE(headers.keys(), args("event", "header", "statusCode", "task", "url"));
    QCOMPARE(headers.value(QStringLiteral("statusCode")), QJsonValue(200));
    QCOMPARE(headers.value(QStringLiteral("url")), QJsonValue(m_url));
    const QJsonObject progress = progressOf(result).last();
    QCOMPARE(progress.keys(), args("event", "progress", "task", "totalBytesExpectedToSend", "totalBytesSent"));
    QCOMPARE(progress.value(QStringLiteral("progress")), QJsonValue(100));
    QCOMPARE(progress.value(QStringLiteral("totalBytesSent")),
             progress.value(QStringLiteral("totalBytesExpectedToSend")));
    QVERIFY(progress.value(QStringLiteral("totalBytesSent")).toInteger() > 5);
    const QJsonObject success = result.event("success");
    QCOMPARE(success.keys(), args("data", "errMsg", "event", "ok", "statusCode", "task"));
    QCOMPARE(success.value(QStringLiteral("errMsg")), QJsonValue(QStringLiteral("uploadFile:ok")));
    QCOMPARE(success.value(QStringLiteral("ok")), QJsonValue(true));
    QCOMPARE(success.value(QStringLiteral("statusCode")), QJsonValue(200));
    QVERIFY(success.value(QStringLiteral("data")).toString().startsWith(QStringLiteral("{\"method\":\"POST\"")));
    QCOMPARE(result.event("complete").keys(), args("event", "task"));
}

void TestTerminalJson::downloadLineByLine()
{
    const QString url = m_node.url(QStringLiteral("/get?size=300000"));
    const FerryResult result = m_ferry.run(args("download", "--json", "-o", "down.bin", url));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.order(1), args("queued", "headers", "progress", "success", "complete"));
    QCOMPARE(result.event("queued"), QJsonObject({{QStringLiteral("event"), QStringLiteral("queued")},
                                                  {QStringLiteral("task"), 1},
                                                  {QStringLiteral("kind"), QStringLiteral("download")},
                                                  {QStringLiteral("url"), url}}));
    const QJsonObject progress = progressOf(result).last();
    QCOMPARE(progress, QJsonObject({{QStringLiteral("event"), QStringLiteral("progress")},
                                    {QStringLiteral("task"), 1},
                                    {QStringLiteral("progress"), 100},
                                    {QStringLiteral("totalBytesWritten"), 300000},
                                    {QStringLiteral("totalBytesExpectedToWrite"), 300000}}));
    QCOMPARE(result.event("success"),
             QJsonObject({{QStringLiteral("event"), QStringLiteral("success")},
                          {QStringLiteral("task"), 1},
                          {QStringLiteral("statusCode"), 200},
                          {QStringLiteral("ok"), true},
                          {QStringLiteral("errMsg"), QStringLiteral("downloadFile:ok")},
                          {QStringLiteral("savedFilePath"), m_ferry.path(QStringLiteral("down.bin"))},
                          {QStringLiteral("size"), 300000},
                          {QStringLiteral("sha256"), QString::fromLatin1(sha256Hex(pattern(300000)))}}));
}

// A status outside 200..299 is a success of the transport and a refusal by the server.
void TestTerminalJson::success_forAnyStatus()
{
    const FerryResult result =
        m_ferry.run(args("upload", "--json", m_node.url(QStringLiteral("/status?code=403&text=no")), "a.txt"));
    QCOMPARE(result.exitCode, 1);
    const QJsonObject success = result.event("success");
    QCOMPARE(success.value(QStringLiteral("ok")), QJsonValue(false));
    QCOMPARE(success.value(QStringLiteral("statusCode")), QJsonValue(403));
    QCOMPARE(success.value(QStringLiteral("data")), QJsonValue(QStringLiteral("no")));
    QCOMPARE(success.value(QStringLiteral("errMsg")), QJsonValue(QStringLiteral("uploadFile:ok")));
    QVERIFY(result.event("fail").isEmpty());
    QCOMPARE(result.order(1).last(), QStringLiteral("complete"));
}

void TestTerminalJson::refusedDownload()
{
    const FerryResult result = m_ferry.run(
        args("download", "--json", "--retry", "0", m_node.url(QStringLiteral("/get?status=503&letters=200000"))));
    QCOMPARE(result.exitCode, 1);
    const QJsonObject success = result.event("success");
    QCOMPARE(success.keys(), args("data", "errMsg", "event", "ok", "statusCode", "task"));
    QCOMPARE(success.value(QStringLiteral("ok")), QJsonValue(false));
    // The beginning of the page, as the server sent it: letters of one block and no more.
    QCOMPARE(success.value(QStringLiteral("data")).toString(), QString(65536, u'w'));
    QVERIFY(!m_ferry.files().contains(QStringLiteral("get")));
}

void TestTerminalJson::onHeadersReceived_inOrder()
{
    const FerryResult result =
        m_ferry.run(args("upload", "--json", m_node.url(QStringLiteral("/status?code=200&text=ab")), "a.txt"));
    QStringList names;
    const QJsonArray list = result.event("headers").value(QStringLiteral("header")).toArray();
    for (const QJsonValue &pair : list) {
        QCOMPARE(pair.toArray().size(), 2);
        names.append(pair.toArray().at(0).toString());
    }
    QCOMPARE(names.mid(0, 2), args("Content-Type", "Content-Length"));
    QCOMPARE(list.at(1).toArray().at(1).toString(), QStringLiteral("2"));
}

void TestTerminalJson::onProgressUpdate_isTrueAndRare_data()
{
    QTest::addColumn<QStringList>("arguments"); ///< for about two seconds
    QTest::addColumn<QString>("done");
    QTest::addColumn<QString>("total");
    QTest::newRow("DownloadTask") << args("download", "-o", "slow.bin",
                                          m_node.url(QStringLiteral("/get?size=1000000&slow=2000")))
                                  << QStringLiteral("totalBytesWritten") << QStringLiteral("totalBytesExpectedToWrite");
    QTest::newRow("UploadTask") << args("upload", "--limit-rate", "12M", m_url, "big.bin")
                                << QStringLiteral("totalBytesSent") << QStringLiteral("totalBytesExpectedToSend");
}

// At most ten a second, never backwards, and the truth.
void TestTerminalJson::onProgressUpdate_isTrueAndRare()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, done);
    QFETCH(QString, total);
    arguments.insert(1, QStringLiteral("--json"));
    QElapsedTimer clock;
    clock.start();
    const FerryResult result = m_ferry.run(arguments);
    QCOMPARE(result.exitCode, 0);
    const auto list = progressOf(result);
    QVERIFY2(list.size() >= 4, "no progress on the way");
    QVERIFY2(list.size() <= clock.elapsed() / 100 + 2, "more than ten a second");
    const qint64 all = list.last().value(total).toInteger();
    QVERIFY(all >= 1000000);
    qint64 last = -1;
    for (const QJsonObject &event : list) {
        const qint64 bytes = event.value(done).toInteger();
        QVERIFY(bytes >= last);
        last = bytes;
        QCOMPARE(event.value(total).toInteger(), all);
        const int percent = event.value(QStringLiteral("progress")).toInt(-1);
        QVERIFY(percent >= 0 && percent <= 100);
        QVERIFY(percent == 100 || percent == int(bytes * 100 / all) || (percent == 99 && bytes == all));
    }
    QCOMPARE(last, all);
    QCOMPARE(list.last().value(QStringLiteral("progress")), QJsonValue(100));
}

void TestTerminalJson::hundredOnlyWithTheAnswer()
{
    const FerryResult result =
        m_ferry.run(args("upload", "--json", m_node.url(QStringLiteral("/wait?ms=1200")), "big.bin"));
    QCOMPARE(result.exitCode, 0);
    bool answered = false;
    for (const QJsonObject &event : result.events(1)) {
        answered = answered || event.value(QStringLiteral("event")) == QStringLiteral("headers");
        if (event.value(QStringLiteral("progress")).toInt() == 100)
            QVERIFY2(answered, "100 before the answer");
    }
    QCOMPARE(progressOf(result).last().value(QStringLiteral("progress")), QJsonValue(100));
}

void TestTerminalJson::unknownTotalIsNull()
{
    const FerryResult result = m_ferry.run(
        args("download", "--json", "-o", "nl.bin", m_node.url(QStringLiteral("/get?size=1000000&nolength&slow=1000"))));
    QCOMPARE(result.exitCode, 0);
    const auto list = progressOf(result);
    QVERIFY(list.size() > 1);
    QVERIFY(list.first().value(QStringLiteral("progress")).isNull());
    QCOMPARE(list.first().value(QStringLiteral("totalBytesExpectedToWrite")), QJsonValue(-1));
}

void TestTerminalJson::failures_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("status");
    QTest::newRow("connect") << args("download", "http://127.0.0.1:1/x") << QStringLiteral("connect") << 0;
    QTest::newRow("dns") << args("download", "http://name.invalid/x") << QStringLiteral("dns") << 0;
    QTest::newRow("tls to a server without")
        << args("download",
                QString(m_node.url(QStringLiteral("/x"))).replace(QStringLiteral("http:"), QStringLiteral("https:")))
        << QStringLiteral("tls") << 0;
    QTest::newRow("proxy") << args("upload", "-x", "http://127.0.0.1:1", m_url, "a.txt") << QStringLiteral("proxy")
                           << 0;
    QTest::newRow("socks proxy") << args("upload", "-x", "socks5h://127.0.0.1:1", m_url, "a.txt")
                                 << QStringLiteral("proxy") << 0;
    QTest::newRow("cut") << args("download", m_node.url(QStringLiteral("/get?size=100000&cut=100")))
                         << QStringLiteral("network") << 200;
    QTest::newRow("silence") << args("download", "--timeout", "1", m_node.url(QStringLiteral("/silent")))
                             << QStringLiteral("timeout") << 0;
    QTest::newRow("stall while sending") << args("upload", "--timeout", "1", m_node.url(QStringLiteral("/deaf")),
                                                 "big.bin")
                                         << QStringLiteral("timeout") << 0;
    QTest::newRow("no HTTP") << args("download", m_garbage.url(QStringLiteral("/x")).toString())
                             << QStringLiteral("protocol") << 0;
    QTest::newRow("redirect") << args("upload", "--max-redirs", "0",
                                      m_node.url(QStringLiteral("/redirect?code=307&to=/x")), "a.txt")
                              << QStringLiteral("redirect") << 302;
}

void TestTerminalJson::failures()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, code);
    QFETCH(int, status);
    arguments.insert(1, QStringLiteral("--json"));
    arguments += args("--retry", "0");
    const FerryResult result = m_ferry.run(arguments, 30000);
    QCOMPARE(result.exitCode, 1);
    const QJsonObject fail = result.event("fail");
    QCOMPARE(fail.keys(), args("code", "errMsg", "event", "message", "statusCode", "task"));
    QCOMPARE(fail.value(QStringLiteral("code")).toString(), code);
    const QString api =
        arguments.first() == QStringLiteral("upload") ? QStringLiteral("uploadFile") : QStringLiteral("downloadFile");
    QCOMPARE(fail.value(QStringLiteral("errMsg")).toString(), QStringLiteral("%1:fail %2").arg(api, code));
    QCOMPARE(fail.value(QStringLiteral("statusCode")).toInt(-1) / 100, status / 100);
    const QString message = fail.value(QStringLiteral("message")).toString();
    QVERIFY2(message.size() > 20 && message.endsWith(u'.'), qPrintable(message));
    QVERIFY(result.event("success").isEmpty());
    QCOMPARE(result.order(1).mid(result.order(1).size() - 2), args("fail", "complete"));
    QCOMPARE(result.order(1).count(QStringLiteral("complete")), 1);
}

// All of a POST sent, then silence: its errMsg is a timeout, its code says that nobody knows.
void TestTerminalJson::unknownOutcomeAfterSilence()
{
    const int before = m_node.seen().value(QStringLiteral("requests")).toInt();
    const FerryResult result =
        m_ferry.run(args("upload", "--json", "--timeout", "1", m_node.url(QStringLiteral("/silent")), "a.txt"));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("unknownOutcome"));
    QCOMPARE(result.event("fail").value(QStringLiteral("errMsg")).toString(),
             QStringLiteral("uploadFile:fail timeout"));
    QVERIFY(progressOf(result).last().value(QStringLiteral("progress")).toInt() < 100);
    QCOMPARE(m_node.seen().value(QStringLiteral("requests")).toInt(), before + 1);
}

void TestTerminalJson::unknownOutcomeAfterClose()
{
    const int before = m_node.seen().value(QStringLiteral("requests")).toInt();
    const FerryResult result = m_ferry.run(args("upload", "--json", m_node.url(QStringLiteral("/close")), "a.txt"));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.event("fail").value(QStringLiteral("code")).toString(), QStringLiteral("unknownOutcome"));
    QCOMPARE(m_node.seen().value(QStringLiteral("requests")).toInt(), before + 1);
}

// A server that works on what it got needs longer than one that says nothing.
void TestTerminalJson::answerTimeoutIsApart()
{
    const QStringList command =
        args("upload", "--json", "--timeout", "1", m_node.url(QStringLiteral("/wait?ms=2500")), "a.txt");
    QCOMPARE(m_ferry.run(command).exitCode, 1);
    QCOMPARE(m_ferry.run(command + args("--answer-timeout", "30")).exitCode, 0);
}

void TestTerminalJson::tasksCountInOrder()
{
    QStringList arguments = args("download", "--json");
    for (int i = 1; i <= 12; ++i)
        arguments.append(m_node.url(QStringLiteral("/get?text=%1&disposition=attachment;filename=n%1").arg(i)));
    const FerryResult result = m_ferry.run(arguments);
    QCOMPARE(result.exitCode, 0);
    for (int task = 1; task <= 12; ++task) {
        QVERIFY(result.event("queued", task)
                    .value(QStringLiteral("url"))
                    .toString()
                    .contains(QStringLiteral("text=%1&").arg(task)));
        const QString path = result.event("success", task).value(QStringLiteral("savedFilePath")).toString();
        QCOMPARE(fileContent(path), QByteArray::number(task));
        QCOMPARE(result.order(task).first(), QStringLiteral("queued"));
        QCOMPARE(result.order(task).last(), QStringLiteral("complete"));
    }
}

// Ten thousand files at once: nothing lost, each ends exactly once.
void TestTerminalJson::tenThousandTasks()
{
    FerryProgram many;
    QStringList arguments = args("upload", "--json", m_url);
    for (int i = 0; i < 10000; ++i)
        arguments.append(QStringLiteral("a.txt"));
    many.addFile(QStringLiteral("a.txt"), "x");
    const FerryResult result = many.run(arguments, 110000);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.out.count("{\"event\":\"queued\""), 10000);
    QCOMPARE(result.out.count("{\"event\":\"success\""), 10000);
    QCOMPARE(result.out.count("{\"event\":\"complete\""), 10000);
}

QTEST_GUILESS_MAIN(TestTerminalJson)
#include "tst_terminal_json.moc"
