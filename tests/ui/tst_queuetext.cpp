#include "SampleItems.h"
#include "ui/parts/ForeignText.h"
#include "ui/queue/RowNumbers.h"
#include "ui/queue/RowText.h"

#include <QTest>

using namespace ferry;
using namespace ferry::ui;

namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

/// Sizes stand with a space that does not break; the tests read better with a plain one.
QString plain(QString text)
{
    return text.replace(QChar(u'\u00a0'), u' ');
}

} // namespace

class TestQueueText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void states_data();
    void states();
    void awaitingCountsSeconds();
    void placesInLine_data();
    void placesInLine();
    void noTotalIsHatched();
    void neverWholeWhileItRuns();
    void refusalInTheServersWords_data();
    void refusalInTheServersWords();
    void namesAreReadAsTheyAre_data();
    void namesAreReadAsTheyAre();
    void fileAtFaultIsReadAsItIs();
    void heldPageIsAProblem();
    void failedSaveIsSaid();
    void reviewOnlyWithACertificate();
    void whyItFailedAndWhere_data();
    void whyItFailedAndWhere();
    void severalFilesAreNotShownAsOne();
    void numbers();
    void times();
    void spoken();
    void tips();
};

void TestQueueText::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestQueueText::states_data()
{
    using enum TransferState;
    QTest::addColumn<TransferSnapshot>("item");
    QTest::addColumn<QString>("icon");
    QTest::addColumn<QString>("words"); // word | explanation | percent | bytes | right
    QTest::addColumn<Tone>("tone");
    QTest::addColumn<RowBar>("bar");
    QTest::addColumn<QList<RowAction>>("actions");
    const auto row = [](const char *name, const TransferSnapshot &s, const char *icon, const char *words, Tone tone,
                        RowBar bar, const QList<RowAction> &actions) {
        QTest::newRow(name) << s << q(icon) << q(words) << tone << bar << actions;
    };
    using A = RowAction;
    const QString host = q("img.example.net"), dest = q("Image host"), n = q("a.bin");
    TransferSnapshot s = sample::upload(1, Sending, n, 412000000, 1200000000, dest, host);
    s.bytesPerSecond = 24.1e6;
    s.secondsLeft = 33;
    row("sending", s, "up", "Sending|to Image host|34 %|412 MB of 1.20 GB|24.1 MB/s · 33 s left", Tone::Accent,
        RowBar::Plain, {A::Cancel});
    s.bytesPerSecond = -1;
    row("sending, no speed yet", s, "up", "Sending|to Image host|34 %|412 MB of 1.20 GB|", Tone::Accent, RowBar::Plain,
        {A::Cancel});
    row("connecting", sample::upload(1, Connecting, n, 0, 1000, dest, host), "up",
        "Connecting|to img.example.net||1.00 kB|", Tone::Accent, RowBar::None, {A::Cancel});
    row("receiving", sample::download(1, Receiving, n, 385000000, 631000000, host), "down",
        "Receiving|from img.example.net|61 %|385 MB of 631 MB|", Tone::Accent, RowBar::Plain, {A::Pause, A::Cancel});
    s = sample::download(1, Awaiting, n, 0, -1, host);
    s.stateSince = sample::today(10, 58);
    row("download waits", s, "awaiting", "Waiting for the answer|from img.example.net|||for 2 min 0 s", Tone::Accent,
        RowBar::Hatch, {A::Cancel});
    s = sample::download(1, Awaiting, n, 5000, 20000, host);
    s.stateSince = sample::today(10, 58);
    row("download waits to go on", s, "awaiting",
        "Waiting for the answer|from img.example.net||5.00 kB of 20.0 kB|for 2 min 0 s", Tone::Accent, RowBar::Hatch,
        {A::Cancel});
    row("one of the ports of a host", sample::download(1, Receiving, n, 50, 100, q("127.0.0.1:8421")), "down",
        "Receiving|from 127.0.0.1:8421|50 %|50 B of 100 B|", Tone::Accent, RowBar::Plain, {A::Pause, A::Cancel});
    row("checking", sample::download(1, Verifying, n, 500, 500, host), "check", "Checking|SHA-256||500 B|",
        Tone::Accent, RowBar::None, {A::Cancel});
    s = sample::download(1, Saving, n, 500, 500, host);
    s.savingTo = q("/home/me/Downloads");
    row("saving by a rename", s, "save", "Saving|to Downloads||500 B|", Tone::Accent, RowBar::None, {A::Cancel});
    s.bytesCopied = 250;
    s.bytesPerSecond = 50;
    s.secondsLeft = 5;
    row("saving by a copy", s, "save", "Saving|to Downloads|50 %|250 B of 500 B|50 B/s · 5 s left", Tone::Accent,
        RowBar::Plain, {A::Cancel});
    row("digest before it is sent", sample::upload(1, Verifying, n, 250, 1000, dest, host), "check",
        "Checking|SHA-256|25 %|250 B of 1.00 kB|", Tone::Accent, RowBar::Plain, {A::Cancel});
    row("ready", sample::download(1, Ready, n, 61800000, 61800000, host), "ready",
        "Ready to save|from img.example.net||61.8 MB|not kept yet", Tone::Accent, RowBar::None, {A::Save, A::Open});
    s = sample::download(1, Done, n, 100, 100, host);
    s.savedPath = q("/home/me/Downloads/a.bin");
    s.stateSince = sample::today(10, 42);
    row("saved", s, "done", "Saved|in Downloads||100 B|10:42", Tone::Ok, RowBar::None, {A::Open, A::ShowInFolder});
    s = sample::upload(1, Done, n, 100, 100, dest, host);
    s.stateSince = sample::today(10, 42);
    s.link = QUrl(q("https://img.example.net/f/9.png"));
    row("done with a link", s, "done", "Done|img.example.net/f/9.png||100 B|10:42", Tone::Ok, RowBar::None,
        {A::CopyLink, A::OpenLink});
    s.link.clear();
    auto exchange = std::make_shared<Exchange>();
    exchange->statusCode = 201;
    s.exchange = exchange;
    row("done without a link", s, "done", "Done|accepted with 201||100 B|10:42", Tone::Ok, RowBar::None, {});
    s = sample::upload(1, Refused, n, 7340032, 182034112, dest, host);
    s.exchange = sample::refusal();
    s.serverReason = QStringLiteral("The file is larger than 50 MB.");
    s.stateSince = sample::today(10, 40);
    row("refused", s, "refused", "Refused: 413|The file is larger than 50 MB||7.34 MB of 182 MB|10:40", Tone::Bad,
        RowBar::None, {A::Retry});
    s = sample::upload(1, Unknown, n, 16400000, 16400000, dest, host);
    s.stateSince = sample::today(10, 31);
    row("unknown", s, "unknown", "Answer unknown|all bytes left, no answer came||16.4 MB sent|10:31", Tone::Warn,
        RowBar::None, {A::Decide});
    s = sample::download(1, Cancelled, n, 3460000, 28800000, host);
    s.stateSince = sample::today(10, 29);
    row("cancelled", s, "cancel", "Cancelled|by you, after 3.46 MB||28.8 MB|10:29", Tone::Secondary, RowBar::None,
        {A::Retry});
    s = sample::upload(1, Cancelled, n, 3460000, 28800000, dest, host);
    s.stateSince = sample::today(10, 29);
    row("cancelled upload", s, "cancel", "Cancelled|by you, after 3.46 MB||28.8 MB|10:29", Tone::Secondary,
        RowBar::None, {A::Retry});
    s.bytesDone = s.bytesTotal;
    row("cancelled when all had left", s, "cancel", "Cancelled|by you, after all bytes had left||28.8 MB|10:29",
        Tone::Secondary, RowBar::None, {A::Decide});
}

void TestQueueText::states()
{
    QFETCH(TransferSnapshot, item);
    QFETCH(QString, icon);
    QFETCH(QString, words);
    QFETCH(Tone, tone);
    QFETCH(RowBar, bar);
    QFETCH(QList<RowAction>, actions);
    const RowText row = rowText(item, sample::today(11, 0));
    QCOMPARE(row.icon, icon);
    QCOMPARE(plain(QStringList{row.word, row.explanation, row.percent, row.bytes, row.right}.join(u'|')), words);
    QCOMPARE(row.tone, tone);
    QCOMPARE(row.bar, bar);
    QCOMPARE(row.actions, actions);
}

void TestQueueText::awaitingCountsSeconds()
{
    TransferSnapshot s = sample::upload(1, TransferState::Awaiting, q("a"), 84000000, 84000000, q("Builds"), q("h"));
    const RowText row = rowText(s, s.stateSince.addSecs(12));
    QCOMPARE(row.word, q("Sent, waiting for the answer"));
    QCOMPARE(row.bar, RowBar::Hatch);
    QVERIFY(row.percent.isEmpty());
    QCOMPARE(plain(row.bytes), q("84.0 MB sent"));
    QCOMPARE(row.right, q("for 12 s"));
}

void TestQueueText::placesInLine_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << 0 << q("for a free place");
    QTest::newRow("1") << 1 << q("for a free place, 1st in line");
    QTest::newRow("2") << 2 << q("for a free place, 2nd in line");
    QTest::newRow("3") << 3 << q("for a free place, 3rd in line");
    QTest::newRow("11") << 11 << q("for a free place, 11th in line");
    QTest::newRow("112") << 112 << q("for a free place, 112th in line");
    QTest::newRow("121") << 121 << q("for a free place, 121st in line");
}

void TestQueueText::placesInLine()
{
    QFETCH(int, place);
    QFETCH(QString, text);
    TransferSnapshot s = sample::upload(1, TransferState::Queued, q("a"), 0, 10, {}, q("h"));
    s.queuePosition = place;
    QCOMPARE(rowText(s, s.added).explanation, text);
}

void TestQueueText::noTotalIsHatched()
{
    const TransferSnapshot s = sample::download(1, TransferState::Receiving, q("a"), 3460000, -1, q("h"));
    const RowText row = rowText(s, s.added);
    QCOMPARE(row.bar, RowBar::Hatch);
    QVERIFY(row.percent.isEmpty());
    QCOMPARE(plain(row.bytes), q("3.46 MB"));
}

void TestQueueText::neverWholeWhileItRuns()
{
    const TransferSnapshot s = sample::upload(1, TransferState::Sending, q("a"), 1000, 1000, {}, q("h"));
    QCOMPARE(rowText(s, s.added).percent, q("99 %"));
}

void TestQueueText::refusalInTheServersWords_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("reason");
    QTest::newRow("sentence") << q("Too big.") << q("Too big");
    QTest::newRow("one word") << q("Unauthorized") << q("Unauthorized");
    QTest::newRow("Chinese") << q("太大。") << q("太大");
    QTest::newRow("open end") << q("Wait...") << q("Wait...");
    QTest::newRow("no full stop") << q("nope") << q("nope");
    QTest::newRow("abbreviation stays") << q("PNG only") << q("PNG only");
    QTest::newRow("title stays") << q("Not Found") << q("Not Found");
    QTest::newRow("none") << QString() << QString();
}

void TestQueueText::refusalInTheServersWords()
{
    QFETCH(QString, words);
    QFETCH(QString, reason);
    TransferSnapshot s = sample::upload(1, TransferState::Refused, q("a"), 0, 10, {}, q("h"));
    s.serverReason = words;
    QCOMPARE(serverReason(s), reason);
}

void TestQueueText::namesAreReadAsTheyAre_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << q("a b.txt") << q("a b.txt");
    QTest::newRow("turned around") << q("rtl\u202egpj.exe") << q("rtlgpj.exe");
    QTest::newRow("isolated") << q("\u2067a\u2069.txt") << q("a.txt");
    QTest::newRow("lines") << q("a\nb\u2028c.txt") << q("a b c.txt");
    QTest::newRow("hidden") << q("a\u200b\U000e0041b.txt") << q("ab.txt");
    QTest::newRow("joined") << q("\U0001f469\u200d\U0001f4bb \u0645\u06cc\u200c\u062e\u0648.txt")
                            << q("\U0001f469\u200d\U0001f4bb \u0645\u06cc\u200c\u062e\u0648.txt");
}

void TestQueueText::namesAreReadAsTheyAre()
{
    QFETCH(QString, name);
    QFETCH(QString, shown);
    QCOMPARE(harmless(name), shown);
    const TransferSnapshot s = sample::upload(1, TransferState::Sending, name, 5, 10, {}, q("h"));
    QCOMPARE(rowTip(s).section(u'\n', 0, 0), shown);
    QVERIFY(spokenText(s, s.added).startsWith(shown + q(", upload")));
}

void TestQueueText::fileAtFaultIsReadAsItIs()
{
    TransferSnapshot s = sample::upload(1, TransferState::Failed, q("a"), 0, 10, {}, q("h"));
    s.error = TransferError();
    s.error->kind = ErrorKind::Source;
    s.error->subject = q("rtl\u202egpj.exe");
    QCOMPARE(rowText(s, s.added).explanation, q("rtlgpj.exe"));
    QVERIFY(rowTip(s).contains(q("“rtlgpj.exe” cannot be sent.")));
}

void TestQueueText::heldPageIsAProblem()
{
    TransferSnapshot s = sample::download(1, TransferState::Ready, q("setup.zip"), 10, 10, q("h"));
    s.heldHtml = true;
    const RowText row = rowText(s, s.added);
    QCOMPARE(row.word, q("Held: a web page came"));
    QCOMPARE(row.explanation, q("not the file that setup.zip promises"));
    QCOMPARE(row.tone, Tone::Warn);
    QCOMPARE(row.actions, (QList<RowAction>{RowAction::Look, RowAction::Discard}));
}

void TestQueueText::failedSaveIsSaid()
{
    TransferSnapshot s = sample::download(1, TransferState::Ready, q("a.zip"), 10, 10, q("h"));
    TransferError error;
    error.kind = ErrorKind::DiskFull;
    s.error = error;
    QCOMPARE(rowText(s, s.added).explanation, q("not saved: disk full"));
}

void TestQueueText::reviewOnlyWithACertificate()
{
    TransferSnapshot s = sample::upload(1, TransferState::Failed, q("a"), 0, 10, {}, q("files.lab.example"));
    TransferError error;
    error.kind = ErrorKind::Tls;
    error.subject = q("files.lab.example");
    error.tls.fault = TlsFault::SelfSigned;
    s.error = error;
    QCOMPARE(rowText(s, s.added).actions, QList<RowAction>{RowAction::Retry});
    QCOMPARE(rowText(s, s.added).word, q("Failed: certificate not trusted"));
    QCOMPARE(rowText(s, s.added).explanation, q("self-signed, files.lab.example"));
    s.error->tls.chain = {QSslCertificate()};
    QCOMPARE(rowText(s, s.added).actions, (QList<RowAction>{RowAction::Review, RowAction::Retry}));
}

void TestQueueText::whyItFailedAndWhere_data()
{
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("explanation");
    QTest::newRow("no more is known") << QString() << q("h");
    QTest::newRow("a sentence") << q("The other side reset it.") << q("h: the other side reset it");
    QTest::newRow("a Chinese one") << q("对方重置了连接。") << q("h: 对方重置了连接");
    QTest::newRow("the words of a library") << q("stream error") << q("stream error, h");
}

void TestQueueText::whyItFailedAndWhere()
{
    QFETCH(QString, detail);
    TransferSnapshot s = sample::download(1, TransferState::Failed, q("a.zip"), 5, 10, q("h"));
    s.error = TransferError();
    s.error->kind = ErrorKind::Network;
    s.error->subject = q("h");
    s.error->detail = detail;
    QCOMPARE(rowText(s, s.added).word, q("Failed: connection broke"));
    QTEST(rowText(s, s.added).explanation, "explanation");
}

void TestQueueText::severalFilesAreNotShownAsOne()
{
    TransferSnapshot s = sample::upload(1, TransferState::Queued, q("a.png"), 0, 10, {}, q("img.example.net"));
    auto request = std::get<UploadRequest>(*s.request);
    const FormFile file{q("file"), q("/pictures/a.png"), {}, {}};
    request.files = {file};
    s.request = std::make_shared<const TransferRequest>(request);
    QCOMPARE(shownName(s), q("a.png"));
    request.files = {file, file, file};
    s.request = std::make_shared<const TransferRequest>(request);
    QCOMPARE(shownName(s), q("a.png and 2 more"));
    QVERIFY(spokenText(s, sample::today(11, 0)).startsWith(q("a.png and 2 more, ")));
    QVERIFY(rowTip(s).startsWith(q("a.png and 2 more\n")));
    request.rawBodyPath = q("/pictures/a.png"); // the files are not sent
    s.request = std::make_shared<const TransferRequest>(request);
    QCOMPARE(shownName(s), q("a.png"));
}

void TestQueueText::numbers()
{
    QCOMPARE(spanText(33), q("33 s"));
    QCOMPARE(spanText(200), q("3 min 20 s"));
    QCOMPARE(spanText(4320), q("1 h 12 min"));
    QCOMPARE(spanText(90000), q("more than a day"));
    QCOMPARE(plain(speedText(24.1e6)), q("24.1 MB/s"));
    QCOMPARE(plain(speedText(0)), q("0 kB/s"));
    QCOMPARE(plain(sizeOfTotalText(412000000, 1200000000)), q("412 MB of 1.20 GB"));
}

void TestQueueText::times()
{
    const QDateTime now = sample::today(11, 0);
    QCOMPARE(clockText(sample::today(10, 42), now), q("10:42"));
    const QDateTime before(QDate(2025, 11, 21), QTime(10, 42));
    QCOMPARE(clockText(before, now), q("21 Nov 10:42"));
    QCOMPARE(clockText({}, now), QString());
}

void TestQueueText::spoken()
{
    TransferSnapshot s =
        sample::upload(1, TransferState::Sending, q("a.tif"), 412000000, 1200000000, q("Image host"), q("h"));
    s.bytesPerSecond = 24.1e6;
    s.secondsLeft = 33;
    const QString text = plain(spokenText(s, s.added));
    QVERIFY2(text.startsWith(q("a.tif, upload to Image host, sending, 34 percent, 412 MB of 1.20 GB, 33 second")),
             qPrintable(text));
    QCOMPARE(spokenActions(s), q("Cancel"));
}

void TestQueueText::tips()
{
    TransferSnapshot s =
        sample::upload(1, TransferState::Sending, q("a.tif"), 1000, 2500, q("Image host"), q("h.example"));
    const QString tip = rowTip(s);
    QVERIFY(tip.contains(q("1,000 bytes of 2,500 bytes")));
    QVERIFY(tip.contains(q("https://h.example/api/v2/upload")));
}

QTEST_GUILESS_MAIN(TestQueueText)
#include "tst_queuetext.moc"
