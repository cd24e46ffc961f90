#include "SampleItems.h"
#include "ui/look/Appearance.h"
#include "ui/queue/QueueView.h"
#include "ui/queue/TransferDelegate.h"
#include "ui/queue/WaitText.h"

#include <QPaintEvent>
#include <QRandomGenerator>
#include <QScreen>
#include <QScrollBar>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

namespace {

constexpr int rows = 30;

/// One that runs, and whose texts do not change with the time alone.
TransferSnapshot running(TransferId id, qint64 done)
{
    constexpr qint64 total = 5'000'000'000;
    TransferSnapshot s = sample::download(id, TransferState::Receiving, QStringLiteral("disk-image-%1.iso").arg(id),
                                          done, total, QStringLiteral("files.example.com"));
    s.bytesPerSecond = 1e6 + double(done % 1000) * 1e5;
    s.secondsLeft = (total - done) / qint64(s.bytesPerSecond);
    return s;
}

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

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

/// A change has only those parts of a row painted that look different, and the screen is as if all were painted.
class TestRowPainting : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void progressLeavesTheNameAlone();
    void newWordsPaintTheRow();
    void screenIsAsIfPaintedWhole();

private:
    QImage screen() const;
    void somethingHappens(int round);

    std::unique_ptr<TransferModel> m_transfers;
    std::unique_ptr<QueueModel> m_model;
    std::unique_ptr<QueueView> m_view;
};

void TestRowPainting::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ColourScheme::Light);
    QVERIFY(!untilTextChanges(running(1, 1000), QDateTime::currentDateTimeUtc()));
}

void TestRowPainting::init()
{
    m_view.reset();
    m_transfers = std::make_unique<TransferModel>();
    m_model = std::make_unique<QueueModel>(*m_transfers);
    m_view = std::make_unique<QueueView>(*m_model);
    for (int i = 1; i <= rows; ++i)
        m_transfers->apply({running(TransferId(i), i * 10'000'000)});
    m_view->resize(640, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QCoreApplication::processEvents();
    m_view->viewport()->repaint();
}

void TestRowPainting::progressLeavesTheNameAlone()
{
    const QModelIndex index = m_model->indexOf(rows);
    m_transfers->apply({running(rows, 2'000'000'001)});
    QCoreApplication::processEvents();
    PaintWatch watch(m_view->viewport());
    QStyleOptionViewItem option;
    option.widget = m_view.get();
    option.rect = m_view->visualRect(index);
    const RowLayout layout = m_view->transferDelegate()->layoutOf(option, index);
    m_transfers->apply({running(rows, 2'100'000'002)}); // as wide, digit for digit
    QTRY_VERIFY(watch.painted.intersects(layout.bar));
    QVERIFY(watch.painted.intersects(layout.percent));
    QVERIFY(watch.painted.intersects(layout.bytes));
    QVERIFY(watch.painted.intersects(layout.right));
    QVERIFY(!watch.painted.intersects(layout.name.adjusted(0, 0, -4, 0)));
    QVERIFY(!watch.painted.intersects(layout.tile));
    QVERIFY(!watch.painted.intersects(layout.word));
}

void TestRowPainting::newWordsPaintTheRow()
{
    PaintWatch watch(m_view->viewport());
    TransferSnapshot s = running(rows, 300'000'000);
    s.name = QStringLiteral("another.iso");
    m_transfers->apply({s});
    QTRY_COMPARE(watch.painted, QRegion(m_view->visualRect(m_model->indexOf(rows))));
    watch.painted = {};
    s.state = TransferState::Failed;
    m_transfers->apply({s});
    QTRY_COMPARE(watch.painted, QRegion(m_view->visualRect(m_model->indexOf(rows))));
}

/// Without a row that the upper edge cuts: half pixels are rounded the other way above it.
QImage TestRowPainting::screen() const
{
    const QImage all = m_view->screen()->grabWindow(m_view->winId()).toImage();
    const QRect first = m_view->visualRect(m_view->indexAt({0, 0}));
    const int top = first.top() < 0 ? first.bottom() + 1 : 0;
    return all.copy(0, top, all.width(), all.height() - top);
}

void TestRowPainting::somethingHappens(int round)
{
    auto *random = QRandomGenerator::global();
    const auto id = TransferId(random->bounded(rows) + 1);
    switch (random->bounded(6)) {
    case 0: {
        TransferSnapshot s = running(id, random->bounded(400'000'000));
        s.name = QStringLiteral("renamed %1.bin").arg(round);
        m_transfers->apply({s});
        break;
    }
    case 1:
        m_view->verticalScrollBar()->setValue(random->bounded(m_view->verticalScrollBar()->maximum()));
        break;
    case 2: {
        TransferSnapshot s = running(id, random->bounded(400'000'000));
        s.state = TransferState::Ready;
        s.stateSince = QDateTime::currentDateTimeUtc().addDays(-2);
        m_transfers->apply({s});
        break;
    }
    case 3:
        m_view->selectItem(id);
        break;
    default:
        for (int i = 0; i < 5; ++i)
            m_transfers->apply({running(TransferId(random->bounded(rows) + 1), random->bounded(2'000'000'000))});
    }
}

void TestRowPainting::screenIsAsIfPaintedWhole()
{
    for (int round = 0; round < 300; ++round) {
        somethingHappens(round);
        if (round % 3 == 1)
            continue; // two things before one painting
        QCoreApplication::processEvents();
        const QImage inParts = screen();
        QVERIFY(!inParts.isNull());
        if (round % 5 != 0)
            continue;
        m_view->viewport()->repaint();
        const QImage whole = screen();
        if (inParts != whole) {
            inParts.save(QStringLiteral("rowpainting-parts.png"));
            whole.save(QStringLiteral("rowpainting-whole.png"));
        }
        QVERIFY2(inParts == whole, qPrintable(QStringLiteral("round %1").arg(round)));
    }
}

QTEST_MAIN(TestRowPainting)
#include "tst_rowpainting.moc"
