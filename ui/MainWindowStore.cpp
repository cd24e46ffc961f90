#include "ui/MainWindow.h"

#include "ui/flows/QuitFlow.h"
#include "ui/parts/ForeignText.h"
#include "ui/queue/QueueCommands.h"
#include "ui/undo/NoticeBar.h"

#include <QApplication>
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
        m_quit->setStoreFails(false);
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
    case StoreProblem::NotOpened:
        sentence = tr("The list of transfers could not be opened. What is added here ends with this window.");
        break;
    case StoreProblem::Failed:
        m_quit->setStoreFails(true);
        sentence = tr("The list of transfers could not be written; the disk may be full. Ferry tries again with the "
                      "next change.");
        break;
    }
    if (problem.kind == StoreProblem::Newer || problem.kind == StoreProblem::ReadOnly ||
        problem.kind == StoreProblem::InUse || problem.kind == StoreProblem::NotOpened)
        m_quit->setQueueKept(false);
    m_storeBar->disconnect(this);
    connect(m_storeBar, &NoticeBar::firstClicked, this,
            [folder = QFileInfo(problem.path).path()] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    m_storeBar->present(QStringLiteral("problem"), sentence, button, {}, 0);
    m_storeBar->setToolTip(QStringList{harmless(problem.path), harmless(problem.detail)}.join(u'\n').trimmed());
}

void MainWindow::setQueueKept(bool kept)
{
    m_quit->setQueueKept(kept);
}

bool MainWindow::isQueueKept() const
{
    return m_quit->isQueueKept();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_quit->isDecided()) {
        remember();
        m_commands->commitRemoval();
        event->accept();
        emit quitting();
        return;
    }
    event->ignore();
    m_quit->ask();
}

void MainWindow::comeForward()
{
    m_quit->takeBack();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    // A dialog that is open has the keys to itself: behind it the window would be dead. One of the two only, for the
    // desktop grants it once.
    QWidget *dialog = QApplication::activeModalWidget();
    if (dialog)
        dialog->raise();
    (dialog ? dialog : this)->activateWindow();
}

} // namespace ferry::ui
