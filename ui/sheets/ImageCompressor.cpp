#include "ui/sheets/ImageCompressor.h"

#include "ui/parts/Background.h"
#include "ui/parts/PictureReader.h"

#include <QBuffer>
#include <QColorSpace>
#include <QFileInfo>
#include <QImage>
#include <QImageWriter>
#include <QSet>
#include <QTemporaryFile>

namespace ferry::ui {

namespace {

constexpr int photoQuality = 78; // little is seen of it, and most photos shrink to a third

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

CompressedImage written(const QByteArray &bytes, const QString &directory, const QString &suffix)
{
    QTemporaryFile file(directory + QStringLiteral("/picture-XXXXXX.") + suffix);
    file.setAutoRemove(false);
    if (!file.open() || file.write(bytes) != bytes.size() || !file.flush()) {
        if (!file.fileName().isEmpty())
            file.remove();
        return {};
    }
    return {file.fileName(), suffix, bytes.size()};
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
            QFile::remove(it->path);
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
    auto [image, format] = readPicture(path);
    if (image.isNull())
        return {};
    image = bare(image);
    if (format == "webp" && QImageWriter::supportedImageFormats().contains("webp"))
        return written(encoded(image, "webp", photoQuality), directory, QStringLiteral("webp"));
    const QByteArray png = format == "png" ? encoded(image, "png", 0) : QByteArray();
    if (sees(image))
        return written(png.isEmpty() ? encoded(image, "png", 0) : png, directory, QStringLiteral("png"));
    const QByteArray jpeg = encoded(image.convertToFormat(QImage::Format_RGB32), "jpeg", photoQuality);
    // A drawing of few colours is smaller and sharper as PNG.
    if (!png.isEmpty() && png.size() <= jpeg.size())
        return written(png, directory, QStringLiteral("png"));
    return jpeg.isEmpty() ? CompressedImage() : written(jpeg, directory, QStringLiteral("jpg"));
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
                QFile::remove(made.path); // nobody is left to take it
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
