#include "core/store/SentFiles.h"
#include "core/store/Settings.h"
#include "Shot.h"
#include "ui/parts/FieldProblem.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/FileListView.h"
#include "ui/sheets/FileSection.h"
#include "ui/sheets/UploadSheet.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QImage>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// What becomes of pictures in the upload sheet: which of them are compressed, what is said of the others, and how long
/// the copies stay.
class TestUploadSheetPictures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void whatIsNotCompressed_isSaid_data();
    void whatIsNotCompressed_isSaid();
    void compressedCopy_hasThePicturesName();
    void pasted_goesWithTheSheet();
    void pasted_goesWithItsRow();
    void pasted_staysWhenItIsSent();
    void pasted_staysNotWhenItsCopyIsSent();
    void picker_offersWhatPreviewsKnow();

private:
    QString file(const QString &name, const QByteArray &bytes);
    void add(const QString &path);
    void paste();
    QStringList copies() const;
    QList<TransferRequest> send();
    FileSection *files() const { return m_sheet->files(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<UploadSheet> m_sheet;
};

namespace {

QByteArray png()
{
    QImage image(32, 32, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

/// An animation control chunk where it stands in a moving PNG; readers that know it not go on.
QByteArray movingPng()
{
    QByteArray bytes = png();
    return bytes.insert(bytes.indexOf("IDAT") - 4, QByteArray::fromHex("000000086163544c0000000200000000f38d9370"));
}

/// The head of one: the flag for an animation, 32 x 32, and the beginning of its chunks.
QByteArray movingWebp()
{
    return QByteArray("RIFF") + QByteArray::fromHex("40000000") + "WEBPVP8X" +
           QByteArray::fromHex("0a000000020000001f00001f0000") + "ANIM" + QByteArray(14, '\0');
}

} // namespace

void TestUploadSheetPictures::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    useLook(ColourScheme::Light);
}

void TestUploadSheetPictures::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_dir->filePath(QStringLiteral("profile")));
    m_sheet = std::make_unique<UploadSheet>(*m_settings, QList<Destination>());
    QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("launch")));
    m_sheet->setTemporaryDirectory(m_dir->filePath(QStringLiteral("launch")));
    m_sheet->open();
    QVERIFY(QTest::qWaitForWindowActive(m_sheet.get()));
    m_sheet->address()->setCurrentText(QStringLiteral("https://img.example.net/api"));
}

void TestUploadSheetPictures::cleanup()
{
    m_sheet.reset();
}

QString TestUploadSheetPictures::file(const QString &name, const QByteArray &bytes)
{
    QFile out(m_dir->filePath(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("cannot write a file for the test");
    return out.fileName();
}

void TestUploadSheetPictures::add(const QString &path)
{
    const int before = files()->model().rowCount();
    m_sheet->addFiles({path});
    QTRY_COMPARE(files()->model().rowCount(), before + 1);
    QTRY_VERIFY(!files()->isBusy());
}

void TestUploadSheetPictures::paste()
{
    QImage picture(30, 20, QImage::Format_RGB32);
    picture.fill(Qt::red);
    QApplication::clipboard()->setImage(picture);
    const int before = files()->model().rowCount();
    files()->view()->setFocus();
    QTest::keySequence(files()->view(), QKeySequence::Paste);
    QTRY_COMPARE(files()->model().rowCount(), before + 1);
    QTRY_VERIFY(!files()->isBusy());
}

/// What lies in the launch's directory.
QStringList TestUploadSheetPictures::copies() const
{
    QStringList names;
    const QDir launch(m_dir->filePath(QStringLiteral("launch")));
    for (const QString &folder : launch.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)) {
        if (!folder.startsWith(sentFolderPrefix))
            return {QStringLiteral("not in a folder of its own: ") + folder};
        const QStringList in = QDir(launch.filePath(folder)).entryList(QDir::Files | QDir::Hidden);
        names += in.isEmpty() ? QStringList(QStringLiteral("nothing in a folder")) : in;
    }
    names.sort();
    return names;
}

QList<TransferRequest> TestUploadSheetPictures::send()
{
    QSignalSpy made(m_sheet.get(), &UploadSheet::requestsMade);
    m_sheet->submit();
    if (made.isEmpty() && !made.wait(10000))
        return {};
    return made.first().first().value<QList<TransferRequest>>();
}

void TestUploadSheetPictures::whatIsNotCompressed_isSaid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("asItIs");
    QTest::newRow("gif") << "a.gif" << QByteArray("GIF89a") << true;
    QTest::newRow("tiff") << "a.tiff" << QByteArray("II*") << true;
    QTest::newRow("heic") << "a.HEIC" << QByteArray("x") << true;
    QTest::newRow("svg") << "a.svg" << QByteArray("<svg/>") << true;
    QTest::newRow("moving WebP") << "a.webp" << movingWebp() << true;
    QTest::newRow("moving PNG") << "a.png" << movingPng() << true;
    QTest::newRow("PNG") << "a.png" << png() << false;
    QTest::newRow("no picture") << "a.txt" << QByteArray("x") << false;
}

void TestUploadSheetPictures::whatIsNotCompressed_isSaid()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, asItIs);
    const QString path = file(name, bytes);
    add(path);
    add(file(QStringLiteral("photo.png"), png())); // or there would be nothing to choose
    const auto note = [this] { return files()->model().index(0).data(FileListModel::SizeTextRole).toString(); };
    const QString said = QStringLiteral("sent as it is, with its description");
    QVERIFY(!note().contains(said));
    files()->setCompressed(true);
    QTRY_VERIFY(!files()->isBusy());
    QCOMPARE(note().contains(said), asItIs);
    QCOMPARE(files()->model().index(0).data(Qt::AccessibleTextRole).toString().contains(said), asItIs);
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 2);
    const FormFile first = std::get<UploadRequest>(requests.first()).files.first();
    QCOMPARE(first.path == path, asItIs || name.endsWith(QLatin1String(".txt")));
}

void TestUploadSheetPictures::compressedCopy_hasThePicturesName()
{
    add(file(QStringLiteral("holiday.png"), png()));
    files()->setCompressed(true);
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 1);
    const FormFile sent = std::get<UploadRequest>(requests.first()).files.first();
    QCOMPARE(QFileInfo(sent.path).completeBaseName(), QStringLiteral("holiday")); // also where it is the whole body
    QCOMPARE(sentFrom(m_dir->filePath(QStringLiteral("launch")), requests.first()), QStringList{sent.path});
    m_sheet.reset();
    QCOMPARE(copies(), QStringList{QFileInfo(sent.path).fileName()});
}

void TestUploadSheetPictures::pasted_goesWithTheSheet()
{
    paste();
    paste();
    QCOMPARE(copies(), (QStringList{QStringLiteral("pasted-image-2.png"), QStringLiteral("pasted-image.png")}));
    m_sheet->reject();
    m_sheet.reset();
    QCOMPARE(copies(), QStringList());
}

void TestUploadSheetPictures::pasted_goesWithItsRow()
{
    paste();
    paste();
    files()->model().removeRows(0, 1);
    QCOMPARE(send().size(), 1);
    m_sheet.reset();
    QCOMPARE(copies(), QStringList{QStringLiteral("pasted-image-2.png")});
}

void TestUploadSheetPictures::pasted_staysWhenItIsSent()
{
    paste();
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 1);
    m_sheet.reset();
    QVERIFY(QFile::exists(std::get<UploadRequest>(requests.first()).files.first().path));
}

void TestUploadSheetPictures::pasted_staysNotWhenItsCopyIsSent()
{
    paste();
    files()->setCompressed(true);
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 1);
    m_sheet.reset();
    QCOMPARE(copies().size(), 1);
    QVERIFY(QFile::exists(std::get<UploadRequest>(requests.first()).files.first().path));
}

void TestUploadSheetPictures::picker_offersWhatPreviewsKnow()
{
    QPushButton *images = nullptr;
    for (auto *button : files()->findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Add images…"))
            images = button;
    }
    QVERIFY(images);
    images->click();
    const auto *dialog = files()->findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->nameFilters(), QStringList{QStringLiteral("Images (*.png *.jpg *.jpeg *.gif *.webp *.bmp)")});
}

QTEST_MAIN(TestUploadSheetPictures)
#include "tst_uploadsheet_pictures.moc"
