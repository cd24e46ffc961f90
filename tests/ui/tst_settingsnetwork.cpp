#include "core/store/Settings.h"
#include "Shot.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/Tone.h"
#include "ui/settings/NetworkPage.h"
#include "ui/settings/ProxyAddress.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/TrustPage.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace ferry;
using namespace ferry::ui;

/// The pages Network and Trust of the settings.
class TestSettingsNetwork : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init();
    void proxyAddresses_data();
    void proxyAddresses();
    void choosesAProxyByKeyboard();
    void aWrongAddressChangesNothing();
    void showsWhatIsKept();
    void hostsWithoutProxy_data();
    void hostsWithoutProxy();
    void hostsWithoutProxyOutliveAnotherChoice();
    void requestsTakeTheProxy();
    void offersHttp2OnDemand();
    void nothingTrustedSaysSo();
    void listsAndRemovesByKey();
    void removalCanBeUndone_data();
    void removalCanBeUndone();
    void followsTheSettings();
    void fingerprintCanBeCopied();
    void looksRight_data();
    void looksRight();

private:
    NetworkPage *network() const { return m_dialog->network(); }
    TrustPage *trust() const { return m_dialog->trust(); }
    static CertificateException exception(const QString &host, int port, char byte);
    void makeDialog();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<SettingsDialog> m_dialog;
};

void TestSettingsNetwork::init()
{
    m_dialog.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_dir->filePath(QStringLiteral("profile")));
    makeDialog();
}

void TestSettingsNetwork::makeDialog()
{
    m_dialog = std::make_unique<SettingsDialog>(*m_settings);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

CertificateException TestSettingsNetwork::exception(const QString &host, int port, char byte)
{
    return {host, port, QByteArray(32, byte), QDateTime(QDate(2026, 11, 22), QTime(10, 42, int(byte)), Qt::UTC)};
}

void TestSettingsNetwork::proxyAddresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("problem"); // a part of it; empty: none
    QTest::addColumn<QString>("kept");
    const auto row = [](const char *typed, const char *problem, const char *kept) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(problem) << QString::fromUtf8(kept);
    };
    row("http://proxy.example:8080", "", "http://proxy.example:8080");
    row("https://proxy.example", "", "https://proxy.example");
    row("socks5://10.0.0.1:1080", "", "socks5://10.0.0.1:1080");
    row("socks5h://me@[::1]:1080", "", "socks5h://me@[::1]:1080");
    row("  proxy.example:3128 ", "", "http://proxy.example:3128");
    row("ftp://proxy.example", "must begin with http", "");
    row("http://", "no host", "");
    row("http://me:geheim@proxy.example:8080", "password is not kept", "");
    row("", "There is no address", "");
    row("http://pro xy.example", "no host", "");
}

void TestSettingsNetwork::proxyAddresses()
{
    QFETCH(QString, typed);
    QFETCH(QString, problem);
    QFETCH(QString, kept);
    m_settings->setProxy({ProxyChoice::None, {}});
    m_dialog->showPage(SettingsDialog::Page::Network);
    network()->proxy()->button(ProxyChoice::Explicit)->click();
    network()->address()->setFocus();
    QTest::keyClicks(network()->address(), typed);
    QTest::keyClick(network()->address(), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(network()->problem()->isSet(), !problem.isEmpty());
    QVERIFY2(network()->problem()->sentence().contains(problem), qPrintable(network()->problem()->sentence()));
    QCOMPARE(network()->address()->accessibleDescription(), network()->problem()->sentence());
    if (problem.isEmpty())
        QCOMPARE(m_settings->proxy(), (ProxyChoice{ProxyChoice::Explicit, QUrl(kept)}));
    else
        QCOMPARE(m_settings->proxy().kind, ProxyChoice::None);
}

void TestSettingsNetwork::choosesAProxyByKeyboard()
{
    m_dialog->showPage(SettingsDialog::Page::Network);
    QCOMPARE(network()->proxy()->checkedId(), int(ProxyChoice::System));
    QVERIFY(!network()->address()->isEnabled());
    QAbstractButton *system = network()->proxy()->button(ProxyChoice::System);
    system->setFocus();
    QTest::keyClick(system, Qt::Key_Down);
    QCOMPARE(m_settings->proxy().kind, ProxyChoice::None);
    QTest::keyClick(network()->proxy()->button(ProxyChoice::None), Qt::Key_Down);
    QVERIFY(network()->proxy()->button(ProxyChoice::Explicit)->isChecked());
    QVERIFY(network()->address()->isEnabled());
    QCOMPARE(m_settings->proxy().kind, ProxyChoice::None); // nothing is written yet
}

void TestSettingsNetwork::aWrongAddressChangesNothing()
{
    m_settings->setProxy({ProxyChoice::Explicit, QUrl(QStringLiteral("http://a.example:1"))});
    makeDialog();
    m_dialog->showPage(SettingsDialog::Page::Network);
    network()->address()->setText(QStringLiteral("nonsense://x"));
    network()->address()->setFocus();
    QTest::keyClick(network()->address(), Qt::Key_Return);
    QVERIFY(network()->problem()->sentence().contains(QStringLiteral("the earlier choice stays in use")));
    QCOMPARE(m_settings->proxy().url, QUrl(QStringLiteral("http://a.example:1")));
    QTest::keyClicks(network()->address(), QStringLiteral("y"));
    QVERIFY(!network()->problem()->isSet());
    network()->proxy()->button(ProxyChoice::System)->click();
    QCOMPARE(m_settings->proxy().kind, ProxyChoice::System);
    QVERIFY(!network()->address()->isEnabled());
}

void TestSettingsNetwork::showsWhatIsKept()
{
    m_settings->setProxy({ProxyChoice::Explicit, QUrl(QStringLiteral("socks5h://me@proxy.example:1080"))});
    makeDialog();
    QCOMPARE(network()->proxy()->checkedId(), int(ProxyChoice::Explicit));
    QCOMPARE(network()->address()->text(), QStringLiteral("socks5h://me@proxy.example:1080"));
    QVERIFY(network()->address()->isEnabled());
}

void TestSettingsNetwork::hostsWithoutProxy_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("kept"); // "!": it is refused
    const auto row = [](const char *typed, const char *kept) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(kept);
    };
    row("lab.example", "lab.example");
    row(" lab.example ;10.0.0.0/8,,[::1]  localhost ", "lab.example, 10.0.0.0/8, [::1], localhost");
    row("*.lab.example", ".lab.example");
    row("*", "*");
    row("my_nas, 2001:db8::/32, ::1, 192.168.1.7", "my_nas, 2001:db8::/32, ::1, 192.168.1.7");
    row("h\xc3\xa4user.example", "h\xc3\xa4user.example");
    row("", "");
    row("http://lab.example", "!");
    row("lab.example:8080", "!");
    row("lab.example, *", "!"); // alone it means all
    row("192.168.0.0/64", "!");
    row("a..b", "!");
}

void TestSettingsNetwork::hostsWithoutProxy()
{
    QFETCH(QString, typed);
    QFETCH(QString, kept);
    const QUrl address(QStringLiteral("http://proxy.example:8080"));
    m_settings->setProxy({ProxyChoice::Explicit, address, QStringLiteral("before.example")});
    makeDialog();
    m_dialog->showPage(SettingsDialog::Page::Network);
    QLineEdit *field = network()->noProxyFor();
    QCOMPARE(field->text(), QStringLiteral("before.example"));
    field->setFocus();
    field->selectAll();
    field->insert(typed); // not by keys: there are none for some
    QTest::keyClick(field, Qt::Key_Return);
    const bool refused = kept == QLatin1String("!");
    QCOMPARE(network()->noProxyForProblem()->isSet(), refused);
    QCOMPARE(field->accessibleDescription().contains(QStringLiteral("earlier list stays in use")), refused);
    QCOMPARE(m_settings->proxy(),
             (ProxyChoice{ProxyChoice::Explicit, address, refused ? QStringLiteral("before.example") : kept}));
}

void TestSettingsNetwork::hostsWithoutProxyOutliveAnotherChoice()
{
    const ProxyChoice chosen{ProxyChoice::Explicit, QUrl(QStringLiteral("http://a.example:1")),
                             QStringLiteral("b.example")};
    m_settings->setProxy(chosen);
    makeDialog();
    m_dialog->showPage(SettingsDialog::Page::Network);
    network()->proxy()->button(ProxyChoice::None)->click();
    QVERIFY(!network()->noProxyFor()->isEnabled());
    QCOMPARE(m_settings->proxy(), (ProxyChoice{ProxyChoice::None, {}}));
    network()->proxy()->button(ProxyChoice::Explicit)->click();
    QVERIFY(network()->noProxyFor()->isEnabled());
    QCOMPARE(m_settings->proxy(), chosen);
}

void TestSettingsNetwork::requestsTakeTheProxy()
{
    const ProxyChoice choice{ProxyChoice::Explicit, QUrl(QStringLiteral("http://proxy.example:8080"))};
    UploadRequest upload;
    upload.url = QUrl(QStringLiteral("https://a.example/up"));
    DownloadRequest download;
    QCOMPARE(optionsOf(throughProxy(upload, choice)).proxy, choice);
    QCOMPARE(optionsOf(throughProxy(download, choice)).proxy, choice);
    QCOMPARE(urlOf(throughProxy(upload, choice)), upload.url);
}

void TestSettingsNetwork::offersHttp2OnDemand()
{
    QCheckBox *box = network()->http2();
    QVERIFY(!box->isChecked());
    m_dialog->showPage(SettingsDialog::Page::Network);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(m_settings->http2());
    makeDialog();
    QVERIFY(network()->http2()->isChecked());
    network()->http2()->click();
    QVERIFY(!m_settings->http2());
}

void TestSettingsNetwork::nothingTrustedSaysSo()
{
    m_dialog->showPage(SettingsDialog::Page::Trust);
    QVERIFY(trust()->emptyText()->isVisible());
    QVERIFY(!trust()->list()->isVisible());
    QVERIFY(!trust()->removeButton()->isVisible());
    m_settings->addCertificateException(exception(QStringLiteral("a.example"), 443, 1), true);
    QVERIFY(!trust()->emptyText()->isVisible());
    QVERIFY(trust()->list()->isVisible());
}

void TestSettingsNetwork::listsAndRemovesByKey()
{
    m_settings->addCertificateException(exception(QStringLiteral("files.lab.example"), 8443, 0x4f), true);
    m_settings->addCertificateException(exception(QStringLiteral("::1"), 443, 0x50), false);
    m_dialog->showPage(SettingsDialog::Page::Trust);
    QListWidget *list = trust()->list();
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(0)->text(), QStringLiteral("files.lab.example:8443"));
    QCOMPARE(list->item(1)->text(), QStringLiteral("[::1]:443"));
    const QString first = list->item(0)->data(Qt::AccessibleTextRole).toString();
    QVERIFY2(first.contains(QStringLiteral("4F:4F:4F")), qPrintable(first));
    QVERIFY2(first.contains(QStringLiteral("since 22 Nov 2026")), qPrintable(first));
    QVERIFY(list->item(1)->data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("until Ferry quits")));
    QSignalSpy distrusted(m_settings.get(), &Settings::certificateDistrusted);
    list->setFocus();
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(distrusted.size(), 1);
    QCOMPARE(distrusted.first().at(0).toString(), QStringLiteral("files.lab.example"));
    QCOMPARE(distrusted.first().at(1).toInt(), 8443);
    QCOMPARE(list->count(), 1);
    QVERIFY(list->hasFocus());
    QTest::mouseClick(trust()->removeButton(), Qt::LeftButton);
    QVERIFY(m_settings->certificateExceptions().isEmpty());
    QVERIFY(trust()->emptyText()->isVisible());
    QVERIFY(trust()->undoButton()->hasFocus());
}

void TestSettingsNetwork::removalCanBeUndone_data()
{
    QTest::addColumn<bool>("kept");
    QTest::newRow("kept") << true;
    QTest::newRow("until Ferry quits") << false;
}

void TestSettingsNetwork::removalCanBeUndone()
{
    QFETCH(bool, kept);
    const CertificateException one = exception(QStringLiteral("a.example"), 443, 1);
    m_settings->addCertificateException(one, kept);
    m_dialog->showPage(SettingsDialog::Page::Trust);
    trust()->list()->setFocus();
    QTest::keyClick(trust()->list(), Qt::Key_Delete);
    QVERIFY(m_settings->certificateExceptions().isEmpty());
    QVERIFY(trust()->undoButton()->isVisible());
    QSignalSpy trusted(m_settings.get(), &Settings::certificateTrusted);
    QTest::mouseClick(trust()->undoButton(), Qt::LeftButton);
    QCOMPARE(trusted.size(), 1);
    QCOMPARE(m_settings->certificateExceptions(), QList<CertificateException>{one});
    QCOMPARE(m_settings->isKept(one), kept);
    QVERIFY(!trust()->undoButton()->isVisible());
}

void TestSettingsNetwork::followsTheSettings()
{
    m_dialog->showPage(SettingsDialog::Page::Trust);
    m_settings->addCertificateException(exception(QStringLiteral("a.example"), 443, 1), true);
    m_settings->addCertificateException(exception(QStringLiteral("a.example"), 443, 2), true); // in its place
    QCOMPARE(trust()->list()->count(), 1);
    m_settings->removeCertificateException(QStringLiteral("a.example"), 443);
    QCOMPARE(trust()->list()->count(), 0);
}

void TestSettingsNetwork::fingerprintCanBeCopied()
{
    m_settings->addCertificateException(exception(QStringLiteral("a.example"), 443, 0x4f), true);
    m_dialog->showPage(SettingsDialog::Page::Trust);
    trust()->copyButton()->click();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("4F:").repeated(31) + QStringLiteral("4F"));
}

void TestSettingsNetwork::looksRight_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << int(ColourScheme::Light);
    QTest::newRow("dark") << int(ColourScheme::Dark);
}

void TestSettingsNetwork::looksRight()
{
    QFETCH(int, scheme);
    useLook(ColourScheme(scheme));
    makeDialog();
    const QLatin1String tag(QTest::currentDataTag());
    m_dialog->showPage(SettingsDialog::Page::Trust);
    QVERIFY(!takeShot(*m_dialog, QStringLiteral("settings-trust-empty-") + tag).isNull());
    m_settings->addCertificateException(exception(QStringLiteral("files.lab.example"), 8443, 0x4f), true);
    m_settings->addCertificateException(exception(QStringLiteral("nas.fritz.box"), 443, 0x50), false);
    trust()->list()->setFocus(Qt::TabFocusReason);
    m_settings->addCertificateException(exception(QStringLiteral("old.example"), 443, 0x51), true);
    trust()->list()->setCurrentRow(2);
    trust()->removeCurrent();
    QVERIFY(!takeShot(*m_dialog, QStringLiteral("settings-trust-list-") + tag).isNull());
    m_dialog->showPage(SettingsDialog::Page::Network);
    network()->proxy()->button(ProxyChoice::Explicit)->click();
    QTest::keyClicks(network()->address(), QStringLiteral("ftp://proxy.example"));
    QTest::keyClick(network()->address(), Qt::Key_Return);
    QVERIFY(!takeShot(*m_dialog, QStringLiteral("settings-network-problem-") + tag).isNull());
    useLook(ColourScheme::Light);
}

QTEST_MAIN(TestSettingsNetwork)
#include "tst_settingsnetwork.moc"
