#pragma once

#include "core/store/Settings.h"
#include "SampleItems.h"
#include "tests/support/TestCertificate.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueView.h"
#include "ui/rates/RateDialog.h"
#include "ui/settings/DestinationEditor.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sheets/AboutDialog.h"
#include "ui/sheets/CertificateDialog.h"
#include "ui/sheets/CompareDialog.h"
#include "ui/sheets/DestinationNameDialog.h"
#include "ui/sheets/DiscardDialog.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/PauseDialog.h"
#include "ui/sheets/QuitDialog.h"
#include "ui/sheets/ReplaceAddressDialog.h"
#include "ui/sheets/SignInDialog.h"
#include "ui/sheets/UploadSheet.h"

#include <QTemporaryDir>

#include <functional>

namespace ferry::ui {

/// Every window and sheet of Ferry with something in it, one after the other, for what must be true of all of them.
class AllWindows
{
public:
    AllWindows()
        : m_settings(m_directory.filePath(QStringLiteral("profile")))
        , m_engine(EngineOptions{m_directory.path(), 10})
        , m_window(m_engine, m_model, m_settings)
    {
        m_settings.setDestinations(sample::destinations());
        m_settings.addCertificateException(
            {QStringLiteral("files.lab.example"), 8443, QByteArray(32, 0x4f), QDateTime::currentDateTimeUtc()}, true);
        QList<TransferSnapshot> items = sample::busyDay(m_directory.path());
        std::reverse(items.begin(), items.end());
        m_model.apply(items);
        m_window.setDevServer({true, QUrl(QStringLiteral("http://127.0.0.1:8421/")), m_directory.path(), {}});
    }

    /// Calls look(window, name) for each, shown.
    void visit(const std::function<void(QWidget &, const QString &)> &look)
    {
        for (const QSize size : {QSize(1120, 720), QSize(640, 420)}) {
            m_window.resize(size);
            m_window.setDetailsOpen(false);
            show(m_window, look, QStringLiteral("window %1").arg(size.width()));
            m_window.queueView()->selectItem(4);
            m_window.setDetailsOpen(true);
            show(m_window, look, QStringLiteral("window %1 with details").arg(size.width()));
        }
        UploadSheet upload(m_settings, m_window.destinations());
        upload.addFiles({m_directory.filePath(QStringLiteral("logo.png"))});
        show(upload, look, QStringLiteral("upload"));
        DownloadSheet download(m_settings);
        download.setLinks({QStringLiteral("https://docs.example.com/a.pdf")});
        show(download, look, QStringLiteral("download"));
        DestinationEditor editor(sample::destinations().first());
        show(editor, look, QStringLiteral("destination"));
        settings(look);
        questions(look);
    }

private:
    static void show(QWidget &window, const std::function<void(QWidget &, const QString &)> &look, const QString &name)
    {
        window.show();
        for (int round = 0; round < 4; ++round)
            QCoreApplication::processEvents(); // layouts settle
        look(window, name);
        if (!qobject_cast<MainWindow *>(&window))
            window.hide();
    }

    void settings(const std::function<void(QWidget &, const QString &)> &look)
    {
        for (const auto page :
             {SettingsDialog::Page::General, SettingsDialog::Page::Transfers, SettingsDialog::Page::Network,
              SettingsDialog::Page::Destinations, SettingsDialog::Page::Trust, SettingsDialog::Page::DeveloperServer}) {
            SettingsDialog dialog(m_settings); // one that was hidden does not become active again
            dialog.setDevServer({true, QUrl(QStringLiteral("http://127.0.0.1:8421/")), m_directory.path(), {}});
            dialog.showPage(page);
            show(dialog, look, QStringLiteral("settings %1").arg(int(page)));
        }
    }

    void questions(const std::function<void(QWidget &, const QString &)> &look)
    {
        const QList<TransferSnapshot> items = sample::busyDay(m_directory.path());
        QuitDialog quit({items.at(5)}, {items.at(0), items.at(1)});
        show(quit, look, QStringLiteral("quit"));
        TransferSnapshot failed = items.at(8);
        const TestCertificate certificate = TestCertificate::selfSigned({QStringLiteral("files.lab.example")});
        failed.error->tls.chain = {QSslCertificate(certificate.pem(), QSsl::Pem),
                                   QSslCertificate(certificate.pem(), QSsl::Pem)};
        failed.error->tls.sha256Fingerprint = certificate.sha256();
        CertificateDialog trust(failed);
        show(trust, look, QStringLiteral("certificate"));
        SignIn where;
        where.origin = QUrl(QStringLiteral("http://builds.example.net:8080"));
        where.realm = QStringLiteral("Build archive, staff only");
        where.scheme = "Basic";
        where.tried = true;
        SignInDialog signIn(where, 10);
        show(signIn, look, QStringLiteral("sign in"));
        DiscardDialog discard(QStringLiteral("Upload"));
        show(discard, look, QStringLiteral("discard"));
        DestinationNameDialog name(QUrl(QStringLiteral("https://img.example.net/in")), QStringLiteral("Image host"),
                                   sample::destinations());
        show(name, look, QStringLiteral("destination name"));
        AboutDialog about;
        show(about, look, QStringLiteral("about"));
        orders(items, look);
    }

    void orders(const QList<TransferSnapshot> &items, const std::function<void(QWidget &, const QString &)> &look)
    {
        QuitDialog kept(QuitDialog::Kept{{items.at(3)}, {items.at(0), items.at(1), items.at(2)}});
        show(kept, look, QStringLiteral("quit with a kept queue"));
        PauseDialog pause({items.at(0), items.at(1)}, {items.at(4).id, items.at(8).id});
        show(pause, look, QStringLiteral("pause"));
        CompareDialog compare(items.at(5));
        show(compare, look, QStringLiteral("compare"));
        ReplaceAddressDialog replace(items.at(4));
        show(replace, look, QStringLiteral("replace"));
        RateDialog rate(QStringLiteral("Speed limit"), 500000);
        show(rate, look, QStringLiteral("rate"));
    }

    QTemporaryDir m_directory;
    Settings m_settings;
    TransferEngine m_engine;
    TransferModel m_model;
    MainWindow m_window;
};

} // namespace ferry::ui
