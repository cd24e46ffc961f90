#include "core/devserver/DevServer.h"
#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/details/DetailsPanel.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueHead.h"
#include "ui/queue/QueueModel.h"
#include "ui/queue/QueueView.h"
#include "ui/toolbar/WindowActions.h"
#include "ui/undo/NoticeBar.h"

#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace ferry;
using namespace ferry::ui;

/// What a person does with a list of many items, day after day.
class TestMainWindowDaily : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init();
    void cleanup() { m_test.reset(); }
    void removesWhatIsFinished();
    void removalOfUnsavedFilesIsCalledDiscard();
    void cancellingSaysWhatElseItTakes_data();
    void cancellingSaysWhatElseItTakes();
    void cancellingAndDiscardingLeavesWhatHasEnded();
    void offersToSaveWhatWouldBeSaved();
    void whatIsNextTakesThePlaceOfWhatIsRemoved();
    void undoSelectsWhatComesBack();
    void cancelledOnesStaySelected();
    void detailsInANarrowWindowAreOfSomething();
    void orderIsRemembered();

private:
    QueueView *view() const { return m_test->window.queueView(); }
    WindowActions &actions() const { return m_test->window.actions(); }
    QueueModel &queue() const { return *m_test->window.findChild<QueueModel *>(); }

    std::unique_ptr<TestWindow> m_test;
};

namespace {

enum Item : TransferId { Uploaded = 1, Saved, Failed, Ready, Held, Running };

} // namespace

void TestMainWindowDaily::init()
{
    m_test = std::make_unique<TestWindow>();
    const QString host = QStringLiteral("files.example.net");
    const auto load = [&host](TransferId id, TransferState state) {
        return sample::download(id, state, QStringLiteral("item-%1.bin").arg(id), 10, 10, host);
    };
    QList<TransferSnapshot> items = {
        sample::upload(Uploaded, TransferState::Done, QStringLiteral("a.txt"), 10, 10, {}, host)};
    items << load(Saved, TransferState::Done) << load(Failed, TransferState::Failed)
          << load(Ready, TransferState::Ready) << load(Held, TransferState::Ready);
    items.last().heldHtml = true;
    m_test->model.apply(items);
    QVERIFY(m_test->show(QSize(1120, 720)));
    view()->setFocus();
}

void TestMainWindowDaily::removesWhatIsFinished()
{
    QVERIFY(actions().removeDone->isEnabled());
    actions().filters[size_t(TransferFilter::Problems)]->trigger(); // whatever is shown
    actions().removeDone->trigger();
    QCOMPARE(queue().count(TransferFilter::Done), 0);
    QCOMPARE(queue().count(TransferFilter::All), 3);
    QVERIFY(!actions().removeDone->isEnabled());
    actions().undo->trigger();
    QCOMPARE(queue().count(TransferFilter::All), 5);
    QVERIFY(actions().removeDone->isEnabled());
}

void TestMainWindowDaily::removalOfUnsavedFilesIsCalledDiscard()
{
    const auto named = [this](TransferId id) {
        view()->selectItem(id);
        return actions().remove->text();
    };
    QCOMPARE(named(Ready), QStringLiteral("Discard"));
    QCOMPARE(named(Failed), QStringLiteral("Remove from the list"));
    view()->selectAll();
    QCOMPARE(actions().remove->text(), QStringLiteral("Remove and discard"));
    actions().remove->trigger();
    QCOMPARE(m_test->window.undoBar()->sentence(),
             QStringLiteral("3 items removed from the list, 2 unsaved files discarded")); // one failed
    actions().undo->trigger();
    actions().removeDone->trigger();
    QCOMPARE(m_test->window.undoBar()->sentence(), QStringLiteral("2 finished items removed from the list"));
}

void TestMainWindowDaily::cancellingSaysWhatElseItTakes_data()
{
    QTest::addColumn<QList<TransferId>>("ids");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("inMenu"); // where Cancel has an entry of its own
    using Ids = QList<TransferId>;
    QTest::newRow("one that runs") << Ids{Running} << QStringLiteral("Cancel") << false;
    QTest::newRow("and a file") << Ids{Running, Ready} << QStringLiteral("Cancel and discard") << true;
    QTest::newRow("and what has ended") << Ids{Running, Failed} << QStringLiteral("Cancel and remove") << true;
    QTest::newRow("and both") << Ids{Running, Failed, Held} << QStringLiteral("Cancel and discard") << true;
}

void TestMainWindowDaily::cancellingSaysWhatElseItTakes()
{
    QFETCH(QList<TransferId>, ids);
    m_test->model.apply({sample::download(Running, TransferState::Receiving, QStringLiteral("r.bin"), 5, 10,
                                          QStringLiteral("files.example.net"))});
    view()->clearSelection();
    for (const TransferId id : ids)
        view()->selectionModel()->select(queue().indexOf(id), QItemSelectionModel::Select);
    QTEST(actions().remove->text(), "name");
    emit view()->menuRequested(m_test->window.mapToGlobal(QPoint(300, 300)));
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QTEST(menu->actions().contains(actions().remove), "inMenu");
    menu->close();
}

/// It is named by what it does to what runs, waits or is not saved, and does no more.
void TestMainWindowDaily::cancellingAndDiscardingLeavesWhatHasEnded()
{
    m_test = std::make_unique<TestWindow>(1);
    devserver::DevServer server({});
    QVERIFY2(server.start(), qPrintable(server.errorString()));
    QVERIFY(m_test->show(QSize(1120, 720)));
    DownloadRequest request;
    request.url = server.url().resolved(QUrl(QStringLiteral("try/silent")));
    const QList<TransferId> open = m_test->engine.add(QList<TransferRequest>{request, request});
    QTRY_COMPARE(m_test->stateOf(open.value(0)), TransferState::Awaiting);
    QTRY_COMPARE(m_test->stateOf(open.value(1)), TransferState::Queued);
    constexpr TransferId unsaved = 1001, failed = 1002, saved = 1003; // the engine's own are lower
    const QString name = QStringLiteral("a.bin"), host = QStringLiteral("files.example.net");
    m_test->model.apply({sample::download(unsaved, TransferState::Ready, name, 10, 10, host),
                         sample::download(failed, TransferState::Failed, name, 5, 10, host),
                         sample::download(saved, TransferState::Done, name, 10, 10, host)});
    view()->selectAll();
    QCOMPARE(view()->selectedIds().size(), 5);
    QCOMPARE(actions().remove->text(), QStringLiteral("Cancel and discard"));
    actions().remove->trigger();
    QCOMPARE(m_test->window.undoBar()->sentence(), QStringLiteral("1 unsaved file discarded"));
    QVERIFY(queue().isHidden(unsaved));
    QCOMPARE(queue().rowCount(), 4);
    for (const TransferId id : open)
        QTRY_VERIFY(m_test->model.find(id) && m_test->stateOf(id) == TransferState::Cancelled);
    QCOMPARE(queue().rowCount(), 4);
    actions().undo->trigger();
    QCOMPARE(queue().rowCount(), 5);
}

void TestMainWindowDaily::offersToSaveWhatWouldBeSaved()
{
    m_test->window.setDetailsOpen(true);
    view()->selectAll();
    QStringList offered;
    for (const auto *button : m_test->window.findChild<DetailsPanel *>()->findChildren<QPushButton *>()) {
        if (button->isVisible())
            offered.append(button->text());
    }
    QVERIFY2(offered.contains(QStringLiteral("Save 1 file")), qPrintable(offered.join(u'\n')));
    QVERIFY(offered.contains(QStringLiteral("Discard 2 files")));
}

void TestMainWindowDaily::whatIsNextTakesThePlaceOfWhatIsRemoved()
{
    QVERIFY(!actions().remove->autoRepeat()); // or a key held down would empty the list
    view()->setFocus();
    view()->selectItem(Ready);
    const int row = view()->currentIndex().row();
    const TransferId next = queue().snapshotAt(row + 1).id;
    QTest::keyClick(view(), Qt::Key_Delete);
    QCOMPARE(view()->selectedIds(), QList<TransferId>{next});
    QCOMPARE(view()->currentId(), next);
    QVERIFY(view()->hasFocus());
    // The last row has none below it.
    view()->selectItem(queue().snapshotAt(queue().rowCount() - 1).id);
    QTest::keyClick(view(), Qt::Key_Delete);
    QCOMPARE(view()->selectedIds(), QList<TransferId>{queue().snapshotAt(queue().rowCount() - 1).id});
    while (queue().rowCount() > 0)
        QTest::keyClick(view(), Qt::Key_Delete);
    QVERIFY(!actions().remove->isEnabled());
}

void TestMainWindowDaily::undoSelectsWhatComesBack()
{
    view()->setFocus();
    view()->selectItems({Uploaded, Saved, Ready});
    QCOMPARE(view()->selectedIds().size(), 3);
    QTest::keyClick(view(), Qt::Key_Delete);
    QVERIFY(m_test->window.undoBar()->isVisible());
    m_test->window.undoBar()->firstButton()->setFocus();
    QTest::keyClick(m_test->window.undoBar()->firstButton(), Qt::Key_Space);
    QList<TransferId> back = view()->selectedIds();
    std::sort(back.begin(), back.end());
    QCOMPARE(back, (QList<TransferId>{Uploaded, Saved, Ready}));
    QVERIFY(view()->hasFocus()); // the bar with its button is gone
}

void TestMainWindowDaily::cancelledOnesStaySelected()
{
    m_test->model.apply({sample::download(Running, TransferState::Receiving, QStringLiteral("item-6.bin"), 5, 10,
                                          QStringLiteral("files.example.net"))});
    view()->selectItem(Running);
    QTest::keyClick(view(), Qt::Key_Delete);
    QCOMPARE(view()->selectedIds(), QList<TransferId>{Running});
}

void TestMainWindowDaily::detailsInANarrowWindowAreOfSomething()
{
    m_test->window.resize(700, 600);
    view()->clearSelection();
    actions().details->trigger();
    QVERIFY(m_test->window.isDetailsOpen());
    QCOMPARE(view()->selectedIds().size(), 1);
    actions().details->trigger();
    QVERIFY(!m_test->window.isDetailsOpen());
    m_test->model.remove({Uploaded, Saved, Failed, Ready, Held, Running});
    actions().details->trigger(); // of nothing there are none
    QVERIFY(!m_test->window.isDetailsOpen());
    QVERIFY(!actions().details->isChecked());
}

void TestMainWindowDaily::orderIsRemembered()
{
    const auto open = [this] {
        auto window = std::make_unique<MainWindow>(m_test->engine, m_test->model, m_test->settings);
        window->show();
        return window;
    };
    std::unique_ptr<MainWindow> window = open();
    QCOMPARE(window->findChild<QueueModel *>()->order(), TransferSort::NewestFirst);
    for (QAction *action : window->findChild<QueueHead *>()->findChild<QToolButton *>()->menu()->actions()) {
        if (action->text() == QStringLiteral("By name"))
            action->trigger();
    }
    window.reset();
    window = open();
    QCOMPARE(window->findChild<QueueModel *>()->order(), TransferSort::Name);
    QCOMPARE(window->findChild<QueueHead *>()->findChild<QToolButton *>()->text(), QStringLiteral("By name"));
}

QTEST_MAIN(TestMainWindowDaily)
#include "tst_mainwindow_daily.moc"
