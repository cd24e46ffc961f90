#pragma once

#include <atomic>
#include <memory>
#include <QCache>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QSet>

namespace ferry::ui {

/// Small square pictures of image files, decoded on the threads for pictures when they are first asked for. GUI thread.
/// A file that is no readable picture gives a null pixmap. Of many, those not asked for lately are forgotten, and read
/// again when they are asked for.
/// Ends with its deletion; work not begun is dropped.
class ThumbnailLoader : public QObject
{
    Q_OBJECT

public:
    /// mostKib: KiB of pictures that are kept; more than all that can be in sight at once.
    explicit ThumbnailLoader(int size, QObject *parent = nullptr, qsizetype mostKib = qsizetype(96) * 1024);
    ~ThumbnailLoader() override;

    /// The picture, or a null pixmap until ready() came. size is in device-independent pixels.
    QPixmap pixmap(const QString &path, qreal devicePixelRatio);

    /// Decodes, turns as the EXIF orientation says, and cuts to a square of this many pixels. Any thread.
    static QImage decode(const QString &path, int pixels);

signals:
    void ready(const QString &path);

private:
    int m_size;
    QCache<QString, QPixmap> m_pixmaps; ///< each costs its KiB
    QSet<QString> m_asked;              ///< and not answered yet
    std::shared_ptr<std::atomic_bool> m_cancelled = std::make_shared<std::atomic_bool>(false);
};

} // namespace ferry::ui
