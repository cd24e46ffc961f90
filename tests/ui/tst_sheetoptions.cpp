#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/parts/FieldProblem.h"
#include "ui/rates/RateBox.h"
#include "ui/settings/DestinationEditor.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/TransfersPage.h"
#include "ui/sheets/DeliveryField.h"
#include "ui/sheets/DownloadOptionsField.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/UploadSheet.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Tries, limits, connections and checksums, from the settings and the sheets into the requests.
class TestSheetOptions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init() { m_profile = std::make_unique<TestProfile>(); }
    void settingsHaveTheirDefaults();
    void settingsPageWritesThem();
    void downloadTakesThem();
    void pastedChecksum();
    void checksumThatIsNone();
    void checksumIsOfOneFile();
    void uploadsHaveKeysOfTheirOwn();
    void destinationKeepsThem();

private:
    QList<TransferRequest> submit(DownloadSheet &sheet);
    QList<TransferRequest> submit(UploadSheet &sheet);

    std::unique_ptr<TestProfile> m_profile;
};

QList<TransferRequest> TestSheetOptions::submit(DownloadSheet &sheet)
{
    QSignalSpy made(&sheet, &DownloadSheet::requestsMade);
    QTest::mouseClick(sheet.primaryButton(), Qt::LeftButton);
    if (made.isEmpty() && !made.wait())
        return {};
    return made.first().first().value<QList<TransferRequest>>();
}

QList<TransferRequest> TestSheetOptions::submit(UploadSheet &sheet)
{
    QSignalSpy made(&sheet, &UploadSheet::requestsMade);
    QTest::mouseClick(sheet.primaryButton(), Qt::LeftButton);
    if (made.isEmpty() && !made.wait())
        return {};
    return made.first().first().value<QList<TransferRequest>>();
}

void TestSheetOptions::settingsHaveTheirDefaults()
{
    QCOMPARE(m_profile->settings.retries(), 5);
    QCOMPARE(m_profile->settings.perHost(), 0);
    QCOMPARE(m_profile->settings.connections(), 0);
    QCOMPARE(m_profile->settings.imageLimit(), 9);
    QCOMPARE(m_profile->settings.downLimit(), 0);
    QCOMPARE(m_profile->settings.upLimit(), 0);
    m_profile->settings.setRetries(99);
    m_profile->settings.setLimits(-5, 1500);
    QCOMPARE(m_profile->settings.retries(), 20);
    QCOMPARE(m_profile->settings.downLimit(), 0);
    QCOMPARE(m_profile->settings.upLimit(), 1500);
}

void TestSheetOptions::settingsPageWritesThem()
{
    SettingsDialog dialog(m_profile->settings);
    dialog.showPage(SettingsDialog::Page::Transfers);
    dialog.show();
    auto *page = dialog.findChild<TransfersPage *>();
    QVERIFY(page);
    QTest::keyClick(page->retries(), Qt::Key_Down);
    QCOMPARE(m_profile->settings.retries(), 4);
    QTest::keyClick(page->perHost(), Qt::Key_Down);
    QCOMPARE(m_profile->settings.perHost(), 1);
    QTest::keyClick(page->connections(), Qt::Key_End);
    QCOMPARE(m_profile->settings.connections(), 8);
    QTest::keyClick(page->imageLimit(), Qt::Key_Up);
    QCOMPARE(m_profile->settings.imageLimit(), 10);
    QTest::keyClick(page->upLimit(), Qt::Key_Up);
    QCOMPARE(m_profile->settings.upLimit(), 50000);
    QCOMPARE(m_profile->settings.whenTaken(), WhenTaken::KeepBoth);
    QTest::keyClick(page->whenTaken(), Qt::Key_Down);
    QCOMPARE(m_profile->settings.whenTaken(), WhenTaken::Skip);
    m_profile->settings.setLimits(2000000, 0); // from the status bar
    QCOMPARE(page->downLimit()->rate(), 2000000);
    QCOMPARE(page->upLimit()->rate(), 0);
    QVERIFY(!takeShot(dialog, q("settings-transfers")).isNull());
}

void TestSheetOptions::downloadTakesThem()
{
    m_profile->settings.setRetries(3);
    m_profile->settings.setConnections(2);
    DownloadSheet sheet(m_profile->settings);
    sheet.setLinks({q("https://example.com/a.iso"), q("https://example.com/b.iso")});
    sheet.open();
    QCOMPARE(sheet.pace()->connections()->currentIndex(), 2);
    QTest::keyClick(sheet.pace()->connections(), Qt::Key_Down);
    sheet.pace()->rate()->setRate(500000);
    QTest::mouseClick(sheet.checksum()->neighbour(), Qt::LeftButton, {}, QPoint(8, 8));
    const QList<TransferRequest> made = submit(sheet);
    QCOMPARE(made.size(), 2);
    for (const TransferRequest &one : made) {
        const auto &request = std::get<DownloadRequest>(one);
        QCOMPARE(request.options.retries, 3);
        QCOMPARE(request.segments, 3);
        QCOMPARE(request.options.rateLimit, 500000);
        QVERIFY(request.checkNeighbour);
        QVERIFY(!request.checksum);
    }
}

void TestSheetOptions::pastedChecksum()
{
    DownloadSheet sheet(m_profile->settings);
    sheet.setLinks({q("https://example.com/a.iso")});
    sheet.open();
    sheet.checksum()->field()->setFocus();
    QTest::keyClicks(sheet.checksum()->field(), q("SHA256:") + QString(64, u'A'));
    const QList<TransferRequest> made = submit(sheet);
    QCOMPARE(made.size(), 1);
    QCOMPARE(std::get<DownloadRequest>(made.first()).checksum, (ExpectedChecksum{"sha256", QByteArray(64, 'a')}));
}

void TestSheetOptions::checksumThatIsNone()
{
    DownloadSheet sheet(m_profile->settings);
    sheet.setLinks({q("https://example.com/a.iso")});
    sheet.open();
    sheet.checksum()->field()->setText(QString(63, u'a'));
    QSignalSpy made(&sheet, &DownloadSheet::requestsMade);
    QTest::mouseClick(sheet.primaryButton(), Qt::LeftButton);
    QTRY_VERIFY(sheet.checksum()->problem()->isSet());
    QTRY_VERIFY(sheet.checksum()->field()->hasFocus() || !sheet.isActiveWindow());
    QCOMPARE(made.count(), 0);
    QCOMPARE(sheet.summary()->sentence(), q("1 problem: checksum"));
    QVERIFY(sheet.isVisible());
}

void TestSheetOptions::checksumIsOfOneFile()
{
    DownloadSheet sheet(m_profile->settings);
    sheet.setLinks({q("https://example.com/a.iso")});
    QVERIFY(sheet.checksum()->field()->isEnabled());
    sheet.setLinks({q("https://example.com/a.iso"), q("https://example.com/b.iso")});
    QVERIFY(!sheet.checksum()->field()->isEnabled());
    QVERIFY(!sheet.checksum()->field()->toolTip().isEmpty());
}

void TestSheetOptions::uploadsHaveKeysOfTheirOwn()
{
    const QStringList paths = {m_profile->path(q("a")), m_profile->path(q("b"))};
    for (const QString &path : paths) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
    }
    UploadSheet sheet(m_profile->settings, {});
    Destination destination = sample::destinations().first();
    destination.idempotencyKey = true;
    destination.safeToRepeat = true;
    sheet.setDestination(destination);
    sheet.addFiles(paths);
    sheet.open();
    QVERIFY(sheet.delivery()->safeToRepeat()->isChecked());
    QVERIFY(!sheet.delivery()->contentDigest()->isChecked());
    QTest::mouseClick(sheet.delivery()->contentDigest(), Qt::LeftButton, {}, QPoint(8, 8));
    const QList<TransferRequest> made = submit(sheet);
    QCOMPARE(made.size(), 2);
    QSet<QByteArray> keys;
    for (const TransferRequest &one : made) {
        const auto &request = std::get<UploadRequest>(one);
        QVERIFY(request.safeToRepeat && request.contentDigest);
        QCOMPARE(request.options.retries, 5);
        keys.insert(request.idempotencyKey);
    }
    QCOMPARE(keys.size(), 2);
    QVERIFY(!keys.contains(QByteArray()));
}

void TestSheetOptions::destinationKeepsThem()
{
    DestinationEditor editor(sample::destinations().first());
    QSignalSpy made(&editor, &DestinationEditor::made);
    editor.open();
    QTest::mouseClick(editor.delivery()->safeToRepeat(), Qt::LeftButton, {}, QPoint(8, 8));
    QTest::mouseClick(editor.delivery()->idempotencyKey(), Qt::LeftButton, {}, QPoint(8, 8));
    QTest::mouseClick(editor.primaryButton(), Qt::LeftButton);
    QCOMPARE(made.count(), 1);
    const auto destination = made.first().first().value<Destination>();
    QVERIFY(destination.safeToRepeat && destination.idempotencyKey && !destination.contentDigest);
    m_profile->settings.setDestinations({destination});
    QCOMPARE(Settings(m_profile->directory.path()).destinations(), QList<Destination>{destination});
}

QTEST_MAIN(TestSheetOptions)
#include "tst_sheetoptions.moc"
