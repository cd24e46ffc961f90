#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestCertificate.h"
#include "ui/parts/NameList.h"
#include "ui/sheets/CertificateDialog.h"
#include "ui/sheets/QuitDialog.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;
using Choice = QuitDialog::Choice;

/// The two dialogs that ask before something is lost or trusted.
class TestQuitDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void decides_data();
    void decides();
    void namesAtMostFive();
    void offersNoSavingOfNothing();
    void enterSavesAndEscapeStays();
    void certificateIsShown();
    void theSafeAnswerIsTheDefault();
    void trustNamesHostPortAndCertificate();
    void nothingToTrustWithoutCertificate();
    void looksRight_data();
    void looksRight();

private:
    static QList<TransferSnapshot> ready(int count);
    static QList<TransferSnapshot> running();
    static TransferSnapshot untrusted(const TestCertificate &certificate);
};

QList<TransferSnapshot> TestQuitDialog::ready(int count)
{
    QList<TransferSnapshot> items;
    for (int i = 0; i < count; ++i)
        items << sample::download(TransferId(100 + i), TransferState::Ready,
                                  i == 0 ? QStringLiteral("quarterly-report-final.pdf") : QStringLiteral("file-%1.bin").arg(i), 61800000,
                                  61800000, QStringLiteral("docs.example.com"));
    return items;
}

QList<TransferSnapshot> TestQuitDialog::running()
{
    const QString host = QStringLiteral("img.example.net");
    return {sample::upload(1, TransferState::Sending, QStringLiteral("DSC_2041 harbour at dawn, edited version.tif"), 412000000,
                           1200000000, QStringLiteral("Image host"), host),
            sample::download(2, TransferState::Receiving, QStringLiteral("debian-12.8.0-amd64-netinst.iso"), 385000000, 631000000, host),
            sample::upload(3, TransferState::Awaiting, QStringLiteral("build-2026-11-22-arm64-release.zip"), 84000000, 84000000, {},
                           host)};
}

TransferSnapshot TestQuitDialog::untrusted(const TestCertificate &certificate)
{
    TransferSnapshot s = sample::upload(7, TransferState::Failed, QStringLiteral("sensor-firmware-3.2.1.bin"), 0, 2100000, {},
                                        QStringLiteral("files.lab.example:8443"));
    TransferError error;
    error.kind = ErrorKind::Tls;
    error.subject = QStringLiteral("files.lab.example");
    error.tls.fault = TlsFault::SelfSigned;
    error.tls.sha256Fingerprint = certificate.sha256();
    error.tls.chain = {QSslCertificate(certificate.pem(), QSsl::Pem)};
    s.error = error;
    return s;
}

void TestQuitDialog::decides_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<int>("choice");
    QTest::newRow("quit") << QByteArray("quit") << int(Choice::QuitAndDelete);
    QTest::newRow("stay") << QByteArray("stay") << int(Choice::Stay);
    QTest::newRow("save") << QByteArray("save") << int(Choice::SaveAllAndQuit);
}

void TestQuitDialog::decides()
{
    QFETCH(QByteArray, button);
    QuitDialog dialog(ready(1), running());
    QSignalSpy decided(&dialog, &QuitDialog::decided);
    dialog.open();
    QTest::mouseClick(button == "quit" ? dialog.quitButton() : button == "stay" ? dialog.stayButton() : dialog.saveButton(),
                      Qt::LeftButton);
    QCOMPARE(decided.size(), 1);
    QTEST(int(dialog.choice()), "choice");
    QVERIFY(!dialog.isVisible());
}

void TestQuitDialog::namesAtMostFive()
{
    QuitDialog dialog(ready(17), running());
    const QList<NameList *> lists = dialog.findChildren<NameList *>();
    QCOMPARE(lists.size(), 2);
    QCOMPARE(lists.first()->items().size(), QuitDialog::mostNamed + 1);
    QCOMPARE(lists.first()->items().last().name, QStringLiteral("and 12 more"));
    QCOMPARE(lists.last()->items().size(), 3);
    QCOMPARE(lists.last()->items().last().detail, QStringLiteral("Waiting for the answer"));
    QVERIFY(dialog.accessibleDescription().startsWith(QStringLiteral("Quit with 17 unsaved files and 3 running transfers?")));
}

void TestQuitDialog::offersNoSavingOfNothing()
{
    QuitDialog dialog({}, running());
    QVERIFY(!dialog.saveButton());
    QVERIFY(dialog.stayButton()->isDefault());
    QCOMPARE(dialog.findChildren<NameList *>().size(), 1);
}

void TestQuitDialog::enterSavesAndEscapeStays()
{
    QuitDialog save(ready(1), running());
    save.open();
    QVERIFY(QTest::qWaitForWindowExposed(&save));
    QTest::keyClick(&save, Qt::Key_Return);
    QCOMPARE(save.choice(), Choice::SaveAllAndQuit);

    QuitDialog stay(ready(1), running());
    QSignalSpy decided(&stay, &QuitDialog::decided);
    stay.open();
    QVERIFY(QTest::qWaitForWindowExposed(&stay));
    QTest::keyClick(&stay, Qt::Key_Escape);
    QCOMPARE(decided.size(), 1);
    QCOMPARE(stay.choice(), Choice::Stay);
}

void TestQuitDialog::certificateIsShown()
{
    const TestCertificate certificate = TestCertificate::selfSigned({QStringLiteral("files.lab.example")});
    CertificateDialog dialog(untrusted(certificate));
    QString all;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        all += label->text() + u'\n';
    QVERIFY(all.contains(QStringLiteral("The certificate of files.lab.example is not trusted")));
    QVERIFY(all.contains(QStringLiteral("files.lab.example:8443")));
    QVERIFY(all.contains(QStringLiteral("files.lab.example (itself)")));
    QVERIFY(all.contains(QString::fromLatin1(certificate.sha256().left(8).toHex(':').toUpper())));
}

void TestQuitDialog::theSafeAnswerIsTheDefault()
{
    CertificateDialog dialog(untrusted(TestCertificate::selfSigned()));
    QSignalSpy trusted(&dialog, &CertificateDialog::trust);
    QSignalSpy finished(&dialog, &QDialog::finished);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QVERIFY(dialog.refuseButton()->isDefault());
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(trusted.size(), 0);
}

void TestQuitDialog::trustNamesHostPortAndCertificate()
{
    const TestCertificate certificate = TestCertificate::selfSigned();
    CertificateDialog dialog(untrusted(certificate));
    QSignalSpy trusted(&dialog, &CertificateDialog::trust);
    dialog.open();
    QTest::mouseClick(dialog.trustButton(), Qt::LeftButton);
    QCOMPARE(trusted.size(), 1);
    QCOMPARE(trusted.first().at(0).toString(), QStringLiteral("files.lab.example"));
    QCOMPARE(trusted.first().at(1).toInt(), 8443);
    QCOMPARE(trusted.first().at(2).toByteArray(), certificate.sha256());
    QCOMPARE(trusted.first().at(3).toULongLong(), TransferId(7));
}

void TestQuitDialog::nothingToTrustWithoutCertificate()
{
    TransferSnapshot s = untrusted(TestCertificate::selfSigned());
    s.error->tls = {TlsFault::OldProtocol, {}, {}};
    CertificateDialog dialog(s);
    QVERIFY(!dialog.trustButton());
}

void TestQuitDialog::looksRight_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << int(ColourScheme::Light);
    QTest::newRow("dark") << int(ColourScheme::Dark);
}

void TestQuitDialog::looksRight()
{
    QFETCH(int, scheme);
    useLook(ColourScheme(scheme));
    const QLatin1String tag(QTest::currentDataTag());
    QuitDialog quit(ready(1), running());
    quit.open();
    QVERIFY(QTest::qWaitForWindowExposed(&quit));
    QVERIFY(!takeShot(quit, QStringLiteral("quit-%1").arg(tag)).isNull());
    quit.reject();
    CertificateDialog certificate(untrusted(TestCertificate::selfSigned({QStringLiteral("files.lab.example")})));
    certificate.open();
    QVERIFY(QTest::qWaitForWindowExposed(&certificate));
    QVERIFY(!takeShot(certificate, QStringLiteral("certificate-%1").arg(tag)).isNull());
    useLook(ColourScheme::Light);
}

QTEST_MAIN(TestQuitDialog)
#include "tst_quitdialog.moc"
