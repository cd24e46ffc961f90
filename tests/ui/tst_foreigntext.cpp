#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/details/DetailsPanel.h"
#include "ui/details/RequestPage.h"
#include "ui/drop/DropOffer.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/NameList.h"
#include "ui/queue/QueueCommands.h"
#include "ui/sheets/CompareDialog.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/FolderQuestion.h"
#include "ui/sheets/PauseDialog.h"
#include "ui/sheets/QuitDialog.h"
#include "ui/sheets/ReplaceAddressDialog.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/undo/NoticeBar.h"

#include <QClipboard>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

#include <functional>

using namespace ferry;
using namespace ferry::ui;

/// A name that hides or turns around what is read says the same in a question, a list and a notice as in its row.
class TestForeignText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void questionsNameItAsRowsDo_data();
    void questionsNameItAsRowsDo();
    void listsNameItAsRowsDo();
    void addressIsShownAsRowsDoAndCopiedWhole();
    void filesToSendAreNamedAsRowsDo();
    void fieldsNameItAsRowsDo();
    void droppedFilesAreNamedAsRowsDo();
    void savingNamesItAsRowsDo_data();
    void savingNamesItAsRowsDo();
    void quittingNamesItAsRowsDo();
    void leftoversAreNamedAsRowsDo();

private:
    static TransferSnapshot item(TransferState state);
};

namespace {

/// Read from the left it is a program, and looks like a picture.
const QString odd = QStringLiteral("rtl\u202egpj.exe"), shown = QStringLiteral("rtlgpj.exe");

/// All that a person can see or hear of a window.
QString wordsOf(const QWidget &window)
{
    QStringList words = {window.accessibleName(), window.accessibleDescription()};
    for (const auto *widget : window.findChildren<QWidget *>()) {
        words << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            words << label->text();
        if (const auto *list = qobject_cast<const NameList *>(widget)) {
            for (const NameList::Item &one : list->items())
                words << one.name << one.detail;
        }
    }
    return words.join(u'\n');
}

bool namesIt(const QString &words)
{
    return words.contains(shown) && !words.contains(QChar(0x202e));
}

} // namespace

TransferSnapshot TestForeignText::item(TransferState state)
{
    TransferSnapshot s = sample::download(1, state, odd, 5, 10, QStringLiteral("files.example.net"));
    s.resumable = Resumable::NoRanges;
    return s;
}

void TestForeignText::questionsNameItAsRowsDo_data()
{
    using Make = std::function<QDialog *()>;
    QTest::addColumn<Make>("make");
    QTest::newRow("pause") << Make([] { return new PauseDialog({item(TransferState::Receiving)}, {}); });
    QTest::newRow("pause several") << Make([] {
        return new PauseDialog({item(TransferState::Receiving), item(TransferState::Receiving)}, {});
    });
    QTest::newRow("compare") << Make([] { return new CompareDialog(item(TransferState::Done)); });
    QTest::newRow("address") << Make([] { return new ReplaceAddressDialog(item(TransferState::Paused)); });
    QTest::newRow("quit") << Make(
        [] { return new QuitDialog({item(TransferState::Ready)}, {item(TransferState::Receiving)}); });
    QTest::newRow("quit, kept") << Make([] {
        return new QuitDialog(QuitDialog::Kept{{item(TransferState::Ready)}, {item(TransferState::Receiving)}});
    });
}

void TestForeignText::questionsNameItAsRowsDo()
{
    QFETCH(std::function<QDialog *()>, make);
    const std::unique_ptr<QDialog> dialog(make());
    dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
    const QString words = wordsOf(*dialog);
    QVERIFY2(namesIt(words), qPrintable(words));
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
}

void TestForeignText::listsNameItAsRowsDo()
{
    TestProfile profile;
    DownloadSheet sheet(profile.settings);
    sheet.setLinks({QStringLiteral("https://files.example.net/rtl%E2%80%AEgpj.exe")});
    QCOMPARE(sheet.found()->items().value(0).name, shown);
    sheet.setLinks({QStringLiteral("https://files.example.net/rtl%E2%80%AEgpj")}); // by its path, where it has no name
    QVERIFY(!sheet.found()->items().value(0).detail.contains(QChar(0x202e)));
}

/// What is copied has to lead where the shown one only seems to.
void TestForeignText::addressIsShownAsRowsDoAndCopiedWhole()
{
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots({item(TransferState::Done)});
    panel.tabs()->setCurrentWidget(panel.request());
    QVERIFY(!wordsOf(*panel.request()).contains(QChar(0x202e)));
    for (auto *button : panel.request()->findChildren<QToolButton *>()) {
        if (button->accessibleName() == QStringLiteral("Copy the address"))
            button->click();
    }
    QCOMPARE(QUrl(QApplication::clipboard()->text()), item(TransferState::Done).url());
}

void TestForeignText::filesToSendAreNamedAsRowsDo()
{
    FileListModel files;
    files.add({{QStringLiteral("/home/mira/") + odd, 5}});
    const QModelIndex row = files.index(0);
    files.setProblem(0, QStringLiteral("“%1” cannot be sent.").arg(odd));
    for (const int role :
         {int(Qt::DisplayRole), int(Qt::AccessibleTextRole), int(Qt::ToolTipRole), int(Qt::AccessibleDescriptionRole)})
        QVERIFY2(namesIt(row.data(role).toString()), qPrintable(row.data(role).toString()));
    files.clearProblems();
    QVERIFY(namesIt(row.data(Qt::ToolTipRole).toString()));
    QCOMPARE(files.nameOf(files.files().first().path), odd); // is what the server is told
    FolderQuestion question;
    FoundFolder folder;
    folder.path = QStringLiteral("/home/mira/") + odd;
    folder.files = files.files();
    question.ask({folder});
    QVERIFY2(namesIt(wordsOf(question)), qPrintable(wordsOf(question)));
}

void TestForeignText::fieldsNameItAsRowsDo()
{
    QWidget field;
    FieldProblem problem(&field);
    problem.setSentence(QStringLiteral("“%1” cannot be sent.").arg(odd));
    QVERIFY(namesIt(problem.sentence()));
    QVERIFY(namesIt(field.accessibleDescription()));
    QVERIFY(namesIt(wordsOf(problem)));
}

void TestForeignText::droppedFilesAreNamedAsRowsDo()
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(odd));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QMimeData files, links;
    files.setUrls({QUrl::fromLocalFile(file.fileName())});
    links.setUrls({QUrl(QStringLiteral("https://files.example.net/rtl%E2%80%AEgpj.exe"))});
    QCOMPARE(offerOf(&files).shown.value(0).name, shown);
    QCOMPARE(offerOf(&files).paths, QStringList{file.fileName()});
    QVERIFY(!offerOf(&links).shown.value(0).name.contains(QChar(0x202e)));
}

void TestForeignText::savingNamesItAsRowsDo_data()
{
    QTest::addColumn<WhenTaken>("setting");
    QTest::newRow("ask") << WhenTaken::Ask;
    QTest::newRow("skip") << WhenTaken::Skip;
}

void TestForeignText::savingNamesItAsRowsDo()
{
    QFETCH(WhenTaken, setting);
    TestWindow test;
    test.settings.setSaveDirectory(test.directory.path());
    test.settings.setWhenTaken(setting);
    QFile taken(test.path(odd));
    QVERIFY(taken.open(QIODevice::WriteOnly));
    test.model.apply({item(TransferState::Ready)});
    QVERIFY(test.show(QSize(1000, 700)));
    test.window.commands().save({1});
    if (setting == WhenTaken::Skip) {
        QTRY_VERIFY(namesIt(test.window.statusLine()->sentence()));
        return;
    }
    QTRY_VERIFY(test.window.findChild<QMessageBox *>());
    const auto *box = test.window.findChild<QMessageBox *>();
    QVERIFY2(namesIt(box->text()), qPrintable(box->text()));
}

void TestForeignText::quittingNamesItAsRowsDo()
{
    TestWindow test;
    test.settings.setSaveDirectory(test.directory.path());
    test.model.apply({item(TransferState::Ready)});
    QVERIFY(test.show(QSize(1000, 700)));
    test.window.close();
    auto *question = test.window.findChild<QuitDialog *>();
    QVERIFY(question && question->saveButton());
    question->saveButton()->click();
    emit test.engine.saveFailed(1, {});
    QVERIFY2(namesIt(test.window.statusLine()->sentence()), qPrintable(test.window.statusLine()->sentence()));
}

void TestForeignText::leftoversAreNamedAsRowsDo()
{
    TestWindow test;
    Leftover leftover;
    leftover.name = odd;
    emit test.engine.leftoversFound({leftover});
    QVERIFY(namesIt(test.window.leftoverBar()->toolTip()));
}

QTEST_MAIN(TestForeignText)
#include "tst_foreigntext.moc"
