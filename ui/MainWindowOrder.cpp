#include "ui/MainWindow.h"

#include "core/store/Settings.h"
#include "ui/look/Icons.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueModel.h"
#include "ui/rates/LimitsMenu.h"
#include "ui/sheets/CompareDialog.h"
#include "ui/sheets/ReplaceAddressDialog.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/toolbar/MainToolBar.h"
#include "ui/toolbar/WindowActions.h"

namespace ferry::ui {

// Holding, slowing down, other addresses, checksums.

void MainWindow::updatePause(const Fitting &f)
{
    const WindowActions &a = *m_actions;
    const QString text = !f.pauseLoses  ? tr("Pause")
                         : f.pauseKeeps ? tr("Pause (some start over)")
                                        : tr("Pause (starts over)");
    a.pause->setText(text);
    const bool resumes = f.resume && !f.pause;
    a.pauseOrResume->setEnabled(f.pause || f.resume);
    // What a pause costs is said by its tip, and in the menu: the toolbar must not move with what is selected.
    a.pauseOrResume->setText(resumes ? tr("Resume") : tr("Pause"));
    a.pauseOrResume->setIcon(icon(resumes ? QStringLiteral("resume") : QStringLiteral("pause")));
    WindowActions::setTip(a.pauseOrResume, resumes ? tr("Resume") : text,
                          f.any ? tr("None of the selected items can be paused or resumed.")
                                : tr("Select an item first."));
}

void MainWindow::updateForAll()
{
    const WindowActions &a = *m_actions;
    const TransferModel &all = m_queue->transfers();
    a.pauseAll->setEnabled(all.count(TransferFilter::Active) + all.count(TransferFilter::Waiting) > 0);
    a.resumeAll->setEnabled(all.count(TransferFilter::Waiting) > 0);
    a.removeDone->setEnabled(m_queue->count(TransferFilter::Done) > 0);
}

/// Looks at the whole queue, so only where a menu is about to show it.
void MainWindow::namePauseAll()
{
    m_actions->pauseAll->setText(m_commands->pauseAllLoses() ? tr("Pause all (some start over)") : tr("Pause all"));
}

void MainWindow::showLimits()
{
    m_toolBar->limits()->setLimits(m_settings.downLimit(), m_settings.upLimit());
    m_status->setLimits(m_settings.downLimit(), m_settings.upLimit());
}

void MainWindow::askForAddress(TransferId id)
{
    const TransferSnapshot *s = m_model.find(id);
    if (!s || !QueueCommands::canReplaceAddress(*s))
        return;
    auto *dialog = new ReplaceAddressDialog(*s, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReplaceAddressDialog::given, m_commands, &QueueCommands::replaceAddress);
    dialog->open();
}

void MainWindow::compareChecksum(TransferId id)
{
    const TransferSnapshot *s = m_model.find(id);
    if (!s || !QueueCommands::canCompare(*s))
        return;
    auto *dialog = new CompareDialog(*s, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace ferry::ui
