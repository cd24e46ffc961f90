#include "tests/support/engine/WireProbe.h"
#include "tests/support/ScriptedServer.h"

using namespace ferry;

namespace {

enum class End { Close, Reset, Stall };

QByteArray lines(int count)
{
    QByteArray block;
    for (int i = 0; i < count; ++i)
        block += "X-" + QByteArray::number(i) + ": y\r\n";
    return block;
}

QByteArray interim(int count)
{
    QByteArray block;
    for (int i = 0; i < count; ++i)
        block += "HTTP/1.1 102 Processing\r\nX-I: 1\r\n\r\n";
    return block;
}

} // namespace

Q_DECLARE_METATYPE(End)
Q_DECLARE_METATYPE(ferry::WireFault)

/// Where an answer begins and ends: what is not certain is an error, never a success.
class tst_wire_framing : public QObject
{
    Q_OBJECT

private slots:
    void good_data();
    void good();
    void bad_data();
    void bad();
    void badAnswersReachNoSink();
    void limitEndsTheAnswerAtOnce_data();
    void limitEndsTheAnswerAtOnce();
    void interimAnswersAreCollected();
    void tooManyInterimAnswers();
    void codedBodiesAreKeptAsSent();
    void headHasNoBody();
    void foldedLinesAreOne();
    void slowServerIsStillRight();
    void nextRequestAfterABadAnswerIsClean();
    void leftoversAreNotTheNextAnswer_data();
    void leftoversAreNotTheNextAnswer();
};

void tst_wire_framing::good_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("expected");
    const auto row = [](const char *name, const QByteArray &answer, const QByteArray &body, qint64 expected) {
        QTest::newRow(name) << answer << body << expected;
    };
    row("length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello", 5);
    row("zero", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "", 0);
    row("two equal lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", "hello", 5);
    row("equal lengths in a list", "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello", "hello", 5);
    row("no length, clean close", "HTTP/1.1 200 OK\r\n\r\nhello", "hello", -1);
    row("HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nhello", "hello", -1);
    row("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n", "hello",
        -1);
    row("chunked with trailer",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n", "hello", -1);
    row("chunked and a length",
        "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "hello",
        -1);
    row("a length and chunked",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "hello",
        -1);
    row("more than promised", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, and more", "hello", 5);
    row("204", "HTTP/1.1 204 No Content\r\n\r\n", "", 0);
    row("204 with a length", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello", "", 0);
    row("304 with a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello", "", 0);
    row("no reason", "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello", "hello", 5);
    row("bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", "hello", 5);
    row("200 lines", "HTTP/1.1 200 OK\r\n" + lines(199) + "Content-Length: 5\r\n\r\nhello", "hello", 5);
    row("a long line", "HTTP/1.1 200 OK\r\nX: " + QByteArray(90000, 'x') + "\r\nContent-Length: 5\r\n\r\nhello",
        "hello", 5);
    QByteArray large = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n";
    while (large.size() < 255 * 1024)
        large += "X: " + QByteArray(qMin(90'000, 255 * 1024 + 10 - int(large.size())), 'x') + "\r\n";
    row("255 KiB", large + "\r\nhello", "hello", 5);
    row("100 interim answers", interim(100) + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello", 5);
}

void tst_wire_framing::good()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, body);
    QFETCH(qint64, expected);
    ScriptedServer server([answer](ScriptPeer &peer) {
        peer.readRequest();
        peer.send(answer);
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    const WireFacts facts = wireFacts(reply.get());
    QVERIFY2(facts.fault == WireFault::None, qPrintable(facts.detail));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->readAll(), body);
    QCOMPARE(facts.expectedBody, expected);
    QCOMPARE(facts.bodyReceived, body.size());
}

void tst_wire_framing::bad_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<End>("end");
    QTest::addColumn<WireFault>("fault");
    const auto length = [](const char *name, const QByteArray &value) {
        QTest::newRow(name) << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: " + value + "\r\n\r\nhello") << End::Close
                            << WireFault::Protocol;
    };
    length("length negative", "-5");
    length("length signed", "+5");
    length("length hex", "0x5");
    length("length with rest", "5x");
    length("length with a blank inside", "5 5");
    length("length empty", "");
    length("length 2^63", "9223372036854775808");
    length("length enormous", QByteArray(40, '9'));
    length("lengths that differ in one line", "5, 6");
    const auto row = [](const char *name, const QByteArray &answer, End end, WireFault fault) {
        QTest::newRow(name) << answer << end << fault;
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    row("lengths that differ", ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", End::Close,
        WireFault::Protocol);
    row("shorter than promised", ok + "Content-Length: 9\r\n\r\nhello", End::Close, WireFault::Broken);
    row("reset within the promise", ok + "Content-Length: 9\r\n\r\nhello", End::Reset, WireFault::Broken);
    row("reset without a length", ok + "\r\nhello", End::Reset, WireFault::Broken);
    row("chunked without its end", chunked + "5\r\nhello\r\n", End::Close, WireFault::Broken);
    row("chunk cut inside", chunked + "9\r\nhello", End::Close, WireFault::Broken);
    row("chunk size garbage", chunked + "zz\r\nhello\r\n0\r\n\r\n", End::Close, WireFault::Protocol);
    row("chunk size enormous", chunked + "fffffffffffffffff\r\nhello\r\n0\r\n\r\n", End::Close, WireFault::Protocol);
    row("chunk longer than its size", chunked + "2\r\nhello\r\n0\r\n\r\n", End::Close, WireFault::Protocol);
    row("nothing", "", End::Close, WireFault::Broken);
    row("reset at once", "", End::Reset, WireFault::Broken);
    row("closed in the header", ok + "Content-Le", End::Close, WireFault::Broken);
    row("HTTP/0.9", "hello", End::Close, WireFault::Protocol);
    row("HTTP/0.9 page", "<html><body>old</body></html>\r\n", End::Close, WireFault::Protocol);
    row("garbage status", "HTTP/1.1 abc OK\r\n\r\n", End::Close, WireFault::Protocol);
    row("status of two digits", "HTTP/1.1 20 OK\r\n\r\n", End::Close, WireFault::Protocol);
    row("status of four digits", "HTTP/1.1 2000 OK\r\n\r\n", End::Close, WireFault::Protocol);
    row("status 099", "HTTP/1.1 099 OK\r\n\r\n", End::Close, WireFault::Protocol);
    row("another protocol", "ICY 200 OK\r\n\r\nhello", End::Close, WireFault::Protocol);
    row("switches protocols", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", End::Stall,
        WireFault::Protocol);
    row("header begins with a blank", ok + " X: 1\r\nContent-Length: 0\r\n\r\n", End::Close, WireFault::Protocol);
    row("folded length", ok + "Content-Length: 5\r\n 0\r\n\r\nhello", End::Close, WireFault::Protocol);
    row("only interim answers", "HTTP/1.1 100 Continue\r\n\r\n", End::Close, WireFault::Broken);
}

void tst_wire_framing::bad()
{
    QFETCH(QByteArray, answer);
    QFETCH(End, end);
    QFETCH(WireFault, fault);
    ScriptedServer server([answer, end](ScriptPeer &peer) {
        peer.readRequest();
        peer.send(answer);
        if (end == End::Stall)
            peer.stall();
        else if (end == End::Reset)
            peer.reset();
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    const SignalLog log(reply.get());
    QVERIFY(ended(reply.get()));
    const WireFacts facts = wireFacts(reply.get());
    QVERIFY2(facts.fault == fault, qPrintable(QStringLiteral("%1 %2").arg(int(facts.fault)).arg(facts.detail)));
    QVERIFY(reply->error() != QNetworkReply::NoError);
    QVERIFY(!facts.detail.isEmpty());
    QCOMPARE(log.count("errorOccurred"), 1);
    QCOMPARE(log.count("finished"), 1);
    QCOMPARE(server.heads().size(), 1); // never asked again
}

void tst_wire_framing::badAnswersReachNoSink()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!");
    });
    NetworkAccessManager manager;
    MemorySink sink;
    QNetworkRequest request = directRequest(server.url());
    setSink(request, &sink);
    std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QVERIFY(ended(reply.get()));
    QCOMPARE(sink.calls, 0);
}

void tst_wire_framing::limitEndsTheAnswerAtOnce_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("endless line") << QByteArray(16 * 1024, 'x');
    QTest::newRow("endless lines") << QByteArray("X-A: b\r\n");
    QTest::newRow("large lines") << QByteArray("X-A: " + QByteArray(60 * 1024, 'y') + "\r\n");
    QTest::newRow("endless fold") << QByteArray(" fold " + QByteArray(1000, 'z') + "\r\n");
}

void tst_wire_framing::limitEndsTheAnswerAtOnce()
{
    QFETCH(QByteArray, piece);
    ScriptedServer server([piece](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nX-First: 1\r\n");
        while (peer.send(piece)) { // until the client has had enough
        }
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    QVERIFY2(wireFacts(reply.get()).fault == WireFault::Protocol, qPrintable(wireFacts(reply.get()).detail));
    QTRY_COMPARE(server.openConnections(), 0); // the socket was closed
}

void tst_wire_framing::interimAnswersAreCollected()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                  "HTTP/1.1 104 Upload Resumption\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n");
        peer.reply(201, "made");
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.post(directRequest(server.url()), QByteArray("x")));
    const SignalLog log(reply.get());
    QVERIFY(ended(reply.get()));
    const WireFacts facts = wireFacts(reply.get());
    QCOMPARE(facts.interimStatus, (QList<int>{100, 103, 104, 102}));
    QCOMPARE(facts.statusCode, 201);
    QVERIFY(!facts.headers.contains("Link"));
    QCOMPARE(log.count("metaDataChanged"), 1);
    QCOMPARE(reply->readAll(), QByteArray("made"));
}

void tst_wire_framing::tooManyInterimAnswers()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        while (peer.send(interim(10))) { // for as long as somebody reads
        }
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).fault, WireFault::Protocol);
}

void tst_wire_framing::codedBodiesAreKeptAsSent()
{
    const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000003cb48cdc9c9070086a6103605000000");
    ScriptedServer server([gzip](ScriptPeer &peer) {
        while (!peer.readRequest().isEmpty())
            peer.reply(200, gzip, {peer.index() == 0 ? "Content-Encoding: gzip" : "Content-Encoding: identity"});
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->readAll(), gzip);
    QVERIFY(wireFacts(reply.get()).codedBody);
    QCOMPARE(wireFacts(reply.get()).bodyReceived, gzip.size());
}

void tst_wire_framing::headHasNoBody()
{
    ScriptedServer server([](ScriptPeer &peer) {
        while (!peer.readRequest().isEmpty())
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.head(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(wireFacts(reply.get()).bodyReceived, 0);
    QCOMPARE(reply->header(QNetworkRequest::ContentLengthHeader).toLongLong(), 1000000);
}

void tst_wire_framing::foldedLinesAreOne()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nX-F: a\r\n\tb\r\nContent-Length: 0\r\n\r\n");
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    QCOMPARE(wireFacts(reply.get()).headers.value("X-F"), QByteArray("a b"));
}

void tst_wire_framing::slowServerIsStillRight()
{
    ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        peer.sendSlowly("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 1);
    });
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(directRequest(server.url())));
    QVERIFY(ended(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->readAll(), QByteArray("hello"));
}

void tst_wire_framing::nextRequestAfterABadAnswerIsClean()
{
    ScriptedServer server({[](ScriptPeer &peer) {
                               peer.readRequest();
                               peer.send("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nHTTP/1.1 200 OK\r\n\r\nevil");
                               peer.stall();
                           },
                           [](ScriptPeer &peer) {
                               peer.readRequest();
                               peer.reply(200, "good");
                           }});
    NetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> first(manager.get(directRequest(server.url())));
    QVERIFY(ended(first.get()));
    std::unique_ptr<QNetworkReply> second(manager.get(directRequest(server.url())));
    QVERIFY(ended(second.get()));
    QCOMPARE(second->readAll(), QByteArray("good"));
    QCOMPARE(server.connections(), 2);
}

void tst_wire_framing::leftoversAreNotTheNextAnswer_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray evil = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
    QTest::newRow("of a length") << QByteArray("GET")
                                 << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello" + evil);
    QTest::newRow("of 204") << QByteArray("GET") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n" + evil);
    QTest::newRow("of HEAD") << QByteArray("HEAD")
                             << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 42\r\n\r\n" + evil);
    QTest::newRow("of POST") << QByteArray("POST")
                             << QByteArray("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n" + evil);
}

void tst_wire_framing::leftoversAreNotTheNextAnswer()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, answer);
    for (const qsizetype later : {0, 5, 42}) {
        Gate taken;
        Gate sent;
        ScriptedServer server([&](ScriptPeer &peer) {
            peer.readRequest();
            if (peer.index() == 0) {
                peer.send(answer.chopped(later));
                peer.await(taken);
                peer.send(answer.last(later));
                sent.open();
                peer.readRequest();
            }
            peer.reply(200, "good");
            peer.stall();
        });
        NetworkAccessManager manager;
        std::unique_ptr<QNetworkReply> first(manager.sendCustomRequest(directRequest(server.url()), method));
        QVERIFY(ended(first.get()));
        QCOMPARE(first->error(), QNetworkReply::NoError);
        taken.open();
        QTRY_VERIFY(sent.isOpen());
        std::unique_ptr<QNetworkReply> second(manager.get(directRequest(server.url())));
        const SignalLog log(second.get());
        QVERIFY(ended(second.get()));
        QCOMPARE(second->readAll(), QByteArray("good"));
        QCOMPARE(second->error(), QNetworkReply::NoError);
        QCOMPARE(log.count("finished"), 1);
        QCOMPARE(wireFacts(second.get()).connectionReused, server.connections() == 1);
    }
}

QTEST_GUILESS_MAIN(tst_wire_framing)
#include "tst_wire_framing.moc"
