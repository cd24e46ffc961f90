#include "SampleItems.h"
#include "Shot.h"
#include "ui/sheets/CompareDialog.h"
#include "ui/sheets/ReplaceAddressDialog.h"

#include "ui/look/Icons.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/Tone.h"

#include <QCryptographicHash>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;
using Result = CompareDialog::Result;

/// Two questions about one download: is it the right file, and where else is it to be had?
class TestCompareDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void asksBeforeItAnswers();
    void comparesWithTheFile_data();
    void comparesWithTheFile();
    void knownSumIsNotComputed();
    void unreadableIsSaid();
    void anotherAddress();
    void addressThatIsNone();
    void bytesAreSpokenOf();
    void looksRight_data();
    void looksRight();

private:
    TransferSnapshot saved(const QByteArray &sha256 = {}) const;

    QTemporaryDir m_directory;
    const QByteArray m_bytes = QByteArray(200000, 'x');
};

void TestCompareDialog::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    useLook(ColourScheme::Light);
    QFile file(m_directory.filePath(QStringLiteral("a.iso")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_bytes) == m_bytes.size());
}

TransferSnapshot TestCompareDialog::saved(const QByteArray &sha256) const
{
    TransferSnapshot s = sample::download(1, TransferState::Done, QStringLiteral("a.iso"), m_bytes.size(),
                                          m_bytes.size(), QStringLiteral("cdimage.example.org"));
    s.savedPath = m_directory.filePath(QStringLiteral("a.iso"));
    s.sha256 = sha256;
    return s;
}

void TestCompareDialog::asksBeforeItAnswers()
{
    const CompareDialog dialog(saved());
    QVERIFY(dialog.accessibleDescription().startsWith(QStringLiteral("Is “a.iso” what it should be?")));
    const QImage tick =
        iconPixmap(QStringLiteral("check"), metrics::iconLarge, toneColour(Tone::Accent), dialog.devicePixelRatioF())
            .toImage();
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        QVERIFY(label->pixmap().toImage() != tick);
}

void TestCompareDialog::comparesWithTheFile_data()
{
    QTest::addColumn<QByteArray>("pasted");
    QTest::addColumn<int>("result");
    const auto hash = [this](QCryptographicHash::Algorithm how) {
        return QCryptographicHash::hash(m_bytes, how).toHex();
    };
    QTest::newRow("sha256") << hash(QCryptographicHash::Sha256) << int(Result::Same);
    QTest::newRow("sha512 in capitals") << hash(QCryptographicHash::Sha512).toUpper() << int(Result::Same);
    QTest::newRow("sha1, named") << "sha1:" + hash(QCryptographicHash::Sha1) << int(Result::Same);
    QTest::newRow("md5 of another file") << QByteArray(32, 'a') << int(Result::Different);
    QTest::newRow("a list, the second line")
        << QByteArray(64, '0') + "  b.iso\n" + hash(QCryptographicHash::Sha256) + "  a.iso\n"
        << int(Result::Same);
    QTest::newRow("no checksum") << QByteArray("abc") << int(Result::NoChecksum);
}

void TestCompareDialog::comparesWithTheFile()
{
    QFETCH(QByteArray, pasted);
    CompareDialog dialog(saved());
    dialog.open();
    QCOMPARE(dialog.result(), Result::Nothing);
    dialog.field()->insertPlainText(QString::fromLatin1(pasted));
    QTRY_VERIFY(dialog.result() != Result::Comparing);
    QTEST(int(dialog.result()), "result");
    if (dialog.result() == Result::Same)
        QVERIFY(dialog.sentence().startsWith(QStringLiteral("It matches")));
    if (dialog.result() == Result::Different)
        QVERIFY(dialog.sentence().startsWith(QStringLiteral("It does not match")));
}

void TestCompareDialog::knownSumIsNotComputed()
{
    // The sum of the item is taken, although the file has another one: it was computed while the bytes came.
    CompareDialog dialog(saved(QByteArray(64, 'e')));
    dialog.field()->insertPlainText(QString::fromLatin1(QByteArray(64, 'e')));
    QCOMPARE(dialog.result(), Result::Same);
}

void TestCompareDialog::unreadableIsSaid()
{
    TransferSnapshot gone = saved();
    gone.savedPath = m_directory.filePath(QStringLiteral("gone"));
    CompareDialog dialog(gone);
    dialog.field()->insertPlainText(QString::fromLatin1(QByteArray(64, 'e')));
    QTRY_COMPARE(dialog.result(), Result::Unreadable);
}

void TestCompareDialog::anotherAddress()
{
    TransferSnapshot s =
        sample::download(7, TransferState::Paused, QStringLiteral("a.iso"), 5, 10, QStringLiteral("h"));
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("https://me:secret@h/a.iso?token=abcdef"));
    s.request = std::make_shared<const TransferRequest>(request);
    ReplaceAddressDialog dialog(s);
    QVERIFY(!dialog.now()->text().contains(QStringLiteral("secret")));
    QVERIFY(!dialog.now()->text().contains(QStringLiteral("abcdef")));
    QSignalSpy given(&dialog, &ReplaceAddressDialog::given);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QTRY_VERIFY(dialog.address()->hasFocus());
    QTest::keyClicks(dialog.address(), QStringLiteral("https://mirror.example.org/a.iso"));
    QTest::keyClick(dialog.address(), Qt::Key_Return);
    QCOMPARE(given.count(), 1);
    QCOMPARE(given.first().at(0).toULongLong(), 7);
    QCOMPARE(given.first().at(1).toUrl(), QUrl(QStringLiteral("https://mirror.example.org/a.iso")));
    QVERIFY(!dialog.isVisible());
}

void TestCompareDialog::addressThatIsNone()
{
    ReplaceAddressDialog dialog(saved());
    QSignalSpy given(&dialog, &ReplaceAddressDialog::given);
    dialog.open();
    dialog.address()->setText(QStringLiteral("ftp://old.example.com/a"));
    QTest::mouseClick(dialog.replaceButton(), Qt::LeftButton);
    QCOMPARE(given.count(), 0);
    QVERIFY(dialog.problem()->isSet());
    QVERIFY(dialog.isVisible());
}

void TestCompareDialog::bytesAreSpokenOf()
{
    TransferSnapshot s =
        sample::download(7, TransferState::Paused, QStringLiteral("a.iso"), 5000000, 9000000, QStringLiteral("h"));
    QVERIFY(ReplaceAddressDialog(s).accessibleDescription().contains(
        QStringLiteral("are kept if the new address has the same file")));
    s.resumable = Resumable::NoValidator;
    QVERIFY(ReplaceAddressDialog(s).accessibleDescription().contains(QStringLiteral("are thrown away")));
    s.bytesDone = 0;
    QVERIFY(ReplaceAddressDialog(s).accessibleDescription().contains(QStringLiteral("Nothing has come yet")));
}

void TestCompareDialog::looksRight_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << int(ColourScheme::Light);
    QTest::newRow("dark") << int(ColourScheme::Dark);
}

void TestCompareDialog::looksRight()
{
    QFETCH(int, scheme);
    useLook(ColourScheme(scheme));
    const QLatin1String tag(QTest::currentDataTag());
    CompareDialog compare(saved(QByteArray(64, 'e')));
    compare.open();
    compare.field()->insertPlainText(QString::fromLatin1(QByteArray(64, 'a')));
    QVERIFY(!takeShot(compare, QStringLiteral("compare-%1").arg(tag)).isNull());
    ReplaceAddressDialog replace(sample::busyDay(m_directory.path()).at(4));
    replace.open();
    QVERIFY(!takeShot(replace, QStringLiteral("replace-%1").arg(tag)).isNull());
    useLook(ColourScheme::Light);
}

QTEST_MAIN(TestCompareDialog)
#include "tst_comparedialog.moc"
