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
    if (isQueueKept())
        return askToInterrupt(m_queue.itemsWhere([](const TransferSnapshot &s) { return isActive(s.state); }));
    const QList<TransferSnapshot> unsaved =
        m_queue.itemsWhere([](const TransferSnapshot &s) { return s.state == TransferState::Ready; });
    const QList<TransferSnapshot> stopped = m_queue.itemsWhere(
        [](const TransferSnapshot &s) { return s.state != TransferState::Ready && !QueueCommands::isEnded(s); });
    if (unsaved.isEmpty() && stopped.isEmpty())
        return decide();
    if (isAsking())
        return;
    auto *dialog = new QuitDialog(unsaved, stopped, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QuitDialog::decided, this, [this](QuitDialog::Choice choice) {
        if (choice == QuitDialog::Choice::QuitAndDelete)
            decide();
        else if (choice == QuitDialog::Choice::SaveAllAndQuit)
            saveAll();
    });
    dialog->open();
}

void QuitFlow::askToInterrupt(const QList<TransferSnapshot> &running)
{
    if (running.isEmpty())
        return decide(); // the rest is there again at the next start
    if (isAsking())
        return;
    auto *dialog = new QuitDialog(running, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QuitDialog::decided, this, [this](QuitDialog::Choice choice) {
        if (choice == QuitDialog::Choice::QuitAndKeep)
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

/// Quitting would delete it.
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
