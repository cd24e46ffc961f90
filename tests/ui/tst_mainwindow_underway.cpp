#include "core/devserver/DevServer.h"
#include "Shot.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/ScriptedServer.h"
#include "tests/support/SyncHook.h"
#include "tests/support/TestWindow.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueView.h"
#include "ui/queue/RowText.h"
#include "ui/queue/TransferDelegate.h"
#include "ui/sheets/QuitDialog.h"
#include "ui/sheets/ReplaceAddressDialog.h"
#include "ui/toolbar/WindowActions.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// What a person says in the window of a transfer that is under way reaches it, on a real engine.
class TestMainWindowUnderway : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init();
    void cleanup();
    void tryAgainNowFromTheRow();
    void anotherAddressIsFetchedFrom();
    void aCopyIsSeenAndStopped_data();
    void aCopyIsSeenAndStopped();
    void whatMayHaveArrivedIsNotJustSentAgain();

private:
    TransferId download(const QString &route, int retries = 0);
    void clickRow(TransferId id, RowAction action);
    TransferSnapshot last(TransferId id) const
    {
        const TransferSnapshot *s = m_test->model.find(id);
        return s ? *s : TransferSnapshot();
    }
    TransferState stateOf(TransferId id) const { return m_test->stateOf(id); }

    std::unique_ptr<devserver::DevServer> m_server;
    std::unique_ptr<TestWindow> m_test;
};

void TestMainWindowUnderway::init()
{
    m_server = std::make_unique<devserver::DevServer>(devserver::Options{});
    QVERIFY2(m_server->start(), qPrintable(m_server->errorString()));
    m_test = std::make_unique<TestWindow>();
    QVERIFY(m_test->show(QSize(1000, 700)));
}

void TestMainWindowUnderway::cleanup()
{
    m_test.reset();
    m_server.reset();
}

TransferId TestMainWindowUnderway::download(const QString &route, int retries)
{
    DownloadRequest request;
    request.url = m_server->url().resolved(QUrl(route));
    request.options.retries = retries;
    return m_test->engine.add(request);
}

void TestMainWindowUnderway::clickRow(TransferId id, RowAction action)
{
    const QueueView *view = m_test->window.queueView();
    const QModelIndex index = m_test->window.queueModel().indexOf(id);
    QStyleOptionViewItem option;
    option.rect = view->visualRect(index);
    const RowLayout layout = view->transferDelegate()->layoutOf(option, index);
    const qsizetype place = rowText(last(id), QDateTime::currentDateTimeUtc()).actions.indexOf(action);
    QVERIFY(place >= 0);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, layout.actions.at(place).center());
}

void TestMainWindowUnderway::tryAgainNowFromTheRow()
{
    const TransferId id = download(QStringLiteral("try/retry-after/3000"), 5);
    QTRY_COMPARE(stateOf(id), TransferState::Waiting);
    QCOMPARE(last(id).attempt, 1);
    clickRow(id, RowAction::Retry);
    QTRY_COMPARE(last(id).attempt, 2);
    QTRY_COMPARE(last(id).attempts.size(), 2);
}

void TestMainWindowUnderway::anotherAddressIsFetchedFrom()
{
    const TransferId id = download(QStringLiteral("try/stall?after=1000&size=2000"));
    QTRY_COMPARE(stateOf(id), TransferState::Receiving);
    m_test->window.queueView()->selectItem(id);
    m_test->window.actions().replaceAddress->trigger();
    const auto *dialog = m_test->window.findChild<ReplaceAddressDialog *>();
    QVERIFY(dialog);
    const QUrl other = m_server->url().resolved(QUrl(QStringLiteral("try/size/5000")));
    dialog->address()->setText(other.toString());
    QTest::keyClick(dialog->address(), Qt::Key_Return);
    QTRY_COMPARE(stateOf(id), TransferState::Ready);
    QCOMPARE(last(id).url(), other);
    QCOMPARE(last(id).bytesDone, 5000);
}

void TestMainWindowUnderway::aCopyIsSeenAndStopped_data()
{
    QTest::addColumn<bool>("quitting"); ///< "Save all and quit" has begun it
    QTest::newRow("by itself") << false;
    QTest::newRow("on the way out") << true;
}

// To another file system it takes its time: the disk is slow here until the test lets it go on.
void TestMainWindowUnderway::aCopyIsSeenAndStopped()
{
    QFETCH(bool, quitting);
    const MountedPlace place(m_test->path(QStringLiteral("elsewhere")), "size=20m");
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    const TransferId id = download(QStringLiteral("try/size/5000000"));
    QTRY_COMPARE(stateOf(id), TransferState::Ready);
    const auto filesThere = [&place] { return QDir(place.path()).entryInfoList(QDir::Files | QDir::Hidden); };
    QSemaphore mayGoOn;
    const SyncHook slowDisk([&] {
        const QFileInfoList files = filesThere();
        if (!files.isEmpty() && files.first().size() == 5'000'000) // what is noted before is no part of the copy
            mayGoOn.acquire();
        return 0;
    });
    const auto letGo = qScopeGuard([&mayGoOn] { mayGoOn.release(100); });
    if (quitting) {
        m_test->settings.setSaveDirectory(place.path());
        m_test->window.close();
        const auto *question = m_test->window.findChild<QuitDialog *>();
        QVERIFY(question && question->saveButton());
        question->saveButton()->click();
    } else {
        m_test->engine.save(id, {place.path(), QStringLiteral("big.bin"), NameTaken::KeepBoth});
    }
    QTRY_COMPARE(last(id).bytesCopied, 5'000'000);
    QCOMPARE(last(id).savingTo, place.path());
    QCOMPARE(last(id).copiedPercent(), 99);
    const RowText row = rowText(last(id), QDateTime::currentDateTimeUtc());
    QCOMPARE(row.bar, RowBar::Plain);
    m_test->window.queueView()->selectItem(id);
    QVERIFY(m_test->window.actions().cancel->isEnabled());
    QVERIFY(!m_test->window.commands().fitting({id}).limit);
    clickRow(id, RowAction::Cancel);
    mayGoOn.release(10); // the cancel is on its way before anything of the copy
    QTRY_COMPARE(stateOf(id), TransferState::Ready);
    QVERIFY(!last(id).error);
    QVERIFY(filesThere().isEmpty());
    QCOMPARE(QFileInfo(last(id).tempPath).size(), 5'000'000);
    QVERIFY(QDir().mkdir(m_test->path(QStringLiteral("saved"))));
    m_test->settings.setSaveDirectory(m_test->path(QStringLiteral("saved")));
    QTRY_VERIFY(m_test->window.actions().save->isEnabled());
    m_test->window.actions().save->trigger(); // and it can be saved again
    QTRY_COMPARE(stateOf(id), TransferState::Done);
    QVERIFY(!QTest::qWaitFor([this] { return !m_test->window.isVisible(); }, 300)); // who stopped it stays
}

void TestMainWindowUnderway::whatMayHaveArrivedIsNotJustSentAgain()
{
    Gate gate;
    ScriptedServer server([&gate](ScriptPeer &peer) {
        peer.readRequest();
        peer.await(gate);
    });
    QFile file(m_test->path(QStringLiteral("a.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("abc") == 3);
    file.close();
    UploadRequest request;
    request.url = server.url(QStringLiteral("/up"));
    request.files = {FormFile{QStringLiteral("file"), file.fileName(), {}, {}}};
    const TransferId id = m_test->engine.add(request);
    QTRY_COMPARE(stateOf(id), TransferState::Awaiting);
    m_test->window.queueView()->selectItem(id);
    const WindowActions &actions = m_test->window.actions();
    actions.cancel->trigger();
    QTRY_COMPARE(stateOf(id), TransferState::Cancelled);
    QTRY_VERIFY(!actions.cancel->isEnabled());
    QVERIFY(!actions.retry->isEnabled());
    const Fitting offered = m_test->window.commands().fitting({id});
    QVERIFY(offered.sendAgain && !offered.markDone && !offered.again);
    m_test->window.commands().retry({id}); // whoever asks for it
    const TransferId later = download(QStringLiteral("try/size/10"));
    QTRY_COMPARE(stateOf(later), TransferState::Ready); // by then it would have gone
    QCOMPARE(stateOf(id), TransferState::Cancelled);
    QCOMPARE(last(id).attempt, 1);
    m_test->window.queueView()->selectItem(id);
    actions.decideAgain->trigger();
    QTRY_COMPARE(stateOf(id), TransferState::Awaiting);
    QCOMPARE(last(id).attempt, 2);
    gate.open();
}

QTEST_MAIN(TestMainWindowUnderway)
#include "tst_mainwindow_underway.moc"
