#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestCertificate.h"
#include "ui/sheets/CertificateDialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QTest>
#include <QToolButton>

using namespace ferry;
using namespace ferry::ui;

/// What is shown of a refused certificate, and what trusting it means.
class TestCertificateDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void showsHostNamesDatesAndFingerprint();
    void showsEveryCertificateOfTheChain();
    void namesOfAnotherHostAreShown();
    void nothingThatIsWrongIsLeftOut();
    void fingerprintCanBeCopied();
    void theSafeAnswerIsTheDefault();
    void escapeTrustsNothing();
    void trustsHostPortAndCertificate_data();
    void trustsHostPortAndCertificate();
    void namesTheHostAfterRedirects();
    void showsTheHostAsItIsSent();
    void countsTheItems();
    void nothingToTrustWithoutCertificate_data();
    void nothingToTrustWithoutCertificate();
    void looksRight_data();
    void looksRight();

private:
    static TransferSnapshot untrusted(const TestCertificate &certificate, TlsFault fault = TlsFault::SelfSigned);
    static QString textOf(const QWidget &dialog);
};

TransferSnapshot TestCertificateDialog::untrusted(const TestCertificate &certificate, TlsFault fault)
{
    TransferSnapshot s = sample::upload(7, TransferState::Failed, QStringLiteral("sensor-firmware-3.2.1.bin"), 0,
                                        2100000, {}, QStringLiteral("files.lab.example:8443"));
    TransferError error;
    error.kind = ErrorKind::Tls;
    error.subject = QStringLiteral("files.lab.example");
    error.tls.fault = fault;
    error.tls.sha256Fingerprint = certificate.sha256();
    error.tls.chain = {QSslCertificate(certificate.pem(), QSsl::Pem)};
    s.error = error;
    return s;
}

QString TestCertificateDialog::textOf(const QWidget &dialog)
{
    QString all;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        all += label->text() + u'\n';
    return all;
}

void TestCertificateDialog::showsHostNamesDatesAndFingerprint()
{
    const TestCertificate certificate = TestCertificate::selfSigned({QStringLiteral("files.lab.example")});
    const CertificateDialog dialog(untrusted(certificate));
    const QString all = textOf(dialog);
    const QSslCertificate shown(certificate.pem(), QSsl::Pem);
    const auto day = [](const QDateTime &when) {
        return QLocale().toString(when.toLocalTime().date(), QStringLiteral("d MMM yyyy"));
    };
    const QStringList expected = {QStringLiteral("The certificate of files.lab.example is not trusted"),
                                  QStringLiteral("Nothing was sent."),
                                  QStringLiteral("files.lab.example:8443"),
                                  QStringLiteral("files.lab.example (itself)"),
                                  day(shown.effectiveDate()),
                                  day(shown.expiryDate()),
                                  QString::fromLatin1(certificate.sha256().left(8).toHex(':').toUpper()),
                                  QString::fromLatin1(certificate.sha256().right(8).toHex(':').toUpper())};
    for (const QString &words : expected)
        QVERIFY2(all.contains(words), qPrintable(words));
}

void TestCertificateDialog::showsEveryCertificateOfTheChain()
{
    const TestCertificate root = TestCertificate::authority();
    const TestCertificate leaf = TestCertificate::signedBy(root, {QStringLiteral("files.lab.example")});
    TransferSnapshot s = untrusted(leaf, TlsFault::UnknownRoot);
    const QSslCertificate issuer(root.pem(), QSsl::Pem);
    s.error->tls.chain.append(issuer);
    const CertificateDialog dialog(s);
    const QString all = textOf(dialog);
    const QString name = issuer.subjectInfo(QSslCertificate::CommonName).value(0);
    QVERIFY(!name.isEmpty());
    QVERIFY2(all.contains(QStringLiteral("Issued by %1").arg(name)), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("Issued by itself")), qPrintable(all));
    QCOMPARE(all.count(QStringLiteral("Valid ")), 2);
}

void TestCertificateDialog::namesOfAnotherHostAreShown()
{
    TestCertificate::Options options;
    options.names = {"DNS:other.example", "DNS:*.other.example"};
    const CertificateDialog dialog(untrusted(TestCertificate::selfSigned(options), TlsFault::WrongHost));
    QVERIFY(textOf(dialog).contains(QStringLiteral("*.other.example, other.example")));
}

void TestCertificateDialog::nothingThatIsWrongIsLeftOut()
{
    TestCertificate::Options options;
    options.names = {"DNS:other.example"};
    TransferSnapshot s = untrusted(TestCertificate::selfSigned(options));
    QVERIFY(!textOf(CertificateDialog(s)).contains(QStringLiteral("other.example")));
    s.error->tls.alsoWrongHost = true;
    const CertificateDialog named(s);
    QVERIFY(textOf(named).contains(QStringLiteral("self-signed")));
    QVERIFY(textOf(named).contains(QStringLiteral("Nor was it made for this host. Nothing was sent.\n")));
    QVERIFY(textOf(named).contains(QStringLiteral("\nother.example\n")));
    options.names = {};
    const CertificateDialog nameless(untrusted(TestCertificate::selfSigned(options), TlsFault::WrongHost));
    QVERIFY(textOf(nameless).contains(QStringLiteral("\nno host\n")));
    s.error->tls.alsoOutOfTime = true;
    QVERIFY(textOf(CertificateDialog(s)).contains(QStringLiteral("It is also out of date")));
}

void TestCertificateDialog::fingerprintCanBeCopied()
{
    const TestCertificate certificate = TestCertificate::selfSigned();
    CertificateDialog dialog(untrusted(certificate));
    dialog.open();
    const auto buttons = dialog.findChildren<QToolButton *>();
    QCOMPARE(buttons.size(), 1);
    buttons.first()->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(certificate.sha256().toHex(':').toUpper()));
}

void TestCertificateDialog::theSafeAnswerIsTheDefault()
{
    CertificateDialog dialog(untrusted(TestCertificate::selfSigned()));
    QSignalSpy trusted(&dialog, &CertificateDialog::trust);
    QSignalSpy finished(&dialog, &QDialog::finished);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QVERIFY(dialog.refuseButton()->isDefault());
    QCOMPARE(dialog.focusWidget(), dialog.refuseButton());
    QVERIFY(!dialog.keepChoice()->isChecked());
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(trusted.size(), 0);
}

void TestCertificateDialog::escapeTrustsNothing()
{
    CertificateDialog dialog(untrusted(TestCertificate::selfSigned()));
    QSignalSpy trusted(&dialog, &CertificateDialog::trust);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    dialog.keepChoice()->setFocus();
    QTest::keyClick(dialog.keepChoice(), Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(trusted.size(), 0);
}

void TestCertificateDialog::trustsHostPortAndCertificate_data()
{
    QTest::addColumn<bool>("keep");
    QTest::newRow("until Ferry quits") << false;
    QTest::newRow("until it is removed") << true;
}

void TestCertificateDialog::trustsHostPortAndCertificate()
{
    QFETCH(bool, keep);
    const TestCertificate certificate = TestCertificate::selfSigned();
    CertificateDialog dialog(untrusted(certificate));
    QSignalSpy trusted(&dialog, &CertificateDialog::trust);
    dialog.open();
    if (keep)
        QTest::keyClick(dialog.keepChoice(), Qt::Key_Space);
    QTest::mouseClick(dialog.trustButton(), Qt::LeftButton);
    QCOMPARE(trusted.size(), 1);
    const auto exception = trusted.first().at(0).value<CertificateException>();
    QCOMPARE(exception.host, QStringLiteral("files.lab.example"));
    QCOMPARE(exception.port, 8443);
    QCOMPARE(exception.sha256Fingerprint, certificate.sha256());
    QVERIFY(exception.added.isValid());
    QCOMPARE(trusted.first().at(1).toBool(), keep);
}

void TestCertificateDialog::namesTheHostAfterRedirects()
{
    TransferSnapshot s = untrusted(TestCertificate::selfSigned());
    Exchange exchange;
    exchange.url = QUrl(QStringLiteral("https://Moved.example/x"));
    s.exchange = std::make_shared<const Exchange>(exchange);
    const CertificateException exception = CertificateDialog::exceptionFor(s);
    QCOMPARE(exception.host, QStringLiteral("moved.example"));
    QCOMPARE(exception.port, 443);
}

void TestCertificateDialog::showsTheHostAsItIsSent()
{
    TransferSnapshot s = untrusted(TestCertificate::selfSigned());
    Exchange exchange;
    exchange.url = QUrl(QStringLiteral("https://xn--80ak6aa92e.com:8443/x"));
    s.exchange = std::make_shared<const Exchange>(exchange);
    const QString all = textOf(CertificateDialog(s));
    const QString read = QString::fromUtf8("(аррӏе.com)"); // Cyrillic
    QVERIFY2(all.contains(QStringLiteral("The certificate of xn--80ak6aa92e.com %1 is not").arg(read)), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("xn--80ak6aa92e.com:8443 ") + read), qPrintable(all));
}

void TestCertificateDialog::countsTheItems()
{
    const TransferSnapshot s = untrusted(TestCertificate::selfSigned());
    QCOMPARE(CertificateDialog(s).trustButton()->text(), QStringLiteral("Trust and retry"));
    QCOMPARE(CertificateDialog(s, 10).trustButton()->text(), QStringLiteral("Trust and retry 10 items"));
}

void TestCertificateDialog::nothingToTrustWithoutCertificate_data()
{
    QTest::addColumn<TlsFacts>("facts");
    QTest::newRow("old protocol") << TlsFacts{TlsFault::OldProtocol, false, false, QByteArray(32, 'x'), {}};
    QTest::newRow("handshake") << TlsFacts{TlsFault::Handshake, false, false, QByteArray(32, 'x'), {}};
    QTest::newRow("client certificate") << TlsFacts{TlsFault::ClientCertificate, false, false, QByteArray(32, 'x'), {}};
    QTest::newRow("no certificate") << TlsFacts{TlsFault::SelfSigned, false, false, {}, {}};
}

void TestCertificateDialog::nothingToTrustWithoutCertificate()
{
    QFETCH(TlsFacts, facts);
    TransferSnapshot s = untrusted(TestCertificate::selfSigned());
    s.error->tls = facts;
    const CertificateDialog dialog(s);
    QVERIFY(!dialog.trustButton());
    QVERIFY(!dialog.keepChoice());
}

void TestCertificateDialog::looksRight_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << int(ColourScheme::Light);
    QTest::newRow("dark") << int(ColourScheme::Dark);
}

void TestCertificateDialog::looksRight()
{
    QFETCH(int, scheme);
    useLook(ColourScheme(scheme));
    const QLatin1String tag(QTest::currentDataTag());
    const TestCertificate root = TestCertificate::authority();
    const TestCertificate leaf = TestCertificate::signedBy(root, {QStringLiteral("files.lab.example")});
    TransferSnapshot chain = untrusted(leaf, TlsFault::UnknownRoot);
    chain.error->tls.chain.append(QSslCertificate(root.pem(), QSsl::Pem));
    const std::pair<QString, TransferSnapshot> pictures[] = {
        {QStringLiteral("certificate-"), untrusted(TestCertificate::selfSigned({QStringLiteral("files.lab.example")}))},
        {QStringLiteral("certificate-chain-"), chain}};
    for (const auto &[name, snapshot] : pictures) {
        CertificateDialog dialog(snapshot);
        dialog.open();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QVERIFY(!takeShot(dialog, name + tag).isNull());
    }
    useLook(ColourScheme::Light);
}

QTEST_MAIN(TestCertificateDialog)
#include "tst_certificatedialog.moc"
