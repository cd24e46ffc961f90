#pragma once

#include <functional>
#include <QByteArray>
#include <QImage>
#include <QStringList>

class QIODevice;
class QThreadPool;

namespace ferry::ui {

/// Pictures that others made, such as downloads, answers and files to send, are read here and nowhere else: PNG, JPEG,
/// GIF, WebP and BMP, told by their first bytes and never by a name or a header. Other formats are no pictures here
/// whatever Qt has plugins for: SVG opens the files that it names and unpacks without end, and decoders that few use
/// are rarely looked after.
struct Picture
{
    QImage image;      ///< turned as its EXIF orientation says; null: not one of these, damaged, or too large
    QByteArray format; ///< "png", "jpeg", "gif", "webp" or "bmp"; empty: none of these
};

/// The format of what begins like this; 32 bytes are enough. A pure function.
QByteArray pictureFormat(const QByteArray &head);
/// The suffixes of names that claim to be one of these, in small letters.
const QStringList &pictureSuffixes();
/// Whether a file of this name claims to be one of these.
bool isPictureName(const QString &name);

/// From the whole size in pixels to the one to decode, with the same proportions.
using PictureSize = std::function<QSize(QSize)>;
/// Reads from where the device stands, the first picture of several. Takes as long as decoding takes: not for the GUI
/// thread. Needs up to 256 MiB for the pixels, with a palette a quarter more, and refuses what is more or comes in a
/// longer file.
Picture readPicture(QIODevice &device, const PictureSize &sizeFor = {});
/// The same for a file. Nothing is read from what is no regular file.
Picture readPicture(const QString &path, const PictureSize &sizeFor = {});

/// Where pictures are read, apart from the global pool: one that takes long holds up no digest. What still waits when
/// the application ends is dropped. Any thread.
QThreadPool &pictureThreads();

} // namespace ferry::ui
