#include "core/types/TransferSnapshot.h"
#include "Shot.h"
#include "tests/support/BusyPool.h"
#include "ui/details/BodyView.h"
#include "ui/parts/PictureReader.h"
#include "ui/sheets/ImageCompressor.h"
#include "ui/sheets/ThumbnailLoader.h"

#include <QBuffer>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ferry;
using namespace ferry::ui;

/// What is read of pictures that others made, on real files: five formats by their content, and nothing that such a
/// picture names.
class TestPictures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void cleanup();
    void readsFiveFormats_data();
    void readsFiveFormats();
    void aPaletteIsMadeSmallerSmoothly_data();
    void aPaletteIsMadeSmallerSmoothly();
    void knowsNoOther_data();
    void knowsNoOther();
    void aPictureNamesNoOtherFile();
    void nobodyWaitsForAFifo_data();
    void nobodyWaitsForAFifo();
    void whatWasForgottenIsReadAgain();
    void aPreviewDoesNotWaitEither();
    void aPackedDrawingIsNotUnpacked();
    void picturesHoldUpNoOtherWork();
    void aLineOfAMillionPixelsIsCutFirst();
    void aPictureInAHugeFileIsLeft();

private:
    QString path(const QString &name) const { return m_directory->filePath(name); }
    QString file(const QString &name, const QByteArray &content) const;
    QString fifo(const QString &name);
    QString drawingOf(const QString &name, const QString &other) const;
    static QByteArray encoded(const char *format, QSize size = {8, 6});
    static QString sentenceOf(const BodyView &view);

    std::unique_ptr<QTemporaryDir> m_directory;
    QStringList m_fifos;
};

QString TestPictures::file(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path(name) : QString();
}

QString TestPictures::fifo(const QString &name)
{
    m_fifos << path(name);
    return ::mkfifo(QFile::encodeName(path(name)).constData(), 0600) == 0 ? path(name) : QString();
}

/// An SVG by this name that shows the other file.
QString TestPictures::drawingOf(const QString &name, const QString &other) const
{
    const QString drawing = QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\" "
                                           "xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
                                           "<image width=\"8\" height=\"8\" xlink:href=\"%1\"/></svg>");
    return file(name, drawing.arg(other).toUtf8());
}

QByteArray TestPictures::encoded(const char *format, QSize size)
{
    if (qstrcmp(format, "gif") == 0) // one white pixel; Qt writes none
        return QByteArray::fromHex("47494638396101000100800000ffffff0000002c00000000010001000002024401003b");
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

QString TestPictures::sentenceOf(const BodyView &view)
{
    for (const QLabel *label : view.findChildren<QLabel *>()) {
        if (label->wordWrap() && label->isVisibleTo(&view))
            return label->text();
    }
    return {};
}

void TestPictures::cleanup()
{
    // Whoever waits for one, against the promise, would hold up the end of the program too.
    for (const QString &name : std::exchange(m_fifos, {})) {
        if (const int end = ::open(QFile::encodeName(name).constData(), O_WRONLY | O_NONBLOCK); end >= 0)
            ::close(end);
    }
}

void TestPictures::readsFiveFormats_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char *format : {"png", "jpeg", "gif", "webp", "bmp"})
        QTest::newRow(format) << QByteArray(format);
}

void TestPictures::readsFiveFormats()
{
    QFETCH(QByteArray, format);
    const QByteArray bytes = encoded(format.constData());
    if (bytes.isEmpty())
        QSKIP("Qt cannot write this format here");
    QCOMPARE(pictureFormat(bytes.left(32)), format);
    QVERIFY(isPictureName(QStringLiteral("Photo.") + QString::fromLatin1(format).toUpper()));
    const Picture picture = readPicture(file(QStringLiteral("a.txt"), bytes)); // whatever its name
    QCOMPARE(picture.format, format);
    QCOMPARE(picture.image.size(), format == "gif" ? QSize(1, 1) : QSize(8, 6));
    QCOMPARE(ThumbnailLoader::decode(path(QStringLiteral("a.txt")), 12).size(), QSize(12, 12));
    QVERIFY(pictureFormat(bytes.left(5)).isEmpty() || format == "jpeg");
}

void TestPictures::aPaletteIsMadeSmallerSmoothly_data()
{
    QTest::addColumn<QImage::Format>("format");
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("png") << QImage::Format_Indexed8 << QByteArray("png");
    QTest::newRow("png of one bit") << QImage::Format_Mono << QByteArray("png");
    QTest::newRow("bmp") << QImage::Format_Indexed8 << QByteArray("bmp");
}

/// Black and white by turns is grey from afar, and neither of the two.
void TestPictures::aPaletteIsMadeSmallerSmoothly()
{
    QFETCH(QImage::Format, format);
    QFETCH(QByteArray, file);
    QImage chequered(400, 400, format);
    chequered.setColorTable({qRgb(0, 0, 0), qRgb(255, 255, 255)});
    for (int y = 0; y < chequered.height(); ++y) {
        for (int x = 0; x < chequered.width(); ++x)
            chequered.setPixel(x, y, uint((x + y) % 2));
    }
    const QString path = m_directory->filePath(QStringLiteral("palette"));
    QVERIFY(chequered.save(path, file.constData()));
    const QImage small = readPicture(path, [](QSize) { return QSize(40, 40); }).image;
    QCOMPARE(small.size(), QSize(40, 40));
    for (const QPoint at : {QPoint(5, 5), QPoint(20, 20), QPoint(33, 18)}) {
        const int grey = qGray(small.pixel(at));
        QVERIFY2(grey > 90 && grey < 165, qPrintable(QString::number(grey)));
    }
}

void TestPictures::knowsNoOther_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("svg") << QByteArray("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>");
    QTest::newRow("portable pixmap") << QByteArray("P3 1 1 255 255 0 0\n");
    QTest::newRow("xpm") << QByteArray("/* XPM */\nstatic char *a[] = {\n\"1 1 1 1\",\n\". c #ff0000\",\n\".\"};\n");
    QTest::newRow("text") << QByteArray("BMW, Audi, and other makes of cars");
    QTest::newRow("nothing") << QByteArray();
    for (const char *format : {"tiff", "ico", "tga", "icns"}) {
        if (const QByteArray bytes = encoded(format, {16, 16}); !bytes.isEmpty())
            QTest::newRow(format) << bytes;
    }
}

void TestPictures::knowsNoOther()
{
    QFETCH(QByteArray, content);
    const QString picture = file(QStringLiteral("photo.png"), content);
    QVERIFY(pictureFormat(content.left(32)).isEmpty());
    QVERIFY(readPicture(picture).image.isNull());
    QVERIFY(ThumbnailLoader::decode(picture, 12).isNull());
    QVERIFY(ImageCompressor::make(picture, m_directory->path()).path.isEmpty());
    QVERIFY(!isPictureName(QStringLiteral("photo.svg")) && !isPictureName(QStringLiteral("photo.tiff")));
}

void TestPictures::aPictureNamesNoOtherFile()
{
    const QString secret = file(QStringLiteral("secret.png"), encoded("png"));
    const QString picture = drawingOf(QStringLiteral("photo.png"), secret);
    QVERIFY(ThumbnailLoader::decode(picture, 12).isNull());
    QVERIFY(ImageCompressor::make(picture, m_directory->path()).path.isEmpty());
    BodyView view(QStringLiteral("File"));
    QSignalSpy shown(&view, &BodyView::shown);
    view.showFile(picture, QStringLiteral("photo.png"));
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(view.body().kind, BodyKind::Text);
}

void TestPictures::nobodyWaitsForAFifo_data()
{
    QTest::addColumn<bool>("named");
    QTest::newRow("a FIFO") << false;
    QTest::newRow("a drawing that names one") << true;
}

void TestPictures::nobodyWaitsForAFifo()
{
    QFETCH(bool, named);
    const QString pipe = fifo(QStringLiteral("pipe.png"));
    const QString picture = named ? drawingOf(QStringLiteral("photo.png"), pipe) : pipe;
    ThumbnailLoader loader(12);
    QSignalSpy ready(&loader, &ThumbnailLoader::ready);
    QVERIFY(loader.pixmap(picture, 1).isNull());
    QTRY_COMPARE(ready.size(), 1);
    QVERIFY(loader.pixmap(picture, 1).isNull());
    ImageCompressor compressor;
    compressor.setDirectory(m_directory->path());
    compressor.compress(picture);
    QTRY_VERIFY(compressor.has(picture));
    QVERIFY(compressor.result(picture).path.isEmpty());
}

void TestPictures::whatWasForgottenIsReadAgain()
{
    const QString first = file(QStringLiteral("first.png"), encoded("png"));
    const QString second = file(QStringLiteral("second.png"), encoded("png"));
    ThumbnailLoader loader(12, nullptr, 1); // KiB: one of them
    QSignalSpy ready(&loader, &ThumbnailLoader::ready);
    for (const QString &path : {first, second, first}) {
        ready.clear();
        QVERIFY(loader.pixmap(path, 1).isNull());
        QTRY_COMPARE(ready.size(), 1);
        QVERIFY(!loader.pixmap(path, 1).isNull());
    }
}

void TestPictures::aPreviewDoesNotWaitEither()
{
    BodyView view(QStringLiteral("File"));
    QSignalSpy shown(&view, &BodyView::shown);
    view.showFile(fifo(QStringLiteral("pipe.txt")), QStringLiteral("pipe.txt"));
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(view.body().kind, BodyKind::Empty);
}

void TestPictures::aPackedDrawingIsNotUnpacked()
{
    Exchange exchange;
    exchange.headers = {{"Content-Type", "image/svg+xml"}};
    exchange.body = QByteArray::fromHex( // a red square, by gzip
        "1f8b08000000000002036d8c5b0a80201000afb2ec015aa99f08f53269ae600f74693b7ef9dfdfc00c63db9de0d9cbd11cb2c8b510a9ea"
        "a0"
        "d370d644a33186be0241731076382370cc89a5a3b735aef2ab60cba538ac312079db17fe05d934926e6a000000");
    exchange.bodySize = exchange.body.size();
    BodyView view(QStringLiteral("Answer"));
    QSignalSpy shown(&view, &BodyView::shown);
    view.showAnswer(std::make_shared<const Exchange>(exchange));
    QTRY_COMPARE(shown.size(), 1);
    QVERIFY2(sentenceOf(view).startsWith(QStringLiteral("This cannot be shown here.")), qPrintable(sentenceOf(view)));
}

void TestPictures::picturesHoldUpNoOtherWork()
{
    BusyPool busy(pictureThreads());
    const QString picture = file(QStringLiteral("photo.png"), encoded("png"));
    ThumbnailLoader loader(12);
    ImageCompressor compressor;
    compressor.setDirectory(m_directory->path());
    BodyView view(QStringLiteral("File"));
    QSignalSpy ready(&loader, &ThumbnailLoader::ready);
    QSignalSpy shown(&view, &BodyView::shown);
    loader.pixmap(picture, 1);
    compressor.compress(picture);
    view.showFile(picture, QStringLiteral("photo.png"));
    // They stand in the line of their own pool alone: the other is idle.
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10000));
    QCoreApplication::processEvents();
    QCOMPARE(ready.size() + shown.size(), 0);
    QVERIFY(compressor.isBusy());
    busy.release();
    QTRY_COMPARE(ready.size() + shown.size(), 2);
    QTRY_VERIFY(!compressor.isBusy());
    QVERIFY(!loader.pixmap(picture, 1).isNull());
}

void TestPictures::aLineOfAMillionPixelsIsCutFirst()
{
#ifdef FERRY_SANITIZED
    QSKIP("Memory is the sanitizer's too");
#endif
    const QString picture = file(QStringLiteral("line.png"), encoded("png", {1, 1000000}));
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_AS, &before), 0);
    const rlimit some = {rlim_t(4) << 30, before.rlim_max}; // enlarged as a whole it would take 5 GB
    QCOMPARE(::setrlimit(RLIMIT_AS, &some), 0);
    const QImage image = ThumbnailLoader::decode(picture, 36);
    QCOMPARE(::setrlimit(RLIMIT_AS, &before), 0);
    QCOMPARE(image.size(), QSize(36, 36));
}

void TestPictures::aPictureInAHugeFileIsLeft()
{
    QFile huge(file(QStringLiteral("huge.png"), encoded("png")));
    QVERIFY(!readPicture(huge.fileName()).image.isNull());
    QVERIFY(huge.resize((256 << 20) + 1)); // a hole
    QVERIFY(readPicture(huge.fileName()).image.isNull());
}

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
