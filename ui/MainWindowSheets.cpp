#include "ui/MainWindow.h"

#include "core/store/Settings.h"
#include "ui/details/DetailsPanel.h"
#include "ui/drop/DropOffer.h"
#include "ui/flows/TrustFlow.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Numbers.h"
#include "ui/queue/AwaitedRows.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueView.h"
#include "ui/rates/RateDialog.h"
#include "ui/settings/DevServerPage.h"
#include "ui/settings/ProxyAddress.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/ItemNames.h"
#include "ui/sheets/UploadSheet.h"
#include "ui/sidebar/Sidebar.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/toolbar/ItemMenu.h"
#include "ui/toolbar/WindowActions.h"
#include "ui/undo/NoticeBar.h"

#include <QDesktopServices>
#include <QMenu>

namespace ferry::ui {

namespace {

/// Same scheme, host and port.
bool isSameServer(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && a.port() == b.port();
}

} // namespace

void MainWindow::setDevServer(const DevServerStatus &status)
{
    *m_devServer = status;
    m_sidebar->setDestinations(destinations());
    m_status->setDevServer(status.running ? status.url : QUrl(), DevServerPage::portNote(status));
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

TransferRequest MainWindow::withProxy(const TransferRequest &request) const
{
    // The developer server is a part of Ferry; no proxy stands between the two.
    const bool own = m_devServer->running && isSameServer(urlOf(request), m_devServer->url);
    return throughProxy(request, own ? ProxyChoice{ProxyChoice::None, {}} : m_settings.proxy());
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
    m_awaited->expect(ids);
    m_status->say(tr("%n item(s) added to the queue.", nullptr, int(ids.size())));
}

void MainWindow::openUploadSheet(const QStringList &files)
{
    const QList<Destination> all = destinations();
    openUploadSheetFor(all.isEmpty() ? Destination() : all.first(), files);
}

UploadSheet *MainWindow::makeUploadSheet()
{
    auto *sheet = new UploadSheet(m_settings, destinations(), this);
    sheet->setTemporaryDirectory(m_engine.temporaryDirectory());
    connect(sheet, &UploadSheet::requestsMade, this, &MainWindow::takeRequests);
    return sheet;
}

DownloadSheet *MainWindow::makeDownloadSheet()
{
    auto *sheet = new DownloadSheet(m_settings, this);
    connect(sheet, &DownloadSheet::requestsMade, this, &MainWindow::takeRequests);
    return sheet;
}

UploadSheet *MainWindow::openUploadSheetFor(const Destination &destination, const QStringList &files)
{
    UploadSheet *sheet = makeUploadSheet();
    if (!destination.url.isEmpty())
        sheet->setDestination(destination);
    if (!files.isEmpty())
        sheet->addFiles(files);
    openInTurn(sheet);
    return sheet;
}

void MainWindow::openDownloadSheet(const QStringList &links)
{
    DownloadSheet *sheet = makeDownloadSheet();
    if (!links.isEmpty())
        sheet->setLinks(links);
    openInTurn(sheet);
}

/// What was sent or fetched once in a sheet again, to change something of it first.
void MainWindow::openAgain(TransferId id)
{
    const TransferSnapshot *s = m_model.find(id);
    if (!s)
        return;
    if (const auto *upload = std::get_if<UploadRequest>(s->request.get())) {
        UploadSheet *sheet = makeUploadSheet();
        sheet->setRequest(*upload);
        return openInTurn(sheet);
    }
    DownloadSheet *sheet = makeDownloadSheet();
    sheet->setRequest(std::get<DownloadRequest>(*s->request));
    openInTurn(sheet);
}

/// One at a time: files and links that come together, or while a sheet is open, wait until it is closed.
void MainWindow::openInTurn(Sheet *sheet)
{
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    if (m_lastSheet)
        connect(m_lastSheet, &QDialog::finished, sheet, &QDialog::open);
    else
        sheet->open();
    m_lastSheet = sheet;
    connect(sheet, &QDialog::finished, this, [this, sheet] {
        if (m_lastSheet == sheet)
            m_lastSheet.clear();
    });
}

/// Made, where there is none.
SettingsDialog *MainWindow::settingsDialog()
{
    if (!m_settingsDialog) {
        m_settingsDialog = new SettingsDialog(m_settings, this);
        m_settingsDialog->setAttribute(Qt::WA_DeleteOnClose);
        m_settingsDialog->setDevServer(*m_devServer);
        connect(m_settingsDialog, &SettingsDialog::devServerWanted, this, &MainWindow::devServerWanted);
        connect(m_settingsDialog, &SettingsDialog::openFolderRequested, this,
                [](const QString &directory) { QDesktopServices::openUrl(QUrl::fromLocalFile(directory)); });
    }
    return m_settingsDialog;
}

SettingsDialog *MainWindow::openSettings()
{
    settingsDialog()->open();
    return m_settingsDialog;
}

void MainWindow::runRowAction(RowAction action, TransferId id, QPoint globalPosition)
{
    const TransferSnapshot *s = m_model.find(id);
    if (!s)
        return;
    switch (action) {
    case RowAction::Cancel:
        return m_commands->cancel({id});
    case RowAction::Pause:
        return m_commands->pause({id});
    case RowAction::Resume:
        return m_commands->resume({id});
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
        return m_trust->review(id);
    case RowAction::SignIn:
        return m_trust->signIn(id);
    case RowAction::Look:
        m_view->selectItem(id);
        return setDetailsOpen(true);
    case RowAction::Decide: {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setAccessibleName(tr("Decide what to do"));
        connect(menu->addAction(tr("Send again")), &QAction::triggered, this,
                [this, id] { m_commands->sendAgain({id}); });
        if (m_commands->fitting({id}).markDone)
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
    if (!f.copy) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions({a.upload, a.download, a.paste});
        menu->addSeparator();
        namePauseAll();
        menu->addActions({a.pauseAll, a.resumeAll});
        menu->addSeparator();
        menu->addAction(a.removeDone);
        return menu->popup(globalPosition);
    }
    const QList<TransferId> ids = selection();
    auto *menu = new ItemMenu(a, f, m_commands->commonRate(ids), m_commands->commonPriority(ids), this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto setRate = [this, ids](qint64 rate) { m_commands->setRateLimit(ids, rate); };
    connect(menu, &ItemMenu::rateChosen, this, setRate);
    connect(menu, &ItemMenu::otherRateWanted, this, [this, setRate](qint64 now) {
        connect(openRateDialog(tr("Speed limit"), now, this), &RateDialog::chosen, this, setRate);
    });
    menu->popup(globalPosition);
}

void MainWindow::showLeftovers(const QList<Leftover> &leftovers)
{
    if (leftovers.isEmpty())
        return;
    m_leftovers = leftovers;
    QStringList names;
    for (const Leftover &leftover : leftovers.mid(0, mostItemsNamed))
        names.append(tr("%1, %2", "a file, its size").arg(harmless(leftover.name), sizeText(leftover.size)));
    if (leftovers.size() > mostItemsNamed)
        names.append(QStringLiteral("…"));
    m_leftoverBar->setToolTip(names.join(u'\n'));
    m_leftoverBar->present(QStringLiteral("ready"),
                           tr("%n finished download(s) of the last run were not saved", nullptr, int(leftovers.size())),
                           tr("Show"), tr("Discard"), 0);
}

} // namespace ferry::ui
