#include "app/Application.h"
#include "core/devserver/DevServer.h"
#include "core/store/ProfilePlaces.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueView.h"
#include "ui/settings/GeneralPage.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sheets/DiscardDialog.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/FileSection.h"
#include "ui/sheets/QuitDialog.h"
#include "ui/sheets/UploadSheet.h"
#include "ui/sidebar/Sidebar.h"
#include "ui/undo/NoticeBar.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace ferry;
using namespace ferry::ui;

/// The program with a window, and what a second start does to it. The second start's side is HandOverServer's.
class TestApplication : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void handedOver_opensSheetsAndComesForward();
    void handedOver_bringsTheOpenSheetForward();
    void developerServer_hasTheSameAddressAgain();
    void handedOver_takesQuittingBack_data();
    void handedOver_takesQuittingBack();
    void handedOverWhileClosing_opensAnotherWindow();
    void handedOverBetweenTwoWindows_isNotLost();
    void anotherWindow_saysWhatIsWrongWithTheStore();
    void anotherLanguage_isThatOfTheWholeWindow();
    void anotherLanguage_leavesAllWhereItWas();
    void anotherLanguage_leavesTheSettingsWhereTheyWere();
    void anotherLanguage_leavesDiscardedFilesToUndo();
    void closed_hearsNobodyMore();

private:
    void start();
    QString leaveAFileBehind() const;
    bool handOver(const StartMessage &message) const;
    template <typename Kind>
    Kind *sheet() const
    {
        return m_application->window()->findChild<Kind *>(QString(), Qt::FindDirectChildrenOnly);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<Application> m_application;
};

void TestApplication::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_directory->path()));
    start();
}

void TestApplication::start()
{
    const QString profile = m_directory->filePath(QStringLiteral("profile"));
    m_instance = std::make_unique<SingleInstance>(profile);
    QCOMPARE(m_instance->start({}), SingleInstance::Role::First);
    m_application = std::make_unique<Application>(*qobject_cast<QApplication *>(QCoreApplication::instance()), profile,
                                                  *m_instance);
    m_application->show();
}

/// A finished download that nobody saved, of a launch that ended without knowing what to do with it; its path.
QString TestApplication::leaveAFileBehind() const
{
    devserver::DevServer server({});
    EngineOptions options;
    options.temporaryRoot = temporaryRootIn(m_directory->filePath(QStringLiteral("profile")));
    options.keepReady = true;
    TransferEngine engine(options);
    TransferSnapshot last;
    connect(&engine, &TransferEngine::changed, this,
            [&last](const QList<TransferSnapshot> &items) { last = items.last(); });
    DownloadRequest request;
    if (!server.start())
        return {};
    request.url = server.url().resolved(QUrl(QStringLiteral("try/size/1000")));
    request.options.proxy.kind = ProxyChoice::None;
    engine.add(request);
    return QTest::qWaitFor([&last] { return last.state == TransferState::Ready; }, FERRY_TEST_PATIENCE) ? last.tempPath
                                                                                                        : QString();
}

void TestApplication::cleanup()
{
    m_application.reset();
    m_instance.reset();
}

bool TestApplication::handOver(const StartMessage &message) const
{
    const QStringList sockets = QDir(m_directory->path()).entryList({QStringLiteral("*.socket")}, QDir::System);
    return sockets.size() == 1 && HandOverServer::handOver(QFile::encodeName(m_directory->filePath(sockets.first())),
                                                           encodeStart(message), FERRY_TEST_PATIENCE);
}

void TestApplication::handedOver_opensSheetsAndComesForward()
{
    m_application->window()->showMinimized();
    const QString path = m_directory->filePath(QStringLiteral("a b.txt"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
    file.close();
    QVERIFY(handOver({{path}, {QStringLiteral("http://127.0.0.1:9/x")}, true, "token-7"}));
    QTRY_VERIFY(sheet<UploadSheet>() && sheet<DownloadSheet>());
    QVERIFY(sheet<UploadSheet>()->isVisible() && !sheet<DownloadSheet>()->isVisible()); // one over the other hides it
    QCOMPARE(sheet<DownloadSheet>()->links()->toPlainText(), QStringLiteral("http://127.0.0.1:9/x"));
    QTRY_COMPARE(sheet<UploadSheet>()->files()->chosen().value(0).path, path);
    QVERIFY(m_application->window()->destinations().value(0).builtIn);
    QVERIFY(!m_application->window()->isMinimized());
    QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), QByteArray("token-7"));
    qunsetenv("XDG_ACTIVATION_TOKEN");
    sheet<UploadSheet>()->reject();
    auto *question = sheet<UploadSheet>()->findChild<DiscardDialog *>();
    QVERIFY(question); // the file would be lost
    question->discardButton()->click();
    QTRY_VERIFY(sheet<DownloadSheet>()->isVisible());
    sheet<DownloadSheet>()->reject();
    QTRY_VERIFY(!sheet<DownloadSheet>());
    m_application->window()->openDownloadSheet(); // nobody is waited for any more
    QVERIFY(sheet<DownloadSheet>()->isVisible());
}

/// The window behind it takes no keys.
void TestApplication::handedOver_bringsTheOpenSheetForward()
{
    m_application->window()->openDownloadSheet();
    QWidget *open = sheet<DownloadSheet>();
    QVERIFY(QTest::qWaitForWindowActive(open));
    QWidget other; // where the person is when another start hands over
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    QVERIFY(handOver({{}, {QStringLiteral("http://127.0.0.1:9/x")}, false, {}}));
    QTRY_COMPARE(QApplication::activeWindow(), open);
    QTRY_COMPARE(m_application->window()->findChildren<DownloadSheet *>().size(), 2); // the second one waits
    QCOMPARE(QApplication::activeWindow(), open);
}

void TestApplication::developerServer_hasTheSameAddressAgain()
{
    const auto run = [this](bool on) { emit m_application->window()->devServerWanted(on); };
    run(true);
    const QUrl first = m_application->window()->destinations().value(0).url;
    if (first.port() != 8421)
        QSKIP("Something else has its usual port.");
    DevServerControl other;
    other.setRunning(true);
    QVERIFY(other.status().running && other.status().url.port() != first.port());
    QCOMPARE(other.status().takenPort, 8421);
    run(false);
    run(true);
    QCOMPARE(m_application->window()->destinations().value(0).url, first);
}

void TestApplication::handedOver_takesQuittingBack_data()
{
    QTest::addColumn<bool>("asks");
    QTest::newRow("about to close") << false;
    QTest::newRow("asking") << true;
}

void TestApplication::handedOver_takesQuittingBack()
{
    QFETCH(bool, asks);
    QSignalSpy left(m_application.get(), &Application::left);
    if (asks) {
        (new QuitDialog({}, {}, m_application->window()))->open();
        sheet<QuitDialog>()->setAttribute(Qt::WA_DeleteOnClose);
    }
    QVERIFY(handOver({{}, {QStringLiteral("http://127.0.0.1:9/x")}, false, {}}));
    if (!asks)
        m_application->window()->close(); // closes in a turn of its own, later than what has arrived
    QTRY_VERIFY(sheet<DownloadSheet>());
    QTRY_VERIFY(!sheet<QuitDialog>());
    QVERIFY(m_application->window()->isVisible());
    QVERIFY(left.isEmpty());
}

/// Hands over when the window's questions are answered and nothing holds it any more.
class HandsOverOnClose : public QObject
{
public:
    explicit HandsOverOnClose(std::function<bool()> handOver)
        : m_handOver(std::move(handOver))
    {
    }
    int done = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        m_closes += event->type() == QEvent::Close ? 1 : 0;
        if (event->type() == QEvent::Close && m_closes == 2) // the first one asks
            done += m_handOver() ? 1 : 0;
        return false;
    }

private:
    std::function<bool()> m_handOver;
    int m_closes = 0;
};

void TestApplication::handedOverWhileClosing_opensAnotherWindow()
{
    QSignalSpy left(m_application.get(), &Application::left);
    HandsOverOnClose late([this] { return handOver({{}, {QStringLiteral("http://127.0.0.1:9/x")}, false, {}}); });
    QPointer<MainWindow> old = m_application->window();
    old->installEventFilter(&late);
    old->close();
    QTRY_VERIFY(!old);
    QCOMPARE(late.done, 1);
    QVERIFY(m_application->window()->isVisible());
    QTRY_VERIFY(sheet<DownloadSheet>());
    QVERIFY(left.isEmpty());
    QVERIFY(handOver({{}, {QStringLiteral("http://127.0.0.1:9/y")}, false, {}})); // and it listens again
}

/// What comes while the old window has closed and the new one is not made yet must not open in the one that goes.
void TestApplication::handedOverBetweenTwoWindows_isNotLost()
{
    HandsOverOnClose late([this] { return handOver({{}, {QStringLiteral("http://127.0.0.1:9/x")}, false, {}}); });
    QPointer<MainWindow> old = m_application->window();
    old->installEventFilter(&late);
    bool taken = false;
    connect(old, &MainWindow::quitting, this, [&] {
        taken = handOver({{}, {QStringLiteral("http://127.0.0.1:9/between")}, false, {}});
    });
    old->close();
    QTRY_VERIFY(!old);
    const auto links = [this] {
        QStringList all;
        for (const DownloadSheet *sheet : m_application->window()->findChildren<DownloadSheet *>())
            all << sheet->links()->toPlainText();
        return all;
    };
    QTRY_VERIFY(links().contains(QStringLiteral("http://127.0.0.1:9/x")));
    // Nobody is heard in between, so that the next start tries again; or else what was taken is opened.
    if (taken)
        QTRY_VERIFY(links().contains(QStringLiteral("http://127.0.0.1:9/between")));
    QVERIFY(handOver({{}, {QStringLiteral("http://127.0.0.1:9/after")}, false, {}}));
    QTRY_VERIFY(links().contains(QStringLiteral("http://127.0.0.1:9/after")));
}

void TestApplication::anotherWindow_saysWhatIsWrongWithTheStore()
{
    m_application.reset();
    const QString profile = m_directory->filePath(QStringLiteral("damaged"));
    const QString path = storeFileIn(profile);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(8192, 'x')) == 8192);
    file.close();
    m_application = std::make_unique<Application>(*qobject_cast<QApplication *>(QCoreApplication::instance()), profile,
                                                  *m_instance);
    m_application->show();
    QTRY_VERIFY(m_application->window()->storeBar()->isVisible());
    const QString sentence = m_application->window()->storeBar()->sentence();
    HandsOverOnClose late([this] { return handOver({{}, {QStringLiteral("http://127.0.0.1:9/x")}, false, {}}); });
    QPointer<MainWindow> old = m_application->window();
    old->installEventFilter(&late);
    old->close();
    QTRY_VERIFY(!old);
    QVERIFY(m_application->window()->storeBar()->isVisible());
    QCOMPARE(m_application->window()->storeBar()->sentence(), sentence);
    QVERIFY(m_application->window()->isQueueKept());
}

void TestApplication::anotherLanguage_isThatOfTheWholeWindow()
{
    const QPointer<MainWindow> before = m_application->window();
    before->resize(900, 640);
    const auto texts = [this] {
        QStringList all;
        for (const QAction *action : m_application->window()->findChildren<QAction *>())
            all << action->text();
        for (const QLabel *label : m_application->window()->findChildren<QLabel *>())
            all << label->text();
        for (const QAbstractButton *button : m_application->window()->findChildren<QAbstractButton *>())
            all << button->text() << button->accessibleName();
        return all;
    };
    const QStringList english = texts();
    QVERIFY(english.contains(QStringLiteral("Settings…")));
    before->openSettings();
    QComboBox *language = nullptr;
    for (auto *box : before->findChild<SettingsDialog *>()->findChildren<QComboBox *>()) {
        if (box->findText(QStringLiteral("简体中文")) > 0)
            language = box;
    }
    QVERIFY(language);
    language->setFocus();
    QTest::keyClick(language, Qt::Key_End); // the last one is Chinese
    QTRY_VERIFY(m_application->window() != before);
    auto *window = m_application->window();
    QVERIFY(window->findChild<SettingsDialog *>()); // where the person was
    QCOMPARE(window->size(), QSize(900, 640));
    const QStringList chinese = texts();
    QVERIFY(!chinese.contains(QStringLiteral("Settings…")));
    for (const QString &text : chinese) {
        const bool han = std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
        QVERIFY2(han || !english.contains(text) || !text.contains(QRegularExpression(QStringLiteral("[a-z]{4}"))) ||
                     text == QStringLiteral("English"),
                 qPrintable(text));
    }
}

void TestApplication::anotherLanguage_leavesAllWhereItWas()
{
    const QPointer<MainWindow> before = m_application->window();
    before->openDownloadSheet({QStringLiteral("http://127.0.0.1:1/one"), QStringLiteral("http://127.0.0.1:1/two"),
                               QStringLiteral("http://127.0.0.1:1/three")});
    sheet<DownloadSheet>()->submit();
    QTRY_COMPARE(before->queueModel().rowCount(), 3);
    before->commands().pauseAll();
    QTRY_COMPARE(before->queueModel().count(TransferFilter::Waiting), 3);
    before->sidebar()->setFilter(TransferFilter::Waiting);
    const QList<TransferId> ids = {before->queueModel().snapshotAt(0).id, before->queueModel().snapshotAt(1).id};
    before->commands().remove({ids.at(0)});
    before->queueView()->selectItem(ids.at(1));
    before->setDetailsOpen(true);
    before->queueModel().setOrder(TransferSort::Name);
    before->openSettings()->general()->language()->setFocus();
    QTest::keyClick(before->openSettings()->general()->language(), Qt::Key_End);
    QTRY_VERIFY(!before);
    MainWindow *after = m_application->window();
    QCOMPARE(after->queueModel().filter(), TransferFilter::Waiting);
    QCOMPARE(after->queueView()->selectedIds(), QList<TransferId>{ids.at(1)});
    QVERIFY(after->isDetailsOpen());
    QCOMPARE(after->queueModel().order(), TransferSort::Name);
    QVERIFY(after->queueModel().isHidden(ids.at(0)));
    QVERIFY(after->undoBar()->isVisible());
    QTRY_COMPARE(after->findChild<SettingsDialog *>()->focusWidget(),
                 after->findChild<SettingsDialog *>()->general()->language());
    after->commands().undoRemoval();
    QCOMPARE(after->queueModel().rowCount(), 3);
}

void TestApplication::anotherLanguage_leavesTheSettingsWhereTheyWere()
{
    const QPointer<MainWindow> before = m_application->window();
    QPointer<SettingsDialog> settings = before->openSettings();
    QVERIFY(QTest::qWaitForWindowExposed(settings.data()));
    const QRect place(40, 50, 700, 500); // neither the first size nor the middle of the window
    settings->setGeometry(place);
    QTRY_COMPARE(settings->geometry(), place);
    settings->general()->language()->setFocus();
    QTest::keyClick(settings->general()->language(), Qt::Key_End);
    QTRY_VERIFY(!before);
    settings = m_application->window()->findChild<SettingsDialog *>();
    QVERIFY(settings && settings->isVisible());
    QVERIFY(QTest::qWaitForWindowExposed(settings.data()));
    QCOMPARE(settings->geometry(), place);
}

void TestApplication::anotherLanguage_leavesDiscardedFilesToUndo()
{
    cleanup();
    const QString left = leaveAFileBehind();
    QVERIFY(QFile::exists(left));
    start();
    const QPointer<MainWindow> before = m_application->window();
    QTRY_VERIFY(before->leftoverBar()->isVisible()); // at the start
    QTest::mouseClick(before->leftoverBar()->secondButton(), Qt::LeftButton);
    before->openSettings()->general()->language()->setFocus();
    QTest::keyClick(before->openSettings()->general()->language(), Qt::Key_End);
    QTRY_VERIFY(!before);
    MainWindow *after = m_application->window();
    QCOMPARE(after->undoBar()->sentence(), QStringLiteral("已丢弃 1 个未保存的文件"));
    QVERIFY(after->undoBar()->isVisible());
    after->commands().undoRemoval();
    QVERIFY(after->leftoverBar()->isVisible());
    QVERIFY(!after->undoBar()->isVisible());
    QVERIFY(QFile::exists(left));
    QTest::mouseClick(after->leftoverBar()->secondButton(), Qt::LeftButton);
    after->undoBar()->expire();
    QTRY_VERIFY(!QFile::exists(left)); // and whatever was asked of the engine before has its answer
    QCoreApplication::processEvents();
    QVERIFY(!after->leftoverBar()->isVisible());
}

void TestApplication::closed_hearsNobodyMore()
{
    QSignalSpy left(m_application.get(), &Application::left);
    m_application->window()->close();
    QTRY_COMPARE(left.size(), 1);
    QVERIFY(!handOver({{}, {QStringLiteral("http://127.0.0.1:9/x")}, false, {}}));
}

QTEST_MAIN(TestApplication)
#include "tst_application.moc"
