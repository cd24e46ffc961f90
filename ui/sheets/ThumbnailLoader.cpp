#include "ui/sheets/ThumbnailLoader.h"

#include "ui/parts/Background.h"
#include "ui/parts/PictureReader.h"

namespace ferry::ui {

ThumbnailLoader::ThumbnailLoader(int size, QObject *parent)
    : QObject(parent)
    , m_size(size)
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
    return side == pixels ? square
                          : square.scaled(pixels, pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QPixmap ThumbnailLoader::pixmap(const QString &path, qreal devicePixelRatio)
{
    const auto known = m_pixmaps.constFind(path);
    if (known != m_pixmaps.constEnd())
        return *known;
    if (m_asked.contains(path))
        return {};
    m_asked.insert(path);
    const int pixels = qRound(m_size * devicePixelRatio);
    runInBackground(
        this,
        [path, pixels, cancelled = m_cancelled] { return *cancelled ? QImage() : ThumbnailLoader::decode(path, pixels); },
        [this, path, devicePixelRatio](QImage image) {
            image.setDevicePixelRatio(devicePixelRatio);
            m_pixmaps.insert(path, QPixmap::fromImage(image));
            emit ready(path);
        },
        &pictureThreads());
    return {};
}

} // namespace ferry::ui
