#include "ui/MainWindow.h"

#include "core/store/Settings.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueModel.h"
#include "ui/sheets/QuitDialog.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/undo/NoticeBar.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QFileInfo>

namespace ferry::ui {

// Whether the queue lasts, and what is said about it when the window is closed.

void MainWindow::showStoreProblem(const StoreProblem &problem)
{
    QString sentence, button;
    switch (problem.kind) {
    case StoreProblem::None:
        return m_storeBar->expire();
    case StoreProblem::MovedAside:
        sentence = tr("The list of transfers was damaged. It was moved aside, and a new one was begun.");
        button = tr("Show the old one");
        break;
    case StoreProblem::Newer:
        sentence =
            tr("A newer Ferry wrote the list of transfers. It is shown, and what is added here ends with this window.");
        break;
    case StoreProblem::ReadOnly:
        sentence = tr("The list of transfers cannot be written. What is added here ends with this window.");
        break;
    case StoreProblem::InUse:
        sentence = tr("Another Ferry has the list of transfers open. What is added here ends with this window.");
        break;
    case StoreProblem::Failed:
        sentence = tr("The list of transfers could not be written; the disk may be full. Ferry tries again with the "
                      "next change.");
        break;
    }
    if (problem.kind == StoreProblem::Newer || problem.kind == StoreProblem::ReadOnly ||
        problem.kind == StoreProblem::InUse)
        m_queueKept = false;
    m_storeBar->disconnect(this);
    connect(m_storeBar, &NoticeBar::firstClicked, this,
            [folder = QFileInfo(problem.path).path()] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    m_storeBar->present(QStringLiteral("problem"), sentence, button, {}, 0);
    m_storeBar->setToolTip(QStringList{problem.path, problem.detail}.join(u'\n').trimmed());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_mayClose) {
        remember();
        m_commands->commitRemoval();
        event->accept();
        emit quitting();
        return;
    }
    event->ignore();
    askToQuit();
}

void MainWindow::askToQuit()
{
    QList<TransferSnapshot> unsaved, stopped, running;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const TransferSnapshot &s = m_model.snapshotAt(row);
        if (m_queue->isHidden(s.id))
            continue;
        if (s.state == TransferState::Ready)
            unsaved.append(s);
        else if (!QueueCommands::isEnded(s))
            stopped.append(s);
        if (isActive(s.state))
            running.append(s);
    }
    if (m_queueKept)
        return askToInterrupt(running);
    if (unsaved.isEmpty() && stopped.isEmpty())
        return leave();
    if (findChild<QuitDialog *>(QString(), Qt::FindDirectChildrenOnly))
        return;
    auto *dialog = new QuitDialog(unsaved, stopped, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QuitDialog::decided, this, [this](QuitDialog::Choice choice) {
        if (choice == QuitDialog::Choice::QuitAndDelete)
            leave();
        else if (choice == QuitDialog::Choice::SaveAllAndQuit)
            saveAllAndQuit();
    });
    dialog->open();
}

void MainWindow::askToInterrupt(const QList<TransferSnapshot> &running)
{
    if (running.isEmpty())
        return leave(); // the rest is there again at the next start
    if (findChild<QuitDialog *>(QString(), Qt::FindDirectChildrenOnly))
        return;
    auto *dialog = new QuitDialog(running, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QuitDialog::decided, this, [this](QuitDialog::Choice choice) {
        if (choice == QuitDialog::Choice::QuitAndKeep)
            leave();
    });
    dialog->open();
}

void MainWindow::saveAllAndQuit()
{
    m_savingAll = true;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const TransferSnapshot &s = m_model.snapshotAt(row);
        if (s.state == TransferState::Ready && !m_queue->isHidden(s.id))
            m_engine.save(s.id, SaveTarget{m_settings.saveDirectory(), {}, NameTaken::KeepBoth});
    }
    quitWhenSaved();
}

void MainWindow::quitWhenSaved()
{
    if (!m_savingAll)
        return;
    bool open = false;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const TransferSnapshot &s = m_model.snapshotAt(row);
        if (m_queue->isHidden(s.id))
            continue;
        if (s.state == TransferState::Ready && s.error) {
            m_savingAll = false; // it could not be saved, and quitting would delete it
            m_status->say(tr("“%1” could not be saved, so Ferry stays open.").arg(s.name));
            return;
        }
        open = open || s.state == TransferState::Ready || s.state == TransferState::Saving;
    }
    if (open)
        return;
    m_savingAll = false;
    leave();
}

void MainWindow::leave()
{
    m_mayClose = true;
    // From here the window closes on its own turn, not in the middle of a dialog's or the model's.
    const auto closeIfMeant = [this] {
        if (m_mayClose)
            close();
    };
    QMetaObject::invokeMethod(this, closeIfMeant, Qt::QueuedConnection);
}

void MainWindow::comeForward()
{
    m_savingAll = false;
    m_mayClose = false;
    if (auto *question = findChild<QuitDialog *>(QString(), Qt::FindDirectChildrenOnly))
        question->reject();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

} // namespace ferry::ui
