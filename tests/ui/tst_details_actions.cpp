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

#include <QPushButton>
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
    void severalHeldPagesAreFetchedAgain();
    void aHeldPageIsFetchedAgain();

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

QTEST_MAIN(TestDetailsActions)
#include "tst_details_actions.moc"
