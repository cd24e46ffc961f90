#include "ui/MainWindow.h"

#include "core/store/Settings.h"
#include "ui/details/DetailsPanel.h"
#include "ui/flows/QuitFlow.h"
#include "ui/flows/TrustFlow.h"
#include "ui/queue/EmptyPage.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueView.h"
#include "ui/rates/LimitsMenu.h"
#include "ui/sheets/AboutDialog.h"
#include "ui/sidebar/Sidebar.h"
#include "ui/statusbar/AllDoneAlert.h"
#include "ui/statusbar/LimitsButton.h"
#include "ui/statusbar/StateAnnouncer.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/toolbar/MainToolBar.h"
#include "ui/toolbar/SearchField.h"
#include "ui/toolbar/WindowActions.h"
#include "ui/undo/NoticeBar.h"

#include <QDesktopServices>
#include <QMenu>
#include <QToolButton>

namespace ferry::ui {

void MainWindow::connectParts()
{
    connect(m_sidebar, &Sidebar::filterChosen, this, &MainWindow::setFilter);
    connect(m_sidebar, &Sidebar::settingsClicked, this, &MainWindow::openSettings);
    connect(m_sidebar, &Sidebar::destinationChosen, this,
            [this](const Destination &destination) { openUploadSheetFor(destination, {}); });
    connect(m_toolBar, &MainToolBar::parallelChosen, this, [this](int count) {
        m_engine.setParallel(count);
        m_settings.setParallel(count);
        m_status->setParallel(count);
    });
    connect(&m_settings, &Settings::changed, this, [this] {
        if (m_settings.parallel() != m_engine.parallel())
            m_engine.setParallel(m_settings.parallel());
        m_toolBar->setParallel(m_engine.parallel());
        m_status->setParallel(m_engine.parallel());
        showLimits();
    });
    for (const LimitsMenu *menu : {m_toolBar->limits(), m_status->limitsButton()->limits()})
        connect(menu, &LimitsMenu::chosen, &m_settings, &Settings::setLimits);
    showLimits();
    connect(m_toolBar->moreButton()->menu(), &QMenu::aboutToShow, this, &MainWindow::namePauseAll);
    connect(&m_settings, &Settings::destinationsChanged, this, [this] { m_sidebar->setDestinations(destinations()); });
    SearchField *search = m_toolBar->search();
    connect(search, &SearchField::textChanged, this, [this](const QString &text) {
        m_queue->setSearch(text);
        refresh();
    });
    connect(search, &SearchField::left, this, [this] {
        if (isNarrow() && m_detailsOpen)
            setDetailsOpen(false); // the list is behind that page
        if (!m_view->isVisible())
            return;
        if (!m_queue->search().isEmpty() && m_view->selectedIds().isEmpty())
            m_view->selectItem(m_queue->snapshotAt(0).id); // the first that was found, wherever the cursor stood before
        m_view->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_view, &QueueView::actionTriggered, this, &MainWindow::runRowAction);
    connect(m_view, &QueueView::detailsRequested, this, [this] { setDetailsOpen(true); });
    connect(m_view, &QueueView::menuRequested, this, &MainWindow::showMenu);
    connect(m_view, &QueueView::renamed, m_commands, &QueueCommands::rename);
    connect(m_view, &QueueView::idsSelected, this, [this] {
        updateActions();
        updateDetails();
    });
    connect(m_empty, &EmptyPage::uploadClicked, this, [this] { openUploadSheet(); });
    connect(m_empty, &EmptyPage::downloadClicked, this, [this] { openDownloadSheet(); });
    connect(m_empty, &EmptyPage::clearClicked, search, &SearchField::clear);
    connect(m_queue, &QueueModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        // Only a change of something selected concerns the toolbar and the details.
        const QItemSelection changed(first, last);
        for (const QItemSelectionRange &range : m_view->selectionModel()->selection())
            m_detailsTouched = m_detailsTouched || (range.top() <= last.row() && range.bottom() >= first.row());
    });
    connect(m_queue, &QueueModel::summaryChanged, this, &MainWindow::refresh);
    connect(m_commands, &QueueCommands::message, m_status, &StatusLine::say);
    connect(m_commands, &QueueCommands::saveStopped, m_quit,
            &QuitFlow::takeBack); // it would wait for that file for ever
    connect(m_commands, &QueueCommands::removalOpen, this, [this](const QString &sentence) {
        m_undoBar->present(QStringLiteral("trash"), sentence, tr("Undo"), {}, 20);
        m_actions->undo->setEnabled(true);
    });
    connect(m_commands, &QueueCommands::removalClosed, this, [this] {
        m_undoBar->hide();
        m_actions->undo->setEnabled(m_commands->canUndo());
    });
    connect(m_commands, &QueueCommands::removalUndone, m_view, &QueueView::selectItems);
    connect(m_commands, &QueueCommands::discardUndone, this, &MainWindow::showLeftovers);
    connect(m_undoBar, &NoticeBar::firstClicked, m_commands, &QueueCommands::undoRemoval);
    connect(m_undoBar, &NoticeBar::expired, m_commands, &QueueCommands::commitRemoval);
    connect(&m_engine, &TransferEngine::storeProblem, this, &MainWindow::showStoreProblem);
    connect(m_quit, &QuitFlow::mayQuit, this, &MainWindow::close);
    connect(m_quit, &QuitFlow::stays, this, [this](const QString &name) {
        m_status->say(tr("“%1” could not be saved, so Ferry stays open.").arg(name));
    });
    connect(&m_engine, &TransferEngine::leftoversFound, this, &MainWindow::showLeftovers);
    connect(m_leftoverBar, &NoticeBar::firstClicked, this, [this] {
        for (const Leftover &leftover : std::exchange(m_leftovers, {}))
            m_engine.adopt(leftover);
        m_sidebar->setFilter(TransferFilter::Ready);
    });
    connect(m_leftoverBar, &NoticeBar::secondClicked, this,
            [this] { m_commands->discard(std::exchange(m_leftovers, {})); });
    new AllDoneAlert(m_model, *this);
    auto *announcer = new StateAnnouncer(m_model, this);
    connect(announcer, &StateAnnouncer::announced, m_status, &StatusLine::say);
}

/// What is next takes the place of what goes, so that Delete can follow Delete.
void MainWindow::connectActions()
{
    const WindowActions &a = *m_actions;
    const auto on = [this](QAction *action, auto what) { connect(action, &QAction::triggered, this, what); };
    // What is for one item is about the selected one, as its being enabled is; the cursor may stand elsewhere.
    const auto onOne = [this, &on](QAction *action, auto what) {
        on(action, [this, what] {
            if (const QList<TransferId> ids = selection(); ids.size() == 1)
                what(ids.first());
        });
    };
    on(a.upload, [this] { openUploadSheet(); });
    on(a.download, [this] { openDownloadSheet(); });
    on(a.cancel, [this] { m_commands->cancel(selection()); });
    on(a.retry, [this] { m_commands->retry(selection()); });
    on(a.save, [this] { m_commands->save(selection()); });
    onOne(a.saveAs, [this](TransferId id) { m_commands->saveAs(id); });
    onOne(a.open, [this](TransferId id) { m_commands->open(id); });
    onOne(a.showInFolder, [this](TransferId id) { m_commands->showInFolder(id); });
    on(a.copy, [this] { m_commands->copy(selection()); });
    onOne(a.openLink, [this](TransferId id) { m_commands->openLink(id); });
    onOne(a.rename, [this](TransferId id) { m_view->startRename(id); });
    on(a.remove, [this] { m_commands->remove(selection()); });
    on(a.removeDone, [this] { m_commands->removeDone(); });
    on(a.pauseOrResume, [this] { m_commands->pauseOrResume(selection()); });
    on(a.pause, [this] { m_commands->pause(selection()); });
    on(a.resume, [this] { m_commands->resume(selection()); });
    on(a.startNow, [this] { m_commands->startNow(selection()); });
    on(a.pauseAll, [this] { m_commands->pauseAll(); });
    on(a.resumeAll, [this] { m_commands->resumeAll(); });
    for (QAction *action : a.priorities)
        on(action, [this, action] { m_commands->setPriority(selection(), Priority(action->data().toInt())); });
    for (QAction *action : a.moves)
        on(action, [this, action] { m_commands->move(selection(), QueueMove(action->data().toInt())); });
    onOne(a.again, [this](TransferId id) { openAgain(id); });
    onOne(a.replaceAddress, [this](TransferId id) { askForAddress(id); });
    onOne(a.compare, [this](TransferId id) { compareChecksum(id); });
    on(a.decideAgain, [this] { m_commands->sendAgain(selection()); });
    on(a.decideDone, [this] { m_commands->markDone(selection()); });
    onOne(a.review, [this](TransferId id) { m_trust->review(id); });
    on(a.signIn, [this] { m_trust->signInFirst(selection()); });
    on(a.paste, [this] { paste(); });
    on(a.selectAll, [this] { m_view->selectAll(); });
    on(a.find, [this] {
        m_toolBar->search()->setFocus(Qt::ShortcutFocusReason);
        m_toolBar->search()->selectAll();
    });
    on(a.undo, [this] { m_commands->undoRemoval(); });
    on(a.details, [this](bool open) { setDetailsOpen(open && (!isNarrow() || m_view->selectSomething())); });
    on(a.settings, [this] { openSettings(); });
    on(a.nextPane, [this] { nextPane(); });
    on(a.about, [this] {
        auto *dialog = new AboutDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    on(a.quit, [this] { close(); });
    for (size_t i = 0; i < a.filters.size(); ++i)
        on(a.filters[i], [this, i] { m_sidebar->setFilter(TransferFilter(int(i))); });
}

void MainWindow::connectDetails()
{
    connect(m_details, &DetailsPanel::closeRequested, this, [this] { setDetailsOpen(false); });
    connect(m_details, &DetailsPanel::answerWanted, &m_engine, &TransferEngine::loadExchange);
    connect(m_details, &DetailsPanel::saveRequested, m_commands, &QueueCommands::save);
    connect(m_details, &DetailsPanel::saveAsRequested, m_commands, &QueueCommands::saveAs);
    connect(m_details, &DetailsPanel::openRequested, m_commands, &QueueCommands::open);
    connect(m_details, &DetailsPanel::showInFolderRequested, m_commands, &QueueCommands::showInFolder);
    connect(m_details, &DetailsPanel::discardRequested, m_commands, &QueueCommands::remove);
    connect(m_details, &DetailsPanel::removeRequested, m_commands, &QueueCommands::remove);
    connect(m_details, &DetailsPanel::cancelRequested, m_commands, &QueueCommands::cancel);
    connect(m_details, &DetailsPanel::pauseRequested, m_commands, &QueueCommands::pause);
    connect(m_details, &DetailsPanel::resumeRequested, m_commands, &QueueCommands::resume);
    connect(m_details, &DetailsPanel::retryRequested, this, [this](const QList<TransferId> &ids) {
        m_commands->retry(ids);
        m_commands->sendAgain(ids); // one that may have arrived: its button says so
    });
    connect(m_details, &DetailsPanel::reviewRequested, m_trust, &TrustFlow::review);
    connect(m_details, &DetailsPanel::signInRequested, m_trust, &TrustFlow::signIn);
    connect(m_details, &DetailsPanel::markDoneRequested, this, [this](TransferId id) { m_commands->markDone({id}); });
    connect(m_details, &DetailsPanel::openLinkRequested, this,
            [](const QUrl &link) { QDesktopServices::openUrl(link); });
    connect(m_details, &DetailsPanel::message, m_status, &StatusLine::say);
}

} // namespace ferry::ui
