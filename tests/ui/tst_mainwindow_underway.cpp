#include "core/devserver/DevServer.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/queue/QueueView.h"
#include "ui/queue/TransferDelegate.h"
#include "ui/sheets/ReplaceAddressDialog.h"
#include "ui/toolbar/WindowActions.h"

#include <QAction>
#include <QLineEdit>
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

private:
    TransferId download(const QString &route, int retries = 0);
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

void TestMainWindowUnderway::tryAgainNowFromTheRow()
{
    const TransferId id = download(QStringLiteral("try/retry-after/3000"), 5);
    QTRY_COMPARE(stateOf(id), TransferState::Waiting);
    QCOMPARE(last(id).attempt, 1);
    const QueueView *view = m_test->window.queueView();
    const QModelIndex index = m_test->window.queueModel().indexOf(id);
    QStyleOptionViewItem option;
    option.rect = view->visualRect(index);
    const RowLayout layout = view->transferDelegate()->layoutOf(option, index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, layout.actions.first().center());
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

QTEST_MAIN(TestMainWindowUnderway)
#include "tst_mainwindow_underway.moc"
