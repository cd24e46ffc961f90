#include "core/types/ErrorText.h"
#include "SampleItems.h"
#include "Shot.h"
#include "ui/details/ActionRow.h"
#include "ui/details/AnswerPage.h"
#include "ui/details/BodyText.h"
#include "ui/details/BodyView.h"
#include "ui/details/CurlCommand.h"
#include "ui/details/DetailsPanel.h"
#include "ui/details/HeaderTable.h"
#include "ui/details/JsonText.h"
#include "ui/details/RequestPage.h"
#include "ui/details/SelectionPage.h"
#include "ui/details/TimingChart.h"
#include "ui/details/TimingPage.h"
#include "ui/details/VerdictView.h"
#include "ui/parts/NameList.h"

#include <QBuffer>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// What the details say of an item, and that saying it again costs nothing.
class TestDetails : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }

    void indentsJson_data();
    void indentsJson();
    void indentsTheBeginningOfJson();
    void tellsBodies_data();
    void tellsBodies();
    void curlLeavesSecretsOut_data();
    void curlLeavesSecretsOut();
    void timingSkipsWhatDidNotHappen();
    void timingEndsInThePhaseThatFailed_data();
    void timingEndsInThePhaseThatFailed();

    void longLinkShowsBothEnds();
    void saysWhatToDoWithoutSelection();
    void showsTheAnswer();
    void sameSnapshotChangesNothing();
    void bodyOfTheNextItemReplacesTheLast();
    void answerOfAnEarlierLaunchIsAskedForOnce();
    void cutsLongBodies();
    void showsPictures();
    void previewsAReadyDownload();
    void actionsGoOutWithTheId();
    void fullDiskOffersAnotherPlace_data();
    void fullDiskOffersAnotherPlace();
    void refusalSaysWhenToComeAgain();
    void placeStandsByItself_data();
    void placeStandsByItself();
    void longPhraseIsCut_data();
    void longPhraseIsCut();
    void namesAreReadAsTheyAre();
    void previewsAnEmptyDownload();
    void severalItemsShowSumAndActions();
    void manyItemsAreCountedInGroups();
    void choiceThatGoesLeavesTheFocusToNone();
    void showsTheRequestWithoutSecrets();
    void escapeCloses();
    void looksRight_data();
    void looksRight();

private:
    static TransferSnapshot refused();
};

TransferSnapshot TestDetails::refused()
{
    TransferSnapshot s =
        sample::upload(4, TransferState::Refused, QStringLiteral("onboarding-walkthrough.mov"), 7340032, 182034112,
                       QStringLiteral("Image host"), QStringLiteral("img.example.net"));
    s.exchange = sample::refusal();
    s.serverReason = QStringLiteral("The file is larger than 50 MB.");
    s.stateSince = sample::today(10, 40);
    return s;
}

void TestDetails::indentsJson_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("laidOut"); ///< null: no JSON
    const auto row = [](const char *name, const char *in, const char *out) {
        QTest::newRow(name) << QString::fromUtf8(in) << (out ? QString::fromUtf8(out) : QString());
    };
    row("order and numbers stay", R"({"b":1.50,"a":[1,2e9]})",
        "{\n  \"b\": 1.50,\n  \"a\": [\n    1,\n    2e9\n  ]\n}");
    row("empty ones stay short", R"({"a":{},"b":[]})", "{\n  \"a\": {},\n  \"b\": []\n}");
    row("braces in strings", R"({"a":"}\"{,"})", "{\n  \"a\": \"}\\\"{,\"\n}");
    row("a word alone", "true", "true");
    row("doubled names", R"({"a":1,"a":2})", "{\n  \"a\": 1,\n  \"a\": 2\n}");
    row("trailing comma", R"([1,])", nullptr);
    row("two values", "1 2", nullptr);
    row("not closed", R"({"a":1)", nullptr);
    row("wrong bracket", "[1}", nullptr);
    row("no quotes", "{a:1}", nullptr);
    row("text", "hello", nullptr);
    row("string without end", R"(["a)", nullptr);
    row("ends in a backslash", "[\"\\", nullptr);
    QTest::newRow("too deep") << QString(100000, u'[') << QString();
}

void TestDetails::indentsJson()
{
    QFETCH(QString, text);
    QFETCH(QString, laidOut);
    const auto result = indentedJson(text, 1 << 20);
    QCOMPARE(result.has_value(), !laidOut.isNull());
    if (result)
        QCOMPARE(*result, laidOut);
}

void TestDetails::indentsTheBeginningOfJson()
{
    const QString whole = QStringLiteral(R"({"a":[1,true,"x\"y"],"bc":{}})");
    for (int size = 1; size <= whole.size(); ++size) {
        const auto result = indentedJsonBeginning(whole.left(size), 1 << 20);
        QVERIFY2(result, qPrintable(whole.left(size)));
        QString flat = *result;
        flat.remove(u'\n').remove(u' ');
        QCOMPARE(flat, whole.left(size)); // all that came, and nothing else
    }
    QCOMPARE(indentedJsonBeginning(QStringLiteral("[1,[2"), 1 << 20), QStringLiteral("[\n  1,\n  [\n    2"));
    QVERIFY(!indentedJsonBeginning(QStringLiteral("{oops"), 1 << 20));
    QByteArray large = "[";
    while (large.size() < 2 * BodyText::shownLimit)
        large += "{\"name\":\"value\"},";
    const BodyText shown = bodyText(large + "1]", "application/json", false);
    QCOMPARE(shown.kind, BodyKind::Json);
    QVERIFY(shown.cut);
    QVERIFY(shown.text.startsWith(QStringLiteral("[\n  {\n    \"name\": \"value\"\n  },")));
}

void TestDetails::tellsBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QByteArray() << QByteArray("text/plain") << int(ui::BodyKind::Empty) << QString();
    QTest::newRow("json") << QByteArray("[1]") << QByteArray("application/json") << int(ui::BodyKind::Json)
                          << QStringLiteral("[\n  1\n]");
    QTest::newRow("json said to be html")
        << QByteArray("{}") << QByteArray("text/html") << int(ui::BodyKind::Json) << QStringLiteral("{}");
    QTest::newRow("broken json") << QByteArray("{oops") << QByteArray("application/json") << int(ui::BodyKind::Json)
                                 << QStringLiteral("{oops");
    QTest::newRow("utf-8") << QByteArray("gr\xc3\xbc\xc3\x9f") << QByteArray("text/plain") << int(ui::BodyKind::Text)
                           << QStringLiteral("grüß");
    QTest::newRow("latin-1 said") << QByteArray("gr\xfc\xdf") << QByteArray("text/plain; charset=ISO-8859-1")
                                  << int(ui::BodyKind::Text) << QStringLiteral("grüß");
    QTest::newRow("latin-1 unsaid") << QByteArray("gr\xfc\xdf dich") << QByteArray() << int(ui::BodyKind::Text)
                                    << QStringLiteral("grüß dich");
    QTest::newRow("binary") << QByteArray("PK\x03\x04\x00", 5) << QByteArray("application/zip")
                            << int(ui::BodyKind::Binary) << QString();
    QTest::newRow("png without type") << QByteArray("\x89PNG\r\n\x1a\n") << QByteArray() << int(ui::BodyKind::Image)
                                      << QString();
}

void TestDetails::tellsBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    const BodyText told = bodyText(body, type, false);
    QTEST(int(told.kind), "kind");
    QTEST(told.text, "text");
}

void TestDetails::curlLeavesSecretsOut_data()
{
    QTest::addColumn<TransferRequest>("request");
    QTest::addColumn<QStringList>("parts");
    UploadRequest form;
    form.url = QUrl(QStringLiteral("https://me:pw-secret@a.example/in?token=q-secret&x=1"));
    form.headers = {{"Authorization", "Bearer h-secret"}, {"X-Kind", "it's"}};
    form.fields = {{QStringLiteral("note"), "@home", {}}, {QStringLiteral("password"), "f-secret", {}}};
    form.files = {
        {QStringLiteral("file"), QStringLiteral("/tmp/a;b \"c\".txt"), QStringLiteral("d.txt"), "text/plain"}};
    form.options.user = QStringLiteral("me");
    form.options.password = QStringLiteral("u-secret");
    form.options.bearerToken = QStringLiteral("b-secret");
    QTest::newRow("form")
        << TransferRequest(form)
        << QStringList{QStringLiteral("--form-string 'note=@home'"), QStringLiteral("'X-Kind: it'\\''s'"),
                       QStringLiteral("-H 'Authorization: YOUR_AUTHORIZATION'"),
                       QStringLiteral("-F 'file=@\"/tmp/a;b \\\"c\\\".txt\";type=text/plain;filename=\"d.txt\"'"),
                       QStringLiteral("'https://a.example/in?token=YOUR_TOKEN&x=1'")};
    UploadRequest raw;
    raw.url = QUrl(QStringLiteral("https://a.example/in"));
    raw.method = "PUT";
    raw.rawBodyPath = QStringLiteral("/tmp/a");
    QTest::newRow("raw") << TransferRequest(raw) << QStringList{QStringLiteral("-T '/tmp/a'")};
    DownloadRequest get;
    get.url = QUrl(QStringLiteral("https://a.example/f"));
    get.headers = {{"X-Api-Key", "k-secret"}};
    get.options.proxy = {ProxyChoice::Explicit, QUrl(QStringLiteral("http://me:x-secret@p.example:3128")),
                         QStringLiteral("lab.example, ::1")};
    QTest::newRow("download") << TransferRequest(get)
                              << QStringList{QStringLiteral("-O -J"), QStringLiteral("YOUR_X_API_KEY"),
                                             QStringLiteral("-x 'http://p.example:3128'"),
                                             QStringLiteral("--noproxy 'lab.example, ::1'")};
}

void TestDetails::curlLeavesSecretsOut()
{
    QFETCH(TransferRequest, request);
    QFETCH(QStringList, parts);
    const QString command = curlCommand(request);
    for (const QString &part : parts)
        QVERIFY2(command.contains(part), qPrintable(command));
    QVERIFY2(!command.contains(QStringLiteral("-secret")), qPrintable(command));
}

void TestDetails::timingSkipsWhatDidNotHappen()
{
    Exchange plain; // no TLS, a connection that was used again
    plain.timings.nameLookup = 0;
    plain.timings.connected = 0;
    plain.timings.sent = 1000;
    plain.timings.firstByte = 5000;
    plain.timings.done = 6000;
    const QList<TimingStep> steps = timingSteps(plain);
    QCOMPARE(steps.size(), 3);
    QCOMPARE(steps.at(1).start, 1000);
    QCOMPARE(steps.at(1).length, 4000);
    QVERIFY(timingSteps({}).isEmpty());
}

void TestDetails::timingEndsInThePhaseThatFailed_data()
{
    QTest::addColumn<Timings>("timings"); ///< name, connected, TLS, sent, first byte, done
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<bool>("reused");
    QTest::addColumn<QString>("last");
    QTest::addColumn<qint64>("length");
    const auto row = [](const char *name, const Timings &timings, const char *scheme, bool reused, const char *last,
                        qint64 length) {
        QTest::newRow(name) << timings << QString::fromLatin1(scheme) << reused << QString::fromLatin1(last) << length;
    };
    row("no such host", {-1, -1, -1, -1, -1, 400}, "https", false, "Name lookup", 400);
    row("nobody there", {100, -1, -1, -1, -1, 400}, "https", false, "Connect", 300);
    row("not trusted", {100, 200, -1, -1, -1, 400}, "https", false, "TLS", 200);
    row("broke while sending", {100, 200, -1, -1, -1, 400}, "http", false, "Send", 200);
    row("broke while sending by TLS", {100, 200, 300, -1, -1, 400}, "https", false, "Send", 100);
    row("broke on a connection used again", {-1, -1, -1, -1, -1, 400}, "https", true, "Send", 400);
    row("no answer", {100, 200, -1, 300, -1, 400}, "http", false, "Wait", 100);
    row("answered", {100, 200, -1, 300, 350, 400}, "http", false, "Receive", 50);
}

void TestDetails::timingEndsInThePhaseThatFailed()
{
    QFETCH(QString, scheme);
    Exchange exchange;
    exchange.url = QUrl(scheme + QStringLiteral("://a.example/in"));
    QFETCH(Timings, timings);
    exchange.timings = timings;
    QFETCH(bool, reused);
    exchange.connectionReused = reused;
    const QList<TimingStep> steps = timingSteps(exchange);
    QVERIFY(!steps.isEmpty());
    QTEST(steps.last().name, "last");
    QTEST(steps.last().length, "length");
}

void TestDetails::longLinkShowsBothEnds()
{
    TransferSnapshot s =
        sample::upload(1, TransferState::Done, QStringLiteral("a.png"), 10, 10, {}, QStringLiteral("h"));
    auto exchange = std::make_shared<Exchange>();
    exchange->statusCode = 201;
    s.exchange = exchange;
    const QString start = QStringLiteral("https://img.example/f/");
    s.link = QUrl(start + QStringLiteral("abc") + QString(300, u'x') + QStringLiteral("yz.png"));
    const QString shown = verdictOf(s).text;
    QVERIFY2(shown.startsWith(start + QStringLiteral("abcx")) && shown.endsWith(QStringLiteral("xyz.png")),
             qPrintable(shown));
    QVERIFY(shown.contains(u'…') && shown.size() < 80);
    QCOMPARE(verdictOf(s).whole, s.link.toString());
    DetailsPanel panel;
    panel.setSnapshots({s});
    QCOMPARE(panel.answer()->banner()->accessibleDescription(), s.link.toString());
    for (const QLabel *label : panel.answer()->banner()->findChildren<QLabel *>())
        QVERIFY(!label->text().contains(u'…') || !label->textInteractionFlags()); // a part of it is nothing to copy
    s.link = QUrl(start + QStringLiteral("9c2e41.png"));
    QCOMPARE(verdictOf(s).text, s.link.toString());
    QVERIFY(verdictOf(s).whole.isEmpty());
}

void TestDetails::saysWhatToDoWithoutSelection()
{
    DetailsPanel panel;
    panel.setSnapshots({});
    panel.show();
    const QList<QLabel *> labels = panel.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](QLabel *label) {
        return label->isVisible() && label->text() == QStringLiteral("Choose an item to see its answer.");
    }));
}

void TestDetails::showsTheAnswer()
{
    DetailsPanel panel;
    panel.resize(376, 680);
    panel.setSnapshots({refused()});
    panel.show();
    const Verdict verdict = panel.answer()->banner()->verdict();
    QCOMPARE(verdict.title, QStringLiteral("Refused by the server: 413 Content Too Large"));
    QVERIFY(verdict.text.contains(QStringLiteral("larger than 50 MB")));
    QVERIFY(verdict.text.contains(QStringLiteral("Sending stopped after")));
    QCOMPARE(panel.answer()->headers()->headers().size(), 4);
    QTRY_COMPARE(panel.answer()->body()->body().kind, ui::BodyKind::Json);
    const QString text = panel.answer()->body()->editor()->toPlainText();
    QVERIFY(text.indexOf(QStringLiteral("\"error\"")) <
            text.indexOf(QStringLiteral("\"requestId\""))); // as the server ordered
    QVERIFY(panel.answer()->body()->typeText().startsWith(QStringLiteral("JSON")));
}

void TestDetails::sameSnapshotChangesNothing()
{
    DetailsPanel panel;
    panel.resize(376, 680);
    const TransferSnapshot s = refused();
    panel.setSnapshots({s});
    panel.show();
    BodyView *body = panel.answer()->body();
    QTRY_COMPARE(body->body().kind, ui::BodyKind::Json);
    QSignalSpy shown(body, &BodyView::shown);
    QSignalSpy textSet(body->editor(), &QPlainTextEdit::textChanged);
    QSignalSpy headersSet(panel.answer()->headers()->model(), &QAbstractItemModel::modelReset);
    body->editor()->selectAll();
    for (int i = 0; i < 20; ++i)
        panel.setSnapshots({s});
    QCoreApplication::processEvents();
    QCOMPARE(shown.size(), 0);
    QCOMPARE(textSet.size(), 0);
    QCOMPARE(headersSet.size(), 0);
    QVERIFY(body->editor()->textCursor().hasSelection());
}

void TestDetails::answerOfAnEarlierLaunchIsAskedForOnce()
{
    DetailsPanel panel;
    QList<TransferId> asked;
    connect(&panel, &DetailsPanel::answerWanted, &panel, [&](TransferId id) { asked.append(id); });
    TransferSnapshot s = refused();
    panel.setSnapshots({s});
    QVERIFY(asked.isEmpty());
    Exchange exchange;
    exchange.statusCode = 413;
    exchange.partial = true;
    s.exchange = std::make_shared<const Exchange>(exchange);
    panel.setSnapshots({s});
    panel.setSnapshots({s});
    QCOMPARE(asked, QList<TransferId>{s.id});
}

void TestDetails::bodyOfTheNextItemReplacesTheLast()
{
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots({refused()});
    QTRY_COMPARE(panel.answer()->body()->body().kind, ui::BodyKind::Json);
    TransferSnapshot other = refused();
    Exchange exchange = *other.exchange;
    exchange.body = "plain words";
    exchange.headers = {{"Content-Type", "text/plain"}};
    exchange.bodySize = exchange.body.size();
    other.exchange = std::make_shared<const Exchange>(exchange);
    panel.setSnapshots({other});
    QTRY_COMPARE(panel.answer()->body()->editor()->toPlainText(), QStringLiteral("plain words"));
    exchange.body.clear();
    exchange.bodySize = 0;
    other.exchange = std::make_shared<const Exchange>(exchange);
    panel.setSnapshots({other});
    QTRY_COMPARE(panel.answer()->body()->body().kind, ui::BodyKind::Empty);
}

void TestDetails::cutsLongBodies()
{
    TransferSnapshot s = refused();
    Exchange exchange = *s.exchange;
    exchange.headers = {{"Content-Type", "text/plain"}};
    exchange.body = QByteArray(1 << 20, 'x');
    exchange.bodySize = 5 << 20;
    s.exchange = std::make_shared<const Exchange>(exchange);
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots({s});
    BodyView *body = panel.answer()->body();
    QTRY_VERIFY(body->body().cut);
    QCOMPARE(body->editor()->toPlainText().size(), BodyText::shownLimit);
    const QList<QPushButton *> buttons = body->findChildren<QPushButton *>();
    const auto offers = [&](const QString &text) {
        return std::any_of(buttons.begin(), buttons.end(),
                           [&](QPushButton *b) { return b->isVisible() && b->text() == text; });
    };
    QVERIFY(offers(QStringLiteral("Save the first 1.05 MB…"))); // the rest was not kept
    exchange.bodySize = exchange.body.size();
    s.exchange = std::make_shared<const Exchange>(exchange);
    panel.setSnapshots({s});
    QTRY_VERIFY(offers(QStringLiteral("Save the whole body…")));
}

void TestDetails::showsPictures()
{
    QImage image(60, 40, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QByteArray png;
    QBuffer buffer(&png);
    QVERIFY(image.save(&buffer, "PNG"));
    TransferSnapshot s = refused();
    Exchange exchange = *s.exchange;
    exchange.headers = {{"Content-Type", "image/png"}};
    exchange.body = png;
    exchange.bodySize = png.size();
    s.exchange = std::make_shared<const Exchange>(exchange);
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots({s});
    const QList<QLabel *> labels = panel.answer()->body()->findChildren<QLabel *>();
    QTRY_VERIFY(std::any_of(labels.begin(), labels.end(), [](QLabel *label) {
        return label->isVisible() && !label->pixmap(Qt::ReturnByValue).isNull();
    }));
}

void TestDetails::previewsAReadyDownload()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("part-1")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("first line\nsecond line\n");
    file.close();
    TransferSnapshot s = sample::download(6, TransferState::Ready, QStringLiteral("notes.txt"), 23, 23,
                                          QStringLiteral("docs.example.com"));
    s.tempPath = file.fileName();
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots({s});
    QTRY_VERIFY(panel.answer()->preview()->editor()->toPlainText().startsWith(QStringLiteral("first line")));
    QVERIFY(panel.answer()->preview()->isVisible());
    QVERIFY(!panel.answer()->body()->isVisible());
}

void TestDetails::actionsGoOutWithTheId()
{
    TransferSnapshot s = sample::download(6, TransferState::Ready, QStringLiteral("notes.txt"), 23, 23,
                                          QStringLiteral("docs.example.com"));
    DetailsPanel panel;
    panel.resize(376, 680);
    panel.show();
    panel.setSnapshots({s});
    QSignalSpy save(&panel, &DetailsPanel::saveRequested);
    QSignalSpy saveAs(&panel, &DetailsPanel::saveAsRequested);
    QSignalSpy open(&panel, &DetailsPanel::openRequested);
    QSignalSpy discard(&panel, &DetailsPanel::discardRequested);
    const QList<QPushButton *> buttons = panel.answer()->actions()->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 4);
    for (QPushButton *button : buttons)
        QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(save.size(), 1);
    QCOMPARE(save.first().first().value<QList<TransferId>>(), QList<TransferId>{6});
    QCOMPARE(saveAs.size(), 1);
    QCOMPARE(open.size(), 1);
    QCOMPARE(discard.size(), 1);
}

void TestDetails::fullDiskOffersAnotherPlace_data()
{
    QTest::addColumn<TransferState>("state");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("offers");
    QTest::newRow("paused, full") << TransferState::Paused << ErrorKind::DiskFull << 1;
    QTest::newRow("failed, no such place") << TransferState::Failed << ErrorKind::Target << 1;
    QTest::newRow("failed, broken") << TransferState::Failed << ErrorKind::Network << 0;
}

void TestDetails::fullDiskOffersAnotherPlace()
{
    QFETCH(ErrorKind, kind);
    TransferSnapshot s = sample::download(6, TransferState::Receiving, QStringLiteral("a"), 5, 23, QStringLiteral("h"));
    QFETCH(TransferState, state);
    s.state = state;
    s.error = TransferError{};
    s.error->kind = kind;
    DetailsPanel panel;
    panel.resize(376, 680);
    panel.show();
    panel.setSnapshots({s});
    QSignalSpy saveAs(&panel, &DetailsPanel::saveAsRequested);
    const QList<QPushButton *> buttons = panel.answer()->actions()->findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        QTest::mouseClick(button, Qt::LeftButton);
    QTEST(int(saveAs.size()), "offers");
    const QString detail = errorText(*s.error);
    QVERIFY(verdictOf(s).text.startsWith(detail)); // a pause says its reason too
}

void TestDetails::refusalSaysWhenToComeAgain()
{
    TransferSnapshot s = sample::download(6, TransferState::Refused, QStringLiteral("a"), 5, 5, QStringLiteral("h"));
    s.exchange = sample::refusal();
    const auto text = [&s] { return verdictOf(s).text; };
    QVERIFY(!text().contains(QStringLiteral("come again")));
    s.waitUntil = QDateTime::currentDateTimeUtc().addSecs(3600);
    QVERIFY2(text().contains(QStringLiteral("The server asks to come again at ")), qPrintable(text()));
    s.waitUntil = QDateTime::currentDateTimeUtc().addSecs(-1);
    QVERIFY(!text().contains(QStringLiteral("come again")));
}

void TestDetails::placeStandsByItself_data()
{
    using enum TransferState;
    QTest::addColumn<TransferSnapshot>("item");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text"); ///< how it begins
    const auto row = [](const char *name, const TransferSnapshot &s, const char *title, const char *text) {
        QTest::newRow(name) << s << QString::fromUtf8(title) << QString::fromUtf8(text);
    };
    const QString n = QStringLiteral("a.bin"), host = QStringLiteral("127.0.0.1:8421"),
                  image = QStringLiteral("Image host");
    row("receiving", sample::download(1, Receiving, n, 10, 47, host), "Receiving from 127.0.0.1:8421", "10");
    row("waiting", sample::download(1, Queued, n, 0, -1, host), "Waiting for a free place", "");
    row("paused", sample::download(1, Paused, n, 10, 47, host), "Paused", "From 127.0.0.1:8421. 10");
    row("paused upload", sample::upload(1, Paused, n, 0, 47, image, host), "Paused", "To Image host. ");
    row("download awaits", sample::download(1, Awaiting, n, 0, -1, host), "Waiting for the answer from 127.0.0.1:8421",
        "");
    row("upload awaits", sample::upload(1, Awaiting, n, 47, 47, image, host), "Sent, waiting for the answer",
        "To Image host. ");
}

void TestDetails::placeStandsByItself()
{
    QFETCH(TransferSnapshot, item);
    QFETCH(QString, text);
    const Verdict verdict = verdictOf(item);
    QTEST(verdict.title, "title");
    QVERIFY2(text.isEmpty() ? verdict.text.isEmpty() : verdict.text.startsWith(text), qPrintable(verdict.text));
}

void TestDetails::longPhraseIsCut_data()
{
    QTest::addColumn<QString>("phrase");
    QTest::addColumn<QString>("title");
    QTest::newRow("words") << QStringLiteral("very ").repeated(80)
                           << QStringLiteral("Refused by the server: 413 very very very very very very very very…");
    QTest::newRow("one word") << QString(300, u'x')
                              << QStringLiteral("Refused by the server: 413 ") + QString(40, u'x') + u'…';
    QTest::newRow("Han") << QString(300, u'太')
                         << QStringLiteral("Refused by the server: 413 ") + QString(20, u'太') + u'…';
    QTest::newRow("turned around") << QStringLiteral("ab\u202ecd") << QStringLiteral("Refused by the server: 413 abcd");
}

// The title has two lines at most, and what it leaves out is told once.
void TestDetails::longPhraseIsCut()
{
    QFETCH(QString, phrase);
    TransferSnapshot s = refused();
    Exchange exchange = *s.exchange;
    exchange.reason = phrase.toUtf8();
    s.exchange = std::make_shared<const Exchange>(exchange);
    s.serverReason = phrase.left(199).trimmed() + u'…'; // as the engine cuts it
    QTEST(verdictOf(s).title, "title");
    QVERIFY(!verdictOf(s).text.contains(QStringLiteral("….")));
    QCOMPARE(verdictOf(s).text.count(s.serverReason.mid(1)), 1); // with a capital
}

void TestDetails::namesAreReadAsTheyAre()
{
    const QString name = QStringLiteral("rtl\u202egpj.exe"), shown = QStringLiteral("rtlgpj.exe");
    DetailsPanel panel;
    panel.show();
    TransferSnapshot s = sample::upload(1, TransferState::Failed, name, 0, 10, {}, QStringLiteral("h"));
    s.error = TransferError{};
    s.error->kind = ErrorKind::Source;
    s.error->subject = name;
    panel.setSnapshots({s});
    const QList<QLabel *> labels = panel.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&](QLabel *label) { return label->accessibleName() == shown; }));
    QCOMPARE(verdictOf(s).text, QStringLiteral("“rtlgpj.exe” cannot be sent."));
    panel.tabs()->setCurrentIndex(1);
    const auto *parts = panel.request()->findChild<NameList *>();
    QVERIFY(parts);
    QCOMPARE(parts->items().value(0).detail, shown);
}

void TestDetails::previewsAnEmptyDownload()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("part-1")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    TransferSnapshot s = sample::download(6, TransferState::Ready, QStringLiteral("notes.txt"), 0, 0,
                                          QStringLiteral("docs.example.com"));
    s.tempPath = file.fileName();
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots({s});
    const QList<QLabel *> labels = panel.answer()->preview()->findChildren<QLabel *>();
    QTRY_VERIFY(std::any_of(labels.begin(), labels.end(), [](QLabel *label) {
        return label->isVisible() && label->text() == QStringLiteral("The file is empty.");
    }));
}

void TestDetails::manyItemsAreCountedInGroups()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    const auto restore = qScopeGuard([before] { QLocale::setDefault(before); });
    QList<TransferSnapshot> items;
    for (TransferId id = 1; id <= 1035; ++id)
        items << sample::upload(id, TransferState::Unknown, QStringLiteral("a"), 5, 5, {}, QStringLiteral("h"));
    SelectionPage page;
    page.setSnapshots(items);
    QVERIFY2(page.summary().startsWith(QStringLiteral("1,035 items")), qPrintable(page.summary()));
    QStringList offered;
    for (const QPushButton *button : page.findChildren<QPushButton *>())
        offered.append(button->text());
    QVERIFY2(offered.contains(QStringLiteral("Remove 1,035 items from the list")), qPrintable(offered.join(u'\n')));
}

void TestDetails::severalItemsShowSumAndActions()
{
    QTemporaryDir dir;
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots(sample::busyDay(dir.path()));
    QVERIFY(panel.selection()->isVisible());
    QVERIFY(panel.selection()->summary().startsWith(QStringLiteral("11 items")));
    QSignalSpy retry(&panel, &DetailsPanel::retryRequested);
    for (QPushButton *button : panel.selection()->findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Retry 3 items"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(retry.size(), 1);
    QCOMPARE(retry.first().first().value<QList<TransferId>>(), (QList<TransferId>{8, 4, 3})); // not the unknown one
}

// Else Enter would press the next one, which may be to discard.
void TestDetails::choiceThatGoesLeavesTheFocusToNone()
{
    const auto items = [](TransferState state) {
        return QList<TransferSnapshot>{
            sample::download(1, TransferState::Ready, QStringLiteral("a"), 5, 5, QStringLiteral("h")),
            sample::download(2, state, QStringLiteral("b"), 5, 5, QStringLiteral("h"))};
    };
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots(items(TransferState::Receiving));
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    QPushButton *cancel = nullptr;
    for (QPushButton *button : panel.selection()->findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Cancel 1 item"))
            cancel = button;
    }
    QVERIFY(cancel);
    cancel->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(cancel->hasFocus());
    panel.setSnapshots(items(TransferState::Ready));
    QVERIFY(!cancel->isVisible());
    QVERIFY(!qobject_cast<QPushButton *>(QApplication::focusWidget()));
}

void TestDetails::showsTheRequestWithoutSecrets()
{
    TransferSnapshot s = refused();
    UploadRequest request = std::get<UploadRequest>(*s.request);
    request.headers = {{"Authorization", "Bearer s3cret"}};
    request.fields = {{QStringLiteral("token"), "s3cret", {}}};
    s.request = std::make_shared<const TransferRequest>(request);
    s.exchange.reset(); // not sent yet
    DetailsPanel panel;
    panel.show();
    panel.tabs()->setCurrentIndex(1);
    panel.setSnapshots({s});
    QString all = panel.request()->curl();
    for (const auto &[name, value] : panel.request()->headers()->headers())
        all += QString::fromUtf8(name + value);
    for (const QWidget *widget : panel.request()->findChildren<QWidget *>())
        all += widget->accessibleDescription() + widget->accessibleName();
    for (const QLabel *label : panel.request()->findChildren<QLabel *>())
        all += label->text();
    QVERIFY(all.contains(QStringLiteral("Authorization")));
    QVERIFY(!all.contains(QStringLiteral("s3cret")));
}

void TestDetails::escapeCloses()
{
    DetailsPanel panel;
    panel.show();
    QSignalSpy closed(&panel, &DetailsPanel::closeRequested);
    QTest::keyClick(&panel, Qt::Key_Escape);
    QCOMPARE(closed.size(), 1);
}

void TestDetails::looksRight_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << int(ColourScheme::Light);
    QTest::newRow("dark") << int(ColourScheme::Dark);
}

void TestDetails::looksRight()
{
    QFETCH(int, scheme);
    useLook(ColourScheme(scheme));
    const QString tag = QLatin1String(QTest::currentDataTag());
    DetailsPanel panel;
    panel.resize(376, 712);
    panel.show();
    panel.setSnapshots({refused()});
    QTRY_COMPARE(panel.answer()->body()->body().kind, ui::BodyKind::Json);
    QVERIFY(!takeShot(panel, QStringLiteral("details-answer-") + tag).isNull());
    panel.tabs()->setCurrentIndex(1);
    QVERIFY(!takeShot(panel, QStringLiteral("details-request-") + tag).isNull());
    panel.tabs()->setCurrentIndex(2);
    QVERIFY(!takeShot(panel, QStringLiteral("details-timing-") + tag).isNull());
    panel.tabs()->setCurrentIndex(0);
    QTemporaryDir dir;
    TransferSnapshot ready = sample::download(6, TransferState::Ready, QStringLiteral("harbour.png"), 342000, 342000,
                                              QStringLiteral("docs.example.com"));
    ready.tempPath =
        sample::picture(dir.path(), QStringLiteral("harbour.png"), QColor(158, 192, 230), QColor(78, 120, 86));
    panel.setSnapshots({ready});
    QTRY_COMPARE(panel.answer()->preview()->body().kind, ui::BodyKind::Image);
    QVERIFY(!takeShot(panel, QStringLiteral("details-ready-") + tag).isNull());
    panel.setSnapshots(sample::busyDay(dir.path()));
    QVERIFY(!takeShot(panel, QStringLiteral("details-several-") + tag).isNull());
    useLook(ColourScheme::Light);
}

QTEST_MAIN(TestDetails)
#include "tst_details.moc"
