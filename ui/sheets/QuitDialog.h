#pragma once

#include "core/types/TransferSnapshot.h"
#include "ui/parts/Buttons.h"
#include "ui/sheets/Notice.h"

class QPushButton;

namespace ferry::ui {

/// Asks once what becomes of unsaved files and running transfers, and names them: at most five of each. Where the queue
/// is kept, it tells what the next start does with what runs, and that the files stay. GUI thread. Open it with open();
/// decided() comes once, whatever way it is closed. Esc and the window's close button mean Stay.
class QuitDialog : public Notice
{
    Q_OBJECT

public:
    enum class Choice {
        Stay,
        SaveAllAndQuit, ///< save the unsaved ones, stop the running ones, then quit
        QuitAndDelete,  ///< quit now; temporary files go, running transfers stop
        QuitAndKeep,    ///< quit now; the queue is kept
    };
    Q_ENUM(Choice)

    /// unsaved: Ready downloads. stopped: everything that waits or runs.
    QuitDialog(const QList<TransferSnapshot> &unsaved, const QList<TransferSnapshot> &stopped, QWidget *parent = nullptr);

    /// A queue that is kept.
    struct Kept
    {
        QList<TransferSnapshot> unsaved; ///< Ready downloads that were not asked about before
        QList<TransferSnapshot> running; ///< what holds a place right now
    };
    explicit QuitDialog(const Kept &kept, QWidget *parent = nullptr);

    Choice choice() const { return m_choice; }
    QPushButton *quitButton() const { return m_quit; }
    QPushButton *stayButton() const { return m_stay; }
    QPushButton *saveButton() const { return m_save; } ///< null where there is nothing to save

signals:
    void decided(ferry::ui::QuitDialog::Choice choice);

private:
    void decide(Choice choice);
    void addKeepButtons(bool danger, bool anythingUnsaved);
    void addSaveButton(ButtonKind kind);
    void finish(QPushButton *safe);
    static QString question(int unsaved, int stopped);
    void addList(const QString &title, const QList<TransferSnapshot> &items, bool sizes);
    void addButtons(bool anythingUnsaved);

    Choice m_choice = Choice::Stay;
    QPushButton *m_quit = nullptr;
    QPushButton *m_stay = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace ferry::ui
