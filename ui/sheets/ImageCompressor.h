#pragma once

#include <atomic>
#include <memory>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>

namespace ferry::ui {

/// A smaller copy of a picture.
struct CompressedImage
{
    QString path;   ///< empty: it could not be made
    QString suffix; ///< of the format that was chosen, for the name told to the server
    qint64 size = 0;
    bool moves = false; ///< it was not made: one picture of an animation is not what a person sends
};

/// Re-encodes pictures into private temporary files (0600) of their names, on the threads for pictures. What the camera
/// wrote beside the picture (place, time, device, comments) is left behind; the orientation is applied. GUI thread.
/// Copies that are not taken by release() are deleted with it.
class ImageCompressor : public QObject
{
    Q_OBJECT

public:
    explicit ImageCompressor(QObject *parent = nullptr);
    ~ImageCompressor() override;

    /// Existing and writable; no trailing slash.
    void setDirectory(const QString &directory) { m_directory = directory; }
    void compress(const QString &path);
    bool isBusy() const { return m_running > 0; }
    bool has(const QString &path) const { return m_done.contains(path); }
    CompressedImage result(const QString &path) const { return m_done.value(path); }
    /// The caller's from now on.
    void release(const QString &path);

    /// JPEG, PNG and WebP; other animations would lose their movement, a vector its point.
    static bool canCompress(const QString &path);
    /// The work itself; any thread.
    static CompressedImage make(const QString &path, const QString &directory);

signals:
    void finished(const QString &path);

private:
    QString m_directory;
    QHash<QString, CompressedImage> m_done;
    QSet<QString> m_asked;
    QSet<QString> m_released;
    int m_running = 0;
    std::shared_ptr<std::atomic_bool> m_cancelled = std::make_shared<std::atomic_bool>(false);
};

} // namespace ferry::ui
