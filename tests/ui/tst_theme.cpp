#include "ui/look/Appearance.h"
#include "ui/look/FerryStyle.h"
#include "ui/look/Icons.h"
#include "ui/look/Theme.h"

#include <cmath>
#include <QComboBox>
#include <QDirIterator>
#include <QFocusFrame>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTest>
#include <QWheelEvent>

using namespace ferry;
using namespace ferry::ui;

namespace {

double linear(int channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * linear(c.red()) + 0.7152 * linear(c.green()) + 0.0722 * linear(c.blue());
}

/// WCAG 2.1 contrast of two opaque colours, 1 to 21.
double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a), y = luminance(b);
    return (qMax(x, y) + 0.05) / (qMin(x, y) + 0.05);
}

struct Grounds
{
    const char *name;
    QList<QColor> colours;
};

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void textStandsOut_data();
    void textStandsOut();
    void framesAndBarsStandOut_data();
    void framesAndBarsStandOut();
    void paletteComesFromTheTheme();
    void schemeIsApplied();
    void highContrastPaletteWins();
    void everyIconDraws();
    void iconTakesTheColour();
    void iconIsSharpAtTwiceTheScale();
    void fileDialogsHaveThem();
    void fileIcons_data();
    void fileIcons();
    void lettersAreNeverUnderEleven();
    void focusLeavesAButtonThatIsDeleted();
    void wheelIsForTheFieldWithTheFocus_data();
    void wheelIsForTheFieldWithTheFocus();
    void selectedCellsAreTheirDelegates();
    void noColourOutsideTheTheme();
    void buttonKinds();
};

void TestTheme::textStandsOut_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QList<QColor>>("grounds");
    for (const Theme *t : {&Theme::light(), &Theme::darkTheme()}) {
        const QByteArray name = t->dark ? "dark " : "light ";
        const QList<QColor> all = {t->window, t->surface, t->hover, t->accentSoft, t->tile, t->raised, t->field};
        const auto row = [&](const char *what, const QColor &text, QList<QColor> grounds) {
            QTest::newRow((name + what).constData()) << text << grounds;
        };
        row("text", t->text, all + QList<QColor>{t->press, t->okSoft, t->warnSoft, t->badSoft});
        row("text2", t->text2, all);
        row("accent", t->accent, all);
        row("ok", t->ok, all + QList<QColor>{t->okSoft});
        row("warn", t->warn, all + QList<QColor>{t->warnSoft});
        row("bad", t->bad, all + QList<QColor>{t->badSoft});
        row("on accent", t->onAccent, {t->accentFill, t->accentFillHover});
    }
}

void TestTheme::textStandsOut()
{
    QFETCH(QColor, text);
    QFETCH(QList<QColor>, grounds);
    for (const QColor &ground : grounds)
        QVERIFY2(
            contrast(text, ground) >= 4.5,
            qPrintable(QStringLiteral("%1 on %2: %3").arg(text.name(), ground.name()).arg(contrast(text, ground))));
}

void TestTheme::framesAndBarsStandOut_data()
{
    textStandsOut_data();
}

void TestTheme::framesAndBarsStandOut()
{
    for (const Theme *t : {&Theme::light(), &Theme::darkTheme()}) {
        for (const QColor &ground : {t->window, t->surface, t->field}) {
            QVERIFY(contrast(t->edge, ground) >= 3);
            QVERIFY(contrast(t->accent, ground) >= 3);
        }
        for (const QColor &bar : {t->accent, t->warn, t->text2})
            QVERIFY(contrast(bar, t->track) >= 3);
        QVERIFY(contrast(t->accent, t->accentSoft) >= 3);
        QVERIFY(contrast(t->text3, t->window) >= 3);
    }
}

void TestTheme::paletteComesFromTheTheme()
{
    for (const Theme *t : {&Theme::light(), &Theme::darkTheme()}) {
        const QPalette p = t->palette();
        QCOMPARE(p.color(QPalette::Active, QPalette::Window), t->window);
        QCOMPARE(p.color(QPalette::Active, QPalette::Highlight), t->accentFill);
        QCOMPARE(p.color(QPalette::Active, QPalette::PlaceholderText), t->text2);
        QCOMPARE(p.color(QPalette::Disabled, QPalette::Text), t->text3);
        QCOMPARE(p.color(QPalette::Disabled, QPalette::ButtonText), t->text3);
    }
}

void TestTheme::schemeIsApplied()
{
    auto &application = *qobject_cast<QApplication *>(QCoreApplication::instance());
    applyTheme(application, ColourScheme::Dark);
    QVERIFY(Theme::current().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::darkTheme().window);
    applyTheme(application, ColourScheme::Light);
    QVERIFY(!Theme::current().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::light().window);
    applyTheme(application, ColourScheme::System);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::current().window);
}

void TestTheme::highContrastPaletteWins()
{
    QVERIFY(!Theme::isHighContrast(Theme::light().palette()));
    QVERIFY(!Theme::isHighContrast(Theme::darkTheme().palette()));
    QPalette system;
    system.setColor(QPalette::Window, Qt::black);
    system.setColor(QPalette::WindowText, Qt::white);
    system.setColor(QPalette::Highlight, Qt::yellow);
    system.setColor(QPalette::HighlightedText, Qt::black);
    QVERIFY(Theme::isHighContrast(system));
    const Theme theme = Theme::fromPalette(system);
    QVERIFY(theme.highContrast && theme.dark);
    for (const QColor &text : {theme.text, theme.text2, theme.accent, theme.ok, theme.warn, theme.bad})
        QVERIFY(contrast(text, theme.accentSoft) >= 7);
    QVERIFY(contrast(theme.onAccent, theme.accentFill) >= 4.5);
}

void TestTheme::everyIconDraws()
{
    QDirIterator files(QStringLiteral(":/icons"), {QStringLiteral("*.svg")});
    int count = 0;
    while (files.hasNext()) {
        files.next();
        ++count;
        const QImage image = iconPixmap(files.fileInfo().baseName(), 20, Qt::black, 1).toImage();
        bool inked = false;
        for (int y = 0; y < image.height() && !inked; ++y)
            for (int x = 0; x < image.width() && !inked; ++x)
                inked = qAlpha(image.pixel(x, y)) > 128;
        QVERIFY2(inked, qPrintable(files.fileName()));
    }
    QVERIFY(count >= 45);
}

void TestTheme::iconTakesTheColour()
{
    const QColor red(200, 10, 10);
    const QImage image =
        iconPixmap(QStringLiteral("cancel"), 20, red, 1).toImage().convertToFormat(QImage::Format_ARGB32);
    int inked = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() < 128)
                continue;
            ++inked;
            QVERIFY(qAbs(pixel.red() - red.red()) <= 4 && qAbs(pixel.green() - red.green()) <= 4);
        }
    }
    QVERIFY(inked > 10);
    const QIcon picture = icon(QStringLiteral("cancel"), red);
    QCOMPARE(picture.name(), QStringLiteral("cancel"));
    QVERIFY(!picture.pixmap(16).isNull());
}

void TestTheme::iconIsSharpAtTwiceTheScale()
{
    const QPixmap pixmap = iconPixmap(QStringLiteral("upload"), 20, Qt::black, 2);
    QCOMPARE(pixmap.size(), QSize(40, 40));
    QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(20, 20));
    QCOMPARE(icon(QStringLiteral("upload")).pixmap(QSize(20, 20), 2.0).size(), QSize(40, 40));
}

void TestTheme::fileDialogsHaveThem()
{
    const FerryStyle style;
    const auto nameOf = [&style](QStyle::StandardPixmap standard) {
        return style.standardIcon(standard, nullptr, nullptr).name();
    };
    QCOMPARE(nameOf(QStyle::SP_DirIcon), QStringLiteral("folder"));
    QCOMPARE(nameOf(QStyle::SP_FileIcon), QStringLiteral("file"));
    QCOMPARE(nameOf(QStyle::SP_FileDialogNewFolder), QStringLiteral("folder-plus"));
    QCOMPARE(nameOf(QStyle::SP_FileDialogListView), QStringLiteral("grid"));
    QVERIFY(!style.standardIcon(QStyle::SP_MessageBoxWarning, nullptr, nullptr).isNull()); // Qt's own
}

void TestTheme::fileIcons_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("icon");
    QTest::newRow("photo") << QStringLiteral("a.JPG") << QStringLiteral("image");
    QTest::newRow("film") << QStringLiteral("a.mov") << QStringLiteral("film");
    QTest::newRow("archive") << QStringLiteral("a.tar") << QStringLiteral("archive");
    QTest::newRow("packed archive") << QStringLiteral("a.tar.gz") << QStringLiteral("archive");
    QTest::newRow("packed log") << QStringLiteral("a.log.gz") << QStringLiteral("text");
    QTest::newRow("packed alone") << QStringLiteral("a.gz") << QStringLiteral("archive");
    QTest::newRow("disc") << QStringLiteral("a.iso") << QStringLiteral("disc");
    QTest::newRow("no suffix") << QStringLiteral("README") << QStringLiteral("file");
    QTest::newRow("unheard of") << QStringLiteral("a.bin") << QStringLiteral("file");
}

void TestTheme::fileIcons()
{
    QFETCH(QString, name);
    QFETCH(QString, icon);
    QCOMPARE(fileIconName(name), icon);
}

void TestTheme::lettersAreNeverUnderEleven()
{
    const QFont before = QApplication::font();
    for (const int system : {7, 13, 26}) {
        QFont font = before;
        font.setPixelSize(system);
        QApplication::setFont(font);
        for (const double size : {11.0, 12.0, 13.0, 18.0})
            QVERIFY(QFontInfo(scaledFont(size)).pixelSize() >= 11);
        QVERIFY(scaled(32) >= 32);
    }
    QCOMPARE(scaled(32), 64);
    QApplication::setFont(before);
}

void TestTheme::noColourOutsideTheTheme()
{
    QDirIterator files(QStringLiteral(FERRY_SOURCE_DIR "/ui"), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
                       QDir::Files, QDirIterator::Subdirectories);
    const QRegularExpression hex(QStringLiteral("(0x|#)[0-9A-Fa-f]{6}\\b"));
    while (files.hasNext()) {
        QFile file(files.next());
        if (files.fileName() == QLatin1String("Theme.cpp"))
            continue;
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!hex.match(QString::fromUtf8(file.readAll())).hasMatch(), qPrintable(file.fileName()));
    }
}

void TestTheme::buttonKinds()
{
    auto &application = *qobject_cast<QApplication *>(QCoreApplication::instance());
    applyTheme(application, ColourScheme::Light);
    QPushButton button(QStringLiteral("Upload"));
    QCOMPARE(buttonKind(&button), ButtonKind::Plain);
    setButtonKind(&button, ButtonKind::Primary);
    QCOMPARE(buttonKind(&button), ButtonKind::Primary);
    button.resize(button.sizeHint());
    const QImage image = button.grab().toImage();
    QCOMPARE(image.pixelColor(4, image.height() / 2), Theme::light().accentFill);
    QVERIFY(button.sizeHint().height() >= metrics::controlHeight);
}

/// A window goes with its focused button: what comes after it in the window is half gone by then.
void TestTheme::focusLeavesAButtonThatIsDeleted()
{
    applyTheme(*qApp, ColourScheme::Light);
    for (const bool ring : {false, true}) {
        auto window = std::make_unique<QWidget>();
        auto *area = new QScrollArea(window.get());
        auto *content = new QWidget;
        new QWidget(content);
        auto *button = new QPushButton(QStringLiteral("Save"), content);
        new QWidget(content);
        area->setWidget(content);
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        button->clearFocus();
        button->setFocus(ring ? Qt::TabFocusReason : Qt::MouseFocusReason);
        QVERIFY(button->hasFocus());
        const auto frames = window->findChildren<QFocusFrame *>();
        QCOMPARE(frames.size(), 1);
        QCOMPARE(frames.first()->widget(), ring ? button : nullptr);
        window.reset();
    }
}

void TestTheme::wheelIsForTheFieldWithTheFocus_data()
{
    QTest::addColumn<bool>("isSpinBox");
    QTest::addColumn<bool>("isEditable");
    QTest::newRow("spin box") << true << true;
    QTest::newRow("combo box") << false << false;
    QTest::newRow("editable combo box") << false << true;
}

void TestTheme::wheelIsForTheFieldWithTheFocus()
{
    QFETCH(bool, isSpinBox);
    QFETCH(bool, isEditable);
    applyTheme(*qApp, ColourScheme::Light);
    QWidget window;
    QSpinBox spin(&window);
    QComboBox combo(&window);
    combo.addItems({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    combo.setEditable(isEditable);
    QPushButton other(&window);
    QWidget *field = isSpinBox ? static_cast<QWidget *>(&spin) : &combo;
    const auto isTurned = [field, isSpinBox] {
        const QPointF at = field->rect().center();
        QWheelEvent event(at, field->mapToGlobal(at), {}, {0, isSpinBox ? 120 : -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(field, &event);
        return event.isAccepted();
    };
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    other.setFocus();
    QVERIFY(!isTurned()); // and whatever it lies on may scroll
    QCOMPARE(spin.value() + combo.currentIndex(), 0);
    QCOMPARE(field->focusPolicy(), Qt::StrongFocus);
    field->setFocus();
    QVERIFY(isTurned());
    QCOMPARE(spin.value() + combo.currentIndex(), 1);
}

/// A table fills what is selected with the solid colour of the style, also where its delegate shows that in its own
/// way, or not at all.
void TestTheme::selectedCellsAreTheirDelegates()
{
    class Delegate : public QStyledItemDelegate
    {
        void paint(QPainter *, const QStyleOptionViewItem &, const QModelIndex &) const override {}
    };
    applyTheme(*qApp, ColourScheme::Light);
    QStandardItemModel model(2, 2);
    Delegate delegate;
    QTableView table;
    table.setModel(&model);
    table.setItemDelegate(&delegate);
    table.setShowGrid(false);
    table.selectRow(0);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    const QModelIndex cell = model.index(0, 0);
    QVERIFY(table.selectionModel()->isSelected(cell));
    const QImage image = table.viewport()->grab().toImage();
    QCOMPARE(image.pixelColor(table.visualRect(cell).center()), Theme::light().field);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
