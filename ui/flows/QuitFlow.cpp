#include "ui/flows/QuitFlow.h"

#include "core/engine/DownloadFolder.h"
#include "core/engine/TransferEngine.h"
#include "core/models/TransferModel.h"
#include "core/store/Settings.h"
#include "ui/parts/Background.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueModel.h"
#include "ui/sheets/QuitDialog.h"

namespace ferry::ui {

QuitFlow::QuitFlow(TransferEngine &engine, TransferModel &model, QueueModel &queue, Settings &settings, QWidget *window)
    : QObject(window)
    , m_engine(engine)
    , m_model(model)
    , m_queue(queue)
    , m_settings(settings)
    , m_window(window)
{
    connect(&engine, &TransferEngine::saveFailed, this, &QuitFlow::saveFailed);
}

bool QuitFlow::isAsking() const
{
    return m_window->findChild<QuitDialog *>(QString(), Qt::FindDirectChildrenOnly);
}

void QuitFlow::ask()
{
    if (isAsking())
        return;
    if (isQueueKept())
        askWhatIsKept();
    else
        askWhatIsLost();
}

void QuitFlow::askWhatIsLost()
{
    const QList<TransferSnapshot> unsaved =
        m_queue.itemsWhere([](const TransferSnapshot &s) { return s.state == TransferState::Ready; });
    const QList<TransferSnapshot> stopped = m_queue.itemsWhere(
        [](const TransferSnapshot &s) { return s.state != TransferState::Ready && !QueueCommands::isEnded(s); });
    if (unsaved.isEmpty() && stopped.isEmpty())
        decide();
    else
        open(new QuitDialog(unsaved, stopped, m_window));
}

void QuitFlow::askWhatIsKept()
{
    const QList<TransferSnapshot> running =
        m_queue.itemsWhere([](const TransferSnapshot &s) { return isActive(s.state); });
    const QList<TransferSnapshot> unsaved = m_queue.itemsWhere(
        [this](const TransferSnapshot &s) { return s.state == TransferState::Ready && s.stateSince >= m_since; });
    if (running.isEmpty() && unsaved.isEmpty())
        decide(); // the rest is there again at the next start
    else
        open(new QuitDialog(QuitDialog::Kept{unsaved, running}, m_window));
}

void QuitFlow::open(QuitDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QuitDialog::decided, this, [this](QuitDialog::Choice choice) {
        if (choice == QuitDialog::Choice::SaveAllAndQuit)
            saveAll();
        else if (choice != QuitDialog::Choice::Stay)
            decide();
    });
    dialog->open();
}

void QuitFlow::saveAll()
{
    m_savingAll = true;
    const QString folder = m_settings.saveDirectory();
    runInBackground(
        this, [folder] { return makeDownloadFolder(folder); },
        [this, folder](const std::optional<TransferError> &) { saveAllIn(folder); }); // else each save says why not
}

void QuitFlow::saveAllIn(const QString &folder)
{
    if (!m_savingAll)
        return;
    const auto unsaved = m_queue.itemsWhere([](const TransferSnapshot &s) { return s.state == TransferState::Ready; });
    for (const TransferSnapshot &s : unsaved)
        m_engine.save(s.id, SaveTarget{folder, {}, NameTaken::KeepBoth});
    goOn();
}

void QuitFlow::goOn()
{
    if (!m_savingAll)
        return;
    const auto unsaved = m_queue.itemsWhere(
        [](const TransferSnapshot &s) { return s.state == TransferState::Ready || s.state == TransferState::Saving; });
    if (!unsaved.isEmpty())
        return;
    m_savingAll = false;
    decide();
}

/// It was to be saved first, and where nothing is kept, quitting would delete it.
void QuitFlow::saveFailed(TransferId id)
{
    if (!std::exchange(m_savingAll, false))
        return;
    const TransferSnapshot *s = m_model.find(id);
    emit stays(s ? s->name : QString());
}

void QuitFlow::decide()
{
    m_decided = true;
    // In a turn of its own, and not in the middle of a dialog's or the model's.
    const auto quitIfMeant = [this] {
        if (m_decided)
            emit mayQuit();
    };
    QMetaObject::invokeMethod(this, quitIfMeant, Qt::QueuedConnection);
}

void QuitFlow::takeBack()
{
    m_savingAll = false;
    m_decided = false;
    if (auto *question = m_window->findChild<QuitDialog *>(QString(), Qt::FindDirectChildrenOnly))
        question->reject();
}

} // namespace ferry::ui
