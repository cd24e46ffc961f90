#include "core/devserver/DevServer.h"
#include "core/store/Settings.h"
#include "ui/look/Appearance.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueModel.h"
#include "ui/queue/QueueView.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sheets/QuitDialog.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/toolbar/WindowActions.h"
#include "ui/undo/NoticeBar.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

namespace {

/// Where the system's folders are, for as long as it lives.
class Home
{
public:
    explicit Home(const QString &path)
    {
        qputenv("HOME", QFile::encodeName(path));
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(path + QStringLiteral("/.config")));
    }
    ~Home()
    {
        qputenv("HOME", m_home);
        qunsetenv("XDG_CONFIG_HOME");
    }
    Home(const Home &) = delete;
    Home &operator=(const Home &) = delete;

private:
    QByteArray m_home = qgetenv("HOME");
};

} // namespace

/// Takes the place of the program that the desktop has for files.
class OpenedFiles : public QObject
{
    Q_OBJECT

public:
    OpenedFiles() { QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "take"); }
    ~OpenedFiles() override { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); }
    QList<QUrl> urls;

public slots:
    void take(const QUrl &url) { urls << url; }
};

/// The window on a real engine against the built-in server: what a person does from the first upload to the saved file.
class TestMainWindowLive : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void uploadThenDownloadThenSave();
    void renameBeforeSaving();
    void refusedCanBeRetried();
    void cancelFromTheRow();
    void removalReachesTheEngine();
    void renameWhileItIsReceived();
    void playVoice_opensWhatIsReady();
    void folderThatIsNotThere_data();
    void folderThatIsNotThere();
    void savingAllAtQuit_makesTheFolder();

private:
    QString file(const QString &name, const QByteArray &content);
    TransferId upload(const QString &path, const QString &route = QStringLiteral("upload"));
    TransferId download(const QUrl &url);
    TransferState stateOf(TransferId id) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<devserver::DevServer> m_server;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<TransferEngine> m_engine;
    std::unique_ptr<TransferModel> m_model;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindowLive::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ColourScheme::Light);
}

void TestMainWindowLive::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QDir(m_directory->path()).mkdir(QStringLiteral("saved"));
    m_server = std::make_unique<devserver::DevServer>(devserver::Options{});
    QVERIFY2(m_server->start(), qPrintable(m_server->errorString()));
    m_settings = std::make_unique<Settings>(m_directory->path());
    m_settings->setSaveDirectory(m_directory->filePath(QStringLiteral("saved")));
    m_engine = std::make_unique<TransferEngine>(EngineOptions{m_directory->path(), 10});
    m_model = std::make_unique<TransferModel>();
    connect(m_engine.get(), &TransferEngine::changed, m_model.get(), &TransferModel::apply);
    connect(m_engine.get(), &TransferEngine::removed, m_model.get(), &TransferModel::remove);
    m_window = std::make_unique<MainWindow>(*m_engine, *m_model, *m_settings);
    m_window->setDevServer({true, m_server->url(), m_server->directory(), {}});
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindowLive::cleanup()
{
    m_window.reset();
    m_engine.reset();
    m_model.reset();
    m_server.reset();
}

QString TestMainWindowLive::file(const QString &name, const QByteArray &content)
{
    QFile file(m_directory->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("no test file");
    return file.fileName();
}

TransferId TestMainWindowLive::upload(const QString &path, const QString &route)
{
    UploadRequest request;
    request.url = m_server->url().resolved(QUrl(route));
    request.destinationName = QStringLiteral("Developer server");
    request.files.append(FormFile{QStringLiteral("file"), path, {}, {}});
    return m_engine->add(request);
}

TransferId TestMainWindowLive::download(const QUrl &url)
{
    DownloadRequest request;
    request.url = url;
    return m_engine->add(request);
}

TransferState TestMainWindowLive::stateOf(TransferId id) const
{
    const TransferSnapshot *s = m_model->find(id);
    return s ? s->state : TransferState::Queued;
}

void TestMainWindowLive::uploadThenDownloadThenSave()
{
    const QByteArray content(300000, 'f');
    const TransferId up = upload(file(QStringLiteral("harbour.bin"), content));
    QTRY_COMPARE(stateOf(up), TransferState::Done);
    m_window->queueView()->selectItem(up);
    m_window->queueView()->setFocus();
    QTest::keyClick(m_window->queueView(), Qt::Key_C, Qt::ControlModifier);
    const QUrl link(QApplication::clipboard()->text());
    QVERIFY2(link.path().startsWith(QLatin1String("/files/")), qPrintable(link.toString()));
    const TransferId down = download(link);
    QTRY_COMPARE(stateOf(down), TransferState::Ready);
    m_window->queueView()->selectItem(down);
    QTest::keyClick(m_window->queueView(), Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(stateOf(down), TransferState::Done);
    QFile saved(m_model->find(down)->savedPath);
    QVERIFY(saved.fileName().startsWith(m_settings->saveDirectory()));
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(saved.readAll(), content);
}

void TestMainWindowLive::renameBeforeSaving()
{
    const TransferId up = upload(file(QStringLiteral("a.txt"), "words"));
    QTRY_COMPARE(stateOf(up), TransferState::Done);
    const TransferId down = download(m_model->find(up)->link);
    QTRY_COMPARE(stateOf(down), TransferState::Ready);
    m_window->queueView()->selectItem(down);
    m_window->queueView()->setFocus();
    QTest::keyClick(m_window->queueView(), Qt::Key_F2);
    auto *editor = m_window->queueView()->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("letter"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_model->find(down)->name, QStringLiteral("letter.txt"));
    QTest::keyClick(m_window->queueView(), Qt::Key_Return); // Save is the row's first action
    QTRY_COMPARE(stateOf(down), TransferState::Done);
    QVERIFY(QFile::exists(m_directory->filePath(QStringLiteral("saved/letter.txt"))));
}

void TestMainWindowLive::refusedCanBeRetried()
{
    const TransferId id = upload(file(QStringLiteral("b.bin"), "b"), QStringLiteral("no/such/place"));
    QTRY_COMPARE(stateOf(id), TransferState::Refused);
    QSignalSpy finished(m_engine.get(), &TransferEngine::finished);
    m_window->queueView()->selectItem(id);
    m_window->queueView()->setFocus();
    QTest::keyClick(m_window->queueView(), Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(finished.count(), 1);
    QTRY_COMPARE(stateOf(id), TransferState::Refused);
}

void TestMainWindowLive::cancelFromTheRow()
{
    m_engine->setParallel(1);
    const TransferId first =
        upload(file(QStringLiteral("c.bin"), QByteArray(1000, 'c')), QStringLiteral("try/delay/50"));
    const TransferId second = upload(file(QStringLiteral("d.bin"), "d"));
    QTRY_COMPARE(stateOf(first), TransferState::Awaiting);
    QCOMPARE(stateOf(second), TransferState::Queued);
    m_window->queueView()->selectItem(second);
    m_window->queueView()->setFocus();
    QTest::keyClick(m_window->queueView(), Qt::Key_Delete);
    // What waits goes out of sight, and is held until nobody can take that back any more.
    QTRY_COMPARE(stateOf(second), TransferState::Paused);
    QVERIFY(m_window->undoBar()->isVisible());
    const QRect row = m_window->queueView()->visualRect(m_window->queueModel().indexOf(first));
    QTest::mouseClick(m_window->queueView()->viewport(), Qt::LeftButton, {},
                      QPoint(row.right() - 26, row.center().y()));
    QTRY_COMPARE(stateOf(first), TransferState::Cancelled);
}

void TestMainWindowLive::removalReachesTheEngine()
{
    const TransferId up = upload(file(QStringLiteral("e.bin"), "e"));
    QTRY_COMPARE(stateOf(up), TransferState::Done);
    const TransferId down = download(m_model->find(up)->link);
    QTRY_COMPARE(stateOf(down), TransferState::Ready);
    const QString temporary = m_model->find(down)->tempPath;
    QVERIFY(QFile::exists(temporary));
    m_window->commands().remove({down});
    QVERIFY(m_window->undoBar()->isVisible());
    QVERIFY(QFile::exists(temporary)); // until the bar goes
    m_window->undoBar()->expire();
    QTRY_VERIFY(!m_model->find(down));
    QTRY_VERIFY(!QFile::exists(temporary));
}

void TestMainWindowLive::renameWhileItIsReceived()
{
    const TransferId down =
        download(m_server->url().resolved(QUrl(QStringLiteral("try/slow?rate=100000&size=150000"))));
    m_engine->setItemRateLimit({down}, 20000);
    QTRY_COMPARE(stateOf(down), TransferState::Receiving);
    m_window->queueView()->selectItem(down);
    m_window->queueView()->setFocus();
    QTest::keyClick(m_window->queueView(), Qt::Key_F2);
    auto *editor = m_window->queueView()->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->setText(QStringLiteral("mine.bin"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_model->find(down)->name, QStringLiteral("mine.bin"));
    QCOMPARE(stateOf(down), TransferState::Receiving);
    m_engine->setItemRateLimit({down}, 0);
    QTRY_COMPARE(stateOf(down), TransferState::Ready);
    QCOMPARE(m_model->find(down)->name, QStringLiteral("mine.bin"));
    QTest::keyClick(m_window->queueView(), Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(stateOf(down), TransferState::Done);
    QCOMPARE(m_model->find(down)->savedPath, m_directory->filePath(QStringLiteral("saved/mine.bin")));
}

void TestMainWindowLive::playVoice_opensWhatIsReady()
{
    const TransferId up = upload(file(QStringLiteral("a.txt"), "words"));
    QTRY_COMPARE(stateOf(up), TransferState::Done);
    const TransferId down = download(m_model->find(up)->link);
    QTRY_COMPARE(stateOf(down), TransferState::Ready);
    const OpenedFiles opened;
    m_window->queueView()->selectItem(down);
    m_window->actions().open->trigger();
    QCOMPARE(opened.urls, QList<QUrl>{QUrl::fromLocalFile(m_model->find(down)->tempPath)});
    QFile shown(opened.urls.first().toLocalFile());
    QVERIFY(shown.open(QIODevice::ReadOnly));
    QCOMPARE(shown.readAll(), QByteArray("words"));
    QCOMPARE(QFileInfo(shown).suffix(), QStringLiteral("txt")); // programs go by it
    QCOMPARE(stateOf(down), TransferState::Ready);
}

void TestMainWindowLive::folderThatIsNotThere_data()
{
    QTest::addColumn<QString>("home");
    QTest::addColumn<QString>("folder"); ///< empty: the system's for downloads
    QTest::addColumn<int>("whenTaken");
    QTest::addColumn<bool>("saves");
    const int keep = int(WhenTaken::KeepBoth);
    QTest::newRow("of the system") << "home" << QString() << keep << true;
    QTest::newRow("of the system, with a question") << "home" << QString() << int(WhenTaken::Ask) << true;
    QTest::newRow("named by a person") << "home"
                                       << "gone/inbox" << keep << false;
    QTest::newRow("cannot be made") << "a.txt" << QString() << keep << false; // below a file
}

/// A bare system names a folder for downloads and has none.
void TestMainWindowLive::folderThatIsNotThere()
{
    QFETCH(QString, home);
    QFETCH(QString, folder);
    QFETCH(int, whenTaken);
    QFETCH(bool, saves);
    const TransferId up = upload(file(QStringLiteral("a.txt"), "words"));
    QTRY_COMPARE(stateOf(up), TransferState::Done);
    const TransferId down = download(m_model->find(up)->link);
    QTRY_COMPARE(stateOf(down), TransferState::Ready);
    const Home at(m_directory->filePath(home));
    m_settings->setSaveDirectory(folder.isEmpty() ? QString() : m_directory->filePath(folder));
    m_settings->setWhenTaken(WhenTaken(whenTaken));
    const QString place = m_settings->saveDirectory();
    QVERIFY(place.startsWith(m_directory->path()) && !QFile::exists(place));
    QSignalSpy failed(m_engine.get(), &TransferEngine::saveFailed);
    m_window->queueView()->selectItem(down);
    QTest::keyClick(m_window->queueView(), Qt::Key_S, Qt::ControlModifier);
    if (saves) {
        QTRY_COMPARE(stateOf(down), TransferState::Done);
        QCOMPARE(QFileInfo(m_model->find(down)->savedPath).path(), place);
        QCOMPARE(int(QFileInfo(place).permissions() & 0x0fff) & 0x077, 0x055);
    } else if (folder.isEmpty()) {
        QTRY_VERIFY(m_window->statusLine()->sentence().contains(place));
        QVERIFY2(m_window->statusLine()->sentence().contains(QStringLiteral(
                     "The folder does not exist and cannot be made. A part of the path is not a folder.")),
                 qPrintable(m_window->statusLine()->sentence()));
        QCOMPARE(stateOf(down), TransferState::Ready);
    } else {
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!QFile::exists(m_directory->filePath(QStringLiteral("gone"))));
        QCOMPARE(stateOf(down), TransferState::Ready);
    }
}

void TestMainWindowLive::savingAllAtQuit_makesTheFolder()
{
    const TransferId up = upload(file(QStringLiteral("a.txt"), "words"));
    QTRY_COMPARE(stateOf(up), TransferState::Done);
    const TransferId down = download(m_model->find(up)->link);
    QTRY_COMPARE(stateOf(down), TransferState::Ready);
    const Home at(m_directory->filePath(QStringLiteral("home")));
    m_settings->setSaveDirectory(QString());
    QSignalSpy quitting(m_window.get(), &MainWindow::quitting);
    m_window->close();
    auto *dialog = m_window->findChild<QuitDialog *>();
    QVERIFY(dialog);
    emit dialog->decided(QuitDialog::Choice::SaveAllAndQuit);
    QTRY_COMPARE(quitting.size(), 1);
    QVERIFY(QFile::exists(m_directory->filePath(QStringLiteral("home/Downloads/a.txt"))));
}

QTEST_MAIN(TestMainWindowLive)
#include "tst_mainwindow_live.moc"
