#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/details/ActionRow.h"
#include "ui/details/AnswerPage.h"
#include "ui/details/DetailsPanel.h"
#include "ui/look/FerryStyle.h"
#include "ui/queue/EmptyPage.h"
#include "ui/queue/QueueView.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/toolbar/MainToolBar.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace ferry;
using namespace ferry::ui;

/// Where a person is after what had the focus has gone, and that what was just asked for is in sight.
class TestMainWindowFocus : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init();
    void cleanup() { m_test.reset(); }
    void firstItem_takesTheFocusAndItsRing();
    void filterWithoutItems_leavesTheToolbarAlone();
    void actionThatGoes_passesTheFocusOn_data();
    void actionThatGoes_passesTheFocusOn();
    void whatIsAskedFor_isInSight_data();
    void whatIsAskedFor_isInSight();

private:
    /// As a person does in the sheet.
    void download(const QStringList &links);
    QPushButton *actionButton(DetailsAction action) const;
    QueueView *view() const { return m_test->window.queueView(); }
    EmptyPage *empty() const { return m_test->window.emptyPage(); }
    QueueModel &queue() const { return m_test->window.queueModel(); }

    std::unique_ptr<TestWindow> m_test;
};

namespace {

TransferSnapshot item(TransferId id, TransferState state)
{
    return sample::download(id, state, QStringLiteral("item-%1.bin").arg(id), 5, 10,
                            QStringLiteral("files.example.net"));
}

} // namespace

void TestMainWindowFocus::init()
{
    m_test = std::make_unique<TestWindow>();
    QVERIFY(m_test->show(QSize(1120, 720)));
}

void TestMainWindowFocus::download(const QStringList &links)
{
    m_test->window.openDownloadSheet(links);
    QPointer<DownloadSheet> sheet = m_test->window.findChild<DownloadSheet *>();
    QVERIFY(sheet);
    sheet->submit();
    QTRY_VERIFY(!sheet);
}

QPushButton *TestMainWindowFocus::actionButton(DetailsAction action) const
{
    for (auto *button : m_test->window.detailsPanel()->answer()->actions()->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == actionWords(action).text)
            return button;
    }
    return nullptr;
}

void TestMainWindowFocus::firstItem_takesTheFocusAndItsRing()
{
    empty()->downloadButton()->setFocus(Qt::TabFocusReason);
    QVERIFY(hasFocusRing(empty()->downloadButton()));
    m_test->engine.disconnect(&m_test->model); // the item comes when the window is the active one again
    QSignalSpy changed(&m_test->engine, &TransferEngine::changed);
    download({QStringLiteral("http://127.0.0.1:9/a.bin")});
    QTRY_VERIFY(!changed.isEmpty());
    m_test->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_test->window));
    QTRY_VERIFY(empty()->downloadButton()->hasFocus());
    QSignalSpy moved(qApp, &QApplication::focusChanged);
    m_test->model.apply(changed.first().first().value<QList<TransferSnapshot>>());
    QVERIFY(view()->hasFocus());
    QCOMPARE(view()->selectedIds(), QList<TransferId>{queue().snapshotAt(0).id}); // as what has the ring in it
    for (const QList<QVariant> &move : moved)
        QVERIFY(!m_test->window.toolBar()->isAncestorOf(move.at(1).value<QWidget *>()));
}

void TestMainWindowFocus::filterWithoutItems_leavesTheToolbarAlone()
{
    QTRY_VERIFY(empty()->uploadButton()->hasFocus());
    QTest::keyClick(&m_test->window, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(!empty()->isWelcome());
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(empty()));
    QTest::keyClick(&m_test->window, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(empty()->uploadButton()->hasFocus());
    QTest::keyClick(&m_test->window, Qt::Key_2, Qt::ControlModifier);
    m_test->model.apply({item(1, TransferState::Receiving)});
    QVERIFY(view()->hasFocus());
}

void TestMainWindowFocus::actionThatGoes_passesTheFocusOn_data()
{
    QTest::addColumn<TransferState>("before");
    QTest::addColumn<DetailsAction>("pressed");
    QTest::addColumn<TransferState>("after");
    QTest::addColumn<std::optional<DetailsAction>>("heir"); // none: the list
    const auto row = [](const char *name, TransferState before, DetailsAction pressed, TransferState after,
                        std::optional<DetailsAction> heir) {
        QTest::newRow(name) << before << pressed << after << heir;
    };
    row("another in its place", TransferState::Refused, DetailsAction::Retry, TransferState::Done, DetailsAction::Open);
    row("the same in another place", TransferState::Ready, DetailsAction::Open, TransferState::Done,
        DetailsAction::Open);
    row("one that loses something", TransferState::Ready, DetailsAction::Save, TransferState::Saving, std::nullopt);
    row("none in its place", TransferState::Ready, DetailsAction::Discard, TransferState::Done, std::nullopt);
}

void TestMainWindowFocus::actionThatGoes_passesTheFocusOn()
{
    QFETCH(TransferState, before);
    QFETCH(DetailsAction, pressed);
    QFETCH(TransferState, after);
    QFETCH(std::optional<DetailsAction>, heir);
    m_test->model.apply({item(1, before)});
    view()->selectItem(1);
    m_test->window.setDetailsOpen(true);
    QPushButton *button = actionButton(pressed);
    QVERIFY(button);
    button->setFocus(Qt::TabFocusReason);
    QVERIFY(button->hasFocus());
    m_test->model.apply({item(1, after)});
    if (!heir) {
        QVERIFY(view()->hasFocus());
        return;
    }
    QVERIFY(actionButton(*heir));
    QVERIFY(actionButton(*heir)->hasFocus());
}

void TestMainWindowFocus::whatIsAskedFor_isInSight_data()
{
    QTest::addColumn<bool>("isAbove");
    QTest::newRow("above") << true;
    QTest::newRow("below") << false;
}

void TestMainWindowFocus::whatIsAskedFor_isInSight()
{
    QFETCH(bool, isAbove);
    QList<TransferSnapshot> items;
    for (TransferId id = 1001; id <= 1060; ++id) // the engine's own are lower
        items << item(id, TransferState::Done);
    m_test->model.apply(items);
    queue().setOrder(isAbove ? TransferSort::OldestFirst : TransferSort::NewestFirst);
    view()->scrollTo(queue().index(isAbove ? 59 : 0, 0));
    const bool isScrolled = view()->verticalScrollBar()->value() > 0;
    QCOMPARE(isScrolled, isAbove);
    download({QStringLiteral("http://127.0.0.1:9/a.bin"), QStringLiteral("http://127.0.0.1:9/b.bin")});
    QTRY_COMPARE(queue().rowCount(), 62);
    const auto isInSight = [this](int row) {
        return view()->viewport()->rect().contains(view()->visualRect(queue().index(row, 0)));
    };
    QTRY_VERIFY(isInSight(isAbove ? 0 : 60) && isInSight(isAbove ? 1 : 61));
}

QTEST_MAIN(TestMainWindowFocus)
#include "tst_mainwindow_focus.moc"
