#include "core/wire/ResponseHead.h"

#include <QTest>

using namespace ferry;

/// Heads that a server may send, line by line. What real connections make of them is in tst_wire_framing.
class TestResponseHead : public QObject
{
    Q_OBJECT

private slots:
    void statusLines_data();
    void statusLines();
};

void TestResponseHead::statusLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status"); // 0: no status line
    const auto row = [](const char *line, int status) { QTest::newRow(line) << QByteArray(line) << status; };
    row("HTTP/1.1 200 OK\r\n", 200);
    row("HTTP/1.1 200\r\n", 200);
    row("HTTP/1.1 200 \r\n", 200);
    row("HTTP/1.0 404 Not Found\n", 404);
    row("HTTP/2 204 \r\n", 204);
    row("HTTP/1.1 999 Odd\r\n", 999);
    for (const char *line :
         {"HTTP/1.1 2\r\n", "HTTP/1.1 20\r\n", "HTTP/1.1 2000\r\n", "HTTP/1.1 \r\n", "HTTP/1.1\r\n",
          "HTTP/1.1 099 a\r\n", "HTTP/1.1 -20 a\r\n", "HTTP/1.1 2 0\r\n", "HTTP/1.1  200 OK\r\n", "HTTP/1.1 200OK\r\n",
          " 2\r\n", "\r\n", "a b\r\n", "SSH-2.0-OpenSSH 1\r\n", "http/1.1 200\r\n"})
        row(line, 0);
}

void TestResponseHead::statusLines()
{
    QFETCH(QByteArray, line);
    QFETCH(int, status);
    ResponseHead head;
    const ResponseHead::Event event = head.feed(line);
    QCOMPARE(event == ResponseHead::Event::Bad, status == 0);
    QCOMPARE(head.problem().isEmpty(), status != 0);
    if (status == 0)
        return;
    QCOMPARE(head.feed("\r\n"), ResponseHead::Event::Final);
    QCOMPARE(head.statusCode(), status);
}

QTEST_GUILESS_MAIN(TestResponseHead)
#include "tst_responsehead.moc"
