#include "ui/queue/RowListView.h"

#include <QLineEdit>
#include <QPaintEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStringListModel>
#include <QStyledItemDelegate>
#include <QTest>

using namespace ferry::ui;

namespace {

constexpr int rowHeight = 40, viewHeight = 400, rows = 1000;

/// Notes which rows are painted, and how.
class Delegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {100, rowHeight}; }
    void paint(QPainter *, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painted.insert(index.row(), option.state);
    }

    mutable QMap<int, QStyle::State> painted;
};

} // namespace

class TestRowListView : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void rowsLieWhereTheyAreFound();
    void onlyWhatIsSeenIsPainted();
    void statesOfTheRows();
    void scrollBarFollowsTheRows();
    void rowsInSightStayWhereTheyAre();
    void rowThatGoesMakesRoomForTheNext();
    void newRowsAreSeenAtTheTop();
    void newArrangementMovesNothing();
    void scrollsToARow();
    void keys();
    void selectsByRectangle();
    void emptyList();

private:
    QStyle::State stateOf(int row);

    std::unique_ptr<QStringListModel> m_model;
    std::unique_ptr<RowListView> m_view;
    Delegate *m_delegate = nullptr;
};

void TestRowListView::init()
{
    QStringList names;
    for (int row = 0; row < rows; ++row)
        names.append(QString::number(row));
    m_view.reset();
    m_model = std::make_unique<QStringListModel>(names);
    m_view = std::make_unique<RowListView>();
    m_delegate = new Delegate(m_view.get());
    m_view->setModel(m_model.get());
    m_view->setItemDelegate(m_delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->resize(300, viewHeight);
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

QStyle::State TestRowListView::stateOf(int row)
{
    m_delegate->painted.clear();
    m_view->viewport()->repaint();
    return m_delegate->painted.value(row);
}

void TestRowListView::rowsLieWhereTheyAreFound()
{
    for (const int offset : {0, 7, 12345, rows * rowHeight - viewHeight}) {
        m_view->verticalScrollBar()->setValue(offset);
        for (const int y : {0, 1, 39, 200, viewHeight - 1}) {
            const QModelIndex index = m_view->indexAt({10, y});
            QCOMPARE(index.row(), (y + offset) / rowHeight);
            QVERIFY(m_view->visualRect(index).contains(10, y));
        }
    }
    QVERIFY(!m_view->indexAt({10, -1}).isValid());
    QVERIFY(!m_view->indexAt({-1, 10}).isValid());
    QVERIFY(!m_view->indexAt({m_view->viewport()->width(), 10}).isValid());
    QVERIFY(m_view->visualRect({}).isNull());
}

void TestRowListView::onlyWhatIsSeenIsPainted()
{
    m_view->verticalScrollBar()->setValue(100 * rowHeight + 1);
    stateOf(0);
    QCOMPARE(m_delegate->painted.firstKey(), 100);
    QCOMPARE(m_delegate->painted.lastKey(), 110);
    QCoreApplication::processEvents();
    m_delegate->painted.clear();
    m_view->viewport()->repaint(QRect(0, 0, 300, 10));
    QCOMPARE(m_delegate->painted.keys(), QList<int>{100});
    m_delegate->painted.clear();
    m_model->setData(m_model->index(105), QStringLiteral("new"));
    QTRY_COMPARE(m_delegate->painted.keys(), QList<int>{105});
}

void TestRowListView::statesOfTheRows()
{
    m_view->setFocus();
    m_view->selectionModel()->setCurrentIndex(m_model->index(2), QItemSelectionModel::ClearAndSelect);
    QVERIFY(stateOf(2).testFlag(QStyle::State_Selected) && stateOf(2).testFlag(QStyle::State_HasFocus));
    QVERIFY(!stateOf(3).testFlag(QStyle::State_Selected) && !stateOf(3).testFlag(QStyle::State_HasFocus));
    QHoverEvent move(QEvent::HoverMove, QPointF(10, 3.5 * rowHeight), QPointF(10, 3.5 * rowHeight), QPointF());
    QCoreApplication::sendEvent(m_view->viewport(), &move);
    QVERIFY(stateOf(3).testFlag(QStyle::State_MouseOver) && !stateOf(2).testFlag(QStyle::State_MouseOver));
    QHoverEvent leave(QEvent::HoverLeave, QPointF(), QPointF(), QPointF());
    QCoreApplication::sendEvent(m_view->viewport(), &leave);
    QVERIFY(!stateOf(3).testFlag(QStyle::State_MouseOver));
}

void TestRowListView::scrollBarFollowsTheRows()
{
    const QScrollBar *bar = m_view->verticalScrollBar();
    QCOMPARE(bar->maximum(), rows * rowHeight - viewHeight);
    QCOMPARE(bar->pageStep(), viewHeight);
    m_model->insertRows(0, 5);
    QTRY_COMPARE(bar->maximum(), (rows + 5) * rowHeight - viewHeight);
    m_model->removeRows(3, rows - 3);
    QTRY_COMPARE(bar->maximum(), 0);
    QTRY_VERIFY(!bar->isVisible());
}

/// At once, and not with the next layout: a click may come before it.
void TestRowListView::rowsInSightStayWhereTheyAre()
{
    QScrollBar *bar = m_view->verticalScrollBar();
    bar->setValue(500 * rowHeight + 7);
    const QPersistentModelIndex top = m_view->indexAt({10, 0});
    QCOMPARE(top.row(), 500);
    m_view->setCurrentIndex(m_model->index(503)); // Qt goes to the next where that one is removed
    QLineEdit editor(m_view->viewport());         // as for a name: it stays on its row
    editor.move(10, 50);
    editor.show();
    const auto isInPlace = [&] {
        return m_view->visualRect(top).top() == -7 && m_view->indexAt({10, 0}) == top && editor.pos() == QPoint(10, 50);
    };
    m_model->insertRows(0, 5);
    QVERIFY(isInPlace());
    m_model->insertRows(top.row(), 3);
    QVERIFY(isInPlace());
    m_model->insertRows(top.row() + 1, 4);
    QVERIFY(isInPlace());
    m_model->removeRows(2, 6);
    QVERIFY(isInPlace());
    QTRY_COMPARE(bar->maximum(), (rows + 6) * rowHeight - viewHeight);
    QVERIFY(isInPlace());
    QCOMPARE(bar->value(), top.row() * rowHeight + 7);
    m_model->removeRows(0, 100);
    m_model->insertRows(0, 1);
    QVERIFY(isInPlace());
    QTRY_COMPARE(bar->maximum(), (rows - 93) * rowHeight - viewHeight);
    QVERIFY(isInPlace());
}

void TestRowListView::rowThatGoesMakesRoomForTheNext()
{
    QScrollBar *bar = m_view->verticalScrollBar();
    bar->setValue(500 * rowHeight + 7);
    const QPersistentModelIndex next = m_model->index(501);
    m_model->removeRows(490, 11);
    QCOMPARE(m_view->visualRect(next).top(), -7);
    QTRY_COMPARE(bar->value(), 490 * rowHeight + 7);
    m_model->removeRows(20, m_model->rowCount() - 20); // the list ends there
    QTRY_COMPARE(bar->maximum(), 20 * rowHeight - viewHeight);
    QCOMPARE(bar->value(), bar->maximum());
}

void TestRowListView::newRowsAreSeenAtTheTop()
{
    m_model->insertRows(0, 5);
    QCOMPARE(m_view->indexAt({10, 0}).row(), 0);
    QTRY_COMPARE(m_view->verticalScrollBar()->maximum(), (rows + 5) * rowHeight - viewHeight);
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
}

/// Rows that go may have come to the front only to go together.
void TestRowListView::newArrangementMovesNothing()
{
    QScrollBar *bar = m_view->verticalScrollBar();
    bar->setValue(500 * rowHeight);
    m_model->sort(0, Qt::DescendingOrder);
    m_model->removeRows(0, 10);
    QTRY_COMPARE(bar->maximum(), (rows - 10) * rowHeight - viewHeight);
    QCOMPARE(bar->value(), 500 * rowHeight);
    m_model->removeRows(0, 10); // laid out since
    QTRY_COMPARE(bar->value(), 490 * rowHeight);
}

void TestRowListView::scrollsToARow()
{
    using View = QAbstractItemView;
    const auto topAfter = [this](int row, View::ScrollHint hint) {
        m_view->scrollTo(m_model->index(row), hint);
        return m_view->visualRect(m_model->index(row)).top();
    };
    QCOMPARE(topAfter(500, View::EnsureVisible), viewHeight - rowHeight);
    QCOMPARE(topAfter(495, View::EnsureVisible), viewHeight - 6 * rowHeight); // seen already
    QCOMPARE(topAfter(100, View::EnsureVisible), 0);
    QCOMPARE(topAfter(600, View::PositionAtTop), 0);
    QCOMPARE(topAfter(600, View::PositionAtBottom), viewHeight - rowHeight);
    QVERIFY(qAbs(topAfter(600, View::PositionAtCenter) - (viewHeight - rowHeight) / 2) <= 1);
    m_model->insertRows(rows, 10); // not laid out yet
    QCOMPARE(topAfter(rows + 9, View::EnsureVisible), viewHeight - rowHeight);
}

void TestRowListView::keys()
{
    const auto rowAfter = [this](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(m_view.get(), key, modifiers);
        return m_view->currentIndex().row();
    };
    m_view->setCurrentIndex({});
    QCOMPARE(rowAfter(Qt::Key_Down), 0);
    QCOMPARE(rowAfter(Qt::Key_Down), 1);
    QCOMPARE(rowAfter(Qt::Key_PageDown), 11);
    QCOMPARE(rowAfter(Qt::Key_PageUp), 1);
    QCOMPARE(rowAfter(Qt::Key_PageUp), 0);
    QCOMPARE(rowAfter(Qt::Key_Up), 0);
    QCOMPARE(rowAfter(Qt::Key_End), rows - 1);
    QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex())));
    QCOMPARE(rowAfter(Qt::Key_Right), rows - 1);
    QCOMPARE(rowAfter(Qt::Key_Home), 0);
    QCOMPARE(rowAfter(Qt::Key_Down, Qt::ShiftModifier), 1);
    QCOMPARE(m_view->selectionModel()->selectedRows().size(), 2);
}

void TestRowListView::selectsByRectangle()
{
    const auto centre = [this](int row) { return m_view->visualRect(m_model->index(row)).center(); };
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, centre(2));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, centre(5));
    QCOMPARE(m_view->selectionModel()->selectedRows().size(), 4);
    m_view->clearSelection();
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, QPoint(10, 5 * rowHeight + 5));
    QMouseEvent drag(QEvent::MouseMove, QPointF(60, 7 * rowHeight + 5), QPointF(60, 7 * rowHeight + 5), Qt::LeftButton,
                     Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_view->viewport(), &drag);
    QCOMPARE(m_view->selectionModel()->selectedRows().size(), 3);
}

void TestRowListView::emptyList()
{
    m_model->setStringList({});
    QVERIFY(!m_view->indexAt({10, 10}).isValid());
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QVERIFY(!m_view->currentIndex().isValid());
    m_view->selectAll();
    m_view->viewport()->repaint();
    QCOMPARE(m_view->verticalScrollBar()->maximum(), 0);
}

QTEST_MAIN(TestRowListView)
#include "tst_rowlistview.moc"
