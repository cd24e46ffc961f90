#include "core/engine/SegmentFetch.h"
#include "core/wire/NetworkAccessManager.h"
#include "tests/support/RequestLog.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace ferry;

namespace {

constexpr int patience = FERRY_TEST_PATIENCE;
constexpr qint64 total = 1000;
constexpr ByteRange piece{100, 300};

QByteArray fileBytes()
{
    QByteArray bytes(total, '\0');
    for (int i = 0; i < int(total); ++i)
        bytes[i] = char('a' + i % 23);
    return bytes;
}

DownloadRequest requestFor(const QUrl &url)
{
    DownloadRequest request;
    request.url = url;
    request.options.proxy.kind = ProxyChoice::None;
    return request;
}

/// A piece on its way, without a queue around it.
struct Fetch
{
    explicit Fetch(const DownloadRequest &request, const TransferTask::Start &start, qint64 atMost = total)
        : task(context, std::make_shared<const TransferRequest>(request), {start, "\"v1\"", total}, piece,
               [this, atMost](const char *data, qint64 size) {
                   bytes.append(data, qsizetype(size));
                   return bytes.size() < atMost;
               })
        , ended(&task, &TransferTask::ended)
    {
        clock.start();
        QObject::connect(&ticks, &QTimer::timeout, [this] { task.tick(clock.elapsed()); });
        ticks.start(50);
        task.start(0);
    }
    explicit Fetch(const QUrl &url)
        : Fetch(requestFor(url), {url})
    {
    }

    TransferOutcome outcome()
    {
        if (!QTest::qWaitFor([this] { return !ended.isEmpty(); }, patience))
            return Cancelled{};
        return ended.first().first().value<TransferOutcome>();
    }

    NetworkAccessManager manager;
    TransferContext context{manager, {}, {}, {}, {}};
    QByteArray bytes;
    SegmentFetch task;
    QSignalSpy ended;
    QElapsedTimer clock;
    QTimer ticks;
};

} // namespace

/// One ranged request for a piece of a file, and everything that may come in answer to it.
class TestSegmentFetch : public QObject
{
    Q_OBJECT

private slots:
    void thePieceIsAskedForAndTaken();
    void onlyTheExactPieceIsTaken_data();
    void onlyTheExactPieceIsTaken();
    void itStopsWhenNoMoreIsNeeded();
    void aCutIsAnError();
    void silenceIsAnError();
    void anAnswerOfAPasswordIsSentAgain();
    void secretsStayBehindWhereARedirectHadLed();
};

void TestSegmentFetch::thePieceIsAskedForAndTaken()
{
    RequestLog log;
    ScriptedServer server(
        log.script(206, fileBytes().mid(100, 200), {"Content-Range: bytes 100-299/1000", "ETag: \"v1\""}));
    Fetch fetch(server.url());
    const auto outcome = fetch.outcome();
    QVERIFY(std::holds_alternative<Completed>(outcome) && std::get<Completed>(outcome).ok);
    QCOMPARE(fetch.task.answer(), SegmentFetch::Answer::Piece);
    QCOMPARE(fetch.bytes, fileBytes().mid(100, 200));
    QCOMPARE(log.at(0).header("Range"), "bytes=100-299");
    QCOMPARE(log.at(0).header("If-Range"), "\"v1\"");
    QCOMPARE(log.at(0).header("Accept-Encoding"), "identity");
}

void TestSegmentFetch::onlyTheExactPieceIsTaken_data()
{
    using Answer = SegmentFetch::Answer;
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<QByteArray>("extra");
    QTest::addColumn<int>("answer");
    const QByteArray right("bytes 100-299/1000");
    const QByteArray v1("ETag: \"v1\"");
    QTest::newRow("the whole file") << 200 << QByteArray() << v1 << int(Answer::OtherFile);
    QTest::newRow("another validator") << 206 << right << QByteArray("ETag: \"v2\"") << int(Answer::OtherFile);
    QTest::newRow("a weak one") << 206 << right << QByteArray("ETag: W/\"v1\"") << int(Answer::OtherFile);
    QTest::newRow("none") << 206 << right << QByteArray("X: y") << int(Answer::OtherFile);
    QTest::newRow("another total") << 206 << QByteArray("bytes 100-299/1001") << v1 << int(Answer::OtherFile);
    QTest::newRow("no total") << 206 << QByteArray("bytes 100-299/*") << v1 << int(Answer::OtherFile);
    QTest::newRow("another start") << 206 << QByteArray("bytes 101-299/1000") << v1 << int(Answer::Refused);
    QTest::newRow("an earlier end") << 206 << QByteArray("bytes 100-298/1000") << v1 << int(Answer::Refused);
    QTest::newRow("a later end") << 206 << QByteArray("bytes 100-300/1000") << v1 << int(Answer::Refused);
    QTest::newRow("no range") << 206 << QByteArray() << v1 << int(Answer::Refused);
    QTest::newRow("other units") << 206 << QByteArray("rows 100-299/1000") << v1 << int(Answer::Refused);
    QTest::newRow("a coding") << 206 << right << QByteArray("ETag: \"v1\"\r\nContent-Encoding: gzip")
                              << int(Answer::Refused);
    QTest::newRow("changed, with 412") << 412 << QByteArray() << v1 << int(Answer::OtherFile);
    QTest::newRow("416") << 416 << QByteArray("bytes */1000") << v1 << int(Answer::Refused);
    QTest::newRow("403") << 403 << QByteArray() << v1 << int(Answer::Refused);
    QTest::newRow("429") << 429 << QByteArray() << v1 << int(Answer::Busy);
    QTest::newRow("503") << 503 << QByteArray() << v1 << int(Answer::Busy);
}

void TestSegmentFetch::onlyTheExactPieceIsTaken()
{
    QFETCH(int, status);
    QFETCH(QByteArray, range);
    QFETCH(QByteArray, extra);
    RequestLog log;
    QList<QByteArray> lines{extra};
    if (!range.isEmpty())
        lines.append("Content-Range: " + range);
    ScriptedServer server(log.script(status, fileBytes().mid(100, 200), lines));
    Fetch fetch(server.url());
    const auto outcome = fetch.outcome();
    QVERIFY(std::holds_alternative<Completed>(outcome) && !std::get<Completed>(outcome).ok);
    QTEST(int(fetch.task.answer()), "answer");
    QCOMPARE(fetch.bytes, QByteArray());
    QCOMPARE(log.count(), 1);
}

void TestSegmentFetch::itStopsWhenNoMoreIsNeeded()
{
    ScriptedServer server([&](ScriptPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes 100-299/1000\r\n"
                  "Content-Length: 200\r\n\r\n" +
                  fileBytes().mid(100, 120));
        peer.drain();
    });
    Fetch fetch(requestFor(server.url()), {server.url()}, 50);
    const auto outcome = fetch.outcome();
    QVERIFY(std::holds_alternative<Completed>(outcome) && std::get<Completed>(outcome).ok);
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, patience);
}

void TestSegmentFetch::aCutIsAnError()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes 100-299/1000\r\n"
                  "Content-Length: 200\r\n\r\n" +
                  fileBytes().mid(100, 120));
    });
    Fetch fetch(server.url());
    const auto outcome = fetch.outcome();
    QVERIFY(std::holds_alternative<TransferError>(outcome));
    QCOMPARE(std::get<TransferError>(outcome).kind, ErrorKind::Network);
    QCOMPARE(fetch.bytes, fileBytes().mid(100, 120));
}

void TestSegmentFetch::silenceIsAnError()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readHead();
        peer.stall();
    });
    DownloadRequest request = requestFor(server.url());
    request.options.timeout = std::chrono::milliseconds(300);
    Fetch fetch(request, {server.url()});
    const auto outcome = fetch.outcome();
    QVERIFY(std::holds_alternative<TransferError>(outcome));
    QCOMPARE(std::get<TransferError>(outcome).kind, ErrorKind::Timeout);
}

void TestSegmentFetch::anAnswerOfAPasswordIsSentAgain()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (!request.header("Authorization").startsWith("Digest "))
            peer.reply(401, "who?", {"WWW-Authenticate: Digest realm=\"files\", nonce=\"n\", qop=\"auth\""});
        else
            peer.reply(206, fileBytes().mid(100, 200), {"Content-Range: bytes 100-299/1000", "ETag: \"v1\""});
    }));
    DownloadRequest request = requestFor(server.url());
    request.options.user = QStringLiteral("me");
    request.options.password = QStringLiteral("secret");
    Fetch fetch(request, {server.url()});
    fetch.outcome();
    QCOMPARE(fetch.task.answer(), SegmentFetch::Answer::Piece);
    QCOMPARE(fetch.bytes, fileBytes().mid(100, 200));
    QCOMPARE(log.count(), 2);
    QCOMPARE(log.at(1).header("Range"), "bytes=100-299");
}

void TestSegmentFetch::secretsStayBehindWhereARedirectHadLed()
{
    RequestLog log;
    ScriptedServer server(
        log.script(206, fileBytes().mid(100, 200), {"Content-Range: bytes 100-299/1000", "ETag: \"v1\""}));
    DownloadRequest request = requestFor(QUrl(QStringLiteral("http://origin.invalid/file")));
    request.options.bearerToken = QStringLiteral("token");
    request.headers.append("Cookie", "a=b");
    request.headers.append("X-Plain", "c");
    request.headers.append("Accept-Language", "d");
    Fetch fetch(request, {server.url(QStringLiteral("/moved")), false});
    fetch.outcome();
    QCOMPARE(fetch.task.answer(), SegmentFetch::Answer::Piece);
    QCOMPARE(log.at(0).path(), "/moved");
    QCOMPARE(log.at(0).header("Authorization"), QByteArray());
    QCOMPARE(log.at(0).header("Cookie"), QByteArray());
    QCOMPARE(log.at(0).header("X-Plain"), QByteArray());
    QCOMPARE(log.at(0).header("Accept-Language"), "d");
}

QTEST_GUILESS_MAIN(TestSegmentFetch)
#include "tst_segmentfetch.moc"
