#include "SampleItems.h"
#include "ui/details/Verdict.h"

#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// What the details make of an item: never more than is known of it.
class TestVerdict : public QObject
{
    Q_OBJECT

private slots:
    void markedDoneIsNotAccepted_data();
    void markedDoneIsNotAccepted();
    void linkMayStillCome_data();
    void linkMayStillCome();
    void redirectToAGetIsTold_data();
    void redirectToAGetIsTold();
    void troubleOutlastsTheWaitForTheHost();

private:
    static TransferSnapshot upload(TransferState state, int status);
};

TransferSnapshot TestVerdict::upload(TransferState state, int status)
{
    TransferSnapshot s =
        sample::upload(1, state, QStringLiteral("a.zip"), 10, 10, {}, QStringLiteral("img.example.net"));
    Exchange exchange;
    exchange.method = "POST";
    exchange.url = s.url();
    exchange.statusCode = status;
    s.exchange = std::make_shared<const Exchange>(exchange);
    return s;
}

void TestVerdict::markedDoneIsNotAccepted_data()
{
    QTest::addColumn<bool>("isKnown"); ///< what went over the wire, but for an answer
    QTest::newRow("of this launch") << true;
    QTest::newRow("of an earlier one") << false;
}

void TestVerdict::markedDoneIsNotAccepted()
{
    TransferSnapshot s = upload(TransferState::Done, 0);
    QFETCH(bool, isKnown);
    if (!isKnown)
        s.exchange.reset();
    QCOMPARE(verdictOf(s).title, QStringLiteral("Marked as done by you"));
    QCOMPARE(verdictOf(s).text, QStringLiteral("No answer came."));
    const QList<VerdictCell> cells = verdictCellsOf(s);
    QCOMPARE(cells.size(), 3);
    QCOMPARE(cells.at(1).text, QStringLiteral("No answer"));
    QCOMPARE(cells.at(1).tone, Tone::Secondary);
    s = upload(TransferState::Done, 201);
    QCOMPARE(verdictOf(s).title, QStringLiteral("Accepted with 201 Created"));
    QCOMPARE(verdictCellsOf(s).at(1).tone, Tone::Ok);
}

void TestVerdict::linkMayStillCome_data()
{
    QTest::addColumn<TransferState>("state");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("link");
    QTest::newRow("connecting") << TransferState::Connecting << 0 << QStringLiteral("Not yet");
    QTest::newRow("sending") << TransferState::Sending << 0 << QStringLiteral("Not yet");
    QTest::newRow("awaiting") << TransferState::Awaiting << 0 << QStringLiteral("Not yet");
    QTest::newRow("reading the answer") << TransferState::Receiving << 200 << QStringLiteral("Not yet");
    QTest::newRow("done") << TransferState::Done << 200 << QStringLiteral("No link");
    QTest::newRow("refused") << TransferState::Refused << 413 << QStringLiteral("No link");
}

void TestVerdict::linkMayStillCome()
{
    QFETCH(TransferState, state);
    QFETCH(int, status);
    const QList<VerdictCell> cells = verdictCellsOf(upload(state, status));
    QCOMPARE(cells.size(), 3);
    QTEST(cells.at(2).text, "link");
}

void TestVerdict::redirectToAGetIsTold_data()
{
    QTest::addColumn<int>("redirect");
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("last"); ///< the method of the last request
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("301") << 301 << QByteArray("POST") << QByteArray("GET") << 200 << true;
    QTest::newRow("302") << 302 << QByteArray("POST") << QByteArray("GET") << 200 << true;
    QTest::newRow("303 of a PUT") << 303 << QByteArray("PUT") << QByteArray("GET") << 200 << true;
    QTest::newRow("refused behind it") << 302 << QByteArray("POST") << QByteArray("GET") << 404 << true;
    QTest::newRow("307") << 307 << QByteArray("POST") << QByteArray("POST") << 200 << false;
    QTest::newRow("302 of a PUT") << 302 << QByteArray("PUT") << QByteArray("PUT") << 200 << false;
}

void TestVerdict::redirectToAGetIsTold()
{
    QFETCH(int, redirect);
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, last);
    QFETCH(int, status);
    QFETCH(bool, isTold);
    TransferSnapshot s = upload(status < 300 ? TransferState::Done : TransferState::Refused, status);
    UploadRequest request = std::get<UploadRequest>(*s.request);
    request.method = sent;
    s.request = std::make_shared<const TransferRequest>(request);
    Exchange exchange = *s.exchange;
    exchange.method = last;
    exchange.url = QUrl(QStringLiteral("https://b.example/thanks"));
    // The body goes on after the first of them, and no further than to the second.
    const QUrl second(QStringLiteral("https://a.example/two"));
    exchange.redirects = {{308, s.url(), second}, {redirect, second, exchange.url}};
    s.exchange = std::make_shared<const Exchange>(exchange);
    const QString told =
        QStringLiteral("Redirected by %1: this answer is to a GET of https://b.example/thanks, and the "
                       "upload went to https://a.example/two.")
            .arg(redirect);
    QCOMPARE(verdictOf(s).text.startsWith(told), isTold);
    if (status >= 300)
        return;
    s.link = QUrl(QStringLiteral("https://b.example/f/9.png")); // it stands on a line of its own
    QCOMPARE(verdictOf(s).text, (isTold ? told + u'\n' : QString()) + s.link.toString());
}

void TestVerdict::troubleOutlastsTheWaitForTheHost()
{
    TransferSnapshot s = sample::waiting(8, WaitReason::Host, QDateTime::currentDateTimeUtc().addSecs(60));
    s.attempts.last() = PastAttempt{2, s.added, 500, std::nullopt};
    const QString title = QStringLiteral("Waiting for logs.example.com, asked to wait");
    QCOMPARE(verdictOf(s).title, title);
    QVERIFY2(verdictOf(s).text.startsWith(QStringLiteral("The server answered 500, try 2 of 5. ")),
             qPrintable(verdictOf(s).text));
    s.tries = 0; // by the person, since then
    QCOMPARE(verdictOf(s).title, title);
    QVERIFY2(!verdictOf(s).text.contains(QStringLiteral("500")), qPrintable(verdictOf(s).text));
}

QTEST_GUILESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
