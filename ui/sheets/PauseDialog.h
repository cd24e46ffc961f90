#pragma once

#include "core/types/TransferSnapshot.h"
#include "ui/sheets/Notice.h"

class QPushButton;

namespace ferry::ui {

/// Asks before a pause throws away what was moved, and says why it would. The safe answer is the default, and Esc's. GUI
/// thread. Open it with open().
class PauseDialog : public Notice
{
    Q_OBJECT

public:
    /// items: at least one; of each something was moved that a pause would lose.
    explicit PauseDialog(const QList<TransferSnapshot> &items, QWidget *parent = nullptr);

    QPushButton *pauseButton() const { return m_pause; }
    QPushButton *stayButton() const { return m_stay; }

signals:
    /// The person means it; the items may have gone on meanwhile.
    void confirmed(const QList<ferry::TransferId> &ids);

private:
    void addButtons(const QList<TransferId> &ids);

    QPushButton *m_pause = nullptr;
    QPushButton *m_stay = nullptr;
};

} // namespace ferry::ui
