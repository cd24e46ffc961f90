#include "core/store/Settings.h"
#include "ui/MainWindow.h"
#include "ui/parts/WindowSize.h"
#include "ui/settings/DestinationEditor.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/PictureDialog.h"
#include "ui/sheets/UploadSheet.h"

#include <QApplication>
#include <QScreen>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// Windows that are larger than a screen keep their buttons out of reach.
class TestWindowSize : public QObject
{
    Q_OBJECT

private slots:
    void thereIsRoom_data();
    void thereIsRoom();
    void largeTextLeavesWindowsOnTheScreen();
};

void TestWindowSize::thereIsRoom_data()
{
    QTest::addColumn<QSize>("wanted");
    QTest::addColumn<QSize>("available");
    QTest::addColumn<QSize>("got");
    QTest::newRow("all of it") << QSize(760, 632) << QSize(1920, 1080) << QSize(760, 632);
    QTest::newRow("too low") << QSize(760, 632) << QSize(1280, 600) << QSize(760, 570);
    QTest::newRow("too narrow") << QSize(760, 632) << QSize(720, 1280) << QSize(716, 632);
    QTest::newRow("no screen to speak of") << QSize(760, 632) << QSize(0, 0) << QSize(1, 1);
}

void TestWindowSize::thereIsRoom()
{
    QFETCH(QSize, wanted);
    QFETCH(QSize, available);
    QFETCH(QSize, got);
    QCOMPARE(sizeOnScreen(wanted, available, QSize(4, 30)), got);
}

void TestWindowSize::largeTextLeavesWindowsOnTheScreen()
{
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPixelSize(39); // three times the usual one
    QApplication::setFont(font);
    const QTemporaryDir profile;
    Settings settings(profile.path());
    QWidget parent;
    const QSize screen = parent.screen()->availableSize();
    TransferModel model;
    TransferEngine engine(EngineOptions{profile.path(), 1});
    const auto fits = [&screen](const QWidget &window) {
        return window.width() <= screen.width() && window.height() < screen.height() &&
               window.minimumWidth() <= screen.width();
    };
    QVERIFY(fits(MainWindow(engine, model, settings))); // 1120 pixels wide where there is room
    QVERIFY(fits(UploadSheet(settings, {}, &parent)));
    QVERIFY(fits(DownloadSheet(settings, &parent)));
    QVERIFY(fits(SettingsDialog(settings, &parent)));
    QVERIFY(fits(DestinationEditor(Destination(), &parent)));
    QVERIFY(fits(PictureDialog(QStringLiteral("Add images"), profile.path(), &parent)));
    QApplication::setFont(before);
}

QTEST_MAIN(TestWindowSize)
#include "tst_windowsize.moc"
