#include "ui/look/Icons.h"

#include "ui/look/Resources.h"
#include "ui/look/Theme.h"

#include <cmath>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QIconEngine>
#include <QLibraryInfo>
#include <QPainter>
#include <QPixmapCache>
#include <QSet>
#include <QSvgRenderer>
#include <QVersionNumber>

namespace ferry::ui {

namespace {

/// The width of the stroke on the 20 grid, so that it comes out at 1.4 px at 16, 1.5 at 20 and 1.6 at 24.
double strokeOnGrid(int size)
{
    double pixels = 1.6;
    if (size <= 12)
        pixels = 1.3;
    else if (size <= 16)
        pixels = 1.4;
    else if (size <= 20)
        pixels = 1.5;
    return pixels * 20.0 / size;
}

QByteArray svgFor(const QString &name, int size)
{
    static QHash<QString, QByteArray> files;
    auto it = files.find(name);
    if (it == files.end()) {
        initResources();
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        it = files.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    QByteArray svg = *it;
    const QByteArray standard = QByteArrayLiteral("stroke-width=\"1.5\"");
    const qsizetype at = svg.indexOf(standard);
    if (at >= 0)
        svg.replace(at, standard.size(), "stroke-width=\"" + QByteArray::number(strokeOnGrid(size), 'f', 3) + '"');
    return svg;
}

QPixmap render(const QString &name, int size, const QColor &colour, qreal ratio)
{
    const int pixels = qMax(1, int(std::ceil(size * ratio)));
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(svgFor(name, size));
    if (renderer.isValid()) {
        QPainter painter(&image);
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(image.rect(), colour);
    }
    image.setDevicePixelRatio(ratio);
    return QPixmap::fromImage(image);
}

/// Draws one of the icons in the colour that the moment asks for.
class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(QString name, const QColor &colour)
        : m_name(std::move(name))
        , m_colour(colour)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = qMin(rect.width(), rect.height());
        const QPixmap picture = iconPixmap(m_name, size, colourFor(mode), painter->device()->devicePixelRatioF());
        painter->drawPixmap(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2, picture);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, qMin(size.width(), size.height()), colourFor(mode), 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // Before Qt 6.8 it asks in pixels of the screen.
        static const bool inPixels = QLibraryInfo::version() < QVersionNumber(6, 8);
        const int side = qMin(size.width(), size.height());
        return iconPixmap(m_name, inPixels ? qRound(side / scale) : side, colourFor(mode), scale);
    }

    QIconEngine *clone() const override { return new SvgIconEngine(m_name, m_colour); }
    QString key() const override { return QStringLiteral("ferry-svg"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return m_name.isEmpty(); }

private:
    QColor colourFor(QIcon::Mode mode) const
    {
        const Theme &theme = Theme::current();
        if (mode == QIcon::Disabled)
            return theme.text3;
        if (m_colour.isValid())
            return m_colour;
        return mode == QIcon::Selected ? theme.onAccent : theme.text2;
    }

    QString m_name;
    QColor m_colour;
};

const QHash<QString, QString> &iconsBySuffix()
{
    static const QHash<QString, QString> table = [] {
        QHash<QString, QString> t;
        const auto add = [&t](const char *icon, const char *suffixes) {
            for (const QByteArray &suffix : QByteArray(suffixes).split(' '))
                t.insert(QString::fromLatin1(suffix), QString::fromLatin1(icon));
        };
        add("image", "jpg jpeg png gif webp tif tiff bmp svg heic heif avif ico raw dng cr2 nef");
        add("film", "mp4 m4v mov mkv webm avi wmv mpg mpeg flv 3gp mp3 m4a aac flac ogg opus wav wma");
        add("archive", "zip tar tgz tbz2 txz rar 7z xz bz2 zst jar war apk ipa deb rpm cab");
        add("disc", "iso img dmg vmdk qcow2 vhd vhdx vdi");
        add("text",
            "txt md log csv json xml yml yaml ini conf pdf doc docx odt rtf html htm css js ts c cpp h py go rs "
            "java sh sql xls xlsx ods ppt pptx odp tex epub");
        return t;
    }();
    return table;
}

} // namespace

QIcon icon(const QString &name)
{
    return icon(name, QColor());
}

QIcon icon(const QString &name, const QColor &colour)
{
    return QIcon(new SvgIconEngine(name, colour));
}

QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal devicePixelRatio)
{
    const QString key =
        QStringLiteral("ferry:%1:%2:%3:%4").arg(name).arg(size).arg(colour.rgba()).arg(devicePixelRatio);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = render(name, qMax(1, size), colour, devicePixelRatio);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

QString fileIconName(const QString &fileName)
{
    QString suffix = QFileInfo(fileName).suffix().toLower();
    // What is inside a compressed log says more than how it was packed.
    static const QSet<QString> packings = {QStringLiteral("gz"), QStringLiteral("bz2"), QStringLiteral("xz"),
                                           QStringLiteral("zst")};
    if (packings.contains(suffix)) {
        const QString inner = QFileInfo(fileName.chopped(suffix.size() + 1)).suffix().toLower();
        if (iconsBySuffix().contains(inner))
            suffix = inner;
        else
            return QStringLiteral("archive");
    }
    return iconsBySuffix().value(suffix, QStringLiteral("file"));
}

} // namespace ferry::ui
