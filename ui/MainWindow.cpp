#include "ui/MainWindow.h"

#include "core/store/Settings.h"
#include "ui/details/ActionRow.h"
#include "ui/details/AnswerPage.h"
#include "ui/details/DetailsPanel.h"
#include "ui/drop/DropOffer.h"
#include "ui/drop/DropVeil.h"
#include "ui/flows/QuitFlow.h"
#include "ui/flows/TrustFlow.h"
#include "ui/look/FerryStyle.h"
#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/queue/AwaitedRows.h"
#include "ui/queue/EmptyPage.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueHead.h"
#include "ui/queue/QueueView.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sidebar/Sidebar.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/toolbar/MainToolBar.h"
#include "ui/toolbar/SearchField.h"
#include "ui/toolbar/WindowActions.h"
#include "ui/undo/NoticeBar.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

constexpr int detailsWidth = 376, detailsWidthSmall = 320, detailsLeast = 300;

/// Holds the details beside the queue, on the ground of the list.
class Column final : public QWidget
{
public:
    explicit Column(QWidget *parent)
        : QWidget(parent)
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        setMinimumWidth(detailsLeast);
    }
};

/// All that one press of Delete does to what is selected.
QString removalName(const Fitting &f)
{
    if (f.cancelsAndDiscards())
        return MainWindow::tr("Cancel and discard");
    if (f.moving)
        return f.removes ? MainWindow::tr("Cancel and remove") : MainWindow::tr("Cancel");
    if (f.discards)
        return f.removes ? MainWindow::tr("Remove and discard") : MainWindow::tr("Discard");
    return MainWindow::tr("Remove from the list");
}

} // namespace

MainWindow::MainWindow(TransferEngine &engine, TransferModel &model, Settings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_engine(engine)
    , m_model(model)
    , m_settings(settings)
    , m_queue(new QueueModel(model, this))
    , m_commands(new QueueCommands(engine, *m_queue, settings, this))
    , m_actions(new WindowActions(this))
    , m_quit(new QuitFlow(engine, model, *m_queue, settings, this))
    , m_trust(new TrustFlow(engine, model, *m_queue, *m_commands, settings, this))
    , m_devServer(std::make_unique<DevServerStatus>())
{
    setWindowTitle(tr("Ferry"));
    setAcceptDrops(true);
    build();
    connectParts();
    connectActions();
    connectDetails();
    m_toolBar->setParallel(m_engine.parallel());
    m_status->setParallel(m_engine.parallel());
    m_sidebar->setDestinations(destinations());
    restore();
    refresh();
    updateActions();
}

MainWindow::~MainWindow()
{
    if (m_shown)
        remember();
    // Children would go one by one while the models still talk to them. The view would not hear of its model's end, and
    // asks it for its connections when it goes itself.
    m_view->disconnect();
    m_view->selectionModel()->disconnect();
    m_view->setModel(nullptr);
    m_queue->disconnect();
    m_model.disconnect(this);
}

void MainWindow::build()
{
    m_toolBar = new MainToolBar(*m_actions, this);
    addToolBar(Qt::TopToolBarArea, m_toolBar);
    auto *central = new QWidget(this);
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_sidebar = new Sidebar(*m_queue, central);
    m_splitter = new QSplitter(Qt::Horizontal, central);
    m_splitter->setChildrenCollapsible(false);
    m_pages = new QStackedWidget(m_splitter);
    m_pages->setMinimumWidth(320);
    m_listPage = new QWidget(m_pages);
    m_head = new QueueHead(*m_queue, m_listPage);
    m_view = new QueueView(*m_queue, m_listPage);
    m_view->addActions(m_actions->ofTheList());
    m_awaited = std::make_unique<AwaitedRows>(*m_queue, *m_view);
    m_empty = new EmptyPage(m_listPage);
    m_listOrEmpty = new QStackedWidget(m_listPage);
    m_listOrEmpty->addWidget(m_view);
    m_listOrEmpty->addWidget(m_empty);
    auto *list = new QVBoxLayout(m_listPage);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(0);
    list->addWidget(m_head);
    list->addWidget(m_listOrEmpty, 1);
    m_pages->addWidget(m_listPage);
    m_detailsColumn = new Column(m_splitter);
    m_details = new DetailsPanel(m_detailsColumn);
    m_detailsColumn->layout()->addWidget(m_details);
    m_details->answer()->actions()->setFocusHeir(m_view);
    m_detailsColumn->hide();
    m_splitter->setStretchFactor(0, 1);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_detailsWidth = m_detailsColumn->width(); });
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_sidebar);
    body->addWidget(m_splitter, 1);
    m_storeBar = new NoticeBar(central);
    m_leftoverBar = new NoticeBar(central);
    m_undoBar = new NoticeBar(central);
    for (NoticeBar *bar : {m_storeBar, m_leftoverBar, m_undoBar})
        bar->setFocusHeir(m_view);
    m_status = new StatusLine(m_model, central);
    column->addLayout(body, 1);
    column->addWidget(m_storeBar);
    column->addWidget(m_leftoverBar);
    column->addWidget(m_undoBar);
    column->addWidget(m_status);
    setCentralWidget(central);
    m_veil = new DropVeil(m_pages);
    setTabOrder(m_sidebar->list(), m_sidebar->settingsButton());
    setTabOrder(m_sidebar->settingsButton(), m_view);
}

bool MainWindow::isNarrow() const
{
    return width() < scaled(metrics::narrowWindow); // larger text needs the room earlier
}

QList<TransferId> MainWindow::selection() const
{
    return m_view->selectedIds();
}

void MainWindow::refresh()
{
    m_head->refresh();
    updateEmpty();
    m_awaited->look();
    updateForAll();
    if (std::exchange(m_detailsTouched, false)) {
        updateActions();
        updateDetails();
    }
    m_quit->goOn();
}

void MainWindow::updateActions()
{
    const Fitting f = m_commands->fitting(selection());
    const WindowActions &a = *m_actions;
    const auto set = [](QAction *action, bool fits) { action->setEnabled(fits); };
    const auto setOrSay = [&f](QAction *action, bool fits, const QString &whyNot) {
        action->setEnabled(fits);
        WindowActions::setTip(action, action->whatsThis(), f.any ? whyNot : tr("Select an item first."));
    };
    setOrSay(a.cancel, f.cancel, tr("None of the selected items is running or waiting."));
    setOrSay(a.retry, f.retry,
             f.sendAgain ? tr("The server may have taken it. To send it again, choose that in its menu.")
                         : tr("None of the selected items failed, was refused or was cancelled."));
    setOrSay(a.save, f.save, tr("None of the selected items is ready to save."));
    set(a.saveAs, f.saveAs);
    set(a.open, f.open);
    set(a.showInFolder, f.showInFolder);
    set(a.copy, f.copy);
    set(a.openLink, f.openLink);
    set(a.rename, f.rename);
    set(a.remove, f.remove);
    set(a.review, f.review);
    set(a.signIn, f.signIn);
    set(a.undo, m_commands->canUndo());
    set(a.pause, f.pause);
    set(a.resume, f.resume);
    set(a.startNow, f.startNow);
    set(a.again, f.again);
    set(a.replaceAddress, f.replaceAddress);
    set(a.compare, f.compare);
    for (QAction *action : a.priorities)
        set(action, f.order);
    for (QAction *action : a.moves)
        set(action, f.order);
    a.remove->setText(removalName(f));
    a.again->setText(f.upload ? tr("Upload again…") : tr("Download again…"));
    a.again->setIcon(icon(f.upload ? QStringLiteral("upload") : QStringLiteral("download")));
    updatePause(f);
}

void MainWindow::updateDetails()
{
    if (!m_detailsOpen)
        return;
    QList<TransferSnapshot> items;
    for (const TransferId id : selection()) {
        if (const TransferSnapshot *s = m_model.find(id))
            items.append(*s);
    }
    m_details->setSnapshots(items);
}

void MainWindow::updateEmpty()
{
    const bool empty = m_queue->rowCount() == 0;
    const bool unused = m_queue->count(TransferFilter::All) == 0;
    m_head->setVisible(!unused);
    if (!empty)
        return showList();
    if (!m_queue->search().isEmpty() && !unused) {
        m_empty->showSearch(m_queue->search());
    } else if (unused && m_queue->filter() == TransferFilter::All) {
        m_empty->showWelcome();
    } else {
        switch (m_queue->filter()) {
        case TransferFilter::Active:
            m_empty->showSentence(tr("Nothing is on its way."));
            break;
        case TransferFilter::Waiting:
            m_empty->showSentence(tr("Nothing is waiting."));
            break;
        case TransferFilter::Ready:
            m_empty->showSentence(tr("Nothing is ready to save."));
            break;
        case TransferFilter::Done:
            m_empty->showSentence(tr("Nothing is done yet."));
            break;
        case TransferFilter::Problems:
            m_empty->showSentence(tr("There are no problems."));
            break;
        case TransferFilter::All:
            m_empty->showWelcome();
            break;
        }
    }
    m_listOrEmpty->setCurrentWidget(m_empty);
}

/// The focus goes along from the empty page, and so does its ring where the list has what was just asked for.
void MainWindow::showList()
{
    QWidget *focus = m_empty->isAncestorOf(focusWidget()) ? focusWidget() : nullptr;
    const bool isRinged = focus && m_awaited->isWaiting() && hasFocusRing(focus);
    if (focus)
        focus->clearFocus(); // or it would pass through the toolbar, and a screen reader would say so
    m_listOrEmpty->setCurrentWidget(m_view);
    if (focus)
        m_view->setFocus(isRinged ? Qt::TabFocusReason : Qt::OtherFocusReason);
}

void MainWindow::setFilter(TransferFilter filter)
{
    m_queue->setFilter(filter);
    if (isNarrow() && m_detailsOpen)
        setDetailsOpen(false);
    refresh();
    updateActions();
    updateDetails();
}

void MainWindow::setDetailsOpen(bool open)
{
    m_detailsOpen = open;
    m_detailsWait = false;
    m_actions->details->setChecked(open);
    fit();
    updateDetails();
    if (!open && !m_view->hasFocus() && m_details->isAncestorOf(QApplication::focusWidget()))
        m_view->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::fit()
{
    const bool narrow = isNarrow();
    if (m_detailsWait && !narrow)
        return setDetailsOpen(true); // which comes back here
    m_toolBar->fitTo(width());
    if (m_sidebar->isRail() != narrow)
        m_sidebar->setRail(narrow);
    m_details->setAsPage(narrow);
    const bool isPage = m_pages->indexOf(m_details) >= 0;
    if (narrow && !isPage)
        m_pages->addWidget(m_details);
    else if (!narrow && isPage)
        m_detailsColumn->layout()->addWidget(m_details);
    if (!narrow)
        m_details->show(); // the stack hides and shows its pages itself
    m_pages->setCurrentWidget(narrow && m_detailsOpen ? static_cast<QWidget *>(m_details) : m_listPage);
    const bool column = m_detailsOpen && !narrow;
    m_detailsColumn->setMaximumWidth(qMax(detailsLeast, width() / 2));
    const int usual = width() < scaled(metrics::wideWindow) ? detailsWidthSmall : detailsWidth;
    const int wanted = m_detailsWidth > 0 ? qMin(m_detailsWidth, m_detailsColumn->maximumWidth()) : usual;
    // What a person chose comes back where a window that was too small grows, as one does that starts maximized.
    const bool isOther = m_detailsWidth > 0 && m_detailsColumn->width() < wanted;
    if (column && (m_detailsColumn->isHidden() || isOther)) {
        m_detailsColumn->show();
        m_splitter->setSizes({qMax(320, m_splitter->width() - wanted - 1), wanted});
    } else if (!column) {
        m_detailsColumn->hide();
    }
    if (m_veil->isVisible())
        m_veil->setGeometry(m_pages->rect());
}

void MainWindow::nextPane()
{
    QWidget *list = m_listOrEmpty->currentWidget() == m_view ? static_cast<QWidget *>(m_view) : m_empty->uploadButton();
    QList<QWidget *> panes = {m_sidebar->list(), list};
    if (m_detailsOpen)
        panes.append(m_details->findChild<QTabBar *>());
    panes.append(m_toolBar->search());
    QWidget *focus = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (panes.at(i) && focus && (panes.at(i) == focus || panes.at(i)->isAncestorOf(focus)))
            at = i;
    }
    if (m_detailsOpen && focus && m_details->isAncestorOf(focus))
        at = 2;
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget *next = panes.at((at + step) % panes.size());
        if (next && next->isVisible() && next->isEnabled())
            return next->setFocus(Qt::ShortcutFocusReason);
    }
}

void MainWindow::back()
{
    if (!m_toolBar->search()->text().isEmpty() && !(isNarrow() && m_detailsOpen))
        m_toolBar->search()->clear();
    else if (m_detailsOpen)
        setDetailsOpen(false);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fit();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    fit();
    if (std::exchange(m_shown, true))
        return;
    if (m_listOrEmpty->currentWidget() == m_empty && m_empty->isWelcome())
        m_empty->uploadButton()->setFocus(Qt::TabFocusReason);
    else
        m_view->setFocus(Qt::OtherFocusReason);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        back();
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace ferry::ui
