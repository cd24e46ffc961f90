#include "ui/sheets/PictureDialog.h"

#include "ui/look/Theme.h"
#include "ui/sheets/ThumbnailLoader.h"

#include <QDir>
#include <QFile>
#include <QFileSystemModel>
#include <QListView>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry::ui;

class TestPictureDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void files_haveTheirPictures();
    void others_haveNone();
    void ofThousands_onlyThoseInSightAreRead();
    void longNames_areToldApart();
    void severalCanBeChosen();
    void noFolder_isThatOfPictures();

private:
    static QListView *listOf(const PictureDialog &dialog);
    static QModelIndex rowOf(const PictureDialog &dialog, const QString &name);
    static QColor colourAt(const QListView &list, QPoint place);
    static QColor shownFor(const PictureDialog &dialog, const QString &name);
    static void paint(const QString &path, const QColor &color);
};

void TestPictureDialog::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // what a dialog remembers is not the person's
}

QListView *TestPictureDialog::listOf(const PictureDialog &dialog)
{
    return dialog.findChild<QListView *>(QStringLiteral("listView"));
}

QModelIndex TestPictureDialog::rowOf(const PictureDialog &dialog, const QString &name)
{
    const QListView *list = listOf(dialog);
    const QModelIndexList found =
        list->model()->match(list->model()->index(0, 0, list->rootIndex()), Qt::DisplayRole, name, 1, Qt::MatchExactly);
    return found.isEmpty() ? QModelIndex() : found.first();
}

QColor TestPictureDialog::colourAt(const QListView &list, QPoint place)
{
    const QImage image = list.viewport()->grab().toImage();
    return image.pixelColor((QPointF(place) * image.devicePixelRatio()).toPoint());
}

/// In the middle of where its picture is.
QColor TestPictureDialog::shownFor(const PictureDialog &dialog, const QString &name)
{
    QListView *list = listOf(dialog);
    const QRect rect = list->visualRect(rowOf(dialog, name));
    const QPoint middle(rect.center().x(), rect.top() + PictureDialog::pictureSize / 2);
    return colourAt(*list, middle);
}

void TestPictureDialog::paint(const QString &path, const QColor &color)
{
    QImage image(300, 200, QImage::Format_RGB32);
    image.fill(color);
    QVERIFY(image.save(path));
}

void TestPictureDialog::files_haveTheirPictures()
{
    const QTemporaryDir folder;
    paint(folder.filePath(QStringLiteral("red.png")), Qt::red);
    paint(folder.filePath(QStringLiteral("blue.bmp")), Qt::blue);
    PictureDialog dialog(QStringLiteral("Add images"), folder.path());
    dialog.show();
    QTRY_VERIFY(rowOf(dialog, QStringLiteral("red.png")).isValid());
    QTRY_COMPARE(shownFor(dialog, QStringLiteral("red.png")), QColor(Qt::red));
    QTRY_COMPARE(shownFor(dialog, QStringLiteral("blue.bmp")), QColor(Qt::blue));
}

void TestPictureDialog::others_haveNone()
{
    const QTemporaryDir folder;
    paint(folder.filePath(QStringLiteral("red.png")), Qt::red);
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("holiday")));
    QFile text(folder.filePath(QStringLiteral("notes.txt")));
    QVERIFY(text.open(QFile::WriteOnly));
    QFile damaged(folder.filePath(QStringLiteral("damaged.png")));
    QVERIFY(damaged.open(QFile::WriteOnly));
    damaged.write("\x89PNG and no more");
    damaged.close();

    PictureDialog dialog(QStringLiteral("Add images"), folder.path());
    QSignalSpy ready(dialog.findChild<ThumbnailLoader *>(), &ThumbnailLoader::ready);
    dialog.show();
    QTRY_COMPARE(ready.size(), 2); // the picture, and what claims to be one
    QTRY_COMPARE(shownFor(dialog, QStringLiteral("red.png")), QColor(Qt::red));
    QVERIFY(rowOf(dialog, QStringLiteral("holiday")).isValid()); // where to go on
    QVERIFY(rowOf(dialog, QStringLiteral("damaged.png")).isValid());
    QVERIFY(!rowOf(dialog, QStringLiteral("notes.txt")).isValid());
    QCOMPARE(ready.size(), 2); // and none is read again
}

void TestPictureDialog::ofThousands_onlyThoseInSightAreRead()
{
    constexpr int many = 400;
    const QTemporaryDir folder;
    const QString first = folder.filePath(QStringLiteral("0.png"));
    paint(first, Qt::red);
    for (int i = 1; i < many; ++i)
        QVERIFY(QFile::link(first, folder.filePath(QStringLiteral("%1.png").arg(i))));
    PictureDialog dialog(QStringLiteral("Add images"), folder.path());
    QSignalSpy ready(dialog.findChild<ThumbnailLoader *>(), &ThumbnailLoader::ready);
    dialog.show();
    QListView *list = listOf(dialog);
    QTRY_COMPARE(list->model()->rowCount(list->rootIndex()), many);
    QTRY_COMPARE(shownFor(dialog, QStringLiteral("0.png")), QColor(Qt::red));
    QVERIFY2(ready.size() < many / 4, qPrintable(QString::number(ready.size())));

    const qsizetype before = ready.size();
    list->scrollToBottom();
    QTRY_VERIFY(ready.size() > before); // those come when one gets there
}

void TestPictureDialog::longNames_areToldApart()
{
    const QTemporaryDir folder;
    const QString name = QStringLiteral("IMG_2026_a very long name of a photo %1.png");
    for (int i = 1; i <= 2; ++i)
        paint(folder.filePath(name.arg(i)), Qt::red);
    PictureDialog dialog(QStringLiteral("Add images"), folder.path());
    dialog.show();
    QTRY_VERIFY(rowOf(dialog, name.arg(2)).isValid());
    QTRY_COMPARE(shownFor(dialog, name.arg(1)), QColor(Qt::red));
    QTRY_COMPARE(shownFor(dialog, name.arg(2)), QColor(Qt::red));
    listOf(dialog)->clearSelection();
    listOf(dialog)->setCurrentIndex({});
    const auto written = [&dialog](const QString &file) {
        const QRect all = listOf(dialog)->visualRect(rowOf(dialog, file));
        return listOf(dialog)->viewport()->grab(all.adjusted(0, PictureDialog::pictureSize + 6, 0, 0)).toImage();
    };
    QVERIFY(written(name.arg(1)) != written(name.arg(2)));
}

void TestPictureDialog::severalCanBeChosen()
{
    const QTemporaryDir folder;
    const QString a = folder.filePath(QStringLiteral("a.png"));
    const QString b = folder.filePath(QStringLiteral("b.png"));
    paint(a, Qt::red);
    paint(b, Qt::blue);
    PictureDialog dialog(QStringLiteral("Add images"), folder.path());
    QSignalSpy chosen(&dialog, &QFileDialog::filesSelected);
    dialog.show();
    QTRY_VERIFY(rowOf(dialog, QStringLiteral("b.png")).isValid());
    QListView *list = listOf(dialog);
    list->setFocus();
    list->setCurrentIndex(rowOf(dialog, QStringLiteral("a.png")));
    QTRY_COMPARE(shownFor(dialog, QStringLiteral("a.png")), QColor(Qt::red));
    QTRY_COMPARE(shownFor(dialog, QStringLiteral("b.png")), QColor(Qt::blue)); // the list has come to rest
    QTest::keyClick(list, Qt::Key_A, Qt::ControlModifier);
    const QRect rect = list->visualRect(rowOf(dialog, QStringLiteral("b.png")));
    const QPoint edge(rect.center().x(), rect.top() + 3); // of its picture, which stands out now
    QTRY_COMPARE(colourAt(*list, edge), Theme::current().accent);
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_COMPARE(chosen.size(), 1);
    QStringList paths = chosen.first().first().toStringList();
    paths.sort();
    QCOMPARE(paths, QStringList({a, b}));
}

void TestPictureDialog::noFolder_isThatOfPictures()
{
    const QTemporaryDir home;
    const QByteArray before = qgetenv("HOME");
    qputenv("HOME", home.path().toUtf8());
    const auto restore = qScopeGuard([&before] { qputenv("HOME", before); });
    const auto begins = [] {
        return PictureDialog(QStringLiteral("Add images"), QString()).directory().absolutePath();
    };
    QCOMPARE(begins(), home.path());
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    QVERIFY(QDir().mkpath(pictures));
    QCOMPARE(begins(), pictures);
}

QTEST_MAIN(TestPictureDialog)
#include "tst_picturedialog.moc"
