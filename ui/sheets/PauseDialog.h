#pragma once

#include "core/types/TransferSnapshot.h"
#include "ui/sheets/Notice.h"

class QPushButton;

namespace ferry::ui {

/// Asks before a pause throws away what was moved, and says why it would. A safe answer is the default; Esc pauses
/// nothing. GUI thread. Open it with open().
class PauseDialog : public Notice
{
    Q_OBJECT

public:
    /// losing: at least one; of each something was moved that a pause would lose. others: that lose nothing by
    /// it as they are now.
    PauseDialog(const QList<TransferSnapshot> &losing, const QList<TransferId> &others, QWidget *parent = nullptr);

    QPushButton *pauseButton() const { return m_pause; }
    QPushButton *othersButton() const { return m_others; } ///< null where there are none
    QPushButton *stayButton() const { return m_stay; }

signals:
    /// What the person wants paused; it may have gone on meanwhile.
    void confirmed(const QList<ferry::TransferId> &ids);

private:
    void addButtons(const QList<TransferId> &losing, const QList<TransferId> &others);
    void confirmBy(QPushButton *button, const QList<TransferId> &ids);

    QPushButton *m_pause = nullptr;
    QPushButton *m_others = nullptr;
    QPushButton *m_stay = nullptr;
};

} // namespace ferry::ui
