#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/queue/QueueModel.h"
#include "ui/queue/QueueView.h"
#include "ui/sheets/AboutDialog.h"
#include "ui/toolbar/MainToolBar.h"
#include "ui/toolbar/SearchField.h"
#include "ui/toolbar/WindowActions.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QMenu>
#include <QPointer>
#include <QPushButton>

using namespace ferry;
using namespace ferry::ui;

/// What the keys of the whole window do, and what a command says that cannot be done now.
class TestMainWindowKeys : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init();
    void cleanup() { m_test.reset(); }
    void everyFilterHasItsDigit();
    void whatTheyNameOpens_data();
    void whatTheyNameOpens();
    void quits();
    void searchEndsAtTheFirstRow_data();
    void searchEndsAtTheFirstRow();
    void aboutTellsTheVersions();
    void menuOfTheSelection_data();
    void menuOfTheSelection();
    void greySaysWhy();

private:
    std::unique_ptr<TestWindow> m_test;
};

namespace {

enum Item : TransferId { Saved = 1, Unsaved, Failed };

} // namespace

void TestMainWindowKeys::init()
{
    m_test = std::make_unique<TestWindow>();
    const QString host = QStringLiteral("files.example.net");
    const auto load = [&host](TransferId id, TransferState state) {
        return sample::download(id, state, QStringLiteral("item-%1.bin").arg(id), 10, 10, host);
    };
    m_test->model.apply({load(Saved, TransferState::Done), load(Unsaved, TransferState::Ready),
                         load(Failed, TransferState::Failed)});
    QVERIFY(m_test->show(QSize(1120, 720)));
    m_test->window.queueView()->setFocus();
}

void TestMainWindowKeys::everyFilterHasItsDigit()
{
    const std::pair<Qt::Key, TransferFilter> keys[] = {
        {Qt::Key_2, TransferFilter::Active}, {Qt::Key_3, TransferFilter::Waiting},  {Qt::Key_4, TransferFilter::Ready},
        {Qt::Key_5, TransferFilter::Done},   {Qt::Key_6, TransferFilter::Problems}, {Qt::Key_1, TransferFilter::All}};
    for (const auto &[key, filter] : keys) {
        QTest::keyClick(&m_test->window, key, Qt::ControlModifier);
        QCOMPARE(m_test->window.queueModel().filter(), filter);
    }
}

void TestMainWindowKeys::whatTheyNameOpens_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QByteArray>("opened"); ///< the class of the dialog
    QTest::newRow("upload") << int(Qt::Key_U) << QByteArray("ferry::ui::UploadSheet");
    QTest::newRow("download") << int(Qt::Key_D) << QByteArray("ferry::ui::DownloadSheet");
    QTest::newRow("settings") << int(Qt::Key_Comma) << QByteArray("ferry::ui::SettingsDialog");
}

void TestMainWindowKeys::whatTheyNameOpens()
{
    QFETCH(int, key);
    QFETCH(QByteArray, opened);
    QTest::keyClick(&m_test->window, Qt::Key(key), Qt::ControlModifier);
    const auto dialogs = m_test->window.findChildren<QDialog *>(Qt::FindDirectChildrenOnly);
    QCOMPARE(dialogs.size(), 1);
    QTRY_VERIFY(dialogs.first()->isVisible());
    QVERIFY(dialogs.first()->inherits(opened.constData()));
}

// One file is not saved, so that it asks; nothing could quit unheard.
void TestMainWindowKeys::quits()
{
    QTest::keyClick(&m_test->window, Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(!m_test->window.findChildren<QDialog *>(Qt::FindDirectChildrenOnly).isEmpty());
    const auto *question = m_test->window.findChildren<QDialog *>(Qt::FindDirectChildrenOnly).first();
    QVERIFY(question->inherits("ferry::ui::QuitDialog"));
    QVERIFY(m_test->window.isVisible());
}

void TestMainWindowKeys::searchEndsAtTheFirstRow_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("Enter") << int(Qt::Key_Return);
    QTest::newRow("Down") << int(Qt::Key_Down);
}

void TestMainWindowKeys::searchEndsAtTheFirstRow()
{
    QFETCH(int, key);
    m_test->window.queueView()->selectItem(Saved); // the last row, which is found as well
    m_test->window.queueView()->clearSelection();
    QTest::keyClick(&m_test->window, Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(m_test->window.toolBar()->search(), QStringLiteral("item"));
    QTest::keyClick(m_test->window.toolBar()->search(), Qt::Key(key));
    QVERIFY(m_test->window.queueView()->hasFocus());
    QCOMPARE(m_test->window.queueView()->selectedIds(), QList<TransferId>{Failed});
}

void TestMainWindowKeys::aboutTellsTheVersions()
{
    m_test->window.actions().about->trigger();
    auto *about = m_test->window.findChild<AboutDialog *>();
    QVERIFY(about);
    QTRY_VERIFY(about->isVisible());
    about->copyButton()->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(QStringLiteral("Ferry ")), qPrintable(copied));
    QVERIFY2(copied.contains(QStringLiteral("\nQt ") + QString::fromLatin1(qVersion())), qPrintable(copied));
    const QPointer<AboutDialog> gone = about;
    QTest::keyClick(about, Qt::Key_Return);
    QTRY_VERIFY(!gone);
}

void TestMainWindowKeys::menuOfTheSelection_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifier");
    QTest::newRow("the menu's key") << int(Qt::Key_Menu) << int(Qt::NoModifier);
    QTest::newRow("Shift+F10") << int(Qt::Key_F10) << int(Qt::ShiftModifier);
}

void TestMainWindowKeys::menuOfTheSelection()
{
    QFETCH(int, key);
    QFETCH(int, modifier);
    m_test->window.queueView()->selectItem(Unsaved);
    QTest::keyClick(m_test->window.queueView(), Qt::Key(key), Qt::KeyboardModifier(modifier));
    QTRY_VERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu->actions().contains(m_test->window.actions().save));
    menu->close();
}

void TestMainWindowKeys::greySaysWhy()
{
    const WindowActions &actions = m_test->window.actions();
    const QString what = QStringLiteral("Save finished downloads to the download folder (%1)")
                             .arg(actions.save->shortcut().toString(QKeySequence::NativeText));
    m_test->window.queueView()->clearSelection();
    for (const QAction *action : {actions.cancel, actions.retry, actions.save, actions.pauseOrResume}) {
        QVERIFY(!action->isEnabled());
        QVERIFY2(action->toolTip().endsWith(QStringLiteral("\nSelect an item first.")), qPrintable(action->toolTip()));
    }
    m_test->window.queueView()->selectItem(Failed);
    QVERIFY(actions.retry->isEnabled());
    QCOMPARE(actions.retry->toolTip().count(u'\n'), 0);
    QCOMPARE(actions.save->toolTip(), what + QStringLiteral("\nNone of the selected items is ready to save."));
    m_test->window.queueView()->selectItem(Unsaved);
    QCOMPARE(actions.save->toolTip(), what);
    QVERIFY(actions.cancel->toolTip().endsWith(QStringLiteral("\nNone of the selected items is running or waiting.")));
    QVERIFY(actions.pauseOrResume->toolTip().endsWith(
        QStringLiteral("\nNone of the selected items can be paused or resumed.")));
}

QTEST_MAIN(TestMainWindowKeys)
#include "tst_mainwindow_keys.moc"
