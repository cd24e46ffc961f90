#include "core/store/Settings.h"
#include "Shot.h"
#include "ui/parts/FieldProblem.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/FileListView.h"
#include "ui/sheets/FileSection.h"
#include "ui/sheets/FolderQuestion.h"
#include "ui/sheets/UploadSheet.h"

#include <QComboBox>
#include <QDir>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// Sending while a folder is still asked about: nothing leaves without its files unless the person says so.
class TestUploadSheetFolder : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void openQuestion_keepsTheSheet();
    void openQuestion_isFoundWhenTheFilesAreReady();
    void leftOut_isSentWithout();
    void folderWithoutFiles_keepsNothing();

private:
    QString file(const QString &name);
    void submit();
    FileSection *files() const { return m_sheet->files(); }
    QPushButton *leaveButton() const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<UploadSheet> m_sheet;
    std::unique_ptr<QSignalSpy> m_made;
};

void TestUploadSheetFolder::initTestCase()
{
    useLook(ColourScheme::Light);
}

void TestUploadSheetFolder::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_dir->filePath(QStringLiteral("profile")));
    m_sheet = std::make_unique<UploadSheet>(*m_settings, QList<Destination>());
    m_sheet->setTemporaryDirectory(m_dir->path());
    m_made = std::make_unique<QSignalSpy>(m_sheet.get(), &UploadSheet::requestsMade);
    m_sheet->open();
    QVERIFY(QTest::qWaitForWindowActive(m_sheet.get()));
    m_sheet->address()->setCurrentText(QStringLiteral("https://img.example.net/api"));
    for (const auto &name : {"photos/1.jpg", "photos/2.jpg", "alone.txt"})
        file(QString::fromUtf8(name));
    QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("empty")));
}

void TestUploadSheetFolder::cleanup()
{
    m_made.reset();
    m_sheet.reset();
}

QString TestUploadSheetFolder::file(const QString &name)
{
    const QString path = m_dir->filePath(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write("hello") != 5)
        qFatal("cannot write a file for the test");
    return path;
}

void TestUploadSheetFolder::submit()
{
    QTest::keyClick(m_sheet->focusWidget(), Qt::Key_Return, Qt::ControlModifier);
}

QPushButton *TestUploadSheetFolder::leaveButton() const
{
    for (auto *button : files()->question()->findChildren<QPushButton *>()) {
        if (button != files()->question()->addButton())
            return button;
    }
    return nullptr;
}

void TestUploadSheetFolder::openQuestion_keepsTheSheet()
{
    m_sheet->addFiles({m_dir->filePath(QStringLiteral("photos")), m_dir->filePath(QStringLiteral("alone.txt"))});
    QTRY_VERIFY(files()->question()->isVisible());
    QTRY_COMPARE(files()->model().rowCount(), 1);
    files()->view()->setFocus();
    submit();
    QTRY_VERIFY(files()->problem()->isSet() || !m_made->isEmpty());
    QVERIFY(m_made->isEmpty());
    QVERIFY(m_sheet->isVisible());
    QVERIFY(files()->question()->addButton()->hasFocus());
    QCOMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 problem: files"));
    QTest::mouseClick(files()->question()->addButton(), Qt::LeftButton);
    QVERIFY(!files()->problem()->isSet());
    submit();
    QTRY_COMPARE(m_made->size(), 1);
    QCOMPARE(m_made->first().first().value<QList<TransferRequest>>().size(), 3);
}

void TestUploadSheetFolder::openQuestion_isFoundWhenTheFilesAreReady()
{
    m_sheet->addFiles({m_dir->filePath(QStringLiteral("photos")), m_dir->filePath(QStringLiteral("alone.txt"))});
    QVERIFY(files()->isBusy());
    submit(); // goes on by itself when the folder has been looked at
    QTRY_VERIFY(files()->problem()->isSet() || !m_made->isEmpty());
    QVERIFY(m_made->isEmpty());
    QVERIFY(files()->question()->addButton()->hasFocus());
}

void TestUploadSheetFolder::leftOut_isSentWithout()
{
    m_sheet->addFiles({m_dir->filePath(QStringLiteral("photos")), m_dir->filePath(QStringLiteral("alone.txt"))});
    QTRY_VERIFY(files()->question()->isVisible());
    submit();
    QTRY_VERIFY(files()->problem()->isSet());
    QTest::mouseClick(leaveButton(), Qt::LeftButton);
    QVERIFY(!files()->problem()->isSet());
    QVERIFY(!m_sheet->summary()->isSet());
    submit();
    QTRY_COMPARE(m_made->size(), 1);
    QCOMPARE(m_made->first().first().value<QList<TransferRequest>>().size(), 1);
}

void TestUploadSheetFolder::folderWithoutFiles_keepsNothing()
{
    m_sheet->addFiles({m_dir->filePath(QStringLiteral("empty")), m_dir->filePath(QStringLiteral("alone.txt"))});
    QTRY_VERIFY(files()->question()->isVisible());
    QTRY_COMPARE(files()->model().rowCount(), 1);
    submit();
    QTRY_COMPARE(m_made->size(), 1);
}

QTEST_MAIN(TestUploadSheetFolder)
#include "tst_uploadsheet_folder.moc"
