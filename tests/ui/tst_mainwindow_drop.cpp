#include "ui/drop/DropOffer.h"
#include "ui/drop/DropVeil.h"
#include "ui/undo/NoticeBar.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry::ui;

/// What a drag or the clipboard is taken for, and the bars that come and go with what a person did.
class TestMainWindowDrop : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void files();
    void folders();
    void manyFilesAreNotAllLookedAt();
    void texts_data();
    void texts();
    void addresses_data();
    void addresses();
    void picture();
    void nothing();
    void veilNamesTheDestination();
    void barExpiresOnce();
    void barWaitsUnderTheFocus();
    void barWaitsUnderThePointer();

private:
    QString file(const QString &name, qint64 size);

    QTemporaryDir m_directory;
};

void TestMainWindowDrop::initTestCase()
{
    QVERIFY(m_directory.isValid());
}

QString TestMainWindowDrop::file(const QString &name, qint64 size)
{
    QFile file(m_directory.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || !file.resize(size))
        qFatal("no test file");
    return file.fileName();
}

void TestMainWindowDrop::files()
{
    QMimeData mime;
    QList<QUrl> urls;
    for (int i = 0; i < 5; ++i)
        urls << QUrl::fromLocalFile(file(QStringLiteral("f%1.bin").arg(i), 100 * (i + 1)));
    mime.setUrls(urls);
    const DropOffer offer = offerOf(&mime);
    QCOMPARE(offer.kind, DropOffer::Upload);
    QCOMPARE(offer.count(), 5);
    QCOMPARE(offer.shown.size(), 3);
    QCOMPARE(offer.shown.first().size, qint64(100));
    QCOMPARE(offer.bytes, qint64(1500));
    QCOMPARE(offer.folders, 0);
}

void TestMainWindowDrop::folders()
{
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(m_directory.path()), QUrl::fromLocalFile(file(QStringLiteral("a"), 1))});
    const DropOffer offer = offerOf(&mime);
    QCOMPARE(offer.kind, DropOffer::Upload);
    QCOMPARE(offer.folders, 1);
    QCOMPARE(offer.bytes, qint64(-1));
}

void TestMainWindowDrop::manyFilesAreNotAllLookedAt()
{
    QMimeData mime;
    mime.setUrls(QList<QUrl>(10000, QUrl::fromLocalFile(file(QStringLiteral("a"), 1))));
    const DropOffer offer = offerOf(&mime);
    QCOMPARE(offer.count(), 10000);
    QCOMPARE(offer.bytes, qint64(-1));
    QCOMPARE(offer.shown.size(), 3);
}

void TestMainWindowDrop::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("count");
    const auto row = [](const char *name, const char *text, DropOffer::Kind kind, int count) {
        QTest::newRow(name) << QString::fromUtf8(text) << int(kind) << count;
    };
    row("link", "https://example.com/a.iso", DropOffer::Download, 1);
    row("links", "https://example.com/a\r\n\r\n  http://example.com/b \n", DropOffer::Download, 2);
    row("sentence", "see https://example.com/a", DropOffer::Unusable, 0);
    row("one line is no link", "https://example.com/a\nhello", DropOffer::Unusable, 0);
    row("other scheme", "ftp://example.com/a", DropOffer::Unusable, 0);
    row("script", "javascript:alert(1)", DropOffer::Unusable, 0);
}

void TestMainWindowDrop::texts()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(int, count);
    QMimeData mime;
    mime.setText(text);
    const DropOffer offer = offerOf(&mime);
    QCOMPARE(int(offer.kind), kind);
    QCOMPARE(offer.count(), count);
    QCOMPARE(offer.reason.isEmpty(), kind != DropOffer::Unusable);
}

void TestMainWindowDrop::addresses_data()
{
    QTest::addColumn<QStringList>("urls");
    QTest::addColumn<int>("kind");
    QTest::newRow("link") << QStringList{QStringLiteral("https://example.com/a")} << int(DropOffer::Download);
    QTest::newRow("ftp") << QStringList{QStringLiteral("ftp://example.com/a")} << int(DropOffer::Unusable);
    QTest::newRow("mixed") << QStringList{QStringLiteral("https://example.com/a"), QStringLiteral("file:///tmp/a")}
                           << int(DropOffer::Unusable);
    QTest::newRow("no host") << QStringList{QStringLiteral("https:///a")} << int(DropOffer::Unusable);
}

void TestMainWindowDrop::addresses()
{
    QFETCH(QStringList, urls);
    QFETCH(int, kind);
    QMimeData mime;
    QList<QUrl> list;
    for (const QString &url : urls)
        list << QUrl(url);
    mime.setUrls(list);
    QCOMPARE(int(offerOf(&mime).kind), kind);
}

void TestMainWindowDrop::picture()
{
    QMimeData mime;
    mime.setImageData(QImage(4, 4, QImage::Format_RGB32));
    const DropOffer offer = offerOf(&mime);
    QCOMPARE(offer.kind, DropOffer::Upload);
    QVERIFY(offer.picture);
    QCOMPARE(offer.count(), 1);
}

void TestMainWindowDrop::nothing()
{
    QCOMPARE(offerOf(nullptr).kind, DropOffer::Nothing);
    QMimeData mime;
    mime.setData(QStringLiteral("application/x-unheard-of"), "x");
    QCOMPARE(offerOf(&mime).kind, DropOffer::Unusable);
}

void TestMainWindowDrop::veilNamesTheDestination()
{
    QWidget window;
    window.resize(600, 400);
    DropVeil veil(&window);
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(file(QStringLiteral("a"), 1))});
    veil.present(offerOf(&mime), QStringLiteral("Image host"), QStringLiteral("img.example.net"));
    QVERIFY(veil.title().endsWith(QStringLiteral("to Image host")));
    QCOMPARE(veil.size(), window.size());
    QVERIFY(veil.testAttribute(Qt::WA_TransparentForMouseEvents));
    veil.present(offerOf(&mime), {}, {});
    QVERIFY(!veil.title().contains(QStringLiteral("Image host")));
}

void TestMainWindowDrop::barExpiresOnce()
{
    QWidget window;
    window.resize(600, 400);
    auto *field = new QLineEdit(&window);
    NoticeBar bar(&window);
    bar.setGeometry(0, 360, 600, 40);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    field->setFocus();
    QTest::mouseMove(&window, QPoint(300, 100));
    QSignalSpy expired(&bar, &NoticeBar::expired);
    QSignalSpy first(&bar, &NoticeBar::firstClicked);
    bar.present(QStringLiteral("trash"), QStringLiteral("gone"), QStringLiteral("Undo"), {}, 1);
    QVERIFY(!bar.secondButton()->isVisibleTo(&bar));
    QVERIFY(expired.wait(5000));
    bar.expire();
    QCOMPARE(expired.count(), 1);
    QVERIFY(bar.isHidden());
    bar.present(QStringLiteral("trash"), QStringLiteral("gone"), QStringLiteral("Undo"), {}, 20);
    bar.firstButton()->click();
    bar.expire();
    QCOMPARE(first.count(), 1);
    QCOMPARE(expired.count(), 1);
}

void TestMainWindowDrop::barWaitsUnderTheFocus()
{
    QWidget window;
    window.resize(600, 400);
    auto *field = new QLineEdit(&window);
    NoticeBar bar(&window);
    bar.setGeometry(0, 360, 600, 40);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::mouseMove(&window, QPoint(300, 100));
    QSignalSpy expired(&bar, &NoticeBar::expired);
    bar.present(QStringLiteral("trash"), QStringLiteral("gone"), QStringLiteral("Undo"), {}, 1);
    bar.firstButton()->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(bar.firstButton()->hasFocus());
    QVERIFY(!expired.wait(1600));
    field->setFocus();
    QVERIFY(expired.wait(5000));
}

void TestMainWindowDrop::barWaitsUnderThePointer()
{
    QWidget window;
    window.resize(600, 400);
    NoticeBar bar(&window);
    bar.setGeometry(0, 360, 600, 40);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::mouseMove(&window, QPoint(300, 100));
    QSignalSpy expired(&bar, &NoticeBar::expired);
    bar.present(QStringLiteral("trash"), QStringLiteral("gone"), QStringLiteral("Undo"), {}, 1);
    QTest::mouseMove(&window, QPoint(300, 380));
    QTRY_VERIFY(bar.underMouse());
    QVERIFY(!expired.wait(1600));
    QTest::mouseMove(&window, QPoint(300, 100));
    QVERIFY(expired.wait(5000));
}

QTEST_MAIN(TestMainWindowDrop)
#include "tst_mainwindow_drop.moc"
