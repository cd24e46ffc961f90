#include "core/devserver/DevServer.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/queue/QueueView.h"
#include "ui/queue/TransferDelegate.h"
#include "ui/rates/RateMenu.h"
#include "ui/toolbar/ItemMenu.h"
#include "ui/toolbar/WindowActions.h"
#include "ui/undo/NoticeBar.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace ferry;
using namespace ferry::ui;

/// Holding and ordering by keys and clicks, on a real engine with one place that a silent answer takes.
class TestMainWindowOrder : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void spacePausesAndResumes();
    void pauseFromTheRow();
    void pauseAllAndResumeAll();
    void altArrowsMoveInLine();
    void priorityFromTheMenu();
    void startNowGoesBeforeAll();
    void speedLimitOfAnItem();
    void removedOnesComeBackAsTheyWere();

private:
    TransferId download(const QString &route);
    TransferState stateOf(TransferId id) const { return m_test->stateOf(id); }
    /// -1 before the window has heard of it.
    int placeOf(TransferId id) const
    {
        const TransferSnapshot *s = m_test->model.find(id);
        return s ? s->queuePosition : -1;
    }
    void press(TransferId id, int key, Qt::KeyboardModifiers modifiers = {});
    ItemMenu *menuOf(TransferId id);

    std::unique_ptr<devserver::DevServer> m_server;
    std::unique_ptr<TestWindow> m_test;
    TransferId m_running = 0;
    QList<TransferId> m_line; ///< three that wait behind it
};

void TestMainWindowOrder::initTestCase()
{
    useLook(ColourScheme::Light);
}

void TestMainWindowOrder::init()
{
    m_server = std::make_unique<devserver::DevServer>(devserver::Options{});
    QVERIFY2(m_server->start(), qPrintable(m_server->errorString()));
    m_test = std::make_unique<TestWindow>(1);
    QVERIFY(m_test->show(QSize(1000, 700)));
    m_running = download(QStringLiteral("try/stall?after=0&size=2000"));
    m_line.clear();
    for (int i = 0; i < 3; ++i)
        m_line << download(QStringLiteral("try/stall?after=0&size=2000"));
    QTRY_COMPARE(stateOf(m_running), TransferState::Receiving);
    QTRY_COMPARE(placeOf(m_line.at(2)), 3);
}

void TestMainWindowOrder::cleanup()
{
    m_test.reset();
    m_server.reset();
}

TransferId TestMainWindowOrder::download(const QString &route)
{
    DownloadRequest request;
    request.url = m_server->url().resolved(QUrl(route));
    return m_test->engine.add(request);
}

void TestMainWindowOrder::press(TransferId id, int key, Qt::KeyboardModifiers modifiers)
{
    m_test->window.queueView()->selectItem(id);
    m_test->window.queueView()->setFocus();
    QTest::keyClick(m_test->window.queueView(), Qt::Key(key), modifiers);
}

ItemMenu *TestMainWindowOrder::menuOf(TransferId id)
{
    m_test->window.queueView()->selectItem(id);
    emit m_test->window.queueView()->menuRequested(m_test->window.mapToGlobal(QPoint(300, 300)));
    return qobject_cast<ItemMenu *>(QApplication::activePopupWidget());
}

void TestMainWindowOrder::spacePausesAndResumes()
{
    QAction *toggle = m_test->window.actions().pauseOrResume;
    press(m_line.at(0), Qt::Key_Space);
    QTRY_COMPARE(stateOf(m_line.at(0)), TransferState::Paused);
    QTRY_COMPARE(toggle->text(), QStringLiteral("Resume"));
    QTRY_COMPARE(placeOf(m_line.at(1)), 1); // the others move up
    QTest::keyClick(m_test->window.queueView(), Qt::Key_Space);
    QTRY_COMPARE(stateOf(m_line.at(0)), TransferState::Queued);
    QTRY_COMPARE(toggle->text(), QStringLiteral("Pause"));
    press(m_running, Qt::Key_Space);
    QTRY_COMPARE(stateOf(m_running), TransferState::Paused);
    QTRY_COMPARE(stateOf(m_line.at(0)), TransferState::Receiving); // its place is free
}

void TestMainWindowOrder::pauseFromTheRow()
{
    const auto click = [this](TransferId id) {
        const QModelIndex index = m_test->window.queueModel().indexOf(id);
        QStyleOptionViewItem option;
        option.rect = m_test->window.queueView()->visualRect(index);
        const RowLayout layout = m_test->window.queueView()->transferDelegate()->layoutOf(option, index);
        QTest::mouseClick(m_test->window.queueView()->viewport(), Qt::LeftButton, {}, layout.actions.first().center());
    };
    click(m_running);
    QTRY_COMPARE(stateOf(m_running), TransferState::Paused);
    click(m_running);
    QTRY_COMPARE(stateOf(m_running), TransferState::Queued);
}

void TestMainWindowOrder::pauseAllAndResumeAll()
{
    m_test->window.actions().pauseAll->trigger();
    for (const TransferId id : QList<TransferId>{m_running} + m_line)
        QTRY_COMPARE(stateOf(id), TransferState::Paused);
    m_test->window.actions().resumeAll->trigger();
    int running = 0;
    for (const TransferId id : QList<TransferId>{m_running} + m_line) {
        QTRY_VERIFY(stateOf(id) != TransferState::Paused);
        running += isActive(stateOf(id)) ? 1 : 0;
    }
    QVERIFY(running <= 1);
}

void TestMainWindowOrder::altArrowsMoveInLine()
{
    press(m_line.at(2), Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE(placeOf(m_line.at(2)), 2);
    QCOMPARE(m_test->window.queueView()->selectedIds(), QList<TransferId>{m_line.at(2)});
    QTest::keyClick(m_test->window.queueView(), Qt::Key_Home, Qt::AltModifier);
    QTRY_COMPARE(placeOf(m_line.at(2)), 1);
    QTest::keyClick(m_test->window.queueView(), Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(placeOf(m_line.at(2)), 2);
    press(m_line.at(0), Qt::Key_End, Qt::AltModifier);
    QTRY_COMPARE(placeOf(m_line.at(0)), 3);
}

void TestMainWindowOrder::priorityFromTheMenu()
{
    ItemMenu *menu = menuOf(m_line.at(2));
    QVERIFY(menu);
    QVERIFY(m_test->window.actions().priorities[1]->isChecked());
    menu->close();
    m_test->window.actions().priorities[0]->trigger();
    QTRY_COMPARE(m_test->model.find(m_line.at(2))->priority, Priority::High);
    QTRY_COMPARE(placeOf(m_line.at(2)), 1);
}

void TestMainWindowOrder::startNowGoesBeforeAll()
{
    press(m_line.at(2), Qt::Key_Space);
    QTRY_COMPARE(stateOf(m_line.at(2)), TransferState::Paused);
    QVERIFY(m_test->window.actions().startNow->isEnabled());
    m_test->window.actions().startNow->trigger();
    QTRY_VERIFY(stateOf(m_line.at(2)) != TransferState::Paused);
    QTRY_VERIFY(placeOf(m_line.at(2)) == 1 || isActive(stateOf(m_line.at(2))));
}

void TestMainWindowOrder::speedLimitOfAnItem()
{
    ItemMenu *menu = menuOf(m_line.at(0));
    QVERIFY(menu && menu->rates());
    emit menu->rates()->chosen(500000);
    menu->close();
    QTRY_COMPARE(m_test->model.find(m_line.at(0))->rateLimit, 500000);
}

void TestMainWindowOrder::removedOnesComeBackAsTheyWere()
{
    press(m_line.at(0), Qt::Key_Space);
    QTRY_COMPARE(stateOf(m_line.at(0)), TransferState::Paused);
    m_test->window.queueView()->selectionModel()->select(m_test->window.queueModel().indexOf(m_line.at(1)),
                                                         QItemSelectionModel::Select);
    QTest::keyClick(m_test->window.queueView(), Qt::Key_Delete);
    QVERIFY(m_test->window.undoBar()->isVisible());
    QCOMPARE(m_test->window.queueModel().rowCount(), 2);
    // What was taken away does not start behind a person's back.
    m_test->engine.cancel({m_running});
    QTRY_COMPARE(stateOf(m_line.at(2)), TransferState::Receiving);
    QCOMPARE(stateOf(m_line.at(1)), TransferState::Paused);
    QTest::mouseClick(m_test->window.undoBar()->firstButton(), Qt::LeftButton);
    QCOMPARE(m_test->window.queueModel().rowCount(), 4);
    QTRY_COMPARE(stateOf(m_line.at(1)), TransferState::Queued);
    QCOMPARE(stateOf(m_line.at(0)), TransferState::Paused);
    // Not taken back, they go.
    press(m_line.at(0), Qt::Key_Delete);
    m_test->window.undoBar()->expire();
    QTRY_VERIFY(!m_test->model.find(m_line.at(0)));
}

QTEST_MAIN(TestMainWindowOrder)
#include "tst_mainwindow_order.moc"
