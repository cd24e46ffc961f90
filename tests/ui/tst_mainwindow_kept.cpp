#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/details/CourseView.h"
#include "ui/details/DetailsPanel.h"
#include "ui/details/TimingPage.h"
#include "ui/details/TransferFacts.h"
#include "ui/details/Verdict.h"
#include "ui/parts/NameList.h"
#include "ui/queue/QueueHead.h"
#include "ui/queue/QueueView.h"
#include "ui/sheets/QuitDialog.h"
#include "ui/undo/NoticeBar.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// The window with a queue that outlives it: what closing says, what is wrong with the store, what was tried before.
class TestMainWindowKept : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_test.reset(); }
    void closesWithoutAQuestionWhereNothingRuns();
    void saysWhatTheNextStartDoes();
    void namesTheFilesOfThisLaunch();
    void storeProblems_data();
    void storeProblems();
    void damagedStoreCanBeLookedAt();
    void attemptsAndFacts();
    void detailsCountDown();
    void countsAreEnglish();
    void orderOfTheLine();
    void pictures_data();
    void pictures();

private:
    QList<TransferSnapshot> ready() const;
    void setReadySince(const QDateTime &moment);

    std::unique_ptr<TestWindow> m_test;
};

void TestMainWindowKept::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    useLook(ColourScheme::Light);
}

void TestMainWindowKept::init()
{
    m_test = std::make_unique<TestWindow>();
    m_test->settings.setDestinations(sample::destinations());
    m_test->window.setQueueKept(true);
    QVERIFY(m_test->show(QSize(1120, 720)));
    QList<TransferSnapshot> items = sample::busyDay(m_test->directory.path());
    std::reverse(items.begin(), items.end());
    m_test->model.apply(items);
}

QList<TransferSnapshot> TestMainWindowKept::ready() const
{
    QList<TransferSnapshot> items = sample::busyDay(m_test->directory.path());
    items.removeIf([](const TransferSnapshot &s) { return s.state != TransferState::Ready; });
    return items;
}

void TestMainWindowKept::setReadySince(const QDateTime &moment)
{
    QList<TransferSnapshot> items = ready();
    for (TransferSnapshot &s : items)
        s.stateSince = moment;
    m_test->model.apply(items);
}

void TestMainWindowKept::closesWithoutAQuestionWhereNothingRuns()
{
    QSignalSpy quitting(&m_test->window, &MainWindow::quitting);
    m_test->model.remove({11, 10, 9}); // ready, held, waiting and paused ones are left
    setReadySince(QDateTime::currentDateTimeUtc().addDays(-1));
    m_test->window.close();
    QTRY_COMPARE(quitting.count(), 1);
    QVERIFY(!m_test->window.findChild<QuitDialog *>());
}

void TestMainWindowKept::saysWhatTheNextStartDoes()
{
    QSignalSpy quitting(&m_test->window, &MainWindow::quitting);
    m_test->model.remove({9}); // whose answer would stay unknown
    setReadySince(QDateTime::currentDateTimeUtc().addDays(-1));
    m_test->window.close();
    auto *dialog = m_test->window.findChild<QuitDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChildren<NameList *>().size(), 2);
    QTest::mouseClick(dialog->quitButton(), Qt::LeftButton);
    QTRY_COMPARE(quitting.count(), 1);
}

/// Those of earlier launches were asked about when these ended.
void TestMainWindowKept::namesTheFilesOfThisLaunch()
{
    QSignalSpy quitting(&m_test->window, &MainWindow::quitting);
    m_test->model.remove({11, 10, 9});
    setReadySince(QDateTime::currentDateTimeUtc().addDays(-1));
    const QList<TransferSnapshot> before = ready();
    QVERIFY(!before.isEmpty());
    TransferSnapshot fresh = before.first();
    fresh.id = 77;
    fresh.name = q("fresh.pdf");
    fresh.stateSince = QDateTime::currentDateTimeUtc();
    m_test->model.apply({fresh});
    m_test->window.close();
    auto *dialog = m_test->window.findChild<QuitDialog *>();
    QVERIFY(dialog);
    const QList<NameList *> lists = dialog->findChildren<NameList *>();
    QCOMPARE(lists.size(), 1);
    QCOMPARE(lists.first()->items().size(), 1);
    QCOMPARE(lists.first()->items().first().name, q("fresh.pdf"));
    QTest::mouseClick(dialog->quitButton(), Qt::LeftButton);
    QTRY_COMPARE(quitting.count(), 1);
}

void TestMainWindowKept::storeProblems_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("kept");
    QTest::newRow("moved aside") << int(StoreProblem::MovedAside) << true;
    QTest::newRow("newer") << int(StoreProblem::Newer) << false;
    QTest::newRow("read-only") << int(StoreProblem::ReadOnly) << false;
    QTest::newRow("in use") << int(StoreProblem::InUse) << false;
    QTest::newRow("not opened") << int(StoreProblem::NotOpened) << false;
    QTest::newRow("failed") << int(StoreProblem::Failed) << false; // nothing is promised meanwhile
}

void TestMainWindowKept::storeProblems()
{
    QFETCH(int, kind);
    QFETCH(bool, kept);
    QVERIFY(!m_test->window.storeBar()->isVisible());
    emit m_test->engine.storeProblem({StoreProblem::Kind(kind), q("/data/ferry/queue.db"), q("disk I/O error")});
    QVERIFY(m_test->window.storeBar()->isVisible());
    QVERIFY(m_test->window.storeBar()->sentence().contains(q("list of transfers")));
    QCOMPARE(m_test->window.isQueueKept(), kept);
    // What is not kept is asked about as before there was a store.
    setReadySince(QDateTime::currentDateTimeUtc().addDays(-1));
    m_test->window.close();
    auto *dialog = m_test->window.findChild<QuitDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->saveButton() == nullptr, m_test->window.isQueueKept());
    dialog->reject();
    emit m_test->engine.storeProblem({});
    QVERIFY(!m_test->window.storeBar()->isVisible());
    QCOMPARE(m_test->window.isQueueKept(), kept || kind == int(StoreProblem::Failed));
}

void TestMainWindowKept::damagedStoreCanBeLookedAt()
{
    emit m_test->engine.storeProblem({StoreProblem::MovedAside, q("/data/ferry/queue.db.damaged"), {}});
    QVERIFY(m_test->window.storeBar()->firstButton()->isVisible());
    emit m_test->engine.storeProblem({StoreProblem::InUse, {}, {}});
    QVERIFY(!m_test->window.storeBar()->firstButton()->isVisible());
}

void TestMainWindowKept::attemptsAndFacts()
{
    m_test->window.queueView()->selectItem(8);
    m_test->window.setDetailsOpen(true);
    DetailsPanel *details = m_test->window.detailsPanel();
    details->tabs()->setCurrentWidget(details->timing());
    const CourseView *course = details->timing()->course();
    const QList<NameList::Item> &lines = course->attempts()->items();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(0).name, q("2. the connection broke"));
    QCOMPARE(lines.at(1).name, q("1. the server answered 503"));
    QVERIFY(course->facts().contains(TransferFact{q("Resumable"), q("yes")}));
    QVERIFY(course->facts().contains(TransferFact{q("Tries by itself"), q("2 of 5")}));
    TransferSnapshot s = *m_test->model.find(10);
    s.resumable = Resumable::NoRanges;
    s.connections = 4;
    s.priority = Priority::High;
    s.rateLimit = 5000000;
    QCOMPARE(transferNotes(s).size(), 1); // said before a pause
    QVERIFY(transferNotes(s).first().contains(q("cannot be resumed")));
    QVERIFY(transferFacts(s).contains(TransferFact{q("Connections"), q("4")}));
    QVERIFY(transferFacts(s).contains(TransferFact{q("Priority"), q("high")}));
    s.state = TransferState::Ready;
    s.checkedBy = q("Repr-Digest");
    QCOMPARE(transferNotes(s), QStringList{q("The bytes were compared with Repr-Digest, and agree.")});
    m_test->window.queueView()->selectItem(6);
    QVERIFY(course->attempts()->items().isEmpty());
}

void TestMainWindowKept::detailsCountDown()
{
    m_test->model.apply({sample::waiting(8, WaitReason::Retry, QDateTime::currentDateTimeUtc().addSecs(30))});
    m_test->window.queueView()->selectItem(8);
    m_test->window.setDetailsOpen(true);
    QVERIFY(verdictOf(*m_test->model.find(8)).title.startsWith(q("Trying again in 0:")));
    const auto picture = [this] { return m_test->window.detailsPanel()->grab().toImage(); };
    const QImage before = picture();
    QTRY_VERIFY(picture() != before);
}

void TestMainWindowKept::countsAreEnglish()
{
    const auto says = [this](const QString &count) {
        const QList<QLabel *> labels = m_test->window.findChild<QueueHead *>()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *l) {
            return l->text() == count || l->text().startsWith(count + u',');
        });
    };
    QTRY_VERIFY(says(q("11 items")));
    m_test->model.remove({2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    QTRY_VERIFY(says(q("1 item")));
}

void TestMainWindowKept::orderOfTheLine()
{
    QList<TransferSnapshot> items;
    for (TransferId id = 20; id < 24; ++id) {
        items << sample::upload(id, TransferState::Queued, q("u"), 0, 1, {}, q("h"));
        items.last().queuePosition = int(24 - id); // the last one added is the first in line
    }
    m_test->model.apply(items);
    m_test->window.queueModel().setOrder(TransferSort::Line);
    QList<TransferId> order;
    for (int row = 0; row < m_test->window.queueModel().rowCount(); ++row)
        order << m_test->window.queueModel().snapshotAt(row).id;
    // 9, 10 and 11 run; 1 and 23 are both told to be next; 8 is between two tries, 7 is held.
    QCOMPARE(order.mid(0, 10), (QList<TransferId>{9, 10, 11, 1, 23, 22, 21, 20, 8, 7}));
}

void TestMainWindowKept::pictures_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << int(ColourScheme::Light);
    QTest::newRow("dark") << int(ColourScheme::Dark);
}

void TestMainWindowKept::pictures()
{
    QFETCH(int, scheme);
    useLook(ColourScheme(scheme));
    const QLatin1String tag(QTest::currentDataTag());
    m_test->settings.setLimits(5000000, 500000);
    emit m_test->engine.storeProblem({StoreProblem::InUse, {}, {}});
    m_test->window.queueView()->selectItem(8);
    m_test->window.setDetailsOpen(true);
    m_test->window.detailsPanel()->tabs()->setCurrentIndex(0);
    QVERIFY(!takeShot(m_test->window, q("kept-%1").arg(tag)).isNull());
    m_test->window.detailsPanel()->tabs()->setCurrentIndex(2);
    QVERIFY(!takeShot(m_test->window, q("kept-course-%1").arg(tag)).isNull());
    m_test->window.resize(640, 480);
    m_test->window.setDetailsOpen(false);
    QVERIFY(!takeShot(m_test->window, q("kept-narrow-%1").arg(tag)).isNull());
    useLook(ColourScheme::Light);
}

QTEST_MAIN(TestMainWindowKept)
#include "tst_mainwindow_kept.moc"
