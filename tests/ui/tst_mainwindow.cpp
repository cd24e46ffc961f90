#include "core/store/Settings.h"
#include "SampleItems.h"
#include "ui/details/DetailsPanel.h"
#include "ui/drop/DropVeil.h"
#include "ui/look/Appearance.h"
#include "ui/MainWindow.h"
#include "ui/queue/EmptyPage.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueView.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/FileSection.h"
#include "ui/sheets/FolderQuestion.h"
#include "ui/sheets/QuitDialog.h"
#include "ui/sheets/UploadSheet.h"
#include "ui/sidebar/Sidebar.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/toolbar/MainToolBar.h"
#include "ui/toolbar/SearchField.h"
#include "ui/toolbar/WindowActions.h"
#include "ui/undo/NoticeBar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFocusFrame>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <QToolButton>

using namespace ferry;
using namespace ferry::ui;

/// The whole window on a model that the test feeds.
class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void emptyAtFirst();
    void filtersByKeyAndTheirSentences();
    void searchWithoutAMatch();
    void actionsFollowTheSelection();
    void nothingFitsAnEmptyQueue();
    void removalCanBeUndone();
    void removalHoldsUntilTheNext();
    void deleteCancelsWhatIsUnfinished();
    void detailsOpenAndClose();
    void detailsBecomeAPage();
    void toolbarGivesWay();
    void f6GoesRound();
    void atOnceReachesEngineAndSettings();
    void destinationsAndDeveloperServer();
    void dropShowsWhatWillHappen();
    void dropOnADestination();
    void dropOpensTheRightSheet_data();
    void dropOpensTheRightSheet();
    void dropOfNoUse();
    void pasteOfALink();
    void pasteOfAPicture();
    void pasteOfFilesAndFolders();
    void leftoversAreOffered();
    void discardedLeftoversComeBack();
    void endsAreAnnounced();
    void decideHasAMenu();
    void contextMenuFits();
    void quitAsksOnlyWhereSomethingIsLost();
    void everythingHasAName();
    void sidebarSpeaksItsCounts();
    void widthOfTheDetailsIsRemembered();
    void placeIsRemembered_data();
    void placeIsRemembered();

private:
    void feed();
    void drag(const QMimeData &mime, QPoint at);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<TransferEngine> m_engine;
    std::unique_ptr<TransferModel> m_model;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ColourScheme::Light);
}

void TestMainWindow::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_directory->path());
    m_settings->setDestinations(sample::destinations());
    m_engine = std::make_unique<TransferEngine>(EngineOptions{m_directory->path(), 10});
    m_model = std::make_unique<TransferModel>();
    m_window = std::make_unique<MainWindow>(*m_engine, *m_model, *m_settings);
    m_window->resize(1200, 760);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_model.reset();
    m_engine.reset();
}

void TestMainWindow::feed()
{
    QList<TransferSnapshot> items = sample::busyDay(m_directory->path());
    std::reverse(items.begin(), items.end());
    m_model->apply(items);
}

void TestMainWindow::emptyAtFirst()
{
    QVERIFY(m_window->emptyPage()->isVisible());
    QVERIFY(m_window->emptyPage()->isWelcome());
    QTRY_VERIFY(m_window->emptyPage()->uploadButton()->hasFocus());
    const auto ringed = [this] {
        const auto *ring = m_window->findChild<QFocusFrame *>();
        return ring && ring->widget() == m_window->emptyPage()->uploadButton();
    };
    QTRY_VERIFY(ringed());
    QVERIFY(!m_window->isDetailsOpen());
    QTest::mouseClick(m_window->emptyPage()->uploadButton(), Qt::LeftButton);
    QVERIFY(m_window->findChild<UploadSheet *>());
    feed();
    QVERIFY(m_window->queueView()->isVisible());
    QVERIFY(!m_window->emptyPage()->isVisible());
}

void TestMainWindow::filtersByKeyAndTheirSentences()
{
    feed();
    QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier);
    QCOMPARE(m_window->queueModel().filter(), TransferFilter::Ready);
    QCOMPARE(m_window->sidebar()->filter(), TransferFilter::Ready);
    QCOMPARE(m_window->queueModel().rowCount(), 1);
    m_model->apply({sample::download(6, TransferState::Done, QStringLiteral("quarterly-report-final.pdf"), 1, 1,
                                     QStringLiteral("docs.example.com"))});
    QVERIFY(m_window->emptyPage()->isVisible());
    QVERIFY(!m_window->emptyPage()->isWelcome());
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_window->queueModel().rowCount(), 11);
    QVERIFY(m_window->queueView()->isVisible());
}

void TestMainWindow::searchWithoutAMatch()
{
    feed();
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(m_window->toolBar()->search()->hasFocus());
    QTest::keyClicks(m_window->toolBar()->search(), QStringLiteral("abc"));
    QVERIFY(m_window->emptyPage()->clearButton()->isVisible());
    QTest::mouseClick(m_window->emptyPage()->clearButton(), Qt::LeftButton);
    QVERIFY(m_window->toolBar()->search()->text().isEmpty());
    QCOMPARE(m_window->queueModel().rowCount(), 11);
    m_window->toolBar()->search()->setText(QStringLiteral("logo"));
    QCOMPARE(m_window->queueModel().rowCount(), 1);
    m_window->toolBar()->search()->setFocus();
    QTest::keyClick(m_window->toolBar()->search(), Qt::Key_Escape);
    QCOMPARE(m_window->queueModel().rowCount(), 11);
    QVERIFY(m_window->toolBar()->search()->hasFocus());
    QTest::keyClick(m_window->toolBar()->search(), Qt::Key_Escape);
    QVERIFY(m_window->queueView()->hasFocus()); // there is nothing left to clear
}

void TestMainWindow::actionsFollowTheSelection()
{
    feed();
    const WindowActions &a = m_window->actions();
    QVERIFY(!a.cancel->isEnabled() && !a.retry->isEnabled() && !a.save->isEnabled());
    m_window->queueView()->selectItem(11);
    QVERIFY(a.cancel->isEnabled() && !a.retry->isEnabled() && !a.save->isEnabled());
    m_window->queueView()->selectItem(4);
    QVERIFY(!a.cancel->isEnabled() && a.retry->isEnabled());
    m_window->queueView()->selectItem(6);
    QVERIFY(a.save->isEnabled() && a.saveAs->isEnabled() && a.rename->isEnabled());
    // Sending an upload of unknown outcome a second time is never a plain retry.
    m_window->queueView()->selectItem(2);
    QVERIFY(!a.retry->isEnabled());
    m_window->queueView()->selectAll();
    QVERIFY(a.cancel->isEnabled() && a.retry->isEnabled() && a.save->isEnabled() && !a.saveAs->isEnabled());
    // The selected item comes to its end while it is selected.
    m_window->queueView()->selectItem(10);
    m_model->apply(
        {sample::download(10, TransferState::Ready, QStringLiteral("debian.iso"), 5, 5, QStringLiteral("h"))});
    QVERIFY(a.save->isEnabled() && !a.cancel->isEnabled());
}

void TestMainWindow::nothingFitsAnEmptyQueue()
{
    m_settings->setDestinations({}); // as at the first start
    const MainWindow fresh(*m_engine, *m_model, *m_settings);
    const WindowActions &a = fresh.actions();
    for (const QAction *action : {a.cancel, a.retry, a.save, a.pauseOrResume, a.remove, a.copy, a.undo})
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
    QVERIFY(a.upload->isEnabled() && a.download->isEnabled());
}

void TestMainWindow::removalCanBeUndone()
{
    feed();
    m_window->queueView()->selectItem(5);
    m_window->queueView()->setFocus();
    QTest::keyClick(m_window->queueView(), Qt::Key_Delete);
    QCOMPARE(m_window->queueModel().rowCount(), 10);
    QVERIFY(m_window->undoBar()->isVisible());
    QCOMPARE(m_model->rowCount(), 11);
    QTest::keyClick(m_window->queueView(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_window->queueModel().rowCount(), 11);
    QVERIFY(!m_window->undoBar()->isVisible());
}

void TestMainWindow::removalHoldsUntilTheNext()
{
    feed();
    QSignalSpy removed(m_engine.get(), &TransferEngine::removed);
    m_window->commands().remove({5});
    m_window->commands().remove({4});
    QCOMPARE(m_window->queueModel().rowCount(), 9);
    m_window->commands().undoRemoval();
    QCOMPARE(m_window->queueModel().rowCount(), 10); // the first one is beyond undoing
    QVERIFY(m_window->queueModel().isHidden(5));
    m_window->commands().remove({6});
    QVERIFY(m_window->undoBar()->sentence().contains(QStringLiteral("discarded")));
}

void TestMainWindow::deleteCancelsWhatIsUnfinished()
{
    feed();
    m_window->commands().remove({11});
    QCOMPARE(m_window->queueModel().rowCount(), 11);
    QVERIFY(!m_window->undoBar()->isVisible());
    m_window->queueView()->selectItem(11);
    QVERIFY(m_window->actions().remove->isEnabled());
    QCOMPARE(m_window->actions().remove->text(), QStringLiteral("Cancel"));
    // What only waits can be brought back.
    m_window->queueView()->selectItem(7);
    QCOMPARE(m_window->actions().remove->text(), QStringLiteral("Remove from the list"));
    m_window->commands().remove({1, 7, 8});
    QCOMPARE(m_window->queueModel().rowCount(), 8);
    QVERIFY(m_window->undoBar()->sentence().startsWith(QStringLiteral("3 item")));
    m_window->commands().undoRemoval();
    QCOMPARE(m_window->queueModel().rowCount(), 11);
}

void TestMainWindow::detailsOpenAndClose()
{
    feed();
    m_window->queueView()->setFocus();
    m_window->queueView()->selectItem(4);
    QTest::keyClick(m_window->queueView(), Qt::Key_F4);
    QVERIFY(m_window->isDetailsOpen());
    QVERIFY(m_window->detailsPanel()->isVisible());
    QVERIFY(m_window->detailsPanel()->width() >= 300);
    QTest::keyClick(m_window->queueView(), Qt::Key_Escape);
    QVERIFY(!m_window->isDetailsOpen());
    QVERIFY(!m_window->detailsPanel()->isVisible());
    QTest::keyClick(m_window->queueView(), Qt::Key_I, Qt::ControlModifier);
    QVERIFY(m_window->isDetailsOpen());
}

void TestMainWindow::detailsBecomeAPage()
{
    feed();
    m_window->resize(760, 500);
    m_window->queueView()->selectItem(4);
    m_window->setDetailsOpen(true);
    QVERIFY(m_window->detailsPanel()->isVisible());
    QVERIFY(!m_window->queueView()->isVisible());
    QTest::keyClick(m_window->detailsPanel(), Qt::Key_Escape);
    QVERIFY(m_window->queueView()->isVisible());
    m_window->setDetailsOpen(true);
    m_window->resize(1200, 700);
    QVERIFY(m_window->queueView()->isVisible());
    QVERIFY(m_window->detailsPanel()->isVisible());
    QVERIFY(m_window->detailsPanel()->width() >= 300);
}

void TestMainWindow::toolbarGivesWay()
{
    m_window->resize(1200, 700);
    QVERIFY(!m_window->sidebar()->isRail());
    QCOMPARE(m_window->toolBar()->search()->width(), 220);
    m_window->resize(1000, 700);
    QCOMPARE(m_window->toolBar()->search()->width(), 168);
    m_window->resize(720, 480);
    QVERIFY(m_window->sidebar()->isRail());
    QCOMPARE(m_window->sidebar()->width(), 64);
    QCOMPARE(m_window->toolBar()->search()->width(), 132);
    m_window->resize(640, 420);
    QCOMPARE(m_window->toolBar()->search()->width(), 132); // words of buttons go first
    // Everything of the toolbar still stands within the window.
    for (const QWidget *widget : m_window->toolBar()->findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->parentWidget() &&
            widget->parentWidget()->parentWidget() == m_window->toolBar())
            QVERIFY(m_window->rect().contains(QRect(widget->mapTo(m_window.get(), QPoint(0, 0)), widget->size())));
    }
}

void TestMainWindow::f6GoesRound()
{
    feed();
    m_window->queueView()->setFocus();
    QTest::keyClick(m_window->queueView(), Qt::Key_F6);
    QVERIFY(m_window->toolBar()->search()->hasFocus());
    QTest::keyClick(m_window->toolBar()->search(), Qt::Key_F6);
    QVERIFY(m_window->sidebar()->list()->hasFocus());
    QTest::keyClick(m_window->sidebar()->list(), Qt::Key_F6);
    QVERIFY(m_window->queueView()->hasFocus());
}

void TestMainWindow::atOnceReachesEngineAndSettings()
{
    QComboBox *box = m_window->toolBar()->atOnce();
    QCOMPARE(box->currentIndex(), 9);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    QCOMPARE(m_engine->parallel(), 1);
    QCOMPARE(m_settings->parallel(), 1);
    m_settings->setParallel(4);
    QCOMPARE(m_engine->parallel(), 4);
    QCOMPARE(box->currentIndex(), 3);
}

void TestMainWindow::destinationsAndDeveloperServer()
{
    QCOMPARE(m_window->destinations().size(), 2);
    m_window->setDevServer({true, QUrl(QStringLiteral("http://127.0.0.1:8421/")), m_directory->path(), {}});
    QCOMPARE(m_window->destinations().size(), 3);
    QVERIFY(m_window->destinations().first().builtIn);
    QCOMPARE(m_window->destinations().first().url, QUrl(QStringLiteral("http://127.0.0.1:8421/upload")));
    m_window->setDevServer({});
    QCOMPARE(m_window->destinations().size(), 2);
}

void TestMainWindow::drag(const QMimeData &mime, QPoint at)
{
    QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
}

void TestMainWindow::dropShowsWhatWillHappen()
{
    feed();
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(m_directory->filePath(QStringLiteral("logo.png"))),
                  QUrl::fromLocalFile(m_directory->filePath(QStringLiteral("team.png")))});
    drag(mime, QPoint(600, 300));
    QVERIFY(m_window->dropVeil()->isVisible());
    QVERIFY(m_window->dropVeil()->title().contains(QStringLiteral("2")));
    QVERIFY(!m_window->findChild<UploadSheet *>());
    QDragLeaveEvent leave;
    QApplication::sendEvent(m_window.get(), &leave);
    QVERIFY(!m_window->dropVeil()->isVisible());
    drag(mime, QPoint(600, 300));
    QDropEvent drop(QPointF(600, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QVERIFY(!m_window->dropVeil()->isVisible());
    QVERIFY(m_window->findChild<UploadSheet *>());
}

void TestMainWindow::dropOnADestination()
{
    feed();
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(m_directory->filePath(QStringLiteral("logo.png")))});
    const QListView *list = m_window->sidebar()->list();
    const QRect row = list->visualRect(list->model()->index(transferFilterCount + 2, 0));
    const QPoint at = list->viewport()->mapTo(m_window.get(), row.center());
    drag(mime, at);
    QVERIFY(m_window->dropVeil()->title().endsWith(QStringLiteral("Build archive")));
    QDropEvent drop(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    auto *sheet = m_window->findChild<UploadSheet *>();
    QVERIFY(sheet);
    QCOMPARE(sheet->address()->currentText(), QStringLiteral("https://builds.example.net/in"));
}

void TestMainWindow::dropOpensTheRightSheet_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<bool>("onDestination");
    for (const char *what : {"link", "picture", "folder"}) {
        QTest::addRow("%s", what) << QString::fromLatin1(what) << false;
        QTest::addRow("%s on a destination", what) << QString::fromLatin1(what) << true;
    }
}

void TestMainWindow::dropOpensTheRightSheet()
{
    QFETCH(QString, what);
    QFETCH(bool, onDestination);
    feed();
    const int before = m_model->rowCount();
    QMimeData mime;
    const QUrl link(QStringLiteral("https://example.com/a.iso"));
    if (what == QLatin1String("link"))
        mime.setUrls({link});
    else if (what == QLatin1String("picture"))
        mime.setImageData(QImage(20, 10, QImage::Format_RGB32));
    else
        mime.setUrls({QUrl::fromLocalFile(m_directory->path())});
    const QListView *list = m_window->sidebar()->list();
    const QRect row = list->visualRect(list->model()->index(transferFilterCount + 2, 0));
    const QPoint at = onDestination ? list->viewport()->mapTo(m_window.get(), row.center()) : QPoint(600, 300);
    drag(mime, at);
    QVERIFY(m_window->dropVeil()->isVisible());
    QDropEvent drop(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    auto *download = m_window->findChild<DownloadSheet *>();
    auto *upload = m_window->findChild<UploadSheet *>();
    QCOMPARE(download != nullptr, what == QLatin1String("link")); // wherever it is dropped: there is nothing to send
    QCOMPARE(upload != nullptr, what != QLatin1String("link"));
    if (download)
        QCOMPARE(download->links()->toPlainText(), link.toString());
    else if (what == QLatin1String("picture"))
        QTRY_COMPARE(upload->files()->model().rowCount(), 1);
    else
        QTRY_VERIFY(upload->files()->question()->isOpen()); // its files come after it was asked
    if (upload && onDestination)
        QCOMPARE(upload->address()->currentText(), QStringLiteral("https://builds.example.net/in"));
    QCOMPARE(m_model->rowCount(), before); // nothing begins unasked
}

void TestMainWindow::dropOfNoUse()
{
    feed();
    QMimeData mixed;
    mixed.setUrls({QUrl::fromLocalFile(m_directory->filePath(QStringLiteral("logo.png"))),
                   QUrl(QStringLiteral("https://example.com/a"))});
    QDragEnterEvent enter(QPoint(600, 300), Qt::CopyAction, &mixed, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(m_window->dropVeil()->isVisible());
    QCOMPARE(enter.dropAction(), Qt::IgnoreAction);
    QDropEvent drop(QPointF(600, 300), Qt::CopyAction, &mixed, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QVERIFY(!m_window->findChild<UploadSheet *>());
    QVERIFY(!m_window->findChild<DownloadSheet *>());
    QVERIFY(!m_window->statusLine()->sentence().isEmpty());
}

void TestMainWindow::pasteOfALink()
{
    QApplication::clipboard()->setText(QStringLiteral("https://example.com/a.iso\nhttps://example.com/b.iso\n"));
    QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(m_window->findChild<DownloadSheet *>());
    QVERIFY(!m_window->findChild<UploadSheet *>());
}

void TestMainWindow::pasteOfAPicture()
{
    QImage image(8, 8, QImage::Format_RGB32);
    image.fill(Qt::white);
    QApplication::clipboard()->setImage(image);
    m_window->paste();
    QVERIFY(m_window->findChild<UploadSheet *>());
    QApplication::clipboard()->setText(QStringLiteral("a sentence and no link"));
    m_window->paste();
    QVERIFY(!m_window->findChild<DownloadSheet *>());
    QVERIFY(!m_window->statusLine()->sentence().isEmpty());
}

void TestMainWindow::pasteOfFilesAndFolders()
{
    QDir(m_directory->path()).mkpath(QStringLiteral("photos"));
    QList<QUrl> urls;
    for (const auto &name : {"photos/1.jpg", "photos/2.jpg", "alone one.txt"}) {
        QFile file(m_directory->filePath(QString::fromUtf8(name)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("hello") == 5);
    }
    for (const auto &name : {"photos", "alone one.txt"})
        urls.append(QUrl::fromLocalFile(m_directory->filePath(QString::fromUtf8(name))));
    auto *mime = new QMimeData;
    mime->setUrls(urls);
    QApplication::clipboard()->setMimeData(mime);
    QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier);
    auto *sheet = m_window->findChild<UploadSheet *>();
    QVERIFY(sheet);
    QTRY_COMPARE(sheet->files()->model().rowCount(), 1);
    QCOMPARE(sheet->files()->model().files().first().path, urls.last().toLocalFile());
    QTRY_VERIFY(sheet->files()->question()->isVisible());
    QTest::mouseClick(sheet->files()->question()->addButton(), Qt::LeftButton);
    QCOMPARE(sheet->files()->model().rowCount(), 3);
}

void TestMainWindow::leftoversAreOffered()
{
    emit m_engine->leftoversFound({});
    QVERIFY(!m_window->leftoverBar()->isVisible());
    Leftover one;
    one.name = QStringLiteral("a.iso");
    emit m_engine->leftoversFound({one, one, one});
    QVERIFY(m_window->leftoverBar()->isVisible());
    QVERIFY(m_window->leftoverBar()->sentence().startsWith(QStringLiteral("3 ")));
    QTest::mouseClick(m_window->leftoverBar()->firstButton(), Qt::LeftButton);
    QVERIFY(!m_window->leftoverBar()->isVisible());
    QCOMPARE(m_window->queueModel().filter(), TransferFilter::Ready);
}

void TestMainWindow::discardedLeftoversComeBack()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    Leftover one;
    one.path = file.fileName();
    one.name = QStringLiteral("a.iso");
    one.size = 61800000;
    emit m_engine->leftoversFound({one});
    QVERIFY(m_window->leftoverBar()->toolTip().startsWith(QStringLiteral("a.iso, 61.8")));
    QTest::mouseClick(m_window->leftoverBar()->secondButton(), Qt::LeftButton);
    QVERIFY(!m_window->leftoverBar()->isVisible());
    QCOMPARE(m_window->undoBar()->sentence(), QStringLiteral("1 unsaved file discarded"));
    QVERIFY(QFile::exists(one.path));
    QTest::mouseClick(m_window->undoBar()->firstButton(), Qt::LeftButton);
    QVERIFY(m_window->leftoverBar()->isVisible());
    QVERIFY(!m_window->undoBar()->isVisible());
    QTest::mouseClick(m_window->leftoverBar()->secondButton(), Qt::LeftButton);
    m_window->undoBar()->expire();
    QTRY_VERIFY(!QFile::exists(one.path));
    QVERIFY(!m_window->commands().canUndo());
}

void TestMainWindow::endsAreAnnounced()
{
    feed();
    m_model->apply(
        {sample::upload(11, TransferState::Sending, QStringLiteral("x"), 500, 1000, {}, QStringLiteral("h"))});
    QVERIFY(m_window->statusLine()->sentence().isEmpty());
    m_model->apply({sample::upload(11, TransferState::Done, QStringLiteral("x"), 1000, 1000, {}, QStringLiteral("h"))});
    QCOMPARE(m_window->statusLine()->sentence(), QStringLiteral("x: Done"));
    const auto end = [this](TransferSnapshot s) {
        const TransferState state = std::exchange(s.state, TransferState::Receiving);
        m_model->apply({s});
        s.state = state;
        if (state == TransferState::Refused)
            s.exchange = sample::refusal();
        m_model->apply({s});
        return m_window->statusLine()->sentence();
    };
    const auto upload = [](TransferId id, TransferState state, const QString &name) {
        return sample::upload(id, state, name, 500, 1000, {}, QStringLiteral("h"));
    };
    QCOMPARE(end(upload(12, TransferState::Failed, QStringLiteral("f"))), QStringLiteral("f: Failed"));
    QCOMPARE(end(upload(13, TransferState::Refused, QStringLiteral("r"))), QStringLiteral("r: Refused: 413"));
    QCOMPARE(end(upload(14, TransferState::Unknown, QStringLiteral("u"))), QStringLiteral("u: Answer unknown"));
    QCOMPARE(end(sample::download(15, TransferState::Ready, QStringLiteral("d"), 500, 500, QStringLiteral("h"))),
             QStringLiteral("d: Ready to save"));
    QCOMPARE(end(upload(16, TransferState::Cancelled, QStringLiteral("c"))),
             QStringLiteral("d: Ready to save")); // the person did that
    const auto together = [this, &upload](TransferState first, TransferState second) {
        m_model->apply({upload(17, TransferState::Sending, QStringLiteral("g")),
                        upload(18, TransferState::Sending, QStringLiteral("h"))});
        m_model->apply({upload(17, first, QStringLiteral("g")), upload(18, second, QStringLiteral("h"))});
        return m_window->statusLine()->sentence();
    };
    QCOMPARE(together(TransferState::Done, TransferState::Done), QStringLiteral("2 items: Done"));
    QCOMPARE(together(TransferState::Done, TransferState::Failed), QStringLiteral("2 items came to an end."));
}

void TestMainWindow::decideHasAMenu()
{
    feed();
    m_window->queueView()->selectItem(2);
    m_window->queueView()->setFocus();
    QTest::keyClick(m_window->queueView(), Qt::Key_Return);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 4);
    menu->close();
}

void TestMainWindow::contextMenuFits()
{
    feed();
    m_window->queueView()->selectItem(6);
    emit m_window->queueView()->menuRequested(QPoint(300, 300));
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QVERIFY(menu->actions().contains(m_window->actions().save));
    QVERIFY(!menu->actions().contains(m_window->actions().cancel));
    menu->close();
}

void TestMainWindow::quitAsksOnlyWhereSomethingIsLost()
{
    QSignalSpy quitting(m_window.get(), &MainWindow::quitting);
    feed();
    m_window->close();
    auto *dialog = m_window->findChild<QuitDialog *>();
    QVERIFY(dialog);
    QVERIFY(m_window->isVisible());
    dialog->reject();
    QTRY_VERIFY(!m_window->findChild<QuitDialog *>());
    QCOMPARE(quitting.count(), 0);
    m_model->remove({11, 10, 9, 8, 7, 6, 1});
    m_window->close();
    QTRY_COMPARE(quitting.count(), 1);
    QVERIFY(!m_window->isVisible());
}

void TestMainWindow::everythingHasAName()
{
    feed();
    m_window->setDetailsOpen(true);
    for (const QAbstractButton *button : m_window->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->objectName().startsWith(QLatin1String("qt_")))
            continue;
        const QString name = button->accessibleName().isEmpty() ? button->text() : button->accessibleName();
        const bool named = !name.isEmpty() || !button->toolTip().isEmpty();
        QVERIFY2(named, button->metaObject()->className());
    }
    QVERIFY(!m_window->toolBar()->search()->accessibleName().isEmpty());
    QVERIFY(!m_window->toolBar()->atOnce()->accessibleName().isEmpty());
}

void TestMainWindow::sidebarSpeaksItsCounts()
{
    feed();
    const QAbstractItemModel *model = m_window->sidebar()->list()->model();
    const QString spoken = model->index(int(TransferFilter::Problems), 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(spoken.startsWith(QStringLiteral("Problems, 3 item")), qPrintable(spoken));
}

void TestMainWindow::widthOfTheDetailsIsRemembered()
{
    m_window->resize(1280, 700);
    m_window->show();
    m_window->setDetailsOpen(true);
    auto *splitter = m_window->findChild<QSplitter *>();
    const QWidget *column = splitter->widget(1);
    QCOMPARE(column->width(), 376);
    QWidget *handle = splitter->handle(1);
    QTRY_VERIFY(handle->geometry().contains(column->x() - 1, 100)); // laid out
    const QPoint middle = handle->rect().center();
    QTest::mousePress(handle, Qt::LeftButton, {}, middle);
    const QPoint aside = middle - QPoint(100, 0);
    QMouseEvent move(QEvent::MouseMove, aside, handle->mapToGlobal(aside), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(handle, &move);
    QTest::mouseRelease(handle, Qt::LeftButton, {}, middle);
    const int chosen = column->width();
    QVERIFY(qAbs(chosen - 476) < 4); // the handle is wider than its line
    m_window->setDetailsOpen(false);
    m_window->setDetailsOpen(true);
    QCOMPARE(column->width(), chosen);
    m_window->remember();
    m_window = std::make_unique<MainWindow>(*m_engine, *m_model, *m_settings);
    m_window->resize(1280, 700);
    m_window->show();
    m_window->setDetailsOpen(true);
    column = m_window->findChild<QSplitter *>()->widget(1);
    QCOMPARE(column->width(), chosen);
    m_window->resize(900, 700); // where the queue needs its room
    QVERIFY(column->width() < chosen);
    m_window->resize(1280, 700);
    QCOMPARE(column->width(), chosen);
}

void TestMainWindow::placeIsRemembered_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("detailsStayOpen");
    QTest::newRow("with room for the details") << QSize(1000, 650) << true;
    QTest::newRow("narrow: they would hide the queue") << QSize(780, 650) << false;
}

void TestMainWindow::placeIsRemembered()
{
    QFETCH(QSize, size);
    QFETCH(bool, detailsStayOpen);
    m_window->resize(size);
    m_window->setDetailsOpen(true);
    QSignalSpy quitting(m_window.get(), &MainWindow::quitting);
    m_window->close();
    QTRY_COMPARE(quitting.count(), 1);
    m_window = std::make_unique<MainWindow>(*m_engine, *m_model, *m_settings);
    if (size.width() > m_window->screen()->availableSize().width() && m_window->size() != size)
        QSKIP("Qt 6.8 fits what it restores to the screen.");
    QCOMPARE(m_window->size(), size);
    QCOMPARE(m_window->isDetailsOpen(), detailsStayOpen);
    QCOMPARE(m_window->actions().details->isChecked(), detailsStayOpen);
    feed();
    m_window->show();
    QVERIFY(m_window->queueView()->isVisible());
    m_window->resize(1000, 650); // as a window manager does that maximizes it
    QVERIFY(m_window->isDetailsOpen());
    m_window->setDetailsOpen(false);
    m_window->resize(size);
    m_window->resize(1000, 650);
    QVERIFY(!m_window->isDetailsOpen());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
