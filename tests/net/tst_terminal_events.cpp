#include "app/terminal/TransferRun.h"
#include "tests/support/FakeNetwork.h"
#include "tests/support/RequestLog.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;

namespace {

/// Notes what a run says, in order.
class Notes : public Reporter
{
public:
    QStringList said;
    QList<QByteArray> heads; ///< which try of the server's each head was of
    WaitReason waitsFor = WaitReason::None;

    void queued(int, const TransferRequest &) override { said << QStringLiteral("queued"); }
    void changed(int, const TransferSnapshot &snapshot) override { waitsFor = snapshot.waitReason; }
    void headers(int, const TransferSnapshot &snapshot) override
    {
        said << QStringLiteral("headers");
        heads << snapshot.exchange->headers.value("X-Try");
    }
    void progress(int, const TransferSnapshot &) override {}
    void retrying(int, const TransferSnapshot &, const RetryNotice &) override { said << QStringLiteral("retry"); }
    void succeeded(int, const TransferSnapshot &, const Completed &) override { said << QStringLiteral("success"); }
    void failed(int, const TransferSnapshot &, const TransferError &) override { said << QStringLiteral("fail"); }
    void completed(int) override { said << QStringLiteral("complete"); }
};

} // namespace

/// The events of a run whose network comes and goes, which the program itself cannot be made to meet.
class TestTerminalEvents : public QObject
{
    Q_OBJECT

private slots:
    void networkLostWhileWaiting_headersAreOfTheirTry();
};

void TestTerminalEvents::networkLostWhileWaiting_headersAreOfTheirTry()
{
    RequestLog log;
    ScriptedServer proxy(log.script([&log](ScriptPeer &peer, const SeenRequest &) {
        if (log.count() == 1) {
            peer.send("HTTP/1.1 200 OK\r\nX-Try: 1\r\nContent-Length: 100\r\n\r\nfirst part");
            peer.close();
        } else {
            peer.reply(200, "whole", {"X-Try: 2"});
        }
    }));
    QTemporaryDir directory;
    EngineOptions options;
    options.temporaryRoot = directory.path();
    const auto network = std::make_shared<FakeNetwork>(true);
    options.network = network;
    Notes notes;
    const Output results(Output::Results);
    KeptPlace kept(directory.path());
    TransferRun run(options, notes, results, kept);
    QSignalSpy ended(&run, &TransferRun::ended);
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("http://far.example/file")); // an address of this computer needs no network
    request.options.proxy = {ProxyChoice::Explicit, proxy.url(QString())};
    request.options.retries = 2;
    run.start({request});
    QTRY_VERIFY(notes.said.contains(QStringLiteral("retry")));
    QCOMPARE(notes.said, (QStringList{QStringLiteral("queued"), QStringLiteral("headers"), QStringLiteral("retry")}));
    network->set(false); // the system says so only now
    QTRY_COMPARE(notes.waitsFor, WaitReason::Network);
    network->set(true);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(notes.said.mid(3),
             (QStringList{QStringLiteral("headers"), QStringLiteral("success"), QStringLiteral("complete")}));
    QCOMPARE(notes.heads, (QList<QByteArray>{"1", "2"}));
    QCOMPARE(ended.first().first().toInt(), 0);
}

QTEST_GUILESS_MAIN(TestTerminalEvents)
#include "tst_terminal_events.moc"
