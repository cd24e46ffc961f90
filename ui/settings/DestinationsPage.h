#pragma once

#include "core/types/Destination.h"
#include "ui/settings/SettingsPage.h"
#include "ui/settings/UndoLine.h"

class QListWidget;
class QPushButton;
class QShortcut;
class QToolButton;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class ToneLabel;

/// The servers that files are sent to, in the order of the sidebar: add, change, remove, move. Removing one can be
/// undone until the next one. GUI thread.
class DestinationsPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit DestinationsPage(Settings &settings, QWidget *parent = nullptr);

    QListWidget *list() const { return m_list; }
    QPushButton *addButton() const { return m_add; }
    QPushButton *undoButton() const { return m_undo->button(); }
    ToneLabel *emptyLabel() const { return m_nothing; }
    void editCurrent();
    void removeCurrent();
    void undo();
    void moveCurrent(int by);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void read();
    void enableButtons();
    void edit(int row, const Destination &destination);

    struct Removed
    {
        int row = 0;
        Destination destination;
    };

    Settings &m_settings;
    std::optional<Removed> m_removed;
    QListWidget *m_list = nullptr;
    ToneLabel *m_nothing = nullptr; ///< in the list while it is empty
    QPushButton *m_add = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    UndoLine *m_undo = nullptr;
    QShortcut *m_undoKey = nullptr;
};

} // namespace ferry::ui
