#include "ui/MainWindow.h"

#include "core/store/Settings.h"
#include "ui/details/DetailsPanel.h"
#include "ui/drop/DropOffer.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueView.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/QuitDialog.h"
#include "ui/sheets/UploadSheet.h"
#include "ui/sidebar/Sidebar.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/toolbar/WindowActions.h"
#include "ui/undo/NoticeBar.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QMenu>

namespace ferry::ui {

void MainWindow::setDevServer(const DevServerStatus &status)
{
    *m_devServer = status;
    m_sidebar->setDestinations(destinations());
    m_status->setDevServer(status.running ? status.url : QUrl());
    if (m_settingsDialog)
        m_settingsDialog->setDevServer(status);
}

QList<Destination> MainWindow::destinations() const
{
    QList<Destination> all;
    if (m_devServer->running) {
        Destination server;
        server.name = tr("Developer server");
        server.url = m_devServer->url.resolved(QUrl(QStringLiteral("upload")));
        server.builtIn = true;
        all.append(server);
    }
    return all + m_settings.destinations();
}

void MainWindow::takeRequests(const QList<TransferRequest> &requests)
{
    QList<TransferRequest> routed;
    for (const TransferRequest &request : requests)
        routed.append(withProxy(request));
    const QList<TransferId> ids = m_engine.add(routed);
    if (ids.isEmpty())
        return;
    for (const TransferRequest &request : requests) {
        if (kindOf(request) == TransferKind::Upload)
            m_settings.addAddress(urlOf(request));
    }
    // What was just asked for must be in sight.
    m_sidebar->setFilter(TransferFilter::All);
    m_status->say(tr("%n item(s) added to the queue.", nullptr, int(ids.size())));
}

void MainWindow::openUploadSheet(const QStringList &files)
{
    const QList<Destination> all = destinations();
    openUploadSheetFor(all.isEmpty() ? Destination() : all.first(), files);
}

UploadSheet *MainWindow::openUploadSheetFor(const Destination &destination, const QStringList &files)
{
    auto *sheet = new UploadSheet(m_settings, destinations(), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->setTemporaryDirectory(m_engine.temporaryDirectory());
    if (!destination.url.isEmpty())
        sheet->setDestination(destination);
    if (!files.isEmpty())
        sheet->addFiles(files);
    connect(sheet, &UploadSheet::requestsMade, this, &MainWindow::takeRequests);
    sheet->open();
    return sheet;
}

void MainWindow::openDownloadSheet(const QStringList &links)
{
    auto *sheet = new DownloadSheet(m_settings, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    if (!links.isEmpty())
        sheet->setLinks(links);
    connect(sheet, &DownloadSheet::requestsMade, this, &MainWindow::takeRequests);
    sheet->open();
}

void MainWindow::openSettings()
{
    if (!m_settingsDialog) {
        m_settingsDialog = new SettingsDialog(m_settings, this);
        m_settingsDialog->setAttribute(Qt::WA_DeleteOnClose);
        m_settingsDialog->setDevServer(*m_devServer);
        connect(m_settingsDialog, &SettingsDialog::devServerWanted, this, &MainWindow::devServerWanted);
        connect(m_settingsDialog, &SettingsDialog::openFolderRequested, this,
                [](const QString &directory) { QDesktopServices::openUrl(QUrl::fromLocalFile(directory)); });
    }
    m_settingsDialog->open();
}

void MainWindow::runRowAction(RowAction action, TransferId id, QPoint globalPosition)
{
    const TransferSnapshot *s = m_model.find(id);
    if (!s)
        return;
    switch (action) {
    case RowAction::Cancel:
        return m_commands->cancel({id});
    case RowAction::Retry:
        return m_commands->retry({id});
    case RowAction::Save:
        return m_commands->save({id});
    case RowAction::Open:
        return m_commands->open(id);
    case RowAction::Discard:
        return m_commands->remove({id});
    case RowAction::CopyLink:
        return m_commands->copy({id});
    case RowAction::OpenLink:
        return m_commands->openLink(id);
    case RowAction::ShowInFolder:
        return m_commands->showInFolder(id);
    case RowAction::Review:
        return review(id);
    case RowAction::SignIn:
        return signIn(id);
    case RowAction::Look:
        m_view->selectItem(id);
        return setDetailsOpen(true);
    case RowAction::Decide: {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setAccessibleName(tr("Decide what to do"));
        connect(menu->addAction(tr("Send again")), &QAction::triggered, this,
                [this, id] { m_commands->sendAgain({id}); });
        connect(menu->addAction(tr("Mark as done")), &QAction::triggered, this,
                [this, id] { m_commands->markDone({id}); });
        menu->addSeparator();
        connect(menu->addAction(tr("Show details")), &QAction::triggered, this, [this, id] {
            m_view->selectItem(id);
            setDetailsOpen(true);
        });
        return menu->popup(globalPosition);
    }
    }
}

void MainWindow::showMenu(QPoint globalPosition)
{
    updateActions();
    const Fitting f = m_commands->fitting(selection());
    const WindowActions &a = *m_actions;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!f.copy) {
        menu->addActions({a.upload, a.download, a.paste});
        return menu->popup(globalPosition);
    }
    const auto offer = [menu](QAction *action, bool fits) {
        if (fits)
            menu->addAction(action);
    };
    offer(a.save, f.save);
    offer(a.saveAs, f.saveAs);
    offer(a.open, f.open);
    offer(a.showInFolder, f.showInFolder);
    offer(a.openLink, f.openLink);
    offer(a.signIn, f.signIn);
    offer(a.retry, f.retry);
    offer(a.decideAgain, f.decide);
    offer(a.decideDone, f.decide);
    offer(a.review, f.review);
    offer(a.cancel, f.cancel);
    menu->addSeparator();
    menu->addAction(a.copy);
    offer(a.rename, f.rename);
    menu->addAction(a.details);
    menu->addSeparator();
    offer(a.remove, f.remove && !f.unfinished);
    menu->popup(globalPosition);
}

void MainWindow::showLeftovers(const QList<Leftover> &leftovers)
{
    if (leftovers.isEmpty())
        return;
    m_leftovers = leftovers;
    m_leftoverBar->present(QStringLiteral("ready"),
                           tr("%n finished download(s) of the last run were not saved", nullptr, int(leftovers.size())),
                           tr("Show"), tr("Discard"), 0);
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
    QList<TransferSnapshot> unsaved, stopped;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const TransferSnapshot &s = m_model.snapshotAt(row);
        if (m_queue->isHidden(s.id))
            continue;
        if (s.state == TransferState::Ready)
            unsaved.append(s);
        else if (!QueueCommands::isEnded(s))
            stopped.append(s);
    }
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
    QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
}

} // namespace ferry::ui
