#include "ui/parts/PictureReader.h"

#include "ui/parts/RegularFile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QtEndian>
#include <QThreadPool>

namespace ferry::ui {

namespace {

constexpr qsizetype headSize = 32;
constexpr qint64 largestFile = 256 << 20; // what Qt allows the pixels too

/// Two letters are not enough: the size of the second header tells a BMP from a text.
bool isBmp(const QByteArray &head)
{
    if (!head.startsWith("BM") || head.size() < 18)
        return false;
    const auto second = qFromLittleEndian<quint32>(head.constData() + 14);
    return second == 12 || (second >= 40 && second <= 124);
}

bool hasPalette(QImage::Format format)
{
    return format == QImage::Format_Indexed8 || format == QImage::Format_Mono || format == QImage::Format_MonoLSB;
}

/// As it lies in the picture that is read; the size of the file's own pixels is not turned.
QSize turned(QSize size, QImageIOHandler::Transformations transformation)
{
    return transformation & QImageIOHandler::TransformationRotate90 ? size.transposed() : size;
}

struct PicturePool : QThreadPool
{
    PicturePool()
    {
        // Before the application goes, and its plugins with it.
        qAddPostRoutine([] {
            pictureThreads().clear();
            pictureThreads().waitForDone();
        });
    }
};

} // namespace

QByteArray pictureFormat(const QByteArray &head)
{
    if (head.startsWith("\x89PNG\r\n\x1a\n"))
        return "png";
    if (head.startsWith("\xff\xd8\xff"))
        return "jpeg";
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a"))
        return "gif";
    if (head.startsWith("RIFF") && head.mid(8, 4) == "WEBP")
        return "webp";
    return isBmp(head) ? QByteArray("bmp") : QByteArray();
}

const QStringList &pictureSuffixes()
{
    static const QStringList suffixes = {QStringLiteral("png"), QStringLiteral("jpg"),  QStringLiteral("jpeg"),
                                         QStringLiteral("gif"), QStringLiteral("webp"), QStringLiteral("bmp")};
    return suffixes;
}

bool isPictureName(const QString &name)
{
    return pictureSuffixes().contains(QFileInfo(name).suffix().toLower());
}

Picture readPicture(QIODevice &device, const PictureSize &sizeFor)
{
    Picture picture;
    picture.format = pictureFormat(device.peek(headSize));
    if (picture.format.isEmpty() || device.size() > largestFile)
        return picture;
    QImageReader reader(&device, picture.format);
    reader.setAutoDetectImageFormat(false); // or another decoder would be asked where this one fails
    reader.setAutoTransform(true);
    const QSize whole = reader.size();
    const QSize size = sizeFor && whole.isValid() ? sizeFor(whole).expandedTo(QSize(1, 1)) : whole;
    // Between the colours of a palette a decoder finds none: of two it leaves every so many pixels, and lines become
    // dots.
    const bool palette = hasPalette(reader.imageFormat());
    if (size != whole && !palette)
        reader.setScaledSize(size);
    picture.image = reader.read();
    if (size != whole && palette && !picture.image.isNull())
        picture.image =
            picture.image.convertToFormat(QImage::Format_ARGB32_Premultiplied)
                .scaled(turned(size, reader.transformation()), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    return picture;
}

Picture readPicture(const QString &path, const PictureSize &sizeFor)
{
    QFile file;
    return openRegular(file, path) ? readPicture(file, sizeFor) : Picture();
}

QThreadPool &pictureThreads()
{
    static PicturePool pool;
    return pool;
}

} // namespace ferry::ui
