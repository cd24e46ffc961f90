#include "ui/sheets/PictureDialog.h"

#include "ui/look/Theme.h"
#include "ui/parts/PictureReader.h"
#include "ui/parts/WindowSize.h"
#include "ui/sheets/ThumbnailLoader.h"

#include <QFileIconProvider>
#include <QIconEngine>
#include <QListView>
#include <QPainter>
#include <QPointer>
#include <QStandardPaths>

namespace ferry::ui {

namespace {

/// The picture of one file, and its plain icon until that was read. It is asked for when it is painted: a folder may
/// hold thousands.
class PictureIcon : public QIconEngine
{
public:
    PictureIcon(QString path, QIcon plain, QPointer<ThumbnailLoader> pictures)
        : m_path(std::move(path))
        , m_plain(std::move(plain))
        , m_pictures(std::move(pictures))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const QPixmap picture =
            m_pictures ? m_pictures->pixmap(m_path, painter->device()->devicePixelRatio()) : QPixmap();
        if (picture.isNull())
            m_plain.paint(painter, rect, Qt::AlignCenter, mode, state);
        else
            painter->drawPixmap(rect, picture);
        if (mode == QIcon::Selected)
            frame(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return m_plain.pixmap(size, mode, state); // for lists of small icons
    }

    QIconEngine *clone() const override { return new PictureIcon(*this); }

private:
    static void frame(QPainter *painter, const QRect &rect)
    {
        constexpr double width = 4;
        painter->save();
        painter->setPen(QPen(Theme::current().accent, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter->drawRect(QRectF(rect).adjusted(width / 2, width / 2, -width / 2, -width / 2));
        painter->restore();
    }

    QString m_path;
    QIcon m_plain;
    QPointer<ThumbnailLoader> m_pictures;
};

/// The dialog's child, and younger than its list, which asks it and ends first.
class PictureIcons : public QObject, public QFileIconProvider
{
public:
    PictureIcons(ThumbnailLoader *pictures, QObject *parent)
        : QObject(parent)
        , m_pictures(pictures)
    {
    }

    using QFileIconProvider::icon;
    QIcon icon(const QFileInfo &file) const override
    {
        const QIcon plain = QFileIconProvider::icon(file);
        return file.isFile() && isPictureName(file.fileName())
                   ? QIcon(new PictureIcon(file.absoluteFilePath(), plain, m_pictures))
                   : plain;
    }

private:
    QPointer<ThumbnailLoader> m_pictures;
};

QString folderOfPictures()
{
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    return QFileInfo::exists(pictures) ? pictures : QDir::homePath();
}

} // namespace

PictureDialog::PictureDialog(const QString &title, const QString &folder, QWidget *parent)
    : QFileDialog(parent, title)
    , m_pictures(new ThumbnailLoader(pictureSize, this))
{
    QStringList patterns;
    for (const QString &suffix : pictureSuffixes())
        patterns.append(QStringLiteral("*.") + suffix);
    setOption(QFileDialog::DontUseNativeDialog);
    setIconProvider(new PictureIcons(m_pictures, this));
    setFileMode(QFileDialog::ExistingFiles);
    setNameFilter(tr("Images (%1)").arg(patterns.join(u' ')));
    setLabelText(QFileDialog::Accept, tr("Add"));
    setViewMode(QFileDialog::List);
    setDirectory(folder.isEmpty() ? folderOfPictures() : folder);
    showLargePictures();
}

void PictureDialog::showLargePictures()
{
    auto *list = findChild<QListView *>(QStringLiteral("listView"));
    if (!list)
        return;
    const int line = list->fontMetrics().lineSpacing();
    list->setViewMode(QListView::IconMode);
    list->setMovement(QListView::Static);
    list->setResizeMode(QListView::Adjust);
    list->setIconSize({pictureSize, pictureSize});
    list->setGridSize({pictureSize + 40, pictureSize + line + 16});
    list->setUniformItemSizes(true);
    list->setWordWrap(false); // or the end of a name, which tells it from the next one, would be left out
    list->setTextElideMode(Qt::ElideMiddle);
    connect(m_pictures, &ThumbnailLoader::ready, list->viewport(), qOverload<>(&QWidget::update));
    setWindowSizes(*this, {880, 600}, minimumSize());
}

} // namespace ferry::ui
