#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/ScriptedServer.h"
#include "tests/support/TestWindow.h"
#include "ui/details/ActionRow.h"
#include "ui/details/DetailsActions.h"
#include "ui/details/DetailsPanel.h"
#include "ui/details/SelectionPage.h"
#include "ui/queue/QueueView.h"
#include "ui/toolbar/WindowActions.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace ferry;
using namespace ferry::ui;

/// What the details offer: the first thing that Enter meets never loses anything, and what can be tried again can be.
class TestDetailsActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void nothingIsLostByTheFirst_data();
    void nothingIsLostByTheFirst();
    void whatEndedBadlyIsTriedAgain_data();
    void whatEndedBadlyIsTriedAgain();
    void whatWaitsOrRunsCanBeHeldUp_data();
    void whatWaitsOrRunsCanBeHeldUp();
    void severalOfUnknownAnswerAreDecided();
    void severalSignInAtOnce();
    void severalHeldPagesAreFetchedAgain();
    void aHeldPageIsFetchedAgain();
    void whatWaitsForATryIsRetriedAtOnce_data();
    void whatWaitsForATryIsRetriedAtOnce();
    void everyChoiceIsInReachOfASmallWindow();

private:
    static TransferSnapshot held(TransferId id)
    {
        TransferSnapshot s = sample::download(id, TransferState::Ready, QStringLiteral("a.zip"), 5, 5,
                                              QStringLiteral("files.example.net"));
        s.heldHtml = true;
        return s;
    }
};

void TestDetailsActions::nothingIsLostByTheFirst_data()
{
    QTest::addColumn<bool>("isHeld");
    QTest::newRow("a file") << false;
    QTest::newRow("a page in place of one") << true;
}

void TestDetailsActions::nothingIsLostByTheFirst()
{
    QFETCH(bool, isHeld);
    TransferSnapshot s = held(1);
    s.heldHtml = isHeld;
    const QList<DetailsAction> actions = actionsFor(s);
    QVERIFY(actions.first() == DetailsAction::Save || actions.first() == DetailsAction::Open);
    QCOMPARE(actions.last(), DetailsAction::Discard);
    QCOMPARE(actions.contains(DetailsAction::Retry), isHeld);
    QCOMPARE(actions.contains(DetailsAction::Save), !isHeld); // as the toolbar does
    QVERIFY(actions.contains(DetailsAction::SaveAs));
}

void TestDetailsActions::whatEndedBadlyIsTriedAgain_data()
{
    QTest::addColumn<TransferState>("state");
    QTest::newRow("refused") << TransferState::Refused;
    QTest::newRow("failed") << TransferState::Failed;
    QTest::newRow("cancelled") << TransferState::Cancelled;
}

void TestDetailsActions::whatEndedBadlyIsTriedAgain()
{
    QFETCH(TransferState, state);
    const TransferSnapshot s =
        sample::upload(1, state, QStringLiteral("a.bin"), 5, 10, {}, QStringLiteral("img.example.net"));
    QVERIFY(actionsFor(s).contains(DetailsAction::Retry));
    QVERIFY(fits(DetailsAction::Retry, s));
}

void TestDetailsActions::whatWaitsOrRunsCanBeHeldUp_data()
{
    using enum TransferState;
    QTest::addColumn<TransferSnapshot>("item");
    QTest::addColumn<QList<DetailsAction>>("actions");
    using A = DetailsAction;
    const QString n = QStringLiteral("a"), host = QStringLiteral("h");
    const QList<A> both{A::Pause, A::Cancel}, held{A::Resume, A::Cancel}, moving{A::Cancel};
    QTest::newRow("paused") << sample::download(1, Paused, n, 5, 10, host) << held;
    QTest::newRow("queued") << sample::download(1, Queued, n, 0, -1, host) << both;
    TransferSnapshot waiting = sample::download(1, Waiting, n, 5, 10, host);
    QTest::newRow("waits for its host, untried") << waiting << both;
    waiting.waitReason = WaitReason::Retry;
    QTest::newRow("waits for a try") << waiting << QList<A>{A::Pause, A::Cancel, A::Retry};
    QTest::newRow("receiving") << sample::download(1, Receiving, n, 5, 10, host) << both;
    QTest::newRow("sending") << sample::upload(1, Sending, n, 5, 10, {}, host) << both;
    QTest::newRow("all is sent") << sample::upload(1, Awaiting, n, 10, 10, {}, host) << moving;
    QTest::newRow("saving") << sample::download(1, Saving, n, 10, 10, host) << moving;
    TransferSnapshot full = sample::download(1, Paused, n, 5, 10, host);
    full.error = TransferError();
    full.error->kind = ErrorKind::DiskFull;
    QTest::newRow("no room") << full << QList<A>{A::SaveAs, A::Resume, A::Cancel};
}

void TestDetailsActions::whatWaitsOrRunsCanBeHeldUp()
{
    QFETCH(TransferSnapshot, item);
    QTEST(actionsFor(item), "actions");
}

void TestDetailsActions::severalOfUnknownAnswerAreDecided()
{
    const auto unknown = [](TransferId id) {
        return sample::upload(id, TransferState::Unknown, QStringLiteral("a"), 5, 5, {}, QStringLiteral("h"));
    };
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots({unknown(2), unknown(1)});
    QSignalSpy retried(&panel, &DetailsPanel::retryRequested);
    QSignalSpy done(&panel, &DetailsPanel::markDoneRequested);
    QStringList offered;
    for (QPushButton *button : panel.selection()->findChildren<QPushButton *>()) {
        if (!button->isVisible())
            continue;
        offered.append(button->text());
        if (button->text() != QStringLiteral("Remove 2 items from the list"))
            button->click();
    }
    QCOMPARE(offered, (QStringList{QStringLiteral("Send 2 items again"), QStringLiteral("Mark 2 items as done"),
                                   QStringLiteral("Remove 2 items from the list")}));
    QCOMPARE(retried.size(), 1);
    QCOMPARE(retried.value(0).value(0).value<QList<TransferId>>(), (QList<TransferId>{2, 1}));
    QCOMPARE(done.size(), 2);
    QCOMPARE(done.value(0).value(0).value<TransferId>(), TransferId(2));
    QCOMPARE(done.value(1).value(0).value<TransferId>(), TransferId(1));
}

void TestDetailsActions::severalSignInAtOnce()
{
    const auto refused = [](TransferId id) {
        TransferSnapshot s =
            sample::upload(id, TransferState::Refused, QStringLiteral("a"), 5, 5, {}, QStringLiteral("h"));
        s.signIn = SignIn{QUrl(QStringLiteral("https://h")), {}, "Basic"};
        return s;
    };
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots({refused(2), refused(1)});
    QSignalSpy asked(&panel, &DetailsPanel::signInRequested);
    for (QPushButton *button : panel.selection()->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == actionWords(DetailsAction::SignIn).text)
            button->click();
    }
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.value(0).value(0).value<TransferId>(), TransferId(2));
}

void TestDetailsActions::severalHeldPagesAreFetchedAgain()
{
    SelectionPage page;
    page.setSnapshots({held(1), held(2)});
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QSignalSpy discarded(&page, &SelectionPage::discardRequested);
    QSignalSpy retried(&page, &SelectionPage::retryRequested);
    QWidget *first = page.nextInFocusChain(); // where Tab leads to
    while (!first->isVisible() || !qobject_cast<QPushButton *>(first))
        first = first->nextInFocusChain();
    first->setFocus(Qt::TabFocusReason);
    QTest::keyClick(first, Qt::Key_Return);
    QCOMPARE(discarded.size(), 0);
    QCOMPARE(retried.value(0).value(0).value<QList<TransferId>>(), (QList<TransferId>{1, 2}));
}

void TestDetailsActions::aHeldPageIsFetchedAgain()
{
    const ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        if (peer.index() == 0)
            peer.reply(200, "<html>Sign in</html>", {"Content-Type: text/html", "Connection: close"});
        else
            peer.reply(200, "bytes", {"Content-Type: application/zip"});
        peer.close();
    });
    TestWindow test;
    QVERIFY(test.show(QSize(1120, 720)));
    DownloadRequest request;
    request.url = server.url(QStringLiteral("/a.zip"));
    const TransferId id = test.engine.add(request);
    QTRY_VERIFY(test.model.find(id) && test.model.find(id)->heldHtml);
    test.window.queueView()->selectItem(id);
    QVERIFY(test.window.actions().retry->isEnabled());
    test.window.setDetailsOpen(true);
    auto *row = test.window.detailsPanel()->findChild<ActionRow *>();
    QVERIFY(row);
    for (auto *button : row->findChildren<QPushButton *>()) {
        if (button->text() == actionWords(DetailsAction::Retry).text)
            button->click();
    }
    QTRY_VERIFY(test.stateOf(id) == TransferState::Ready && !test.model.find(id)->heldHtml);
}

void TestDetailsActions::whatWaitsForATryIsRetriedAtOnce_data()
{
    QTest::addColumn<bool>("byKey"); ///< else by the details
    QTest::newRow("Ctrl+R") << true;
    QTest::newRow("its button") << false;
}

void TestDetailsActions::whatWaitsForATryIsRetriedAtOnce()
{
    QFETCH(bool, byKey);
    const ScriptedServer server([](ScriptPeer &peer) {
        peer.readRequest();
        if (peer.index() == 0)
            peer.reply(503, "busy", {"Retry-After: 3000", "Connection: close"});
        else
            peer.reply(200, "bytes", {"Content-Type: application/zip"});
        peer.close();
    });
    TestWindow test;
    QVERIFY(test.show(QSize(1120, 720)));
    DownloadRequest request;
    request.url = server.url(QStringLiteral("/a.zip"));
    request.options.retries = 5;
    const TransferId id = test.engine.add(request);
    QTRY_COMPARE(test.stateOf(id), TransferState::Waiting);
    test.window.queueView()->selectItem(id);
    test.window.setDetailsOpen(true);
    const WindowActions &actions = test.window.actions();
    QVERIFY(actions.retry->isEnabled());
    QVERIFY(!actions.startNow->isEnabled()); // it would be the same by another name
    if (byKey)
        QTest::keySequence(test.window.queueView(), actions.retry->shortcut());
    for (auto *button : test.window.detailsPanel()->findChild<ActionRow *>()->findChildren<QPushButton *>()) {
        if (!byKey && button->text() == actionWords(DetailsAction::Retry).text)
            button->click();
    }
    QTRY_COMPARE(test.stateOf(id), TransferState::Ready);
}

/// One of each choice that there is, with less height than they need.
void TestDetailsActions::everyChoiceIsInReachOfASmallWindow()
{
    using enum TransferState;
    const QString name = QStringLiteral("a"), host = QStringLiteral("h");
    QList<TransferSnapshot> items = {
        sample::download(1, Ready, name, 5, 5, host), sample::download(2, Paused, name, 5, 10, host),
        sample::download(3, Queued, name, 0, 10, host), sample::upload(4, Unknown, name, 5, 5, {}, host),
        sample::upload(5, Refused, name, 5, 5, {}, host)};
    items.last().signIn = SignIn{QUrl(QStringLiteral("https://h")), {}, "Basic"};
    TestWindow test;
    test.model.apply(items);
    QVERIFY(test.show(QSize(640, 420)));
    test.window.queueView()->selectAll();
    test.window.setDetailsOpen(true);
    SelectionPage *page = test.window.detailsPanel()->selection();
    QTRY_VERIFY(page->isVisible());
    QVERIFY(page->minimumSizeHint().height() < page->height()); // it asks for no more than there is
    QList<QPushButton *> choices;
    for (auto *button : page->findChildren<QPushButton *>()) {
        if (button->isVisible())
            choices.append(button);
    }
    QCOMPARE(choices.size(), 10);
    const auto isInSight = [page](const QWidget *button) {
        return page->viewport()->rect().contains(QRect(button->mapTo(page->viewport(), QPoint()), button->size()));
    };
    QVERIFY(!isInSight(choices.last()));
    choices.first()->setFocus(Qt::TabFocusReason);
    for (qsizetype i = 0; i < choices.size(); ++i) {
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(choices.at(i)));
        QVERIFY2(isInSight(choices.at(i)), qPrintable(choices.at(i)->text()));
        QTest::keyClick(choices.at(i), Qt::Key_Tab);
    }
    QVERIFY(!page->isAncestorOf(QApplication::focusWidget())); // past the last one, from where Tab goes back
    page->verticalScrollBar()->setValue(0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(choices.last()));
    QVERIFY(isInSight(choices.last()));
}

QTEST_MAIN(TestDetailsActions)
#include "tst_details_actions.moc"
