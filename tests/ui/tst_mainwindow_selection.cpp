#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/parts/Tone.h"
#include "ui/queue/NameEditor.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueView.h"
#include "ui/sheets/CompareDialog.h"
#include "ui/sheets/ReplaceAddressDialog.h"
#include "ui/toolbar/WindowActions.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QSignalSpy>

using namespace ferry;
using namespace ferry::ui;

/// Takes the files and links that the desktop is asked to open.
class OpenedUrls : public QObject
{
    Q_OBJECT

public:
    OpenedUrls() { set("take"); }
    ~OpenedUrls() override { set(nullptr); }
    QList<QUrl> taken;

public slots:
    void take(const QUrl &url) { taken << url; }

private:
    void set(const char *slot)
    {
        for (const auto &scheme : {QStringLiteral("file"), QStringLiteral("https")}) {
            if (slot)
                QDesktopServices::setUrlHandler(scheme, this, slot);
            else
                QDesktopServices::unsetUrlHandler(scheme);
        }
    }
};

/// Commands for one item are about the selected one, wherever the cursor of the list stands (Ctrl and an arrow move it
/// and leave the selection).
class TestMainWindowSelection : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void saveAs();
    void opening();
    void rename();
    void rename_notOfWhatIsDone();
    void replaceAddress();
    void compare();
    void notOfTwo();

private:
    /// Selects the item, and moves the cursor to the one below it.
    void selectAndGoOn(TransferId id);
    QueueView *view() const { return m_test->window.queueView(); }
    WindowActions &actions() const { return m_test->window.actions(); }

    std::unique_ptr<TestWindow> m_test;
};

namespace {

/// From the top of the list: two of a kind for each command, and an upload that is done.
enum Item : TransferId { OtherDone = 1, Done, OtherLinked, Linked, OtherQueued, InLine, Sent, OtherReady, ReadyOne };

QList<TransferSnapshot> items(const QString &directory)
{
    const QString host = QStringLiteral("files.example.net");
    const auto load = [&host](TransferId id, TransferState state) {
        return sample::download(id, state, QStringLiteral("item-%1.bin").arg(id), 5, 10, host);
    };
    QList<TransferSnapshot> all;
    for (const TransferId id : {OtherDone, Done}) {
        all << load(id, TransferState::Done);
        all.last().savedPath = QStringLiteral("%1/folder-%2/saved.bin").arg(directory).arg(id);
    }
    for (const TransferId id : {OtherLinked, Linked}) {
        all << load(id, TransferState::Done);
        all.last().link = QUrl(QStringLiteral("https://files.example.net/%1").arg(id));
    }
    all << load(OtherQueued, TransferState::Queued) << load(InLine, TransferState::Queued);
    all << sample::upload(Sent, TransferState::Done, QStringLiteral("sent.bin"), 10, 10, {}, host);
    all << load(OtherReady, TransferState::Ready) << load(ReadyOne, TransferState::Ready);
    return all;
}

} // namespace

void TestMainWindowSelection::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    useLook(ColourScheme::Light);
}

void TestMainWindowSelection::init()
{
    m_test = std::make_unique<TestWindow>();
    m_test->model.apply(items(m_test->directory.path()));
    QVERIFY(m_test->show(QSize(1000, 760)));
    view()->setFocus();
}

void TestMainWindowSelection::cleanup()
{
    m_test.reset();
}

void TestMainWindowSelection::selectAndGoOn(TransferId id)
{
    view()->selectItem(id);
    QTest::keyClick(view(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(view()->selectedIds(), QList<TransferId>{id});
    QCOMPARE(view()->currentId(), id - 1);
}

void TestMainWindowSelection::saveAs()
{
    selectAndGoOn(ReadyOne);
    QTest::keyClick(view(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    const auto *dialog = m_test->window.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), QStringLiteral("item-%1.bin").arg(ReadyOne));
}

void TestMainWindowSelection::opening()
{
    OpenedUrls opened;
    selectAndGoOn(Done);
    actions().showInFolder->trigger();
    QCOMPARE(opened.taken.value(0), QUrl::fromLocalFile(m_test->path(QStringLiteral("folder-%1").arg(Done))));
    QSignalSpy said(&m_test->window.commands(), &QueueCommands::message);
    actions().open->trigger(); // it is not there
    QVERIFY(said.value(0).value(0).toString().contains(QStringLiteral("item-%1.bin").arg(Done)));
    selectAndGoOn(Linked);
    actions().openLink->trigger();
    QCOMPARE(opened.taken.value(1), QUrl(QStringLiteral("https://files.example.net/%1").arg(Linked)));
}

void TestMainWindowSelection::rename()
{
    selectAndGoOn(OtherReady);
    QSignalSpy renamed(view(), &QueueView::renamed);
    QTest::keyClick(view(), Qt::Key_F2);
    auto *editor = view()->findChild<NameEditor *>();
    QVERIFY(editor);
    QCOMPARE(editor->text(), QStringLiteral("item-%1.bin").arg(OtherReady));
    editor->setText(QStringLiteral(" June/July\\new.bin"));
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(renamed.value(0).value(0).value<TransferId>(), TransferId(OtherReady));
    QCOMPARE(renamed.value(0).value(1).toString(), QStringLiteral("June-July-new.bin"));
}

void TestMainWindowSelection::rename_notOfWhatIsDone()
{
    view()->selectItem(OtherReady);
    QVERIFY(actions().rename->isEnabled());
    TransferSnapshot saved = *m_test->model.find(OtherReady);
    saved.state = TransferState::Done;
    m_test->model.apply({saved});
    QTest::keyClick(view(), Qt::Key_F2);
    QVERIFY(!view()->findChild<NameEditor *>());
    view()->selectItem(Sent);
    QVERIFY(!actions().rename->isEnabled());
}

void TestMainWindowSelection::replaceAddress()
{
    selectAndGoOn(InLine);
    actions().replaceAddress->trigger();
    const auto *dialog = m_test->window.findChild<ReplaceAddressDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->now()->text().endsWith(QStringLiteral("item-%1.bin").arg(InLine)));
}

void TestMainWindowSelection::compare()
{
    selectAndGoOn(ReadyOne);
    actions().compare->trigger();
    const auto *dialog = m_test->window.findChild<CompareDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->accessibleDescription().contains(QStringLiteral("item-%1.bin").arg(ReadyOne)));
}

void TestMainWindowSelection::notOfTwo()
{
    selectAndGoOn(ReadyOne);
    QTest::keyClick(view(), Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(view()->selectedIds().size(), 2);
    QVERIFY(!actions().saveAs->isEnabled());
    QTest::keyClick(view(), Qt::Key_F2);
    QVERIFY(!view()->findChild<NameEditor *>());
}

QTEST_MAIN(TestMainWindowSelection)
#include "tst_mainwindow_selection.moc"
