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
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/fsuid.h>

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
    void whatIsLeftOut_isSaid();
    void unreadableFolder_isSaidToBe();

private:
    QString question() const;
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

QString TestUploadSheetFolder::question() const
{
    const QList<QLabel *> labels = files()->question()->findChildren<QLabel *>();
    return labels.size() == 1 ? labels.first()->text() : QString();
}

void TestUploadSheetFolder::whatIsLeftOut_isSaid()
{
    for (const auto &name : {"photos/.a", "photos/deep/.b", "photos/.git/1", "photos/.git/2"})
        file(QString::fromUtf8(name));
    QVERIFY(QFile::link(m_dir->filePath(QStringLiteral("alone.txt")), m_dir->filePath(QStringLiteral("photos/link"))));
    const QString folder = m_dir->filePath(QStringLiteral("photos"));
    m_sheet->addFiles({folder});
    QTRY_VERIFY(files()->question()->isVisible());
    QCOMPARE(question(), QStringLiteral("The folder “photos” holds 2 files, 10 B. Left out: 2 hidden files, 1 hidden "
                                        "folder, 1 link."));
    QTest::mouseClick(leaveButton(), Qt::LeftButton);
    m_sheet->addFiles({folder, m_dir->filePath(QStringLiteral("empty"))});
    QTRY_VERIFY(files()->question()->isVisible());
    QVERIFY2(question().endsWith(QStringLiteral(" Left out: 2 hidden files, 1 hidden folder, 1 link.")),
             qPrintable(question()));
}

/// With the eyes of somebody else, for this thread alone.
void TestUploadSheetFolder::unreadableFolder_isSaidToBe()
{
    const QString closed = m_dir->filePath(QStringLiteral("photos/closed"));
    QVERIFY(QDir().mkdir(closed));
    QVERIFY(QFile::setPermissions(closed, QFile::Permissions()));
    QVERIFY(QFile::setPermissions(m_dir->path(), QFile::Permissions(0x7755)));
    const std::atomic_bool cancelled = false;
    const uid_t before = uid_t(::setfsuid(65534));
    const FoundPaths found = FileCollector::look({m_dir->filePath(QStringLiteral("photos")), closed}, cancelled);
    ::setfsuid(before);
    QFile::setPermissions(closed, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QCOMPARE(found.folders.size(), 2);
    QCOMPARE(found.folders.first().files.size(), 2);
    QCOMPARE(found.folders.first().leftOut.unreadable, 1);
    QVERIFY(!found.folders.first().unreadable && found.folders.last().unreadable);
    FolderQuestion *asked = files()->question();
    asked->ask({found.folders.last()});
    QCOMPARE(question(), QStringLiteral("The folder “closed” cannot be read."));
    asked->ask({found.folders.first()});
    QVERIFY2(question().endsWith(QStringLiteral(" Left out: 2 folders that cannot be read.")), qPrintable(question()));
}

QTEST_MAIN(TestUploadSheetFolder)
#include "tst_uploadsheet_folder.moc"
