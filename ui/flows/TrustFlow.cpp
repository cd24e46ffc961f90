#include "ui/flows/TrustFlow.h"

#include "core/engine/TransferEngine.h"
#include "core/models/TransferModel.h"
#include "core/store/Settings.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueModel.h"
#include "ui/sheets/CertificateDialog.h"
#include "ui/sheets/SignInDialog.h"

namespace ferry::ui {

namespace {

QList<TransferId> idsOf(const QList<TransferSnapshot> &items)
{
    QList<TransferId> ids;
    for (const TransferSnapshot &item : items)
        ids.append(item.id);
    return ids;
}

} // namespace

TrustFlow::TrustFlow(TransferEngine &engine, TransferModel &model, QueueModel &queue, QueueCommands &commands,
                     Settings &settings, QWidget *window)
    : QObject(window)
    , m_engine(engine)
    , m_model(model)
    , m_queue(queue)
    , m_commands(commands)
    , m_settings(settings)
    , m_window(window)
{
}

void TrustFlow::review(TransferId id)
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
    auto *dialog = new CertificateDialog(*s, int(m_queue.itemsWhere(hasSame).size()), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CertificateDialog::trust, this, [this, hasSame](const CertificateException &exception, bool keep) {
        // The settings tell the engine before the items ask for it.
        m_settings.addCertificateException(exception, keep);
        m_commands.retry(idsOf(m_queue.itemsWhere(hasSame)));
    });
    dialog->open();
}

void TrustFlow::signIn(TransferId id)
{
    const TransferSnapshot *s = m_model.find(id);
    if (!s || !s->signIn)
        return;
    const SignIn where = *s->signIn;
    for (SignInDialog *open : m_window->findChildren<SignInDialog *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (open->where().isSameRealm(where))
            return open->raise();
    }
    const auto waits = [&where](const TransferSnapshot &other) {
        return other.signIn && other.signIn->isSameRealm(where);
    };
    QString user = m_lastUsers.value(where.origin.toString() + where.realm);
    if (user.isEmpty() && where.proxy)
        user = optionsOf(*s->request).proxy.url.userName();
    auto *dialog = new SignInDialog(where, int(m_queue.itemsWhere(waits).size()), user, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SignInDialog::given, this, [this](const SignIn &realm, const Credentials &credentials) {
        m_lastUsers.insert(realm.origin.toString() + realm.realm, credentials.user);
        m_commands.commitRemoval(); // what the person has taken away is not sent for it
        m_engine.signIn(realm, credentials);
    });
    dialog->open();
}

void TrustFlow::signInFirst(const QList<TransferId> &ids)
{
    for (const TransferId id : ids) {
        if (const TransferSnapshot *s = m_model.find(id); s && s->signIn)
            return signIn(id);
    }
}

} // namespace ferry::ui
