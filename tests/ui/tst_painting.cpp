#include "ui/look/Appearance.h"
#include "ui/look/Painting.h"
#include "ui/look/Theme.h"
#include "ui/parts/Line.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace ferry;
using namespace ferry::ui;

/// Lines lie on the pixels of the screen at every scale: one colour, and no half-tone beside it.
class TestPainting : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void linesAreOneColour_data();
    void linesAreOneColour();
};

namespace {

constexpr int side = 60; ///< device-independent pixels
constexpr QRgb ground = 0xffffffff;

QImage paper(qreal ratio)
{
    QImage image(qRound(side * ratio), qRound(side * ratio), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(ground);
    return image;
}

/// Of a column or a row through the middle, how many pixels have the colour, if all others are the ground; else -1.
int pixelsOf(const QImage &image, QColor colour, Qt::Orientation across)
{
    int count = 0;
    for (int i = 0; i < image.width(); ++i) {
        const QRgb pixel =
            across == Qt::Vertical ? image.pixel(image.width() / 2, i) : image.pixel(i, image.height() / 2);
        if (pixel == colour.rgb())
            ++count;
        else if (pixel != ground)
            return -1;
    }
    return count;
}

} // namespace

void TestPainting::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ColourScheme::Light);
}

void TestPainting::linesAreOneColour_data()
{
    QTest::addColumn<qreal>("ratio");
    for (const qreal ratio : {1.0, 1.25, 1.5, 1.75, 2.0, 3.0})
        QTest::addRow("%g", ratio) << ratio;
}

void TestPainting::linesAreOneColour()
{
    QFETCH(qreal, ratio);
    const QColor line = Theme::current().line;
    const int least = int(ratio);
    const int most = int(std::ceil(ratio));
    for (int y = 0; y < 16; ++y) { // where a line begins between two pixels, too
        QImage image = paper(ratio);
        {
            QPainter painter(&image);
            drawBottomLine(&painter, QRectF(0, y, side, 20));
        }
        const int thick = pixelsOf(image, line, Qt::Vertical);
        QVERIFY2(thick >= least && thick <= most, qPrintable(QStringLiteral("y %1: %2").arg(y).arg(thick)));

        image = paper(ratio);
        {
            QPainter painter(&image);
            drawBox(&painter, QRectF(y, y, side - 20, side - 20), 0, QColor::fromRgba(ground), line);
        }
        for (const auto across : {Qt::Vertical, Qt::Horizontal}) {
            const int both = pixelsOf(image, line, across);
            QVERIFY2(both >= 2 * least && both <= 2 * most, qPrintable(QStringLiteral("%1: %2").arg(y).arg(both)));
        }

        QWidget page;
        page.resize(side, side);
        page.setPalette(QPalette(QColor::fromRgba(ground)));
        Line separator(&page);
        separator.setGeometry(0, y, side, 1);
        image = paper(ratio);
        page.render(&image, {}, {}, QWidget::DrawChildren);
        const int separated = pixelsOf(image, line, Qt::Vertical);
        QVERIFY2(separated >= least && separated <= most, qPrintable(QStringLiteral("y %1: %2").arg(y).arg(separated)));
    }
}

QTEST_MAIN(TestPainting)
#include "tst_painting.moc"
