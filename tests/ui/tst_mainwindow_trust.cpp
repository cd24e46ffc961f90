#include "core/devserver/DevServer.h"
#include "core/store/Settings.h"
#include "tests/support/ScriptedServer.h"
#include "ui/look/Appearance.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueModel.h"
#include "ui/queue/QueueView.h"
#include "ui/settings/CertificateTrust.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/TrustPage.h"
#include "ui/sheets/CertificateChain.h"
#include "ui/sheets/CertificateDialog.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/SignInDialog.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// Refused certificates, passwords and proxies, from the window to a real server and back.
class TestMainWindowTrust : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void trustedCertificateIsTakenUntilItIsRemoved();
    void allItemsOfTheServerAreTriedAgain();
    void keptExceptionServesTheNextStart();
    void allThatTheServerShowedIsListed();
    void doNotTrustSendsNothing();
    void newItemsGoThroughTheProxy();
    void theDeveloperServerNeedsNoProxy();
    void signInQueuesTheItemsAgain();

private:
    static ScriptedServer::Script answering();
    void start();
    void stop();
    TransferId download(const QUrl &url);
    TransferId downloadBySheet(const QUrl &url);
    TransferState stateOf(TransferId id) const;
    template <typename Dialog>
    Dialog *open() const
    {
        const auto all = m_window->findChildren<Dialog *>(QString(), Qt::FindDirectChildrenOnly);
        return all.isEmpty() ? nullptr : all.first();
    }
    void pressEnterOn(TransferId id);

    TestCertificate m_certificate;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<TransferEngine> m_engine;
    std::unique_ptr<TransferModel> m_model;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindowTrust::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ColourScheme::Light);
    m_certificate = TestCertificate::selfSigned();
}

void TestMainWindowTrust::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    start();
}

/// As a start of the program does it.
void TestMainWindowTrust::start()
{
    m_settings = std::make_unique<Settings>(m_directory->path());
    m_engine = std::make_unique<TransferEngine>(EngineOptions{m_directory->path(), 10});
    m_model = std::make_unique<TransferModel>();
    connectTrust(*m_settings, *m_engine);
    connect(m_engine.get(), &TransferEngine::changed, m_model.get(), &TransferModel::apply);
    m_window = std::make_unique<MainWindow>(*m_engine, *m_model, *m_settings);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindowTrust::stop()
{
    m_window.reset();
    m_engine.reset();
    m_model.reset();
    m_settings.reset();
}

void TestMainWindowTrust::cleanup()
{
    stop();
}

/// A new connection for each request, so that each certificate is judged.
ScriptedServer::Script TestMainWindowTrust::answering()
{
    return [](ScriptPeer &peer) {
        if (!peer.readRequest().isEmpty())
            peer.reply(200, "words", {"Connection: close", "Content-Type: text/plain"});
        peer.close();
    };
}

TransferId TestMainWindowTrust::download(const QUrl &url)
{
    DownloadRequest request;
    request.url = url;
    request.options.proxy.kind = ProxyChoice::None;
    return m_engine->add(request);
}

TransferId TestMainWindowTrust::downloadBySheet(const QUrl &url)
{
    const int before = m_model->rowCount();
    m_window->openDownloadSheet({url.toString()});
    open<DownloadSheet>()->submit();
    if (!QTest::qWaitFor([&] { return m_model->rowCount() > before; }))
        return 0;
    return m_model->snapshotAt(m_model->rowCount() - 1).id;
}

TransferState TestMainWindowTrust::stateOf(TransferId id) const
{
    const TransferSnapshot *s = m_model->find(id);
    return s ? s->state : TransferState::Queued;
}

void TestMainWindowTrust::pressEnterOn(TransferId id)
{
    m_window->queueView()->setFocus();
    m_window->queueView()->selectItem(id);
    QTest::keyClick(m_window->queueView(), Qt::Key_Return);
}

void TestMainWindowTrust::trustedCertificateIsTakenUntilItIsRemoved()
{
    ScriptedServer server(answering(), m_certificate);
    const TransferId id = download(server.url());
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    pressEnterOn(id);
    auto *dialog = open<CertificateDialog>();
    QVERIFY(dialog);
    QTest::mouseClick(dialog->trustButton(), Qt::LeftButton);
    QTRY_COMPARE(stateOf(id), TransferState::Ready);

    m_window->openSettings();
    auto *settings = open<SettingsDialog>();
    settings->showPage(SettingsDialog::Page::Trust);
    QCOMPARE(settings->trust()->list()->count(), 1);
    QVERIFY(settings->trust()->list()->item(0)->text().endsWith(QStringLiteral(":%1").arg(server.port())));
    QTest::keyClick(settings->trust()->list(), Qt::Key_Delete);
    const TransferId later = download(server.url(QStringLiteral("/later")));
    QTRY_COMPARE(stateOf(later), TransferState::Failed);
    QCOMPARE(m_model->find(later)->error->kind, ErrorKind::Tls);

    settings->trust()->undo();
    const TransferId again = download(server.url(QStringLiteral("/again")));
    QTRY_COMPARE(stateOf(again), TransferState::Ready);
}

void TestMainWindowTrust::allItemsOfTheServerAreTriedAgain()
{
    ScriptedServer server(answering(), m_certificate), other(answering(), m_certificate);
    QList<TransferId> ids;
    for (int i = 0; i < 5; ++i)
        ids << download(server.url(QStringLiteral("/%1").arg(i)));
    const TransferId elsewhere = download(other.url()); // the same certificate, another port
    for (const TransferId id : ids + QList<TransferId>{elsewhere})
        QTRY_COMPARE(stateOf(id), TransferState::Failed);
    pressEnterOn(ids.at(2));
    QCOMPARE(open<CertificateDialog>()->trustButton()->text(), QStringLiteral("Trust and retry 5 items"));
    QTest::mouseClick(open<CertificateDialog>()->trustButton(), Qt::LeftButton);
    for (const TransferId id : ids)
        QTRY_COMPARE(stateOf(id), TransferState::Ready);
    QCOMPARE(stateOf(elsewhere), TransferState::Failed);
}

void TestMainWindowTrust::keptExceptionServesTheNextStart()
{
    ScriptedServer server(answering(), m_certificate);
    for (const bool keep : {false, true}) {
        const TransferId id = download(server.url());
        QTRY_COMPARE(stateOf(id), TransferState::Failed);
        pressEnterOn(id);
        if (keep)
            open<CertificateDialog>()->keepChoice()->click();
        QTest::mouseClick(open<CertificateDialog>()->trustButton(), Qt::LeftButton);
        QTRY_COMPARE(stateOf(id), TransferState::Ready);
        stop();
        start();
        const TransferId next = download(server.url());
        QTRY_COMPARE(stateOf(next), keep ? TransferState::Ready : TransferState::Failed);
    }
    // A certificate that was changed meanwhile is none that was trusted.
    const quint16 port = server.port();
    stop();
    start();
    const CertificateException known = m_settings->certificateExceptions().first();
    QCOMPARE(known.port, int(port));
    ScriptedServer changed(answering(), TestCertificate::selfSigned());
    m_settings->addCertificateException({known.host, changed.port(), known.sha256Fingerprint, known.added}, true);
    const TransferId id = download(changed.url());
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
}

void TestMainWindowTrust::allThatTheServerShowedIsListed()
{
    TestCertificate::Options middle;
    middle.commonName = QStringLiteral("Lab intermediate");
    middle.authority = true;
    TestCertificate::Options own;
    own.commonName = QStringLiteral("Lab files");
    const TestCertificate intermediate =
        TestCertificate::signedBy(TestCertificate::authority(QStringLiteral("Lab root")), middle);
    const TestCertificate leaf = TestCertificate::signedBy(intermediate, own);
    ScriptedServer server(answering(), leaf);
    const TransferId id = download(server.url());
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    pressEnterOn(id);
    auto *dialog = open<CertificateDialog>();
    QVERIFY(dialog);
    const auto *chain = dialog->findChild<CertificateChain *>();
    QVERIFY(chain);
    QStringList lines;
    for (const QLabel *label : chain->findChildren<QLabel *>())
        if (!label->text().startsWith(QLatin1String("Valid ")))
            lines.append(label->text());
    QCOMPARE(lines, QStringList({QStringLiteral("Lab files"), QStringLiteral("Issued by Lab intermediate"),
                                 QStringLiteral("Lab intermediate"), QStringLiteral("Issued by Lab root")}));
    QTest::mouseClick(dialog->trustButton(), Qt::LeftButton);
    QTRY_COMPARE(stateOf(id), TransferState::Ready);
    QCOMPARE(m_settings->certificateExceptions().size(), 1);
    QCOMPARE(m_settings->certificateExceptions().first().sha256Fingerprint, leaf.sha256());
}

void TestMainWindowTrust::doNotTrustSendsNothing()
{
    ScriptedServer server(answering(), m_certificate);
    const TransferId id = download(server.url());
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    pressEnterOn(id);
    QTest::keyClick(open<CertificateDialog>(), Qt::Key_Return);
    QCOMPARE(stateOf(id), TransferState::Failed);
    QVERIFY(m_settings->certificateExceptions().isEmpty());
    QVERIFY(server.heads().isEmpty());
}

void TestMainWindowTrust::newItemsGoThroughTheProxy()
{
    ScriptedServer proxy(answering());
    QUrl address = proxy.url();
    address.setPath({});
    m_settings->setProxy({ProxyChoice::Explicit, address});
    const TransferId id = downloadBySheet(QUrl(QStringLiteral("http://files.invalid/a.txt")));
    QTRY_COMPARE(stateOf(id), TransferState::Ready);
    QVERIFY2(proxy.head(0).startsWith("GET http://files.invalid/a.txt HTTP/1.1"), proxy.head(0).constData());

    m_settings->setProxy({ProxyChoice::None, {}});
    ScriptedServer server(answering());
    const TransferId direct = downloadBySheet(server.url());
    QTRY_COMPARE(stateOf(direct), TransferState::Ready);
    QCOMPARE(proxy.heads().size(), 1);
}

void TestMainWindowTrust::theDeveloperServerNeedsNoProxy()
{
    devserver::DevServer server{devserver::Options{}};
    QVERIFY(server.start());
    m_window->setDevServer({true, server.url(), server.directory(), {}});
    m_settings->setProxy(
        {ProxyChoice::Explicit, QUrl(QStringLiteral("http://127.0.0.1:%1").arg(ScriptedServer::closedPort()))});
    const TransferId own = downloadBySheet(server.url().resolved(QUrl(QStringLiteral("try/size/10"))));
    QTRY_COMPARE(stateOf(own), TransferState::Ready);
    // Any other server is reached through the proxy or not at all.
    m_settings->setRetries(0);
    ScriptedServer other(answering());
    const TransferId id = downloadBySheet(other.url());
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    QCOMPARE(m_model->find(id)->error->kind, ErrorKind::Proxy);
    QVERIFY(other.heads().isEmpty());
}

void TestMainWindowTrust::signInQueuesTheItemsAgain()
{
    devserver::DevServer server{devserver::Options{}};
    QVERIFY(server.start());
    QList<TransferId> ids;
    for (int i = 0; i < 3; ++i)
        ids << download(server.url().resolved(QUrl(QStringLiteral("try/auth/basic?n=%1").arg(i))));
    for (const TransferId id : ids)
        QTRY_COMPARE(stateOf(id), TransferState::Refused);
    QVERIFY2(m_model->find(ids.first())->signIn, "the engine does not say who asks");
    pressEnterOn(ids.first());
    QPointer<SignInDialog> dialog = open<SignInDialog>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->user(), QStringLiteral("ferry"));
    QTest::keyClicks(dialog->password(), QStringLiteral("wrong"));
    QTest::keyClick(dialog->password(), Qt::Key_Return);
    const auto wasTried = [this](TransferId id) {
        const TransferSnapshot *s = m_model->find(id);
        return s->state == TransferState::Refused && s->signIn && s->signIn->tried;
    };
    for (const TransferId id : ids)
        QTRY_VERIFY(wasTried(id));
    QTRY_VERIFY(!dialog);
    pressEnterOn(ids.last());
    QTRY_VERIFY(open<SignInDialog>());
    dialog = open<SignInDialog>();
    QCOMPARE(dialog->user()->text(), QStringLiteral("ferry"));
    QTest::keyClicks(dialog->password(), QStringLiteral("ferry"));
    QTest::keyClick(dialog->password(), Qt::Key_Return);
    for (const TransferId id : ids)
        QTRY_COMPARE(stateOf(id), TransferState::Ready);
}

QTEST_MAIN(TestMainWindowTrust)
#include "tst_mainwindow_trust.moc"
