#include "ui/MainWindow.h"

#include "core/store/Settings.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueModel.h"
#include "ui/settings/ProxyAddress.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sheets/CertificateDialog.h"
#include "ui/sheets/SignInDialog.h"

namespace ferry::ui {

// Certificates, passwords and proxies: what the window does between a refusal and the next try.

namespace {

/// Same scheme, host and port.
bool isSameServer(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && a.port() == b.port();
}

} // namespace

QList<TransferId> MainWindow::itemsWhere(const std::function<bool(const TransferSnapshot &)> &fits) const
{
    QList<TransferId> ids;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const TransferSnapshot &s = m_model.snapshotAt(row);
        if (!m_queue->isHidden(s.id) && fits(s))
            ids.append(s.id);
    }
    return ids;
}

TransferRequest MainWindow::withProxy(const TransferRequest &request) const
{
    // The developer server is a part of Ferry; no proxy stands between the two.
    const bool own = m_devServer->running && isSameServer(urlOf(request), m_devServer->url);
    return throughProxy(request, own ? ProxyChoice{ProxyChoice::None, {}} : m_settings.proxy());
}

void MainWindow::review(TransferId id)
{
    const TransferSnapshot *s = m_model.find(id);
    if (!s || !s->error)
        return;
    const auto hasSame = [exception = CertificateDialog::exceptionFor(*s)](const TransferSnapshot &other) {
        if (other.state != TransferState::Failed || !other.error || other.error->kind != ErrorKind::Tls)
            return false;
        const CertificateException theirs = CertificateDialog::exceptionFor(other);
        return theirs.host == exception.host && theirs.port == exception.port &&
               theirs.sha256Fingerprint == exception.sha256Fingerprint;
    };
    auto *dialog = new CertificateDialog(*s, int(itemsWhere(hasSame).size()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CertificateDialog::trust, this, [this, hasSame](const CertificateException &exception, bool keep) {
        // The settings tell the engine before the items ask for it.
        m_settings.addCertificateException(exception, keep);
        m_commands->retry(itemsWhere(hasSame));
    });
    dialog->open();
}

void MainWindow::signIn(TransferId id)
{
    const TransferSnapshot *s = m_model.find(id);
    if (!s || !s->signIn)
        return;
    const SignIn where = *s->signIn;
    for (SignInDialog *open : findChildren<SignInDialog *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (open->where().isSameRealm(where))
            return open->raise();
    }
    const auto waits = [&where](const TransferSnapshot &other) {
        return other.signIn && other.signIn->isSameRealm(where);
    };
    QString user = m_lastUsers.value(where.origin.toString() + where.realm);
    if (user.isEmpty() && where.proxy)
        user = optionsOf(*s->request).proxy.url.userName();
    auto *dialog = new SignInDialog(where, int(itemsWhere(waits).size()), user, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SignInDialog::given, this, [this](const SignIn &realm, const Credentials &credentials) {
        m_lastUsers.insert(realm.origin.toString() + realm.realm, credentials.user);
        m_engine.signIn(realm, credentials);
    });
    dialog->open();
}

void MainWindow::signInSelected()
{
    for (const TransferId id : selection()) {
        if (const TransferSnapshot *s = m_model.find(id); s && s->signIn)
            return signIn(id);
    }
}

} // namespace ferry::ui
