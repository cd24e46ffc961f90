#pragma once

#include <QFileDialog>

namespace ferry::ui {

class ThumbnailLoader;

/// Chooses pictures by their looks: files of the kinds that Ferry reads, each with a small picture of itself. It is
/// Qt's own dialog, since that of a system need not show any. GUI thread; the pictures are decoded on others, those in
/// sight first asked for.
class PictureDialog : public QFileDialog
{
    Q_OBJECT

public:
    static constexpr int pictureSize = 96; ///< device-independent pixels

    /// Begins in this folder; empty: in that of the person's pictures, or at home where there is none.
    PictureDialog(const QString &title, const QString &folder, QWidget *parent = nullptr);

private:
    void showLargePictures();

    ThumbnailLoader *m_pictures;
};

} // namespace ferry::ui
