#include "SampleItems.h"
#include "Shot.h"
#include "ui/details/AnswerPage.h"
#include "ui/details/BodyView.h"
#include "ui/details/DetailsPanel.h"
#include "ui/details/HeaderTable.h"
#include "ui/details/RequestPage.h"
#include "ui/details/TimingPage.h"
#include "ui/parts/Tone.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// What the three pages say where something is missing, and that all of a page is in reach.
class TestDetailsPages : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void pagesSayWhatIsMissing_data();
    void pagesSayWhatIsMissing();
    void whatIsMissingChangesWithTheState();
    void answerOfATryIsShownUntilTheNext_data();
    void answerOfATryIsShownUntilTheNext();
    void formStandsByTheRequestThatCarriedIt();
    void headNamesTheEndpoint_data();
    void headNamesTheEndpoint();
    void tabMeetsTheButtonsWhereTheyStand();
    void headersGrowWhereNoBodyIs();
    void pageFollowsTheChosenHeader();

private:
    /// An upload whose answer has not begun: the wire has told nothing but where it goes.
    static TransferSnapshot sending(TransferState state);
    static TransferSnapshot refused();
    static TransferSnapshot withHeaders(TransferSnapshot item, int count);
};

TransferSnapshot TestDetailsPages::sending(TransferState state)
{
    TransferSnapshot s =
        sample::upload(1, state, QStringLiteral("a.zip"), 3000000, 3000000, {}, QStringLiteral("img.example.net"));
    Exchange exchange;
    exchange.method = "POST";
    exchange.url = s.url();
    s.exchange = std::make_shared<const Exchange>(exchange);
    return s;
}

TransferSnapshot TestDetailsPages::refused()
{
    TransferSnapshot s = sending(TransferState::Refused);
    s.exchange = sample::refusal();
    return s;
}

TransferSnapshot TestDetailsPages::withHeaders(TransferSnapshot item, int count)
{
    Exchange exchange = item.exchange ? *item.exchange : Exchange();
    exchange.statusCode = exchange.statusCode > 0 ? exchange.statusCode : 200;
    exchange.headers = {};
    for (int i = 0; i < count; ++i)
        exchange.headers.append("X-Number", QByteArray::number(i));
    item.exchange = std::make_shared<const Exchange>(exchange);
    return item;
}

void TestDetailsPages::pagesSayWhatIsMissing_data()
{
    QTest::addColumn<TransferSnapshot>("item");
    QTest::addColumn<QString>("timing");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("request");
    const QString next = QStringLiteral("The next try has not begun."),
                  times = QStringLiteral("No timings before the answer is here."),
                  headers = QStringLiteral("All headers are known when the answer is here.");
    QTest::newRow("sending") << sending(TransferState::Sending) << times << "POST" << headers;
    QTest::newRow("all is sent") << sending(TransferState::Awaiting) << times << "POST" << headers;
    TransferSnapshot s = sending(TransferState::Queued);
    s.bytesDone = 0;
    s.exchange.reset();
    QTest::newRow("in line") << s << "Nothing was sent yet."
                             << "POST, not sent yet" << QString();
    s.attempts = {PastAttempt{1, s.added, 500, std::nullopt}};
    QTest::newRow("in line after a try") << s << next << "POST" << next;
    s.state = TransferState::Waiting;
    s.waitReason = WaitReason::Host;
    QTest::newRow("for its host after a try") << s << next << "POST" << next;
    s = refused();
    QTest::newRow("answered") << s << QString() << "POST" << QString();
    s.exchange.reset();
    QTest::newRow("of an earlier launch") << s << "No timings are known."
                                          << "POST" << QString();
}

void TestDetailsPages::pagesSayWhatIsMissing()
{
    QFETCH(TransferSnapshot, item);
    QFETCH(QString, timing);
    QFETCH(QString, request);
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots({item});
    panel.tabs()->setCurrentIndex(1);
    QTEST(panel.request()->method()->text(), "method");
    QCOMPARE(panel.request()->note()->text(), request);
    QCOMPARE(panel.request()->note()->isVisible(), !request.isEmpty());
    panel.tabs()->setCurrentIndex(2);
    QCOMPARE(panel.timing()->note()->text(), timing);
    QCOMPARE(panel.timing()->note()->isVisible(), !timing.isEmpty());
}

/// The exchange stays the same meanwhile: there is none.
void TestDetailsPages::whatIsMissingChangesWithTheState()
{
    DetailsPanel panel;
    panel.show();
    TransferSnapshot s = sending(TransferState::Queued);
    s.exchange.reset();
    panel.tabs()->setCurrentIndex(1);
    panel.setSnapshots({s});
    QVERIFY(panel.request()->note()->text().isEmpty());
    s.attempts = {PastAttempt{1, s.added, 500, std::nullopt}};
    panel.setSnapshots({s});
    QCOMPARE(panel.request()->note()->text(), QStringLiteral("The next try has not begun."));
    panel.tabs()->setCurrentIndex(2);
    s.state = TransferState::Connecting;
    panel.setSnapshots({s});
    QCOMPARE(panel.timing()->note()->text(), QStringLiteral("No timings before the answer is here."));
}

void TestDetailsPages::answerOfATryIsShownUntilTheNext_data()
{
    QTest::addColumn<TransferState>("state");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isShown");
    QTest::newRow("tried again") << TransferState::Waiting << 500 << true;
    QTest::newRow("held then") << TransferState::Paused << 503 << true;
    QTest::newRow("refused") << TransferState::Refused << 404 << true;
    QTest::newRow("broke in the file") << TransferState::Waiting << 200 << false;
    QTest::newRow("was whole already") << TransferState::Done << 416 << false;
}

void TestDetailsPages::answerOfATryIsShownUntilTheNext()
{
    QFETCH(TransferState, state);
    QFETCH(int, status);
    QFETCH(bool, isShown);
    TransferSnapshot s = sample::waiting(8, WaitReason::Retry, QDateTime::currentDateTimeUtc().addSecs(60));
    s.state = state;
    Exchange exchange = *sample::refusal();
    exchange.statusCode = status;
    s.exchange = std::make_shared<const Exchange>(exchange);
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots({s});
    QCOMPARE(panel.answer()->body()->isVisible(), isShown);
    if (isShown)
        QTRY_COMPARE(panel.answer()->body()->body().kind, ui::BodyKind::Json);
}

void TestDetailsPages::formStandsByTheRequestThatCarriedIt()
{
    TransferSnapshot s = refused();
    s.state = TransferState::Done;
    Exchange exchange = *s.exchange;
    exchange.statusCode = 200;
    s.exchange = std::make_shared<const Exchange>(exchange);
    DetailsPanel panel;
    panel.show();
    panel.tabs()->setCurrentIndex(1);
    panel.setSnapshots({s});
    QVERIFY(!panel.request()->carrier()->isVisible());
    const QUrl from(QStringLiteral("https://me:canary@a.example/one?token=canary"));
    exchange.method = "GET";
    exchange.redirects = {{302, from, exchange.url}};
    s.exchange = std::make_shared<const Exchange>(exchange);
    panel.setSnapshots({s});
    const ToneLabel *carrier = panel.request()->carrier();
    QVERIFY(carrier->isVisible());
    QVERIFY2(carrier->text().startsWith(QStringLiteral("Sent by POST to https://a.example/one")),
             qPrintable(carrier->text()));
    QVERIFY(!carrier->text().contains(QStringLiteral("canary")));
    panel.tabs()->setCurrentIndex(2);
    QCOMPARE(panel.timing()->note()->text(),
             QStringLiteral("These are the times of the GET alone, without the upload before it."));
    exchange.method = "POST";
    exchange.redirects.first().statusCode = 307;
    s.exchange = std::make_shared<const Exchange>(exchange);
    panel.setSnapshots({s});
    QCOMPARE(panel.timing()->note()->text(),
             QStringLiteral("These are the times of the last request alone, without the redirects before it."));
    panel.tabs()->setCurrentIndex(1);
    QVERIFY(!carrier->isVisible());
}

void TestDetailsPages::headNamesTheEndpoint_data()
{
    QTest::addColumn<QString>("destination");
    QTest::addColumn<QString>("head");
    QTest::newRow("an address") << QString() << QStringLiteral("Upload to 127.0.0.1:8421/try/slow");
    QTest::newRow("a destination") << QStringLiteral("Image host") << QStringLiteral("Upload to Image host");
}

void TestDetailsPages::headNamesTheEndpoint()
{
    QFETCH(QString, destination);
    QFETCH(QString, head);
    TransferSnapshot s = sending(TransferState::Sending);
    UploadRequest request = std::get<UploadRequest>(*s.request);
    request.url = QUrl(QStringLiteral("http://me:canary@127.0.0.1:8421/try/slow?token=canary#top"));
    request.destinationName = destination;
    s.request = std::make_shared<const TransferRequest>(request);
    DetailsPanel panel;
    panel.resize(300, 680);
    panel.show();
    panel.setSnapshots({s});
    const QList<ElidedLabel *> labels = panel.findChildren<ElidedLabel *>();
    const auto found =
        std::find_if(labels.begin(), labels.end(), [&](ElidedLabel *l) { return l->fullText() == head; });
    QVERIFY(found != labels.end());
    panel.resize(260, 680);
    s.state = TransferState::Refused;
    s.stateSince = sample::today(10, 42);
    panel.setSnapshots({s});
    if (destination.isEmpty()) // both ends tell the most
        QVERIFY2(!(*found)->text().endsWith(u'…'), qPrintable((*found)->text()));
}

void TestDetailsPages::tabMeetsTheButtonsWhereTheyStand()
{
    DetailsPanel panel;
    panel.resize(376, 712);
    panel.show();
    panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    TransferSnapshot s = refused();
    panel.setSnapshots({s});
    s.state = TransferState::Unknown; // other buttons take the place of the first ones
    panel.setSnapshots({s});
    panel.tabs()->tabBar()->setFocus(Qt::TabFocusReason);
    QStringList met;
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const auto *button = qobject_cast<QAbstractButton *>(QApplication::focusWidget());
        QVERIFY(button);
        met << button->text();
    }
    QCOMPARE(met,
             (QStringList{QStringLiteral("Send again"), QStringLiteral("Mark as done"), QStringLiteral("Headers")}));
}

void TestDetailsPages::headersGrowWhereNoBodyIs()
{
    DetailsPanel panel;
    panel.resize(376, 712);
    panel.show();
    const int count = HeaderTable::mostRows + 5;
    HeaderTable *headers = panel.answer()->headers();
    panel.setSnapshots({withHeaders(refused(), count)}); // the body needs the room
    QTRY_VERIFY(headers->verticalScrollBar()->maximum() > 0);
    QVERIFY(headers->height() < count * headers->rowHeight(0));
    panel.setSnapshots({withHeaders(sample::waiting(8, WaitReason::Network, {}), count)});
    QTRY_VERIFY(headers->height() >= count * headers->rowHeight(0));
    QTRY_COMPARE(headers->verticalScrollBar()->maximum(), 0);
}

/// A table without a scroll bar of its own may be longer than the page.
void TestDetailsPages::pageFollowsTheChosenHeader()
{
    DetailsPanel panel;
    panel.resize(376, 712);
    panel.show();
    const int count = 100;
    panel.setSnapshots({withHeaders(sample::waiting(8, WaitReason::Network, {}), count)});
    HeaderTable *headers = panel.answer()->headers();
    const QWidget *sight = panel.answer()->viewport();
    QTRY_VERIFY(panel.answer()->verticalScrollBar()->maximum() > 0);
    const auto isInSight = [&](int row) {
        const QRect place = headers->visualRect(headers->model()->index(row, 0));
        return sight->rect().contains(headers->viewport()->mapTo(sight, place.center()));
    };
    QVERIFY(!isInSight(count - 1));
    headers->setCurrentIndex(headers->model()->index(count - 1, 0));
    QVERIFY(isInSight(count - 1));
    headers->setCurrentIndex(headers->model()->index(0, 0));
    QVERIFY(isInSight(0));
}

QTEST_MAIN(TestDetailsPages)
#include "tst_details_pages.moc"
