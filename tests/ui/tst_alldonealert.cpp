#include "SampleItems.h"
#include "ui/statusbar/AllDoneAlert.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace ferry;
using namespace ferry::ui;

/// The window asks to be looked at when everything has ended, and only then.
class TestAllDoneAlert : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void whenTheLastHasEnded();
    void notWhileSomethingWaits_data();
    void notWhileSomethingWaits();
    void notForWhatIsHeld();
    void notInTheWindowOfThePerson();
    void notForWhatNeverRan();

private:
    void set(TransferId id, TransferState state);

    std::unique_ptr<TransferModel> m_model;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<QSignalSpy> m_alerted;
};

void TestAllDoneAlert::init()
{
    m_model = std::make_unique<TransferModel>();
    m_window = std::make_unique<QWidget>();
    m_alerted = std::make_unique<QSignalSpy>(new AllDoneAlert(*m_model, *m_window), &AllDoneAlert::alerted);
}

void TestAllDoneAlert::cleanup()
{
    m_window.reset();
    m_model.reset();
}

void TestAllDoneAlert::set(TransferId id, TransferState state)
{
    m_model->apply({sample::download(id, state, QStringLiteral("a.iso"), 5, 10, QStringLiteral("a.example"))});
}

void TestAllDoneAlert::whenTheLastHasEnded()
{
    set(1, TransferState::Receiving);
    set(2, TransferState::Receiving);
    set(1, TransferState::Ready);
    QCOMPARE(m_alerted->size(), 0);
    set(2, TransferState::Failed);
    QCOMPARE(m_alerted->size(), 1);
    set(2, TransferState::Cancelled);
    QCOMPARE(m_alerted->size(), 1); // once
}

void TestAllDoneAlert::notWhileSomethingWaits_data()
{
    QTest::addColumn<TransferState>("state");
    QTest::newRow("in line") << TransferState::Queued;
    QTest::newRow("before the next try") << TransferState::Waiting;
}

void TestAllDoneAlert::notWhileSomethingWaits()
{
    QFETCH(TransferState, state);
    set(1, state);
    set(2, TransferState::Receiving);
    set(2, TransferState::Ready);
    QCOMPARE(m_alerted->size(), 0);
    set(1, TransferState::Failed);
    QCOMPARE(m_alerted->size(), 1);
}

void TestAllDoneAlert::notForWhatIsHeld()
{
    set(1, TransferState::Paused);
    set(2, TransferState::Receiving);
    set(2, TransferState::Ready);
    QCOMPARE(m_alerted->size(), 1);
}

void TestAllDoneAlert::notInTheWindowOfThePerson()
{
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    set(1, TransferState::Receiving);
    set(1, TransferState::Ready);
    QCOMPARE(m_alerted->size(), 0);
}

void TestAllDoneAlert::notForWhatNeverRan()
{
    set(1, TransferState::Queued);
    set(1, TransferState::Cancelled);
    QCOMPARE(m_alerted->size(), 0);
}

QTEST_MAIN(TestAllDoneAlert)
#include "tst_alldonealert.moc"
