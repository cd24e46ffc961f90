#include "ui/MainWindow.h"

#include "core/store/Settings.h"
#include "ui/parts/WindowSize.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueView.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sidebar/Sidebar.h"
#include "ui/toolbar/MainToolBar.h"
#include "ui/toolbar/SearchField.h"
#include "ui/toolbar/WindowActions.h"

namespace ferry::ui {

// What a window keeps for the next one, and what it hands over to one that takes its place.

void MainWindow::restore()
{
    setWindowSizes(*this, {1120, 720}, {640, 420});
    restoreGeometry(m_settings.windowState(QStringLiteral("window")));
    m_detailsWidth = m_settings.windowState(QStringLiteral("detailsWidth")).toInt();
    m_detailsColumn->setVisible(false);
    const bool wereOpen = m_settings.windowState(QStringLiteral("details")) == "open";
    m_detailsOpen = wereOpen && !isNarrow();
    m_detailsWait = wereOpen && isNarrow(); // as a page they would hide the queue, and nothing is selected yet
    m_actions->details->setChecked(m_detailsOpen);
    bool given = false;
    const int order = m_settings.windowState(QStringLiteral("order")).toInt(&given);
    if (given && order >= 0 && order <= int(TransferSort::Line))
        m_queue->setOrder(TransferSort(order));
    fit();
}

void MainWindow::remember()
{
    m_settings.setWindowState(QStringLiteral("order"), QByteArray::number(int(m_queue->order())));
    m_settings.setWindowState(QStringLiteral("window"), saveGeometry());
    m_settings.setWindowState(QStringLiteral("detailsWidth"), QByteArray::number(m_detailsWidth));
    m_settings.setWindowState(QStringLiteral("details"), m_detailsOpen || m_detailsWait ? "open" : "closed");
}

void MainWindow::takeOver(MainWindow &other)
{
    m_sidebar->setFilter(other.m_queue->filter());
    m_toolBar->search()->setText(other.m_toolBar->search()->text());
    m_commands->takeOver(*other.m_commands);
    m_quit->takeOver(*other.m_quit);
    showLeftovers(std::exchange(other.m_leftovers, {}));
    m_view->selectItems(other.selection());
    if (other.m_detailsOpen)
        setDetailsOpen(true); // also as a page, which no start opens
    if (other.m_settingsDialog && other.m_settingsDialog->isVisible())
        settingsDialog()->setGeometry(other.m_settingsDialog->geometry());
}

} // namespace ferry::ui
