#include "ui/sheets/ImageCompressor.h"

#include "ui/parts/Background.h"
#include "ui/parts/PictureReader.h"
#include "ui/parts/RegularFile.h"
#include "ui/sheets/SentCopy.h"

#include <QBuffer>
#include <QColorSpace>
#include <QFileInfo>
#include <QImage>
#include <QImageWriter>
#include <QSet>

namespace ferry::ui {

namespace {

constexpr qsizetype largestHead = 64 * 1024; // texts and colours come before the pixels too
constexpr int photoQuality = 78;             // little is seen of it, and most photos shrink to a third

/// The pixels alone, in sRGB: no texts, no colour profile, no resolution.
QImage bare(QImage image)
{
    if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb))
        image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    image = image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    return QImage(image.constBits(), image.width(), image.height(), image.bytesPerLine(), image.format()).copy();
}

QByteArray encoded(const QImage &image, const QByteArray &format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    if (!writer.write(image))
        return {};
    return bytes;
}

bool sees(const QImage &image)
{
    if (!image.hasAlphaChannel())
        return false;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(line[x]) != 255)
                return true;
        }
    }
    return false;
}

/// original: whose name it has, but for the suffix.
CompressedImage written(const QByteArray &bytes, const QString &directory, const QString &original,
                        const QString &suffix)
{
    const QString path = placeForCopy(directory, QFileInfo(original).completeBaseName() + u'.' + suffix);
    QFile file(path);
    const bool good = !path.isEmpty() && file.open(QIODevice::WriteOnly) &&
                      file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(bytes) == bytes.size() &&
                      file.flush();
    if (!good) {
        removeCopy(path);
        return {};
    }
    return {path, suffix, bytes.size(), false};
}

/// A copy would lose its movement. Told by the bytes, since Qt knows no moving PNG, and WebP only where it has a
/// plugin: by a chunk before the first pixels, and by a flag of the header.
bool moves(const QString &path)
{
    QFile file;
    if (!openRegular(file, path))
        return false;
    const QByteArray head = file.read(largestHead);
    const QByteArray format = pictureFormat(head);
    if (format == "png")
        return head.left(head.indexOf("IDAT")).contains("acTL");
    return format == "webp" && head.mid(12, 4) == "VP8X" && head.size() > 20 && (head.at(20) & 2) != 0;
}

} // namespace

ImageCompressor::ImageCompressor(QObject *parent)
    : QObject(parent)
{
}

ImageCompressor::~ImageCompressor()
{
    *m_cancelled = true;
    for (auto it = m_done.cbegin(); it != m_done.cend(); ++it) {
        if (!it->path.isEmpty() && !m_released.contains(it.key()))
            removeCopy(it->path);
    }
}

bool ImageCompressor::canCompress(const QString &path)
{
    static const QStringList suffixes = {QStringLiteral("jpg"), QStringLiteral("jpeg"), QStringLiteral("png"),
                                         QStringLiteral("webp")};
    return suffixes.contains(QFileInfo(path).suffix().toLower());
}

CompressedImage ImageCompressor::make(const QString &path, const QString &directory)
{
    if (moves(path))
        return {{}, {}, 0, true};
    auto [image, format] = readPicture(path);
    if (image.isNull())
        return {};
    image = bare(image);
    if (format == "webp" && QImageWriter::supportedImageFormats().contains("webp"))
        return written(encoded(image, "webp", photoQuality), directory, path, QStringLiteral("webp"));
    const QByteArray png = format == "png" ? encoded(image, "png", 0) : QByteArray();
    if (sees(image))
        return written(png.isEmpty() ? encoded(image, "png", 0) : png, directory, path, QStringLiteral("png"));
    const QByteArray jpeg = encoded(image.convertToFormat(QImage::Format_RGB32), "jpeg", photoQuality);
    // A drawing of few colours is smaller and sharper as PNG.
    if (!png.isEmpty() && png.size() <= jpeg.size())
        return written(png, directory, path, QStringLiteral("png"));
    return jpeg.isEmpty() ? CompressedImage() : written(jpeg, directory, path, QStringLiteral("jpg"));
}

void ImageCompressor::compress(const QString &path)
{
    if (m_asked.contains(path))
        return;
    m_asked.insert(path);
    ++m_running;
    runInBackground(
        this,
        [path, directory = m_directory, cancelled = m_cancelled] {
            CompressedImage made = *cancelled ? CompressedImage() : make(path, directory);
            if (*cancelled && !made.path.isEmpty())
                removeCopy(made.path); // nobody is left to take it
            return made;
        },
        [this, path](const CompressedImage &made) {
            --m_running;
            m_done.insert(path, made);
            emit finished(path);
        },
        &pictureThreads());
}

void ImageCompressor::release(const QString &path)
{
    m_released.insert(path);
}

} // namespace ferry::ui
