#include "core/store/Settings.h"
#include "SampleItems.h"
#include "ui/details/DetailsPanel.h"
#include "ui/drop/DropVeil.h"
#include "ui/look/Appearance.h"
#include "ui/look/Theme.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueView.h"
#include "ui/queue/TransferDelegate.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sidebar/Sidebar.h"
#include "ui/toolbar/MainToolBar.h"
#include "ui/toolbar/SearchField.h"
#include "ui/undo/NoticeBar.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QFocusFrame>
#include <QFontDatabase>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace ferry;
using namespace ferry::ui;

/// Writes what the window looks like in its main states to the build folder, and checks what a picture must show in any
/// case: that nothing is blank, and that the colours are those of the theme.
class TestMainWindowPictures : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void pictures_data();
    void pictures();

private:
    void feed();
    void save(const QString &name);
    void drag(const QStringList &files, QPoint at);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<TransferEngine> m_engine;
    std::unique_ptr<TransferModel> m_model;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindowPictures::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_directory->path());
    m_settings->setDestinations(sample::destinations());
    m_engine = std::make_unique<TransferEngine>(EngineOptions{m_directory->path(), 10});
    m_model = std::make_unique<TransferModel>();
    m_window = std::make_unique<MainWindow>(*m_engine, *m_model, *m_settings);
    m_window->setDevServer({true, QUrl(QStringLiteral("http://127.0.0.1:8421/")), m_directory->path(), {}});
}

void TestMainWindowPictures::cleanup()
{
    m_window.reset();
    m_model.reset();
    m_engine.reset();
}

void TestMainWindowPictures::feed()
{
    QList<TransferSnapshot> items = sample::busyDay(m_directory->path());
    std::reverse(items.begin(), items.end());
    m_model->apply(items);
}

void TestMainWindowPictures::save(const QString &name)
{
    QDir().mkpath(QStringLiteral(FERRY_BUILD_DIR "/screenshots"));
    const QString path = QStringLiteral(FERRY_BUILD_DIR "/screenshots/%1.png").arg(name);
    QVERIFY(m_window->grab().save(path));
}

void TestMainWindowPictures::drag(const QStringList &files, QPoint at)
{
    QMimeData mime;
    QList<QUrl> urls;
    for (const QString &file : files)
        urls << QUrl::fromLocalFile(file);
    mime.setUrls(urls);
    QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(m_window->dropVeil()->isVisible());
}

void TestMainWindowPictures::pictures_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("moment");
    const auto row = [](const char *name, int w, int h, bool dark, const char *language, const char *moment) {
        QTest::newRow(name) << QSize(w, h) << dark << QString::fromLatin1(language) << QString::fromLatin1(moment);
    };
    row("window-01-empty", 1000, 640, false, "en", "empty");
    row("window-02-busy-light", 1200, 760, false, "en", "details");
    row("window-02-busy-dark", 1200, 760, true, "en", "details");
    row("window-02-busy-small", 1000, 640, false, "en", "undo");
    row("window-03-narrow", 720, 480, false, "en", "list");
    row("window-03-narrow-details-zh", 720, 480, false, "zh_CN", "details");
    row("window-03-narrow-zh", 720, 480, false, "zh_CN", "list");
    row("window-03-wide-zh-dark", 1200, 760, true, "zh_CN", "details");
    row("window-06-drop", 1000, 640, false, "en", "drop");
    row("window-06-drop-dark", 1000, 640, true, "en", "drop");
    row("window-least", 640, 420, false, "en", "list");
    row("window-search", 1000, 640, false, "en", "search");
    row("window-plain", 1120, 720, false, "en", "list");
}

void TestMainWindowPictures::pictures()
{
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    QFETCH(QString, language);
    QFETCH(QString, moment);
    auto &application = *qobject_cast<QApplication *>(QCoreApplication::instance());
    applyTheme(application, dark ? ColourScheme::Dark : ColourScheme::Light);
    QTranslator translator; // English too: its plurals
    QVERIFY(translator.load(QStringLiteral(":/translations/ferry_%1.qm").arg(language)));
    application.installTranslator(&translator);
    cleanup();
    init();
    QSignalSpy thumbnails(m_window->queueView()->transferDelegate(), &TransferDelegate::thumbnailReady);
    m_window->resize(size);
    if (moment != QLatin1String("empty"))
        feed();
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    if (moment == QLatin1String("details") || moment == QLatin1String("undo")) {
        m_window->queueView()->setFocus(Qt::ShortcutFocusReason);
        m_window->queueView()->selectItem(5);
        QTest::keyClick(m_window->queueView(), Qt::Key_Down);
        m_window->setDetailsOpen(true);
    }
    if (moment == QLatin1String("undo")) {
        m_model->apply({sample::upload(20, TransferState::Done, QStringLiteral("a"), 1, 1, {}, QStringLiteral("h")),
                        sample::upload(21, TransferState::Done, QStringLiteral("b"), 1, 1, {}, QStringLiteral("h")),
                        sample::upload(22, TransferState::Done, QStringLiteral("c"), 1, 1, {}, QStringLiteral("h"))});
        m_window->commands().remove({20, 21, 22});
        QVERIFY(m_window->undoBar()->isVisible());
    }
    if (moment == QLatin1String("search"))
        m_window->toolBar()->search()->setText(QStringLiteral("abc"));
    if (moment == QLatin1String("drop")) {
        const QString images = m_directory->path();
        const QPoint at = m_window->sidebar()->mapTo(m_window.get(), QPoint(60, 8 + 6 * 32 + 40 + 32 + 16));
        drag({images + QStringLiteral("/dsc.tif.png"), images + QStringLiteral("/logo.png"),
              images + QStringLiteral("/team.png"), images + QStringLiteral("/ferry.ini")},
             at);
    }
    if (moment != QLatin1String("empty") && moment != QLatin1String("search"))
        QTRY_VERIFY(thumbnails.count() >= 1); // they come from other threads
    if (moment == QLatin1String("empty")) {
        QTRY_VERIFY(m_window->findChild<QFocusFrame *>());
        QTRY_VERIFY(m_window->findChild<QFocusFrame *>()->isVisible());
    }
    if (m_window->isDetailsOpen()) {
        const auto bodies = m_window->detailsPanel()->findChildren<QPlainTextEdit *>();
        const auto shown = [&bodies] {
            return std::any_of(bodies.begin(), bodies.end(), [](const QPlainTextEdit *body) {
                return body->toPlainText().contains(QStringLiteral("FILE_TOO_LARGE"));
            });
        };
        QTRY_VERIFY(shown()); // it is laid out on another thread too
    }
    save(QString::fromLatin1(QTest::currentDataTag()));
    QTest::mouseMove(m_window.get(), QPoint(m_window->width() / 2, m_window->height() - 10));
    const QImage shot = m_window->grab().toImage();
    const qreal ratio = shot.devicePixelRatio();
    QCOMPARE(shot.size(), size * ratio);
    const QColor sidebar = shot.pixelColor(qRound(3 * ratio), qRound((size.height() - 110) * ratio));
    QCOMPARE(sidebar, Theme::current().window);
}

int main(int argc, char **argv)
{
    // Pictures at twice the size show what a sharp screen shows.
    qputenv("QT_SCALE_FACTOR", "2");
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QFont font = QApplication::font();
    if (QFontDatabase::families().contains(QStringLiteral("Inter")))
        font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC")});
    font.setPixelSize(13);
    QApplication::setFont(font);
    TestMainWindowPictures test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_mainwindow_pictures.moc"
