#include "ui/sheets/ThumbnailLoader.h"

#include "ui/parts/Background.h"

#include <QFileInfo>
#include <QImageReader>

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

bool ThumbnailLoader::isImage(const QString &path)
{
    static const QList<QByteArray> formats = QImageReader::supportedImageFormats();
    return formats.contains(QFileInfo(path).suffix().toLower().toLatin1());
}

QImage ThumbnailLoader::decode(const QString &path, int pixels)
{
    QImageReader reader(path);
    reader.setAutoTransform(true);
    const QSize whole = reader.size();
    if (whole.isValid())
        reader.setScaledSize(whole.scaled(pixels, pixels, Qt::KeepAspectRatioByExpanding));
    QImage image = reader.read();
    if (image.isNull())
        return {};
    if (!whole.isValid() || image.width() < pixels || image.height() < pixels)
        image = image.scaled(pixels, pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    return image.copy((image.width() - pixels) / 2, (image.height() - pixels) / 2, pixels, pixels);
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
        });
    return {};
}

} // namespace ferry::ui
