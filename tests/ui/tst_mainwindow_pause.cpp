#include "core/devserver/DevServer.h"
#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/details/TransferFacts.h"
#include "ui/parts/NameList.h"
#include "ui/queue/QueueView.h"
#include "ui/sheets/PauseDialog.h"
#include "ui/toolbar/MainToolBar.h"
#include "ui/toolbar/WindowActions.h"

#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace ferry;
using namespace ferry::ui;

namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// What a pause throws away is said before the person pauses: on the button, in the menus, in the details.
class TestMainWindowPause : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init();
    void cleanup() { m_test.reset(); }
    void buttonSaysIt();
    void toolbarStandsStill();
    void buttonHasRoomForIt();
    void pauseAllSaysIt();
    void asksBeforeItLosesBytes();
    void asksOnceForSeveral();
    void detailsSayIt_data();
    void detailsSayIt();

private:
    void select(const QList<TransferId> &ids);
    QToolButton *button() const;
    QString pauseAllInMenu() const;

    std::unique_ptr<TestWindow> m_test;
};

void TestMainWindowPause::init()
{
    m_test = std::make_unique<TestWindow>();
    QVERIFY(m_test->show(QSize(1120, 720)));
    QList<TransferSnapshot> items = sample::busyDay(m_test->directory.path());
    std::reverse(items.begin(), items.end());
    m_test->model.apply(items);
}

void TestMainWindowPause::select(const QList<TransferId> &ids)
{
    m_test->window.queueView()->clearSelection();
    for (const TransferId id : ids)
        m_test->window.queueView()->selectionModel()->select(m_test->window.queueModel().indexOf(id),
                                                             QItemSelectionModel::Select);
}

QToolButton *TestMainWindowPause::button() const
{
    for (auto *button : m_test->window.toolBar()->findChildren<QToolButton *>()) {
        if (button->defaultAction() == m_test->window.actions().pauseOrResume)
            return button;
    }
    return nullptr;
}

QString TestMainWindowPause::pauseAllInMenu() const
{
    QMenu *menu = m_test->window.toolBar()->moreButton()->menu();
    emit menu->aboutToShow();
    return m_test->window.actions().pauseAll->text();
}

void TestMainWindowPause::buttonSaysIt()
{
    QVERIFY(button());
    select({11}); // an upload on its way
    QCOMPARE(button()->toolTip(), q("Pause (starts over) (Space)"));
    QCOMPARE(m_test->window.actions().pause->text(), q("Pause (starts over)"));
    select({10}); // a download
    QCOMPARE(button()->toolTip(), q("Pause (Space)"));
    select({10, 11});
    QCOMPARE(button()->toolTip(), q("Pause (some start over) (Space)"));
    select({7}); // held
    QCOMPARE(button()->toolTip(), q("Resume (Space)"));
    QCOMPARE(button()->accessibleName(), q("Resume"));
    select({1}); // an upload in line
    QCOMPARE(button()->toolTip(), q("Pause (Space)"));
}

void TestMainWindowPause::toolbarStandsStill()
{
    const auto places = [this] {
        QCoreApplication::sendPostedEvents();
        QList<QRect> all;
        for (const auto *one : m_test->window.toolBar()->findChildren<QToolButton *>())
            all.append(QRect(one->mapTo(&m_test->window, QPoint()), one->size()));
        return all;
    };
    for (const int width : {1200, 700}) {
        m_test->window.resize(width, 600);
        select({});
        const QList<QRect> before = places();
        for (const TransferId id : QList<TransferId>{11, 10, 7, 4}) { // starts over, goes on, is held, has ended
            select({id});
            QCOMPARE(places(), before);
        }
    }
}

void TestMainWindowPause::buttonHasRoomForIt()
{
    const MainToolBar *bar = m_test->window.toolBar();
    for (int width = 640; width <= 1200; width += 40) {
        select({});
        m_test->window.resize(width, 600);
        select({10, 11});
        QCoreApplication::sendPostedEvents();
        const QPoint end = bar->moreButton()->mapTo(&m_test->window, bar->moreButton()->rect().topRight());
        QVERIFY2(end.x() < width, qPrintable(QStringLiteral("%1 in %2").arg(end.x()).arg(width)));
    }
}

void TestMainWindowPause::pauseAllSaysIt()
{
    QCOMPARE(pauseAllInMenu(), q("Pause all (some start over)"));
    m_test->model.remove({11});
    QCOMPARE(pauseAllInMenu(), q("Pause all")); // an upload that waits for its answer is not paused
    TransferSnapshot whole = *m_test->model.find(10);
    whole.resumable = Resumable::NoRanges;
    m_test->model.apply({whole});
    QCOMPARE(pauseAllInMenu(), q("Pause all (some start over)"));
    m_test->model.remove({10});
    QCOMPARE(pauseAllInMenu(), q("Pause all"));
    m_test->window.queueView()->clearSelection();
    whole.id = 20;
    m_test->model.apply({whole});
    emit m_test->window.queueView()->menuRequested(m_test->window.mapToGlobal(QPoint(300, 300)));
    QCOMPARE(m_test->window.actions().pauseAll->text(), q("Pause all (some start over)"));
}

void TestMainWindowPause::asksBeforeItLosesBytes()
{
    m_test->model.remove({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    devserver::DevServer server({});
    QVERIFY2(server.start(), qPrintable(server.errorString()));
    const auto fetch = [this, &server](const char *route) {
        DownloadRequest request;
        request.url = server.url().resolved(QUrl(q(route)));
        return m_test->engine.add(request);
    };
    const TransferId whole = fetch("try/slow?size=100000000&rate=1000000"); // no ranges there
    const TransferId inLine = fetch("try/silent");
    const auto bytes = [this, whole] { return m_test->model.find(whole) ? m_test->model.find(whole)->bytesDone : 0; };
    QTRY_VERIFY(bytes() > 0);
    QTRY_COMPARE(m_test->stateOf(inLine), TransferState::Awaiting);
    const auto ask = [this] {
        m_test->window.actions().pause->trigger();
        return m_test->window.findChild<PauseDialog *>();
    };
    select({inLine, whole});
    QPointer<PauseDialog> question = ask();
    QVERIFY(question);
    QVERIFY(question->accessibleDescription().contains(q("cannot be resumed")));
    QVERIFY(question->accessibleDescription().contains(m_test->model.find(whole)->name));
    QVERIFY(question->othersButton()->isDefault());
    const qint64 before = bytes();
    QTRY_VERIFY(bytes() > before); // it goes on meanwhile
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(!question);
    QCOMPARE(m_test->stateOf(whole), TransferState::Receiving);
    QCOMPARE(m_test->stateOf(inLine), TransferState::Awaiting); // "do not pause" is about both
    question = ask();
    QTest::keyClick(question, Qt::Key_Return);
    QTRY_COMPARE(m_test->stateOf(inLine), TransferState::Paused);
    QCOMPARE(m_test->stateOf(whole), TransferState::Receiving);
    question = ask();
    QVERIFY(question);
    QVERIFY(!question->othersButton());
    QVERIFY(question->stayButton()->isDefault());
    QTest::mouseClick(question->pauseButton(), Qt::LeftButton);
    QTRY_COMPARE(m_test->stateOf(whole), TransferState::Paused);
    QTRY_VERIFY(!question);
}

void TestMainWindowPause::asksOnceForSeveral()
{
    TransferSnapshot whole = *m_test->model.find(10);
    whole.resumable = Resumable::NoRanges;
    m_test->model.apply({whole});
    m_test->window.actions().pauseAll->trigger();
    const auto questions = m_test->window.findChildren<PauseDialog *>();
    QCOMPARE(questions.size(), 1);
    QVERIFY(questions.first()->accessibleDescription().startsWith(q("Pause 2 items, and start them over later?")));
    const auto *names = questions.first()->findChild<NameList *>();
    QVERIFY(names);
    QCOMPARE(names->items().size(), 2);
    takeShot(*questions.first(), q("pause-question"));
}

void TestMainWindowPause::detailsSayIt_data()
{
    QTest::addColumn<TransferState>("state");
    QTest::addColumn<bool>("said");
    QTest::newRow("sending") << TransferState::Sending << true;
    QTest::newRow("in line") << TransferState::Queued << false;
    QTest::newRow("all of it is sent") << TransferState::Awaiting << false;
    QTest::newRow("held") << TransferState::Paused << false;
    QTest::newRow("done") << TransferState::Done << false;
}

void TestMainWindowPause::detailsSayIt()
{
    QFETCH(TransferState, state);
    const TransferSnapshot s = sample::upload(1, state, q("a.bin"), 5, 10, {}, q("img.example.net"));
    QTEST(transferNotes(s).contains(q("An upload cannot be resumed. After a pause it starts over.")), "said");
    QTEST(!transferNotes(s).isEmpty(), "said");
}

QTEST_MAIN(TestMainWindowPause)
#include "tst_mainwindow_pause.moc"
