#include "SampleItems.h"
#include "ui/look/Appearance.h"
#include "ui/queue/QueueView.h"
#include "ui/queue/TransferDelegate.h"

#include <QAccessible>
#include <QLineEdit>
#include <QPaintEvent>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace ferry;
using namespace ferry::ui;

namespace {

/// Adds up what of the viewport is painted.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget *widget)
        : QObject(widget)
    {
        widget->installEventFilter(this);
    }

    QRegion painted;

    /// Waits until nothing is painted for a while: a new window and a new layout paint more than once.
    void settle()
    {
        for (int round = 0; round < 30; ++round) {
            painted = {};
            rest(120);
            if (painted.isEmpty())
                return;
        }
    }

    static void rest(int milliseconds)
    {
        QTimer timer;
        timer.setSingleShot(true);
        QSignalSpy over(&timer, &QTimer::timeout);
        timer.start(milliseconds);
        over.wait();
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

class TestQueueView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void ringIsOnWhatKeysActOn();
    void selectedRowStaysInSight();
    void buttonActsWithoutSelecting();
    void buttonNeedsPressAndRelease();
    void linkOpens();
    void clickSelects();
    void keysMoveAndSelect();
    void enterIsTheFirstAction();
    void spaceIsLeftAlone();
    void menuByKey();
    void doubleClickOpensDetails();
    void renaming();
    void firstArrowBeginsAtItsEnd();
    void renamingGivenUp();
    void onlyTheChangedRowIsPainted();
    void nothingIsPaintedAtRest();
    void screenReaderHearsTheRow();
    void tipOfAButton();
    void selectionSurvivesChanges();
    void placeOfWhatLeavesIsTaken();
    void placeOfWhatIsHiddenIsTaken();
    void chosenFilterSelectsNothing();
    void nameIsPaintedAsItIs();

private:
    void change(TransferId id, TransferState state);

    QPoint buttonOf(TransferId id, RowAction action) const;

    QTemporaryDir m_directory;
    std::unique_ptr<TransferModel> m_transfers;
    std::unique_ptr<QueueModel> m_model;
    std::unique_ptr<QueueView> m_view;
};

void TestQueueView::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ColourScheme::Light);
}

void TestQueueView::init()
{
    m_view.reset();
    m_transfers = std::make_unique<TransferModel>();
    m_model = std::make_unique<QueueModel>(*m_transfers);
    m_view = std::make_unique<QueueView>(*m_model);
    m_transfers->apply(sample::busyDay(m_directory.path()));
    m_view->resize(640, 700);
    QSignalSpy thumbnails(m_view->transferDelegate(), &TransferDelegate::thumbnailReady);
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    QTRY_COMPARE(thumbnails.count(), 3);
    QCoreApplication::processEvents();
}

QPoint TestQueueView::buttonOf(TransferId id, RowAction action) const
{
    const QModelIndex index = m_model->indexOf(id);
    QStyleOptionViewItem option;
    option.rect = m_view->visualRect(index);
    const RowText text = rowText(m_model->snapshotAt(index.row()), QDateTime::currentDateTimeUtc());
    const qsizetype at = text.actions.indexOf(action);
    return at < 0 ? QPoint() : m_view->transferDelegate()->layoutOf(option, index).actions.value(at).center();
}

void TestQueueView::change(TransferId id, TransferState state)
{
    TransferSnapshot s = *m_transfers->find(id);
    s.state = state;
    m_transfers->apply({s});
}

void TestQueueView::ringIsOnWhatKeysActOn()
{
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    m_transfers->remove({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    m_transfers->apply({sample::download(20, TransferState::Ready, QStringLiteral("a"), 1, 1, QStringLiteral("h"))});
    QWidget other; // a sheet, from which the focus comes back
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    QTRY_COMPARE(m_view->selectedIds(), QList<TransferId>{20});
}

void TestQueueView::selectedRowStaysInSight()
{
    m_view->resize(640, 700);
    m_view->selectItem(1);
    const auto inSight = [this] {
        const QRect row = m_view->visualRect(m_view->currentIndex());
        return row.top() >= 0 && row.bottom() < m_view->viewport()->height();
    };
    QVERIFY(inSight());
    m_view->resize(640, 200);
    QVERIFY(inSight());
}

void TestQueueView::buttonActsWithoutSelecting()
{
    m_view->selectItem(11);
    QSignalSpy triggered(m_view.get(), &QueueView::actionTriggered);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, buttonOf(6, RowAction::Save));
    QCOMPARE(triggered.count(), 1);
    QCOMPARE(triggered.at(0).at(0).value<RowAction>(), RowAction::Save);
    QCOMPARE(triggered.at(0).at(1).value<TransferId>(), TransferId(6));
    QCOMPARE(m_view->selectedIds(), QList<TransferId>{11});
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, buttonOf(3, RowAction::Retry));
    QCOMPARE(triggered.at(1).at(0).value<RowAction>(), RowAction::Retry);
}

void TestQueueView::buttonNeedsPressAndRelease()
{
    QSignalSpy triggered(m_view.get(), &QueueView::actionTriggered);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, buttonOf(6, RowAction::Save));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, QPoint(100, 20));
    QCOMPARE(triggered.count(), 0);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, QPoint(100, 20));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, buttonOf(6, RowAction::Save));
    QCOMPARE(triggered.count(), 0);
}

void TestQueueView::linkOpens()
{
    const QModelIndex index = m_model->indexOf(5);
    QStyleOptionViewItem option;
    option.rect = m_view->visualRect(index);
    const QRect link = m_view->transferDelegate()->layoutOf(option, index).explanation;
    const QPoint on = link.topLeft() + QPoint(24, link.height() / 2);
    QSignalSpy triggered(m_view.get(), &QueueView::actionTriggered);
    QTest::mouseMove(m_view->viewport(), on);
    QTRY_COMPARE(m_view->viewport()->cursor().shape(), Qt::PointingHandCursor);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, on);
    QCOMPARE(triggered.size(), 1);
    QCOMPARE(triggered.at(0).at(0).value<RowAction>(), RowAction::OpenLink);
    QCOMPARE(triggered.at(0).at(1).value<TransferId>(), TransferId(5));
    QTest::mouseMove(m_view->viewport(), QPoint(100, on.y()));
    QTRY_COMPARE(m_view->viewport()->cursor().shape(), Qt::ArrowCursor);
    // Beside the text of the link the row is selected, as where an explanation is none.
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(link.right() - 2, on.y()));
    QCOMPARE(triggered.size(), 1);
    QCOMPARE(m_view->selectedIds(), QList<TransferId>{5});
    option.rect = m_view->visualRect(m_model->indexOf(6));
    const QRect words = m_view->transferDelegate()->layoutOf(option, m_model->indexOf(6)).explanation;
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, words.topLeft() + QPoint(24, words.height() / 2));
    QCOMPARE(triggered.size(), 1);
}

void TestQueueView::clickSelects()
{
    QSignalSpy selected(m_view.get(), &QueueView::idsSelected);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(m_model->indexOf(9)).center());
    QCOMPARE(m_view->selectedIds(), QList<TransferId>{9});
    QVERIFY(selected.count() >= 1);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      m_view->visualRect(m_model->indexOf(7)).center());
    QCOMPARE(m_view->selectedIds(), (QList<TransferId>{9, 8, 7}));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ControlModifier,
                      m_view->visualRect(m_model->indexOf(8)).center());
    QCOMPARE(m_view->selectedIds(), (QList<TransferId>{9, 7}));
}

void TestQueueView::keysMoveAndSelect()
{
    m_view->selectItem(11);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentId(), TransferId(10));
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedIds(), (QList<TransferId>{10, 9}));
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->currentId(), TransferId(1));
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->currentId(), TransferId(11));
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_view->selectedIds().size(), 11);
}

void TestQueueView::enterIsTheFirstAction()
{
    QSignalSpy triggered(m_view.get(), &QueueView::actionTriggered);
    m_view->selectItem(6);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(triggered.count(), 1);
    QCOMPARE(triggered.at(0).at(0).value<RowAction>(), RowAction::Save);
    m_view->selectItem(2);
    QTest::keyClick(m_view.get(), Qt::Key_Enter);
    QCOMPARE(triggered.at(1).at(0).value<RowAction>(), RowAction::Decide);
}

void TestQueueView::spaceIsLeftAlone()
{
    m_view->selectItem(6);
    QTest::keyClick(m_view.get(), Qt::Key_Space);
    QCOMPARE(m_view->selectedIds(), QList<TransferId>{6});
}

void TestQueueView::menuByKey()
{
    QSignalSpy menu(m_view.get(), &QueueView::menuRequested);
    m_view->selectItem(6);
    QTest::keyClick(m_view.get(), Qt::Key_F10, Qt::ShiftModifier);
    QCOMPARE(menu.count(), 1);
}

void TestQueueView::doubleClickOpensDetails()
{
    QSignalSpy details(m_view.get(), &QueueView::detailsRequested);
    QSignalSpy triggered(m_view.get(), &QueueView::actionTriggered);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(m_model->indexOf(11)).center());
    QCOMPARE(details.count(), 1);
    QCOMPARE(triggered.count(), 0);
}

void TestQueueView::renaming()
{
    QSignalSpy renamed(m_view.get(), &QueueView::renamed);
    m_view->startRename(6);
    auto *editor = m_view->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QCOMPARE(editor->selectedText(), QStringLiteral("quarterly-report-final"));
    QTest::keyClicks(editor, QStringLiteral("Q3"));
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(renamed.count(), 1);
    QCOMPARE(renamed.at(0).at(1).toString(), QStringLiteral("Q3.pdf"));
}

void TestQueueView::firstArrowBeginsAtItsEnd()
{
    const int last = m_model->rowCount() - 1;
    for (const auto &[key, row] : {std::pair(Qt::Key_Down, 0), std::pair(Qt::Key_Up, last)}) {
        m_view->selectionModel()->setCurrentIndex(m_model->index(last / 2, 0), QItemSelectionModel::NoUpdate);
        m_view->clearSelection();
        QTest::keyClick(m_view.get(), key);
        QCOMPARE(m_view->selectionModel()->selectedIndexes(), QModelIndexList{m_model->index(row, 0)});
    }
}

void TestQueueView::renamingGivenUp()
{
    QSignalSpy renamed(m_view.get(), &QueueView::renamed);
    m_view->startRename(6);
    auto *editor = m_view->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("Q3"));
    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(renamed.count(), 0);
    QVERIFY(!editor->isVisible());
}

void TestQueueView::onlyTheChangedRowIsPainted()
{
    PaintWatch watch(m_view->viewport());
    watch.settle();
    TransferSnapshot s = *m_transfers->find(10);
    s.bytesDone += 1000000;
    m_transfers->apply({s});
    const QRect row = m_view->visualRect(m_model->indexOf(10));
    QTRY_VERIFY(!watch.painted.isEmpty());
    const QRect painted = watch.painted.boundingRect();
    QVERIFY2(row.contains(painted), qPrintable(QStringLiteral("%1 to %2").arg(painted.top()).arg(painted.bottom())));
}

void TestQueueView::nothingIsPaintedAtRest()
{
    m_transfers->remove({11, 10, 9, 8}); // what is on its way counts its seconds
    PaintWatch watch(m_view->viewport());
    watch.settle();
    PaintWatch::rest(1500); // longer than the second of a running time
    const QRect painted = watch.painted.boundingRect();
    QVERIFY2(painted.isEmpty(), qPrintable(QStringLiteral("%1 to %2").arg(painted.top()).arg(painted.bottom())));
}

void TestQueueView::screenReaderHearsTheRow()
{
    const QModelIndex row = m_model->indexOf(11);
    QVERIFY(row.data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("upload to Image host, sending, 34 percent")));
    QCOMPARE(row.data(Qt::AccessibleDescriptionRole).toString(), QStringLiteral("Cancel"));
    QVERIFY(!m_view->accessibleName().isEmpty());
}

void TestQueueView::tipOfAButton()
{
    const QModelIndex index = m_model->indexOf(6);
    QStyleOptionViewItem option;
    option.rect = m_view->visualRect(index);
    const QPoint at = buttonOf(6, RowAction::Open);
    QHelpEvent help(QEvent::ToolTip, at, m_view->viewport()->mapToGlobal(at));
    QVERIFY(m_view->transferDelegate()->helpEvent(&help, m_view.get(), option, index));
}

void TestQueueView::selectionSurvivesChanges()
{
    m_view->selectItem(10);
    TransferSnapshot s = *m_transfers->find(10);
    s.state = TransferState::Ready;
    m_transfers->apply(
        {s, sample::download(12, TransferState::Queued, QStringLiteral("new"), 0, 1, QStringLiteral("h"))});
    QCOMPARE(m_view->selectedIds(), QList<TransferId>{10});
    QCOMPARE(m_model->indexOf(12).row(), 0);
}

// Save can follow Save as Delete can follow Delete.
void TestQueueView::placeOfWhatLeavesIsTaken()
{
    for (const TransferId id : QList<TransferId>{5, 4, 3, 1})
        change(id, TransferState::Ready);
    m_model->setFilter(TransferFilter::Ready);
    QCOMPARE(m_model->rowCount(), 5); // 6, 5, 4, 3, 1
    m_view->selectItem(5);
    change(5, TransferState::Saving);
    QCOMPARE(m_view->selectedIds(), QList<TransferId>{4});
    QCOMPARE(m_view->currentId(), TransferId(4));
    change(6, TransferState::Saving); // not a selected one
    QCOMPARE(m_view->selectedIds(), QList<TransferId>{4});
    m_view->selectItems({4, 1});
    change(4, TransferState::Saving);
    QCOMPARE(m_view->selectedIds(), QList<TransferId>{1}); // one of them is still there
    change(1, TransferState::Saving);
    QCOMPARE(m_view->selectedIds(), QList<TransferId>{3}); // the last row has none below it
    change(3, TransferState::Saving);
    QVERIFY(m_view->selectedIds().isEmpty());
}

void TestQueueView::placeOfWhatIsHiddenIsTaken()
{
    m_view->selectItems({9, 8});
    m_model->hide({9, 8});
    QCOMPARE(m_view->selectedIds(), QList<TransferId>{7});
}

void TestQueueView::chosenFilterSelectsNothing()
{
    m_view->selectItem(10);
    m_model->setFilter(TransferFilter::Done);
    QVERIFY(m_view->selectedIds().isEmpty());
    QCoreApplication::processEvents();
    change(10, TransferState::Verifying); // it goes on, out of sight
    QVERIFY(m_view->selectedIds().isEmpty());
    m_model->setFilter(TransferFilter::All);
    m_view->selectItem(10);
    m_model->setSearch(QStringLiteral("crash"));
    QVERIFY(m_view->selectedIds().isEmpty());
}

// Else "rtlgpj.exe", turned around in the middle, reads as a picture's name.
void TestQueueView::nameIsPaintedAsItIs()
{
    const auto picture = [this](const QString &name) {
        m_transfers->apply({sample::upload(20, TransferState::Queued, name, 0, 10, {}, QStringLiteral("h"))});
        QCoreApplication::processEvents();
        return m_view->viewport()->grab(m_view->visualRect(m_model->indexOf(20))).toImage();
    };
    const QImage plain = picture(QStringLiteral("rtlgpj.exe"));
    QVERIFY(plain != picture(QStringLiteral("rtlexe.jpg")));
    QCOMPARE(picture(QStringLiteral("rtl\u202egpj.exe")), plain);
}

QTEST_MAIN(TestQueueView)
#include "tst_queueview.moc"
