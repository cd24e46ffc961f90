#include "app/terminal/JsonReporter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryFile>
#include <QTest>

#include <unistd.h>

using namespace ferry;

/// The contract of `--json`, member by member.
class TestJsonReporter : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void queuedUpload();
    void queuedTogether();
    void queuedDownloadHidesUserInfo();
    void headersKeepOrderAndDuplicates();
    void progressNames_data();
    void progressNames();
    void percent_data();
    void percent();
    void uploadSuccess();
    void uploadWithALongAnswerWarns();
    void uploadRefused();
    void downloadSaved();
    void downloadTemporary();
    void downloadRefusedHasDataAndNoPath();
    void heldPageWarns();
    void fail_data();
    void fail();
    void completeHasNothingMore();
    void bodyInItsCharset();
    void eventStandsFirst();
    void controlCharactersAreEscaped();

private:
    QJsonObject said();
    QStringList members(const QJsonObject &event) const { return event.keys(); }

    QTemporaryFile m_file;
    int m_keptOutput = -1;
    Output m_output{Output::Results};
    Output m_messages{Output::Messages};
    std::unique_ptr<JsonReporter> m_reporter;
};

namespace {

TransferSnapshot snapshotOf(const TransferRequest &request, TransferState state, qint64 done, qint64 total, int status,
                            const QByteArray &body = {})
{
    TransferSnapshot snapshot;
    snapshot.request = std::make_shared<const TransferRequest>(request);
    snapshot.state = state;
    snapshot.bytesDone = done;
    snapshot.bytesTotal = total;
    auto exchange = std::make_shared<Exchange>();
    exchange->statusCode = status;
    exchange->url = QUrl(QStringLiteral("http://h/after"));
    exchange->headers = {{"Set-Cookie", "a=1"}, {"X-Name", "b\xe9"}, {"Set-Cookie", "b=2"}};
    exchange->body = body;
    exchange->bodySize = body.size();
    snapshot.exchange = exchange;
    return snapshot;
}

UploadRequest upload()
{
    UploadRequest request;
    request.url = QUrl(QStringLiteral("http://h/up"));
    request.files = {FormFile{QStringLiteral("file"), QStringLiteral("/tmp/a.png"), {}, {}}};
    return request;
}

DownloadRequest download()
{
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("http://me:secret@h/down"));
    return request;
}

/// A line as it is expected, written with single quotes for the reader's sake.
QByteArray json(const char *line)
{
    return QByteArray(line).replace('\'', '"');
}

QByteArray text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

// Standard output is led into a file, so that the real bytes are read back.
void TestJsonReporter::init()
{
    QVERIFY(m_file.open());
    m_file.resize(0);
    m_keptOutput = ::dup(STDOUT_FILENO);
    std::fflush(stdout);
    ::dup2(m_file.handle(), STDOUT_FILENO);
    ::lseek(m_file.handle(), 0, SEEK_SET);
    m_reporter = std::make_unique<JsonReporter>(m_output, m_messages);
}

void TestJsonReporter::cleanup()
{
    if (m_keptOutput >= 0) {
        std::fflush(stdout);
        ::dup2(m_keptOutput, STDOUT_FILENO);
        ::close(m_keptOutput);
    }
    m_keptOutput = -1;
}

QJsonObject TestJsonReporter::said()
{
    cleanup();
    QFile file(m_file.fileName());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray all = file.readAll();
    if (all.count('\n') != 1 || !all.endsWith('\n'))
        return {};
    return QJsonDocument::fromJson(all).object();
}

void TestJsonReporter::queuedUpload()
{
    m_reporter->queued(3, upload());
    QCOMPARE(text(said()),
             json("{'event':'queued','filePath':'/tmp/a.png','kind':'upload','task':3,'url':'http://h/up'}"));
}

void TestJsonReporter::queuedTogether()
{
    UploadRequest request = upload();
    request.files.append(FormFile{QStringLiteral("file"), QStringLiteral("/tmp/b.png"), {}, {}});
    m_reporter->queued(1, request);
    QCOMPARE(said().value(QStringLiteral("filePath")),
             QJsonValue(QJsonArray{QStringLiteral("/tmp/a.png"), QStringLiteral("/tmp/b.png")}));
}

void TestJsonReporter::queuedDownloadHidesUserInfo()
{
    m_reporter->queued(1, download());
    QCOMPARE(text(said()), json("{'event':'queued','kind':'download','task':1,'url':'http://h/down'}"));
}

void TestJsonReporter::headersKeepOrderAndDuplicates()
{
    m_reporter->headers(2, snapshotOf(upload(), TransferState::Receiving, 0, 1, 201));
    const QByteArray expected =
        json("{'event':'headers','header':[['Set-Cookie','a=1'],['X-Name','bé'],['Set-Cookie','b=2']],"
             "'statusCode':201,'task':2,'url':'http://h/after'}");
    QCOMPARE(text(said()), expected);
}

void TestJsonReporter::progressNames_data()
{
    QTest::addColumn<bool>("isUpload");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("upload") << true << qint64(6000000000)
                            << json("{'event':'progress','progress':50,'task':1,'totalBytesExpectedToSend':6000000000,'"
                                    "totalBytesSent':3000000000}");
    QTest::newRow("download") << false << qint64(6000000000)
                              << json("{'event':'progress','progress':50,'task':1,'totalBytesExpectedToWrite':"
                                      "6000000000,'totalBytesWritten':3000000000}");
    QTest::newRow("unknown") << false << qint64(-1)
                             << json("{'event':'progress','progress':null,'task':1,'totalBytesExpectedToWrite':-1,'"
                                     "totalBytesWritten':3000000000}");
}

void TestJsonReporter::progressNames()
{
    QFETCH(bool, isUpload);
    QFETCH(qint64, total);
    QFETCH(QByteArray, expected);
    const TransferRequest request = isUpload ? TransferRequest(upload()) : TransferRequest(download());
    m_reporter->progress(
        1, snapshotOf(request, isUpload ? TransferState::Sending : TransferState::Receiving, 3000000000, total, 0));
    QCOMPARE(text(said()), expected);
}

void TestJsonReporter::percent_data()
{
    QTest::addColumn<TransferState>("state");
    QTest::addColumn<qint64>("done");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<int>("percent");
    QTest::newRow("all sent, no answer") << TransferState::Awaiting << qint64(100) << qint64(100) << 99;
    QTest::newRow("answered") << TransferState::Done << qint64(100) << qint64(100) << 100;
    QTest::newRow("refused after all") << TransferState::Refused << qint64(100) << qint64(100) << 100;
    QTest::newRow("refused half-way") << TransferState::Refused << qint64(50) << qint64(100) << 50;
    QTest::newRow("unknown outcome") << TransferState::Unknown << qint64(100) << qint64(100) << 99;
    QTest::newRow("empty") << TransferState::Sending << qint64(0) << qint64(0) << 0;
    QTest::newRow("no total") << TransferState::Done << qint64(7) << qint64(-1) << -1;
}

void TestJsonReporter::percent()
{
    QFETCH(TransferState, state);
    QFETCH(qint64, done);
    QFETCH(qint64, total);
    QFETCH(int, percent);
    QCOMPARE(progressOf(snapshotOf(upload(), state, done, total, 0)), percent);
}

void TestJsonReporter::uploadSuccess()
{
    m_reporter->succeeded(1, snapshotOf(upload(), TransferState::Done, 1, 1, 200, "[é]\n"), {200, true});
    QCOMPARE(text(said()),
             json("{'data':'[é]\\n','errMsg':'uploadFile:ok','event':'success','ok':true,'statusCode':200,'task':1}"));
}

void TestJsonReporter::uploadWithALongAnswerWarns()
{
    TransferSnapshot snapshot = snapshotOf(upload(), TransferState::Done, 1, 1, 200, "begin");
    auto exchange = std::make_shared<Exchange>(*snapshot.exchange);
    exchange->bodySize = 6; // and nothing of it in a file
    snapshot.exchange = exchange;
    m_reporter->succeeded(1, snapshot, {200, true});
    const QJsonObject event = said();
    QCOMPARE(event.value(QStringLiteral("data")).toString(), QStringLiteral("begin"));
    QCOMPARE(event.value(QStringLiteral("warning")).toString(), QStringLiteral("cut"));
}

void TestJsonReporter::uploadRefused()
{
    m_reporter->succeeded(1, snapshotOf(upload(), TransferState::Refused, 1, 1, 413, "too large"), {413, false});
    QCOMPARE(
        text(said()),
        json("{'data':'too large','errMsg':'uploadFile:ok','event':'success','ok':false,'statusCode':413,'task':1}"));
}

void TestJsonReporter::downloadSaved()
{
    TransferSnapshot snapshot = snapshotOf(download(), TransferState::Done, 12, 12, 200);
    snapshot.savedPath = QStringLiteral("/home/me/a.bin");
    snapshot.sha256 = "abcd";
    m_reporter->succeeded(1, snapshot, {200, true});
    QCOMPARE(text(said()), json("{'errMsg':'downloadFile:ok','event':'success','ok':true,'savedFilePath':'/home/me/"
                                "a.bin','sha256':'abcd','size':12,'statusCode':200,'task':1}"));
}

void TestJsonReporter::downloadTemporary()
{
    TransferSnapshot snapshot = snapshotOf(download(), TransferState::Done, 12, 12, 200);
    snapshot.savedPath = QStringLiteral("/tmp/x/a.bin");
    JsonReporter(m_output, m_messages, true).succeeded(1, snapshot, {200, true});
    const QJsonObject event = said();
    QCOMPARE(event.value(QStringLiteral("tempFilePath")).toString(), QStringLiteral("/tmp/x/a.bin"));
    QVERIFY(!event.contains(QStringLiteral("savedFilePath")));
}

void TestJsonReporter::downloadRefusedHasDataAndNoPath()
{
    m_reporter->succeeded(1, snapshotOf(download(), TransferState::Refused, 0, -1, 404, QByteArray(100000, 'x')),
                          {404, false});
    const QJsonObject event = said();
    QCOMPARE(members(event), QStringList({QStringLiteral("data"), QStringLiteral("errMsg"), QStringLiteral("event"),
                                          QStringLiteral("ok"), QStringLiteral("statusCode"), QStringLiteral("task")}));
    QCOMPARE(event.value(QStringLiteral("data")).toString().size(), 65536);
}

void TestJsonReporter::heldPageWarns()
{
    QTemporaryFile page;
    QVERIFY(page.open());
    page.write("<html>entr\xe9"
               "e</html>");
    page.flush();
    TransferSnapshot snapshot = snapshotOf(download(), TransferState::Ready, 19, 19, 200);
    auto exchange = std::make_shared<Exchange>(*snapshot.exchange);
    exchange->headers.append("Content-Type", "text/html; charset=ISO-8859-1");
    snapshot.exchange = exchange;
    snapshot.heldHtml = true;
    snapshot.tempPath = page.fileName();
    m_reporter->succeeded(1, snapshot, {200, false});
    const QJsonObject event = said();
    QCOMPARE(event.value(QStringLiteral("warning")).toString(), QStringLiteral("html"));
    QCOMPARE(event.value(QStringLiteral("tempFilePath")).toString(), page.fileName());
    QCOMPARE(event.value(QStringLiteral("data")).toString(), QStringLiteral("<html>entrée</html>"));
    QCOMPARE(event.value(QStringLiteral("ok")).toBool(true), false);
    QVERIFY(!event.contains(QStringLiteral("savedFilePath")));
}

void TestJsonReporter::fail_data()
{
    QTest::addColumn<bool>("isUpload");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("timedOut");
    QTest::addColumn<QString>("errMsg");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, bool isUpload, ErrorKind kind, bool timedOut, const char *errMsg,
                        const char *code) {
        QTest::newRow(name) << isUpload << kind << timedOut << QString::fromLatin1(errMsg) << QString::fromLatin1(code);
    };
    using enum ErrorKind;
    row("abort", true, Abort, false, "uploadFile:fail abort", "abort");
    row("timeout", true, Timeout, false, "uploadFile:fail timeout", "timeout");
    row("download timeout", false, Timeout, false, "downloadFile:fail timeout", "timeout");
    row("silence after all", true, UnknownOutcome, true, "uploadFile:fail timeout", "unknownOutcome");
    row("close after all", true, UnknownOutcome, false, "uploadFile:fail unknownOutcome", "unknownOutcome");
    row("no such host", true, Dns, false, "uploadFile:fail dns", "dns");
    row("no connection", false, Connect, false, "downloadFile:fail connect", "connect");
    row("no trust", true, Tls, false, "uploadFile:fail tls", "tls");
    row("proxy", false, Proxy, false, "downloadFile:fail proxy", "proxy");
    row("broken connection", false, Network, false, "downloadFile:fail network", "network");
    row("broken answer", true, Protocol, false, "uploadFile:fail protocol", "protocol");
    row("redirect", true, Redirect, false, "uploadFile:fail redirect", "redirect");
    row("resume without trust", false, Range, false, "downloadFile:fail range", "range");
    row("other bytes", false, Checksum, false, "downloadFile:fail checksum", "checksum");
    row("changed while sending", true, Source, false, "uploadFile:fail source", "source");
    row("cannot write", false, Target, false, "downloadFile:fail target", "target");
    row("disk full", false, DiskFull, false, "downloadFile:fail diskFull", "diskFull");
    row("refused input", true, Header, false, "uploadFile:fail header", "header");
    row("wait too long", false, Rate, false, "downloadFile:fail rate", "rate");
    static_assert(errorKindCount == 17); // a new one needs its row here, and its word in the contract
}

void TestJsonReporter::fail()
{
    QFETCH(bool, isUpload);
    QFETCH(ErrorKind, kind);
    QFETCH(bool, timedOut);
    QFETCH(QString, errMsg);
    QFETCH(QString, code);
    const TransferRequest request = isUpload ? TransferRequest(upload()) : TransferRequest(download());
    TransferError error;
    error.kind = kind;
    error.timedOut = timedOut;
    error.subject = QStringLiteral("h");
    error.detail = QStringLiteral("Why it is so."); // which is all that is said of refused input
    m_reporter->failed(4, snapshotOf(request, TransferState::Failed, 0, -1, 0), error);
    const QJsonObject event = said();
    QCOMPARE(members(event),
             QStringList({QStringLiteral("code"), QStringLiteral("errMsg"), QStringLiteral("event"),
                          QStringLiteral("message"), QStringLiteral("statusCode"), QStringLiteral("task")}));
    QCOMPARE(event.value(QStringLiteral("errMsg")).toString(), errMsg);
    QCOMPARE(event.value(QStringLiteral("code")).toString(), code);
    QCOMPARE(event.value(QStringLiteral("task")).toInt(), 4);
    QCOMPARE(event.value(QStringLiteral("statusCode")).toInt(-1), 0);
    QVERIFY(!event.value(QStringLiteral("message")).toString().isEmpty());
}

void TestJsonReporter::completeHasNothingMore()
{
    m_reporter->completed(9);
    QCOMPARE(text(said()), json("{'event':'complete','task':9}"));
}

void TestJsonReporter::bodyInItsCharset()
{
    TransferSnapshot snapshot = snapshotOf(upload(), TransferState::Done, 1, 1, 200, "caf\xe9");
    auto exchange = std::make_shared<Exchange>(*snapshot.exchange);
    exchange->headers.append("Content-Type", "text/plain; charset=ISO-8859-1");
    snapshot.exchange = exchange;
    m_reporter->succeeded(1, snapshot, {200, true});
    QCOMPARE(said().value(QStringLiteral("data")).toString(), QStringLiteral("café"));
}

void TestJsonReporter::eventStandsFirst()
{
    QCOMPARE(JsonReporter::line("listening", {{QStringLiteral("a"), 1}}),
             QByteArray("{\"event\":\"listening\",\"a\":1}\n"));
    QCOMPARE(JsonReporter::line("complete", {}), QByteArray("{\"event\":\"complete\"}\n"));
}

void TestJsonReporter::controlCharactersAreEscaped()
{
    const QString steering = QStringLiteral("\u009b2J\u0080\u009f\x7f\x1b\u00a0é");
    const QByteArray line = JsonReporter::line("request", {{QStringLiteral("path"), steering}});
    QCOMPARE(line, QByteArray(
                       "{\"event\":\"request\",\"path\":\"\\u009b2J\\u0080\\u009f\\u007f\\u001b\xc2\xa0\xc3\xa9\"}\n"));
    QCOMPARE(QJsonDocument::fromJson(line).object().value(QStringLiteral("path")).toString(), steering);
}

QTEST_GUILESS_MAIN(TestJsonReporter)
#include "tst_jsonreporter.moc"
