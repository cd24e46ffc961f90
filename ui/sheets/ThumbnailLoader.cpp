#include "ui/sheets/ThumbnailLoader.h"

#include "ui/parts/Background.h"
#include "ui/parts/PictureReader.h"

namespace ferry::ui {

namespace {

qsizetype kibOf(const QPixmap &pixmap)
{
    return 1 + qsizetype(pixmap.width()) * pixmap.height() * pixmap.depth() / 8 / 1024;
}

} // namespace

ThumbnailLoader::ThumbnailLoader(int size, QObject *parent, qsizetype mostKib)
    : QObject(parent)
    , m_size(size)
    , m_pixmaps(mostKib)
{
}

ThumbnailLoader::~ThumbnailLoader()
{
    *m_cancelled = true;
}

QImage ThumbnailLoader::decode(const QString &path, int pixels)
{
    // Never larger than it is: a line of a million pixels would take gigabytes.
    const auto smaller = [pixels](QSize whole) {
        return whole.scaled(pixels, pixels, Qt::KeepAspectRatioByExpanding).boundedTo(whole);
    };
    const QImage image = readPicture(path, smaller).image;
    if (image.isNull())
        return {};
    const int side = qMin(image.width(), image.height());
    const QImage square = image.copy((image.width() - side) / 2, (image.height() - side) / 2, side, side);
    return side == pixels ? square : square.scaled(pixels, pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QPixmap ThumbnailLoader::pixmap(const QString &path, qreal devicePixelRatio)
{
    if (const QPixmap *known = m_pixmaps.object(path))
        return *known;
    if (m_asked.contains(path))
        return {};
    m_asked.insert(path);
    const int pixels = qRound(m_size * devicePixelRatio);
    runInBackground(
        this,
        [path, pixels, cancelled = m_cancelled] {
            return *cancelled ? QImage() : ThumbnailLoader::decode(path, pixels);
        },
        [this, path, devicePixelRatio](QImage image) {
            image.setDevicePixelRatio(devicePixelRatio);
            const QPixmap pixmap = QPixmap::fromImage(image);
            m_asked.remove(path);
            m_pixmaps.insert(path, new QPixmap(pixmap), kibOf(pixmap));
            emit ready(path);
        },
        &pictureThreads());
    return {};
}

} // namespace ferry::ui
